"""Facts about who is planned when."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Literal

from kfterm.events.base import Event

REST = "rest"
LeaveKind = Literal["personal", "sick", "annual", "other"]


class ShiftAssigned(Event, frozen=True, tag="shift.assigned"):
    """This person works this shift on this shift day (`rest`: does not work). Replaces what was planned before."""

    OF: ClassVar[str] = "staff"
    staff: str
    on: date
    shift: str


class ShiftCleared(Event, frozen=True, tag="shift.cleared"):
    """Nothing is planned for this person on this day."""

    OF: ClassVar[str] = "staff"
    staff: str
    on: date


class SwapRequested(Event, frozen=True, tag="swap.requested"):
    """On `on` *with_staff* works *staff*'s shift; on `return_on` the other way round."""

    KEY: ClassVar[str] = "swap"
    OF: ClassVar[str] = "staff"
    swap: str
    staff: str
    with_staff: str
    on: date
    return_on: date | None = None
    reason: str = ""


class SwapAgreed(Event, frozen=True, tag="swap.agreed"):
    """One of the two agrees."""

    OF: ClassVar[str] = "swap"
    swap: str
    staff: str | None = None


class SwapDecided(Event, frozen=True, tag="swap.decided"):
    """The roster changes when approved."""

    OF: ClassVar[str] = "swap"
    swap: str
    approved: bool
    reason: str = ""


class LeaveRequested(Event, frozen=True, tag="leave.requested"):
    """Leave from one day to another, both included; `days` counts in halves."""

    KEY: ClassVar[str] = "leave"
    OF: ClassVar[str] = "staff"
    leave: str
    staff: str
    from_on: date
    to_on: date
    days: Decimal
    leave_kind: LeaveKind
    urgent: bool = False
    reason: str = ""


class LeaveDecided(Event, frozen=True, tag="leave.decided"):
    """Approved or not."""

    OF: ClassVar[str] = "leave"
    leave: str
    approved: bool
    reason: str = ""


class RestRequested(Event, frozen=True, tag="rest.requested"):
    """A rest day out of the month's entitlement is asked for."""

    KEY: ClassVar[str] = "rest"
    OF: ClassVar[str] = "staff"
    rest: str
    staff: str
    on: date


class RestDecided(Event, frozen=True, tag="rest.decided"):
    """Approved or not; a reason is needed when the rule would have said no."""

    OF: ClassVar[str] = "rest"
    rest: str
    approved: bool
    reason: str = ""


class OutingRequested(Event, frozen=True, tag="outing.requested"):
    """Going out of the office in working hours is asked for: from a moment on, for so many minutes (R7-9)."""

    KEY: ClassVar[str] = "outing"
    OF: ClassVar[str] = "staff"
    outing: str
    staff: str
    from_at: datetime
    minutes: int
    reason: str


class OutingDecided(Event, frozen=True, tag="outing.decided"):
    """Approved or not."""

    OF: ClassVar[str] = "outing"
    outing: str
    approved: bool
    reason: str = ""
