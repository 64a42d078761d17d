"""Copying a week, rotating shifts, exchanging accounts; who may write the roster; what a need may be."""

from datetime import date
from pathlib import Path

import pytest
from desk.roster_shop import day, plan, roster
from kit import Kit, facts, leave, line, rest

from kfterm.desk.roster_plans import (
    RosterPlan,
    copied_week,
    exchanged_accounts,
    newly_broken,
    rotated_week,
    shortest_rest,
)
from kfterm.events.people import AccountAssigned
from kfterm.events.roster import ShiftAssigned, ShiftCleared
from kfterm.problems import Refused

R2 = "r2-shop-standard"
WEEK = "19"
"""A Monday; the week before it begins on the 12th, today is the 13th."""


def assigned(made: RosterPlan, staff: str) -> dict[str, str]:
    """Day of October to the shift that a plan assigns somebody."""
    events = [each for each in made.events if isinstance(each, ShiftAssigned) and each.staff == staff]
    return {f"{each.on.day:02d}": each.shift for each in events}


def test_a_week_is_copied_day_by_day(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("12", "15", "day"), ("16", "16", "rest"), ("22", "22", "day")))
        made = copied_week(kit.desk.judge(), ["zhangmin"], day(WEEK), day("13"))
        # 22 stands already; 17 and 18 have no plan, so 24 and 25 stay as they are
        assert assigned(made, "zhangmin") == {"19": "day", "20": "day", "21": "day", "23": "rest"}


def test_days_that_are_over_and_granted_leave_and_rest_stay(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("05", "11", "late")))
        kit.add(leave("zhangmin", "2026-10-15", "2026-10-15", "1"), rest("zhangmin", "2026-10-16"))
        made = copied_week(kit.desk.judge(), ["zhangmin"], day("12"), day("13"))
        # 12 is over, 15 leave, 16 a granted rest day
        assert assigned(made, "zhangmin") == dict.fromkeys(("13", "14", "17", "18"), "late")
        assert [each.en for each in made.says] == [
            "1 past cell(s) stay as they are",
            "2 cell(s) of granted leave or rest stay",
        ]


def test_shifts_rotate_in_the_order_of_the_day_and_rest_stays(tmp_path: Path) -> None:
    # R2-5.1: early becomes late and late early, every Monday
    with roster(tmp_path, R2) as kit:
        kit.add(plan("zhangmin", ("12", "16", "early"), ("17", "17", "rest"), ("18", "18", "early")))
        kit.add(plan("ouyangxue", ("12", "18", "late")))
        made = rotated_week(kit.desk.judge(), ["zhangmin", "ouyangxue"], day(WEEK), day("13"))
        late = dict.fromkeys(("19", "20", "21", "22", "23", "25"), "late")
        assert assigned(made, "zhangmin") == late | {"24": "rest"}
        assert set(assigned(made, "ouyangxue").values()) == {"early"}


def test_one_shift_alone_rotates_into_the_next_there_is(tmp_path: Path) -> None:
    with roster(tmp_path, R2) as kit:
        kit.add(plan("zhangmin", ("12", "18", "late")))
        made = rotated_week(kit.desk.judge(), ["zhangmin"], day(WEEK), day("13"))
        assert set(assigned(made, "zhangmin").values()) == {"early"}


def test_every_account_goes_to_the_next_holder(tmp_path: Path) -> None:
    # R2-5.2: a1 and a2 张敏, b 欧阳雪, c 周敏; who holds two hands on two
    with roster(tmp_path, R2) as kit:
        for account, staff in (("a1", "zhangmin"), ("a2", "zhangmin"), ("b", "ouyangxue"), ("c", "zhoumin")):
            kit.add(line("account.assigned", "2026-10-01", account=account, staff=staff))
        made = exchanged_accounts(kit.desk.judge())
        moved = {each.account: each.staff for each in made.events if isinstance(each, AccountAssigned)}
        assert moved == {"a1": "ouyangxue", "a2": "ouyangxue", "b": "zhoumin", "c": "zhangmin"}
        kit.desk.say(*made.events)
        assert kit.desk.live.shop.people.accounts == moved


def test_one_holder_has_nobody_to_exchange_with(tmp_path: Path) -> None:
    with roster(tmp_path, R2) as kit:
        kit.add(line("account.assigned", "2026-10-01", account="a", staff="zhangmin"))
        assert exchanged_accounts(kit.desk.judge()).events == ()


def test_a_plan_says_what_it_would_break_and_leaves_the_shop_alone(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("20", "20", "day")), plan("zhoumin", ("20", "20", "day")))
        wanted = ShiftAssigned(staff="zhoumin", on=date(2026, 10, 20), shift="late")
        found = newly_broken(kit.desk.judge(), [wanted], day("13"))
        # 周敏 leads the late shift now, and nobody the day shift
        assert [each.pick("en") for each in found] == ["no shift lead on the day shift on 10-20 R8-4.3.1"]
        assert kit.desk.judge().shop.roster.shift("zhoumin", day("20")) == "day"
        assert newly_broken(kit.desk.judge(), [ShiftCleared(staff="zhangmin", on=date(2026, 10, 20))], day("13")) == []


# who may


def refused(kit: Kit, by: str, shift: str = "day") -> list[str]:
    """Why somebody may not plan a shift."""
    said = line("shift.assigned", "2026-10-13 11:00", staff="zhangmin", on="2026-10-20", shift=shift)
    return [each.says.en for each in kit.desk.problems(facts([said], by))]


@pytest.mark.parametrize(
    ("rulebook", "by", "shift", "clause"),
    [
        ("r8-red-packet", "zhoumin", "day", None),  # nothing is said: leads and above
        ("r8-red-packet", "zhoumin", "rest", None),
        ("r8-red-packet", "zhangmin", "day", ""),
        ("r1-duty-room", "zhoumin", "day", "R1-P.3.2.5"),  # the supervisor makes the roster
        ("r1-duty-room", "fangzong", "day", None),
        ("r6-fine-ladders", "zhoumin", "day", None),
        ("r6-fine-ladders", "zhoumin", "rest", "R6-1.2"),  # rest is arranged by the supervisor
        ("r6-fine-ladders", "fangzong", "rest", None),
        ("r7-tea-oil", "zhoumin", "rest", "R7-1.2"),
        ("r3-conversion-bonus", "zhoumin", "rest", None),  # rest is arranged by the group leader
        ("r3-conversion-bonus", "zhangmin", "rest", "R3-8.1.2"),
    ],
)
def test_the_roster_is_written_by_whom_the_text_names(
    tmp_path: Path, rulebook: str, by: str, shift: str, clause: str | None
) -> None:
    with roster(tmp_path, rulebook, shift__day="08:30-17:30") as kit:
        found = refused(kit, by, shift)
        if clause is None:
            assert found == []
        else:
            assert len(found) == 1
            assert clause in found[0]


def test_taking_a_rest_day_away_needs_the_same_hand(tmp_path: Path) -> None:
    with roster(tmp_path, "r6-fine-ladders") as kit:
        kit.add(plan("zhangmin", ("20", "20", "rest")))
        said = line("shift.cleared", "2026-10-13 11:00", staff="zhangmin", on="2026-10-20")
        assert "R6-1.2" in kit.desk.problems(facts([said], "zhoumin"))[0].says.en
        assert kit.desk.problems(facts([said], "fangzong")) == []


def test_machines_are_not_asked(tmp_path: Path) -> None:
    with roster(tmp_path, "r1-duty-room", shift__day="08:30-17:30") as kit:
        assert refused(kit, "import:test") == refused(kit, "system") == []


@pytest.mark.parametrize("value", ["", "two", "-1", "1.5"])
def test_a_need_is_a_whole_number(tmp_path: Path, value: str) -> None:
    with roster(tmp_path) as kit:
        said = line("setting.changed", "2026-10-13 11:00", key="roster.need.late", value=value)
        with pytest.raises(Refused, match="how many people a day"):
            kit.add(said)


# rest between shifts, and counts that a plan makes worse


def assign(staff: str, on: str, shift: str) -> ShiftAssigned:
    """A cell of October."""
    return ShiftAssigned(staff=staff, on=date(2026, 10, int(on)), shift=shift)


def test_the_shortest_new_rest_is_said_with_how_often_it_is(tmp_path: Path) -> None:
    """R8: late ends at 01:00, day begins at 08:30: 7.5 h; of 欧阳雪's two days it was so already on the 21st."""
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("19", "19", "late")), plan("zhoumin", ("19", "19", "late")))
        kit.add(plan("ouyangxue", ("20", "20", "late"), ("21", "21", "day")))
        changed = [assign("zhangmin", "20", "day"), assign("zhoumin", "20", "day"), assign("ouyangxue", "22", "day")]
        said = shortest_rest(kit.desk.judge(), changed)
        assert said is not None
        assert said.zh == "最短歇 7.5 小时,2 处:张敏 10-20 01:00 下班,10-20 08:30 上班"
        assert said.en == "shortest rest 7.5 h, 2 time(s): 张敏 ends 10-20 01:00, begins 10-20 08:30"
        # 17:30 to 08:30 is 15 h
        assert "歇 15 小时,1 处" in str(shortest_rest(kit.desk.judge(), changed[2:]))


def test_a_plan_that_makes_no_new_rest_says_none(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("19", "20", "day")))
        assert shortest_rest(kit.desk.judge(), [assign("zhangmin", "20", "rest")]) is None


def test_a_rest_day_more_over_the_entitlement_is_a_new_problem_and_one_less_is_none(tmp_path: Path) -> None:
    """R8-3.4.1 gives two: 3/2 stands there already, 4/2 is worse, 3/2 after 4/2 is not."""
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("19", "21", "rest"), ("22", "22", "day")))
        found = newly_broken(kit.desk.judge(), [assign("zhangmin", "22", "rest")], day("13"))
        assert [each.pick("zh") for each in found if each.kind == "month"] == ["张敏 本月休 4 天,应休 2 天 R8-3.4.1"]
        kit.add(plan("zhangmin", ("23", "23", "rest")))
        better = newly_broken(kit.desk.judge(), [assign("zhangmin", "23", "day")], day("13"))
        assert [each for each in better if each.kind == "month"] == []
