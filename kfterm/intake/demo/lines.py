"""The lines of one step, in the format of the border, and the moment they are about."""

from typing import Any

from kfterm.intake.demo.chatting import FEED
from kfterm.periods import Calendar

Line = dict[str, Any]


class Lines:
    """Collects lines; each has its own moment."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._found: list[tuple[int, Line]] = []

    def add(self, kind: str, at: int, **fields: Any) -> None:
        """One more line."""
        self._found.append((at, {"kind": kind, "at": self.calendar.iso(at), "by": FEED, **fields}))

    def ordered(self) -> list[Line]:
        """All lines in the order in which they happen."""
        return [line for _, line in sorted(self._found, key=lambda each: each[0])]
