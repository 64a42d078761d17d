"""What else can be recorded by hand under the rulebook in force: each kind only where the rulebook knows it."""

from typing import NamedTuple

from kfterm.month.judge import Judge
from kfterm.rulebook.attendance_rules import AbsenceCase, AbsenceSteps, AbsenceWage, FullAttendance, PacketLedger
from kfterm.rulebook.conduct_rules import Trigger
from kfterm.rulebook.floor_rules import DutyDue, ExamDue, MeetingDue, ReportDue, UndoneDuty
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import Award, FundBox, ReviewItem
from kfterm.rulebook.score_rules import Adjustment
from kfterm.words import Words


class Record(NamedTuple):
    """A kind of record: an id, its name, other words for it, whether it is about one person."""

    id: str
    words: Words
    search: str
    personal: bool = True


AWARD = Record("award", Words("奖金奖励", "award or reward"), "jiangjin bonus")
REVIEW = Record("review", Words("人工考核", "manual review"), "pingfen review table")
EXAM = Record("exam", Words("考试成绩", "exam result"), "chengji test")
ABSENCE = Record("absence", Words("确认旷工", "confirm absence"), "queqin absent")
ADJUSTMENT = Record("adjustment", Words("月评调整", "adjust the month's score"), "jiafen jianfen")
REPORT = Record("report", Words("交了总结", "report handed in"), "zongjie ribao zhoubao summary")
DUTY = Record("duty", Words("检查值日", "duty checked"), "weisheng dasao cleaning desk")
PACKET = Record("packet", Words("发了红包", "packet sent"), "hongbao")
COMPLAINT = Record("complaint", Words("判定投诉", "judge a complaint"), "tousu panding verdict")
APPEAL = Record("appeal", Words("判定申诉", "decide an appeal"), "shensu panding verdict")
MEETING = Record("meeting", Words("开了例会", "meeting held"), "huiyi kaihui", personal=False)
FUND = Record("fund", Words("基金箱支出", "spend from the fund box"), "jijin jingfei 经费箱 huodong", personal=False)


def records(judge: Judge, staff: str | None, day: int) -> list[Record]:
    """What can be recorded now; without a person only what is about nobody."""
    rulebook = judge.plan.rulebook(day)
    known = _known(rulebook) if rulebook is not None else []
    if rulebook is not None and staff is not None and not _adjustable(judge, rulebook, staff, day):
        known = [each for each in known if each is not ADJUSTMENT]
    if open_complaints(judge, staff):
        known.append(COMPLAINT)
    if open_appeals(judge, staff):
        known.append(APPEAL)
    return [each for each in known if staff is not None or not each.personal]


def _adjustable(judge: Judge, rulebook: Rulebook, staff: str, day: int) -> bool:
    """Whether the month's adjustment is for somebody like this person (R4-3.4)."""
    found, person = rulebook.one(Adjustment), judge.shop.people.staff.get(staff)
    if found is None or person is None:
        return False
    return bool(set(person.roles_at(judge.calendar.moment(day + 1) - 1)) & set(found[1].for_roles))


def _known(rulebook: Rulebook) -> list[Record]:
    triggers = {rule.on for _, rule in rulebook.all(Trigger)}
    counted = {what for _, rule in rulebook.all(FullAttendance) for what in rule.without}
    absence = (rulebook.all(AbsenceSteps), rulebook.all(AbsenceWage), rulebook.all(AbsenceCase))
    found = [
        (AWARD, rulebook.all(Award)),
        (REVIEW, rulebook.all(ReviewItem)),
        (ADJUSTMENT, rulebook.all(Adjustment)),
        (EXAM, rulebook.all(ExamDue) or triggers & {"exam_below", "exam_full"}),
        (ABSENCE, any(absence) or "absence" in triggers | counted),
        (REPORT, rulebook.all(ReportDue)),
        (DUTY, duties(rulebook)),
        (PACKET, rulebook.all(PacketLedger)),
        (MEETING, meetings(rulebook) or "meeting_absent" in triggers),
        (FUND, rulebook.all(FundBox)),
    ]
    return [record for record, knows in found if knows]


def duties(rulebook: Rulebook) -> list[str]:
    """The duties that the rulebook has looked at."""
    due = [duty for _, rule in rulebook.all(DutyDue) for duty in rule.duties]
    return list(dict.fromkeys([*due, *(duty for _, rule in rulebook.all(UndoneDuty) for duty in rule.duties)]))


def reports(rulebook: Rulebook) -> list[str]:
    """The reports that somebody owes."""
    return list(dict.fromkeys(rule.report for _, rule in rulebook.all(ReportDue)))


def meetings(rulebook: Rulebook) -> list[str]:
    """The meetings that have to be held."""
    return list(dict.fromkeys(rule.meeting for _, rule in rulebook.all(MeetingDue)))


def awards(rulebook: Rulebook) -> list[tuple[str, Words]]:
    """Clauses that have an award, with its name."""
    plain = {"award": Words("奖金", "award"), "reward": Words("奖励", "reward")}
    return [(clause.id, rule.label.words if rule.label else plain[rule.line]) for clause, rule in rulebook.all(Award)]


def open_complaints(judge: Judge, staff: str | None) -> list[tuple[str, str, int]]:
    """Complaints about a person that nobody judged yet: id, what, when."""
    found = judge.shop.conduct.complaints.values()
    return [(each.complaint, each.what, each.at) for each in found if each.staff == staff and each.valid is None]


def open_appeals(judge: Judge, staff: str | None) -> list[tuple[str, str, str, int]]:
    """Appeals of a person that nobody decided yet: id, clause, reason, when."""
    conduct = judge.shop.conduct
    found = []
    for each in conduct.appeals.values():
        violation = conduct.violations.get(each.violation)
        if each.staff == staff and each.upheld is None and violation is not None:
            found.append((each.appeal, violation.event.clause, each.reason, each.at))
    return found


REPORT_WORDS = {
    "weekly_summary": Words("周总结", "weekly summary"),
    "daily_summary": Words("日总结", "daily summary"),
}
DUTY_WORDS = {
    "cleaning_early": Words("班前卫生", "cleaning before the shift"),
    "cleaning_late": Words("班后卫生", "cleaning after the shift"),
    "desk": Words("桌面整理", "tidy desk"),
}


def named(table: dict[str, Words], key: str) -> Words:
    """The words for a key; the key itself where nobody gave it any."""
    return table.get(key, Words(key, key))
