"""What is wrong with today's plan: a shift without its leader, more planned work running than is allowed."""

from collections.abc import Iterator

from kfterm.desk.noticed import Proposal, know, listed
from kfterm.desk.permits import ROLE_WORDS
from kfterm.desk.shifts import plans_of
from kfterm.folds.plan import Planned
from kfterm.money import decimal_text
from kfterm.month.judge import Judge
from kfterm.periods import MINUTE
from kfterm.rulebook.floor_rules import ContinuousWork, ShiftLead
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

_DEPUTY = "deputy"
"""Who may stand in for every leader (R8-A23)."""


def day_plan(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """One line for each shift without a leader, and one for all who are planned too long."""
    today = judge.calendar.day(now)
    plans = plans_of(judge, today)
    yield from _leads(judge, rulebook, today, plans)
    yield from _blocks(judge, rulebook, today, plans)


def _leads(judge: Judge, rulebook: Rulebook, today: int, plans: list[Planned]) -> Iterator[Proposal]:
    """Every shift that somebody works has so many of the role, or who stands in for them (R8-4.3.1)."""
    hours = judge.plan.shifts(today)
    for clause, rule in rulebook.all(ShiftLead):
        for shift in sorted({plan.shift for plan in plans}):
            roles = [judge.shop.people.staff[plan.staff].roles_at(plan.start) for plan in plans if plan.shift == shift]
            if sum(1 for held in roles if {rule.role, _DEPUTY} & set(held)) < rule.count:
                name = Words(hours[shift].zh, hours[shift].en) if shift in hours else Words(shift, shift)
                who = ROLE_WORDS.get(rule.role, Words(rule.role, rule.role))
                says = Words(f"今天{name.zh}没有排{who.zh}", f"no {who.en} planned for today's {name.en} shift")
                yield know(f"lead:{today}:{shift}", judge.calendar.moment(today), "", says, clause.id)


def _blocks(judge: Judge, rulebook: Rulebook, today: int, plans: list[Planned]) -> Iterator[Proposal]:
    """Planned work without a gap that is longer than work may run; shifts that touch are one (R4-1.1)."""
    found = rulebook.one(ContinuousWork)
    if found is None:
        return
    limit = found[1].limit_minutes
    beside = [{plan.staff: plan for plan in plans_of(judge, day)} for day in (today - 1, today + 1)]
    long = [plan for plan in plans if _block(plan, *(each.get(plan.staff) for each in beside)) > limit * MINUTE]
    if long:
        names, hours = listed([judge.shop.people.name(plan.staff) for plan in long]), decimal_text(limit // 60)
        says = Words(f"今天连排超过 {hours} 小时:{names}", f"planned for over {hours} h running today: {names}")
        key = f"block:{today}:{'+'.join(plan.staff for plan in long)}"
        yield know(key, judge.calendar.moment(today), "", says, found[0].id)


def _block(plan: Planned, before: Planned | None, after: Planned | None) -> int:
    """Milliseconds of a shift together with those of the day before and after that touch it."""
    start, end = plan.start, plan.end
    if before is not None and before.end >= start:
        start = before.start
    if after is not None and after.start <= end:
        end = after.end
    return end - start
