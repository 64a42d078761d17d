"""Who worked a shift: planned, here, late, away over the limit, gone."""

from kfterm.desk import overruns
from kfterm.desk.shifts import arrival
from kfterm.folds.floor import OFF, Away
from kfterm.folds.plan import Planned, minutes
from kfterm.month.attendance import sheet as attendance_sheet
from kfterm.month.judge import Judge
from kfterm.month.leave import on_leave, rest_days
from kfterm.month.model import DayRecord
from kfterm.papers.sheet_model import Over, Span, Worker
from kfterm.periods import HOUR, MINUTE, month_of
from kfterm.words import Words

_LEAVE = Words("请假", "on leave")
_REST = Words("休", "rest day")


def workers(judge: Judge, day: int, shift: str, span: Span) -> list[Worker]:
    """The people of a shift: planned ones first, then who came unplanned; those with something to tell on top."""
    start, end = _hours(judge, day, shift, span)
    aways: dict[str, list[Away]] = {}
    for away in judge.shop.floor.aways:
        if start - HOUR <= away.since < end and away.since <= span.until.at:
            aways.setdefault(away.staff, []).append(away)
    here = []
    for person in judge.shop.people.staff.values():
        if judge.calendar.day(person.joined_at) > day or (person.left_at and judge.calendar.day(person.left_at) < day):
            continue
        planned = judge.shop.roster.shift(person.staff, day)
        plan = Planned(person.staff, day, shift, start, end, 0, end)
        if planned == shift:
            here.append(_worker(judge, plan, span, aways.get(person.staff, []), planned=True))
        elif judge.plan.planned(person.staff, day) is None:
            found = _worker(judge, plan, span, aways.get(person.staff, []), planned=False)
            if found.arrived_at is not None and found.arrived_at < end:
                here.append(found)
    return sorted(here, key=lambda each: (not each.planned, each.arrived_at or 0, each.staff))


def _hours(judge: Judge, day: int, shift: str, span: Span) -> tuple[int, int]:
    hours = judge.plan.hours(day, shift)
    if hours is None:
        return span.since.at, span.until.at
    return judge.calendar.moment(day, hours.start), judge.calendar.moment(day, hours.end)


def _worker(judge: Judge, plan: Planned, span: Span, aways: list[Away], *, planned: bool) -> Worker:
    staff, day, until = plan.staff, plan.day, span.until.at
    record = _record(judge, staff, day)
    came = arrival(judge, plan)
    came = came if came is not None and came <= until else None
    excused = _LEAVE if on_leave(judge, staff, day) else _REST if day in rest_days(judge, staff) else None
    late = minutes(came - plan.start) if planned and came is not None and excused is None else 0
    if record is not None and "in" in record.made_up:  # from how many on it is late is for the month to say (R8-3.8)
        late = record.late_minutes
    left = _left(judge, staff, record, plan.start, until)
    over = [over_limit(judge, away, until) for away in aways]
    last = aways[-1] if aways else None
    return Worker(
        staff=staff,
        name=judge.shop.people.name(staff),
        planned=planned,
        arrived_at=came,
        left_at=left,
        late_minutes=late,
        early_minutes=record.early_minutes if record and left is not None else 0,
        excused=excused if planned or excused is _REST else None,
        missing=planned and came is None and excused is None and plan.start < until,
        over=tuple(found for found in over if found),
        away_since=last.since if last and (last.until is None or last.until > until) else None,
    )


def _record(judge: Judge, staff: str, day: int) -> DayRecord | None:
    seen = attendance_sheet(judge, judge.shop.people.staff[staff], month_of(day))
    return next((record for record in seen.days if record.day == day), None)


def _left(judge: Judge, staff: str, record: DayRecord | None, start: int, until: int) -> int | None:
    if record is not None and record.out_at is not None:
        return record.out_at if record.out_at <= until else None
    seat = judge.shop.floor.seats.get(staff)
    gone = seat is not None and seat.state == OFF and start < seat.since <= until
    return seat.since if seat is not None and gone else None


def away_limit(judge: Judge, away: Away) -> int | None:
    """How many minutes an absence from the seat may last: as agreed, else as the rulebook or a setting says."""
    if away.minutes:
        return away.minutes
    rulebook = judge.plan.rulebook(judge.plan.shift_day(away.staff, away.since))
    return overruns.away_limit(judge, rulebook, away) if rulebook else None


def over_limit(judge: Judge, away: Away, until: int) -> Over | None:
    """The absence, when it had outlasted its limit by this moment."""
    limit = away_limit(judge, away)
    lasted = min(away.until or until, until) - away.since
    if limit is None or lasted <= limit * MINUTE:
        return None
    return Over(away.since, minutes(lasted), limit, away.reason, lasted % MINUTE // 1000)
