"""What the timers and the roster noticed. A proposal waits for a person, who books or dismisses it; the machine never fines."""

from collections.abc import Iterator
from itertools import takewhile

from kfterm.desk.arising import arising, booked
from kfterm.desk.arrivals import arrivals
from kfterm.desk.break_notices import break_notices
from kfterm.desk.calls import calls
from kfterm.desk.complaints import complaints
from kfterm.desk.day_plan import day_plan
from kfterm.desk.dues import dues
from kfterm.desk.escalated import escalated
from kfterm.desk.handover_faults import handover_faults
from kfterm.desk.noticed import BACK_DAYS, Proposal, know, notice
from kfterm.desk.onboarding import onboarding
from kfterm.desk.overruns import aways, chats, incidents, stretches
from kfterm.desk.pending import pending
from kfterm.desk.reports import reports
from kfterm.desk.roster_rules import roster_rules
from kfterm.desk.shift_ends import shift_ends
from kfterm.desk.silence import silence
from kfterm.desk.unpaid import orders
from kfterm.month.judge import Judge
from kfterm.periods import MINUTE
from kfterm.rulebook.floor_rules import (
    PromisedShipping,
    UndoneDuty,
)
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

_BY_RULE = (
    arrivals,
    aways,
    incidents,
    stretches,
    calls,
    orders,
    shift_ends,
    handover_faults,
    reports,
    dues,
    complaints,
    roster_rules,
    onboarding,
    day_plan,
    arising,
    escalated,
)
"""What each looks for is a rule of the rulebook: a regime without the rule never sees the notice."""


def proposals(judge: Judge, now: int) -> list[Proposal]:
    """Everything noticed that nobody has booked or dismissed: what is red first, and of each the newest first."""
    rulebook = judge.plan.rulebook(judge.calendar.day(now))
    if rulebook is None:
        return []
    found = [each for look in _BY_RULE for each in look(judge, rulebook, now)]
    found += [*chats(judge, now), *silence(judge, now), *break_notices(judge, now), *pending(judge, now)]
    found += [*_duties(judge, rulebook, now), *_promises(judge, rulebook, now)]
    dismissed = judge.shop.conduct.dismissed
    open_ones = [each for each in found if each.key not in dismissed and not _booked(judge, each)]
    return sorted(open_ones, key=lambda each: (not each.red, -each.at, each.key))


def _booked(judge: Judge, proposal: Proposal) -> bool:
    """Whether a person has logged this: by the proposal's key, or the same clause for the same person since."""
    if booked(judge, proposal):
        return True
    if not proposal.staff:
        return False
    for violation in judge.logged(proposal.staff):
        event = violation.event
        if event.proposal == proposal.key:
            return True
        same = bool(proposal.clause) and event.clause == proposal.clause
        if same and not event.proposal and violation.at >= proposal.at - 15 * MINUTE:
            return True
    return False


def _duties(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    since_day = judge.calendar.moment(judge.calendar.day(now) - BACK_DAYS)
    for clause, rule in rulebook.all(UndoneDuty):
        for duty in takewhile(lambda each: each.at >= since_day, reversed(judge.shop.scores.duties)):
            if duty.duty in rule.duties and not duty.done:
                name = judge.shop.people.name(duty.staff)
                says = Words(f"{name} 值日未完成", f"{name} duty not done")
                day = duty.day or judge.plan.shift_day(duty.staff, duty.at)
                key = f"duty:{duty.staff}:{duty.seq}"
                yield notice(rulebook, clause.id, key, duty.at, duty.staff, says, day)


def _promises(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """A promised date that passed; a note written before it is the chase that exempts (R8-A29)."""
    for clause, rule in rulebook.all(PromisedShipping):
        for item in judge.shop.book.open_items():
            due = item.due_at
            if item.kind != rule.item_kind or due is None or due >= now:
                continue
            if not any(at <= due for at, _ in item.notes):
                name = judge.shop.people.name(item.owner)
                says = Words(f"{name} 承诺发货已过期未追", f"{name} promised shipping overdue, never chased")
                yield know(f"promise:{item.item}", due, item.owner, says, clause.id)
