"""Skills that a rulebook measures: who tested below the mark in a month (R1-1.5)."""

from collections.abc import Iterator

from kfterm.folds.people import Tested
from kfterm.month.judge import Judge
from kfterm.periods import Month
from kfterm.rulebook.conduct_rules import SkillTest
from kfterm.rulebook.model import Rulebook


def failed(judge: Judge, staff: str, month: Month, rulebook: Rulebook) -> Iterator[str]:
    """Skills whose latest test of the month is below the mark."""
    own = [each for each in judge.shop.people.tests if each.staff == staff]
    tests = [each for each in own if judge.booked_in(judge.calendar.day(each.at), each.seq) == month.label]
    for skill in dict.fromkeys(rule.skill for _, rule in rulebook.all(SkillTest)):
        latest = max((each for each in tests if each.skill == skill), key=lambda each: each.at, default=None)
        if latest and not passed(rulebook, latest):
            yield skill


def passed(rulebook: Rulebook, test: Tested) -> bool:
    """Whether a test is passed: as who tested says, else by its mark, which is enough when reached exactly (R1-A18)."""
    if test.passed is not None or test.characters is None or test.seconds is None:
        return bool(test.passed)
    marks = [rule for _, rule in rulebook.all(SkillTest) if rule.skill == test.skill]
    return all(test.characters * mark.per_seconds >= mark.at_least * test.seconds for mark in marks)
