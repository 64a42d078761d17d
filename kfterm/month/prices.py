"""What one logged occurrence comes to under its clause: points, a fine, a loss made good, cases."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kfterm.events.conduct import MeritLogged, ViolationLogged
from kfterm.money import fen
from kfterm.rulebook.conduct_rules import Conduct, Merit
from kfterm.rulebook.prices import (
    AnyPrice,
    Case,
    Fine,
    FineRange,
    Ladder,
    Loss,
    Points,
    PointsRange,
    Product,
)


class Priced(NamedTuple):
    """The consequences of one occurrence; points signed, money in fen and positive."""

    points: Decimal = Decimal(0)
    fine_fen: int = 0
    loss_fen: int = 0
    loss_line: str = ""
    cases: tuple[str, ...] = ()


def price_violation(rule: Conduct, event: ViolationLogged, occurrence: int) -> Priced:
    """The price of one entry; `occurrence` is its place in the counter's window, for ladders."""
    units = (event.errors or event.times) if rule.per == "error" else event.times
    return _sum(rule.price, event.points, event.amount, event.unit_price, units, occurrence)


def price_merit(rule: Merit, event: MeritLogged) -> Priced:
    """What one merit earns."""
    return _sum(rule.price, event.points, event.amount, None, 1, 1)


def _sum(
    prices: Sequence[AnyPrice],
    points: Decimal | None,
    amount: Decimal | None,
    unit_price: Decimal | None,
    units: int,
    occurrence: int,
) -> Priced:
    total = Priced()
    for price in prices:
        match price:
            case Points():
                total = total._replace(points=total.points + price.points * units)
            case PointsRange():
                total = total._replace(points=total.points + (price.default if points is None else points) * units)
            case Fine():
                total = total._replace(fine_fen=total.fine_fen + fen(price.yuan) * units)
            case FineRange():
                total = total._replace(fine_fen=total.fine_fen + fen(amount or Decimal(0)))
            case Product():
                value = min(price.high, max(price.low, price.factor * (unit_price or Decimal(0))))
                total = total._replace(fine_fen=total.fine_fen + fen(value.quantize(Decimal("0.01"))) * units)
            case Ladder():
                rung = price.rungs[min(occurrence, len(price.rungs)) - 1]
                cases = (rung.case,) if rung.case else ()
                total = total._replace(
                    points=total.points + rung.points,
                    fine_fen=total.fine_fen + fen(rung.yuan),
                    cases=total.cases + cases,
                )
            case Loss():
                total = total._replace(loss_fen=fen(amount or Decimal(0)), loss_line=price.line)
            case Case():
                total = total._replace(cases=(*total.cases, price.case))
    return total


def fixed_points(prices: Sequence[AnyPrice]) -> Decimal:
    """The points of an entry that nobody types: what follows from facts."""
    return _sum(prices, None, None, None, 1, 1).points
