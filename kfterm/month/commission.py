"""Commission: so much an order that was shipped, or a share of an amount by a ratio."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from kfterm.folds.people import Person
from kfterm.money import decimal_text, round_half_up
from kfterm.month.judge import Judge
from kfterm.month.measures import Ratio, measure, measured_by, missing_measure, ratio, shown
from kfterm.month.model import Events, Line
from kfterm.month.settings import share_of_package
from kfterm.periods import Month
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import CountCommission, RateCommission, RateStep
from kfterm.words import Words

LABEL = Words("提成", "commission")
Parcels = dict[str, list[tuple[int, int]]]
"""Person to the (moment, seq) of each parcel that left."""


def by_count(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Line]:
    """So many yuan for each order that was shipped under the person's mark (R2-8.1, R2-A17).

    A count that was made elsewhere and imported for the month takes the place of the waybills.
    """
    found = rulebook.one(CountCommission)
    if found is None:
        return
    counted = judge.shop.orders.counted.get(month.label, {}).get(person.staff)
    if counted is not None:
        number = counted[0]
        events: Events = (counted[1],)
    else:
        parcels = shipped(judge, month).get(person.staff, [])
        number = len(parcels)
        events = tuple(dict.fromkeys(seq for _, seq in (*parcels[:1], *parcels[-1:])))  # the first and the last
    if number:
        fen = round_half_up(Fraction(found[1].yuan) * 100 * number)
        working = f"{decimal_text(found[1].yuan)} × {number}{_share(judge, rulebook, found[1], fen, month)}"
        yield Line("commission", LABEL, fen, (found[0].id,), events, working)


def _missing_count(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[str]:
    """The count that nobody reported: neither waybills of the month nor a number from elsewhere."""
    counted = judge.shop.orders.counted.get(month.label, {})
    if rulebook.one(CountCommission) and person.staff not in counted and (counted or not shipped(judge, month)):
        yield "missing:waybills"


def _share(judge: Judge, rulebook: Rulebook, rule: CountCommission, fen: int, month: Month) -> str:
    """What part of the reference package it came to, beside what the mix was designed with (R2-A09)."""
    package = share_of_package(judge, rulebook, Decimal(1), month)
    if rule.design_share is None or package is None or not package.fen:
        return ""
    actual = decimal_text(Decimal(round_half_up(Fraction(fen) * 1000 / package.fen)) / 10)
    return f" ({actual}% / {decimal_text(rule.design_share * 100)}%)"


def shipped(judge: Judge, month: Month) -> Parcels:
    """Every order once, in the month and for the person of the first parcel of it that left (R2-A17)."""
    key = ("shipped", month.label)
    if key not in judge.scratch:
        judge.scratch[key] = _shipped(judge, month)
    return judge.scratch[key]  # type: ignore[return-value]


def _shipped(judge: Judge, month: Month) -> Parcels:
    first: dict[str, tuple[int, int, str]] = {}
    for waybill in judge.shop.orders.waybills.values():
        if waybill.shipped_at is not None:
            this = (waybill.shipped_at, waybill.seq, waybill.staff)
            first[waybill.order] = min(first.get(waybill.order, this), this)
    found: Parcels = {}
    start, end = judge.calendar.moment(month.first), judge.calendar.moment(month.last + 1)
    for at, seq, staff in sorted(first.values()):
        if start <= at < end:
            found.setdefault(staff, []).append((at, seq))
    return found


def by_rate(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Line]:
    """The whole amount at the one rate that the exact ratio reaches (R3-3.3, R3-A01, R3-A03, R3-A05)."""
    for clause, rule in rulebook.all(RateCommission):
        base, reached = measure(judge, person.staff, month.label, rule.base), _ratio(judge, person, month, rule)
        step = step_of(rule, reached.value) if reached else None
        if base is None or reached is None or step is None:
            continue
        percent = decimal_text(Fraction(step.rate) * 100)
        working = f"{shown(base)} × {percent}% ({reached.text}{_bound(step)})"
        fen = round_half_up(base * 100 * Fraction(step.rate))
        yield Line("commission", LABEL, fen, (clause.id,), measured_by(judge, person.staff, month.label), working)


def step_of(rule: RateCommission, value: Fraction) -> RateStep | None:
    """The highest step that a ratio reaches; nothing is rounded before it is compared."""
    reached = [
        step
        for step in rule.steps
        if (step.from_ratio is None or value >= Fraction(step.from_ratio))
        and (step.below is None or value < Fraction(step.below))
    ]
    return max(reached, key=lambda step: (step.from_ratio is not None, step.from_ratio or 0), default=None)


def _bound(step: RateStep) -> str:
    if step.from_ratio is not None:
        return f" ≥ {decimal_text(Fraction(step.from_ratio) * 100)}%"
    return f" < {decimal_text(Fraction(step.below) * 100)}%" if step.below is not None else ""


def _ratio(judge: Judge, person: Person, month: Month, rule: RateCommission) -> Ratio | None:
    """The two numbers where both were reported, else the percentage."""
    found = ratio(judge, person.staff, month.label, rule.part, rule.whole)
    if found is not None:
        return found
    percent = measure(judge, person.staff, month.label, rule.percent)
    return None if percent is None else Ratio(percent / 100, f"{shown(percent)}%")


def flags(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[str]:
    """Measures and counts that are missing; a ratio of nothing with something to pay on is to be looked at (R3-A05)."""
    yield from _missing_count(judge, person, month, rulebook)
    for _, rule in rulebook.all(RateCommission):
        base, reached = measure(judge, person.staff, month.label, rule.base), _ratio(judge, person, month, rule)
        if base is None:
            yield missing_measure(judge, person.staff, month.label, rule.base)
        if reached is None:
            yield missing_measure(judge, person.staff, month.label, rule.percent)
        elif reached.unknown and base is not None and base > 0:
            yield f"review:{rule.percent}"
