"""What a log looks like under each of the regimes: shifts, settings, clauses that get logged, figures that are imported."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from kfterm.events.base import Event
from kfterm.events.money import InsuranceSet, KpiAmountSet
from kfterm.events.orders import WaybillsCounted
from kfterm.events.scores import KpiReported, ReviewScored
from kfterm.periods import clock_minutes
from kfterm.rulebook.conduct_rules import Conduct
from kfterm.rulebook.floor_rules import Shift
from kfterm.rulebook.load import files_of, load
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import CountCommission, Insurance, KpiAmount, ReviewItem
from kfterm.rulebook.prices import Fine, Ladder, Points

TYPED = (("day", 8 * 60 + 30, 17 * 60 + 30), ("late", 17 * 60, 25 * 60))
"""Hours of a shop whose rulebook prints none."""
_SETTINGS = {"away_limit_minutes": "15", "absence_wage": "110", "commission_rate": "0.02"}


@cache
def book(rulebook: str) -> Rulebook:
    """A shipped rulebook."""
    return load(files_of(rulebook))


@cache
def shifts(rulebook: str) -> tuple[tuple[str, int, int], ...]:
    """The two shifts as (id, start, end) in minutes after midnight."""
    printed = [rule for _, rule in book(rulebook).all(Shift)]
    return tuple((each.shift, clock_minutes(each.start), clock_minutes(each.end)) for each in printed) or TYPED


def settings(rulebook: str) -> dict[str, str]:
    """What has to be said at the beginning."""
    asked = {each.key for each in book(rulebook).head.setting}
    found = {key: value for key, value in _SETTINGS.items() if key in asked}
    if not book(rulebook).all(Shift):
        found |= {"shift.day": "08:30-17:30", "shift.late": "17:00-01:00"}
    return found


@cache
def clauses(rulebook: str) -> tuple[str, ...]:
    """Some clauses that a lead can log without typing anything more."""
    plain = [
        clause.id
        for clause, rule in book(rulebook).all(Conduct)
        if all(isinstance(each, Points | Fine | Ladder) for each in rule.price)
        and not (rule.priced_codes or rule.needs_effect or rule.by_roles)
    ]
    return tuple(plain[:8])


def imported(rulebook: str, staff: str, label: str, number: int) -> Iterator[Event]:
    """What other systems report about one person and month, as far as the regime asks for it."""
    metrics = {
        "enquirers": str(900 + number),
        "buyers": str(620 + number),
        "conversion_pct": str(62 + number % 20),
        "sales_cny": str(60_000 + 913 * number),
        "avg_order_cny": str(130 + number % 30),
        "avg_response_s": str(30 + number % 30),
        "reply_pct": str(88 + number % 12),
        "volume": str(4_000 + number),
        "quality": str(90 + number % 10),
    }
    yield KpiReported(staff=staff, month=label, metrics=metrics, source="bench")
    rules = book(rulebook)
    for _, item in rules.all(ReviewItem):
        yield ReviewScored(staff=staff, month=label, item=item.item, score=item.levels[number % len(item.levels)].score)
    if rules.one(CountCommission):
        yield WaybillsCounted(staff=staff, month=label, shipped=800 + number)
    if rules.one(KpiAmount):
        yield KpiAmountSet(staff=staff, month=label, amount=Decimal(700 + number), source="bench")
    if rules.one(Insurance):
        yield InsuranceSet(staff=staff, month=label, total=Decimal(900))
