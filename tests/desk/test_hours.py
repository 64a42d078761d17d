"""Rest between shifts and planned hours against the law's, as they are shown before a request is decided."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from kit import Kit, days, joined, leave, line, millis, rest, shift

from kfterm.desk.effects import with_events
from kfterm.desk.hours import gaps, hours_findings, hours_text, planned_minutes
from kfterm.events.roster import ShiftAssigned
from kfterm.month.judge import Judge
from kfterm.problems import Refused

WEEK = days("2026-10-12", "2026-10-18")  # Monday to Sunday


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """R8: day 08:30-17:30 is 9 hours, late 17:00-01:00 is 8."""
    made = Kit(tmp_path, now="2026-10-12 12:00")
    made.add(joined("luo", name="罗子豪"), joined("tian", name="田甜"))
    yield made
    made.close()


def day(text: str) -> int:
    """A day as an ordinal."""
    return date.fromisoformat(text).toordinal()


def said(judge: Judge, staff: str, *on: str, after: Judge | None = None) -> str:
    """All that is said about hours, in Chinese."""
    found = hours_findings(judge, after or judge, staff, [day(each) for each in on])
    return "\n".join(each.says.zh for each in found)


def test_rest_before_and_after_a_shift(kit: Kit) -> None:
    """17:30 to 17:00 of the next day is 23.5 h; 01:00 to 08:30 is 7.5 h."""
    kit.add(shift("luo", "2026-10-12"), shift("luo", "2026-10-13", "late"), shift("luo", "2026-10-14"))
    judge = kit.judge("2026-10")
    assert [each.minutes for each in gaps(judge, "luo", day("2026-10-13"))] == [23 * 60 + 30, 7 * 60 + 30]
    text = said(judge, "luo", "2026-10-13")
    assert "10-12 17:30 下班,10-13 17:00 上班:歇 23.5 小时" in text
    assert "10-14 01:00 下班,10-14 08:30 上班:歇 7.5 小时" in text


def test_a_day_without_a_shift_has_no_rest_to_speak_of(kit: Kit) -> None:
    kit.add(shift("luo", "2026-10-12"), shift("luo", "2026-10-13", "rest"))
    assert gaps(kit.judge("2026-10"), "luo", day("2026-10-13")) == []


def test_hours_of_a_week_at_the_limit_and_one_shift_over(kit: Kit) -> None:
    """Five late shifts: 5 × 8 = 40, not over; a sixth: 48, 8 over."""
    kit.add([shift("luo", each, "late") for each in WEEK[:5]])
    judge = kit.judge("2026-10")
    assert planned_minutes(judge, "luo", day(WEEK[0]), day(WEEK[6])) == 40 * 60
    assert "罗子豪 10-12 这周 40 小时,法定 40\n" in said(judge, "luo", WEEK[0])
    sixth = ShiftAssigned(staff="luo", on=date.fromisoformat(WEEK[5]), shift="late")
    after = with_events(judge, [sixth], millis("2026-10-12 12:00"))
    assert "罗子豪 10-12 这周 40 -> 48 小时,法定 40,超 8\n" in said(judge, "luo", WEEK[5], after=after)
    assert planned_minutes(judge, "luo", day(WEEK[0]), day(WEEK[6])) == 40 * 60, "the judge handed in was changed"


def test_leave_and_rest_take_their_hours_out(kit: Kit) -> None:
    """Late 8 h: a whole day of leave 0, half a day 4, a granted rest day 0."""
    kit.add([shift("luo", each, "late") for each in WEEK[:4]])
    kit.add(leave("luo", WEEK[0], WEEK[0], "1"), leave("luo", WEEK[1], WEEK[1], "0.5"), rest("luo", WEEK[2]))
    assert planned_minutes(kit.judge("2026-10"), "luo", day(WEEK[0]), day(WEEK[6])) == (0 + 4 + 0 + 8) * 60


def test_a_week_without_a_day_off_is_named_and_with_one_it_is_not(kit: Kit) -> None:
    kit.add([shift("luo", each, "late") for each in WEEK], [shift("tian", each, "late") for each in WEEK[:6]])
    judge = kit.judge("2026-10")
    assert "一天都不休" in said(judge, "luo", WEEK[0])
    assert "一天都不休" not in said(judge, "tian", WEEK[0])


def test_hours_of_a_month_against_the_mean_month(kit: Kit) -> None:
    """20.67 days × 8 h = 165.36 h; 21 late shifts are 168, 2 h 39 min over (2.64 h, cut to whole minutes of the limit)."""
    month = days("2026-10-01", "2026-10-31")
    kit.add([shift("luo", each, "late") for each in month[:20]])
    assert "2026-10 160 小时,法定 165.36" in said(kit.judge("2026-10"), "luo", month[0])
    kit.add(shift("luo", month[20], "late"))
    assert "2026-10 168 小时,法定 165.36,超 2:39" in said(kit.judge("2026-10"), "luo", month[0])


def test_overtime_of_a_month_is_said_from_37_hours_on(kit: Kit) -> None:
    """165.36 + 36 = 201.36: 25 late shifts are 200 h, 26 are 208 h."""
    month = days("2026-10-01", "2026-10-31")
    kit.add([shift("luo", each, "late") for each in month[:25]])
    assert "加班多于每月 36" not in said(kit.judge("2026-10"), "luo", month[0])
    kit.add(shift("luo", month[25], "late"))
    assert "加班多于每月 36" in said(kit.judge("2026-10"), "luo", month[0])


@pytest.mark.parametrize(
    ("system", "week", "month"),
    [("standard", True, True), ("comprehensive", False, True), ("off", False, False)],
)
def test_the_hours_system_says_what_is_compared(kit: Kit, system: str, week: bool, month: bool) -> None:
    """综合工时: only the month; off: the hours alone."""
    kit.settings(law__hours=system)
    kit.add([shift("luo", each) for each in days("2026-10-01", "2026-10-31")])
    text = said(kit.judge("2026-10"), "luo", WEEK[0])
    assert "这周 63 小时" in text  # 7 × 9
    assert ("这周 63 小时,法定 40,超 23" in text, "法定 165.36" in text) == (week, month)


def test_an_hours_system_that_nobody_knows_is_refused(kit: Kit) -> None:
    with pytest.raises(Refused, match="standard / comprehensive / off"):
        kit.settings(law__hours="flexible")


def test_hours_are_written_as_briefly_as_they_can_be() -> None:
    assert [hours_text(each) for each in (450, 480, 455, 5)] == ["7.5", "8", "7:35", "0:05"]


def test_no_hours_refuse_anything(kit: Kit) -> None:
    """They are to be known: a swap in a regime without swap rules is signed whatever the hours are."""
    kit.add([shift("luo", each) for each in WEEK])
    kit.add(line("swap.requested", "2026-10-11", swap="S", staff="tian", with_staff="luo", on=WEEK[6], reason="x"))
    kit.add(line("swap.decided", "2026-10-11 10:00", swap="S", approved=True))
    assert kit.judge("2026-10").shop.roster.swaps["S"].approved
