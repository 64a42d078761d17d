"""What a regime knows about a person's month: the floor has a column for that and for nothing else."""

from typing import NamedTuple

from kfterm.rulebook.attendance_rules import AbsenceWage, LatenessTier, LeaveDeduction, MissedPunch
from kfterm.rulebook.base import Rule
from kfterm.rulebook.conduct_rules import Conduct, Trigger
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import (
    Award,
    Base,
    CountCommission,
    Insurance,
    KpiAmount,
    KpiPay,
    Meal,
    OrderCommission,
    RateCommission,
    ReviewPay,
    StreakAward,
)
from kfterm.rulebook.prices import AnyPrice, Fine, FineRange, Ladder, Loss, Product
from kfterm.rulebook.score_rules import Score, Standard


class Regime(NamedTuple):
    """Whether there are points, fines, packets."""

    score: bool = False
    fines: bool = False
    packets: bool = False
    money: bool = False
    """Whether a month has pay lines at all (R1 has none)."""


_PAYS: tuple[type[Rule], ...] = (
    Base,
    Meal,
    CountCommission,
    RateCommission,
    OrderCommission,
    StreakAward,
    KpiPay,
    ReviewPay,
    KpiAmount,
    Award,
    Insurance,
    AbsenceWage,
    LeaveDeduction,
    Standard,
)


def regime(rulebook: Rulebook | None) -> Regime:
    """What a rulebook knows; nothing without one."""
    if rulebook is None:
        return Regime()
    priced = [rule.price for _, rule in rulebook.all(Conduct)] + [rule.price for _, rule in rulebook.all(Trigger)]
    prices = [price for each in priced for price in each]
    fines = any(map(_fines, prices))
    packets = any(tier.packet is not None for _, tier in rulebook.all(LatenessTier))
    return Regime(
        score=rulebook.one(Score) is not None,
        fines=fines,
        packets=packets or rulebook.one(MissedPunch) is not None,
        money=fines or any(isinstance(each, Loss) for each in prices) or any(rulebook.all(each) for each in _PAYS),
    )


def _fines(price: AnyPrice) -> bool:
    if isinstance(price, Ladder):
        return any(rung.yuan for rung in price.rungs)
    return isinstance(price, (Fine, FineRange, Product))
