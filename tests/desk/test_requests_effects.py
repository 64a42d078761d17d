"""An approval changes roster, floor, attendance and pay together, and says so before (R8, October 2026).

A day's wage is 2200 ÷ 31 = 70.9677; two rest days not taken are 141.94, one is 70.97; full attendance is 200.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from kit import Kit, amounts, joined, leave, line, millis, shift, worked

from kfterm.desk.effects import roster_cell
from kfterm.desk.exam import examine
from kfterm.desk.requests import Request, decision, moment, waiting
from kfterm.desk.view import floor_view

DAY = "2026-10-15"
BEFORE = {"base": ["2200.00"], "full_attendance": ["200.00"], "unused_rest": ["141.94"]}


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """Everybody works day on 10-15 but 白宇, who rests by the roster; 吴主管 decides on Tuesday 10-13."""
    made = Kit(tmp_path, now="2026-10-13 09:00")
    names = {"su": "苏婉", "ma": "马倩", "luo": "罗子豪", "bai": "白宇", "tian": "田甜", "gao": "高晗"}
    made.add(*(joined(staff, name=name) for staff, name in names.items()), joined("wu", roles=["supervisor"]))
    made.add([shift(staff, DAY, "rest" if staff == "bai" else "day") for staff in names])
    made.desk.by = "wu"
    yield made
    made.close()


def approved(kit: Kit, kind: str) -> tuple[Request, list[str]]:
    """The one request of a kind is approved; what was said before it would change."""
    desk = kit.desk
    (found,) = [each for each in waiting(desk) if each.kind == kind]
    said = [each.says.zh for each in examine(desk, found).changes]
    desk.say(decision(found, True, "", desk.by), at=moment(found, desk.clock.now()))
    return found, said


def cell(kit: Kit, staff: str) -> str:
    """What stands in the roster of 10-15."""
    return roster_cell(kit.judge("2026-10"), staff, date.fromisoformat(DAY).toordinal()).zh


def on_floor(kit: Kit, staff: str, at: str = f"{DAY} 10:00") -> str:
    """The state of somebody on the floor."""
    rows = floor_view(kit.judge("2026-10"), millis(at)).agents
    return next((each.state for each in rows if each.staff == staff), "off")


def attendance(kit: Kit, staff: str) -> dict[str, Any]:
    """The attendance of October."""
    return kit.of("2026-10", staff)["attendance"]


def test_leave(kit: Kit) -> None:
    """One day: −70.97, no full attendance; the unused rest days stay (R8-A44)."""
    fields = {"leave": "L", "staff": "su", "from_on": DAY, "to_on": DAY, "days": "1", "leave_kind": "sick"}
    kit.add(line("leave.requested", "2026-10-13 08:00", **fields))
    assert (cell(kit, "su"), on_floor(kit, "su"), amounts(kit.of("2026-10", "su"))) == ("白班", "late", BEFORE)
    _, said = approved(kit, "leave")
    assert "苏婉 10-15 白班 -> 请假" in said
    assert "白班人数 10-15 5 -> 4" in said
    assert "苏婉 2026-10 全勤奖 200.00 -> 0.00" in said
    assert "苏婉 2026-10 请假天数 0 -> 1" in said
    assert (cell(kit, "su"), on_floor(kit, "su")) == ("请假", "leave")
    assert attendance(kit, "su")["leave_days"] == "1"
    now = amounts(kit.of("2026-10", "su"))
    assert now == {"base": ["2200.00"], "leave": ["-70.97"], "unused_rest": ["141.94"]}
    assert any("0.00 -> -70.97" in each for each in said)


def test_leave_of_more_than_three_days_names_the_rest_days_of_next_month(kit: Kit) -> None:
    """R8-3.6.1: 4 × 70.9677 = 283.87; November's entitlement 2 -> 0."""
    fields = {"leave": "L", "staff": "su", "from_on": DAY, "to_on": "2026-10-18", "days": "4", "leave_kind": "sick"}
    kit.add(line("leave.requested", "2026-10-13 08:00", **fields))
    _, said = approved(kit, "leave")
    assert "苏婉 2026-11 休息天数 2 -> 0" in said
    assert amounts(kit.of("2026-10", "su"))["leave"] == ["-283.87"]
    assert "unused_rest" not in amounts(kit.of("2026-11", "su"))


def test_rest(kit: Kit) -> None:
    """One of two taken: the other is paid 70.97; full attendance stays (R8-3.10)."""
    kit.add(line("rest.requested", "2026-10-13 08:00", rest="R", staff="ma", on=DAY))
    _, said = approved(kit, "rest")
    assert "马倩 2026-10 未休补薪 141.94 -> 70.97" in said
    assert (cell(kit, "ma"), on_floor(kit, "ma")) == ("休", "rest")
    assert attendance(kit, "ma")["rest"]["taken"] == 1
    assert amounts(kit.of("2026-10", "ma")) == BEFORE | {"unused_rest": ["70.97"]}


def test_a_swap_of_a_shift_against_a_rest_day(kit: Kit) -> None:
    """罗子豪 rests instead of 白宇: one has a rest day more, the other none."""
    kit.add(line("swap.requested", "2026-10-13 08:00", swap="S", staff="luo", with_staff="bai", on=DAY, reason="x"))
    assert (cell(kit, "luo"), cell(kit, "bai"), on_floor(kit, "bai")) == ("白班", "休", "rest")
    _, said = approved(kit, "swap")
    assert {"罗子豪 10-15 白班 -> 休", "白宇 10-15 休 -> 白班"} <= set(said)
    assert {"罗子豪 2026-10 未休补薪 141.94 -> 70.97", "白宇 2026-10 未休补薪 70.97 -> 141.94"} <= set(said)
    assert not any("人数" in each for each in said), "as many are there as before"
    assert (cell(kit, "luo"), on_floor(kit, "luo"), cell(kit, "bai"), on_floor(kit, "bai")) == (
        "休",
        "rest",
        "白班",
        "late",
    )
    assert (attendance(kit, "luo")["rest"]["taken"], attendance(kit, "bai")["rest"]["taken"]) == (1, 0)
    assert (attendance(kit, "luo")["swaps"], attendance(kit, "bai")["swaps"]) == (1, 1)
    assert amounts(kit.of("2026-10", "bai")) == BEFORE


def test_a_punch_made_up(kit: Kit) -> None:
    """The first of the month costs nothing: only the open punch goes (R8-A08)."""
    kit.add(worked("tian", "2026-10-12", left=""))
    assert attendance(kit, "tian")["open_punches"]
    _, said = approved(kit, "punch")
    assert said == [
        "田甜 2026-10 补卡次数 0 -> 1",
        "田甜 2026-10 10-12 白班:缺下班卡,出勤未定 -> 下班卡已补,算出勤",
    ]
    assert attendance(kit, "tian")["open_punches"] == []
    assert attendance(kit, "tian")["missed_punches"] == 1
    assert amounts(kit.of("2026-10", "tian")) == BEFORE
    assert cell(kit, "tian") == "白班"


def test_going_out(kit: Kit) -> None:
    """It changes the floor while it lasts, and neither roster nor month."""
    begin = f"{DAY}T14:00:00+08:00"
    kit.add(
        line("outing.requested", "2026-10-13 08:00", outing="O", staff="gao", from_at=begin, minutes=45, reason="银行")
    )
    _, said = approved(kit, "outing")
    assert said == []
    kit.clock.advance(seconds=3 * 24 * 3600)
    kit.add(line("seat.taken", f"{DAY} 08:28", staff="gao"))
    kit.add(line("seat.left", f"{DAY} 14:00", staff="gao", reason="outing", told=True, minutes=45))
    assert (on_floor(kit, "gao", f"{DAY} 14:10"), cell(kit, "gao")) == ("away", "白班")
    row = next(each for each in floor_view(kit.judge("2026-10"), millis(f"{DAY} 14:46")).agents if each.staff == "gao")
    assert row.over
    assert "leave" not in amounts(kit.of("2026-10", "gao"))


def test_looking_changes_nothing(kit: Kit) -> None:
    kit.add(line("rest.requested", "2026-10-13 08:00", rest="R", staff="ma", on=DAY))
    head = kit.log.head()
    (found,) = waiting(kit.desk)
    examine(kit.desk, found)
    assert kit.log.head() == head
    assert kit.desk.judge().shop.roster.rests["R"].approved is None


def test_of_a_closed_month_the_month_that_books_it_is_named(kit: Kit) -> None:
    """G13: September is closed; leave of its last day is booked in October."""
    kit.add(leave("luo", "2026-09-20", "2026-09-20", "1"))
    kit.add(line("month.closed", "2026-10-02 10:00", month="2026-09", digest="x"))
    fields = {
        "leave": "L",
        "staff": "su",
        "from_on": "2026-09-30",
        "to_on": "2026-09-30",
        "days": "1",
        "leave_kind": "sick",
    }
    kit.add(line("leave.requested", "2026-10-13 08:00", **fields, urgent=True))
    (found,) = waiting(kit.desk)
    assert "苏婉 2026-09 已结账,更正记入 2026-10" in [each.says.zh for each in examine(kit.desk, found).changes]


def test_a_rest_day_too_many_is_marked_with_its_clause(kit: Kit) -> None:
    """R8-3.4.1 gives two: with one rest day planned the swap makes two, not marked; with two it makes three."""
    kit.add(line("swap.requested", "2026-10-13 08:00", swap="S", staff="luo", with_staff="bai", on=DAY, reason="x"))

    def rested() -> list[tuple[str, str, str]]:
        (found,) = waiting(kit.desk)
        changes = examine(kit.desk, found).changes
        return [(each.says.zh, each.says.en, each.over) for each in changes if "已休天数" in each.says.zh]

    kit.add(shift("luo", "2026-10-20", "rest"))
    assert rested()[0] == ("罗子豪 2026-10 已休天数 1 -> 2", "罗子豪 2026-10 rest days taken 1 -> 2", "")
    kit.add(shift("luo", "2026-10-21", "rest"))
    assert rested()[0] == (
        "罗子豪 2026-10 已休天数 2 -> 3,应休 2",
        "罗子豪 2026-10 rest days taken 2 -> 3, 2 due",
        "R8-3.4.1",
    )
    assert rested()[1][2] == "", "白宇 rests less than before"


def test_a_make_up_that_was_not_proved_says_what_its_shift_counts_as(kit: Kit) -> None:
    kit.add(worked("tian", "2026-10-12", left=""))
    kit.add(line("punch.made_up", "2026-10-12 17:45", staff="tian", on="2026-10-12", way="out"))
    (found,) = [each for each in waiting(kit.desk) if each.kind == "punch"]
    said = [each.says.en for each in examine(kit.desk, found).changes]
    assert said == [
        "田甜 2026-10 10-12 day: way out made up and not proved, presence open -> way out made up, counted present"
    ]
