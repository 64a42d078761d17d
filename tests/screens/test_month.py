"""From a figure to its clause and its events in at most three keys."""

from shopfloor import Shop, at_keyboard, line, lines_of, straight

TALK = "上班时间谈论与本职工作无关的事情1-2分/次"


def talked(made: Shop) -> None:
    made.add(
        line(
            "violation.logged", "2026-10-12 09:00", violation="v1", staff="zhangmin", clause="R4-3.1.09", note="gossip"
        )
    )


async def test_a_figure_is_explained_in_three_keys(r4: Shop) -> None:
    talked(r4)
    async with at_keyboard(r4) as hand:
        await hand.press("enter")
        assert hand.says("张敏 · 2026-10", "月分", "84")
        await hand.press("down")
        await hand.press("enter")
        assert hand.keys == 3
        assert hand.says(TALK, "R4-3.1.09", "Talking about non-work", "-1 = -1")
        (event,) = lines_of(hand, "gossip")
        assert "2026-10-12" in event
        assert f"#{r4.log.head().seq}" in event
        straight(hand)


async def test_the_total_shows_its_arithmetic_and_all_events(r4: Shop) -> None:
    talked(r4)
    async with at_keyboard(r4) as hand:
        await hand.press("enter", "enter")
        assert hand.says("R4-1.2", "80 - 1 + 5 = 84", "gossip")


async def test_the_month_of_everybody_leads_to_a_person_and_back(r4: Shop) -> None:
    talked(r4)
    async with at_keyboard(r4) as hand:
        await hand.press("g")
        assert hand.says("2026-10 月度", "r4-points-110", "未关账", "84")
        while not any("›" in row for row in lines_of(hand, "张敏")):
            await hand.press("down")
        await hand.press("enter")
        assert hand.says("张敏 · 2026-10")
        await hand.press("escape")
        assert hand.top == "MonthScreen"
        await hand.press("q")
        assert hand.top == "FloorScreen"


async def test_a_month_before_the_rulebook_says_so_and_the_way_back_works(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("g", "left_square_bracket")
        assert hand.says("2026-09")
        await hand.press("right_square_bracket")
        assert hand.says("2026-10 月度", "张敏")


async def test_under_red_packets_a_line_of_pay_is_explained(r8: Shop) -> None:
    r8.add(line("punch.recorded", "2026-10-13 08:38", staff="gaohan", way="in"))
    async with at_keyboard(r8) as hand:
        await hand.press("end")
        while not any("›" in row for row in lines_of(hand, "高晗")):
            await hand.press("up")
        await hand.press("enter")
        assert lines_of(hand, "R8-3.2.1")
        while not any("›" in row for row in lines_of(hand, "红包")):
            await hand.press("down")
        await hand.press("enter")
        assert hand.says("迟到(早退)10分钟以内的,内部群发10元5个拼手气红包", "事件")
