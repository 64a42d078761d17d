"""Typed losses and fines of logged violations, as pay lines; freight once an order (R8-4.5.4)."""

from collections.abc import Iterator

from kfterm.month.entries import appealed
from kfterm.month.judge import Judge
from kfterm.month.model import Line
from kfterm.month.prices import price_violation
from kfterm.periods import Month, day_text
from kfterm.rulebook.conduct_rules import Conduct
from kfterm.rulebook.prices import Loss


def losses(judge: Judge, staff: str, month: Month) -> Iterator[Line]:
    """One line for every violation with an amount."""
    counts: dict[str, int] = {}
    charged: set[tuple[str, str]] = set()
    for day, violation in judge.violations(staff, month):
        event = violation.event
        rulebook = judge.plan.rulebook(day)
        rule = rulebook.rule(event.clause, Conduct) if rulebook else None
        if rule is None:
            continue
        counts[event.clause] = counts.get(event.clause, 0) + event.times
        priced = price_violation(rule, event, counts[event.clause])
        once = any(isinstance(price, Loss) and price.once_per_order for price in rule.price)
        order = (event.clause, event.order or event.violation)
        if priced.loss_fen and not (once and order in charged):
            charged.add(order)
            working = event.note or ""
            clauses = (event.clause,)
            yield Line(priced.loss_line, rule.label.words, -priced.loss_fen, clauses, (violation.seq,), working)
        if priced.fine_fen:
            clauses = (event.clause,)
            working = f"{counts[event.clause]}"
            yield Line("fine", rule.label.words, -priced.fine_fen, clauses, (violation.seq,), working)
    yield from _given_back(judge, staff, month)


def _given_back(judge: Judge, staff: str, month: Month) -> Iterator[Line]:
    for day, violation in judge.given_back(staff, month):
        event = violation.event
        rulebook = judge.plan.rulebook(day)
        rule = rulebook.rule(event.clause, Conduct) if rulebook else None
        if rule is None:
            continue
        priced, events = price_violation(rule, event, 1), (violation.seq, violation.upheld_seq)
        for name, fen in ((priced.loss_line, priced.loss_fen), ("fine", priced.fine_fen)):
            if fen:
                yield Line(name, appealed(rule), fen, (event.clause,), events, day_text(day))
