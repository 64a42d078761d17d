"""The roster of a month as data: people by days, planned, actual, marks. Nothing is drawn here.

Building a month of sixty people takes a moment, so it is built when a month is opened; after a write only the rows of
the people concerned are made again (`Grid.again`). A key that moves a cursor asks for none of it.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from kfterm.desk.holidays import days_off, holidays, unannounced, workdays
from kfterm.desk.roster_actual import Mark, absences, records, unplanned, worked_marks
from kfterm.desk.roster_rules import WEEK_DAYS, resting
from kfterm.desk.roster_weeks import rest_due, wrong_weeks
from kfterm.desk.shift_signs import Sign, signs
from kfterm.events.roster import REST
from kfterm.folds.people import Person
from kfterm.folds.plan import Planned
from kfterm.folds.settings import ROSTER_NEED, value
from kfterm.month.judge import Judge
from kfterm.month.leave import on_leave, rest_days
from kfterm.month.model import DayRecord
from kfterm.periods import Month, monday, month
from kfterm.words import Words


class Head(NamedTuple):
    """One day at the head of the grid."""

    day: int
    weekday: int
    """0 is Monday."""
    today: bool
    holiday: Words | None
    off: bool
    """A day off around a holiday, weekends within it included."""
    work: bool
    """A weekend day that is worked to make up."""


class Cell(NamedTuple):
    """One person on one day."""

    staff: str
    day: int
    here: bool
    """Whether they are employed on it."""
    shift: str | None
    """What is planned: a shift, rest, or nothing."""
    leave: int
    """Half days of approved leave."""
    resting: bool
    """A rest day, planned or granted."""
    plan: Planned | None
    marks: tuple[Mark, ...] = ()
    record: DayRecord | None = None
    came: int | None = None
    """When somebody came who was not planned."""
    swap: str = ""
    """The form that moved the shift of this day."""
    asked: tuple[tuple[str, str], ...] = ()
    """(leave, rest or swap; its form) asked for and not decided."""

    @property
    def works(self) -> bool:
        """Whether they are planned to work: a shift, no rest day, no whole day of leave."""
        return self.here and self.shift not in (None, REST) and not self.resting and self.leave < 2


class Row(NamedTuple):
    """One person's month."""

    staff: str
    name: str
    cells: tuple[Cell, ...]
    rests: int
    """Rest days taken and planned."""
    entitled: int | None
    """Rest days of the month by the rulebook; None where it names none."""
    wrong_weeks: tuple[int, ...]
    """Mondays of the weeks with a wrong number of rest days (R3-A11, R7-A11)."""


class Grid(NamedTuple):
    """The month."""

    month: Month
    today: int
    heads: tuple[Head, ...]
    signs: dict[str, Sign]
    rows: tuple[Row, ...]
    needs: dict[str, int]
    unannounced: Words | None
    """What to say of a year whose days off are not known yet."""

    def again(self, judge: Judge, people: Iterable[str]) -> "Grid":
        """The same month after something changed for some people."""
        changed = set(people)
        made = {
            person.staff: _row(judge, person, self.month)
            for person in judge.people(self.month)
            if person.staff in changed
        }
        return self._replace(rows=tuple(made.get(row.staff, row) for row in self.rows))

    def cell(self, staff: str, day: int) -> Cell | None:
        """One cell; None outside the month or for nobody's row."""
        row = next((each for each in self.rows if each.staff == staff), None)
        index = day - self.month.first
        return row.cells[index] if row is not None and 0 <= index < len(row.cells) else None

    def working(self, shift: str) -> list[int]:
        """How many work a shift on each day."""
        return [
            sum(1 for row in self.rows if row.cells[index].shift == shift and row.cells[index].works)
            for index in range(len(self.heads))
        ]

    @property
    def shifts(self) -> list[Sign]:
        """The shifts that can be assigned, without rest and leave, in the order of the day."""
        return [sign for sign in self.signs.values() if sign.hours is not None]


def grid(judge: Judge, label: str, today: int) -> Grid:
    """The roster of a month. `judge` knows the month's own facts (`reading.month_judge`)."""
    this = month(label)
    found = signs(judge, label)
    at = judge.calendar.moment(this.last + 1) - 1
    needs = {sign: value(judge.shop.rules, ROSTER_NEED + sign, at) for sign in found}
    year = int(label[:4])
    return Grid(
        month=this,
        today=today,
        heads=_heads(this, year, today),
        signs=found,
        rows=tuple(_row(judge, person, this) for person in judge.people(this)),
        needs={sign: int(text) for sign, text in needs.items() if text.isdigit()},
        unannounced=unannounced(year),
    )


def _heads(this: Month, year: int, today: int) -> tuple[Head, ...]:
    named, off, work = holidays(year), days_off(year), workdays(year)
    return tuple(
        Head(day, day - monday(day), day == today, named.get(day), day in off, day in work)
        for day in range(this.first, this.last + 1)
    )


def _row(judge: Judge, person: Person, this: Month) -> Row:
    staff = person.staff
    worked, came = records(judge, person, this), unplanned(judge, staff, this)
    swapped, asked = judge.shop.roster.swapped(staff), _asked(judge, staff)
    planned = [judge.plan.planned(staff, day) for day in range(this.first - 1, this.last + 2)]
    rests = rest_days(judge, staff)
    clashing, wrong = _clashes(judge, staff, planned), wrong_weeks(judge, staff, this)
    ends = {min(first + WEEK_DAYS - 1, this.last) for first in wrong}
    absent = absences(judge, staff, this, worked.values()) if worked else frozenset()
    cells = []
    for index, day in enumerate(range(this.first, this.last + 1), 1):
        record = worked.get(day)
        marks: list[Mark] = ["clash"] if day in clashing else []
        marks += worked_marks(judge, staff, record, absent) if record is not None else ()
        marks += ["extra"] if day in came else []
        marks += ["asked"] if day in asked else []
        marks += ["swap"] if day in swapped else []
        marks += ["week"] if day in ends else []
        cells.append(
            Cell(
                staff=staff,
                day=day,
                here=judge.works_here(staff, day),
                shift=judge.shop.roster.shift(staff, day),
                leave=on_leave(judge, staff, day),
                resting=day in rests,
                plan=planned[index],
                marks=tuple(marks),
                record=record,
                came=came.get(day),
                swap=swapped[day].swap if day in swapped else "",
                asked=tuple(asked.get(day, ())),
            )
        )
    return Row(
        staff=staff,
        name=person.name,
        cells=_gaps(cells),
        rests=resting(judge, staff, this.first, this.last),
        entitled=rest_due(judge, person, this),
        wrong_weeks=wrong,
    )


def _asked(judge: Judge, staff: str) -> dict[int, list[tuple[str, str]]]:
    """Day to what is asked for and not decided."""
    roster = judge.shop.roster
    found: dict[int, list[tuple[str, str]]] = {}
    for leave in roster.leaves.values():
        if leave.staff == staff and leave.approved is None:
            for day in range(leave.from_day, leave.to_day + 1):
                found.setdefault(day, []).append(("leave", leave.leave))
    for rest in roster.rests.values():
        if rest.staff == staff and rest.approved is None:
            found.setdefault(rest.day, []).append(("rest", rest.rest))
    for swap in roster.swaps.values():
        if staff in swap.both and swap.approved is None:
            for day in swap.days:
                found.setdefault(day, []).append(("swap", swap.swap))
    return found


def _clashes(judge: Judge, staff: str, planned: list[Planned | None]) -> set[int]:
    """Days booked twice: shifts that touch or overlap, a shift planned after leave or rest was granted for the day."""
    works = [plan if plan is not None and not _granted(judge, plan, late=False) else None for plan in planned]
    found: set[int] = set()
    for first, second in pairwise(works):
        if first is not None and second is not None and first.end >= second.start:
            found |= {first.day, second.day}
    return found | {plan.day for plan in planned if plan is not None and _granted(judge, plan, late=True)}


def _granted(judge: Judge, plan: Planned, *, late: bool) -> bool:
    """Whether a whole day of leave or a rest day was granted for a shift's day; `late`: and the shift planned afterwards."""
    rests = rest_days(judge, plan.staff).get(plan.day, ())
    decided = [max(rests)] if rests else []
    if on_leave(judge, plan.staff, plan.day) >= 2:
        leaves = judge.shop.roster.leaves.values()
        decided += [
            each.decided_seq
            for each in leaves
            if each.staff == plan.staff and each.approved and each.from_day <= plan.day <= each.to_day
        ]
    return any(plan.seq > seq for seq in decided) if late else bool(decided)


def _gaps(cells: list[Cell]) -> tuple[Cell, ...]:
    """Days without anything in a month of which more than half is planned."""
    own = [cell for cell in cells if cell.here]
    open_days = [cell for cell in own if cell.shift is None and not cell.resting and not cell.leave]
    if not open_days or len(open_days) * 2 >= len(own):
        return tuple(cells)
    days = {cell.day for cell in open_days}
    return tuple(each._replace(marks=(*each.marks, "gap")) if each.day in days else each for each in cells)
