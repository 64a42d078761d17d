"""What a screen asks the desk besides the present state: entries of the log, a past moment, what can be undone."""

from itertools import islice
from typing import NamedTuple

import msgspec

from kfterm.desk.desk import Desk
from kfterm.events.base import Event, kind_of
from kfterm.events.conduct import EntryWithdrawn
from kfterm.events.registry import decode
from kfterm.log.rows import Row
from kfterm.month.judge import Judge
from kfterm.replay.effective import target
from kfterm.replay.past import Past
from kfterm.replay.window import fold_month

_WITHDRAWN = kind_of(EntryWithdrawn)
_LOOK_BACK = 20_000
_MACHINE = ("system", "feed", "import")


class Entry(NamedTuple):
    """One row of the log as a person reads it."""

    seq: int
    id: str
    at: int
    by: str
    kind: str
    event: Event
    withdrawn: bool
    target: int | None = None
    """The row that a withdrawal names."""
    gone: "Entry | None" = None
    """What stood in that row."""


def entries(desk: Desk, *, limit: int, machine: bool = True, after: int = 0) -> list[Entry]:
    """The newest rows after a position, newest first; without what machines said when `machine` is False."""
    rows = desk.log.rows(after, newest_first=True, limit=_LOOK_BACK)
    said = (row for row in rows if machine or row.by.partition(":")[0] not in _MACHINE)
    gone = desk.live.withdrawn
    return [_entry(desk, row, gone) for row in islice(said, limit)]


def _entry(desk: Desk, row: Row, gone: frozenset[int]) -> Entry:
    event = decode(row.body)
    named = target(desk.log, event.entry) if isinstance(event, EntryWithdrawn) else None
    taken_back = desk.log.row(named) if named is not None and named != row.seq else None
    of = _entry(desk, taken_back, gone) if taken_back is not None else None
    return Entry(row.seq, row.id, row.at, row.by, row.kind, event, row.seq in gone, named, of)


def entry(desk: Desk, seq: int) -> Entry | None:
    """One row."""
    row = desk.log.row(seq)
    return _entry(desk, row, desk.live.withdrawn) if row else None


def fields(found: Entry) -> list[tuple[str, str]]:
    """The fields of an entry as text, in the order of the kind."""
    values = msgspec.to_builtins(found.event)
    return [(name, _text(value)) for name, value in values.items() if name != "kind"]


def _text(value: object) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= 400 else text[:400] + "…"


def undoable(desk: Desk) -> list[Entry]:
    """What this hand wrote last and what still counts of it: everything written at once, newest first."""
    gone = desk.live.withdrawn
    found: list[Row] = []
    for row in desk.log.rows(newest_first=True, limit=_LOOK_BACK):
        if found and (row.recorded != found[-1].recorded or row.seq != found[-1].seq - 1):
            break
        if row.by == desk.by and row.kind != _WITHDRAWN and row.seq not in gone:
            found.append(row)
        elif found:
            break
    return [_entry(desk, row, gone) for row in found]


def past(desk: Desk) -> Past:
    """The shop at past moments."""
    return Past(desk.log)


def month_judge(desk: Desk, label: str) -> Judge:
    """A shop ready for settling a month: the live one for the running month."""
    return desk.judge() if label == desk.live.month else fold_month(desk.log, label)


def head_text(desk: Desk) -> str:
    """`#18204 a91f3c`: where the log stands."""
    head = desk.log.head()
    return f"#{head.seq} {head.hash.hex()[:6]}"
