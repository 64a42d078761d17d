"""The manual review: the sum of the items, kept within bounds, pays so much a point (R2-9.2, R2-A02)."""

from collections.abc import Iterator
from fractions import Fraction

from kfterm.folds.people import Person
from kfterm.money import decimal_text, round_half_up
from kfterm.month.judge import Judge
from kfterm.month.model import Line
from kfterm.periods import Month
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import ReviewItem, ReviewPay
from kfterm.words import Words


def review_pay(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Line]:
    """What the items come to; none while one is not scored. The sum as scored and as paid both stand in the working."""
    found, items = rulebook.one(ReviewPay), rulebook.all(ReviewItem)
    scores = judge.shop.scores.reviews.get(month.label, {}).get(person.staff, {})
    if found is None or not items or any(rule.item not in scores for _, rule in items):
        return
    clause, rule = found
    raw = sum(scores[item.item][0] for _, item in items)
    paid = min(rule.high, max(rule.low, raw))
    working = " + ".join(f"{item.item} {decimal_text(scores[item.item][0])}" for _, item in items)
    working += f" = {decimal_text(raw)}" + (f" → {decimal_text(paid)}" if paid != raw else "")
    working += f" × {decimal_text(rule.yuan)}"
    clauses = tuple(dict.fromkeys((clause.id, *(each.id for each, _ in items))))
    events = tuple(sorted(scores[item.item][1] for _, item in items))
    fen = round_half_up(Fraction(paid) * Fraction(rule.yuan) * 100)
    yield Line("review", Words("人工考核", "manual review"), fen, clauses, events, working)


def flags(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[str]:
    """Items that nobody has scored."""
    if rulebook.one(ReviewPay) is not None:
        scores = judge.shop.scores.reviews.get(month.label, {}).get(person.staff, {})
        yield from (f"missing:review:{rule.item}" for _, rule in rulebook.all(ReviewItem) if rule.item not in scores)
