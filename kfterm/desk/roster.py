"""Shifts, leave, rest days and swaps: hours are known, days fit, asked for in time, decided by who may."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kfterm.desk.known import Known
from kfterm.desk.permits import is_machine, permitted, permitted_then
from kfterm.desk.swaps import refusals
from kfterm.events.attendance import AbsenceConfirmed, AttendancePublished, PacketSent, PunchMadeUp
from kfterm.events.lines import Fact
from kfterm.events.roster import (
    LeaveDecided,
    LeaveRequested,
    RestDecided,
    RestRequested,
    ShiftAssigned,
    SwapDecided,
    SwapRequested,
)
from kfterm.periods import monday
from kfterm.rulebook.attendance_rules import LeaveNotice, RestDays
from kfterm.words import Words


def shift(known: Known, fact: Fact) -> Iterator[Words]:
    """A shift whose hours are known."""
    event = fact.event
    assert isinstance(event, ShiftAssigned)
    if not known.shift(event.shift, event.on.toordinal()):
        ids = ", ".join([*known.plan.shifts(event.on.toordinal()), "rest"])
        yield Words(
            f"没有班次 {event.shift}(现有:{ids});先设 shift.{event.shift}=08:30-17:30",
            f"there is no shift {event.shift} (there are: {ids}); set shift.{event.shift}=08:30-17:30 first",
        )


def _halves(days: Decimal, name: str) -> Iterator[Words]:
    if days <= 0 or (days * 2) % 1:
        yield Words(f"{name} 是 {days},应为 0.5 的倍数", f"{name} is {days}, it should be a multiple of 0.5")


def leave(known: Known, fact: Fact) -> Iterator[Words]:
    """Leave: days in halves, not more than the span."""
    event = fact.event
    assert isinstance(event, LeaveRequested)
    yield from _halves(event.days, "days")
    span = (event.to_on - event.from_on).days + 1
    if span < 1:
        yield Words("to_on 在 from_on 之前", "to_on is before from_on")
    elif event.days > span:
        yield Words(f"days 是 {event.days},但只有 {span} 天", f"days is {event.days}, but there are only {span} days")


def _asked_on(known: Known, fact: Fact | None, at: int | None) -> int | None:
    if fact is not None:
        return known.calendar.day(fact.at)
    return None if at is None else known.calendar.day(at)


def leave_decided(known: Known, fact: Fact) -> Iterator[Words]:
    """Approval of leave: asked for in time, or urgent, or with a reason (R8-3.5.1, R8-3.5.2), on a day it may be."""
    event = fact.event
    assert isinstance(event, LeaveDecided)
    yield from refusals(known, fact)
    opener = known.opener("leave", event.leave)
    asked = opener.event if opener and isinstance(opener.event, LeaveRequested) else None
    stored = known.shop.roster.leaves.get(event.leave)
    first = asked.from_on.toordinal() if asked else stored.from_day if stored else None
    requested = _asked_on(known, opener, stored.at if stored else None)
    if first is None or requested is None:
        return
    rulebook = known.rulebook(first)
    if rulebook is None:
        return
    yield from permitted(known, rulebook, "decide_leave", fact)
    found = rulebook.one(LeaveNotice)
    urgent = asked.urgent if asked else bool(stored and stored.urgent)
    if found and event.approved and not urgent and requested > first - found[1].lead_days and not event.reason.strip():
        clause, ahead = found[0].id, _ahead(found[1].lead_days)
        yield Words(
            f"{clause}:请假要{ahead.zh}申请;紧急情况记 urgent,或写明理由 reason",
            f"{clause}: leave is asked for {ahead.en}; mark it urgent or give a reason",
        )
    elif found and event.approved and not event.reason.strip() and not is_machine(fact.by):
        staff = asked.staff if asked else stored.staff if stored else ""
        filed = opener.at if opener else stored.at if stored else fact.at
        if not urgent:
            yield from _decided_late(known, fact, found[0].id, staff, first)
        elif found[1].until_published:
            yield from _filed_late(known, found[0].id, filed, first)


def _decided_late(known: Known, fact: Fact, clause: str, staff: str, day: int) -> Iterator[Words]:
    """Leave is approved before its first shift begins; afterwards that takes a reason (R8-A27)."""
    plan = known.plan.planned(staff, day)
    if plan is not None and fact.at >= plan.start:
        begun = known.calendar.text(plan.start)
        yield Words(
            f"{clause}:班次 {begun} 已开始,事后批假要写理由 reason",
            f"{clause}: the shift began at {begun}; leave that is approved afterwards needs a reason",
        )


def _filed_late(known: Known, clause: str, filed: int, day: int) -> Iterator[Words]:
    """Urgent leave is filed before the attendance of its week is published (R8-A28)."""
    moments = [at for week, at, _ in known.shop.attendance.published if week == monday(day)]
    if moments and filed > min(moments):
        when = known.calendar.text(min(moments))
        yield Words(
            f"{clause}:那一周的考勤 {when} 已公布,之后补请假要写理由 reason",
            f"{clause}: the attendance of that week was published at {when}; leave filed later needs a reason",
        )


def rest_decided(known: Known, fact: Fact) -> Iterator[Words]:
    """Approval of a rest day: asked for in time, or overruled with a note (R8-3.4.1, R8-A39)."""
    event = fact.event
    assert isinstance(event, RestDecided)
    opener = known.opener("rest", event.rest)
    asked = opener.event if opener and isinstance(opener.event, RestRequested) else None
    stored = known.shop.roster.rests.get(event.rest)
    day = asked.on.toordinal() if asked else stored.day if stored else None
    requested = _asked_on(known, opener, stored.at if stored else None)
    if day is None or requested is None:
        return
    rulebook = known.rulebook(day)
    if rulebook is None:
        return
    yield from permitted(known, rulebook, "decide_rest", fact)
    found = rulebook.one(RestDays)
    if found and event.approved and requested > day - found[1].lead_days and not event.reason.strip():
        clause, ahead = found[0].id, _ahead(found[1].lead_days)
        yield Words(
            f"{clause}:休假要{ahead.zh}申请;主管破例批准要写理由 reason",
            f"{clause}: rest days are asked for {ahead.en}; to overrule that give a reason",
        )


def _ahead(days: int) -> Words:
    """How long before a day something is asked for."""
    if not days:
        return Words("事先", "beforehand")
    return Words(f"提前 {days} 天", f"{days} day(s) ahead")


def swap(known: Known, fact: Fact) -> Iterator[Words]:
    """A swap: two different people."""
    event = fact.event
    assert isinstance(event, SwapRequested)
    if event.staff == event.with_staff:
        yield Words("换班要两个人", "a swap needs two people")


def swap_decided(known: Known, fact: Fact) -> Iterator[Words]:
    """A decision on a swap, by who may, and what stands in its way (R1-7.2–7.7)."""
    assert isinstance(fact.event, SwapDecided)
    yield from permitted_then(known, "decide_swap", fact)
    yield from refusals(known, fact)


def made_up(known: Known, fact: Fact) -> Iterator[Words]:
    """A missed punch is proved by who may prove it (R8-3.7)."""
    event = fact.event
    assert isinstance(event, PunchMadeUp)
    rulebook = known.rulebook(event.on.toordinal())
    if rulebook is not None and event.vouched_by is not None:
        yield from permitted(known, rulebook, "vouch_punch", fact._replace(by=event.vouched_by))


def absence(known: Known, fact: Fact) -> Iterator[Words]:
    """Absence in halves of a day."""
    assert isinstance(fact.event, AbsenceConfirmed)
    yield from _halves(fact.event.days, "days")


def packet(known: Known, fact: Fact) -> Iterator[Words]:
    """A packet of some amount."""
    assert isinstance(fact.event, PacketSent)
    if fact.event.amount == 0:
        yield Words("amount 应大于 0", "amount should be above 0")


def published(known: Known, fact: Fact) -> Iterator[Words]:
    """The week reported on, by its Monday."""
    assert isinstance(fact.event, AttendancePublished)
    day = fact.event.week_of.toordinal()
    if monday(day) != day:
        right = date.fromordinal(monday(day)).isoformat()
        yield Words(f"week_of 应是星期一({right})", f"week_of should be a Monday ({right})")
