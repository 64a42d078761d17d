"""What ran over its time in a shift, by timer and by count: a moment belongs to the sheet in which the time was up."""

from collections.abc import Iterator

from kfterm.desk.overruns import limit_of
from kfterm.desk.reports import reports
from kfterm.desk.shifts import arrival, recent, reliefs
from kfterm.desk.unpaid import orders
from kfterm.folds.plan import Planned
from kfterm.folds.settings import window
from kfterm.month.judge import Judge
from kfterm.papers.sheet_labels import TIMERS
from kfterm.papers.sheet_model import Span, Tally
from kfterm.papers.sheet_people import away_limit
from kfterm.periods import MINUTE
from kfterm.rulebook.floor_rules import CallLimit, ChatAfterEnd, ReliefWait
from kfterm.rulebook.model import Rulebook


def timers(judge: Judge, span: Span) -> list[Tally]:
    """Every timer that ran out in the shift, with how often; those that did not are left out."""
    rulebook = judge.plan.rulebook(judge.calendar.day(span.until.at))
    found = {
        "chat": _count(span, _red(judge)),
        "away": _count(span, _aways(judge)),
        "incident": _count(span, _incidents(judge)),
        "due": _count(span, _dues(judge)),
        "promise": _count(span, _promises(judge)),
    }
    if rulebook is not None:
        found |= {
            "call": _count(span, _calls(judge, rulebook)),
            "chat_end": _count(span, _chats_after_end(judge, rulebook, span)),
            "relief": _count(span, _reliefs(judge, rulebook, span)),
            "urge": _count(span, (each.at for each in orders(judge, rulebook, span.until.at))),
            "report": _count(span, (each.at for each in reports(judge, rulebook, span.until.at))),
        }
    return [Tally(words, found[key]) for key, words in TIMERS.items() if found.get(key)]


def _count(span: Span, moments: Iterator[int]) -> int:
    return sum(1 for at in moments if span.since.at < at <= span.until.at)


def _red(judge: Judge) -> Iterator[int]:
    """When rounds turned red within the hours in which they are measured: answered late, or waiting still."""
    held = judge.shop.timers
    for slow in held.slow:
        yield from _measured(judge, slow.store, slow.since, slow.limit)
    for chat in held.chats.values():
        if chat.since:
            yield from _measured(judge, chat.store, chat.since, held.red.get(chat.store) or held.red[""])


def _measured(judge: Judge, store: str, since: int, limit: int) -> Iterator[int]:
    at = since + limit * 1000
    hours = window(judge.shop.rules, at, store)
    if hours.start <= (at - judge.calendar.moment(judge.calendar.day(at))) // MINUTE < hours.end:
        yield at


def _aways(judge: Judge) -> Iterator[int]:
    for away in judge.shop.floor.aways:
        limit = away_limit(judge, away)
        if limit is not None and (away.until is None or away.until - away.since > limit * MINUTE):
            yield away.since + limit * MINUTE


def _incidents(judge: Judge) -> Iterator[int]:
    for each in judge.shop.floor.incidents.values():
        limit = limit_of(judge, each)
        if limit is not None and (each.settled_at is None or each.settled_at - each.opened_at > limit * MINUTE):
            yield each.opened_at + limit * MINUTE


def _dues(judge: Judge) -> Iterator[int]:
    """Items that were not settled by the time they now have: one that was put off in time did not run out."""
    for item in judge.shop.book.items.values():
        if item.due_at is not None and (item.settled_at is None or item.settled_at > item.due_at):
            yield item.due_at


def _promises(judge: Judge) -> Iterator[int]:
    for item in judge.shop.book.items.values():
        if item.promise_at is not None and (item.settled_at is None or item.settled_at > item.promise_at):
            yield item.promise_at


def _calls(judge: Judge, rulebook: Rulebook) -> Iterator[int]:
    """TM12, TM13."""
    limits: dict[str, int] = {rule.line: rule.limit_minutes * MINUTE for _, rule in rulebook.all(CallLimit)}
    for phone in judge.shop.floor.phoned:
        limit = limits.get(phone.line)
        if limit and (phone.until is None or phone.until - phone.since > limit):
            yield phone.since + limit


def _chats_after_end(judge: Judge, rulebook: Rulebook, span: Span) -> Iterator[int]:
    """TM03: ends of shifts at which somebody still had chats in hand."""
    held = judge.shop.timers
    for plan in recent(judge, span.until.at) if rulebook.one(ChatAfterEnd) else ():
        busy = held.busy.get(plan.staff, [])
        still = held.open_chats.get(plan.staff, 0) > 0 and held.busy_since.get(plan.staff, plan.end) < plan.end
        if still or any(since < plan.end < until for since, until in busy):
            yield plan.end


def _reliefs(judge: Judge, rulebook: Rulebook, span: Span) -> Iterator[int]:
    """TM04: ends of shifts at which a relief was not on post, once a relief."""
    ended: dict[tuple[int, str], Planned] = {}
    for plan in recent(judge, span.until.at) if rulebook.one(ReliefWait) else ():
        ended.setdefault((plan.day, plan.shift), plan)
    for plan in ended.values():
        came = (arrival(judge, other) for other in reliefs(judge, plan, span.until.at))
        yield from (plan.end for at in came if at is None or at > plan.end)
