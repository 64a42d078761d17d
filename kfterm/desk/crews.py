"""Who hands over to whom: the people of a shift, of the one that comes, who is on post, and which shift is to be cut."""

from kfterm.desk.shifts import arrival, departure, expected
from kfterm.folds.floor import AWAY, ON
from kfterm.folds.handover import Handover
from kfterm.folds.plan import Planned
from kfterm.month.judge import Judge

LEADS = ("lead", "deputy")
SENIOR = (*LEADS, "supervisor", "manager", "general_manager")
"""Who answers for a shift, and who stands above it."""


def _plans(judge: Judge, day: int) -> list[Planned]:
    """The shifts of a day of everybody who has to come."""
    key = ("crews", day)
    found = judge.scratch.get(key)
    if found is None:
        people = (staff for staff, person in judge.shop.people.staff.items() if person.left_at is None)
        plans = (judge.plan.planned(staff, day) for staff in people)
        found = judge.scratch[key] = [plan for plan in plans if plan is not None and expected(judge, plan)]
    return found  # type: ignore[return-value]


def crew(judge: Judge, day: int, shift: str) -> list[Planned]:
    """The people of a shift."""
    return [plan for plan in _plans(judge, day) if plan.shift == shift]


def coming(judge: Judge, day: int, shift: str) -> list[Planned]:
    """The people of the shifts that take over from one: they begin by its end and go on after it."""
    hours = judge.plan.hours(day, shift)
    if hours is None:
        return []
    end, going = judge.calendar.moment(day, hours.end), {plan.staff for plan in crew(judge, day, shift)}
    days = dict.fromkeys((day, judge.calendar.day(end)))
    plans = [plan for each in days for plan in _plans(judge, each)]
    return [plan for plan in plans if plan.start <= end < plan.end and plan.staff not in going]


def outgoing(judge: Judge, handover: Handover, staff: str) -> bool:
    """Whether somebody is of the side that hands over: planned on that shift, or the one who signed for it."""
    if handover.signed_out is not None and handover.signed_out[0] == staff:
        return True
    return any(plan.staff == staff for plan in crew(judge, handover.day, handover.shift))


def side_of(judge: Judge, handover: Handover, staff: str) -> str | None:
    """For which side somebody signs: out for the people of the shift, in for those who come; None where it is not plain."""
    if outgoing(judge, handover, staff):
        return "out"
    if any(plan.staff == staff for plan in coming(judge, handover.day, handover.shift)):
        return "in"
    if handover.signed_out is not None:
        return "in"
    return "out" if handover.signed_in is not None else None


def on_post(judge: Judge, staff: str, now: int, plan: Planned | None = None) -> bool:
    """Whether somebody is at work: has a seat, or came for the shift and has not left it."""
    seat = judge.shop.floor.seats.get(staff)
    if seat is not None and seat.state in (ON, AWAY):
        return True
    plan = plan or judge.plan.current(staff, now)
    if plan is None:
        return False
    came = arrival(judge, plan)
    return came is not None and came <= now and departure(judge, plan, now) is None


def senior(judge: Judge, staff: str, at: int) -> bool:
    """Whether somebody is a lead or above."""
    person = judge.shop.people.staff.get(staff)
    return person is not None and bool(set(person.roles_at(at)) & set(SENIOR))


def led(judge: Judge, day: int, shift: str, at: int) -> bool:
    """Whether a shift has a lead or a deputy of its own."""
    people = judge.shop.people.staff
    return any(set(people[plan.staff].roles_at(at)) & set(LEADS) for plan in crew(judge, day, shift))


def to_cut(judge: Judge, now: int) -> tuple[int, str]:
    """The shift whose handover comes next, as (day, shift): begun, not cut yet, the one whose end is nearest.

    Where shifts overlap that is the one that goes, not the one that just began. What ended before the last cut is past.
    """
    today, book = judge.calendar.day(now), judge.shop.book
    cut = {(each.day, each.shift) for each in book.handovers}
    last = book.handovers[-1].cut_at if book.handovers else 0
    found = []
    for day in (today - 1, today):
        for shift, hours in judge.plan.shifts(day).items():
            start, end = judge.calendar.moment(day, hours.start), judge.calendar.moment(day, hours.end)
            if start <= now and end > last and (day, shift) not in cut:
                found.append((not crew(judge, day, shift), abs(end - now), day, shift))
    if found:
        _, _, day, shift = min(found)
        return day, shift
    return today, ""
