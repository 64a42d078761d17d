"""Going out of the office in working hours: asked for beforehand, on a form where the text wants one (R1-2.5, R6-7, R7-9)."""

from collections.abc import Iterator

from kfterm.desk.findings import Finding, broken, held_up, met
from kfterm.desk.findings import known as told
from kfterm.desk.known import Known
from kfterm.desk.outings import until
from kfterm.desk.permits import allowed_roles, is_machine, permitted
from kfterm.events.lines import Fact
from kfterm.events.roster import OutingDecided, OutingRequested
from kfterm.folds.roster import Outing
from kfterm.rulebook.floor_rules import AwayApproval
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words


def requested(known: Known, fact: Fact) -> Iterator[Words]:
    """So many minutes, more than none."""
    event = fact.event
    assert isinstance(event, OutingRequested)
    if event.minutes < 1:
        yield Words(f"minutes 是 {event.minutes},至少 1 分钟", f"minutes is {event.minutes}, it should be 1 or more")


def decided(known: Known, fact: Fact) -> Iterator[Words]:
    """Going out is allowed by who may, before it begins, or afterwards with a reason (R7-A08)."""
    event = fact.event
    assert isinstance(event, OutingDecided)
    outing = known.asked_for("outing", event.outing).outings.get(event.outing)
    rulebook = known.rulebook(known.calendar.day(outing.since)) if outing else None
    if outing is None or rulebook is None:
        return
    yield from permitted(known, rulebook, "decide_outing", fact)
    if event.approved:
        yield from held_up(findings(known, fact), event.reason, machine=is_machine(fact.by))


def findings(known: Known, fact: Fact) -> Iterator[Finding]:
    """Everything an approval meets and breaks, and who else is out then."""
    event = fact.event
    assert isinstance(event, OutingDecided)
    outing = known.asked_for("outing", event.outing).outings.get(event.outing)
    rulebook = known.rulebook(known.calendar.day(outing.since)) if outing else None
    if outing is None or rulebook is None:
        return
    yield from _beforehand(known, rulebook, outing, fact)
    yield from _on_duty(known, outing)
    end = until(outing)
    others = [
        known.name(each.staff)
        for each in known.shop.roster.outings.values()
        if each.approved and each.outing != outing.outing and each.since < end and outing.since < until(each)
    ]
    if others:
        names = "、".join(others)
        yield told("", f"同时外出的还有 {names}", f"also out then: {', '.join(others)}")


def _beforehand(known: Known, rulebook: Rulebook, outing: Outing, fact: Fact) -> Iterator[Finding]:
    """Asked for and allowed before it begins; on the form that the text names."""
    roles = sorted(allowed_roles(rulebook, "decide_outing"))
    began = known.calendar.text(outing.since)
    for clause, rule in rulebook.all(AwayApproval):
        if rule.form and outing.reason.strip():
            form = rule.form.words
            yield met(clause.id, f"{form.zh}:{outing.reason.strip()}", f"{form.en}: {outing.reason.strip()}")
        if fact.at > outing.since:
            zh = f"{clause.id}:离岗要事先请示,{began} 已经过了;事后批准要写理由"
            en = f"{clause.id}: leaving the post is asked for beforehand, and {began} is over; approving it afterwards needs a reason"
            yield broken(clause.id, Words(zh, en), by=roles, of_people=True)
        else:
            yield met(clause.id, f"{began} 之前批准", f"allowed before {began}")


def _on_duty(known: Known, outing: Outing) -> Iterator[Finding]:
    """Whether it lies in a shift at all."""
    day = known.plan.shift_day(outing.staff, outing.since)
    plan = known.plan.planned(outing.staff, day)
    if plan is None or not plan.covers(outing.since):
        yield told("", "那时没有班,不用申请", "no shift then: nothing to ask for")
