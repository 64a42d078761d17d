"""What an approval changes, found by settling the month with and without it: figures, next month's rest, who is there."""

import copy
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from kfterm.desk.hours import duty
from kfterm.desk.preview import BEYOND
from kfterm.desk.swaps import copied
from kfterm.events.base import Event
from kfterm.folds.attendance import HANDLERS as ATTENDANCE
from kfterm.folds.people import Person
from kfterm.folds.roster import HANDLERS as ROSTER
from kfterm.money import decimal_text, yuan
from kfterm.month.judge import Judge
from kfterm.month.leave import entitlement, on_leave, rest_days
from kfterm.month.model import AttendanceSheet, DayRecord, Statement
from kfterm.month.summary import statement
from kfterm.periods import Month, day_text, month
from kfterm.periods import before as months_before
from kfterm.rulebook.attendance_rules import LeaveCap, RestDays
from kfterm.words import Words

_HALVES = 2


class Effect(NamedTuple):
    """One thing that an approval changes, `before -> after`."""

    says: Words
    over: str = ""
    """The clause whose number is gone over by it; empty where none is."""


def with_events(judge: Judge, events: Sequence[Event], at: int) -> Judge:
    """The shop as it would be with these facts of roster and attendance; the judge handed in is left as it is."""
    shop = judge.shop
    roster = copied(shop.roster)
    attendance = copy.deepcopy(shop.attendance) if any(type(each) in ATTENDANCE for each in events) else shop.attendance
    for number, event in enumerate(events):
        if type(event) in ROSTER:
            ROSTER[type(event)](roster, event, at, BEYOND + number)
        elif type(event) in ATTENDANCE:
            ATTENDANCE[type(event)](attendance, event, at, BEYOND + number)
    changed = msgspec.structs.replace(shop, roster=roster, attendance=attendance)
    return Judge(changed, judge.calendar, judge.asof, judge.corrections)


def figures(was: Judge, now: Judge, staff: str, label: str) -> Iterator[Effect]:
    """Pay lines, packets, absence and next month's rest of one person that are different, `before -> after`."""
    person = was.shop.people.staff.get(staff)
    this = month(label)
    if person is None or was.rulebook(this) is None or not was.employed(person, this):
        return
    if label in was.shop.rules.closed:
        later = was.booked_in(this.last, BEYOND)
        yield Effect(
            Words(f"{label} 已结账,更正记入 {later}", f"{label} is closed, the correction is booked in {later}")
        )
        return
    for says, over in _of_month(was, now, person, this):
        yield Effect(Words(f"{label} {says.zh}", f"{label} {says.en}"), over)
    following = month(months_before(label, -1))
    rulebook = was.rulebook(following)
    if rulebook is not None and rulebook.one(LeaveCap) is not None and was.employed(person, following):
        next_rest = Words(f"{following.label} 休息天数", f"{following.label} rest days")
        two = (str(entitlement(each, person, following)[0]) for each in (was, now))
        yield from map(Effect, _changed(next_rest, *two))


def _of_month(was: Judge, now: Judge, person: Person, this: Month) -> Iterator[Effect]:
    """Pay lines and attendance of one month that are different."""
    before, after = statement(was, person, this), statement(now, person, this)
    yield from map(Effect, _lines(before, after))
    yield from map(Effect, _days(before.attendance, after.attendance))
    yield from map(Effect, _punches(was, before.attendance, after.attendance))
    settled_by = was.rulebook(this)
    if settled_by is not None and settled_by.one(RestDays) is not None:
        yield from _rested(now, person, this, before.attendance.rest_taken, after.attendance.rest_taken)


def _rested(judge: Judge, person: Person, this: Month, was: int, now: int) -> Iterator[Effect]:
    """Rest days taken; more than the month gives are named with the clause that gives them (R8-3.4.1)."""
    due, clauses, _ = entitlement(judge, person, this)
    over = now > was and now > due
    more = Words(f",应休 {due}", f", {due} due") if over else Words("", "")
    for says in _changed(Words("已休天数", "rest days taken"), str(was), str(now)):
        yield Effect(Words(says.zh + more.zh, says.en + more.en), " ".join(clauses) if over else "")


def _lines(before: Statement, after: Statement) -> Iterator[Words]:
    labels = {line.line: line.label for each in (before, after) for line in each.lines}
    for name, label in labels.items():
        was, now = (sum(line.fen for line in each.lines if line.line == name) for each in (before, after))
        yield from _changed(label, yuan(was), yuan(now))
    if before.score and after.score:
        total = Words("月分", "score")
        yield from _changed(total, decimal_text(before.score.total), decimal_text(after.score.total))


def _days(was: AttendanceSheet, now: AttendanceSheet) -> Iterator[Words]:
    packets = [sum(packet.fen for packet in each.packets) for each in (was, now)]
    yield from _changed(Words("红包", "packets"), yuan(packets[0]), yuan(packets[1]))
    for words, name in ((Words("旷工天数", "days of absence"), "absence_half_days"), (_LEAVE, "leave_half_days")):
        yield from _changed(words, _half(getattr(was, name)), _half(getattr(now, name)))
    yield from _changed(Words("换班次数", "swaps"), str(was.swaps), str(now.swaps))
    yield from _changed(Words("补卡次数", "punches made up"), str(was.missed_punches), str(now.missed_punches))


def _punches(judge: Judge, was: AttendanceSheet, now: AttendanceSheet) -> Iterator[Words]:
    """The shifts one end of which is open no more: what it counts as until now, and what as soon as it is proved."""
    before, after = ({record.day: record for record in each.days} for each in (was, now))
    for day, way in was.open_punches:
        if (day, way) in now.open_punches or day not in after:
            continue
        one, two = _still_open(before[day], way), _present(after[day], way)
        hours = judge.plan.hours(day, after[day].shift)
        shift = Words(hours.zh, hours.en) if hours is not None else Words(after[day].shift, after[day].shift)
        on = day_text(day)[5:]
        yield Words(f"{on} {shift.zh}:{one.zh} -> {two.zh}", f"{on} {shift.en}: {one.en} -> {two.en}")


_WAYS = {"in": Words("上班卡", "way in"), "out": Words("下班卡", "way out")}


def _still_open(record: DayRecord, way: str) -> Words:
    name = _WAYS[way]
    if way in record.made_up:
        return Words(f"{name.zh}补过没证明,出勤未定", f"{name.en} made up and not proved, presence open")
    return Words(f"缺{name.zh},出勤未定", f"{name.en} missing, presence open")


def _present(record: DayRecord, way: str) -> Words:
    """Present, or absent for as much as a make-up that is priced costs (R8-3.8)."""
    name, halves = _WAYS[way], record.absent_half_days
    if halves:
        return Words(f"{name.zh}已补,旷工 {_half(halves)} 天", f"{name.en} made up, absent {_half(halves)} day(s)")
    return Words(f"{name.zh}已补,算出勤", f"{name.en} made up, counted present")


_LEAVE = Words("请假天数", "days of leave")


def _half(halves: int) -> str:
    return f"{halves // _HALVES}.5" if halves % _HALVES else str(halves // _HALVES)


def _changed(words: Words, was: str, now: str) -> Iterator[Words]:
    if was != now:
        yield Words(f"{words.zh} {was} -> {now}", f"{words.en} {was} -> {now}")


def staffing(was: Judge, now: Judge, days: Sequence[int]) -> Iterator[Words]:
    """How many of each shift are there on some days, before and after; a line a shift whose number changes."""
    found: dict[Words, list[str]] = {}
    for day in days:
        counts = [_counts(each, day) for each in (was, now)]
        for shift, hours in now.plan.shifts(day).items():
            one, two = (each.get(shift, 0) for each in counts)
            if one != two:
                found.setdefault(Words(hours.zh, hours.en), []).append(f"{day_text(day)[5:]} {one} -> {two}")
    for label, changes in found.items():
        yield Words(f"{label.zh}人数 {'  '.join(changes)}", f"people on {label.en}: {'  '.join(changes)}")


def _counts(judge: Judge, day: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for staff, person in judge.shop.people.staff.items():
        plan = duty(judge, staff, day) if person.left_at is None else None
        if plan is not None:
            found[plan.shift] = found.get(plan.shift, 0) + 1
    return found


def roster_cells(was: Judge, now: Judge, staff: str, days: Sequence[int]) -> Iterator[Words]:
    """What stands in the roster of a person on some days, before and after; days running that change alike in one line."""
    name = now.shop.people.name(staff)
    runs: list[tuple[int, int, Words, Words]] = []
    for day in days:
        one, two = (roster_cell(each, staff, day) for each in (was, now))
        if one == two:
            continue
        if runs and runs[-1][1] == day - 1 and runs[-1][2:] == (one, two):
            runs[-1] = (runs[-1][0], day, one, two)
        else:
            runs.append((day, day, one, two))
    for first, last, one, two in runs:
        span = day_text(first)[5:] + (f"~{day_text(last)[5:]}" if last > first else "")
        yield Words(f"{name} {span} {one.zh} -> {two.zh}", f"{name} {span}: {one.en} -> {two.en}")


def roster_cell(judge: Judge, staff: str, day: int) -> Words:
    """What stands in the roster of somebody on a day, leave and rest before the shift."""
    if halves := on_leave(judge, staff, day):
        return Words("请假", "leave") if halves >= _HALVES else Words("半天假", "half a day's leave")
    if day in rest_days(judge, staff):
        return Words("休", "rest")
    shift = judge.shop.roster.shift(staff, day)
    hours = judge.plan.hours(day, shift) if shift else None
    if hours is not None:
        return Words(hours.zh, hours.en)
    return Words(shift or "没有班", shift or "no shift")
