"""The shifts that what is noticed on the floor looks at: who is expected, who came, when they left."""

from itertools import takewhile

from kfterm.desk.noticed import BACK_DAYS
from kfterm.folds.floor import OFF
from kfterm.folds.plan import Planned
from kfterm.month.judge import Judge
from kfterm.month.leave import on_leave, rest_days
from kfterm.periods import HOUR

_EARLY = 6 * HOUR
"""A punch so long before a shift may belong to it, and"""
_LATE = 8 * HOUR
"""one so long after it, as in the month's attendance."""


def recent(judge: Judge, now: int) -> tuple[Planned, ...]:
    """The shifts of this shift day and the last of everybody who was expected, by their end."""
    today = judge.calendar.day(now)
    key = ("shifts", today)
    found = judge.scratch.get(key)
    if found is None:
        plans = [plan for day in (today - BACK_DAYS, today) for plan in plans_of(judge, day)]
        found = judge.scratch[key] = tuple(sorted(plans, key=lambda plan: (plan.end, plan.staff)))
    return found  # type: ignore[return-value]


def plans_of(judge: Judge, day: int) -> list[Planned]:
    """The shifts of a day of everybody who has to come."""
    key = ("plans", day)
    found = judge.scratch.get(key)
    if found is None:
        people = (staff for staff, person in judge.shop.people.staff.items() if person.left_at is None)
        plans = (judge.plan.planned(staff, day) for staff in people)
        found = judge.scratch[key] = [plan for plan in plans if plan is not None and expected(judge, plan)]
    return found  # type: ignore[return-value]


def expected(judge: Judge, plan: Planned) -> bool:
    """Whether somebody has to come for a shift: no leave, no rest day."""
    return not on_leave(judge, plan.staff, plan.day) and plan.day not in rest_days(judge, plan.staff)


def arrival(judge: Judge, plan: Planned) -> int | None:
    """When somebody came for a shift: the first punch in, else the first seat taken, around its hours.

    A punch in that was made up says that they came in time (milliseconds of the beginning, unless they sat down before).
    """
    early = plan.start - _EARLY
    newest = reversed(judge.shop.attendance.punches.get(plan.staff, []))
    punches = [at for at, way, _ in takewhile(lambda punch: punch[0] >= early, newest) if way == "in"]
    seated = takewhile(lambda at: at >= early, reversed(judge.shop.floor.seated.get(plan.staff, [])))
    near = [[at for at in moments if early <= at < plan.end] for moments in (punches, seated)]
    came = min(next((each for each in near if each), []), default=None)
    made_up = judge.shop.attendance.made_up.get(plan.staff, [])
    if any((each.day, each.way) == (plan.day, "in") for each in made_up):
        return plan.start if came is None else min(came, plan.start)
    return came


def departure(judge: Judge, plan: Planned, now: int) -> int | None:
    """When somebody left a shift for good: the last punch out, else the seat given up; None where nobody knows."""
    for at, way, _ in reversed(judge.shop.attendance.punches.get(plan.staff, [])):
        if at <= plan.start:
            break
        if at > min(now, plan.end + _LATE) or (way == "in" and at >= plan.end):
            continue
        return at if way == "out" else None
    seat = judge.shop.floor.seats.get(plan.staff)
    if seat is not None and seat.state == OFF and plan.start < seat.since <= min(now, plan.end + _LATE):
        return seat.since
    return None


def day_over(judge: Judge, plan: Planned, now: int) -> bool:
    """Whether a shift is over in every way: what happens now counts for another shift day."""
    return now > plan.end and judge.plan.shift_day(plan.staff, now) != plan.day


def reliefs(judge: Judge, plan: Planned, now: int) -> list[Planned]:
    """The shifts of other people that take over from one: they begin by its end and go on after it."""
    return [
        other
        for other in recent(judge, now)
        if other.staff != plan.staff and other.start <= plan.end < other.end and other.shift != plan.shift
    ]
