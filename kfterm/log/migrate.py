"""Older file formats brought up to date: numbered steps in one transaction, recorded by `user_version`.

A step may add or replace indexes, views and guards. It never touches a row of `event`, and never uses sqlite-utils'
`transform()`, which rebuilds the table and drops the guards. Old *event* versions are not its business: they are
upcast on reading.
"""

import sqlite3
from collections.abc import Callable, Mapping

Step = Callable[[sqlite3.Connection], None]

STEPS: Mapping[int, Step] = {}
"""The step that leads from format n to n + 1, by n. Format 1 is the first."""


def migrate(connection: sqlite3.Connection, found: int, wanted: int, steps: Mapping[int, Step] | None = None) -> None:
    """Bring a file from one format to another, all or nothing. The caller holds the lock."""
    steps = STEPS if steps is None else steps
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in range(found, wanted):
            steps[number](connection)
        connection.execute(f"PRAGMA user_version = {wanted}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    # The number has to stand in the file itself: it is read there before SQLite is let near an unknown file.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
