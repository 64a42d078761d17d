"""Items of the handover book: what a kind is called, what an item says and lacks, which ones are open."""

from kfterm.folds.handover import Item
from kfterm.month.judge import Judge
from kfterm.rulebook.floor_rules import ItemDue, ItemFields
from kfterm.rulebook.item_kinds import ItemKind, item_kinds
from kfterm.rulebook.model import Rulebook
from kfterm.words import Lang, Words

ITEM_KINDS: dict[str, Words] = {key: kind.words for key, kind in item_kinds().items()}
"""The kinds of handover items, short."""
SEVERITY: dict[str, Words] = {
    "stable": Words("稳", "stable"),
    "watch": Words("盯", "watch"),
    "urgent": Words("急", "urgent"),
}
NOTHING = "H26"
"""The kind of an entry that says that there is nothing; naming kinds, it speaks of those alone."""
_RANK = {"urgent": 0, "watch": 1}
_FAR = float("inf")
_UNSETTLED = ("items", "unsettled")


def kind_words(kind: str) -> Words:
    """What a kind is called; the id of one that nobody knows."""
    return ITEM_KINDS.get(kind, Words(kind, kind))


def kind_of_item(kind: str) -> ItemKind:
    """A kind with its fields; one that nobody knows has none."""
    return item_kinds().get(kind) or ItemKind(kind, kind, kind)


def demanded(rulebook: Rulebook | None, kind: str) -> dict[str, str]:
    """Field to the clause that demands it, beyond what every regime needs (R3-8.7, R8-3.14.2)."""
    rules = rulebook.all(ItemFields) if rulebook else []
    return {name: clause.id for clause, rule in reversed(rules) if kind in rule.item_kinds for name in rule.fields}


def asked(rulebook: Rulebook | None, kind: str) -> dict[str, str]:
    """Field to the clause that asks for it when an item is opened; without a due time that is refused (R1-8.2)."""
    rules = rulebook.all(ItemDue) if rulebook else []
    due = next((clause.id for clause, rule in rules if rule.needs_due and kind in rule.item_kinds), "")
    return demanded(rulebook, kind) | ({"due_at": due} if due else {})


def to_know(item: Item) -> bool:
    """Whether an item is only to be known, so that the relief taking it ends it (index of the regimes, section 5).

    One with a due time, a next action or a promise is to be done, whatever its kind: it goes on until it is settled.
    """
    to_do = item.due_at is not None or item.promise_at is not None or item.next_action or item.promise
    return kind_of_item(item.kind).until == "acknowledged" and not to_do


def taken_means(item: Item) -> Words | None:
    """What taking an item means where it does not come again after that; None for one that is to be done."""
    if not to_know(item):
        return None
    return Words(
        "接下即知悉,不再往下带;还要办的,写上到期或下一步,或先搁置 z",
        "taking it means knowing it, it is not carried on; still to be done: give it a due time or a next action, or park it (z)",
    )


def filled(item: Item, name: str) -> bool:
    """Whether a field of an item, of the event or of its kind, says anything."""
    if name in item.details:
        return bool(item.details[name].strip())
    value = getattr(item, name, None) if name in Item.__struct_fields__ else None
    return value is not None and bool(str(value).strip())


def missing_fields(judge: Judge, item: Item) -> list[Words]:
    """What an item still lacks, as it is called."""
    kind = kind_of_item(item.kind)
    return [kind.label(name) for name in missing_names(judge, item)]


def missing_names(judge: Judge, item: Item) -> list[str]:
    """What an item still lacks: by its kind, and by the rulebook in force on the day on which it was opened."""
    kind = kind_of_item(item.kind)
    rulebook = judge.plan.rulebook(judge.calendar.day(item.opened_at))
    names = dict.fromkeys([*kind.needed, *demanded(rulebook, item.kind)])
    return [name for name in names if not filled(item, name) and not filled(item, kind.instead(name))]


def details_said(item: Item, lang: Lang = "zh") -> list[tuple[Words, str]]:
    """Label and text of every own field that is filled, in the order of the kind; what a machine added comes last."""
    kind = kind_of_item(item.kind)
    found = []
    for field in kind.field:
        text = item.details.get(field.id, "").strip()
        option = next((each.words.pick(lang) for each in field.choices if each.id == text), text)
        if text:
            found.append((field.words, option))
    known = {field.id for field in kind.field}
    others = ((key, text) for key, text in item.details.items() if key not in known)
    return found + [(kind.label(key), text) for key, text in others if text.strip()]


def parked(item: Item, now: int) -> bool:
    """Whether the relief put an item aside and its time has not come; one that is overdue is not aside any more."""
    return item.parked_until is not None and now < item.parked_until and (item.due_at is None or now <= item.due_at)


def is_open(judge: Judge, item: Item, now: int) -> bool:
    """Whether an item is still to be done, or to be known, at a moment (`until` of its kind)."""
    if item.settled_at is not None:
        return False
    if item.kind == NOTHING and item.passes:
        return False  # it was said at its cut, and nobody has to do anything about it
    if to_know(item):
        return item.taken is None or item.parked_until is not None
    return kind_of_item(item.kind).until != "day_end" or now < day_end(judge, item.opened_at)


def day_end(judge: Judge, at: int) -> int:
    """The end of the shift day of a moment: midnight, or the end of that day's last shift, which is later."""
    day = judge.calendar.day(at)
    last_night = _end(judge, day - 1)
    return last_night if at < last_night else _end(judge, day)


def _end(judge: Judge, day: int) -> int:
    ends = [judge.calendar.moment(day, hours.end) for hours in judge.plan.shifts(day).values()]
    return max([judge.calendar.moment(day + 1), *ends])


def open_items(judge: Judge, now: int) -> list[Item]:
    """The items that count: the overdue first by due time, then by severity, due time and age; what was put aside last."""
    return sorted(
        (item for item in _unsettled(judge) if is_open(judge, item, now)),
        key=lambda item: _place(item, now),
    )


def _place(item: Item, now: int) -> tuple[bool, bool, int, float, int]:
    """Where an item stands among the open ones: one that is overdue cannot wait, however it was marked."""
    overdue = item.due_at is not None and item.due_at < now
    rank = 0 if overdue else _RANK.get(item.severity, len(_RANK))
    return parked(item, now), not overdue, rank, item.due_at or _FAR, item.opened_at


def _unsettled(judge: Judge) -> list[Item]:
    """What nobody settled, found once for a state of the shop: the book keeps what was settled too."""
    found = judge.scratch.get(_UNSETTLED)
    if found is None:
        found = judge.scratch[_UNSETTLED] = judge.shop.book.open_items()
    return found  # type: ignore[return-value]
