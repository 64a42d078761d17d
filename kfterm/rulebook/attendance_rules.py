"""Mechanisms of attendance and leave. Minutes are whole minutes (G3); days count in halves."""

from decimal import Decimal
from typing import Literal

import msgspec

from kfterm.rulebook.base import Label, Rule
from kfterm.rulebook.prices import Case


class LatenessTier(Rule, frozen=True, tag="lateness_tier"):
    """A tier of lateness or early leave: more than `over`, up to and including `up_to` minutes (R8-3.2)."""

    over: int
    up_to: int | None = None
    packet: Decimal | None = None
    """Yuan of a lucky packet for the colleagues; a debt beside pay, never a wage."""
    shares: int | None = None
    absence_days: Decimal | None = None
    points: Decimal | None = None
    """Signed points, an entry of the score (R5-4.2.2.3)."""
    deduct: Decimal | None = None
    """Yuan off the wage, a pay line of its own (R5-4.2.2.3)."""
    ways: tuple[Literal["in", "out"], ...] = ("in", "out")
    """`in`: lateness, `out`: early leave."""
    label: Label | None = None

    def holds(self, way: str, minutes: int) -> bool:
        """Whether so many whole minutes late (`in`) or early (`out`) fall in this tier."""
        return way in self.ways and minutes > self.over and (self.up_to is None or minutes <= self.up_to)


class PacketLedger(Rule, frozen=True, tag="packet_ledger"):
    """A packet not sent when its week is published is owed this many times, once (R8-3.3)."""

    multiplier: int
    weekday: int
    """ISO weekday of publication."""


class MissedPunch(Rule, frozen=True, tag="missed_punch"):
    """Make-ups beyond the free ones of a month: the way in is priced by the tiers, the way out by a packet (R8-3.8)."""

    free: int
    out_packet: Decimal
    shares: int


class AbsenceStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From so many days of absence in the month on."""

    from_days: Decimal
    deduct_days: Decimal | None = None
    cases: tuple[Case, ...] = ()


class AbsenceSteps(Rule, frozen=True, tag="absence_steps"):
    """Only the highest step reached in the month counts (R8-3.9)."""

    steps: tuple[AbsenceStep, ...]


class MissedShift(Rule, frozen=True, tag="missed_shift"):
    """A shift without any punch and without leave counts as so many days of absence (R8-A42)."""

    days: Decimal


class RestDays(Rule, frozen=True, tag="rest_days"):
    """Rest days a month, asked for so many calendar days ahead (R8-3.4.1)."""

    days: int
    lead_days: int = 0
    prorate: bool = True


class WeeklyRest(Rule, frozen=True, tag="weekly_rest"):
    """Rest days a week, Monday to Sunday; more duty days running than this are warned of (R3-8.1.2, R3-A11)."""

    days: int
    max_consecutive_days: int


class SwapLimit(Rule, frozen=True, tag="swap_limit"):
    """How often a person may swap in a natural month, and which swaps are refused (R1-7.4, R1-A10–A12)."""

    at_most: int
    consecutive: bool = True
    """`false`: no swap beside another swapped or returned shift."""
    back_to_back: bool = True
    """`false`: no swap that makes two shifts touch or overlap."""


class SwapForm(Rule, frozen=True, tag="swap_form"):
    """What a swap has to carry before it can be approved (R1-7.2, R1-7.3)."""

    reason: bool = False
    consent: bool = False
    """Both agree: the requester by asking, the other by a word of their own."""


class SwapDay(Rule, frozen=True, tag="swap_day"):
    """Days on which there is no leave and no swap (R1-7.6, R1-7.7)."""

    on: Literal["swapped_shift", "holiday"]
    no_leave: bool = False
    no_swap: bool = False


class UnusedRest(Rule, frozen=True, tag="unused_rest"):
    """Every rest day of the entitlement that was not taken earns a day's wage (R8-3.4.2)."""


class LeaveNotice(Rule, frozen=True, tag="leave_notice"):
    """Leave is asked for so many calendar days ahead, unless urgent (R8-3.5.1)."""

    lead_days: int
    until_published: bool = False
    """What is urgent may be filed afterwards until the attendance of its week is published (R8-3.5.2, R8-A28)."""


class LeaveDeduction(Rule, frozen=True, tag="leave_deduction"):
    """Every day of approved leave costs a day's wage; leave not approved is absence (R8-3.5.3)."""


class LeaveCap(Rule, frozen=True, tag="leave_cap"):
    """More than so many leave days in a month: this many rest days in the next (R8-3.6.1)."""

    over_days: Decimal
    next_month_rest: int


class YearlyLeaveCap(Rule, frozen=True, tag="yearly_leave_cap"):
    """Leave of a kind beyond so many days in the calendar year is absence (R8-3.6.2)."""

    leave_kind: Literal["personal", "sick", "annual", "other"]
    max_days: Decimal


class FullAttendance(Rule, frozen=True, tag="full_attendance"):
    """Nothing of what is listed in a whole month of employment earns an amount (R8-3.10)."""

    without: tuple[Literal["late", "early", "leave", "absence"], ...]
    yuan: Decimal | None = None
    share: Decimal | None = None
    """Instead of yuan: a share of the reference package (R2-7.1)."""


class AbsenceWage(Rule, frozen=True, tag="absence_wage"):
    """A day of absence costs what this setting says; unset, it is named as missing (R5-4.2.2.3, R5-A17)."""

    setting: str


class AbsenceCase(Rule, frozen=True, tag="absence_case"):
    """Absence raises a case without an amount (R1-7.5, R1-A16)."""

    on: Literal["any_shift", "swapped_shift"] = "any_shift"
    """`swapped_shift`: only where the shift was swapped or returned; it then stands before clauses of any shift."""
