"""Who is planned when; swaps, leave and rest days asked for and decided."""

from datetime import date

from kfterm.events.roster import (
    REST,
    LeaveDecided,
    LeaveRequested,
    OutingDecided,
    OutingRequested,
    RestDecided,
    RestRequested,
    ShiftAssigned,
    ShiftCleared,
    SwapAgreed,
    SwapDecided,
    SwapRequested,
)
from kfterm.folds.base import Handlers, State
from kfterm.periods import month_label


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
    decided_seq: int = 0


class Rest(State):
    """A rest day asked for."""

    rest: str
    staff: str
    day: int
    at: int
    seq: int
    approved: bool | None = None
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
    agreed_seqs: list[int] = []
    """The rows that say so, in the same order."""
    approved: bool | None = None
    decided_seq: int = 0
    moved: list[tuple[str, int]] = []
    """(person, day) of every shift that approval took from somebody or gave to somebody."""

    @property
    def both(self) -> tuple[str, str]:
        """The two who signed the form."""
        return (self.staff, self.with_staff)

    @property
    def days(self) -> tuple[int, ...]:
        """The days of the form, the earlier first."""
        return tuple(sorted({self.day, self.day if self.return_day is None else self.return_day}))


class Outing(State):
    """Going out in working hours, asked for."""

    outing: str
    staff: str
    since: int
    minutes: int
    reason: str
    at: int
    seq: int
    approved: bool | None = None
    decided_seq: int = 0


class Roster(State):
    """The plan: per person, day to (shift, seq of the entry that says so)."""

    planned: dict[str, dict[int, tuple[str, int]]] = {}
    leaves: dict[str, Leave] = {}
    rests: dict[str, Rest] = {}
    swaps: dict[str, Swap] = {}
    outings: dict[str, Outing] = {}

    def shift(self, staff: str, day: int) -> str | None:
        """The shift planned for a person on a day; None when nothing is planned."""
        found = self.planned.get(staff, {}).get(day)
        return found[0] if found else None

    def swaps_of(self, staff: str, label: str) -> list[Swap]:
        """Approved forms that count for one of the two in a month: that of the earlier shift (R1-A10, R1-A11)."""
        own = (each for each in self.swaps.values() if each.approved and staff in each.both)
        return [each for each in own if month_label(each.days[0]) == label]

    def swapped(self, staff: str) -> dict[int, Swap]:
        """Day to the form that moved a shift of this person there or away, unless the day was planned anew since."""
        found, plan = {}, self.planned.get(staff, {})
        for swap in self.swaps.values():
            for each, day in swap.moved if swap.approved else ():
                if each == staff and (day not in plan or plan[day][1] == swap.decided_seq):
                    found[day] = swap
        return found


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
        swap.agreed_seqs.append(seq)


def _swap_decided(roster: Roster, event: SwapDecided, at: int, seq: int) -> None:
    swap = roster.swaps.get(event.swap)
    if swap is None or (swap.approved and event.approved):
        return  # signed once is enough: a second signature must not change the shifts back
    swap.approved, swap.decided_seq = event.approved, seq
    if event.approved:
        for day in swap.days:
            _exchange(roster, swap, day, seq)


def _exchange(roster: Roster, swap: Swap, day: int, seq: int) -> None:
    first, second = (roster.shift(each, day) for each in swap.both)
    for staff, had, gets in ((swap.staff, first, second), (swap.with_staff, second, first)):
        if gets is None:
            roster.planned.get(staff, {}).pop(day, None)
        else:
            roster.planned.setdefault(staff, {})[day] = (gets, seq)
        if {had, gets} - {None, REST}:
            swap.moved.append((staff, day))


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
        leave.approved, leave.decided_seq = event.approved, seq


def _rest(roster: Roster, event: RestRequested, at: int, seq: int) -> None:
    roster.rests[event.rest] = Rest(rest=event.rest, staff=event.staff, day=event.on.toordinal(), at=at, seq=seq)


def _rest_decided(roster: Roster, event: RestDecided, at: int, seq: int) -> None:
    rest = roster.rests.get(event.rest)
    if rest is not None:
        rest.approved, rest.decided_seq = event.approved, seq


def _outing(roster: Roster, event: OutingRequested, at: int, seq: int) -> None:
    since = round(event.from_at.timestamp() * 1000)
    roster.outings[event.outing] = Outing(
        outing=event.outing, staff=event.staff, since=since, minutes=event.minutes, reason=event.reason, at=at, seq=seq
    )


def _outing_decided(roster: Roster, event: OutingDecided, at: int, seq: int) -> None:
    outing = roster.outings.get(event.outing)
    if outing is not None:
        outing.approved, outing.decided_seq = event.approved, seq


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
    OutingRequested: _outing,
    OutingDecided: _outing_decided,
}
