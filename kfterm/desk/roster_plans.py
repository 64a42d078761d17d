"""Plans over many cells at once: copy a week, rotate the shifts, exchange the accounts; and what each would break.

A plan is a list of events and what is to be said about it. Nothing is written here.
"""

import copy
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kfterm.desk.hours import gaps, hours_text
from kfterm.desk.roster_grid import grid
from kfterm.desk.roster_problems import PlanProblem, plan_problems
from kfterm.desk.roster_rules import WEEK_DAYS
from kfterm.events.base import Event
from kfterm.events.people import AccountAssigned
from kfterm.events.roster import REST, ShiftAssigned, ShiftCleared
from kfterm.folds.roster import HANDLERS
from kfterm.month.judge import Judge
from kfterm.month.leave import on_leave, rest_days
from kfterm.periods import day_text, month_label
from kfterm.words import Words

_NAMED = 3
"""So many cells that are written over are named; the rest are counted."""
_LAST = sys.maxsize
"""A position behind every row: a plan that is only looked at is newer than all."""


class RosterPlan(NamedTuple):
    """What would be written, and what is to be said about it before."""

    title: Words
    events: tuple[Event, ...]
    says: tuple[Words, ...]


def copied_week(judge: Judge, people: Iterable[str], week: int, today: int) -> RosterPlan:
    """The plan of the week before a Monday, day by day, in the week from it; days without a plan stay as they are."""
    title = Words(f"复制上周到 {day_text(week)[5:]} 这周", f"copy the week before into that of {day_text(week)[5:]}")
    return _week(judge, people, week, today, title, lambda shift: shift)


def rotated_week(judge: Judge, people: Sequence[str], week: int, today: int) -> RosterPlan:
    """The same with every shift changed for the next one of the day; rest days stay (R2-5.1)."""
    order = _in_use(judge, people, week - WEEK_DAYS)
    following = {shift: order[(index + 1) % len(order)] for index, shift in enumerate(order)}
    title = Words(f"{day_text(week)[5:]} 这周按上周轮换班次", f"rotate the shifts for the week of {day_text(week)[5:]}")
    made = _week(judge, people, week, today, title, lambda shift: following.get(shift, shift))
    names = {shift: hours for shift, hours in judge.plan.shifts(week).items() if shift in following}
    zh = ",".join(f"{names[each].zh} → {names[following[each]].zh}" for each in order)
    en = ", ".join(f"{names[each].en} -> {names[following[each]].en}" for each in order)
    return made._replace(says=(Words(zh, en), *made.says)) if zh else made


def _in_use(judge: Judge, people: Iterable[str], week: int) -> list[str]:
    """The shifts of a week in the order of the day; every shift there is where one alone was worked."""
    known = list(judge.plan.shifts(week))
    shift = judge.shop.roster.shift
    used = {shift(staff, day) for staff in people for day in range(week, week + WEEK_DAYS)}
    found = [each for each in known if each in used]
    return found if len(found) > 1 else known


def _week(
    judge: Judge, people: Iterable[str], week: int, today: int, title: Words, change: Callable[[str], str]
) -> RosterPlan:
    """A week from the one before it: days that are over and days of granted leave or rest stay as they are."""
    events: list[Event] = []
    typed: list[Words] = []
    past = granted = 0
    roster = judge.shop.roster
    for staff in people:
        for day in range(week, week + WEEK_DAYS):
            was = roster.shift(staff, day - WEEK_DAYS)
            wanted = was if was in (None, REST) else change(was)
            if wanted is None or wanted == roster.shift(staff, day) or not judge.works_here(staff, day):
                continue
            if day < today:
                past += 1
            elif on_leave(judge, staff, day) >= 2 or (
                day in rest_days(judge, staff) and not _planned_rest(judge, staff, day)
            ):
                granted += 1
            else:
                events.append(ShiftAssigned(staff=staff, on=date.fromordinal(day), shift=wanted))
                if roster.shift(staff, day) is not None:
                    typed.append(changed_words(judge, staff, day, roster.shift(staff, day), wanted))
    says = overwritten(typed)
    says += [Words(f"{past} 格已过去,不动", f"{past} past cell(s) stay as they are")] if past else []
    says += (
        [Words(f"{granted} 格已批假或批休,不动", f"{granted} cell(s) of granted leave or rest stay")] if granted else []
    )
    return RosterPlan(title, tuple(events), tuple(says))


def overwritten(typed: Sequence[Words]) -> list[Words]:
    """How many cells that are planned already a plan writes over, and the first few of them."""
    if not typed:
        return []
    count, more = len(typed), len(typed) - _NAMED
    says = [Words(f"覆盖 {count} 格已排的:", f"writes over {count} planned cell(s):")]
    says += [Words(f"  {each.zh}", f"  {each.en}") for each in typed[:_NAMED]]
    return [*says, *([Words(f"  +{more}", f"  +{more}")] if more > 0 else [])]


def changed_words(judge: Judge, staff: str, day: int, was: str | None, wanted: str | None) -> Words:
    """`郑凯 10-20 早班 -> 晚班`."""
    one, two = (shift_words(judge, day, each) for each in (was, wanted))
    who = f"{judge.shop.people.name(staff)} {day_text(day)[5:]}"
    return Words(f"{who} {one.zh} -> {two.zh}", f"{who} {one.en} -> {two.en}")


def shift_words(judge: Judge, day: int, shift: str | None) -> Words:
    """What a shift of the roster is called; also rest and nothing."""
    if shift is None:
        return Words("没排", "nothing")
    if shift == REST:
        return Words("休", "rest")
    hours = judge.plan.hours(day, shift)
    return Words(hours.zh, hours.en) if hours is not None else Words(shift, shift)


def _planned_rest(judge: Judge, staff: str, day: int) -> bool:
    return judge.shop.roster.shift(staff, day) == REST


def exchanged_accounts(judge: Judge) -> RosterPlan:
    """Every account goes to the next of those who hold one, in the order of the accounts; from now on (R2-5.2)."""
    people = judge.shop.people
    held = {account: staff for account, staff in sorted(people.accounts.items()) if _works(judge, staff)}
    holders = list(dict.fromkeys(held.values()))
    following = {staff: holders[(index + 1) % len(holders)] for index, staff in enumerate(holders)}
    title = Words("互换旺旺号,从现在起", "exchange the chat accounts from now on")
    if len(holders) < 2:
        return RosterPlan(title, (), (Words("拿号的不到两个人", "fewer than two people hold accounts"),))
    moves = [(account, staff, following[staff]) for account, staff in held.items()]
    says = [
        Words(
            f"{account}:{people.name(was)} → {people.name(gets)}",
            f"{account}: {people.name(was)} -> {people.name(gets)}",
        )
        for account, was, gets in moves
    ]
    waits = sum(1 for chat in judge.shop.timers.chats.values() if chat.since)
    if waits:
        zh = f"还有 {waits} 个会话在等:已开的会话仍归原来的人"
        says.append(Words(zh, f"{waits} chat(s) are waiting: what is open stays with whoever has it"))
    events = (AccountAssigned(account=account, staff=gets) for account, _, gets in moves)
    return RosterPlan(title, tuple(events), tuple(says))


def _works(judge: Judge, staff: str) -> bool:
    person = judge.shop.people.staff.get(staff)
    return person is not None and person.left_at is None


def foreseen(judge: Judge, events: Iterable[Event]) -> Judge:
    """The shop as it would be with these changes of the roster; the one that is handed in stays as it is."""
    shop, roster = copy.copy(judge.shop), copy.copy(judge.shop.roster)
    changes = [event for event in events if isinstance(event, ShiftAssigned | ShiftCleared)]
    roster.planned = dict(roster.planned)
    for staff in {event.staff for event in changes}:
        roster.planned[staff] = dict(roster.planned.get(staff, {}))
    for event in changes:
        HANDLERS[type(event)](roster, event, judge.asof, _LAST)
    shop.roster = roster
    return Judge(shop, judge.calendar, judge.asof, judge.corrections)


def newly_broken(judge: Judge, events: Sequence[Event], today: int) -> list[PlanProblem]:
    """What would be wrong with the plan afterwards and is not wrong now, or is not so far wrong."""
    labels = {month_label(event.on.toordinal()) for event in events if isinstance(event, ShiftAssigned | ShiftCleared)}
    after = foreseen(judge, events)
    found: list[PlanProblem] = []
    for label in sorted(labels):
        known: dict[tuple[str, str], set[int]] = {}
        sizes: dict[tuple[str, str], int] = {}
        for each in plan_problems(judge, grid(judge, label, today)):
            known.setdefault((each.kind, each.staff), set()).update(each.days)
            sizes[each.kind, each.staff] = each.size
        for each in plan_problems(after, grid(after, label, today)):
            worse = each.size > sizes.get((each.kind, each.staff), each.size)
            fresh = [day for day in each.days if worse or day not in known.get((each.kind, each.staff), ())]
            found += [each._replace(days=tuple(fresh))] if fresh else []
    return found


def shortest_rest(judge: Judge, events: Sequence[Event]) -> Words | None:
    """The shortest rest between two shifts that a plan would make new, and how often; None where it makes none.

    No text and no law of `data/law.toml` names a least rest: it is said, not judged. Shifts that touch are a problem already.
    """
    cells = [(event.staff, event.on.toordinal()) for event in events if isinstance(event, ShiftAssigned)]
    after = foreseen(judge, events)
    fresh = {
        gap
        for staff, day in cells
        for gap in set(gaps(after, staff, day)) - set(gaps(judge, staff, day))
        if gap.minutes > 0
    }
    if not fresh:
        return None
    least = min(fresh, key=lambda gap: (gap.minutes, gap.before.start, gap.before.staff))
    count = sum(1 for gap in fresh if gap.minutes == least.minutes)
    name, text = judge.shop.people.name(least.before.staff), judge.calendar.text
    ends, starts, rested = text(least.after.end)[5:], text(least.before.start)[5:], hours_text(least.minutes)
    return Words(
        f"最短歇 {rested} 小时,{count} 处:{name} {ends} 下班,{starts} 上班",
        f"shortest rest {rested} h, {count} time(s): {name} ends {ends}, begins {starts}",
    )
