"""Orders that wait: nobody urged the buyer to pay, nobody printed the waybill (TM09, TM16)."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain, takewhile

from kfterm.desk.noticed import BACK_DAYS, Proposal, know, notice
from kfterm.desk.shifts import recent
from kfterm.folds.orders import Order
from kfterm.folds.plan import Planned
from kfterm.month.judge import Judge
from kfterm.periods import HOUR, MINUTE
from kfterm.rulebook.floor_rules import UnpaidOrder, UnprintedWaybills
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.words import Words

_SPAN_DAYS = BACK_DAYS + 2
"""A clock that stands still between two shifts may run out on the day after next."""


def orders(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Unpaid orders nobody urged in time, and waybills still to be printed."""
    for clause, rule in rulebook.all(UnpaidOrder):
        yield from _unpaid(judge, rulebook, clause, rule.limit_minutes * MINUTE, now)
    for clause, _ in rulebook.all(UnprintedWaybills):
        yield from _unprinted(judge, clause, now)


def _unpaid(judge: Judge, rulebook: Rulebook, clause: Clause, limit: int, now: int) -> Iterator[Proposal]:
    """One proposal a person, whatever the number of late orders: a spot check is priced, not an order (R3-A07)."""
    stretches = duty(judge, now)
    late: dict[str, list[tuple[int, str]]] = {}
    for key, order in _candidates(judge, now):
        over = expiry(stretches, order.placed_at, limit)
        stopped = min([at for at in (order.urged_at, order.ended_at) if at is not None], default=now)
        if over is None or stopped <= over or has_paid(judge, order, over):
            continue
        if judge.calendar.day(over) >= judge.calendar.day(now) - BACK_DAYS:
            late.setdefault(_on_duty(judge, order, over), []).append((over, key))
    for staff, found in late.items():
        left = _unchecked(judge, clause.id, staff, sorted(found))
        if not left:
            continue
        over, first = left[0]
        name = f"{judge.shop.people.name(staff)} " if staff else ""
        size = limit // MINUTE
        says = Words(
            f"{name}{len(left)} 单超 {size} 分钟未催付", f"{name}{len(left)} orders unpaid over {size} min, not urged"
        )
        key = _key(staff, first)
        if staff:
            yield notice(rulebook, clause.id, key, over, staff, says, judge.plan.shift_day(staff, over))
        else:
            yield know(key, over, "", says, clause.id)


def _key(staff: str, order: str) -> str:
    return f"unpaid:{staff}:{order}"


def _candidates(judge: Judge, now: int) -> Iterator[tuple[str, Order]]:
    """Orders of the last days, unpaid or ended, that may be late."""
    since = judge.calendar.moment(judge.calendar.day(now) - _SPAN_DAYS)
    held = judge.shop.orders
    fresh = takewhile(lambda each: each[1].placed_at >= since, reversed(held.unpaid.items()))
    ended = takewhile(lambda each: (each[1].ended_at or 0) >= since, reversed(held.ended.items()))
    return chain(fresh, ended)


def has_paid(judge: Judge, order: Order, by: int) -> bool:
    """Whether the buyer had paid another order by then: nothing to urge (R3-9.2)."""
    paid = judge.shop.orders.payers.get(order.buyer) if order.buyer else None
    return paid is not None and paid <= by


def duty(judge: Judge, now: int) -> list[tuple[int, int]]:
    """The stretches of the last days in which a shift is on duty."""
    today = judge.calendar.day(now)
    spans = sorted(
        (judge.calendar.moment(day, hours.start), judge.calendar.moment(day, hours.end))
        for day in range(today - _SPAN_DAYS - 1, today + 1)
        for hours in judge.plan.shifts(day).values()
    )
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def expiry(stretches: list[tuple[int, int]], placed_at: int, limit: int) -> int | None:
    """Until when a clock that runs only while a shift is on duty is in time; None where that is still to come."""
    left = limit
    for start, end in stretches[max(0, bisect_right(stretches, (placed_at, placed_at)) - 1) :]:
        begin = max(start, placed_at)
        if begin < end:
            if left < end - begin:
                return begin + left
            left -= end - begin
    return None


def _on_duty(judge: Judge, order: Order, at: int) -> str:
    """Whose it is when the time is up: the order's own agent on duty, the one alone on duty, else nobody yet."""
    here = [plan.staff for plan in _plans_at(judge, at)]
    if order.staff in here or not here:
        return order.staff
    return here[0] if len(here) == 1 else ""


def _plans_at(judge: Judge, at: int) -> list[Planned]:
    key = ("on duty", at // MINUTE)
    found = judge.scratch.get(key)
    if found is None:
        day = judge.calendar.day(at)
        plans = (judge.plan.planned(staff, each) for staff in judge.shop.people.staff for each in (day - 1, day))
        found = judge.scratch[key] = [plan for plan in plans if plan is not None and plan.covers(at)]
    return found  # type: ignore[return-value]


def _unchecked(judge: Judge, clause: str, staff: str, late: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """What no spot check has looked at yet: later than the last one booked or dismissed."""
    checks = [each.at for each in judge.logged(staff) if each.event.clause == clause]
    dismissed = judge.shop.conduct.dismissed_at
    checks += [dismissed[key] for _, order in late if (key := _key(staff, order)) in dismissed]
    last = max(checks, default=0)
    return [each for each in late if each[0] > last]


def _unprinted(judge: Judge, clause: Clause, now: int) -> Iterator[Proposal]:
    """Orders of a shift that were paid in it and have no waybill when it ends (R2-6.1.1)."""
    open_ones: dict[str, list[Order]] = {}
    since = judge.calendar.moment(judge.calendar.day(now) - _SPAN_DAYS)
    ended = judge.shop.orders.ended.values()
    for order in takewhile(lambda each: (each.ended_at or 0) >= since, reversed(ended)):
        if order.paid and not order.printed and order.staff:
            open_ones.setdefault(order.staff, []).append(order)
    for plan in recent(judge, now):
        if plan.end > now:
            continue
        begin = plan.start - HOUR
        count = sum(
            1
            for order in open_ones.get(plan.staff, [])
            if begin <= order.placed_at < plan.end and (order.ended_at or now) <= plan.end
        )
        if count:
            name = judge.shop.people.name(plan.staff)
            says = Words(f"{name} 下班还有 {count} 单未打面单", f"{name} left {count} waybills unprinted")
            yield know(f"unprinted:{plan.staff}:{plan.day}", plan.end, plan.staff, says, clause.id)
