"""What stands under the list before Enter, for every way in which the eight regimes price an entry."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from desk.timers import R1, R2, R3, R5, R6, R7, shop
from kit import R4, R8, millis, violation

from kfterm.desk.preview import preview
from kfterm.events.conduct import ViolationLogged

AT = "2024-06-10 10:00"


@pytest.mark.parametrize(
    ("rulebook", "clause", "times", "typed", "said"),
    [
        # a ladder of fines: 30, 50, 80, a case; the month is 30 + 50 = 80
        (
            R6,
            "R6-1.5",
            1,
            {},
            "no. 2 this month · ¥-50.00 · fines this month ¥80.00 · once more on another shift: ¥-80.00",
        ),
        (
            R6,
            "R6-1.5",
            2,
            {},
            "no. 3 this month · ¥-80.00 · fines this month ¥160.00 · once more on another shift: case: withholding the month's wage",
        ),
        # a ladder that ends in a case: 50, 100, resignation
        (
            R7,
            "R7-6",
            1,
            {},
            "no. 2 this month · ¥-100.00 · fines this month ¥150.00 · once more: case: automatic resignation",
        ),
        # a fixed fine: the next one is the same
        (R6, "R6-8", 0, {}, "no. 1 this month · ¥-50.00 · fines this month ¥50.00"),
        (R3, "R3-3.7.5", 1, {}, "no. 2 this month · ¥-5.00 · fines this month ¥10.00"),
        # a fine that is chosen: the range until it is typed
        (R2, "R2-6.3", 0, {}, "no. 1 this month · fine ¥10-500, still to be typed"),
        (R2, "R2-6.3", 0, {"amount": Decimal(120)}, "no. 1 this month · ¥-120.00 · fines this month ¥120.00"),
        # a product with bounds: 3 × 59.90 = 179.70
        (R2, "R2-6.1.3", 0, {}, "no. 1 this month · by the unit price, still to be typed"),
        (
            R2,
            "R2-6.1.3",
            0,
            {"unit_price": Decimal("59.90")},
            "no. 1 this month · ¥-179.70 · fines this month ¥179.70",
        ),
        # only some kinds of it cost something
        (R7, "R7-10", 0, {}, "priced by what is typed"),
        (R7, "R7-10", 0, {"code": "non_customer_chat"}, "no. 1 this month · ¥-20.00 · fines this month ¥20.00"),
        (R7, "R7-10", 0, {"code": "game"}, "log only: no points, no money"),
        # only with harm
        (R2, "R2-5.3.2", 0, {}, "priced by what is typed"),
        (R2, "R2-5.3.2", 0, {"effect": "none"}, "log only: no points, no money"),
        # net points from 0: −5, then −5 again; the third −15 with a warning
        (
            R5,
            "R5-4.2.2.5",
            1,
            {},
            "no. 2 this month · -5 points, month -5->-10 · once more: -15 points, month -10->-25 · case: warning",
        ),
        # light −1, serious chosen
        (
            R5,
            "R5-4.2.2.4",
            0,
            {},
            "no. 1 this month · -1 points, month 0->-1 · once more: -1 points, month -1->-2",
        ),
        (
            R5,
            "R5-4.2.2.4",
            0,
            {"serious": True, "points": Decimal(-4)},
            "no. 1 this month · -4 points, month 0->-4 · once more: -4 points, month -4->-8",
        ),
        # no price at all
        (R1, "R1-2.5", 0, {}, "no. 1 this month · log only: no points, no money"),
        (R8, "R8-4.6.1", 0, {}, "no. 1 this month · log only: no points, no money"),
    ],
)
def test_before_enter(tmp_path: Path, rulebook: str, clause: str, times: int, typed: dict[str, Any], said: str) -> None:
    with shop(tmp_path, rulebook, "li") as kit:
        kit.add(*(violation("li", f"2024-06-0{day + 3} 10:00", clause) for day in range(times)))
        event = ViolationLogged(violation="?", staff="li", clause=clause, **typed)
        found = preview(kit.judge("2024-06"), event, millis(AT)).en
        if rulebook == R2:  # base, meal and full attendance stand beside the fine
            assert said.split(" · ")[0] in found
            assert said.split(" · ")[-1] in found
        else:
            assert found == said


def test_r4_says_the_points_and_the_month(tmp_path: Path) -> None:
    # 80 + 5 without a complaint = 85; −5 → 80, float 0
    with shop(tmp_path, R4, "li", shift__day="09:00-17:00") as kit:
        found = preview(
            kit.judge("2024-06"), ViolationLogged(violation="?", staff="li", clause="R4-3.1.07"), millis(AT)
        )
        assert "-5 points" in found.en
        assert "fines" not in found.en
