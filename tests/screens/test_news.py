"""Announcements: read before a seat is taken where the regime says so (R1-3.3), by those on seat from the notice, and again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shopfloor import DAY, R1, R4, Shop, at_keyboard, line, shop

from kfterm.events.floor import SeatTaken
from kfterm.problems import Refused


@pytest.fixture
def r1(tmp_path: Path) -> Iterator[Shop]:
    """R1, and an announcement of this morning."""
    made = shop(tmp_path, R1)
    made.add(line("announcement.posted", f"{DAY} 09:00", announcement="sale", what="满300减40到周日", by="zhoumin"))
    yield made
    made.close()


async def test_who_has_not_read_it_reads_it_before_the_seat(r1: Shop) -> None:
    async with at_keyboard(r1) as hand:
        hand.floor.query_one("#agents").move_to("gaohan")
        await hand.press("a")
        assert hand.says("上席前先读公告", "满300减40到周日", "周敏", "Enter 已读")
        assert r1.events("seat.taken")[-1].staff != "gaohan"
        await hand.press("enter")
        assert r1.newest("seat.taken").staff == "gaohan"
    read = r1.newest("announcement.read")
    assert (read.announcement, read.staff) == ("sale", "gaohan")


async def test_who_does_not_read_it_does_not_sit(r1: Shop) -> None:
    async with at_keyboard(r1) as hand:
        hand.floor.query_one("#agents").move_to("gaohan")
        await hand.press("a", "escape")
        assert hand.says("没读公告,没有上席")
    assert "gaohan" not in {each.staff for each in r1.events("seat.taken")}
    assert r1.events("announcement.read") == []


def test_a_person_puts_nobody_on_seat_unread_and_a_file_may(r1: Shop) -> None:
    with pytest.raises(Refused) as refused:
        r1.desk.say(SeatTaken(staff="gaohan"))
    assert "R1-3.3: " in refused.value.problems[0].says.en
    assert "满300减40到周日" in refused.value.problems[0].says.zh
    r1.add(line("seat.taken", f"{DAY} 10:16", staff="gaohan"))


async def test_elsewhere_a_seat_is_one_key(r4: Shop) -> None:
    r4.add(line("announcement.posted", f"{DAY} 09:00", announcement="sale", what="满300减40到周日"))
    async with at_keyboard(r4) as hand:
        hand.floor.query_one("#agents").move_to("gaohan")
        await hand.press("a")
    assert r4.newest("seat.taken").staff == "gaohan"


async def test_the_notice_lets_those_on_seat_read_it(r1: Shop) -> None:
    async with at_keyboard(r1) as hand:
        assert hand.says("公告「满300减40到周日」未读")
        hand.floor.query_one("#notices").focus()
        hand.floor.query_one("#notices").move_to(next(each.key for each in hand.floor.noticed if each.key.startswith("unread:")))  # fmt: skip
        await hand.press("enter")
        assert hand.says("这些人读了?")
        await hand.press("enter")
        assert not hand.says("」未读")
    seated = {"zhangmin", "zhoumin"}  # 欧阳雪 is away and reads it when she is back
    assert {each.staff for each in r1.events("announcement.read")} == seated


async def test_what_holds_is_read_again(r1: Shop) -> None:
    async with at_keyboard(r1) as hand:
        await hand.press("A")
        assert hand.says("满300减40到周日", "10-13 09:00 周敏")


async def test_english(tmp_path: Path) -> None:
    made = shop(tmp_path, R4)
    async with at_keyboard(made, lang="en") as hand:
        await hand.press("A")
        assert hand.says("no announcements")
    made.close()
