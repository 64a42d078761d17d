"""What is said before Enter where an entry changes less than it costs: the law guard, the same shift, a closed month."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from regimes import R6, regime
from shopfloor import Shop, at_keyboard, line

WHO = "gaohan"


@pytest.fixture
def r6(tmp_path: Path) -> Iterator[Shop]:
    """A shop under R6."""
    made = regime(tmp_path, R6)
    yield made
    made.close()


async def test_what_the_law_guard_holds_back_is_said(r6: Shop) -> None:
    """A wage of 1000, 20 % may be deducted: 200. 50 so far and 150 are 200; with 70 so far, 20 of 150 are held."""
    r6.add(
        line("setting.changed", "2026-10-01 00:05", key="law.mode", value="hold"),
        line("staff.joined", "2026-10-01 00:06", staff="liu", name="刘一", roles=["agent"], base="1000"),
        *(
            line("violation.logged", f"2026-10-12 {hour}:00", violation=f"v{hour}", staff="liu", clause="R6-8")
            for hour in (10, 11)
        ),
    )
    # 2 × 50 = 100 so far; 150 more are 250: 50 over the 200
    async with at_keyboard(r6, (80, 24)) as hand:
        await hand.press("g")
        while "刘一" not in next(each for each in hand.lines if "›" in each):
            await hand.press("down")
        await hand.press("v")
        await hand.type("13")
        assert hand.says("¥-150.00,超法定上限 ¥50.00 未扣")
        await hand.press("enter")
        await hand.press("v")
        await hand.type("13")
        assert hand.says("¥-150.00,超法定上限 ¥150.00 未扣")
        assert not hand.says("只记录,")


async def test_a_second_entry_on_the_same_shift_promises_nothing(r6: Shop) -> None:
    """R6-1.5 counts once a shift: 30, then nothing more on this shift; 50 on another."""
    async with at_keyboard(r6, (80, 24)) as hand:
        await hand.press("v")
        await hand.type("1.5")
        assert hand.says("¥-30.00", "另一班再一次:¥-50.00")
        await hand.press("enter")
        r6.clock.advance(seconds=60)
        await hand.press("v")
        await hand.type("1.5")
        assert hand.says("本班已记,不再计")
        assert not hand.says("第 1 次")
        assert not hand.says("再一次")
        await hand.press("enter")
        assert hand.says("交接未录入 本班已记,不再计")
