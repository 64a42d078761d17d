"""Where items are opened, changed and settled: the floor, or the handover."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from kfterm.events.base import Event
from kfterm.words import Words

if TYPE_CHECKING:
    from screens.app import KftermApp


class ItemHost(Protocol):
    """A screen on which somebody acts on items."""

    @property
    def app(self) -> "KftermApp":
        """The app."""

    def say(self, *events: Event, done: Words | None = None) -> bool:
        """Log; show what the desk answered."""

    def tell(self, words: Words, style: str = "ok") -> None:
        """One line about what just happened."""

    def name_of(self, staff: str) -> str:
        """A person's name."""

    def rows_shown(self) -> Sequence[str]:
        """Who is on the floor."""
