"""Leave: days in halves, asked for in time or urgent, what it does to the month, the year and the rest of next month."""

from collections.abc import Iterator
from decimal import Decimal

from kfterm.desk import swaps
from kfterm.desk.findings import Finding, broken, held_up, met
from kfterm.desk.findings import known as told
from kfterm.desk.known import Known
from kfterm.desk.permits import allowed_roles, is_machine, permitted
from kfterm.events.lines import Fact
from kfterm.events.roster import LeaveDecided, LeaveRequested
from kfterm.folds.roster import Leave
from kfterm.money import decimal_text
from kfterm.month.judge import Judge
from kfterm.month.leave import entitlement, leave_days, leave_in, rest_days
from kfterm.periods import before, day_text, monday, month, month_label
from kfterm.rulebook.attendance_rules import LeaveCap, LeaveNotice, YearlyLeaveCap
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

_HALVES = 2
"""Half days of a day."""


def halves(days: Decimal, name: str) -> Iterator[Words]:
    """Days that are no multiple of a half."""
    if days <= 0 or (days * _HALVES) % 1:
        yield Words(f"{name} 是 {days},应为 0.5 的倍数", f"{name} is {days}, it should be a multiple of 0.5")


def requested(known: Known, fact: Fact) -> Iterator[Words]:
    """Leave: days in halves, not more than the span."""
    event = fact.event
    assert isinstance(event, LeaveRequested)
    yield from halves(event.days, "days")
    span = (event.to_on - event.from_on).days + 1
    if span < 1:
        yield Words("to_on 在 from_on 之前", "to_on is before from_on")
    elif event.days > span:
        yield Words(f"days 是 {event.days},但只有 {span} 天", f"days is {event.days}, but there are only {span} days")


def decided(known: Known, fact: Fact) -> Iterator[Words]:
    """Approval of leave: by who may, asked for in time, or urgent, or with a reason, on a day it may be (R8-3.5)."""
    event = fact.event
    assert isinstance(event, LeaveDecided)
    leave = known.asked_for("leave", event.leave).leaves.get(event.leave)
    rulebook = known.rulebook(leave.from_day) if leave else None
    if rulebook is None:
        yield from swaps.refusals(known, fact)
        return
    yield from held_up(swaps.found(known, fact), event.reason, machine=is_machine(fact.by))
    yield from permitted(known, rulebook, "decide_leave", fact)
    if event.approved:
        yield from held_up(_own(known, fact), event.reason, machine=is_machine(fact.by))


def findings(known: Known, fact: Fact) -> Iterator[Finding]:
    """Everything an approval meets and breaks, the roster's own rules (swapped shifts, holidays) last."""
    yield from _own(known, fact)
    yield from swaps.found(known, fact)


def _own(known: Known, fact: Fact) -> Iterator[Finding]:
    """What the rules on leave say of an approval."""
    event = fact.event
    assert isinstance(event, LeaveDecided)
    leave = known.asked_for("leave", event.leave).leaves.get(event.leave)
    rulebook = known.rulebook(leave.from_day) if leave else None
    if leave is None or rulebook is None:
        return
    roles = sorted(allowed_roles(rulebook, "decide_leave"))
    yield from _notice(known, rulebook, leave, fact, roles)
    yield from _free(known, leave, roles)
    yield from _resting(known, leave)
    yield from _month(known, rulebook, leave)
    yield from _year(known, rulebook, leave)


def days_meant(judge: Judge, staff: str, first: int, last: int) -> int:
    """How many days leave from one day to another takes: without rest days, unless there is nothing else."""
    resting = rest_days(judge, staff)
    span = range(first, last + 1)
    return sum(1 for day in span if day not in resting) or max(1, len(span))


def ahead(days: int) -> Words:
    """How long before a day something is asked for."""
    if not days:
        return Words("事先", "beforehand")
    return Words(f"提前 {days} 天", f"{days} day(s) ahead")


def earliest(asked_on: int, lead_days: int) -> Words:
    """The first day that is still in time for who asks on a day."""
    day = day_text(asked_on + lead_days)[5:]
    return Words(f"最早可申请 {day}", f"{day} at the earliest")


def asked_by(day: int, lead_days: int) -> Words:
    """The last day on which a day can be asked for in time."""
    last = day_text(day - lead_days)[5:]
    return Words(f"{last} 或之前申请", f"asked for by {last}")


def _notice(known: Known, rulebook: Rulebook, leave: Leave, fact: Fact, roles: list[str]) -> Iterator[Finding]:
    """Asked for in time, decided before the shift; urgent: filed before its week is published (R8-3.5, R8-A27, R8-A28)."""
    found = rulebook.one(LeaveNotice)
    if found is None:
        return
    clause, rule = found[0].id, found[1]
    asked_on = known.calendar.day(leave.at)
    said, lead = ahead(rule.lead_days), leave.from_day - asked_on
    if leave.urgent:
        yield from _urgent(known, clause, rule, leave, roles)
    elif asked_on > leave.from_day - rule.lead_days:
        zh = f"{clause}:请假要{said.zh}申请;紧急的注明“紧急”,否则要写理由"
        en = f"{clause}: leave is asked for {said.en}; mark it urgent or give a reason"
        first, last = earliest(asked_on, rule.lead_days), asked_by(leave.from_day, rule.lead_days)
        possible = Words(f"{first.zh};{last.zh}", f"{first.en}; {last.en}")
        yield broken(clause, Words(zh, en), possible, by=roles)
    else:
        need = Words(f"至少 {rule.lead_days} 天", f"at least {rule.lead_days}")
        yield met(clause, f"提前 {lead} 天申请,{need.zh}", f"asked for {lead} day(s) ahead, {need.en}")
        yield from _decided_late(known, clause, leave, fact, roles)


def _urgent(known: Known, clause: str, rule: LeaveNotice, leave: Leave, roles: list[str]) -> Iterator[Finding]:
    moments = [at for week, at, _ in known.shop.attendance.published if week == monday(leave.from_day)]
    if rule.until_published and moments and leave.at > min(moments):
        when = known.calendar.text(min(moments))
        zh = f"{clause}:那一周的考勤 {when} 已公布,之后补请假要写理由"
        en = f"{clause}: the attendance of that week was published at {when}; leave filed later needs a reason"
        yield broken(clause, Words(zh, en), by=roles, of_people=True)
    elif rule.until_published:
        yield met(
            clause, "紧急:已电话告知,那周考勤公布前补申请", "urgent: told by phone, filed before that week is published"
        )
    else:
        yield met(clause, "紧急:不看提前天数", "urgent: no lead time")


def _decided_late(known: Known, clause: str, leave: Leave, fact: Fact, roles: list[str]) -> Iterator[Finding]:
    """Leave is approved before its first shift begins; afterwards that takes a reason (R8-A27)."""
    plan = known.plan.planned(leave.staff, leave.from_day)
    if plan is not None and fact.at >= plan.start:
        begun = known.calendar.text(plan.start)
        zh = f"{clause}:班次 {begun} 已开始,事后批假要写理由"
        en = f"{clause}: the shift began at {begun}; leave that is approved afterwards needs a reason"
        yield broken(clause, Words(zh, en), by=roles, of_people=True)


def _free(known: Known, leave: Leave, roles: list[str]) -> Iterator[Finding]:
    """Two halves a day: leave that was approved for the same days takes them."""
    taken = leave_days(known.judge, leave.staff)
    days = range(leave.from_day, leave.to_day + 1)
    parts = [(half, each) for day in days for half, each, _ in taken.get(day, []) if each.leave != leave.leave]
    if not parts:
        span = len(days)
        asked = decimal_text(Decimal(leave.half_days) / _HALVES)
        yield met(
            "", f"请 {asked} 天,在 {span} 天之内,没有别的假", f"{asked} day(s) within {span}, no other leave then"
        )
        return
    used = sum(half for half, _ in parts)
    room = len(days) * _HALVES - used
    names = " ".join(sorted({f"{day_text(each.from_day)[5:]}" for _, each in parts}))
    if leave.half_days > room:
        zh = f"这些天已批了请假(自 {names} 起),只剩 {decimal_text(Decimal(max(0, room)) / _HALVES)} 天;重叠的要写理由"
        en = (
            f"leave is approved for these days already (from {names}), {decimal_text(Decimal(max(0, room)) / _HALVES)} "
            f"day(s) are left; an overlap needs a reason"
        )
        yield broken("", Words(zh, en), Words("改请别的日子", "ask for other days"), by=roles, of_people=True)
    else:
        yield told("", f"同几天还有请假(自 {names} 起),合起来不超过", f"other leave then (from {names}), both fit")


def _resting(known: Known, leave: Leave) -> Iterator[Finding]:
    """Days inside that are rest days anyway."""
    resting = [day for day in range(leave.from_day, leave.to_day + 1) if day in rest_days(known.judge, leave.staff)]
    if resting:
        dates = " ".join(day_text(day)[5:] for day in resting)
        yield told("", f"{dates} 本来就休息", f"{dates}: a rest day anyway")


def _month(known: Known, rulebook: Rulebook, leave: Leave) -> Iterator[Finding]:
    """More than so many days of leave in a month take the next month's rest (R8-3.6.1, R8-A15, R8-A37)."""
    cap = rulebook.one(LeaveCap)
    person = known.shop.people.staff.get(leave.staff)
    if cap is None or person is None:
        return
    for label in dict.fromkeys(month_label(day) for day in (leave.from_day, leave.to_day)):
        this = month(label)
        earlier, _ = leave_in(known.judge, leave.staff, this)
        now = _inside(known, leave, this.first, this.last)
        total, most = Decimal(earlier + now) / _HALVES, cap[1].over_days
        sum_text = f"{decimal_text(Decimal(earlier) / _HALVES)} + {decimal_text(Decimal(now) / _HALVES)} = {decimal_text(total)}"
        following = before(label, -1)
        if total <= most:
            zh = f"{label} 请假 {sum_text} 天,不超过 {decimal_text(most)} 天"
            yield met(cap[0].id, zh, f"leave of {label}: {sum_text} day(s), not over {decimal_text(most)}")
        else:
            was = entitlement(known.judge, person, month(following))[0]
            zh = f"{label} 请假 {sum_text} 天,超过 {decimal_text(most)} 天:{following} 休息 {was} → {cap[1].next_month_rest} 天"
            en = (
                f"leave of {label}: {sum_text} day(s), over {decimal_text(most)}: "
                f"rest days of {following} {was} → {cap[1].next_month_rest}"
            )
            yield told(cap[0].id, zh, en)


def _inside(known: Known, leave: Leave, first: int, last: int) -> int:
    """Half days of a leave that fall between two days, filled from its first day on, rest days skipped where it can."""
    days = list(range(leave.from_day, leave.to_day + 1))
    if len(days) * _HALVES > leave.half_days + 1:
        working = [day for day in days if day not in rest_days(known.judge, leave.staff)]
        days = working if len(working) * _HALVES >= leave.half_days else days
    left, found = leave.half_days, 0
    for day in days:
        half = min(_HALVES, left)
        left -= half
        found += half if first <= day <= last else 0
    return found


def _year(known: Known, rulebook: Rulebook, leave: Leave) -> Iterator[Finding]:
    """Leave of a kind beyond so many days of the calendar year is absence (R8-3.6.2, R8-A16)."""
    for clause, rule in rulebook.all(YearlyLeaveCap):
        if rule.leave_kind != leave.kind:
            continue
        year = day_text(leave.from_day)[:4]
        taken = leave_days(known.judge, leave.staff)
        used = sum(
            half
            for day, parts in taken.items()
            for half, each, _ in parts
            if day_text(day)[:4] == year and each.kind == rule.leave_kind and each.leave != leave.leave
        )
        now = leave.half_days
        total = Decimal(used + now) / _HALVES
        text = (
            f"{decimal_text(Decimal(used) / _HALVES)} + {decimal_text(Decimal(now) / _HALVES)} = {decimal_text(total)}"
        )
        most = decimal_text(rule.max_days)
        if total <= rule.max_days:
            yield met(
                clause.id,
                f"{year} 年事假 {text} 天,最多 {most} 天",
                f"personal leave of {year}: {text}, at most {most}",
            )
        else:
            over = decimal_text(min(total - rule.max_days, Decimal(now) / _HALVES))
            zh = f"{year} 年事假 {text} 天,超过 {most} 天:{over} 天按旷工"
            yield told(clause.id, zh, f"personal leave of {year}: {text}, over {most}: {over} day(s) are absence")
