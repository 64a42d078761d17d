"""Money of the clauses as pay lines: fines, losses made good, what a lateness takes off the wage."""

from collections.abc import Iterator
from fractions import Fraction

from kfterm.folds.people import Person
from kfterm.money import decimal_text, round_half_up
from kfterm.month.attendance import sheet as attendance_sheet
from kfterm.month.judge import Judge
from kfterm.month.model import Line
from kfterm.month.occurrences import occurrences
from kfterm.periods import Month, day_text
from kfterm.rulebook.attendance_rules import LatenessTier
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words


def losses(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Line]:
    """One line for every occurrence with an amount."""
    for each in occurrences(judge, person, month):
        on = day_text(each.day) if each.day else month.label
        working = f"{on} {each.priced.working}".strip()
        if each.priced.loss_fen:
            amount = -each.priced.loss_fen
            yield Line(each.priced.loss_line, each.label, amount, (each.clause,), each.events, on)
        if each.priced.fine_fen:
            yield Line("fine", each.label, -each.priced.fine_fen, (each.clause,), each.events, working)
    yield from _lateness(judge, person, month)


def _lateness(judge: Judge, person: Person, month: Month) -> Iterator[Line]:
    """What a tier of lateness takes off the wage, under the rulebook of its day (R5-4.2.2.3, R5-A03)."""
    if not any(tier.deduct is not None for each in judge.rulebooks(month) for _, tier in each.all(LatenessTier)):
        return
    for record in attendance_sheet(judge, person, month).days:
        ruling = judge.plan.rulebook(record.day)
        tiers = [each for each in ruling.all(LatenessTier) if each[1].deduct is not None] if ruling else []
        for way, size in (("in", record.late_minutes), ("out", record.early_minutes)):
            for clause, tier in tiers:
                if tier.holds(way, size):
                    assert tier.deduct is not None
                    label = Words("迟到扣薪", "lateness") if way == "in" else Words("早退扣薪", "early leave")
                    working = f"{day_text(record.day)} {size} > {tier.over} → {decimal_text(tier.deduct)}"
                    fen = -round_half_up(Fraction(tier.deduct) * 100)
                    yield Line("wage_deduction", label, fen, (clause.id,), record.events, working)
