"""Judging a complaint, deciding an appeal, an exam: nothing is chosen before somebody chooses, and what it does is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from regimes import R5, R6, regime
from shopfloor import Shop, at_keyboard, line, lines_of

WHO = "gaohan"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[list[Shop]]:
    """Shops that a test opens, closed afterwards."""
    shops: list[Shop] = []
    yield shops
    for each in shops:
        each.close()


async def test_a_complaint_is_judged_on_its_row_with_what_it_brings(tmp_path: Path, opened: list[Shop]) -> None:
    """R6-6: the first valid complaint of the month costs 100."""
    made = regime(tmp_path, R6)
    opened.append(made)
    made.add(line("complaint.received", "2026-10-13 09:00", complaint="k", staff=WHO, what="rude"))
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("enter")
        while not any("›" in row for row in lines_of(hand, "rude")):
            await hand.press("down")
        await hand.press("d", "enter")
        assert hand.says("无效 / 有效 / 有效且口角")
        await hand.press("enter", "enter")
        assert hand.says("必填"), "no verdict is anybody's before they say it"
        await hand.type("wx")
        assert hand.says("数字不变")
        await hand.press("down", "up")
        await hand.type("yx")
        assert hand.says("¥-100.00")
        await hand.press("enter", "enter")
        assert hand.top == "PersonScreen"
    assert made.newest("complaint.judged").valid is True


async def test_an_appeal_has_no_decision_before_somebody_decides(tmp_path: Path, opened: list[Shop]) -> None:
    """R6-8 costs 50; upheld it comes back."""
    made = regime(tmp_path, R6)
    opened.append(made)
    made.add(line("violation.logged", "2026-10-13 09:00", violation="v", staff=WHO, clause="R6-8"))
    made.add(line("appeal.filed", "2026-10-13 09:30", appeal="a", violation="v", staff=WHO, reason="r"))
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("enter", "d", "enter", "enter", "enter")
        assert hand.says("必填")
        await hand.type("bcl")
        assert hand.says("数字不变")
        await hand.press("left")
        assert hand.says("申诉成立", "¥50.00")
        await hand.press("escape")
    assert made.events("appeal.decided") == []


async def test_what_a_confirmation_replaces_is_said(tmp_path: Path, opened: list[Shop]) -> None:
    """R5-4.2.2.2: a valid complaint counts with the lightest points until somebody chooses."""
    made = regime(tmp_path, R5)
    opened.append(made)
    made.add(line("complaint.received", "2026-10-13 09:00", complaint="k", staff=WHO, what="rude"))
    made.add(line("complaint.judged", "2026-10-13 09:30", complaint="k", valid=True))
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("p", "enter")
        assert hand.top == "FormModal", "the points are to be chosen"
        assert hand.says("代替已按", "数字不变")
        assert not hand.says("只记录")
        await hand.press("escape")


@pytest.mark.parametrize("screen", ["g", "enter", "r"])
async def test_a_question_mark_lists_what_works_here(tmp_path: Path, opened: list[Shop], screen: str) -> None:
    made = regime(tmp_path, R6)
    opened.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press(screen, "question_mark")
        assert hand.top == "ReadModal"
        assert hand.says("能做什么", "Esc q")
        await hand.press("escape")
        if screen != "r":
            await hand.press("enter", "enter" if screen == "g" else "question_mark", "question_mark")
            assert hand.says("PgUp PgDn")


async def test_a_swap_needs_both_where_the_regime_says_so(tmp_path: Path, opened: list[Shop]) -> None:
    """R1-7.3: both agree, with a reason; the day back may be left out."""
    made = regime(tmp_path, R6)
    opened.append(made)
    made.add(line("setting.changed", "2026-10-01 00:00", key="away_limit_minutes", value="10"))
    made.add(line("setting.changed", "2026-10-01 00:00", key="shift.early", value="08:30-17:30"))
    made.add(line("rulebook.adopted", "2026-10-05 00:00", rulebook="r1-duty-room", from_on="2026-10-05"))
    made.add(line("shift.assigned", "2026-10-12 12:00", staff="heli", on="2026-10-16", shift="early"))
    made.add(line("shift.cleared", "2026-10-12 12:00", staff=WHO, on="2026-10-16"))
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("w", "n", "enter")
        await hand.type("heli")
        await hand.press("enter")
        assert hand.says("日期", "2026-10-13", "还班日期", "双方同意")
        await hand.press("ctrl+u")
        await hand.type("10-16")
        await hand.press("enter", "enter")
        await hand.type("ill")
        await hand.press("enter", "enter", "enter")
        assert hand.says("必填"), "nobody agrees by leaving it out"
        await hand.type("y")
        await hand.press("enter", "enter")
        assert hand.top == "RequestsScreen", hand.text
    (agreed,) = made.events("swap.agreed")
    asked = made.newest("swap.requested")
    assert (asked.staff, asked.with_staff, asked.reason, agreed.staff) == ("heli", WHO, "ill", WHO)
    assert made.newest("swap.decided").approved


async def test_nothing_to_hand_over_asks_nothing(tmp_path: Path, opened: list[Shop]) -> None:
    made = regime(tmp_path, R6)
    opened.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("i")
        await hand.type("H26")
        await hand.press("enter")
        assert hand.top == "FloorScreen"
    assert made.newest("item.opened").item_kind == "H26"


async def test_who_is_nobody_here_is_not_found_and_adding_them_is_offered(tmp_path: Path, opened: list[Shop]) -> None:
    made = regime(tmp_path, R6)
    opened.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("slash")
        await hand.type("zzzz")
        assert hand.says("没有这个人:N 加人")


async def test_closing_says_the_totals_first(tmp_path: Path, opened: list[Shop]) -> None:
    """R6-8: 50 of one person."""
    made = regime(tmp_path, R6)
    opened.append(made)
    made.add(line("violation.logged", "2026-10-13 09:00", violation="v", staff=WHO, clause="R6-8"))
    made.clock.advance(seconds=40 * 86400)
    made.desk.follow()
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("g", "left_square_bracket", "C")
        assert hand.says("6 人", "罚款 ¥50.00", "标记")
        await hand.press("escape")
