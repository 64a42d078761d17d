"""One counter of a person."""

from dataclasses import dataclass
from decimal import Decimal

from kfterm.month.model import Events
from kfterm.words import Words

THIS_MONTH = Words("本月", "this month")


@dataclass(frozen=True, slots=True)
class Counter:
    """How often in which window, out of how many, what the next time brings, and the events counted."""

    label: Words
    clause: str
    count: Decimal
    limit: Decimal | None
    window: Words
    next: Words
    """Empty where the next time brings nothing."""
    seqs: Events = ()
