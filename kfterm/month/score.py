"""A month's score: opening, entries, cap, grade; and who was last."""

from decimal import Decimal

from kfterm.folds.people import Person
from kfterm.month.entries import entries
from kfterm.month.judge import Judge
from kfterm.month.model import ScoreSheet
from kfterm.periods import Month
from kfterm.rulebook.score_rules import Grade, Score, ScoreCap


def sheet(judge: Judge, person: Person, month: Month) -> ScoreSheet | None:
    """The score of one person and month; None in a regime without one."""
    key = ("score", person.staff, month.label)
    if key not in judge.scratch:
        judge.scratch[key] = _sheet(judge, person, month)
    return judge.scratch[key]  # type: ignore[return-value]


def _sheet(judge: Judge, person: Person, month: Month) -> ScoreSheet | None:
    rulebook = judge.rulebook(month)
    found = rulebook.one(Score) if rulebook else None
    if rulebook is None or found is None:
        return None
    if not judge.employed(person, month):
        return None
    moved = entries(judge, person, month, rulebook)
    moved += [entry for each in judge.corrected(person.staff, month) for entry in each.entries]
    uncapped = found[1].opening + sum((entry.points for entry in moved), Decimal(0))
    cap = rulebook.one(ScoreCap)
    total = min(uncapped, cap[1].at_most) if cap else uncapped
    clauses = [found[0].id]
    if cap and uncapped > cap[1].at_most:
        clauses.append(cap[0].id)
    grade = next(((clause.id, rule.grade) for clause, rule in rulebook.all(Grade) if reaches(rule, total)), None)
    if grade:
        clauses.append(grade[0])
    return ScoreSheet(found[1].opening, total, uncapped, grade[1] if grade else None, tuple(moved), tuple(clauses))


def reaches(grade: Grade, total: Decimal) -> bool:
    """Whether a total is within a grade."""
    return (
        (grade.over is None or total > grade.over)
        and (grade.from_score is None or total >= grade.from_score)
        and (grade.up_to is None or total <= grade.up_to)
        and (grade.below is None or total < grade.below)
    )


def last_of(judge: Judge, month: Month) -> tuple[str, Decimal] | None:
    """Who has strictly the lowest score of a month, and which; None with ties or fewer than two people (R4-A09)."""
    scored = []
    for person in judge.people(month):
        found = sheet(judge, person, month)
        if found is not None:
            scored.append((found.total, person.staff))
    scored.sort()
    if len(scored) < 2 or scored[0][0] == scored[1][0]:
        return None
    return scored[0][1], scored[0][0]
