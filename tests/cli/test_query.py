"""`kfterm query`: questions in SQL, reading only."""

import sqlite3
from pathlib import Path

import pytest

from kfterm.cli.main import run
from kfterm.log.schema import create


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = tmp_path / "shop.db"
    create(path)
    return str(path)


def test_an_answer_comes_as_table_csv_and_json(db: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["--db", db, "query", "SELECT 1 AS one, '张敏' AS name"]) == 0
    assert "张敏" in capsysbinary.readouterr().out.decode()
    assert run(["--db", db, "query", "--csv", "SELECT 1 AS one, '张敏' AS name"]) == 0
    assert capsysbinary.readouterr().out.decode().split() == ["one,name", "1,张敏"]
    assert run(["--db", db, "query", "--json", "SELECT 1 AS one, x'ff' AS raw"]) == 0
    assert capsysbinary.readouterr().out == b'{"one":1,"raw":"ff"}\n'


@pytest.mark.parametrize(
    "sql", ["SELEC 1", "DELETE FROM event", "DROP TABLE event", "INSERT INTO event (id) VALUES ('x')"]
)
def test_nothing_can_be_written_and_nonsense_is_refused(db: str, sql: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--db", db, "--lang", "en", "query", sql]) == 1
    assert "SQL" in capsys.readouterr().err
    assert sqlite3.connect(db).execute("SELECT count(*) FROM event").fetchone() == (0,)
