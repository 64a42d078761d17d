"""Pricing mechanisms: what one confirmed occurrence costs or earns. Pure; points are signed, yuan positive."""

from decimal import Decimal
from typing import Literal

import msgspec

from kfterm.rulebook.base import Price

CaseName = Literal[
    "dismiss",
    "auto_resign",
    "withhold_month_wage",
    "company_notice",
    "no_settlement",
    "training_fee",
    "absence",
    "discipline",
    "warning",
    "demerit",
    "review",
]
"""Everything a case can be called."""


class Points(Price, frozen=True, tag="points"):
    """A fixed number of points (R4-3.1.01)."""

    points: Decimal


class PointsRange(Price, frozen=True, tag="points_range"):
    """Points the scorer chooses, both ends included; a reason is due beyond the default (G10)."""

    low: Decimal
    high: Decimal
    default: Decimal
    step: Decimal = Decimal(1)


class PointsSerious(Price, frozen=True, tag="points_serious"):
    """Light: a fixed number of points. Serious: points the scorer chooses, both ends included (R5-4.2.2.4)."""

    light: Decimal
    low: Decimal
    high: Decimal
    step: Decimal = Decimal(1)


class PointsFree(Price, frozen=True, tag="points_free"):
    """Points without a printed range, typed with a reason; `sign` says which way they go (R5-4.3.1)."""

    sign: Literal["+", "-"]


class Fine(Price, frozen=True, tag="fine"):
    """A fixed fine in yuan."""

    yuan: Decimal


class FineRange(Price, frozen=True, tag="fine_range"):
    """A fine the scorer chooses, both ends included, with a reason."""

    low: Decimal
    high: Decimal
    step: Decimal = Decimal(1)


class Product(Price, frozen=True, tag="product"):
    """A multiple of a typed unit price, with bounds (R2-6.1.3)."""

    factor: Decimal
    low: Decimal
    high: Decimal
    once_per_order: bool = False
    """Several entries on one order are one fine, at the highest unit price (R2-A14)."""


class Rung(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The price of the n-th occurrence; the last rung also serves every later one."""

    yuan: Decimal = Decimal(0)
    points: Decimal = Decimal(0)
    case: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    """With `low`: points that the scorer chooses on top, the lighter end where nothing is typed (R5-4.2.2.6)."""


class Ladder(Price, frozen=True, tag="ladder"):
    """A price by count in a window; a rung is the price of that occurrence, not a total (G6)."""

    rungs: tuple[Rung, ...]
    window: Literal["natural_month", "calendar_year", "employment"] = "natural_month"


class Loss(Price, frozen=True, tag="loss"):
    """A typed amount that is made good: compensation or freight, a pay line of its own (R4-3.3.04, R8-4.5.4)."""

    line: Literal["compensation", "freight"]
    once_per_order: bool = False
    required: bool = False


class Case(Price, frozen=True, tag="case"):
    """A case for a named person; never executed (G7)."""

    case: CaseName
    by_code: dict[str, CaseName] = {}
    """Another case where the entry names this kind: the sanction that was chosen (R3-3.5)."""


AnyPrice = Points | PointsRange | PointsSerious | PointsFree | Fine | FineRange | Product | Ladder | Loss | Case
