"""Spans of time as a clock and as words."""

import pytest

from kfterm.papers.spans import clock_text, span_words


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "00:00"),
        (134, "02:14"),
        (3599.9, "59:59"),
        (3600, "01:00:00"),
        (4360, "01:12:40"),
        (-5, "-00:05"),
        (360_000, "100:00:00"),
    ],
)
def test_a_clock_shows_hours_only_from_an_hour_on(seconds: float, shown: str) -> None:
    assert clock_text(seconds) == shown


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (0, "0 分", "0 min"),
        (59, "59 分", "59 min"),
        (60, "1 小时 00 分", "1 h 00 min"),
        (47 * 60 + 59, "47 小时 59 分", "47 h 59 min"),
        (48 * 60 + 59, "2 天 0 小时", "2 d 0 h"),
        (52 * 60, "2 天 4 小时", "2 d 4 h"),
    ],
)
def test_words_say_days_from_two_days_on(minutes: int, zh: str, en: str) -> None:
    assert span_words(minutes * 60_000 + 59_999) == (zh, en)  # a minute counts when it is over
