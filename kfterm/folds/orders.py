"""Orders from being placed to being paid, their remarks, and the waybills under each person's mark.

What stands here is of the span that was folded, a month and a little more: one small record an order, one a waybill,
left alone by the garbage collector because there may be many. Whether a paid order or a parcel earns anything is for
the month to judge.
"""

import msgspec

from kfterm.events.orders import (
    OrderCancelled,
    OrderPaid,
    OrderPlaced,
    OrderUrged,
    RefundProposed,
    RemarkWritten,
    WaybillPrinted,
    WaybillsCounted,
    WaybillShipped,
    WaybillVoided,
)
from kfterm.folds.base import Handlers, State


class Order(State):
    """An order that is not paid and not cancelled yet."""

    staff: str
    placed_at: int
    seq: int
    buyer: str = ""
    store: str = ""
    urged_at: int | None = None
    fen: int | None = None
    ended_at: int | None = None
    """When it was paid or cancelled."""
    paid: bool = False
    printed: bool = False
    """Whether a waybill was printed for it."""


class Paid(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An order that was paid and not cancelled since; `fen` is None where nobody said how much it was."""

    staff: str
    fen: int | None
    at: int
    seq: int
    buyer: str = ""
    placed_seq: int = 0


class Waybill(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A waybill that was not voided; `seq` is of the shipping, before that of the print."""

    staff: str
    order: str
    printed_at: int
    shipped_at: int | None
    seq: int


_DAY = 24 * 3_600_000
_RECENT = 7 * _DAY


class Orders(State):
    """Unpaid and paid orders, remarks, waybills, and what was counted elsewhere."""

    unpaid: dict[str, Order] = {}
    ended: dict[str, Order] = {}
    """Paid or cancelled within the last days, in that order: what a look at the floor may still find."""
    payers: dict[str, int] = {}
    """Buyer to the first moment of the last days at which one of their orders was paid (R3-9.2)."""
    swept_at: int = 0
    """When what ended longer ago was last forgotten."""
    paid: dict[str, Paid] = {}
    remarks: dict[str, tuple[str, int]] = {}
    """Order to (who the remark names, seq); empty where the remark names nobody."""
    waybills: dict[str, Waybill] = {}
    """Printed and not voided, shipped or not."""
    counted: dict[str, dict[str, tuple[int, int]]] = {}
    """Month to person to (shipped, seq), counted elsewhere."""
    refunds: dict[str, int] = {}
    """Refund to when it was proposed: each has an id of its own, and nothing is computed from it."""


def _placed(orders: Orders, event: OrderPlaced, at: int, seq: int) -> None:
    amount = None if event.amount is None else int(event.amount * 100)
    paid = orders.paid.get(event.order)
    if paid is None:
        orders.unpaid[event.order] = Order(
            staff=event.staff or "",
            placed_at=at,
            seq=seq,
            buyer=event.buyer or "",
            store=event.store or "",
            fen=amount,
        )
    elif not paid.placed_seq:  # another source was quicker with the payment
        orders.paid[event.order] = Paid(event.staff or "", amount, paid.at, paid.seq, event.buyer or "", seq)


def _urged(orders: Orders, event: OrderUrged, at: int, seq: int) -> None:
    order = orders.unpaid.get(event.order)
    if order is not None and order.urged_at is None:
        order.urged_at = at


def _paid(orders: Orders, event: OrderPaid, at: int, seq: int) -> None:
    order = orders.unpaid.pop(event.order, None)
    if order is not None:
        _end(orders, event.order, order, at, paid=True)
        orders.paid[event.order] = Paid(order.staff, order.fen, at, seq, order.buyer, order.seq)
    elif event.order not in orders.paid:
        orders.paid[event.order] = Paid("", None, at, seq)


def _end(orders: Orders, key: str, order: Order, at: int, *, paid: bool) -> None:
    """Keep an order for some days more."""
    order.ended_at, order.paid = at, paid
    orders.ended[key] = order
    if paid and order.buyer:
        orders.payers.setdefault(order.buyer, at)
    if at - orders.swept_at >= _DAY:  # one by one, each look at the oldest would pass all that were deleted before it
        orders.swept_at, old = at, at - _RECENT
        orders.ended = {each: was for each, was in orders.ended.items() if (was.ended_at or 0) >= old}
        orders.payers = {buyer: was for buyer, was in orders.payers.items() if was >= old}


def _cancelled(orders: Orders, event: OrderCancelled, at: int, seq: int) -> None:
    order = orders.unpaid.pop(event.order, None)
    if order is not None:
        _end(orders, event.order, order, at, paid=False)
    elif event.order in orders.ended:
        orders.ended[event.order].paid = False
    orders.paid.pop(event.order, None)


def _remark(orders: Orders, event: RemarkWritten, at: int, seq: int) -> None:
    named = orders.remarks.get(event.order)
    if named is None or event.staff:
        orders.remarks[event.order] = (event.staff or "", seq)


def _printed(orders: Orders, event: WaybillPrinted, at: int, seq: int) -> None:
    order = orders.unpaid.get(event.order) or orders.ended.get(event.order)
    if order is not None:
        order.printed = True
    if event.waybill not in orders.waybills:  # the same waybill printed again is a duplicate: the first mark stands
        orders.waybills[event.waybill] = Waybill(event.staff, event.order or event.waybill, at, None, seq)


def _shipped(orders: Orders, event: WaybillShipped, at: int, seq: int) -> None:
    printed = orders.waybills.get(event.waybill)
    if printed is not None and printed.shipped_at is None:
        orders.waybills[event.waybill] = Waybill(printed.staff, printed.order, printed.printed_at, at, seq)


def _voided(orders: Orders, event: WaybillVoided, at: int, seq: int) -> None:
    orders.waybills.pop(event.waybill, None)


def _counted(orders: Orders, event: WaybillsCounted, at: int, seq: int) -> None:
    orders.counted.setdefault(event.month, {})[event.staff] = (event.shipped, seq)


def _refund(orders: Orders, event: RefundProposed, at: int, seq: int) -> None:
    orders.refunds.setdefault(event.refund, at)


HANDLERS: Handlers = {
    OrderPlaced: _placed,
    OrderUrged: _urged,
    OrderPaid: _paid,
    OrderCancelled: _cancelled,
    RemarkWritten: _remark,
    WaybillPrinted: _printed,
    WaybillShipped: _shipped,
    WaybillVoided: _voided,
    WaybillsCounted: _counted,
    RefundProposed: _refund,
}
