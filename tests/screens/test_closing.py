"""Closing a month at the keyboard: what is missing is shown, a reason is typed, the month is frozen."""

from pathlib import Path

import pytest
from shopfloor import R4, R8, at_keyboard, line, shop


@pytest.mark.parametrize("rulebook", [R4, R8])
async def test_a_month_is_closed_from_its_own_screen(tmp_path: Path, rulebook: str) -> None:
    made = shop(tmp_path, rulebook, now="2026-11-02 10:00", by="fangzong", bare=True)
    async with at_keyboard(made) as hand:
        await hand.press("g", "left_square_bracket")
        assert hand.says("2026-10 月度", "未关账")
        await hand.press("C")
        if rulebook == R8:  # performance amounts and insurance were not imported (R8-5.3, R8-5.4)
            assert hand.says("关账 2026-10", "缺导入数据 绩效", "缺导入数据 保险个人部分")
            await hand.press("enter")
            assert made.events("month.closed") == []
            await hand.press("l", "a", "t", "e", "enter")
        else:
            assert hand.says("关账 2026-10")
            await hand.press("y")
        (event,) = made.events("month.closed")
        assert event.month == "2026-10"
        assert event.reason == ("late" if rulebook == R8 else "")
        assert hand.says("2026-11-02 10:00 结账", "已结账 2026-10")
        await hand.press("C")
        assert hand.says("2026-10 关账以后", "没有")
    made.close()


async def test_saying_no_closes_nothing(tmp_path: Path) -> None:
    made = shop(tmp_path, R4, now="2026-11-02 10:00", by="fangzong", bare=True)
    async with at_keyboard(made) as hand:
        await hand.press("g", "left_square_bracket", "C", "n")
        assert made.events("month.closed") == []
        assert hand.says("未关账")
    made.close()


async def test_a_running_month_says_until_when(tmp_path: Path) -> None:
    made = shop(tmp_path, R4, now="2026-10-13 10:17", by="fangzong", bare=True)
    async with at_keyboard(made) as hand:
        await hand.press("g", "C")
        assert hand.says("2026-10 到 2026-11-01 00:00 才结束")
        assert made.events("month.closed") == []
    made.close()


async def test_what_was_found_later_is_listed_with_the_closed_month(tmp_path: Path) -> None:
    made = shop(tmp_path, R4, now="2026-11-02 10:00", by="fangzong", bare=True)
    made.add(line("violation.logged", "2026-10-12 09:00", violation="v1", staff="zhangmin", clause="R4-3.1.09"))
    async with at_keyboard(made) as hand:
        await hand.press("g", "left_square_bracket", "C", "y")
        made.add(line("entry.withdrawn", "2026-11-02 09:59", entry="v1"))
        await hand.press("C")
        assert hand.says("以后的更正记入 2026-11:张敏 1 分")
    made.close()
