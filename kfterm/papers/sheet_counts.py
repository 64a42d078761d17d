"""How often something happened that is held against people: by clause or kind, and without a name."""

from collections import Counter

from kfterm.month.judge import Judge
from kfterm.papers.sheet_labels import COUNTED
from kfterm.papers.sheet_model import Span, Tally, Told
from kfterm.rulebook.conduct_rules import Conduct, Merit, Trigger
from kfterm.words import Words


def counts(judge: Judge, span: Span, told: list[Told]) -> list[Tally]:
    """Violations by clause, one whose appeal was upheld left out; then complaints, absences and who left early."""
    clauses: Counter[tuple[str, int]] = Counter()
    for each in judge.shop.conduct.violations.values():
        if each.counts and span.wrote(each.seq, each.at):
            clauses[each.event.clause, judge.violation_day(each)] += each.event.times
    by_clause: Counter[tuple[str, Words]] = Counter()
    for (clause, day), count in clauses.items():
        by_clause[clause, label(judge, clause, day)] += count
    found = [
        Tally(Words(f"{clause} {words.zh}".strip(), f"{clause} {words.en}".strip()), count)
        for (clause, words), count in sorted(by_clause.items())
    ]
    kinds = Counter(each.kind for each in told)
    return found + [Tally(words, kinds[kind]) for kind, words in COUNTED.items() if kinds[kind]]


def label(judge: Judge, key: str, day: int) -> Words:
    """The short name of a clause, else its sentence."""
    rulebook = judge.plan.rulebook(day)
    clause = rulebook.by_id.get(key) if rulebook else None
    if clause is None:
        return Words("", "")
    named = (rule.label.words for rule in clause.rule if isinstance(rule, Conduct | Merit | Trigger))
    return next(named, Words(clause.zh, clause.en))
