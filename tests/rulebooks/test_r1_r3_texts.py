"""R1 and R3 as data: every clause of the policies, every decision cited, every number as printed."""

from decimal import Decimal
from typing import Any

import pytest

from kfterm.desk.holidays import holidays
from kfterm.desk.permits import allowed_roles
from kfterm.periods import day_text
from kfterm.rulebook.attendance_rules import AbsenceCase, MissedShift, SwapDay, SwapForm, SwapLimit, WeeklyRest
from kfterm.rulebook.conduct_rules import Conduct, SkillTest
from kfterm.rulebook.floor_rules import (
    Announcements,
    AwayApproval,
    AwayLimit,
    ChatAfterEnd,
    DutyDue,
    HandoverDue,
    HandoverKinds,
    ItemDue,
    MissingLog,
    ReliefWait,
    ReportDue,
    ResponseTimer,
    Shift,
    UndoneDuty,
    UnpaidOrder,
)
from kfterm.rulebook.load import files_of, load, read
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.rulebook.pay_rules import ComplaintCase, RateCommission, StreakAward
from kfterm.rulebook.prices import Case, Fine, Loss

R1, R3 = "r1-duty-room", "r3-conversion-bonus"
BOTH = pytest.mark.parametrize("name", [R1, R3])


def run(stem: str, *numbers: int) -> list[str]:
    """`run("R1-P.2", 1, 7)` is R1-P.2.1 to R1-P.2.7."""
    first, last = numbers
    dash = "" if stem.endswith("-") else "."
    return [f"{stem}{dash}{n}" for n in range(first, last + 1)]


IDS = {
    R1: [
        "R1-P.1",
        *run("R1-P.2", 1, 7),
        *run("R1-P.3.1", 1, 5),
        *run("R1-P.3.2", 1, 7),
        *run("R1-P.3.3", 1, 5),
        *run("R1-P.3.4", 1, 4),
        *run("R1-P.3.5", 1, 5),
        *run("R1-1", 1, 7),
        *run("R1-2", 1, 6),
        *run("R1-3", 1, 4),
        *run("R1-4", 1, 5),
        *run("R1-5", 1, 8),
        *run("R1-6", 1, 6),
        *run("R1-7", 1, 7),
        *run("R1-8", 1, 10),
    ],
    R3: [
        *run("R3-1", 1, 2),
        *run("R3-2", 1, 10),
        *run("R3-3", 0, 7),
        *run("R3-3.7", 1, 5),
        "R3-3.8",
        *run("R3-3.8", 1, 4),
        *run("R3-8.1", 1, 4),
        *run("R3-8", 2, 8),
        *run("R3-9", 0, 11),
    ],
}
COUNTS = {R1: 87, R3: 53}
NON_NORMATIVE = {
    R1: {"R1-P.1", "R1-1.1", "R1-8.6", "R1-8.7"},
    R3: {"R3-1.1", "R3-2.1", "R3-2.5", "R3-2.8", "R3-3.0"},
}
DECIDED = {
    "R1-P.1": "A01 A20",
    "R1-P.2.2": "A02",
    "R1-P.2.6": "A03",
    "R1-P.3.5.1": "A04",
    "R1-P.3.5.4": "A03",
    "R1-1.5": "A18",
    "R1-2.4": "A04",
    "R1-3.2": "A05",
    "R1-3.4": "A06",
    "R1-4.5": "A07",
    "R1-5.2": "A04",
    "R1-5.7": "A08",
    "R1-6.6": "A19",
    "R1-7.1": "A09",
    "R1-7.4": "A08 A10 A11 A12 A17",
    "R1-7.5": "A13 A16",
    "R1-7.6": "A16",
    "R1-7.7": "A14",
    "R1-8.2": "A15",
    "R3-2.2": "A13",
    "R3-2.10": "A16",
    "R3-3.3": "A01 A02 A03 A04 A05 A20",
    "R3-3.4": "A06",
    "R3-3.5": "A08 A19",
    "R3-3.7.4": "A17",
    "R3-3.7.5": "A07",
    "R3-8.1.1": "A09 A10",
    "R3-8.1.2": "A11",
    "R3-8.1.3": "A12",
    "R3-8.1.4": "A09",
    "R3-8.2": "A14 A15",
    "R3-8.4": "A14",
    "R3-8.5": "A15",
    "R3-8.6": "A18",
}
SENTENCES = {
    "R1-P.1": "一、 部门构架",
    "R1-1.5": "5、计算机操作熟练。 使用五笔输入法,打字速度达80字/分。",
    "R1-3.2": "接班人未到岗,交班人不得离台。",
    "R1-4.5": "出入办公区不得超过规定时限,如有特殊情况需请示值班经理。",
    "R1-7.4": "每人每月换班不得超过3次。 不允许连续换班,换班者、还班者不允许连班。",
    "R1-7.7": "节假日当班人员不允许换班或请假。",
    "R3-2.10": "(12)不得自营与公司的职务上有关的业务,或兼任其他企业的职务。",
    "R3-3.3": "(1)业绩奖:询单转化率低于70%的按照销售额1%发放提成,转化率超过70的%按照1.5%发放提成。",
    "R3-3.4": "(2)特别奖:客服组当月业绩第一名奖励50元,连续两个月第一名奖励100元,连续三个月及以上每月奖励200元。",
    "R3-3.7.5": "5、当班客服对于未付款订单没有及时催单的,拍下后一小时内没催付的,抽查一次扣5元。",
    "R3-8.1.1": "1、上班时间:白班8:30-17:30,晚班17:30-凌晨24:00,",
}
DISCIPLINE = {"R3-2.6", "R3-2.9", "R3-2.10", "R3-8.8"}
"""A case without a price."""
FAULTS = {"R3-3.5", "R3-3.6", *run("R3-3.7", 1, 3), *run("R3-3.8", 1, 4)}
"""A case, and a typed loss that is made good."""


def rulebook(name: str) -> Rulebook:
    return load(files_of(name))


def clauses() -> list[Clause]:
    return [clause for name in (R1, R3) for clause in rulebook(name).clauses]


def by_clause(name: str, cls: type, *fields: str) -> list[tuple[Any, ...]]:
    """Clause and fields of every rule of a mechanism."""
    return [(clause.id, *(getattr(rule, field) for field in fields)) for clause, rule in rulebook(name).all(cls)]


@BOTH
def test_every_clause_of_the_policy_is_there_in_its_order(name: str) -> None:
    assert read(files_of(name))[1] == []
    assert [clause.id for clause in rulebook(name).clauses] == IDS[name]
    assert len(IDS[name]) == COUNTS[name]
    assert rulebook(name).id == name


@BOTH
def test_only_sentences_without_a_rule_of_conduct_are_not_normative(name: str) -> None:
    loose = {clause.id for clause in rulebook(name).clauses if not clause.normative}
    assert loose == NON_NORMATIVE[name]
    assert not any(rulebook(name).by_id[each].rule for each in loose)


@pytest.mark.parametrize("regime", ["R1", "R3"])
def test_every_decision_is_cited_where_it_rules(regime: str) -> None:
    found = {clause.id: clause.decided for clause in clauses() if clause.decided}
    assert found == {clause: tuple(f"{clause[:2]}-{each}" for each in text.split()) for clause, text in DECIDED.items()}
    cited = {each for decided in found.values() for each in decided if each.startswith(regime)}
    assert cited == {f"{regime}-A{n:02}" for n in range(1, 21)}


@pytest.mark.parametrize("clause", SENTENCES)
def test_the_original_sentence_is_kept_to_the_letter(clause: str) -> None:
    assert rulebook(R1 if clause.startswith("R1") else R3).by_id[clause].zh == SENTENCES[clause]


def test_every_clause_has_both_texts_a_kind_and_an_effect() -> None:
    for clause in clauses():
        assert clause.zh.strip(), clause.id
        assert clause.en.strip(), clause.id
        assert clause.effect.strip(), clause.id
        assert clause.kind.isascii(), clause.id


def test_names_in_the_picker_are_short_and_can_be_found_by_other_words() -> None:
    for name in (R1, R3):
        for clause, entry in rulebook(name).all(Conduct):
            assert len(entry.label.zh) <= 8, clause.id
            assert len(entry.label.en) <= 24, clause.id
            assert len(entry.search.split()) >= 4, clause.id


def test_what_the_machine_proposes_can_be_booked() -> None:
    proposers = (
        AwayLimit,
        AwayApproval,
        ReliefWait,
        MissingLog,
        UnpaidOrder,
        ReportDue,
        DutyDue,
        UndoneDuty,
        HandoverDue,
    )
    for name in (R1, R3):
        bookable = {clause.id for clause, _ in rulebook(name).all(Conduct)}
        for cls in proposers:
            assert {clause.id for clause, _ in rulebook(name).all(cls)} <= bookable, cls


# R1


def test_r1_has_no_price_anywhere() -> None:
    assert [clause.id for clause, rule in rulebook(R1).all(Conduct) if rule.price or rule.serious] == []


def test_r1_swaps_are_limited_as_printed() -> None:
    assert by_clause(R1, SwapForm, "reason", "consent") == [("R1-7.2", True, False), ("R1-7.3", False, True)]
    assert by_clause(R1, SwapLimit, "at_most", "consecutive", "back_to_back") == [("R1-7.4", 3, False, False)]
    assert by_clause(R1, SwapDay, "on", "no_leave", "no_swap") == [
        ("R1-7.6", "swapped_shift", True, False),
        ("R1-7.7", "holiday", True, True),
    ]
    swapped = [("R1-7.5", "swapped_shift"), ("R1-7.6", "swapped_shift")]
    assert by_clause(R1, AbsenceCase, "on") == [("R1-7.1", "any_shift"), *swapped]
    assert by_clause(R1, MissedShift, "days") == [("R1-7.1", Decimal(1))]


def test_r1_numbers_of_the_floor_are_those_of_the_policy() -> None:
    assert by_clause(R1, SkillTest, "skill", "at_least", "per_seconds") == [("R1-1.5", "typing", 80, 60)]
    assert by_clause(R1, AwayLimit, "limit_minutes", "setting", "untold_only") == [
        ("R1-4.5", None, "away_limit_minutes", True)
    ]
    assert by_clause(R1, HandoverKinds, "item_kinds") == [("R1-3.4", ("H01", "H02", "H03"))]
    assert by_clause(R1, ItemDue, "item_kinds", "by") == [("R1-8.2", ("H02", "H11"), "due")]
    assert by_clause(R1, ReportDue, "report", "every") == [("R1-P.3.3.4", "daily_summary", "day")]
    assert by_clause(R1, DutyDue, "duties", "shifts", "when") == [
        ("R1-6.6", ("cleaning_late",), ("late",), "before_end")
    ]
    assert by_clause(R1, ResponseTimer) == [("R1-2.4",), ("R1-5.2",)]  # measured, no number (A04)
    assert [by_clause(R1, cls) for cls in (AwayApproval, ReliefWait, Announcements, HandoverDue)] == [
        [("R1-2.5",)],
        [("R1-3.2",)],
        [("R1-3.3",)],
        [("R1-3.4",)],
    ]
    assert by_clause(R1, Shift) == []


def test_r1_roles_are_those_of_the_policy() -> None:
    book = rulebook(R1)
    assert allowed_roles(book, "decide_swap") == {"manager"}
    assert allowed_roles(book, "adopt_rulebook") == {"manager"}
    assert allowed_roles(book, "judge_complaint") == {"supervisor", "manager"}
    assert allowed_roles(book, "decide_leave") == {"lead", "deputy", "supervisor", "manager", "general_manager"}
    assert [clause.id for clause, rule in book.all(Conduct) if rule.by_roles == ("manager",)] == ["R1-7.5"]


def test_r1_asks_for_what_the_policy_does_not_print() -> None:
    book = rulebook(R1)
    assert {each.key: (each.unit, each.required, each.default) for each in book.head.setting} == {
        "shift.*": ("HH:MM-HH:MM", False, ""),
        "away_limit_minutes": ("minutes", True, ""),
    }
    known = set(book.by_id) | {decision for clause in book.clauses for decision in clause.decided}
    assert all(set(each.clauses) <= known for each in book.head.setting)


def test_the_holidays_of_2026_are_the_thirteen() -> None:
    # 元旦 1, 春节 4, 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3
    found = [day_text(day) for day in sorted(holidays(2026))]
    assert found == [
        *("2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-04-05", "2026-05-01"),
        *("2026-05-02", "2026-06-19", "2026-09-25", "2026-10-01", "2026-10-02", "2026-10-03"),
    ]
    assert all(each.zh and each.en for each in holidays(2026).values())


# R3


def test_r3_pays_as_printed() -> None:
    ((clause, rule),) = rulebook(R3).all(RateCommission)
    assert (clause.id, rule.base, rule.part, rule.whole) == ("R3-3.3", "sales_cny", "buyers", "enquirers")
    assert [(each.rate, each.from_ratio, each.below) for each in rule.steps] == [
        (Decimal("0.01"), None, Decimal("0.70")),
        (Decimal("0.015"), Decimal("0.70"), None),
    ]
    assert by_clause(R3, StreakAward, "metric", "rungs") == [("R3-3.4", "sales_cny", (50, 100, 200))]


def test_r3_prices_are_five_yuan_losses_and_cases() -> None:
    loss, discipline = Loss(line="compensation"), Case(case="discipline")
    wanted: dict[str, tuple[Any, ...]] = dict.fromkeys(DISCIPLINE, (discipline,)) | dict.fromkeys(
        FAULTS, (loss, discipline)
    )
    sanction = {"dismissal": "dismiss", "major_demerit": "demerit", "minor_demerit": "demerit", "warning": "warning"}
    wanted |= {
        "R3-3.5": (loss, Case(case="discipline", by_code=sanction)),
        "R3-3.7.4": (loss,),
        "R3-3.7.5": (Fine(yuan=Decimal(5)),),
        "R3-8.2": (Case(case="demerit"),),
    }
    found = {clause.id: rule.price for clause, rule in rulebook(R3).all(Conduct) if rule.price}
    assert found == wanted
    assert [clause.id for clause, rule in rulebook(R3).all(Conduct) if rule.serious] == ["R3-3.7.4"]
    assert by_clause(R3, ComplaintCase, "case") == [("R3-8.4", "demerit")]


def test_r3_hours_and_times_are_those_of_the_policy() -> None:
    assert by_clause(R3, Shift, "shift", "start", "end") == [
        ("R3-8.1.1", "day", "08:30", "17:30"),
        ("R3-8.1.1", "late", "17:30", "24:00"),
    ]
    assert by_clause(R3, WeeklyRest, "days", "max_consecutive_days") == [("R3-8.1.2", 1, 6)]
    assert by_clause(R3, UnpaidOrder, "limit_minutes") == [("R3-3.7.5", 60)]
    assert by_clause(R3, ChatAfterEnd, "suspend", "alert_at") == [("R3-8.1.3", True, None)]
    assert by_clause(R3, MissingLog, "shifts") == [("R3-8.1.4", ("late",))]
    assert by_clause(R3, HandoverDue) == [("R3-8.1.4",)]
    assert by_clause(R3, MissedShift, "days") == [("R3-2.2", Decimal(1))]
    assert by_clause(R3, DutyDue, "duties", "shifts", "when") == [
        ("R3-8.6", ("cleaning_early",), ("day",), "before_start")
    ]
    assert by_clause(R3, ItemDue, "item_kinds", "by") == [
        ("R3-3.7.4", ("H17",), "due"),
        ("R3-8.7", ("H11",), "due"),
        ("R3-8.7", ("H02",), "day_end"),
        ("R3-9.1", ("H18",), "shift_end"),
        ("R3-9.7", ("H10",), "shift_end"),
        ("R3-9.10", ("H14",), "due"),
    ]


def test_r3_roles_are_those_of_the_policy() -> None:
    leads = {"lead", "deputy", "supervisor", "manager"}
    assert allowed_roles(rulebook(R3), "decide_rest") == allowed_roles(rulebook(R3), "judge_complaint") == leads
    assert rulebook(R3).head.setting == ()
