"""A month as tables with typed cells: the summary, every line, score entries, cases, the fund. CSV and xlsx draw them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from kfterm.month.model import Statement, Summary
from kfterm.papers.words import CASES, LINES, flag_text, joined, said, working_text
from kfterm.words import Lang, Words

Kind = Literal["text", "money", "number", "count", "date"]
Cell = str | int | Decimal | date | None
"""Money is whole fen."""
Ids = Callable[[Iterable[int]], list[str]]


class Column(NamedTuple):
    """One column: its heading in both languages, what its cells are, whether they add up."""

    head: Words
    kind: Kind = "text"
    total: bool = False


class Table(NamedTuple):
    """One table: a sheet of the workbook."""

    name: Words
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def totals(self) -> tuple[Cell, ...]:
        """The row under the table; empty where nothing adds up."""
        found: list[Cell] = [None] * len(self.columns)
        for index, column in enumerate(self.columns):
            if column.total:
                values = (row[index] for row in self.rows)
                found[index] = sum((each for each in values if isinstance(each, int | Decimal)), start=0)
        return tuple(found)


STAFF = Column(Words("工号", "Staff"))
NAME = Column(Words("姓名", "Name"))
CLAUSES = Column(Words("条款", "Clauses"))
EVENTS = Column(Words("事件", "Events"))


def _money(zh: str, en: str) -> Column:
    return Column(Words(zh, en), "money", total=True)


def _count(zh: str, en: str) -> Column:
    return Column(Words(zh, en), "count", total=True)


def _days(zh: str, en: str) -> Column:
    return Column(Words(zh, en), "number", total=True)


def tables(summary: Summary, lang: Lang, ids: Ids) -> tuple[Table, ...]:
    """All of it; scores and the fund only where the regime has them. `ids` turns seqs into event ids."""
    found = [summary_table(summary, lang), _lines(summary, lang, ids)]
    if any(each.score for each in summary.statements):
        found.append(_scores(summary, lang, ids))
    found.append(_cases(summary, lang, ids))
    found.append(_fund(summary, lang, ids))
    return tuple(found)


def _kinds(people: Sequence[Statement]) -> list[str]:
    present = {line.line for each in people for line in each.lines}
    return [kind for kind in LINES if kind in present]


def summary_table(summary: Summary, lang: Lang) -> Table:
    """One row a person, one column a kind of pay line."""
    people = summary.statements
    kinds = _kinds(people)
    columns = [STAFF, NAME, Column(Words("在职天数", "Days employed"), "count")]
    scored = any(each.score for each in people)
    if scored:
        columns += [Column(Words("月分", "Score"), "number"), Column(Words("等级", "Grade"))]
    columns += [
        _count("出勤班次", "Shifts"),
        _count("迟到次数", "Late"),
        _count("迟到分钟", "Late min"),
        _count("早退次数", "Early"),
        _count("早退分钟", "Early min"),
        _days("旷工天数", "Absent days"),
        _days("请假天数", "Leave days"),
        _count("休息天数", "Rest days"),
    ]
    columns += [_money(LINES[kind].zh, LINES[kind].en.capitalize()) for kind in kinds]
    columns += [
        _money("本表合计", "Net"),
        _money("其中罚款", "Of it fines"),
        _money("尚欠红包", "Packets owed"),
        Column(Words("个案", "Cases")),
        Column(Words("注意", "Notes")),
    ]
    rows = tuple(tuple(_person(each, kinds, scored, lang)) for each in people)
    return Table(Words("汇总", "Summary"), tuple(columns), rows)


def _person(each: Statement, kinds: Sequence[str], scored: bool, lang: Lang) -> Iterator[Cell]:
    yield from (each.staff, each.name, each.employed_days)
    if scored:
        yield each.score.total if each.score else None
        yield each.score.grade if each.score else None
    seen = each.attendance
    yield from (seen.worked_shifts, seen.late_count, seen.late_minutes, seen.early_count, seen.early_minutes)
    yield from (Decimal(seen.absence_half_days) / 2, Decimal(seen.leave_half_days) / 2, seen.rest_taken)
    for kind in kinds:
        own = [line.fen for line in each.lines if line.line == kind]
        yield sum(own) if own else None
    yield from (each.net_fen, each.fines_fen, each.packets_owed_fen)
    yield joined([said(CASES, case, lang) for case in dict.fromkeys(one.case for one in each.cases)], lang)
    yield joined([flag_text(flag, lang) for flag in each.flags], lang)


def _lines(summary: Summary, lang: Lang, ids: Ids) -> Table:
    columns = (
        STAFF,
        NAME,
        Column(Words("类别", "Line")),
        Column(Words("项目", "Item")),
        _money("金额", "Amount"),
        CLAUSES,
        Column(Words("算式", "Working")),
        EVENTS,
    )
    rows = tuple(
        (
            each.staff,
            each.name,
            said(LINES, line.line, lang),
            line.label.pick(lang),
            line.fen,
            " ".join(line.clauses),
            working_text(line, lang),
            " ".join(ids(line.events)),
        )
        for each in summary.statements
        for line in each.lines
    )
    return Table(Words("明细", "Lines"), columns, rows)


def _scores(summary: Summary, lang: Lang, ids: Ids) -> Table:
    columns = (
        STAFF,
        NAME,
        Column(Words("日期", "Date"), "date"),
        Column(Words("项目", "Item")),
        Column(Words("分", "Points"), "number", total=True),
        CLAUSES,
        EVENTS,
    )
    rows = tuple(
        (
            each.staff,
            each.name,
            date.fromordinal(entry.day) if entry.day else None,
            entry.label.pick(lang),
            entry.points,
            entry.clause,
            " ".join(ids(entry.events)),
        )
        for each in summary.statements
        if each.score
        for entry in each.score.entries
    )
    return Table(Words("得分", "Score"), columns, rows)


def _cases(summary: Summary, lang: Lang, ids: Ids) -> Table:
    columns = (
        STAFF,
        NAME,
        Column(Words("个案", "Case")),
        Column(Words("所涉金额", "Amount"), "money"),
        CLAUSES,
        EVENTS,
    )
    rows = tuple(
        (
            each.staff,
            each.name,
            said(CASES, case.case, lang),
            case.fen,
            " ".join(case.clauses),
            " ".join(ids(case.events)),
        )
        for each in summary.statements
        for case in each.cases
    )
    return Table(Words("个案", "Cases"), columns, rows)


def _fund(summary: Summary, lang: Lang, ids: Ids) -> Table:
    """The fund box with what it opened with, so that the last figure is its balance."""
    fund, names = summary.fund, {each.staff: each.name for each in summary.statements}
    columns = (
        Column(Words("日期", "Date"), "date"),
        STAFF,
        NAME,
        Column(Words("项目", "Item")),
        _money("金额", "Amount"),
        CLAUSES,
        EVENTS,
    )
    opened = fund.balance_fen - fund.in_fen + fund.out_fen
    opening = Words("上月结余", "carried from the month before").pick(lang)
    first: tuple[Cell, ...] = (None, None, None, opening, opened, None, None)
    rows = (
        (
            date.fromordinal(each.day),
            each.staff or None,
            names.get(each.staff),
            each.label.pick(lang),
            each.fen,
            " ".join(each.clauses),
            " ".join(ids(each.events)),
        )
        for each in fund.bookings
    )
    return Table(Words("基金", "Fund"), columns, (first, *rows))
