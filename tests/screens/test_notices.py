"""What the timers and the roster noticed: confirmed or dismissed by a person, never booked by itself."""

import pytest
from shopfloor import DAY, Shop, at_keyboard, line, lines_of, millis


async def test_what_was_noticed_is_not_booked_by_itself(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        assert hand.says("高晗", "迟到 107 分 R4-3.1.04 -2..-5")
    assert r4.events("violation") == []


async def test_enter_books_what_was_noticed_and_it_goes(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("p", "enter")
        assert hand.top == "ConfirmModal"
        assert hand.says("记这条?", "迟到 107 分", "本月第 1 次", "-2 分,月分 80->78 C")
        assert r4.events("violation") == []
        await hand.press("enter")
        assert hand.keys == 3
        assert hand.says("迟到 107 分 R4-3.1.04", "月分 80->78", "提示 0", "没有提示")
    event = r4.newest("violation.logged")
    assert (event.staff, event.clause) == ("gaohan", "R4-3.1.04")
    assert event.proposal


async def test_no_to_the_preview_books_nothing_and_the_notice_stays(r4: Shop) -> None:
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await hand.press("p", "enter", "n")
        assert hand.top == "FloorScreen"
        assert hand.says("提示 1", "迟到 107 分")
    assert r4.log.head() == before


async def test_a_dismissal_needs_a_reason(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("p", "d", "enter")
        assert hand.says("必填")
        await hand.type("typhoon")
        await hand.press("enter")
        assert hand.says("已驳回", "提示 0")
    reason = r4.newest("proposal.dismissed").reason
    assert reason.endswith("迟到 107 分 R4-3.1.04 -2..-5: typhoon"), "it says what was noticed, too"
    assert r4.events("violation") == []


async def test_d_on_a_person_dismisses_what_is_about_that_person(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("d")
        assert hand.says("没有可以驳回的提示")
        await hand.press("down", "d")
        await hand.type("ok")
        await hand.press("enter")
    assert r4.newest("proposal.dismissed").proposal.startswith("late:gaohan")


async def test_away_over_five_minutes_untold_is_noticed_and_booked(r4: Shop) -> None:
    r4.add(line("seat.left", f"{DAY} 10:10", staff="zhangmin", reason="?", told=False))
    async with at_keyboard(r4) as hand:
        (notice,) = lines_of(hand, "离席超 5 分钟未报")
        assert "R4-3.1.07 -5" in notice
        assert "10:15" in notice
        await hand.press("p")
        await hand.press("home", "enter", "y")
    assert r4.newest("violation.logged").clause == "R4-3.1.07"


async def test_told_and_within_its_minutes_nothing_is_noticed(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        assert not hand.says("欧阳雪 离席超")
        r4.clock.advance(seconds=20 * 60)
        hand.floor.tick()
        await hand.rest()
        assert hand.says("欧阳雪 超过说好的 30 分钟", "[Enter 知道了]")


async def test_an_incident_over_its_limit_is_noticed_with_its_clause(r4: Shop) -> None:
    r4.add(
        line("incident.opened", f"{DAY} 09:40", incident="i1", incident_type="system", what="erp", staff="zhangmin"),
        line("incident.settled", f"{DAY} 10:10", incident="i1"),
    )
    async with at_keyboard(r4) as hand:
        assert lines_of(hand, "突发「system」超时 15 分 R4-3.2.08 -10")
        await hand.press("p")
        while not lines_of(hand, "›")[-1].count("system"):
            await hand.press("down")
        await hand.press("enter", "enter")
    event = r4.newest("violation.logged")
    assert (event.clause, event.staff) == ("R4-3.2.08", "zhangmin")


async def test_an_incident_is_in_sight_while_it_runs(r4: Shop) -> None:
    r4.add(line("incident.opened", f"{DAY} 10:14", incident="i1", incident_type="system", what="erp", staff="zhangmin"))
    async with at_keyboard(r4, (80, 24)) as hand:
        assert lines_of(hand, "张敏 突发「system」还有 12 分")
        r4.clock.at = millis(f"{DAY} 10:31")
        hand.floor.tick()
        assert not hand.says("还有")
        assert lines_of(hand, "突发「system」超时 2 分")[0].count("[Enter 知道了]") == 1, (
            "not booked before it is settled"
        )
        r4.add(line("incident.settled", f"{DAY} 10:31", incident="i1"))
        hand.floor.tick()
        assert lines_of(hand, "超时 2 分")[0].count("[Enter 记]") == 1


async def test_an_incident_settled_in_time_leaves(r4: Shop) -> None:
    r4.add(line("incident.opened", f"{DAY} 10:14", incident="i1", incident_type="system", what="erp"))
    async with at_keyboard(r4) as hand:
        assert lines_of(hand, "突发「system」还有 12 分")
        r4.add(line("incident.settled", f"{DAY} 10:16", incident="i1"))
        hand.floor.tick()
        assert not hand.says("突发「system」")


async def test_more_than_eight_hours_without_a_break_is_only_to_be_known(r4: Shop) -> None:
    r4.clock.at = millis(f"{DAY} 16:40")
    async with at_keyboard(r4) as hand:
        assert lines_of(hand, "张敏 连续工作超 8 小时")
        assert "[Enter 知道了]" in lines_of(hand, "张敏 连续工作超 8 小时")[0]


async def test_a_buyer_who_waits_beyond_red_is_alarmed_once_and_acknowledged(r4: Shop) -> None:
    """S2: the clock runs from the first message; neither a second one nor a transfer resets it."""
    r4.add(
        line("chat.waiting", f"{DAY} 10:16:10", chat="c1", account="muhe:1", store="木禾家居", buyer="wangxiaoya"),
        line("chat.transferred", f"{DAY} 10:17:00", chat="c1", to_account="muhe:2"),
    )
    r4.clock.at = millis(f"{DAY} 10:18:20")
    async with at_keyboard(r4) as hand:
        assert lines_of(hand, "!!03:00")
        assert hand.says("已转出")
        first = next(row for row in hand.lines if "张敏" in row[:20])
        assert "!!03:00" in first[:70], "the wait that was passed on stays with the one it came from, too"
        alarms = lines_of(hand, "买家 w** 等了超过 180 秒,在 欧阳雪 处,张敏 转来")
        assert len(alarms) == 1
        await hand.press("p", "home", "enter")
        assert hand.top == "FormModal"
        assert hand.says("怎么处理", "知道了")
        await hand.press("enter")
        assert hand.says("知道了:买家")
        assert not lines_of(hand, "[Enter 知道了]")
    event = r4.newest("proposal.dismissed")
    assert event.proposal.startswith("wait:c1")
    assert event.reason.endswith(": 知道了")


@pytest.mark.parametrize("key", ["enter", "d"])
async def test_with_nothing_noticed_the_keys_are_harmless(r8: Shop, key: str) -> None:
    r8.add(line("punch.recorded", f"{DAY} 08:29", staff="gaohan", way="in"))
    r8.add(line("duty.checked", f"{DAY} 08:20", duty="cleaning_early", staff="gaohan", done=True))
    before = r8.log.head()
    async with at_keyboard(r8) as hand:
        assert hand.says("提示 0")
        await hand.press("p", key)
        assert hand.top == "FloorScreen"
    assert r8.log.head() == before


async def test_tab_asks_for_the_details_before_it_is_booked(r4: Shop) -> None:
    # the price is a range: Enter books the lightest, Tab lets the lead choose within it
    async with at_keyboard(r4) as hand:
        await hand.press("p", "enter")
        assert hand.top == "ConfirmModal"
        await hand.press("tab")
        assert hand.top == "FormModal"
