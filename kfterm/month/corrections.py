"""What a closed month would say by all that is known now, less what it said: lines, entries and packets (G13).

Lines that merely follow from the score are left out: the difference of points is an entry of the open month, whose own
line follows from it.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from kfterm.money import yuan
from kfterm.month.model import Correction, Entry, Events, Line, Packet, Statement
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import NetFloor
from kfterm.words import Words

T = TypeVar("T")
_OF_SCORE = ("float",)


class Late(NamedTuple):
    """A fact that was written after a month had been closed."""

    seq: int
    day: int
    """The earliest day it speaks of: nothing before it can change."""
    staff: frozenset[str]
    names: int = 0
    """The row it takes back or decides about; 0: none."""


class _Changed(NamedTuple):
    """Who and what a difference is about."""

    label: str
    staff: str
    late: tuple[Late, ...]

    def words(self, what: Words) -> Words:
        """How a corrected figure is named."""
        return Words(f"更正 {self.label}:{what.zh}", f"correction of {self.label}: {what.en}")

    def events(self, was: Events, now: Events) -> Events:
        """What no longer stands behind the figure, and what was found later."""
        new = {each.seq for each in self.late}
        causes = new & {*was, *now} | {each.seq for each in self.late if each.names in was}
        causes = causes or {each.seq for each in self.late if self.staff in each.staff}
        return tuple(sorted(set(was) - set(now) | causes)) or now


def correction(
    was: Statement | None, now: Statement | None, label: str, late: Sequence[Late], rulebook: Rulebook
) -> Correction | None:
    """What changed between two statements of one person and closed month; None where nothing did."""
    known = now or was
    if known is None:
        return None
    changed = _Changed(label, known.staff, tuple(late))
    lines = list(_lines(changed, was.lines if was else (), now.lines if now else ()))
    found = Correction(
        label,
        (*lines, *_floor(changed, was, lines, rulebook)),
        tuple(_entries(changed, was, now)),
        tuple(_packets(changed, was, now)),
    )
    return found if found.lines or found.entries or found.packets else None


def _apart(was: Sequence[T], now: Sequence[T], key: Callable[[T], object]) -> tuple[list[T], list[T]]:
    """What stands on one side only; what is alike on both cancels out, first what rests on the same events as well."""
    left, right = list(was), []
    for each in now:
        if each in left:
            left.remove(each)
        else:
            right.append(each)
    more = []
    for each in right:
        same = next((index for index, old in enumerate(left) if key(old) == key(each)), None)
        if same is None:
            more.append(each)
        else:
            del left[same]
    return left, more


def _grouped(
    was: Sequence[T], now: Sequence[T], same: Callable[[T], object], group: Callable[[T], object]
) -> Iterator[tuple[list[T], list[T]]]:
    """Differences, taken together by what they are about."""
    groups: dict[object, tuple[list[T], list[T]]] = {}
    for side, found in enumerate(_apart(was, now, same)):
        for each in found:
            groups.setdefault(group(each), ([], []))[side].append(each)
    yield from groups.values()


def _all_events(found: Sequence[Line] | Sequence[Entry] | Sequence[Packet]) -> Events:
    return tuple(dict.fromkeys(seq for each in found for seq in each.events))


def _lines(changed: _Changed, was: Sequence[Line], now: Sequence[Line]) -> Iterator[Line]:
    old_lines, new_lines = ([line for line in side if line.line not in _OF_SCORE] for side in (was, now))
    groups = _grouped(
        old_lines,
        new_lines,
        lambda line: (line.line, line.fen, line.clauses),
        lambda line: (line.line, line.clauses[:1]),
    )
    for old, new in groups:
        before, after = (sum(line.fen for line in side) for side in (old, new))
        if before != after:
            shown = (new or old)[0]
            clauses = tuple(dict.fromkeys(clause for line in (*new, *old) for clause in line.clauses))
            events = changed.events(_all_events(old), _all_events(new))
            working = f"{changed.label}: {yuan(before)} → {yuan(after)}"
            yield Line(shown.line, changed.words(shown.label), after - before, clauses, events, working)


def _floor(changed: _Changed, was: Statement | None, found: Sequence[Line], rulebook: Rulebook) -> Iterator[Line]:
    """What the floor of the closed month kept from being taken off cannot be given back, and the other way round."""
    rule = rulebook.one(NetFloor)
    if rule is None or not found:
        return
    least, more = int(rule[1].yuan * 100), sum(line.fen for line in found)
    before = sum(line.fen for line in was.lines) if was else 0
    paid, due = (max(least, before) if was else 0), max(least, before + more)
    if due - paid != more:
        label = changed.words(Words("工资下限", "floor of the wage"))
        working = f"{changed.label}: {yuan(paid)} → {yuan(due)}"
        fen = due - paid - more
        yield Line(found[-1].line, label, fen, (rule[0].id,), _all_events(found), working)


def _entries(changed: _Changed, was: Statement | None, now: Statement | None) -> Iterator[Entry]:
    if was is None or now is None or was.score is None or now.score is None:
        return
    groups = _grouped(
        was.score.entries,
        now.score.entries,
        lambda entry: (entry.clause, entry.day, entry.points),
        lambda entry: (entry.clause, entry.day),
    )
    for old, new in groups:
        before, after = (sum((entry.points for entry in side), Decimal(0)) for side in (old, new))
        if before != after:
            shown, events = (new or old)[0], changed.events(_all_events(old), _all_events(new))
            points = after - before
            yield Entry(shown.clause, changed.words(shown.label), points, events, shown.day, None, points)


def _packets(changed: _Changed, was: Statement | None, now: Statement | None) -> Iterator[Packet]:
    """Packets that are new; what a known one grew by; what is owed no more, as a negative one."""
    old_packets, new_packets = (each.attendance.packets if each else () for each in (was, now))
    groups = _grouped(
        old_packets,
        new_packets,
        lambda packet: (packet.day, packet.clause, packet.fen),
        lambda packet: (packet.day, packet.clause),
    )
    for old, new in groups:
        if not old:
            yield from new
            continue
        events = changed.events(_all_events(old), _all_events(new))
        shown = (new or old)[0]
        grown = sum(packet.fen for packet in new) - sum(packet.fen for packet in old)
        fen = grown if new else -sum(packet.owed_fen for packet in old)
        if fen:
            yield Packet(shown.day, shown.at, shown.clause, fen, events, shown.doubled)
