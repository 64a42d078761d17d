"""Punches and what was said about them: made up, absence confirmed, packets sent, attendance published."""

from kfterm.events.attendance import (
    AbsenceConfirmed,
    AttendancePublished,
    PacketSent,
    PunchMadeUp,
    PunchRecorded,
)
from kfterm.folds.base import Handlers, State


class MadeUp(State):
    """A punch made up afterwards; `at` is the moment it was."""

    day: int
    way: str
    vouched: bool
    at: int
    seq: int


class Attendance(State):
    """Raw attendance facts per person, in the order of time."""

    punches: dict[str, list[tuple[int, str, int]]] = {}
    """(at, in | out, seq)."""
    made_up: dict[str, list[MadeUp]] = {}
    absences: dict[str, list[tuple[int, int, int]]] = {}
    """(day, half days, seq)."""
    packets: dict[str, list[tuple[int, int, int]]] = {}
    """(at, fen, seq)."""
    published: list[tuple[int, int, int]] = []
    """(Monday of the week reported on, at, seq)."""


def _punch(state: Attendance, event: PunchRecorded, at: int, seq: int) -> None:
    state.punches.setdefault(event.staff, []).append((at, event.way, seq))


def _made_up(state: Attendance, event: PunchMadeUp, at: int, seq: int) -> None:
    made = MadeUp(day=event.on.toordinal(), way=event.way, vouched=bool(event.vouched_by), at=at, seq=seq)
    state.made_up.setdefault(event.staff, []).append(made)


def _absence(state: Attendance, event: AbsenceConfirmed, at: int, seq: int) -> None:
    state.absences.setdefault(event.staff, []).append((event.on.toordinal(), int(event.days * 2), seq))


def _packet(state: Attendance, event: PacketSent, at: int, seq: int) -> None:
    state.packets.setdefault(event.staff, []).append((at, int(event.amount * 100), seq))


def _published(state: Attendance, event: AttendancePublished, at: int, seq: int) -> None:
    state.published.append((event.week_of.toordinal(), at, seq))


HANDLERS: Handlers = {
    PunchRecorded: _punch,
    PunchMadeUp: _made_up,
    AbsenceConfirmed: _absence,
    PacketSent: _packet,
    AttendancePublished: _published,
}
