"""Who is planned when; swaps, leave and rest days asked for and decided."""

from datetime import date

from kfterm.events.roster import (
    LeaveDecided,
    LeaveRequested,
    RestDecided,
    RestRequested,
    ShiftAssigned,
    ShiftCleared,
    SwapAgreed,
    SwapDecided,
    SwapRequested,
)
from kfterm.folds.base import Handlers, State


class Leave(State):
    """A leave request; `approved` is None until it is decided."""

    leave: str
    staff: str
    from_day: int
    to_day: int
    half_days: int
    kind: str
    urgent: bool
    at: int
    seq: int
    reason: str = ""
    approved: bool | None = None
    decided_at: int = 0
    decided_seq: int = 0


class Rest(State):
    """A rest day asked for."""

    rest: str
    staff: str
    day: int
    at: int
    seq: int
    approved: bool | None = None
    decided_at: int = 0
    decided_seq: int = 0


class Swap(State):
    """A swap of two people's shifts."""

    swap: str
    staff: str
    with_staff: str
    day: int
    return_day: int | None
    reason: str
    at: int
    seq: int
    agreed: list[str] = []
    approved: bool | None = None


class Roster(State):
    """The plan: per person, day to (shift, seq of the entry that says so)."""

    planned: dict[str, dict[int, tuple[str, int]]] = {}
    leaves: dict[str, Leave] = {}
    rests: dict[str, Rest] = {}
    swaps: dict[str, Swap] = {}

    def shift(self, staff: str, day: int) -> str | None:
        """The shift planned for a person on a day; None when nothing is planned."""
        found = self.planned.get(staff, {}).get(day)
        return found[0] if found else None


def _assigned(roster: Roster, event: ShiftAssigned, at: int, seq: int) -> None:
    roster.planned.setdefault(event.staff, {})[event.on.toordinal()] = (event.shift, seq)


def _cleared(roster: Roster, event: ShiftCleared, at: int, seq: int) -> None:
    roster.planned.get(event.staff, {}).pop(event.on.toordinal(), None)


def _swap(roster: Roster, event: SwapRequested, at: int, seq: int) -> None:
    roster.swaps[event.swap] = Swap(
        swap=event.swap,
        staff=event.staff,
        with_staff=event.with_staff,
        day=event.on.toordinal(),
        return_day=_ordinal(event.return_on),
        reason=event.reason,
        at=at,
        seq=seq,
    )


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _swap_agreed(roster: Roster, event: SwapAgreed, at: int, seq: int) -> None:
    swap = roster.swaps.get(event.swap)
    if swap is not None:
        swap.agreed.append(event.staff or swap.with_staff)


def _swap_decided(roster: Roster, event: SwapDecided, at: int, seq: int) -> None:
    swap = roster.swaps.get(event.swap)
    if swap is None:
        return
    swap.approved = event.approved
    if event.approved:
        for day in (swap.day, swap.return_day):
            if day is not None:
                _exchange(roster, swap.staff, swap.with_staff, day, seq)


def _exchange(roster: Roster, one: str, other: str, day: int, seq: int) -> None:
    first, second = roster.shift(one, day), roster.shift(other, day)
    for staff, shift in ((one, second), (other, first)):
        if shift is None:
            roster.planned.get(staff, {}).pop(day, None)
        else:
            roster.planned.setdefault(staff, {})[day] = (shift, seq)


def _leave(roster: Roster, event: LeaveRequested, at: int, seq: int) -> None:
    roster.leaves[event.leave] = Leave(
        leave=event.leave,
        staff=event.staff,
        from_day=event.from_on.toordinal(),
        to_day=event.to_on.toordinal(),
        half_days=int(event.days * 2),
        kind=event.leave_kind,
        urgent=event.urgent,
        reason=event.reason,
        at=at,
        seq=seq,
    )


def _leave_decided(roster: Roster, event: LeaveDecided, at: int, seq: int) -> None:
    leave = roster.leaves.get(event.leave)
    if leave is not None:
        leave.approved, leave.decided_at, leave.decided_seq = event.approved, at, seq


def _rest(roster: Roster, event: RestRequested, at: int, seq: int) -> None:
    roster.rests[event.rest] = Rest(rest=event.rest, staff=event.staff, day=event.on.toordinal(), at=at, seq=seq)


def _rest_decided(roster: Roster, event: RestDecided, at: int, seq: int) -> None:
    rest = roster.rests.get(event.rest)
    if rest is not None:
        rest.approved, rest.decided_at, rest.decided_seq = event.approved, at, seq


HANDLERS: Handlers = {
    ShiftAssigned: _assigned,
    ShiftCleared: _cleared,
    SwapRequested: _swap,
    SwapAgreed: _swap_agreed,
    SwapDecided: _swap_decided,
    LeaveRequested: _leave,
    LeaveDecided: _leave_decided,
    RestRequested: _rest,
    RestDecided: _rest_decided,
}
