"""What was noticed in a month and nobody booked or dismissed: listed before it is forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk.timers import R1, R7, noticed, shop
from kit import Kit, line, millis, violation

from kfterm.desk.closing import close, obstacles, told
from kfterm.desk.unbooked import unbooked, unbooked_words
from kfterm.periods import month

JUNE = month("2024-06")


@pytest.fixture
def r7(tmp_path: Path) -> Iterator[Kit]:
    """Three people who leave their seats without asking (R7-9): 30 May, 3, 12 and 30 June, 1 July."""
    with shop(tmp_path, R7, "jia", "yi", "bing", commission_rate="0.02") as kit:
        yield kit


def left(staff: str, at: str) -> list[dict[str, object]]:
    """Up without asking, back in ten minutes."""
    hour = at.rpartition(":")[0]
    return [
        line("seat.taken", f"{hour}:00", staff=staff),
        line("seat.left", f"{hour}:10", staff=staff, reason="out", told=False),
        line("seat.returned", f"{hour}:20", staff=staff),
    ]


def open_ones(kit: Kit) -> list[tuple[str, str]]:
    """Who and when, of what is open of June."""
    judge = kit.judge("2024-06")
    return [(each.staff, judge.calendar.text(each.at)[5:]) for each in unbooked(judge, JUNE)]


def test_every_day_of_the_month_and_no_other(r7: Kit) -> None:
    for staff, at in (("jia", "05-30"), ("yi", "06-03"), ("bing", "06-12"), ("jia", "06-30"), ("yi", "07-01")):
        r7.add(left(staff, f"2024-{at} 10:00"))
    assert noticed(r7, "2024-06-20 12:00", "R7-9") == []  # the floor has forgotten them
    assert open_ones(r7) == [("yi", "06-03 10:10"), ("bing", "06-12 10:10"), ("jia", "06-30 10:10")]


def test_what_was_booked_or_dismissed_is_not_open(r7: Kit) -> None:
    for staff, at in (("jia", "06-03"), ("yi", "06-04"), ("bing", "06-05")):
        r7.add(left(staff, f"2024-{at} 10:00"))
    first, second, third = unbooked(r7.judge("2024-06"), JUNE)
    r7.add(violation("jia", "2024-06-03 11:00", "R7-9", proposal=first.key))
    r7.add(line("proposal.dismissed", "2024-06-04 11:00", proposal=second.key, reason="asked on the phone"))
    assert [each.key for each in unbooked(r7.judge("2024-06"), JUNE)] == [third.key]


def test_nothing_after_the_moment_of_judging(r7: Kit) -> None:
    r7.clock.at = millis("2024-06-10 12:00")
    r7.add(left("jia", "2024-06-03 10:00"))
    assert open_ones(r7) == [("jia", "06-03 10:10")]


def test_at_most_ten_are_named(r7: Kit) -> None:
    for day in range(1, 13):
        r7.add(left("jia", f"2024-06-{day:02d} 10:00"))
    judge = r7.judge("2024-06")
    found = unbooked(judge, JUNE)
    said = unbooked_words(judge, found)
    assert len(found) == 12
    assert said[0].zh == "还没处理的提示 12:"
    assert said[1].zh.startswith("  06-01 jia 未请示离岗 R7-9")
    assert (said[-1].zh, said[-1].en, len(said)) == ("  还有 2 条", "  and 2 more", 12)
    assert unbooked_words(judge, []) == ()


def test_closing_names_it_and_is_not_held_up(r7: Kit) -> None:
    r7.add(left("jia", "2024-06-03 10:00"))
    found = obstacles(r7.desk, "2024-06")
    assert (found.firm, found.soft) == ((), ())
    assert [each.zh.split()[0] for each in found.notes] == ["还没处理的提示", "06-03"]
    says = told(close(r7.desk, "2024-06"))
    assert "还没处理的提示 1:\n  06-03 jia 未请示离岗 R7-9" in says.zh
    assert "neither booked nor dismissed, 1:\n  06-03 jia left the seat without asking R7-9" in says.en
    assert "基金箱 收 0.00" in says.zh


def test_a_regime_without_money_says_nothing_of_money(tmp_path: Path) -> None:
    with shop(tmp_path, R1, "jia", away_limit_minutes="15") as kit:
        says = told(close(kit.desk, "2024-06"))
        assert says.zh.splitlines()[0] == "已结账 2024-06:2 人"
        assert says.en.splitlines()[0] == "closed 2024-06: 2 people"
