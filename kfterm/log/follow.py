"""Several terminals on one log: noticing that another one wrote, and reading what."""

import sqlite3

from kfterm.log.rows import Tail


def data_version(connection: sqlite3.Connection) -> int:
    """A number that changes when another connection has written. It costs a look at shared memory."""
    version: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return version


def tail(connection: sqlite3.Connection, after_seq: int) -> list[Tail]:
    """Everything written after a position."""
    found = connection.execute(
        'SELECT seq, id, kind, at, "by", body FROM event WHERE seq > ? ORDER BY seq', (after_seq,)
    )
    return [
        Tail(seq, id_.decode(errors="replace"), kind.decode(errors="replace"), at, by.decode(errors="replace"), body)
        for seq, id_, kind, at, by, body in found
    ]
