"""Folding the part of a log that a month, or a moment, needs.

Kinds that matter to their own month only (chats, seats, punches …) are read from a little before the month to a
little after it; everything that lasts is read whenever it happened. What comes out is the same as folding all of it.
"""

from kfterm.events.base import kind_of
from kfterm.events.registry import decode
from kfterm.folds.rules import HANDLERS as RULES
from kfterm.folds.rules import Rules
from kfterm.folds.shop import Shop, project
from kfterm.log.store import Log
from kfterm.month.judge import Judge
from kfterm.periods import HOUR, Calendar, Month, before, month
from kfterm.replay.effective import withdrawn
from kfterm.rulebook.load import load
from kfterm.rulebook.score_rules import LastPlaceCase

ZONE = "zone"
STORE = "store"
DEFAULT_ZONE = "Asia/Shanghai"

_BEFORE_DAYS = 11
"""Packets of the last week before a month may be paid in it."""
_AFTER = 36 * HOUR
"""A night's shift of the last day ends on the first of the next month, and its punch may come late."""


def rules_of(log: Log) -> Rules:
    """Adoptions and settings alone: what is needed before anything else can be read."""
    rules, skip = Rules(), withdrawn(log)
    rows = [row for cls in RULES for row in log.of_kind(kind_of(cls)) if row.seq not in skip]
    for row in sorted(rows, key=lambda each: (each.at, each.seq)):
        event = decode(row.body)
        RULES[type(event)](rules, event, row.at, row.seq)
    return rules


def calendar_of(rules: Rules) -> Calendar:
    """The shop's zone."""
    return Calendar(rules.setting(ZONE) or DEFAULT_ZONE)


def since(rules: Rules, calendar: Calendar, this: Month) -> int:
    """From when on passing facts are needed to settle a month."""
    adoption = rules.on(this.last)
    months = 0
    if adoption is not None:
        found = load(adoption.files).one(LastPlaceCase)
        months = found[1].months - 1 if found else 0
    first = month(before(this.label, months)).first if months else this.first
    return calendar.moment(first - _BEFORE_DAYS)


def asof(log: Log) -> int:
    """The moment up to which a log knows: its latest fact, or when its newest row was written.

    Taken from the log and not from the clock, so that the same log gives the same figures on any day.
    """
    newest = next(log.rows(newest_first=True, limit=1), None)
    return newest.recorded if newest else 0


def fold_month(log: Log, label: str) -> Judge:
    """A shop folded for one month, ready to be judged. A closed month is folded from what was known when it closed."""
    rules = rules_of(log)
    calendar = calendar_of(rules)
    this = month(label)
    closing = log.row(rules.closed[label][2]) if label in rules.closed else None
    upto = closing.seq if closing else None
    after = calendar.moment(this.last + 1) + _AFTER
    facts = log.facts(since=since(rules, calendar, this), upto_seq=upto, passing_until=after)
    shop = Shop()
    project(shop, facts, withdrawn(log, upto_seq=upto))
    return Judge(shop, calendar, max(closing.recorded if closing else asof(log), shop.last_at))


def fold_all(log: Log) -> Judge:
    """Everything there is."""
    shop = Shop()
    project(shop, log.facts(), withdrawn(log))
    return Judge(shop, calendar_of(shop.rules), max(asof(log), shop.last_at))
