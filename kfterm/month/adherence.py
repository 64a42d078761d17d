"""Adherence and conformance: how well a plan was kept, of a person's shift and of a whole shift (facts/metrics.md).

Adherence is time in the right state at the right moment over all planned time, working when work is planned and resting when a
break is. Conformance is the time worked over the work planned, whatever the hour. Everything is computed from the plan
and the facts as they are now, so that a shift edited afterwards changes both.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, takewhile
from typing import NamedTuple

from kfterm.folds.breaks import FIRST, GRACE, IGNORED, TARGET, reason_of
from kfterm.folds.floor import Away
from kfterm.folds.plan import Planned
from kfterm.folds.settings import value, whole
from kfterm.money import round_half_up
from kfterm.month.judge import Judge
from kfterm.month.leave import on_leave, rest_days
from kfterm.month.punches import match
from kfterm.month.spans import Span, both, clip, length, union, without
from kfterm.periods import HOUR, MINUTE, Month

_DAY = 24 * HOUR
_OVERRUN = 4 * HOUR
"""So long after its end open chats may still extend a shift, as in `folds.plan`."""
_SECOND = 1000
ABSENT, LATE, EARLY, OFF, RESTING = "absent", "late", "early", "off", "break"
"""Why a plan was not kept, beside the reasons to be away: never came, came late, left early, gone in between, worked on in a break."""


class Deviation(NamedTuple):
    """A stretch in which somebody was in another state than planned."""

    since: int
    until: int
    why: str
    """The id of a reason to be away, the text of one of somebody's own, or one of the words above."""


class Adherence(NamedTuple):
    """How well a plan was kept, in seconds; of one person, or the sum over several."""

    scheduled: int
    """All planned time: work and breaks."""
    due: int
    """Planned work: the same without the breaks."""
    adherent: int
    """Working when due, and resting when that was due."""
    worked: int
    """Time worked in the shift day, at whatever hour."""
    deviations: tuple[Deviation, ...] = ()
    people: int = 1

    @property
    def adherence(self) -> Fraction:
        """Adherent time / scheduled time."""
        return Fraction(self.adherent, self.scheduled)

    @property
    def conformance(self) -> Fraction:
        """Time worked / work scheduled; over 1 where somebody stayed on."""
        return Fraction(self.worked, self.due or self.scheduled)


def adherence(judge: Judge, staff: str, day: int, until: int | None = None) -> Adherence | None:
    """A person's shift of a day, up to a moment (the one of the judge). None: nothing planned, not begun, leave, rest, unrecorded."""
    key = ("adherence", staff, day, until)
    if key not in judge.scratch:
        judge.scratch[key] = _adherence(judge, staff, day, judge.asof if until is None else until)
    return judge.scratch[key]  # type: ignore[return-value]


def shift_adherence(judge: Judge, day: int, shift: str, until: int) -> Adherence | None:
    """The sum over everybody who had the shift; None where nobody's was recorded."""
    staff = [each for each, planned in judge.shop.roster.planned.items() if planned.get(day, ("", 0))[0] == shift]
    return together([adherence(judge, each, day, until) for each in sorted(staff)])


def month_adherence(judge: Judge, staff: str, this: Month) -> tuple[tuple[int, Adherence], ...]:
    """Every day of a month with a plan that was kept or not, up to the moment of judging."""
    days = sorted(day for day in judge.shop.roster.planned.get(staff, {}) if this.first <= day <= this.last)
    found = ((day, adherence(judge, staff, day)) for day in days)
    return tuple((day, each) for day, each in found if each is not None)


def percent(share: Fraction) -> str:
    """`92%`, rounded half up; what is short of everything never reads as everything."""
    rounded = round_half_up(share * 100)
    return f"{rounded - 1 if share < 1 and rounded == 100 else rounded}%"


def below_target(judge: Judge, found: Adherence) -> bool:
    """Whether adherence is below what the shop aims at (`adherence.target_pct`)."""
    return found.adherence * 100 < whole(judge.shop.rules, TARGET)


def together(found: Sequence[Adherence | None]) -> Adherence | None:
    """Several plans as one; without their deviations, which belong to persons."""
    known = [each for each in found if each is not None]
    if not known:
        return None
    return Adherence(
        scheduled=sum(each.scheduled for each in known),
        due=sum(each.due for each in known),
        adherent=sum(each.adherent for each in known),
        worked=sum(each.worked for each in known),
        people=sum(each.people for each in known),
    )


def _adherence(judge: Judge, staff: str, day: int, until: int) -> Adherence | None:
    plan = judge.plan.planned(staff, day)
    half_days = on_leave(judge, staff, day)
    if plan is None or plan.start >= until or not judge.works_here(staff, day):
        return None
    if half_days >= 2 or day in rest_days(judge, staff) or not _recorded(judge, plan):
        return None
    here = _here(judge, plan, until)
    shift = _of_leave(plan, here) if half_days else (plan.start, plan.end)
    scheduled = clip([shift], plan.start, until)
    if not scheduled or until < min(plan.end, scheduled[0][0] + whole(judge.shop.rules, FIRST, plan.start) * MINUTE):
        return None  # a share of a few minutes says nothing
    aways = _aways(judge, staff, here)
    away = union([(each.since, _back(each, until)) for each in aways if not _ignored(judge, each)])
    work = without(here, away)
    rest = both(_breaks(judge, plan, aways, work, until), scheduled)
    due = without(scheduled, rest)
    hull = [(here[0][0], here[-1][1])] if here else []
    missing, working = without(due, work), both(rest, work)
    grace = whole(judge.shop.rules, GRACE, plan.start) * _SECOND
    deviations = [*_named(missing, here, aways, grace), *_long(working, RESTING, grace)]
    forgiven = length(missing) + length(working) - sum(each.until - each.since for each in deviations)
    adherent = length(both(due, work)) + length(both(without(rest, work), hull)) + forgiven
    return Adherence(
        scheduled=length(scheduled) // _SECOND,
        due=length(due) // _SECOND,
        adherent=adherent // _SECOND,
        worked=length(work) // _SECOND,
        deviations=tuple(sorted(deviations)),
    )


def _recorded(judge: Judge, plan: Planned) -> bool:
    """Whether anybody's coming was recorded that day: without it nobody knows, and nobody is absent."""
    calendar = judge.calendar
    return bool({calendar.day(plan.start), calendar.day(plan.end)} & judge.recorded_days)


def _here(judge: Judge, plan: Planned, until: int) -> list[Span]:
    """When somebody was there: their stints of the shift day, else from punch to punch."""
    own = takewhile(lambda each: each.since >= plan.start - _DAY, reversed(judge.shop.floor.stints.get(plan.staff, [])))
    stints = [each for each in own if judge.plan.shift_day(plan.staff, each.since) == plan.day]
    # the newest comes first; only that one may still run, or was ended so late that nobody said when they left
    if stints and stints[0].until is not None and not _ended_late(judge, plan, stints[0].until):
        return clip([(each.since, each.until or until) for each in stints], 0, until)
    first, last = _punches(judge, plan)
    if stints:
        # nobody said that they left: they are there still, or were until the punch out, or until the end of the plan
        running = judge.plan.shift_day(plan.staff, until) == plan.day
        still = until if running else max(last or plan.end, plan.start)
        spans = [(stints[0].since, still), *((each.since, each.until or still) for each in stints[1:])]
        return clip(spans, 0, until)
    if first is None and last is None:
        return []
    return clip([(plan.start if first is None else first, plan.end if last is None else last)], 0, until)


def _ended_late(judge: Judge, plan: Planned, at: int) -> bool:
    """Whether somebody was signed off only on a later shift day, long after the plan: they went when nobody saw it."""
    return at > plan.end + _OVERRUN and judge.plan.shift_day(plan.staff, at) != plan.day


def _punches(judge: Judge, plan: Planned) -> tuple[int | None, int | None]:
    """First punch in and last punch out of a shift; one that was made up or is missing counts as the edge of the plan."""
    facts = judge.shop.attendance
    around = (judge.plan.planned(plan.staff, day) for day in range(plan.day - 1, plan.day + 2))
    plans = [each for each in around if each is not None]
    near = [each for each in facts.punches.get(plan.staff, []) if abs(each[0] - plan.start) < 2 * _DAY]
    (found,) = (each for each in match(plans, near, facts.made_up.get(plan.staff, [])) if each.plan.day == plan.day)
    first = found.first_in[0] if found.first_in else plan.start if found.made_in else None
    last = found.last_out[0] if found.last_out else plan.end if found.made_out else None
    return first, last


def _of_leave(plan: Planned, here: list[Span]) -> Span:
    """The half of a shift that is left beside half a day of leave: the one in which somebody was there, else the second."""
    middle = (plan.start + plan.end) // 2
    halves = ((middle, plan.end), (plan.start, middle))
    return max(halves, key=lambda half: length(both([half], here)))


def _aways(judge: Judge, staff: str, here: list[Span]) -> list[Away]:
    """A person's absences from the seat while they were there; the list of all is in the order of time."""
    if not here:
        return []
    every, (since, until) = judge.shop.floor.aways, (here[0][0], here[-1][1])
    first = bisect_left(every, since, key=lambda each: each.since)
    near = takewhile(lambda each: each.since < until, islice(every, first, None))
    return [each for each in near if each.staff == staff]


def _back(away: Away, until: int) -> int:
    return until if away.until is None else min(away.until, until)


def _ignored(judge: Judge, away: Away) -> bool:
    """Whether being away for this reason is work (`adherence.ignored`)."""
    return _id(away.reason) in [each.strip() for each in value(judge.shop.rules, IGNORED, away.since).split(",")]


def _id(reason: str) -> str:
    """A reason by its id, whichever way it was typed."""
    known = reason_of(reason)
    return known.id if known is not None else reason


def _breaks(judge: Judge, plan: Planned, aways: Sequence[Away], work: list[Span], until: int) -> list[Span]:
    """When resting was due: breaks of the plan; what was granted, for as long as it was used; going out that was approved."""
    own = [each for each in judge.shop.floor.breaks.get(plan.staff, []) if plan.start <= each.since < plan.end]
    planned = [(each.since, each.since + each.minutes * MINUTE) for each in own]
    reasons = {_id(each.reason) for each in own}
    granted = [
        (each.since, min(_back(each, until), each.since + each.minutes * MINUTE))
        for each in aways
        if each.told and each.minutes and _id(each.reason) not in reasons and not _ignored(judge, each)
    ]
    outings = [each for each in judge.shop.roster.outings.values() if each.staff == plan.staff and each.approved]
    out = [(each.since, each.since + each.minutes * MINUTE) for each in outings if plan.start <= each.since < plan.end]
    return union([*planned, *granted, *without(union(out), work)])


def _named(missing: list[Span], here: list[Span], aways: Sequence[Away], grace: int) -> Iterator[Deviation]:
    """Work that was due and not done: away for a reason, or not there at all; what is within the grace is forgiven."""
    left = missing
    for away in aways:
        own = both(left, [(away.since, away.until if away.until is not None else away.since + _DAY)])
        own = both(own, here)
        yield from _long(own, _id(away.reason), grace)
        left = without(left, own)
    for span in left:
        why = ABSENT if not here else LATE if span[1] <= here[0][0] else EARLY if span[0] >= here[-1][1] else OFF
        yield from _long([span], why, grace)


def _long(spans: Sequence[Span], why: str, grace: int) -> Iterator[Deviation]:
    return (Deviation(since, until, why) for since, until in spans if until - since > grace)
