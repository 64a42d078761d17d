"""The handover book: items and their story, cuts, what was read, who signed, announcements."""

from kfterm.events.handover import (
    AnnouncementPosted,
    AnnouncementRead,
    HandoverCut,
    HandoverForced,
    HandoverItemRead,
    HandoverSigned,
    ItemOpened,
    ItemSettled,
    ItemUpdated,
)
from kfterm.folds.base import Handlers, State


class Item(State):
    """One thing that must not be forgotten."""

    item: str
    kind: str
    what: str
    opened_at: int
    seq: int
    owner: str = ""
    due_at: int | None = None
    severity: str = "stable"
    store: str = ""
    order: str = ""
    buyer: str = ""
    next_action: str = ""
    if_then: str = ""
    notes: list[tuple[int, str]] = []
    passes: int = 0
    """How many signed handovers it has been carried through."""
    settled_at: int | None = None
    settled_seq: int = 0
    outcome: str = ""


class Reading(State):
    """What the relief said about one item."""

    accepted: bool
    read_back: str
    reason: str
    at: int


class Handover(State):
    """One handover: from the cut to both signatures."""

    handover: str
    day: int
    shift: str
    cut_at: int
    cut_seq: int
    readings: dict[str, Reading] = {}
    signed_out: tuple[str, int] | None = None
    signed_in: tuple[str, int] | None = None
    forced: tuple[str, str, int] | None = None
    """(reason, second name, at)."""


class Announcement(State):
    """Something everybody must read."""

    announcement: str
    what: str
    at: int
    from_at: int = 0
    """From when on it holds, such as the hour a product is listed (R6-5); the posting where nothing was said."""
    read_by: list[str] = []


class Book(State):
    """The whole book. Settled items stay until their month is closed."""

    items: dict[str, Item] = {}
    handovers: list[Handover] = []
    announcements: dict[str, Announcement] = {}

    def open_items(self) -> list[Item]:
        """What is still to be done, oldest first."""
        return [item for item in self.items.values() if item.settled_at is None]

    def handover(self, key: str) -> Handover | None:
        """A handover by its id."""
        return next((each for each in reversed(self.handovers) if each.handover == key), None)


def _opened(book: Book, event: ItemOpened, at: int, seq: int) -> None:
    book.items[event.item] = Item(
        item=event.item,
        kind=event.item_kind,
        what=event.what,
        opened_at=at,
        seq=seq,
        owner=event.owner or "",
        due_at=None if event.due_at is None else round(event.due_at.timestamp() * 1000),
        severity=event.severity,
        store=event.store or "",
        order=event.order or "",
        buyer=event.buyer or "",
        next_action=event.next_action or "",
        if_then=event.if_then or "",
    )


def _updated(book: Book, event: ItemUpdated, at: int, seq: int) -> None:
    item = book.items.get(event.item)
    if item is None:
        return
    for name in ("what", "owner", "severity", "store", "order", "buyer", "next_action", "if_then"):
        value = getattr(event, name)
        if value is not None:
            setattr(item, name, value)
    if event.due_at is not None:
        item.due_at = round(event.due_at.timestamp() * 1000)
    if event.note:
        item.notes.append((at, event.note))


def _settled(book: Book, event: ItemSettled, at: int, seq: int) -> None:
    item = book.items.get(event.item)
    if item is not None and item.settled_at is None:
        item.settled_at, item.settled_seq, item.outcome = at, seq, event.outcome


def _cut(book: Book, event: HandoverCut, at: int, seq: int) -> None:
    book.handovers.append(
        Handover(handover=event.handover, day=event.on.toordinal(), shift=event.shift, cut_at=at, cut_seq=seq)
    )
    for item in book.open_items():
        item.passes += 1


def _read(book: Book, event: HandoverItemRead, at: int, seq: int) -> None:
    handover = book.handover(event.handover)
    if handover is not None:
        handover.readings[event.item] = Reading(
            accepted=event.accepted, read_back=event.read_back or "", reason=event.reason or "", at=at
        )


def _signed(book: Book, event: HandoverSigned, at: int, seq: int) -> None:
    handover = book.handover(event.handover)
    if handover is None:
        return
    if event.side == "out":
        handover.signed_out = (event.staff, at)
    else:
        handover.signed_in = (event.staff, at)


def _forced(book: Book, event: HandoverForced, at: int, seq: int) -> None:
    handover = book.handover(event.handover)
    if handover is not None:
        handover.forced = (event.reason, event.second, at)


def _posted(book: Book, event: AnnouncementPosted, at: int, seq: int) -> None:
    holds = at if event.from_at is None else round(event.from_at.timestamp() * 1000)
    posted = Announcement(announcement=event.announcement, what=event.what, at=at, from_at=holds)
    book.announcements[event.announcement] = posted


def _announcement_read(book: Book, event: AnnouncementRead, at: int, seq: int) -> None:
    announcement = book.announcements.get(event.announcement)
    if announcement is not None and event.staff not in announcement.read_by:
        announcement.read_by.append(event.staff)


HANDLERS: Handlers = {
    ItemOpened: _opened,
    ItemUpdated: _updated,
    ItemSettled: _settled,
    HandoverCut: _cut,
    HandoverItemRead: _read,
    HandoverSigned: _signed,
    HandoverForced: _forced,
    AnnouncementPosted: _posted,
    AnnouncementRead: _announcement_read,
}
