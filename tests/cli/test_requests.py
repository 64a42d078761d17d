"""`kfterm requests`: what waits, with what each meets and breaks, as text and as JSON; nothing is written."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from kit import Kit, joined, line, shift

from kfterm.cli.main import run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """R8 with one rest day asked for one day ahead, long ago."""
    kit = Kit(tmp_path)
    kit.add(joined("ma", name="马倩"), joined("wu", name="吴主管", roles=["supervisor"]), shift("ma", "2026-10-14"))
    kit.add(line("rest.requested", "2026-10-13 08:00", rest="R1", staff="ma", on="2026-10-14"))
    kit.close()
    return kit.path


def test_it_is_listed_with_its_rules(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--db", str(path), "--lang", "zh", "requests"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("! 休息 马倩 2026-10-14 休息一天 [R1]\n")
    assert "    ! R8-3.4.1:休假要提前 2 天申请" in said
    assert "    + 2026-10 第 1 天休息,共 2 天 R8-3.4.1" in said


def test_json_says_who_may_overrule_and_what_would_change(
    path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Two days unused are 141.94, one 70.97."""
    assert run(["--db", str(path), "--lang", "en", "requests", "--json"]) == 0
    listed: list[dict[str, Any]] = msgspec.json.decode(capsysbinary.readouterr().out)["requests"]
    (found,) = listed
    assert (found["kind"], found["id"], found["staff"], found["days"]) == ("rest", "R1", "ma", ["2026-10-14"])
    assert found["verdict"] == "overrule"
    (late,) = [each for each in found["rules"] if each["state"] == "broken"]
    assert (late["clause"], late["overruled_by"]) == ("R8-3.4.1", ["deputy", "manager", "supervisor"])
    assert late["possible"] == "10-15 at the earliest; asked for by 10-12"
    assert "马倩 2026-10 unused rest days 141.94 -> 70.97" in found["changes"]


def test_what_was_decided_is_listed_on_request(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide = ["--db", str(path), "--as", "wu", "log", "rest.decided", "rest=R1", "approved=true", "reason=家里有事"]
    assert run(decide) == 0
    capsys.readouterr()
    assert run(["--db", str(path), "--lang", "zh", "requests"]) == 0
    assert capsys.readouterr().out == "没有待批的申请\n"
    assert run(["--db", str(path), "--lang", "zh", "requests", "--all"]) == 0
    said = capsys.readouterr().out
    assert "已批准 · 吴主管 20" in said, "who decided and when"
    assert said.endswith("家里有事\n")
    assert run(["--db", str(path), "requests", "--all", "--json"]) == 0
    (found,) = msgspec.json.decode(capsys.readouterr().out)["requests"]
    assert (found["decided_by"], found["decision_reason"], found["overruled"]) == ("wu", "家里有事", True)


def test_a_text_that_says_nothing_of_swaps_is_said_to(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """R8 has no rule on swaps; 吴主管 stands in as the colleague."""
    swap = ["swap.requested", "swap=S", "staff=ma", "with_staff=wu", "on=2026-10-14", "reason=x"]
    assert run(["--db", str(path), "--as", "ma", "log", *swap]) == 0
    assert run(["--db", str(path), "--lang", "en", "requests"]) == 0
    assert "    this rulebook says nothing about swaps\n" in capsys.readouterr().out
