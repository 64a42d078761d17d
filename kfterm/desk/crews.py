"""Who hands over to whom: the people of a shift, of the one that comes, who is on post, and which shift is to be cut."""

from kfterm.desk.shifts import arrival, departure, plans_of
from kfterm.folds.floor import AWAY, ON
from kfterm.folds.handover import Handover
from kfterm.folds.plan import Planned
from kfterm.month.judge import Judge
from kfterm.rulebook.floor_rules import HandoverDue

LEADS = ("lead", "deputy")
_ABOVE = ("supervisor", "manager", "general_manager")
SENIOR = (*LEADS, *_ABOVE)
"""Who answers for a shift, and who stands above it."""
_WEEK_DAYS = 7


def crew(judge: Judge, day: int, shift: str) -> list[Planned]:
    """The people of a shift."""
    return [plan for plan in plans_of(judge, day) if plan.shift == shift]


def coming(judge: Judge, day: int, shift: str) -> list[Planned]:
    """The people of the shifts that take over from one: they begin by its end and go on after it."""
    hours = judge.plan.hours(day, shift)
    if hours is None:
        return []
    end, going = judge.calendar.moment(day, hours.end), {plan.staff for plan in crew(judge, day, shift)}
    days = dict.fromkeys((day, judge.calendar.day(end)))
    plans = [plan for each in days for plan in plans_of(judge, each)]
    return [plan for plan in plans if plan.start <= end < plan.end and plan.staff not in going]


def ends_open(judge: Judge, handover: Handover) -> bool:
    """Whether a shift that was planned ends with nobody planned to take over: its lead signs before going home."""
    planned = bool(crew(judge, handover.day, handover.shift))
    return planned and not coming(judge, handover.day, handover.shift)


def relief_on_post(judge: Judge, handover: Handover, now: int) -> bool:
    """Whether somebody who takes over is at work: of the shift that comes; where none comes, anybody of another shift."""
    plans = coming(judge, handover.day, handover.shift)
    if plans:
        return any(on_post(judge, plan.staff, now, plan) for plan in plans)
    people = judge.shop.people.staff.items()
    others = (staff for staff, person in people if person.left_at is None and not outgoing(judge, handover, staff))
    return any(on_post(judge, staff, now) for staff in others)


def outgoing(judge: Judge, handover: Handover, staff: str) -> bool:
    """Whether somebody is of the side that hands over: planned on that shift, or the one who signed for it."""
    if handover.signed_out is not None and handover.signed_out[0] == staff:
        return True
    return any(plan.staff == staff for plan in crew(judge, handover.day, handover.shift))


def side_of(judge: Judge, handover: Handover, staff: str) -> str | None:
    """For which side somebody signs: out for the people of the shift, in for everybody else.

    None where it is not plain: who stands above the leads may stand in for either.
    """
    if outgoing(judge, handover, staff):
        return "out"
    if any(plan.staff == staff for plan in coming(judge, handover.day, handover.shift)):
        return "in"
    if handover.signed_out is not None:
        return "in"
    if handover.signed_in is not None:
        return "out"
    person = judge.shop.people.staff.get(staff)
    above = person is not None and bool(set(person.roles_at(judge.asof)) & set(_ABOVE))
    return None if above else "in"


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


def never_handed(judge: Judge, since: int, until: int, cut: set[tuple[int, str]]) -> list[tuple[int, str]]:
    """Shifts that ended after one moment and by another and are not among the handovers, by their end.

    Only what somebody was planned on, and what hands over to anybody where the rulebook names such shifts.
    """
    found = []
    for day in range(judge.calendar.day(since) - 1, judge.calendar.day(until) + 1):
        rulebook = judge.plan.rulebook(day)
        due = rulebook.one(HandoverDue) if rulebook else None
        named = due[1].shifts if due is not None else ()
        for shift, hours in judge.plan.shifts(day).items():
            end = judge.calendar.moment(day, hours.end)
            asked = since < end <= until and (day, shift) not in cut and (not named or shift in named)
            if asked and crew(judge, day, shift):
                found.append((end, day, shift))
    return [(day, shift) for _, day, shift in sorted(found)]


def unhanded(judge: Judge, now: int, mine: tuple[int, str] | None = None) -> list[tuple[int, str]]:
    """The shifts since the last cut that ended without a handover of their own; `mine` is the one that is cut now.

    Of the last week: the floor asks every second, and the sheet names those that are older.
    """
    handovers = judge.shop.book.handovers
    if not handovers:
        return []
    today, last = judge.calendar.day(now), handovers[-1]
    key = ("unhanded", today, last.cut_seq)
    found = judge.scratch.get(key)
    if found is None:
        since = max(last.cut_at, judge.calendar.moment(today - _WEEK_DAYS))
        cut = {(each.day, each.shift) for each in handovers}
        found = judge.scratch[key] = never_handed(judge, since, judge.calendar.moment(today + 1), cut)
    return [each for each in found if each != mine and _ended(judge, *each) <= now]  # type: ignore[attr-defined]


def _ended(judge: Judge, day: int, shift: str) -> int:
    """When the hours of a shift are over."""
    hours = judge.plan.hours(day, shift)
    return judge.calendar.moment(day + 1 if hours is None else day, hours.end if hours is not None else 0)


def comes_next(judge: Judge, now: int) -> tuple[int, str] | None:
    """The next shift that somebody is planned on, has not begun and was not cut, of today or tomorrow."""
    today = judge.calendar.day(now)
    begins = [
        (judge.calendar.moment(day, hours.start), day, shift)
        for day in (today, today + 1)
        for shift, hours in judge.plan.shifts(day).items()
    ]
    later = sorted(each for each in begins if each[0] > now)
    cut = {(each.day, each.shift) for each in judge.shop.book.handovers}
    free = ((day, shift) for _, day, shift in later if (day, shift) not in cut)
    return next((each for each in free if crew(judge, *each)), None)
