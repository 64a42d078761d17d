"""The entries of a month's score: what happened on the clauses, and the scorer's own points for the month."""

from collections.abc import Iterator

from kfterm.folds.people import Person
from kfterm.month.judge import Judge
from kfterm.month.model import Entry, Occurrence
from kfterm.month.occurrences import occurrences
from kfterm.periods import Month
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.score_rules import Adjustment
from kfterm.words import Words


def entries(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> list[Entry]:
    """Everything that moves a person's score in a month, in the order of the days; the month's own entries last."""
    found = [_entry(each) for each in occurrences(judge, person, month)]
    return [*found, *_adjustments(judge, person.staff, month, rulebook)]


def _entry(each: Occurrence) -> Entry:
    points, units = each.priced.points, each.units
    price = points / units if units else points
    return Entry(each.clause, each.label, points, each.events, each.day, each.level, price, units, each.derived)


def _adjustments(judge: Judge, staff: str, month: Month, rulebook: Rulebook) -> Iterator[Entry]:
    found = rulebook.one(Adjustment)
    for adjustment in judge.shop.scores.adjustments:
        if found and adjustment.staff == staff and adjustment.month == month.label:
            label = Words(f"月评调整:{adjustment.reason}", f"month adjustment: {adjustment.reason}")
            yield Entry(found[0].id, label, adjustment.points, (adjustment.seq,), None)
