"""What one occurrence comes to under its clause: points, a fine, a deduction, a loss made good, cases."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kfterm.money import decimal_text, fen, round_half_up
from kfterm.rulebook.prices import (
    AnyPrice,
    Case,
    Fine,
    FineRange,
    Ladder,
    Loss,
    Points,
    PointsFree,
    PointsRange,
    PointsSerious,
    Product,
    Rung,
)


class Typed(NamedTuple):
    """What a person typed with an entry; nothing for what follows from facts."""

    points: Decimal | None = None
    amount: Decimal | None = None
    unit_price: Decimal | None = None
    serious: bool = False
    code: str = ""


class Priced(NamedTuple):
    """The consequences of one occurrence; points signed, money in fen and positive."""

    points: Decimal = Decimal(0)
    fine_fen: int = 0
    loss_fen: int = 0
    loss_line: str = ""
    cases: tuple[str, ...] = ()
    working: str = ""
    """How the money came about, with the numbers put in."""

    def plus(self, other: "Priced") -> "Priced":
        """Both together."""
        return Priced(
            self.points + other.points,
            self.fine_fen + other.fine_fen,
            self.loss_fen + other.loss_fen,
            other.loss_line or self.loss_line,
            self.cases + other.cases,
            " + ".join(filter(None, (self.working, other.working))),
        )


def price(prices: Sequence[AnyPrice], typed: Typed = Typed(), units: int = 1, before: int = 0) -> Priced:  # noqa: B008
    """What `units` occurrences come to; `before` is how many the ladder's window had already."""
    total = Priced()
    for each in prices:
        total = total.plus(_price(each, typed, units, before))
    return total


def _price(each: AnyPrice, typed: Typed, units: int, before: int) -> Priced:
    match each:
        case Points():
            return Priced(points=each.points * units)
        case PointsRange():
            return Priced(points=(each.default if typed.points is None else typed.points) * units)
        case PointsSerious():
            standing = each.high if typed.serious else each.light
            return Priced(points=(standing if typed.points is None else typed.points) * units)
        case PointsFree():
            return Priced(points=(typed.points or Decimal(0)) * units)
        case Fine():
            return Priced(fine_fen=fen(each.yuan) * units, working=_times(units, decimal_text(each.yuan)))
        case FineRange():
            amount = typed.amount or Decimal(0)
            return Priced(fine_fen=fen(amount), working=decimal_text(amount))
        case Product():
            return _product(each, typed.unit_price or Decimal(0), units)
        case Ladder():
            rungs = [_rung(each, number, typed) for number in range(before + 1, before + units + 1)]
            return sum_of(rungs)
        case Loss():
            amount = typed.amount or Decimal(0)
            return Priced(loss_fen=fen(amount), loss_line=each.line)
        case Case():
            return Priced(cases=(each.by_code.get(typed.code, each.case),) * units)


def takes(prices: Sequence[AnyPrice], points: Decimal | None) -> bool:
    """Whether typed points, or none, are what these prices ask for."""
    for each in prices:
        if isinstance(each, PointsRange):
            return points is None or each.low <= points <= each.high
        if isinstance(each, PointsFree):
            return points is not None
    return points is None


def sum_of(parts: Sequence[Priced]) -> Priced:
    """All together."""
    total = Priced()
    for part in parts:
        total = total.plus(part)
    return total


def _times(units: int, text: str) -> str:
    return text if units == 1 else f"{units} × {text}"


def _product(each: Product, unit_price: Decimal, units: int) -> Priced:
    """A multiple of the unit price within bounds, rounded once (R2-6.1.3, G5)."""
    raw = each.factor * unit_price
    value = min(each.high, max(each.low, raw))
    working = f"{decimal_text(each.factor)} × {decimal_text(unit_price)} = {decimal_text(raw)}"
    if value != raw:
        working += f" → {decimal_text(value)}"
    if units != 1:
        working = f"{units} × ({working})"
    return Priced(fine_fen=round_half_up(Fraction(value) * 100) * units, working=working)


def rung_of(ladder: Ladder, number: int) -> Rung:
    """The rung of the n-th occurrence; the last serves all later ones (G6)."""
    return ladder.rungs[min(number, len(ladder.rungs)) - 1]


def _rung(ladder: Ladder, number: int, typed: Typed) -> Priced:
    rung = rung_of(ladder, number)
    points = rung.points
    if rung.low is not None and rung.high is not None:
        # typed for the rung it stood on then; where another entry went or came, the range of this one holds
        points += rung.high if typed.points is None else min(rung.high, max(rung.low, typed.points))
    working = f"#{number} → {decimal_text(rung.yuan)}" if rung.yuan else ""
    return Priced(points, fen(rung.yuan), 0, "", (rung.case,) if rung.case else (), working)
