"""A shop whose month is planned, for the tests of the roster's data: people of the scenarios, October 2026.

2026-10-12 is a Monday; 10-01 to 10-03 are National Day, 10-04 to 10-07 days off, 10-10 is a worked Saturday.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from kit import R8, Kit, days, joined, line, shift

from kfterm.desk.roster_grid import Cell, Grid, grid
from kfterm.desk.roster_problems import PlanProblem, plan_problems
from kfterm.periods import month

OCTOBER = "2026-10"
NOW = "2026-10-13 12:00"


@contextmanager
def roster(folder: Path, rulebook: str = R8, now: str = NOW, **settings: str) -> Iterator[Kit]:
    """张敏 and 欧阳雪, who answer chats, 周敏 the lead, 方总 the manager."""
    kit = Kit(folder, rulebook, now=now)
    kit.settings(**settings)
    kit.add(
        joined("zhangmin", name="张敏", roles=["presales"]), joined("ouyangxue", name="欧阳雪", roles=["aftersales"])
    )
    kit.add(joined("zhoumin", name="周敏", roles=["lead"]), joined("fangzong", name="方总", roles=["manager"]))
    yield kit
    kit.close()


def plan(staff: str, *spans: tuple[str, str, str]) -> list[dict[str, Any]]:
    """Shifts of October over spans of days, both included: `("01", "07", "day")`."""
    return [shift(staff, day, what) for a, b, what in spans for day in days(f"{OCTOBER}-{a}", f"{OCTOBER}-{b}")]


def punches(staff: str, on: str, came: str = "08:30", left: str = "17:30") -> list[dict[str, Any]]:
    """Both punches of a day; an empty time is a punch that is missing."""
    ways = ((came, "in"), (left, "out"))
    return [line("punch.recorded", f"{OCTOBER}-{on} {clock}", staff=staff, way=way) for clock, way in ways if clock]


def october(kit: Kit) -> Grid:
    """The grid of the month."""
    judge = kit.desk.judge()
    return grid(judge, OCTOBER, judge.calendar.day(kit.clock.now()))


def cell(kit: Kit, staff: str, on: str) -> Cell:
    """One day of somebody."""
    found = october(kit).cell(staff, date.fromisoformat(f"{OCTOBER}-{on}").toordinal())
    assert found is not None
    return found


def problems(kit: Kit) -> list[PlanProblem]:
    """Everything wrong with the plan of the month."""
    return plan_problems(kit.desk.judge(), october(kit))


def said(kit: Kit) -> list[str]:
    """The same in English, with clauses."""
    return [each.pick("en") for each in problems(kit)]


def day(on: str) -> int:
    """A day of October."""
    return month(OCTOBER).first + int(on) - 1
