"""The hours of a shift, as a rulebook prints them or a setting says them."""

from typing import NamedTuple

from kfterm.periods import clock_minutes


class Hours(NamedTuple):
    """A shift's hours in minutes after midnight of its day."""

    start: int
    end: int
    zh: str
    en: str
    release: int | None = None
    """Minutes from which on who has no open chat may go, where that is before the end (R6-1.3)."""


def parse_hours(text: str, zh: str, en: str) -> Hours | None:
    """`08:30-17:30` as hours; an end before the start lies on the next day. None when it cannot be read."""
    start_text, dash, end_text = text.replace("–", "-").partition("-")
    try:
        start, end = clock_minutes(start_text.strip()), clock_minutes(end_text.strip())
    except ValueError:
        return None
    if not dash:
        return None
    return Hours(start, end if end > start else end + 24 * 60, zh, en)
