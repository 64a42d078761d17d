"""Every rule of attendance and leave in words."""

from collections.abc import Callable
from typing import Any

from kfterm.papers.said_parts import NOTHING, both, case, days, num, of_package, signed, weekday, when, yuan
from kfterm.rulebook import attendance_rules as a
from kfterm.words import Words

_LEAVES = {
    "personal": Words("事假", "personal leave"),
    "sick": Words("病假", "sick leave"),
    "annual": Words("年假", "annual leave"),
    "other": Words("其他假", "other leave"),
}
_COUNTED = {
    "late": Words("迟到", "lateness"),
    "early": Words("早退", "early leave"),
    "leave": Words("请假", "leave"),
    "absence": Words("旷工", "absence"),
}


def _tier(rule: a.LatenessTier) -> Words:
    ways = [Words("迟到", "late") if way == "in" else Words("早退", "leaving early") for way in rule.ways]
    who = both(ways, "/", " or ")
    minutes = f"≤{rule.up_to}" if rule.up_to is not None else f">{rule.over}"
    if rule.up_to is not None and rule.over:
        minutes = f"{rule.over}–{rule.up_to}"
    absence = when(
        rule.absence_days, f"算旷工 {num(rule.absence_days)} 天", f"{num(rule.absence_days)} days of absence"
    )
    parts = [
        when(rule.packet is not None, f"红包 {yuan(rule.packet)}", f"red packet {yuan(rule.packet)}"),
        when(rule.shares, f"分 {rule.shares} 份", f"in {rule.shares} shares"),
        absence,
        Words(f"{signed(rule.points)} 分", f"{signed(rule.points)} points") if rule.points else NOTHING,
        when(rule.deduct is not None, f"扣工资 {yuan(rule.deduct)}", f"{yuan(rule.deduct)} off the wage"),
    ]
    said = both(parts)
    said = said if said.zh else Words("不计", "nothing")
    return Words(f"{who.zh} {minutes} 分钟:{said.zh}", f"{who.en} by {minutes} min: {said.en}")


def _ledger(rule: a.PacketLedger) -> Words:
    day = weekday(rule.weekday)
    return Words(
        f"红包到{day.zh}公布仍未发,按 {rule.multiplier} 倍欠一次",
        f"a packet not sent by the publication on {day.en} is owed {rule.multiplier} times, once",
    )


def _missed_punch(rule: a.MissedPunch) -> Words:
    packet = yuan(rule.out_packet)
    return Words(
        f"每月免费补卡 {rule.free} 次,其后上班按迟到档、下班红包 {packet} 分 {rule.shares} 份",
        f"{rule.free} make-ups a month are free, then in: by the lateness tiers, out: red packet {packet} in {rule.shares} shares",
    )


def _steps(rule: a.AbsenceSteps) -> Words:
    parts = []
    for step in rule.steps:
        cost = when(
            step.deduct_days is not None, f"扣 {num(step.deduct_days)} 天工资", f"{num(step.deduct_days)} days' pay"
        )
        what = both([cost, *(case(each.case) for each in step.cases)], "、", " and ")
        parts.append(Words(f"满 {num(step.from_days)} 天 {what.zh}", f"from {days(step.from_days)} {what.en}"))
    said = both(parts, ";", "; ")
    return Words(f"当月旷工 {said.zh};只按最高一档", f"absence of the month: {said.en}; the highest step only")


def _missed_shift(rule: a.MissedShift) -> Words:
    return Words(
        f"整班无卡无假算旷工 {num(rule.days)} 天", f"a shift without punch and leave is {days(rule.days)} of absence"
    )


def _rest(rule: a.RestDays) -> Words:
    parts = [
        Words(f"每月休 {rule.days} 天", f"{days(rule.days, 'rest day')} a month"),
        when(rule.lead_days, f"提前 {rule.lead_days} 天申请", f"asked for {days(rule.lead_days)} ahead"),
        when(not rule.prorate, "不足月也全给", "all of them in a part month too"),
    ]
    return both(parts)


def _weekly(rule: a.WeeklyRest) -> Words:
    most = rule.max_consecutive_days
    return Words(
        f"每周休 {rule.days} 天,连续上班超过 {most} 天提醒",
        f"{days(rule.days, 'rest day')} a week, warned of after {days(most, 'duty day')} running",
    )


def _swap(rule: a.SwapLimit) -> Words:
    parts = [
        Words(f"每人每月换班不超过 {rule.at_most} 次", f"at most {rule.at_most} swaps a person and month"),
        when(not rule.consecutive, "不得连续换班", "none beside another"),
        when(not rule.back_to_back, "不得连班", "none that makes two shifts touch"),
    ]
    return both(parts)


def _swap_form(rule: a.SwapForm) -> Words:
    needs = both(
        [when(rule.reason, "写理由", "a reason"), when(rule.consent, "双方同意", "the consent of both")], "、", " and "
    )
    return Words(f"换班须{needs.zh}", f"a swap needs {needs.en}")


def _swap_day(rule: a.SwapDay) -> Words:
    on = (
        Words("换班还班日", "swapped and returned shifts")
        if rule.on == "swapped_shift"
        else Words("节假日", "holidays")
    )
    what = both([when(rule.no_swap, "不得换班", "no swap"), when(rule.no_leave, "不得请假", "no leave")], "、", " and ")
    return Words(f"在{on.zh}{what.zh}", f"{what.en} on {on.en}")


def _unused(_: a.UnusedRest) -> Words:
    return Words("未休的休息日每天补一天工资", "a rest day not taken earns a day's wage")


def _notice(rule: a.LeaveNotice) -> Words:
    ahead = Words(f"提前 {rule.lead_days} 天", f"{days(rule.lead_days)} ahead")
    ahead = ahead if rule.lead_days else Words("须事先申请", "beforehand")
    until = when(rule.until_published, ",最迟到公布考勤", ", which may be filed until the week is published")
    return Words(f"请假{ahead.zh},急事除外{until.zh}", f"leave is asked for {ahead.en} unless urgent{until.en}")


def _deduction(_: a.LeaveDeduction) -> Words:
    return Words("请假一天扣一天工资,未批算旷工", "a day of leave costs a day's wage; not approved is absence")


def _cap(rule: a.LeaveCap) -> Words:
    over, rest = num(rule.over_days), rule.next_month_rest
    return Words(
        f"当月请假超过 {over} 天,次月休息 {rest} 天",
        f"more than {days(rule.over_days)} of leave: {days(rest, 'rest day')} next month",
    )


def _yearly(rule: a.YearlyLeaveCap) -> Words:
    kind, most = _LEAVES[rule.leave_kind], num(rule.max_days)
    return Words(f"全年{kind.zh}超过 {most} 天算旷工", f"{kind.en} beyond {days(rule.max_days)} a year is absence")


def _full(rule: a.FullAttendance) -> Words:
    amount = of_package(rule.yuan, rule.share)
    without = both([_COUNTED[each] for each in rule.without], "、")
    return Words(f"全勤(无{without.zh}){amount.zh}", f"full attendance, no {without.en}: {amount.en}")


def _wage(rule: a.AbsenceWage) -> Words:
    return Words(
        f"旷工一天扣设置 {rule.setting} 的金额", f"a day of absence costs what the setting {rule.setting} says"
    )


def _absence_case(rule: a.AbsenceCase) -> Words:
    if rule.on == "swapped_shift":
        return Words(
            "换班还班的班次旷工立个案,不计金额",
            "absence on a swapped or returned shift raises a case without an amount",
        )
    return Words("旷工立个案,不计金额", "absence raises a case without an amount")


ATTENDANCE: dict[type, Callable[[Any], Words]] = {
    a.LatenessTier: _tier,
    a.PacketLedger: _ledger,
    a.MissedPunch: _missed_punch,
    a.AbsenceSteps: _steps,
    a.MissedShift: _missed_shift,
    a.RestDays: _rest,
    a.WeeklyRest: _weekly,
    a.SwapLimit: _swap,
    a.SwapForm: _swap_form,
    a.SwapDay: _swap_day,
    a.UnusedRest: _unused,
    a.LeaveNotice: _notice,
    a.LeaveDeduction: _deduction,
    a.LeaveCap: _cap,
    a.YearlyLeaveCap: _yearly,
    a.FullAttendance: _full,
    a.AbsenceWage: _wage,
    a.AbsenceCase: _absence_case,
}
