"""KPI pay: measures scored on straight lines, weighted, and paid as a share of the reference package."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kfterm.folds.people import Person
from kfterm.money import decimal_text, round_half_up
from kfterm.month.judge import Judge
from kfterm.month.measures import measure, measured_by, missing_measure, ratio
from kfterm.month.model import Line
from kfterm.month.settings import share_of_package
from kfterm.periods import Month
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.rulebook.pay_rules import KpiItem, KpiPay
from kfterm.words import Words


class Scored(NamedTuple):
    """One item of one person: the exact score, and whether it has to be looked at."""

    clause: Clause
    rule: KpiItem
    score: Fraction
    unknown: bool = False
    """The measure had nothing to be measured on: the worst score (R2-A28)."""


def score_of(rule: KpiItem, value: Fraction) -> Fraction:
    """A straight line from the worst end to the best, kept within the two (R2-A04–A06). Exact."""
    worst, best = Fraction(rule.worst), Fraction(rule.best)
    if worst == best:
        reached = Fraction(int(value >= best))
    else:
        reached = min(Fraction(1), max(Fraction(0), (value - worst) / (best - worst)))
    return Fraction(rule.worst_score) + reached * (Fraction(rule.best_score) - Fraction(rule.worst_score))


def kpi_pay(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Line]:
    """The weighted score of all items on the share of the package; none while a measure is missing (R2-9.1, R2-A08)."""
    found = rulebook.one(KpiPay)
    package = share_of_package(judge, rulebook, found[1].share, month) if found else None
    items = [_scored(judge, person.staff, month.label, *each) for each in rulebook.all(KpiItem)]
    known = [each for each in items if each is not None]
    if found is None or package is None or not items or len(known) < len(items):
        return
    clause, rule = found
    total = sum((each.score * Fraction(each.rule.weight) for each in known), Fraction(0))
    coefficient = package.fen / Fraction(rule.full_score)
    parts = " + ".join(f"{_places(each.score)} × {each.rule.weight:f}" for each in known)
    full = decimal_text(rule.full_score)
    working = f"({parts}) = {decimal_text(total)} × {decimal_text(coefficient / 100)} ({package.text} ÷ {full})"
    clauses = tuple(dict.fromkeys((clause.id, *(each.clause.id for each in known), *package.clauses)))
    events = measured_by(judge, person.staff, month.label) + package.events
    yield Line("kpi", Words("绩效考核", "KPI"), round_half_up(total * coefficient), clauses, events, working)


def flags(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[str]:
    """Measures that are missing, and those that had nothing to be measured on."""
    if rulebook.one(KpiPay) is None:
        return
    for clause, rule in rulebook.all(KpiItem):
        found = _scored(judge, person.staff, month.label, clause, rule)
        if found is None:
            yield missing_measure(judge, person.staff, month.label, rule.metric)
        elif found.unknown:
            yield f"review:{rule.metric}"


def _scored(judge: Judge, staff: str, label: str, clause: Clause, rule: KpiItem) -> Scored | None:
    """An item's score from the measure as reported, else from its two parts in percent."""
    value, parts = measure(judge, staff, label, rule.metric), ratio(judge, staff, label, rule.part, rule.whole)
    nothing = value is None and measure(judge, staff, label, rule.of) == 0
    if nothing or measure(judge, staff, label, rule.whole) == 0:
        return Scored(clause, rule, Fraction(rule.worst_score), unknown=True)
    if value is None and parts is not None:
        value = parts.value * 100
    return None if value is None else Scored(clause, rule, score_of(rule, value))


def _places(score: Fraction) -> str:
    """A score with four decimals, for the eye only (R2-A08)."""
    return f"{Decimal(round_half_up(score * 10_000)).scaleb(-4):.4f}"
