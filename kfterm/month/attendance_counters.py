"""Counters of coming and going: swaps, missed punches, leave, absence, rest days (CN07–CN10, CN15)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kfterm.folds.people import Person
from kfterm.money import decimal_text
from kfterm.month.case_words import case_text
from kfterm.month.counter import THIS_MONTH, Counter
from kfterm.month.judge import Judge
from kfterm.month.leave import leave_days, rest_days
from kfterm.month.model import AttendanceSheet, Events
from kfterm.periods import Month, monday
from kfterm.rulebook.attendance_rules import (
    AbsenceCase,
    AbsenceSteps,
    LeaveCap,
    MissedPunch,
    RestDays,
    SwapLimit,
    WeeklyRest,
    YearlyLeaveCap,
)
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

REST = Words("休息", "rest days")
"""What rest days are called among the counters."""
_NOTHING = Words("", "")
_WEEK_DAYS = 7
_LEAVES = {
    "personal": Words("事假", "personal leave"),
    "sick": Words("病假", "sick leave"),
    "annual": Words("年假", "annual leave"),
    "other": Words("其他假", "other leave"),
}


def attendance_counters(
    judge: Judge, person: Person, month: Month, rulebook: Rulebook, seen: AttendanceSheet
) -> Iterator[Counter]:
    """Those of them that the rulebook has."""
    yield from _swaps(judge, person, month, rulebook, seen)
    yield from _missed(rulebook, seen)
    yield from _leave(judge, person, month, rulebook, seen)
    yield from _absence(rulebook, seen)
    yield from _rest(judge, person, month, rulebook, seen)


def _swaps(judge: Judge, person: Person, month: Month, rulebook: Rulebook, seen: AttendanceSheet) -> Iterator[Counter]:
    found = rulebook.one(SwapLimit)
    if found is not None and seen.swaps:
        full = seen.swaps >= found[1].at_most
        coming = Words("不批", "refused") if full else _NOTHING
        seqs = tuple(swap.seq for swap in judge.shop.roster.swaps_of(person.staff, month.label))
        label, limit = Words("换班", "swaps"), Decimal(found[1].at_most)
        yield Counter(label, found[0].id, Decimal(seen.swaps), limit, THIS_MONTH, coming, seqs)


def _missed(rulebook: Rulebook, seen: AttendanceSheet) -> Iterator[Counter]:
    found = rulebook.one(MissedPunch)
    if found is not None and seen.missed_punches:
        clause, rule = found
        packet = decimal_text(rule.out_packet)
        full = seen.missed_punches >= rule.free
        coming = Words(f"上班按补卡时间计,下班 ¥{packet} 红包", f"in: by the moment made up, out: ¥{packet} packet")
        seqs = tuple(seq for record in seen.days if record.made_up for seq in record.events)
        count, limit = Decimal(seen.missed_punches), Decimal(rule.free)
        yield Counter(
            Words("补卡", "missed punches"), clause.id, count, limit, THIS_MONTH, coming if full else _NOTHING, seqs
        )


def _leave(judge: Judge, person: Person, month: Month, rulebook: Rulebook, seen: AttendanceSheet) -> Iterator[Counter]:
    cap = rulebook.one(LeaveCap)
    if cap is not None and seen.leave_half_days:
        clause, rule = cap
        days = Decimal(seen.leave_half_days) / 2
        left = rule.next_month_rest
        coming = Words(f"下月休息 {left} 天", f"{left} rest days next month") if days >= rule.over_days else _NOTHING
        yield Counter(Words("请假", "leave"), clause.id, days, rule.over_days, THIS_MONTH, coming, seen.leave_events)
    for clause, yearly in rulebook.all(YearlyLeaveCap):
        halves, seqs = _of_the_year(judge, person.staff, month, yearly.leave_kind)
        if halves:
            days = Decimal(halves) / 2
            coming = Words("按旷工", "absence") if days >= yearly.max_days else _NOTHING
            label, window = _LEAVES[yearly.leave_kind], Words("本年", "this year")
            yield Counter(label, clause.id, days, yearly.max_days, window, coming, seqs)


def _of_the_year(judge: Judge, staff: str, month: Month, kind: str) -> tuple[int, Events]:
    """Half days of a kind of leave from New Year to the end of a month."""
    first = date.fromordinal(month.first).replace(month=1, day=1).toordinal()
    parts = [
        (half, leave)
        for day, found in leave_days(judge, staff).items()
        for half, leave, _ in found
        if first <= day <= month.last and leave.kind == kind
    ]
    seqs = tuple(dict.fromkeys(seq for _, leave in parts for seq in (leave.seq, leave.decided_seq)))
    return sum(half for half, _ in parts), seqs


def _absence(rulebook: Rulebook, seen: AttendanceSheet) -> Iterator[Counter]:
    if not seen.absence_half_days:
        return
    days = Decimal(seen.absence_half_days) / 2
    label = Words("旷工天数", "days of absence")
    found = rulebook.one(AbsenceSteps)
    if found is not None:
        clause, rule = found
        step = next((each for each in rule.steps if each.from_days > days), rule.steps[-1])
        zh = [case_text(case.case).zh for case in step.cases]
        en = [case_text(case.case).en for case in step.cases]
        if step.deduct_days is not None:
            zh.insert(0, f"扣 {decimal_text(step.deduct_days)} 天工资")
            en.insert(0, f"{decimal_text(step.deduct_days)} days' wage")
        at = f"{decimal_text(step.from_days)} 天:", f"from {decimal_text(step.from_days)} days: "
        coming = Words(at[0] + " ".join(zh), at[1] + ", ".join(en))
        yield Counter(label, clause.id, days, rule.steps[-1].from_days, THIS_MONTH, coming, seen.absence_events)
        return
    priceless = rulebook.one(AbsenceCase)
    if priceless is not None:
        yield Counter(label, priceless[0].id, days, None, THIS_MONTH, case_text("absence"), seen.absence_events)


def _rest(judge: Judge, person: Person, month: Month, rulebook: Rulebook, seen: AttendanceSheet) -> Iterator[Counter]:
    """Always shown where the rulebook knows rest days: of the month, or of the week that runs."""
    monthly = rulebook.one(RestDays)
    if monthly is not None:
        entitled = Decimal(seen.rest_entitled)
        yield Counter(REST, monthly[0].id, Decimal(seen.rest_taken), entitled, THIS_MONTH, _NOTHING, seen.rest_events)
    weekly = rulebook.one(WeeklyRest)
    first = monday(min(judge.calendar.day(judge.asof), month.last))
    if weekly is not None and first + _WEEK_DAYS > month.first:
        found = rest_days(judge, person.staff)
        days = sorted(day for day in found if first <= day < first + _WEEK_DAYS)
        seqs = tuple(seq for day in days for seq in found[day])
        limit, window = Decimal(weekly[1].days), Words("本周", "this week")
        yield Counter(REST, weekly[0].id, Decimal(len(days)), limit, window, _NOTHING, seqs)
