"""Orders that are still open, and per person how many waybills went out."""

from kfterm.events.orders import (
    OrderCancelled,
    OrderPaid,
    OrderPlaced,
    OrderUrged,
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


class Orders(State):
    """Unpaid orders, unshipped waybills, and the counts of a month."""

    unpaid: dict[str, Order] = {}
    waybills: dict[str, tuple[str, int]] = {}
    """Printed and neither shipped nor voided: waybill to (staff, printed at)."""
    shipped: dict[str, dict[int, int]] = {}
    """Person to (hours since the epoch of printing) to waybills that left."""
    counted: dict[str, dict[str, tuple[int, int]]] = {}
    """Month to person to (shipped, seq), counted elsewhere."""
    remarks: int = 0


_HOUR = 3_600_000


def _placed(orders: Orders, event: OrderPlaced, at: int, seq: int) -> None:
    orders.unpaid[event.order] = Order(
        staff=event.staff or "", placed_at=at, seq=seq, buyer=event.buyer or "", store=event.store or ""
    )


def _urged(orders: Orders, event: OrderUrged, at: int, seq: int) -> None:
    order = orders.unpaid.get(event.order)
    if order is not None and order.urged_at is None:
        order.urged_at = at


def _gone(orders: Orders, event: OrderPaid | OrderCancelled, at: int, seq: int) -> None:
    orders.unpaid.pop(event.order, None)


def _remark(orders: Orders, event: RemarkWritten, at: int, seq: int) -> None:
    orders.remarks += 1


def _printed(orders: Orders, event: WaybillPrinted, at: int, seq: int) -> None:
    orders.waybills[event.waybill] = (event.staff, at)


def _shipped(orders: Orders, event: WaybillShipped, at: int, seq: int) -> None:
    printed = orders.waybills.pop(event.waybill, None)
    if printed is not None:
        hours = orders.shipped.setdefault(printed[0], {})
        hours[printed[1] // _HOUR] = hours.get(printed[1] // _HOUR, 0) + 1


def _voided(orders: Orders, event: WaybillVoided, at: int, seq: int) -> None:
    orders.waybills.pop(event.waybill, None)


def _counted(orders: Orders, event: WaybillsCounted, at: int, seq: int) -> None:
    orders.counted.setdefault(event.month, {})[event.staff] = (event.shipped, seq)


HANDLERS: Handlers = {
    OrderPlaced: _placed,
    OrderUrged: _urged,
    OrderPaid: _gone,
    OrderCancelled: _gone,
    RemarkWritten: _remark,
    WaybillPrinted: _printed,
    WaybillShipped: _shipped,
    WaybillVoided: _voided,
    WaybillsCounted: _counted,
}
