"""Facts about conduct: violations, merits, complaints, appeals, and taking an entry back."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from kfterm.events.base import Event


class ViolationLogged(Event, frozen=True, tag="violation.logged"):
    """A person decided that this clause was broken. What it costs is for the rulebook to say."""

    KEY: ClassVar[str] = "violation"
    OF: ClassVar[str] = "staff"
    violation: str
    staff: str
    clause: str
    on: date | None = None
    """The shift day of the act, when it is not the one of the moment."""
    times: int = 1
    points: Decimal | None = None
    """Signed, where the clause lets the scorer choose."""
    amount: Decimal | None = None
    """Positive yuan: a typed fine, freight or loss."""
    unit_price: Decimal | None = None
    errors: int | None = None
    note: str | None = None
    order: str | None = None
    evidence: str | None = None
    effect: str | None = None
    code: str | None = None
    serious: bool | None = None
    proposal: str | None = None
    """The proposal of the machine that this entry confirms."""


class ViolationAcknowledged(Event, frozen=True, tag="violation.acknowledged"):
    """The person concerned has seen it."""

    OF: ClassVar[str] = "violation"
    violation: str
    staff: str | None = None


class AppealFiled(Event, frozen=True, tag="appeal.filed"):
    """The person concerned does not agree."""

    KEY: ClassVar[str] = "appeal"
    OF: ClassVar[str] = "violation"
    appeal: str
    violation: str
    staff: str
    reason: str


class AppealDecided(Event, frozen=True, tag="appeal.decided"):
    """Upheld: the violation no longer counts."""

    OF: ClassVar[str] = "appeal"
    appeal: str
    upheld: bool
    reason: str = ""


class MeritLogged(Event, frozen=True, tag="merit.logged"):
    """A person decided that this clause of praise was earned."""

    KEY: ClassVar[str] = "merit"
    OF: ClassVar[str] = "staff"
    merit: str
    staff: str
    clause: str
    on: date | None = None
    points: Decimal | None = None
    amount: Decimal | None = None
    note: str | None = None


class ComplaintReceived(Event, frozen=True, tag="complaint.received"):
    """A buyer complained about this person."""

    KEY: ClassVar[str] = "complaint"
    OF: ClassVar[str] = "staff"
    complaint: str
    staff: str
    what: str = ""
    store: str | None = None
    order: str | None = None
    buyer: str | None = None


class ComplaintJudged(Event, frozen=True, tag="complaint.judged"):
    """Valid: the agent's fault. `quarrel`: there was a quarrel or conflict."""

    OF: ClassVar[str] = "complaint"
    complaint: str
    valid: bool
    quarrel: bool = False
    reason: str = ""


class ProposalDismissed(Event, frozen=True, tag="proposal.dismissed"):
    """What the machine noticed is not to be booked."""

    proposal: str
    reason: str


class EntryWithdrawn(Event, frozen=True, tag="entry.withdrawn"):
    """An earlier entry, named by its id or by the entity it opened, no longer counts. It stays visible."""

    entry: str
    reason: str = ""
