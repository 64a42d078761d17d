"""The handover book: open things are settled once, a handover is signed when every item was read and taken."""

from collections.abc import Iterator

from kfterm.desk.choices import ITEM_KINDS
from kfterm.desk.known import Known
from kfterm.desk.permits import is_machine
from kfterm.events.handover import HandoverForced, HandoverItemRead, HandoverSigned, ItemOpened, ItemSettled
from kfterm.events.lines import Fact
from kfterm.folds.handover import Handover, Item
from kfterm.rulebook.floor_rules import HandoverKinds, ItemDue
from kfterm.words import Words

NOTHING = "H26"
"""The kind of an entry that says that there is nothing; naming kinds, it speaks of those alone."""


def opened(known: Known, fact: Fact) -> Iterator[Words]:
    """An item of a kind that exists, with the due time that its kind demands (R1-8.2, R1-A15)."""
    event = fact.event
    assert isinstance(event, ItemOpened)
    if event.item_kind not in ITEM_KINDS:
        kinds = f"{min(ITEM_KINDS)}-{max(ITEM_KINDS)}"
        yield Words(
            f"item_kind 是 {event.item_kind},应为 {kinds} 之一",
            f"item_kind is {event.item_kind}, it should be one of {kinds}",
        )
    rulebook = known.rulebook(known.calendar.day(fact.at))
    for clause, rule in rulebook.all(ItemDue) if rulebook else []:
        if rule.needs_due and event.item_kind in rule.item_kinds and event.due_at is None:
            yield Words(
                f"{clause.id}:{event.item_kind} 要写期限 due_at,到几点办好",
                f"{clause.id}: {event.item_kind} needs due_at, the time by which it is done",
            )


def settled(known: Known, fact: Fact) -> Iterator[Words]:
    """An item is settled once, with an outcome."""
    event = fact.event
    assert isinstance(event, ItemSettled)
    item = known.shop.book.items.get(event.item)
    if item is not None and item.settled_at is not None:
        when = known.calendar.text(item.settled_at)
        yield Words(f"交接项 {event.item} 已在 {when} 办结", f"item {event.item} was settled at {when}")


def item_read(known: Known, fact: Fact) -> Iterator[Words]:
    """An item that is given back needs a reason."""
    event = fact.event
    assert isinstance(event, HandoverItemRead)
    if not event.accepted and not (event.reason or "").strip():
        yield Words("退回要写理由 reason", "giving an item back needs a reason")


def signed(known: Known, fact: Fact) -> Iterator[Words]:
    """Nobody signs both sides; a handover closes when every item was taken, or it is forced."""
    event = fact.event
    assert isinstance(event, HandoverSigned)
    handover = known.shop.book.handover(event.handover)
    if handover is None:
        return
    other = handover.signed_in if event.side == "out" else handover.signed_out
    if other is not None and other[0] == event.staff:
        yield Words("交班和接班要由两个人签", "the two sides are signed by two people")
    untaken = open_in(known.shop.book.items.values(), handover)
    if untaken and handover.forced is None:
        names = "、".join(item.what[:12] for item in untaken)
        yield Words(
            f"还有 {len(untaken)} 项没有被接下:{names};补齐,或强制关闭(理由加第二人)",
            f"{len(untaken)} item(s) not taken yet: {names}; complete them, or force with a reason and a second name",
        )
    if handover.forced is None and not is_machine(fact.by):
        yield from _unsaid(known, fact.at, handover)


def _unsaid(known: Known, at: int, handover: Handover) -> Iterator[Words]:
    """Kinds that the book of a handover must speak of and does not, nor says that there is none (R1-3.4, R1-A06)."""
    rulebook = known.rulebook(handover.day)
    for clause, rule in rulebook.all(HandoverKinds) if rulebook else []:
        cuts = [each.cut_at for each in known.shop.book.handovers if each.cut_at < handover.cut_at]
        since = max(cuts, default=0)
        written = [each for each in known.shop.book.items.values() if since < each.opened_at <= at]
        said = {each.kind for each in [*written, *known.shop.book.open_items()]}
        none = " ".join(each.what.upper() for each in written if each.kind == NOTHING)
        everything = NOTHING in said and not any(kind in none for kind in rule.item_kinds)
        missing = [kind for kind in rule.item_kinds if kind not in said and kind not in none and not everything]
        if missing:
            zh = "、".join(f"{kind} {ITEM_KINDS[kind].zh}" for kind in missing)
            en = ", ".join(f"{kind} {ITEM_KINDS[kind].en}" for kind in missing)
            yield Words(
                f"{clause.id}:交接还没写 {zh};没有的记一项 {NOTHING}",
                f"{clause.id}: the book says nothing of {en}; where there is none, enter an item {NOTHING}",
            )


def open_in(items: object, handover: Handover) -> list[Item]:
    """Items of a handover that were not taken: unread, or given back and not completed since."""
    found = []
    for item in items:  # type: ignore[attr-defined]
        if item.opened_at > handover.cut_at or (item.settled_at is not None and item.settled_at <= handover.cut_at):
            continue
        reading = handover.readings.get(item.item)
        if item.settled_at is None and (reading is None or not reading.accepted):
            found.append(item)
    return found


def forced(known: Known, fact: Fact) -> Iterator[Words]:
    """Forcing needs a reason and a second person."""
    event = fact.event
    assert isinstance(event, HandoverForced)
    if not event.reason.strip():
        yield Words("强制关闭要写理由 reason", "forcing needs a reason")
    if event.second == fact.by:
        yield Words("第二人不能是自己", "the second name must be somebody else")
