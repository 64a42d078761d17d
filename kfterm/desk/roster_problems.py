"""What is wrong with a planned month, in words, with the clause where a text speaks of it. Days that are over are left out."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kfterm.desk.permits import ROLE_WORDS
from kfterm.desk.roster_grid import Cell, Grid, Row
from kfterm.desk.roster_rules import WEEK_DAYS, resting
from kfterm.month.judge import Judge
from kfterm.periods import day_text
from kfterm.rulebook.attendance_rules import RestDays, UnusedRest, WeeklyRest
from kfterm.rulebook.floor_rules import ShiftLead
from kfterm.words import Lang, Words

_NAMED_DAYS = 4
"""So many days are named one by one in a line."""
_DAYS = "{days}"
_DEPUTY = "deputy"
"""Who may stand in for every leader (R8-A23)."""


class PlanProblem(NamedTuple):
    """One thing wrong."""

    kind: str
    """What is wrong, and of which shift or week: the same thing wrong on other days is of the same kind."""
    days: tuple[int, ...]
    """The days it is about, in order."""
    staff: str
    """Whom it is about; empty: the floor."""
    says: Words
    """What is wrong; `{days}` stands where the days are named."""
    clause: str
    size: int = 0
    """How far a counted number is from the right one: a plan that makes it more is worse, on the same days too."""

    def pick(self, lang: Lang) -> str:
        """The problem as one line, its clause at the end."""
        text = self.says.pick(lang).replace(_DAYS, days_words(self.days))
        return f"{text} {self.clause}".rstrip()


def plan_problems(judge: Judge, grid: Grid) -> list[PlanProblem]:
    """Everything wrong with the days of a month from today on; first what comes first."""
    planned = planned_days(grid)
    found = [
        *_nobody(grid, planned),
        *_leads(judge, grid),
        *_short(grid, planned),
        *(each for row in grid.rows for each in _of_row(judge, grid, row, planned)),
    ]
    return sorted(found, key=lambda each: (each.days, each.staff, each.says))


def days_words(days: Iterable[int]) -> str:
    """`10-13 14 15 … 21` of days in order; what is left out is counted."""
    ordered = sorted(days)
    shown = [day_text(ordered[0])[5:], *(day_text(day)[8:] for day in ordered[1:_NAMED_DAYS])]
    more = len(ordered) - len(shown)
    return " ".join(shown) + (f" +{more}" if more > 0 else "")


def _of_row(judge: Judge, grid: Grid, row: Row, planned: frozenset[int]) -> Iterator[PlanProblem]:
    """What is wrong in one person's month."""
    coming = [cell for cell in row.cells if cell.day >= grid.today]
    clashing = [cell for cell in coming if "clash" in cell.marks]
    for cell in clashing:
        yield _clash(judge, grid, row, cell)
    gaps = [cell.day for cell in coming if "gap" in cell.marks and cell.day in planned]
    if gaps:
        says = Words(f"{row.name} {_DAYS} 什么都没排", f"{row.name}: nothing planned on {_DAYS}")
        yield PlanProblem("gap", tuple(gaps), row.staff, says, "")
    if coming:
        yield from _weeks(judge, grid, row)
        yield from _month(judge, grid, row)


def _clash(judge: Judge, grid: Grid, row: Row, cell: Cell) -> PlanProblem:
    """Why a day is booked twice."""
    when = day_text(cell.day)[5:]
    if cell.leave >= 2:
        says = Words(f"{row.name} {when} 已批假又排班", f"{row.name}: a shift on {when}, which is granted leave")
    elif cell.resting:
        says = Words(f"{row.name} {when} 已批休又排班", f"{row.name}: a shift on {when}, which is a granted rest day")
    else:
        clock = judge.calendar.text
        span = f"{clock(cell.plan.start)[5:]}-{clock(cell.plan.end)[5:]}" if cell.plan else when
        says = Words(f"{row.name} {span} 与相邻的班相接", f"{row.name}: {span} touches the shift beside it")
    return PlanProblem("clash", (cell.day,), row.staff, says, "")


def _weeks(judge: Judge, grid: Grid, row: Row) -> Iterator[PlanProblem]:
    for week in row.wrong_weeks:
        last = week + WEEK_DAYS - 1
        rulebook = judge.plan.rulebook(last)
        if last < grid.today or rulebook is None:
            continue
        for clause, rule in rulebook.all(WeeklyRest):
            rests, since = resting(judge, row.staff, week, last), day_text(week)[5:]
            zh = f"{row.name} {since} 这周休 {rests} 天,应休 {rule.days} 天"
            en = f"{row.name}: {rests} rest day(s) in the week of {since}, {rule.days} due"
            size = abs(rests - rule.days)
            yield PlanProblem(f"week {week}", (max(week, grid.today),), row.staff, Words(zh, en), clause.id, size)


def _month(judge: Judge, grid: Grid, row: Row) -> Iterator[PlanProblem]:
    """More rest than the month gives, or less in a month that is planned to its end (unless what is left is paid)."""
    rulebook = judge.rulebook(grid.month)
    found = rulebook.one(RestDays) if rulebook is not None else None
    if found is None or rulebook is None or row.entitled is None:
        return
    own = [cell for cell in row.cells if cell.here]
    open_days = sum(1 for cell in own if cell.shift is None and not cell.resting)
    few = open_days == 0 and row.rests < row.entitled and rulebook.one(UnusedRest) is None
    if row.rests > row.entitled or (few and own):
        zh = f"{row.name} 本月休 {row.rests} 天,应休 {row.entitled} 天"
        en = f"{row.name}: {row.rests} rest day(s) this month, {row.entitled} due"
        size = abs(row.rests - row.entitled)
        yield PlanProblem("month", (grid.month.last,), row.staff, Words(zh, en), found[0].id, size)


def _short(grid: Grid, planned: frozenset[int]) -> Iterator[PlanProblem]:
    """Days of a shift with fewer people than it needs, or with nobody where others are planned on the day."""
    used = {cell.shift for row in grid.rows for cell in row.cells}
    for sign in grid.shifts:
        need = grid.needs.get(sign.shift)
        counts = grid.working(sign.shift)
        coming = [
            (head.day, counts[index])
            for index, head in enumerate(grid.heads)
            if head.day >= grid.today and head.day in planned
        ]
        if need is None and sign.shift not in used:
            continue
        empty = [day for day, count in coming if not count and need != 0]
        few = [day for day, count in coming if need is not None and 0 < count < need]
        if empty:
            says = Words(f"{sign.words.zh} {_DAYS} 没有人", f"nobody on the {sign.words.en} shift on {_DAYS}")
            yield PlanProblem(f"empty {sign.shift}", tuple(empty), "", says, "")
        if few:
            says = Words(
                f"{sign.words.zh} {_DAYS} 不足 {need} 人", f"fewer than {need} on the {sign.words.en} shift on {_DAYS}"
            )
            yield PlanProblem(f"few {sign.shift}", tuple(few), "", says, "")


def _nobody(grid: Grid, planned: frozenset[int]) -> Iterator[PlanProblem]:
    """Days that are a gap for somebody and on which nobody at all is planned: one line for all of them."""
    gaps = {cell.day for row in grid.rows for cell in row.cells if "gap" in cell.marks}
    days = sorted(day for day in gaps if day not in planned and day >= grid.today)
    if days:
        yield PlanProblem("nobody", tuple(days), "", Words(f"{_DAYS} 谁都没排", f"nobody is planned on {_DAYS}"), "")


def planned_days(grid: Grid) -> frozenset[int]:
    """The days on which anybody has anything planned, shift or rest."""
    return frozenset(cell.day for row in grid.rows for cell in row.cells if cell.shift is not None)


def _leads(judge: Judge, grid: Grid) -> Iterator[PlanProblem]:
    """Shifts that somebody works and nobody leads (R8-4.3.1)."""
    for (shift, clause, role), days in leaderless(judge, grid).items():
        coming = [day for day in days if day >= grid.today]
        if coming:
            name = grid.signs[shift].words if shift in grid.signs else Words(shift, shift)
            who = ROLE_WORDS.get(role, Words(role, role))
            says = Words(f"{name.zh} {_DAYS} 没有{who.zh}", f"no {who.en} on the {name.en} shift on {_DAYS}")
            yield PlanProblem(f"lead {shift}", tuple(coming), "", says, clause)


def leaderless(judge: Judge, grid: Grid) -> dict[tuple[str, str, str], list[int]]:
    """(shift, clause, role) to the days on which it has not so many of the role as it needs."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for index, head in enumerate(grid.heads):
        rulebook = judge.plan.rulebook(head.day)
        rules = rulebook.all(ShiftLead) if rulebook is not None else []
        at = judge.calendar.moment(head.day)
        held: dict[str, list[set[str]]] = {}
        for row in grid.rows if rules else ():
            cell = row.cells[index]
            if cell.works and cell.shift is not None:
                held.setdefault(cell.shift, []).append(set(judge.shop.people.staff[row.staff].roles_at(at)))
        for clause, rule in rules:
            for shift, roles in held.items():
                if sum(1 for each in roles if {rule.role, _DEPUTY} & each) < rule.count:
                    found.setdefault((shift, clause.id, rule.role), []).append(head.day)
    return found
