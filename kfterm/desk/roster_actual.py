"""Planned against actual: what is to be marked on a day that is over. From the month's own day records."""

from typing import Literal

from kfterm.desk.shifts import arrival
from kfterm.events.roster import REST
from kfterm.folds.people import Person
from kfterm.month.attendance import sheet
from kfterm.month.judge import Judge
from kfterm.month.model import DayRecord
from kfterm.periods import Month

Mark = Literal["clash", "absent", "late", "early", "punch", "extra", "gap", "asked", "swap", "week"]
"""Booked twice; absent; late; left early; a punch missing; worked without a plan; nothing planned; asked for and not
decided; moved by a swap; the last day of a week with a wrong number of rest days. The first ones weigh more."""


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


def worked_marks(judge: Judge, staff: str, record: DayRecord) -> tuple[Mark, ...]:
    """What was not as planned on one day."""
    confirmed = any(day == record.day for day, _, _ in judge.shop.attendance.absences.get(staff, []))
    nothing = {"in", "out"} <= set(record.missing)
    plan = judge.plan.planned(staff, record.day) if nothing else None
    missed = plan is not None and record.day in judge.recorded_days and arrival(judge, plan) is None
    if confirmed or missed:
        return ("absent",)
    found: list[Mark] = []
    if record.late_minutes:
        found.append("late")
    if record.early_minutes:
        found.append("early")
    if record.missing and not nothing:
        found.append("punch")
    return tuple(found)
