"""The check that every writer of a closing passes (G13).

It refuses only what can never be right: a month that is not over, a hand that may not. Old logs are imported with
whatever digest they had, so nothing asks here what was missing; a person closes with `kfterm close`, which asks all of it.
"""

from collections.abc import Iterator

from kfterm.desk.known import Known
from kfterm.desk.permits import is_machine, permitted_then
from kfterm.events.lines import Fact
from kfterm.events.rules import MonthClosed
from kfterm.month.judge import Judge
from kfterm.periods import Month, month
from kfterm.words import Words


def closed(known: Known, fact: Fact) -> Iterator[Words]:
    """What holds for every writer: the month is over, the hand may, a person closes with `kfterm close`."""
    event = fact.event
    assert isinstance(event, MonthClosed)
    try:
        this = month(event.month)
    except ValueError:
        return  # the check of every month says so
    over = over_at(known.judge, this)
    if fact.at < over:
        when = known.calendar.text(over)
        yield Words(
            f"{event.month} 到 {when} 才结束:之后再结账", f"{event.month} is over at {when} only: close it after that"
        )
    if not is_machine(fact.by):
        yield from permitted_then(known, "close_month", fact)
        if event.upto is None:
            yield Words(
                f"结账要先查缺什么:用 kfterm close {event.month}",
                f"what is missing has to be looked at first: use kfterm close {event.month}",
            )


def over_at(judge: Judge, this: Month) -> int:
    """When a month has ended: at midnight, or when the last planned shift of its last day ends."""
    plans = (judge.plan.planned(staff, this.last) for staff in judge.shop.roster.planned)
    return max([judge.calendar.moment(this.last + 1), *(plan.end for plan in plans if plan is not None)])
