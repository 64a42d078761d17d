"""What is due by an hour or a day: reports, meetings, duties, items, exams, announcements, pay (TM07–TM36)."""

from pathlib import Path

import pytest
from desk.timers import R1, R2, R3, R6, R7, booked, known, noticed, on, shop
from kit import R4, R8, Kit, days, joined, leave, line, rest, shift

SATURDAY = "2024-06-08"


def summary(at: str, characters: int = 200, staff: str = "jia") -> dict[str, object]:
    return line("report.filed", at, staff=staff, report="weekly_summary", characters=characters)


@pytest.mark.parametrize(
    ("filed", "missing"),
    [  # R6-E05, R6-A07: 17:00:00 with 200 characters is on time
        (summary(f"{SATURDAY} 17:00:00", 200), []),
        (summary(f"{SATURDAY} 17:00:00", 199), ["jia"]),
        (summary(f"{SATURDAY} 17:00:01", 200), ["jia"]),
        (summary("2024-06-02 00:00", 200), []),  # R6-A09: the week runs from Sunday
        (summary("2024-06-01 23:59", 200), ["jia"]),
        (None, ["jia"]),
    ],
)
def test_r6_weekly_summary(tmp_path: Path, filed: dict[str, object] | None, missing: list[str]) -> None:
    with shop(tmp_path, R6) as kit:
        kit.add(joined("jia", "2024-06-01"), summary("2024-06-01 12:00", 500, "zu"), summary("2024-06-07", 500, "zu"))
        if filed:
            kit.add(filed)
        assert noticed(kit, f"{SATURDAY} 17:00:00", "R6-3.2") == []
        assert booked(kit, f"{SATURDAY} 17:00:01", "R6-3.2") == missing
        kit.add(summary("2024-06-14 12:00"), summary("2024-06-14 12:00", staff="zu"))
        assert booked(kit, "2024-06-15 17:00:00", "R6-3.2") == missing  # until the next is due
        assert booked(kit, "2024-06-15 17:00:01", "R6-3.2") == []


def test_r6_a_rulebook_adopted_in_the_middle_of_a_week_asks_for_the_next(tmp_path: Path) -> None:
    kit = Kit(tmp_path, R6, start="2024-06-05", now="2024-07-31 12:00")
    kit.add(joined("jia"))
    assert noticed(kit, "2024-06-09 12:00", "R6-3.2") == []
    assert booked(kit, "2024-06-15 17:00:01", "R6-3.2") == ["jia"]
    kit.close()


def test_r6_two_reports_too_short_are_not_one_long_enough(tmp_path: Path) -> None:
    with shop(tmp_path, R6, "jia") as kit:
        kit.add(summary("2024-06-07 12:00", 500, "zu"))
        kit.add(summary("2024-06-07 12:00", 150), summary("2024-06-07 13:00", 150))
        assert booked(kit, "2024-06-09 12:00", "R6-3.2") == ["jia"]


@pytest.mark.parametrize(
    ("first", "missing"),
    [  # R6-A08: not before the first full Monday–Saturday week
        ("2024-06-03", ["bing"]),
        ("2024-06-04", []),
    ],
)
def test_r6_a_joiner(tmp_path: Path, first: str, missing: list[str]) -> None:
    with shop(tmp_path, R6) as kit:
        kit.add(summary("2024-06-07 12:00", 500, "zu"), joined("bing", first))
        assert booked(kit, "2024-06-09 12:00", "R6-3.2") == missing


@pytest.mark.parametrize(
    ("last", "missing"),
    [  # R6-A08: a week fully on leave has nothing to report; one day of work has
        ("2024-06-08", []),
        ("2024-06-07", ["jia"]),
    ],
)
def test_r6_a_week_on_leave(tmp_path: Path, last: str, missing: list[str]) -> None:
    with shop(tmp_path, R6, "jia") as kit:
        kit.add(summary("2024-06-07 12:00", 500, "zu"))
        count = str(len(days("2024-06-03", last)))
        kit.add(leave("jia", "2024-06-03", last, count))
        assert booked(kit, "2024-06-09 12:00", "R6-3.2") == missing


def test_r6_nobody_above_the_floor_owes_a_summary(tmp_path: Path) -> None:
    with shop(tmp_path, R6) as kit:
        kit.add(summary("2024-06-07 12:00", 500, "zu"), joined("guan", roles=["supervisor"]))
        assert booked(kit, "2024-06-09 12:00", "R6-3.2") == []


def test_r6_a_rest_day_excuses_nobody(tmp_path: Path) -> None:
    with shop(tmp_path, R6, "jia") as kit:
        kit.add(summary("2024-06-07 12:00", 500, "zu"), rest("jia", SATURDAY))
        assert booked(kit, "2024-06-09 12:00", "R6-3.2") == ["jia"]


def test_r6_confirmed_is_the_first_rung(tmp_path: Path) -> None:
    with shop(tmp_path, R6, "jia") as kit:
        kit.add(summary("2024-06-07 12:00", 500, "zu"))
        (found,) = noticed(kit, "2024-06-09 12:00", "R6-3.2")
        assert found.books is not None
        kit.desk.say(found.books)
        assert kit.of("2024-06", "jia")["fines"] == "50.00"  # R6-3.2: once 50, in the month of that Saturday
        assert noticed(kit, "2024-06-09 12:01", "R6-3.2") == []


def test_r8_the_leader_sums_up_the_day(tmp_path: Path) -> None:
    # R8-4.3.3: by the end of the shift (17:30), nothing is priced
    with shop(tmp_path, R8) as kit:
        kit.add(on("zu", "2024-06-03", "day", "2024-06-03 08:20"))
        assert noticed(kit, "2024-06-03 17:30:00", "R8-4.3.3") == []
        assert [each.staff for each in noticed(kit, "2024-06-03 17:30:01", "R8-4.3.3")] == ["zu"]
        kit.add(line("report.filed", "2024-06-03 18:00", staff="zu", report="daily_summary", characters=10))
        assert noticed(kit, "2024-06-03 18:01", "R8-4.3.3") == []


def test_r8_what_costs_nothing_is_one_line_for_all(tmp_path: Path) -> None:
    with shop(tmp_path, R8, "jia", "yi") as kit:
        for staff in ("jia", "yi"):
            kit.add(on(staff, "2024-06-03", "day", "2024-06-03 08:20"))
        (both,) = noticed(kit, "2024-06-03 18:00", "R8-3.14.2")
        assert both.books is None
        assert "jia" in both.says.en
        assert "yi" in both.says.en
        kit.add(line("proposal.dismissed", "2024-06-03 18:01", proposal=both.key, reason="they write tomorrow"))
        kit.add(line("report.filed", "2024-06-03 18:02", staff="jia", report="daily_summary", characters=9))
        assert noticed(kit, "2024-06-03 18:03", "R8-3.14.2") == []


@pytest.mark.parametrize(("at", "count"), [("13:49:59", 0), ("13:50:00", 1)])
def test_r7_monday_meeting(tmp_path: Path, at: str, count: int) -> None:
    with shop(tmp_path, R7, "jia") as kit:
        kit.add(shift("jia", "2024-06-03"), shift("jia", "2024-06-04"))
        assert len(known(kit, f"2024-06-03 {at}", "R7-3")) == count
        assert known(kit, "2024-06-05 13:50", "R7-3") == []  # a Wednesday
        kit.add(line("meeting.held", "2024-06-03 13:55", meeting="weekly-23"))
        assert known(kit, "2024-06-03 13:56", "R7-3") == []


@pytest.mark.parametrize(("meeting", "count"), [("", 1), ("weekly-23", 1), ("daily_group-3", 0), ("m1", 0)])
def test_r7_daily_meeting_of_the_group(tmp_path: Path, meeting: str, count: int) -> None:
    with shop(tmp_path, R7, "jia") as kit:
        kit.add(shift("jia", "2024-06-03"), shift("jia", "2024-06-04"))
        if meeting:
            kit.add(line("meeting.held", "2024-06-03 13:55", meeting=meeting))
        assert known(kit, "2024-06-03 23:59:59", "R7-2") == []
        assert len(known(kit, "2024-06-04 00:00:00", "R7-2")) == count


@pytest.mark.parametrize(
    ("rulebook", "clause", "name", "due", "duty"),
    [
        (R6, "R6-11", "early", "2024-06-03 08:00:00", "cleaning_early"),
        (R7, "R7-13", "day", "2024-06-03 08:30:00", "cleaning_early"),
        (R3, "R3-8.6", "day", "2024-06-03 08:30:00", "cleaning_early"),
        (R8, "R8-3.14.1", "day", "2024-06-03 08:30:00", "cleaning_early"),
        (R6, "R6-11", "late", "2024-06-04 01:00:00", "cleaning_late"),
    ],
)
def test_cleaning_is_ticked_off(tmp_path: Path, rulebook: str, clause: str, name: str, due: str, duty: str) -> None:
    with shop(tmp_path, rulebook, "jia") as kit:
        kit.add(shift("jia", "2024-06-03", name))
        before = {"08:00:00": "07:59:59", "08:30:00": "08:29:59", "01:00:00": "00:59:59"}[due[11:]]
        assert known(kit, f"{due[:10]} {before}", clause) == []
        (found,) = known(kit, due, clause)
        assert found.staff == ""  # who it was is on the rota
        kit.add(line("duty.checked", due, duty=duty, staff="jia", done=True, on="2024-06-03"))
        assert noticed(kit, due, clause) == []


def test_r6_a_missed_duty_is_fifty(tmp_path: Path) -> None:
    with shop(tmp_path, R6, "jia") as kit:
        kit.add(shift("jia", "2024-06-03", "early"))
        kit.add(line("duty.checked", "2024-06-03 08:05", duty="cleaning_early", staff="jia", done=False))
        (found,) = noticed(kit, "2024-06-03 08:10", "R6-11")
        assert found.books is not None
        kit.desk.say(found.books)
        assert kit.of("2024-06", "jia")["fines"] == "50.00"


def item(kind: str, at: str, **more: object) -> dict[str, object]:
    return line("item.opened", at, item="i", item_kind=kind, what="…", owner="jia", **more)


@pytest.mark.parametrize(
    ("rulebook", "clause", "opened", "before", "after"),
    [
        # due at its own time
        (R1, "R1-8.2", item("H11", "2024-06-03 09:00", due_at="2024-06-03T11:00:00+08:00"), "11:00:00", "11:00:01"),
        (R4, "R4-3.1.06", item("H16", "2024-06-03 09:00", due_at="2024-06-03T11:00:00+08:00"), "11:00:00", "11:00:01"),
        # the end of the shift: R3 day 17:30, R7 day 17:00
        (R3, "R3-9.7", item("H10", "2024-06-03 09:00"), "17:30:00", "17:30:01"),
        (R7, "R7-7", item("H10", "2024-06-03 09:00"), "17:00:00", "17:00:01"),
    ],
)
def test_items_past_their_time(
    tmp_path: Path, rulebook: str, clause: str, opened: dict[str, object], before: str, after: str
) -> None:
    with shop(tmp_path, rulebook, "jia") as kit:
        if rulebook in (R1, R4):
            kit.settings(shift__day="08:30-17:30")
        kit.add(shift("jia", "2024-06-03"), opened)
        items = [each for each in noticed(kit, f"2024-06-03 {before}", clause) if each.key.startswith("item:")]
        assert items == []
        (found,) = [each for each in noticed(kit, f"2024-06-03 {after}", clause) if each.key.startswith("item:")]
        assert (found.staff, found.books) == ("jia", None)
        kit.add(line("item.settled", "2024-06-03 18:00", item="i", outcome="done"))
        assert [each for each in noticed(kit, "2024-06-03 18:01", clause) if each.key.startswith("item:")] == []


@pytest.mark.parametrize(
    ("rulebook", "kind", "clause"),
    [(R2, "H07", "R2-6.3"), (R8, "H17", "R8-4.5.8"), (R3, "H02", "R3-8.7")],
)
def test_items_of_the_day(tmp_path: Path, rulebook: str, kind: str, clause: str) -> None:
    # the end of the business day is 24:00 (G9)
    with shop(tmp_path, rulebook, "jia") as kit:
        name = "early" if rulebook == R2 else "day"
        kit.add(shift("jia", "2024-06-03", name), item(kind, "2024-06-03 09:00"))
        assert noticed(kit, "2024-06-04 00:00:00", clause) == []
        assert len(known(kit, "2024-06-04 00:00:01", clause)) == 1


def test_r4_exam_in_the_last_days(tmp_path: Path) -> None:
    # R4-1.6: a reminder in the last seven days, so from June 24 on; leaders take none
    with shop(tmp_path, R4, "jia", "yi") as kit:
        assert known(kit, "2024-06-23 23:59:59", "R4-1.6") == []
        (both,) = known(kit, "2024-06-24 00:00:00", "R4-1.6")
        assert ("jia" in both.says.en, "yi" in both.says.en, "zu" in both.says.en) == (True, True, False)
        kit.add(line("exam.scored", "2024-06-10 12:00", staff="jia", score="90", full="100"))
        (one,) = known(kit, "2024-06-24 00:00:00", "R4-1.6")
        assert "jia" not in one.says.en
        kit.add(line("exam.scored", "2024-06-25 12:00", staff="yi", score="90", full="100"))
        assert known(kit, "2024-06-25 12:01", "R4-1.6") == []


@pytest.mark.parametrize(("rulebook", "clause"), [(R1, "R1-3.3"), (R6, "R6-5")])
def test_announcements_are_read_before_contacts_are_taken(tmp_path: Path, rulebook: str, clause: str) -> None:
    with shop(tmp_path, rulebook, "jia", "yi") as kit:
        kit.add(line("announcement.posted", "2024-06-03 08:00", announcement="a", what="new tea",
                     from_at="2024-06-03T10:00:00+08:00"))  # fmt: skip
        kit.add(line("seat.taken", "2024-06-03 08:30", staff="jia"))
        assert known(kit, "2024-06-03 09:59:59", clause) == []  # listed at ten (R6-5)
        (found,) = known(kit, "2024-06-03 10:00:00", clause)
        assert ("jia" in found.says.en, "yi" in found.says.en) == (True, False)
        kit.add(line("announcement.read", "2024-06-03 10:05", announcement="a", staff="jia"))
        assert known(kit, "2024-06-03 10:06", clause) == []


@pytest.mark.parametrize(
    ("at", "key"),
    [  # R8-5.2, R8-A19: reminded from the 8th, overdue from the 11th
        ("2024-06-07 23:59:59", None),
        ("2024-06-08 00:00:00", "pay:2024-05"),
        ("2024-06-10 23:59:59", "pay:2024-05"),
        ("2024-06-11 00:00:00", "pay:over:2024-05"),
    ],
)
def test_r8_pay_by_the_tenth(tmp_path: Path, at: str, key: str | None) -> None:
    with shop(tmp_path, R8) as kit:
        assert [each.key for each in noticed(kit, at, "R8-5.2")] == ([key] if key else [])


def test_r8_pay_that_somebody_marked_as_done_is_not_overdue(tmp_path: Path) -> None:
    with shop(tmp_path, R8) as kit:
        kit.add(line("proposal.dismissed", "2024-06-09 15:00", proposal="pay:2024-05", reason="paid"))
        assert noticed(kit, "2024-06-09 15:01", "R8-5.2") == []
        assert noticed(kit, "2024-06-12 00:00:00", "R8-5.2") == []


def test_r8_attendance_is_published_on_monday(tmp_path: Path) -> None:
    with shop(tmp_path, R8, "jia") as kit:
        kit.add(shift("jia", "2024-06-05"))
        assert noticed(kit, "2024-06-09 23:59:59", "R8-3.3") == []
        assert len(known(kit, "2024-06-10 00:00:00", "R8-3.3")) == 1
        kit.add(line("attendance.published", "2024-06-10 10:00", week_of="2024-06-03"))
        assert noticed(kit, "2024-06-10 10:01", "R8-3.3") == []


@pytest.mark.parametrize(
    ("rulebook", "clause", "told", "who"),
    [
        (R1, "R1-2.5", False, ["jia"]),
        (R1, "R1-2.5", True, []),
        (R6, "R6-7", False, ["jia"]),
        (R6, "R6-7", True, []),
        (R7, "R7-9", False, ["jia"]),
    ],
)
def test_leaving_the_seat_is_asked_for(tmp_path: Path, rulebook: str, clause: str, told: bool, who: list[str]) -> None:
    with shop(tmp_path, rulebook, "jia") as kit:
        kit.add(line("seat.taken", "2024-06-03 09:00", staff="jia"))
        kit.add(line("seat.left", "2024-06-03 10:00", staff="jia", reason="out", told=told))
        assert booked(kit, "2024-06-03 10:00:01", clause) == who


@pytest.mark.parametrize(
    ("limit", "back", "clause"),
    [  # R1-A07: the limit is a setting; unset, nothing is measured
        ("15", "10:15:00", "R1-2.5"),
        ("15", "10:15:01", "R1-4.5"),
        ("", "11:30:00", "R1-2.5"),
    ],
)
def test_r1_away_limit_is_a_setting(tmp_path: Path, limit: str, back: str, clause: str) -> None:
    with shop(tmp_path, R1, "jia") as kit:
        kit.settings(away_limit_minutes=limit)
        kit.add(line("seat.taken", "2024-06-03 09:00", staff="jia"))
        kit.add(line("seat.left", "2024-06-03 10:00:00", staff="jia", reason="out", told=False))
        kit.add(line("seat.returned", f"2024-06-03 {back}", staff="jia"))
        assert [each.clause for each in noticed(kit, "2024-06-03 12:00")] == [clause]
