"""What every modal of ours has in common: it answers once; most show lines in a frame, with the keys in its foot."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.events import Resize
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget

from screens.text import framed
from screens.widgets.lines import TextLines
from screens.widgets.painted import Line

__all__ = ["LinesModal", "Modal"]

_FRAME_ROWS = 2


class Modal(ModalScreen[ScreenResultType]):
    """A question over the screen. A second answer, typed in the same burst, must not close what lies below."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close with an answer; nothing where this was answered already."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete.nothing()  # type: ignore[no-untyped-call]


class LinesModal(Modal[ScreenResultType]):
    """Lines in a frame that keys scroll; the title above them, the keys that answer in the foot."""

    DEFAULT_CSS: ClassVar[str] = """
    LinesModal { align: center middle; }
    LinesModal > Vertical {
        width: 96; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    LinesModal TextLines { height: auto; }
    """
    ROWS_BELOW: ClassVar[int] = 0
    """Rows of what stands under the lines: it stays in sight however long they are."""

    def __init__(self, title: str, lines: Sequence[Line], foot: str = "") -> None:
        super().__init__()
        self._title, self._lines, self._foot = title, lines, foot

    def compose(self) -> ComposeResult:
        """The frame, the lines, and what is asked below them."""
        with Vertical() as box:
            box.border_title = framed(self._title)
            box.border_subtitle = framed(self._foot)
            yield TextLines(self._lines, scrolls=True)
            yield from self.below()

    def on_resize(self, event: Resize) -> None:
        """The lines scroll in what the frame and the rows below leave."""
        self.query(TextLines).first().styles.max_height = max(1, event.size.height - _FRAME_ROWS - self.ROWS_BELOW)

    def below(self) -> Iterable[Widget]:
        """What stands under the lines; nothing unless a modal says so."""
        return ()

    def on_mount(self) -> None:
        """Keys work at once."""
        self.begin()

    def begin(self) -> None:
        """Give the keys to the lines, which scroll; a modal that is typed into gives them elsewhere."""
        self.query(TextLines).first().focus()
