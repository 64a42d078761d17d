"""One frame of the floor as text, and as JSON: what a person without a terminal, or a program, sees."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from rich.cells import cell_len, set_cell_size

from kfterm.desk.proposals import proposals
from kfterm.desk.staffing import missing_words, soon_words, staffing
from kfterm.desk.view import AgentRow, floor_view
from kfterm.folds.breaks import reason_words
from kfterm.folds.floor import AWAY, ON
from kfterm.money import round_half_up
from kfterm.month.adherence import ABSENT, EARLY, LATE, OFF, RESTING, adherence
from kfterm.month.judge import Judge
from kfterm.papers.cells import plain, width
from kfterm.papers.spans import clock_text
from kfterm.periods import MINUTE
from kfterm.replay.window import STORE
from kfterm.words import Lang, Words

STATES = {
    ON: Words("接待", "on seat"),
    AWAY: Words("离席", "away"),
    "late": Words("未到岗", "not here"),
    "here": Words("到岗未上席", "here, not on seat"),
    "due": Words("将到", "due"),
    "rest": Words("休", "rest"),
    "leave": Words("请假", "leave"),
    "gone": Words("已下班", "gone"),
    "stale": Words("未下班", "still on"),
    "off": Words("", ""),
}


DEVIATIONS = {
    ABSENT: Words("没来", "never came"),
    LATE: Words("晚到", "came late"),
    EARLY: Words("早走", "left early"),
    OFF: Words("中途下席", "off the seat"),
    RESTING: Words("该休息时在接待", "worked in the break"),
}
"""Why a plan was not kept, beside the reasons to be away."""


def board_text(judge: Judge, now: int, seq: int, head: str, lang: Lang) -> str:
    """The floor in 80 columns."""
    view = floor_view(judge, now)
    calendar = judge.calendar
    store = plain(judge.shop.rules.setting(STORE) or "kfterm")
    shift = view.shift_words[0 if lang == "zh" else 1]
    hours = f"{calendar.clock(view.start)}-{calendar.clock(view.end)}" if view.start else ""
    lines = [f"{store} · {shift} {hours}  {calendar.text(now)}  #{seq} {head[:8]}", ""]
    lines.append(Words(f"在席 {view.present}/{view.planned}", f"on seat {view.present}/{view.planned}").pick(lang))
    lines += _soon(judge, now, lang)
    lines += [_agent(row, now, lang) for row in view.agents]
    lines += ["", Words(f"应答 {len(view.waits)}", f"waiting {len(view.waits)}").pick(lang)]
    for wait in view.waits:
        mark = {"red": "!!", "amber": "! ", "": "  "}[wait.level]
        passed = Words(" 已转出", " passed on").pick(lang) if wait.passed_on else ""
        lines.append(
            f"{mark} {clock_text((now - wait.since) // 1000)} {_cell(wait.name, 10)} {_cell(wait.store, 18)}{passed}"
        )
    overdue = sum(1 for item in view.items if item.due_at is not None and item.due_at < now)
    words = Words(f"待交接 {len(view.items)} · 过期 {overdue}", f"open items {len(view.items)} · overdue {overdue}")
    lines += ["", words.pick(lang)]
    for item in view.items:
        due = f"{calendar.text(item.due_at)[5:]}" if item.due_at else "–"
        late = "!" if item.due_at is not None and item.due_at < now else " "
        lines.append(f"{late}{item.kind} {_cell(item.what, 44)} {due} {plain(judge.shop.people.name(item.owner))}")
    noticed = proposals(judge, now)
    lines += ["", Words(f"提示 {len(noticed)}", f"noticed {len(noticed)}").pick(lang)]
    lines += [f"  {calendar.clock(each.at)} {_cell(each.says.pick(lang), 72)}" for each in noticed]
    return "\n".join(line.rstrip() for line in lines)


def _soon(judge: Judge, now: int, lang: Lang) -> list[str]:
    """The next hour: expected of planned, by half hours, and who is missing."""
    found = staffing(judge, now)
    if not found.planned:
        return []
    halves = "  ".join(f"{judge.calendar.clock(at)} {count}" for at, count in found.halves)
    named = [_cell(each.pick(lang), min(width(plain(each.pick(lang))), 72)) for each in missing_words(judge, found)]
    return [f"{soon_words(found).pick(lang)}  {halves}", *(f"  {each}" for each in named)]


def _share(share: Fraction) -> str:
    """A share of one with four decimals, as text: money and shares are no floats."""
    return f"{Decimal(round_half_up(share * 10000)).scaleb(-4):.4f}"


def _agent(row: AgentRow, now: int, lang: Lang) -> str:
    state = STATES.get(row.state, Words(row.state, row.state)).pick(lang)
    reason = reason_words(row.reason).pick(lang) if row.reason else ""
    waits = Words(f"排队{row.queued}", f"queue {row.queued}").pick(lang) if row.queued else ""
    shown = " ".join(filter(None, (state, reason, waits)))
    since = clock_text((now - row.since) // 1000) if row.since else ""
    oldest = clock_text((now - row.oldest) // 1000) if row.oldest else "–"
    over = "!" if row.over or row.state == "late" else " "
    return f"{over}{_cell(row.name, 10)} {_cell(shown, 20)} {since:>9} {row.load:>3} {oldest:>8}"


def _cell(text: str, cells: int) -> str:
    shown = plain(text)
    if cell_len(shown) > cells:
        shown = set_cell_size(shown, cells - 1).rstrip() + "…"
    return set_cell_size(shown, cells)


def board_json(judge: Judge, now: int, seq: int, head: str) -> dict[str, Any]:
    """The floor for a program; moments RFC 3339, spans in seconds."""
    view = floor_view(judge, now)
    iso = judge.calendar.iso
    return {
        "at": iso(now),
        "log": {"seq": seq, "head": head},
        "shift": {"id": view.shift, "start": iso(view.start), "end": iso(view.end)} if view.shift else None,
        "present": view.present,
        "planned": view.planned,
        "next_hour": _soon_json(judge, now),
        "agents": [_agent_json(row, now, judge) for row in view.agents],
        "waiting": [
            {
                "chat": wait.key,
                "staff": wait.staff,
                "store": wait.store,
                "buyer": wait.buyer,
                "seconds": (now - wait.since) // 1000,
                "level": wait.level or "green",
                "passed_on": wait.passed_on,
            }
            for wait in view.waits
        ],
        "items": [
            {
                "item": item.item,
                "item_kind": item.kind,
                "what": item.what,
                "owner": item.owner,
                "due_at": iso(item.due_at) if item.due_at is not None else None,
                "overdue": item.due_at is not None and item.due_at < now,
                "passes": item.passes,
            }
            for item in view.items
        ],
        "proposals": [
            {"proposal": each.key, "at": iso(each.at), "staff": each.staff, "clause": each.clause, "says": each.says.en}
            for each in proposals(judge, now)
        ],
    }


def _soon_json(judge: Judge, now: int) -> dict[str, Any]:
    found = staffing(judge, now)
    return {
        "planned": found.planned,
        "expected": found.there,
        "half_hours": [{"from": judge.calendar.iso(at), "expected": count} for at, count in found.halves],
        "missing": [{"staff": staff, "why": why} for staff, why in found.missing],
    }


def _agent_json(row: AgentRow, now: int, judge: Judge) -> dict[str, Any]:
    kept = adherence(judge, row.staff, row.plan.day, now) if row.plan is not None else None
    return {
        "staff": row.staff,
        "name": row.name,
        "state": row.state,
        "since_seconds": (now - row.since) // 1000 if row.since else None,
        "reason": row.reason,
        "over": row.over,
        "back_at": judge.calendar.iso(row.back_at) if row.back_at is not None else None,
        "over_seconds": max(0, now - row.back_at) // 1000 if row.back_at is not None else None,
        "queued": row.queued or None,
        "adherence": _share(kept.adherence) if kept is not None else None,
        "conformance": _share(kept.conformance) if kept is not None else None,
        "load": row.load,
        "oldest_seconds": (now - row.oldest) // 1000 if row.oldest else None,
        "late_minutes": (now - row.since) // MINUTE if row.state == "late" else None,
        "unplanned": row.unplanned,
    }
