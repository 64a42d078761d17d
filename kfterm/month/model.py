"""What a month comes to. Every figure names its clauses and its events (as seqs of the log)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from kfterm.month.prices import Priced
from kfterm.words import Words

Events = tuple[int, ...]
Clauses = tuple[str, ...]


class Line(NamedTuple):
    """One pay line, signed fen."""

    line: str
    label: Words
    fen: int
    clauses: Clauses
    events: Events
    working: str


class Occurrence(NamedTuple):
    """One act with its price."""

    clause: str
    label: Words
    day: int | None
    """None: of the whole month."""
    events: Events
    priced: Priced
    level: str | None = None
    units: int = 1
    number: int = 1
    """Which one it is in the window of its ladder, or in the month; of several at once the last."""
    derived: bool = False


class Entry(NamedTuple):
    """One entry of a score."""

    clause: str
    label: Words
    points: Decimal
    events: Events
    day: int | None
    level: str | None = None
    price: Decimal | None = None
    times: int = 1
    derived: bool = False


class ScoreSheet(NamedTuple):
    """A month's score."""

    opening: Decimal
    total: Decimal
    uncapped: Decimal
    grade: str | None
    entries: tuple[Entry, ...]
    clauses: Clauses


class Case(NamedTuple):
    """Something a named person must decide; never executed (G7)."""

    case: str
    clauses: Clauses
    events: Events
    fen: int | None = None
    staff: str = ""


class Packet(NamedTuple):
    """A packet owed to the colleagues."""

    day: int
    at: int
    clause: str
    fen: int
    events: Events
    doubled: bool = False
    paid_fen: int = 0

    @property
    def owed_fen(self) -> int:
        """What is still to be sent."""
        return self.fen - self.paid_fen


class DayRecord(NamedTuple):
    """One planned shift of one person as it was worked."""

    day: int
    shift: str
    start: int
    end: int
    in_at: int | None
    out_at: int | None
    late_minutes: int
    early_minutes: int
    missing: tuple[str, ...]
    """Ways without a punch and without a make-up, once the shift is over."""
    made_up: tuple[str, ...]
    leave_half_days: int
    resting: bool
    absent_half_days: int
    overrun_minutes: int
    events: Events
    late_clauses: Clauses = ()
    over: bool = True
    """Whether the shift had ended at the moment of judging."""


class AttendanceSheet(NamedTuple):
    """A month's attendance of one person."""

    days: tuple[DayRecord, ...]
    packets: tuple[Packet, ...]
    worked_shifts: int
    late_count: int
    late_minutes: int
    early_count: int
    early_minutes: int
    missed_punches: int
    open_punches: tuple[tuple[int, str], ...]
    absence_half_days: int
    absence_events: Events
    leave_half_days: int
    leave_events: Events
    rest_entitled: int
    rest_taken: int
    rest_events: Events
    overrun_minutes: int
    swaps: int = 0
    """Approved swap forms that the person signed, in the month of their earlier shift (R1-A10, R1-A11)."""


class Correction(NamedTuple):
    """What facts that came after a month was closed change in it, as the next open month books it (G13)."""

    month: str
    """The closed month."""
    lines: tuple[Line, ...] = ()
    entries: tuple[Entry, ...] = ()
    packets: tuple[Packet, ...] = ()


Corrections = Mapping[tuple[str, str], tuple[Correction, ...]]
"""(Staff, the open month's label) to what is booked there, the oldest closed month first."""


class Guard(NamedTuple):
    """What the law guard found about one person's month; fen, None where it cannot be told."""

    mode: str
    region: str
    due_fen: int | None
    """Wage due: earned, less the time not worked."""
    cap_fen: int | None
    """The share of the wage due that may be deducted."""
    minimum_fen: int | None
    """The local minimum wage of the days employed."""
    room_fen: int | None
    """What lies above the minimum wage, with the pay left out that the test leaves out."""
    total_fen: int
    """All deductions, positive."""
    over_fen: int
    """What exceeds the tighter cap."""
    source: Words
    caution: Words
    held: tuple[Line, ...] = ()
    """In `hold` mode: lines that give back what is not deducted."""
    events: Events = ()


class Statement(NamedTuple):
    """Everything about one person's month."""

    staff: str
    name: str
    employed_days: int
    score: ScoreSheet | None
    attendance: AttendanceSheet
    lines: tuple[Line, ...]
    net_fen: int
    fines_fen: int
    cases: tuple[Case, ...]
    flags: tuple[str, ...]
    guard: Guard | None = None

    @property
    def packets_owed_fen(self) -> int:
        """What is still owed to the colleagues."""
        return sum(packet.owed_fen for packet in self.attendance.packets)


class Booking(NamedTuple):
    """One movement of the fund box: a fine that went in, or something that was paid out of it."""

    day: int
    fen: int
    """Positive: in; negative: out."""
    staff: str
    """Whose fine; empty for spending."""
    label: Words
    clauses: Clauses
    events: Events


class Fund(NamedTuple):
    """The fund box: of the month in and out, the balance over all months, and each movement of the month."""

    in_fen: int
    out_fen: int
    balance_fen: int
    bookings: tuple[Booking, ...] = ()


class Summary(NamedTuple):
    """A whole month."""

    month: str
    rulebook: str
    digest: str
    closed: bool
    statements: tuple[Statement, ...]
    fund: Fund
