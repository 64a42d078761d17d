"""The roster of a month as a workbook: one A4 page across, signs in the cells, totals as formulas; it can be read back.

The same month of the same log gives the same bytes: the date in the file is handed in.
"""

import io
from datetime import UTC, date, datetime
from typing import Any

from kfterm.desk.roster_grid import Row
from kfterm.desk.shift_signs import LEAVE, Sign
from kfterm.events.roster import REST
from kfterm.papers.cells import width
from kfterm.papers.roster_table import DUE, NAME, RESTED, STAFF, RosterTable, kind, resting_day, shown
from kfterm.words import Words

_HEAD = 2
"""Rows above the head: title, legend."""
_FIRST = 2
"""Columns before the days: name, id."""
_FREE, _LEAVE_FILL = "#EDEDED", "#FFF2CC"
_SHIFT_FILLS = ("#FFFFFF", "#DDEBF7", "#E2EFDA", "#E4DFEC", "#FCE4D6")
"""Backgrounds of the shifts in the order of the day; the sign says the same without colour."""


def roster_xlsx(table: RosterTable, foot: str, seconds: int) -> bytes:
    """The workbook; `foot` names the log, `seconds` since the epoch dates the file."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
    book.set_properties({"title": table.title, "created": created})
    _Sheet(book, table).write(foot)
    book.close()
    return out.getvalue()


class _Sheet:
    """The sheet being written."""

    def __init__(self, book: Any, table: RosterTable) -> None:
        self.book, self.table, self.grid, self.lang = book, table, table.grid, table.lang
        self.sheet = book.add_worksheet(self.grid.month.label)
        self.plain = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}
        self.boxed = {**self.plain, "border": 1, "border_color": "#A6A6A6", "align": "center"}
        self._formats: dict[str, Any] = {}
        self.top = _HEAD + 2
        """The first row of people."""
        self.last = self.top + len(self.grid.rows) - 1
        self.end = _FIRST + len(self.grid.heads)
        """The first column behind the days."""

    def format(self, **extra: object) -> Any:
        """A boxed format with something more; each is made once."""
        key = repr(sorted(extra.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**self.boxed, **extra})
        return self._formats[key]

    def write(self, foot: str) -> None:
        """Title, legend, heads, people, counts, the log at the foot."""
        self.sheet.write_string(
            0, 0, self.table.title, self.book.add_format({**self.plain, "bold": True, "font_size": 14})
        )
        small = self.book.add_format({**self.plain, "font_size": 9, "font_color": "#595959"})
        self.sheet.write_string(1, 0, "    ".join(filter(None, [*self.table.legend, self.table.calendar])), small)
        self._heads()
        for index, row in enumerate(self.grid.rows):
            self._row(self.top + index, row)
        for index, sign in enumerate(self.table.shifts):
            self._counts(self.last + 1 + index, sign)
        self.sheet.write_string(self.last + len(self.table.shifts) + 2, 0, foot, small)
        self._shape()

    def _heads(self) -> None:
        """The days as dates, what they are below them, and the heads of the sums."""
        plain = self.format(bold=True, bg_color="#FFFFFF")
        for column, words in enumerate((NAME, STAFF)):
            self.sheet.write_string(_HEAD, column, words.pick(self.lang), plain)
            self.sheet.write_blank(_HEAD + 1, column, None, plain)
        for index, head in enumerate(self.grid.heads, _FIRST):
            fill = _FREE if resting_day(head) else "#FFFFFF"
            day = datetime.combine(date.fromordinal(head.day), datetime.min.time())
            self.sheet.write_datetime(_HEAD, index, day, self.format(bold=True, bg_color=fill, num_format="d"))
            red = {"font_color": "#C00000"} if head.holiday is not None else {}
            self.sheet.write_string(
                _HEAD + 1, index, kind(head, self.lang), self.format(bg_color=fill, font_size=9, **red)
            )
            if head.holiday is not None:
                self.sheet.write_comment(_HEAD + 1, index, head.holiday.pick(self.lang))
        for column, text in enumerate(self._sums(), self.end):
            self.sheet.write_string(_HEAD, column, text, plain)
            self.sheet.write_blank(_HEAD + 1, column, None, plain)

    def _sums(self) -> list[str]:
        """The heads behind the days: a shift each, rest, leave, rest days due."""
        leave = self.grid.signs[LEAVE].words
        words = [*(sign.words for sign in self.table.shifts), RESTED, leave, DUE]
        return [each.pick(self.lang) for each in words]

    def _row(self, number: int, row: Row) -> None:
        name = self.format(align="left")
        self.sheet.write_string(number, 0, row.name, name)
        self.sheet.write_string(number, 1, row.staff, name)
        signs = [shown(self.grid, cell) for cell in row.cells]
        for index, sign in enumerate(signs):
            free = resting_day(self.grid.heads[index])
            self._cell(number, _FIRST + index, sign, free=free)
        from xlsxwriter.utility import xl_rowcol_to_cell

        first, last = xl_rowcol_to_cell(number, _FIRST), xl_rowcol_to_cell(number, self.end - 1)
        counted = [*self.table.shifts, self.grid.signs[REST], self.grid.signs[LEAVE]]
        for column, sign in enumerate(counted, self.end):
            found = sum(1 for each in signs if each is not None and each.shift == sign.shift)
            formula = f'=COUNTIF({first}:{last},"{sign.pick(self.lang)}")'
            self.sheet.write_formula(number, column, formula, self.format(num_format="0"), found)
        if row.entitled is None:
            self.sheet.write_blank(number, self.end + len(counted), None, self.format())
        else:
            self.sheet.write_number(number, self.end + len(counted), row.entitled, self.format(num_format="0"))

    def _cell(self, row: int, column: int, sign: Sign | None, *, free: bool) -> None:
        if sign is None:
            self.sheet.write_blank(row, column, None, self.format(bg_color=_FREE) if free else self.format())
            return
        if sign.shift == REST:
            style: dict[str, object] = {"font_color": "#7F7F7F", "bg_color": _FREE}
        elif sign.shift == LEAVE:
            style = {"bg_color": _LEAVE_FILL, "italic": True}
        else:
            place = [each.shift for each in self.grid.shifts].index(sign.shift)
            style = {"bg_color": _SHIFT_FILLS[place % len(_SHIFT_FILLS)]}
        self.sheet.write_string(row, column, sign.pick(self.lang), self.format(**style))

    def _counts(self, number: int, sign: Sign) -> None:
        """How many work a shift on each day; below its need it is drawn bold and red."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        need = self.grid.needs.get(sign.shift)
        label = Words(f"{sign.words.zh}人数", f"on {sign.words.en}").pick(self.lang)
        self.sheet.write_string(
            number, 0, label + (f" /{need}" if need is not None else ""), self.format(align="left", bold=True)
        )
        self.sheet.write_blank(number, 1, None, self.format())
        signs = [
            [shown(self.grid, row.cells[index]) for row in self.grid.rows] for index in range(len(self.grid.heads))
        ]
        for index, day in enumerate(signs):
            column = _FIRST + index
            first, last = xl_rowcol_to_cell(self.top, column), xl_rowcol_to_cell(self.last, column)
            found = sum(1 for each in day if each is not None and each.shift == sign.shift)
            formula = f'=COUNTIF({first}:{last},"{sign.pick(self.lang)}")'
            self.sheet.write_formula(number, column, formula, self.format(num_format="0", font_size=9), found)
        if need is not None:
            short = self.book.add_format({"bold": True, "font_color": "#C00000"})
            rule = {"type": "cell", "criteria": "<", "value": need, "format": short}
            self.sheet.conditional_format(number, _FIRST, number, self.end - 1, rule)

    def _shape(self) -> None:
        names = [self.grid.rows[index].name for index in range(len(self.grid.rows))]
        self.sheet.set_column(0, 0, max(10, *(width(name) + 2 for name in names), 0))
        self.sheet.set_column(1, 1, max(8, *(width(row.staff) + 1 for row in self.grid.rows), 0))
        self.sheet.set_column(_FIRST, self.end - 1, 3.3)
        self.sheet.set_column(self.end, self.end + len(self._sums()) - 1, 5.5)
        self.sheet.set_default_row(18)
        self.sheet.freeze_panes(self.top, _FIRST)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.center_horizontally()
        self.sheet.repeat_rows(_HEAD, _HEAD + 1)
        self.sheet.set_footer("&L&8&F&R&8&P / &N")
