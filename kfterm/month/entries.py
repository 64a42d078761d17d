"""The entries of a month's score: what was logged, what follows from facts, what follows from several entries."""

import math
from collections.abc import Iterator
from decimal import Decimal

from kfterm.folds.people import Person
from kfterm.month.attendance import worked_any
from kfterm.month.judge import Judge
from kfterm.month.model import Entry
from kfterm.month.prices import fixed_points, price_merit, price_violation
from kfterm.periods import Month
from kfterm.rulebook.conduct_rules import Conduct, Escalation, Merit, Trigger
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.rulebook.score_rules import Adjustment
from kfterm.words import Words

PERCENT = 100


def entries(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> list[Entry]:
    """Everything that moves a person's score in a month, in the order of the days; the month's own entries last."""
    logged = list(_logged(judge, person.staff, month))
    derived = list(_not_booked(judge, person.staff, _derived(judge, person, month, rulebook)))
    found = sorted([*logged, *derived], key=lambda entry: (entry.day or month.last, entry.events, entry.clause))
    found += _escalations(rulebook, found)
    found += _month_long(judge, person, month, rulebook, found)
    found += _adjustments(judge, person.staff, month, rulebook)
    return found


def _not_booked(judge: Judge, staff: str, derived: Iterator[Entry]) -> Iterator[Entry]:
    """What follows from facts and was not booked by hand on that day as well: together they are one deduction.

    An entry by hand that was appealed with success takes the derived one with it.
    """
    booked: dict[tuple[str, int | None], int] = {}
    for violation in judge.logged(staff):
        key: tuple[str, int | None] = (violation.event.clause, judge.violation_day(violation))
        booked[key] = booked.get(key, 0) + violation.event.times
    for entry in derived:
        key = (entry.clause, entry.day)
        taken = min(entry.times, booked.get(key, 0))
        booked[key] = booked.get(key, 0) - taken
        if taken < entry.times:
            times = entry.times - taken
            yield entry._replace(points=(entry.price or Decimal(0)) * times, times=times)


def _logged(judge: Judge, staff: str, month: Month) -> Iterator[Entry]:
    counts: dict[str, int] = {}
    for day, violation in judge.violations(staff, month):
        event = violation.event
        rulebook = judge.plan.rulebook(day)
        rule = rulebook.rule(event.clause, Conduct) if rulebook else None
        if rule is None:
            continue
        counts[event.clause] = counts.get(event.clause, 0) + event.times
        points = price_violation(rule, event, counts[event.clause]).points
        units = (event.errors or event.times) if rule.per == "error" else event.times
        price = points / units if units else points
        yield Entry(event.clause, rule.label.words, points, (violation.seq,), day, rule.level, price, units)
    for day, violation in judge.given_back(staff, month):
        rulebook = judge.plan.rulebook(day)
        rule = rulebook.rule(violation.event.clause, Conduct) if rulebook else None
        if rule is not None:
            points = -price_violation(rule, violation.event, 1).points
            events = (violation.seq, violation.upheld_seq)
            yield Entry(violation.event.clause, appealed(rule), points, events, day)
    for day, merit in judge.merits(staff, month):
        rulebook = judge.plan.rulebook(day)
        praise = rulebook.rule(merit.event.clause, Merit) if rulebook else None
        if praise is not None:
            points = price_merit(praise, merit.event).points
            yield Entry(merit.event.clause, praise.label.words, points, (merit.seq,), day)


def appealed(rule: Conduct) -> Words:
    """How an entry is named that makes good an entry of a closed month."""
    return Words(f"申诉成立:{rule.label.zh}", f"appeal upheld: {rule.label.en}")


def _derived(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Entry]:
    staff = person.staff
    for clause, rule in rulebook.all(Trigger):
        points = fixed_points(rule.price)
        if rule.on in ("exam_below", "exam_full"):
            for exam in judge.shop.scores.exams:
                day = judge.calendar.day(exam.at)
                if exam.staff == staff and judge.booked_in(day, exam.seq) == month.label:
                    full = exam.score == exam.full
                    failed = exam.score * PERCENT < (rule.below or 0) * exam.full
                    if full if rule.on == "exam_full" else failed:
                        yield _entry(clause, rule, points, (exam.seq,), day)
        elif rule.on == "meeting_absent":
            for meeting in judge.shop.scores.meetings:
                day = judge.calendar.day(meeting.at)
                if staff in meeting.absent and judge.booked_in(day, meeting.seq) == month.label:
                    yield _entry(clause, rule, points, (meeting.seq,), day)
        elif rule.on == "absence":
            for day, (half_days, seqs) in _absences(judge, staff, month).items():
                shifts = max(1, math.ceil(half_days / 2))
                yield _entry(clause, rule, points * shifts, seqs, day)._replace(price=points, times=shifts)
        elif rule.on in ("quarrel", "valid_complaint"):
            for day, complaint in judge.complaints(staff, month):
                if complaint.valid and (complaint.quarrel or rule.on == "valid_complaint"):
                    yield _entry(clause, rule, points, (complaint.seq, complaint.judged_seq), day)


def _absences(judge: Judge, staff: str, month: Month) -> dict[int, tuple[int, tuple[int, ...]]]:
    """Day to (half days, events) of confirmed absence; a day that was confirmed twice counts once."""
    found: dict[int, tuple[int, tuple[int, ...]]] = {}
    for day, half_days, seq in judge.shop.attendance.absences.get(staff, []):
        if judge.booked_in(day, seq) == month.label:
            known = found.get(day, (0, ()))
            found[day] = (max(known[0], half_days), (*known[1], seq))
    return found


def _entry(clause: Clause, rule: Trigger, points: Decimal, events: tuple[int, ...], day: int | None) -> Entry:
    return Entry(clause.id, rule.label.words, points, events, day, rule.level, points, 1, derived=True)


def _escalations(rulebook: Rulebook, found: list[Entry]) -> Iterator[Entry]:
    """Once a month at most, whichever of its conditions holds (R4-A07)."""
    for clause, rule in rulebook.all(Escalation):
        for condition in rule.any_of:
            hits = [entry for entry in found if entry.level == condition.level and entry.points <= 0]
            distinct = len({entry.clause for entry in hits})
            count = distinct if rule.count_by == "distinct_clause" else sum(entry.times for entry in hits)
            if count >= condition.at_least:
                points = fixed_points(rule.price)
                events = tuple(sorted(seq for entry in hits for seq in entry.events))
                yield Entry(clause.id, rule.label.words, points, events, None, None, points, 1, derived=True)
                break


def _month_long(judge: Judge, person: Person, month: Month, rulebook: Rulebook, found: list[Entry]) -> Iterator[Entry]:
    for clause, rule in rulebook.all(Trigger):
        points = fixed_points(rule.price)
        if rule.on == "month_without_complaint":
            clean = not _valid_complaints(judge, person.staff, month, rulebook)
            if clean and (not rule.needs_worked_shift or worked_any(judge, person, month)):
                yield _entry(clause, rule, points, (person.joined_seq,), None)
        elif rule.on == "first_in_month":
            events = _first(judge, person.staff, month, rule)
            violated = any(entry.points < 0 or entry.level for entry in found)
            if events and not (rule.without_violations and violated):
                yield _entry(clause, rule, points, events, None)


def _valid_complaints(judge: Judge, staff: str, month: Month, rulebook: Rulebook) -> int:
    """Complaints judged valid, and violations logged on a clause that speaks of one."""
    judged = sum(1 for _, complaint in judge.complaints(staff, month) if complaint.valid)
    speaking = {clause.id for clause, rule in rulebook.all(Trigger) if rule.on in ("quarrel", "valid_complaint")}
    return judged + sum(1 for _, each in judge.violations(staff, month) if each.event.clause in speaking)


def _first(judge: Judge, staff: str, month: Month, rule: Trigger) -> tuple[int, ...]:
    """The events by which a person is first in every measure named; ties share (R4-A13)."""
    reported = judge.shop.scores.kpi.get(month.label, {})
    own = reported.get(staff)
    if own is None:
        return ()
    for metric in rule.metrics:
        values = [Decimal(kpi.metrics[metric]) for kpi in reported.values() if metric in kpi.metrics]
        if metric not in own.metrics or Decimal(own.metrics[metric]) < max(values):
            return ()
    return (own.seq,)


def _adjustments(judge: Judge, staff: str, month: Month, rulebook: Rulebook) -> Iterator[Entry]:
    found = rulebook.one(Adjustment)
    for adjustment in judge.shop.scores.adjustments:
        if found and adjustment.staff == staff and adjustment.month == month.label:
            label = Words(f"月评调整:{adjustment.reason}", f"month adjustment: {adjustment.reason}")
            yield Entry(found[0].id, label, adjustment.points, (adjustment.seq,), None)
