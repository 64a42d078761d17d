"""The content of a handover sheet as data: moments, keys and typed text. What has words has them in both languages."""

from typing import NamedTuple

from kfterm.words import Words


class Edge(NamedTuple):
    """An end of a sheet: everything up to this row of the log, and up to this moment, stands before it."""

    seq: int
    at: int

    def holds(self, seq: int, at: int) -> bool:
        """Whether something that the row `seq` says, and that became true at `at`, was known here."""
        return seq <= self.seq and at <= self.at


class Span(NamedTuple):
    """What one sheet covers: after one edge, up to the other. Edges meet, so that no fact stands on two sheets.

    Before the first sheet there is no row, only a moment: there the time decides what is old.
    """

    since: Edge
    until: Edge

    def wrote(self, seq: int, at: int) -> bool:
        """Whether a fact belongs here: its place in the log counts, not when it happened."""
        return seq <= self.until.seq and (seq > self.since.seq if self.since.seq else at > self.since.at)

    def became(self, seq: int, at: int) -> bool:
        """Whether something that follows from a fact after a while, such as an overrun, was first known here."""
        return self.until.holds(seq, at) and not (self.since.holds(seq, at) if self.since.seq else at <= self.since.at)


class Over(NamedTuple):
    """One absence from the seat beyond its limit."""

    since: int
    minutes: int
    limit: int
    reason: str


class Worker(NamedTuple):
    """One person of the shift as it was worked."""

    staff: str
    name: str
    planned: bool
    arrived_at: int | None
    left_at: int | None
    late_minutes: int
    early_minutes: int
    excused: Words | None
    """Leave or rest, where there is one."""
    missing: bool
    """Planned, not excused, the shift has begun, and nobody came."""
    over: tuple[Over, ...]
    away_since: int | None
    """Away at the end of the sheet, since when."""


class OpenItem(NamedTuple):
    """Something still to be done."""

    item: str
    kind: str
    severity: str
    what: str
    store: str
    order: str
    buyer: str
    done: str
    next_action: str
    if_then: str
    owner: str
    due_at: int | None
    opened_at: int
    overdue: bool
    passes: int
    """The how many-eth handover this is for the item; 1 is new."""
    escalated: bool
    accepted: bool | None
    """None: the relief has not read it."""
    answer: str
    """What the relief said: the read-back, or why it was given back."""


class Settled(NamedTuple):
    """Something that was done in the shift."""

    item: str
    kind: str
    what: str
    outcome: str
    at: int


class Told(NamedTuple):
    """Something worth telling."""

    at: int
    says: Words
    loud: bool = False


class Chats(NamedTuple):
    """Rounds of the hours covered."""

    since: int
    until: int
    answered: int
    mean_seconds: int
    slowest_seconds: int
    passed_on: int
    waiting: int


class Unread(NamedTuple):
    """An announcement and who of the shift has not read it."""

    what: str
    names: tuple[str, ...]


class Signature(NamedTuple):
    """One side of the handover; without a name it is a line to be signed by hand."""

    side: str
    name: str = ""
    at: int | None = None


class Forced(NamedTuple):
    """Closed although an item was not taken."""

    reason: str
    second: str
    at: int


class Sheet(NamedTuple):
    """One handover sheet."""

    zone: str
    stores: tuple[str, ...]
    handover: str
    """Empty while nothing was cut."""
    day: int
    shift: str
    label: Words
    hours: tuple[int, int] | None
    """In minutes after midnight of the day."""
    span: Span
    first: bool
    """Whether no sheet came before."""
    leads: tuple[str, ...]
    workers: tuple[Worker, ...]
    items: tuple[OpenItem, ...]
    settled: tuple[Settled, ...]
    events: tuple[Told, ...]
    chats: Chats
    unread: tuple[Unread, ...]
    signatures: tuple[Signature, Signature]
    forced: Forced | None
    log_seq: int
    log_head: str
