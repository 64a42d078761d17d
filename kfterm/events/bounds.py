"""How large a number and how far a day may be: what a log can carry and a calendar can count with."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import get_args

import msgspec

from kfterm.events.base import Event
from kfterm.words import Words

MOST = 1_000_000_000
"""Points, yuan, minutes, pieces: nothing on a floor is larger."""

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
FIRST_AT = round(datetime.fromisoformat("2000-01-01T00:00:00+00:00").timestamp() * 1000)
LAST_AT = round(datetime.fromisoformat("2199-12-31T00:00:00+00:00").timestamp() * 1000)

_WORDS = Words(f"{FIRST.year} 到 {LAST.year} 年之间", f"between the years {FIRST.year} and {LAST.year}")


@cache
def _measured(cls: type[Event]) -> tuple[str, ...]:
    """The fields of a kind that hold a number, a day or a moment."""
    kinds = {int, Decimal, date, datetime}
    return tuple(field.name for field in msgspec.structs.fields(cls) if kinds & {field.type, *get_args(field.type)})


def out_of_bounds(event: Event) -> list[Words]:
    """Every field of an event that is larger or farther than anything real."""
    found = []
    for name in _measured(type(event)):
        value: object = getattr(event, name)
        if isinstance(value, int | Decimal):
            found += number_out_of_bounds(name, value)
        elif isinstance(value, date) and not FIRST.year <= value.year <= LAST.year:
            found.append(Words(f"{name} 应在{_WORDS.zh}", f"{name} should be {_WORDS.en}"))
    return found


def number_out_of_bounds(name: str, value: int | Decimal) -> list[Words]:
    """What is wrong with the size of a number: larger, or closer to nothing, than anything real."""
    tiny = isinstance(value, Decimal) and bool(value) and value.adjusted() < -9
    if not tiny and -MOST <= value <= MOST:
        return []
    return [Words(f"{name} 超出范围(最多 {MOST})", f"{name} is out of bounds (at most {MOST})")]


def moment_out_of_bounds(at: int) -> Words | None:
    """What is wrong with the moment of a fact, or None."""
    if FIRST_AT <= at <= LAST_AT:
        return None
    return Words(f"at 应在{_WORDS.zh}", f"at should be {_WORDS.en}")
