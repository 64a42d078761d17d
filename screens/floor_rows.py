"""The floor as rows: pure functions from the desk's view to what the tables draw."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from kfterm.desk.items import ITEM_KINDS, SEVERITY, kind_words, parked
from kfterm.desk.regime import Regime
from kfterm.desk.view import STALE, AgentRow, FloorView, WaitRow
from kfterm.folds.breaks import reason_words
from kfterm.folds.floor import AWAY, ON
from kfterm.folds.handover import Item
from kfterm.money import decimal_text
from kfterm.papers.board import STATES
from kfterm.papers.cells import mask
from kfterm.papers.spans import clock_text
from kfterm.periods import Calendar
from kfterm.words import Lang, Words
from screens.text import bar
from screens.text import width as cells_of
from screens.widgets.columns import Cell, Column, RowView

ROLES = {
    "presales": Words("前", "pre"),
    "aftersales": Words("后", "aft"),
    "lead": Words("组", "lead"),
    "deputy": Words("副", "dep"),
    "supervisor": Words("主", "sup"),
    "manager": Words("经", "mgr"),
    "training_specialist": Words("培", "trn"),
}


class Figure(NamedTuple):
    """One person's month so far."""

    score: Decimal | None
    fines_fen: int
    owed_fen: int
    entries: int
    cases: int
    adherence: str = ""
    """Adherence of the running shift, percent; empty where there is none."""
    short: bool = False
    """Whether that is below what the shop aims at."""


_STATE_ROOM = 11
"""Cells of `接待 未排班`: what somebody does says more than the columns of lowest priority."""


def agent_columns(lang: Lang, known: Regime) -> list[Column]:
    """The columns of the floor; those a regime has no use for are left out."""

    def column(
        key: str, zh: str, en: str, width: int | None, align: str = "left", priority: int = 0, room: int = 0
    ) -> Column:
        return Column(key, zh if lang == "zh" else en, width, align, priority, room)  # type: ignore[arg-type]

    found = [
        column("seat", "席", "seat", 4, "right", 1),
        column("name", "姓名", "name", 8, "left", 10),
        column("role", "岗", "role", 4, "left", 2),
        column("state", "状态", "state", None, "left", 9, _STATE_ROOM),
        column("since", "时长", "for", 9, "right", 8),
        column("load", "接", "chats", 5, "right", 7),
        column("oldest", "最久", "oldest", 10, "right", 7),
    ]
    if known.score:
        found.append(column("score", "月分", "score", 6, "right", 6))
    if known.fines:
        found.append(column("fines", "罚", "fines", 6, "right", 6))
    if known.packets:
        found.append(column("owed", "红包", "packets", 7, "right", 4))
    found.append(column("adherence", "遵守", "adh.", 5, "right", 3))
    found.append(column("notes", "记", "log", 4, "left", 5))
    return found


def agent_rows(
    view: FloorView, figures: Mapping[str, Figure], columns: list[Column], calendar: Calendar, lang: Lang
) -> list[RowView]:
    """One row a person."""
    levels = {wait.staff: wait.level for wait in reversed(view.waits)}
    rows = []
    for agent in view.agents:
        cells = _agent_cells(agent, view.now, figures.get(agent.staff), levels.get(agent.staff, ""), calendar, lang)
        rows.append(RowView(agent.staff, tuple(cells[column.id] for column in columns)))
    return rows


def _agent_cells(
    agent: AgentRow, now: int, figure: Figure | None, level: str, calendar: Calendar, lang: Lang
) -> dict[str, Cell]:
    role = next((ROLES[each].pick(lang) for each in agent.roles if each in ROLES), "")
    style = {
        "late": "late",
        STALE: "warn",
        AWAY: "warn",
        "rest": "dim",
        "leave": "dim",
        "gone": "dim",
        "due": "dim",
    }.get(agent.state, "")
    if agent.alarm:
        style = "late"
    seconds = (now - agent.since) // 1000 if agent.since else None
    since = "" if seconds is None else f"+{clock_text(seconds)}" if agent.state == "late" else span_text(agent, seconds)
    if agent.over and agent.back_at is not None:
        since = over_text(agent, (now - agent.back_at) // 1000, lang)
    oldest = clock_text((now - agent.oldest) // 1000) if agent.oldest else ""
    wait_style = {"red": "late", "amber": "warn"}.get(level, "")
    busy = agent.state in (ON, AWAY, STALE)
    owed = f"¥{figure.owed_fen // 100}" if figure and figure.owed_fen else ""
    fines = f"¥{decimal_text(Decimal(figure.fines_fen) / 100)}" if figure and figure.fines_fen else ""
    return {
        "seat": agent.seat,
        "name": (agent.name, "strong" if busy else "dim"),
        "role": (role, "dim"),
        "state": (state_text(agent, calendar, lang), style),
        "since": (since, style),
        "load": str(agent.load) if busy else "",
        "oldest": ({"late": "!!", "warn": "! "}.get(wait_style, "") + oldest, wait_style),
        "score": _score(figure),
        "fines": (fines, "late" if figure and figure.cases else ""),
        "owed": (owed, "warn" if owed else ""),
        "adherence": (figure.adherence, "warn" if figure.short else "dim") if figure else "",
        "notes": _notes(agent, figure),
    }


def span_text(agent: AgentRow, seconds: int) -> str:
    """Time in a state: to the second where somebody is waited for, to the minute for who sits and works."""
    if agent.state not in (ON, STALE) or agent.over:
        return clock_text(abs(seconds))
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}h{minutes:02d}" if hours else f"{minutes}m"


def over_text(agent: AgentRow, seconds: int, lang: Lang) -> str:
    """By how much somebody is over: `+03:20超`, and `!+08:20超` where it cannot wait; from an hour on without seconds."""
    hours, minutes = divmod(seconds // 60, 60)
    span = f"{hours}h{minutes:02d}" if hours else clock_text(seconds)
    return f"{'!' if agent.alarm else ''}+{span}{Words('超', '!').pick(lang)}"


def state_text(agent: AgentRow, calendar: Calendar, lang: Lang) -> str:
    """`接待`, `就餐 10:30`, `未到岗`, `排队1 就餐`: what somebody does or waits for, why, and when they are back."""
    words = STATES.get(agent.state, Words(agent.state, agent.state)).pick(lang)
    if agent.state == AWAY and agent.reason:
        words = reason_words(agent.reason).pick(lang)
    if agent.queued:
        waits = Words(f"排队{agent.queued}", f"queue {agent.queued}").pick(lang)
        words = f"{waits} {reason_words(agent.wants).pick(lang)}"
    parts = [words]
    if agent.back_at is not None:
        parts.append(calendar.clock(agent.back_at))
    if agent.call:
        parts.append(Words("电话", "phone").pick(lang))
    if agent.unplanned:
        parts.append(Words("未排班", "unplanned").pick(lang))
    return " ".join(parts)


def _score(figure: Figure | None) -> Cell:
    if figure is None or figure.score is None:
        return ""
    text = decimal_text(figure.score)
    return text, "late" if figure.cases else ""


def _notes(agent: AgentRow, figure: Figure | None) -> Cell:
    if figure is None or not (figure.entries or figure.cases):
        return ""
    return f"{figure.entries or ''}{'!' if figure.cases else ''}", "late" if figure.cases else "dim"


def wait_rows(view: FloorView, lang: Lang) -> list[RowView]:
    """One row a waiting buyer, the longest wait first."""
    return [_wait(wait, view.now, lang) for wait in view.waits]


def _wait(wait: WaitRow, now: int, lang: Lang) -> RowView:
    style = {"red": "late", "amber": "warn"}.get(wait.level, "")
    mark = {"red": "!!", "amber": "! "}.get(wait.level, "  ")
    seconds = (now - wait.since) // 1000
    passed = Words("已转出", "passed on").pick(lang) if wait.passed_on else ""
    buyer = mask(wait.buyer) if wait.buyer else wait.key
    cells: tuple[Cell, ...] = (
        (mark + clock_text(seconds), style),
        (bar(min(1.0, seconds / wait.limit), 6), style or "dim"),
        (wait.name, "" if not wait.passed_on else "dim"),
        (f"{passed} {buyer}".strip(), "dim"),
        (wait.store, "dim"),
    )
    return RowView(f"{wait.key}/{wait.staff}/{wait.since}", cells)


def wait_columns(lang: Lang) -> list[Column]:
    """The columns of the waits."""
    titles = Words("等 |  |客服|买家|店铺", "wait|  |agent|buyer|store").pick(lang).split("|")
    widths = (8, 6, 8, None, 12)
    priorities = (10, 2, 9, 5, 1)
    return [
        Column(f"w{index}", title, width, "left", priority)
        for index, (title, width, priority) in enumerate(zip(titles, widths, priorities, strict=True))
    ]


_WHAT_ROOM = 10
"""Cells of an item's text that are worth more than its kind."""


def kind_width(lang: Lang) -> int:
    """Cells of the longest name of a kind of item."""
    return max(cells_of(words.pick(lang)) for words in ITEM_KINDS.values())


def item_columns(lang: Lang) -> list[Column]:
    """The columns of the open items."""
    titles = Words("级|类|事项|主|到期|次", "s|kind|item|owner|due|pass").pick(lang).split("|")
    widths = (2 if lang == "zh" else 1, 8, None, 7, 7, 4)
    priorities = (7, 4, 10, 5, 9, 8)
    longest = kind_width(lang)
    return [
        Column(
            f"i{index}",
            title,
            width,
            "left" if index < 4 else "right",
            priority,
            0 if width else _WHAT_ROOM,
            longest if index == 1 else 0,
        )
        for index, (title, width, priority) in enumerate(zip(titles, widths, priorities, strict=True))
    ]


def item_rows(view: FloorView, calendar: Calendar, names: Mapping[str, str], lang: Lang) -> list[RowView]:
    """One row an open item, the overdue first, those put aside last; `?` at the edge: it lacks something."""
    return [_item(item, view, calendar, names, lang) for item in view.items]


def due_text(left: int) -> str:
    """Hours and minutes until something is due, or since it was: `+03:20`, `-02:21`."""
    minutes = abs(left) // 60_000
    return f"{'-' if left < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def _item(item: Item, view: FloorView, calendar: Calendar, names: Mapping[str, str], lang: Lang) -> RowView:
    now, aside = view.now, parked(item, view.now)
    late = item.due_at is not None and item.due_at < now
    soon = item.due_at is not None and not late and item.due_at - now < 1_800_000
    often = item.passes >= view.escalate
    style = "late" if late or often else "warn" if soon or item.severity == "urgent" else "dim" if aside else ""
    due = "" if item.due_at is None else due_text(item.due_at - now)
    what = " ".join(filter(None, (item.what, f"..{item.order[-4:]}" if item.order else "")))
    owner = names.get(item.owner, item.owner)
    level = Words(SEVERITY[item.severity].zh, LEVEL_MARKS[item.severity]).pick(lang)
    cells: tuple[Cell, ...] = (
        (level, {"urgent": "late", "watch": "warn"}.get(item.severity, "dim")),
        (kind_words(item.kind).pick(lang), style),
        (("!" if late else "") + what, style),
        (owner, "dim"),
        (_aside(item, calendar, now, lang), "dim") if aside else (due, style),
        (f"{item.passes}{'!' if often else ''}" if item.passes else "", "late" if often else "dim"),
    )
    return RowView(item.item, cells, ("?", "warn") if item.item in view.lacking else "")


LEVEL_MARKS = {"stable": "-", "watch": "w", "urgent": "U"}
"""Severity in one cell, where its word has no room."""


def _aside(item: Item, calendar: Calendar, now: int, lang: Lang) -> str:
    """Until when an item was put aside: `搁14:00`, of another day `搁10-14`."""
    assert item.parked_until is not None
    today = calendar.day(item.parked_until) == calendar.day(now)
    until = calendar.clock(item.parked_until) if today else calendar.text(item.parked_until)[5:10]
    return Words(f"搁{until}", f"z{until}").pick(lang)
