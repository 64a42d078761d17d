"""Rest between shifts, and planned hours of a week and a month against the law's. Known, never refused (`data/law.toml`).

Planned hours are the hours of the shifts from begin to end, meals included; rest days and leave are taken out.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kfterm.desk.findings import Finding, known
from kfterm.folds.plan import Planned
from kfterm.folds.settings import value
from kfterm.money import decimal_text
from kfterm.month.judge import Judge
from kfterm.month.law import COMPREHENSIVE, HOURS, STANDARD, WorkHours, law
from kfterm.month.leave import on_leave, rest_days
from kfterm.periods import MINUTE, day_text, monday, month_of
from kfterm.words import Words

_WEEK = 7
_NEAR = 2
"""Days before and after a shift in which another one would be near enough to matter."""
_HALVES = 2
_HOUR_MINUTES = 60


class Gap(NamedTuple):
    """Rest between two shifts, minutes; negative where they overlap."""

    after: Planned
    before: Planned

    @property
    def minutes(self) -> int:
        """From the end of the one to the begin of the other."""
        return (self.before.start - self.after.end) // MINUTE


def duty(judge: Judge, staff: str, day: int) -> Planned | None:
    """The shift that somebody really has on a day: no rest day, no whole day of leave."""
    if day in rest_days(judge, staff) or on_leave(judge, staff, day) >= _HALVES:
        return None
    return judge.plan.planned(staff, day)


def gaps(judge: Judge, staff: str, day: int) -> list[Gap]:
    """The rest before and after the shift of a day; nothing where there is none within two days."""
    this = duty(judge, staff, day)
    if this is None:
        return []
    earlier = (duty(judge, staff, day - n) for n in range(1, _NEAR + 1))
    later = (duty(judge, staff, day + n) for n in range(1, _NEAR + 1))
    before = next((each for each in earlier if each is not None), None)
    after = next((each for each in later if each is not None), None)
    return [*([Gap(before, this)] if before else []), *([Gap(this, after)] if after else [])]


def planned_minutes(judge: Judge, staff: str, first: int, last: int) -> int:
    """Planned minutes of work between two days, both included; half a day of leave takes half of its shift."""
    total = 0
    for day in range(first, last + 1):
        plan = duty(judge, staff, day)
        if plan is not None:
            total += (plan.end - plan.start) // MINUTE * (_HALVES - on_leave(judge, staff, day)) // _HALVES
    return total


def hours_text(minutes: int) -> str:
    """`45`, `7.5`, `7:50`: hours as briefly as they can be said."""
    hours = Decimal(minutes) / _HOUR_MINUTES
    if (hours * _HALVES) % 1:
        return f"{minutes // _HOUR_MINUTES}:{str(minutes % _HOUR_MINUTES).zfill(2)}"
    return decimal_text(hours)


def hours_findings(before: Judge, after: Judge, staff: str, days: Sequence[int]) -> Iterator[Finding]:
    """What a change of some days does to rest and hours of one person: `before` and `after` differ in the roster only."""
    name = after.shop.people.name(staff)
    said: set[Gap] = set()
    for day in days:
        for gap in gaps(after, staff, day):
            if gap not in said:
                said.add(gap)
                yield _rest(after, name, gap)
    for first in dict.fromkeys(monday(day) for day in days):
        yield from _week(before, after, staff, first)
    for label in dict.fromkeys(month_of(day).label for day in days):
        this = next(month_of(day) for day in days if month_of(day).label == label)
        yield from _month(before, after, staff, this.first, this.last, label)


def _rest(judge: Judge, name: str, gap: Gap) -> Finding:
    ends, starts = judge.calendar.text(gap.after.end)[5:], judge.calendar.text(gap.before.start)[5:]
    rested = hours_text(max(0, gap.minutes))
    if gap.minutes <= 0:
        return known("", f"{name} {ends} 下班,{starts} 又上班:连着上", f"{name} ends {ends}, begins {starts}: no rest")
    return known(
        "",
        f"{name} {ends} 下班,{starts} 上班:歇 {rested} 小时",
        f"{name} ends {ends}, begins {starts}: {rested} h rest",
    )


def system(judge: Judge, day: int) -> str:
    """The hours system in force on a day: `standard`, `comprehensive`, `off`."""
    return value(judge.shop.rules, HOURS, judge.calendar.moment(day + 1) - 1)


def _week(before: Judge, after: Judge, staff: str, first: int) -> Iterator[Finding]:
    """Standard hours: so many a week, a rest day in it (art. 36, 38)."""
    rules, last, name = law().hours, first + _WEEK - 1, after.shop.people.name(staff)
    was, now = planned_minutes(before, staff, first, last), planned_minutes(after, staff, first, last)
    since, ways = day_text(first)[5:], system(after, last)
    over = _over(now, rules.week_hours) if ways == STANDARD else Words("", "")
    yield known(
        "",
        f"{name} {since} 这周 {_change(was, now)} 小时{over.zh}",
        f"{name}, week of {since}: {_change(was, now)} h{over.en}",
    )
    free = sum(1 for day in range(first, last + 1) if duty(after, staff, day) is None)
    if ways == STANDARD and free < rules.rest_days_a_week:
        zh = f"{name} {since} 这周一天都不休,法定每周至少休 {rules.rest_days_a_week} 天"
        yield known("", zh, f"{name}, week of {since}: no day off; the law wants {rules.rest_days_a_week} a week")


def _month(before: Judge, after: Judge, staff: str, first: int, last: int, label: str) -> Iterator[Finding]:
    """Both systems: hours of the mean month, and overtime of a month at most so much (art. 41)."""
    rules, name = law().hours, after.shop.people.name(staff)
    was, now = planned_minutes(before, staff, first, last), planned_minutes(after, staff, first, last)
    compared = system(after, last) in (STANDARD, COMPREHENSIVE)
    over = _over_month(now, rules) if compared else Words("", "")
    yield known(
        "", f"{name} {label} {_change(was, now)} 小时{over.zh}", f"{name}, {label}: {_change(was, now)} h{over.en}"
    )


def _change(was: int, now: int) -> str:
    return hours_text(now) if was == now else f"{hours_text(was)} -> {hours_text(now)}"


def _over(minutes: int, most: Decimal) -> Words:
    limit = decimal_text(most)
    more = minutes - int(most * _HOUR_MINUTES)
    if more <= 0:
        return Words(f",法定 {limit}", f", legal {limit}")
    return Words(f",法定 {limit},超 {hours_text(more)}", f", legal {limit}, {hours_text(more)} over")


def _over_month(minutes: int, rules: WorkHours) -> Words:
    standard = rules.day_hours * rules.month_days
    said = _over(minutes, standard)
    more = Decimal(minutes) / _HOUR_MINUTES - standard
    if more <= rules.overtime_month_hours:
        return said
    most = decimal_text(rules.overtime_month_hours)
    return Words(f"{said.zh},加班多于每月 {most}", f"{said.en}, more than {most} h of overtime a month")
