"""Opening a log: is it one, may it be written, do its guards stand, does the tail of its chain hold."""

import os
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from kfterm.log import migrate, schema
from kfterm.log.chain import tail_problem
from kfterm.log.lock import Turn
from kfterm.log.store import Log
from kfterm.log.trouble import damaged, locked, trouble
from kfterm.log.trouble import read_only as not_writable
from kfterm.problems import Problem, Refused, refused
from kfterm.words import Words

__all__ = ["guard_problems", "open_log", "reading"]


def open_log(path: Path, *, read_only: bool = False, lock_seconds: float = 5.0) -> Log:
    """Open a log. Raises Refused, and leaves the file untouched, when it is none or must not be used.

    A log whose chain does not hold is opened for reading only, with `broken` saying which row is wrong.
    """
    try:
        return _open(path, read_only, lock_seconds)
    except (sqlite3.Error, OSError) as error:
        raise trouble(error, path, lock_seconds) from error


def reading(path: Path, seconds: float = 5.0) -> sqlite3.Connection:
    """A connection that cannot write. Where SQLite cannot put its helper files, the file is read as it lies."""
    connection = _connect(path, "mode=ro", seconds)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
        rest = path.with_name(path.name + "-wal")
        if rest.exists() and rest.stat().st_size:
            raise refused(
                f"文件夹不可写，而 {rest.name} 里还有没并入的记录。请先复制到可写的地方（三个文件一起），再打开。",
                f"the folder cannot be written and {rest.name} holds rows that are not merged yet."
                " Copy the files together to a place that can be written and open them there.",
                str(path),
            ) from error
        return _connect(path, "mode=ro&immutable=1", seconds)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def guard_problems(connection: sqlite3.Connection) -> list[Problem]:
    """Which guards are missing or are not what they were."""
    found = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"))
    return [
        Problem(
            name,
            Words(
                "防改触发器缺失或被改过：有人用别的工具动过这个文件。请运行 kfterm verify，并从备份恢复。",
                "this guard against changes is missing or was changed: another tool has edited the file."
                " Run kfterm verify and restore a backup.",
            ),
        )
        for name, sql in schema.GUARDS.items()
        if found.get(name.encode()) != sql.encode()
    ]


def check_kind(path: Path) -> None:
    """Raise Refused unless the file is a log of a format we know. Reads its first page and touches nothing.

    Through SQLite and not `open()`: closing a file of ours would drop the locks that other connections of this
    process hold on it.
    """
    if not path.exists():
        raise refused(
            "没有这个文件。请检查路径，或用 kfterm init 新建。",
            "there is no such file. Check the path, or make one with kfterm init.",
            str(path),
        )
    if not path.is_file():
        raise refused(
            "这不是文件。请给出数据库文件的路径。",
            "this is not a file. Give the path of the database file.",
            str(path),
        )
    if not os.access(path, os.R_OK):
        raise not_writable(path)
    try:
        with closing(_connect(path, "mode=ro&immutable=1", 0)) as connection:
            check_format(path, connection)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_NOTADB:
            raise _foreign(path) from error
        # Malformed: after a power cut the file may be half-way through taking in its -wal, which this look leaves
        # aside. The proper opening, which does not, is asked again.


def check_format(path: Path, connection: sqlite3.Connection) -> int:
    """The format of an open file. Raises Refused when it is no log, or of a format newer than this program."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise _foreign(path)
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if number > schema.FORMAT:
        raise refused(
            f"这个文件是第 {number} 版格式，本程序只认到第 {schema.FORMAT} 版。请升级 kfterm。",
            f"this file has format {number}; this program knows up to {schema.FORMAT}. Upgrade kfterm.",
            str(path),
        )
    return number


def _open(path: Path, read_only: bool, seconds: float) -> Log:
    check_kind(path)
    if read_only:
        return _finish(path, reading(path, seconds), None, seconds)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise not_writable(path)
    turn = Turn(path)
    try:
        return _finish(path, _connect(path, "mode=rw", seconds), turn, seconds)
    except BaseException:
        turn.close()
        raise


def _finish(path: Path, connection: sqlite3.Connection, turn: Turn | None, seconds: float) -> Log:
    try:
        _bring_up(path, connection, turn, seconds)
        guards = guard_problems(connection)
        if guards and turn:
            raise Refused(guards)
        broken = guards[0] if guards else _tail(connection, path)
        if turn is None or broken:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("PRAGMA synchronous = FULL")  # NORMAL loses acknowledged events when the power goes
            connection.execute("PRAGMA cache_size = -16000")  # an import walks the index of ids at random
        return Log(path, connection, partial(reading, path, seconds), turn=turn, broken=broken, lock_seconds=seconds)
    except BaseException:
        connection.close()
        raise


def _bring_up(path: Path, connection: sqlite3.Connection, turn: Turn | None, seconds: float) -> None:
    number = check_format(path, connection)
    if number == schema.FORMAT:
        return
    if turn is None:
        raise refused(
            f"这个文件是旧的第 {number} 版格式。请先正常打开一次，让它升级。",
            f"this file has the older format {number}. Open it for writing once, so that it is brought up to date.",
            str(path),
        )
    if not turn.take(seconds):
        raise locked(path, seconds)
    try:
        number = check_format(path, connection)  # another terminal may have done it meanwhile
        if number < schema.FORMAT:
            migrate.migrate(connection, number, schema.FORMAT)
    finally:
        turn.give_back()


def _tail(connection: sqlite3.Connection, path: Path) -> Problem | None:
    try:
        return tail_problem(connection)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return damaged(path).problems[0]


def _connect(path: Path, how: str, seconds: float) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=seconds, isolation_level=None)
    connection.text_factory = bytes
    return connection


def _foreign(path: Path) -> Refused:
    return refused("这不是 kfterm 的数据库。请检查路径。", "this is not a kfterm database. Check the path.", str(path))
