"""What must hold in a rulebook beyond the shape of its tables: all problems, each with file and clause."""

import itertools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from kfterm.periods import clock_minutes
from kfterm.problems import Problem
from kfterm.rulebook.attendance_rules import AbsenceSteps, LatenessTier
from kfterm.rulebook.conduct_rules import Conduct, Trigger
from kfterm.rulebook.floor_rules import IncidentOverrun, Shift
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.rulebook.pay_rules import Base, DayWage, Insurance
from kfterm.rulebook.prices import FineRange, Ladder, PointsRange, Product
from kfterm.rulebook.score_rules import Grade, Score, Standard
from kfterm.words import Words

_ONCE = (Base, DayWage, Insurance, Score, Standard, AbsenceSteps)
_DECISION = re.compile(r"^[A-Z][A-Z0-9]*-A\d+$|^G\d+$")


def check(rulebook: Rulebook, places: Mapping[str, str]) -> list[Problem]:
    """Everything that is wrong with a rulebook whose tables could be read."""
    found = [*_texts(rulebook), *_once(rulebook), *_shifts(rulebook), *_prices(rulebook)]
    found += [*_tiers(rulebook), *_incidents(rulebook), *_grades(rulebook), *_steps(rulebook)]
    return [Problem(f"{places.get(clause, '')} {clause}".strip(), says) for clause, says in found]


Found = Iterator[tuple[str, Words]]


def _texts(rulebook: Rulebook) -> Found:
    for clause in rulebook.clauses:
        for name, text in (("zh", clause.zh), ("en", clause.en)):
            if not text.strip():
                yield (
                    clause.id,
                    Words(f"{name} 是空的:每条都要有原文和英文", f"{name} is empty: every clause has both texts"),
                )
        for decision in clause.decided:
            if not _DECISION.match(decision):
                yield (
                    clause.id,
                    Words(f"decided 里的 {decision} 不像 R8-A01", f"{decision} in decided does not look like R8-A01"),
                )


def _once(rulebook: Rulebook) -> Found:
    for cls in _ONCE:
        for clause, _ in rulebook.all(cls)[1:]:
            tag = str(cls.__struct_config__.tag)
            yield clause.id, Words(f"机制 {tag} 只能出现一次", f"the mechanism {tag} can stand only once")


def _shifts(rulebook: Rulebook) -> Found:
    for clause, shift in rulebook.all(Shift):
        try:
            good = clock_minutes(shift.start) < clock_minutes(shift.end)
        except ValueError:
            good = False
        if not good:
            found = f"{shift.start}–{shift.end}"
            yield (
                clause.id,
                Words(
                    f"班次 {found} 不对,应如 17:00 到 01:00+1",
                    f"shift {found} is wrong, it should be like 17:00 to 01:00+1",
                ),
            )


def _prices(rulebook: Rulebook) -> Found:
    entries = [(clause, rule.price) for clause, rule in rulebook.all(Conduct)]
    entries += [(clause, rule.price) for clause, rule in rulebook.all(Trigger)]
    for clause, prices in entries:
        for price in prices:
            if isinstance(price, PointsRange | FineRange | Product) and price.low > price.high:
                yield (
                    clause.id,
                    Words(f"下限 {price.low} 大于上限 {price.high}", f"low {price.low} is above high {price.high}"),
                )
            elif isinstance(price, PointsRange) and not price.low <= price.default <= price.high:
                yield (
                    clause.id,
                    Words(f"默认值 {price.default} 不在范围内", f"the default {price.default} is out of the range"),
                )
            if isinstance(price, Ladder) and not price.rungs:
                yield clause.id, Words("阶梯没有一级", "the ladder has no rung")


def _tiers(rulebook: Rulebook) -> Found:
    tiers = sorted(rulebook.all(LatenessTier), key=lambda each: each[1].over)
    yield from _chain(
        [(c, Decimal(t.over), None if t.up_to is None else Decimal(t.up_to)) for c, t in tiers], Decimal(0)
    )


def _incidents(rulebook: Rulebook) -> Found:
    bands = sorted(rulebook.all(IncidentOverrun), key=lambda each: each[1].from_minutes)
    edges = [
        (c, Decimal(b.from_minutes - 1), None if b.to_minutes is None else Decimal(b.to_minutes)) for c, b in bands
    ]
    yield from _chain(edges, Decimal(0))


def _chain(tiers: list[tuple[Clause, Decimal, Decimal | None]], start: Decimal) -> Found:
    """Each tier begins where the one before ends; only the last is open."""
    reached: Decimal | None = start
    for clause, over, up_to in tiers:
        if reached is None or over < reached:
            yield clause.id, Words(f"从 {over} 起与前一档重叠", f"overlaps the tier before, from {over} on")
        elif over > reached:
            yield clause.id, Words(f"{reached} 到 {over} 之间没有档", f"there is no tier from {reached} to {over}")
        if up_to is not None and up_to <= over:
            yield clause.id, Words(f"{up_to} 不大于 {over},档是空的", f"{up_to} is not above {over}: the tier is empty")
        reached = up_to


def _grades(rulebook: Rulebook) -> Found:
    for clause, grade in rulebook.all(Grade):
        if grade.over is not None and grade.from_score is not None:
            yield clause.id, Words("over 和 from_score 只能写一个", "write over or from_score, not both")
        if grade.up_to is not None and grade.below is not None:
            yield clause.id, Words("up_to 和 below 只能写一个", "write up_to or below, not both")
    grades = [(clause, _low(grade), _high(grade)) for clause, grade in rulebook.all(Grade)]
    grades.sort(key=lambda each: each[1])
    for (_, _, end), (clause, begin, _) in itertools.pairwise(grades):
        if end < begin:
            yield clause.id, Words("与下一等级之间有空档", "there is a hole between this grade and the one below")
        elif end > begin:
            yield clause.id, Words("与下一等级重叠", "overlaps the grade below")


_LOWEST, _HIGHEST = (Decimal("-Infinity"), 0), (Decimal("Infinity"), 0)


def _low(grade: Grade) -> tuple[Decimal, int]:
    if grade.over is not None:
        return grade.over, 1
    return (grade.from_score, 0) if grade.from_score is not None else _LOWEST


def _high(grade: Grade) -> tuple[Decimal, int]:
    if grade.up_to is not None:
        return grade.up_to, 1
    return (grade.below, 0) if grade.below is not None else _HIGHEST


def _steps(rulebook: Rulebook) -> Found:
    for clause, rule in rulebook.all(AbsenceSteps):
        days = [step.from_days for step in rule.steps]
        if days != sorted(set(days)) or not days:
            yield clause.id, Words("旷工档要按天数从小到大写", "the absence steps go from few days to many")
