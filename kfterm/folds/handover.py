"""The handover book: items and their story, cuts, what was read, who signed, announcements."""

from datetime import datetime

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
    promise: str = ""
    promise_at: int | None = None
    evidence: str = ""
    details: dict[str, str] = {}
    notes: list[tuple[int, str]] = []
    changed: list[tuple[int, tuple[str, ...]]] = []
    """(at, fields): what an update said anew, by the names of the fields and those of its kind."""
    passes: int = 0
    """How many cuts it has been carried through."""
    touched_seq: int = 0
    """The row that last did something about it: opened, updated, settled."""
    taken: tuple[str, int] | None = None
    """(handover, at): where the relief last took it."""
    parked_until: int | None = None
    """Taken and put aside until then."""
    settled_at: int | None = None
    settled_seq: int = 0
    outcome: str = ""


class Reading(State):
    """What the relief said about one item."""

    accepted: bool
    read_back: str
    reason: str
    at: int
    seq: int = 0
    parked_until: int | None = None


class Return(State):
    """An item that the relief gave back, whatever became of it afterwards."""

    item: str
    reason: str
    at: int
    seq: int
    owner: str = ""
    """Whose it was then; who is named while it is completed did not write the record."""


class Handover(State):
    """One handover: from the cut to both signatures."""

    handover: str
    day: int
    shift: str
    cut_at: int
    cut_seq: int
    readings: dict[str, Reading] = {}
    returns: list[Return] = []
    """What was given back, in its order; taking it later does not undo that."""
    skipped: dict[str, str] = {}
    """What was past its time at this cut and untouched since the relief took it: item to that earlier handover."""
    signed_out: tuple[str, int] | None = None
    signed_in: tuple[str, int] | None = None
    forced: tuple[str, str, int] | None = None
    """(reason, second name, at)."""
    out_seq: int = 0
    in_seq: int = 0

    @property
    def closed_seq(self) -> int:
        """The row that closed it: the second signature; 0 while one is missing."""
        return max(self.out_seq, self.in_seq) if self.signed_out and self.signed_in else 0

    @property
    def closed_at(self) -> int | None:
        """When the second of both signed."""
        return max(self.signed_out[1], self.signed_in[1]) if self.signed_out and self.signed_in else None


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


_TEXTS = ("what", "owner", "severity", "store", "order", "buyer", "next_action", "if_then", "promise", "evidence")


def _opened(book: Book, event: ItemOpened, at: int, seq: int) -> None:
    book.items[event.item] = Item(
        item=event.item,
        kind=event.item_kind,
        what=event.what,
        opened_at=at,
        seq=seq,
        owner=event.owner or "",
        due_at=_millis(event.due_at),
        severity=event.severity,
        store=event.store or "",
        order=event.order or "",
        buyer=event.buyer or "",
        next_action=event.next_action or "",
        if_then=event.if_then or "",
        promise=event.promise or "",
        promise_at=_millis(event.promise_at),
        evidence=event.evidence or "",
        details=dict(event.details),
        touched_seq=seq,
    )


def _millis(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.timestamp() * 1000)


def _updated(book: Book, event: ItemUpdated, at: int, seq: int) -> None:
    item = book.items.get(event.item)
    if item is None:
        return
    said = {name: value for name in _TEXTS if (value := getattr(event, name)) is not None}
    said |= {name: when for name in ("due_at", "promise_at") if (when := _millis(getattr(event, name))) is not None}
    other = [name for name, value in said.items() if value != getattr(item, name)]
    other += [name for name, text in event.details.items() if text != item.details.get(name, "")]
    if other:
        item.changed.append((at, tuple(other)))
    for name, value in said.items():
        setattr(item, name, value)
    item.details |= event.details
    item.touched_seq = seq
    if event.note:
        item.notes.append((at, event.note))


def _settled(book: Book, event: ItemSettled, at: int, seq: int) -> None:
    item = book.items.get(event.item)
    if item is not None and item.settled_at is None:
        item.settled_at, item.settled_seq, item.outcome = at, seq, event.outcome
        item.touched_seq = seq


def _cut(book: Book, event: HandoverCut, at: int, seq: int) -> None:
    made = Handover(handover=event.handover, day=event.on.toordinal(), shift=event.shift, cut_at=at, cut_seq=seq)
    for item in book.open_items():
        if item.seq > seq:  # written after the cut, however early it happened: it stands on the next sheet
            continue
        item.passes += 1
        if item.taken is not None and _untouched(book, item, at):
            made.skipped[item.item] = item.taken[0]
    book.handovers.append(made)


def _untouched(book: Book, item: Item, at: int) -> bool:
    """Whether an item is past its time, not put aside, and nothing was done about it since it was taken."""
    if item.taken is None or item.due_at is None or item.due_at >= at or (item.parked_until or 0) > at:
        return False
    taken_in = book.handover(item.taken[0])
    reading = taken_in.readings.get(item.item) if taken_in is not None else None
    return reading is not None and item.touched_seq < reading.seq


def _read(book: Book, event: HandoverItemRead, at: int, seq: int) -> None:
    handover = book.handover(event.handover)
    if handover is None:
        return
    handover.readings[event.item] = Reading(
        accepted=event.accepted,
        read_back=event.read_back or "",
        reason=event.reason or "",
        at=at,
        seq=seq,
        parked_until=_millis(event.parked_until),
    )
    item = book.items.get(event.item)
    if not event.accepted:
        owner = item.owner if item is not None else ""
        handover.returns.append(Return(item=event.item, reason=event.reason or "", at=at, seq=seq, owner=owner))
    if item is not None and event.accepted:
        item.taken, item.parked_until = (event.handover, at), _millis(event.parked_until)


def _signed(book: Book, event: HandoverSigned, at: int, seq: int) -> None:
    handover = book.handover(event.handover)
    if handover is None:
        return
    if event.side == "out":
        handover.signed_out, handover.out_seq = (event.staff, at), seq
    else:
        handover.signed_in, handover.in_seq = (event.staff, at), seq


def _forced(book: Book, event: HandoverForced, at: int, seq: int) -> None:
    handover = book.handover(event.handover)
    if handover is not None:
        handover.forced = (event.reason, event.second, at)


def _posted(book: Book, event: AnnouncementPosted, at: int, seq: int) -> None:
    holds = _millis(event.from_at)
    posted = Announcement(
        announcement=event.announcement, what=event.what, at=at, from_at=at if holds is None else holds
    )
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
