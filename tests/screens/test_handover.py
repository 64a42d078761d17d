"""S5: the handover by keys, item by item, with both signatures."""

from shopfloor import Hand, Shop, at_keyboard, lines_of


async def cut(hand: Hand) -> None:
    """Open the handover and cut it."""
    await hand.press("h", "c")


async def test_cut_read_give_back_complete_and_sign(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("h")
        assert hand.says("还没有截止", "退款 4471", "少件 0230")
        await hand.press("c")
        assert hand.says("截止 10:17")
        assert (r4.newest("handover.cut").shift, r4.newest("handover.cut").on.day) == ("early", 13)
        await hand.press("enter")
        await hand.type("refund by six")
        await hand.press("enter")
        assert hand.says("接下 refund by six")
        await hand.press("down", "x", "enter")
        assert hand.says("必填")
        await hand.type("no waybill")
        await hand.press("enter")
        assert hand.says("退回 no waybill")
        await hand.press("s")
        await hand.type("hl")
        await hand.press("enter")
        assert hand.says("还有 1 项没有被接下", "强制关闭")
        assert r4.events("handover.signed") == []
        await hand.press("enter", "enter")
        assert not lines_of(hand, "退回 no waybill")
        await hand.press("s")
        await hand.type("hl")
        await hand.press("enter")
        assert hand.says("接 何立")
        await hand.press("s")
        await hand.type("zhoumin")
        await hand.press("enter")
        assert len(r4.events("handover.signed")) == 2
    sides = [(each.side, each.staff) for each in r4.events("handover.signed")]
    assert sides == [("in", "heli"), ("out", "zhoumin")]


async def test_one_person_cannot_sign_both_sides(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        await hand.press("enter", "enter", "down", "enter", "enter", "s")
        await hand.type("hl")
        await hand.press("enter", "s")
        await hand.type("hl")
        await hand.press("enter")
        assert hand.says("两个人签")
    assert len(r4.events("handover.signed")) == 1


async def test_forcing_needs_a_reason_and_a_second_person(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        await hand.press("f", "enter", "enter")
        assert hand.says("必填")
        await hand.type("typhoon")
        await hand.press("enter")
        await hand.type("zhoumin")
        await hand.press("enter")
        assert hand.says("第二人不能是自己")
        await hand.press("f")
        await hand.type("typhoon")
        await hand.press("enter")
        await hand.type("fangzong")
        await hand.press("enter")
        await hand.press("s")
        await hand.type("hl")
        await hand.press("enter", "s")
        await hand.type("zhoumin")
        await hand.press("enter")
    event = r4.newest("handover.forced")
    assert (event.reason, event.second) == ("typhoon", "fangzong")
    assert len(r4.events("handover.signed")) == 2


async def test_the_second_person_is_found_by_pinyin_and_nobody_is_refused(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        await hand.press("f")
        await hand.type("typhoon")
        await hand.press("enter")
        await hand.type("nobody")
        await hand.press("enter")
        assert r4.events("handover.forced") == []


async def test_keys_out_of_turn_say_what_comes_first(r4: Shop) -> None:
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await hand.press("h")
        for key in ("enter", "x", "s"):
            await hand.press(key)
            assert hand.says("先按 c 截止")
        await hand.press("f")
        assert hand.says("没有要强制的")
        assert r4.log.head() == before
        await hand.press("c", "c")
        assert hand.says("已经截止")
    assert len(r4.events("handover.cut")) == 1


async def test_what_is_opened_after_the_cut_is_not_asked_for_here(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        r4.clock.advance(seconds=60)
        await hand.press("escape", "i", "enter")
        await hand.type("late complaint")
        await hand.press(*["enter"] * 8)
        await hand.press("h", "home")
        for what in ("退款", "少件"):
            while not any("›" in row for row in lines_of(hand, what)):
                await hand.press("down")
            await hand.press("enter", "enter")
        await hand.press("s")
        await hand.type("hl")
        await hand.press("enter", "s")
        await hand.type("zhoumin")
        await hand.press("enter")
    assert len(r4.events("handover.signed")) == 2


async def test_the_sheet_is_read_on_the_screen(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        await hand.press("p")
        assert hand.top == "ReadModal"
        assert hand.says("退款 4471", "kfterm handover --pdf")
