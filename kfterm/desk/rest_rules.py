"""A rest day: asked for in time, out of the month's entitlement, or the one of the week (R8-3.4.1, R6-1.2, R3-8.1.2)."""

from collections.abc import Iterator

from kfterm.desk.findings import Finding, broken, held_up, met
from kfterm.desk.findings import known as told
from kfterm.desk.known import Known
from kfterm.desk.leave_rules import ahead, asked_by, earliest
from kfterm.desk.permits import allowed_roles, is_machine, permitted
from kfterm.events.lines import Fact
from kfterm.events.roster import RestDecided
from kfterm.folds.roster import Rest
from kfterm.month.leave import entitlement, on_leave, rest_days
from kfterm.periods import before, day_text, monday, month_of
from kfterm.rulebook.attendance_rules import RestDays, WeeklyRest
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

_WEEK = 7


def decided(known: Known, fact: Fact) -> Iterator[Words]:
    """Approval of a rest day: by who may, asked for in time and due to them, or overruled with a note (R8-A39)."""
    event = fact.event
    assert isinstance(event, RestDecided)
    rest = known.asked_for("rest", event.rest).rests.get(event.rest)
    rulebook = known.rulebook(rest.day) if rest else None
    if rest is None or rulebook is None:
        return
    yield from permitted(known, rulebook, "decide_rest", fact)
    if event.approved:
        yield from held_up(findings(known, fact), event.reason, machine=is_machine(fact.by))


def findings(known: Known, fact: Fact) -> Iterator[Finding]:
    """Everything an approval meets and breaks."""
    event = fact.event
    assert isinstance(event, RestDecided)
    rest = known.asked_for("rest", event.rest).rests.get(event.rest)
    rulebook = known.rulebook(rest.day) if rest else None
    if rest is None or rulebook is None:
        return
    roles = sorted(allowed_roles(rulebook, "decide_rest"))
    yield from _notice(known, rulebook, rest, roles)
    if rest.day in rest_days(known.judge, rest.staff):
        text = day_text(rest.day)[5:]
        yield told("", f"{text} 本来就休息", f"{text} is a rest day anyway")
    else:
        yield from _of_month(known, rulebook, rest, roles)
        yield from _of_week(known, rulebook, rest, roles)
    if on_leave(known.judge, rest.staff, rest.day):
        text = day_text(rest.day)[5:]
        yield told("", f"{text} 已批请假", f"leave is approved for {text}")


def _notice(known: Known, rulebook: Rulebook, rest: Rest, roles: list[str]) -> Iterator[Finding]:
    """So many calendar days ahead (R8-A26)."""
    found = rulebook.one(RestDays)
    if found is None:
        return
    clause, rule = found[0].id, found[1]
    asked_on = known.calendar.day(rest.at)
    lead, said = rest.day - asked_on, ahead(rule.lead_days)
    if asked_on > rest.day - rule.lead_days:
        zh = f"{clause}:休假要{said.zh}申请;主管破例批准要写理由"
        en = f"{clause}: rest days are asked for {said.en}; to overrule that give a reason"
        first, last = earliest(asked_on, rule.lead_days), asked_by(rest.day, rule.lead_days)
        yield broken(clause, Words(zh, en), Words(f"{first.zh};{last.zh}", f"{first.en}; {last.en}"), by=roles)
    else:
        need = rule.lead_days
        yield met(clause, f"提前 {lead} 天申请,至少 {need} 天", f"asked for {lead} day(s) ahead, at least {need}")


def _of_month(known: Known, rulebook: Rulebook, rest: Rest, roles: list[str]) -> Iterator[Finding]:
    """Not more rest days in a month than the entitlement, with what else is asked for (R8-3.4.1, R8-A43)."""
    person = known.shop.people.staff.get(rest.staff)
    if rulebook.one(RestDays) is None or person is None:
        return
    this = month_of(rest.day)
    entitled, clauses, _ = entitlement(known.judge, person, this)
    used = sum(1 for day in rest_days(known.judge, rest.staff) if this.first <= day <= this.last)
    others = (each for each in known.shop.roster.rests.values() if each.staff == rest.staff and each.rest != rest.rest)
    pending = sum(1 for each in others if each.approved is None and this.first <= each.day <= this.last)
    clause = clauses[-1] if clauses else ""
    more = Words(f",另有 {pending} 天待批", f", {pending} more asked for") if pending else Words("", "")
    if used < entitled:
        zh = f"{this.label} 第 {used + 1} 天休息,共 {entitled} 天{more.zh}"
        yield met(clause, zh, f"rest day no. {used + 1} of {entitled} in {this.label}{more.en}")
        return
    following = before(this.label, -1)
    zh = f"{clause}:{person.name} {this.label} 已休 {used} 天,共 {entitled} 天{more.zh};破例批准要写理由"
    en = f"{clause}: {person.name} has {used} of {entitled} rest days in {this.label}{more.en}; to overrule that give a reason"
    possible = Words(f"{following} 的日子,或请假", f"a day of {following}, or leave")
    yield broken(clause, Words(zh, en), possible, by=roles, of_people=True)


def _of_week(known: Known, rulebook: Rulebook, rest: Rest, roles: list[str]) -> Iterator[Finding]:
    """Exactly so many rest days in every week from Monday to Sunday (R3-8.1.2, R3-A11)."""
    first = monday(rest.day)
    used = sum(1 for day in rest_days(known.judge, rest.staff) if first <= day < first + _WEEK)
    name = known.name(rest.staff)
    since = day_text(first)[5:]
    for clause, rule in rulebook.all(WeeklyRest):
        if used < rule.days:
            yield met(clause.id, f"{since} 这周第 {used + 1} 天休息,每周 {rule.days} 天",
                      f"rest day no. {used + 1} of {rule.days} in the week of {since}")  # fmt: skip
            continue
        zh = f"{clause.id}:{name} {since} 这周已休 {used} 天,每周 {rule.days} 天;破例批准要写理由"
        en = f"{clause.id}: {name} rests {used} of {rule.days} day(s) in the week of {since}; to overrule that give a reason"
        possible = Words("把那天休息改到这天", "move that rest day to this one")
        yield broken(clause.id, Words(zh, en), possible, by=roles, of_people=True)
