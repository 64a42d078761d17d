"""A roster typed in a spreadsheet: where its head is, which column is which day, what stands in which cell.

Read with python-calamine: one compiled reader for xlsx, xls and ods that needs nothing else and takes a month in a few
milliseconds; merged cells are told apart. Nothing here knows people or shifts.
"""

import io
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LOOK = 20
"""The head stands within so many rows."""
_FEW = 3
"""So many days in a row make a head."""
_MONTH = re.compile(r"(20\d\d)\s*[-./_年]?\s*(1[0-2]|0?[1-9])(?!\d)", re.ASCII)
_MONTH_ALONE = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*月", re.ASCII)
_DAY = re.compile(r"(?:(?:(20\d\d)\s*[-./年]\s*)?(1[0-2]|0?[1-9])\s*[-./月]\s*)?(\d{1,2})\s*[日号]?", re.ASCII)


class Typed(NamedTuple):
    """One day of a head as it is typed: month and year where they are said."""

    column: int
    year: int | None
    month: int | None
    day: int
    text: str


class Sheet(NamedTuple):
    """One sheet that holds a roster. Rows and columns count from 0."""

    name: str
    head: int
    days: tuple[Typed, ...]
    rows: tuple[tuple[str, ...], ...]
    """Every row of the sheet as text; a merged cell stands in each of its places behind the head."""
    month: tuple[int | None, int] | None
    """(year, month) that a title, the sheet's name or the file's name says."""


def address(row: int, column: int) -> str:
    """`C7`."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def sheets(data: bytes, file_name: str) -> list[Sheet]:
    """The sheets of a workbook that hold a roster; none where it is no workbook."""
    if not data.startswith(_MAGIC):
        return []
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = [_sheet(book.get_sheet_by_name(name), name, file_name) for name in book.sheet_names]
    except (CalamineError, ValueError):
        return []
    return [each for each in found if each is not None]


def _sheet(sheet: Any, name: str, file_name: str) -> Sheet | None:
    values: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for head, row in enumerate(values[:_LOOK]):
        days = _days(row)
        if len(days) >= _FEW:
            above = [_text(cell) for each in values[: head + 1] for cell in each]
            cells = [[_text(cell) for cell in each] for each in values]
            _fill(cells, sheet.merged_cell_ranges or (), head, days[0].column)
            said = _month([*above, name, file_name])
            return Sheet(name, head, days, tuple(map(tuple, cells)), said)
    return None


def _days(row: Iterable[Any]) -> tuple[Typed, ...]:
    """The days of a head row, as far as each follows the one before."""
    found: list[Typed] = []
    for column, value in enumerate(row):
        day = _day(column, value)
        if day is not None and (not found or _follows(found[-1], day)):
            found.append(day)
        elif found and len(found) < _FEW:
            found = [day] if day is not None else []
        elif found:
            break
    return tuple(found)


def _follows(before: Typed, after: Typed) -> bool:
    same = (before.year, before.month) == (after.year, after.month)
    return after.day > before.day if same else after.month is not None and after.day < before.day


def _day(column: int, value: Any) -> Typed | None:
    text = _text(value)
    if isinstance(value, date):
        return Typed(column, value.year, value.month, value.day, text)
    met = _DAY.fullmatch(text)
    if met is None or not 1 <= int(met[3]) <= 31:
        return None
    return Typed(column, int(met[1]) if met[1] else None, int(met[2]) if met[2] else None, int(met[3]), text)


def _text(value: Any) -> str:
    """A cell as text in plain characters: full-width letters and figures become ordinary ones."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unicodedata.normalize("NFKC", str(value)).strip()


def _fill(
    cells: list[list[str]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]], head: int, first: int
) -> None:
    """What is merged over several days stands on each of them."""
    for (top, left), (bottom, right) in merged:
        if top > head and left >= first:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if row < len(cells) and column < len(cells[row]):
                        cells[row][column] = cells[top][left]


def _month(texts: Iterable[str]) -> tuple[int | None, int] | None:
    """The first month that is said: `2026-10`, `2026年10月`, else `10月` of a year that nobody says."""
    alone = None
    for text in texts:
        met = _MONTH.search(text)
        if met is not None:
            return int(met[1]), int(met[2])
        bare = _MONTH_ALONE.search(text)
        alone = alone or (bare and (None, int(bare[1])))
    return alone or None


def dated(sheet: Sheet, today: int) -> tuple[dict[int, int], list[Typed]]:
    """Column to day, and the head cells of which nobody can tell the day. A year that is not said is the nearest one."""
    found: dict[int, int] = {}
    unclear: list[Typed] = []
    for typed in sheet.days:
        month = typed.month or (sheet.month[1] if sheet.month else None)
        year = typed.year or (sheet.month[0] if sheet.month else None)
        day = _dated(year, month, typed.day, today) if month is not None else None
        if day is None:
            unclear.append(typed)
        else:
            found[typed.column] = day
    return found, unclear


def _dated(year: int | None, month: int, day: int, today: int) -> int | None:
    this = date.fromordinal(today).year
    possible = []
    for each in (year,) if year is not None else (this, this - 1, this + 1):
        try:
            possible.append(date(each, month, day).toordinal())
        except ValueError:
            continue
    return min(possible, key=lambda each: abs(each - today), default=None)
