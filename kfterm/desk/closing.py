"""Closing a month: what stands in its way, and freezing it (G13).

The check that every writer passes refuses only what can never be right: a month that is not over, a month closed twice,
a hand that may not. Old logs are imported with whatever digest they had, so nothing asks there what was missing; a
person closes with `kfterm close`, which asks all of it.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kfterm.desk.desk import Desk
from kfterm.desk.frozen import digest_of
from kfterm.desk.known import Known
from kfterm.desk.permits import is_machine, permitted_then
from kfterm.events.lines import Fact, fact
from kfterm.events.rules import MonthClosed
from kfterm.money import yuan
from kfterm.month.judge import Judge
from kfterm.month.model import Statement, Summary
from kfterm.month.summary import summary
from kfterm.periods import Month, before, month
from kfterm.problems import Problem, Refused, refused
from kfterm.replay.window import closing_of, fold_at
from kfterm.words import Words

_MISSING = "missing:"


class Obstacles(NamedTuple):
    """What stands in the way of closing a month."""

    firm: tuple[Problem, ...]
    """Not to be got around."""
    soft: tuple[Problem, ...]
    """A reason is enough: inputs that are missing, appeals that are pending."""


class Frozen(NamedTuple):
    """What was frozen."""

    summary: Summary
    digest: str
    seq: int
    """The row that closed the month."""
    open_before: tuple[str, ...] = ()
    """Earlier months that are still open."""

    @property
    def net_fen(self) -> int:
        """Everybody's net together, fen."""
        return sum(each.net_fen for each in self.summary.statements)

    @property
    def fines_fen(self) -> int:
        """Everybody's fines together, fen."""
        return sum(each.fines_fen for each in self.summary.statements)


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


def obstacles(desk: Desk, label: str) -> Obstacles:
    """Everything that stands in the way of closing a month now. Raises Refused where there is nothing to close."""
    moment = desk.clock.now()
    judge = fold_at(desk.log, label, moment)
    return _obstacles(desk, judge, label, summary(judge, label), moment)


def close(desk: Desk, label: str, reason: str = "") -> Frozen:
    """Freeze a month. Raises Refused with everything that stands in the way; `reason` gets past what is soft."""
    # nobody writes between what is looked at and what is frozen
    with desk.log.turn():
        desk.follow()
        closing = closing_of(desk.log, label)
        if closing is not None:
            raise _closed_already(desk, label, closing.seq)
        moment = desk.clock.now()
        judge = fold_at(desk.log, label, moment)
        found = summary(judge, label)
        firm, soft = _obstacles(desk, judge, label, found, moment)
        if firm or (soft and not reason.strip()):
            raise Refused([*firm, *([] if reason.strip() else soft)])
        head = desk.log.head()
        digest = digest_of(desk.log, found)
        event = MonthClosed(month=label, digest=digest, upto=head.seq, head=head.hash.hex(), reason=reason.strip())
        (done,) = desk.record([("", fact(event, moment, desk.by))])
    return Frozen(found._replace(closed=True), digest, done.seq, _open_before(judge, label))


def told(done: Frozen) -> Words:
    """People, sums, digest and position of what was frozen."""
    found, fund = done.summary, done.summary.fund
    people, short = len(found.statements), done.digest[:12]
    net, fines, paid_in, balance = (yuan(fen) for fen in (done.net_fen, done.fines_fen, fund.in_fen, fund.balance_fen))
    earlier = ", ".join(done.open_before)
    still = Words(f"\n前面还没有结账:{earlier}", f"\nnot closed yet before it: {earlier}") if earlier else Words("", "")
    return Words(
        f"已结账 {found.month}:{people} 人,合计 {net},罚款 {fines},经费箱 收 {paid_in} 余 {balance}\n"
        f"摘要 {short},位置 #{done.seq}。后来的事实记入下一个未结的月{still.zh}",
        f"closed {found.month}: {people} people, net {net}, fines {fines}, fund in {paid_in} balance {balance}\n"
        f"digest {short}, position #{done.seq}. What comes later is booked in the next open month{still.en}",
    )


def _closed_already(desk: Desk, label: str, seq: int) -> Refused:
    row = desk.log.row(seq)
    when = desk.live.calendar.text(row.at) if row else ""
    entry = row.id if row else ""
    return refused(
        f"{label} 已于 {when} 结账 (#{seq})。后来的事实记入下一个未结的月;确实要重开,撤回 {entry}",
        f"{label} was closed at {when} (#{seq}). What comes later is booked in the next open month; "
        f"to open it again withdraw {entry}",
    )


def _obstacles(desk: Desk, judge: Judge, label: str, found: Summary, moment: int) -> Obstacles:
    trial = MonthClosed(month=label, digest="", upto=0)
    firm = desk.problems([("", fact(trial, moment, desk.by))])
    soft = [Problem("", words) for words in (*_missing(found.statements), *_pending(judge, label))]
    return Obstacles(tuple(firm), tuple(soft))


def _open_before(judge: Judge, label: str) -> tuple[str, ...]:
    """Earlier months in which somebody worked under a rulebook and which are not closed, oldest first.

    No obstacle: a shop may begin to close in the middle of its history. What is found later still goes to its own month.
    """
    everybody = (each for staff in judge.shop.people.staff for each in judge.shop.people.employments(staff))
    first = min((judge.calendar.day(each.joined_at) for each in everybody), default=month(label).first)
    found = []
    earlier = month(before(label))
    while earlier.last >= first:
        if earlier.label not in judge.shop.rules.closed and judge.rulebook(earlier) and judge.people(earlier):
            found.append(earlier.label)
        earlier = month(before(earlier.label))
    return tuple(reversed(found))


def _missing(statements: Iterable[Statement]) -> Iterator[Words]:
    """Inputs that are needed and not there, each with the people it is about."""
    people: dict[str, list[str]] = {}
    for each in statements:
        for flag in each.flags:
            if flag.startswith(_MISSING):
                people.setdefault(flag.removeprefix(_MISSING), []).append(each.name)
    for what, names in sorted(people.items()):
        yield Words(
            f"缺 {what}:{'、'.join(names)}。导入它,或写明为什么不等 (--reason)",
            f"{what} is missing: {', '.join(names)}. Import it, or say why not to wait (--reason)",
        )


def _pending(judge: Judge, label: str) -> Iterator[Words]:
    """Appeals on entries of the month that nobody decided."""
    for appeal in judge.shop.conduct.appeals.values():
        violation = judge.shop.conduct.violations.get(appeal.violation)
        if appeal.upheld is not None or violation is None:
            continue
        if judge.booked_in(judge.violation_day(violation), violation.seq) == label:
            name, clause = judge.shop.people.name(appeal.staff), violation.event.clause
            yield Words(
                f"申诉 {appeal.appeal} 还没有判:{name} {clause}。先判,或写明为什么不等 (--reason)",
                f"appeal {appeal.appeal} is not decided: {name} {clause}. Decide it, or say why not to wait (--reason)",
            )
