"""Time as an object that is handed in. The only place that reads the machine's clock."""

import time
from typing import Protocol


class Clock(Protocol):
    """Whoever needs the time asks for one of these."""

    def now(self) -> int:
        """The moment, in milliseconds since 1970-01-01T00:00Z."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> int:
        """The moment, in milliseconds since the epoch."""
        return time.time_ns() // 1_000_000


class FixedClock:
    """A clock that stands still until it is moved: for tests, the demo and time travel."""

    def __init__(self, at: int) -> None:
        self.at = at

    def now(self) -> int:
        """The moment it was set to."""
        return self.at

    def advance(self, *, seconds: float) -> None:
        """Move it forward."""
        self.at += round(seconds * 1000)


class RunningClock:
    """A clock that starts at a chosen moment and runs at a chosen speed: the demo's evening on any afternoon."""

    def __init__(self, start: int, speed: float = 1.0) -> None:
        self._start = start
        self._speed = speed
        self._began = time.monotonic_ns()

    def now(self) -> int:
        """The moment in the story."""
        elapsed = (time.monotonic_ns() - self._began) / 1_000_000
        return self._start + round(elapsed * self._speed)
