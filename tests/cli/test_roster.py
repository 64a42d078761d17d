"""`kfterm roster`: printed, written, and read back by `kfterm import`."""

import json

import pytest
from cli.conftest import FOUNDED, Door


@pytest.fixture
def shop(door: Door) -> Door:
    """张敏 with two shifts in October."""
    door(*FOUNDED)
    lines = [
        {"kind": "staff.joined", "at": "2026-10-01T00:00:00+08:00", "staff": "zhangmin", "name": "张敏"},
        {"kind": "shift.assigned", "at": "2026-10-01T00:01:00+08:00", "staff": "zhangmin", "on": "2026-10-05", "shift": "early"},
        {"kind": "shift.assigned", "at": "2026-10-01T00:01:00+08:00", "staff": "zhangmin", "on": "2026-10-06", "shift": "rest"},
    ]  # fmt: skip
    (door.folder / "facts.ndjson").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert door("import", "facts.ndjson").code == 0
    return door


def test_a_month_is_printed(shop: Door) -> None:
    told = shop("roster", "2026-10", lang="zh")
    assert told.code == 0
    assert "木禾家居 2026-10 排班表" in told.out
    assert "张敏       - - - - 早休- " in told.out


def test_a_month_is_written_and_read_back_without_a_change(shop: Door) -> None:
    told = shop("roster", "2026-10", "--xlsx", "oct.xlsx", "--csv", "oct.csv")
    assert (told.code, told.out) == (0, "wrote oct.csv\nwrote oct.xlsx\n")
    assert (shop.folder / "oct.csv").read_bytes().startswith(b"\xef\xbb\xbfName,Id,2026-10-01")
    assert shop("import", "oct.xlsx", "--dry-run").out == "can be imported: 0 new, 0 known\n"
    assert shop("import", "oct.xlsx").out == "imported 0 events, 0 known already\n"


def test_a_wrong_month_is_refused_with_what_it_should_be(shop: Door) -> None:
    told = shop("roster", "10-2026")
    assert (told.code, told.err) == (1, "the month 10-2026 should be like 2026-10\n")


def test_a_month_before_anybody_was_employed_is_empty_and_no_crash(shop: Door) -> None:
    assert shop("roster", "2020-01").code == 0
    assert shop("roster", "2020-01", "--xlsx", "empty.xlsx").code == 0
