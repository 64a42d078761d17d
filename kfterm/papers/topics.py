"""The topics by which two rulebooks are set side by side, and which rules belong to each."""

from collections.abc import Callable
from typing import NamedTuple

from kfterm.rulebook import attendance_rules as a
from kfterm.rulebook import conduct_rules as c
from kfterm.rulebook import floor_rules as f
from kfterm.rulebook import pay_rules as p
from kfterm.rulebook import prices as price
from kfterm.rulebook import score_rules as s
from kfterm.rulebook.base import Price, Rule
from kfterm.rulebook.model import Clause
from kfterm.words import Words

Wanted = Callable[[Clause, Rule], bool]


class Topic(NamedTuple):
    """One topic: its name, and which rules say something about it."""

    name: Words
    wanted: Wanted
    mentions: tuple[str, ...] = ()
    """Words of the original sentence by which a clause is about this, though it computes nothing."""
    brief: bool = False
    """Names alone, where all that there is to say is in the name of the topic."""


def _types(*types: type[Rule]) -> Wanted:
    return lambda _, rule: isinstance(rule, types)


def prices_of(rule: Rule) -> tuple[Price, ...]:
    """Every price that a rule of conduct has."""
    if isinstance(rule, c.Conduct):
        return (*rule.price, *rule.serious)
    return rule.price if isinstance(rule, c.Merit | c.Trigger | c.Escalation) else ()


def case_names(rule: Rule) -> tuple[str, ...]:
    """Every case that a rule can raise."""
    found: list[str] = []
    for each in prices_of(rule):
        if isinstance(each, price.Case):
            found.append(each.case)
        elif isinstance(each, price.Ladder):
            found += [rung.case for rung in each.rungs if rung.case]
    if isinstance(rule, s.ScoreCase | s.LastPlaceCase | s.Leaver):
        found.append(rule.case.case)
    elif isinstance(rule, a.AbsenceSteps):
        found += [each.case for step in rule.steps for each in step.cases]
    elif isinstance(rule, a.AbsenceCase | p.ComplaintCase):
        found.append(getattr(rule, "case", "absence"))
    return tuple(found)


def _has(*prices: type[Price]) -> Wanted:
    return lambda _, rule: isinstance(rule, c.Conduct) and any(isinstance(each, prices) for each in prices_of(rule))


def _points(_: Clause, rule: Rule) -> bool:
    kinds = (price.Points, price.PointsRange, price.PointsSerious, price.PointsFree)
    return isinstance(rule, c.Conduct) and any(isinstance(each, kinds) for each in rule.price)


def _triggers(*on: str) -> Wanted:
    return lambda _, rule: isinstance(rule, c.Trigger) and rule.on in on


def _either(*wanted: Wanted) -> Wanted:
    return lambda clause, rule: any(each(clause, rule) for each in wanted)


def _noted(_: Clause, rule: Rule) -> bool:
    return isinstance(rule, c.Conduct) and not rule.price


def _seconds(_: Clause, rule: Rule) -> bool:
    """A measure of how fast or how often somebody answers: the unit stands in its name."""
    return isinstance(rule, p.KpiItem) and rule.metric.endswith(("_s", "reply_pct"))


def _no_leave(_: Clause, rule: Rule) -> bool:
    return isinstance(rule, a.SwapDay) and rule.no_leave


def _signed_by(_: Clause, rule: Rule) -> bool:
    return isinstance(rule, c.Conduct) and bool(rule.by_roles)


def _ends(_: Clause, rule: Rule) -> bool:
    return bool({"dismiss", "auto_resign", "no_settlement"} & set(case_names(rule)))


def _other_case(clause: Clause, rule: Rule) -> bool:
    return bool(case_names(rule)) and not _ends(clause, rule)


_REWARDS = ("exam_full", "month_without_complaint", "first_in_month")

TOPICS = (
    Topic(Words("班次时间", "shifts and hours"), _types(f.Shift, f.ContinuousWork, f.Rotation, f.ShiftLead)),
    Topic(
        Words("休息日", "rest days"),
        _types(a.RestDays, a.WeeklyRest, a.UnusedRest),
        mentions=("休息时间", "月休", "周休"),
    ),
    Topic(Words("两班重叠", "overlap of shifts"), lambda *_: False),
    Topic(Words("下班时仍在聊", "open chat at shift end"), _types(f.ChatAfterEnd)),
    Topic(
        Words("迟到", "lateness"),
        _either(
            lambda _, rule: isinstance(rule, a.LatenessTier) and "in" in rule.ways, _types(f.LateEntry, a.PacketLedger)
        ),
        mentions=("迟到",),
    ),
    Topic(
        Words("早退", "early leave"),
        _either(lambda _, rule: isinstance(rule, a.LatenessTier) and "out" in rule.ways, _types(f.LateEntry)),
        mentions=("早退",),
    ),
    Topic(Words("缺卡", "missed punch"), _types(a.MissedPunch)),
    Topic(
        Words("旷工", "absence"),
        _either(
            _types(a.AbsenceSteps, a.MissedShift, a.AbsenceWage, a.AbsenceCase, f.AbsentEntry), _triggers("absence")
        ),
        mentions=("旷工", "缺勤"),
    ),
    Topic(
        Words("请假", "leave"),
        _either(_types(a.LeaveNotice, a.LeaveDeduction, a.LeaveCap, a.YearlyLeaveCap), _no_leave),
        mentions=("请假", "事假"),
    ),
    Topic(Words("换班", "swap"), _types(a.SwapLimit, a.SwapDay, a.SwapForm), mentions=("换班",)),
    Topic(
        Words("交接班", "handover"),
        _types(
            *(f.HandoverDue, f.HandoverKinds, f.MissingLog, f.ReliefWait),
            *(f.HandoverBreach, f.BadRecord, f.SkippedItem, f.ItemFields),
        ),
        mentions=("交接",),
    ),
    Topic(
        Words("离席", "away from seat"), _types(f.AwayLimit, f.AwayApproval), mentions=("离岗", "脱岗", "擅离", "外出")
    ),
    Topic(
        Words("应答时间", "response time"),
        _either(_types(f.ResponseTimer), _seconds),
        mentions=("应答及时", "及时回复", "快速解答"),
    ),
    Topic(
        Words("投诉", "complaints"),
        _either(_types(p.ComplaintCase), _triggers("quarrel", "valid_complaint", "month_without_complaint")),
        mentions=("投诉",),
    ),
    Topic(Words("周报日报", "weekly and daily reports"), _types(f.ReportDue), mentions=("总结", "汇报")),
    Topic(
        Words("会议培训考试", "meetings, training, exams"),
        _either(
            _types(f.MeetingDue, f.ExamDue, f.Announcements, c.SkillTest, f.OnboardingCheck),
            _triggers("exam_below", "exam_full", "meeting_absent"),
        ),
        mentions=("会议", "例会", "培训", "考试"),
    ),
    Topic(Words("扣分的违规", "violations by points"), _points),
    Topic(Words("罚款的违规", "violations by fines"), _has(price.Fine, price.FineRange, price.Product, price.Loss)),
    Topic(Words("逐次加重", "ladders and escalation"), _either(_has(price.Ladder), _types(c.Escalation))),
    Topic(Words("只记录的违规", "violations that are noted only"), _noted, brief=True),
    Topic(Words("基金箱", "fund box"), _types(p.FundBox)),
    Topic(
        Words("分数与绩效表", "score and KPI table"),
        _types(s.Score, s.ScoreCap, p.KpiItem, p.KpiPay, p.ReviewItem, p.ReviewPay, p.KpiAmount),
    ),
    Topic(
        Words("提成", "commission"), _types(p.CountCommission, p.RateCommission, p.OrderCommission), mentions=("提成",)
    ),
    Topic(
        Words("底薪与组成", "base pay and mix"),
        _types(p.Package, p.Base, p.Meal, p.DayWage, s.Standard, p.Insurance, p.NetFloor, p.PayDue),
    ),
    Topic(
        Words("奖励", "rewards"),
        _either(_types(c.Merit, p.Award, p.StreakAward, a.FullAttendance, s.Adjustment), _triggers(*_REWARDS)),
    ),
    Topic(Words("等级", "grades"), _types(s.Grade)),
    Topic(Words("离职个案", "dismissal triggers, all as cases"), _ends),
    Topic(Words("其他个案", "other cases"), _other_case),
    Topic(
        Words("试用与入职", "probation and joining"),
        _types(s.FloatFrom, s.Leaver, s.EarlyConfirmation),
        mentions=("试用", "新员工"),
    ),
    Topic(Words("卫生值日", "hygiene"), _types(f.DutyDue, f.UndoneDuty), mentions=("卫生", "清洁")),
    Topic(Words("谁可以做什么", "roles"), _either(_types(c.Permission), _signed_by)),
    Topic(
        Words("其他计时", "other timers"),
        _types(f.IncidentOverrun, f.PromisedShipping, f.ItemDue, f.UnpaidOrder, f.UnprintedWaybills, f.CallLimit),
    ),
    Topic(Words("退款", "refunds"), _types(f.RefundCap)),
)
"""In the order in which people ask; a rule may belong to several."""
