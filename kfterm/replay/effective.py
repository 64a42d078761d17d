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


def target(log: Log, entry: str, by_seq: int | None = None) -> int | None:
    """The seq of the row that an entry names: by its id, else by the entity it opened.

    An entity that was withdrawn may be opened anew: `by_seq`, the withdrawal's own row, says which opening it meant.
    """
    row = log.by_id(entry)
    if row is not None:
        return row.seq
    found = []
    for kind, key in _OPENERS:
        seq = log.opening(kind, key, entry)
        if seq is not None and by_seq is not None and seq > by_seq:
            seq = _opened_before(log, kind, key, entry, by_seq)
        found += [] if seq is None else [seq]
    return max(found, default=None)


def _opened_before(log: Log, kind: str, key: str, entry: str, by_seq: int) -> int:
    """The last opening before a row; where there is none, the first after it, from the same file."""
    openings = [row.seq for row in log.of_kind(kind) if msgspec.json.decode(row.body).get(key) == entry]
    return max((seq for seq in openings if seq < by_seq), default=openings[0])


def _gone(log: Log, rows: Iterable[Row]) -> set[int]:
    gone: set[int] = set()
    for row in sorted(rows, key=lambda each: -each.seq):
        if row.seq not in gone:
            seq = target(log, _DECODER.decode(row.body).entry, row.seq)
            if seq is not None:
                gone.add(seq)
    return gone
