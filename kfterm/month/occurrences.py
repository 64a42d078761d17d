"""Everything on the clauses of one person and month, each priced once: entries, lines and cases are read from it.

What was booked by hand and what follows from the same fact are one deduction; a ladder counts both kinds together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kfterm.folds.conduct import Violation
from kfterm.folds.people import Person
from kfterm.month.acts import Act, derived, logged
from kfterm.month.judge import Judge
from kfterm.month.model import Occurrence
from kfterm.month.monthlong import escalations, of_the_month
from kfterm.month.prices import price
from kfterm.periods import Month, before, month, month_label
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.prices import Ladder, Loss, Product
from kfterm.words import Words


def occurrences(judge: Judge, person: Person, this: Month) -> tuple[Occurrence, ...]:
    """In the order of the days; what is of the whole month comes last."""
    key = ("occurrences", person.staff, this.label)
    if key not in judge.scratch:
        judge.scratch[key] = tuple(_occurrences(judge, person, this))
    return judge.scratch[key]  # type: ignore[return-value]


def _occurrences(judge: Judge, person: Person, this: Month) -> list[Occurrence]:
    rulebook = judge.rulebook(this)
    if rulebook is None:
        return []
    acts = _dearest(acts_of(judge, person, this, rulebook))
    counts: dict[str, int] = {}
    charged: set[tuple[str, str]] = set()
    found = []
    for act in acts:
        if act.clause not in counts:
            counts[act.clause] = _earlier(judge, person, this, act)
        found.append(_priced(_named(act, this), counts, charged))
    found += [_plain(act) for act in escalations(rulebook, found)]
    found += [_plain(act) for act in of_the_month(judge, person, this, rulebook, found)]
    return found


def _named(act: Act, this: Month) -> Act:
    """An act that is booked here because its own month was closed names that month (G13).

    Counters take it where it is booked, as R4-A31 says of distinct clauses: a closed count must not move.
    """
    if act.day is None or act.day >= this.first:
        return act
    own = month_label(act.day)
    return act._replace(label=Words(f"补记 {own}:{act.label.zh}", f"booked late for {own}: {act.label.en}"))


def acts_of(judge: Judge, person: Person, this: Month, rulebook: Rulebook) -> list[Act]:
    """What was logged and what follows from facts, in the order of time."""
    by_hand = list(logged(judge, person.staff, this))
    followed = _not_booked(judge, person.staff, derived(judge, person, this, rulebook))
    found = sorted(
        [*by_hand, *followed], key=lambda act: (act.day or this.last, act.at, act.clause, act.key, act.events)
    )
    return list(_once_a_shift(found))


def _once_a_shift(acts: Iterable[Act]) -> Iterator[Act]:
    """What can happen once a shift costs once; a second entry by hand of that day is kept as a note (R6-A12, R4-A20)."""
    seen: set[tuple[str, int | None]] = set()
    for act in acts:
        again = act.once_a_shift and (act.clause, act.day) in seen
        if act.once_a_shift:
            seen.add((act.clause, act.day))
        yield act._replace(prices=(), counted=False) if again else act


def _not_booked(judge: Judge, staff: str, acts: Iterable[Act]) -> Iterator[Act]:
    """What follows from facts and was not booked by hand as well, on its day or up to the day it was judged.

    An entry by hand that was appealed with success takes the derived one with it.
    """
    by_hand = [_Booked(each, judge.violation_day(each), each.event.times) for each in judge.logged(staff)]
    for act in acts:
        left = act.times
        for booked in by_hand:
            if left and booked.left and booked.same(act):
                taken = min(left, booked.left)
                booked.left -= taken
                left -= taken
        if left:
            yield act._replace(times=left, units=left)


@dataclass
class _Booked:
    """An entry by hand, and how many acts it still stands for."""

    violation: Violation
    day: int
    left: int

    def same(self, act: Act) -> bool:
        """Whether it may be this very act."""
        event = self.violation.event
        if event.clause != act.clause:
            return False
        if act.proposal and event.proposal == act.proposal:
            return True
        return act.day is not None and act.day <= self.day <= (act.until or act.day)


def _dearest(acts: list[Act]) -> list[Act]:
    """Of several acts on one order, priced once an order by a unit price, the dearest one costs (R2-A14)."""
    best: dict[tuple[str, str], Act] = {}
    for act in acts:
        if act.order and any(isinstance(each, Product) and each.once_per_order for each in act.prices):
            known = best.get((act.clause, act.order))
            if known is None or (act.typed.unit_price or 0) > (known.typed.unit_price or 0):
                best[(act.clause, act.order)] = act
    return [act if best.get((act.clause, act.order), act) is act else act._replace(prices=()) for act in acts]


def _earlier(judge: Judge, person: Person, this: Month, act: Act) -> int:
    """Acts on the clause before this month, where its ladder counts over more than a month."""
    windows = {each.window for each in act.prices if isinstance(each, Ladder)}
    if not windows - {"natural_month"}:
        return 0
    first = month_label(judge.calendar.day(person.joined_at))
    if "employment" not in windows:
        first = max(first, f"{this.label[:4]}-01")
    count, label = 0, before(this.label)
    while label >= first:
        rulebook = judge.rulebook(month(label))
        acts = acts_of(judge, person, month(label), rulebook) if rulebook else []
        count += sum(each.times for each in acts if each.clause == act.clause and each.counted)
        label = before(label)
    return count


def _priced(act: Act, counts: dict[str, int], charged: set[tuple[str, str]]) -> Occurrence:
    number = counts[act.clause]
    found = price(act.prices, act.typed, act.units, number)
    if act.counted:
        counts[act.clause] = number + act.times
    if found.loss_fen and any(isinstance(each, Loss) and each.once_per_order for each in act.prices):
        order = (act.clause, act.order or str(act.events))
        if order in charged:
            found = found._replace(loss_fen=0)
        charged.add(order)
    return Occurrence(
        act.clause, act.label, act.day, act.events, found, act.level, act.units, counts[act.clause], act.derived
    )


def _plain(act: Act) -> Occurrence:
    """What is of the whole month: no ladder counts it."""
    return Occurrence(act.clause, act.label, None, act.events, price(act.prices), act.level, derived=True)
