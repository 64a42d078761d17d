"""Going out that was allowed: which outing somebody may go on now, and which one an absence is (R1-2.5, R6-7, R7-9)."""

from kfterm.folds.floor import Away
from kfterm.folds.roster import Outing
from kfterm.month.judge import Judge
from kfterm.periods import MINUTE

OUTING = "outing"
"""The reason of being away on an outing."""


def until(outing: Outing) -> int:
    """When somebody is expected back."""
    return outing.since + outing.minutes * MINUTE


def approved_outing(judge: Judge, staff: str, now: int) -> Outing | None:
    """The outing that somebody may go on now: allowed, of today, and not over; the one that begins first."""
    today = judge.calendar.day(now)
    ahead = [each for each in _allowed(judge, staff) if judge.calendar.day(each.since) == today and now < until(each)]
    return min(ahead, key=lambda each: each.since, default=None)


def outing_of_absence(judge: Judge, away: Away) -> Outing | None:
    """The allowed outing in whose time somebody left the seat: then it was asked for, whoever told it or not."""
    return next((each for each in _allowed(judge, away.staff) if each.since <= away.since < until(each)), None)


def _allowed(judge: Judge, staff: str) -> list[Outing]:
    """What somebody was allowed; sorted out once for every state of the shop, because the floor asks every second."""
    found = judge.scratch.get(_allowed)
    if found is None:
        by_staff: dict[str, list[Outing]] = {}
        for each in judge.shop.roster.outings.values():
            if each.approved:
                by_staff.setdefault(each.staff, []).append(each)
        found = judge.scratch[_allowed] = by_staff
    return found.get(staff, [])  # type: ignore[attr-defined,no-any-return]
