"""What every modal of ours has in common: it answers once."""

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType

__all__ = ["Modal"]


class Modal(ModalScreen[ScreenResultType]):
    """A question over the screen. A second answer, typed in the same burst, must not close what lies below."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close with an answer; nothing where this was answered already."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete.nothing()  # type: ignore[no-untyped-call]
