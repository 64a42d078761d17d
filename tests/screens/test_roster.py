"""The roster of a week by keys."""

from datetime import date

from shopfloor import Shop, at_keyboard, lines_of


async def test_a_shift_is_assigned_repeated_and_cleared(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r")
        assert hand.top == "RosterScreen"
        assert hand.says("2026-10-12 – 10-18", "选中 2026-10-13")
        assert any("›" in row and "[早班]" in row for row in lines_of(hand, "张敏"))
        await hand.press("right", "enter")
        await hand.type("wb")
        await hand.press("enter")
        assert any("[晚班]" in row for row in lines_of(hand, "张敏"))
        event = r4.newest("shift.assigned")
        assert (event.staff, event.on, event.shift) == ("zhangmin", date(2026, 10, 14), "late")
        await hand.press("right", "full_stop", "full_stop")
        assert hand.says("选中 2026-10-17")
        assert [each.on.day for each in r4.events("shift.assigned")[-2:]] == [15, 16]
        await hand.press("left", "delete")
        cleared = r4.newest("shift.cleared")
        assert (cleared.staff, cleared.on) == ("zhangmin", date(2026, 10, 16))


async def test_rest_and_another_week_and_another_person(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "right_square_bracket", "down", "enter")
        await hand.type("x")
        await hand.press("enter")
        assert hand.says("2026-10-19 – 10-25")
        event = r4.newest("shift.assigned")
        assert (event.staff, event.on, event.shift) == ("zhoumin", date(2026, 10, 20), "rest")
        await hand.press("enter")
        await hand.type("qk")
        await hand.press("enter")
        assert r4.newest("shift.cleared").on == date(2026, 10, 20)


async def test_again_without_a_shift_chosen_before_writes_nothing(r4: Shop) -> None:
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await hand.press("r", "full_stop", "escape")
        assert hand.top == "FloorScreen"
    assert r4.log.head() == before


async def test_a_cleared_day_shows_on_the_floor(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "delete", "escape")
        assert hand.says("未排班", "在席 3/3")
