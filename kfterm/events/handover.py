"""Facts of the handover book: items, the cut, reading and signing, announcements."""

from datetime import date, datetime
from typing import ClassVar, Literal

from kfterm.events.base import Event

Severity = Literal["stable", "watch", "urgent"]


class ItemOpened(Event, frozen=True, tag="item.opened"):
    """Something that must not be forgotten. `item_kind` is an id of the handover kinds (`H01` …)."""

    KEY: ClassVar[str] = "item"
    item: str
    item_kind: str
    what: str
    owner: str | None = None
    due_at: datetime | None = None
    severity: Severity = "stable"
    store: str | None = None
    order: str | None = None
    buyer: str | None = None
    next_action: str | None = None
    if_then: str | None = None
    promise: str | None = None
    """What was promised to the buyer, and"""
    promise_at: datetime | None = None
    """by when."""
    evidence: str | None = None
    """Where the proof lies: a screenshot, a chat, a file."""
    details: dict[str, str] = {}
    """The own fields of the kind (`data/items.toml`), as typed."""


class ItemUpdated(Event, frozen=True, tag="item.updated"):
    """More is known; what is not named stays. `note` is added to the story, `details` field by field."""

    OF: ClassVar[str] = "item"
    item: str
    what: str | None = None
    owner: str | None = None
    due_at: datetime | None = None
    severity: Severity | None = None
    store: str | None = None
    order: str | None = None
    buyer: str | None = None
    next_action: str | None = None
    if_then: str | None = None
    note: str | None = None
    promise: str | None = None
    promise_at: datetime | None = None
    evidence: str | None = None
    details: dict[str, str] = {}


class ItemSettled(Event, frozen=True, tag="item.settled"):
    """Done."""

    OF: ClassVar[str] = "item"
    item: str
    outcome: str


class HandoverCut(Event, frozen=True, tag="handover.cut"):
    """The sheet of this shift ends here: what is appended later stands on the next one."""

    KEY: ClassVar[str] = "handover"
    handover: str
    on: date
    shift: str


class HandoverItemRead(Event, frozen=True, tag="handover.item_read"):
    """The relief read one item and took it, with its own words, or gave it back, with a reason.

    `parked_until`: taken, and put aside until then.
    """

    OF: ClassVar[str] = "handover"
    handover: str
    item: str
    accepted: bool
    read_back: str | None = None
    reason: str | None = None
    parked_until: datetime | None = None


class HandoverSigned(Event, frozen=True, tag="handover.signed"):
    """The lead going out or coming in signs."""

    OF: ClassVar[str] = "handover"
    handover: str
    side: Literal["out", "in"]
    staff: str


class HandoverForced(Event, frozen=True, tag="handover.forced"):
    """Closed although an item was not taken: needs a reason and a second name, and is loud on the sheet."""

    OF: ClassVar[str] = "handover"
    handover: str
    reason: str
    second: str


class AnnouncementPosted(Event, frozen=True, tag="announcement.posted"):
    """Something everybody must read."""

    KEY: ClassVar[str] = "announcement"
    announcement: str
    what: str
    from_at: datetime | None = None


class AnnouncementRead(Event, frozen=True, tag="announcement.read"):
    """Somebody read it."""

    OF: ClassVar[str] = "announcement"
    announcement: str
    staff: str
