"""Seats, the phone, incidents and punches by keys."""

from datetime import date
from pathlib import Path

from shopfloor import DAY, Shop, at_keyboard, line, lines_of, millis, shop


async def test_away_with_a_reason_is_told_and_has_the_usual_minutes(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("l")
        await hand.type("xxi")
        await hand.press("enter")
        assert hand.keys <= 5
        assert hand.says("张敏 离席 小休", "u 撤销")
    event = r4.newest("seat.left")
    assert (event.staff, event.reason, event.told, event.minutes) == ("zhangmin", "short", True, 10)


async def test_who_left_without_a_word_is_logged_as_untold(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("l")
        await hand.type("wb")
        await hand.press("enter")
        assert hand.says("张敏 未报离岗")
    event = r4.newest("seat.left")
    assert (event.staff, event.told, event.minutes) == ("zhangmin", False, None)


async def test_back_on_seat_and_a_wrong_b_is_harmless(r4: Shop) -> None:
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await hand.press("b")
        assert hand.says("张敏 没有离席")
        assert r4.log.head() == before
        await hand.press("down", "down", "b")
        assert hand.says("欧阳雪 回席")
    assert r4.newest("seat.returned").staff == "ouyangxue"


async def test_a_seat_is_taken_and_released(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("down", "a")
        assert r4.newest("seat.taken").staff == "gaohan"
        assert hand.says("在席 4/4", "上席")
        await hand.press("e")
        assert r4.newest("seat.released").staff == "gaohan"
        assert hand.says("在席 3/4", "下班")


async def test_somebody_who_is_not_on_the_floor_is_picked(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("a")
        assert hand.says("谁到了", "何立", "方总")
        await hand.type("hl")
        await hand.press("enter")
        assert hand.says("何立 上席")
        await hand.press("home", "a")
        await hand.type("fz")
        await hand.press("enter")
        assert hand.says("方总 上席", "未排班")
    assert r4.events("seat.taken")[-2].staff == "heli"
    assert r4.newest("seat.taken").staff == "fangzong"


async def test_going_off_says_how_many_buyers_still_wait(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("e")
        assert hand.says("张敏 下班,还有 1 位买家在等")


async def test_a_call_begins_and_ends_with_one_key_each(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("c", "enter")
        assert hand.says("张敏 在打电话", "接待 电话")
        assert r4.newest("call.started").line == "external"
        await hand.press("c")
        assert hand.says("张敏 挂了电话")
    assert r4.newest("call.ended").call == r4.newest("call.started").call


async def test_an_incident_is_opened_with_its_limit_and_settled(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("x")
        assert hand.says("system", "15 分钟")
        await hand.press("enter")
        await hand.type("erp down")
        await hand.press("enter")
        event = r4.newest("incident.opened")
        assert (event.incident_type, event.what, event.staff) == ("system", "erp down", "zhangmin")
        await hand.press("x")
        assert hand.says("办结:system erp down")
        await hand.press("enter")
        assert hand.says("突发已办结")
    assert r4.newest("incident.settled").incident == event.incident


async def test_another_incident_asks_for_its_minutes(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("x")
        await hand.type("qt")
        await hand.press("enter")
        await hand.type("fire")
        await hand.press("enter")
        await hand.type("20")
        await hand.press("enter")
        assert hand.says("突发已开:其他")
    assert r4.newest("incident.opened").limit_minutes == 20


async def test_an_incident_says_whose_it_is_and_tab_leaves_them_out(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("x")
        assert hand.says("突发 · 张敏", "Tab 不带 张敏")
        await hand.type("qt")
        await hand.press("enter")
        assert hand.says("突发 · 其他 · 张敏")
        await hand.press("escape", "x", "tab")
        assert not hand.says("突发 · 张敏")
        await hand.press("enter")
        assert not hand.says("system · 张敏")
        await hand.type("erp")
        await hand.press("enter")
    assert r4.newest("incident.opened").staff is None


async def test_minutes_that_are_no_number_are_asked_for_again(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("x")
        await hand.type("qt")
        await hand.press("enter")
        await hand.type("fire")
        await hand.press("enter")
        await hand.type("soon")
        await hand.press("enter")
        assert hand.top == "FormModal"
        assert hand.says("要写")
    assert r4.events("incident") == []


async def test_a_punch_is_logged(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("down", "P", "enter")
        assert hand.says("高晗")
    event = r4.newest("punch.recorded")
    assert (event.staff, event.way) == ("gaohan", "in")


async def test_a_missed_punch_is_made_up_for_the_oldest_day_it_is_open(r8: Shop) -> None:
    """On 11-02 方总 proves the way out of 10-28 that 张敏 forgot."""
    for day in ("2026-10-28", "2026-10-30"):
        r8.add(
            line("shift.assigned", "2026-10-20 12:00", staff="zhangmin", on=day, shift="day"),
            line("punch.recorded", f"{day} 08:20", staff="zhangmin", way="in"),
        )
    r8.add(
        line("punch.recorded", f"{DAY} 18:40", staff="zhangmin", way="out"),
        line("shift.assigned", "2026-10-20 12:00", staff="zhangmin", on="2026-11-02", shift="day"),
        line("punch.recorded", "2026-11-02 08:20", staff="zhangmin", way="in"),
    )
    r8.clock.at = millis("2026-11-02 10:00")
    r8.desk.by = "fangzong"
    r8.desk.follow()
    async with at_keyboard(r8, (80, 24)) as hand:
        await hand.press("P")
        await hand.type("bxb")
        await hand.press("enter")
        assert hand.says("补下班卡", "2026-10-28", "方总 作证", "缺下班卡:10-28 10-30")
        await hand.press("enter")
        assert hand.says("张敏 10-28 补下班卡,方总 作证")
        await hand.press("P")
        await hand.type("bxb")
        await hand.press("enter")
        assert hand.says("2026-10-30"), "the next one that is open"
        await hand.press("ctrl+u")
        for typed, trouble in (("10-28", "2026-10-28 已有下班卡"), ("11-20", "还没到"), ("28", "应如")):
            await hand.type(typed)
            await hand.press("enter")
            assert hand.says(trouble)
            await hand.press("ctrl+u")
        await hand.press("escape")
    (event,) = r8.events("punch.made_up")
    assert (event.staff, event.on, event.way, event.vouched_by) == ("zhangmin", date(2026, 10, 28), "out", "fangzong")


async def test_enter_on_a_waiting_buyer_goes_to_the_agent(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("end", "tab")
        assert hand.app.focused is not None
        assert hand.app.focused.id == "waits"
        await hand.press("enter")
        assert hand.app.focused is not None
        assert hand.app.focused.id == "agents"
        await hand.press("l")
        assert hand.says("离席 · 张敏")


async def test_a_swap_known_only_elsewhere_is_entered_as_approved(r4: Shop) -> None:
    """S1: 何立 is rostered late, but works 高晗's shift."""
    r4.add(line("seat.taken", f"{DAY} 08:30", staff="heli"))
    async with at_keyboard(r4) as hand:
        while hand.floor.staff != "heli":
            await hand.press("down")
        await hand.press("w", "n", "enter")
        assert hand.says("何立 替谁上班")
        await hand.type("gh")
        await hand.press("enter", "enter", "enter")
        await hand.type("ill")
        await hand.press("enter", "enter")
        assert hand.says("何立 替 高晗")
        r4.clock.advance(seconds=1)
        await hand.press("escape", "u")
        assert hand.says("换班决定", "换班申请 高晗")
        await hand.press("n")
    asked, decided = r4.newest("swap.requested"), r4.newest("swap.decided")
    assert (asked.staff, asked.with_staff, asked.reason) == ("gaohan", "heli", "ill")
    assert decided.approved
    assert decided.swap == asked.swap


async def test_a_swap_is_undone_in_one_step(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("w", "n", "enter")
        await hand.type("gh")
        await hand.press("enter", "enter", "enter")
        await hand.type("ill")
        await hand.press("enter", "enter")
        r4.clock.advance(seconds=1)
        await hand.press("escape", "u", "y")
        assert hand.says("已撤销", "换班申请 高晗", "(连同 1 条)")
        assert r4.desk.live.shop.roster.swaps == {}
        await hand.press("u")
        assert hand.says("没有可以撤销的记录")


async def test_roll_call_is_one_key_a_person(tmp_path: Path) -> None:
    made = shop(tmp_path, bare=True)
    async with at_keyboard(made) as hand:
        assert hand.says("在席 0/4")
        await hand.press("a", "a", "a", "a")
        assert hand.says("在席 4/4")
        assert hand.keys == 4
    came = ["gaohan", "ouyangxue", "zhangmin", "zhoumin"]
    assert sorted(each.staff for each in made.events("seat.taken")) == came
    made.close()


async def test_who_punched_and_has_no_seat_is_here_and_not_late(r4: Shop) -> None:
    r4.add(line("punch.recorded", f"{DAY} 10:12", staff="gaohan", way="in"))
    async with at_keyboard(r4) as hand:
        (row,) = [each for each in lines_of(hand, "到岗未上席") if "高晗" in each]
        assert "05:00" in row
        assert not hand.says("未到岗")
        assert hand.says("在席 4/4"), "here counts as present"
        await hand.press("down", "down", "a")
        assert r4.newest("seat.taken").staff == "gaohan"
        assert not hand.says("到岗未上席")


async def test_who_went_home_is_not_here_any_more(r4: Shop) -> None:
    r4.add(line("punch.recorded", f"{DAY} 08:20", staff="gaohan", way="in"))
    r4.add(line("punch.recorded", f"{DAY} 10:12", staff="gaohan", way="out"))
    async with at_keyboard(r4) as hand:
        assert not hand.says("到岗未上席")
        assert hand.says("在席 3/4")


async def test_a_new_colleague_is_typed_and_a_taken_id_is_refused(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("N")
        await hand.type("Ann")
        await hand.press("enter")
        await hand.type("heli")
        await hand.press("enter", "enter", "enter")
        assert hand.says("编号已有")
        await hand.press("ctrl+u")
        await hand.type("ann")
        await hand.press("enter", "enter", "enter")
        assert hand.says("Ann 已加入")
    assert r4.newest("staff.joined").staff == "ann"


async def test_an_announcement_is_posted(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("n")
        await hand.type("sale at 20")
        await hand.press("enter")
        assert hand.says("公告已发")
    assert r4.newest("announcement.posted").what == "sale at 20"


async def test_a_punch_of_somebody_not_on_the_floor_is_made_up_from_the_month(r8: Shop) -> None:
    # S9: a 补卡 approved days later, for a person who need not be here today
    async with at_keyboard(r8, (80, 24)) as hand:
        await hand.press("g", "P", "enter")
        assert hand.top == "FormModal"
        for _ in range(10):
            await hand.press("backspace")
        await hand.type("10-09")
        await hand.press("enter")
    made = r8.newest("punch.made_up")
    assert (made.on.isoformat(), made.way) == ("2026-10-09", "in")


async def test_the_whole_shift_is_sent_off_in_one_batch_and_undone_at_once(r4: Shop) -> None:
    r4.clock.advance(seconds=8 * 3600)  # 18:17, the early shift ended at 16:30
    async with at_keyboard(r4) as hand:
        await hand.press("E")
        assert hand.says(
            "全班下班:3 人已到点", "早班 10-13 16:30 止", "! 张敏 还有 1 个会话:先回一句再转接", "[Tab] 留下有会话的"
        )
        await hand.press("tab")
        assert sorted(each.staff for each in r4.events("seat.released")) == ["ouyangxue", "zhoumin"]
        assert hand.says("2 人下班")
        r4.clock.advance(seconds=1)
        await hand.press("u", "y")
        states = {each.staff: each.state for each in r4.desk.live.shop.floor.seats.values()}
        assert states == {"zhangmin": "on", "ouyangxue": "away", "zhoumin": "on"}
        await hand.press("E", "n")
        assert "off" not in {each.state for each in r4.desk.live.shop.floor.seats.values()}
        await hand.press("E", "enter")
    assert {each.state for each in r4.desk.live.shop.floor.seats.values()} == {"off"}


async def test_enter_on_the_notice_of_who_was_forgotten_sends_them_off(r4: Shop) -> None:
    r4.clock.advance(seconds=9 * 3600)  # 19:17
    r4.add(line("chat.closed", f"{DAY} 16:40", chat="c1"))
    async with at_keyboard(r4, (120, 60)) as hand:
        assert hand.says("早班 3 人已下班仍在席:E 全班下班", "[Enter 全班下班]", "未下班")
        await hand.press("p")
        table = hand.floor.query_one("#notices")
        table.move_to(next(each for each in table.keys if each.startswith("forgotten:")))
        await hand.press("enter", "enter")
        assert not hand.says("仍在席")
    assert len(r4.events("seat.released")) == 3


async def test_a_on_yesterdays_seat_gives_it_up_and_takes_todays(r4: Shop) -> None:
    r4.add(line("shift.assigned", "2026-10-13 12:00", staff="zhoumin", on="2026-10-14", shift="early"))
    r4.clock.advance(seconds=22 * 3600 + 1500)  # 08:42 of the next day
    async with at_keyboard(r4) as hand:
        while hand.floor.staff != "zhoumin":
            await hand.press("down")
        await hand.press("a")
        assert hand.says("周敏 上席")
        assert len(r4.desk.live.shop.floor.stints["zhoumin"]) == 2


async def test_who_is_not_on_the_floor_is_found_and_seated(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("slash")
        await hand.type("fz")
        assert hand.says("方总", "不在场 · Enter 上席")
        await hand.press("enter")
        assert hand.says("方总 上席")
        assert hand.floor.staff == "fangzong"
