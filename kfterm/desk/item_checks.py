"""What is asked of people who write in the book: values that can be read, and what settles a kind. Machines state facts."""

from collections.abc import Iterator

from kfterm.desk import handover
from kfterm.desk.item_values import value_problem
from kfterm.desk.items import filled, kind_of_item
from kfterm.desk.known import Known
from kfterm.desk.permits import is_machine, permitted_then
from kfterm.events.handover import ItemOpened, ItemSettled, ItemUpdated
from kfterm.events.lines import Fact
from kfterm.folds.handover import Item
from kfterm.periods import MINUTE
from kfterm.rulebook.item_kinds import ItemKind
from kfterm.words import Words


def opened(known: Known, fact: Fact) -> Iterator[Words]:
    """A kind that exists, a due time where it is demanded, own fields that can be read."""
    event = fact.event
    assert isinstance(event, ItemOpened)
    yield from handover.opened(known, fact)
    yield from _values(known, fact, event.item_kind, event.details)


def updated(known: Known, fact: Fact) -> Iterator[Words]:
    """Own fields that can be read."""
    event = fact.event
    assert isinstance(event, ItemUpdated)
    item = known.shop.book.items.get(event.item)
    if item is not None:
        yield from _values(known, fact, item.kind, event.details)


def _values(known: Known, fact: Fact, kind: str, details: dict[str, str]) -> Iterator[Words]:
    if is_machine(fact.by):
        return
    for field in kind_of_item(kind).field:
        problem = value_problem(field, details.get(field.id, ""), known.calendar, fact.at)
        if problem is not None:
            yield Words(f"{field.words.zh}:{problem.zh}", f"{field.words.en}: {problem.en}")


def settled(known: Known, fact: Fact) -> Iterator[Words]:
    """Once; a complaint by who may and with evidence (R1-P.3.4.2), a return when all three are known (R3-9.10)."""
    event = fact.event
    assert isinstance(event, ItemSettled)
    yield from handover.settled(known, fact)
    item = known.shop.book.items.get(event.item)
    if item is None or item.settled_at is not None or is_machine(fact.by) or not _now(known, fact):
        return
    kind = kind_of_item(item.kind)
    if kind.settle_by and not _judged(known, item):
        yield from permitted_then(known, kind.settle_by, fact)
    names = [kind.label(name) for name in to_settle(kind, item) if not _said_here(known, item, name)]
    if names:
        zh, en = "、".join(each.zh for each in names), ", ".join(each.en for each in names)
        yield Words(
            f"{kind.zh}「{item.what}」还没写 {zh}:先写上,再办结",
            f"{kind.en} “{item.what}” still lacks {en}: add what is missing, then settle it",
        )


def _judged(known: Known, item: Item) -> bool:
    """Whether who may judged the complaint of an item already: what is left to do anybody may settle."""
    complaint = known.shop.conduct.complaints.get(item.details.get("record", "").strip())
    return complaint is not None and complaint.valid is not None


def _now(known: Known, fact: Fact) -> bool:
    """Whether something is done now; what is told of an earlier hour, in a person's name too, is a statement of fact."""
    return fact.at >= known.judge.asof - MINUTE


def to_settle(kind: ItemKind, item: Item) -> list[str]:
    """The fields without which an item of a kind is not settled, and which it does not have yet."""
    return [name for name in kind.settle_needs if not filled(item, name)]


def _said_here(known: Known, item: Item, name: str) -> bool:
    """Whether the same batch fills a field of the item."""
    updates = (each.event for each in known.batch if isinstance(each.event, ItemUpdated))
    own = [each for each in updates if each.item == item.item]
    return any((each.details.get(name) or getattr(each, name, None) or "").strip() for each in own)
