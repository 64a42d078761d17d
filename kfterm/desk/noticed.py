"""What a proposal is, and how one says its price. What notices is in `arrivals` and `overruns`."""

from typing import NamedTuple

from kfterm.events.base import Event
from kfterm.events.conduct import ViolationLogged
from kfterm.money import decimal_text
from kfterm.rulebook.conduct_rules import Conduct
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.prices import Points, PointsRange
from kfterm.words import Words

BACK_DAYS = 1
"""What was noticed stays on the floor until the end of the next shift day."""


class Proposal(NamedTuple):
    """One thing noticed. `books` is what a confirmation logs; None: there is nothing to book, only to know."""

    key: str
    at: int
    staff: str
    clause: str
    says: Words
    books: Event | None


def price_words(rulebook: Rulebook, clause: str) -> str:
    """The price of a clause as briefly as it can be said: `−5`, `−2…−5`, `¥10`."""
    rule = rulebook.rule(clause, Conduct)
    for price in rule.price if rule else ():
        if isinstance(price, Points):
            return decimal_text(price.points)
        if isinstance(price, PointsRange):
            return f"{decimal_text(price.high)}..{decimal_text(price.low)}"
    return ""


def violation_of(staff: str, clause: str, key: str, says: Words, day: int | None) -> ViolationLogged:
    """The entry that a confirmation would log; its id is made from the proposal, so that it is booked once."""
    from datetime import date

    on = None if day is None else date.fromordinal(day)
    return ViolationLogged(
        violation=key.replace(":", "-"), staff=staff, clause=clause, on=on, note=says.zh, proposal=key
    )
