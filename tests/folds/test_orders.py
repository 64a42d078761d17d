"""What the fold of orders keeps of an order that ended: for some days, in the order of the ends."""

from kit import millis

from kfterm.events.orders import OrderCancelled, OrderPaid, OrderPlaced, WaybillPrinted
from kfterm.folds.shop import Shop, apply


def _placed(shop: Shop, order: str, at: str) -> None:
    apply(shop, OrderPlaced(order=order, staff="li", buyer=f"buyer of {order}"), millis(at), 1)


def test_a_paid_order_is_kept_for_a_week() -> None:
    shop = Shop()
    for order, day in (("a", "01"), ("b", "02"), ("c", "09")):
        _placed(shop, order, f"2024-06-{day} 10:00")
        apply(shop, OrderPaid(order=order), millis(f"2024-06-{day} 11:00"), 2)
    # a ended on the 1st at 11:00: on the 9th, more than seven days later, it is let go; b, exactly seven days, is not
    assert list(shop.orders.ended) == ["b", "c"]
    assert list(shop.orders.payers) == ["buyer of b", "buyer of c"]


def test_a_paid_order_that_is_cancelled_later_keeps_the_moment_of_its_payment() -> None:
    shop = Shop()
    for order in ("a", "b"):
        _placed(shop, order, "2024-06-01 10:00")
        apply(shop, OrderPaid(order=order), millis("2024-06-01 11:00"), 2)
    apply(shop, OrderCancelled(order="a"), millis("2024-06-02 11:00"), 3)
    assert list(shop.orders.ended) == ["a", "b"]
    assert (shop.orders.ended["a"].paid, shop.orders.ended["a"].ended_at) == (False, millis("2024-06-01 11:00"))


def test_a_waybill_may_be_printed_before_or_after_the_payment() -> None:
    shop = Shop()
    for order in ("a", "b", "c"):
        _placed(shop, order, "2024-06-01 10:00")
    apply(shop, WaybillPrinted(waybill="w1", order="a", staff="li"), millis("2024-06-01 10:30"), 2)
    for order in ("a", "b", "c"):
        apply(shop, OrderPaid(order=order), millis("2024-06-01 11:00"), 3)
    apply(shop, WaybillPrinted(waybill="w2", order="b", staff="li"), millis("2024-06-01 11:30"), 4)
    assert [key for key, order in shop.orders.ended.items() if not order.printed] == ["c"]
