"""What a judgement, a decision or a result would change in a person's month, before it is said."""

import copy
from collections.abc import Sequence

import msgspec

from kfterm.desk.preview import BEYOND, LOG_ONLY, difference
from kfterm.events.base import Event
from kfterm.folds.conduct import HANDLERS as CONDUCT
from kfterm.folds.scores import HANDLERS as SCORES
from kfterm.month.judge import Judge
from kfterm.month.summary import statement
from kfterm.periods import month
from kfterm.words import Words

SAME = Words("数字不变", "the figures stay as they are")
"""What a decision without an effect on the month does."""


def foreseen(judge: Judge, staff: str, label: str, events: Sequence[Event], at: int) -> Words:
    """Points, yuan and cases that these facts would bring in a month; they are folded into a copy of the shop."""
    person = judge.shop.people.staff.get(staff)
    if person is None:
        return Words("", "")
    shop, this = judge.shop, month(label)
    parts = {"conduct": copy.deepcopy(shop.conduct), "scores": copy.deepcopy(shop.scores)}
    for number, event in enumerate(events):
        for name, handlers in (("conduct", CONDUCT), ("scores", SCORES)):
            if type(event) in handlers:
                handlers[type(event)](parts[name], event, at, BEYOND + number)
    after = Judge(msgspec.structs.replace(shop, **parts), judge.calendar, judge.asof, judge.corrections)
    person = judge.in_month(person, this)
    change = difference(statement(judge, person, this), statement(after, person, this))
    return SAME if change == LOG_ONLY else change
