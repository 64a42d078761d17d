"""Filtering and sorting of rows: pure. Without a column the desk's own order, by urgency, stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from screens.pinyin import match, spelled
from screens.widgets.columns import Column, RowView


@dataclass(frozen=True)
class Order:
    """By which column, and which way round."""

    column: str = ""
    descending: bool = False

    def following(self, columns: Sequence[Column]) -> "Order":
        """The next column; after the last the order by urgency."""
        ids = ["", *(column.id for column in columns)]
        return Order(ids[(ids.index(self.column) + 1) % len(ids)], self.descending)

    def reversed(self) -> "Order":
        """The other way round."""
        return Order(self.column, not self.descending)


def sorted_rows(rows: Sequence[RowView], columns: Sequence[Column], order: Order, wanted: str) -> list[RowView]:
    """The rows that match what was typed, in the order chosen."""
    found = [
        row for row in rows if not wanted or match(wanted, " ".join([row.key, *map(_text, row.cells)])) is not None
    ]
    index = next((place for place, column in enumerate(columns) if column.id == order.column), None)
    if index is not None:
        found.sort(key=lambda row: _sortable(_text(row.cells[index])))
    return found[::-1] if order.descending else found


def _text(cell: str | tuple[str, str]) -> str:
    return cell if isinstance(cell, str) else cell[0]


def _sortable(text: str) -> tuple[int, float, str]:
    """Numbers and clocks by size, before words; what is empty last."""
    bare = text.strip(" !~+¥%")
    if not bare:
        return 2, 0.0, ""
    parts = bare.lstrip("-").split(":")
    if all(part.replace(".", "", 1).isdigit() for part in parts):
        size = 0.0
        for part in parts:
            size = size * 60 + float(part)
        return 0, -size if bare.startswith("-") else size, ""
    return 1, 0.0, spelled(bare)
