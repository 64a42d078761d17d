"""The floor as it is shown: one row a person, the waits, the open items. Built from the folds at one moment."""

from typing import NamedTuple

from kfterm.desk.breaks import queued
from kfterm.desk.items import missing_fields, open_items
from kfterm.desk.limits import limits
from kfterm.desk.overruns import alarmed
from kfterm.desk.shifts import arrival
from kfterm.desk.signed_in import over, stale
from kfterm.events.roster import REST
from kfterm.folds.floor import AWAY, OFF, ON
from kfterm.folds.handover import Item
from kfterm.folds.people import Person
from kfterm.folds.plan import Planned
from kfterm.folds.settings import ESCALATE_PASSES, whole
from kfterm.month.judge import Judge
from kfterm.month.leave import on_leave, rest_days
from kfterm.periods import HOUR, MINUTE

LATE = "late"
HERE = "here"
DUE = "due"
LEAVE = "leave"
GONE = "gone"
STALE = "stale"
_SOON = HOUR


class AgentRow(NamedTuple):
    """One person on the floor."""

    staff: str
    name: str
    roles: tuple[str, ...]
    seat: str
    state: str
    """on, away, off, late (planned and not here), here (punched, not on seat), due (begins within the hour), rest, leave, gone (shift done),
    stale (signed in since an earlier shift or forgotten: no presence)."""
    since: int
    reason: str
    over: bool
    """Away beyond what was agreed."""
    load: int
    oldest: int | None
    """Since when the longest waiting buyer waits."""
    unplanned: bool
    call: str
    plan: Planned | None
    back_at: int | None = None
    """When somebody who is away said they would be back."""
    alarm: bool = False
    """Over for so long that it cannot wait."""
    queued: int = 0
    """The place in the queue for a break; 0: does not wait for one."""
    wants: str = ""
    """The reason of the break that is waited for."""


class WaitRow(NamedTuple):
    """A buyer who waits, or a round that was passed on unanswered."""

    key: str
    staff: str
    name: str
    buyer: str
    store: str
    order: str
    since: int
    level: str
    """empty, amber or red."""
    passed_on: bool
    limit: int
    """Seconds at which a wait turns red."""


class FloorView(NamedTuple):
    """Everything the floor shows."""

    now: int
    shift: str
    shift_words: tuple[str, str]
    start: int
    end: int
    present: int
    planned: int
    agents: tuple[AgentRow, ...]
    waits: tuple[WaitRow, ...]
    items: tuple[Item, ...]
    lacking: frozenset[str]
    """Open items without something that their kind or the regime demands."""
    escalate: int
    """Handovers after which an item that is still open is escalated."""


def floor_view(judge: Judge, now: int) -> FloorView:
    """The floor at a moment."""
    waits = _waits(judge, now)
    oldest: dict[str, int] = {}
    for wait in waits:
        oldest[wait.staff] = min(wait.since, oldest.get(wait.staff, wait.since))
    rows = []
    for person in judge.shop.people.staff.values():
        if person.left_at is None:
            row = _agent(judge, person, now, oldest.get(person.staff))
            if row is not None:
                rows.append(row)
    levels = {wait.staff: wait.level for wait in reversed(waits)}
    rows.sort(key=lambda row: _urgency(row, levels.get(row.staff, ""), now))
    shift = _shift(judge, now)
    here = [row for row in rows if row.state in (ON, AWAY, HERE)]
    planned = [row for row in rows if row.plan is not None and row.plan.covers(now)]
    items = open_items(judge, now)
    return FloorView(
        now=now,
        shift=shift[0],
        shift_words=shift[1],
        start=shift[2],
        end=shift[3],
        present=len(here),
        planned=len(planned),
        agents=tuple(rows),
        waits=tuple(waits),
        items=tuple(items),
        lacking=frozenset(item.item for item in items if missing_fields(judge, item)),
        escalate=whole(judge.shop.rules, ESCALATE_PASSES),
    )


def _agent(judge: Judge, person: Person, now: int, oldest: int | None) -> AgentRow | None:
    staff = person.staff
    seat = judge.shop.floor.seats.get(staff)
    plan = judge.plan.current(staff, now)
    state, since, reason, back_at = OFF, 0, "", None
    if seat is not None and seat.state in (ON, AWAY):
        state, since, reason = seat.state, seat.since, seat.reason
        back_at = since + seat.minutes * MINUTE if state == AWAY and seat.minutes else None
        found = over(judge, staff, now)
        if found is not None and stale(judge, found, now):
            state, since, reason, back_at = STALE, found.end, "", None
    else:
        state, since = _absent_state(judge, staff, plan, now)
        if state == OFF:
            return None
    waits = queued(judge, staff)
    return AgentRow(
        staff=staff,
        name=person.name,
        roles=person.roles,
        seat=seat.seat if seat else "",
        state=state,
        since=since,
        reason=reason,
        over=back_at is not None and now > back_at,
        load=judge.shop.timers.open_chats.get(staff, 0),
        oldest=oldest,
        unplanned=state in (ON, AWAY) and (plan is None or judge.shop.roster.shift(staff, plan.day) == REST),
        call=seat.call_line if seat is not None and seat.call else "",
        plan=plan,
        back_at=back_at,
        alarm=seat is not None and back_at is not None and alarmed(judge, since, seat.minutes, now),
        queued=waits[0] if waits is not None else 0,
        wants=waits[1].reason if waits is not None else "",
    )


def _absent_state(judge: Judge, staff: str, plan: Planned | None, now: int) -> tuple[str, int]:
    """Why somebody is not on the floor; `off` when nobody expects them."""
    day = judge.plan.shift_day(staff, now)
    if on_leave(judge, staff, day):
        return LEAVE, 0
    if day in rest_days(judge, staff):
        return REST, 0
    if plan is None:
        return OFF, 0
    came = arrival(judge, plan)
    if came is not None and came <= now < plan.end:
        return (GONE, came) if _released(judge, staff, plan) else (HERE, came)
    if plan.covers(now):
        return LATE, plan.start
    if plan.start - _SOON <= now < plan.start:
        return DUE, plan.start
    return OFF, 0


def _released(judge: Judge, staff: str, plan: Planned) -> bool:
    seat = judge.shop.floor.seats.get(staff)
    if seat is not None and seat.since >= plan.start - 6 * HOUR and seat.state == OFF:
        return True
    outs = [at for at, way, _ in judge.shop.attendance.punches.get(staff, []) if way == "out"]
    return any(plan.start < at for at in outs)


_ORDER = {LATE: 2, HERE: 3, AWAY: 3, ON: 4, STALE: 6, DUE: 6, GONE: 7, LEAVE: 8, REST: 9}


def _urgency(row: AgentRow, level: str, now: int) -> tuple[int, bool, int, str]:
    """Red, amber or over, missing, away, on seat …; within each who makes somebody wait, the longest first."""
    rank = _ORDER.get(row.state, 5)
    if row.state == STALE and row.plan is not None and row.plan.covers(now):
        rank = _ORDER[LATE]  # signed in since yesterday, and not here for all that is known
    if level == "red" or row.alarm:
        rank = 0
    elif level == "amber" or row.over:
        rank = 1
    return rank, row.oldest is None, row.oldest or row.since or now, row.staff


def _waits(judge: Judge, now: int) -> list[WaitRow]:
    people, rows = judge.shop.people, []
    for key, chat in judge.shop.timers.chats.items():
        if not chat.since and not chat.left_with:
            continue
        amber, red, measured = limits(judge, chat.store, now)
        rounds = [(chat.staff, chat.since, False)] if chat.since else []
        rounds += [(staff, since, True) for staff, since in chat.left_with]
        for staff, since, passed_on in rounds:
            waited = (now - since) // 1000
            level = "" if not measured else "red" if waited >= red else "amber" if waited >= amber else ""
            name = people.name(staff)
            rows.append(WaitRow(key, staff, name, chat.buyer, chat.store, chat.order, since, level, passed_on, red))
    rows.sort(key=lambda row: (row.since, row.key))
    return rows


def _shift(judge: Judge, now: int) -> tuple[str, tuple[str, str], int, int]:
    """The shift that is on: of those covering the moment the one that began last, else the next to begin."""
    today = judge.calendar.day(now)
    candidates = []
    for day in (today - 1, today):
        for shift, hours in judge.plan.shifts(day).items():
            start, end = judge.calendar.moment(day, hours.start), judge.calendar.moment(day, hours.end)
            candidates.append((start, end, shift, (hours.zh, hours.en)))
    on = [each for each in candidates if each[0] <= now < each[1]]
    coming = [each for each in candidates if each[0] > now]
    best = max(on, default=None) or min(coming, default=None)
    return (best[2], best[3], best[0], best[1]) if best else ("", ("", ""), 0, 0)
