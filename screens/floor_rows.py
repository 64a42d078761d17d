"""The floor as rows: pure functions from the desk's view to what the tables draw."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from kfterm.desk.choices import ITEM_KINDS, reason_words
from kfterm.desk.regime import Regime
from kfterm.desk.view import AgentRow, FloorView, WaitRow
from kfterm.folds.floor import AWAY, ON
from kfterm.folds.handover import Item
from kfterm.money import decimal_text
from kfterm.papers.board import STATES
from kfterm.periods import Calendar
from kfterm.words import Lang, Words
from screens.text import bar, clock_text, mask
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


def agent_columns(lang: Lang, known: Regime) -> list[Column]:
    """The columns of the floor; those a regime has no use for are left out."""

    def column(key: str, zh: str, en: str, width: int | None, align: str = "left", priority: int = 0) -> Column:
        return Column(key, zh if lang == "zh" else en, width, align, priority)  # type: ignore[arg-type]

    found = [
        column("seat", "席", "seat", 4, "right", 2),
        column("name", "姓名", "name", 8, "left", 10),
        column("role", "岗", "role", 4, "left", 3),
        column("state", "状态", "state", None, "left", 9),
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
    found.append(column("notes", "记", "log", 6, "left", 5))
    return found


def agent_rows(
    view: FloorView, figures: Mapping[str, Figure], columns: list[Column], lang: Lang, wanted: str = ""
) -> list[RowView]:
    """One row a person."""
    levels = {wait.staff: wait.level for wait in reversed(view.waits)}
    rows = []
    for agent in view.agents:
        cells = _agent_cells(agent, view.now, figures.get(agent.staff), levels.get(agent.staff, ""), lang)
        rows.append(RowView(agent.staff, tuple(cells[column.id] for column in columns)))
    return rows


def _agent_cells(agent: AgentRow, now: int, figure: Figure | None, level: str, lang: Lang) -> dict[str, Cell]:
    role = next((ROLES[each].pick(lang) for each in agent.roles if each in ROLES), "")
    style = {"late": "late", AWAY: "warn", "rest": "dim", "leave": "dim", "gone": "dim", "due": "dim"}.get(
        agent.state, ""
    )
    if agent.over:
        style = "late"
    seconds = (now - agent.since) // 1000 if agent.since else None
    since = "" if seconds is None else f"+{clock_text(seconds)}" if agent.state == "late" else span_text(agent, seconds)
    oldest = clock_text((now - agent.oldest) // 1000) if agent.oldest else ""
    wait_style = {"red": "late", "amber": "warn"}.get(level, "")
    busy = agent.state in (ON, AWAY)
    owed = f"¥{figure.owed_fen // 100}" if figure and figure.owed_fen else ""
    fines = f"¥{decimal_text(Decimal(figure.fines_fen) / 100)}" if figure and figure.fines_fen else ""
    return {
        "seat": agent.seat,
        "name": (agent.name, "strong" if busy else "dim"),
        "role": (role, "dim"),
        "state": (state_text(agent, lang), style),
        "since": (since, style),
        "load": str(agent.load) if busy else "",
        "oldest": ({"late": "!!", "warn": "! "}.get(wait_style, "") + oldest, wait_style),
        "score": _score(figure),
        "fines": (fines, "late" if figure and figure.cases else ""),
        "owed": (owed, "warn" if owed else ""),
        "notes": _notes(agent, figure),
    }


def span_text(agent: AgentRow, seconds: int) -> str:
    """Time in a state: to the second where somebody is waited for, to the minute for who sits and works."""
    if agent.state != ON or agent.over:
        return clock_text(abs(seconds))
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}h{minutes:02d}" if hours else f"{minutes}m"


def state_text(agent: AgentRow, lang: Lang) -> str:
    """`接待`, `就餐 超`, `未到岗`, `接待 电话`: what somebody does and why."""
    words = STATES.get(agent.state, Words(agent.state, agent.state)).pick(lang)
    if agent.state == AWAY and agent.reason:
        words = reason_words(agent.reason).pick(lang)
    parts = [words]
    if agent.over:
        parts.append(Words("超时", "over").pick(lang))
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


def item_columns(lang: Lang) -> list[Column]:
    """The columns of the open items."""
    titles = Words("类|事项|主|到期|次", "kind|item|owner|due|pass").pick(lang).split("|")
    widths = (8, None, 7, 7, 4)
    priorities = (6, 10, 5, 9, 2)
    return [
        Column(f"i{index}", title, width, "left" if index < 3 else "right", priority)
        for index, (title, width, priority) in enumerate(zip(titles, widths, priorities, strict=True))
    ]


def item_rows(view: FloorView, calendar: Calendar, names: Mapping[str, str], lang: Lang) -> list[RowView]:
    """One row an open item, the overdue first."""
    return [_item(item, view, calendar, names, lang) for item in view.items]


def due_text(left: int) -> str:
    """Hours and minutes until something is due, or since it was: `+03:20`, `-02:21`."""
    minutes = abs(left) // 60_000
    return f"{'-' if left < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def _item(item: Item, view: FloorView, calendar: Calendar, names: Mapping[str, str], lang: Lang) -> RowView:
    now = view.now
    late = item.due_at is not None and item.due_at < now
    soon = item.due_at is not None and not late and item.due_at - now < 1_800_000
    style = "late" if late else "warn" if soon or item.severity == "urgent" else ""
    kind = ITEM_KINDS.get(item.kind, Words(item.kind, item.kind)).pick(lang)
    due = "" if item.due_at is None else due_text(item.due_at - now)
    what = " ".join(filter(None, (item.what, f"..{item.order[-4:]}" if item.order else "")))
    owner = names.get(item.owner, item.owner)
    cells: tuple[Cell, ...] = (
        (("!" if late else "") + kind, style),
        (what, style),
        (owner, "dim"),
        (due, style),
        (str(item.passes) if item.passes else "", "late" if item.passes >= view.escalate else "dim"),
    )
    return RowView(item.item, cells)
