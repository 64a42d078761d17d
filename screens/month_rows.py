"""Rows and lines of the month: pure, but for looking up events by their position."""

from collections.abc import Sequence
from decimal import Decimal
from textwrap import wrap

from kfterm.desk.desk import Desk
from kfterm.desk.preview import CASE_WORDS
from kfterm.desk.reading import entry
from kfterm.folds.settings import APPEAL_DAYS, whole
from kfterm.money import decimal_text, yuan
from kfterm.month.judge import Judge
from kfterm.month.model import Statement, Summary
from kfterm.periods import day_text, month
from kfterm.rulebook.attendance_rules import PacketLedger, RestDays
from kfterm.rulebook.base import Rule
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.rulebook.pay_rules import FundBox
from kfterm.rulebook.score_rules import Grade, Score
from kfterm.words import Lang, Words
from screens.floor_lines import entry_text
from screens.text import width
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
    return [
        Column(key, title.pick(lang), size, "left" if key in ("name", "flags") else "right", priority)
        for key, title, size, priority, rule in _COLUMNS
        if rule is None or rulebook is None or rulebook.all(rule)
    ]


def month_rows(found: Summary, columns: Sequence[Column], lang: Lang) -> list[RowView]:
    """One row a person."""
    rows = []
    for each in found.statements:
        cells = _month_cells(each, lang)
        rows.append(RowView(each.staff, tuple(cells[column.id] for column in columns)))
    return rows


def _month_cells(each: Statement, lang: Lang) -> dict[str, Cell]:
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
        "flags": " ".join(flag_words(flag).pick(lang) for flag in each.flags if flag != "month_running"),
    }


def _days(half_days: int) -> str:
    return decimal_text(Decimal(half_days) / 2) if half_days else ""


def flag_words(flag: str) -> Words:
    """A flag in words."""
    known = {
        "missing:kpi_amount": Words("缺绩效额", "KPI amount missing"),
        "missing:insurance": Words("缺保险额", "insurance missing"),
        "month_running": Words("本月未完", "month running"),
        "appeal_pending": Words("申诉中", "appeal pending"),
        "early_confirmation": Words("可提前转正", "early confirmation"),
    }
    if flag.startswith("open_punch:"):
        _, day, way = flag.split(":")
        which = Words("上班", "in") if way == "in" else Words("下班", "out")
        return Words(f"{day[5:]}{which.zh}漏卡", f"{day[5:]} {which.en} punch open")
    return known.get(flag, Words(flag, flag))


def figure_rows(found: Statement, judge: Judge, lang: Lang) -> list[RowView]:
    """Every figure of one person; the key says which."""
    rows = []
    if found.score is not None:
        grade = found.score.grade or "–"
        label = Words("月分", "score").pick(lang)
        clauses = " ".join(found.score.clauses)
        rows.append(
            RowView("score", (label, f"{grade}", (decimal_text(found.score.total), "strong"), (clauses, "dim")))
        )
        for index, each in enumerate(found.score.entries):
            on = day_text(each.day)[5:] if each.day else Words("月", "month").pick(lang)
            points = decimal_text(each.points)
            style = "late" if each.points < 0 else "ok"
            says = f"{each.label.pick(lang)} {standing(judge, each.events).pick(lang)}".strip()
            cells = (f"  {on}", says, (points, style), (each.clause, "dim"))
            rows.append(RowView(f"entry:{index}", cells))
    for index, line in enumerate(found.lines):
        style = "late" if line.fen < 0 else ""
        cells = (line.label.pick(lang), line.working, (yuan(line.fen), style), (" ".join(line.clauses), "dim"))
        rows.append(RowView(f"line:{index}", cells))
    net = Words("本表合计", "net").pick(lang)
    rows.append(RowView("net", ((net, "strong"), "", (yuan(found.net_fen), "strong"), "")))
    for index, packet in enumerate(found.attendance.packets):
        doubled = Words("翻倍", "doubled").pick(lang) if packet.doubled else ""
        what = f"{day_text(packet.day)[5:]} {doubled}".strip()
        label = Words("红包", "packet").pick(lang)
        rows.append(RowView(f"packet:{index}", (label, what, (yuan(packet.owed_fen), "warn"), (packet.clause, "dim"))))
    for index, case in enumerate(found.cases):
        words = CASE_WORDS.get(case.case, Words(case.case, case.case)).pick(lang)
        amount = yuan(case.fen) if case.fen is not None else ""
        label = Words("个案", "case").pick(lang)
        rows.append(RowView(f"case:{index}", ((label, "late"), words, amount, (" ".join(case.clauses), "dim"))))
    return rows


def standing(judge: Judge, events: tuple[int, ...]) -> Words:
    """Where a violation stands with the person concerned: acknowledged, appealed, or until when it can be."""
    violation = next((each for each in judge.shop.conduct.violations.values() if each.seq in events), None)
    if violation is None:
        return Words("", "")
    if violation.appeal and violation.upheld is None:
        return Words("[申诉中]", "[appealed]")
    if violation.upheld is False:
        return Words("[申诉未成立]", "[appeal turned down]")
    if violation.acknowledged_at is not None:
        return Words("[已确认]", "[acknowledged]")
    last = day_text(judge.calendar.day(violation.at) + whole(judge.shop.rules, APPEAL_DAYS, violation.at))[5:]
    return Words(f"[待本人确认,{last} 前可申诉]", f"[to be acknowledged, appeal until {last}]")


def events_of(found: Statement, key: str) -> tuple[int, ...]:
    """The events behind one figure."""
    return _parts(found, key)[1]


def why_lines(desk: Desk, judge: Judge, label: str, found: Statement, key: str, lang: Lang) -> list[Line]:
    """Clause, original and English; the arithmetic; the events."""
    clauses, events, working = _parts(found, key)
    rulebook = judge.rulebook(month(label))
    lines: list[Line] = []
    for clause_id in clauses:
        clause = rulebook.by_id.get(clause_id) if rulebook else None
        if clause is not None:
            lines += _clause_lines(clause, lang)
    if working:
        lines += [((Words("算式", "arithmetic").pick(lang), "head"),), ((f"  {working}", ""),), ()]
    lines.append(((Words("事件", "events").pick(lang), "head"),))
    for seq in events:
        known = entry(desk, seq)
        text = entry_text(known, judge.shop.people, judge.calendar, lang) if known else ""
        lines.append(
            ((f"  #{seq} ", "accent"), (judge.calendar.text(known.at)[:10] if known else "", "dim"), (f" {text}", ""))
        )
    return lines


def _parts(found: Statement, key: str) -> tuple[tuple[str, ...], tuple[int, ...], str]:
    what, _, number = key.partition(":")
    if what == "line":
        line = found.lines[int(number)]
        return line.clauses, line.events, f"{line.working} → {yuan(line.fen)}".replace("→", "=>")
    if what == "packet":
        packet = found.attendance.packets[int(number)]
        return (packet.clause,), packet.events, yuan(packet.fen)
    if what == "case":
        case = found.cases[int(number)]
        return case.clauses, case.events, yuan(case.fen) if case.fen is not None else ""
    if what == "net":
        working = " + ".join(f"({yuan(line.fen)})" if line.fen < 0 else yuan(line.fen) for line in found.lines)
        clauses = tuple(dict.fromkeys(clause for line in found.lines for clause in line.clauses))
        return clauses, tuple(sorted({seq for line in found.lines for seq in line.events})), working
    if found.score is None:
        return (), (), ""
    if what == "entry":
        entry_found = found.score.entries[int(number)]
        times = f" × {entry_found.times}" if entry_found.times != 1 else ""
        price = decimal_text(entry_found.price if entry_found.price is not None else entry_found.points)
        return (entry_found.clause,), entry_found.events, f"{price}{times} = {decimal_text(entry_found.points)}"
    score = found.score
    moves = "".join(_signed(decimal_text(each.points)) for each in score.entries)
    capped = f" => {decimal_text(score.total)}" if score.total != score.uncapped else ""
    working = f"{decimal_text(score.opening)}{moves} = {decimal_text(score.uncapped)}{capped}"
    return score.clauses, tuple(sorted({seq for each in score.entries for seq in each.events})), working


def _signed(text: str) -> str:
    return f" - {text[1:]}" if text.startswith("-") else f" + {text}"


def _clause_lines(clause: Clause, lang: Lang) -> list[Line]:
    texts = [clause.zh, clause.en] if lang == "zh" else [clause.en, clause.zh]
    lines: list[Line] = [((clause.id, "accent"), (f"  {', '.join(clause.decided)}", "dim"))]
    for text in texts:
        cells = _WRAP // 2 if width(text) > len(text) * 1.3 else _WRAP
        lines += [((f"  {part}", ""),) for part in wrap(text, cells)]
    return [*lines, ()]
