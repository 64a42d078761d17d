"""Commission on paid orders: only those count whose remark names the person (R7-7, R7-A14)."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from kfterm.folds.people import Person
from kfterm.money import decimal_text, round_half_up, yuan
from kfterm.month.commission import LABEL
from kfterm.month.judge import Judge
from kfterm.month.model import Events, Line
from kfterm.month.settings import Figure, number_before, setting_number
from kfterm.periods import Month
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import OrderCommission


class Sold(NamedTuple):
    """One person's paid orders of a month, by number."""

    remarked: list[tuple[str, int, int, Events]]
    """(order, paid at, fen, events) of those that count, in the order of payment."""
    unpriced: list[str]
    """With a remark, and nobody said how much they were."""
    unattributed: list[str]
    """Without a remark: shown, and nothing is taken off."""


def by_order(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Line]:
    """The shop's rate of the day on what was paid; no line where a rate is not known."""
    found = rulebook.one(OrderCommission)
    sold = _sold(judge, month).get(person.staff)
    if found is None or sold is None or not sold.remarked:
        return
    by_rate: dict[Figure, list[tuple[str, int, Events]]] = {}
    for order in sold.remarked:
        rate = number_before(judge, rulebook, found[1].setting, order[1] + 1)
        if rate is None:
            return
        by_rate.setdefault(rate, []).append((order[0], order[2], order[3]))
    total, parts, events = Fraction(0), [], []
    for rate, orders in by_rate.items():
        fen = sum(each for _, each, _ in orders)
        total += fen * Fraction(rate.value)
        parts.append(f"{decimal_text(rate.value)} × {yuan(fen)} ({len(orders)})")
        # the first and the last order stand for all of them
        events += [*rate.events, *orders[0][2], *orders[-1][2]]
    yield Line(
        "commission", LABEL, round_half_up(total), (found[0].id,), tuple(dict.fromkeys(events)), " + ".join(parts)
    )


def flags(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[str]:
    """The rate, amounts and remarks that are missing."""
    found = rulebook.one(OrderCommission)
    if found is None:
        return
    if setting_number(judge, rulebook, found[1].setting, month) is None:
        yield f"missing:{found[1].setting}"
    sold = _sold(judge, month).get(person.staff)
    if sold is not None:
        yield from (f"missing:order_amount:{order}" for order in sorted(sold.unpriced))
        yield from (f"unattributed:{order}" for order in sorted(sold.unattributed))


def _sold(judge: Judge, month: Month) -> dict[str, Sold]:
    """Everybody's paid orders of a month. The remark says whose an order is; where it names nobody, who took it."""
    key = ("sold", month.label)
    if key not in judge.scratch:
        orders = judge.shop.orders
        start, end = judge.calendar.moment(month.first), judge.calendar.moment(month.last + 1)
        found: dict[str, Sold] = {}
        for order, paid in sorted(orders.paid.items(), key=lambda each: (each[1].at, each[1].seq)):
            if not start <= paid.at < end:
                continue
            named, remark_seq = orders.remarks.get(order, ("", 0))
            sold = found.setdefault(named or paid.staff, Sold([], [], []))
            if not remark_seq:
                sold.unattributed.append(order)
            elif paid.fen is None:
                sold.unpriced.append(order)
            else:
                sold.remarked.append((order, paid.at, paid.fen, (paid.seq, remark_seq)))
        judge.scratch[key] = found
    return judge.scratch[key]  # type: ignore[return-value]
