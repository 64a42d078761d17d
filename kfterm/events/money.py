"""Facts about amounts that come from elsewhere or are typed by somebody who may."""

from decimal import Decimal
from typing import ClassVar

from kfterm.events.base import Event


class KpiAmountSet(Event, frozen=True, tag="kpi_amount.set"):
    """The performance amount of one person and month, computed elsewhere (R8-5.5)."""

    OF: ClassVar[str] = "staff"
    staff: str
    month: str
    amount: Decimal
    source: str = ""


class InsuranceSet(Event, frozen=True, tag="insurance.set"):
    """The whole contribution of one person and month, both shares (R8-5.3)."""

    OF: ClassVar[str] = "staff"
    staff: str
    month: str
    total: Decimal


class AwardGranted(Event, frozen=True, tag="award.granted"):
    """An award, typed with its reason."""

    OF: ClassVar[str] = "staff"
    staff: str
    month: str
    clause: str
    amount: Decimal
    reason: str = ""


class FundSpent(Event, frozen=True, tag="fund.spent"):
    """Something was paid out of the fund box."""

    amount: Decimal
    purpose: str
