"""What a proposal is, and how one says its price. What notices is in the other files of the topic (`proposals`)."""

from datetime import date
from typing import NamedTuple

from kfterm.events.base import Event
from kfterm.events.conduct import ViolationLogged
from kfterm.money import decimal_text
from kfterm.rulebook.conduct_rules import Conduct
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.prices import AnyPrice, Fine, FineRange, Ladder, Points, PointsRange, PointsSerious, Product
from kfterm.words import Words

BACK_DAYS = 1
"""What was noticed stays on the floor until the end of the next shift day."""


class Proposal(NamedTuple):
    """One thing noticed. `books` is what a confirmation logs, a violation or what is due now; None: there is only to know."""

    key: str
    at: int
    staff: str
    clause: str
    says: Words
    books: Event | None
    red: bool = False
    """Whether it cannot wait any longer."""


def notice(
    rulebook: Rulebook, clause: str, key: str, at: int, staff: str, says: Words, day: int | None = None
) -> Proposal:
    """What was noticed about a person under a clause; it can be booked where the clause can be logged."""
    if not staff or rulebook.rule(clause, Conduct) is None:
        return know(key, at, staff, says, clause)
    price = price_words(rulebook, clause)
    words = Words(f"{says.zh} {clause} {price.zh}", f"{says.en} {clause} {price.en}")
    return Proposal(key, at, staff, clause, words, violation_of(staff, clause, key, says, day))


def know(key: str, at: int, staff: str, says: Words, clause: str = "") -> Proposal:
    """What was noticed and is only to be known."""
    words = Words(f"{says.zh} {clause}".rstrip(), f"{says.en} {clause}".rstrip())
    return Proposal(key, at, staff, clause, words, None)


def price_words(rulebook: Rulebook, clause: str) -> Words:
    """The price of a clause as briefly as it can be said: `-5`, `-2..-5`, `¥50`, a ladder by its first rung: `¥30…`."""
    rule = rulebook.rule(clause, Conduct)
    if rule is None:
        return Words("", "")
    found = " ".join(filter(None, (_brief(price) for price in rule.price)))
    return Words(found or "只记录", found or "log only") if not rule.price else Words(found, found)


def _brief(price: AnyPrice) -> str:
    match price:
        case Points():
            return decimal_text(price.points)
        case PointsRange():
            return f"{decimal_text(price.high)}..{decimal_text(price.low)}"
        case PointsSerious():
            return decimal_text(price.light)
        case Fine():
            return f"¥{decimal_text(price.yuan)}"
        case FineRange() | Product():
            return f"¥{decimal_text(price.low)}-{decimal_text(price.high)}"
        case Ladder():
            first = price.rungs[0]
            return f"¥{decimal_text(first.yuan)}…" if first.yuan else ""
        case _:
            return ""


def violation_of(staff: str, clause: str, key: str, says: Words, day: int | None) -> ViolationLogged:
    """The entry that a confirmation would log; its id is made from the proposal, so that it is booked once."""
    on = None if day is None else date.fromordinal(day)
    return ViolationLogged(
        violation=key.replace(":", "-"), staff=staff, clause=clause, on=on, note=says.zh, proposal=key
    )


def listed(names: list[str]) -> str:
    """The first few names and how many more there are; a longer line would be cut off anyway."""
    shown = ", ".join(names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} +{len(names) - _NAMED}"


_NAMED = 4
