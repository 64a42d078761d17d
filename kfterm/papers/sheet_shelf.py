"""The shelf of handover sheets: which there are, and each of them made again exactly as it was printed.

A sheet is closed by the row with which both sides had signed, as was known then, or by the one that forced it; who signs
a forced one later stands in the log and not on that paper. It is folded from the rows up to that
one and from no other; one that is not closed is folded up to the newest row. So a paper never changes, whatever is
written, withdrawn, renamed or adopted afterwards.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from kfterm.desk.crews import to_cut
from kfterm.desk.gate import unfinished
from kfterm.events.base import kind_of
from kfterm.events.conduct import EntryWithdrawn
from kfterm.events.handover import HandoverCut, HandoverForced, HandoverItemRead, HandoverSigned
from kfterm.events.registry import decode
from kfterm.log.rows import Row
from kfterm.log.store import Log
from kfterm.month.judge import Judge
from kfterm.papers.handover import cut_of, sheet
from kfterm.papers.sheet_model import Sheet
from kfterm.periods import day_text
from kfterm.problems import refused
from kfterm.replay.at_row import judge_at, row_of
from kfterm.replay.effective import target, withdrawn
from kfterm.replay.frame import calendar_of, rules_of

_BEYOND = date.max.toordinal()
"""A day after every other."""
_ROWS = frozenset(kind_of(each) for each in (HandoverCut, HandoverItemRead, HandoverSigned, HandoverForced))
_WITHDRAWAL = msgspec.json.Decoder(EntryWithdrawn)


class Kept(NamedTuple):
    """One sheet on the shelf."""

    handover: str
    day: int
    shift: str
    cut_seq: int
    cut_at: int
    closed_seq: int
    """The row that closed it; 0 while a signature is missing and nobody forced it."""
    closed_at: int | None
    forced: bool
    withdrawn: bool
    """Its cut was taken back after it had been closed; the paper is still what was signed."""


def shelf(log: Log) -> list[Kept]:
    """Every sheet there is, in the order of the cuts. A cut that was taken back before it was closed is none."""
    gone = withdrawn(log)
    doubtful = _ever_withdrawn(log)
    signed: dict[str, list[Row]] = {}
    for row in log.of_kind(kind_of(HandoverSigned)):
        signed.setdefault(_signature(row).handover, []).append(row)
    forced = {_forced(row).handover: row for row in log.of_kind(kind_of(HandoverForced)) if row.seq not in gone}
    found = []
    for cut in log.of_kind(kind_of(HandoverCut)):
        event = decode(cut.body)
        assert isinstance(event, HandoverCut)
        sides, force = signed.get(event.handover, []), forced.get(event.handover)
        closing = _closing(log, cut, sides, doubtful)
        if force is not None and (closing is None or force.seq < closing.seq):
            closing = force
        if closing is None and cut.seq in gone:
            continue
        found.append(
            Kept(
                handover=event.handover,
                day=event.on.toordinal(),
                shift=event.shift,
                cut_seq=cut.seq,
                cut_at=cut.at,
                closed_seq=closing.seq if closing else 0,
                closed_at=closing.at if closing else None,
                forced=force is not None,
                withdrawn=cut.seq in gone,
            )
        )
    return found


def _signature(row: Row) -> HandoverSigned:
    event = decode(row.body)
    assert isinstance(event, HandoverSigned)
    return event


def _forced(row: Row) -> HandoverForced:
    event = decode(row.body)
    assert isinstance(event, HandoverForced)
    return event


def _ever_withdrawn(log: Log) -> frozenset[int]:
    """Every row that a withdrawal was ever about, whether or not that one still stands."""
    rows = log.of_kind(kind_of(EntryWithdrawn))
    seqs = (target(log, _WITHDRAWAL.decode(row.body).entry, row.seq) for row in rows)
    return frozenset(seq for seq in seqs if seq is not None)


def _closing(log: Log, cut: Row, signed: Sequence[Row], doubtful: frozenset[int]) -> Row | None:
    """The first row with which both sides had signed, by what had been withdrawn up to it."""
    own = {cut.seq, *(row.seq for row in signed)}
    for row in signed:
        gone = withdrawn(log, upto_seq=row.seq) if own & doubtful else frozenset()
        sides = {_signature(each).side for each in signed if each.seq <= row.seq and each.seq not in gone}
        if len(sides) > 1 and row.seq > cut.seq not in gone:
            return row
    return None


def newest(kept: Sequence[Kept], day: int | None = None, shift: str = "") -> Kept | None:
    """The last sheet of a shift; of any day or shift where none is named. One whose cut still stands comes first."""
    fits = [each for each in kept if day in (None, each.day) and shift in ("", each.shift)]
    return max(fits, key=lambda each: (not each.withdrawn, each.cut_seq), default=None)


def again(log: Log, each: Kept, upto: int = 0) -> Sheet:
    """A sheet of the shelf as of the row that closed it; not closed, as of the newest row. `upto`: as of that row."""
    return _made(log, upto or each.closed_seq or log.head().seq, each.cut_seq, each.handover, each.day, each.shift)


def by_head(log: Log, head: str, day: int | None = None, shift: str = "") -> Sheet:
    """The paper that carries this head.

    A head that is a row of a handover is that handover's paper as it was then; of any other the shift may have to be named.
    """
    row = row_of(log, head)
    kept = shelf(log)
    closed = next((each for each in kept if each.closed_seq == row.seq), None)
    if closed is not None:
        return again(log, closed)
    own = _sheet_of(log, kept, row.seq)
    if own is not None:
        return again(log, own, row.seq)
    cut = newest([each for each in kept if each.cut_seq <= row.seq], day, shift)
    if cut is not None and (day is not None or shift):
        return again(log, cut, row.seq)
    return preview(log, row.seq, day, shift)


def names_sheet(log: Log, head: str) -> bool:
    """Whether a head says by itself which sheet it is of: the row is one of a handover."""
    return _sheet_of(log, shelf(log), row_of(log, head).seq) is not None


def _sheet_of(log: Log, kept: Sequence[Kept], seq: int) -> Kept | None:
    """The handover that a row cut, read, signed or forced."""
    row = log.row(seq)
    if row is None or row.kind not in _ROWS:
        return None
    event = decode(row.body)
    if not isinstance(event, HandoverCut | HandoverItemRead | HandoverSigned | HandoverForced):
        return None
    return next((each for each in reversed(kept) if each.handover == event.handover and each.cut_seq <= row.seq), None)


def preview(log: Log, seq: int = 0, day: int | None = None, shift: str = "") -> Sheet:
    """A sheet that is not closed, as of a row or the newest one.

    Where no shift is named, that of the handover that waits for its signatures, else of the shift cut next. Raises
    Refused for a shift that nobody knows, and for one that is over and has no sheet.
    """
    return _made(log, seq or log.head().seq, None, "", day, shift)


def _made(log: Log, seq: int, cut_seq: int | None, handover: str, day: int | None, shift: str) -> Sheet:
    row = log.row(seq)
    if row is None:
        raise refused("日志还是空的,没有可打印的", "the log is empty: there is nothing to print")
    judge = judge_at(log, seq, _first_day(log, seq, cut_seq, day))
    if not handover and day is None and not shift:
        waiting = unfinished(judge.shop.book)
        handover = waiting.handover if waiting is not None else ""
    if not handover:
        day, shift = _named(judge, day, shift)
        cut = newest([each for each in shelf(log) if each.cut_seq <= seq], day, shift)
        if cut is not None and cut.closed_seq and cut.closed_seq <= seq:
            return again(log, cut)
    own = cut_of(judge, day or 0, shift, handover)
    then = judge_at(log, own.cut_seq) if own is not None and own.cut_seq < seq else None
    return sheet(judge, day or 0, shift, seq, row.hash.hex(), handover, then)


def _first_day(log: Log, seq: int, cut_seq: int | None, day: int | None) -> int:
    """The earliest day that a sheet looks at: its own, or that of the cut where it begins."""
    calendar = calendar_of(rules_of(log, seq))
    gone = withdrawn(log, upto_seq=seq)
    cuts = [row for row in log.of_kind(kind_of(HandoverCut)) if row.seq <= seq and row.seq not in gone]
    # without a cut of its own it may be that of the newest one, which begins where the one before ended
    before = cuts[-2:] if cut_seq is None else [row for row in cuts if row.seq < cut_seq][-1:]
    days = [calendar.day(row.at) for row in before] + ([] if day is None else [day])
    return min(days, default=_BEYOND)


def _named(judge: Judge, day: int | None, shift: str) -> tuple[int, str]:
    """The day and shift that are meant, where there is no cut of theirs: those that are cut next, as far as not named."""
    next_day, next_shift = to_cut(judge, judge.asof)
    on = next_day if day is None else day
    shift = shift or next_shift or next(iter(judge.plan.shifts(on)), "")
    hours = judge.plan.hours(on, shift)
    if shift and hours is None:
        names = ", ".join(judge.plan.shifts(on))
        raise refused(f"没有班次 {shift}(有:{names})", f"there is no shift {shift} (there are: {names})")
    later = [each for each in judge.shop.book.handovers if hours and each.cut_at > judge.calendar.moment(on, hours.end)]
    if hours and later:
        name = f"{day_text(on)} {shift}"
        raise refused(
            f"{name} 没有交接单,后来的班已经截止;有哪些:kfterm handover --list",
            f"{name} has no sheet, and later shifts were cut; kfterm handover --list says which there are",
        )
    return on, shift
