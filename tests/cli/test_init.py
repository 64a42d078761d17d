"""`kfterm init`: a whole store or nothing."""

import os
import subprocess
import sys

import pytest
from cli.conftest import FOUNDED, Door


def test_a_store_is_founded_with_its_settings(door: Door) -> None:
    told = door(*FOUNDED)
    assert told.code == 0
    assert "r4-points-110" in told.out
    assert told.err == ""
    assert door("verify").code == 0
    assert '"shift.early"' in door("export").out


def test_what_the_rulebook_leaves_open_is_named_and_not_asked_for_without_a_terminal(door: Door) -> None:
    told = door("init", "--rulebook", "r4-points-110")
    assert told.code == 0
    assert "shift.*" in told.err
    assert "incident_limit.*" in told.err


def test_without_a_terminal_nothing_waits_for_an_answer(door: Door) -> None:
    command = [sys.executable, "-m", "kfterm", "--db", str(door.db), "init", "--rulebook", "r4-points-110"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=20, env=_env(), check=False)
    assert done.returncode == 0


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "KFTERM_LANG": "en"}


def test_red_packets_need_no_settings(door: Door) -> None:
    told = door("init", "--rulebook", "r8-red-packet")
    assert (told.code, told.err) == (0, "")


@pytest.mark.parametrize(("wrong", "says"), [
    (("--rulebook", "r9-nothing"), "there is no rulebook r9-nothing (there are: r4-points-110"),
    (("--rulebook", "r8-red-packet", "--zone", "Mars/Olympus"), "there is no zone Mars/Olympus"),
    (("--rulebook", "r8-red-packet", "--from", "2026-13-01"), "YYYY-MM-DD"),
    (("--rulebook", "r8-red-packet", "--set", "nothing"), "--set KEY=VALUE"),
    (("--rulebook", "r8-red-packet", "--set", "shift.day=noon"), "08:30-17:30"),
])  # fmt: skip
def test_what_is_wrong_is_refused_and_nothing_is_left_behind(door: Door, wrong: tuple[str, ...], says: str) -> None:
    told = door("init", *wrong)
    assert told.code == 1
    assert says in told.err
    assert list(door.folder.iterdir()) == []


def test_every_problem_is_named_at_once(door: Door) -> None:
    told = door("init", "--rulebook", "r8-red-packet", "--set", "shift.day=noon", "--set", "chat.red_seconds=soon")
    assert told.code == 1
    assert "shift.day" in told.err
    assert "chat.red_seconds" in told.err
    assert "2 problems; nothing was written" in told.err


def test_a_database_that_is_there_is_not_overwritten(store: Door) -> None:
    before = store.db.read_bytes()
    told = store("init", "--rulebook", "r8-red-packet")
    assert told.code == 1
    assert "not overwritten" in told.err
    assert store.db.read_bytes() == before


def test_without_a_rulebook_it_is_a_usage_error(door: Door) -> None:
    assert door("init").code == 2


def test_answers_at_a_terminal_become_settings_and_the_end_of_input_ends_the_questions(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["early=08:30-17:00", ""])

    def typed(_prompt: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", typed)
    told = door("init", "--rulebook", "r4-points-110")
    assert told.code == 0
    assert "incident_limit.*" in told.err
    assert "shift.early" in door("export").out
