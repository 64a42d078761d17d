"""Spans of time in the two ways that people read them: a running clock, and words."""

from kfterm.periods import MINUTE
from kfterm.words import Words

_DAYS_FROM_HOURS = 48


def clock_text(seconds: float) -> str:
    """A clock that runs: `02:14`, from an hour on `01:12:40`."""
    whole = int(seconds)
    minutes, second = divmod(abs(whole), 60)
    hour, minute = divmod(minutes, 60)
    sign = "-" if whole < 0 else ""
    return f"{sign}{hour:02d}:{minute:02d}:{second:02d}" if hour else f"{sign}{minute:02d}:{second:02d}"


def span_words(milliseconds: int) -> Words:
    """How long something lasts or is open: `45 分`, `3 小时 20 分`, from two days on `2 天 4 小时`."""
    hours, minutes = divmod(max(0, milliseconds // MINUTE), 60)
    if hours >= _DAYS_FROM_HOURS:
        days, hours = divmod(hours, 24)
        return Words(f"{days} 天 {hours} 小时", f"{days} d {hours} h")
    if hours:
        return Words(f"{hours} 小时 {minutes:02d} 分", f"{hours} h {minutes:02d} min")
    return Words(f"{minutes} 分", f"{minutes} min")
