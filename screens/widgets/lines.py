"""A block of styled lines: header, status, footer, proposals; with keys to scroll where the text is long."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size

from screens.text import safe, width
from screens.widgets.painted import Line, LineWidget, Span

__all__ = ["TextLines"]

_APART = 2
"""Cells between a text and the mark behind it."""


class TextLines(LineWidget):
    """Shows lines as they are, cut at its width; nothing is wrapped. Scrolls, and takes the focus, only if asked to.

    Where it scrolls, `+12` at the lower right says how many lines are still below, as tables say it of their rows.
    """

    DEFAULT_CSS = """
    TextLines { height: 1fr; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_lines(-1)", show=False, id="lines.up"),
        Binding("down,j", "scroll_lines(1)", show=False, id="lines.down"),
        Binding("pageup", "scroll_page(-1)", show=False, id="lines.page-up"),
        Binding("pagedown,space", "scroll_page(1)", show=False, id="lines.page-down"),
        Binding("home", "scroll_edge(-1)", show=False, id="lines.first"),
        Binding("end", "scroll_edge(1)", show=False, id="lines.last"),
    ]

    def __init__(
        self,
        lines: Iterable[Sequence[Span]] = (),
        *,
        scrolls: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.can_focus = scrolls
        self._scrolls = scrolls
        self._offset = 0
        self._all: tuple[Line, ...] = tuple(tuple(line) for line in lines)
        self._lines = self._all

    def set_lines(self, lines: Iterable[Sequence[Span]]) -> None:
        """Show these lines instead; the place that was scrolled to stays if it still exists."""
        count = len(self._all)
        self._all = tuple(tuple(line) for line in lines)
        if count != len(self._all) and self.styles.auto_dimensions:
            self.refresh(layout=True)
        self._paint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line each, for `height: auto`."""
        return len(self._all)

    def on_resize(self, _event: Resize) -> None:
        """More or fewer lines fit."""
        self._paint()

    def _paint(self) -> None:
        height = self.size.height
        if not height or not self._scrolls:
            self.put(self._all[:height] if height else self._all)
            return
        self._offset = max(0, min(self._offset, len(self._all) - height))
        shown = list(self._all[self._offset : self._offset + height])
        below = len(self._all) - self._offset - height
        if below > 0:
            shown[-1] = self._more(shown[-1], below)
        self.put(shown)

    def _more(self, last: Line, below: int) -> Line:
        """The last line in sight with how many are below at its right: behind its text, or in place of a text that fills it.

        What is hidden so is counted, and is the first line of the next page.
        """
        mark, cells = f"+{below}", self.size.width
        taken = sum(width(safe(text)) for text, _ in last)
        if taken + _APART + width(mark) > cells:
            last, taken, mark = (), 0, f"+{below + 1}"
        blank = " " * max(0, cells - taken - width(mark))
        return (*last, (blank, ""), (mark, "accent"))

    def action_scroll_lines(self, by: int) -> None:
        """Up or down by lines."""
        self._offset += by
        self._paint()

    def action_scroll_page(self, by: int) -> None:
        """Up or down by a page, keeping one line in sight."""
        self.action_scroll_lines(by * max(1, self.size.height - 1))

    def action_scroll_edge(self, to: int) -> None:
        """To the first or the last line."""
        self._offset = 0 if to < 0 else len(self._all)
        self._paint()
