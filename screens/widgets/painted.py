"""Lines drawn by the Line API, with only what changed sent to the terminal. The ground that the other widgets stand on.

Textual repaints from the left edge of a widget's line up to the end of what was refreshed. So a widget that holds one
column sends little, and a widget that holds a whole line sends nothing that stands right of the change.
"""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from screens.text import fit, safe, width

Span = tuple[str, str]
"""Text and the name of its style, or several names with spaces between, the last one winning."""
Line = tuple[Span, ...]

OWN = "own"
"""Beside the name of a style: the text is of the program itself, and its arrows are drawn as they are."""
STYLES = ("late", "warn", "dim", "ok", "strong", "head", "accent", "cursor", "caret")
"""The style names that every widget knows beside '': what is overdue, near it, of less weight, well, and so on."""


class Painted(Widget):
    """A widget that owns the styles of drawn text, as component classes."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line--plain", *(f"line--{name}" for name in STYLES)}
    DEFAULT_CSS = """
    Painted {
        & > .line--late { color: $text-error; text-style: bold; }
        & > .line--warn { color: $text-warning; }
        & > .line--dim { color: $text-muted; }
        & > .line--ok { color: $text-success; }
        & > .line--strong { text-style: bold; }
        & > .line--head { color: $text-muted; text-style: bold; }
        & > .line--accent { color: $text-accent; }
        & > .line--cursor { background: $boost; }
        & > .line--caret { text-style: reverse; }
        &:focus > .line--cursor { background: $block-cursor-blurred-background; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._styles_named: dict[str, Style] = {}

    def style_named(self, name: str) -> Style:
        """The Style of one or several names, never None: a Segment without one crashes under NO_COLOR."""
        if name not in self._styles_named:
            parts = [f"line--{part}" for part in name.split() if part in STYLES] or ["line--plain"]
            self._styles_named[name] = self.get_component_rich_style(*parts)
        return self._styles_named[name]

    def notify_style_update(self) -> None:
        """Forget what the styles were."""
        self._styles_named.clear()
        super().notify_style_update()


class LineCanvas(Widget):
    """A widget that draws the lines it is given in another's styles, and repaints only those that differ."""

    ALLOW_SELECT = False

    def __init__(self, palette: Painted | None = None, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._palette = palette
        self.lines_repainted = 0
        """How many lines were sent to be repainted one by one; tests and benches look at it."""
        self._lines: tuple[Line, ...] = ()

    @property
    def palette(self) -> Painted:
        """Whose styles the lines are drawn in."""
        if self._palette is None:
            raise LookupError("a LineCanvas needs a Painted widget for its styles")
        return self._palette

    def put(self, lines: Sequence[Line]) -> None:
        """Draw these lines, from the top."""
        before, self._lines = self._lines, tuple(lines)
        if before == self._lines:
            return
        changed = [
            Region(0, y, reach, 1)
            for y in range(min(max(len(before), len(lines)), self.size.height))
            if (reach := _reach(_line(before, y), _line(lines, y), self.size.width))
        ]
        if changed:
            self.lines_repainted += len(changed)
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """One line in exactly the cells of the widget."""
        cells = self.size.width
        style = self.palette.style_named
        segments = [Segment(text, style(name)) for text, name in cut(_line(self._lines, y), cells)]
        return Strip(segments, cells)


class LineWidget(Painted, LineCanvas):
    """A canvas with styles of its own."""

    @property
    def palette(self) -> Painted:
        """Its own styles."""
        return self


def _line(lines: Sequence[Line], y: int) -> Line:
    return lines[y] if 0 <= y < len(lines) else ()


def _reach(before: Line, after: Line, cells: int) -> int:
    """How many cells from the left hold all that differs between two lines; 0 if nothing does."""
    if before == after:
        return 0
    if not before or not after:
        return cells
    reach = sum(width(_clean(span)) for span in after)
    if reach != sum(width(_clean(span)) for span in before) or before[-1][1] != after[-1][1]:
        return cells
    for old, new in zip(reversed(before), reversed(after), strict=False):
        if old != new:
            break
        reach -= width(_clean(new))
    return min(reach, cells)


def _clean(span: Span) -> str:
    """The text of a span as a terminal may be given it."""
    text, name = span
    return text if OWN in name else safe(text)


def cut(line: Iterable[Span], cells: int) -> list[Span]:
    """The spans of a line cleaned and in exactly so many cells; the rest is blank in the last span's style."""
    spans: list[Span] = []
    left, name = cells, ""
    for span in line:
        cleaned, name = _clean(span), span[1]
        taken = width(cleaned)
        if taken > left:
            cleaned, taken = fit(cleaned, left), left
        if cleaned:
            spans.append((cleaned, name))
        left -= taken
        if not left:
            return spans
    if left:
        spans.append((" " * left, name))
    return spans
