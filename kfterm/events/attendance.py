"""Facts about coming and going."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from kfterm.events.base import Event

Way = Literal["in", "out"]


class PunchRecorded(Event, frozen=True, tag="punch.recorded"):
    """A punch of the attendance clock, at the moment of this fact."""

    OF: ClassVar[str] = "staff"
    staff: str
    way: Way


class PunchMadeUp(Event, frozen=True, tag="punch.made_up"):
    """A missed punch of the shift day `on` is made up, at the moment of this fact; `vouched_by` proves it."""

    OF: ClassVar[str] = "staff"
    staff: str
    on: date
    way: Way
    vouched_by: str | None = None
    proof: str = ""
    """What whoever vouches for it goes by."""


class AbsenceConfirmed(Event, frozen=True, tag="absence.confirmed"):
    """A person decided that this was absence without leave, so many days of it."""

    OF: ClassVar[str] = "staff"
    staff: str
    on: date
    days: Decimal
    reason: str = ""


class PacketSent(Event, frozen=True, tag="packet.sent"):
    """An owed packet went to the colleagues in the group chat. Never a wage (R8-A05)."""

    OF: ClassVar[str] = "staff"
    staff: str
    amount: Decimal


class AttendancePublished(Event, frozen=True, tag="attendance.published"):
    """The attendance of the week beginning on this Monday was published (R8-3.3)."""

    week_of: date
