"""The whole state of a shop, and the one loop that folds facts into it."""

from collections.abc import Iterable

import msgspec

from kfterm.events.base import Event, kind_of
from kfterm.events.registry import decode
from kfterm.folds import attendance, conduct, floor, handover, orders, people, roster, rules, scores, timers
from kfterm.folds.attendance import Attendance
from kfterm.folds.base import Apply, Handlers, State
from kfterm.folds.conduct import Conduct
from kfterm.folds.floor import Floor
from kfterm.folds.handover import Book
from kfterm.folds.orders import Orders
from kfterm.folds.people import People
from kfterm.folds.roster import Roster
from kfterm.folds.rules import Rules
from kfterm.folds.scores import Scores
from kfterm.folds.timers import Timers


class Shop(State):
    """Everything the folds know."""

    people: People = msgspec.field(default_factory=People)
    rules: Rules = msgspec.field(default_factory=Rules)
    roster: Roster = msgspec.field(default_factory=Roster)
    attendance: Attendance = msgspec.field(default_factory=Attendance)
    floor: Floor = msgspec.field(default_factory=Floor)
    timers: Timers = msgspec.field(default_factory=Timers)
    orders: Orders = msgspec.field(default_factory=Orders)
    book: Book = msgspec.field(default_factory=Book)
    conduct: Conduct = msgspec.field(default_factory=Conduct)
    scores: Scores = msgspec.field(default_factory=Scores)
    last_at: int = 0
    """The latest moment a folded fact happened."""


_PARTS: tuple[tuple[str, Handlers], ...] = (
    ("people", people.HANDLERS),
    ("rules", rules.HANDLERS),
    ("roster", roster.HANDLERS),
    ("attendance", attendance.HANDLERS),
    ("floor", floor.HANDLERS),
    ("timers", timers.HANDLERS),
    ("orders", orders.HANDLERS),
    ("book", handover.HANDLERS),
    ("conduct", conduct.HANDLERS),
    ("scores", scores.HANDLERS),
)

_APPLIES: dict[type[Event], list[tuple[Apply, str]]] = {}
"""Event class to the (function, part of the shop) pairs that fold it."""
for _part, _handlers in _PARTS:
    for _cls, _apply in _handlers.items():
        _APPLIES.setdefault(_cls, []).append((_apply, _part))

HANDLED: frozenset[type[Event]] = frozenset(_APPLIES)


class Folding(dict[type[Event], list[tuple[Apply, State]]]):
    """Event class to the (function, state) pairs of one shop, each looked up when the first such fact comes."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop

    def __missing__(self, cls: type[Event]) -> list[tuple[Apply, State]]:
        if cls not in _APPLIES:
            raise LookupError(f"no fold knows {kind_of(cls)}")
        found = self[cls] = [(apply, getattr(self._shop, part)) for apply, part in _APPLIES[cls]]
        return found


def apply(shop: Shop, event: Event, at: int, seq: int) -> None:
    """Fold one fact."""
    for handler, state in Folding(shop)[type(event)]:
        handler(state, event, at, seq)
    shop.last_at = max(shop.last_at, at)


def project(shop: Shop, facts: Iterable[tuple[int, int, bytes]], skip: frozenset[int] = frozenset()) -> int:
    """Fold rows (seq, at, body) in the order they come, without those that were withdrawn. How many were folded."""
    table = Folding(shop)
    count = at = 0
    for seq, at, body in facts:
        if seq in skip:
            continue
        event = decode(body)
        for handler, state in table[type(event)]:
            handler(state, event, at, seq)
        count += 1
    shop.last_at = max(shop.last_at, at)
    return count
