"""Orders: what a customer gets back stays within what the rulebook allows."""

from collections.abc import Iterator

from kfterm.desk.known import Known
from kfterm.events.lines import Fact
from kfterm.events.orders import RefundProposed
from kfterm.rulebook.floor_rules import RefundCap
from kfterm.words import Words


def refund(known: Known, fact: Fact) -> Iterator[Words]:
    """A refund in place of an exchange costs at most as much as the exchange (R8-4.5.7, R8-A31)."""
    event = fact.event
    assert isinstance(event, RefundProposed)
    rulebook = known.rulebook(known.plan.shift_day(event.staff, fact.at))
    found = rulebook.one(RefundCap) if rulebook else None
    if found is not None and event.amount > event.exchange_cost:
        clause, amount, cost = found[0].id, event.amount, event.exchange_cost
        yield Words(
            f"{clause}:退款 {amount} 元高于换货成本 {cost} 元,最多 {cost}",
            f"{clause}: a refund of {amount} is above the exchange cost of {cost}; at most {cost}",
        )
