"""Closing a month: what stands in its way, and freezing it (G13)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kfterm.desk.desk import Desk
from kfterm.desk.frozen import digest_of
from kfterm.desk.regime import regime
from kfterm.desk.unbooked import unbooked, unbooked_words
from kfterm.events.lines import fact
from kfterm.events.rules import MonthClosed
from kfterm.ids import short
from kfterm.money import yuan
from kfterm.month.judge import Judge
from kfterm.month.missing_words import missing
from kfterm.month.model import Statement, Summary
from kfterm.month.summary import summary
from kfterm.periods import before, month
from kfterm.problems import Problem, Refused, refused
from kfterm.replay.window import closing_of, fold_at
from kfterm.rulebook.pay_rules import FundBox
from kfterm.words import Words

_MISSING = "missing:"


class Obstacles(NamedTuple):
    """What stands in the way of closing a month."""

    firm: tuple[Problem, ...]
    """Not to be got around."""
    soft: tuple[Problem, ...]
    """A reason is enough: inputs that are missing, appeals that are pending."""
    notes: tuple[Words, ...] = ()
    """Nothing that stands in the way, but to be looked at before it is forgotten: what was noticed and is still open."""


class Frozen(NamedTuple):
    """What was frozen."""

    summary: Summary
    digest: str
    seq: int
    """The row that closed the month."""
    open_before: tuple[str, ...] = ()
    """Earlier months that are still open."""
    notes: tuple[Words, ...] = ()
    """What was noticed in the month and nobody booked or dismissed."""
    money: bool = True
    """Whether the regime has pay lines, and"""
    fund_box: bool = True
    """a fund box."""

    @property
    def net_fen(self) -> int:
        """Everybody's net together, fen."""
        return sum(each.net_fen for each in self.summary.statements)

    @property
    def fines_fen(self) -> int:
        """Everybody's fines together, fen."""
        return sum(each.fines_fen for each in self.summary.statements)


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
        firm, soft, notes = _obstacles(desk, judge, label, found, moment)
        if firm or (soft and not reason.strip()):
            raise Refused([*firm, *([] if reason.strip() else soft)])
        head = desk.log.head()
        digest = digest_of(desk.log, found)
        event = MonthClosed(month=label, digest=digest, upto=head.seq, head=head.hash.hex(), reason=reason.strip())
        (done,) = desk.record([("", fact(event, moment, desk.by))])
    rulebook = judge.rulebook(month(label))
    box = rulebook is not None and rulebook.one(FundBox) is not None
    money = regime(rulebook).money
    return Frozen(found._replace(closed=True), digest, done.seq, _open_before(judge, label), notes, money, box)


def told(done: Frozen) -> Words:
    """People, sums, digest and position of what was frozen."""
    found, fund = done.summary, done.summary.fund
    people, digest = len(found.statements), done.digest[:12]
    net, fines, paid_in, balance = (yuan(fen) for fen in (done.net_fen, done.fines_fen, fund.in_fen, fund.balance_fen))
    zh, en = [f"{people} 人"], [f"{people} people"]
    if done.money:
        zh += [f"合计 {net}", f"罚款 {fines}"]
        en += [f"net {net}", f"fines {fines}"]
    if done.fund_box or fund.balance_fen or fund.out_fen:
        zh.append(f"基金箱 收 {paid_in} 余 {balance}")
        en.append(f"fund in {paid_in} balance {balance}")
    earlier = ", ".join(done.open_before)
    still = Words(f"\n前面还没有结账:{earlier}", f"\nnot closed yet before it: {earlier}") if earlier else Words("", "")
    noted_zh, noted_en = ("".join(f"\n{each[n]}" for each in done.notes) for n in (0, 1))
    return Words(
        f"已结账 {found.month}:{','.join(zh)}\n"
        f"摘要 {digest},位置 #{done.seq}。后来的事实记入下一个未结的月{still.zh}{noted_zh}",
        f"closed {found.month}: {', '.join(en)}\n"
        f"digest {digest}, position #{done.seq}. What comes later is booked in the next open month{still.en}{noted_en}",
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
    return Obstacles(tuple(firm), tuple(soft), unbooked_words(judge, unbooked(judge, month(label))))


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
        found = missing(what)
        yield Words(
            f"{found.head.zh} {found.what.zh}:{'、'.join(names)}。{found.todo.zh};或写明为什么不等 (--reason)",
            f"{found.head.en} {found.what.en}: {', '.join(names)}. {found.todo.en}; or say why not to wait (--reason)",
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
                f"申诉 {short(appeal.appeal)} 还没有判:{name} {clause}。先判,或写明为什么不等 (--reason)",
                f"appeal {short(appeal.appeal)} is not decided: {name} {clause}. Decide it, or say why not to wait (--reason)",
            )
