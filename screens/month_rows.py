"""Rows of everybody's month, and the lines that say why a figure is what it is; pure, but for looking up events."""

from collections.abc import Mapping, Sequence

from kfterm.desk.desk import Desk
from kfterm.desk.reading import entry
from kfterm.desk.regime import regime
from kfterm.desk.standing import Pending
from kfterm.money import decimal_text, yuan
from kfterm.month.judge import Judge
from kfterm.month.model import Statement, Summary
from kfterm.papers.cells import wrap as wrapped
from kfterm.papers.flag_words import flag_brief
from kfterm.periods import month
from kfterm.rulebook.attendance_rules import PacketLedger, RestDays
from kfterm.rulebook.base import Rule
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.rulebook.pay_rules import FundBox
from kfterm.rulebook.score_rules import Grade, Score
from kfterm.words import Lang, Words
from screens.figure import Figure, days_text
from screens.floor_lines import entry_text
from screens.text import safe
from screens.widgets.columns import Cell, Column, RowView
from screens.widgets.painted import Line

_WRAP = 92


_COLUMNS: tuple[tuple[str, Words, int | None, int, type[Rule] | None], ...] = (
    ("name", Words("姓名", "name"), 10, 12, None),
    ("score", Words("月分", "score"), 6, 10, Score),
    ("grade", Words("等级", "grade"), 5, 9, Grade),
    ("late", Words("迟/早", "late/early"), 10, 6, None),
    ("absent", Words("旷工", "absent"), 6, 6, None),
    ("leave", Words("请假", "leave"), 6, 4, None),
    ("rest", Words("休", "rest"), 5, 3, RestDays),
    ("net", Words("合计", "net"), 11, 11, None),
    ("fines", Words("罚款", "fines"), 8, 4, FundBox),
    ("packets", Words("欠红包", "packets"), 8, 5, PacketLedger),
    ("cases", Words("个案", "cases"), 5, 8, None),
    ("flags", Words("标记", "flags"), None, 2, None),
)
"""Id, title, cells, priority, and the mechanism without which a regime has no use for the column."""


def month_columns(rulebook: Rulebook | None, lang: Lang) -> list[Column]:
    """The columns of everybody's month: those the regime knows."""
    money = rulebook is None or regime(rulebook).money
    return [
        Column(key, title.pick(lang), size, "left" if key in ("name", "flags") else "right", priority)
        for key, title, size, priority, rule in _COLUMNS
        if (rule is None or rulebook is None or rulebook.all(rule)) and (key != "net" or money)
    ]


def month_rows(found: Summary, columns: Sequence[Column], waiting: Mapping[str, Pending], lang: Lang) -> list[RowView]:
    """One row a person; `waiting` are the appeals without a decision, by person."""
    rows = []
    for each in found.statements:
        cells = _month_cells(each, waiting.get(each.staff), lang)
        rows.append(RowView(each.staff, tuple(cells[column.id] for column in columns)))
    return rows


def _month_cells(each: Statement, waiting: Pending | None, lang: Lang) -> dict[str, Cell]:
    seen, score = each.attendance, each.score
    return {
        "name": each.name,
        "score": decimal_text(score.total) if score else "",
        "grade": (score.grade or "-") if score else "",
        "late": f"{seen.late_count}/{seen.early_count}" if seen.late_count or seen.early_count else "",
        "absent": (_days(seen.absence_half_days), "late"),
        "leave": _days(seen.leave_half_days),
        "rest": f"{seen.rest_taken}/{seen.rest_entitled}",
        "net": yuan(each.net_fen),
        "fines": yuan(each.fines_fen) if each.fines_fen else "",
        "packets": (yuan(each.packets_owed_fen) if each.packets_owed_fen else "", "warn"),
        "cases": (str(len(each.cases) or ""), "late"),
        "flags": " ".join(_flag_texts(each.flags, waiting, lang)),
    }


def _flag_texts(flags: Sequence[str], waiting: Pending | None, lang: Lang) -> list[str]:
    """What is to be looked at; what waits for a decision first, with its weight."""
    left_out = ("month_running", "appeal_pending") if waiting is not None else ("month_running",)
    texts = [flag_brief(flag).pick(lang) for flag in flags if flag not in left_out]
    return [*([waiting.says.pick(lang)] if waiting is not None else []), *texts]


def _days(half_days: int) -> str:
    return days_text(half_days) if half_days else ""


def fund_figure(found: Summary, rulebook: Rulebook | None, lang: Lang) -> Figure | None:
    """The fund box of the month: what came in, what went out, what is left; None where there is none."""
    fund = found.fund
    if not (fund.in_fen or fund.out_fen or fund.balance_fen):
        return None
    paid_in, out, balance = yuan(fund.in_fen), yuan(fund.out_fen), yuan(fund.balance_fen)
    before = yuan(fund.balance_fen - fund.in_fen + fund.out_fen)
    box = [clause.id for clause, _ in rulebook.all(FundBox)] if rulebook is not None else []
    clauses = tuple(dict.fromkeys([*box, *(clause for each in fund.bookings for clause in each.clauses)]))
    events = tuple(dict.fromkeys(seq for each in fund.bookings for seq in each.events))
    words = Words(f"基金箱 收 {paid_in} 支 {out} 余 {balance}", f"fund box: in {paid_in}, out {out}, left {balance}")
    return Figure("fund", (words.pick(lang),), clauses, events, f"{before} + {paid_in} - {out} = {balance}")


def why_lines(desk: Desk, judge: Judge, label: str, figure: Figure, lang: Lang, cells: int = _WRAP) -> list[Line]:
    """The arithmetic; each clause, original and English; the events; no line wider than so many cells."""
    rulebook = judge.rulebook(month(label))
    lines: list[Line] = []
    if figure.working:
        lines.append(((Words("算式", "arithmetic").pick(lang), "head"),))
        lines += [*(((f"  {part}", ""),) for part in _wrapped(figure.working, cells - 2)), ()]
    for clause_id in figure.clauses:
        clause = rulebook.by_id.get(clause_id) if rulebook else None
        if clause is not None:
            lines += _clause_lines(clause, lang, cells)
    lines.append(((Words("事件", "events").pick(lang), "head"),))
    if not figure.events:
        lines.append((("  –", "dim"),))
    for seq in dict.fromkeys(figure.events):
        known = entry(desk, seq)
        text = entry_text(known, judge.shop, judge.calendar, lang) if known else ""
        day = judge.calendar.text(known.at)[:10] if known else ""
        head = f"  #{seq} "
        first, *rest = _wrapped(text, cells - len(head) - len(day) - 1) or [""]
        lines.append(((head, "accent"), (day, "dim"), (f" {first}", "")))
        lines += [((f"{' ' * (len(head) + len(day) + 1)}{part}", ""),) for part in rest]
    return lines


def _wrapped(text: str, cells: int) -> list[str]:
    """A text on lines of so many cells."""
    return wrapped(safe(text), cells)


def _clause_lines(clause: Clause, lang: Lang, cells: int) -> list[Line]:
    texts = [clause.zh, clause.en] if lang == "zh" else [clause.en, clause.zh]
    lines: list[Line] = [((clause.id, "accent"), (f"  {', '.join(clause.decided)}", "dim"))]
    for text in texts:
        lines += [((f"  {part}", ""),) for part in _wrapped(text, cells - 2)]
    return [*lines, ()]
