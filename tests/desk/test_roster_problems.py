"""What is wrong with a plan, in words and with its clause."""

from pathlib import Path

from desk.roster_shop import plan, problems, punches, roster, said
from kit import leave, line


def test_a_shift_without_its_leader_is_named_with_the_clause(tmp_path: Path) -> None:
    # R8-4.3.1: a lead for every shift
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("14", "16", "day")), plan("zhoumin", ("15", "15", "day")))
        assert "no shift lead on the day shift on 10-14 16 R8-4.3.1" in said(kit)
        kit.add(plan("zhoumin", ("14", "16", "day")))
        assert not any("R8-4.3.1" in each for each in said(kit))


def test_days_that_are_over_are_left_alone(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("05", "12", "day")), punches("zhangmin", "05", "09:30"))
        assert said(kit) == []


def test_a_shift_below_its_need_and_one_with_nobody(tmp_path: Path) -> None:
    with roster(tmp_path, roster__need__late="2") as kit:
        kit.add(plan("zhoumin", ("14", "15", "day")), plan("zhangmin", ("14", "14", "late")))
        found = said(kit)
        assert "fewer than 2 on the late shift on 10-14" in found
        assert "nobody on the late shift on 10-15" in found
        assert not any("10-16" in each for each in found), "nobody is planned at all on the 16th"


def test_a_need_of_nobody_asks_for_nobody(tmp_path: Path) -> None:
    with roster(tmp_path, roster__need__late="0") as kit:
        kit.add(plan("zhoumin", ("14", "15", "day")), plan("zhangmin", ("14", "14", "late")))
        assert not any("nobody" in each for each in said(kit))


def test_days_on_which_nobody_is_planned_are_one_line_for_all(tmp_path: Path) -> None:
    with roster(tmp_path, "r4-points-110", shift__day="08:30-17:30") as kit:
        kit.add(plan("zhangmin", ("01", "29", "day")), plan("ouyangxue", ("01", "28", "day")))
        assert said(kit) == ["欧阳雪: nothing planned on 10-29", "nobody is planned on 10-30 31"]


def test_gaps_are_gathered_in_one_line(tmp_path: Path) -> None:
    # 1–24 planned, 25–31 open: seven days, four named and three counted
    with roster(tmp_path, "r4-points-110", shift__day="08:30-17:30") as kit:
        kit.add(plan("zhangmin", ("01", "24", "day")), plan("zhoumin", ("25", "31", "day")))
        assert said(kit) == ["张敏: nothing planned on 10-25 26 27 28 +3"]


def test_double_bookings_say_which(tmp_path: Path) -> None:
    with roster(tmp_path, "r4-points-110", shift__day="08:30-17:30", shift__night="17:00-08:30") as kit:
        kit.add(plan("zhangmin", ("20", "20", "night"), ("21", "21", "day")))
        kit.add(leave("ouyangxue", "2026-10-22", "2026-10-22", "1"))
        kit.add(line("shift.assigned", "2026-10-13 11:00", staff="ouyangxue", on="2026-10-22", shift="day"))
        found = said(kit)
        assert "张敏: 10-20 17:00-10-21 08:30 touches the shift beside it" in found
        assert "欧阳雪: a shift on 10-22, which is granted leave" in found


def test_rest_of_the_week_and_of_the_month(tmp_path: Path) -> None:
    with roster(tmp_path, "r7-tea-oil") as kit:
        kit.add(plan("zhangmin", ("19", "25", "day")))
        assert "张敏: 0 rest day(s) in the week of 10-19, 1 due R7-1.2" in said(kit)


def test_more_rest_than_the_month_gives_is_wrong_and_less_only_where_it_is_not_paid(tmp_path: Path) -> None:
    # R6-1.2: exactly three; R8-3.4.1 and 3.4.2: two, what is not taken is paid
    with roster(tmp_path, "r6-fine-ladders") as kit:
        kit.add(plan("zhangmin", ("01", "29", "early"), ("30", "31", "rest")))
        assert "张敏: 2 rest day(s) this month, 3 due R6-1.2" in said(kit)


def test_unused_rest_that_is_paid_is_no_mistake(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        kit.add(plan("zhoumin", ("01", "31", "day")))
        assert not any("R8-3.4.1" in each for each in said(kit))
        kit.add(plan("zhoumin", ("14", "16", "rest")))
        assert any(each.endswith("3 rest day(s) this month, 2 due R8-3.4.1") for each in said(kit))


def test_what_comes_first_stands_first(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("20", "20", "day"), ("14", "14", "late")))
        first = [each.days[0] for each in problems(kit)]
        assert first == sorted(first)
        assert len(first) >= 2
