"""With whom somebody could swap a shift: every colleague looked at as if both had signed, the best first (R1-7.1)."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kfterm.desk import swaps
from kfterm.desk.effects import roster_cell
from kfterm.desk.findings import Finding, verdict
from kfterm.desk.hours import duty
from kfterm.desk.known import Known
from kfterm.events.base import Event
from kfterm.events.lines import Fact, fact
from kfterm.events.roster import SwapAgreed, SwapDecided, SwapRequested
from kfterm.month.judge import Judge
from kfterm.month.leave import on_leave, rest_days
from kfterm.words import Words

_DRAFT = "?"
"""The key of a form that is only looked at."""


class Partner(NamedTuple):
    """A colleague and what a swap with them would meet and break."""

    staff: str
    resting: bool
    has: Words
    """What stands in their roster on the day."""
    found: tuple[Finding, ...]

    @property
    def possible(self) -> bool:
        """Whether nothing is in the way."""
        return verdict(self.found) == "clear"


_NEAR = 7
"""Days around in which somebody who is planned at all has a shift."""


def partners(judge: Judge, staff: str, day: int, at: int, reason: str = "-", but: str = "") -> list[Partner]:
    """Everybody else, without whom the same form names already (`but`): who rests that day before who works another shift, who may before who may not, by id."""
    found = [each for each in _looked(judge, staff, day, at, reason) if each.staff != but]
    return sorted(found, key=lambda each: (not each.possible, not each.resting, each.staff))


def _looked(judge: Judge, staff: str, day: int, at: int, reason: str) -> Iterator[Partner]:
    shift = judge.shop.roster.shift(staff, day)
    for other, person in judge.shop.people.staff.items():
        if other == staff or person.left_at is not None or on_leave(judge, other, day):
            continue
        if all(judge.shop.roster.shift(other, each) is None for each in range(day - _NEAR, day + _NEAR + 1)):
            continue  # who is not planned at all, like a manager, takes no shift
        plan = duty(judge, other, day)
        if plan is not None and plan.shift == shift:
            continue  # the same shift against the same shift changes nothing
        found = tuple(_findings(judge, staff, other, day, at, reason))
        yield Partner(other, day in rest_days(judge, other), roster_cell(judge, other, day), found)


def drafted(staff: str, other: str, day: int, reason: str = "-") -> list[Event]:
    """The form as it would be signed: asked, agreed, decided."""
    return [
        SwapRequested(swap=_DRAFT, staff=staff, with_staff=other, on=date.fromordinal(day), reason=reason),
        SwapAgreed(swap=_DRAFT, staff=other),
        SwapDecided(swap=_DRAFT, approved=True),
    ]


def _findings(judge: Judge, staff: str, other: str, day: int, at: int, reason: str) -> list[Finding]:
    batch: list[Fact] = [fact(each, at, "system") for each in drafted(staff, other, day, reason)]
    return swaps.found(Known(judge, batch), batch[-1])
