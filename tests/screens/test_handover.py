"""S5: the handover by keys: prepared and cut, read item by item, given back, completed, signed, forced, withdrawn."""

from typing import Any

import pytest
from shopfloor import DAY, Hand, Shop, at_keyboard, line, lines_of, straight

from kfterm.desk.desk import Desk
from kfterm.events.handover import HandoverItemRead
from kfterm.log import open_log
from kfterm.papers.handover_text import handover_text
from kfterm.papers.sheet_print import Sent
from kfterm.papers.sheet_shelf import again, shelf
from kfterm.words import Lang, Words


async def cut(hand: Hand) -> None:
    """Open the handover, look at what is missing, cut."""
    await hand.press("h", "c", "enter")


async def relief(hand: Hand, name: str = "何立") -> None:
    """The relief says who it is, when an item is read at the terminal of the outgoing side."""
    await hand.type(name)
    await hand.press("enter")


def urgent(shop: Shop, **fields: object) -> None:
    """An urgent item of this morning."""
    said = {"item": "angry", "item_kind": "H16", "what": "投诉 0301", "owner": "zhangmin", "severity": "urgent"}
    shop.add(line("item.opened", f"{DAY} 09:30", **(said | fields)))


async def test_what_is_missing_is_listed_before_the_cut_and_esc_goes_back(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("h")
        assert hand.says("还没有截止", "早班 10-13", "退款 4471", "少件 0230")
        await hand.press("c")
        assert hand.says("还缺", "「退款 4471 催第三次」已过时限", "没写", "张敏 手上还有 1 个会话", "先回一句再转接")
        await hand.press("escape")
        assert r4.events("handover.cut") == []
        await hand.press("c", "enter")
        assert hand.says("截止 10:17", "接班已接 0/2", "2 项还没读", "交班人没签", "接班人没签")
    assert (r4.newest("handover.cut").shift, r4.newest("handover.cut").on.isoformat()) == ("early", DAY)


async def test_the_whole_handover_at_one_terminal(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        await hand.press("enter")
        assert hand.says("周敏 是交班一方")
        await relief(hand)
        await hand.type("refund by six")
        await hand.press("enter")
        assert hand.says("接下 refund by six", "接班已接 1/2")
        await hand.press("x", "enter")  # the cursor went to the next one by itself
        assert hand.says("必填")
        await hand.type("no waybill")
        await hand.press("enter")
        assert hand.says("退回 no waybill", "被退回:no waybill", "交班人补齐")
        await hand.press("s")
        assert hand.says("还有 1 项没有被接下:少件 0230")
        assert r4.events("handover.signed") == []
        await hand.press("down", "e")
        assert hand.top == "FormModal"
        await hand.type("waybill SF1")
        await hand.press("enter")
        assert hand.says("已补齐,再读")
        await hand.press("enter", "enter")
        assert hand.says("等双方签字")
        await hand.press("s")
        assert hand.says("周敏 签交班 早班 10-13?", "2 项都接下了")
        await hand.press("enter")
        assert hand.says("周敏 已签交班", "等接班人签字")
        await hand.press("S")
        await relief(hand, "heli")
        assert hand.says("早班 10-13 已关闭 10:17:交 周敏 接 何立")
    assert {row.by for row in r4.log.rows() if row.kind == "handover.item_read"} == {"heli"}
    assert [(each.side, each.staff) for each in r4.events("handover.signed")] == [("out", "zhoumin"), ("in", "heli")]


async def test_an_ordinary_item_is_two_keys_and_an_urgent_one_is_said_back(r4: Shop) -> None:
    urgent(r4)
    async with at_keyboard(r4) as hand:
        await cut(hand)
        r4.desk.by = "heli"
        await hand.press("escape", "h", "enter", "enter")
        assert hand.says("急的要复述")
        await hand.type("call her at two")
        await hand.press("enter")
        before = hand.keys
        await hand.press("enter", "enter", "enter", "enter")
        assert hand.says("等双方签字")
        assert hand.keys - before == 4
    assert [each.read_back for each in r4.events("handover.item_read")] == ["call her at two", None, None]


async def test_parking_takes_an_item_until_a_time(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        r4.desk.by = "heli"
        await hand.press("escape", "h", "z")
        await hand.type("18:00")
        await hand.press("enter", "enter")
        assert hand.says("搁到 10-13 18:00", "2 项:接下 0,搁置 1")
    event = r4.newest("handover.item_read")
    assert (event.accepted, event.parked_until.strftime("%H:%M")) == (True, "18:00")


async def test_who_signs_types_the_own_name_and_nobody_is_picked(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        await hand.press("S")
        await hand.type("何")
        await hand.press("enter")
        assert hand.says("没有这个人")
        await hand.press("escape")
        assert r4.events("handover.signed") == []


async def test_the_outgoing_lead_cannot_read_for_the_relief(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        await hand.press("enter")
        await relief(hand, "张敏")
        assert hand.says("也是交班一方")
    assert r4.events("handover.item_read") == []


async def test_forcing_needs_a_reason_and_a_second_name_and_is_loud(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        await hand.press("f", "enter", "enter")
        assert hand.says("必填")
        await hand.type("typhoon")
        await hand.press("enter")
        await hand.type("fz")
        await hand.press("enter")
        assert hand.says("!! 10:17 强制关闭:typhoon(第二人 方总)", "已强制关闭")
        await hand.press("f")
        assert hand.says("没有要强制的")
        await hand.press("s")
        assert hand.says("周敏 已经签了")
    event = r4.newest("handover.forced")
    assert (event.reason, event.second) == ("typhoon", "fangzong")
    signed = r4.newest("handover.signed")  # before it, so that it stands on the paper
    assert (signed.side, signed.staff) == ("out", "zhoumin")
    kinds = [row.kind for row in r4.log.rows()]
    assert kinds[-2:] == ["handover.signed", "handover.forced"]


async def test_completing_begins_with_the_first_thing_to_be_written_that_lacks(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        await hand.press("down", "e")  # 少件 0230 says nothing of goods, fault and signed
        await hand.type("wheel")
        await hand.press("enter")
    assert r4.newest("item.updated").details == {"goods": "wheel"}


@pytest.mark.parametrize(("lang", "why"), [("zh", "被退回:没有物流单号"), ("en", "given back: 没有物流单号")])
async def test_what_was_given_back_is_completed_under_the_reason_with_progress_first(
    r4: Shop, lang: Lang, why: str
) -> None:
    back = {"accepted": False, "reason": "没有物流单号"}
    r4.add(
        line("handover.cut", f"{DAY} 10:05", handover="C", on=DAY, shift="early"),
        line("handover.item_read", f"{DAY} 10:06", handover="C", item="dents", **back),
    )
    async with at_keyboard(r4, (80, 24), lang) as hand:
        await hand.press("h", "down", "e")
        assert hand.says(why)
        await hand.type("SF1")
        await hand.press("enter")
    assert (r4.newest("item.updated").item, r4.newest("item.updated").note) == ("dents", "SF1")


async def test_forcing_after_the_other_side_signed_does_not_sign_so_that_the_paper_says_it_was_forced(r4: Shop) -> None:
    r4.add(
        *(line("shift.assigned", f"{DAY} 09:00", staff=staff, on=DAY, shift="rest") for staff in ("heli", "fangzong"))
    )
    r4.add(
        line("handover.cut", f"{DAY} 10:05", handover="C", on=DAY, shift="early"),
        line("handover.signed", f"{DAY} 10:06", handover="C", side="out", staff="zhoumin"),
    )
    r4.desk.by = "heli"
    async with at_keyboard(r4) as hand:
        await hand.press("h", "f")
        await hand.type("nobody home")
        await hand.press("enter")
        await hand.type("fz")
        await hand.press("enter")
        assert hand.says("已强制关闭")
    assert [each.side for each in r4.events("handover.signed")] == ["out"]
    (kept,) = shelf(r4.log)
    assert (kept.forced, kept.closed_seq) == (True, r4.log.head().seq)
    assert "强制关闭" in handover_text(again(r4.log, kept), "zh")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", ("接班已接 0/2", "下一班来了读、签")), ("en", ("relief took 0 of 2", "the next shift reads and signs"))],
)
async def test_where_nobody_follows_the_lead_signs_before_it_is_read(
    r4: Shop, lang: Lang, said: tuple[str, ...]
) -> None:
    r4.add(
        *(line("shift.assigned", f"{DAY} 09:00", staff=staff, on=DAY, shift="rest") for staff in ("heli", "fangzong"))
    )
    async with at_keyboard(r4, (80, 24), lang) as hand:
        await cut(hand)
        await hand.press("s")
        assert hand.top == "ConfirmModal"
        assert hand.says(*said)
        await hand.press("enter")
    assert (r4.newest("handover.signed").side, r4.events("handover.signed")) == ("out", [r4.newest("handover.signed")])


async def test_a_wrong_cut_is_withdrawn_while_nobody_signed(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        await hand.press("w", "enter")
        assert hand.says("已撤回", "还没有截止")
        await hand.press("c", "enter")
        assert hand.says("截止 10:17")
    assert len(r4.events("handover.cut")) == 2


async def test_keys_out_of_turn_say_what_comes_first(r4: Shop) -> None:
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await hand.press("h")
        for key in ("x", "z", "s", "S"):
            await hand.press(key)
            assert hand.says("先按 c 截止")
        await hand.press("f")
        assert hand.says("没有要强制的")
        await hand.press("w")
        assert hand.says("没有可以撤回的截止")
        assert r4.log.head() == before


async def test_a_second_cut_waits_for_the_first(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        r4.clock.advance(seconds=7 * 3600)  # 17:17, the late shift is on
        await hand.press("c", "enter")  # Enter does nothing here
        assert hand.says("截止 晚班 10-13", "早班 10-13 的交接还没关", "还不能截止")
    assert len(r4.events("handover.cut")) == 1


async def test_what_is_opened_after_the_cut_is_for_the_next_sheet(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        r4.clock.advance(seconds=60)
        r4.add(line("item.opened", f"{DAY} 10:18", item="later", item_kind="H16", what="late complaint"))
        r4.desk.by = "heli"
        await hand.press("escape", "h")
        assert lines_of(hand, "late complaint")[0].rstrip().endswith("截止后,归下一张")
        await hand.press("enter", "enter", "enter", "enter")
        assert hand.says("等双方签字")


async def test_the_screen_follows_the_other_terminal(r4: Shop) -> None:
    with open_log(r4.path) as log:
        other = Desk(log, r4.clock, by="heli")
        async with at_keyboard(r4) as hand:
            await cut(hand)
            key = r4.newest("handover.cut").handover
            other.say(HandoverItemRead(handover=key, item="refund", accepted=False, reason="which courier"))
            await hand.until(lambda: hand.says("退回 which courier"))


async def test_the_floor_says_that_a_handover_is_open(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        await hand.press("escape")
        assert hand.says("早班 10-13 10:17 已截止:接班已接 0/2,还有 2 项没接")


async def test_keys_typed_in_one_burst_go_where_they_were_meant_for(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("h")
        for key in ("c", "enter", "x"):
            await hand._send(key, rounds=0)
        await hand.until(lambda: hand.says("是交班一方"))
    assert len(r4.events("handover.cut")) == 1


async def test_the_sheet_is_read_on_the_screen(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        await hand.press("p")
        await hand.until(lambda: hand.says("退款 4471", "组长联"))


async def test_english_says_the_same(r4: Shop) -> None:
    async with at_keyboard(r4, lang="en") as hand:
        await hand.press("h", "c")
        assert hand.says("was due at", "Enter cuts")
        await hand.press("enter")
        assert hand.says("cut 10:17", "relief took 0 of 2", "2 items not read yet")


async def test_the_sheet_is_printed_from_where_it_is_read(r4: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = []

    def printed(sheet: Any, lang: str, printer: Any) -> Sent:
        sent.append((sheet.copy, sheet.shift, lang))
        return Sent(Words("已送 办公室 #12", "sent to office #12"), ())

    monkeypatch.setattr("screens.sheet.print_sheet", printed)
    async with at_keyboard(r4, (80, 24)) as hand:
        await cut(hand)
        await hand.press("p")
        await hand.until(lambda: hand.says("退款 4471", "组长联"))
        await hand.press("p")
        await hand.until(lambda: hand.says("已送 办公室 #12"))
        straight(hand)
        await hand.press("w", "p")
        await hand.until(lambda: len(sent) == 2)
        await hand.press("escape")
        assert hand.top == "HandoverScreen"
    assert sent == [("lead", "early", "zh"), ("wall", "early", "zh")]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_line_fits(r4: Shop, size: tuple[int, int]) -> None:
    urgent(r4, what="a very long story that goes on " * 4)
    async with at_keyboard(r4, size) as hand:
        await hand.press("h")
        straight(hand)
        await hand.press("c")
        straight(hand)
        await hand.press("enter")
        straight(hand)
        r4.desk.by = "heli"
        await hand.press("escape", "h", "enter")
        straight(hand)
        await hand.press("escape", "question_mark")
        straight(hand)


async def test_an_item_is_written_from_the_handover_itself(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("h", "i")
        await hand.type("h26")
        await hand.press("enter")
        assert lines_of(hand, "无交接")
        await hand.press("c", "enter")
        assert lines_of(hand, "无交接")[0].rstrip().endswith("说明,不用接")
    assert r4.newest("item.opened").item_kind == "H26"


async def test_enter_on_the_notice_opens_the_handover(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await cut(hand)
        await hand.press("escape")
        hand.floor.query_one("#notices").focus()
        hand.floor.query_one("#notices").move_to(next(each.key for each in hand.floor.noticed if each.key.startswith("gate:")))  # fmt: skip
        await hand.press("enter")
        assert hand.top == "HandoverScreen"


@pytest.mark.parametrize(
    ("lang", "signing", "listed"),
    [
        ("zh", "2 项:接下 1,搁置 1", "搁到 10-13 18:00 at two"),
        ("en", "2 items: 1 taken, 1 parked", "parked to 10-13 18:00 at two"),
    ],
)
async def test_what_was_parked_is_not_called_taken(r4: Shop, lang: Lang, signing: str, listed: str) -> None:
    parked = {"accepted": True, "read_back": "at two", "parked_until": f"{DAY}T18:00:00+08:00"}
    r4.add(
        line("handover.cut", f"{DAY} 10:05", handover="C", on=DAY, shift="early"),
        line("handover.item_read", f"{DAY} 10:06", handover="C", item="refund", **parked),
        line("handover.item_read", f"{DAY} 10:07", handover="C", item="dents", accepted=True),
    )
    async with at_keyboard(r4, (120, 40), lang) as hand:
        await hand.press("h")
        assert hand.says(listed)
        await hand.press("s")
        assert hand.top == "ConfirmModal"
        assert hand.says(signing)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_sign_of_an_item_stays_under_the_cursor(r4: Shop, size: tuple[int, int]) -> None:
    async with at_keyboard(r4, size) as hand:
        await hand.press("h")
        assert lines_of(hand, "退款 4471")[0].startswith("›?")
        await hand.press("down")
        assert lines_of(hand, "退款 4471")[0].startswith(" ?")
        straight(hand)


async def test_a_wide_terminal_shows_kinds_and_the_word_of_the_relief_whole(r4: Shop) -> None:
    long = "three calls, nobody there; the warehouse says Thursday"
    r4.add(
        line("item.opened", f"{DAY} 09:30", item="chat", item_kind="H08", what="size 40"),
        line("handover.cut", f"{DAY} 10:05", handover="C", on=DAY, shift="early"),
        line("handover.item_read", f"{DAY} 10:06", handover="C", item="dents", accepted=True, read_back=long),
    )
    async with at_keyboard(r4, (200, 60), "en") as hand:
        await hand.press("tab", "tab")
        assert hand.says("customer still chatting size 40")
        await hand.press("h")
        assert hand.says("customer still chatting size 40", f"taken {long}")
