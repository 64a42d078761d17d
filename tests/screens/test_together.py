"""Several terminals on one log, a log that cannot be written, and whose hand it is."""

import re
import sqlite3
from datetime import date
from pathlib import Path

from shopfloor import R4, Hand, Shop, at_keyboard, driven, shop, straight

from kfterm.desk.desk import Desk
from kfterm.events.floor import SeatLeft
from kfterm.events.handover import AnnouncementPosted, HandoverCut
from kfterm.log import open_log
from kfterm.machine import system_user
from screens.app import KftermApp


async def test_two_terminals_see_each_others_entries_within_a_second(r4: Shop) -> None:
    with open_log(r4.path) as other:
        desk = Desk(other, r4.clock, by="heli")
        async with at_keyboard(r4) as hand:
            desk.say(SeatLeft(staff="zhangmin", reason="training", told=True, minutes=60))
            await hand.until(lambda: hand.says("张敏", "培训", "何立 离席 张敏"), seconds=1.0)


def _both_counted(hand: Hand) -> bool:
    """Whether two people stand there with the score and the one entry that each has by then."""
    return all(re.search(rf"\b{score}\b.*\b1\b", hand.text) for score in (83, 78))


async def test_two_apps_on_one_log_each_write_and_see_both(r4: Shop) -> None:
    with open_log(r4.path) as other:
        app = KftermApp(Desk(other, r4.clock, by="heli"), "en")
        async with at_keyboard(r4) as mine, driven(app, (80, 24)) as theirs:
            await theirs.press("down", "v")
            await theirs.type("3110")
            await theirs.press("enter")
            await mine.press("v")
            await mine.type("3101")
            await mine.press("enter")
            both = (r4.desk.live.shop, app.desk.live.shop)
            await mine.until(lambda: _both_counted(mine), seconds=1.5)
            await theirs.until(lambda: _both_counted(theirs), seconds=1.5)
            assert [len(each.conduct.violations) for each in both] == [2, 2]
    assert {each.staff for each in r4.events("violation")} == {"zhangmin", "gaohan"}


async def test_the_handover_follows_the_other_terminal(r4: Shop) -> None:
    with open_log(r4.path) as other:
        desk = Desk(other, r4.clock, by="heli")
        async with at_keyboard(r4) as hand:
            await hand.press("h")
            desk.say(HandoverCut(handover="h1", on=date(2026, 10, 13), shift="early"))
            await hand.until(lambda: hand.says("截止 10:17"), seconds=1.0)


async def test_a_broken_chain_opens_with_a_banner_and_writes_nothing(tmp_path: Path) -> None:
    made = shop(tmp_path, R4)
    made.close()
    with sqlite3.connect(made.path) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        triggers = [sql for (sql,) in raw.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
        table = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%prev%'").fetchone()[0]
        for name in names:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(f"UPDATE {table} SET by = 'nobody' WHERE seq = (SELECT max(seq) FROM {table})")
        for sql in triggers:
            raw.execute(sql)
    raw.close()
    with open_log(made.path) as log:
        assert log.broken is not None
        broken = Shop(made.path, log, made.clock, Desk(log, made.clock, by="zhoumin"))
        before = log.head()
        async with at_keyboard(broken) as hand:
            words = log.broken.pick("zh")
            assert hand.says(words[:12])
            straight(hand)
            await hand.press("c", "enter")
            assert hand.top == "FloorScreen"
            assert log.head() == before


async def test_a_log_that_may_only_be_read_says_so(r4: Shop) -> None:
    with open_log(r4.path, read_only=True) as log:
        looked = Shop(r4.path, log, r4.clock, Desk(log, r4.clock, by="zhoumin"))
        async with at_keyboard(looked) as hand:
            assert hand.says("只读", "张敏")
            await hand.press("e")
            assert hand.top == "FloorScreen"
    assert r4.events("seat.released") == []


async def test_the_hand_is_asked_once_and_remembered(r4: Shop) -> None:
    r4.desk.by = "system"
    async with at_keyboard(r4, asks_hand=True) as hand:
        await hand.until(lambda: hand.top == "PickModal")
        assert hand.says("你是谁")
        assert hand.text.index("› 何立") < hand.text.index("方总"), "leads stand first"
        await hand.type("zhoumin")
        await hand.press("enter")
        assert hand.says("你好,周敏")
        await hand.press("l", "enter")
    mapped = r4.newest("user.mapped")
    assert (mapped.user, mapped.staff) == (system_user(), "zhoumin")
    assert r4.desk.live.shop.people.users[system_user()] == "zhoumin"
    assert [row.by for row in r4.log.rows()][-1] == "zhoumin"


async def test_the_log_screen_follows_another_terminal(r4: Shop) -> None:
    with open_log(r4.path) as other:
        desk = Desk(other, r4.clock, by="heli")
        async with at_keyboard(r4) as hand:
            await hand.press("y")
            desk.say(AnnouncementPosted(announcement="n1", what="满199减40"))
            await hand.until(lambda: hand.says("公告", "满199减40"), seconds=1.0)
