"""Facts about orders, remarks and waybills."""

from decimal import Decimal
from typing import ClassVar

from kfterm.events.base import Event


class OrderPlaced(Event, frozen=True, tag="order.placed"):
    """An order was placed with this agent."""

    KEY: ClassVar[str] = "order"
    OF: ClassVar[str] = "staff"
    order: str
    staff: str | None = None
    amount: Decimal | None = None
    store: str | None = None
    buyer: str | None = None


class OrderUrged(Event, frozen=True, tag="order.urged"):
    """The buyer was asked to pay."""

    order: str
    staff: str | None = None


class OrderPaid(Event, frozen=True, tag="order.paid"):
    """Paid."""

    order: str


class OrderCancelled(Event, frozen=True, tag="order.cancelled"):
    """Cancelled by the buyer or the shop."""

    order: str


class RefundProposed(Event, frozen=True, tag="refund.proposed"):
    """Money back in place of an exchange; what the exchange would cost is typed with it (R8-4.5.7)."""

    KEY: ClassVar[str] = "refund"
    OF: ClassVar[str] = "staff"
    refund: str
    staff: str
    amount: Decimal
    exchange_cost: Decimal
    order: str | None = None
    reason: str = ""


class RemarkWritten(Event, frozen=True, tag="remark.written"):
    """The agreements of the chat stand in the order's remark (R8-4.4.7)."""

    order: str
    staff: str | None = None
    remark: str = ""


class WaybillPrinted(Event, frozen=True, tag="waybill.printed"):
    """A waybill was printed by this agent."""

    OF: ClassVar[str] = "staff"
    waybill: str
    order: str
    staff: str


class WaybillShipped(Event, frozen=True, tag="waybill.shipped"):
    """The parcel left."""

    waybill: str


class WaybillVoided(Event, frozen=True, tag="waybill.voided"):
    """The waybill counts for nobody."""

    waybill: str


class WaybillsCounted(Event, frozen=True, tag="waybills.counted"):
    """The month's shipped waybills of one agent, counted elsewhere."""

    OF: ClassVar[str] = "staff"
    staff: str
    month: str
    shipped: int
