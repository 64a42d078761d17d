"""One figure of a page, and what stands behind it."""

from decimal import Decimal
from typing import NamedTuple

from kfterm.money import decimal_text
from kfterm.month.model import Clauses, Events
from screens.widgets.columns import Cell


class Figure(NamedTuple):
    """One figure: what the page shows of it, its clauses, its events, its arithmetic with the numbers put in."""

    key: str
    cells: tuple[Cell, ...]
    """Line, what, figure; the clauses stand in the fourth column."""
    clauses: Clauses = ()
    events: Events = ()
    working: str = ""
    violation: str = ""
    """The violation that it is, to acknowledge, to appeal or to withdraw."""


def days_text(half_days: int) -> str:
    """Half days as days: `1.5`."""
    return decimal_text(Decimal(half_days) / 2)
