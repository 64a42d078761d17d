"""board, handover, month and rulebook as a program or a person without a terminal sees them."""

import json
import shutil
from pathlib import Path

import pytest
from cli.conftest import Door
from rich.cells import cell_len

from kfterm.resources import data_folder


@pytest.fixture
def day(store: Door) -> Door:
    """A morning: 李娜 on seat, one violation, one item."""
    for said in (
        ("shift.assigned", "staff=li", "on=2026-10-13", "shift=early", "at=2026-10-10T12:00:00+08:00"),
        ("seat.taken", "staff=li", "at=2026-10-13T08:29:00+08:00"),
        ("item.opened", "item=i1", "item_kind=H14", "what=退款 4471", "owner=li", "at=2026-10-13T09:00:00+08:00"),
        (
            "violation.logged",
            "violation=v1",
            "staff=li",
            "clause=R4-3.1.09",
            "note=闲聊",
            "by=wu",
            "at=2026-10-13T10:00:00+08:00",
        ),
    ):
        assert store("log", *said).code == 0
    return store


def test_a_frame_of_the_floor_at_a_past_moment(day: Door) -> None:
    told = day("board", "--at", "2026-10-13T10:30:00+08:00", lang="zh")
    assert told.code == 0
    assert "木禾家居 · 早班 08:30-17:00  2026-10-13 10:30" in told.out
    assert "在席 1/1" in told.out
    assert "退款 4471" in told.out
    assert max(cell_len(line) for line in told.out.splitlines()) <= 80


def test_the_same_frame_for_a_program(day: Door) -> None:
    found = json.loads(day("board", "--at", "2026-10-13T10:30:00+08:00", "--json").out)
    assert (found["present"], found["planned"], found["shift"]["id"]) == (1, 1, "early")
    assert [(agent["staff"], agent["state"]) for agent in found["agents"]] == [("li", "on")]
    assert [item["item"] for item in found["items"]] == ["i1"]


def test_a_moment_that_is_none_is_refused(day: Door) -> None:
    told = day("board", "--at", "teatime")
    assert (told.code, told.out) == (1, "")
    assert "try 20:15" in told.err


def test_names_and_texts_cannot_move_the_terminal(day: Door) -> None:
    day("log", "staff.joined", "staff=e", "name=\x1b[31mA\u202eB", "roles=agent", "at=2026-10-01T09:00:00+08:00")
    day("log", "seat.taken", "staff=e", "seat=\x1b[2J", "at=2026-10-13T09:00:00+08:00")
    day("log", "seat.left", "staff=e", "reason=\x1b[2J\u202ex", "told=no", "at=2026-10-13T09:30:00+08:00")
    day(
        "log", "item.opened", "item=i2", "item_kind=H14", "what=\x1b]0;x\x07", "owner=e", "at=2026-10-13T09:00:00+08:00"
    )
    for command in (("board", "--at", "2026-10-13T10:30:00+08:00"), ("handover", "--on", "2026-10-13", "--shift", "early"),
                    ("month", "2026-10"), ("month", "2026-10", "--staff", "e", "--why")):  # fmt: skip
        out = day(*command).out
        assert not any(char in out for char in "\x1b\x07\u202e"), command


def test_the_handover_sheet_as_text_and_pdf(day: Door) -> None:
    told = day("handover", "--on", "2026-10-13", "--shift", "early", lang="zh")
    assert told.code == 0
    assert "退款 4471" in told.out
    assert day("handover", "--on", "someday").code == 1
    pytest.importorskip("typst")
    assert day("handover", "--on", "2026-10-13", "--shift", "early", "--pdf", "sheet.pdf").code == 0
    assert Path("sheet.pdf").read_bytes().startswith(b"%PDF")


def test_a_shift_that_is_not_known_is_refused(day: Door) -> None:
    told = day("handover", "--shift", "nights")
    assert told.code == 1
    assert "there is no shift nights (there are: early)" in told.err


def test_a_month_as_a_table_as_json_and_why(day: Door) -> None:
    assert "李娜" in day("month", "2026-10").out
    found = json.loads(day("month", "2026-10", "--json").out)
    entries = {each["staff"]: each["score"]["entries"] for each in found["staff"]}
    assert [(each["clause"], each["points"]) for each in entries["li"] if each["points"] < 0] == [("R4-3.1.09", -1)]
    why = day("month", "2026-10", "--staff", "li", "--why", lang="zh").out
    assert "上班时间谈论与本职工作无关的事情1-2分/次" in why
    assert "violation.logged" in why or "记违规" in why
    assert len(json.loads(day("month", "2026-10", "--json", "--staff", "li").out)["staff"]) == 1


def test_two_runs_give_the_same_bytes(day: Door) -> None:
    assert day("month", "2026-10", "--json").out == day("month", "2026-10", "--json").out


@pytest.mark.parametrize("wrong", [("2026-13",), ("october",), ("2026-10", "--staff", "nobody"), ("2020-01",)])
def test_a_month_or_person_that_is_none_is_refused(day: Door, wrong: tuple[str, ...]) -> None:
    told = day("month", *wrong)
    assert (told.code, told.out) == (1, "")
    assert told.err


def test_rulebooks_are_listed_and_shown_clause_by_clause(door: Door) -> None:
    told = door("rulebook", "list")
    assert "r4-points-110" in told.out
    assert "r8-red-packet" in told.out
    assert "工作时间未使用普通话2分/次" in door("rulebook", "show", "r4-points-110", "R4-3.1.01").out
    assert "R8-3.2.1" in door("rulebook", "show", "r8-red-packet").out
    assert door("rulebook", "show", "r4-points-110", "R4-9").code == 1
    assert door("rulebook", "show", "r9").code == 1
    assert door("rulebook").code == 2


def test_a_rulebook_is_checked_and_every_mistake_of_a_broken_copy_is_named(door: Door) -> None:
    assert "is sound" in door("rulebook", "check", "r4-points-110").out
    copy = door.folder / "mine"
    shutil.copytree(data_folder() / "rulebooks" / "r4-points-110", copy)
    light = copy / "03-1-light.toml"
    text = light.read_text(encoding="utf-8")
    light.write_text(text.replace("points = -2 }", "points = 2.x }", 1), encoding="utf-8")
    merits = copy / "02-bonus.toml"
    merits.write_text(merits.read_text(encoding="utf-8").replace("zh = ", "zhh = ", 1), encoding="utf-8")
    told = door("rulebook", "check", str(copy))
    assert told.code == 1
    assert "03-1-light.toml" in told.err
    assert "02-bonus.toml" in told.err
    assert door("init", "--rulebook", str(copy)).code == 1
    assert not door.db.exists()
