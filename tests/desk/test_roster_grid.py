"""The month as data: what is planned, how it was worked, what is marked, how many are there."""

from pathlib import Path

import pytest
from desk.roster_shop import cell, day, october, plan, punches, roster
from kit import R8, Kit, leave, line, rest, shift

from kfterm.desk.shift_signs import signs
from kfterm.month.attendance import sheet
from kfterm.periods import day_text, month

R1, R4 = "r1-duty-room", "r4-points-110"
SHIFTS = {"away_limit_minutes": "10", "shift__day": "08:30-17:30", "shift__late": "17:00-01:00"}
"""What texts without hours leave to the shop."""


def marks(kit: Kit, staff: str, on: str) -> tuple[str, ...]:
    """What is marked on a day."""
    return cell(kit, staff, on).marks


def test_the_head_knows_today_holidays_days_off_and_worked_weekends(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        heads = {day_text(head.day)[8:]: head for head in october(kit).heads}
    assert len(heads) == 31
    assert [on for on, head in heads.items() if head.today] == ["13"]
    assert [on for on, head in heads.items() if head.holiday] == ["01", "02", "03"]
    assert [on for on, head in heads.items() if head.off] == ["01", "02", "03", "04", "05", "06", "07"]
    assert [on for on, head in heads.items() if head.work] == ["10"]
    assert heads["12"].weekday == 0  # Monday


@pytest.mark.parametrize(
    ("came", "left", "expected", "minutes"),
    [
        ("08:30", "17:30", (), (0, 0)),
        ("08:30:59", "17:30", (), (0, 0)),  # whole minutes, cut
        ("08:31", "17:30", ("late",), (1, 0)),
        ("08:30", "17:29", ("early",), (0, 1)),
        ("08:41", "17:10", ("late", "early"), (11, 20)),
        ("08:30", "", ("punch",), (0, 0)),
        ("", "17:30", ("punch",), (0, 0)),
    ],
)
def test_a_past_day_is_compared_with_its_punches(
    tmp_path: Path, came: str, left: str, expected: tuple[str, ...], minutes: tuple[int, int]
) -> None:
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("08", "08", "day")), punches("zhangmin", "08", came, left))
        found = cell(kit, "zhangmin", "08")
        assert found.marks == expected
        assert found.record is not None
        assert (found.record.late_minutes, found.record.early_minutes) == minutes


@pytest.mark.parametrize("rulebook", [R8, R1])
def test_a_shift_without_any_punch_is_absence_as_the_month_counts_it(tmp_path: Path, rulebook: str) -> None:
    """R8-A42: a shift without any punch and without leave is a day, whoever else came: the 8th and the 9th, two days."""
    with roster(tmp_path, rulebook, **({} if rulebook == R8 else SHIFTS)) as kit:
        kit.add(plan("zhangmin", ("08", "09", "day")), plan("ouyangxue", ("08", "08", "day")))
        kit.add(punches("ouyangxue", "08"), line("seat.taken", "2026-10-08 08:28", staff="zhangmin"))
        assert marks(kit, "zhangmin", "08") == marks(kit, "zhangmin", "09") == ("absent",)
        judge = kit.desk.judge()
        counted = sheet(judge, judge.shop.people.staff["zhangmin"], month("2026-10")).absence_half_days
        assert counted == 2 + 2


def test_where_no_clause_makes_it_absence_who_did_not_come_is_missed_until_confirmed(tmp_path: Path) -> None:
    """R4 says nowhere what a shift is that nobody came to: said as such, and only where others were recorded."""
    with roster(tmp_path, R4, **SHIFTS) as kit:
        kit.add(
            plan("zhangmin", ("08", "09", "day")), plan("ouyangxue", ("08", "09", "day")), punches("ouyangxue", "08")
        )
        assert marks(kit, "zhangmin", "08") == ("missed",)
        assert marks(kit, "zhangmin", "09") == (), "nobody was recorded on the 9th: nobody knows"
        kit.add(line("absence.confirmed", "2026-10-10 09:00", staff="zhangmin", on="2026-10-09", days="1"))
        assert marks(kit, "zhangmin", "09") == ("absent",)
        judge = kit.desk.judge()
        counted = sheet(judge, judge.shop.people.staff["zhangmin"], month("2026-10")).absence_half_days
        assert counted == 2, "the 9th alone, as in the roster"


def test_who_came_by_seat_without_punching_is_not_missed(tmp_path: Path) -> None:
    with roster(tmp_path, R4, **SHIFTS) as kit:
        kit.add(
            plan("zhangmin", ("08", "08", "day")), plan("ouyangxue", ("08", "08", "day")), punches("ouyangxue", "08")
        )
        kit.add(line("seat.taken", "2026-10-08 08:28", staff="zhangmin"))
        assert marks(kit, "zhangmin", "08") == ()


def test_who_came_without_a_plan_or_on_a_rest_day_is_marked(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("08", "08", "rest")), punches("zhangmin", "08"), punches("ouyangxue", "09"))
        assert marks(kit, "zhangmin", "08") == ("extra",)
        assert marks(kit, "ouyangxue", "09") == ("extra",)


def test_leave_covers_a_shift_and_what_is_asked_is_marked(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("20", "22", "day")))
        asked, decided = leave("zhangmin", "2026-10-20", "2026-10-20", "1")
        kit.add(asked, line("rest.requested", "2026-10-12 09:00", rest="r1", staff="zhangmin", on="2026-10-21"))
        assert cell(kit, "zhangmin", "20").asked == (("leave", "zhangmin-2026-10-20-personal"),)
        assert cell(kit, "zhangmin", "21").asked == (("rest", "r1"),)
        assert cell(kit, "zhangmin", "20").works
        kit.add(decided)
        found = cell(kit, "zhangmin", "20")
        assert (found.leave, found.asked, found.works, found.marks) == (2, (), False, ())


def test_half_a_day_of_leave_leaves_the_shift(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("20", "20", "day")), leave("zhangmin", "2026-10-20", "2026-10-20", "0.5"))
        found = cell(kit, "zhangmin", "20")
        assert (found.leave, found.works) == (1, True)


def test_a_shift_planned_after_leave_or_rest_was_granted_is_booked_twice(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("20", "20", "day")), plan("ouyangxue", ("20", "20", "day")))
        kit.add(leave("zhangmin", "2026-10-20", "2026-10-20", "1"), rest("ouyangxue", "2026-10-20"))
        assert marks(kit, "zhangmin", "20") == marks(kit, "ouyangxue", "20") == (), (
            "granted over a shift: that is usual"
        )
        kit.add(line("shift.assigned", "2026-10-13 11:00", staff="zhangmin", on="2026-10-20", shift="late"))
        kit.add(line("shift.assigned", "2026-10-13 11:00", staff="ouyangxue", on="2026-10-20", shift="late"))
        assert marks(kit, "zhangmin", "20") == marks(kit, "ouyangxue", "20") == ("clash",)


@pytest.mark.parametrize(("night", "clash"), [("17:00-08:29", False), ("17:00-08:30", True), ("17:00-09:00", True)])
def test_shifts_that_touch_or_overlap_are_booked_twice(tmp_path: Path, night: str, clash: bool) -> None:
    # the day shift of R8 begins at 08:30
    with roster(tmp_path, shift__night=night) as kit:
        kit.add(plan("zhangmin", ("20", "20", "night"), ("21", "21", "day")))
        for on in ("20", "21"):
            assert ("clash" in marks(kit, "zhangmin", on)) == clash


def test_a_shift_of_last_month_that_runs_into_the_first_is_seen(tmp_path: Path) -> None:
    with roster(tmp_path, shift__night="17:00-09:00") as kit:
        kit.add(shift("zhangmin", "2026-09-30", "night"), shift("zhangmin", "2026-10-01", "day"))
        assert "clash" in marks(kit, "zhangmin", "01")


def test_an_open_day_is_a_gap_only_in_a_month_that_is_mostly_planned(tmp_path: Path) -> None:
    # 31 days: with 15 planned 16 are open and more than half; with 16 planned 15 are open and less than half
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("01", "15", "day")))
        assert marks(kit, "zhangmin", "20") == ()
        kit.add(plan("zhangmin", ("16", "16", "day")))
        assert marks(kit, "zhangmin", "20") == ("gap",)


def test_days_before_somebody_joined_are_no_gaps(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        kit.add(line("staff.joined", "2026-10-10", staff="qinlan", name="秦岚"))
        kit.add(plan("qinlan", ("12", "31", "day")))
        found = cell(kit, "qinlan", "05")
        assert (found.here, found.marks) == (False, ())
        assert marks(kit, "qinlan", "11") == ("gap",)


def test_a_swapped_day_names_its_form(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        kit.add(plan("zhangmin", ("20", "20", "day")), plan("ouyangxue", ("20", "20", "late")))
        kit.add(
            line(
                "swap.requested",
                "2026-10-12 09:00",
                swap="s1",
                staff="zhangmin",
                with_staff="ouyangxue",
                on="2026-10-20",
            ),
            line("swap.agreed", "2026-10-12 09:01", swap="s1"),
            line("swap.decided", "2026-10-12 09:02", swap="s1", approved=True),
        )
        found = cell(kit, "zhangmin", "20")
        assert (found.shift, found.swap, found.marks) == ("late", "s1", ("swap",))


def test_people_are_counted_by_shift_without_leave_and_rest(tmp_path: Path) -> None:
    with roster(tmp_path, roster__need__day="2") as kit:
        kit.add(*(plan(staff, ("20", "20", "day")) for staff in ("zhangmin", "ouyangxue", "zhoumin")))
        kit.add(leave("zhangmin", "2026-10-20", "2026-10-20", "1"), rest("ouyangxue", "2026-10-20"))
        grid = october(kit)
        assert grid.working("day")[19] == 1
        assert grid.needs == {"day": 2}


@pytest.mark.parametrize(
    ("rulebook", "days_of_rest", "due"), [(R8, ("04", "11"), 2), ("r6-fine-ladders", ("04", "11"), 3)]
)
def test_rest_days_stand_beside_what_is_due(
    tmp_path: Path, rulebook: str, days_of_rest: tuple[str, ...], due: int
) -> None:
    # R8-3.4.1: two a month, R6-1.2: three
    with roster(tmp_path, rulebook) as kit:
        kit.add(*(plan("zhangmin", (on, on, "rest")) for on in days_of_rest))
        row = next(row for row in october(kit).rows if row.staff == "zhangmin")
        assert (row.rests, row.entitled) == (2, due)


def test_a_week_with_a_wrong_number_of_rest_days_is_marked(tmp_path: Path) -> None:
    # R7-1.2: one a week. 12–18: none; 19–25: one; 26–1 Nov: two
    with roster(tmp_path, "r7-tea-oil") as kit:
        kit.add(plan("zhangmin", ("12", "18", "day"), ("19", "24", "day"), ("25", "25", "rest")))
        kit.add(plan("zhangmin", ("26", "27", "rest"), ("28", "31", "day")))
        row = next(row for row in october(kit).rows if row.staff == "zhangmin")
        assert row.wrong_weeks == (day("12"), day("26"))
        marked = [cell.day for cell in row.cells if "week" in cell.marks]
        assert marked == [day("18"), day("31")], "the last days of these weeks, as far as the month goes"
        assert row.entitled == 4  # the weeks that end on 4, 11, 18 and 25 October


def test_only_the_rows_of_the_people_concerned_are_made_again(tmp_path: Path) -> None:
    with roster(tmp_path) as kit:
        before = october(kit)
        kit.add(plan("zhangmin", ("20", "20", "day")), plan("ouyangxue", ("20", "20", "day")))
        after = before.again(kit.desk.judge(), ["zhangmin"])
        assert after.rows[2].cells[19].shift == "day"
        assert after.rows[1] is before.rows[1], "欧阳雪 was not asked for"


def test_shifts_have_signs_and_keys_of_their_own(tmp_path: Path) -> None:
    # 早班 and 早二 share a character, rest and r-something a letter, day and dusk another
    with roster(tmp_path, shift__dusk="18:00-23:00", shift__relief="10:00-19:00") as kit:
        found = signs(kit.desk.judge(), "2026-10")
    assert list(found) == ["day", "relief", "late", "dusk", "rest", "leave"]
    assert [each.key for each in found.values()] == ["d", "1", "l", "2", "r", ""]
    assert [each.short.zh for each in found.values()] == ["白", "1", "晚", "2", "休", "假"]
    assert len({each.short.en for each in found.values()}) == 6
