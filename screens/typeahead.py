"""Keys that arrive faster than a picker opens.

Over a slow link the keys of `v d s x Enter` come in one burst. The first starts an action of the floor; until that action
has opened what it asks with, or is over, the rest must wait and not be taken for actions themselves.
"""

from collections.abc import Callable

from textual.events import Key


class TypeAhead:
    """Holds keys while an action of the floor is on its way."""

    def __init__(self, closed: Callable[[], bool]) -> None:
        self._closed = closed
        self._kept: list[Key] = []
        self.started = False
        """A key that starts an action was passed on, and the action has not begun yet."""
        self.running = 0
        """Actions that have begun and are not over."""

    @property
    def busy(self) -> bool:
        """Whether an action is on its way or running."""
        return self.started or self.running > 0

    def keeps(self, event: Key) -> bool:
        """Keep a key back if it is not its turn yet."""
        if not self._kept and not (self.busy and self._closed()):
            return False
        self._kept.append(event)
        return True

    def release(self) -> list[Key]:
        """The keys whose turn it is now; none while the way is still closed."""
        if self.busy and self._closed():
            return []
        kept, self._kept = self._kept, []
        return kept
