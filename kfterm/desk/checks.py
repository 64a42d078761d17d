"""Which checks a kind gets, and running them over a batch: all problems at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from kfterm.desk import (
    break_checks,
    closed,
    conduct,
    escalated,
    handover,
    item_checks,
    leave_rules,
    news,
    orders,
    outing_rules,
    people,
    rest_rules,
    roster,
    rules,
    scores,
)
from kfterm.desk.known import Known
from kfterm.desk.refer import references
from kfterm.desk.roster_makers import planned_by
from kfterm.events import attendance as attendance_events
from kfterm.events import conduct as conduct_events
from kfterm.events import floor as floor_events
from kfterm.events import handover as handover_events
from kfterm.events import money as money_events
from kfterm.events import orders as order_events
from kfterm.events import people as people_events
from kfterm.events import roster as roster_events
from kfterm.events import rules as rule_events
from kfterm.events import scores as score_events
from kfterm.events.base import Event
from kfterm.events.bounds import moment_out_of_bounds, out_of_bounds
from kfterm.events.lines import Fact
from kfterm.problems import Problem
from kfterm.words import Words

Check = Callable[[Known, Fact], Iterator[Words]]

CHECKS: Mapping[type[Event], Check] = {
    rule_events.RulebookAdopted: rules.adopted,
    rule_events.SettingChanged: rules.setting,
    rule_events.MonthClosed: closed.closed,
    floor_events.SeatTaken: news.seat_taken,
    floor_events.SeatLeft: break_checks.left,
    floor_events.BreakQueued: break_checks.queue,
    floor_events.BreakUnqueued: break_checks.unqueue,
    floor_events.BreakPlanned: break_checks.planned,
    floor_events.BreakCleared: break_checks.cleared,
    roster_events.ShiftAssigned: roster.shift,
    roster_events.ShiftCleared: planned_by,
    roster_events.LeaveRequested: leave_rules.requested,
    roster_events.LeaveDecided: leave_rules.decided,
    roster_events.RestDecided: rest_rules.decided,
    roster_events.OutingRequested: outing_rules.requested,
    roster_events.OutingDecided: outing_rules.decided,
    roster_events.SwapRequested: roster.swap,
    roster_events.SwapDecided: roster.swap_decided,
    attendance_events.AbsenceConfirmed: roster.absence,
    attendance_events.PunchMadeUp: roster.made_up,
    attendance_events.PacketSent: roster.packet,
    attendance_events.AttendancePublished: roster.published,
    people_events.StaffJoined: people.joined,
    people_events.StaffChanged: people.changed,
    people_events.SkillTested: people.tested,
    order_events.RefundProposed: orders.refund,
    handover_events.ItemOpened: item_checks.opened,
    handover_events.ItemUpdated: item_checks.updated,
    handover_events.ItemSettled: item_checks.settled,
    handover_events.HandoverCut: handover.cut,
    handover_events.HandoverItemRead: handover.item_read,
    handover_events.HandoverSigned: handover.signed,
    handover_events.HandoverForced: handover.forced,
    conduct_events.ViolationLogged: conduct.violation,
    conduct_events.MeritLogged: conduct.merit,
    conduct_events.ComplaintJudged: conduct.judged,
    conduct_events.ProposalDismissed: escalated.seen,
    conduct_events.AppealFiled: conduct.appeal,
    conduct_events.AppealDecided: conduct.appeal_decided,
    score_events.ExamScored: conduct.exam,
    score_events.KpiReported: conduct.kpi,
    score_events.ScoreAdjusted: conduct.adjustment,
    score_events.ReviewScored: scores.review,
    money_events.AwardGranted: conduct.award,
    money_events.FundSpent: scores.spent,
}


def check(known: Known, facts: Sequence[tuple[str, Fact]]) -> list[Problem]:
    """Everything that is wrong with a batch; each problem carries the place its fact came from."""
    problems = []
    for place, fact in facts:
        found = out_of_bounds(fact.event)
        found += [far] if (far := moment_out_of_bounds(fact.at)) else []
        found += references(known, fact)
        own = CHECKS.get(type(fact.event))
        if own is not None and not found:
            found += own(known, fact)
        problems += [Problem(place, words) for words in found]
    return problems
