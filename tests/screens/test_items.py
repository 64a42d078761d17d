"""Handover items from the floor: opened, looked at, changed, settled."""

from shopfloor import DAY, Shop, at_keyboard


async def test_an_item_is_opened_with_owner_and_due_time(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("i")
        await hand.type("th")
        await hand.press("enter")
        await hand.type("refund 99")
        await hand.press("enter")
        await hand.type("oyx")
        await hand.press("enter")
        await hand.type("18:00")
        await hand.press(*["enter"] * 6)
        assert hand.says("已开交接项:refund 99", "待交接 3", "+07:43")
    event = r4.newest("item.opened")
    assert (event.item_kind, event.what, event.owner, event.severity) == ("H14", "refund 99", "ouyangxue", "stable")
    assert event.due_at.isoformat() == f"{DAY}T18:00:00+08:00"


async def test_an_owner_outside_the_shop_stays_as_typed(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("i", "enter")
        await hand.type("x")
        await hand.press("enter")
        await hand.type("ann")
        await hand.press(*["enter"] * 7)
    assert r4.newest("item.opened").owner == "ann"


async def test_a_due_time_that_is_none_is_refused_in_the_form(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("i", "enter")
        await hand.type("x")
        await hand.press("enter", "enter")
        await hand.type("tea time")
        await hand.press(*["enter"] * 6)
        assert hand.top == "FormModal"
        assert hand.says("应如 18:00")
        await hand.press("escape")
    assert len(r4.events("item.opened")) == 2


async def test_an_item_without_a_text_is_not_written(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("i", "enter", *["enter"] * 8)
        assert hand.says("必填")
    assert len(r4.events("item.opened")) == 2


async def test_enter_on_an_item_shows_all_of_it_and_takes_progress(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("tab", "tab", "enter")
        assert hand.says("退款 4471 催第三次", "欧阳雪", "320114471", "10-13 10:00")
        await hand.press(*["down"] * 8)
        await hand.type("called")
        await hand.press("enter")
        assert hand.says("已更新")
    event = r4.newest("item.updated")
    assert (event.item, event.note, event.owner, event.due_at, event.what) == ("refund", "called", None, None, None)


async def test_an_item_left_as_it_was_writes_nothing(r4: Shop) -> None:
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await hand.press("tab", "tab", "enter", *["enter"] * 9)
        assert hand.top == "FloorScreen"
    assert r4.log.head() == before


async def test_an_item_is_settled_with_its_outcome(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("tab", "tab", "o")
        assert hand.says("退款 4471 催第三次")
        await hand.press("enter")
        assert hand.says("必填")
        await hand.type("paid")
        await hand.press("enter")
        assert hand.says("已办结", "待交接 1 · 过期 0")
    event = r4.newest("item.settled")
    assert (event.item, event.outcome) == ("refund", "paid")
