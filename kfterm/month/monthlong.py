"""What follows from a whole month: several entries together, a month without complaint, first in every measure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kfterm.folds.people import Person
from kfterm.month.acts import Act
from kfterm.month.attendance import worked_any
from kfterm.month.judge import Judge
from kfterm.month.model import Events, Occurrence
from kfterm.periods import Month
from kfterm.rulebook.conduct_rules import Escalation, Trigger
from kfterm.rulebook.model import Rulebook


def escalations(rulebook: Rulebook, found: Sequence[Occurrence]) -> Iterator[Act]:
    """Once a month at most, whichever of its conditions holds (R4-A07)."""
    for clause, rule in rulebook.all(Escalation):
        for condition in rule.any_of:
            hits = [each for each in found if each.level == condition.level and each.priced.points <= 0]
            distinct = len({each.clause for each in hits})
            count = distinct if rule.count_by == "distinct_clause" else sum(each.units for each in hits)
            if count >= condition.at_least:
                events = tuple(sorted(seq for each in hits for seq in each.events))
                yield Act(clause.id, rule.label.words, None, 0, events, rule.price, derived=True)
                break


def of_the_month(
    judge: Judge, person: Person, month: Month, rulebook: Rulebook, found: Sequence[Occurrence]
) -> Iterator[Act]:
    """Triggers that look at the whole month."""
    for clause, rule in rulebook.all(Trigger):
        events: Events = ()
        if rule.on == "month_without_complaint":
            clean = not _valid_complaints(judge, person.staff, month, rulebook)
            if clean and (not rule.needs_worked_shift or worked_any(judge, person, month)):
                events = (person.joined_seq,)
        elif rule.on == "first_in_month":
            violated = any(each.priced.points < 0 or each.level for each in found)
            if not (rule.without_violations and violated):
                events = _first(judge, person.staff, month, rule)
        if events:
            yield Act(clause.id, rule.label.words, None, 0, events, rule.price, level=rule.level, derived=True)


def _valid_complaints(judge: Judge, staff: str, month: Month, rulebook: Rulebook) -> int:
    """Complaints judged valid, and violations logged on a clause that speaks of one."""
    judged = sum(1 for _, complaint in judge.complaints(staff, month) if complaint.valid)
    speaking = {clause.id for clause, rule in rulebook.all(Trigger) if rule.on in ("quarrel", "valid_complaint")}
    return judged + sum(1 for _, each in judge.violations(staff, month) if each.event.clause in speaking)


def _first(judge: Judge, staff: str, month: Month, rule: Trigger) -> Events:
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
