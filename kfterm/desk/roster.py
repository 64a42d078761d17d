"""Shifts, swaps, punches and packets: hours are known, days fit, decided by who may. Leave, rest: files of their own."""

from collections.abc import Iterator
from datetime import date

from kfterm.desk.known import Known
from kfterm.desk.leave_rules import halves
from kfterm.desk.permits import permitted, permitted_then
from kfterm.desk.roster_makers import planned_by
from kfterm.desk.swaps import refusals
from kfterm.events.attendance import AbsenceConfirmed, AttendancePublished, PacketSent, PunchMadeUp
from kfterm.events.lines import Fact
from kfterm.events.roster import ShiftAssigned, SwapDecided, SwapRequested
from kfterm.periods import monday
from kfterm.words import Words


def shift(known: Known, fact: Fact) -> Iterator[Words]:
    """A shift whose hours are known, planned by who may."""
    event = fact.event
    assert isinstance(event, ShiftAssigned)
    yield from planned_by(known, fact)
    if not known.shift(event.shift, event.on.toordinal()):
        ids = ", ".join([*known.plan.shifts(event.on.toordinal()), "rest"])
        yield Words(
            f"没有班次 {event.shift}(现有:{ids});先设 shift.{event.shift}=08:30-17:30",
            f"there is no shift {event.shift} (there are: {ids}); set shift.{event.shift}=08:30-17:30 first",
        )


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
    yield from halves(fact.event.days, "days")


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
