"""Mechanisms of the live floor: shifts, timers, and what they propose. A proposal waits for a person."""

from typing import Literal

from kfterm.rulebook.base import Label, Rule


class Shift(Rule, frozen=True, tag="shift"):
    """A shift of the regime; `end` may be `24:00` or `01:00+1`."""

    shift: str
    start: str
    end: str
    label: Label
    release: str | None = None
    """From then on who has no open chat may go; early leave and overrun are measured against it (R6-1.3, R6-A01)."""


class ContinuousWork(Rule, frozen=True, tag="continuous_work"):
    """Work without a break longer than this alerts the lead (R4-1.1)."""

    limit_minutes: int


class AwayLimit(Rule, frozen=True, tag="away_limit"):
    """Away from the seat longer than this proposes the clause; telling in time cancels where `untold_only`."""

    limit_minutes: int | None = None
    setting: str = ""
    """Instead of a number: the setting that has the minutes; unset, nothing is proposed (R1-A07)."""
    untold_only: bool = False


class AwayApproval(Rule, frozen=True, tag="away_approval"):
    """Leaving the seat without having asked proposes the clause (R1-2.5, R6-7, R7-9)."""

    form: Label | None = None
    """What going out is asked for on (R7-9)."""


class IncidentOverrun(Rule, frozen=True, tag="incident_overrun"):
    """An incident over its limit by so many whole minutes, both ends included, proposes the clause."""

    from_minutes: int
    to_minutes: int | None = None


class LateEntry(Rule, frozen=True, tag="late_entry"):
    """Lateness and early leave propose the clause; a person books them."""


class AbsentEntry(Rule, frozen=True, tag="absent_entry"):
    """A wholly missed shift proposes the clause; a person books it."""


class UndoneDuty(Rule, frozen=True, tag="undone_duty"):
    """A duty checked and not done proposes the clause."""

    duties: tuple[str, ...]


class ResponseTimer(Rule, frozen=True, tag="response_timer"):
    """Rounds are measured while the account is online; an automatic reply does not end one."""


class PromisedShipping(Rule, frozen=True, tag="promised_shipping"):
    """An item of this kind past its due time marks its owner, unless the warehouse was chased before."""

    item_kind: str


class ChatAfterEnd(Rule, frozen=True, tag="chat_after_end"):
    """A chat open at the end of the shift is shown until it closes (TM03)."""

    alert_at: str | None = None
    """From then on the lead is alerted, such as `01:00+1` (R6-A01)."""
    suspend: bool = False
    """No new chats after the end: a chat that begins later is alerted (R3-8.1.3)."""


class ReliefWait(Rule, frozen=True, tag="relief_wait"):
    """Who goes before the relief is on post proposes the clause; the wait is alerted at once (TM04, R1-3.2)."""


class HandoverDue(Rule, frozen=True, tag="handover_due"):
    """The handover is signed by both sides before the outgoing shift leaves (TM05)."""

    shifts: tuple[str, ...] = ()
    """The outgoing shifts that hand over to somebody; without it every shift (R6-1.4, R7-1.4)."""


class MissingLog(Rule, frozen=True, tag="missing_log"):
    """Who of these shifts left without an entry in the handover book proposes the clause (TM06, R6-1.5, R6-A21)."""

    shifts: tuple[str, ...]


class ItemDue(Rule, frozen=True, tag="item_due"):
    """An open item of these kinds is alerted once it is past its time (TM07, TM15, TM17, TM19–TM22)."""

    item_kinds: tuple[str, ...]
    by: Literal["due", "shift_end", "day_end"] = "due"
    needs_due: bool = False
    """Who opens one types the time by which it is done (R1-A15)."""


class HandoverBreach(Rule, frozen=True, tag="handover_breach"):
    """Not handing over, and not handling in time what was handed over, propose this clause: the one for who goes, the other for who took over and signed (R2-A12)."""


class BadRecord(Rule, frozen=True, tag="bad_record"):
    """An item that the relief gave back proposes the clause for its owner, else for who handed over (R4-3.1.05)."""


class SkippedItem(Rule, frozen=True, tag="skipped_item"):
    """An item taken over, past its time and not touched by the next cut, or by the end of that shift, proposes the clause for who took over (R4-3.2.05)."""


class ItemFields(Rule, frozen=True, tag="item_fields"):
    """Items of these kinds need these fields too: of the item, or of the kind (R3-8.7, R8-3.14.2; `data/items.toml`)."""

    item_kinds: tuple[str, ...]
    fields: tuple[str, ...]


class UnpaidOrder(Rule, frozen=True, tag="unpaid_order"):
    """An order neither paid, cancelled nor urged for longer than this proposes the clause (TM09, R3-3.7.5)."""

    limit_minutes: int


class RefundCap(Rule, frozen=True, tag="refund_cap"):
    """A refund in place of an exchange is at most what the exchange would cost, typed with it (R8-4.5.7, R8-A31)."""


class UnprintedWaybills(Rule, frozen=True, tag="unprinted_waybills"):
    """Paid orders of a shift without a waybill are shown at its end (TM16, R2-6.1.1)."""


class CallLimit(Rule, frozen=True, tag="call_limit"):
    """A call on this line longer than this proposes the clause (TM12, TM13, R5-4.2.2.5)."""

    line: Literal["internal", "external"]
    limit_minutes: int


class ReportDue(Rule, frozen=True, tag="report_due"):
    """A report that everybody of these roles owes; a missing or too short one proposes the clause (TM23, TM36)."""

    report: str
    every: Literal["day", "week"]
    weekday: int | None = None
    """ISO weekday, for `week`."""
    at: str | None = None
    """Moment of the day, still in time; without it the end of the shift."""
    min_characters: int = 0
    roles: tuple[str, ...] = ()
    """Without it everybody."""


class MeetingDue(Rule, frozen=True, tag="meeting_due"):
    """A meeting that has to be held (TM24, TM25)."""

    meeting: str
    every: Literal["day", "week"]
    weekday: int | None = None
    at: str | None = None


class DutyDue(Rule, frozen=True, tag="duty_due"):
    """A duty that has to be ticked off once a day, before the shift begins or before it leaves (TM27)."""

    duties: tuple[str, ...]
    shifts: tuple[str, ...] = ()
    when: Literal["before_start", "before_end"] = "before_end"
    or_last: bool = False
    """On a day without these shifts the last one to leave owes it (R1-A19)."""


class Rotation(Rule, frozen=True, tag="rotation"):
    """Shifts rotate by the week, accounts by the month: what stayed the same is shown (TM29)."""

    what: Literal["shift", "account"]


class ExamDue(Rule, frozen=True, tag="exam_due"):
    """An exam every month: who has none is shown in its last days (TM30)."""

    remind_days: int


class OnboardingCheck(Rule, frozen=True, tag="onboarding_check"):
    """Who is new takes contacts after passing a test of this skill; who is on seat without is shown (R8-4.6.5)."""

    skill: str


class ShiftLead(Rule, frozen=True, tag="shift_lead"):
    """Every shift has so many people of this role; a shift of today without them is shown (R8-4.3.1)."""

    role: str
    count: int = 1


class Announcements(Rule, frozen=True, tag="announcements"):
    """Announcements are read before contacts are taken; who is on seat and has not is shown (TM31, TM35)."""


class HandoverKinds(Rule, frozen=True, tag="handover_kinds"):
    """Each of these item kinds needs an entry in the handover log, or a word that there is none (R1-3.4, R1-A06)."""

    item_kinds: tuple[str, ...]
