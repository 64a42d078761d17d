"""Skills that a rulebook measures: who tested below the mark in a month (R1-1.5)."""

from collections.abc import Iterator

from kfterm.month.judge import Judge
from kfterm.periods import Month
from kfterm.rulebook.conduct_rules import SkillTest
from kfterm.rulebook.model import Rulebook


def failed(judge: Judge, staff: str, month: Month, rulebook: Rulebook) -> Iterator[str]:
    """Skills whose latest test of the month is below the mark; reaching it exactly is enough (R1-A18)."""
    own = [each for each in judge.shop.people.tests if each.staff == staff]
    tests = [each for each in own if judge.booked_in(judge.calendar.day(each.at), each.seq) == month.label]
    for _, rule in rulebook.all(SkillTest):
        latest = max((each for each in tests if each.skill == rule.skill), key=lambda each: each.at, default=None)
        if latest and latest.characters * rule.per_seconds < rule.at_least * latest.seconds:
            yield rule.skill
