"""Adherence and conformance by hand: right state at the right time, and time worked whatever the hour (facts/metrics.md)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit import Kit, joined, leave, line, millis, punch, rest, shift

from kfterm.month.adherence import Adherence, adherence, month_adherence, percent, shift_adherence
from kfterm.month.spans import Span, both, clip, length, union, without
from kfterm.periods import month

DAY = "2024-06-03"
"""A Monday; the shift is 09:00-17:00, 8 h = 28,800 s."""
H, M = 3600, 60


@pytest.fixture
def floor(r4: Kit) -> Kit:
    """Two people of the day shift; the grace is nothing where a test does not say otherwise."""
    r4.settings(adherence__grace_seconds="0")
    r4.add(joined("jia"), joined("yi"), shift("jia", DAY), shift("yi", DAY))
    return r4


def on(staff: str, came: str, left: str = "") -> list[dict[str, Any]]:
    """A stretch at the seat, on the day or with a whole moment."""
    found = [line("seat.taken", _at(came), staff=staff)]
    return found + ([line("seat.released", _at(left), staff=staff)] if left else [])


def _at(clock: str) -> str:
    return clock if " " in clock else f"{DAY} {clock}"


def away(
    staff: str, since: str, until: str, reason: str, minutes: int | None = None, told: bool = True
) -> list[dict[str, Any]]:
    """An absence from the seat."""
    left = line(
        "seat.left", _at(since), staff=staff, reason=reason, told=told, **({"minutes": minutes} if minutes else {})
    )
    return [left, line("seat.returned", _at(until), staff=staff)]


def planned(staff: str, since: str, minutes: int = 30, reason: str = "meal") -> dict[str, Any]:
    """A break in the plan."""
    return line(
        "break.planned", f"{DAY} 08:00", staff=staff, from_at=f"{DAY}T{since}:00+08:00", minutes=minutes, reason=reason
    )


def of(kit: Kit, staff: str = "jia", until: str = "") -> Adherence:
    """The day of somebody; asserts that there is one."""
    found = adherence(kit.judge("2024-06"), staff, _ordinal(), millis(_at(until)) if until else None)
    assert found is not None
    return found


def _ordinal() -> int:
    return date.fromisoformat(DAY).toordinal()


def why(found: Adherence) -> list[tuple[str, int]]:
    """The deviations: why, and for how many seconds."""
    return [(each.why, (each.until - each.since) // 1000) for each in found.deviations]


def test_a_day_as_planned_is_all_of_both(floor: Kit) -> None:
    floor.add(planned("jia", "12:00"), on("jia", "09:00", "17:00"), away("jia", "12:00", "12:30", "meal", 30))
    found = of(floor)
    # 8 h planned, 7.5 h of them work; all of it kept
    assert (found.scheduled, found.due, found.adherent, found.worked) == (8 * H, 7 * H + 30 * M, 8 * H, 7 * H + 30 * M)
    assert (found.adherence, found.conformance, found.deviations) == (1, 1, ())


def test_eight_hours_at_the_wrong_hours_conform_and_adhere_little(floor: Kit) -> None:
    floor.add(on("jia", "13:00", "21:00"))
    found = of(floor)
    # planned 09:00-17:00, worked 13:00-21:00: 8 h of 8 h, 4 h of them when they were due
    assert (found.conformance, found.adherence) == (1, Fraction(4, 8))
    assert why(found) == [("late", 4 * H)]


def test_a_break_at_another_time_than_planned_counts_twice(floor: Kit) -> None:
    floor.add(planned("jia", "12:00"), on("jia", "09:00", "17:00"), away("jia", "13:00", "13:30", "meal", 30))
    found = of(floor)
    # worked through 12:00-12:30 and rested 13:00-13:30: 1 h of 8 h in the wrong state; 7.5 h of 7.5 h worked
    assert (found.adherence, found.conformance) == (Fraction(7, 8), 1)
    assert why(found) == [("break", 30 * M), ("meal", 30 * M)]


@pytest.mark.parametrize(
    ("told", "minutes", "deviations"),
    [(True, 30, [("meal", 10 * M)]), (False, 30, [("meal", 40 * M)]), (True, None, [("meal", 40 * M)])],
)
def test_what_was_granted_changes_the_plan_for_its_minutes(
    floor: Kit, told: bool, minutes: int | None, deviations: list[tuple[str, int]]
) -> None:
    floor.add(on("jia", "09:00", "17:00"), away("jia", "12:00", "12:40", "meal", minutes, told))
    found = of(floor)
    assert why(found) == deviations
    # granted: 30 of the 40 minutes are planned rest now, 10 are not; else all 40 are missing
    assert found.adherent == 8 * H - deviations[0][1]
    assert found.due == (7 * H + 30 * M if told and minutes else 8 * H)


def test_back_early_from_what_was_granted_is_no_deviation(floor: Kit) -> None:
    floor.add(on("jia", "09:00", "17:00"), away("jia", "12:00", "12:20", "meal", 30))
    assert (of(floor).adherence, of(floor).conformance, of(floor).deviations) == (1, 1, ())


def test_meetings_and_training_are_work_as_the_setting_says(floor: Kit) -> None:
    floor.add(on("jia", "09:00", "17:00"), away("jia", "10:00", "11:00", "会议", told=False))
    assert (of(floor).adherence, of(floor).worked) == (1, 8 * H)
    floor.settings("2024-01-01", adherence__ignored="training")
    assert (of(floor).adherence, why(of(floor))) == (Fraction(7, 8), [("meeting", H)])


@pytest.mark.parametrize(
    ("came", "adherent", "deviations"), [("09:05:00", 8 * H, []), ("09:05:01", 8 * H - 301, [("late", 301)])]
)
def test_spans_within_the_grace_are_forgiven(
    floor: Kit, came: str, adherent: int, deviations: list[tuple[str, int]]
) -> None:
    floor.settings("2024-01-01", adherence__grace_seconds="300")
    floor.add(on("jia", came, "17:00"))
    assert (of(floor).adherent, why(of(floor))) == (adherent, deviations)
    assert of(floor).worked < 8 * H  # what was not worked was not worked


def test_who_never_came_kept_nothing_of_the_plan_and_rested_at_no_break(floor: Kit) -> None:
    floor.add(planned("jia", "12:00"), on("yi", "09:00", "17:00"))
    found = of(floor)
    assert (found.adherence, found.conformance, why(found)) == (0, 0, [("absent", 3 * H), ("absent", 4 * H + 30 * M)])


def test_a_day_of_which_nobody_recorded_anything_has_no_figure(floor: Kit) -> None:
    assert adherence(floor.judge("2024-06"), "jia", _ordinal()) is None


@pytest.mark.parametrize("free", ["leave", "rest", "nothing planned"])
def test_who_need_not_come_has_no_figure(floor: Kit, free: str) -> None:
    floor.add(on("yi", "09:00", "17:00"))
    if free == "leave":
        floor.add(leave("jia", DAY, DAY, "1"))
    elif free == "rest":
        floor.add(rest("jia", DAY))
    else:
        floor.add(line("shift.cleared", "2024-01-02", staff="jia", on=DAY))
    assert adherence(floor.judge("2024-06"), "jia", _ordinal()) is None


@pytest.mark.parametrize(("came", "left"), [("09:00", "13:00"), ("13:00", "17:00")])
def test_half_a_day_of_leave_leaves_the_half_that_was_worked(floor: Kit, came: str, left: str) -> None:
    floor.add(leave("jia", DAY, DAY, "0.5"), on("jia", came, left))
    assert (of(floor).scheduled, of(floor).adherence) == (4 * H, 1)


def test_punches_say_it_where_there_is_no_seat(floor: Kit) -> None:
    floor.add(punch("jia", f"{DAY} 09:30", "in"), punch("jia", f"{DAY} 16:00", "out"))
    found = of(floor)
    # 6.5 h of 8 h
    assert (found.adherence, why(found)) == (Fraction(13, 16), [("late", 30 * M), ("early", H)])


def test_a_shift_that_runs_is_judged_up_to_now(floor: Kit) -> None:
    floor.add(on("jia", "09:00"), away("jia", "10:00", "10:15", "restroom"))
    found = of(floor, until="11:00")
    # 2 h so far, 15 min of them away without a word of how long
    assert (found.scheduled, found.adherence, why(found)) == (2 * H, Fraction(7, 8), [("restroom", 15 * M)])
    assert adherence(floor.judge("2024-06"), "jia", _ordinal(), millis(f"{DAY} 08:59")) is None


def test_another_reason_closes_one_stretch_and_opens_the_next(floor: Kit) -> None:
    floor.add(on("jia", "09:00", "17:00"))
    floor.add(line("seat.left", f"{DAY} 12:00", staff="jia", reason="meal", told=True, minutes=30))
    floor.add(away("jia", "12:20", "12:40", "restroom"))
    # the meal is granted for as long as it was; the 20 minutes after it are not
    assert (why(of(floor)), of(floor).due) == ([("restroom", 20 * M)], 8 * H - 20 * M)


def test_a_shift_changed_afterwards_changes_what_is_computed(floor: Kit) -> None:
    floor.add(on("jia", "13:00", "21:00"))
    assert of(floor).adherence == Fraction(1, 2)
    floor.settings("2024-01-01", shift__noon="13:00-21:00")
    floor.add(line("shift.assigned", "2024-06-20", staff="jia", on=DAY, shift="noon"))
    assert of(floor).adherence == 1


def test_a_night_belongs_to_the_day_it_began(floor: Kit) -> None:
    floor.settings("2024-01-01", shift__night="22:00-06:00")
    floor.add(line("shift.assigned", "2024-06-01", staff="jia", on=DAY, shift="night"))
    floor.add(
        on("jia", f"{DAY} 22:00", "2024-06-04 06:00"),
        away("jia", "2024-06-04 02:00", "2024-06-04 03:00", "?", told=False),
    )
    assert (of(floor).scheduled, of(floor).adherence, why(of(floor))) == (8 * H, Fraction(7, 8), [("?", H)])


def test_who_forgot_to_say_that_they_left_was_there_until_the_plan_ended(floor: Kit) -> None:
    floor.add(on("jia", "09:00"))
    assert (of(floor).worked, of(floor).adherence) == (8 * H, 1)


def test_going_out_that_was_approved_is_no_deviation(floor: Kit) -> None:
    asked = {"outing": "o1", "staff": "jia", "from_at": f"{DAY}T14:00:00+08:00", "minutes": 60, "reason": "bank"}
    floor.add(
        line("outing.requested", f"{DAY} 10:00", **asked),
        line("outing.decided", f"{DAY} 10:05", outing="o1", approved=True),
    )
    floor.add(on("jia", "09:00", "17:00"), away("jia", "14:10", "15:30", "out", told=False))
    # 14:10-15:00 is going out, 15:00-15:30 is not
    assert (why(of(floor)), of(floor).due) == ([("out", 30 * M)], 8 * H - 50 * M)


def test_a_shift_is_the_sum_over_its_people(floor: Kit) -> None:
    floor.add(on("jia", "09:00", "17:00"), on("yi", "13:00", "17:00"))
    found = shift_adherence(floor.judge("2024-06"), _ordinal(), "day", millis("2024-06-04 12:00"))
    assert found is not None
    # 8 h and 4 h of twice 8 h
    assert (found.people, found.adherence, found.conformance) == (2, Fraction(12, 16), Fraction(12, 16))
    half = shift_adherence(floor.judge("2024-06"), _ordinal(), "day", millis(f"{DAY} 13:00"))
    assert half is not None
    assert (half.scheduled, half.adherent) == (8 * H, 4 * H)
    assert shift_adherence(floor.judge("2024-06"), _ordinal(), "late", millis("2024-06-04 12:00")) is None


def test_a_month_has_its_days(floor: Kit) -> None:
    floor.add(
        shift("jia", "2024-06-04"), on("jia", "09:00", "17:00"), on("jia", "2024-06-04 11:00", "2024-06-04 17:00")
    )
    days = month_adherence(floor.judge("2024-06"), "jia", month("2024-06"))
    assert [(day - _ordinal(), each.adherence) for day, each in days] == [(0, 1), (1, Fraction(3, 4))]


@pytest.mark.parametrize(
    ("share", "text"),
    [(Fraction(1), "100%"), (Fraction(999, 1000), "99%"), (Fraction(2, 3), "67%"), (Fraction(9, 8), "113%")],
)
def test_a_share_short_of_everything_never_reads_as_everything(share: Fraction, text: str) -> None:
    assert percent(share) == text


_SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5)


def _moments(spans: Sequence[Span]) -> set[int]:
    return {moment for since, until in spans for moment in range(since, until)}


@given(_SPANS, _SPANS, st.integers(0, 40), st.integers(0, 40))
def test_spans_are_sets_of_moments(first: list[Span], second: list[Span], since: int, until: int) -> None:
    one, two = _moments(first), _moments(second)
    for found, moments in (
        (union(first), one),
        (both(first, second), one & two),
        (without(first, second), one - two),
        (clip(first, since, until), one & set(range(since, until))),
    ):
        assert _moments(found) == moments
        assert length(found) == len(moments)
        assert all(a < b for a, b in found)
        assert all(before[1] < after[0] for before, after in pairwise(found)), "in order, and apart"


def test_the_first_quarter_of_an_hour_has_no_figure(floor: Kit) -> None:
    floor.add(on("jia", "09:00", "17:00"))
    judge = floor.judge("2024-06")
    assert adherence(judge, "jia", _ordinal(), millis(_at("09:14"))) is None
    assert of(floor, until="09:15").adherence == 1


def test_signed_off_days_later_counts_until_the_end_of_the_plan(floor: Kit) -> None:
    floor.add(line("seat.taken", _at("09:00"), staff="jia"), line("seat.released", "2024-06-05 10:00", staff="jia"))
    # 09:00-17:00 planned, and nobody knows when they went: 8 h, not 49 h
    assert of(floor).worked == 8 * H
