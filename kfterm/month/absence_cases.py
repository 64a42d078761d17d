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
    """One case for each day of absence, confirmed or shown by the punches, under every clause that says so."""
    clauses = tuple(clause.id for clause, _ in rulebook.all(AbsenceCase))
    if clauses and seen.absence_half_days:
        for _, seqs in absent_days(judge, person.staff, month, seen.days).values():
            yield Case("absence", clauses, tuple(dict.fromkeys(seqs)))
