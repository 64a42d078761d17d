"""The roster of a month as a table on paper: what is planned, rest and leave; the same for text, CSV and the workbook."""

import csv
import io
from typing import NamedTuple

from kfterm.desk.roster_grid import Cell, Grid, Head, Row
from kfterm.desk.roster_problems import PlanProblem
from kfterm.desk.shift_signs import LEAVE, Sign
from kfterm.events.roster import REST
from kfterm.month.judge import Judge
from kfterm.papers.cells import fit, safe
from kfterm.papers.sheet_labels import WEEKDAYS
from kfterm.periods import day_text
from kfterm.words import Lang, Words

_FORMULA = ("=", "+", "-", "@", "\t")
"""A text that begins so would be computed by a spreadsheet that opens the file."""
_NAME, _DAY, _REST = 11, 2, 6
_SATURDAY = 5
KINDS: tuple[tuple[Words, Words], ...] = (
    (Words("节", "H"), Words("法定节假日", "holiday")),
    (Words("休", "O"), Words("放假", "day off")),
    (Words("班", "W"), Words("调休上班", "worked weekend")),
)
"""What stands below a day that is no plain weekday, and what it means: on paper and on the screen."""
_HOLIDAY, _OFF, _WORKED = (sign for sign, _ in KINDS)
NAME, STAFF = Words("姓名", "Name"), Words("编号", "Id")
RESTED, DUE = Words("休", "Rest"), Words("应休", "Due")


class RosterTable(NamedTuple):
    """What is printed of a month."""

    title: str
    grid: Grid
    lang: Lang
    legend: tuple[str, ...]
    """`早 早班 08:30-16:30`, one for each sign."""

    @property
    def calendar(self) -> str:
        """What the characters below the days mean, in a month that has such days."""
        special = any(head.holiday or head.off or head.work for head in self.grid.heads)
        lang = self.lang
        return "   ".join(f"{sign.pick(lang)} {says.pick(lang)}" for sign, says in KINDS) if special else ""

    @property
    def shifts(self) -> list[Sign]:
        """The shifts whose people are counted: all that somebody is planned for, all of the month where nobody is."""
        used = {cell.shift for row in self.grid.rows for cell in row.cells}
        return [sign for sign in self.grid.shifts if sign.shift in used] or self.grid.shifts

    def sign(self, cell: Cell) -> str:
        """What stands in a cell; nothing where nothing is planned."""
        found = shown(self.grid, cell)
        return found.pick(self.lang) if found is not None else ""


def shown(grid: Grid, cell: Cell) -> Sign | None:
    """What a cell is on paper: leave before rest before the shift."""
    if not cell.here:
        return None
    if cell.leave >= 2:
        return grid.signs[LEAVE]
    if cell.resting:
        return grid.signs[REST]
    return grid.signs.get(cell.shift) if cell.shift is not None else None


def roster_table(judge: Judge, grid: Grid, store: str, lang: Lang) -> RosterTable:
    """A month ready for paper."""
    word = Words("排班表", "roster").pick(lang)
    title = " ".join(each for each in (safe(store), grid.month.label, word) if each)
    legend = (_legend(judge, grid, sign, lang) for sign in grid.signs.values())
    return RosterTable(title, grid, lang, tuple(each for each in legend if each))


def _legend(judge: Judge, grid: Grid, sign: Sign, lang: Lang) -> str:
    """What a sign stands for; 休 and 假 say it themselves."""
    text = f"{sign.pick(lang)} {sign.words.pick(lang)}"
    if sign.hours is None:
        return text if lang == "en" else ""
    calendar, first = judge.calendar, grid.month.first
    start, end = (calendar.clock(calendar.moment(first, minutes)) for minutes in sign.hours)
    return f"{text} {start}-{end}"


def kind(head: Head, lang: Lang) -> str:
    """What a day is: 节, 班 (worked weekend), 休 (day off) or its weekday."""
    if head.holiday is not None:
        return _HOLIDAY.pick(lang)
    if head.work:
        return _WORKED.pick(lang)
    if head.off:
        return _OFF.pick(lang)
    day = WEEKDAYS[head.weekday]
    return day.zh[-1] if lang == "zh" else day.en[:2]


def resting_day(head: Head) -> bool:
    """Whether most people are free on a day: a holiday, a day off, a weekend that is not worked."""
    return head.holiday is not None or (not head.work and (head.off or head.weekday >= _SATURDAY))


def rests(row: Row) -> str:
    """Rest days of the month, and how many are due where a text says so."""
    return f"{row.rests}" if row.entitled is None else f"{row.rests}/{row.entitled}"


def roster_text(table: RosterTable, problems: list[PlanProblem], foot: str) -> str:
    """The month in 80 columns: two cells a day, counts below, problems in words."""
    grid, lang = table.grid, table.lang
    days = [f"{head.day - grid.month.first + 1:2d}" for head in grid.heads]
    lines = [table.title, "   ".join(safe(each) for each in table.legend), *filter(None, [table.calendar]), ""]
    lines.append(_line("", days, RESTED.pick(lang)))
    lines.append(_line("", [kind(head, lang) for head in grid.heads], ""))
    lines += [_line(row.name, [table.sign(cell) or "-" for cell in row.cells], rests(row)) for row in grid.rows]
    for sign in table.shifts:
        need = grid.needs.get(sign.shift)
        label = sign.words.pick(lang) + (f" /{need}" if need is not None else "")
        lines.append(_line(label, [f"{count:2d}" for count in grid.working(sign.shift)], ""))
    lines += ["", *([grid.unannounced.pick(lang)] if grid.unannounced else [])]
    lines += [f"! {safe(each.pick(lang))}" for each in problems]
    return "\n".join(line.rstrip() for line in [*lines, foot])


def _line(name: str, cells: list[str], tail: str) -> str:
    return fit(safe(name), _NAME) + "".join(fit(each, _DAY) for each in cells) + " " + fit(tail, _REST)


def roster_csv(table: RosterTable) -> bytes:
    """The month as CSV: a date a column, the full names of the shifts."""
    lang, out = table.lang, io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [NAME.pick(lang), STAFF.pick(lang), *(day_text(head.day) for head in table.grid.heads), RESTED.pick(lang)]
    )
    for row in table.grid.rows:
        signs = [shown(table.grid, cell) for cell in row.cells]
        named = [sign.words.pick(lang) if sign is not None else "" for sign in signs]
        writer.writerow([_plain(row.name), _plain(row.staff), *map(_plain, named), str(row.rests)])
    return ("\ufeff" + out.getvalue()).encode()


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
