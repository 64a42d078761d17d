"""Breaks by keys: away with minutes and reason, the queue, whose turn it is, windows, and how it looks."""

import pytest
from shopfloor import DAY, Shop, at_keyboard, line, lines_of, millis, straight

from kfterm.papers.board import board_json
from screens.floor_sort import Order, sorted_rows
from screens.widgets.columns import Column, RowView

SIZES = ((80, 24), (120, 40))


def limited(made: Shop, **settings: str) -> None:
    """The shop's limits; `__` stands for the point of a key."""
    at = "2026-10-02 00:00"
    made.add(*(line("setting.changed", at, key=key.replace("__", "."), value=value) for key, value in settings.items()))


async def test_l_says_until_when_before_enter(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("l")
        await hand.rest()
        assert hand.says("离席 · 张敏", "30 分钟,10:47 回", "Enter 离席/排队")
        assert hand.says("已离席 1:欧阳雪 就餐 10:30 回"), "without a quota it only says who is away"
        await hand.press("enter")
        assert hand.keys == 2
        assert hand.says("张敏 离席 就餐 30 分钟,10:47 回")
    event = r4.newest("seat.left")
    assert (event.reason, event.told, event.minutes, event.note) == ("meal", True, 30, None)


async def test_where_it_is_full_enter_queues_and_l_offers_to_stop(r4: Shop) -> None:
    limited(r4, away__quota__meal="1")
    async with at_keyboard(r4) as hand:
        await hand.press("l")
        await hand.rest()
        assert hand.says(
            "满 1/1", "就餐最多 1 人同时离席,已有 1 人:欧阳雪 就餐 10:30 回", "Enter 排队,第 1 位  Tab 写理由放行"
        )
        await hand.press("enter")
        assert hand.keys == 2
        assert hand.says("张敏 排队就餐,第 1 位", "排队1 就餐")
        assert r4.newest("break.queued").staff == "zhangmin"
        r4.clock.advance(seconds=720)
        await hand.press("home")
        while hand.floor.staff != "zhangmin":
            await hand.press("down")
        await hand.press("l")
        await hand.rest()
        assert hand.says("不再排队(就餐)", "第 1 位,排了 12 分钟", "已在排队,第 1 位")
        await hand.press("enter")
        assert len(r4.desk.live.shop.floor.queue) == 1, "a hasty Enter cancels nothing"
        await hand.press("l", "end", "enter")
        assert hand.says("张敏 不再排队")
    assert r4.newest("break.unqueued").staff == "zhangmin"
    assert r4.desk.live.shop.floor.queue == []


async def test_enter_on_whose_turn_it_is_lets_them_go(r4: Shop) -> None:
    limited(r4, away__quota__meal="1")
    r4.add(line("break.queued", f"{DAY} 10:05", staff="zhangmin", reason="meal"))
    r4.add(line("seat.returned", f"{DAY} 10:17", staff="ouyangxue"))
    async with at_keyboard(r4) as hand:
        (notice,) = lines_of(hand, "轮到 张敏 就餐,排了 12 分钟")
        assert "[Enter 放行]" in notice
        await hand.press("p", "enter")
        assert hand.keys == 2
        assert hand.says("张敏 离席 就餐 30 分钟,10:47 回")
        assert not hand.says("轮到")
    event = r4.newest("seat.left")
    assert (event.staff, event.reason, event.told, event.minutes) == ("zhangmin", "meal", True, 30)


async def test_tab_lets_them_go_all_the_same_with_a_reason(r4: Shop) -> None:
    limited(r4, away__quota="1")
    async with at_keyboard(r4) as hand:
        await hand.press("l", "tab")
        assert hand.top == "FormModal"
        assert hand.says("最多 1 人同时离席", "放行理由")
        await hand.press("enter", "enter", "enter")
        assert hand.says("必填"), "nobody goes beyond the quota without a word"
        await hand.type("low sugar")
        await hand.press("enter", "ctrl+u")
        await hand.type("15")
        assert hand.says("15 分钟,10:32 回")
        await hand.press("enter", "enter")
        assert hand.says("张敏 离席 就餐 15 分钟")
    event = r4.newest("seat.left")
    assert (event.note, event.minutes, event.told) == ("low sugar", 15, True)


async def test_tab_says_other_minutes_and_untold(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("l", "tab")
        assert not hand.says("放行理由")
        await hand.press("ctrl+u", "enter", "right", "enter")
    event = r4.newest("seat.left")
    assert (event.reason, event.told, event.minutes) == ("meal", False, None)


async def test_another_reason_ends_the_one_and_begins_the_next(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("down", "down", "l")
        await hand.rest()
        assert hand.says("离席 · 欧阳雪 · 就餐 17:00", "就餐 17:00 到此为止")
        await hand.press("enter")
        assert hand.says("欧阳雪 已经在就餐")
        await hand.press("l")
        await hand.rest()
        await hand.type("hy")
        await hand.press("enter")
        assert hand.says("欧阳雪 离席 就餐 17:00 -> 会议 30 分钟,10:47 回")
        r4.clock.advance(seconds=240)
        await hand.press("b")
        assert hand.says("欧阳雪 回席,离席 04:00")
    spans = [(each.reason, each.since, each.until) for each in r4.desk.live.shop.floor.aways]
    first, second, third = (millis(f"{DAY} {clock}") for clock in ("10:00", "10:17", "10:21"))
    assert spans == [("meal", first, second), ("meeting", second, third)]


async def test_the_other_terminal_took_the_last_place(r4: Shop) -> None:
    limited(r4, away__quota="2")
    async with at_keyboard(r4) as hand:
        await hand.press("l")
        await hand.rest()
        assert not hand.says("满")
        r4.add(line("seat.left", f"{DAY} 10:16", staff="zhoumin", reason="short", told=True, minutes=10))
        await hand.press("enter")
        assert hand.says("最多 2 人同时离席,已有 2 人:欧阳雪 就餐 10:30 回、周敏 小休 10:26 回")
    assert r4.newest("seat.left").staff == "zhoumin"


@pytest.mark.parametrize("size", SIZES)
async def test_the_floor_shows_when_they_are_back_and_by_how_much_over(r4: Shop, size: tuple[int, int]) -> None:
    async with at_keyboard(r4, size) as hand:
        (row,) = [each for each in lines_of(hand, "欧阳雪") if "10:30" in each and "提示" not in each]
        assert "就餐 10:30" in row
        assert "17:00" in row
        r4.clock.advance(seconds=13 * 60 + 200)  # 10:33:20
        await hand.press("s", "S", "escape")
        assert any("就餐 10:30" in each and "+03:20超" in each for each in hand.lines)
        assert hand.says("欧阳雪 超过说好的 30 分钟")
        straight(hand)
        r4.clock.advance(seconds=100 + 1)  # five minutes over, and a second
        await hand.press("s", "S", "escape")
        assert any("!+05:01超" in each for each in hand.lines)
        assert hand.says("欧阳雪 超过说好的 30 分钟,又过了 5 分钟还没回")
        straight(hand)


async def test_the_same_in_english(r4: Shop) -> None:
    limited(r4, away__quota__meal="1", break__slots__early="11:30-12:00*2")
    async with at_keyboard(r4, (120, 40), "en") as hand:
        assert hand.says("meal 10:30")
        await hand.press("l")
        await hand.rest()
        assert hand.says("meal: 1 may be away at once and 1 are: 欧阳雪 meal back 10:30", "Enter queues, no. 1")
        await hand.press("enter")
        assert hand.says("张敏 waits for a meal, no. 1", "queue 1 meal")
        r4.clock.advance(seconds=13 * 60 + 200)
        await hand.press("L")
        await hand.rest()
        assert hand.says("breaks · ", "11:30-12:00  2/2 left", "spread the whole shift", "another time")
        await hand.press("escape")
        assert hand.says("+03:20!", "over the agreed 30 min")


async def test_a_place_in_a_window_is_booked_moved_and_cleared(r4: Shop) -> None:
    limited(r4, break__slots__early="11:30-12:00*1,12:00-12:30*2")
    async with at_keyboard(r4) as hand:
        await hand.press("L")
        await hand.rest()
        assert hand.says("小休安排 · 张敏", "11:30-12:00  剩 1/1", "12:00-12:30  剩 2/2", "全班均匀排开")
        await hand.press("enter")
        assert hand.keys == 2
        assert hand.says("张敏 安排 11:30-12:00 就餐")
        await hand.press("L")
        await hand.rest()
        assert hand.says("11:30-12:00  剩 0/1", "取消 11:30-12:00 就餐")
        await hand.press("down", "enter")
        assert hand.says("张敏 安排 12:00-12:30 就餐")
        clock = r4.desk.live.calendar.clock
        assert [clock(each.since) for each in r4.desk.live.shop.floor.breaks["zhangmin"]] == ["12:00"]
        await hand.press("L")
        await hand.rest()
        await hand.type("qx")
        await hand.press("enter")
        assert hand.says("张敏 取消 12:00 的小休")
    assert r4.desk.live.shop.floor.breaks["zhangmin"] == []


@pytest.mark.parametrize("size", SIZES)
async def test_the_whole_shift_is_spread_in_one_go_and_shown_before(r4: Shop, size: tuple[int, int]) -> None:
    limited(r4, break__slots__early="11:30-12:00*1,12:00-12:30*1")
    r4.add(line("seat.taken", f"{DAY} 10:10", staff="gaohan"))
    async with at_keyboard(r4, size) as hand:
        await hand.press("L")
        await hand.rest()
        await hand.type("qb")  # 欧阳雪 eats already: three are left for two places
        assert hand.says("排 2 人,1 人没有位子")
        await hand.press("enter")
        assert hand.says("排 2 人的就餐?", "11:30-12:00", "12:00-12:30", "没有位子:")
        straight(hand)
        assert r4.events("break.planned") == []
        await hand.press("enter")
        assert hand.keys == 5
        assert hand.says("已排 2 人")
        assert len(r4.events("break.planned")) == 2
        r4.clock.advance(seconds=1)
        await hand.press("u", "y")
        assert r4.desk.live.shop.floor.breaks == {}, "one batch is undone at once"


async def test_a_planned_break_that_begins_is_let_go_with_one_key(r4: Shop) -> None:
    at = f"{DAY}T10:15:00+08:00"
    r4.add(line("break.planned", f"{DAY} 09:00", staff="zhangmin", from_at=at, minutes=20, reason="meal"))
    async with at_keyboard(r4) as hand:
        assert hand.says("10:15 轮到 张敏 就餐 20 分钟")
        await hand.press("p", "enter")
        assert hand.says("张敏 离席 就餐 20 分钟,10:37 回")
    event = r4.newest("seat.left")
    assert (event.told, event.minutes) == (True, 20)


async def test_a_break_at_any_other_time_is_planned(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("L")
        await hand.rest()
        assert hand.says("这个班没有时段,可设置 break.slots.early=11:30-12:00*2")
        await hand.press("enter")
        await hand.type("8")
        await hand.press("enter")
        await hand.press("enter", "enter")
        assert hand.says("要写成 12:00")
        await hand.press("ctrl+u")
        await hand.type("15:00")
        await hand.press("enter", "enter", "enter")
        assert hand.says("张敏 15:00 就餐 30 分钟")
    event = r4.newest("break.planned")
    assert (event.minutes, event.reason) == (30, "meal")


async def test_adherence_stands_on_the_floor_where_there_is_room_and_on_the_page(r4: Shop) -> None:
    async with at_keyboard(r4, (200, 60)) as hand:
        assert hand.says("遵守")
        # 张敏: from 08:30 on seat since 08:28; 周敏 went at 10:09; 欧阳雪's meal is granted
        assert any("张敏" in each and "100%" in each for each in hand.lines)
        # 高晗: nothing of 107 min
        assert any("高晗" in each and " 0%" in each for each in hand.lines)
        await hand.press("enter")
        assert hand.top == "PersonScreen"
        await hand.press("end")
        (row,) = lines_of(hand, "排班遵守")
        assert "1 天 工时达成 102%" in row  # 109 of 107 min: there since 08:28
        await hand.press("enter")


async def test_the_narrow_floor_keeps_what_matters(r4: Shop) -> None:
    async with at_keyboard(r4, (80, 24)) as hand:
        straight(hand)
        assert hand.says("就餐 10:30", "未到岗", "月分")


def test_a_program_reads_the_same_of_each_agent(r4: Shop) -> None:
    r4.add(line("break.queued", f"{DAY} 10:05", staff="zhangmin", reason="meal"))
    r4.clock.advance(seconds=13 * 60 + 200)  # 10:33:20
    now = r4.clock.now()
    board = board_json(r4.desk.judge(), now, 1, "")
    agents = {each["staff"]: each for each in board["agents"]}
    ouyang = agents["ouyangxue"]
    assert (ouyang["back_at"], ouyang["over"], ouyang["over_seconds"]) == (f"{DAY}T10:30:00+08:00", True, 200)
    # 08:30-10:33:20 are 7,400 s: a meal of 1,800 s was granted, 200 s are too many; there since 08:28, so 120 s more worked
    assert ouyang["adherence"] == "0.9730"  # 7,200 / 7,400
    assert ouyang["conformance"] == "0.9857"  # (90 + 2) min = 5,520 s of 5,600 s
    assert (agents["zhangmin"]["queued"], agents["zhangmin"]["back_at"]) == (1, None)


def test_shares_are_sorted_by_size() -> None:
    columns = [Column("adherence", "", 5)]
    rows = [RowView(text, (text,)) for text in ("100%", "9%", "", "92%")]
    assert [row.key for row in sorted_rows(rows, columns, Order("adherence"), "")] == ["9%", "92%", "100%", ""]


async def test_l_and_big_l_on_somebody_who_is_not_here_write_nothing(r4: Shop) -> None:
    limited(r4, break__slots__early="11:30-12:00*1")
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await hand.press("down", "l")
        assert hand.says("不在席,先 a 上席")
        await hand.press("L")
        assert hand.says("未到岗,先 a 上席")
        assert hand.top == "FloorScreen"
        await hand.press("e")
        assert hand.says("不在席")
    assert r4.log.head() == before


async def test_a_key_pressed_twice_stays_with_the_same_person(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("down", "down", "b", "b")
        assert hand.floor.staff == "ouyangxue"
        assert hand.says("欧阳雪 没有离席")
        await hand.press("l", "l", "escape")
        assert hand.floor.staff == "ouyangxue"
    assert [each.staff for each in r4.events("seat.returned")] == ["ouyangxue"]
    assert len(r4.events("seat.left")) == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_adherence_is_shown_at_every_size(r4: Shop, size: tuple[int, int]) -> None:
    async with at_keyboard(r4, size) as hand:
        assert "adherence" in hand.floor.query_one("#agents").shown_columns
