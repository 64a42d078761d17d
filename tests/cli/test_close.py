"""`kfterm close M` as a person calls it."""

import json

import pytest
from cli.conftest import Door

from kfterm.log import open_log

FOUNDED = ("init", "--rulebook", "r4-points-110", "--from", "2026-08-01", "--set", "shift.early=08:30-17:00",
           "--set", "incident_limit.system=15")  # fmt: skip


@pytest.fixture
def past(door: Door) -> Door:
    """A store since August with a supervisor and an agent; by the computer's clock August is over."""
    assert door(*FOUNDED).code == 0
    for staff, name, roles in (("fang", "方总", "manager"), ("li", "李娜", "agent")):
        fields = (f"staff={staff}", f"name={name}", f"roles={roles}", "at=2026-08-01T09:00:00+08:00")
        assert door("log", "staff.joined", *fields).code == 0
    talked = ("violation=v1", "staff=li", "clause=R4-3.1.09", "by=fang", "at=2026-08-13T10:00:00+08:00")
    assert door("log", "violation.logged", *talked).code == 0
    return door


def test_what_was_frozen_is_said(past: Door) -> None:
    told = past("close", "2026-08", "--by", "fang")
    assert told.code == 0
    assert "closed 2026-08: 2 people, net 0.00, fines 0.00\n" in told.out
    with open_log(past.db) as log:
        seq = log.head().seq
    assert f"position #{seq}" in told.out
    found = json.loads(past("month", "2026-08", "--json").out)
    assert (found["closed"], found["log"]["seq"]) == (True, seq)
    assert "closed" in past("month", "2026-08").out


def test_a_frozen_month_prints_the_same_bytes_whatever_comes(past: Door) -> None:
    assert past("close", "2026-08", "--by", "fang").code == 0
    frozen = past("month", "2026-08", "--json").out
    late = ("staff=li", "clause=R4-3.1.09", "on=2026-08-14", "at=2026-09-03T10:00:00+08:00")
    assert past("log", "violation.logged", "violation=v2", *late).code == 0
    assert past("log", "entry.withdrawn", "entry=v1", "at=2026-09-03T11:00:00+08:00").code == 0
    assert past("month", "2026-08", "--json").out == frozen


def test_a_copy_of_the_log_prints_the_same_bytes(past: Door) -> None:
    assert past("close", "2026-08", "--by", "fang").code == 0
    frozen = past("month", "2026-08", "--json").out
    assert past("export", "all.ndjson").code == 0
    other = past.folder / "other.kfterm"
    assert past("--db", str(other), "import", "all.ndjson").code == 0
    assert past("--db", str(other), "month", "2026-08", "--json").out == frozen


@pytest.mark.parametrize(("lang", "says"), [("zh", "2026-08 已于"), ("en", "2026-08 was closed at")], ids=["zh", "en"])
def test_twice_is_refused_in_both_languages(past: Door, lang: str, says: str) -> None:
    assert past("close", "2026-08", "--by", "fang").code == 0
    told = past("close", "2026-08", "--by", "fang", lang=lang)
    assert (told.code, told.out) == (1, "")
    assert says in told.err
    assert "withdraw" in told.err or "撤回" in told.err


def test_an_agent_may_not(past: Door) -> None:
    told = past("close", "2026-09", "--by", "li")
    assert told.code == 1
    assert "李娜 may not do this" in told.err


@pytest.mark.parametrize("wrong", ["august", "2026-13", ""])
def test_no_month_is_refused(past: Door, wrong: str) -> None:
    assert past("close", wrong).code == 1


def test_a_month_without_a_rulebook_is_refused(past: Door) -> None:
    told = past("close", "2026-07")
    assert told.code == 1
    assert "no rulebook is in force in 2026-07" in told.err


def test_another_program_or_rulebook_is_said_loudly_and_not_in_the_json(past: Door) -> None:
    assert past("close", "2026-08", "--by", "fang").code == 0
    fields = ("month=2026-09", "digest=" + "0" * 64, "upto=1", "at=2026-10-02T10:00:00+08:00")
    assert past("log", "month.closed", *fields).code == 0
    told = past("month", "2026-09", "--json")
    assert told.code == 0
    assert "!!! 2026-09 is not what was closed" in told.err
    assert "000000000000" in told.err
    assert "mismatch" not in told.out
    assert past("month", "2026-08", "--json").err == ""


def test_a_person_closes_with_the_command_and_not_with_log(past: Door) -> None:
    told = past("log", "month.closed", "month=2026-08", "digest=x", "by=fang", "at=2026-09-02T10:00:00+08:00")
    assert told.code == 1
    assert "use kfterm close 2026-08" in told.err


def test_a_closed_month_says_when_and_lists_what_was_found_later(past: Door) -> None:
    assert past("close", "2026-08", "--by", "fang").code == 0
    assert "later correction" not in past("month", "2026-08").out
    assert past("log", "entry.withdrawn", "entry=v1", "at=2026-09-03T11:00:00+08:00").code == 0
    told = past("month", "2026-08")
    with open_log(past.db) as log:
        (closing,) = [row.seq for row in log.rows() if row.kind == "month.closed"]
    assert f"position #{closing}, digest " in told.out
    # the point for talking (R4-3.1.09) comes back in September
    assert "later correction booked in 2026-09: 李娜 1 points" in told.out
    assert "以后的更正记入 2026-09:李娜 1 分" in past("month", "2026-08", lang="zh").out
    september = past("month", "2026-09").out
    assert "with corrections of 2026-08" in september
    why = past("month", "2026-09", "--staff", "li", "--why").out
    assert "correction of 2026-08: off-topic talk" in why
