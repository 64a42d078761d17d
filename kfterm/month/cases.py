"""Cases: what a named person must decide. Shown with clause, events and figure; never executed (G7)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kfterm.folds.people import Person
from kfterm.money import round_half_up
from kfterm.month.absence_cases import absence_cases
from kfterm.month.absence_pay import absence_step
from kfterm.month.fixed import outside_base
from kfterm.month.judge import Judge
from kfterm.month.model import AttendanceSheet, Case, Line, ScoreSheet
from kfterm.month.occurrences import occurrences
from kfterm.month.score import last_of
from kfterm.periods import Month, before, month
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import ComplaintCase
from kfterm.rulebook.score_rules import LastPlaceCase, Leaver, ScoreCase

_EARNED = ("base", "meal", "full_attendance", "commission", "kpi", "review", "kpi_amount", "award", "reward")


def cases(
    judge: Judge,
    person: Person,
    this: Month,
    rulebook: Rulebook,
    score: ScoreSheet | None,
    seen: AttendanceSheet,
    lines: Sequence[Line],
) -> list[Case]:
    """Every case of one person and month."""
    outside = outside_base(judge, person, this, rulebook)[0] or 0
    earned = sum(line.fen for line in lines if line.line in _EARNED) + outside
    return [
        *_of_score(judge, person, this, rulebook, score),
        *_of_absence(rulebook, seen, earned),
        *absence_cases(judge, person, this, rulebook, seen),
        *_of_conduct(judge, person, this, earned),
        *_of_complaints(judge, person, this),
        *_of_leaving(judge, person, this, rulebook),
    ]


def _of_score(
    judge: Judge, person: Person, this: Month, rulebook: Rulebook, score: ScoreSheet | None
) -> Iterator[Case]:
    if score is None:
        return
    events = tuple(sorted({seq for entry in score.entries for seq in entry.events}))
    for clause, rule in rulebook.all(ScoreCase):
        if score.total < rule.below:
            yield Case(rule.case.case, (clause.id,), events)
    for clause, place in rulebook.all(LastPlaceCase):
        labels = [before(this.label, n) for n in range(place.months)]
        lasts = [last_of(judge, month(label)) for label in labels]
        if all(last is not None and last[0] == person.staff and last[1] < place.below for last in lasts):
            yield Case(place.case.case, (clause.id,), events)


def _of_absence(rulebook: Rulebook, seen: AttendanceSheet, earned: int) -> Iterator[Case]:
    found = absence_step(rulebook, seen.absence_half_days)
    if found is None:
        return
    for case in found[1].cases:
        amount = earned or None if case.case == "withhold_month_wage" else None
        yield Case(case.case, (found[0],), seen.absence_events, amount)


def _of_conduct(judge: Judge, person: Person, this: Month, earned: int) -> Iterator[Case]:
    for each in occurrences(judge, person, this):
        for case in each.priced.cases:
            amount = (earned if case == "withhold_month_wage" else each.priced.loss_fen) or None
            yield Case(case, (each.clause,), each.events, amount)


def _of_complaints(judge: Judge, person: Person, this: Month) -> Iterator[Case]:
    for day, complaint in judge.complaints(person.staff, this):
        ruling = judge.ruled_by(day, this)
        for clause, rule in ruling.all(ComplaintCase) if ruling and complaint.valid else []:
            yield Case(rule.case, (clause.id,), (complaint.seq, complaint.judged_seq))


def _of_leaving(judge: Judge, person: Person, this: Month, rulebook: Rulebook) -> Iterator[Case]:
    """The first clause that matches; where both do, the one for the first month (R4-A25)."""
    if person.left_at is None or not this.first <= judge.calendar.day(person.left_at) <= this.last:
        return
    months = whole_months(judge, person.joined_at, person.left_at)
    for clause, rule in rulebook.all(Leaver):
        reason = person.left_reason.lower()
        if not any(word.lower() in reason for word in rule.reasons):
            continue
        confirmed = person.confirmed_at is not None and person.confirmed_at <= person.left_at
        in_probation = not confirmed and months < (person.probation_months or 0)
        if months < 1 if rule.when == "first_month" else in_probation:
            amount = None
            if rule.share is not None and person.base_yuan:
                amount = round_half_up(Fraction(person.base_yuan) * 100 * Fraction(rule.share))
            yield Case(rule.case.case, (clause.id,), (person.joined_seq, person.left_seq), amount)
            return


def whole_months(judge: Judge, since: int, until: int) -> int:
    """Months fully passed between two days, by the calendar."""
    first, last = judge.calendar.at(since), judge.calendar.at(until)
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if last.day >= first.day else months - 1
