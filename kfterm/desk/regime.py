"""What a regime knows about a person's month: the floor has a column for that and for nothing else."""

from typing import NamedTuple

from kfterm.rulebook.attendance_rules import LatenessTier, MissedPunch
from kfterm.rulebook.conduct_rules import Conduct, Trigger
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.prices import AnyPrice, Fine, FineRange, Ladder, Product
from kfterm.rulebook.score_rules import Score


class Regime(NamedTuple):
    """Whether there are points, fines, packets."""

    score: bool = False
    fines: bool = False
    packets: bool = False


def regime(rulebook: Rulebook | None) -> Regime:
    """What a rulebook knows; nothing without one."""
    if rulebook is None:
        return Regime()
    priced = [rule.price for _, rule in rulebook.all(Conduct)] + [rule.price for _, rule in rulebook.all(Trigger)]
    packets = any(tier.packet is not None for _, tier in rulebook.all(LatenessTier))
    return Regime(
        score=rulebook.one(Score) is not None,
        fines=any(_fines(price) for prices in priced for price in prices),
        packets=packets or rulebook.one(MissedPunch) is not None,
    )


def _fines(price: AnyPrice) -> bool:
    if isinstance(price, Ladder):
        return any(rung.yuan for rung in price.rungs)
    return isinstance(price, (Fine, FineRange, Product))
