"""The ways out: single rows, rows in the order they were written, facts in the order they happened."""

import sqlite3
from collections.abc import Iterator
from itertools import chain

from kfterm.log.rows import EMPTY, Head, Row
from kfterm.log.schema import FLEETING, LASTING

_COLUMNS = 'seq, id, kind, version, at, recorded, "by", body, prev, hash'
_FACT = "SELECT seq, at, body FROM event"

Fact = tuple[int, int, bytes]
"""seq, at and body: what a fold needs."""


def head(connection: sqlite3.Connection) -> Head:
    """The newest row's position and hash."""
    found = connection.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(*found) if found else EMPTY


def row(connection: sqlite3.Connection, seq: int) -> Row | None:
    """The row at a position."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM event WHERE seq = ?", (seq,)).fetchone()
    return _row(found) if found else None


def by_id(connection: sqlite3.Connection, id_: str) -> Row | None:
    """The row with an id."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM event WHERE id = ?", (id_,)).fetchone()
    return _row(found) if found else None


def by_hash(connection: sqlite3.Connection, start: bytes, most: int) -> list[tuple[int, bytes]]:
    """(seq, hash) of the newest rows whose hash begins with these bytes, at most so many."""
    sql = "SELECT seq, hash FROM event WHERE substr(hash, 1, ?) = ? ORDER BY seq DESC LIMIT ?"
    return connection.execute(sql, (len(start), start, most)).fetchall()


def rows(connection: sqlite3.Connection, after_seq: int, limit: int | None, newest_first: bool) -> Iterator[Row]:
    """Rows in the order they were written, or the other way round."""
    order = "DESC" if newest_first else "ASC"
    cursor = connection.execute(
        f"SELECT {_COLUMNS} FROM event WHERE seq > ? ORDER BY seq {order} LIMIT ?",
        (after_seq, -1 if limit is None else limit),
    )
    return map(_row, cursor)


def of_kind(connection: sqlite3.Connection, kind: str) -> list[Row]:
    """Every row of a lasting kind, in the order they were written."""
    sql = f"SELECT {_COLUMNS} FROM event INDEXED BY event_kind WHERE {LASTING} AND kind = ? ORDER BY seq"
    return [_row(found) for found in connection.execute(sql, (kind,))]


def opening(connection: sqlite3.Connection, kind: str, field: str, value: str) -> int | None:
    """The newest row of a lasting kind whose body has this value in this field: the one that opened an entity."""
    sql = f"""SELECT max(seq) FROM event INDEXED BY event_kind
        WHERE {LASTING} AND kind = ? AND json_extract(body, ?) = ?"""
    found: int | None = connection.execute(sql, (kind, f"$.{field}", value)).fetchone()[0]
    return found


def facts(
    connection: sqlite3.Connection,
    since: int | None,
    until: int | None,
    upto_seq: int | None,
    passing_until: int | None = None,
) -> Iterator[Fact]:
    """What happened, ordered by (at, seq); before `since` and after `passing_until` only what lasts."""
    # A log only grows, so naming its newest row makes both queries see the same log without an open transaction.
    newest = head(connection).seq
    cut = newest if upto_seq is None else min(upto_seq, newest)
    queries = fact_queries(since, until, cut, passing_until)
    return chain.from_iterable(connection.execute(sql, values) for sql, values in queries)


def facts_after(connection: sqlite3.Connection, at: int, seq: int) -> Iterator[Fact]:
    """Everything that happened after a moment, or at it and written after `seq`, in folding order."""
    sql = f"{_FACT} INDEXED BY event_at WHERE at >= ? ORDER BY at, seq"
    return (found for found in connection.execute(sql, (at,)) if found[1] > at or found[0] > seq)


def late(connection: sqlite3.Connection, after_seq: int, upto_seq: int, before: int) -> list[Fact]:
    """What was written after a position, up to another: all that happened before a moment, and all that lasts."""
    within = "seq > ? AND seq <= ?"
    # the first walks the rows in the order they were written: most of them are of the running month
    old = f"{_FACT} NOT INDEXED WHERE {within} AND at < ? ORDER BY seq"
    new = f"{_FACT} INDEXED BY event_lasting WHERE {LASTING} AND at >= ? AND {within} ORDER BY at, seq"
    return [
        *connection.execute(old, (after_seq, upto_seq, before)),
        *connection.execute(new, (before, after_seq, upto_seq)),
    ]


def fact_queries(
    since: int | None, until: int | None, cut: int, passing_until: int | None = None
) -> list[tuple[str, tuple[int, ...]]]:
    """The queries whose answers, one after the other, are the facts. Each walks one index and sorts nothing."""
    bound, values = ("", ()) if until is None else (" AND at <= ?", (until,))
    end = f"{bound} AND seq <= ? ORDER BY at, seq"
    if since is None and passing_until is None:
        return [(f"{_FACT} INDEXED BY event_at WHERE at >= 0{end}", (*values, cut))]
    since = since or 0
    lasting = f"{_FACT} INDEXED BY event_lasting WHERE {LASTING} AND NOT ({FLEETING})"
    before = (f"{lasting} AND at < ?{end}", (since, *values, cut))
    if passing_until is None:
        return [before, (f"{_FACT} INDEXED BY event_at WHERE at >= ?{end}", (since, *values, cut))]
    passing_until = max(passing_until, since - 1)  # else the first and the last part would overlap
    within = f"{_FACT} INDEXED BY event_at WHERE at >= ? AND at <= ?{end}"
    after = f"{lasting} AND at > ?{end}"
    return [before, (within, (since, passing_until, *values, cut)), (after, (passing_until, *values, cut))]


def _row(found: tuple[int, bytes, bytes, int, int, int, bytes, bytes, bytes, bytes]) -> Row:
    seq, id_, kind, version, at, recorded, by, body, prev, hash_ = found
    # A damaged log is still read, so that a person can see what is left of it.
    return Row(
        seq,
        id_.decode(errors="replace"),
        kind.decode(errors="replace"),
        version,
        at,
        recorded,
        by.decode(errors="replace"),
        body,
        prev,
        hash_,
    )
