"""The calendar around the roster: statutory holidays, days off, weekends that are worked. One function a question.

A year of `data/holidays.toml` is read from there, every other one from the library `holidays`, which is loaded when the
first such year is asked for and not before. All days are ordinals (`date.toordinal`).
"""

import tomllib
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from kfterm.resources import data_folder
from kfterm.words import Words

_SUNDAY = 7
_SATURDAY = _SUNDAY - 1


class Year(NamedTuple):
    """What is known of one year."""

    holidays: dict[int, Words]
    off: frozenset[int]
    """Every day of a run of days off around a holiday, the weekends within it included."""
    work: frozenset[int]
    """Saturdays and Sundays that are worked instead."""
    announced: bool
    """Whether days off and worked weekends are known; statutory holidays follow from the rule in any year."""


def holidays(year: int) -> dict[int, Words]:
    """The statutory holidays of a year: day to the name of what it is (R1-7.7, R1-A14). Nothing around them."""
    return _year(year).holidays


def holiday(day: int) -> Words | None:
    """The name of the statutory holiday that a day is."""
    return holidays(date.fromordinal(day).year).get(day)


def days_off(year: int) -> frozenset[int]:
    """The days off around the holidays of a year, holidays and weekends within them included."""
    return _year(year).off


def workdays(year: int) -> frozenset[int]:
    """The Saturdays and Sundays of a year that are worked to make up for days off."""
    return _year(year).work


def unannounced(year: int) -> Words | None:
    """What is to be said of a year whose days off nobody announced yet; None where they are known."""
    if _year(year).announced:
        return None
    zh = f"{year} 年的调休安排还不知道,只标法定节假日;公布后写进 data/holidays.toml"
    en = f"the days off of {year} are not known yet, only statutory holidays; add them to data/holidays.toml"
    return Words(zh, en)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((data_folder() / "holidays.toml").read_text(encoding="utf-8"))


@cache
def _year(year: int) -> Year:
    typed = next((each for each in _file()["year"] if each["year"] == year), None)
    return _library(year) if typed is None else _typed(typed)


def _typed(table: dict[str, Any]) -> Year:
    named = {day.toordinal(): _named(name) for name, days in table["holidays"].items() for day in days}
    runs = [(first.toordinal(), last.toordinal()) for first, last in table["off"]]
    off = frozenset(day for first, last in runs for day in range(first, last + 1))
    return Year(dict(sorted(named.items())), off, frozenset(day.toordinal() for day in table["work"]), True)


def _named(name: str) -> Words:
    return Words(name, _file()["names"].get(name, name))


def _library(year: int) -> Year:
    """A year as the library knows it: its days off are the days it names, with the weekends that touch them."""
    from holidays.countries.china import China

    if not China.start_year <= year <= China.end_year:
        return Year({}, frozenset(), frozenset(), False)
    made: Any = China
    plain, around = (made(years=year, language="zh_CN", observed=each) for each in (False, True))
    work = frozenset(day.toordinal() for day in around.weekend_workdays if day.year == year)
    # a day off in exchange for a weekend is no holiday; its name says which day is worked instead
    own = {day.toordinal(): name.split("; ")[0] for day, name in plain.items() if "（" not in name}
    named = {day: _named(name) for day, name in sorted(own.items())}
    return Year(named, _run({day.toordinal() for day in around}, work) if work else frozenset(), work, bool(work))


def _run(off: set[int], work: frozenset[int]) -> frozenset[int]:
    """Days off together with the weekends that touch them and are not worked."""
    found = set(off)
    for day in sorted(off):
        for way in (-1, 1):
            near = day + way
            while near not in off and near not in work and date.fromordinal(near).isoweekday() >= _SATURDAY:
                found.add(near)
                near += way
    return frozenset(found)
