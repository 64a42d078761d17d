"""The content of a handover sheet as data: moments, keys and typed text. What has words has them in both languages."""

from typing import NamedTuple

from kfterm.desk.gate import PARKED, SETTLED, TAKEN
from kfterm.words import Words

LEAD, WALL = "lead", "wall"
"""The two copies of a sheet."""


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
    seconds: int = 0
    """What it lasted beyond the whole minutes."""


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


class Staffing(NamedTuple):
    """How many were to work the shift, and how it went; nobody on leave or rest is counted."""

    planned: int
    present: int
    late: int
    missing: int
    over: int
    """Who was away over the limit at least once."""
    adherence: str = ""
    """How well the plan of the shift was kept up to the end of the sheet, such as `92%`; empty where nothing is known."""
    conformance: str = ""


def staffing(here: tuple[Worker, ...]) -> Staffing:
    """The people of a shift, counted."""
    planned = [worker for worker in here if worker.planned and worker.excused is None]
    return Staffing(
        planned=len(planned),
        present=sum(1 for worker in planned if worker.arrived_at is not None),
        late=sum(1 for worker in planned if worker.late_minutes),
        missing=sum(1 for worker in here if worker.missing),
        over=sum(1 for worker in here if worker.over),
    )


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
    promise: str
    promise_at: int | None
    evidence: str
    details: tuple[tuple[Words, Words], ...]
    """The own fields of its kind: what each is called, and what it says."""
    untouched: bool
    """Past its time at the cut, and nothing was done about it since a relief took it."""
    lacks: tuple[Words, ...]
    """Fields that should be filled and are not."""
    owner: str
    due_at: int | None
    opened_at: int
    overdue: bool
    passes: int
    """The how many-eth handover this is for the item; 1 is new."""
    escalated: bool
    state: str
    """Between the two leads: as the gate says it (`desk.gate.stand`); empty where nothing is to be read."""
    answer: str
    """What the relief said: the read-back, or why it was given back."""
    returned: tuple[str, ...]
    """Why it was given back before it was taken."""
    parked_until: int | None
    settled_at: int | None
    """When it was settled after the cut: the next sheet tells with what."""

    @property
    def taken(self) -> bool:
        """Whether nothing is left to be read: the relief took it, or it was done meanwhile."""
        return self.state in (TAKEN, PARKED, SETTLED, "")


class Settled(NamedTuple):
    """Something that was done in the shift."""

    item: str
    kind: str
    what: str
    outcome: str
    at: int
    order: str
    buyer: str


class Told(NamedTuple):
    """Something worth telling."""

    kind: str
    """violation, merit, complaint, incident, late, absent, away, left, meeting."""
    at: int
    says: Words
    public: Words | None
    """The same as it may hang on a wall; None: there it is counted and not told."""
    loud: bool = False
    staff: str = ""
    """Of `late` and `away`: whom it is about."""


class Tally(NamedTuple):
    """How often something happened."""

    says: Words
    times: int


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
    """Empty on a wall copy."""
    number: int
    """How many they are."""


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
    goals: tuple[str, ...]
    """What was aimed at on the day."""
    staffing: Staffing
    workers: tuple[Worker, ...]
    items: tuple[OpenItem, ...]
    settled: tuple[Settled, ...]
    events: tuple[Told, ...]
    counts: tuple[Tally, ...]
    """Violations by clause, and other reproaches, without a name."""
    timers: tuple[Tally, ...]
    """What ran over its time in this shift, by timer."""
    chats: Chats
    unread: tuple[Unread, ...]
    signatures: tuple[Signature, Signature]
    forced: Forced | None
    log_seq: int
    log_head: str
    copy: str
    """`LEAD`, with names; or `WALL`, on which no reproach has one."""
    usual_copy: str
    """The copy that the settings name, as they were when it was closed."""
    names: tuple[str, ...]
    """What everybody is called who ever worked here: none of them stands in a typed text on the wall."""
    merged: tuple[Words, ...] = ()
    """Shifts that ended since the cut before without a handover of their own: what they did stands here."""
