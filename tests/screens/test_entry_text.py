"""A line of the log in words: shifts by name, verdicts, the day where it is not today."""

from typing import Any

import pytest
from kit import line, millis

from kfterm.desk.reading import Entry
from kfterm.events.lines import Fact, read_fact
from kfterm.folds.people import People
from kfterm.periods import Calendar
from screens.floor_lines import entry_text

CALENDAR = Calendar("Asia/Shanghai")
TODAY = CALENDAR.day(millis("2026-11-22 12:00"))


def said(lang: str, kind: str, at: str, today: int | None = TODAY, **fields: Any) -> str:
    """One fact as the log shows it."""
    read = read_fact(line(kind, at, **fields), "", "wu", None)
    assert isinstance(read, Fact), read
    entry = Entry(1, "x", read.at, "wu", kind, read.event, False)
    return entry_text(entry, People(), CALENDAR, lang, today)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "fields", "zh", "en"),
    [
        (
            "shift.assigned",
            {"staff": "tian", "on": "2026-11-30", "shift": "late"},
            "排班 tian 11-30 晚班",
            "11-30 late",
        ),
        ("shift.assigned", {"staff": "tian", "on": "2026-11-30", "shift": "s9"}, "排班 tian 11-30 s9", "11-30 s9"),
        ("complaint.judged", {"complaint": "c", "valid": True}, "投诉判定 有效", "complaint judged valid"),
        ("complaint.judged", {"complaint": "c", "valid": False, "reason": "录音"}, "投诉判定 无效 录音", "not valid"),
        ("appeal.decided", {"appeal": "a", "upheld": False}, "申诉判定 不成立", "appeal decided not upheld"),
        ("swap.decided", {"swap": "s", "approved": True}, "换班决定 批准", "swap decided approved"),
    ],
)
def test_what_happened_is_said_in_words(kind: str, fields: dict[str, Any], zh: str, en: str) -> None:
    assert said("zh", kind, "2026-11-22 09:30", **fields).endswith(zh)
    assert en in said("en", kind, "2026-11-22 09:30", **fields)


def test_the_day_stands_where_it_is_not_today() -> None:
    fields = {"staff": "tian"}
    assert said("zh", "seat.taken", "2026-11-22 09:30", **fields).startswith("09:30 ")
    assert said("zh", "seat.taken", "2026-11-21 09:30", **fields).startswith("11-21 09:30 ")
    assert said("zh", "seat.taken", "2026-11-21 09:30", None, **fields).startswith("09:30 ")
