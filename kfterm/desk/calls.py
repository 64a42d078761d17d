"""Calls that last longer than they may (TM12, TM13)."""

from collections.abc import Iterator
from itertools import takewhile

from kfterm.desk.noticed import BACK_DAYS, Proposal, notice
from kfterm.month.judge import Judge
from kfterm.periods import MINUTE
from kfterm.rulebook.floor_rules import CallLimit
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words


def calls(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Calls of this shift day and the last over the limit of their line, to the second (R5-A07)."""
    rules: dict[str, tuple[str, int]] = {
        rule.line: (clause.id, rule.limit_minutes) for clause, rule in rulebook.all(CallLimit)
    }
    if not rules:
        return
    since_day = judge.calendar.moment(judge.calendar.day(now) - BACK_DAYS)
    for phone in takewhile(lambda each: each.since >= since_day, reversed(judge.shop.floor.phoned)):
        clause, limit = rules.get(phone.line, ("", 0))
        at = phone.since + limit * MINUTE
        if clause and (phone.until or now) > at:
            name = judge.shop.people.name(phone.staff)
            line = Words("外线", "external") if phone.line == "external" else Words("内线", "internal")
            says = Words(f"{name} {line.zh}通话超 {limit} 分钟", f"{name} {line.en} call over {limit} min")
            day = judge.plan.shift_day(phone.staff, phone.since)
            yield notice(rulebook, clause, f"call:{phone.call}", at, phone.staff, says, day)
