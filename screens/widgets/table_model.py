"""What a table knows apart from drawing: its columns in a given width, its rows, the cursor and the rows in sight."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from screens.text import Align, width
from screens.widgets.painted import Span

Cell = str | Span
"""A text, or a text with the name of its style."""

_GUTTER = 1
_LEAST_FLEX = 6
_TEXT = 24
"""Cells that a text gets before a column of fixed width beside it takes more than it needs."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; without a width it takes what is left. The lowest priority goes first when there is no room."""

    id: str
    title: str
    width: int | None = None
    align: Align = "left"
    priority: int = 0
    room: int = 0
    """Cells that one without a width should keep before columns of lower priority are shown."""
    most: int = 0
    """Cells that one with a width takes where there is room beside the texts: those of its longest word."""

    @property
    def least(self) -> int:
        """The fewest cells in which it is worth showing."""
        return max(_LEAST_FLEX, self.room, width(self.title)) if self.width is None else self.width


@dataclass(frozen=True, slots=True)
class RowView:
    """One row ready to be drawn: a key that stays when rows move, a cell a column, a sign for the left edge."""

    key: str
    cells: tuple[Cell, ...]
    mark: Cell = ""


def place(columns: Sequence[Column], total: int, gutter: int = _GUTTER) -> dict[str, int]:
    """Cells of each column that is shown, by id: at least the most important one, however narrow the table is."""
    shown = list(columns)
    while len(shown) > 1 and gutter + sum(column.least + 1 for column in shown) - 1 > total:
        lowest = min(reversed(shown), key=lambda column: column.priority)
        shown = [column for column in shown if column is not lowest]
    spare = max(0, total - gutter - sum(column.least + 1 for column in shown) + 1)
    cells = {column.id: column.least for column in shown}
    _share(shown, cells, spare)
    if len(shown) == 1:
        cells[shown[0].id] = max(0, min(cells[shown[0].id], total - gutter))
    return cells


def _share(shown: Sequence[Column], cells: dict[str, int], spare: int) -> None:
    """What is left over: texts first become readable, then words are shown whole, then the narrowest text grows."""
    texts = [column.id for column in shown if column.width is None]
    kept = sum(max(0, _TEXT - cells[text]) for text in texts)
    for column in shown:
        more = max(0, min(column.most - cells[column.id], spare - kept))
        if column.width is not None:
            cells[column.id] += more
            spare -= more
    for _ in range(spare if texts else 0):
        cells[min(texts, key=cells.__getitem__)] += 1


@dataclass(slots=True)
class TableModel:
    """Rows, the cursor (a key, so that it stays on its row when the order changes), and the first row in sight."""

    rows: Sequence[RowView] = ()
    cursor: str | None = None
    offset: int = 0
    height: int = 0
    _places: dict[str, int] = field(default_factory=dict)

    def show(self, rows: Sequence[RowView]) -> None:
        """Take new rows. A cursor whose row is gone moves to the row that came into its place."""
        place_before = self._places.get(self.cursor, 0) if self.cursor is not None else 0
        self.rows = rows
        self._places = {row.key: index for index, row in enumerate(rows)}
        if self.cursor not in self._places:
            self.cursor = rows[min(place_before, len(rows) - 1)].key if rows else None
        self.follow()

    @property
    def index(self) -> int:
        """Which row the cursor is on; 0 if there is none."""
        return self._places.get(self.cursor, 0) if self.cursor is not None else 0

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, or on the nearest end."""
        if self.rows:
            self.cursor = self.rows[max(0, min(index, len(self.rows) - 1))].key
            self.follow()

    def follow(self) -> None:
        """Scroll as little as keeps the cursor in sight and the table full."""
        if self.height <= 0:
            return
        index = self.index
        self.offset = max(index - self.height + 1, min(self.offset, index))
        self.offset = max(0, min(self.offset, len(self.rows) - self.height))

    def has(self, key: str) -> bool:
        """Whether a row of this key is shown or can be scrolled to."""
        return key in self._places

    def place_of(self, key: str) -> int:
        """The row's place among all rows."""
        return self._places[key]

    @property
    def visible(self) -> Sequence[RowView]:
        """The rows in sight."""
        return self.rows[self.offset : self.offset + self.height]

    @property
    def hint(self) -> str:
        """How many rows are out of sight above and below: `-3 +12`."""
        below = len(self.rows) - self.offset - self.height
        parts = [f"-{self.offset}"] if self.offset > 0 else []
        parts += [f"+{below}"] if below > 0 else []
        return " ".join(parts)
