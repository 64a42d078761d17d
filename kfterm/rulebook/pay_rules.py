"""Mechanisms of pay that need no score."""

from decimal import Decimal
from typing import Literal

import msgspec

from kfterm.rulebook.base import Label, Rule
from kfterm.rulebook.prices import CaseName


class Package(Rule, frozen=True, tag="package"):
    """The reference package that shares are taken of, as a setting (R2-7.1, R2-A03)."""

    setting: str


class Base(Rule, frozen=True, tag="base"):
    """Base pay a month; a part month pays by calendar days employed (R8-5.4, R8-A43)."""

    yuan: Decimal | None = None
    share: Decimal | None = None
    """Instead of yuan: a share of the reference package."""


class Meal(Rule, frozen=True, tag="meal"):
    """Meal money a month; a part month pays by calendar days employed (R2-7.1, R2-A24)."""

    yuan: Decimal | None = None
    share: Decimal | None = None


class CountCommission(Rule, frozen=True, tag="count_commission"):
    """So many yuan for each shipped order under the person's mark (R2-8.1, R2-A17)."""

    yuan: Decimal
    design_share: Decimal | None = None
    """Its part of the reference package by design, shown beside the actual one; it changes no amount (R2-A09)."""


class RateStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rate from a ratio on, or below one."""

    rate: Decimal
    from_ratio: Decimal | None = None
    below: Decimal | None = None


class RateCommission(Rule, frozen=True, tag="rate_commission"):
    """A share of an amount, by a ratio that is compared exactly; the whole amount at one rate (R3-3.3, R3-A01–A05)."""

    base: str
    """The measure paid on: `sales_cny`."""
    part: str
    whole: str
    """The ratio: `buyers` of `enquirers`."""
    percent: str
    """Where the two are not reported, the measure that has the ratio in percent: `conversion_pct`."""
    steps: tuple[RateStep, ...]


class StreakAward(Rule, frozen=True, tag="streak_award"):
    """First in a measure: an amount by how many months running; ties share (R3-3.4, R3-A06)."""

    metric: str
    rungs: tuple[Decimal, ...]
    """First month, second, …; the last serves all later ones."""


class OrderCommission(Rule, frozen=True, tag="order_commission"):
    """A rate, as a setting, on the paid orders that carry the person's remark (R7-7, R7-A14)."""

    setting: str


class KpiItem(Rule, frozen=True, tag="kpi_item"):
    """One measure: a straight line between two end points, kept within them (R2-9.1.1–9.1.5, R2-A04–A06)."""

    metric: str
    worst: Decimal
    best: Decimal
    worst_score: Decimal
    best_score: Decimal
    weight: Decimal
    part: str = ""
    whole: str = ""
    """Where the measure is not reported: `part` in percent of `whole`, such as buyers of enquirers."""
    of: str = ""
    """What it is measured on: not reported because there was none of that, it has the worst score (R2-A28)."""
    label: Label | None = None


class KpiPay(Rule, frozen=True, tag="kpi_pay"):
    """The weighted score pays a share of the reference package, whole at the full score (R2-9.1, R2-A03)."""

    share: Decimal
    full_score: Decimal


class ReviewLevel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One level of a review item."""

    score: Decimal
    label: Label


class ReviewItem(Rule, frozen=True, tag="review_item"):
    """One item that the scorer judges (R2-9.2.1–9.2.6)."""

    item: str
    levels: tuple[ReviewLevel, ...]
    label: Label


class ReviewPay(Rule, frozen=True, tag="review_pay"):
    """The sum of the items, kept within bounds, pays so much a point (R2-9.2, R2-A02)."""

    yuan: Decimal
    low: Decimal
    high: Decimal


class PayDue(Rule, frozen=True, tag="pay_due"):
    """Wages are paid by this day of the next month (TM32, R8-5.2)."""

    day: int
    remind_day: int | None = None
    """From this day on it is reminded of; without it only what is overdue is shown (R8-A19)."""


class DayWage(Rule, frozen=True, tag="day_wage"):
    """A day's wage is the base divided by the calendar days of the month (R8-3.4.2, R8-A13)."""

    divide_by: Literal["calendar_days"]


class KpiAmount(Rule, frozen=True, tag="kpi_amount"):
    """An amount computed elsewhere and imported (R8-5.5)."""

    required: bool = True


class Award(Rule, frozen=True, tag="award"):
    """An award of a typed amount with a reason (R8-5.6)."""

    line: Literal["award", "reward"] = "award"
    label: Label | None = None


class Insurance(Rule, frozen=True, tag="insurance"):
    """The person's share of the contribution, taken off the net (R8-5.3)."""

    person_share: Decimal
    required: bool = True


class NetFloor(Rule, frozen=True, tag="net_floor"):
    """The net is never below this; every line is shown in full (R8-A35)."""

    yuan: Decimal


class ComplaintCase(Rule, frozen=True, tag="complaint_case"):
    """A complaint judged valid raises a case (R8-3.13, R3-8.4)."""

    case: CaseName = "discipline"


class FundBox(Rule, frozen=True, tag="fund_box"):
    """All fines go into the department's fund box."""
