"""Proof that a log is what it was: SQLite's own check, the chain over every column of every row, and the papers.

Each of the first two misses flipped bits that the other finds; together they found 544 of 544. What neither can see
is a cut end or a chain that was rebuilt from some row on: for that there is the head printed on a signed paper.
"""

import re
import sqlite3
import threading
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from kfterm.log import schema
from kfterm.log.chain import COLUMNS, GENESIS, LAYOUT, MISSHAPEN, StoredRow, judge
from kfterm.log.connect import check_kind, reading
from kfterm.log.rows import EMPTY, Head
from kfterm.log.trouble import damaged, trouble
from kfterm.problems import Problem, refused
from kfterm.words import Words

MOST = 20
"""How many bad rows are named; the first one matters most."""

_HEX = re.compile("[0-9a-f]{8,64}")


class Report(NamedTuple):
    """What was found."""

    rows: int
    """How many rows could be read."""
    head: Head
    problems: tuple[Problem, ...]
    """The first one is the first bad row, when a row is bad. Empty when everything holds."""
    paper_seq: int | None = None
    """Which row the paper's head is, when one was given and found."""
    paper: Words | None = None
    """What that means, when a head was given."""

    @property
    def holds(self) -> bool:
        """Whether the log is what it was, and the paper, when there is one, belongs to it."""
        return not self.problems


def verify(path: Path, head: str | bytes | None = None) -> Report:
    """Check a whole log, and whether the head printed on a paper (32 bytes, or at least 8 hex digits) stands in it.

    Raises Refused only when there is nothing to check or the head is not one.
    """
    wanted = None if head is None else _hex(head)
    check_kind(path)
    integrity = _Integrity(path)
    integrity.start()  # SQLite lets go of the interpreter, so both checks run at once
    try:
        rows, newest, problems, paper_seq = _walk(path, wanted)
    except (sqlite3.Error, OSError) as error:
        raise trouble(error, path) from error
    finally:
        integrity.join()
    problems += integrity.problems
    paper = None
    if wanted is not None:
        paper = _paper(wanted, paper_seq, newest)
        if paper_seq is None:
            problems.append(Problem(wanted[:8], paper))
    return Report(rows, newest, tuple(problems), paper_seq, paper)


class _Integrity(threading.Thread):
    """SQLite's own check, on a connection and in a thread of its own."""

    def __init__(self, path: Path) -> None:
        super().__init__(name="kfterm-integrity")
        self._path = path
        self.problems: list[Problem] = []

    def run(self) -> None:
        """Look for damage in pages and indexes."""
        try:
            with closing(reading(self._path)) as connection:
                connection.text_factory = _lenient
                found = [text for (text,) in connection.execute(f"PRAGMA integrity_check({MOST})")]
        except sqlite3.Error as error:
            found = [str(error)]
        self.problems = [] if found == ["ok"] else [_damage(text) for text in found]


def _walk(path: Path, wanted: str | None) -> tuple[int, Head, list[Problem], int | None]:
    problems: list[Problem] = []
    newest, count, paper_seq = EMPTY, 0, None
    with closing(reading(path)) as connection:
        try:
            walk = _Walk(connection, wanted, problems)
            try:
                walk.run()
            finally:
                newest, count, paper_seq = Head(walk.seq, walk.last), walk.count, walk.paper_seq
            problems += _schema_problems(connection)
            problems += _counter_problems(connection, newest.seq)
        except sqlite3.DatabaseError as error:
            place = f"seq {newest.seq + 1}"
            problems.append(Problem(place, damaged(path).problems[0].says) if _corrupt(error) else _damage(str(error)))
    return count, newest, problems, paper_seq


class _Walk:
    """The chain from its first row to its last."""

    def __init__(self, connection: sqlite3.Connection, wanted: str | None, problems: list[Problem]) -> None:
        self._connection = connection
        self._wanted = wanted or ""
        self._problems = problems
        self.seq, self.last, self.count = 0, GENESIS, 0
        self.paper_seq: int | None = None

    def run(self) -> None:
        """Walk it, naming bad rows and going on behind them."""
        try:
            self._walk(batch=500)
        except sqlite3.DatabaseError:
            self._walk(batch=1)  # the rows that can still be read before the damaged page

    def _walk(self, batch: int) -> None:
        cursor = self._connection.execute(f"SELECT {COLUMNS} FROM event WHERE seq > ? ORDER BY seq", (self.seq,))
        layout = LAYOUT + b"%.0b"  # takes the whole row and prints nothing of its last column, the hash
        start = bytes.fromhex(self._wanted[: len(self._wanted) // 2 * 2])
        while rows := cursor.fetchmany(batch):
            seq, last = self.seq, self.last
            for row in rows:
                stored = row[9]
                try:
                    holds = sha256(layout % row).digest() == stored and row[0] == last and row[1] == seq + 1
                except MISSHAPEN:
                    holds = False
                if not holds:
                    self._name(row, seq, last)
                elif start and stored.startswith(start) and stored.hex().startswith(self._wanted):
                    self.paper_seq = row[1]
                seq, last = row[1], stored
            self.seq, self.last = seq, last
            self.count += len(rows)

    def _name(self, row: StoredRow, seq: int, last: bytes) -> None:
        problem = judge(row, seq, last)
        if problem and len(self._problems) < MOST:
            self._problems.append(problem)


def _schema_problems(connection: sqlite3.Connection) -> list[Problem]:
    found = {
        name.decode(): (sql or b"").decode(errors="replace")
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
    }
    problems = [
        Problem(
            name,
            Words(
                "数据库的这个部件缺失或被改过。请从备份恢复，或导出后重新导入。",
                "this part of the database is missing or was changed. Restore a backup, or export and import anew.",
            ),
        )
        for name, sql in schema.SCHEMA.items()
        if found.get(name) != sql
    ]
    foreign = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'event'")
    problems += [
        Problem(
            name.decode(errors="replace"),
            Words(
                "这个触发器不是 kfterm 的，可能改动记录。请用 sqlite3 查看并删掉它。",
                "this trigger is not ours and may tamper with the log. Look at it with sqlite3 and drop it.",
            ),
        )
        for (name,) in foreign.fetchall()
        if name.decode(errors="replace") not in schema.GUARDS
    ]
    return problems


def _counter_problems(connection: sqlite3.Connection, newest: int) -> list[Problem]:
    """SQLite remembers the highest row number there ever was: whoever cuts off the end carelessly is found by it."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'event'").fetchall()
    highest = found[0][0] if found else 0
    if len(found) <= 1 and highest == newest:
        return []
    return [
        Problem(
            f"seq {newest + 1}",
            Words(
                f"缺行：计数器到过第 {highest} 行，现在最后一行是第 {newest} 行，末尾的行被删过。"
                "请从备份恢复，或与纸面核对。",
                f"missing: the counter says {highest}, the last row is {newest}; rows at the end were deleted."
                " Restore a backup, or compare with the papers.",
            ),
        )
    ]


def _paper(wanted: str, seq: int | None, newest: Head) -> Words:
    if seq is None:
        return Words(
            f"纸面上的 {wanted[:8]} 不在这个记录里：要么不是同一个数据库，要么那一行之后被改过。请找出当时的备份核对。",
            f"the paper's {wanted[:8]} is not in this log: it is another database, or rows were changed since."
            " Find the backup of that day and compare.",
        )
    later = newest.seq - seq
    return Words(
        f"到第 {seq} 行为止就是纸面上的记录；之后又写了 {later} 行。",
        f"rows up to {seq} are those of the paper; {later} written since.",
    )


def _hex(head: str | bytes) -> str:
    text = head.hex() if isinstance(head, bytes) else head.strip().lower()
    if not _HEX.fullmatch(text):
        raise refused(
            f"{text[:70]!r} 不是纸面上的哈希。请输入至少 8 位十六进制数字。",
            f"{text[:70]!r} is not a head as printed. Give at least 8 of its hexadecimal digits.",
        )
    return text


def _damage(text: str) -> Problem:
    return Problem(
        "integrity_check",
        Words(f"文件有损坏：{text}。请从备份恢复。", f"the file is damaged: {text}. Restore a backup."),
    )


def _corrupt(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _lenient(text: bytes) -> str:
    return text.decode(errors="replace")
