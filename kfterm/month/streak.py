"""First in a measure: an award by how many months running (R3-3.4, R3-A06)."""

from collections.abc import Iterator
from fractions import Fraction

from kfterm.folds.people import Person
from kfterm.money import decimal_text, round_half_up
from kfterm.month.judge import Judge
from kfterm.month.measures import measure, measured_by, missing_measure, shown
from kfterm.month.model import Line
from kfterm.periods import Month, before, month
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import StreakAward
from kfterm.words import Words


def streak_awards(judge: Judge, person: Person, this: Month, rulebook: Rulebook) -> Iterator[Line]:
    """The rung of this month for who is first in it; a month that one was not first in begins anew."""
    for clause, rule in rulebook.all(StreakAward):
        labels = streak(judge, person.staff, this.label, rule.metric)
        value = measure(judge, person.staff, this.label, rule.metric)
        if not labels or value is None or not rule.rungs:
            continue
        amount = rule.rungs[min(len(labels), len(rule.rungs)) - 1]
        since = labels[-1] if len(labels) > 1 else ""
        working = f"{rule.metric} {shown(value)} = max; {since}{'…' if since else ''}{this.label}: "
        working += f"{len(labels)} → {decimal_text(amount)}"
        events = tuple(seq for label in labels for seq in measured_by(judge, person.staff, label))
        label_words = Words("业绩第一", "first in results")
        yield Line("award", label_words, round_half_up(Fraction(amount) * 100), (clause.id,), events, working)


def streak(judge: Judge, staff: str, label: str, metric: str) -> list[str]:
    """The months running up to this one in which a person was first, newest first; over year ends."""
    found = []
    while staff in first(judge, label, metric):
        found.append(label)
        label = before(label)
    return found


def first(judge: Judge, label: str, metric: str) -> frozenset[str]:
    """Everybody who shares the highest figure of a month, among those employed in it; nobody where there is none.

    Taken from what was reported for the month, whatever rulebook held then. No figure above zero is no first place.
    """
    key = ("first", label, metric)
    if key not in judge.scratch:
        reported = judge.shop.scores.kpi.get(label)
        people = judge.people(month(label)) if reported else []
        values = {person.staff: measure(judge, person.staff, label, metric) for person in people}
        best = max((value for value in values.values() if value is not None), default=Fraction(0))
        judge.scratch[key] = frozenset(staff for staff, value in values.items() if value == best > 0)
    return judge.scratch[key]  # type: ignore[return-value]


def flags(judge: Judge, person: Person, this: Month, rulebook: Rulebook) -> Iterator[str]:
    """The measure where it was not reported: the person cannot be first without."""
    for _, rule in rulebook.all(StreakAward):
        if measure(judge, person.staff, this.label, rule.metric) is None:
            yield missing_measure(judge, person.staff, this.label, rule.metric)
