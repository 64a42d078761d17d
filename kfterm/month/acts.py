"""What happened on a clause in a month, before it is priced: what was logged and what follows from facts."""

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kfterm.events.conduct import MeritLogged, ViolationLogged
from kfterm.folds.conduct import Violation
from kfterm.folds.people import Person
from kfterm.month.attendance import covered_days
from kfterm.month.attendance import sheet as attendance_sheet
from kfterm.month.judge import Judge
from kfterm.month.model import Events
from kfterm.month.prices import Typed, takes
from kfterm.periods import Month
from kfterm.rulebook.attendance_rules import LatenessTier, MissedShift
from kfterm.rulebook.conduct_rules import Conduct, Merit, Trigger
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.rulebook.prices import AnyPrice, Points
from kfterm.words import Words

PERCENT = 100


class Act(NamedTuple):
    """One act on one clause."""

    clause: str
    label: Words
    day: int | None
    """None: of the whole month."""
    at: int
    events: Events
    prices: tuple[AnyPrice, ...]
    units: int = 1
    typed: Typed = Typed()
    level: str | None = None
    derived: bool = False
    counted: bool = True
    """Whether a ladder counts it."""
    times: int = 1
    """How many acts it is, for ladders and for what was booked by hand."""
    order: str = ""
    once_a_shift: bool = False
    """Of several by hand on one shift day the first costs (R6-A12, R4-A20)."""
    key: str = ""
    """The entry's own key, which puts acts of the same moment in an order that does not depend on the writing."""
    until: int | None = None
    """Of what follows from facts: an entry by hand up to this day is the same act (the day of a judgement)."""
    proposal: str = ""
    """… and one that confirms this proposal, whenever it was made."""


def costs(rule: Conduct, event: ViolationLogged) -> bool:
    """Whether an entry is more than a note: some kinds and effects cost nothing, and no ladder counts them."""
    priced = (event.effect or "") not in rule.unpriced_effects
    return priced and (not rule.priced_codes or event.code in rule.priced_codes)


def act_of(rule: Conduct, violation: Violation, day: int) -> Act:
    """A logged violation under its clause (R2-A11, R7-A04: some kinds of it cost nothing)."""
    event = violation.event
    prices = rule.price + (rule.serious if event.serious else ())
    typed = Typed(event.points, event.amount, event.unit_price, bool(event.serious), event.code or "")
    return Act(
        event.clause,
        rule.label.words,
        day,
        violation.at,
        (violation.seq,),
        prices if costs(rule, event) else (),
        (event.errors or event.times) if rule.per == "error" else event.times,
        typed,
        rule.level,
        counted=costs(rule, event),
        times=event.times,
        order=event.order or "",
        once_a_shift=rule.per == "shift",
        key=event.violation,
    )


def logged(judge: Judge, staff: str, month: Month) -> Iterator[Act]:
    """Violations and merits of a month."""
    for day, violation in judge.violations(staff, month):
        rule = _conduct(judge, day, violation.event.clause)
        if rule is not None:
            yield act_of(rule, violation, day)
    for day, merit in judge.merits(staff, month):
        rulebook = judge.plan.rulebook(day)
        praise = merit_rule(rulebook, merit.event) if rulebook else None
        if praise is not None:
            typed = Typed(merit.event.points, merit.event.amount)
            yield Act(
                merit.event.clause,
                praise.label.words,
                day,
                merit.at,
                (merit.seq,),
                praise.price,
                typed=typed,
                counted=False,
                key=merit.event.merit,
            )


def merit_rule(rulebook: Rulebook, event: MeritLogged) -> Merit | None:
    """The rule of praise that an entry means: of several on one clause the first whose points fit (R5-4.3.1)."""
    clause = rulebook.by_id.get(event.clause)
    rules = [each for each in clause.rule if isinstance(each, Merit)] if clause else []
    fitting = [each for each in rules if takes(each.price, event.points)]
    return next(iter(fitting or rules), None)


def _conduct(judge: Judge, day: int, clause: str) -> Conduct | None:
    rulebook = judge.plan.rulebook(day)
    return rulebook.rule(clause, Conduct) if rulebook else None


def derived(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Act]:
    """What follows from facts without being logged, each under the rulebook that was in force on its day."""
    for each in judge.rulebooks(month):
        for act in _derived(judge, person, month, each):
            ruling = rulebook if act.day is None else judge.ruled_by(act.day, month)
            if ruling is not None and ruling.digest == each.digest:
                yield act


def _derived(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Act]:
    for clause, rule in rulebook.all(Trigger):
        if rule.on in ("exam_below", "exam_full"):
            yield from _exams(judge, person.staff, month, clause, rule)
        elif rule.on == "meeting_absent":
            for meeting in judge.shop.scores.meetings:
                day = judge.calendar.day(meeting.at)
                if person.staff in meeting.absent and judge.booked_in(day, meeting.seq) == month.label:
                    yield _act(clause, rule, day, meeting.at, (meeting.seq,))
        elif rule.on == "absence":
            for day, half_days, seqs in _absences(judge, person, month, rulebook):
                shifts = max(1, math.ceil(half_days / 2))
                yield _act(clause, rule, day, judge.calendar.moment(day), seqs, shifts)
        elif rule.on in ("quarrel", "valid_complaint"):
            for day, complaint in judge.complaints(person.staff, month):
                if complaint.valid and (complaint.quarrel or rule.on == "valid_complaint"):
                    act = _act(clause, rule, day, complaint.at, (complaint.seq, complaint.judged_seq))
                    judged = judge.calendar.day(complaint.judged_at)
                    yield act._replace(until=judged, proposal=complaint_key(complaint.complaint))
    yield from _lateness(judge, person, month, rulebook)


def complaint_key(complaint: str) -> str:
    """The key of the proposal to book a complaint that was judged valid."""
    return f"complaint:{complaint}"


def _act(clause: Clause, rule: Trigger, day: int, at: int, events: Events, times: int = 1) -> Act:
    return Act(
        clause.id, rule.label.words, day, at, events, rule.price, times, level=rule.level, derived=True, times=times
    )


def _exams(judge: Judge, staff: str, month: Month, clause: Clause, rule: Trigger) -> Iterator[Act]:
    for exam in judge.shop.scores.exams:
        day = judge.calendar.day(exam.at)
        if exam.staff == staff and judge.booked_in(day, exam.seq) == month.label:
            full = exam.score == exam.full
            failed = exam.score * PERCENT < (rule.below or 0) * exam.full
            if full if rule.on == "exam_full" else failed:
                yield _act(clause, rule, day, exam.at, (exam.seq,))


def _absences(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[tuple[int, int, Events]]:
    """(day, half days, events) of absence: what was confirmed, once a day, and shifts that were wholly missed."""
    found: dict[int, tuple[int, Events]] = {}
    covered: set[int] = set()
    for day, half_days, seq in judge.shop.attendance.absences.get(person.staff, []):
        if judge.booked_in(day, seq) == month.label and judge.works_here(person.staff, day):
            known = found.get(day, (0, ()))
            found[day] = (max(known[0], half_days), (*known[1], seq))
            covered.update(each for each, _ in covered_days(judge, person.staff, day, half_days))
    if rulebook.one(MissedShift):
        for record in attendance_sheet(judge, person, month).days:
            if record.absent_half_days and record.day not in covered:
                found[record.day] = (record.absent_half_days, record.events)
    yield from ((day, half_days, events) for day, (half_days, events) in sorted(found.items()))


def _lateness(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Act]:
    """Points of the tier that a lateness falls in (R5-4.2.2.3)."""
    tiers = [(clause, tier) for clause, tier in rulebook.all(LatenessTier) if tier.points is not None]
    if not tiers:
        return
    for record in attendance_sheet(judge, person, month).days:
        for way, size in (("in", record.late_minutes), ("out", record.early_minutes)):
            for clause, tier in tiers:
                if tier.holds(way, size):
                    label = _late_words(tier, way, size)
                    price = (Points(points=tier.points or Decimal(0)),)
                    yield Act(clause.id, label, record.day, record.start, record.events, price, derived=True)


def _late_words(tier: LatenessTier, way: str, size: int) -> Words:
    if tier.label is not None:
        return tier.label.words
    return (
        Words(f"迟到 {size} 分", f"{size} min late") if way == "in" else Words(f"早退 {size} 分", f"{size} min early")
    )
