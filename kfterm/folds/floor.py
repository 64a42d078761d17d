"""Who is on seat now, who is away and why, who is on the phone, which incidents are open."""

from kfterm.events.floor import (
    BreakCleared,
    BreakPlanned,
    BreakQueued,
    BreakUnqueued,
    CallEnded,
    CallStarted,
    IncidentOpened,
    IncidentSettled,
    SeatLeft,
    SeatReleased,
    SeatReturned,
    SeatTaken,
)
from kfterm.folds.base import Handlers, State

ON = "on"
AWAY = "away"
OFF = "off"


class Seat(State):
    """One person's place: `on`, `away` or `off`, since when."""

    staff: str
    seat: str = ""
    state: str = OFF
    since: int = 0
    seq: int = 0
    reason: str = ""
    told: bool = False
    minutes: int | None = None
    worked_since: int | None = None
    """Beginning of the present stretch of work without a break (R4-1.1); None while away or off."""
    call: str = ""
    call_line: str = ""
    call_since: int = 0


class Away(State):
    """One absence from the seat, kept for what may be booked on it."""

    staff: str
    since: int
    seq: int
    reason: str
    told: bool
    minutes: int | None
    until: int | None = None


class Stint(State):
    """One stretch on the floor, at the seat or away from it: from taking the seat to leaving for the day."""

    since: int
    until: int | None = None


class Queued(State):
    """Somebody who waits for a break."""

    staff: str
    reason: str
    minutes: int | None
    since: int


class Break(State):
    """A break in the plan."""

    since: int
    minutes: int
    reason: str
    seq: int


class Phone(State):
    """One call, kept for what may be booked on it."""

    call: str
    staff: str
    line: str
    since: int
    until: int | None = None


class Incident(State):
    """Something out of the ordinary with a limit."""

    incident: str
    kind: str
    what: str
    staff: str
    limit_minutes: int | None
    opened_at: int
    seq: int
    settled_at: int | None = None
    settled_seq: int = 0


class Floor(State):
    """The floor."""

    seats: dict[str, Seat] = {}
    aways: list[Away] = []
    incidents: dict[str, Incident] = {}
    seated: dict[str, list[int]] = {}
    """Moments of `seat.taken` per person: arrival where there are no punches."""
    stints: dict[str, list[Stint]] = {}
    queue: list[Queued] = []
    """Who waits for a break, first come first."""
    breaks: dict[str, list[Break]] = {}
    """Planned breaks per person."""
    calls: dict[str, str] = {}
    phoned: list[Phone] = []
    """Every call, in the order in which they began."""


def _seat(floor: Floor, staff: str) -> Seat:
    seat = floor.seats.get(staff)
    if seat is None:
        seat = floor.seats[staff] = Seat(staff=staff)
    return seat


def _end_away(floor: Floor, staff: str, at: int) -> None:
    for away in reversed(floor.aways):
        if away.staff == staff and away.until is None:
            away.until = at
            return


def _taken(floor: Floor, event: SeatTaken, at: int, seq: int) -> None:
    seat = _seat(floor, event.staff)
    if seat.state == AWAY:
        _end_away(floor, event.staff, at)
    if seat.state == OFF:
        floor.seated.setdefault(event.staff, []).append(at)
        floor.stints.setdefault(event.staff, []).append(Stint(since=at))
    seat.seat = event.seat or seat.seat
    seat.state, seat.since, seat.seq, seat.reason = ON, at, seq, ""
    seat.worked_since = seat.worked_since or at


def _left(floor: Floor, event: SeatLeft, at: int, seq: int) -> None:
    seat = _seat(floor, event.staff)
    if seat.state == AWAY:
        _end_away(floor, event.staff, at)
    seat.state, seat.since, seat.seq, seat.reason = AWAY, at, seq, event.reason
    seat.told, seat.minutes, seat.worked_since = event.told, event.minutes, None
    _dequeue(floor, event.staff)
    floor.aways.append(
        Away(staff=event.staff, since=at, seq=seq, reason=event.reason, told=event.told, minutes=event.minutes)
    )


def _returned(floor: Floor, event: SeatReturned, at: int, seq: int) -> None:
    seat = _seat(floor, event.staff)
    if seat.state == AWAY:
        _end_away(floor, event.staff, at)
    seat.state, seat.since, seat.seq, seat.reason, seat.worked_since = ON, at, seq, "", seat.worked_since or at


def _released(floor: Floor, event: SeatReleased, at: int, seq: int) -> None:
    seat = _seat(floor, event.staff)
    if seat.state == AWAY:
        _end_away(floor, event.staff, at)
    stints = floor.stints.get(event.staff)
    if stints and stints[-1].until is None:
        stints[-1].until = at
    _dequeue(floor, event.staff)
    seat.state, seat.since, seat.seq, seat.reason, seat.worked_since = OFF, at, seq, "", None


def _dequeue(floor: Floor, staff: str) -> None:
    if any(each.staff == staff for each in floor.queue):
        floor.queue = [each for each in floor.queue if each.staff != staff]


def _queued(floor: Floor, event: BreakQueued, at: int, seq: int) -> None:
    _dequeue(floor, event.staff)
    floor.queue.append(Queued(staff=event.staff, reason=event.reason, minutes=event.minutes, since=at))


def _unqueued(floor: Floor, event: BreakUnqueued, at: int, seq: int) -> None:
    _dequeue(floor, event.staff)


def _break(floor: Floor, event: BreakPlanned, at: int, seq: int) -> None:
    since = round(event.from_at.timestamp() * 1000)
    _forget(floor, event.staff, since)
    floor.breaks.setdefault(event.staff, []).append(
        Break(since=since, minutes=event.minutes, reason=event.reason, seq=seq)
    )


def _unbreak(floor: Floor, event: BreakCleared, at: int, seq: int) -> None:
    _forget(floor, event.staff, round(event.from_at.timestamp() * 1000))


def _forget(floor: Floor, staff: str, since: int) -> None:
    if staff in floor.breaks:
        floor.breaks[staff] = [each for each in floor.breaks[staff] if each.since != since]


def _call(floor: Floor, event: CallStarted, at: int, seq: int) -> None:
    seat = _seat(floor, event.staff)
    seat.call, seat.call_line, seat.call_since = event.call, event.line, at
    floor.calls[event.call] = event.staff
    floor.phoned.append(Phone(call=event.call, staff=event.staff, line=event.line, since=at))


def _call_ended(floor: Floor, event: CallEnded, at: int, seq: int) -> None:
    staff = floor.calls.pop(event.call, None)
    if staff is None:
        return
    if floor.seats[staff].call == event.call:
        floor.seats[staff].call = ""
    for phone in reversed(floor.phoned):
        if phone.call == event.call:
            phone.until = phone.until or at
            return


def _incident(floor: Floor, event: IncidentOpened, at: int, seq: int) -> None:
    floor.incidents[event.incident] = Incident(
        incident=event.incident,
        kind=event.incident_type,
        what=event.what,
        staff=event.staff or "",
        limit_minutes=event.limit_minutes,
        opened_at=at,
        seq=seq,
    )


def _settled(floor: Floor, event: IncidentSettled, at: int, seq: int) -> None:
    incident = floor.incidents.get(event.incident)
    if incident is not None and incident.settled_at is None:
        incident.settled_at, incident.settled_seq = at, seq


HANDLERS: Handlers = {
    SeatTaken: _taken,
    SeatLeft: _left,
    SeatReturned: _returned,
    SeatReleased: _released,
    BreakQueued: _queued,
    BreakUnqueued: _unqueued,
    BreakPlanned: _break,
    BreakCleared: _unbreak,
    CallStarted: _call,
    CallEnded: _call_ended,
    IncidentOpened: _incident,
    IncidentSettled: _settled,
}
