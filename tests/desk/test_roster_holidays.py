"""The calendar: what the shipped file says, what the library says, and that both agree on a year both know."""

from datetime import date

from kfterm.desk import holidays as calendar
from kfterm.periods import day_text


def texts(days: object) -> list[str]:
    """Days as dates."""
    return [day_text(day) for day in sorted(days)]  # type: ignore[call-overload]


def spans(*pairs: tuple[str, str]) -> list[str]:
    """Every date from one to another, for several pairs of `MM-DD` in 2026."""
    found = []
    for first, last in pairs:
        start, end = (date.fromisoformat(f"2026-{each}").toordinal() for each in (first, last))
        found += [day_text(day) for day in range(start, end + 1)]
    return found


# as announced on 2025-11-04 for 2026
OFF = spans(
    ("01-01", "01-03"),
    ("02-15", "02-23"),
    ("04-04", "04-06"),
    ("05-01", "05-05"),
    ("06-19", "06-21"),
    ("09-25", "09-27"),
    ("10-01", "10-07"),
)
WORKED = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]


def test_the_days_off_and_the_worked_weekends_of_2026_are_as_announced() -> None:
    assert texts(calendar.days_off(2026)) == OFF
    assert texts(calendar.workdays(2026)) == WORKED
    assert calendar.unannounced(2026) is None


def test_the_library_knows_the_same_of_2026_as_the_shipped_file() -> None:
    found = calendar._library(2026)
    assert texts(found.off) == OFF
    assert texts(found.work) == WORKED
    assert set(found.holidays) == set(calendar.holidays(2026))


def test_there_are_thirteen_statutory_days_since_2025_and_eleven_before() -> None:
    assert [len(calendar.holidays(year)) for year in (2025, 2026, 2027)] == [13, 13, 13]
    assert len(calendar.holidays(2024)) == 11


def test_a_day_off_around_a_holiday_is_no_holiday() -> None:
    assert calendar.holiday(date(2026, 10, 3).toordinal()) == ("国庆节", "National Day")
    assert calendar.holiday(date(2026, 10, 4).toordinal()) is None
    assert calendar.holiday(date(2025, 10, 6).toordinal()) == ("中秋节", "Mid-Autumn Festival")
    assert calendar.holiday(date(2025, 10, 7).toordinal()) is None


def test_a_year_that_nobody_announced_says_so_and_still_has_its_statutory_days() -> None:
    says = calendar.unannounced(2027)
    assert says is not None
    assert "2027" in says.zh
    assert "not known yet" in says.en
    assert calendar.workdays(2027) == calendar.days_off(2027) == frozenset()
    assert calendar.holiday(date(2027, 10, 1).toordinal()) == ("国庆节", "National Day")


def test_a_year_beyond_every_table_has_nothing() -> None:
    assert calendar.holidays(2999) == {}
    assert calendar.unannounced(2999) is not None
