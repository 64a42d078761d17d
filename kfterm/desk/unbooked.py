"""What was noticed in a month and nobody booked or dismissed, before it is forgotten.

A notice stays on the floor until the end of the next shift day only. Who closes a month is told once more what the floor
said on each of its days and what is still open.
"""

from collections.abc import Sequence
from datetime import date

from kfterm.desk.noticed import Proposal
from kfterm.desk.proposals import proposals
from kfterm.events.conduct import ViolationLogged
from kfterm.month.judge import Judge
from kfterm.periods import Month, day_text
from kfterm.rulebook.conduct_rules import Conduct
from kfterm.words import Words

_LISTED = 10
"""So many are named, the others counted."""


def unbooked(judge: Judge, this: Month) -> list[Proposal]:
    """Proposals that would book something, of acts of this month, still open; oldest first.

    The floor as it would look at the end of each day; the day after the last one is looked at too, for the shifts that
    end on it.
    """
    found: dict[str, Proposal] = {}
    for day in range(this.first, this.last + 2):
        moment = min(judge.calendar.moment(day + 1) - 1, judge.asof)
        for each in proposals(judge, moment):
            if isinstance(each.books, ViolationLogged) and _day(judge, each) in range(this.first, this.last + 1):
                found.setdefault(each.key, each)
        if moment == judge.asof:
            break
    return sorted(found.values(), key=lambda each: (each.at, each.key))


def unbooked_words(judge: Judge, found: Sequence[Proposal]) -> tuple[Words, ...]:
    """`还没处理的提示 3:` and a line each with its day, the dear ones first; then how many more there are."""
    if not found:
        return ()
    count, more = len(found), len(found) - _LISTED
    lines = [Words(f"还没处理的提示 {count}:", f"noticed and neither booked nor dismissed, {count}:")]
    for each in sorted(found, key=lambda one: not _costs(judge, one))[:_LISTED]:
        day = day_text(_day(judge, each))[5:]
        lines.append(Words(f"  {day} {each.says.zh}", f"  {day} {each.says.en}"))
    if more > 0:
        lines.append(Words(f"  还有 {more} 条", f"  and {more} more"))
    return tuple(lines)


def _costs(judge: Judge, found: Proposal) -> bool:
    """Whether booking it would cost something; those are named first."""
    rulebook = judge.plan.rulebook(_day(judge, found))
    rule = rulebook.rule(found.clause, Conduct) if rulebook else None
    return bool(rule and rule.price)


def _day(judge: Judge, found: Proposal) -> int:
    """The shift day that a proposal would be booked on."""
    on: date | None = found.books.on if isinstance(found.books, ViolationLogged) else None
    return on.toordinal() if on is not None else judge.plan.shift_day(found.staff, found.at)
