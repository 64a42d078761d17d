"""Which rows were taken back. A withdrawn entry never reaches the folds: it is as if it had not been written."""

from collections.abc import Iterable

import msgspec

from kfterm.events.base import kind_of
from kfterm.events.conduct import EntryWithdrawn
from kfterm.events.registry import KINDS
from kfterm.log.rows import Row
from kfterm.log.store import Log

_KIND = kind_of(EntryWithdrawn)
_OPENERS = [(kind, cls.KEY) for kind, cls in KINDS.items() if cls.KEY]
_DECODER = msgspec.json.Decoder(EntryWithdrawn)


def withdrawn(log: Log, until: int | None = None, upto_seq: int | None = None) -> frozenset[int]:
    """The seqs of all rows that no longer count; a withdrawal can itself be withdrawn."""
    rows = [
        row
        for row in log.of_kind(_KIND)
        if (until is None or row.at <= until) and (upto_seq is None or row.seq <= upto_seq)
    ]
    return frozenset(_gone(log, rows))


def target(log: Log, entry: str) -> int | None:
    """The seq of the row that an entry names: by its id, else by the entity it opened."""
    row = log.by_id(entry)
    if row is not None:
        return row.seq
    found = [log.opening(kind, key, entry) for kind, key in _OPENERS]
    return max((seq for seq in found if seq is not None), default=None)


def _gone(log: Log, rows: Iterable[Row]) -> set[int]:
    gone: set[int] = set()
    for row in sorted(rows, key=lambda each: -each.seq):
        if row.seq not in gone:
            seq = target(log, _DECODER.decode(row.body).entry)
            if seq is not None:
                gone.add(seq)
    return gone
