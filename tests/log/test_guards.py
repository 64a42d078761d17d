"""Rows cannot be changed by any ordinary statement, whoever sends it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from log.making import fill

from kfterm.log import open_log
from kfterm.log.schema import GUARDS
from kfterm.problems import Refused


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = '{}' WHERE seq = 2",
        "UPDATE event SET seq = 9 WHERE seq = 2",
        "DELETE FROM event WHERE seq = 3",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT seq, 'new', kind, version, at, recorded, \"by\", body, prev, hash"
        " FROM event WHERE seq = 2",
        'INSERT OR REPLACE INTO event SELECT 9, id, kind, version, at, recorded, "by", body, prev, hash'
        " FROM event WHERE seq = 2",
        "REPLACE INTO event SELECT * FROM event WHERE seq = 2",
        "INSERT OR IGNORE INTO event SELECT * FROM event WHERE seq = 2",
        "INSERT INTO event SELECT * FROM event WHERE seq = 2 ON CONFLICT DO UPDATE SET body = '{}'",
    ],
)
def test_no_statement_changes_a_row(path: Path, statement: str) -> None:
    fill(path, 3)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        before = connection.execute("SELECT * FROM event").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
        assert connection.execute("SELECT * FROM event").fetchall() == before


@pytest.mark.parametrize("guard", sorted(GUARDS))
def test_a_log_without_one_of_its_guards_is_not_opened_for_writing(path: Path, guard: str) -> None:
    fill(path, 3)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DROP TRIGGER {guard}")
    before = path.read_bytes()
    with pytest.raises(Refused) as refusal:
        open_log(path)
    assert [problem.place for problem in refusal.value.problems] == [guard]
    assert path.read_bytes() == before
    with open_log(path, read_only=True) as log:  # what is left can still be read and exported
        assert log.broken is not None
        assert len(list(log.rows())) == 3


def test_a_guard_that_was_softened_is_noticed(path: Path) -> None:
    fill(path, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER event_never_deleted")
        connection.execute("CREATE TRIGGER event_never_deleted BEFORE DELETE ON event BEGIN SELECT 1; END")
    with pytest.raises(Refused):
        open_log(path)


def test_the_view_for_people_shows_times_and_hashes(path: Path) -> None:
    fill(path, 1)
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute('SELECT at_utc, "by", prev FROM event_readable').fetchone()
    assert found == ("2026-05-28T20:26:41.000Z", "ann", "00" * 32)
