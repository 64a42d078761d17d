"""`Log`: what the rooms above hold in their hands. Opened by `connect.open_log`, used in the thread that opened it."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from kfterm.log import append, follow, read
from kfterm.log.lock import Turn
from kfterm.log.read import Fact
from kfterm.log.rows import Appended, Draft, Head, Row, Tail
from kfterm.log.trouble import locked, read_only, trouble
from kfterm.problems import Problem, Refused, refused


class Log:
    """One append-only log. Every error it meets is a `Refused` that says what to do next."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        reader: Callable[[], sqlite3.Connection],
        *,
        turn: Turn | None,
        broken: Problem | None,
        lock_seconds: float,
    ) -> None:
        self.path = path
        self.broken = broken
        """Why nothing may be written: what is wrong with the chain."""
        self._main = connection
        self._open_reader = reader
        self._reader: sqlite3.Connection | None = None
        self._turn = turn
        self._holding = False
        self._seconds = lock_seconds
        self._place = _place(path)
        self._version = follow.data_version(connection)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written through this log."""
        return self._turn is None or self.broken is not None

    def head(self) -> Head:
        """The newest row's position and hash; (0, 32 zero bytes) when there is none."""
        with self._said():
            return read.head(self._main)

    def append(self, drafts: Sequence[Draft], *, recorded: int, expected_seq: int | None = None) -> list[Appended]:
        """Write drafts, all or none, and return when they are safe on the disk.

        A draft whose id is there already with the same content is not written again; with other content it raises
        `IdTaken`. When `expected_seq` is given and somebody wrote meanwhile it raises `Moved`.
        """
        if self._turn is None or self.broken:
            raise self._unwritable()
        checked = append.ready(drafts)
        with self.turn(), self._said():
            self._same_file()
            return append.write(self._main, checked, recorded, expected_seq)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Nobody else writes meanwhile: to look, to decide and to append as one. May be taken again within itself."""
        if self._turn is None or self._holding:
            yield
            return
        with self._said():
            if not self._turn.take(self._seconds):
                raise locked(self.path, self._seconds)
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
            self._turn.give_back()

    def row(self, seq: int) -> Row | None:
        """The row at a position."""
        with self._said():
            return read.row(self._main, seq)

    def by_id(self, id_: str) -> Row | None:
        """The row with an id."""
        with self._said():
            return read.by_id(self._main, id_)

    def by_hash(self, start: bytes, most: int) -> list[tuple[int, bytes]]:
        """(seq, hash) of the newest rows whose hash begins with these bytes, at most so many."""
        with self._said():
            return read.by_hash(self._main, start, most)

    def rows(self, after_seq: int = 0, limit: int | None = None, newest_first: bool = False) -> Iterator[Row]:
        """Rows after a position, in the order they were written or newest first."""
        with self._said():
            yield from read.rows(self._stream(), after_seq, limit, newest_first)

    def of_kind(self, kind: str) -> list[Row]:
        """Every row of a lasting kind."""
        with self._said():
            return read.of_kind(self._main, kind)

    def opening(self, kind: str, field: str, value: str) -> int | None:
        """The seq of the newest row of a lasting kind that opened the entity with this name."""
        with self._said():
            return read.opening(self._main, kind, field, value)

    def facts(
        self,
        *,
        since: int | None = None,
        until: int | None = None,
        upto_seq: int | None = None,
        passing_until: int | None = None,
    ) -> Iterator[Fact]:
        """(seq, at, body) of what happened, in folding order: by `at`, then `seq`.

        Passing kinds only with `since` <= at <= `passing_until`, lasting kinds whenever they happened; nothing with
        at > `until`; nothing written after `upto_seq`. What others append while this is read is left out.
        """
        with self._said():
            yield from read.facts(self._stream(), since, until, upto_seq, passing_until)

    def facts_after(self, at: int, seq: int) -> Iterator[Fact]:
        """Everything that happened after a moment, or at it and written after `seq`, in folding order."""
        with self._said():
            yield from read.facts_after(self._stream(), at, seq)

    def late(self, after_seq: int, upto_seq: int, before: int) -> list[Fact]:
        """What was written after a position and up to another: what happened before a moment, and what lasts."""
        with self._said():
            return read.late(self._main, after_seq, upto_seq, before)

    def tail(self, after_seq: int) -> list[Tail]:
        """Everything written after a position, by whomever."""
        with self._said():
            return follow.tail(self._main, after_seq)

    def changed(self) -> bool:
        """Whether somebody else has written since this was last asked."""
        with self._said():
            version = follow.data_version(self._main)
        changed = version != self._version
        self._version = version
        return changed

    def close(self) -> None:
        """Let go of the file."""
        for connection in (self._reader, self._main):
            if connection is not None:
                connection.close()
        if self._turn is not None:
            self._turn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _stream(self) -> sqlite3.Connection:
        # Long reads have their own connection: a half-read answer on the writing one would keep an old snapshot
        # there, and SQLite refuses to write from an old snapshot.
        if self._reader is None:
            self._reader = self._open_reader()
        return self._reader

    def _same_file(self) -> None:
        if _place(self.path) != self._place:
            raise refused(
                "数据库文件被移走或换掉了，没有写入。请重新打开。",
                "the database file was moved or replaced; nothing was written. Open it again.",
                str(self.path),
            )

    def _unwritable(self) -> Refused:
        if self.broken:
            return Refused([self.broken])
        return read_only(self.path)

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise trouble(error, self.path, self._seconds) from error


def _place(path: Path) -> tuple[int, int] | None:
    """Which file a path leads to. Only its entry is looked at: opening it would drop SQLite's locks on it."""
    try:
        entry = os.stat(path)
    except FileNotFoundError:
        return None
    return entry.st_dev, entry.st_ino
