"""A grid of narrow cells under two head lines, drawn by one widget: a month of days for sixty people.

One widget a cell, or a column, would be thousands of them. A key that moves the cursor repaints two cells and two marks
in the margin; new contents repaint the lines that differ.
"""

from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from screens.text import fit, safe
from screens.widgets.painted import Line, Painted, Span, cut

_CURSOR = "›"
_MARGIN = 1


class Block(NamedTuple):
    """A rectangle of cells, its edges included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


class GridLine(NamedTuple):
    """One line: what stands before the cells, the cells, what stands behind them."""

    name: Span
    cells: tuple[Span, ...]
    tail: Span = ("", "")


class GridView(NamedTuple):
    """All that is drawn. Widths are in terminal cells; texts are cut to them."""

    name_width: int
    cell_width: int
    tail_width: int
    heads: tuple[GridLine, ...]
    rows: tuple[GridLine, ...]
    feet: tuple[GridLine, ...] = ()


class CellGrid(Painted, can_focus=True):
    """Cells with a cursor and a block of marked cells. Letters are none of its business: they go on to its screen."""

    DEFAULT_CSS = "CellGrid { height: 1fr; width: 1fr; overflow: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", show=False, id="grid.up"),
        Binding("down", "move(1, 0)", show=False, id="grid.down"),
        Binding("left", "move(0, -1)", show=False, id="grid.left"),
        Binding("right", "move(0, 1)", show=False, id="grid.right"),
        Binding("shift+up", "stretch(-1, 0)", show=False, id="grid.mark-up"),
        Binding("shift+down", "stretch(1, 0)", show=False, id="grid.mark-down"),
        Binding("shift+left", "stretch(0, -1)", show=False, id="grid.mark-left"),
        Binding("shift+right", "stretch(0, 1)", show=False, id="grid.mark-right"),
        Binding("pageup", "page(-1)", show=False, id="grid.page-up"),
        Binding("pagedown", "page(1)", show=False, id="grid.page-down"),
        Binding("home", "edge(-1)", show=False, id="grid.first"),
        Binding("end", "edge(1)", show=False, id="grid.last"),
        Binding("V", "mark", show=False, id="grid.mark"),
        Binding("enter", "choose", show=False, id="grid.choose"),
    ]

    class Moved(Message):
        """The cursor is on another cell, or another block is marked."""

    class Chosen(Message):
        """Enter, or a double click."""

    class Beyond(Message):
        """The cursor wants to go past the first or the last column."""

        def __init__(self, way: int) -> None:
            super().__init__()
            self.way = way

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view = GridView(0, 2, 0, (), ())
        self.row = self.column = 0
        self.cells_repainted = 0
        """How many regions were sent to be repainted one by one; tests look at it."""
        self._anchor: tuple[int, int] | None = None
        self._held = False
        """Whether `V` was pressed: every move marks until a block is used or dropped."""
        self._offset = 0

    @property
    def block(self) -> Block:
        """The marked cells; the cell under the cursor where none are marked."""
        row, column = self._anchor or (self.row, self.column)
        return Block(min(row, self.row), min(column, self.column), max(row, self.row), max(column, self.column))

    @property
    def marking(self) -> bool:
        """Whether a block is being marked."""
        return self._anchor is not None

    def show(self, view: GridView) -> None:
        """Show these contents; only lines that differ are repainted."""
        before, self.view = self.view, view
        shape = (
            before.name_width,
            before.cell_width,
            before.tail_width,
            before.heads,
            len(before.rows),
            len(before.feet),
        )
        if shape != (view.name_width, view.cell_width, view.tail_width, view.heads, len(view.rows), len(view.feet)):
            self.go(self.row, self.column)
            self.refresh()
            return
        old, new = (*before.rows, *before.feet), (*view.rows, *view.feet)
        for index, (was, line) in enumerate(zip(old, new, strict=True)):
            if was != line:
                foot = index - len(view.rows)
                self._repaint(self._foot_line(foot) if foot >= 0 else self._line_of(index), 0, self.size.width)

    def go(self, row: int, column: int, *, keep: bool = False) -> None:
        """Put the cursor on a cell; `keep` keeps what is marked."""
        before = self.block
        if not keep:
            self._anchor = None
        self.row = max(0, min(row, len(self.view.rows) - 1))
        self.column = max(0, min(column, self._columns - 1))
        self._follow()
        self._painted_again(before)
        self.post_message(self.Moved())

    @property
    def at_end(self) -> bool:
        """Whether the cursor is in the last column."""
        return self.column == self._columns - 1

    def unmark(self) -> None:
        """No block any more."""
        self.go(self.row, self.column)

    @property
    def _columns(self) -> int:
        return len(self.view.heads[0].cells) if self.view.heads else 0

    @property
    def _height(self) -> int:
        """How many rows are in sight."""
        return max(1, self.size.height - len(self.view.heads) - len(self.view.feet))

    def _follow(self) -> None:
        """Scroll so that the cursor is in sight."""
        offset = min(max(self._first, self.row - self._height + 1), self.row)
        if offset != self._offset:
            self._offset = offset
            self.refresh()

    @property
    def _first(self) -> int:
        """The topmost row in sight; before the widget has its size nobody knows how many there is room for."""
        return max(0, min(self._offset, len(self.view.rows) - self._height))

    def _painted_again(self, before: Block) -> None:
        """Repaint what the cursor or the marked block left or took."""
        after = self.block
        for row in range(min(before.top, after.top), max(before.bottom, after.bottom) + 1):
            y = self._line_of(row)
            left, right = min(before.left, after.left), max(before.right, after.right)
            if before != after and self._inside(y):
                width = self.view.cell_width
                self._repaint(y, self._start + left * width, (right - left + 1) * width)
                self._repaint(y, 0, _MARGIN)

    def _repaint(self, y: int, x: int, cells: int) -> None:
        if 0 <= y < self.size.height:
            self.cells_repainted += 1
            self.refresh(Region(x, y, cells, 1))

    @property
    def _start(self) -> int:
        return _MARGIN + self.view.name_width + 1

    def _line_of(self, row: int) -> int:
        """The line of a row, also where it is out of sight."""
        return row - self._first + len(self.view.heads)

    def _foot_line(self, foot: int) -> int:
        return len(self.view.heads) + min(len(self.view.rows), self._height) + foot

    def _inside(self, y: int) -> bool:
        return len(self.view.heads) <= y < len(self.view.heads) + self._height

    def render_line(self, y: int) -> Strip:
        """One line in exactly the cells of the widget."""
        cells = self.size.width
        spans = cut(self._spans(y), cells)
        return Strip([Segment(text, self.style_named(name)) for text, name in spans], cells)

    def _spans(self, y: int) -> Line:
        heads, shown = len(self.view.heads), min(len(self.view.rows), self._height)
        if y < heads:
            more = len(self.view.rows) - shown
            return self._line(self.view.heads[y], more=f"+{more}" if more > 0 and y == 0 else "")
        if y < heads + shown:
            row = y - heads + self._first
            return self._line(self.view.rows[row], row)
        foot = y - heads - shown
        return self._line(self.view.feet[foot]) if foot < len(self.view.feet) else ()

    def _line(self, line: GridLine, row: int = -1, more: str = "") -> Line:
        view, block = self.view, self.block
        here = row == self.row
        name = (fit(safe(line.name[0]), view.name_width), line.name[1] + (" strong" if here else ""))
        spans = [(_CURSOR if here else " ", "strong"), name, (" ", "")]
        for column, (text, style) in enumerate(line.cells):
            marked = row >= 0 and block.holds(row, column)
            spans.append((fit(safe(text), view.cell_width), f"{style} caret" if marked else style))
        tail, style = (more, "accent") if more else line.tail
        return *spans, (" ", ""), (fit(safe(tail), view.tail_width, "right"), style)

    def on_resize(self, _event: Resize) -> None:
        """More or fewer rows fit."""
        self._follow()
        self.refresh()

    def action_move(self, rows: int, columns: int) -> None:
        """One cell on; past the edge the screen shows what lies there."""
        if not 0 <= self.column + columns < self._columns:
            self.post_message(self.Beyond(columns))
            return
        self.go(self.row + rows, self.column + columns, keep=self._held)

    def action_mark(self) -> None:
        """Mark from here on, or stop marking."""
        self._held = not self._held
        before = self.block
        self._anchor = (self.row, self.column) if self._held else None
        self._painted_again(before)
        self.post_message(self.Moved())

    def action_stretch(self, rows: int, columns: int) -> None:
        """Mark one cell more, or less."""
        self._anchor = self._anchor or (self.row, self.column)
        self.go(self.row + rows, self.column + columns, keep=True)

    def drop(self) -> bool:
        """Give up the block; whether there was one."""
        was = self.marking or self._held
        self._held = False
        if was:
            self.unmark()
        return was

    def action_page(self, by: int) -> None:
        """Up or down by what is in sight, less one row to hold on to."""
        self.go(self.row + by * max(1, self._height - 1), self.column, keep=self._held)

    def action_edge(self, to: int) -> None:
        """To the first or the last column."""
        self.go(self.row, 0 if to < 0 else self._columns - 1, keep=self._held)

    def action_choose(self) -> None:
        """Say that this cell, or the block, is meant."""
        if self.view.rows:
            self.post_message(self.Chosen())

    def on_click(self, event: Click) -> None:
        """The cursor goes where the mouse is; a second click chooses."""
        row, column = event.y - len(self.view.heads) + self._first, (event.x - self._start) // self.view.cell_width
        if self._inside(event.y) and row < len(self.view.rows) and 0 <= column < self._columns:
            self.drop()
            self.go(row, column)
            if event.chain > 1:
                self.action_choose()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Three rows down."""
        event.stop()
        self.go(self.row + 3, self.column, keep=self._held)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Three rows up."""
        event.stop()
        self.go(self.row - 3, self.column, keep=self._held)
