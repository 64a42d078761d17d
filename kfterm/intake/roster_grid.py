"""A roster from a spreadsheet into facts: only what differs from the plan is said, every problem with its cell."""

import difflib
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from kfterm.desk.desk import Desk
from kfterm.desk.shift_signs import LEAVE, Sign, signs
from kfterm.events.lines import Fact, fact
from kfterm.events.roster import REST, ShiftAssigned, ShiftCleared
from kfterm.intake.roster_sheet import Sheet, address, dated, sheets
from kfterm.intake.source import Format, Found, Source
from kfterm.month.judge import Judge
from kfterm.month.leave import on_leave, rest_days
from kfterm.periods import day_text, month_label
from kfterm.problems import Problem
from kfterm.words import Words

_CLEAR = "?clear"
_RESTS = ("休", "休息", "休假", "公休", "轮休", "rest", "r", "off")
_LEAVES = ("假", "请假", "事假", "病假", "年假", "leave", "v")
_CLEARS = ("-", "--", "–", "—", "/", "空")


class _Person(NamedTuple):
    """Whose row it is, or why nobody's."""

    staff: str
    problem: Words | None = None


def _matches(source: Source) -> bool:
    return bool(sheets(source.data, PurePath(source.name).stem))


def _read(desk: Desk, source: Source) -> Found:
    desk.follow()
    found = sheets(source.data, PurePath(source.name).stem)
    facts: list[tuple[str, Fact]] = []
    problems: list[Problem] = []
    count = 0
    for sheet in found:
        reader = _Reader(desk, source, sheet, several=len(found) > 1)
        facts += reader.facts()
        problems += reader.problems
        count += reader.count
    return Found(facts, problems, count, _over(desk, facts))


def _over(desk: Desk, facts: list[tuple[str, Fact]]) -> tuple[Words, ...]:
    """How many cells are of days that are over: what follows from them is told, as the screen tells it."""
    today = desk.live.calendar.day(desk.clock.now())
    events = [each.event for _, each in facts]
    count = sum(1 for each in events if isinstance(each, ShiftAssigned | ShiftCleared) and each.on.toordinal() < today)
    if not count:
        return ()
    zh = f"其中 {count} 格的日子已过去:迟到、早退、旷工和工资跟着重算"
    return (Words(zh, f"{count} cell(s) are of days that are over: lateness, absence and pay of these days follow"),)


class _Reader:
    """One sheet being read."""

    def __init__(self, desk: Desk, source: Source, sheet: Sheet, *, several: bool) -> None:
        self.judge: Judge = desk.judge()
        self.now = desk.clock.now()
        self.source, self.sheet, self.several = source, sheet, several
        self.problems: list[Problem] = []
        self.count = 0
        self.days, unclear = dated(sheet, self.judge.calendar.day(self.now))
        for typed in unclear:
            zh = f"{typed.text}:不知道是哪一天;在标题、表名或文件名里写 2026-10,或在表头写日期"
            en = f"{typed.text}: no telling which day; write 2026-10 in the title, sheet or file name, or dates in the head"
            self._problem(sheet.head, typed.column, zh, en)
        labels = sorted({month_label(day) for day in self.days.values()})
        self._meanings = {label: _meanings(signs(self.judge, label)) for label in labels}
        self._named = _names(self.judge)

    def facts(self) -> list[tuple[str, Fact]]:
        """What the sheet says and the plan does not yet."""
        found: list[tuple[str, Fact]] = []
        seen: dict[str, int] = {}
        for row in range(self.sheet.head + 1, len(self.sheet.rows)):
            column, person = self._person(row)
            if person is None:
                continue
            if person.problem is not None:
                self._problem(row, column, *person.problem)
            elif person.staff in seen:
                first = address(seen[person.staff], column)
                name = self.judge.shop.people.name(person.staff)
                self._problem(row, column, f"{name} 在 {first} 已经有一行", f"{name} has a row already at {first}")
            else:
                seen[person.staff] = row
                found += self._row(row, person.staff)
        return found

    def _row(self, row: int, staff: str) -> Iterator[tuple[str, Fact]]:
        for column, day in self.days.items():
            text = self._cell(row, column)
            if not text:
                continue
            self.count += 1
            meant = self._meanings[month_label(day)].get(text.casefold())
            problem = self._unknown(staff, day, text) if meant is None else self._wrong(staff, day, meant)
            if problem is not None:
                self._problem(row, column, *problem)
            elif meant is not None and (event := _event(self.judge, staff, day, meant)) is not None:
                yield self._place(row, column), fact(event, self.now, self.source.by)

    def _unknown(self, staff: str, day: int, text: str) -> Words:
        """A cell that nobody can read: what it could be, and what it may say."""
        known, who = self._meanings[month_label(day)], self._who(staff, day)
        near = difflib.get_close_matches(text.casefold(), known, 1)
        zh, en = (f",是不是 {near[0]}?", f"; did you mean {near[0]}?") if near else (";", ".")
        possible = self._possible(month_label(day))
        return Words(
            f"{who}:不认识 {text!r}{zh}可用:{possible.zh}", f"{who}: {text!r} is no shift{en} There are: {possible.en}"
        )

    def _wrong(self, staff: str, day: int, meant: str) -> Words | None:
        """Why a cell that can be read cannot be taken."""
        who = self._who(staff, day)
        if meant != _CLEAR and not self.judge.works_here(staff, day):
            return Words(f"{who} 不在职,不能排;这一格留空", f"{who}: not employed on that day; leave the cell empty")
        if meant == LEAVE and not on_leave(self.judge, staff, day):
            zh = f"{who} 没有批准的请假;请假先申请、批准,这一格留空"
            return Words(zh, f"{who}: no leave is granted; ask for it first and leave the cell empty")
        return None

    def _who(self, staff: str, day: int) -> str:
        return f"{self.judge.shop.people.name(staff)} {day_text(day)}"

    def _possible(self, label: str) -> Words:
        """What a cell may say."""
        found = [sign for sign in signs(self.judge, label).values() if sign.shift not in (REST, LEAVE)]
        zh = "、".join(dict.fromkeys(f"{each.short.zh}({each.words.zh}、{each.shift})" for each in found))
        en = ", ".join(f"{each.key} ({each.words.en})" for each in found)
        return Words(f"{zh}、休、-(清空)、空格(不动)", f"{en}, rest, - (clear), empty (stays as it is)")

    def _person(self, row: int) -> tuple[int, _Person | None]:
        """Whose row it is, by what stands before the first day; nothing where no day of it says anything."""
        first = min(self.sheet.days).column
        typed = [(column, self._cell(row, column)) for column in range(first)]
        typed = [(column, text) for column, text in typed if text]
        if not typed:
            return 0, None
        for column, text in typed:
            staff = self._named.get(_squeezed(text))
            if staff is not None and len(staff) == 1:
                return column, _Person(staff[0])
        column, text = typed[0]
        said = [self._cell(row, each) for each in self.days]
        if not any(_sounds_like_shift(each, self._meanings) for each in said):
            return column, None  # a line of sums, or a remark below the grid
        several = self._named.get(_squeezed(text), [])
        if several:
            ids = ", ".join(several)
            return column, _Person(
                "", Words(f"有几个 {text}({ids}):请写编号", f"several are called {text} ({ids}): write the id")
            )
        near = difflib.get_close_matches(_squeezed(text), self._named, 1)
        zh, en = (f",是不是 {near[0]}?", f"; did you mean {near[0]}?") if near else ("", "")
        return column, _Person(
            "", Words(f"没有叫 {text} 的人{zh} 写姓名或编号", f"nobody is called {text}{en} Write a name or an id")
        )

    def _cell(self, row: int, column: int) -> str:
        cells = self.sheet.rows[row]
        return cells[column] if column < len(cells) else ""

    def _place(self, row: int, column: int) -> str:
        where = address(row, column)
        return self.source.place(f"{self.sheet.name}!{where}" if self.several else where)

    def _problem(self, row: int, column: int, zh: str, en: str) -> None:
        self.problems.append(Problem(self._place(row, column), Words(zh, en)))


def _event(judge: Judge, staff: str, day: int, meant: str) -> ShiftAssigned | ShiftCleared | None:
    """What has to be said so that the plan is as meant; None where it is."""
    planned, on = judge.shop.roster.shift(staff, day), date.fromordinal(day)
    if meant in (LEAVE, planned) or (meant == REST and day in rest_days(judge, staff)):
        return None
    if meant == _CLEAR:
        return None if planned is None else ShiftCleared(staff=staff, on=on)
    return ShiftAssigned(staff=staff, on=on, shift=meant)


def _meanings(found: dict[str, Sign]) -> dict[str, str]:
    """Everything that a cell may say, in small letters, and what it means."""
    meanings: dict[str, str] = {}
    for shift, sign in found.items():
        if sign.hours is not None:
            for text in (sign.key, sign.short.zh, sign.short.en, sign.words.zh, sign.words.en, shift):
                meanings.setdefault(text.casefold(), shift)
    for texts, shift in ((_RESTS, REST), (_LEAVES, LEAVE), (_CLEARS, _CLEAR)):
        meanings |= {text: shift for text in texts if text not in meanings}
    return meanings


def _sounds_like_shift(text: str, meanings: dict[str, dict[str, str]]) -> bool:
    """Whether a cell says a shift or rest; figures are counts."""
    return not text.isdecimal() and any(text.casefold() in each for each in meanings.values())


def _names(judge: Judge) -> dict[str, list[str]]:
    """Ids and names without spaces, and whom they may mean."""
    found: dict[str, list[str]] = {}
    for staff, person in judge.shop.people.staff.items():
        for text in dict.fromkeys((_squeezed(staff), _squeezed(person.name))):
            found.setdefault(text, []).append(staff)
    return found


def _squeezed(text: str) -> str:
    """A name as it may be spread over a cell: `张　敏` is 张敏."""
    return "".join(text.split()).casefold()


ROSTER = Format(
    "roster",
    Words(
        "排班表(xlsx、xls、ods:首列姓名或编号,表头是日期)", "a roster (xlsx, xls, ods: names or ids, days in the head)"
    ),
    _matches,
    _read,
)
