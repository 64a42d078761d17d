"""A month folded from the log: the running one from everything, a closed one from what was known when it closed."""

from kfterm.events.registry import decode
from kfterm.events.rules import MonthClosed
from kfterm.folds.shop import Shop, project
from kfterm.log.rows import Head, Row
from kfterm.log.store import Log
from kfterm.month.judge import Judge
from kfterm.periods import month
from kfterm.replay.corrections import Corrector
from kfterm.replay.effective import withdrawn
from kfterm.replay.frame import DEFAULT_ZONE, STORE, ZONE, calendar_of, fold_upto, rules_of, since

__all__ = [
    "DEFAULT_ZONE",
    "STORE",
    "ZONE",
    "asof",
    "calendar_of",
    "closing_of",
    "fold_all",
    "fold_at",
    "fold_month",
    "position",
    "rules_of",
    "since",
]


def asof(log: Log) -> int:
    """The moment up to which a log knows: its latest fact, or when its newest row was written.

    Taken from the log and not from the clock, so that the same log gives the same figures on any day.
    """
    newest = next(log.rows(newest_first=True, limit=1), None)
    return newest.recorded if newest else 0


def closing_of(log: Log, label: str) -> Row | None:
    """The row that closed a month; None while it is open."""
    closed = rules_of(log).closed
    return log.row(closed[label][2]) if label in closed else None


def position(log: Log, label: str) -> Head:
    """What a month is made from: the row that closed it, else the newest row."""
    closing = closing_of(log, label)
    return Head(closing.seq, closing.hash) if closing else log.head()


def fold_month(log: Log, label: str) -> Judge:
    """A shop folded for one month, ready to be judged. A closed month is folded from what was known when it closed."""
    closing = closing_of(log, label)
    if closing is None:
        return fold_at(log, label, asof(log))
    event = decode(closing.body)
    assert isinstance(event, MonthClosed)
    # one that names its position was made at its own moment; an older one when it was written
    return fold_at(log, label, closing.recorded if event.upto is None else closing.at, closing.seq)


def fold_at(log: Log, label: str, moment: int, upto_seq: int | None = None) -> Judge:
    """A month judged at a moment, from what was written up to a position."""
    upto = log.head().seq if upto_seq is None else upto_seq
    rules = rules_of(log, upto)
    calendar = calendar_of(rules)
    shop = fold_upto(log, rules, calendar, month(label), upto)
    return Judge(shop, calendar, max(moment, shop.last_at), Corrector(log).into(label, rules, upto))


def fold_all(log: Log) -> Judge:
    """Everything there is."""
    shop = Shop()
    project(shop, log.facts(), withdrawn(log))
    return Judge(shop, calendar_of(shop.rules), max(asof(log), shop.last_at))
