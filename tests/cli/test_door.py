"""The door itself: exit codes, languages, help, the demo and the floor where there is no terminal."""

import re

import pytest
from cli.conftest import FOUNDED, Door

from kfterm import __version__
from kfterm.cli.main import run
from kfterm.cli.parser import parser

CHINESE = re.compile("[\u4e00-\u9fff]")
COMMANDS = sorted(parser("en")._subparsers._group_actions[0].choices)  # type: ignore[union-attr, arg-type]
REFUSALS = [
    ("init", "--rulebook", "nope"), ("log", "nope"), ("log", "seat.taken"), ("log", "seat.taken", "staff=nobody"), ("log", "x", "y"),
    ("import", "nope"), ("board", "--at", "nope"), ("month", "nope"), ("month", "2020-01"), ("month", "2026-10", "--staff", "nope"),
    ("handover", "--on", "nope"), ("handover", "--shift", "nope"), ("rulebook", "show", "nope"), ("rulebook", "show", "r8-red-packet", "x"),
    ("verify", "--head", "nope"), ("verify", "--head", "00000000"), ("backup", "/no/x"), ("export", "/no/x"), ("demo", "--speed", "0"),
    ("--as", "nope", "log", "seat.taken", "staff=x"), ("init", "--rulebook", "r8-red-packet", "--zone", "x"),
]  # fmt: skip


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"kfterm {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_in_both_languages(door: Door, command: str) -> None:
    english, chinese = door(command, "-h"), door(command, "-h", lang="zh")
    assert (english.code, chinese.code) == (0, 0)
    assert not CHINESE.search(english.out)
    assert CHINESE.search(chinese.out)


@pytest.mark.parametrize(
    "wrong", [("nonsense",), ("log",), ("month",), ("import",), ("--lang", "fr", "board"), ("board", "--nope")]
)
def test_a_usage_error_is_2(door: Door, wrong: tuple[str, ...]) -> None:
    assert door(*wrong).code == 2


def test_refusals_are_1_and_in_one_language_only(door: Door) -> None:
    assert door(*(word.replace("木禾家居", "Muhe") for word in FOUNDED)).code == 0
    for said in REFUSALS:
        english, chinese = door(*said), door(*said, lang="zh")
        assert (english.code, chinese.code) == (1, 1), said
        assert english.err.strip(), said
        assert not CHINESE.search(english.err), english.err
        assert CHINESE.search(chinese.err), chinese.err


def test_what_is_printed_has_no_word_of_the_other_language(door: Door) -> None:
    door(*(word.replace("木禾家居", "Muhe") for word in FOUNDED))
    door("log", "staff.joined", "staff=li", "name=Li", "roles=agent", "at=2026-10-01T09:00:00+08:00")
    for said in (("board",), ("handover",), ("month", "2026-10"), ("verify",), ("rulebook", "list")):
        assert not CHINESE.search(door(*said).out), said
    for said in (("board",), ("month", "2026-10"), ("handover",)):
        words = set(re.findall("[a-z]{3,}", door(*said, lang="zh").out)) - {"points", "early"}
        assert not words & {
            "seat",
            "shift",
            "score",
            "name",
            "open",
            "closed",
            "people",
            "handover",
            "nothing",
            "events",
        }, words


def test_the_language_comes_from_the_environment(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KFTERM_LANG", "en_GB.UTF-8")
    assert run(["--db", str(door.db), "board"]) == 1
    assert "there is no database" in door._capture.readouterr().err


def test_the_database_comes_from_the_environment(store: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KFTERM_DB", str(store.db))
    assert run(["--lang", "en", "verify"]) == 0


def test_the_floor_without_a_terminal_is_one_frame(store: Door) -> None:
    told = store()
    assert told.code == 0
    assert "on seat" in told.out


def test_without_a_database_and_a_terminal_it_says_what_to_do(door: Door) -> None:
    told = door()
    assert told.code == 1
    assert "kfterm demo" in told.err


def test_a_terminal_that_can_show_nothing_is_refused(store: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    told = store()
    assert told.code == 1
    assert "TERM=dumb" in told.err


@pytest.mark.parametrize("rulebook", ["r4", "r8"])
def test_the_demo_without_a_terminal_prints_a_frame_and_how_to_open_it(door: Door, rulebook: str) -> None:
    told = door("demo", "--rulebook", rulebook, "--size", "8")
    assert told.code == 0
    assert "on seat" in told.out
    assert "run kfterm demo" in told.out
    assert list(door.folder.iterdir()) == []
