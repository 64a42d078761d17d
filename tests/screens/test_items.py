"""Handover items from the floor: opened in a few keys from a row, a buyer, a notice or nothing; changed and settled."""

import re
from pathlib import Path

import pytest
from shopfloor import DAY, R1, R4, Hand, Shop, at_keyboard, line, lines_of, millis, shop, straight

from kfterm.words import Lang


async def test_an_item_about_an_agent_is_five_keys_beyond_its_text(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("i")
        assert hand.says("交接项 · 张敏", "Tab 不带 张敏")
        await hand.type("wl")  # 物流异常
        await hand.press("enter")
        assert hand.says("物流异常", "Enter 保存")
        await hand.type("lost 99")
        await hand.press("enter")
        assert hand.keys - len("lost 99") == 5
        assert hand.says("已开交接项:lost 99", "待交接 3")
    event = r4.newest("item.opened")
    assert (event.item_kind, event.what, event.owner, event.severity) == ("H12", "lost 99", "zhangmin", "stable")


async def test_tab_opens_it_without_the_person_under_the_cursor(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("i", "tab")
        assert hand.top == "ItemPick", "no kind was chosen"
        assert hand.says("交接项 · 谁也不带")
        await hand.press("tab", "enter")
        await hand.type("x")
        await hand.press("enter")
    event = r4.newest("item.opened")
    assert (event.item_kind, event.owner) == ("H01", None)


async def test_tab_after_letters_opens_the_kind_they_found_without_the_person(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("i")
        await hand.type("wl")  # 物流异常
        await hand.press("tab")
        await hand.type("x")
        await hand.press("enter")
    event = r4.newest("item.opened")
    assert (event.item_kind, event.owner) == ("H12", None)


async def test_a_refused_item_comes_back_as_typed_with_the_refusal_on_top(tmp_path: Path) -> None:
    r1 = shop(tmp_path, R1)  # R1-8.2: who opens an H02 types its due time
    async with at_keyboard(r1) as hand:
        await hand.press("i")
        await hand.type("H02")
        await hand.press("enter")
        assert hand.says("应填 R1-8.2 如 18:00")
        await hand.type("crossed")
        await hand.press("enter")
        assert hand.says("R1-8.2:疑难问题 要写到期", "crossed")
        assert r1.newest("item.opened").what != "crossed"
        # the cursor stands where it goes on: in the due time
        await hand.type("tomorrow 18:00")
        await hand.press("enter")
        assert hand.says("已开交接项:crossed")
    event = r1.newest("item.opened")
    assert (event.what, event.owner) == ("crossed", "zhangmin")
    assert event.due_at.isoformat() == "2026-10-14T18:00:00+08:00"
    r1.close()


async def test_from_the_items_nothing_comes_along(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("tab", "tab", "i")
        assert not hand.says("Tab 不带")
        await hand.press("enter")
        await hand.type("x")
        await hand.press("enter")
    event = r4.newest("item.opened")
    assert (event.item_kind, event.owner) == ("H01", None)


async def test_a_buyer_who_waits_is_passed_on_with_three_keys(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("tab")
        before = hand.keys
        await hand.press("i")
        assert hand.says("› 转接客户")
        await hand.press("enter")
        assert hand.says("张敏 在聊,还没聊完", "muhe:1", "wangxiaoya")
        await hand.press("enter")
        assert hand.keys - before == 3
    event = r4.newest("item.opened")
    assert (event.item_kind, event.what, event.owner) == ("H08", "张敏 在聊,还没聊完", "zhangmin")
    assert (event.buyer, event.store, event.order) == ("wangxiaoya", "木禾家居", None)
    assert event.details == {"account": "muhe:1", "chat": "c1"}


async def test_the_sentence_about_a_buyer_can_be_written_anew(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("tab", "i", "enter", "ctrl+u")
        await hand.type("size 40?")
        await hand.press("enter")
    assert r4.newest("item.opened").what == "size 40?"


async def test_another_kind_about_a_buyer_keeps_the_buyer_and_not_the_sentence(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("tab", "i")
        await hand.type("tsjf")  # 投诉纠纷
        await hand.press("enter")
        assert not hand.says("还没聊完")
        await hand.type("rude")
        await hand.press("enter")
    event = r4.newest("item.opened")
    assert (event.item_kind, event.what, event.buyer, event.details) == ("H16", "rude", "wangxiaoya", {})


async def test_a_notice_becomes_an_item_with_its_own_words_and_not_with_its_price(r4: Shop) -> None:
    r4.add(line("incident.opened", f"{DAY} 10:00", incident="P", incident_type="system", what="jam", staff="zhoumin"))
    async with at_keyboard(r4) as hand:  # limit 15, opened 10:00: at 10:17 over by 2 minutes, R4-3.1.13
        await hand.press("p")
        hand.floor.query_one("#notices").move_to("incident:P")
        await hand.press("i")
        assert hand.says("› 突发")
        await hand.press("enter", "enter")
    event = r4.newest("item.opened")
    assert (event.item_kind, event.what, event.owner) == ("H19", "周敏 突发「system」超时 2 分", "zhoumin")


async def test_an_alarm_about_a_buyer_passes_the_buyer_on(r4: Shop) -> None:
    r4.clock.at = millis(f"{DAY} 10:18:30")  # waits since 10:15:20, red from 180 seconds on
    async with at_keyboard(r4) as hand:
        await hand.press("p")
        (alarm,) = [each.key for each in hand.floor.noticed if each.key.startswith("wait:c1")]
        hand.floor.query_one("#notices").move_to(alarm)
        await hand.press("i", "enter", "enter")
    event = r4.newest("item.opened")
    assert (event.item_kind, event.buyer, event.details["chat"]) == ("H08", "wangxiaoya", "c1")


async def test_the_fields_of_the_kind_come_right_after_its_text(r4: Shop) -> None:
    async with at_keyboard(r4, (80, 24)) as hand:
        await hand.press("i")
        await hand.type("sjps")  # 少件破损
        await hand.press("enter")
        await hand.type("one short")
        await hand.press("tab")
        await hand.type("cup")
        await hand.press("down")
        await hand.type("cracked")
        await hand.press("down", "right", "right", "down", "right", "down", "ctrl+u")
        await hand.type("oyx")
        await hand.press("tab")
        await hand.type("18:00")
        straight(hand)
        await hand.press("enter")
        assert hand.says("已开交接项:one short")
    event = r4.newest("item.opened")
    assert event.details == {"goods": "cup", "fault": "cracked", "signed": "no"}
    assert (event.severity, event.owner) == ("watch", "ouyangxue")
    assert event.due_at.isoformat() == f"{DAY}T18:00:00+08:00"


async def test_a_promise_has_its_own_time(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("i", "enter")
        await hand.type("refund")
        await hand.press(*["tab"] * 8)  # device, state, severity, owner, due, next action, if … then, promise
        await hand.type("gift")
        await hand.press("tab")
        await hand.type("10-14 09:00")
        await hand.press("enter")
    event = r4.newest("item.opened")
    assert (event.promise, event.promise_at.isoformat()) == ("gift", "2026-10-14T09:00:00+08:00")


async def test_an_owner_outside_the_shop_stays_as_typed(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("i", "enter")
        await hand.type("x")
        await hand.press(*["tab"] * 4, "ctrl+u")
        await hand.type("ann")
        await hand.press("enter")
    assert r4.newest("item.opened").owner == "ann"


@pytest.mark.parametrize(
    ("kind", "tabs", "text", "says"),
    [
        ("H11", 1, "soon", "soon 不是日期,应如 10-13"),
        ("H14", 3, "a lot", "a lot 不是金额,应如 12.50"),
        ("H18", 1, "many", "many 不是个数,应如 12"),
        ("H20", 1, "tea time", "tea time 不是时间,应如 18:00"),
        ("H02", 3, "tea time", "应如 18:00"),  # due
    ],
)
async def test_a_value_that_cannot_be_read_is_told_in_the_form(
    r4: Shop, kind: str, tabs: int, text: str, says: str
) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("i")
        await hand.type(kind)
        await hand.press("enter")
        await hand.type("x")
        await hand.press(*["tab"] * tabs)
        await hand.type(text)
        await hand.press("enter")
        assert hand.top == "FormModal"
        assert hand.says(says)
        await hand.press("escape")
    assert len(r4.events("item.opened")) == 2


async def test_an_item_without_a_text_is_not_written(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("i", "enter", "enter")
        assert hand.says("必填")
    assert len(r4.events("item.opened")) == 2


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_longest_form_is_straight_and_says_what_enter_does(r4: Shop, size: tuple[int, int]) -> None:
    async with at_keyboard(r4, size) as hand:
        await hand.press("i")
        await hand.type("H19")
        await hand.press("enter")
        await hand.type("全角：ａｂｃ 扩展区𠮷 表情👍🏽 很长很长很长很长很长很长很长很长很长很长很长很长")
        for _ in range(16):
            await hand.press("tab")
            straight(hand)
            assert hand.says("Enter 保存")


async def test_what_the_regime_demands_is_said_with_its_clause(r8: Shop) -> None:
    async with at_keyboard(r8, lang="en") as hand:
        await hand.press("i")
        await hand.type("H11")
        await hand.press("enter")
        assert hand.says("buyer's demand", "needed R8-3.14.2", "Enter saves")
        await hand.type("stone")
        await hand.press("enter")
        row = lines_of(hand, "stone")[0]
        assert "?" in row[: row.index("stone")], "it lacks something and was opened all the same"


# ------------------------------------------------------------------------------------------------------------- the card


async def to_items(hand: Hand) -> None:
    """The cursor on the first item."""
    await hand.press("tab", "tab")


async def test_enter_on_an_item_shows_all_of_it(r4: Shop) -> None:
    r4.add(
        line("item.updated", f"{DAY} 09:40", item="refund", note="called", details={"logistics": "on its way"}),
        line("item.updated", f"{DAY} 09:50", item="refund", promise="refund", promise_at=f"{DAY}T18:00:00+08:00"),
    )
    async with at_keyboard(r4) as hand:
        await to_items(hand)
        await hand.press("enter")
        assert hand.says("退款 4471 催第三次", "负责人 欧阳雪", "订单号  320114471", "物流  on its way")
        assert hand.says("还缺  是否完好、差价", "开了 1 小时 12 分", "交过 0 班")  # 09:05 to 10:17
        assert hand.says("10-13 10:00 · 过了 17 分", "refund 10-13 18:00 · 还有 7 小时 43 分")
        assert hand.says("10-13 09:05  开", "10-13 09:40  called")
        await hand.press("escape")
        assert hand.top == "FloorScreen"


async def test_the_card_keeps_a_promise_apart_from_its_label(r4: Shop) -> None:
    said = {"promise": "18点前回电", "promise_at": f"{DAY}T18:00:00+08:00"}
    r4.add(line("item.updated", f"{DAY} 09:50", item="refund", **said))
    async with at_keyboard(r4) as hand:
        await to_items(hand)
        await hand.press("enter")
        assert lines_of(hand, "答应买家  18点前回电 10-13 18:00")


async def test_the_card_tells_every_taking_with_who_signed_and_what_they_said(r4: Shop) -> None:
    for key, hour, shift, said in (("C", "06", "late", "first"), ("D", "08", "day", "second")):
        read = {"handover": key, "item": "refund", "accepted": True, "read_back": said}
        r4.add(
            line("handover.cut", f"{DAY} 10:{hour}", handover=key, on="2026-10-12", shift=shift),
            line("handover.item_read", f"{DAY} 10:{hour}:30", **read),
            line("handover.item_read", f"{DAY} 10:{hour}:40", handover=key, item="dents", accepted=True),
            line("handover.signed", f"{DAY} 10:{hour}:50", handover=key, side="in", staff="zhoumin"),
            line("handover.signed", f"{DAY} 10:{hour}:55", handover=key, side="out", staff="zhangmin"),
        )
    async with at_keyboard(r4, lang="en") as hand:
        await to_items(hand)
        await hand.press("enter")
        assert hand.says('taken by 周敏 from the late shift of 10-12 "first"')
        assert hand.says("taken by 周敏 from the day shift of 10-12", '"second"')


async def test_what_taking_means_is_said_of_what_is_only_to_be_known(r4: Shop) -> None:
    r4.add(line("item.opened", f"{DAY} 09:00", item="k", item_kind="H01", what="fan"))
    async with at_keyboard(r4) as hand:  # what is overdue stands first, then by age
        await to_items(hand)
        await hand.press("home", "down", "enter")
        assert hand.says("fan", "接下即知悉,不再往下带")
        await hand.press("escape", "down", "enter")
        assert not hand.says("接下即知悉")


async def test_the_card_says_where_it_was_taken(r4: Shop) -> None:
    said = {"handover": "C", "item": "refund", "accepted": True}
    r4.add(
        line("handover.cut", f"{DAY} 10:05", handover="C", on="2026-10-12", shift="late"),
        line(
            "handover.item_read", f"{DAY} 10:06", **said, read_back="third call", parked_until=f"{DAY}T14:00:00+08:00"
        ),
        line("item.updated", f"{DAY} 10:07", item="refund", due_at=f"{DAY}T15:00:00+08:00"),
    )
    async with at_keyboard(r4, lang="en") as hand:
        await to_items(hand)
        await hand.press("down", "enter")
        assert hand.says("handovers: 1", '10-13 10:06  taken from the late shift of 10-12 "third call", put')
        assert hand.says("aside until 10-13 14:00")


async def test_progress_is_two_keys_and_its_text(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await to_items(hand)
        before = hand.keys
        await hand.press("enter", "enter")
        await hand.type("called")
        await hand.press("enter")
        assert hand.keys - before - len("called") == 3
        assert hand.says("已更新")
    event = r4.newest("item.updated")
    assert (event.item, event.note, event.owner, event.due_at, event.what) == ("refund", "called", None, None, None)
    assert (event.severity, event.details) == (None, {})


async def test_only_what_was_changed_is_written(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await to_items(hand)
        await hand.press("enter", "enter", "tab", "tab")
        await hand.type("back here")
        await hand.press("tab", "tab")
        await hand.type("¥12.50")
        await hand.press("enter")
    event = r4.newest("item.updated")
    assert event.details == {"logistics": "back here", "difference": "12.5"}
    assert (event.what, event.owner, event.due_at, event.order, event.severity, event.note) == (None,) * 6


async def test_an_item_left_as_it_was_writes_nothing(r4: Shop) -> None:
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await to_items(hand)
        await hand.press("enter", "enter", "enter")
        assert hand.top == "FloorScreen"
    assert r4.log.head() == before


async def test_an_owner_is_taken_away_by_emptying_the_field(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await to_items(hand)
        await hand.press("enter", "enter", *["tab"] * 6, "ctrl+u", "enter")
    assert r4.newest("item.updated").owner == ""
    assert r4.desk.live.shop.book.items["refund"].owner == ""


async def test_looking_back_the_card_says_what_it_said_then_and_takes_no_word(r4: Shop) -> None:
    r4.add(line("item.updated", f"{DAY} 10:10", item="refund", note="called"))
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        hand.floor.look_back(millis(f"{DAY} 10:05"))
        await to_items(hand)
        await hand.press("enter")
        assert hand.says("退款 4471", "开了 1 小时 00 分")  # 09:05 to 10:05
        assert not hand.says("called")
        await hand.press("3")
        assert hand.top == "FloorScreen"
    assert r4.log.head() == before


async def test_severity_is_one_key_on_the_card(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await to_items(hand)
        await hand.press("enter", "3")
        assert hand.says("急:退款")
        assert lines_of(hand, "退款 4471")[0].count("急")
    event = r4.newest("item.updated")
    assert (event.item, event.severity) == ("refund", "urgent")


async def test_an_item_is_given_to_another_owner(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await to_items(hand)
        await hand.press("enter", "g")
        await hand.type("zhoum")
        await hand.press("enter")
        assert hand.says("已转给 周敏:退款")
    assert r4.newest("item.updated").owner == "zhoumin"


async def test_an_item_is_settled_with_its_outcome(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await to_items(hand)
        await hand.press("down", "o")
        assert hand.says("少件 0230", "已处理完")
        await hand.press("enter")
        assert hand.says("必填")
        await hand.type("resent")
        await hand.press("enter")
        assert hand.says("已办结", "待交接 1 · 过期 1")
    event = r4.newest("item.settled")
    assert (event.item, event.outcome) == ("dents", "resent")


async def test_a_return_is_asked_for_the_three_things_that_settle_it(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await to_items(hand)
        await hand.press("enter", "o")
        for text in ("back", "whole", "0", "paid"):
            await hand.type(text)
            await hand.press("enter")
        assert hand.says("已办结", "待交接 1 · 过期 0")
    updated, settled = r4.newest("item.updated"), r4.newest("item.settled")
    assert updated.details == {"logistics": "back", "complete": "whole", "difference": "0"}
    assert (settled.item, settled.outcome) == ("refund", "paid")


async def test_who_may_not_close_a_complaint_is_told_before_anything_is_asked(r4: Shop) -> None:
    r4.add(line("item.opened", f"{DAY} 09:00", item="k", item_kind="H16", what="rude", due_at=f"{DAY}T09:30:00+08:00"))
    async with at_keyboard(r4) as hand:
        await to_items(hand)
        await hand.press("home", "o")
        assert hand.top == "FloorScreen"
        assert hand.says("周敏 不能做这件事", "请 主管、经理、培训专员 来记")
    r4.desk.by = "fangzong"
    async with at_keyboard(r4, lang="en") as hand:
        await to_items(hand)
        await hand.press("home", "o")
        await hand.type("chat log 7")
        await hand.press("enter")
        await hand.type("apologised")
        await hand.press("enter")
        assert hand.says("settled: rude")
    assert r4.newest("item.updated").evidence == "chat log 7"


# ---------------------------------------------------------------------------------------------------- arising, the table


EVENING = f"{DAY} 16:10"


@pytest.fixture
def evening(tmp_path: Path) -> Shop:
    """R4 twenty minutes before the early shift ends: 张敏 still chats, an order waits to be paid."""
    made = shop(tmp_path, R4, EVENING)
    made.add(line("order.placed", f"{DAY} 15:50", order="4471", staff="zhangmin", buyer="bear"))
    return made


async def test_enter_on_what_arose_shows_it_and_opens_it(evening: Shop) -> None:
    async with at_keyboard(evening) as hand:
        await hand.press("p")
        line_of = next(each for each in hand.floor.noticed if each.says.zh == "待催付 4471")
        hand.floor.query_one("#notices").move_to(line_of.key)
        assert hand.says("待催付 4471", "[Enter 开] [d 驳回]")
        await hand.press("enter")
        assert hand.says("开这一项?催付:待催付 4471", "负责人: 张敏", "买家旺旺: bear", "拍下时间: 2026-10-13 15:50")
        await hand.press("enter")
        assert hand.says("已开交接项:待催付 4471")
        assert all(each.key != line_of.key for each in hand.floor.noticed)
    event = evening.newest("item.opened")
    assert (event.item_kind, event.order, event.owner, event.item) == ("H09", "4471", "zhangmin", "arise-H09-4471")
    evening.close()


async def test_what_arose_is_opened_in_the_language_of_the_hand(evening: Shop) -> None:
    async with at_keyboard(evening, lang="en") as hand:
        await hand.press("p")
        hand.floor.query_one("#notices").move_to("arise:H09:4471")
        await hand.press("enter")
        assert hand.says("Open this item? unpaid order: unpaid, to be urged: 4471")
        await hand.press("enter")
    assert evening.newest("item.opened").what == "unpaid, to be urged: 4471"
    evening.close()


async def test_tab_lets_it_be_changed_before_it_is_opened(evening: Shop) -> None:
    async with at_keyboard(evening) as hand:
        await hand.press("p")
        hand.floor.query_one("#notices").move_to("arise:H09:4471")
        await hand.press("enter", "tab", "end")
        await hand.type("!")
        await hand.press("enter")
    event = evening.newest("item.opened")
    assert (event.what, event.item, event.buyer) == ("待催付 4471!", "arise-H09-4471", "bear")
    assert event.details == {"placed_at": f"{DAY} 15:50"}
    evening.close()


async def test_what_arose_is_dismissed_with_a_reason(evening: Shop) -> None:
    async with at_keyboard(evening) as hand:
        await hand.press("p")
        hand.floor.query_one("#notices").move_to("arise:H09:4471")
        await hand.press("d")
        await hand.type("paid by phone")
        await hand.press("enter")
        assert all(each.key != "arise:H09:4471" for each in hand.floor.noticed)
    assert evening.newest("proposal.dismissed").proposal == "arise:H09:4471"
    evening.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_table_shows_severity_due_owner_and_handovers(r4: Shop, size: tuple[int, int], lang: str) -> None:
    cuts = [line("handover.cut", f"{DAY} 10:1{n}", handover=f"C{n}", on=DAY, shift="early") for n in range(3)]
    read = {"handover": "C2", "item": "dents", "accepted": True, "parked_until": f"{DAY}T14:00:00+08:00"}
    r4.add(
        line("item.updated", f"{DAY} 09:50", item="refund", severity="urgent"),
        *cuts,
        line("handover.item_read", f"{DAY} 10:13", **read),
    )
    async with at_keyboard(r4, size, lang) as hand:
        straight(hand)
        (first,) = lines_of(hand, "!退款")
        assert all(part in first for part in ("急" if lang == "zh" else "U", "欧阳雪", "-00:17", "3!"))
        last = next(each for each in hand.lines if "少件" in each)
        assert all(
            part in last for part in ("稳" if lang == "zh" else "-", "搁14:00" if lang == "zh" else "z14:00", "3!")
        )
        assert hand.lines.index(last) > hand.lines.index(first)
        assert last[last.index("少件") - 12 : last.index("少件")].count("?") == 1, (
            "an item that lacks something is marked"
        )


async def test_an_item_that_was_passed_on_too_often_is_for_the_supervisor(r4: Shop) -> None:
    r4.add(line("staff.joined", f"{DAY} 08:00", staff="wangfang", name="王芳", roles=["supervisor"]))
    r4.add(*(line("handover.cut", f"{DAY} 10:1{n}", handover=f"C{n}", on=DAY, shift="early") for n in range(3)))
    async with at_keyboard(r4) as hand:
        await hand.press("p")
        hand.floor.query_one("#notices").move_to("passed:refund")
        assert hand.says("「退款 4471 催第三次」交了 3 班还没办结,请主管 王芳 看")
        await hand.press("enter", "enter")
        assert hand.says("周敏 不能替主管看过:请主管 王芳 来按")
    assert r4.events("proposal.dismissed") == []
    r4.desk.by = "wangfang"
    async with at_keyboard(r4) as hand:
        await hand.press("p")
        hand.floor.query_one("#notices").move_to("passed:refund")
        await hand.press("enter", "enter")
        assert all(each.key != "passed:refund" for each in hand.floor.noticed)
    assert r4.newest("proposal.dismissed").proposal == "passed:refund"


@pytest.mark.parametrize(
    ("lang", "returned", "changed"),
    [
        ("zh", "早班 10-13 退回:no number", "改了 级别、到期、物流"),
        ("en", "given back at the handover of early 10-13: no number", "changed severity, due, logistics"),
    ],
)
async def test_the_card_tells_what_was_given_back_and_what_was_changed_in_the_order_of_time(
    r4: Shop, lang: Lang, returned: str, changed: str
) -> None:
    r4.add(
        line("handover.cut", f"{DAY} 10:05", handover="C", on=DAY, shift="early"),
        line("handover.item_read", f"{DAY} 10:06", handover="C", item="refund", accepted=False, reason="no number"),
        line(
            "item.updated",
            f"{DAY} 10:07",
            item="refund",
            what="退款 4471 催第三次",  # as it was
            due_at=f"{DAY}T12:00:00+08:00",
            severity="watch",
            details={"logistics": "SF1"},
        ),
        line("handover.item_read", f"{DAY} 10:08", handover="C", item="refund", accepted=True, read_back="good"),
    )
    async with at_keyboard(r4, lang=lang) as hand:
        await to_items(hand)
        await hand.press("home")
        await hand.press("enter")
        told = [each for each in hand.lines if "10-13 10:0" in each]
        assert [each[each.index("10:0") :][:5] for each in told] == ["10:06", "10:07", "10:08"]
        assert f"10:06  {returned}" in told[0]
        assert f"10:07  {changed}  " in told[1], "the text is the same as before"
        assert "good" in told[2]


@pytest.mark.parametrize(("lang", "word"), [("zh", "补发"), ("zh", "bufa"), ("en", "resend")])
async def test_to_send_again_finds_what_is_missing_or_damaged_first(r4: Shop, lang: Lang, word: str) -> None:
    async with at_keyboard(r4, lang=lang) as hand:
        await hand.press("i")
        await hand.type(word)
        assert re.findall(r"\bH\d\d\b", hand.text) == ["H13", "H12", "H14"]


@pytest.mark.parametrize(("lang", "says"), [("zh", "没有找到"), ("en", "nothing found")])
async def test_a_picker_in_which_nothing_matches_says_so(r4: Shop, lang: Lang, says: str) -> None:
    async with at_keyboard(r4, lang=lang) as hand:
        for keys in (("i",), ("question_mark",), ("R",)):
            await hand.press(*keys)
            assert not hand.says(says)
            await hand.type("qqzzqq")
            assert hand.says("0/", says)
            await hand.press("escape")


@pytest.mark.parametrize(("size", "high"), [((80, 24), 20), ((40, 12), 12), ((120, 40), 30), ((200, 60), 30)])
async def test_a_picker_is_as_high_as_its_list_where_there_is_room(r4: Shop, size: tuple[int, int], high: int) -> None:
    async with at_keyboard(r4, size) as hand:
        await hand.press("i")  # 27 kinds, the line that is typed into, a frame of two: 30
        assert sum(1 for each in hand.lines if each.lstrip()[:1] in ("│", "╭", "╰")) == high
        straight(hand)
