"""A small shop as events: what the tests of imports and feeds are made of."""

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from kfterm.clock import FixedClock
from kfterm.desk.desk import Desk
from kfterm.log import open_log
from kfterm.log.export import export

NOW = datetime.fromisoformat("2026-10-13T20:00:00+08:00")
AT = "2026-10-13T08:33:00+08:00"

Event = dict[str, Any]
RULES: list[Event] = [
    {"kind": "rulebook.adopted", "at": AT, "by": "system", "rulebook": "r8-red-packet", "from_on": "2026-01-01"},
    {"kind": "staff.joined", "at": AT, "by": "system", "staff": "li", "name": "李娜", "roles": ["presales"]},
    {"kind": "staff.joined", "at": AT, "by": "system", "staff": "wang", "name": "王芳", "roles": ["lead"]},
]


def chat(key: object, **more: Any) -> Event:
    """A buyer who waits."""
    return {"kind": "chat.waiting", "at": AT, "chat": str(key), "account": "店:李娜"} | more


def violation(key: str, **more: Any) -> Event:
    """An entry about Li."""
    return {"kind": "violation.logged", "at": AT, "violation": key, "staff": "li", "clause": "R8-2.3"} | more


def text(*events: Event) -> bytes:
    """Events as the lines of a file."""
    return b"".join(json.dumps(event, ensure_ascii=False).encode() + b"\n" for event in events)


def exported(desk: Desk) -> bytes:
    """The whole log as `kfterm export` writes it."""
    out = io.BytesIO()
    export(desk.log, out, desk.live.calendar.iso)
    return out.getvalue()


def ids(desk: Desk, field: str = "chat") -> list[str]:
    """What entities the log has, in the order they were written."""
    return [value for row in desk.log.rows() if (value := json.loads(row.body).get(field)) is not None]


def open_desk(path: Path) -> Desk:
    """A desk at a log, with a clock that stands still."""
    return Desk(open_log(path), FixedClock(round(NOW.timestamp() * 1000)))
