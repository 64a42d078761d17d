"""The file: its table, guards, indexes and view, and how an empty one is made.

Format 1. What stands here is frozen with the format: a change is a new number and a step in `migrate`.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from kfterm.log.trouble import trouble
from kfterm.problems import refused

APPLICATION_ID = 0x6B667465
"""`kfte`, so that `file` and we can tell a log from any other database."""

FORMAT = 1
"""The newest file format this program knows, kept in `user_version`."""

PAGE = 2048
"""Bytes a page. Each event writes four or five whole pages: half the usual size makes an append a tenth faster."""

PASSING = (
    "chat.waiting",
    "chat.answered",
    "chat.transferred",
    "chat.closed",
    "call.started",
    "call.ended",
    "seat.taken",
    "seat.left",
    "seat.returned",
    "seat.released",
    "order.placed",
    "order.urged",
    "order.paid",
    "order.cancelled",
    "remark.written",
    "waybill.printed",
    "waybill.shipped",
    "waybill.voided",
    "punch.recorded",
)
"""Kinds that matter to their own month only. All others last. Frozen: the index of the file is made with it."""

LASTING = " AND ".join(f"kind <> '{kind}'" for kind in PASSING)
"""The condition of the partial indexes; a query has to repeat it word for word to use them.

Not `NOT IN (…)`: SQLite would build that set anew for every row that is written or checked, which made a proof of a
million rows three times as long. The most frequent kinds stand first and end the comparison.
"""

FLEETING = "kind LIKE 'break.%'"
"""Kinds that came after the index was frozen and matter to their own month only: they stand in it, and are skipped."""

TABLE = """CREATE TABLE event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT UNIQUE NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  "by" TEXT NOT NULL,
  body TEXT NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT"""

GUARDS = {
    "event_never_updated": """CREATE TRIGGER event_never_updated BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only: rows are never changed'); END""",
    "event_never_deleted": """CREATE TRIGGER event_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only: rows are never deleted'); END""",
    # INSERT OR REPLACE deletes without firing the trigger above.
    "event_never_replaced": """CREATE TRIGGER event_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the log is append-only: this seq or id is taken'); END""",
}

INDEXES = {
    "event_at": "CREATE INDEX event_at ON event (at)",
    "event_lasting": f"CREATE INDEX event_lasting ON event (at) WHERE {LASTING}",
    "event_kind": f"CREATE INDEX event_kind ON event (kind) WHERE {LASTING}",
}

# For people with the sqlite3 shell; the program never reads it.
VIEW = """CREATE VIEW event_readable AS SELECT
  seq, id, kind, version,
  strftime('%Y-%m-%d %H:%M:%f', at / 1000.0, 'unixepoch', 'localtime') AS at_local,
  strftime('%Y-%m-%dT%H:%M:%fZ', at / 1000.0, 'unixepoch') AS at_utc,
  strftime('%Y-%m-%dT%H:%M:%fZ', recorded / 1000.0, 'unixepoch') AS recorded_utc,
  "by", body, lower(hex(prev)) AS prev, lower(hex(hash)) AS hash
FROM event"""

SCHEMA: dict[str, str] = {"event": TABLE, **GUARDS, **INDEXES, "event_readable": VIEW}
"""Everything in the file by name, in the order it is made."""


def create(path: Path) -> None:
    """Make an empty log. Refuses to overwrite anything; leaves nothing half-made."""
    refuse_taken(path)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    made = _make_folders(path.parent)
    try:
        part.unlink(missing_ok=True)
        _fill(part)
        place(part, path)
    except BaseException as error:
        discard(part)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, sqlite3.Error | OSError):
            raise trouble(error, path) from error
        raise


def refuse_taken(path: Path) -> None:
    """Raise Refused when something stands at the path, or a write-ahead file that a new database would swallow."""
    if os.path.lexists(path):
        raise refused(
            "这里已经有一个文件，不会覆盖。请换一个文件名。",
            "a file is here already and is not overwritten. Choose another name.",
            str(path),
        )
    for ending in ("-wal", "-journal"):
        rest = path.with_name(path.name + ending)
        if rest.exists():
            raise refused(
                f"旁边还有旧数据库的 {rest.name}。先把旧数据库找回来，或把这个文件移走。",
                f"{rest.name} of an older database lies here. Bring that database back, or move this file away.",
                str(path),
            )


def place(part: Path, path: Path) -> None:
    """Give a finished file its name, durably and without overwriting."""
    _sync(part)
    try:
        os.link(part, path)
    except FileExistsError:
        refuse_taken(path)
        raise
    except OSError:  # a file system without hard links, such as a USB stick
        refuse_taken(path)
        part.rename(path)
    part.unlink(missing_ok=True)
    _sync(path.parent)


def discard(part: Path) -> None:
    """Remove a half-made file and what SQLite put beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            part.with_name(part.name + ending).unlink()


def _fill(part: Path) -> None:
    connection = sqlite3.connect(part, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("BEGIN")
        for statement in SCHEMA.values():
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")  # stays in the file
    finally:
        connection.close()


def _make_folders(folder: Path) -> list[Path]:
    made = [parent for parent in [folder, *folder.parents] if not parent.exists()]
    made.reverse()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise trouble(error, folder) from error
    return made


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
