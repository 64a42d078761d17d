"""Rest days of a person's month and weeks against what the rulebook gives: counted the same for screen and proposals."""

from kfterm.desk.roster_rules import WEEK_DAYS, week_wrong
from kfterm.folds.people import Person
from kfterm.month.judge import Judge
from kfterm.month.leave import entitlement
from kfterm.periods import Month, monday
from kfterm.rulebook.attendance_rules import RestDays, WeeklyRest


def weeks(this: Month) -> range:
    """The Mondays of the weeks that end in a month."""
    first = monday(this.first)
    return range(first, this.last - WEEK_DAYS + 2, WEEK_DAYS)


def rest_due(judge: Judge, person: Person, this: Month) -> int | None:
    """Rest days due in a month: the entitlement, or so many for every week that ends in it; None where no rule names any."""
    rulebook = judge.rulebook(this)
    if rulebook is None:
        return None
    if rulebook.one(RestDays) is not None:
        return entitlement(judge, person, this)[0]
    weekly = rulebook.one(WeeklyRest)
    return None if weekly is None else len(weeks(this)) * weekly[1].days


def wrong_weeks(judge: Judge, staff: str, this: Month) -> tuple[int, ...]:
    """Mondays of the weeks that touch a month and have a wrong number of rest days: worked too much or rested too often."""
    found = []
    for first in range(monday(this.first), this.last + 1, WEEK_DAYS):
        rulebook = judge.plan.rulebook(first + WEEK_DAYS - 1)
        rules = [rule for _, rule in rulebook.all(WeeklyRest)] if rulebook is not None else []
        if any(week_wrong(judge, staff, first, rule.days) for rule in rules):
            found.append(first)
    return tuple(found)
