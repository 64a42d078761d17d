"""The next hour: planned, less leave, rest, away beyond the hour, not here, shift over."""

from pathlib import Path
from typing import Any

import pytest
from desk.roster_shop import plan, roster
from kit import Kit, leave, line, millis, rest, shift

from kfterm.desk.staffing import missing_words, soon_words, staffing

AT = "2026-10-13 10:00"
"""A Tuesday, in the middle of the day shift 08:30–17:30 of R8; late is 17:00–01:00."""
THREE = ("zhangmin", "ouyangxue", "zhoumin")


def seated(*staff: str, at: str = "2026-10-13 08:28") -> list[dict[str, Any]]:
    """People on seat."""
    return [line("seat.taken", at, staff=each) for each in staff]


def ask(kit: Kit, at: str = AT) -> tuple[int, int, list[tuple[str, str]], list[int]]:
    """Expected, planned, who is missing and why, the half hours."""
    kit.clock.at = millis(at)
    kit.desk.follow()
    found = staffing(kit.desk.judge(), kit.clock.now())
    return found.there, found.planned, list(found.missing), [count for _, count in found.halves]


def test_everybody_on_seat_is_expected(tmp_path: Path) -> None:
    with roster(tmp_path, now=AT) as kit:
        kit.add(*(plan(staff, ("13", "13", "day")) for staff in THREE), seated(*THREE))
        assert ask(kit) == (3, 3, [], [3, 3])


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ([], "late"),
        ([*seated("zhangmin"), line("seat.left", "2026-10-13 09:55", staff="zhangmin", reason="train", told=True, minutes=65)], "away"),
        ([*seated("zhangmin"), line("seat.left", "2026-10-13 09:55", staff="zhangmin", reason="?", told=False)], "away"),
        # was to be back at 09:40
        ([*seated("zhangmin"), line("seat.left", "2026-10-13 09:30", staff="zhangmin", reason="meal", told=True, minutes=10)], "away"),
        ([*seated("zhangmin"), line("seat.released", "2026-10-13 09:50", staff="zhangmin")], "gone"),
        (leave("zhangmin", "2026-10-13", "2026-10-13", "1"), "leave"),
        (rest("zhangmin", "2026-10-13"), "rest"),
    ],
)  # fmt: skip
def test_who_is_missing_is_named_with_the_reason(tmp_path: Path, facts: list[dict[str, Any]], why: str) -> None:
    with roster(tmp_path, now=AT) as kit:
        kit.add(*(plan(staff, ("13", "13", "day")) for staff in THREE), seated("ouyangxue", "zhoumin"), facts)
        assert ask(kit) == (2, 3, [("zhangmin", why)], [2, 2])


def test_who_is_back_within_the_hour_is_expected_from_then_on(tmp_path: Path) -> None:
    # back at 10:20: not at 10:15, the middle of the first half hour, but at 10:45
    with roster(tmp_path, now=AT) as kit:
        kit.add(plan("zhangmin", ("13", "13", "day")), seated("zhangmin"))
        kit.add(line("seat.left", "2026-10-13 09:50", staff="zhangmin", reason="meal", told=True, minutes=30))
        assert ask(kit) == (1, 1, [], [0, 1])


def test_punching_in_is_enough(tmp_path: Path) -> None:
    with roster(tmp_path, now=AT) as kit:
        kit.add(
            plan("zhangmin", ("13", "13", "day")),
            line("punch.recorded", "2026-10-13 08:31", staff="zhangmin", way="in"),
        )
        assert ask(kit) == (1, 1, [], [1, 1])


def test_a_shift_that_ends_within_the_hour_is_no_full_hour(tmp_path: Path) -> None:
    # 17:00: the day shift ends at 17:30, the late one begins now
    with roster(tmp_path, now=AT) as kit:
        kit.add(plan("zhangmin", ("13", "13", "day")), plan("ouyangxue", ("13", "13", "late")))
        kit.add(seated("zhangmin"), seated("ouyangxue", at="2026-10-13 16:55"))
        assert ask(kit, "2026-10-13 17:00") == (1, 2, [("zhangmin", "ends")], [2, 1])


def test_who_goes_straight_into_the_next_shift_is_there(tmp_path: Path) -> None:
    # 00:00 to 00:30 of the late shift, then the night shift of the same person
    with roster(tmp_path, now=AT, shift__night="00:30-08:30") as kit:
        kit.add(
            plan("zhangmin", ("13", "13", "late"), ("14", "14", "night")), seated("zhangmin", at="2026-10-13 16:58")
        )
        assert ask(kit, "2026-10-14 00:10")[:3] == (1, 1, [])


def test_who_begins_within_the_hour_is_expected_and_later_ones_are_not_planned(tmp_path: Path) -> None:
    # the late shift begins at 17:00: within the hour from 16:10 on, not from 15:59
    with roster(tmp_path, now=AT) as kit:
        kit.add(plan("ouyangxue", ("13", "13", "late")))
        assert ask(kit, "2026-10-13 16:10") == (1, 1, [], [0, 0])
        assert ask(kit, "2026-10-13 16:30") == (1, 1, [], [0, 1])
        assert ask(kit, "2026-10-13 15:59") == (0, 0, [], [0, 0])


def test_a_shift_of_yesterday_and_one_of_tomorrow_are_seen_around_midnight(tmp_path: Path) -> None:
    # 23:50: 张敏's late shift of the 13th runs to 01:00; 欧阳雪 begins at 00:30 on the 14th
    with roster(tmp_path, now=AT, shift__night="00:30-08:30") as kit:
        kit.add(plan("zhangmin", ("13", "13", "late")), shift("ouyangxue", "2026-10-14", "night"))
        kit.add(seated("zhangmin", at="2026-10-13 16:58"))
        assert ask(kit, "2026-10-13 23:50") == (2, 2, [], [1, 2])
        assert ask(kit, "2026-10-14 00:10") == (1, 2, [("zhangmin", "ends")], [1, 2])


def test_a_planned_rest_day_is_nobody_planned(tmp_path: Path) -> None:
    with roster(tmp_path, now=AT) as kit:
        kit.add(plan("zhangmin", ("13", "13", "rest")))
        assert ask(kit) == (0, 0, [], [0, 0])
        assert soon_words(staffing(kit.desk.judge(), kit.clock.now())) == ("", "")


def test_it_is_said_in_words(tmp_path: Path) -> None:
    with roster(tmp_path, now=AT) as kit:
        kit.add(plan("zhangmin", ("13", "13", "day")), plan("ouyangxue", ("13", "13", "day")), seated("ouyangxue"))
        kit.clock.at = millis(AT)
        found = staffing(kit.desk.judge(), kit.clock.now())
        assert soon_words(found, " · ") == (" · 下一小时 1/2", " · next hour 1/2")
        assert missing_words(kit.desk.judge(), found) == [("张敏 未到", "张敏 not here")]
