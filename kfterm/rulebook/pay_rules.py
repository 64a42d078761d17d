"""Mechanisms of pay that need no score."""

from decimal import Decimal
from typing import Literal

from kfterm.rulebook.base import Rule


class Base(Rule, frozen=True, tag="base"):
    """Base pay a month; a part month pays by calendar days employed (R8-5.4, R8-A43)."""

    yuan: Decimal


class DayWage(Rule, frozen=True, tag="day_wage"):
    """A day's wage is the base divided by the calendar days of the month (R8-3.4.2, R8-A13)."""

    divide_by: Literal["calendar_days"]


class KpiAmount(Rule, frozen=True, tag="kpi_amount"):
    """An amount computed elsewhere and imported (R8-5.5)."""

    required: bool = True


class Award(Rule, frozen=True, tag="award"):
    """An award of a typed amount with a reason (R8-5.6)."""


class Insurance(Rule, frozen=True, tag="insurance"):
    """The person's share of the contribution, taken off the net (R8-5.3)."""

    person_share: Decimal
    required: bool = True


class NetFloor(Rule, frozen=True, tag="net_floor"):
    """The net is never below this; every line is shown in full (R8-A35)."""

    yuan: Decimal


class ComplaintCase(Rule, frozen=True, tag="complaint_case"):
    """A complaint judged valid raises a discipline case (R8-3.13)."""


class FundBox(Rule, frozen=True, tag="fund_box"):
    """All fines go into the department's fund box."""
