"""Whose break it is: the next in the queue when there is a place, and who has one planned that begins; who is off by now."""

from collections.abc import Iterator
from itertools import takewhile

from kfterm.desk.breaks import break_minutes, turns
from kfterm.desk.noticed import Proposal
from kfterm.desk.signed_in import forgotten
from kfterm.events.floor import SeatLeft
from kfterm.folds.breaks import reason_words
from kfterm.folds.floor import ON, Break
from kfterm.month.judge import Judge
from kfterm.periods import HOUR, MINUTE
from kfterm.words import Words

_DAY = 24 * HOUR


def break_notices(judge: Judge, now: int) -> Iterator[Proposal]:
    """What Enter does is to let them go, told and for the agreed minutes; or to send off who was forgotten."""
    yield from _queue(judge, now)
    yield from _begins(judge, now)
    yield from forgotten(judge, now)


def _queue(judge: Judge, now: int) -> Iterator[Proposal]:
    for each, since in turns(judge, now):
        name, reason = judge.shop.people.name(each.staff), reason_words(each.reason)
        waited = (since - each.since) // MINUTE
        says = Words(
            f"轮到 {name} {reason.zh},排了 {waited} 分钟", f"{name} may go now: {reason.en}, waited {waited} min"
        )
        minutes = break_minutes(judge, each.reason, each.minutes, now)
        goes = SeatLeft(staff=each.staff, reason=each.reason, told=True, minutes=minutes)
        yield Proposal(f"turn:{each.staff}:{each.since}", since, each.staff, "", says, goes)


def _begins(judge: Judge, now: int) -> Iterator[Proposal]:
    """A planned break from its beginning to its end, while the person sits on and has not had it."""
    for staff, each in _today(judge, now):
        seat = judge.shop.floor.seats.get(staff)
        running = each.since <= now < each.since + each.minutes * MINUTE
        if running and seat is not None and seat.state == ON and not _had(judge, staff, each):
            name, reason, clock = judge.shop.people.name(staff), reason_words(each.reason), judge.calendar.clock
            says = Words(
                f"{clock(each.since)} 轮到 {name} {reason.zh} {each.minutes} 分钟",
                f"{clock(each.since)} planned for {name}: {reason.en}, {each.minutes} min",
            )
            goes = SeatLeft(staff=staff, reason=each.reason, told=True, minutes=each.minutes)
            yield Proposal(f"break:{staff}:{each.seq}", each.since, staff, "", says, goes)


def _today(judge: Judge, now: int) -> list[tuple[str, Break]]:
    """The breaks planned around now; looked up once for every state of the shop."""
    key = ("breaks", judge.calendar.day(now))
    if key not in judge.scratch:
        planned = judge.shop.floor.breaks.items()
        judge.scratch[key] = [
            (staff, each) for staff, all_of in planned for each in all_of if abs(now - each.since) < _DAY
        ]
    return judge.scratch[key]  # type: ignore[return-value]


def _had(judge: Judge, staff: str, planned: Break) -> bool:
    """Whether somebody went for this reason since shortly before: as long before as the break is."""
    earliest = planned.since - planned.minutes * MINUTE
    recent = takewhile(lambda away: away.since >= earliest, reversed(judge.shop.floor.aways))
    return any(away.staff == staff and away.reason == planned.reason for away in recent)
