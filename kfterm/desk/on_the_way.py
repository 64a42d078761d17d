"""What is still on the way when a shift ends, kind by kind (index of the regimes, section 5): orders, waybills, chats …

There may be thousands of them: what an item would say of one is made only where it is proposed by itself.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from kfterm.desk.items import is_open
from kfterm.desk.noticed import BACK_DAYS
from kfterm.desk.overruns import incident_words, limit_of
from kfterm.desk.unpaid import duty, expiry, has_paid
from kfterm.events.handover import ItemOpened
from kfterm.folds.conduct import Complaint
from kfterm.folds.floor import Incident
from kfterm.folds.handover import Item
from kfterm.folds.orders import Order
from kfterm.folds.roster import Swap
from kfterm.folds.timers import Chat
from kfterm.month.judge import Judge
from kfterm.periods import HOUR, MINUTE, day_text
from kfterm.rulebook.floor_rules import ItemDue, UnpaidOrder, UnprintedWaybills
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

_DAY = 24 * HOUR
_OLD_DAYS = 31
"""What began longer ago stands in the book, or nobody wants it there."""
_PROMISES = ("H15", "H21")
_NAME = re.compile(r"[^\s,;、,;]+")


class Ending(NamedTuple):
    """The end of a shift that is looked at."""

    day: int
    shift: str
    end: int
    since: int
    """From when on it is looked at."""
    staff: frozenset[str]
    """Everybody whose shift ends then."""


Made = tuple[Words, ItemOpened]
"""What to say of one thing, and the item to be opened, still without an id."""


class Found(NamedTuple):
    """One thing on the way: its own name and others by which an open item speaks of it; since when, whose; its item."""

    names: tuple[str, ...]
    began: int
    owner: str
    made: Callable[[], Made]


Look = Callable[[Judge, Rulebook, Ending, int], Iterator[Found]]


def names_in(text: str) -> list[str]:
    """The orders, waybills or chats that a field lists."""
    return _NAME.findall(text)


def _item(kind: str, says: Words, **fields: object) -> Made:
    return says, ItemOpened(item="", item_kind=kind, what=says.zh, **fields)  # type: ignore[arg-type]


def unprinted(judge: Judge, rulebook: Rulebook, ending: Ending, now: int) -> Iterator[Found]:
    """H06: paid and no waybill; where neither the regime nor any file speaks of waybills nobody prints them here."""
    orders = judge.shop.orders
    if not orders.waybills and not rulebook.all(UnprintedWaybills):
        return
    since = judge.calendar.moment(ending.day - BACK_DAYS)
    for key, order in takewhile(lambda each: (each[1].ended_at or 0) >= since, reversed(orders.ended.items())):
        if order.paid and not order.printed:
            yield Found((key,), order.ended_at or 0, "", partial(_unprinted, key, order))


def _unprinted(key: str, order: Order) -> Made:
    says = Words(f"已付款未打单 {key}", f"paid, no waybill: {key}")
    return _item("H06", says, order=key, store=order.store or None, details={"orders": key})


def unshipped(judge: Judge, rulebook: Rulebook, ending: Ending, now: int) -> Iterator[Found]:
    """H04: printed and not shipped."""
    since = judge.calendar.moment(ending.day - BACK_DAYS)
    printed = reversed(judge.shop.orders.waybills.items())
    for key, waybill in takewhile(lambda each: each[1].printed_at >= since, printed):
        if waybill.shipped_at is None:
            yield Found(
                (key, waybill.order), waybill.printed_at, waybill.staff, partial(_unshipped, key, waybill.staff)
            )


def _unshipped(key: str, staff: str) -> Made:
    says = Words("1 张面单已打未发", "1 waybill printed, not shipped")
    return _item("H04", says, owner=staff or None, details={"count": "1", "list": key})


def swapped(judge: Judge, rulebook: Rulebook, ending: Ending, now: int) -> Iterator[Found]:
    """H03: swaps that were approved since the last cut, and those that change a shift of this shift day (R1-3.4)."""
    cuts = judge.shop.book.handovers
    oldest = now - _OLD_DAYS * _DAY
    for swap in takewhile(lambda each: each.at >= oldest, reversed(judge.shop.roster.swaps.values())):
        decided = swap.decided_seq > cuts[-1].cut_seq if cuts else swap.at >= judge.calendar.moment(ending.day)
        if swap.approved and (ending.day in swap.days or decided):
            yield Found((swap.swap,), swap.at, "", partial(_swapped, judge, swap))


def _swapped(judge: Judge, swap: Swap) -> Made:
    first, second = (judge.shop.people.name(staff) for staff in swap.both)
    days = ", ".join(_day_and_shifts(judge, swap, day) for day in swap.days)
    says = Words(f"换班 {first}、{second} {days}", f"swap of {first} and {second}: {days}")
    return _item("H03", says, details={"who": f"{first}、{second}", "shift": days, "form": swap.swap})


def _day_and_shifts(judge: Judge, swap: Swap, day: int) -> str:
    """`10-14 李丽 晚班、吴敏 早班`: who works what on a day after the swap; who rests is not said."""
    told = []
    for staff in swap.both:
        plan = judge.plan.planned(staff, day)
        hours = judge.plan.hours(day, plan.shift) if plan is not None else None
        if plan is not None:
            told.append(f"{judge.shop.people.name(staff)} {hours.zh if hours is not None else plan.shift}")
    return f"{day_text(day)[5:]} {'、'.join(told)}".strip()


def chatting(judge: Judge, rulebook: Rulebook, ending: Ending, now: int) -> Iterator[Found]:
    """H08: chats of people whose shift ends."""
    passed_on = {item.buyer for item in judge.shop.book.open_items() if item.kind == "H08" and item.buyer}
    for key, chat in judge.shop.timers.chats.items():
        if chat.staff in ending.staff and chat.buyer not in passed_on:
            yield Found((key,), chat.held_since, chat.staff, partial(_chatting, judge, key, chat))


def _chatting(judge: Judge, key: str, chat: Chat) -> Made:
    name = judge.shop.people.name(chat.staff)
    says = Words(f"{name} 下班,这位还在聊", f"{name} leaves, still chatting")
    return _item(
        *("H08", says),
        owner=chat.staff,
        buyer=chat.buyer or None,
        order=chat.order or None,
        store=chat.store or None,
        details={"account": chat.account, "chat": key},
    )


def unpaid(judge: Judge, rulebook: Rulebook, ending: Ending, now: int) -> Iterator[Found]:
    """H09: placed on this shift day, and nobody urged the buyer."""
    since = judge.calendar.moment(ending.day)
    orders = reversed(judge.shop.orders.unpaid.items())
    for key, order in takewhile(lambda each: each[1].placed_at >= since, orders):
        if order.urged_at is None and not has_paid(judge, order, now):
            yield Found((key,), order.placed_at, order.staff, partial(_unpaid, judge, rulebook, now, key, order))


def _unpaid(judge: Judge, rulebook: Rulebook, now: int, key: str, order: Order) -> Made:
    """With the time by which the regime wants it urged (R3-3.7.5); its clock may stand still until tomorrow."""
    rule, due = rulebook.one(UnpaidOrder), None
    if rule is not None:
        due = expiry(duty(judge, now + _DAY), order.placed_at, rule[1].limit_minutes * MINUTE)
    return _item(
        *("H09", Words(f"待催付 {key}", f"unpaid, to be urged: {key}")),
        owner=order.staff or None,
        order=key,
        buyer=order.buyer or None,
        store=order.store or None,
        due_at=judge.calendar.at(due) if due is not None else None,
        details={"placed_at": judge.calendar.text(order.placed_at)},
    )


def unremarked(judge: Judge, rulebook: Rulebook, ending: Ending, now: int) -> Iterator[Found]:
    """H10: something was promised for an order and no remark says so; where remarks are kept at all (R3-9.7)."""
    remarks = judge.shop.orders.remarks
    kept = any("H10" in rule.item_kinds for _, rule in rulebook.all(ItemDue))
    if not remarks and not kept:
        return
    opened = judge.shop.book.open_items()
    starred = {order for item in opened if item.kind == "H10" for order in names_in(item.order)}
    for item in opened:
        if not item.order or item.order in remarks or item.order in starred:
            continue
        if item.promise or item.promise_at is not None or item.kind in _PROMISES:
            yield Found((f"remark-{item.order}",), item.opened_at, item.owner, partial(_unremarked, item))


def _unremarked(item: Item) -> Made:
    says = Words(f"答应了没备注 {item.order}", f"promised, no remark yet: {item.order}")
    agreement = {"agreement": item.promise or item.what}
    return _item("H10", says, owner=item.owner or None, order=item.order, details=agreement)


def promised(judge: Judge, rulebook: Rulebook, ending: Ending, now: int) -> Iterator[Found]:
    """H15: a promise that falls into the next shift and stood in an item that is no longer open."""
    until = _next_end(judge, ending)
    oldest = now - _OLD_DAYS * _DAY
    for item in takewhile(lambda each: each.opened_at >= oldest, reversed(judge.shop.book.items.values())):
        by = item.promise_at
        if by is not None and now < by <= until and not is_open(judge, item, now):
            yield Found(
                (f"promise-{item.item}", item.order), item.opened_at, item.owner, partial(_promised, judge, item, by)
            )


def _promised(judge: Judge, item: Item, by: int) -> Made:
    promise = item.promise or item.what
    return _item(
        *("H15", Words(f"答应的事下一班到期:{promise}", f"promised, due in the next shift: {promise}")),
        owner=item.owner or None,
        order=item.order or None,
        buyer=item.buyer or None,
        due_at=judge.calendar.at(by),
        promise=item.promise or None,
        promise_at=judge.calendar.at(by),
    )


def _next_end(judge: Judge, ending: Ending) -> int:
    """When the shift after this one ends."""
    days = (ending.day, ending.day + 1, ending.day + 2)
    ends = [judge.calendar.moment(day, hours.end) for day in days for hours in judge.plan.shifts(day).values()]
    return min((end for end in ends if end > ending.end), default=ending.end + _DAY)


def complained(judge: Judge, rulebook: Rulebook, ending: Ending, now: int) -> Iterator[Found]:
    """H16: complaints that nobody judged yet."""
    oldest = now - _OLD_DAYS * _DAY
    for complaint in takewhile(lambda each: each.at >= oldest, reversed(judge.shop.conduct.complaints.values())):
        if complaint.valid is None:
            yield Found((complaint.complaint,), complaint.at, complaint.staff, partial(_complained, judge, complaint))


def _complained(judge: Judge, complaint: Complaint) -> Made:
    name = judge.shop.people.name(complaint.staff)
    says = Words(f"投诉未结({name}):{complaint.what}", f"complaint open ({name}): {complaint.what}")
    return _item("H16", says, owner=complaint.staff, severity="watch", details={"record": complaint.complaint})


def running(judge: Judge, rulebook: Rulebook, ending: Ending, now: int) -> Iterator[Found]:
    """H19: incidents that are not over, broken equipment among them."""
    oldest = now - _OLD_DAYS * _DAY
    opened = reversed(judge.shop.floor.incidents.values())
    for incident in takewhile(lambda each: each.opened_at >= oldest, opened):
        if incident.settled_at is None:
            yield Found((incident.incident,), incident.opened_at, incident.staff, partial(_running, judge, incident))


def _running(judge: Judge, incident: Incident) -> Made:
    limit, kind = limit_of(judge, incident), incident_words(incident.kind)
    says = Words(f"突发未结:{kind.zh} {incident.what}", f"incident open: {kind.en} {incident.what}")
    since = judge.calendar.text(incident.opened_at)
    details = {"type": kind.zh, "opened_at": since, "incident": incident.incident}
    details |= {"limit": str(limit)} if limit is not None else {}
    return _item("H19", says, owner=incident.staff or None, severity="watch", details=details)
