"""A month as a plain text table of everybody, and (`why`) the account of one person. No colours, fixed columns."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from kfterm.desk.standing import Pending
from kfterm.money import decimal_text, yuan
from kfterm.month.model import Statement, Summary
from kfterm.papers.cells import Align, fit, hang, safe, width, wrap
from kfterm.papers.flag_words import flag_text, flag_todo
from kfterm.papers.why import why
from kfterm.papers.words import CASES, joined, said
from kfterm.words import Lang, Words

__all__ = ["month_table", "why"]

_MARKS = {
    "missing": "M",
    "open_punch": "P",
    "early_confirmation": "E",
    "appeal_pending": "A",
    "month_running": "R",
    "corrected": "C",
    "review": "V",
    "unattributed": "U",
    "wage_of_days": "W",
    "law_over": "L",
}
_MARKS_OF_MISSING = {"kpi_amount": "K", "insurance": "I"}


class Column(NamedTuple):
    """One column: its head, what it shows of a person, what it adds up to."""

    head: Words
    text: Callable[[Statement], str]
    align: Align = "right"
    total: Callable[[Sequence[Statement]], str] | None = None


def month_table(summary: Summary, width: int, lang: Lang, waiting: Mapping[str, Pending] = MappingProxyType({})) -> str:
    """The month of everybody; only the columns that the regime has. No line is wider than `width` cells.

    `waiting` are the appeals without a decision, by person: they stand apart, with what they weigh.
    """
    people = summary.statements
    running = bool(people) and all("month_running" in each.flags for each in people)
    columns = _columns(people, lang)
    grid = [[safe(column.head.pick(lang)) for column in columns]]
    grid += [[safe(column.text(each)) for column in columns] for each in people]
    totals = [safe(column.total(people)) if column.total else "" for column in columns]
    totals[0] = Words("合计", "total").pick(lang)
    gap, sizes = _sizes([*grid, totals], width)
    rule = "-" * min(width, sum(sizes) + len(gap) * (len(sizes) - 1))
    lines = [*wrap(safe(_title(summary, lang)), width)]
    lines += [*wrap(safe(_month_running(lang)), width)] if running else []
    lines += [rule, *_row(grid[0], sizes, columns, gap), rule]
    for row in grid[1:]:
        lines += _row(row, sizes, columns, gap)
    lines += [rule, *_row(totals, sizes, columns, gap)]
    lines += [*_fund(summary, width, lang), *_waiting(people, waiting, width, lang)]
    lines += _legend(people, running, width, lang)
    return "".join(line.rstrip() + "\n" for line in lines)


def _title(summary: Summary, lang: Lang) -> str:
    state = Words("已关账", "closed") if summary.closed else Words("未关账", "open")
    count = len(summary.statements)
    people = Words(f"{count} 人", f"{count} people")
    return "  ".join((summary.month, summary.rulebook, summary.digest[:12], people.pick(lang), state.pick(lang)))


def _month_running(lang: Lang) -> str:
    return flag_text("month_running", lang)


def _columns(people: Sequence[Statement], lang: Lang) -> list[Column]:
    seen = [each.attendance for each in people]
    found = [Column(Words("姓名", "name"), lambda s: s.name, "left")]
    if any(each.score for each in people):
        found.append(Column(Words("分", "score"), lambda s: decimal_text(s.score.total) if s.score else ""))
    if any(each.score and each.score.grade for each in people):
        found.append(Column(Words("档", "gr"), lambda s: (s.score.grade or "-") if s.score else "", "left"))
    found += [
        Column(
            Words("迟/早", "lt/el"),
            lambda s: _pair(s.attendance.late_count, s.attendance.early_count),
            total=lambda all_: _pair(
                sum(s.attendance.late_count for s in all_), sum(s.attendance.early_count for s in all_)
            ),
        ),
        _half(Words("旷", "abs"), lambda s: s.attendance.absence_half_days),
        _half(Words("假", "lv"), lambda s: s.attendance.leave_half_days),
    ]
    if any(each.rest_entitled or each.rest_taken for each in seen):
        found.append(Column(Words("休", "rest"), lambda s: f"{s.attendance.rest_taken}/{s.attendance.rest_entitled}"))
    if any(each.lines for each in people):
        found.append(_money(Words("本表合计", "net"), lambda s: s.net_fen))
    if any(each.fines_fen for each in people):
        found.append(_money(Words("罚款", "fines"), lambda s: s.fines_fen))
    if any(each.packets for each in seen):
        found.append(_money(Words("欠红包", "packets"), lambda s: s.packets_owed_fen))
    if any(each.cases for each in people):
        found.append(Column(Words("个案", "cases"), lambda s: _cases(s, lang), "left"))
    if any(_marks(each) for each in people):
        found.append(Column(Words("注", "note"), _marks, "left"))
    return found


def _pair(late: int, early: int) -> str:
    return f"{late}/{early}" if late or early else "-"


def _half(head: Words, value: Callable[[Statement], int]) -> Column:
    def text(half_days: int) -> str:
        return decimal_text(Decimal(half_days) / 2) if half_days else "-"

    return Column(head, lambda s: text(value(s)), total=lambda all_: text(sum(map(value, all_))))


def _money(head: Words, value: Callable[[Statement], int]) -> Column:
    def text(fen: int) -> str:
        return yuan(fen) if fen else "-"

    return Column(head, lambda s: text(value(s)), total=lambda all_: text(sum(map(value, all_))))


def _cases(statement: Statement, lang: Lang) -> str:
    return joined([said(CASES, key, lang) for key in dict.fromkeys(case.case for case in statement.cases)], lang)


def _marks(statement: Statement) -> str:
    """One letter a flag; what holds for everybody is said once above the table."""
    letters = (_mark(flag) for flag in statement.flags if flag != "month_running")
    return "".join(dict.fromkeys(letters))


def _mark(flag: str) -> str:
    kind, _, what = flag.partition(":")
    return _MARKS_OF_MISSING.get(what, "M") if kind == "missing" else _MARKS.get(kind, "?")


def _sizes(grid: Sequence[Sequence[str]], room: int) -> tuple[str, list[int]]:
    """The gap and the width of each column; where there is no room the widest give way, and their cells wrap."""
    sizes = [max(width(row[index]) for row in grid) for index in range(len(grid[0]))]
    gaps = len(sizes) - 1
    gap = "  " if sum(sizes) + 2 * gaps <= room else " "
    widest = sum(sizes) + len(gap) * gaps
    for index in sorted(range(len(sizes)), key=lambda each: -sizes[each]):
        if widest <= room:
            break
        smaller = max(min(sizes[index], 6), sizes[index] - (widest - room))
        widest -= sizes[index] - smaller
        sizes[index] = smaller
    return gap, sizes


def _row(cells: Sequence[str], sizes: Sequence[int], columns: Sequence[Column], gap: str) -> list[str]:
    wrapped = [wrap(cell, size) for cell, size in zip(cells, sizes, strict=True)]
    lines = []
    for index in range(max(len(each) for each in wrapped)):
        parts = [
            fit(each[index] if index < len(each) else "", size, column.align)
            for each, size, column in zip(wrapped, sizes, columns, strict=True)
        ]
        lines.append(gap.join(parts))
    return lines


def _fund(summary: Summary, room: int, lang: Lang) -> list[str]:
    fund = summary.fund
    if not (fund.in_fen or fund.out_fen or fund.balance_fen):
        return []
    paid_in, out, balance = yuan(fund.in_fen), yuan(fund.out_fen), yuan(fund.balance_fen)
    zh = f"基金箱  收 {paid_in}  支 {out}  余 {balance}"
    return wrap(safe(Words(zh, f"fund box  in {paid_in}  out {out}  balance {balance}").pick(lang)), room)


def _waiting(people: Sequence[Statement], waiting: Mapping[str, Pending], room: int, lang: Lang) -> list[str]:
    """Appeals that wait for a decision, a line a person."""
    found = [(each.name, waiting[each.staff]) for each in people if each.staff in waiting]
    return [line for name, each in found for line in hang("   ", safe(f"{name}: {each.says.pick(lang)}"), room)]


def _who(names: Sequence[str], people: Sequence[Statement], lang: Lang) -> str:
    everybody = len(names) == len(people) > 1
    return Words("全体", "everybody").pick(lang) if everybody else joined(names, lang)


def _legend(people: Sequence[Statement], running: bool, room: int, lang: Lang) -> list[str]:
    """Every flag in words, with the people it is about."""
    named: dict[str, list[str]] = {}
    for each in people:
        for flag in each.flags:
            if flag != "month_running" or not running:
                named.setdefault(flag, []).append(each.name)
    ordered = sorted(named.items(), key=lambda pair: (_mark(pair[0]), pair[0]))
    return [
        line
        for flag, names in ordered
        for line in hang(f"{_mark(flag)}  ", safe(_explained(flag, _who(names, people, lang), lang)), room)
    ]


def _explained(flag: str, who: str, lang: Lang) -> str:
    """A flag, whom it is about, and what to do."""
    todo = flag_todo(flag).pick(lang)
    return f"{flag_text(flag, lang)}: {who}" + (f" -> {todo}" if todo else "")
