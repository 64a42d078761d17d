"""What is refused about breaks: leaving beyond the quota, a place that is taken, a setting that cannot be read.

Only people are held to it: a machine states who left, and there is nothing to be done about it.
"""

from collections.abc import Iterator

from kfterm.desk.breaks import Out, Window, breaks_of, full, full_words, is_here, out_at, queued, windows
from kfterm.desk.known import Known
from kfterm.desk.permits import is_machine
from kfterm.desk.shifts import expected
from kfterm.events.floor import BreakCleared, BreakPlanned, BreakQueued, BreakUnqueued, SeatLeft, SeatTaken
from kfterm.events.lines import Fact
from kfterm.folds.breaks import (
    ALARM,
    FIRST,
    FORGOTTEN,
    GRACE,
    IGNORED,
    MINUTES,
    QUOTA,
    SLOTS,
    TARGET,
    away_reasons,
    parse_slot,
    reason_of,
    slot_parts,
)
from kfterm.folds.floor import AWAY, ON
from kfterm.folds.plan import Planned
from kfterm.periods import MINUTE
from kfterm.words import Words

_WHOLE = (GRACE, ALARM, TARGET, FIRST, FORGOTTEN)
"""Settings that are a whole number."""

SETTINGS = (QUOTA, f"{QUOTA}.*", f"{SLOTS}*", f"{MINUTES}*")
"""Settings that nobody has to make: without them nothing is limited."""


def left(known: Known, fact: Fact) -> Iterator[Words]:
    """Who leaves was on seat; nobody leaves beyond the quota, unless somebody writes why."""
    event = fact.event
    assert isinstance(event, SeatLeft)
    if is_machine(fact.by):
        return
    if not _seated(known, fact, event.staff):
        name = known.name(event.staff)
        yield Words(f"{name} 不在席,先 a 上席", f"{name} is not on seat: a first")
        return
    if (event.note or "").strip():
        return
    out = out_at(known.judge, fact.at)
    for each in known.batch[: known.batch.index(fact)]:
        if isinstance(each.event, SeatLeft) and (reason := reason_of(each.event.reason)) and reason.counts:
            out.append(Out(each.event.staff, reason.id, each.at, None))
    found = full(known.judge, event.staff, event.reason, fact.at, out)
    if found is not None:
        says = full_words(known.judge, found, fact.at)
        yield Words(
            f"{says.zh}。可以排队(break.queued),或写明理由(note)放行",
            f"{says.en}. Queue for it (break.queued), or say in a note why they go all the same",
        )


def _seated(known: Known, fact: Fact, staff: str) -> bool:
    """Whether somebody is on the floor at the moment of a fact, by the log or by the same batch."""
    floor = known.shop.floor
    seat = floor.seats.get(staff)
    before = (each.event for each in known.batch[: known.batch.index(fact)])
    return (
        (seat is not None and seat.state in (ON, AWAY))
        or any(
            each.since <= fact.at and (each.until is None or each.until >= fact.at)
            for each in floor.stints.get(staff, [])
        )
        or any(isinstance(each, SeatTaken) and each.staff == staff for each in before)
    )


def queue(known: Known, fact: Fact) -> Iterator[Words]:
    """Who waits for a break sits on the seat, and waits once."""
    event = fact.event
    assert isinstance(event, BreakQueued)
    seat, name = known.shop.floor.seats.get(event.staff), known.name(event.staff)
    if is_machine(fact.by):
        return
    waits = queued(known.judge, event.staff)
    if seat is not None and seat.state == AWAY:
        yield Words(f"{name} 已经离席,不用排队", f"{name} is away already and need not wait")
    elif seat is None or seat.state != ON:
        yield Words(f"{name} 不在席,不能排队", f"{name} is not on seat and cannot wait for a break")
    elif waits is not None and waits[1].reason == event.reason:
        yield Words(f"{name} 已在排队,第 {waits[0]} 位", f"{name} waits already, as no. {waits[0]}")


def unqueue(known: Known, fact: Fact) -> Iterator[Words]:
    """Who does not wait cannot stop waiting."""
    event = fact.event
    assert isinstance(event, BreakUnqueued)
    if not is_machine(fact.by) and queued(known.judge, event.staff) is None:
        name = known.name(event.staff)
        yield Words(f"{name} 没有在排队", f"{name} does not wait for a break")


def planned(known: Known, fact: Fact) -> Iterator[Words]:
    """A planned break lies in a shift of the person, beside no other, and in a window there is a place left."""
    event = fact.event
    assert isinstance(event, BreakPlanned)
    if is_machine(fact.by):
        return
    since, clock = round(event.from_at.timestamp() * 1000), known.calendar.clock
    until, name = since + event.minutes * MINUTE, known.name(event.staff)
    plan = known.plan.current(event.staff, since)
    if plan is None:
        yield Words(f"{name} 那天没有排班", f"{name} has no shift on that day")
        return
    if not expected(known.judge, plan):
        yield Words(f"{name} 那天休息或请假", f"{name} has the day off")
        return
    if plan.start <= fact.at < plan.end and not is_here(known.judge, plan, fact.at):
        yield Words(f"{name} 未到岗,先 a 上席", f"{name} is not here: a first")
        return
    if not plan.start <= since < until <= plan.end:
        hours = f"{clock(plan.start)}-{clock(plan.end)}"
        yield Words(
            f"{clock(since)} 起 {event.minutes} 分钟不在 {name} 的班内({hours})",
            f"{event.minutes} min from {clock(since)} do not lie in the shift of {name} ({hours})",
        )
        return
    taken_back = [each.event for each in known.batch if isinstance(each.event, BreakCleared)]
    gone = {(each.staff, round(each.from_at.timestamp() * 1000)) for each in taken_back}
    for other in breaks_of(known.judge, plan):
        apart = until <= other.since or other.since + other.minutes * MINUTE <= since
        if other.since != since and not apart and (event.staff, other.since) not in gone:
            yield Words(
                f"{name} {clock(other.since)} 已经排了 {other.minutes} 分钟",
                f"{name} has {other.minutes} min planned from {clock(other.since)} already",
            )
    yield from _place(known, fact, plan, since, gone)


def _place(known: Known, fact: Fact, plan: Planned, since: int, gone: set[tuple[str, int]]) -> Iterator[Words]:
    """A window holds as many as it has places; what the same batch frees and takes counts."""
    found = windows(known.judge, plan.day, plan.shift)
    window = next((each for each in found if each.since == since), None)
    if window is None:
        return
    sits = {staff for staff in window.sits if (staff, since) not in gone}
    for each in known.batch[: known.batch.index(fact)]:
        if isinstance(each.event, BreakPlanned) and round(each.event.from_at.timestamp() * 1000) == since:
            sits.add(each.event.staff)
    sits.discard(plan.staff)
    if len(sits) >= window.places:
        clock, name = known.calendar.clock, known.name
        who = [name(staff) for staff in sorted(sits)]
        free = ", ".join(_window_text(known, each) for each in found if each.left) or "–"
        yield Words(
            f"{clock(since)} 的 {window.places} 个位子都有人:{'、'.join(who)}。还有位子:{free}",
            f"the {window.places} places of {clock(since)} are taken: {', '.join(who)}. There are places at: {free}",
        )


def _window_text(known: Known, window: Window) -> str:
    return f"{known.calendar.clock(window.since)}-{known.calendar.clock(window.until)}"


def cleared(known: Known, fact: Fact) -> Iterator[Words]:
    """A break that is cleared was planned."""
    event = fact.event
    assert isinstance(event, BreakCleared)
    if is_machine(fact.by):
        return
    since, name = round(event.from_at.timestamp() * 1000), known.name(event.staff)
    if all(each.since != since for each in known.shop.floor.breaks.get(event.staff, [])):
        at = known.calendar.text(since)
        yield Words(f"{name} {at} 没有排小休", f"no break is planned for {name} at {at}")


def belongs(key: str) -> bool:
    """Whether a setting is about breaks or about how well a plan is kept."""
    return key in (QUOTA, IGNORED, *_WHOLE) or key.startswith((f"{QUOTA}.", SLOTS, MINUTES))


def setting(key: str, value: str) -> Iterator[Words]:
    """A quota, the minutes of a reason, the windows of a shift; empty takes the limit away."""
    if key.startswith(SLOTS):
        yield from _slots(key, value)
    elif key == IGNORED:
        yield from _reasons(key, value)
    elif key in _WHOLE:
        least, most = (1, 100) if key == TARGET else (0, None)
        if not whole_number(value) or int(value) < least or (most is not None and int(value) > most):
            zh, en = (f"{least} 到 {most} 的整数", f"a whole number from {least} to {most}") if most else (
                "整数,可以是 0", "a whole number, 0 too"
            )  # fmt: skip
            yield Words(f"{key} 是 {value!r},应为{zh}", f"{key} is {value!r}, it should be {en}")
    else:
        yield from _limit(key, value)


def whole_number(text: str) -> bool:
    """Whether a text is a whole number in plain digits."""
    return text.isascii() and text.isdigit()


def _reasons(key: str, value: str) -> Iterator[Words]:
    unknown = [each.strip() for each in value.split(",") if each.strip() and reason_of(each.strip()) is None]
    if unknown:
        listed, found = ", ".join(each.id for each in away_reasons()), ", ".join(unknown)
        yield Words(
            f"{key}:没有离席原因 {found}(可用:{listed})", f"{key}: there is no reason {found} (there are: {listed})"
        )


def _limit(key: str, value: str) -> Iterator[Words]:
    prefix = MINUTES if key.startswith(MINUTES) else f"{QUOTA}."
    reason = key.removeprefix(prefix) if key != QUOTA else ""
    if reason and reason not in [each.id for each in away_reasons()]:
        listed = ", ".join(f"{prefix}{each.id}" for each in away_reasons() if each.counts or prefix == MINUTES)
        yield Words(f"没有离席原因 {reason}(可用:{listed})", f"there is no reason {reason} (there are: {listed})")
    if value.strip() and not (whole_number(value) and int(value)):
        yield Words(
            f"{key} 是 {value!r},应为正整数,留空表示不限",
            f"{key} is {value!r}, it should be a whole number above 0, or empty for no limit",
        )


def _slots(key: str, value: str) -> Iterator[Words]:
    for part in slot_parts(value):
        window, star, places = part.partition("*")
        if parse_slot(window) is None:
            yield Words(
                f"{key} 的 {part!r} 读不出时间,应如 11:30-12:00*2",
                f"{part!r} in {key} is no window, it should be like 11:30-12:00*2",
            )
        elif star and parse_slot(part) is None:
            yield Words(
                f"{key} 的 {part!r} 位子数是 {places!r},应为正整数,如 {window}*2",
                f"{part!r} in {key}: the places are {places!r}, they should be a whole number above 0, like {window}*2",
            )
