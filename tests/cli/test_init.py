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
    (("--rulebook", "r9-nothing"), "there is no rulebook r9-nothing (there are: r1-duty-room"),
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


REQUIRED = [
    ("r1-duty-room", "away_limit_minutes", "minutes", "10", "how long somebody may be out of the office"),
    ("r5-etiquette-counts", "absence_wage", "yuan", "120", "how much a day is"),
    ("r7-tea-oil", "commission_rate", "share", "0.02", "does not say how much"),
]


@pytest.mark.parametrize(("rulebook", "key", "unit", "value", "question"), REQUIRED)
def test_a_required_setting_is_demanded_with_its_question_and_nothing_is_left_behind(
    door: Door, rulebook: str, key: str, unit: str, value: str, question: str
) -> None:
    told = door("init", "--rulebook", rulebook)
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith(f"{key}: ")
    assert question in told.err
    assert f"--set {key}=<{unit}>" in told.err
    assert f"--set {key}=\n" in told.err
    assert "shift." not in told.err, "what stands for many is not demanded"
    assert list(door.folder.iterdir()) == []
    assert door("init", "--rulebook", rulebook, "--set", f"{key}={value}").code == 0
    assert f'"key":"{key}","value":"{value}"' in door("export").out


@pytest.mark.parametrize(("rulebook", "key"), [row[:2] for row in REQUIRED])
def test_an_empty_value_is_an_answer_and_is_named_as_not_known(door: Door, rulebook: str, key: str) -> None:
    told = door("init", "--rulebook", rulebook, "--set", f"{key}=")
    assert told.code == 0
    assert f"{key} is not set yet" in told.err
    assert f'"key":"{key}","value":""' in door("export").out


def test_the_demand_is_said_in_chinese_too(door: Door) -> None:
    told = door("init", "--rulebook", "r7-tea-oil", lang="zh")
    assert "还不知道就写 --set commission_rate=" in told.err


def test_every_required_setting_that_is_missing_is_named_at_once(door: Door) -> None:
    folder = door.folder / "mine"
    folder.mkdir()
    head = 'id = "mine"\nformat = 1\nversion = "1"\ntitle = { zh = "我", en = "Mine" }\nsource = "x"\napprover = "y"\n'
    for key in ("absence_wage", "commission_rate"):
        head += f'[[setting]]\nkey = "{key}"\nunit = "yuan"\nzh = "多少?"\nen = "How much?"\nrequired = true\n'
    (folder / "rulebook.toml").write_text(head, encoding="utf-8")
    told = door("init", "--rulebook", str(folder))
    assert told.code == 1
    assert "absence_wage: How much?" in told.err
    assert "commission_rate: How much?" in told.err
    assert not door.db.exists()


def test_a_default_need_not_be_typed(door: Door) -> None:
    told = door("init", "--rulebook", "r2-shop-standard")
    assert (told.code, told.err) == (0, "")


def test_a_value_that_cannot_be_is_refused(door: Door) -> None:
    told = door("init", "--rulebook", "r5-etiquette-counts", "--set", "absence_wage=-5")
    assert told.code == 1
    assert "absence_wage is '-5', it should be a number above 0" in told.err
    assert not door.db.exists()


@pytest.mark.parametrize(
    ("typed", "code", "stored"), [(["", "0.02"], 0, '"0.02"'), (["?"], 0, '""'), ([], 1, ""), ([""], 1, "")]
)
def test_a_required_setting_is_asked_for_at_a_terminal_until_it_is_answered(
    door: Door, monkeypatch: pytest.MonkeyPatch, typed: list[str], code: int, stored: str
) -> None:
    """An empty line asks again, `?` says that it is not known yet, the end of input leaves it missing."""
    answers = iter(typed)

    def read(_prompt: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", read)
    told = door("init", "--rulebook", "r7-tea-oil")
    assert told.code == code
    assert "does not say how much" in told.out
    assert door.db.exists() == (code == 0)
    if stored:
        assert f'"key":"commission_rate","value":{stored}' in door("export").out


def test_a_setting_is_changed_later_from_a_day_on(door: Door) -> None:
    door("init", "--rulebook", "r7-tea-oil", "--from", "2026-10-01", "--set", "commission_rate=")
    at = "2026-10-15T00:00:00+08:00"
    assert door("log", "setting.changed", "key=commission_rate", "value=0.02", f"at={at}").code == 0
    told = door("log", "setting.changed", "key=commission_rate", "value=much", f"at={at}")
    assert told.code == 1
    assert "a number above 0" in told.err
    assert door("log", "setting.changed", "key=tea_break", "value=5").code == 1


def test_another_rulebook_is_adopted_by_a_person_only_when_its_settings_are_said(store: Door) -> None:
    joined = ("staff=fang", "name=方总", "roles=manager", "at=2026-10-01T09:00:00+08:00")
    assert store("log", "staff.joined", *joined).code == 0
    adopt = ("log", "rulebook.adopted", "rulebook=r7-tea-oil", "from_on=2026-12-01")
    told = store("--as", "fang", *adopt)
    assert told.code == 1
    assert "the setting commission_rate comes first" in told.err
    assert "kfterm log setting.changed key=commission_rate value=<share>" in told.err
    assert store("--as", "fang", "log", "setting.changed", "key=commission_rate", "value=").code == 0
    assert store("--as", "fang", *adopt).code == 0


def test_what_a_machine_adopted_is_taken_as_it_is(store: Door) -> None:
    assert store("log", "rulebook.adopted", "rulebook=r7-tea-oil", "from_on=2026-12-01").code == 0
