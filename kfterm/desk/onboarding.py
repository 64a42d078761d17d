"""New staff on seat before their check was passed (R8-4.6.5)."""

from collections.abc import Iterator

from kfterm.desk.noticed import Proposal, know, listed
from kfterm.folds.floor import OFF
from kfterm.folds.people import Person
from kfterm.month.cases import whole_months
from kfterm.month.judge import Judge
from kfterm.month.skills import passed
from kfterm.rulebook.floor_rules import OnboardingCheck
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

AGENTS = frozenset({"agent", "presales", "aftersales"})
SKILLS = {"tools": Words("工具使用", "tools"), "typing": Words("打字", "typing")}
"""What skills are called; an id that is not here stands for itself."""


def onboarding(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """One line for all who are new, on seat, and have no passed test of the skill."""
    for clause, rule in rulebook.all(OnboardingCheck):
        people = judge.shop.people
        ready = {test.staff for test in people.tests if test.skill == rule.skill and passed(rulebook, test)}
        found = [
            person
            for staff, seat in judge.shop.floor.seats.items()
            if seat.state != OFF and staff not in ready and (person := people.staff.get(staff)) is not None
            if person.left_at is None and is_new(judge, person, now)
        ]
        if found:
            names, skill = listed([each.name for each in found]), SKILLS.get(rule.skill, Words(rule.skill, rule.skill))
            says = Words(f"新人还没通过{skill.zh}考核:{names}", f"new, test of {skill.en} not passed yet: {names}")
            key = f"onboarding:{rule.skill}:{'+'.join(each.staff for each in found)}"
            since = max(judge.shop.floor.seats[each.staff].since for each in found)
            yield know(key, since, "", says, clause.id)


def is_new(judge: Judge, person: Person, now: int) -> bool:
    """An agent in probation and not confirmed; where no probation was agreed on, in the first month.

    Who was entered on the day on which the records began has been here longer than they have.
    """
    confirmed = person.confirmed_at is not None and person.confirmed_at <= now
    if confirmed or not AGENTS & set(person.roles):
        return False
    began = min(each.from_day for each in judge.shop.rules.adopted)
    if person.probation_months is None and judge.calendar.day(person.joined_at) <= began:
        return False
    return whole_months(judge, person.joined_at, now) < (person.probation_months or 1)
