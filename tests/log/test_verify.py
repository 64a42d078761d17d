"""A proof names the first bad row, whatever was done to it, and says whether a paper belongs to the log."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from log.making import START, draft, fill, tampering

from kfterm.log import open_log
from kfterm.log.chain import row_hash
from kfterm.log.schema import PAGE
from kfterm.log.verify import verify
from kfterm.problems import Refused

SWAP = """
UPDATE event SET seq = -7 WHERE seq = 7; UPDATE event SET seq = 7 WHERE seq = 9; UPDATE event SET seq = 9 WHERE seq = -7
"""


def test_an_untouched_log_holds(path: Path) -> None:
    fill(path, 30)
    report = verify(path)
    assert report.holds
    assert report.rows == report.head.seq == 30
    with open_log(path) as log:
        assert report.head == log.head()


def test_an_empty_log_holds(path: Path) -> None:
    assert verify(fill(path, 0)).holds


@pytest.mark.parametrize(
    ("statement", "place", "says"),
    [
        ("UPDATE event SET body = replace(body, '7', '8') WHERE seq = 7", "seq 7", "changed"),
        ("UPDATE event SET at = at + 1 WHERE seq = 7", "seq 7", "changed"),
        ("UPDATE event SET recorded = recorded - 1 WHERE seq = 7", "seq 7", "changed"),
        ("UPDATE event SET \"by\" = 'bob' WHERE seq = 7", "seq 7", "changed"),
        ("UPDATE event SET kind = 'chat.closed' WHERE seq = 7", "seq 7", "changed"),
        ("UPDATE event SET version = 2 WHERE seq = 7", "seq 7", "changed"),
        ("UPDATE event SET id = 'id-x' WHERE seq = 7", "seq 7", "changed"),
        ("UPDATE event SET body = body || char(0) || 'x' WHERE seq = 7", "seq 7", "changed"),
        ("UPDATE event SET body = CAST(x'ff' AS TEXT) WHERE seq = 7", "seq 7", "changed"),
        ("UPDATE event SET hash = zeroblob(32) WHERE seq = 7", "seq 7", "changed"),
        ("UPDATE event SET prev = zeroblob(32) WHERE seq = 7", "seq 7", "changed"),
        ("DELETE FROM event WHERE seq = 7", "seq 7", "missing"),
        ("DELETE FROM event WHERE seq BETWEEN 7 AND 9", "seq 7–9", "missing"),
        ("DELETE FROM event WHERE seq = 1", "seq 1", "missing"),
        ("DELETE FROM event WHERE seq = 30", "seq 30", "missing"),
        (SWAP, "seq 7", "changed"),
        ("UPDATE sqlite_sequence SET seq = 99", "seq 31", "missing"),
    ],
)
def test_the_first_bad_row_is_named(path: Path, statement: str, place: str, says: str) -> None:
    fill(path, 30)
    with tampering(path) as connection:
        connection.executescript(statement)
    report = verify(path)
    assert report.problems[0].place == place
    assert says in report.problems[0].says.en


def test_a_row_forged_with_its_hash_breaks_the_next_one(path: Path) -> None:
    fill(path, 10)
    with tampering(path) as connection:
        connection.text_factory = bytes
        prev, id_, kind, version, at, recorded, by = connection.execute(
            'SELECT prev, id, kind, version, at, recorded, "by" FROM event WHERE seq = 7'
        ).fetchone()
        body = b'{"kind":"chat.answered"}'
        forged = row_hash(prev, 7, id_, kind, version, at, recorded, by, body)
        connection.execute("UPDATE event SET body = ?, hash = ? WHERE seq = 7", (body.decode(), forged))
    problem = verify(path).problems[0]
    assert problem.place == "seq 8"
    assert "row 7 or an earlier one was replaced" in problem.says.en


def test_what_comes_after_the_first_bad_row_is_looked_at_too(path: Path) -> None:
    fill(path, 30)
    with tampering(path) as connection:
        connection.execute("UPDATE event SET at = at + 1 WHERE seq IN (7, 20)")
    assert [problem.place for problem in verify(path).problems] == ["seq 7", "seq 20"]


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("DROP TRIGGER event_never_deleted", "event_never_deleted"),
        ("DROP INDEX event_at", "event_at"),
        ("CREATE TRIGGER thief AFTER INSERT ON event BEGIN DELETE FROM sqlite_sequence; END", "thief"),
    ],
)
def test_guards_and_indexes_that_are_not_ours_are_named(path: Path, statement: str, place: str) -> None:
    fill(path, 3)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
    assert place in [problem.place for problem in verify(path).problems]


Cut = Callable[[str], str | bytes]


@pytest.mark.parametrize(
    "cut",
    [
        lambda text: text,
        lambda text: text[:8],
        lambda text: text[:11].upper(),
        lambda text: f" {text[:63]}\n",
        bytes.fromhex,
    ],
)
def test_a_paper_is_proved_against_the_log(path: Path, cut: Cut) -> None:
    fill(path, 30)
    with open_log(path) as log:
        row = log.row(18)
    assert row is not None
    report = verify(path, cut(row.hash.hex()))
    assert report.holds
    assert report.paper_seq == 18
    assert report.paper is not None
    assert "18" in report.paper.zh
    assert "12 written since" in report.paper.en


def test_a_paper_of_another_log_does_not_belong_to_this_one(path: Path, tmp_path: Path) -> None:
    fill(path, 5)
    report = verify(path, "0123456789abcdef")
    assert not report.holds
    assert report.paper_seq is None
    assert "not in this log" in report.problems[0].says.en


def test_a_cut_end_is_invisible_inside_and_found_by_the_paper(path: Path) -> None:
    fill(path, 10)
    with open_log(path) as log:
        head = log.head().hash
    with tampering(path) as connection:
        connection.execute("DELETE FROM event WHERE seq > 8")
        connection.execute("UPDATE sqlite_sequence SET seq = 8")
    assert verify(path).holds
    assert not verify(path, head).holds


@pytest.mark.parametrize("head", ["", "12345", "zzzzzzzzzz", b"short"])
def test_what_cannot_be_a_head_is_refused(path: Path, head: str | bytes) -> None:
    fill(path, 1)
    if head == b"short":
        assert not verify(path, head).holds
    else:
        with pytest.raises(Refused):
            verify(path, head)


def test_a_file_that_was_cut_off_is_named_damaged(path: Path) -> None:
    fill(path, 400)
    with open(path, "r+b") as file:
        file.truncate(path.stat().st_size // 2)
    with pytest.raises(Refused) as refusal:
        verify(path)
    assert "damaged" in refusal.value.problems[0].says.en


def test_a_page_that_cannot_be_read_is_reported_with_the_rows_before_it(path: Path) -> None:
    fill(path, 400)
    query = "SELECT max(pageno) FROM dbstat WHERE name = 'event' AND pagetype = 'leaf'"
    try:
        with closing(sqlite3.connect(path)) as connection:
            page = connection.execute(query).fetchone()
    except sqlite3.OperationalError:
        pytest.skip("this SQLite has no dbstat")
    with open(path, "r+b") as file:
        file.seek((page[0] - 1) * PAGE)
        file.write(b"\xff" * PAGE)
    report = verify(path)
    assert 300 < report.rows < 400
    assert report.problems[0].place == f"seq {report.rows + 1}"
    assert "damaged" in report.problems[0].says.en


def test_a_log_can_be_proved_while_it_grows(path: Path) -> None:
    fill(path, 10)
    with open_log(path) as log:
        log.append([draft(11)], recorded=START + 99_000)
        assert verify(path).rows == 11
