"""Facts about seats, calls and incidents."""

from datetime import datetime
from typing import ClassVar, Literal

from kfterm.events.base import Event


class SeatTaken(Event, frozen=True, tag="seat.taken"):
    """On seat and receiving."""

    OF: ClassVar[str] = "staff"
    staff: str
    seat: str | None = None


class SeatLeft(Event, frozen=True, tag="seat.left"):
    """Away from the seat, for a reason; `told` says whether the lead was told, `minutes` what was agreed."""

    OF: ClassVar[str] = "staff"
    staff: str
    reason: str = ""
    told: bool = False
    minutes: int | None = None
    note: str | None = None
    """Why although as many are away as may be."""


class SeatReturned(Event, frozen=True, tag="seat.returned"):
    """Back on seat."""

    OF: ClassVar[str] = "staff"
    staff: str


class SeatReleased(Event, frozen=True, tag="seat.released"):
    """Off for the day."""

    OF: ClassVar[str] = "staff"
    staff: str


class BreakQueued(Event, frozen=True, tag="break.queued"):
    """Wants a break and waits until a place is free."""

    OF: ClassVar[str] = "staff"
    staff: str
    reason: str
    minutes: int | None = None


class BreakUnqueued(Event, frozen=True, tag="break.unqueued"):
    """Does not wait for a break any more."""

    OF: ClassVar[str] = "staff"
    staff: str


class BreakPlanned(Event, frozen=True, tag="break.planned"):
    """A break in the plan of a shift, such as a place at the table: from a moment on, for so many minutes."""

    OF: ClassVar[str] = "staff"
    staff: str
    from_at: datetime
    minutes: int
    reason: str


class BreakCleared(Event, frozen=True, tag="break.cleared"):
    """No break is planned from this moment on any more."""

    OF: ClassVar[str] = "staff"
    staff: str
    from_at: datetime


class CallStarted(Event, frozen=True, tag="call.started"):
    """On the phone."""

    KEY: ClassVar[str] = "call"
    OF: ClassVar[str] = "staff"
    call: str
    staff: str
    line: Literal["internal", "external"]


class CallEnded(Event, frozen=True, tag="call.ended"):
    """Off the phone."""

    OF: ClassVar[str] = "call"
    call: str


class IncidentOpened(Event, frozen=True, tag="incident.opened"):
    """Something out of the ordinary that `staff` has to handle within its flow-control time."""

    KEY: ClassVar[str] = "incident"
    OF: ClassVar[str] = "staff"
    incident: str
    incident_type: str
    what: str = ""
    staff: str | None = None
    limit_minutes: int | None = None


class IncidentSettled(Event, frozen=True, tag="incident.settled"):
    """Handled."""

    OF: ClassVar[str] = "incident"
    incident: str
    outcome: str = ""
