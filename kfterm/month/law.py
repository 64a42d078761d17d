"""The law guard: how much may be taken off a month's wage, and what exceeds it (`data/law.toml`, off by default).

Two caps, both computed and shown: a share of the wage due, and what would be left against the local minimum wage, with
pay for work beyond the plan left out of that test. What was lost with time not worked (leave, the absent days
themselves) is no deduction.
"""

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import msgspec

from kfterm.folds.people import Person
from kfterm.folds.settings import value
from kfterm.money import decimal_text, parse_decimal, yuan
from kfterm.month.fixed import day_wage, outside_base
from kfterm.month.judge import Judge
from kfterm.month.model import AttendanceSheet, Clauses, Events, Guard, Line
from kfterm.periods import Month
from kfterm.resources import data_folder
from kfterm.rulebook.base import Label
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

MODE, REGION, MINIMUM = "law.mode", "law.region", "law.minimum_wage"
HOURS = "law.hours"
STANDARD, COMPREHENSIVE = "standard", "comprehensive"
HOURS_SYSTEMS = (STANDARD, COMPREHENSIVE, "off")
"""工时制: by day and week, by the month with a permit, not looked at."""
OFF, WARN, HOLD = "off", "warn", "hold"
MODES = (OFF, WARN, HOLD)
_ABSENCE, _INSURANCE = "absence", "insurance"


class Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one region's law says."""

    id: str
    label: Label
    source: Label
    cap_percent: Decimal | None = None
    keeps_minimum: bool = False
    caution: Label | None = None


class WorkHours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long somebody may work (`facts/law.md`): hours a day and a week, working days of a mean month, overtime of a month."""

    day_hours: Decimal
    week_hours: Decimal
    month_days: Decimal
    overtime_month_hours: Decimal
    rest_days_a_week: int
    source: Label


class Law(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table."""

    left_out: tuple[str, ...]
    order: tuple[str, ...]
    region: tuple[Region, ...]
    hours: WorkHours


class _Deduction(NamedTuple):
    line: Line
    fen: int


@cache
def law() -> Law:
    """The table as shipped."""
    text = (data_folder() / "law.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text, parse_float=Decimal), Law)


def region_of(name: str) -> Region | None:
    """A region by its id."""
    return next((each for each in law().region if each.id == name), None)


def region_keeps_minimum(name: str) -> bool:
    """Whether the minimum wage limits deductions there."""
    found = region_of(name)
    return found is not None and found.keeps_minimum


def guard(
    judge: Judge, person: Person, month: Month, rulebook: Rulebook, lines: Sequence[Line], seen: AttendanceSheet
) -> Guard | None:
    """Both caps of one person's month; None where the guard is off."""
    mode = _setting(judge, MODE, month)
    region = region_of(_setting(judge, REGION, month))
    if mode not in (WARN, HOLD) or region is None:
        return None
    deductions = _deductions(lines, _day_wage(judge, month, rulebook), seen)
    total = sum(each.fen for each in deductions)
    due = sum(line.fen for line in lines if line.line not in (*law().order, _INSURANCE)) - _unpaid(lines, deductions)
    wage, events = outside_base(judge, person, month, rulebook)
    if wage is None:
        return Guard(mode, region.id, None, None, None, None, total, 0, region.source.words, _caution(region), ())
    due += wage
    cap = None if region.cap_percent is None else max(0, int(Fraction(due) * Fraction(region.cap_percent) / 100))
    minimum = _minimum(judge, person, month) if region.keeps_minimum else None
    tested = due - sum(line.fen for line in lines if line.line in law().left_out)
    room = None if minimum is None else max(0, tested - minimum)
    limits = [each for each in (cap, room) if each is not None]
    over = max(0, total - min(limits)) if limits else 0
    held = tuple(_held(deductions, over)) if mode == HOLD else ()
    return Guard(
        mode, region.id, due, cap, minimum, room, total, over, region.source.words, _caution(region), held, events
    )


def _caution(region: Region) -> Words:
    return region.caution.words if region.caution else Words("", "")


def _setting(judge: Judge, key: str, month: Month) -> str:
    """As of the end of the month; what was typed afterwards says more than nothing."""
    rules = judge.shop.rules
    return rules.setting(key, judge.calendar.moment(month.last + 1) - 1) or value(rules, key)


def _minimum(judge: Judge, person: Person, month: Month) -> int | None:
    """The monthly minimum in fen, for a part month by the days employed."""
    typed = parse_decimal(_setting(judge, MINIMUM, month))
    if typed is None:
        return None
    return -int(-Fraction(typed) * 100 * judge.employed(person, month) / month.days // 1)


def _day_wage(judge: Judge, month: Month, rulebook: Rulebook) -> Fraction | None:
    found = day_wage(judge, month, rulebook)
    return found[0] if found else None


def _deductions(lines: Sequence[Line], wage: Fraction | None, seen: AttendanceSheet) -> list[_Deduction]:
    """What is taken off, in the order of the law; of absence only what goes beyond the absent days' own wage."""
    found = []
    for name in law().order:
        for line in lines:
            if line.line != name or line.fen >= 0:
                continue
            fen = -line.fen
            if name == _ABSENCE:
                own = int((wage or Fraction(0)) * Fraction(seen.absence_half_days, 2)) if wage else fen
                fen = max(0, fen - own)
            if fen:
                found.append(_Deduction(line, fen))
    return found


def _unpaid(lines: Sequence[Line], deductions: Sequence[_Deduction]) -> int:
    """The wage of the absent days themselves: no deduction, and not due either."""
    whole = -sum(line.fen for line in lines if line.line == _ABSENCE and line.fen < 0)
    return whole - sum(each.fen for each in deductions if each.line.line == _ABSENCE)


def _held(deductions: Sequence[_Deduction], over: int) -> list[Line]:
    """What is not deducted, from the last named on."""
    found = []
    for line, fen in reversed(deductions):
        part = min(over, fen)
        if part <= 0:
            break
        over -= part
        label = Words(f"未扣(法定上限):{line.label.zh}", f"not deducted (legal cap): {line.label.en}")
        working = f"{yuan(fen)} → {yuan(fen - part)}"
        found.append(Line(line.line, label, part, line.clauses, line.events, working))
    return found


def full(found: Guard) -> Words:
    """The same with the law that says so and what to be careful about: what an account prints."""
    zh, en = says(found)
    zh, en = f"{zh} ({found.source.zh})", f"{en} ({found.source.en})"
    return Words(" · ".join(filter(None, (zh, found.caution.zh))), " · ".join(filter(None, (en, found.caution.en))))


def concerned(found: Guard, lines: Sequence[Line]) -> tuple[Clauses, Events]:
    """The clauses and events of the deductions that the caps are about, and of the wage that they are taken of."""
    taken = [line for line in lines if line.line in law().order and (line.fen < 0 or line in found.held)]
    clauses = dict.fromkeys(clause for line in taken for clause in line.clauses)
    events = dict.fromkeys([*found.events, *(seq for line in taken for seq in line.events)])
    return tuple(clauses), tuple(events)


def says(found: Guard) -> Words:
    """Both caps with their numbers, for statement and preview."""
    if found.due_fen is None:
        return Words("法定上限:不知道当月工资,无法计算", "legal caps: the month's wage is not known")
    zh, en = [f"应发 {yuan(found.due_fen)}"], [f"wage due {yuan(found.due_fen)}"]
    if found.cap_fen is not None:
        percent = decimal_text(next(r.cap_percent or 0 for r in law().region if r.id == found.region))
        zh.append(f"{percent}% 上限 {yuan(found.cap_fen)}")
        en.append(f"{percent} % cap {yuan(found.cap_fen)}")
    if found.room_fen is not None and found.minimum_fen is not None:
        zh.append(f"最低工资 {yuan(found.minimum_fen)} 之上 {yuan(found.room_fen)}")
        en.append(f"above the minimum {yuan(found.minimum_fen)}: {yuan(found.room_fen)}")
    zh.append(f"扣款 {yuan(found.total_fen)}")
    en.append(f"deductions {yuan(found.total_fen)}")
    if found.over_fen:
        zh.append(f"超出 {yuan(found.over_fen)}" + ("(未扣)" if found.mode == HOLD else ""))
        en.append(f"over by {yuan(found.over_fen)}" + (" (not deducted)" if found.mode == HOLD else ""))
    return Words(" · ".join(zh), " · ".join(en))
