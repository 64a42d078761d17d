"""Reports that somebody owes by a day and an hour (TM23, TM36). Too short is not handed in (R6-A07)."""

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from kfterm.desk.noticed import BACK_DAYS, Proposal, know, listed, notice
from kfterm.desk.shifts import arrival, departure, recent
from kfterm.folds.people import Person
from kfterm.month.judge import Judge
from kfterm.month.leave import on_leave, rest_days
from kfterm.periods import clock_minutes, monday
from kfterm.rulebook.conduct_rules import Conduct
from kfterm.rulebook.floor_rules import ReportDue
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.words import Words

_SECOND = 1000
_WEEK_DAYS = 7
_FLOOR = ("agent", "presales", "aftersales", "lead", "deputy")
"""Whom `everybody` means: those above them are who the reports go to (R6-3.1)."""
REPORTS = {
    "weekly_summary": Words("周总结", "weekly summary"),
    "daily_summary": Words("当日总结", "daily summary"),
}
"""What reports are called; an id that is not here stands for itself."""


class _Owed(NamedTuple):
    """One report that one person owed: filed from `since` on and by `due`."""

    staff: str
    since: int
    due: int
    day: int
    shift: str = ""


def reports(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Reports that are missing now; those of a week stay until the next is due."""
    for clause, rule in rulebook.all(ReportDue):
        owed = list(_weekly(judge, rule, now) if rule.every == "week" else _daily(judge, rule, now))
        if not owed:
            continue
        filed = _filed(judge, rule, min(each.since for each in owed))
        # on time to the second; where nothing is priced a late one ends the notice all the same
        loose = not _priced(rulebook, clause)
        missing = [each for each in owed if not _in_time(filed.get(each.staff, []), each, now if loose else each.due)]
        yield from _told(judge, rulebook, clause, rule, missing)


def _told(
    judge: Judge, rulebook: Rulebook, clause: Clause, rule: ReportDue, missing: list[_Owed]
) -> Iterator[Proposal]:
    """One line a person where it costs something, else one line for all of a shift."""
    words = REPORTS.get(rule.report, Words(rule.report, rule.report))
    together: dict[tuple[int, str], list[_Owed]] = {}
    for each in missing:
        together.setdefault((each.day, each.staff if _priced(rulebook, clause) else each.shift), []).append(each)
    for (day, group), found in together.items():
        group_key = f"report:{clause.id}:{rule.report}:{group}:{day}"
        if group_key in judge.shop.conduct.dismissed:  # so that who is left of a group does not come again alone
            continue
        names = [judge.shop.people.name(each.staff) for each in found]
        says = Words(f"{listed(names)} 没交{words.zh}", f"{words.en} missing: {listed(names)}")
        if len(found) == 1:
            key = f"report:{rule.report}:{found[0].staff}:{day}"
            yield notice(rulebook, clause.id, key, found[0].due, found[0].staff, says, day)
        else:
            yield know(group_key, max(each.due for each in found), found[0].staff, says, clause.id)


def _priced(rulebook: Rulebook, clause: Clause) -> bool:
    rule = rulebook.rule(clause.id, Conduct)
    return rule is not None and bool(rule.price)


def _filed(judge: Judge, rule: ReportDue, since: int) -> dict[str, list[int]]:
    """Person to the moments at which a report long enough was handed in."""
    found: dict[str, list[int]] = {}
    for staff, report, characters, at, _ in takewhile(
        lambda each: each[3] >= since, reversed(judge.shop.scores.reports)
    ):
        if report == rule.report and characters >= rule.min_characters:
            found.setdefault(staff, []).append(at)
    return found


def _in_time(filed: list[int], owed: _Owed, until: int) -> bool:
    return any(owed.since <= at and at // _SECOND <= until // _SECOND for at in filed)


def _weekly(judge: Judge, rule: ReportDue, now: int) -> Iterator[_Owed]:
    """Who owed the last one that was due. Its week is the seven days up to the day it is due (R6-A09)."""
    weekday = rule.weekday or _WEEK_DAYS
    minutes = clock_minutes(rule.at or "24:00")
    day = monday(judge.calendar.day(now)) + weekday - 1
    due = judge.calendar.moment(day, minutes)
    if now // _SECOND <= due // _SECOND:
        day -= _WEEK_DAYS
        due = judge.calendar.moment(day, minutes)
    before = judge.plan.rulebook(monday(day))
    if before is None or all(each.report != rule.report for _, each in before.all(ReportDue)):
        return  # adopted in the middle of that week
    since = judge.calendar.moment(day - _WEEK_DAYS + 1)
    for person in judge.shop.people.staff.values():
        if _owes(judge, rule, person, day, due):
            yield _Owed(person.staff, since, due, day)


def _owes(judge: Judge, rule: ReportDue, person: Person, day: int, due: int) -> bool:
    """Not before the first whole week from Monday on, not for a week wholly on leave; a rest day excuses nobody."""
    first = monday(day)
    if person.left_at is not None or judge.calendar.day(person.joined_at) > first:
        return False
    if not set(rule.roles or _FLOOR) & set(person.roles_at(due)):
        return False
    resting = rest_days(judge, person.staff)
    leave = [on_leave(judge, person.staff, each) for each in range(first, day + 1) if each not in resting]
    return not (leave and all(half_days >= 2 for half_days in leave))


def _daily(judge: Judge, rule: ReportDue, now: int) -> Iterator[_Owed]:
    """Who worked a shift that is over, by the hour that is named or by when they left."""
    today = judge.calendar.day(now)
    for plan in recent(judge, now):
        person = judge.shop.people.staff[plan.staff]
        if not set(rule.roles or _FLOOR) & set(person.roles_at(plan.end)):
            continue
        if rule.at is not None:
            due = judge.calendar.moment(plan.day, clock_minutes(rule.at))
        else:
            due = max(plan.end, departure(judge, plan, now) or 0)
        if due < now and plan.day >= today - BACK_DAYS and arrival(judge, plan) is not None:
            yield _Owed(plan.staff, plan.start, due, plan.day, plan.shift)
