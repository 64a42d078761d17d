"""What the timers and the roster noticed. A proposal waits for a person, who books or dismisses it; the machine never fines."""

from collections.abc import Iterator

from kfterm.desk.arrivals import arrivals
from kfterm.desk.noticed import BACK_DAYS, Proposal, price_words, violation_of
from kfterm.desk.overruns import aways, chats, incidents, stretches
from kfterm.month.judge import Judge
from kfterm.periods import MINUTE
from kfterm.rulebook.floor_rules import (
    PromisedShipping,
    UndoneDuty,
)
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words


def proposals(judge: Judge, now: int) -> list[Proposal]:
    """Everything noticed that nobody has booked or dismissed, newest first."""
    rulebook = judge.plan.rulebook(judge.calendar.day(now))
    if rulebook is None:
        return []
    found = [
        *arrivals(judge, rulebook, now),
        *aways(judge, rulebook, now),
        *incidents(judge, rulebook, now),
        *stretches(judge, rulebook, now),
        *chats(judge, now),
        *_duties(judge, rulebook, now),
        *_promises(judge, rulebook, now),
    ]
    dismissed = judge.shop.conduct.dismissed
    open_ones = [each for each in found if each.key not in dismissed and not _booked(judge, each)]
    return sorted(open_ones, key=lambda each: (-each.at, each.key))


def _booked(judge: Judge, proposal: Proposal) -> bool:
    """Whether a person has logged this: by the proposal's key, or the same clause for the same person since."""
    for violation in judge.shop.conduct.violations.values():
        event = violation.event
        if event.proposal == proposal.key:
            return True
        same = event.staff == proposal.staff and event.clause == proposal.clause
        if same and not event.proposal and violation.at >= proposal.at - 15 * MINUTE:
            return True
    return False


def _duties(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    since_day = judge.calendar.moment(judge.calendar.day(now) - BACK_DAYS)
    for clause, rule in rulebook.all(UndoneDuty):
        for duty in judge.shop.scores.duties:
            if duty.duty in rule.duties and not duty.done and duty.at >= since_day:
                name = judge.shop.people.name(duty.staff)
                says = Words(f"{name} 值日未完成", f"{name} duty not done")
                day = duty.day or judge.plan.shift_day(duty.staff, duty.at)
                key, price = f"duty:{duty.staff}:{duty.seq}", price_words(rulebook, clause.id)
                words = Words(f"{says.zh} {clause.id} {price}", f"{says.en} {clause.id} {price}")
                books = violation_of(duty.staff, clause.id, key, says, day)
                yield Proposal(key, duty.at, duty.staff, clause.id, words, books)


def _promises(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """A promised date that passed; a note written before it is the chase that exempts (R8-A29)."""
    for clause, rule in rulebook.all(PromisedShipping):
        for item in judge.shop.book.open_items():
            due = item.due_at
            if item.kind != rule.item_kind or due is None or due >= now:
                continue
            if not any(at <= due for at, _ in item.notes):
                name = judge.shop.people.name(item.owner)
                words = Words(
                    f"{name} 承诺发货已过期未追 {clause.id}",
                    f"{name} promised shipping overdue, never chased {clause.id}",
                )
                yield Proposal(f"promise:{item.item}", due, item.owner, clause.id, words, None)
