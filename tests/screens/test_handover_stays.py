"""The handover screen under two hands: nothing taken is taken again, nothing moves because of others, titles say which."""

from shopfloor import DAY, Hand, Shop, at_keyboard, line, lines_of

from kfterm.desk.desk import Desk
from kfterm.events.handover import HandoverItemRead
from kfterm.log import open_log


async def cut_for(shop: Shop, hand: Hand, reader: str = "heli") -> str:
    """周敏 cuts; then somebody else sits down at the handover."""
    await hand.press("h", "c", "enter")
    shop.desk.by = reader
    await hand.press("escape", "h")
    return str(shop.newest("handover.cut").handover)


async def test_enter_on_a_taken_item_shows_who_took_it_and_takes_nothing(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut_for(r4, hand)
        await hand.press("enter")
        await hand.type("refund by six")
        await hand.press("enter", "up", "enter")
        assert hand.top == "TakenModal"
        assert hand.says("已接下:何立 10-13 10:17", "复述:refund by six")
        await hand.press("u", "enter", "enter")  # u is for what was parked; Enter leaves, then opens it again
        assert hand.top == "TakenModal"
    (event,) = r4.events("handover.item_read")
    assert event.read_back == "refund by six"


async def test_a_parked_item_stays_parked_until_u(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut_for(r4, hand)
        await hand.press("z")
        await hand.type("18:00")
        await hand.press("tab")
        await hand.type("call bank")
        await hand.press("enter", "up", "enter")
        assert hand.says("搁到 10-13 18:00", "u 不搁了", "复述:call bank")
        await hand.press("enter")
        assert r4.newest("handover.item_read").parked_until is not None
        await hand.press("enter", "u")
        assert hand.says("不搁了:退款 4471")
    event = r4.newest("handover.item_read")
    assert (event.accepted, event.parked_until, event.read_back) == (True, None, "call bank")


async def test_the_cursor_stays_on_its_item_whatever_the_other_terminal_writes(r4: Shop) -> None:
    with open_log(r4.path) as log:
        other = Desk(log, r4.clock, by="heli")
        async with at_keyboard(r4) as hand:
            await hand.press("h", "c", "enter")
            key = r4.newest("handover.cut").handover
            assert lines_of(hand, "›")[0].count("退款")
            other.say(HandoverItemRead(handover=key, item="dents", accepted=False, reason="which"))
            await hand.until(lambda: hand.says("退回 which"))
            assert lines_of(hand, "›")[0].count("退款")
            assert hand.says("Tab 待办 1")
            await hand.press("tab")
            assert lines_of(hand, "›")[0].count("少件")


async def test_tab_goes_round_what_the_relief_has_to_read(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut_for(r4, hand)
        await hand.press("enter", "enter")  # 退款 is taken, the cursor is on 少件
        await hand.press("up", "tab")
        assert lines_of(hand, "›")[0].count("少件")
        await hand.press("enter", "enter", "tab")
        assert hand.says("没有等这一方的事项")


async def test_the_list_says_the_kind_and_what_lacks_and_keeps_its_order_through_the_cut(r4: Shop) -> None:
    said = {"item_kind": "H16", "what": "angry", "owner": "zhangmin", "severity": "urgent"}
    r4.add(line("item.opened", f"{DAY} 09:40", item="z", **said))
    async with at_keyboard(r4, (120, 40)) as hand:
        await hand.press("h")
        before = [each[:60].split()[:2] for each in hand.lines[2:5]]
        assert "angry" in hand.lines[2]  # the urgent one first
        assert "?" in hand.lines[3][:2]  # 退款 lacks fields
        assert "类" in hand.lines[1]
        await hand.press("c", "enter")
        assert [each[:60].split()[:2] for each in hand.lines[2:5]] == before


async def test_after_a_force_the_next_is_cut_from_the_same_screen(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("h", "c", "enter", "f")
        await hand.type("typhoon")
        await hand.press("enter")
        await hand.type("fz")
        await hand.press("enter")
        assert hand.says("交接班 早班 10-13", "已强制关闭", "c 截止下一班")


async def test_between_two_shifts_the_title_says_the_last_and_the_next(r4: Shop) -> None:
    r4.add(line("shift.assigned", "2026-10-10 12:00", staff="zhoumin", on="2026-10-14", shift="early"))
    r4.add(*(line("item.settled", f"{DAY} 09:50", item=each, outcome="done") for each in ("refund", "dents")))
    for key, shift in (("a", "early"), ("b", "late")):
        r4.add(line("handover.cut", f"{DAY} 10:00", handover=key, on=DAY, shift=shift))
        r4.add(line("handover.signed", f"{DAY} 10:01", handover=key, side="out", staff="zhoumin"))
        r4.add(line("handover.signed", f"{DAY} 10:02", handover=key, side="in", staff="heli"))
    async with at_keyboard(r4) as hand:
        await hand.press("h")
        assert hand.says("交接班 · 上次 晚班 10-13", "下一个 早班 10-14,10-14 08:30 开始")


async def test_who_may_not_settle_is_told_and_the_keys_are_for_the_list_again(r4: Shop) -> None:
    said = {"item_kind": "H16", "what": "angry", "owner": "zhangmin", "severity": "urgent"}
    r4.add(line("item.opened", f"{DAY} 09:40", item="z", **said))
    async with at_keyboard(r4) as hand:
        await hand.press("h", "o")
        assert hand.says("周敏 不能做这件事 (R4-3.3.02):请 主管、经理、培训专员 来记")
        assert hand.app.focused.id == "handover"
