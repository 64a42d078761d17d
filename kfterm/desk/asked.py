"""What a clause asks of the person who logs it: a kind, what came of it, points or an amount, and within what bounds.

A pure reading of the rulebook and of how often it happened to the person. What is not asked needs no answer; where
nothing is typed the lightest value stands (G10).
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kfterm.rulebook.conduct_rules import Conduct, Merit
from kfterm.rulebook.prices import (
    AnyPrice,
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


class Range(NamedTuple):
    """What the scorer chooses from, points signed and yuan positive, both ends included."""

    low: Decimal
    high: Decimal
    lightest: Decimal | None
    """What stands where nothing is typed; None where a value has to be typed."""


class Asked(NamedTuple):
    """The questions of one clause."""

    codes: tuple[str, ...] = ()
    code_due: bool = False
    effects: tuple[str, ...] = ()
    effect_due: bool = False
    serious: bool = False
    """Whether a tick says that it was serious."""
    points: Range | None = None
    serious_points: Range | None = None
    """Instead of `points`, where `serious` is ticked."""
    extra: Range | None = None
    """Points on top that this occurrence allows, by its rung of the ladder (R5-4.2.2.6)."""
    free_points: str = ""
    """`+` or `-`: points without a printed range, with a reason."""
    amount: Range | None = None
    loss: str = ""
    """`compensation` or `freight`: a typed amount that is made good."""
    loss_due: bool = False
    by_order: bool = False
    """Whether it is charged once an order."""
    unit_price: bool = False
    times: bool = False
    errors: bool = False

    @property
    def typed(self) -> Range | None:
        """The points that can be typed where it is not serious."""
        return self.extra or self.points

    @property
    def due(self) -> bool:
        """Whether something has to be answered before it can be logged."""
        must = self.code_due or self.effect_due or self.loss_due
        return bool(must or self.free_points or self.amount is not None or self.unit_price)

    @property
    def asks(self) -> bool:
        """Whether a person at the keyboard is asked first: what is due, and what came of it where that is a question."""
        return self.due or bool(self.effects)

    @property
    def reason_due(self) -> bool:
        """Whether a reason is demanded whatever is typed."""
        return bool(self.free_points) or self.amount is not None


def asked(rule: Conduct | Merit, rung: Rung | None = None) -> Asked:
    """What a rule asks; `rung` is the one of its ladder that this occurrence stands on."""
    found = _of_prices(rule.price)
    if rung is not None and rung.low is not None and rung.high is not None:
        found = found._replace(extra=Range(rung.low, rung.high, _lightest(rung.low, rung.high)))
    if isinstance(rule, Merit):
        return found
    return found._replace(
        codes=rule.codes or rule.priced_codes,
        code_due=bool(rule.priced_codes),
        effects=rule.effects or rule.unpriced_effects,
        effect_due=rule.needs_effect,
        serious=bool(rule.serious) or found.serious_points is not None,
        times=_several(rule),
        errors=rule.per == "error",
    )


def _several(rule: Conduct) -> bool:
    """Whether several of its kinds at once are one entry: three missing pieces of dress (R5-A18)."""
    priced = any(isinstance(price, Points | Fine) for price in rule.price)
    laddered = any(isinstance(price, Ladder) for price in rule.price)
    return bool(rule.codes) and not rule.priced_codes and priced and not laddered


def _of_prices(prices: Sequence[AnyPrice]) -> Asked:
    found = Asked()
    for price in prices:
        match price:
            case PointsRange():
                found = found._replace(points=Range(price.low, price.high, price.default))
            case PointsSerious():
                heavy = Range(price.low, price.high, _lightest(price.low, price.high))
                found = found._replace(serious_points=heavy)
            case PointsFree():
                found = found._replace(free_points=price.sign)
            case FineRange():
                found = found._replace(amount=Range(price.low, price.high, None))
            case Product():
                found = found._replace(unit_price=True)
            case Loss():
                found = found._replace(loss=price.line, loss_due=price.required, by_order=price.once_per_order)
            case _:
                pass
    return found


def _lightest(low: Decimal, high: Decimal) -> Decimal:
    """The end nearer to nothing."""
    return min((low, high), key=abs)
