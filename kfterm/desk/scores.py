"""Scores of the manual review and spending from the fund box: what the rulebook prints, by who may."""

from collections.abc import Iterator

from kfterm.desk.known import Known
from kfterm.desk.permits import permitted, permitted_then, self_scored
from kfterm.events.lines import Fact
from kfterm.events.money import FundSpent
from kfterm.events.scores import ReviewScored
from kfterm.money import decimal_text
from kfterm.periods import month
from kfterm.rulebook.pay_rules import FundBox, ReviewItem
from kfterm.words import Words


def review(known: Known, fact: Fact) -> Iterator[Words]:
    """One item of the review: a level that the rulebook prints, by who scores it (R2-9.2, R2-A21)."""
    event = fact.event
    assert isinstance(event, ReviewScored)
    try:
        rulebook = known.rulebook(month(event.month).last)
    except ValueError:
        return
    items = {rule.item: (clause, rule) for clause, rule in rulebook.all(ReviewItem)} if rulebook else {}
    if rulebook is None or not items:
        yield Words(f"{event.month} 的规则书没有人工考核", f"the rulebook of {event.month} knows no manual review")
        return
    yield from permitted(known, rulebook, "score_review", fact)
    yield from self_scored(fact, event.staff)
    if event.item not in items:
        listed = " / ".join(items)
        yield Words(f"item 是 {event.item},应为 {listed}", f"item is {event.item}, it should be {listed}")
        return
    clause, rule = items[event.item]
    levels = [level.score for level in rule.levels]
    if event.score not in levels:
        listed, found = " / ".join(decimal_text(each) for each in levels), decimal_text(event.score)
        yield Words(f"score 是 {found},{clause.id} 只有 {listed}", f"score is {found}, {clause.id} has {listed} only")


def spent(known: Known, fact: Fact) -> Iterator[Words]:
    """Money out of the fund box: some amount, for something, by who may (R6-14, R6-A10)."""
    event = fact.event
    assert isinstance(event, FundSpent)
    rulebook = known.rulebook(known.calendar.day(fact.at))
    if rulebook is None or rulebook.one(FundBox) is None:
        yield Words("这本规则书没有基金箱", "this rulebook has no fund box")
        return
    if event.amount <= 0:
        found = decimal_text(event.amount)
        yield Words(f"amount 是 {found},应大于 0", f"amount is {found}, it should be above 0")
    if not event.purpose.strip():
        yield Words("经费支出要写用途 purpose", "spending from the fund box needs a purpose")
    yield from permitted_then(known, "spend_fund", fact)
