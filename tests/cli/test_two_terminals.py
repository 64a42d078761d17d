"""A handover between two real terminals on one log: each lead at the own, live, until both see it closed."""

import json
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from cli.conftest import Door
from cli.test_pty import Terminal


@pytest.fixture
def floor(store: Door) -> Door:
    """吴芳's shift lasts all day and hands over to 何立's, with two items: the real clock may show any hour."""
    on = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    said = [
        ("setting.changed", "key=shift.all", "value=00:00-24:00"),
        ("setting.changed", "key=shift.next", "value=23:00-06:00+1"),
        ("staff.joined", "staff=heli", "name=何立", "roles=lead"),
        ("shift.assigned", "staff=wu", f"on={on}", "shift=all"),
        ("shift.assigned", "staff=heli", f"on={on}", "shift=next"),
        ("item.opened", "item=a", "item_kind=H02", "what=refund 4471", "owner=li"),
        ("item.opened", "item=b", "item_kind=H02", "what=lost parcel", "owner=li"),
    ]
    for each in said:
        assert store("log", *each).code == 0
    return store


@pytest.fixture
def leads(floor: Door) -> Iterator[tuple[Terminal, Terminal]]:
    """The outgoing lead's terminal and the relief's."""
    out, into = (Terminal("--db", str(floor.db), "--as", staff) for staff in ("wu", "heli"))
    for each in (out, into):
        each.sees("refund 4471")
    yield out, into
    for each in (out, into):
        each.press("qq")
        assert each.left() == 0
        assert b"Traceback" not in each.drawn


def test_a_handover_between_two_terminals(leads: tuple[Terminal, Terminal], floor: Door) -> None:
    out, into = leads
    out.press("h")
    out.sees("还没有截止")
    into.press("h")
    into.sees("还没有截止")
    out.press("c")
    out.sees("Enter 截止")
    out.press("\r")
    into.sees("接班已接 0/2")  # the relief sees the cut without a key
    into.press("\r")
    into.sees("Enter 接下")
    into.press("\r")
    into.sees("接班已接 1/2")
    into.press("x")
    into.sees("退回理由")
    into.press("no number\r")
    out.sees("退回 no number")  # and the outgoing lead what came back
    out.press("\t")  # the cursor stays where it was: Tab goes to what waits for this side
    out.press("e")
    out.sees("进展")
    out.press("SF123\r")
    into.sees("已补齐,再读")
    into.press("\t")
    into.press("\r")
    into.sees("SF123")
    into.press("\r")
    out.sees("等双方签字")
    out.press("s")
    out.sees("签交班")
    out.press("\r")
    into.sees("等接班人签字")
    into.press("s")
    into.sees("签接班")
    into.press("\r")
    into.sees("已关闭")
    out.sees("已关闭")
    events = [json.loads(each) for each in floor("export").out.splitlines()]
    told = [(each["kind"], each["by"]) for each in events if each["kind"].startswith(("handover.", "item.updated"))]
    assert told == [
        ("handover.cut", "wu"),
        ("handover.item_read", "heli"),
        ("handover.item_read", "heli"),
        ("item.updated", "wu"),
        ("handover.item_read", "heli"),
        ("handover.signed", "wu"),
        ("handover.signed", "heli"),
    ]
    assert [each["side"] for each in events if each["kind"] == "handover.signed"] == ["out", "in"]
    assert floor("verify").code == 0


def test_what_is_missing_is_printed_without_a_terminal(floor: Door) -> None:
    told = floor("handover", "--check", lang="zh")
    assert (told.code, "可以截止,还缺这些" in told.out, "「refund 4471」没写 下一步" in told.out) == (0, True, True)
    assert floor("log", "handover.cut", "handover=H", f"on={datetime.now(ZoneInfo('Asia/Shanghai')).date()}",
                 "shift=all", "by=wu").code == 0  # fmt: skip
    told = floor("handover", "--check")
    assert (told.code, "relief took 0 of 2" in told.out, '"lost parcel" not read yet' in told.out) == (1, True, True)
