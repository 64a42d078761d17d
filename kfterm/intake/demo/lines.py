"""The lines of one step, in the format of the border, and the moment they are about."""

from typing import Any

from kfterm.intake.demo.chatting import FEED
from kfterm.periods import Calendar

Line = dict[str, Any]


class Lines:
    """Collects lines; each has its own moment."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.found: list[Line] = []

    def add(self, kind: str, at: int, **fields: Any) -> None:
        """One more line."""
        self.found.append({"kind": kind, "at": self.calendar.iso(at), "by": FEED, **fields})
