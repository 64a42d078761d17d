"""A month as a workbook that an accountant would accept: typed cells, frozen headings, widths, totals as formulas.

The same month gives the same bytes: the date in the file is handed in.
"""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from kfterm.papers.cells import width
from kfterm.papers.month_sheets import Cell, Column, Kind, Table
from kfterm.words import Lang, Words

_FORMATS: dict[Kind, str] = {"money": "#,##0.00", "number": "0.##", "count": "0", "date": "yyyy-mm-dd"}
_NARROW, _WIDE = 8, 60
_HEAD_ROWS = 3
"""Title, an empty row, headings."""


def month_xlsx(tables: tuple[Table, ...], title: str, foot: str, seconds: int, lang: Lang) -> bytes:
    """The workbook, one sheet a table; `foot` names the log, `seconds` since the epoch dates the file."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)})
    for table in tables:
        _Sheet(book, table, lang).write(title, foot)
    book.close()
    return out.getvalue()


class _Sheet:
    """One sheet being written."""

    def __init__(self, book: Any, table: Table, lang: Lang) -> None:
        self.table, self.lang = table, lang
        self.sheet = book.add_worksheet(f"{table.name.zh} {table.name.en}")
        font = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
        self.title = book.add_format({**font, "bold": True, "font_size": 14})
        self.head = book.add_format({**font, "bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#EDEDED"})
        self.foot = book.add_format({**font, "font_size": 8, "font_color": "#666666"})
        self.plain = book.add_format({**font, "text_wrap": True, "indent": 1})
        self.formats = {kind: book.add_format({**font, "num_format": form}) for kind, form in _FORMATS.items()}
        self.formats["date"].set_align("left")
        bold = {**font, "bold": True, "top": 1}
        self.total = book.add_format(bold)
        self.totals = {kind: book.add_format({**bold, "num_format": form}) for kind, form in _FORMATS.items()}

    def write(self, title: str, foot: str) -> None:
        """Title, headings that stay in view, rows, totals, the log at the foot."""
        columns, rows = self.table.columns, self.table.rows
        self.sheet.write_string(0, 0, f"{title}  {self.table.name.pick(self.lang)}", self.title)
        for index, column in enumerate(columns):
            self.sheet.write_string(_HEAD_ROWS - 1, index, f"{column.head.zh}\n{column.head.en}", self.head)
        for number, row in enumerate(rows, _HEAD_ROWS):
            for index, (cell, column) in enumerate(zip(row, columns, strict=True)):
                self._cell(number, index, cell, column.kind)
        end = _HEAD_ROWS + len(rows)
        if any(column.total for column in columns) and rows:
            self._totals(end)
        self.sheet.write_string(end + 2, 0, foot, self.foot)
        self._shape(end)

    def _cell(self, row: int, index: int, cell: Cell, kind: Kind) -> None:
        match cell:
            case None:
                self.sheet.write_blank(row, index, None, self.plain)
            case date():
                self.sheet.write_datetime(row, index, datetime(cell.year, cell.month, cell.day), self.formats["date"])  # noqa: DTZ001
            case int() | Decimal():
                self.sheet.write_number(row, index, _number(cell, kind), self.formats[kind])
            case str():
                self.sheet.write_string(row, index, cell, self.plain)

    def _totals(self, row: int) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell

        label = Words("合计", "Total").pick(self.lang)
        for index, (column, value) in enumerate(zip(self.table.columns, self.table.totals(), strict=True)):
            if column.total and isinstance(value, int | Decimal):
                first, last = xl_rowcol_to_cell(_HEAD_ROWS, index), xl_rowcol_to_cell(row - 1, index)
                formula = f"=SUM({first}:{last})"
                self.sheet.write_formula(row, index, formula, self.totals[column.kind], _number(value, column.kind))
            else:
                self.sheet.write_string(row, index, label if index == 0 else "", self.total)

    def _shape(self, end: int) -> None:
        names = [index for index, column in enumerate(self.table.columns) if column.head.en == "Name"]
        self.sheet.freeze_panes(_HEAD_ROWS, names[0] + 1 if names else 0)
        for index, column in enumerate(self.table.columns):
            self.sheet.set_column(index, index, self._width(index, column))
        if self.table.rows:
            self.sheet.autofilter(_HEAD_ROWS - 1, 0, end - 1, len(self.table.columns) - 1)
        self.sheet.set_row(_HEAD_ROWS - 1, 30)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(_HEAD_ROWS - 1)
        self.sheet.set_footer("&L&8&F&R&8&P / &N")

    def _width(self, index: int, column: Column) -> int:
        texts = [column.head.zh, column.head.en, *(self._shown(row[index], column.kind) for row in self.table.rows)]
        if column.total:
            texts.append(self._shown(self.table.totals()[index], column.kind))
        return min(_WIDE, max(_NARROW, *(width(text) + 2 for text in texts)))

    def _shown(self, cell: Cell, kind: Kind) -> str:
        if isinstance(cell, int | Decimal):
            return f"{_number(cell, kind):,.2f}" if kind == "money" else str(cell)
        return "" if cell is None else str(cell)


def _number(cell: int | Decimal, kind: Kind) -> float:
    """A cell as a spreadsheet keeps it; cents are exact to fifteen digits there."""
    return float(Decimal(cell) / 100) if kind == "money" else float(cell)
