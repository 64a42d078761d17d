"""The summary as the JSON of the contract: keys English, money signed decimal strings, events as ids."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from kfterm.money import decimal_text, yuan
from kfterm.month.model import AttendanceSheet, Booking, Case, Guard, Line, ScoreSheet, Statement, Summary
from kfterm.periods import day_text
from kfterm.words import Lang

Ids = Callable[[Iterable[int]], list[str]]


def summary_json(summary: Summary, ids: Ids, seq: int, head: str, lang: Lang = "en") -> dict[str, Any]:
    """`month --json`: `ids` turns seqs into event ids, `seq` and `head` name the log it was made from."""
    fund = summary.fund
    return {
        "month": summary.month,
        "rulebook": {"id": summary.rulebook, "digest": summary.digest},
        "log": {"seq": seq, "head": head},
        "closed": summary.closed,
        "staff": [statement_json(each, ids, lang) for each in summary.statements],
        "fund": {"in": yuan(fund.in_fen), "out": yuan(fund.out_fen), "balance": yuan(fund.balance_fen)},
        "fund_entries": [_booking(each, ids, lang) for each in fund.bookings],
    }


def statement_json(statement: Statement, ids: Ids, lang: Lang = "en") -> dict[str, Any]:
    """One person."""
    return {
        "staff": statement.staff,
        "name": statement.name,
        "score": _score(statement.score, ids, lang) if statement.score else None,
        "attendance": _attendance(statement.attendance, ids),
        "lines": [_line(line, ids, lang) for line in statement.lines],
        "net": yuan(statement.net_fen),
        "fines": yuan(statement.fines_fen),
        "packets_owed": yuan(statement.packets_owed_fen),
        "cases": [_case(case, ids) for case in statement.cases],
        "flags": list(statement.flags),
    } | ({"law": _law(statement.guard, lang)} if statement.guard else {})


def _booking(booking: Booking, ids: Ids, lang: Lang) -> dict[str, Any]:
    """One movement of the fund box, open to everybody (R6-14)."""
    return {
        "on": day_text(booking.day),
        "staff": booking.staff or None,
        "label": booking.label.pick(lang),
        "amount": yuan(booking.fen),
        "clauses": list(booking.clauses),
        "events": ids(booking.events),
    }


def _law(guard: Guard, lang: Lang) -> dict[str, Any]:
    """The law guard, where it is on: both caps, what is deducted, what exceeds them."""
    figures = {
        "due": guard.due_fen,
        "cap": guard.cap_fen,
        "minimum": guard.minimum_fen,
        "above_minimum": guard.room_fen,
        "deductions": guard.total_fen,
        "over": guard.over_fen,
    }
    money = {name: None if fen is None else yuan(fen) for name, fen in figures.items()}
    return {"mode": guard.mode, "region": guard.region, **money, "source": guard.source.pick(lang)}


def number(value: Decimal) -> int | str:
    """Points: a whole number where they are whole, else a decimal string."""
    return int(value) if value == value.to_integral_value() else decimal_text(value)


def _line(line: Line, ids: Ids, lang: Lang) -> dict[str, Any]:
    return {
        "line": line.line,
        "label": line.label.pick(lang),
        "amount": yuan(line.fen),
        "clauses": list(line.clauses),
        "events": ids(line.events),
        "working": line.working,
    }


def _case(case: Case, ids: Ids) -> dict[str, Any]:
    found: dict[str, Any] = {"case": case.case, "clauses": list(case.clauses), "events": ids(case.events)}
    if case.fen is not None:
        found["amount"] = yuan(case.fen)
    return found


def _score(score: ScoreSheet, ids: Ids, lang: Lang) -> dict[str, Any]:
    return {
        "total": number(score.total),
        "grade": score.grade,
        "opening": number(score.opening),
        "entries": [
            {
                "clause": entry.clause,
                "label": entry.label.pick(lang),
                "points": number(entry.points),
                "on": day_text(entry.day) if entry.day else None,
                "events": ids(entry.events),
            }
            for entry in score.entries
        ],
        "clauses": list(score.clauses),
    }


def _half(half_days: int) -> str:
    return decimal_text(Decimal(half_days) / 2)


def _attendance(seen: AttendanceSheet, ids: Ids) -> dict[str, Any]:
    return {
        "worked_shifts": seen.worked_shifts,
        "late": {"count": seen.late_count, "minutes": seen.late_minutes},
        "early": {"count": seen.early_count, "minutes": seen.early_minutes},
        "missed_punches": seen.missed_punches,
        "open_punches": [{"on": day_text(day), "way": way} for day, way in seen.open_punches],
        "absence_days": _half(seen.absence_half_days),
        "leave_days": _half(seen.leave_half_days),
        "rest": {"entitled": seen.rest_entitled, "taken": seen.rest_taken},
        "overrun_minutes": seen.overrun_minutes,
        "swaps": seen.swaps,
        "packets": [
            {
                "on": day_text(packet.day),
                "clause": packet.clause,
                "amount": yuan(packet.fen),
                "doubled": packet.doubled,
                "sent": yuan(packet.paid_fen),
                "events": ids(packet.events),
            }
            for packet in seen.packets
        ],
        "days": [
            {
                "on": day_text(record.day),
                "shift": record.shift,
                "late_minutes": record.late_minutes,
                "early_minutes": record.early_minutes,
                "missing": list(record.missing),
                "made_up": list(record.made_up),
                "absence_days": _half(record.absent_half_days),
                "overrun_minutes": record.overrun_minutes,
                "clauses": list(record.late_clauses),
                "events": ids(record.events),
            }
            for record in seen.days
            if record.late_minutes
            or record.early_minutes
            or record.missing
            or record.made_up
            or record.absent_half_days
            or record.overrun_minutes
        ],
    }
