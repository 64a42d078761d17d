"""The log browser: what people wrote, in full, and taking an entry back."""

from shopfloor import DAY, Shop, at_keyboard, line, lines_of


async def logged(r4: Shop) -> str:
    """Two entries of a hand; the id of the violation."""
    r4.add(line("violation.logged", f"{DAY} 10:10", violation="v1", staff="zhangmin", clause="R4-3.1.01", by="zhoumin"))
    r4.add(line("seat.returned", f"{DAY} 10:12", staff="ouyangxue", by="zhoumin"))
    return [row.id for row in r4.log.rows()][-2]


async def test_people_first_machines_on_demand(r4: Shop) -> None:
    await logged(r4)
    async with at_keyboard(r4) as hand:
        await hand.press("y")
        assert hand.says("日志  2", "记违规", "回席")
        await hand.press("m")
        assert hand.says("import:te", "上席")
        await hand.press("end")
        assert hand.says("采用规则书")


async def test_the_filter_takes_pinyin(r4: Shop) -> None:
    await logged(r4)
    async with at_keyboard(r4) as hand:
        await hand.press("y", "slash")
        await hand.type("zm")
        await hand.press("enter")
        assert hand.says("/zm")
        await hand.press("slash", "ctrl+u")
        await hand.type("jwg")
        await hand.press("enter")
        assert hand.says("日志  1", "R4-3.1.01")
        assert not lines_of(hand, "欧阳雪")


async def test_enter_shows_every_field(r4: Shop) -> None:
    entry = await logged(r4)
    async with at_keyboard(r4) as hand:
        await hand.press("y", "down", "enter")
        assert hand.says("violation.logged", entry, "zhoumin", "R4-3.1.01", f"{DAY}T10:10:00+08:00", "zhangmin")
        await hand.press("escape", "escape")
        assert hand.top == "FloorScreen"


async def test_an_entry_is_taken_back_with_a_reason(r4: Shop) -> None:
    entry = await logged(r4)
    async with at_keyboard(r4) as hand:
        seq = r4.log.head().seq - 1
        await hand.press("y", "down", "w", "enter")
        assert hand.says("必填")
        await hand.type("wrong")
        await hand.press("enter")
        assert hand.says("已撤", "日志  3", f"#{seq} 记违规 张敏 R4-3.1.01 (wrong)")
        await hand.press("escape")
    event = r4.newest("entry.withdrawn")
    assert (event.entry, event.reason) == (entry, "wrong")
    assert r4.desk.live.shop.conduct.violations == {}


async def test_the_log_says_what_works_and_what_was_undone(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("l", "enter")
        r4.clock.advance(seconds=1)
        seq = r4.log.head().seq
        await hand.press("u", "y", "y")
        assert hand.says(f"#{seq} 离席 张敏 就餐")
        assert not hand.says(f"#{seq} 撤销")
        await hand.press("question_mark")
        assert hand.says("连同机器写的", "撤回一条")


async def test_where_there_is_room_the_kind_of_an_entry_is_whole_and_says_what_it_was_about(r4: Shop) -> None:
    r4.add(
        line("handover.cut", f"{DAY} 10:05", handover="C", on=DAY, shift="early", by="zhoumin"),
        line("item.settled", f"{DAY} 10:06", item="dents", outcome="sent again", by="zhoumin"),
    )
    async with at_keyboard(r4, (120, 40), "en") as hand:
        await hand.press("y")
        (cut,) = lines_of(hand, "cut the handover ")
        assert cut.rstrip().endswith("early 10-13")
        (settled,) = lines_of(hand, "settled an item ")
        assert settled.rstrip().endswith("少件 0230 sent again")
