"""What the plan itself says: rest days of the week and the month, duty days running, rotation (TM29, TM37, CN15)."""

from collections.abc import Callable, Iterator

from kfterm.desk.noticed import Proposal, know, listed
from kfterm.events.roster import REST
from kfterm.folds.people import Person
from kfterm.month.judge import Judge
from kfterm.month.leave import entitlement, on_leave, rest_days
from kfterm.periods import day_text, monday, month_of
from kfterm.rulebook.attendance_rules import RestDays, UnusedRest, WeeklyRest
from kfterm.rulebook.floor_rules import Rotation
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.words import Words

WEEK_DAYS = 7
"""From Monday to Sunday (G11)."""


def roster_rules(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """What is wrong with the plan of this week and month. One line for all whom it concerns."""
    today = judge.calendar.day(now)
    key = ("roster rules", today)
    if key not in judge.scratch:
        looks = (_weekly_rest, _running, _monthly_rest, _rotation)
        judge.scratch[key] = [each for look in looks for each in look(judge, rulebook, today)]
    yield from judge.scratch[key]  # type: ignore[misc]


def _staff(judge: Judge) -> list[Person]:
    return [each for each in judge.shop.people.staff.values() if each.left_at is None]


def duty(judge: Judge, staff: str, day: int) -> bool:
    """Whether somebody is planned to work on a day: a shift, no rest, no whole day of leave."""
    shift = judge.shop.roster.shift(staff, day)
    if shift is None or shift == REST or day in rest_days(judge, staff):
        return False
    return on_leave(judge, staff, day) < 2


def resting(judge: Judge, staff: str, first: int, last: int) -> int:
    """Rest days planned or granted between two days, both included."""
    return sum(1 for day in rest_days(judge, staff) if first <= day <= last)


def week_wrong(judge: Judge, staff: str, first: int, rests: int) -> bool:
    """Whether a week from a Monday has not exactly so many rest days, as far as it is planned (R3-A11, R7-A11)."""
    last = first + WEEK_DAYS - 1
    worked = sum(1 for day in range(first, last + 1) if duty(judge, staff, day))
    return worked > WEEK_DAYS - rests or resting(judge, staff, first, last) > rests


def _together(key: str, at: int, clause: Clause, found: list[str], says: Callable[[str], Words]) -> Iterator[Proposal]:
    """One line for everybody; a new name makes it a new line."""
    if found:
        yield know(f"{key}:{'+'.join(found)}", at, "", says(listed(found)), clause.id)


def _weekly_rest(judge: Judge, rulebook: Rulebook, today: int) -> Iterator[Proposal]:
    """Exactly so many rest days in every week from Monday to Sunday: an error of the plan (R3-A11, R7-A11)."""
    first = monday(today)
    last = first + WEEK_DAYS - 1
    for clause, rule in rulebook.all(WeeklyRest):
        wrong = []
        for person in _staff(judge):
            if week_wrong(judge, person.staff, first, rule.days):
                wrong.append(f"{person.name} {resting(judge, person.staff, first, last)}")
        since = day_text(first)[5:]

        def says(names: str, since: str = since, days: int = rule.days) -> Words:
            return Words(f"{since} 这周应休 {days} 天:{names}", f"week of {since}: {days} rest day(s) due: {names}")

        yield from _together(f"rest:week:{first}", judge.calendar.moment(first), clause, wrong, says)


def _running(judge: Judge, rulebook: Rulebook, today: int) -> Iterator[Proposal]:
    """More duty days running than allowed, up to the end of this week: a warning (TM37)."""
    last = monday(today) + WEEK_DAYS - 1
    for clause, rule in rulebook.all(WeeklyRest):
        tired = []
        for person in _staff(judge):
            longest = run = 0
            for day in range(today - rule.max_consecutive_days, last + 1):
                run = run + 1 if duty(judge, person.staff, day) else 0
                if day >= today:
                    longest = max(longest, run)
            if longest > rule.max_consecutive_days:
                tired.append(person.name)

        def says(names: str, days: int = rule.max_consecutive_days) -> Words:
            return Words(f"连上超过 {days} 天:{names}", f"more than {days} duty days running: {names}")

        yield from _together(f"rest:run:{last}", judge.calendar.moment(today), clause, tired, says)


def _monthly_rest(judge: Judge, rulebook: Rulebook, today: int) -> Iterator[Proposal]:
    """Rest days of the month: never more than the entitlement; fewer only where those not taken are paid (R6-1.2)."""
    found = rulebook.one(RestDays)
    if found is None:
        return
    this = month_of(today)
    paid = rulebook.one(UnusedRest) is not None
    wrong = []
    for person in _staff(judge):
        entitled = entitlement(judge, person, this)[0]
        rests = resting(judge, person.staff, this.first, this.last)
        open_days = sum(
            1 for day in range(this.first, this.last + 1) if judge.shop.roster.shift(person.staff, day) is None
        )
        planned = open_days < this.days
        if planned and (rests > entitled or (not paid and rests + open_days < entitled)):
            wrong.append(f"{person.name} {rests}/{entitled}")

    def says(names: str) -> Words:
        return Words(f"{this.label} 休息天数不对:{names}", f"{this.label}: wrong number of rest days: {names}")

    yield from _together(f"rest:month:{this.label}", judge.calendar.moment(this.first), found[0], wrong, says)


def _rotation(judge: Judge, rulebook: Rulebook, today: int) -> Iterator[Proposal]:
    """Shifts change every week, accounts every month; who still has the same one (TM29, R2-A13)."""
    for clause, rule in rulebook.all(Rotation):
        if rule.what == "shift":
            week = monday(today)
            same = [each.name for each in _staff(judge) if _same_shift(judge, each.staff, week)]

            def shifts(names: str) -> Words:
                return Words(f"本周没换班次:{names}", f"same shift as last week: {names}")

            yield from _together(f"rotation:shift:{week}", judge.calendar.moment(week), clause, same, shifts)
        else:
            this = month_of(today)
            begin = judge.calendar.moment(this.first)
            people = judge.shop.people
            kept = sorted(account for account, since in people.account_since.items() if since < begin)
            kept = [each for each in kept if _works(judge, people.accounts.get(each, ""))]

            def accounts(names: str) -> Words:
                return Words(f"本月还没互换旺旺号:{names}", f"accounts not exchanged this month: {names}")

            several = len({people.accounts[each] for each in kept}) > 1
            yield from _together(f"rotation:account:{this.label}", begin, clause, kept if several else [], accounts)


def _works(judge: Judge, staff: str) -> bool:
    person = judge.shop.people.staff.get(staff)
    return person is not None and person.left_at is None


def _same_shift(judge: Judge, staff: str, week: int) -> bool:
    """Whether all shifts of a week and of the one before it are the same one."""
    shift = judge.shop.roster.shift
    weeks = [
        {found for day in range(first, first + WEEK_DAYS) if (found := shift(staff, day)) not in (None, REST)}
        for first in (week - WEEK_DAYS, week)
    ]
    return len(weeks[0]) == 1 and weeks[0] == weeks[1]
