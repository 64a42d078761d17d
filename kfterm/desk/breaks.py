"""Breaks: who takes a place now, whether there is one left, whose turn it is, and the windows of a shift with who sits in them."""

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from kfterm.desk.shifts import arrival, departure, expected
from kfterm.desk.signed_in import over, stale
from kfterm.events.floor import BreakPlanned
from kfterm.folds.breaks import agreed_minutes, away_reasons, quota, reason_of, reason_words, slots
from kfterm.folds.floor import AWAY, ON, Break, Queued
from kfterm.folds.plan import Planned
from kfterm.month.judge import Judge
from kfterm.periods import HOUR, MINUTE
from kfterm.words import Words

_DAY = 24 * HOUR


class Out(NamedTuple):
    """Somebody who is away on a break that takes a place; `back_at` is None where nobody agreed when."""

    staff: str
    reason: str
    since: int
    back_at: int | None


class Full(NamedTuple):
    """Why nobody else may go: so many may be away at once (for this reason, or in all), and these are."""

    limit: int
    reason: str
    """Empty: in all."""
    out: tuple[Out, ...]


class Window(NamedTuple):
    """A window for breaks on a day, as moments, and who has a place in it."""

    since: int
    until: int
    places: int
    sits: tuple[str, ...]

    @property
    def left(self) -> int:
        """Places that nobody has."""
        return max(0, self.places - len(self.sits))


def out_at(judge: Judge, at: int) -> list[Out]:
    """Who was away at a moment for a reason that takes a place, the longest first; who stayed out of the last shift day is not."""
    found, day = [], judge.plan.shift_day
    newest = reversed(judge.shop.floor.aways)
    for away in takewhile(lambda each: each.since >= at - _DAY, newest):
        there = away.since <= at and (away.until is None or away.until > at)
        reason = reason_of(away.reason)
        if there and reason is not None and reason.counts and day(away.staff, away.since) == day(away.staff, at):
            back = away.since + away.minutes * MINUTE if away.minutes else None
            found.append(Out(away.staff, reason.id, away.since, back))
    return found[::-1]


def full(judge: Judge, staff: str, reason: str, at: int, others: Sequence[Out] | None = None) -> Full | None:
    """Which quota leaves no place for somebody at a moment; None where there is one. `others`: who is out, where that is known."""
    known = reason_of(reason)
    if known is None or not known.counts:
        return None
    rules = judge.shop.rules
    limits = [(key, quota(rules, key, at)) for key in ("", known.id)]
    if all(limit is None for _, limit in limits):
        return None
    out = [each for each in (out_at(judge, at) if others is None else others) if each.staff != staff]
    for key, limit in limits:
        held = tuple(each for each in out if key in ("", each.reason))
        if limit is not None and len(held) >= limit:
            return Full(limit, key, held)
    return None


def full_words(judge: Judge, found: Full, at: int) -> Words:
    """`最多 2 人同时离席,已有 2 人:欧阳雪 就餐 10:30 回、…`."""
    what = reason_words(found.reason) if found.reason else Words("", "")
    out = out_words(judge, found.out, at)
    return Words(
        f"{what.zh}最多 {found.limit} 人同时离席,已有 {len(found.out)} 人:{out.zh}",
        f"{what.en + ': ' if found.reason else ''}{found.limit} may be away at once and {len(found.out)} are: {out.en}",
    )


def out_words(judge: Judge, out: Sequence[Out], at: int) -> Words:
    """Who is away, why, and when each is expected back."""
    zh, en = [], []
    for each in out:
        name, reason = judge.shop.people.name(each.staff), reason_words(each.reason)
        back = back_words(judge, each.back_at, at)
        zh.append(f"{name} {reason.zh} {back.zh}".rstrip())
        en.append(f"{name} {reason.en} {back.en}".rstrip())
    return Words("、".join(zh), ", ".join(en))


def back_words(judge: Judge, back_at: int | None, at: int) -> Words:
    """`10:30 回`, `10:30 该回,超 4 分钟`; nothing where nobody agreed when."""
    if back_at is None:
        return Words("", "")
    clock, over = judge.calendar.clock(back_at), (at - back_at) // MINUTE
    if over > 0:
        return Words(f"{clock} 该回,超 {over} 分钟", f"due back {clock}, {over} min over")
    return Words(f"{clock} 回", f"back {clock}")


def queued(judge: Judge, staff: str) -> tuple[int, Queued] | None:
    """The place of somebody in the queue, the first is 1; None where they do not wait."""
    return next((each for each in enumerate(judge.shop.floor.queue, 1) if each[1].staff == staff), None)


def turns(judge: Judge, now: int) -> list[tuple[Queued, int]]:
    """Who in the queue may go now, first come first, and since when there is a place for them."""
    if not judge.shop.floor.queue:
        return []
    out, found, freed = out_at(judge, now), [], _freed(judge, now)
    for each in judge.shop.floor.queue:
        if each.since <= now and full(judge, each.staff, each.reason, now, out) is None:
            out.append(Out(each.staff, each.reason, now, None))
            found.append((each, max(each.since, freed)))
    return found


def _freed(judge: Judge, now: int) -> int:
    """When somebody came back last."""
    recent = takewhile(lambda each: each.since >= now - _DAY, reversed(judge.shop.floor.aways))
    return max((each.until for each in recent if each.until is not None and each.until <= now), default=0)


def break_minutes(judge: Judge, reason: str, minutes: int | None, at: int) -> int | None:
    """The minutes of a break: those that somebody said, else those that are agreed; None where none are."""
    known = reason_of(reason)
    return minutes or (agreed_minutes(judge.shop.rules, known, at) if known is not None else 0) or None


def breaks_of(judge: Judge, plan: Planned) -> list[Break]:
    """The breaks planned in a shift, the first one first."""
    own = judge.shop.floor.breaks.get(plan.staff, [])
    return sorted((each for each in own if plan.start <= each.since < plan.end), key=lambda each: each.since)


def slot_reason() -> str:
    """What the windows of a shift are for: the first reason of the list that takes a place."""
    return next(each.id for each in away_reasons() if each.counts)


def windows(judge: Judge, day: int, shift: str) -> list[Window]:
    """The windows of a shift on a day with who has a place in each; those after midnight belong to the night before."""
    hours, moment = judge.plan.hours(day, shift), judge.calendar.moment
    if hours is None:
        return []
    sits: dict[int, list[str]] = {}
    for plan in plans(judge, day, shift):
        for each in judge.shop.floor.breaks.get(plan.staff, []):
            sits.setdefault(each.since, []).append(plan.staff)
    found = []
    # a setting acts at once; a shift that is over keeps what held when it ended
    held = max(moment(day, hours.start), min(judge.asof, moment(day, hours.end)))
    for slot in slots(judge.shop.rules, shift, held):
        later = 24 * 60 if slot.start < hours.start else 0
        since = moment(day, slot.start + later)
        until = moment(day, slot.end + later)
        found.append(Window(since, until, slot.places, tuple(sits.get(since, ()))))
    return sorted(found)


def plans(judge: Judge, day: int, shift: str) -> list[Planned]:
    """Who is expected for a shift of a day, by role and then by name, so that the windows get some of each role."""
    people = judge.shop.people
    found = []
    for staff, person in people.staff.items():
        plan = judge.plan.planned(staff, day) if judge.shop.roster.shift(staff, day) == shift else None
        if plan is not None and person.left_at is None and expected(judge, plan):
            found.append(plan)
    return sorted(found, key=lambda plan: (people.staff[plan.staff].roles, people.name(plan.staff)))


class Spread(NamedTuple):
    """Everybody of a shift who has no place yet and did not eat yet, each in a window, and for whom there was none."""

    placed: tuple[tuple[str, Window], ...]
    without: tuple[str, ...]
    absent: tuple[str, ...] = ()
    """Who should be here and is not: gets no place."""


def spread(judge: Judge, day: int, shift: str, now: int) -> Spread:
    """The people of a shift evenly over the windows that are still to come: each to where the most places are left.

    Who is here comes first, then who is still to come; who is missing or gone gets none.
    """
    coming = [each for each in windows(judge, day, shift) if each.since >= now]
    taken = {each.since: len(each.sits) for each in coming}
    placed, without, reason = [], [], slot_reason()
    every = plans(judge, day, shift)
    here = [plan for plan in every if is_here(judge, plan, now)]
    later = [plan for plan in every if plan not in here and plan.start > now]
    absent = tuple(plan.staff for plan in every if plan not in here and plan not in later)
    for plan in (*here, *later):
        if any(each.reason == reason for each in breaks_of(judge, plan)) or _had(judge, plan, reason):
            continue
        fits = [each for each in coming if taken[each.since] < each.places]
        best = min(fits, key=lambda each: (taken[each.since] * _SHARE // each.places, each.since), default=None)
        if best is None:
            without.append(plan.staff)
        else:
            taken[best.since] += 1
            placed.append((plan.staff, best))
    return Spread(tuple(placed), tuple(without), absent)


def is_here(judge: Judge, plan: Planned, now: int) -> bool:
    """Whether somebody is on the floor in a shift: at the seat or away from it, or came and has not left."""
    seat = judge.shop.floor.seats.get(plan.staff)
    if seat is not None and seat.state in (ON, AWAY):
        found = over(judge, plan.staff, now)
        return found is None or not stale(judge, found, now)
    came = arrival(judge, plan)
    return came is not None and came <= now and departure(judge, plan, now) is None


def _had(judge: Judge, plan: Planned, reason: str) -> bool:
    """Whether somebody went for a reason in a shift already."""
    since = takewhile(lambda each: each.since >= plan.start, reversed(judge.shop.floor.aways))
    own = (reason_of(each.reason) for each in since if each.staff == plan.staff)
    return any(known is not None and known.id == reason for known in own)


_SHARE = 1000
"""How finely two windows of different size are compared by how full they are."""


def planned_break(judge: Judge, staff: str, window: Window) -> BreakPlanned:
    """A place in a window, as it is logged."""
    minutes = (window.until - window.since) // MINUTE
    return BreakPlanned(
        staff=staff, from_at=judge.calendar.at(window.since), minutes=minutes, reason=slot_reason()
    )  # fmt: skip
