"""What a month would come to under another rulebook: the same facts, judged again. Nothing is written."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from kfterm.folds.hours import Hours
from kfterm.folds.plan import SETTING
from kfterm.folds.rules import Adoption, Rules
from kfterm.month.judge import Judge
from kfterm.month.model import Statement
from kfterm.month.summary import summary
from kfterm.periods import Month, month
from kfterm.rulebook.conduct_rules import Conduct, Merit
from kfterm.rulebook.load import digest, load
from kfterm.rulebook.model import Rulebook

_HOUR = 60
_DAY = 24 * _HOUR


class Compared(NamedTuple):
    """One person's month as it is and as it would be."""

    was: Statement
    now: Statement
    unknown: tuple[tuple[str, int], ...]
    """(clause, how many entries) that the other rulebook does not know."""


def compared(judge: Judge, label: str, files: Mapping[str, str]) -> list[Compared]:
    """Everybody's month under the rulebook in these files beside what it is. Raises Refused."""
    this, other = month(label), load(files)
    was = summary(judge, label).statements
    now = {each.staff: each for each in summary(under(judge, this, files), label).statements}
    return [Compared(each, now[each.staff], _unknown(judge, each.staff, this, other)) for each in was]


def under(judge: Judge, this: Month, files: Mapping[str, str]) -> Judge:
    """The same shop as if another rulebook were in force from the month's first day on."""
    adoption = Adoption(from_day=this.first, rulebook=load(files).id, digest=digest(files), files=dict(files), seq=0)
    rules = judge.shop.rules
    adopted = [*(each for each in rules.adopted if each.from_day < this.first), adoption]
    changed = msgspec.structs.replace(rules, adopted=adopted)
    other = _with(judge, changed)
    return _with(judge, msgspec.structs.replace(changed, settings=changed.settings | _hours(judge, other, this)))


def _with(judge: Judge, rules: Rules) -> Judge:
    return Judge(msgspec.structs.replace(judge.shop, rules=rules), judge.calendar, judge.asof, judge.corrections)


def _hours(judge: Judge, other: Judge, this: Month) -> dict[str, list[tuple[int, str, int]]]:
    """Hours of rostered shifts that the other rulebook does not print, as if the shop had typed them."""
    planned = (each for plan in judge.shop.roster.planned.values() for each in plan.items())
    shifts = {shift: day for day, (shift, _) in planned if this.first <= day <= this.last}
    found = {}
    for shift, day in shifts.items():
        hours = judge.plan.hours(day, shift)
        if hours is not None and other.plan.hours(day, shift) is None:
            found[SETTING + shift] = [(judge.calendar.moment(this.first), _text(hours), 0)]
    return found


def _text(hours: Hours) -> str:
    """`17:00-01:00`: an end on the next day is before the start."""
    end = hours.end if hours.end <= _DAY else hours.end - _DAY
    return f"{_clock(hours.start)}-{_clock(end)}"


def _clock(minutes: int) -> str:
    return f"{minutes // _HOUR:02d}:{minutes % _HOUR:02d}"


def _unknown(judge: Judge, staff: str, this: Month, other: Rulebook) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for _, violation in judge.violations(staff, this):
        if other.rule(violation.event.clause, Conduct) is None:
            counts[violation.event.clause] += 1
    for _, merit in judge.merits(staff, this):
        if other.rule(merit.event.clause, Merit) is None:
            counts[merit.event.clause] += 1
    return tuple(sorted(counts.items()))
