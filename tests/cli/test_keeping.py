"""import, export, restore, backup, verify and feed."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli.conftest import Door

PUNCH = '{"kind":"punch.recorded","at":"2026-10-02T08:3%d:00+08:00","by":"import:dd","staff":"%s","way":"in"}\n'


def test_an_import_is_whole_and_harmless_twice(store: Door) -> None:
    Path("a.ndjson").write_text(PUNCH % (1, "li") + PUNCH % (2, "wu"), encoding="utf-8")
    assert "2 new" in store("import", "--dry-run", "a.ndjson").out
    assert "imported 2 events" in store("import", "a.ndjson").out
    assert "imported 0 events, 2 known already" in store("import", "a.ndjson").out


def test_a_bad_line_refuses_the_whole_file_with_every_problem(store: Door) -> None:
    head = store("verify").out
    Path("a.ndjson").write_text(PUNCH % (1, "li") + "nonsense\n" + PUNCH % (2, "nobody"), encoding="utf-8")
    told = store("import", "a.ndjson")
    assert told.code == 1
    assert "line 2" in told.err
    assert "line 3" in told.err
    assert "nothing was written" in told.err
    assert store("verify").out == head


@pytest.mark.parametrize("name", ["none.ndjson", "."])
def test_a_file_that_cannot_be_read_is_refused(store: Door, name: str) -> None:
    assert store("import", name).code == 1


def test_an_export_comes_back_whole_in_a_new_database(store: Door) -> None:
    assert store("export", "all.ndjson").code == 0
    verified = store("verify").out
    store.db = store.folder / "again.kfterm"
    told = store("import", "all.ndjson")
    assert told.code == 0
    assert "restored 7 events" in told.out
    assert store("verify").out.split("head")[1] == verified.split("head")[1]


def test_an_export_overwrites_nothing(store: Door) -> None:
    Path("all.ndjson").write_text("mine", encoding="utf-8")
    told = store("export", "all.ndjson")
    assert told.code == 1
    assert "not overwritten" in told.err
    assert Path("all.ndjson").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("command", [("export",), ("backup",), ("handover", "--pdf")])
def test_a_folder_that_is_not_there_is_said(store: Door, command: tuple[str, ...]) -> None:
    pytest.importorskip("typst")
    told = store(*command, "/no/such/folder/file")
    assert told.code == 1
    assert "/no/such/folder" in told.err


def test_a_backup_verifies_and_overwrites_nothing(store: Door) -> None:
    assert store("backup", "copy.kfterm").code == 0
    head = store("verify").out
    assert store("backup", "copy.kfterm").code == 1
    store.db = store.folder / "copy.kfterm"
    assert store("verify").out == head


def test_verify_finds_the_head_of_a_paper(store: Door) -> None:
    head = store("verify").out.split()[-1]
    store("log", "seat.taken", "staff=li")
    told = store("verify", "--head", head[:12])
    assert told.code == 0
    assert "rows up to 7 are those of the paper; 1 written since" in told.out
    assert store("verify", "--head", "0" * 64).code == 1
    assert store("verify", "--head", "zz").code == 1


def test_verify_finds_a_changed_byte(store: Door) -> None:
    store("backup", "copy.kfterm")
    store.db = store.folder / "copy.kfterm"
    raw = store.db.read_bytes()
    store.db.write_bytes(raw.replace("李娜".encode(), "李妠".encode()))
    told = store("verify")
    assert told.code == 1
    assert told.err


def test_a_file_that_is_no_database_is_refused(door: Door) -> None:
    door.db.write_text("hello" * 1000, encoding="utf-8")
    for command in (("board",), ("verify",), ("export",), ("month", "2026-10"), ("log", "seat.taken", "staff=li")):
        told = door(*command)
        assert told.code == 1, command
        assert "not a kfterm database" in told.err


def test_a_bad_line_in_a_feed_is_answered_and_kept_and_the_others_are_written(store: Door) -> None:
    lines = PUNCH % (1, "li") + "nonsense\n" + PUNCH % (2, "wu")
    command = [sys.executable, "-m", "kfterm", "--db", str(store.db), "--lang", "en", "feed"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(command, input=lines.encode(), capture_output=True, timeout=30, env=env, check=False)
    assert done.returncode == 0
    assert b"2 taken, 1 rejected" in done.stderr
    (answer,) = done.stdout.splitlines()
    assert json.loads(answer)["line"] == 2
    assert "nonsense" in Path(f"{store.db}.rejects.ndjson").read_text(encoding="utf-8")
    assert [json.loads(line)["staff"] for line in store("export").out.splitlines()[-2:]] == ["li", "wu"]


def test_whoever_stops_reading_an_export_gets_no_traceback(store: Door) -> None:
    command = f"{sys.executable} -m kfterm --db {store.db} export | head -c 10"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=30, env=env, check=False)
    assert done.stderr == b""


def test_the_schema_is_json_and_knows_every_kind(door: Door) -> None:
    from kfterm.events.registry import KINDS

    out = door("events", "schema").out
    json.load(io.StringIO(out))
    assert all(f'"{kind}"' in out for kind in KINDS)


def test_what_a_hostile_file_says_cannot_move_the_terminal(store: Door) -> None:
    Path("evil.ndjson").write_bytes(
        json.dumps({"kind": "seat.taken", "at": "\x1b[2J", "staff": "\x1b]0;x\x07", "\x1b[31m": 1}).encode()
        + b'\n{"kind":"\\u001b[31m"}\n\x1b[2J\n{"kind":"seat.taken","at":"2026-10-02T08:00:00+08:00","staff":"\\u202ex"}\n'
    )
    told = store("import", "evil.ndjson")
    assert told.code == 1
    assert not any(char in told.err + told.out for char in "\x1b\x07\u202e")
