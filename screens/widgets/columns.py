"""A table of one widget a column, so that a ticking clock sends its own few cells and not the rows it stands in."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.message import Message

from screens.text import fit, safe, width
from screens.widgets.painted import Line, LineCanvas, Painted
from screens.widgets.table_model import Cell, Column, RowView, TableModel, place

__all__ = ["Cell", "Column", "ColumnTable", "RowView"]

_CURSOR = "›"


class _Strips(LineCanvas):
    """One column, or the header, in the styles of the table."""

    DEFAULT_CSS = "_Strips { height: 1fr; width: auto; &.-header { height: 1; width: 1fr; } }"


class ColumnTable(Painted, can_focus=True):
    """Rows under titles with a cursor that stays on its row's key. Columns of low priority go when it is narrow.

    `marks`: rows have signs at the edge, which stand beside the cursor; without it the cursor stands in their place.
    """

    DEFAULT_CSS = """
    ColumnTable { height: 1fr; width: 1fr; layout: vertical; overflow: hidden; & > Horizontal { height: 1fr; } }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False, id="table.up"),
        Binding("down,j", "move(1)", show=False, id="table.down"),
        Binding("pageup", "page(-1)", show=False, id="table.page-up"),
        Binding("pagedown", "page(1)", show=False, id="table.page-down"),
        Binding("home", "edge(-1)", show=False, id="table.first"),
        Binding("end", "edge(1)", show=False, id="table.last"),
        Binding("enter", "choose", show=False, id="table.choose"),
    ]

    class _About(Message):
        def __init__(self, table: "ColumnTable") -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> "ColumnTable":
            """The table it came from."""
            return self.table

    class Chosen(_About):
        """Enter, or a double click, on a row."""

        def __init__(self, table: "ColumnTable", key: str) -> None:
            super().__init__(table)
            self.key = key

    class Moved(_About):
        """The cursor is on another row now, or on none because there are no rows."""

        def __init__(self, table: "ColumnTable", key: str | None) -> None:
            super().__init__(table)
            self.key = key

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: str = "",
        marks: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.empty = empty
        """What stands in the table while it has no rows."""
        self._columns = tuple(columns)
        self._edge = 2 if marks else 1
        """Cells of the left edge: for the cursor, and one more where rows have signs that it must not hide."""
        self._model = TableModel()
        self._cells: dict[str, int] = {}
        self._sort: tuple[str, bool] | None = None
        self._header = _Strips(self, classes="-header")
        self._gutter = _Strips(self)
        self._bodies = {column.id: _Strips(self) for column in self._columns}

    def compose(self) -> ComposeResult:
        """The titles above, the columns side by side."""
        yield self._header
        yield Horizontal(self._gutter, *self._bodies.values())

    @property
    def cursor(self) -> str | None:
        """The key of the row under the cursor."""
        return self._model.cursor

    @property
    def shown_columns(self) -> tuple[str, ...]:
        """The ids of the columns that have room."""
        return tuple(self._cells)

    @property
    def lines_repainted(self) -> dict[str, int]:
        """How many lines each column has sent so far, for tests and benches."""
        return {column_id: body.lines_repainted for column_id, body in self._bodies.items()}

    @property
    def keys(self) -> list[str]:
        """The keys of the rows, from the top."""
        return [row.key for row in self._model.rows]

    def show(self, rows: Sequence[RowView]) -> None:
        """Show these rows in this order; only what differs from the screen is repainted."""
        before = self._model.cursor
        self._model.show(rows)
        self._paint(before)

    def move_to(self, key: str) -> bool:
        """Put the cursor on a row; False if there is no such row."""
        if not self._model.has(key):
            return False
        self._move(self._model.place_of(key))
        return True

    def sorted_by(self, column_id: str | None, *, descending: bool = False) -> None:
        """Mark a title as the order of the rows; the caller sorts them."""
        self._sort = None if column_id is None else (column_id, descending)
        self._paint(self._model.cursor)

    def on_resize(self, _event: Resize) -> None:
        """Give the columns their cells again."""
        self._cells = place(self._columns, self.size.width, self._edge)
        self._gutter.styles.width = self._edge
        last = next(reversed(self._cells), None)
        for column_id, body in self._bodies.items():
            body.display = column_id in self._cells
            body.styles.width = "1fr" if column_id == last else self._cells.get(column_id, 0) + 1
        self._model.height = max(0, self.size.height - 1)
        self._model.follow()
        self._paint(self._model.cursor)

    def notify_style_update(self) -> None:
        """Columns have no styles of their own, so they are drawn again with the table's."""
        super().notify_style_update()
        if self.is_mounted:
            for strips in (self._header, self._gutter, *self._bodies.values()):
                strips.refresh()

    def _paint(self, cursor_before: str | None) -> None:
        """Hand each column its lines, and say so if the cursor is on another row."""
        if self._cells:
            model = self._model
            self._header.put([self._titles()])
            self._gutter.put([self._mark(row) for row in model.visible])
            for index, column in enumerate(self._columns):
                if column.id in self._cells:
                    self._bodies[column.id].put(self._column_lines(index, column))
        if self._model.cursor != cursor_before:
            self.post_message(self.Moved(self, self._model.cursor))

    def _column_lines(self, index: int, column: Column) -> list[Line]:
        if not self._model.rows and self.empty and column.id == max(self._cells, key=self._cells.__getitem__):
            return [((fit(safe(self.empty), self._cells[column.id]), "dim"),)]
        return [self._line(row, index, column) for row in self._model.visible]

    def _line(self, row: RowView, index: int, column: Column) -> Line:
        cell = row.cells[index] if index < len(row.cells) else ""
        text, style = (cell, "") if isinstance(cell, str) else cell
        here = " cursor" if row.key == self._model.cursor else ""
        return (fit(safe(text), self._cells[column.id], column.align), style + here), (" ", here)

    def _mark(self, row: RowView) -> Line:
        text, style = (row.mark, "") if isinstance(row.mark, str) else row.mark
        mark = fit(safe(text), 1)
        here = row.key == self._model.cursor
        if self._edge == 1:
            return ((_CURSOR, "strong cursor"),) if here else ((mark, style),)
        return ((_CURSOR, "strong cursor"), (mark, f"{style} cursor")) if here else ((" ", ""), (mark, style))

    def _titles(self) -> Line:
        """The header in one line: titles, the sort mark, and at the right how many rows are out of sight."""
        titles = [" " * self._edge]
        for column in self._columns:
            if column.id in self._cells:
                titles.append(self._title(column))
        hint, total = self._model.hint, self.size.width
        room = total - width(hint) - 1 if hint else total
        return (fit("".join(titles).rstrip(), max(0, room)), "head"), (f" {hint}" if hint else "", "accent")

    def _title(self, column: Column) -> str:
        """A title with the gap behind it, which takes the sort mark if the title leaves no room."""
        title, cells = safe(column.title), self._cells[column.id]
        if self._sort is None or self._sort[0] != column.id:
            return fit(title, cells, column.align) + " "
        mark = "v" if self._sort[1] else "^"
        if width(title) < cells:
            return fit(title + mark, cells, column.align) + " "
        return fit(title, cells, column.align) + mark

    def _move(self, index: int) -> None:
        before = self._model.cursor
        self._model.move_to(index)
        self._paint(before)

    def action_move(self, by: int) -> None:
        """Up or down by rows."""
        self._move(self._model.index + by)

    def action_page(self, by: int) -> None:
        """Up or down by what is in sight, less one row to hold on to."""
        self._move(self._model.index + by * max(1, self._model.height - 1))

    def action_edge(self, to: int) -> None:
        """To the first or the last row."""
        self._move(0 if to < 0 else len(self._model.rows) - 1)

    def action_choose(self) -> None:
        """Say that the row under the cursor is meant."""
        if self._model.cursor is not None:
            self.post_message(self.Chosen(self, self._model.cursor))

    def on_click(self, event: Click) -> None:
        """The cursor goes where the mouse is; a second click chooses."""
        index = event.screen_y - self._gutter.region.y + self._model.offset
        if event.screen_y >= self._gutter.region.y and index < len(self._model.rows):
            self._move(index)
            if event.chain > 1:
                self.action_choose()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Three rows down."""
        event.stop()
        self.action_move(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Three rows up."""
        event.stop()
        self.action_move(-3)
