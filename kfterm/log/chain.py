"""The chain: every row carries the hash of the row before it and a hash over all of its own columns.

It makes the log tamper-evident, not tamper-proof: whoever cuts off the newest rows or rebuilds the whole chain leaves
no trace inside the file. Therefore head and position are printed on every signed paper, and `verify` takes them.
"""

import sqlite3
from collections.abc import Iterator
from hashlib import sha256

from kfterm.problems import Problem
from kfterm.words import Words

GENESIS = bytes(32)
"""What the first row names as its predecessor."""

LAYOUT = b"%b%d\n%b\n%b\n%d\n%d\n%d\n%b\n%b"
"""What is hashed: prev (32 bytes), seq, id, kind, version, at, recorded, by, body.

A stored row has exactly seven line feeds in this text, because `append` refuses line feeds inside a column. Moving
bytes from one column to its neighbour would need an eighth, so no two rows share a text.
"""

COLUMNS = 'prev, seq, id, kind, version, at, recorded, "by", body, hash'
"""The columns in the order of LAYOUT, then the hash."""

TAIL_ROWS = 200
"""How many of the newest rows are checked on every opening; the rest is for `verify`."""

# What SQLite may hand out when a flipped bit turned a number into text or a text into NULL.
MISSHAPEN = (TypeError, ValueError, OverflowError)

StoredRow = tuple[bytes, int, bytes, bytes, int, int, int, bytes, bytes, bytes]


def row_hash(
    prev: bytes, seq: int, id_: bytes, kind: bytes, version: int, at: int, recorded: int, by: bytes, body: bytes
) -> bytes:
    """The hash of one row over all of its columns."""
    return sha256(LAYOUT % (prev, seq, id_, kind, version, at, recorded, by, body)).digest()


def first_bad(rows: Iterator[StoredRow], seq: int, last: bytes) -> Problem | None:
    """What is wrong with the first row that does not continue the chain after row `seq`, whose hash is `last`."""
    for row in rows:
        problem = judge(row, seq, last)
        if problem:
            return problem
        seq, last = row[1], row[9]
    return None


def judge(row: StoredRow, seq: int, last: bytes) -> Problem | None:
    """What is wrong with a row that should follow row `seq`, whose hash is `last`."""
    prev, found, stored = row[0], row[1], row[9]
    if found != seq + 1:
        return _missing(seq, found)
    try:
        whole = sha256(LAYOUT % row[:9]).digest() == stored
    except MISSHAPEN:
        whole = False
    if not whole:
        return Problem(
            f"seq {found}",
            Words(
                "这一行写入之后被改过：内容和它的哈希对不上。请从备份恢复，或与纸面核对。",
                "this row was changed after it was written: its content does not give its hash."
                " Restore a backup, or compare with the papers.",
            ),
        )
    if prev != last:
        return Problem(
            f"seq {found}",
            Words(
                f"这一行接不上第 {seq} 行：第 {seq} 行或更早的行被替换过。请从备份恢复，或与纸面核对。",
                f"this row does not continue row {seq}: row {seq} or an earlier one was replaced."
                " Restore a backup, or compare with the papers.",
            ),
        )
    return None


def _missing(seq: int, found: int) -> Problem:
    if found <= seq:
        return Problem(
            f"seq {found}",
            Words(
                "行号倒退：文件已损坏。请从备份恢复。",
                "the row numbers go backwards: the file is damaged. Restore a backup.",
            ),
        )
    span = f"seq {seq + 1}" if found == seq + 2 else f"seq {seq + 1}–{found - 1}"
    return Problem(
        span,
        Words(
            "缺行：写入之后被删掉了。请从备份恢复，或与纸面核对。",
            "missing: deleted after it was written. Restore a backup, or compare with the papers.",
        ),
    )


def tail_problem(connection: sqlite3.Connection, count: int = TAIL_ROWS) -> Problem | None:
    """What is wrong with the newest rows, or None when they hold."""
    rows: list[StoredRow] = connection.execute(
        f"SELECT {COLUMNS} FROM event ORDER BY seq DESC LIMIT ?", (count + 1,)
    ).fetchall()
    rows.reverse()
    if not rows:
        return None
    if len(rows) <= count:  # the whole log: it has to begin at the beginning
        return first_bad(iter(rows), 0, GENESIS)
    # The oldest of them is checked against what it says of its own predecessor.
    return first_bad(iter(rows), rows[0][1] - 1, rows[0][0])
