"""Planned against actual: what is to be marked on a day that is over. From the month's own day records and absences."""

from collections.abc import Collection, Iterable
from typing import Literal

from kfterm.desk.shifts import arrival
from kfterm.events.roster import REST
from kfterm.folds.people import Person
from kfterm.month.attendance import absent_days, sheet
from kfterm.month.judge import Judge
from kfterm.month.model import DayRecord
from kfterm.periods import Month

Mark = Literal["clash", "absent", "missed", "late", "early", "punch", "extra", "gap", "asked", "swap", "week"]
"""Booked twice; absent; nobody came and nobody decided what that is; late; left early; a punch missing; worked without a plan; nothing planned; asked for and not
decided; moved by a swap; the last day of a week with a wrong number of rest days. The first ones weigh more."""

_WHOLE = 2
"""Half days."""


def records(judge: Judge, person: Person, this: Month) -> dict[int, DayRecord]:
    """The planned days of a month as they were worked so far, by day."""
    if judge.calendar.moment(this.first) > judge.asof:
        return {}
    return {each.day: each for each in sheet(judge, person, this).days}


def unplanned(judge: Judge, staff: str, this: Month) -> dict[int, int]:
    """Days of a month on which somebody came without being planned (or on a rest day), and when."""
    moments = [at for at, way, _ in judge.shop.attendance.punches.get(staff, []) if way == "in"]
    moments += judge.shop.floor.seated.get(staff, [])
    found: dict[int, int] = {}
    for at in sorted(moments):
        day = judge.plan.shift_day(staff, at)
        if this.first <= day <= this.last and judge.shop.roster.shift(staff, day) in (None, REST):
            found.setdefault(day, at)
    return found


def absences(judge: Judge, staff: str, this: Month, worked: Iterable[DayRecord]) -> frozenset[int]:
    """Whole days that the month counts as absence, and days confirmed as such: by the month's own count (R8-A42)."""
    counted = {day for day, (halves, _) in absent_days(judge, staff, this, list(worked)).items() if halves >= _WHOLE}
    return frozenset(counted | {day for day, _, _ in judge.shop.attendance.absences.get(staff, [])})


def worked_marks(judge: Judge, staff: str, record: DayRecord, absent: Collection[int]) -> tuple[Mark, ...]:
    """What was not as planned on one day; `absent` are the days of absence of the month.

    Where a text does not say what a shift is that nobody came to, as R1, it is no absence until somebody confirms one.
    """
    if record.day in absent:
        return ("absent",)
    nothing = {"in", "out"} <= set(record.missing)
    plan = judge.plan.planned(staff, record.day) if nothing else None
    if plan is not None and record.day in judge.recorded_days and arrival(judge, plan) is None:
        return ("missed",)
    found: list[Mark] = []
    if record.late_minutes:
        found.append("late")
    if record.early_minutes:
        found.append("early")
    if record.missing and not nothing:
        found.append("punch")
    return tuple(found)
