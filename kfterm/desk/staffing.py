"""Who will be at work within the next hour: planned, less leave, rest, away beyond the hour, not here, shift over.

Looks at the plan around one moment only; the answer is kept for as long as the same facts are judged at the same minute.
"""

from typing import Literal, NamedTuple

from kfterm.desk.shifts import arrival, departure
from kfterm.folds.floor import AWAY, ON
from kfterm.folds.plan import Planned
from kfterm.month.judge import Judge
from kfterm.month.leave import on_leave, rest_days
from kfterm.periods import HOUR, MINUTE
from kfterm.words import Words

Why = Literal["late", "away", "leave", "rest", "ends", "gone"]
WHY: dict[str, Words] = {
    "late": Words("未到", "not here"),
    "away": Words("离席", "away"),
    "leave": Words("请假", "leave"),
    "rest": Words("休", "rest"),
    "ends": Words("下班", "shift ends"),
    "gone": Words("已走", "gone"),
}
_HALVES = 2


class Staffing(NamedTuple):
    """The next hour."""

    planned: int
    """People with a shift within the hour, on leave or not."""
    there: int
    """Of them, who is expected to be at work through the hour, or through what their shift has of it."""
    halves: tuple[tuple[int, int], ...]
    """(moment it begins, people expected at its middle) of each half hour."""
    missing: tuple[tuple[str, Why], ...]
    """(staff, why) of everybody who makes the difference, by name."""


def soon_words(found: Staffing, before: str = "") -> Words:
    """`下一小时 12/15`, with something before it; nothing where nobody is planned."""
    if not found.planned:
        return Words("", "")
    counts = f"{found.there}/{found.planned}"
    return Words(f"{before}下一小时 {counts}", f"{before}next hour {counts}")


def missing_words(judge: Judge, found: Staffing) -> list[Words]:
    """Who makes the difference, and why: `高晗 未到`."""
    people = judge.shop.people
    return [
        Words(f"{people.name(staff)} {WHY[why].zh}", f"{people.name(staff)} {WHY[why].en}")
        for staff, why in found.missing
    ]


def staffing(judge: Judge, now: int) -> Staffing:
    """The next hour from a moment on."""
    minute = now - now % MINUTE
    key = ("staffing", minute)
    if key not in judge.scratch:
        judge.scratch[key] = _staffing(judge, minute)
    return judge.scratch[key]  # type: ignore[return-value]


def _staffing(judge: Judge, now: int) -> Staffing:
    until, half = now + HOUR, HOUR // _HALVES
    plans = _within(judge, now, until)
    missing: dict[str, Why] = {}
    halves = [0] * _HALVES
    for plan in plans:
        why, back = _why(judge, plan, now, until)
        if why is not None:
            missing[plan.staff] = why
        for index in range(_HALVES):
            middle = now + index * half + half // 2
            halves[index] += plan.covers(middle) and (back is not None and back <= middle)
    on = {plan.staff for plan in plans if plan.end >= until and missing.get(plan.staff) == "ends"}
    missing = {staff: why for staff, why in missing.items() if staff not in on}
    people = judge.shop.people
    named = sorted(missing.items(), key=lambda each: people.name(each[0]))
    count = len({plan.staff for plan in plans})
    begins = (now + index * half for index in range(_HALVES))
    return Staffing(count, count - len(missing), tuple(zip(begins, halves, strict=True)), tuple(named))


def _within(judge: Judge, now: int, until: int) -> list[Planned]:
    """Every shift that has some of the hour."""
    today = judge.calendar.day(now)
    found = []
    for staff, person in judge.shop.people.staff.items():
        if person.left_at is not None:
            continue
        for day in (today - 1, today, today + 1):
            plan = judge.plan.planned(staff, day)
            if plan is not None and plan.start < until and plan.end > now:
                found.append(plan)
    return found


def _why(judge: Judge, plan: Planned, now: int, until: int) -> tuple[Why | None, int | None]:
    """Why somebody will not be there through the hour, and from when on they are there (None: not at all)."""
    if on_leave(judge, plan.staff, plan.day) >= 2:
        return "leave", None
    if plan.day in rest_days(judge, plan.staff):
        return "rest", None
    if plan.start > now:
        return ("ends" if plan.end < until else None), plan.start
    seat = judge.shop.floor.seats.get(plan.staff)
    if seat is not None and seat.state == AWAY:
        # whoever is overdue comes nobody knows when
        back = seat.since + seat.minutes * MINUTE if seat.minutes else None
        if back is None or not now <= back < until:
            return "away", None
        return ("ends" if plan.end < until else None), back
    if seat is None or seat.state != ON:
        if arrival(judge, plan) is None:
            return "late", None
        if departure(judge, plan, now) is not None:
            return "gone", None
    return ("ends" if plan.end < until else None), now
