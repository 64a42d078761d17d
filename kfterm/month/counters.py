"""What is counted about a person: how often, against what, and what the next time brings (index.md §4b).

Only counters that the rulebook has, and of those only what is not zero; rest days always. Nothing here is a figure of
the month: figures come from the occurrences, and so do these counts.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kfterm.folds.people import Person
from kfterm.money import decimal_text
from kfterm.month.attendance import sheet as attendance_sheet
from kfterm.month.attendance_counters import attendance_counters
from kfterm.month.case_words import case_text
from kfterm.month.counter import THIS_MONTH, Counter
from kfterm.month.judge import Judge
from kfterm.month.model import Occurrence
from kfterm.month.occurrences import occurrences
from kfterm.month.prices import price, rung_of
from kfterm.month.score import last_of, sheet
from kfterm.month.streak import streak
from kfterm.periods import Month, before
from kfterm.periods import month as month_named
from kfterm.rulebook.conduct_rules import Conduct, Escalation, Trigger
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import StreakAward
from kfterm.rulebook.prices import AnyPrice, Ladder
from kfterm.rulebook.score_rules import LastPlaceCase
from kfterm.words import Words

_WINDOWS = {
    "natural_month": THIS_MONTH,
    "calendar_year": Words("本年", "this year"),
    "employment": Words("任职以来", "since joining"),
}


class _Laddered(NamedTuple):
    """A clause that counts: its ladder among its other prices."""

    clause: str
    label: Words
    prices: tuple[AnyPrice, ...]
    ladder: Ladder


def counters(judge: Judge, person: Person, month: Month) -> tuple[Counter, ...]:
    """Every counter of one person and month that the rulebook in force has."""
    rulebook = judge.rulebook(month)
    if rulebook is None:
        return ()
    acts = occurrences(judge, person, month)
    seen = attendance_sheet(judge, person, month)
    return (
        *_ladders(rulebook, acts),
        *_escalations(rulebook, acts),
        *attendance_counters(judge, person, month, rulebook, seen),
        *_places(judge, person, month, rulebook),
    )


def _ladders(rulebook: Rulebook, acts: tuple[Occurrence, ...]) -> Iterator[Counter]:
    """CN01–CN06: how far up a ladder, and the price of the next time (G6)."""
    for each in _laddered(rulebook):
        own = [act for act in acts if act.clause == each.clause and act.number]
        count = own[-1].number if own else 0
        if not count:
            continue
        last = next((n for n, rung in enumerate(each.ladder.rungs, 1) if rung.case), len(each.ladder.rungs))
        seqs = tuple(seq for act in own for seq in act.events)
        window = _WINDOWS[each.ladder.window]
        coming = _price_words(each, count)
        yield Counter(each.label, each.clause, Decimal(count), Decimal(last), window, coming, seqs)


def _laddered(rulebook: Rulebook) -> Iterator[_Laddered]:
    """Clauses with a ladder, each once, whether it is logged or follows from a complaint."""
    done: set[str] = set()
    rules = [(clause.id, rule.label.words, rule.price) for clause, rule in rulebook.all(Conduct)]
    rules += [(clause.id, rule.label.words, rule.price) for clause, rule in rulebook.all(Trigger)]
    for clause, label, prices in rules:
        ladder = next((each for each in prices if isinstance(each, Ladder)), None)
        if ladder is not None and clause not in done:
            done.add(clause)
            yield _Laddered(clause, label, prices, ladder)


def _price_words(each: _Laddered, count: int) -> Words:
    """What the time after `count` times costs, by the rung it would stand on."""
    found = price(each.prices, before=count)
    rung = rung_of(each.ladder, count + 1)
    zh, en = [], []
    if found.points:
        ranged = f"..{decimal_text(found.points - rung.high + rung.low)}" if rung.low and rung.high else ""
        zh.append(f"{decimal_text(found.points)}{ranged} 分")
        en.append(f"{decimal_text(found.points)}{ranged} points")
    if found.fine_fen:
        zh.append(f"¥{decimal_text(Decimal(found.fine_fen) / 100)}")
        en.append(f"¥{decimal_text(Decimal(found.fine_fen) / 100)}")
    zh += [case_text(case).zh for case in found.cases]
    en += [case_text(case).en for case in found.cases]
    return Words(" ".join(zh), ", ".join(en))


def _escalations(rulebook: Rulebook, acts: tuple[Occurrence, ...]) -> Iterator[Counter]:
    """CN11: distinct clauses of a level, and what enough of them bring once a month (R4-3.3.05)."""
    levels = {"light": Words("轻度违规", "light clauses"), "medium": Words("中度违规", "medium clauses")}
    for clause, rule in rulebook.all(Escalation):
        done = any(act.clause == clause.id for act in acts)
        for each in rule.any_of:
            hits = [act for act in acts if act.level == each.level and act.priced.points <= 0 and act.day is not None]
            distinct = len({act.clause for act in hits})
            count = distinct if rule.count_by == "distinct_clause" else sum(act.units for act in hits)
            if count:
                points = decimal_text(price(rule.price).points)
                reached = count + 1 >= each.at_least and not done
                coming = Words(f"{points} 分", f"{points} points") if reached else Words("", "")
                label = levels.get(each.level, rule.label.words)
                seqs = tuple(seq for act in hits for seq in act.events)
                yield Counter(label, clause.id, Decimal(count), Decimal(each.at_least), THIS_MONTH, coming, seqs)


def _places(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Counter]:
    """CN12, CN13: months running last and below a score, months running first in a measure."""
    running = Words("连续自然月", "months running")
    for clause, rule in rulebook.all(LastPlaceCase):
        count, label, seqs = 0, month.label, []
        while count < rule.months:
            found = last_of(judge, month_named(label))
            if found is None or found[0] != person.staff or found[1] >= rule.below:
                break
            score = sheet(judge, person, month_named(label))
            seqs += [seq for entry in score.entries for seq in entry.events] if score else []
            count, label = count + 1, before(label)
        if count:
            words = Words(f"末位且低于 {decimal_text(rule.below)}", f"last and below {decimal_text(rule.below)}")
            coming = case_text(rule.case.case) if count + 1 >= rule.months else Words("", "")
            yield Counter(words, clause.id, Decimal(count), Decimal(rule.months), running, coming, tuple(seqs))
    for clause, award in rulebook.all(StreakAward):
        labels = streak(judge, person.staff, month.label, award.metric)
        if labels:
            amount = decimal_text(award.rungs[min(len(labels) + 1, len(award.rungs)) - 1])
            reported = (judge.shop.scores.kpi.get(label, {}).get(person.staff) for label in labels)
            events = tuple(each.seq for each in reported if each is not None)
            words = Words("业绩第一", "first in results")
            limit = Decimal(len(award.rungs))
            coming = Words(f"¥{amount}", f"¥{amount}")
            yield Counter(words, clause.id, Decimal(len(labels)), limit, running, coming, events)
