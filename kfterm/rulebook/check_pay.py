"""Checks of scores and pay: grades, KPI, reviews, commissions, shares of a package."""

import itertools
from decimal import Decimal

from kfterm.money import decimal_text
from kfterm.rulebook import pay_rules as p
from kfterm.rulebook import score_rules as s
from kfterm.rulebook.attendance_rules import FullAttendance
from kfterm.rulebook.check_parts import (
    Found,
    Reading,
    Tier,
    amount,
    at_least,
    chain,
    every,
    filled,
    low_high,
    once_each,
    one_of_two,
    share,
    tag,
)
from kfterm.words import Words


def check_pay(rulebook: Reading) -> Found:
    """Everything of scores and pay."""
    yield from _grades(rulebook)
    yield from _score(rulebook)
    yield from _parts(rulebook)
    yield from _kpi(rulebook)
    yield from _review(rulebook)
    yield from _commission(rulebook)
    yield from _shares(rulebook)


def _grades(rulebook: Reading) -> Found:
    for clause, grade in rulebook.all(s.Grade):
        if grade.over is not None and grade.from_score is not None:
            yield clause.id, Words("over 和 from_score 只能写一个", "write over or from_score, not both")
        if grade.up_to is not None and grade.below is not None:
            yield clause.id, Words("up_to 和 below 只能写一个", "write up_to or below, not both")
    yield from once_each([(clause, grade.grade) for clause, grade in rulebook.all(s.Grade)], "等级", "grade")
    grades = [(clause, _low(grade), _high(grade)) for clause, grade in rulebook.all(s.Grade)]
    for clause, low, high in grades:
        if low >= high:
            yield clause.id, Words("等级的下限不低于上限,是空的", "the grade ends before it begins")
            return
    grades.sort(key=lambda each: each[1])
    for (_, _, end), (clause, begin, _) in itertools.pairwise(grades):
        if end < begin:
            yield clause.id, Words("与下一等级之间有空档", "there is a hole between this grade and the one below")
        elif end > begin:
            yield clause.id, Words("与下一等级重叠", "overlaps the grade below")


_LOWEST, _HIGHEST = (Decimal("-Infinity"), 0), (Decimal("Infinity"), 0)


def _low(grade: s.Grade) -> tuple[Decimal, int]:
    if grade.over is not None:
        return grade.over, 1
    return (grade.from_score, 0) if grade.from_score is not None else _LOWEST


def _high(grade: s.Grade) -> tuple[Decimal, int]:
    if grade.up_to is not None:
        return grade.up_to, 1
    return (grade.below, 0) if grade.below is not None else _HIGHEST


def _score(rulebook: Reading) -> Found:
    score = rulebook.one(s.Score)
    for clause, rule in every(
        rulebook, s.ScoreCap, s.Adjustment, s.Grade, s.ScoreCase, s.LastPlaceCase, s.EarlyConfirmation, s.Standard
    ):
        if rulebook.lacks(s.Score):
            yield clause.id, Words(f"{tag(rule)} 要有 score", f"{tag(rule)} needs a score")
    for clause, cap in rulebook.all(s.ScoreCap):
        if score is not None and cap.at_most < score[1].opening:
            zh = f"at_most {cap.at_most} 低于起始分 {score[1].opening}"
            yield clause.id, Words(zh, f"at_most {cap.at_most} is below the opening {score[1].opening}")
    for clause, adjustment in rulebook.all(s.Adjustment):
        yield from low_high(clause.id, adjustment.low, adjustment.high)
        yield from filled(clause.id, "for_roles", adjustment.for_roles)
        yield from filled(clause.id, "by_roles", adjustment.by_roles)
    for clause, standard in rulebook.all(s.Standard):
        yield from low_high(clause.id, standard.low, standard.high)
    for clause, last in rulebook.all(s.LastPlaceCase):
        yield from at_least(clause.id, "months", last.months, 1)
    for clause, start in rulebook.all(s.FloatFrom):
        yield from at_least(clause.id, "month", start.month, 1)
        if rulebook.lacks(s.Standard):
            yield clause.id, Words("float_from 要有 float", "float_from needs a float")
    names = {grade.grade for _, grade in rulebook.all(s.Grade)}
    for clause, early in rulebook.all(s.EarlyConfirmation):
        if early.grade not in names and "grade" not in rulebook.unread:
            yield clause.id, Words(f"没有等级 {early.grade}", f"there is no grade {early.grade}")
    for clause, leaver in rulebook.all(s.Leaver):
        yield from filled(clause.id, "reasons", leaver.reasons)
        yield from share(clause.id, "share", leaver.share)


def _parts(rulebook: Reading) -> Found:
    """Base pay, meals and full attendance: yuan, or a share of a package."""
    parts = [(clause, rule.yuan, rule.share) for clause, rule in rulebook.all(p.Base)]
    parts += [(clause, rule.yuan, rule.share) for clause, rule in rulebook.all(p.Meal)]
    parts += [(clause, rule.yuan, rule.share) for clause, rule in rulebook.all(FullAttendance)]
    for clause, yuan, part in parts:
        yield from one_of_two(clause.id, "yuan", "share", (yuan is not None, part is not None))
        yield from amount(clause.id, "yuan", yuan)
        yield from share(clause.id, "share", part)
    for clause, insurance in rulebook.all(p.Insurance):
        yield from share(clause.id, "person_share", insurance.person_share)
    for clause, floor in rulebook.all(p.NetFloor):
        yield from amount(clause.id, "yuan", floor.yuan)
    for clause, due in rulebook.all(p.PayDue):
        for name, day in (("day", due.day), ("remind_day", due.remind_day)):
            if day is not None and not 1 <= day <= 31:
                yield clause.id, Words(f"{name} 是 {day},应为 1 到 31", f"{name} is {day}, it should be 1 to 31")
    for clause, _ in rulebook.all(p.DayWage):
        if rulebook.lacks(p.Base):
            yield clause.id, Words("day_wage 要有 base", "day_wage needs a base")


def _kpi(rulebook: Reading) -> Found:
    items, pay = rulebook.all(p.KpiItem), rulebook.all(p.KpiPay)
    for clause, item in items:
        if item.worst == item.best:
            yield clause.id, Words("worst 和 best 一样,画不出直线", "worst and best are the same: no line between them")
        if item.worst_score == item.best_score:
            yield clause.id, Words("worst_score 和 best_score 一样", "worst_score and best_score are the same")
        if bool(item.part) != bool(item.whole):
            yield clause.id, Words("part 和 whole 要一起写", "part and whole go together")
        yield from share(clause.id, "weight", item.weight)
    yield from once_each([(clause, item.metric) for clause, item in items], "指标", "metric")
    total = sum((item.weight for _, item in items), Decimal(0))
    if items and total != 1 and "kpi_item" not in rulebook.unread:
        text = decimal_text(total)
        yield items[-1][0].id, Words(f"权重合计 {text},应为 1", f"the weights sum to {text}, it should be 1")
    for clause, rule in pay:
        if rulebook.lacks(p.KpiItem):
            yield clause.id, Words("kpi_pay 要有 kpi_item", "kpi_pay needs a kpi_item")
        yield from share(clause.id, "share", rule.share)
        if rule.full_score <= 0:
            text = decimal_text(rule.full_score)
            yield clause.id, Words(f"full_score 是 {text},应大于 0", f"full_score is {text}, it should be above 0")


def _review(rulebook: Reading) -> Found:
    items = rulebook.all(p.ReviewItem)
    for clause, item in items:
        yield from filled(clause.id, "levels", item.levels)
        yield from once_each([(clause, decimal_text(level.score)) for level in item.levels], "评分", "score")
    yield from once_each([(clause, item.item) for clause, item in items], "评分项", "item")
    for clause, rule in rulebook.all(p.ReviewPay):
        if rulebook.lacks(p.ReviewItem):
            yield clause.id, Words("review_pay 要有 review_item", "review_pay needs a review_item")
        yield from low_high(clause.id, rule.low, rule.high)
        yield from amount(clause.id, "yuan", rule.yuan, exact=False)


def _commission(rulebook: Reading) -> Found:
    for clause, count in rulebook.all(p.CountCommission):
        yield from amount(clause.id, "yuan", count.yuan, exact=False)
    for clause, rule in rulebook.all(p.RateCommission):
        yield from filled(clause.id, "steps", rule.steps)
        for step in rule.steps:
            yield from share(clause.id, "rate", step.rate)
        ordered = sorted(rule.steps, key=lambda each: each.from_ratio or Decimal(0))
        edges: list[Tier] = [(clause, step.from_ratio or Decimal(0), step.below) for step in ordered]
        yield from chain(edges, Decimal(0))
    for clause, streak in rulebook.all(p.StreakAward):
        yield from filled(clause.id, "rungs", streak.rungs)
        for number, rung in enumerate(streak.rungs, 1):
            yield from amount(clause.id, f"rungs[{number}]", rung)


def _shares(rulebook: Reading) -> Found:
    """A share needs the package that it is a share of."""
    if not rulebook.lacks(p.Package):
        return
    for clause, rule in every(rulebook, p.Base, p.Meal, FullAttendance, p.KpiPay):
        if getattr(rule, "share", None) is not None:
            zh = f"{tag(rule)} 的 share 要有 package"
            yield clause.id, Words(zh, f"{tag(rule)} has a share: a package is missing")
