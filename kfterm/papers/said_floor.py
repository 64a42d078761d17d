"""Every rule of the live floor in words. "Proposes" means that a person books it or turns it down."""

from collections.abc import Callable
from typing import Any

from kfterm.papers.said_parts import band, both, keyed, kinds, listed, num, roles, weekday, when
from kfterm.rulebook import floor_rules as f
from kfterm.rulebook.item_kinds import item_kinds
from kfterm.words import Words

_LINES = {"internal": Words("内线", "internal"), "external": Words("外线", "external")}
_BY = {
    "due": Words("过期限", "its due time"),
    "shift_end": Words("到下班", "the end of the shift"),
    "day_end": Words("到当天结束", "the end of the day"),
}


def _shift(rule: f.Shift) -> Words:
    hours = f"{rule.start}–{rule.end}"
    free = when(rule.release, f",{rule.release} 起无在聊可走", f", free to go from {rule.release} without an open chat")
    return Words(f"{rule.label.zh} {hours}{free.zh}", f"{rule.label.en} {hours}{free.en}")


def _continuous(rule: f.ContinuousWork) -> Words:
    return Words(
        f"连续工作超过 {rule.limit_minutes} 分钟提醒", f"alert after {rule.limit_minutes} min of work without a break"
    )


def _away(rule: f.AwayLimit) -> Words:
    untold = when(rule.untold_only, "且未告知", " untold")
    limit = f"{rule.limit_minutes}" if rule.limit_minutes is not None else rule.setting
    zh = f"离席超过 {limit} 分钟{untold.zh},提出由人记"
    en = f"away for more than {limit} min{untold.en} is proposed"
    if rule.limit_minutes is None:
        zh, en = (
            f"离席超过设置 {limit} 的分钟数{untold.zh},提出由人记",
            f"away beyond the setting {limit}{untold.en} is proposed",
        )
    return Words(zh, en)


def _approval(rule: f.AwayApproval) -> Words:
    form = Words(f";外出填{rule.form.zh}", f"; going out needs the {rule.form.en}") if rule.form else Words("", "")
    return Words(f"未经批准离席,提出由人记{form.zh}", f"leaving the seat without having asked is proposed{form.en}")


def _incident(rule: f.IncidentOverrun) -> Words:
    text = band(rule.from_minutes, rule.to_minutes)
    return Words(f"突发事件超时 {text} 分钟,提出由人记", f"an incident {text} min over its limit is proposed")


def _late(_: f.LateEntry) -> Words:
    return Words("迟到早退自动提出,由人记", "lateness and early leave are proposed, a person books them")


def _absent(_: f.AbsentEntry) -> Words:
    return Words("整班未到自动提出,由人记", "a wholly missed shift is proposed, a person books it")


def _undone(rule: f.UndoneDuty) -> Words:
    duties = listed(rule.duties)
    return Words(f"{duties.zh} 检查未做,提出由人记", f"{duties.en} checked and not done is proposed")


def _response(_: f.ResponseTimer) -> Words:
    return Words("计应答时间,自动回复不算", "response time is measured, an automatic reply does not count")


def _shipping(rule: f.PromisedShipping) -> Words:
    kind = kinds([rule.item_kind])
    return Words(f"{kind.zh} 过期未催,提出由人记", f"{kind.en} past its time without a chase is proposed")


def _chat(rule: f.ChatAfterEnd) -> Words:
    parts = [
        Words("下班后仍在聊的自动延长并显示", "chats open at the end of the shift go on and are shown"),
        when(rule.alert_at, f"{rule.alert_at} 起提醒组长", f"the lead is alerted from {rule.alert_at} on"),
        when(rule.suspend, "挂起,不再接新", "suspended: no new chats"),
    ]
    return both(parts)


def _relief(_: f.ReliefWait) -> Words:
    return Words(
        "接班人未到岗先走,提出由人记;交接也不能签",
        "leaving before the relief is on post is proposed, and the handover is not signed",
    )


def _handover(rule: f.HandoverDue) -> Words:
    shifts = listed(rule.shifts)
    who = when(rule.shifts, f"{shifts.zh} ", f" ({shifts.en} shift)")
    return Words(f"{who.zh}下班前双方签好交接", f"both sides sign the handover before leaving{who.en}")


def _handover_kinds(rule: f.HandoverKinds) -> Words:
    what = kinds(rule.item_kinds)
    return Words(f"交接须写明或注明没有:{what.zh}", f"the handover has, or says there is none: {what.en}")


def _log(rule: f.MissingLog) -> Words:
    shifts = listed(rule.shifts)
    return Words(
        f"{shifts.zh} 下班未写交接,提出由人记", f"{shifts.en}: leaving without an entry in the book is proposed"
    )


def _breach(_: f.HandoverBreach) -> Words:
    return Words(
        "未交接的提出记交班人,接了没及时办的提出记接班签字的人",
        "not handing over is proposed for who goes, not handling in time for who took over and signed",
    )


def _bad_record(_: f.BadRecord) -> Words:
    return Words("交接项被退回,提出由人记", "an item given back at the handover is proposed")


def _skipped(_: f.SkippedItem) -> Words:
    return Words(
        "接下的交接项过了时限没动,提出由人记", "an item taken over, past its time and left untouched is proposed"
    )


def _item(rule: f.ItemDue) -> Words:
    what, by = kinds(rule.item_kinds), _BY[rule.by]
    typed = when(rule.needs_due, ",登记时要写期限", "; who opens it types a due time")
    return Words(f"{what.zh} {by.zh}未办结即提醒{typed.zh}", f"{what.en} open past {by.en} is alerted{typed.en}")


def _item_fields(rule: f.ItemFields) -> Words:
    what = kinds(rule.item_kinds)
    names = [item_kinds()[rule.item_kinds[0]].label(name) for name in rule.fields]
    zh, en = "、".join(each.zh for each in names), ", ".join(each.en for each in names)
    return Words(f"{what.zh} 须写 {zh}", f"{what.en} needs {en}")


def _unpaid(rule: f.UnpaidOrder) -> Words:
    limit = rule.limit_minutes
    return Words(
        f"拍下超过 {limit} 分钟未催付,提出由人记",
        f"an order unpaid and not urged for more than {limit} min is proposed",
    )


def _unprinted(_: f.UnprintedWaybills) -> Words:
    return Words("下班时显示未打的快递单", "waybills not printed are shown at the end of the shift")


def _call(rule: f.CallLimit) -> Words:
    line = _LINES[rule.line]
    return Words(
        f"{line.zh}电话超过 {rule.limit_minutes} 分钟,提出由人记",
        f"a call on the {line.en} line for more than {rule.limit_minutes} min is proposed",
    )


def _due(every: str, day: int | None, at: str | None) -> Words:
    on = weekday(day) if every == "week" else Words("每天", "every day")
    return Words(f"{on.zh} {at}", f"{on.en} {at}") if at else on


def _report(rule: f.ReportDue) -> Words:
    what, due, who = keyed(rule.report), _due(rule.every, rule.weekday, rule.at), roles(rule.roles)
    end = when(rule.at is None, " 下班", " by the end of the shift")
    least = rule.min_characters
    parts = [
        Words(f"{what.zh} {due.zh}{end.zh}前交", f"{what.en} is due {due.en}{end.en}"),
        when(least, f"至少 {least} 字", f"at least {least} characters"),
        when(rule.roles, f"{who.zh}交", f"from {who.en}"),
    ]
    return both(parts)


def _meeting(rule: f.MeetingDue) -> Words:
    what, due = keyed(rule.meeting), _due(rule.every, rule.weekday, rule.at)
    return Words(f"{due.zh} 开{what.zh}", f"{what.en} is held {due.en}")


def _duty(rule: f.DutyDue) -> Words:
    duties, shifts = listed(rule.duties), listed(rule.shifts)
    before = Words("上班前", "before it begins") if rule.when == "before_start" else Words("下班前", "before it leaves")
    whose = shifts if rule.shifts else Words("本班", "the shift")
    if rule.or_last:
        whose = Words(f"{whose.zh}(没有则最后一班)", f"{whose.en} (without one the last to leave)")
    return Words(f"{whose.zh} {before.zh}做 {duties.zh}", f"{duties.en}: {whose.en}, {before.en}")


def _rotation(rule: f.Rotation) -> Words:
    if rule.what == "shift":
        return Words("每周轮班", "shifts rotate every week")
    return Words("每月换号", "accounts are exchanged every month")


def _exam(rule: f.ExamDue) -> Words:
    days = num(rule.remind_days)
    return Words(f"每月考试,月底前 {days} 天提醒", f"an exam every month, reminded of {days} days before its end")


def _refund(_: f.RefundCap) -> Words:
    return Words("退款不高于换货成本", "a refund is at most the cost of an exchange")


def _onboarding(rule: f.OnboardingCheck) -> Words:
    skill = keyed(rule.skill)
    return Words(
        f"新人未通过{skill.zh}考核就上岗即提醒", f"new staff on seat without a passed test of {skill.en} are shown"
    )


def _lead(rule: f.ShiftLead) -> Words:
    who = roles((rule.role,))
    return Words(f"每班要有 {rule.count} 名{who.zh}", f"every shift has {rule.count} {who.en}")


def _announcements(_: f.Announcements) -> Words:
    return Words("接待前先读公告", "announcements are read before contacts are taken")


FLOOR: dict[type, Callable[[Any], Words]] = {
    f.Shift: _shift,
    f.ContinuousWork: _continuous,
    f.AwayLimit: _away,
    f.AwayApproval: _approval,
    f.IncidentOverrun: _incident,
    f.LateEntry: _late,
    f.AbsentEntry: _absent,
    f.UndoneDuty: _undone,
    f.ResponseTimer: _response,
    f.PromisedShipping: _shipping,
    f.ChatAfterEnd: _chat,
    f.ReliefWait: _relief,
    f.HandoverDue: _handover,
    f.HandoverKinds: _handover_kinds,
    f.MissingLog: _log,
    f.ItemDue: _item,
    f.ItemFields: _item_fields,
    f.HandoverBreach: _breach,
    f.BadRecord: _bad_record,
    f.SkippedItem: _skipped,
    f.UnpaidOrder: _unpaid,
    f.UnprintedWaybills: _unprinted,
    f.CallLimit: _call,
    f.ReportDue: _report,
    f.MeetingDue: _meeting,
    f.DutyDue: _duty,
    f.Rotation: _rotation,
    f.ExamDue: _exam,
    f.Announcements: _announcements,
    f.RefundCap: _refund,
    f.OnboardingCheck: _onboarding,
    f.ShiftLead: _lead,
}
