"""R6 and R7 as data: every clause of the policies, every decision cited, every number as printed."""

from decimal import Decimal
from typing import Any

import pytest

from kfterm.desk.permits import allowed_roles
from kfterm.rulebook.attendance_rules import LatenessTier, LeaveNotice, MissedShift, RestDays, WeeklyRest
from kfterm.rulebook.conduct_rules import Conduct, Trigger
from kfterm.rulebook.floor_rules import (
    Announcements,
    AwayApproval,
    ChatAfterEnd,
    DutyDue,
    HandoverDue,
    ItemDue,
    MeetingDue,
    MissingLog,
    ReportDue,
    Shift,
    UndoneDuty,
)
from kfterm.rulebook.load import files_of, load, read
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.rulebook.pay_rules import FundBox, OrderCommission
from kfterm.rulebook.prices import Case, Fine, Ladder

R6, R7 = "r6-fine-ladders", "r7-tea-oil"
BOTH = pytest.mark.parametrize("name", [R6, R7])
IDS = {
    R6: [
        *("R6-1.1", "R6-1.2", "R6-1.3", "R6-1.4", "R6-1.5", "R6-2.1", "R6-2.2", "R6-3.1", "R6-3.2", "R6-4"),
        *("R6-5", "R6-6", "R6-7", "R6-8", "R6-9", "R6-10", "R6-11", "R6-12", "R6-13", "R6-14"),
    ],
    R7: [
        *("R7-1.1", "R7-1.2", "R7-1.3", "R7-1.4", "R7-2", "R7-3", "R7-4", "R7-5", "R7-6", "R7-7", "R7-8", "R7-9"),
        *("R7-10", "R7-11", "R7-12", "R7-13", "R7-14", "R7-15", "R7-16"),
    ],
}
DECIDED = {
    "R6-1.1": "A01 A20",
    "R6-1.2": "A14",
    "R6-1.3": "A01",
    "R6-1.5": "A02 A03 A04 A05 A11 A12 A21",
    "R6-2.2": "A19",
    "R6-3.1": "A07 A08 A09",
    "R6-3.2": "A02 A03 A04 A05 A07",
    "R6-6": "A03 A05 A06",
    "R6-7": "A16",
    "R6-8": "A13",
    "R6-9": "A18",
    "R6-11": "A15",
    "R6-13": "A17",
    "R6-14": "A10 A22",
    "R7-1.2": "A11",
    "R7-1.3": "A15",
    "R7-2": "A06",
    "R7-3": "A05 A06 A07",
    "R7-6": "A03 A16",
    "R7-7": "A02 A14 A17",
    "R7-8": "A01",
    "R7-9": "A08 A10",
    "R7-10": "A04 A09",
    "R7-15": "A12",
    "R7-16": "A13",
}
SENTENCES = {
    "R6-1.1": "1、上班时间:早班8:00-17:30,晚班16:00-1:00,",
    "R6-1.5": "晚班客服下班前把交接事宜记录在网店通事物追踪内,一次不录入罚款30,2次不录入罚款50,三次不录入罚款80,"
    "四次不录入扣发1月工资,5次不录入自动离职。",
    "R6-2.2": "相关办公文件到行政部登记领取,如有遗失,自己补足。",
    "R6-8": "8、上班时间不得做与工作无关的事情,除阿里旺旺外,钉钉、一律不准使用个人QQ闲聊、看电视和玩游戏,"
    "严禁私自下载安装软件,违者罚款50元一次。",
    "R6-14": "14、所有罚款存入部门基金箱,透明操作,作为部门活动经费。",
    "R7-1.2": "每周单休,做六休一,休息时间由主管轮流安排,",
    "R7-7": "没成交一位会员,都要到该笔交易订单里面备注自己的姓名,客户姓名电话地址邮箱等资料,如因自己失误,"
    "少得提成自己承担损失,如果客户有特殊要求的,或有任何建议,都要备注,并及时解决。",
    "R7-8": "如遇客户介绍客户,必需填写好应填写资料,还需填写客户转介表。",
    "R7-15": "严格恪守公司秘密,不得将上司及同事联系方式随意透露给他人,违者重罚100元。",
    "R7-16": "所有罚款存入部门基金箱,作为部门活动经费。",
}
FINES = {"R6-8": "50", "R6-11": "50", "R6-13": "150", "R7-10": "20", "R7-15": "100"}
LADDERS = {
    "R6-1.5": ["30", "50", "80", "withhold_month_wage", "auto_resign"],
    "R6-3.2": ["50", "100", "200", "withhold_month_wage", "auto_resign"],
    "R6-6": ["100", "200", "auto_resign"],
    "R7-6": ["50", "100", "auto_resign"],
}


def rulebook(name: str) -> Rulebook:
    return load(files_of(name))


def clauses() -> list[Clause]:
    return [clause for name in (R6, R7) for clause in rulebook(name).clauses]


def by_clause(name: str, cls: type, *fields: str) -> list[tuple[Any, ...]]:
    """Clause and fields of every rule of a mechanism."""
    return [(clause.id, *(getattr(rule, field) for field in fields)) for clause, rule in rulebook(name).all(cls)]


@BOTH
def test_every_clause_of_the_policy_is_there_in_its_order(name: str) -> None:
    assert read(files_of(name))[1] == []
    assert [clause.id for clause in rulebook(name).clauses] == IDS[name]
    assert rulebook(name).id == name


@pytest.mark.parametrize(("regime", "count"), [("R6", 22), ("R7", 17)])
def test_every_decision_is_cited_where_it_rules(regime: str, count: int) -> None:
    found = {clause.id: clause.decided for clause in clauses() if clause.decided}
    assert found == {clause: tuple(f"{clause[:2]}-{each}" for each in text.split()) for clause, text in DECIDED.items()}
    cited = {each for decided in found.values() for each in decided if each.startswith(regime)}
    assert cited == {f"{regime}-A{n:02}" for n in range(1, count + 1)}


@pytest.mark.parametrize("clause", SENTENCES)
def test_the_original_sentence_is_kept_to_the_letter(clause: str) -> None:
    assert rulebook(R6 if clause.startswith("R6") else R7).by_id[clause].zh == SENTENCES[clause]


def test_every_clause_is_normative_and_says_what_comes_of_it() -> None:
    for clause in clauses():
        assert clause.normative, clause.id
        assert clause.zh.strip(), clause.id
        assert clause.en.strip(), clause.id
        assert clause.effect.strip(), clause.id
        assert clause.kind.isascii(), clause.id


def test_names_in_the_picker_are_short_and_can_be_found_by_other_words() -> None:
    for name in (R6, R7):
        for clause, entry in rulebook(name).all(Conduct):
            assert len(entry.label.zh) <= 8, clause.id
            assert len(entry.label.en) <= 24, clause.id
            assert len(entry.search.split()) >= 4, clause.id


def test_fines_and_ladders_are_those_of_the_policies_and_there_are_no_others() -> None:
    fines: dict[str, str] = {}
    ladders: dict[str, list[str]] = {}
    for clause in clauses():
        for rule in clause.rule:
            for price in rule.price if isinstance(rule, Conduct | Trigger) else ():
                if isinstance(price, Fine):
                    fines[clause.id] = str(price.yuan)
                else:
                    assert isinstance(price, Ladder)
                    assert price.window == "natural_month"
                    assert all(bool(rung.case) != bool(rung.yuan) for rung in price.rungs)
                    rungs = [rung.case or str(rung.yuan) for rung in price.rungs]
                    assert ladders.setdefault(clause.id, rungs) == rungs  # conduct and trigger agree
    assert (fines, ladders) == (FINES, LADDERS)


def test_what_follows_from_facts() -> None:
    assert by_clause(R6, Trigger, "on") == [("R6-6", "valid_complaint")]
    assert by_clause(R7, Trigger, "on", "price") == [
        ("R7-3", "meeting_absent", ()),
        ("R7-6", "valid_complaint", rulebook(R7).rule("R7-6", Conduct).price),  # type: ignore[union-attr]
    ]


def test_kinds_that_cost_and_kinds_that_do_not() -> None:
    six, seven = rulebook(R6).rule("R6-8", Conduct), rulebook(R7).rule("R7-10", Conduct)
    assert six is not None
    assert seven is not None
    assert six.codes == ("unrelated", "qq_chat", "tv", "game", "install_software")
    assert six.priced_codes == ()
    assert seven.codes == ("unrelated", "tv_novel", "game", "non_customer_chat")
    assert seven.priced_codes == ("non_customer_chat",)


def test_only_a_serious_disclosure_is_a_case() -> None:
    serious = {
        clause.id: rule.serious for name in (R6, R7) for clause, rule in rulebook(name).all(Conduct) if rule.serious
    }
    assert serious == {"R6-13": (Case(case="review"),)}


def test_shifts_and_what_runs_over_them() -> None:
    fields = ("shift", "start", "end", "release")
    assert by_clause(R6, Shift, *fields) == [
        ("R6-1.1", "early", "08:00", "17:30", None),
        ("R6-1.1", "late", "16:00", "01:00+1", "24:00"),
    ]
    assert by_clause(R7, Shift, *fields) == [
        ("R7-1.1", "day", "08:30", "17:00", None),
        ("R7-1.1", "late", "16:30", "24:00", None),
    ]
    assert by_clause(R6, ChatAfterEnd, "alert_at", "suspend") == [("R6-1.3", "01:00+1", False)]
    assert by_clause(R7, ChatAfterEnd, "alert_at", "suspend") == [("R7-1.3", None, False)]


def test_rest_leave_and_missed_shifts() -> None:
    assert by_clause(R6, RestDays, "days", "lead_days", "prorate") == [("R6-1.2", 3, 0, True)]
    assert by_clause(R7, WeeklyRest, "days", "max_consecutive_days") == [("R7-1.2", 1, 6)]
    assert by_clause(R6, LeaveNotice, "lead_days") == [("R6-7", 0)]
    assert by_clause(R7, LeaveNotice, "lead_days") == [("R7-9", 0)]
    assert by_clause(R6, MissedShift, "days") == [("R6-7", Decimal(1))]
    assert by_clause(R7, MissedShift, "days") == [("R7-9", Decimal(1))]
    assert [by_clause(name, AwayApproval) for name in (R6, R7)] == [[("R6-7",)], [("R7-9",)]]
    assert [by_clause(name, LatenessTier) for name in (R6, R7)] == [[], []]  # R6-A16, R7-A10: no number is borrowed


def test_handover_and_log() -> None:
    assert by_clause(R6, HandoverDue, "shifts") == [("R6-1.4", ("early",))]
    assert by_clause(R7, HandoverDue, "shifts") == [("R7-1.4", ("day",))]
    assert by_clause(R6, MissingLog, "shifts") == [("R6-1.5", ("late",))]
    assert by_clause(R7, MissingLog, "shifts") == [("R7-1.4", ("late",))]
    log = rulebook(R6).rule("R6-1.5", Conduct)
    assert log is not None
    assert log.per == "shift"  # R6-A12: one per person per shift


def test_reports_meetings_duties_and_items() -> None:
    fields = ("report", "every", "weekday", "at", "min_characters", "roles")
    assert by_clause(R6, ReportDue, *fields) == [("R6-3.2", "weekly_summary", "week", 6, "17:00", 200, ())]
    assert by_clause(R7, ReportDue) == []
    assert by_clause(R6, MeetingDue) == []
    assert by_clause(R7, MeetingDue, "meeting", "every", "weekday", "at") == [
        ("R7-2", "daily_group", "day", None, None),
        ("R7-3", "weekly", "week", 1, "13:50"),
    ]
    assert by_clause(R6, DutyDue, "duties", "shifts", "when") == [
        ("R6-11", ("cleaning_early",), ("early",), "before_start"),
        ("R6-11", ("cleaning_late",), ("late",), "before_end"),
    ]
    assert by_clause(R7, DutyDue, "duties", "shifts", "when") == [
        ("R7-13", ("cleaning_early",), ("day",), "before_start")
    ]
    assert by_clause(R6, UndoneDuty, "duties") == [("R6-11", ("cleaning_early", "cleaning_late"))]
    assert by_clause(R7, UndoneDuty, "duties") == [("R7-13", ("cleaning_early", "desk"))]
    assert by_clause(R6, ItemDue, "item_kinds", "by") == [("R6-2.1", ("H23",), "due")]
    assert by_clause(R7, ItemDue, "item_kinds", "by") == [
        ("R7-7", ("H10",), "shift_end"),
        ("R7-7", ("H21",), "due"),
        ("R7-8", ("H22",), "due"),
        ("R7-14", ("H23",), "due"),
    ]
    assert by_clause(R6, Announcements) == [("R6-5",)]


def test_what_the_machine_proposes_can_be_booked() -> None:
    for name in (R6, R7):
        bookable = {clause.id for clause, _ in rulebook(name).all(Conduct)}
        for cls in (AwayApproval, HandoverDue, MissingLog, ReportDue, UndoneDuty):
            assert {clause.id for clause, _ in rulebook(name).all(cls)} <= bookable


def test_permissions_are_the_roles_the_policies_name() -> None:
    six, seven = rulebook(R6), rulebook(R7)
    for act in ("decide_rest", "decide_leave", "spend_fund"):
        assert allowed_roles(six, act) == {"supervisor", "manager"}, act
    assert allowed_roles(seven, "decide_rest") == {"supervisor", "manager"}
    assert allowed_roles(seven, "decide_leave") == {"manager"}  # R7-A08
    by_roles = {clause.id: set(rule.by_roles) for clause, rule in seven.all(Conduct) if rule.by_roles}
    assert by_roles == {"R7-15": {"supervisor", "deputy", "manager"}}  # R7-A12
    assert not any(rule.by_roles for _, rule in six.all(Conduct))


def test_fund_boxes_and_the_rate_that_is_asked_for() -> None:
    assert [by_clause(name, FundBox) for name in (R6, R7)] == [[("R6-14",)], [("R7-16",)]]
    assert by_clause(R7, OrderCommission, "setting") == [("R7-7", "commission_rate")]
    assert rulebook(R6).head.setting == ()
    (setting,) = rulebook(R7).head.setting
    assert (setting.key, setting.required, setting.default) == ("commission_rate", True, "")
    assert setting.clauses == ("R7-7", "R7-A14")
