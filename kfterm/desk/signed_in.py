"""Who is still signed in after the end of the shift: to be sent off at once, or forgotten, and no presence of today."""

from collections.abc import Iterator
from typing import NamedTuple

from kfterm.desk.noticed import Proposal, know
from kfterm.folds.breaks import FORGOTTEN
from kfterm.folds.floor import AWAY, ON
from kfterm.folds.plan import Planned
from kfterm.folds.settings import whole
from kfterm.month.judge import Judge
from kfterm.periods import HOUR, MINUTE
from kfterm.words import Words

EARLY = 6 * HOUR
"""A seat taken so long before a shift may belong to it, as in `shifts`."""


class Over(NamedTuple):
    """Somebody on seat or away whose shift is over."""

    staff: str
    shift: str
    """Of the last shift that ended; empty for who came without a plan."""
    end: int
    chats: int
    running: Planned | None
    """A later shift of the same person that has begun: its plan; None where none has."""


def over(judge: Judge, staff: str, now: int) -> Over | None:
    """Whether somebody who is signed in should have gone; None for who is off, and within the shift for which they came."""
    seat = judge.shop.floor.seats.get(staff)
    if seat is None or seat.state not in (ON, AWAY):
        return None
    since, day = came_at(judge, staff), judge.calendar.day
    around = (judge.plan.planned(staff, each) for each in _days(day(since), day(now)))
    plans = [each for each in around if each is not None and each.end > since]
    own = next((each for each in plans if each.start - EARLY <= since), None)
    running = next((each for each in plans if each.covers(now)), None)
    if running is not None and running == own:
        return None
    first = own.end if own is not None else _end_of_day(judge, day(since))
    if first > now:
        return None
    last = max((each for each in plans if each.end <= now), key=lambda each: each.end, default=None)
    end = max(first, last.end) if last is not None else first
    chats = judge.shop.timers.open_chats.get(staff, 0)
    return Over(staff, last.shift if last is not None else "", end, chats, running)


def came_at(judge: Judge, staff: str) -> int:
    """Since when somebody is signed in; where only the newest state is known, since that."""
    stints = judge.shop.floor.stints.get(staff)
    return stints[-1].since if stints and stints[-1].until is None else judge.shop.floor.seats[staff].since


def _days(first: int, last: int) -> list[int]:
    """The days whose shifts matter: around the one on which somebody came, and the last ones."""
    return sorted({*range(first - 1, first + 2), last - 1, last})


def _end_of_day(judge: Judge, day: int) -> int:
    """Until when nobody wonders about somebody who came without a plan: the end of the day and of its last shift."""
    moment = judge.calendar.moment
    return max([moment(day + 1), *(moment(day, hours.end) for hours in judge.plan.shifts(day).values())])


def signed_in(judge: Judge, now: int) -> list[Over]:
    """Everybody whom `whole shift off` sends off: the shift is over and no later one has begun."""
    found = (over(judge, staff, now) for staff in judge.shop.floor.seats)
    mine = [each for each in found if each is not None and each.running is None]
    return sorted(mine, key=lambda each: (each.end, each.staff))


def stale(judge: Judge, found: Over, now: int) -> bool:
    """Whether a seat says nothing about today: from an earlier shift, or forgotten for long and without a buyer."""
    if found.running is not None:
        return came_at(judge, found.staff) < found.running.start - EARLY
    minutes = whole(judge.shop.rules, FORGOTTEN)
    return not found.chats and now > found.end + minutes * MINUTE


def forgotten(judge: Judge, now: int) -> Iterator[Proposal]:
    """One line for everybody whom nobody sent off for longer than the setting says (`seat.forgotten_minutes`)."""
    found = [each for each in signed_in(judge, now) if stale(judge, each, now)]
    if not found:
        return
    counts: dict[str, int] = {}
    for each in found:
        counts[each.shift] = counts.get(each.shift, 0) + 1
    named = [(shift_words(judge, shift, found[-1].end), count) for shift, count in counts.items()]
    says = Words(
        "、".join(f"{words.zh} {count} 人" for words, count in named) + "已下班仍在席:E 全班下班",
        ", ".join(f"{words.en} {count}" for words, count in named) + " off and still on seat: E sends them off",
    )
    at = found[-1].end + whole(judge.shop.rules, FORGOTTEN) * MINUTE
    yield know(f"{KEY}{at}", at, "", says)


KEY = "forgotten:"
"""How the key of the notice begins: Enter on it sends everybody off."""


def shift_words(judge: Judge, shift: str, at: int) -> Words:
    """The name of a shift; of none for who came without a plan."""
    if not shift:
        return Words("未排班", "unplanned")
    hours = judge.plan.hours(judge.calendar.day(at - 1), shift)
    return Words(hours.zh, hours.en) if hours is not None else Words(shift, shift)
