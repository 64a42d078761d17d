"""Absence where the rulebook knows the word and no price: a case a day, without an amount (R1-7.5, R1-A16)."""

from collections.abc import Iterator

from kfterm.folds.people import Person
from kfterm.month.attendance import absent_days
from kfterm.month.judge import Judge
from kfterm.month.model import AttendanceSheet, Case
from kfterm.periods import Month
from kfterm.rulebook.attendance_rules import AbsenceCase
from kfterm.rulebook.model import Rulebook


def absence_cases(
    judge: Judge, person: Person, month: Month, rulebook: Rulebook, seen: AttendanceSheet
) -> Iterator[Case]:
    """One case for each day of absence, confirmed or shown by the punches, under the clauses that speak of its shift."""
    rules = rulebook.all(AbsenceCase)
    if not rules or not seen.absence_half_days:
        return
    swapped = judge.shop.roster.swapped(person.staff)
    of_any, of_swapped = (
        tuple(clause.id for clause, rule in rules if rule.on == on) for on in ("any_shift", "swapped_shift")
    )
    for day, (_, seqs) in sorted(absent_days(judge, person.staff, month, seen.days).items()):
        clauses = (of_swapped if day in swapped else ()) or of_any
        if clauses:
            yield Case("absence", clauses, tuple(dict.fromkeys(seqs)))
