"""The rulebooks that come with the program load, are complete, and say what the policies say."""

import pytest

from kfterm.rulebook.attendance_rules import FullAttendance, YearlyLeaveCap
from kfterm.rulebook.conduct_rules import Conduct, Escalation, Merit, Permission, Trigger
from kfterm.rulebook.floor_rules import (
    AbsentEntry,
    AwayLimit,
    ChatAfterEnd,
    DutyDue,
    ExamDue,
    IncidentOverrun,
    ItemDue,
    LateEntry,
    PromisedShipping,
    ReportDue,
    ResponseTimer,
    Shift,
    UndoneDuty,
)
from kfterm.rulebook.load import digest, files_of, load, read, shipped
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import PayDue
from kfterm.rulebook.score_rules import Adjustment, EarlyConfirmation, Grade, Leaver, Score

R4, R8 = "r4-points-110", "r8-red-packet"
BOTH = pytest.mark.parametrize("name", [R4, R8])
COUNTS = {R4: 63, R8: 89}
NON_NORMATIVE = {
    R4: set(),
    R8: {
        *("R8-1.1", "R8-2.1", "R8-2.5", "R8-2.8", "R8-3.15", "R8-4.4.1", "R8-4.5.11"),
        *("R8-4.5.12", "R8-4.5.13", "R8-4.6.4", "R8-5.8"),
    },
}
SENTENCES = {
    "R4-1.1": "1、每名员工连续工作时间不得超过8个小时。",
    "R4-3.1.07": "当班时间离开工作岗位超过5分钟,未告知上级5分/次",
    "R4-3.3.02": "当班时间与客户发生口角争执或冲突(有效投诉)20分/次",
    "R4-3.5.A": "考核考核分>90,绩效为A",
    "R4-6.2": "2、试用期内提出辞职,需交纳半个月的工资作为培训费用。",
    "R8-3.2.2": "迟到(早退)10分钟以上的,发20元拼手气红。",
    "R8-3.4.2": "无休假者,可以补发日工资。(日工资=基本工资/当月日数)",
    "R8-3.6.2": "全年事假累计不得超过30天,超过天数按旷工处理。",
    "R8-4.6.2": "如有事外出不在电脑前值守,请务必关闭旺旺。",
    "R8-5.3": "保险费用由公司承担70%、个人承担30%。",
}


def rulebook(name: str) -> Rulebook:
    return load(files_of(name))


def clauses_with(name: str, cls: type) -> set[str]:
    return {clause.id for clause, _ in rulebook(name).all(cls)}


def test_both_rulebooks_are_shipped_under_their_own_id() -> None:
    assert {R4, R8} <= set(shipped())
    assert [rulebook(name).id for name in (R4, R8)] == [R4, R8]


@BOTH
def test_it_loads_without_problems(name: str) -> None:
    assert read(files_of(name))[1] == []


@BOTH
def test_it_has_every_clause_of_the_policy_once(name: str) -> None:
    ids = [clause.id for clause in rulebook(name).clauses]
    assert len(ids) == len(set(ids)) == COUNTS[name]


@BOTH
def test_every_clause_has_both_texts_a_kind_and_an_effect(name: str) -> None:
    for clause in rulebook(name).clauses:
        assert clause.zh.strip(), clause.id
        assert clause.en.strip(), clause.id
        assert clause.kind.isascii(), clause.id
        assert clause.effect.strip(), clause.id


@BOTH
def test_only_sentences_without_a_rule_of_conduct_are_not_normative(name: str) -> None:
    loose = {clause.id for clause in rulebook(name).clauses if not clause.normative}
    assert loose == NON_NORMATIVE[name]
    assert not any(rulebook(name).by_id[each].rule for each in loose)


@BOTH
def test_the_clauses_stand_in_the_order_of_the_text(name: str) -> None:
    def place(clause: str) -> list[tuple[int, str]]:
        return [(int(part), "") if part.isdigit() else (0, part) for part in clause.partition("-")[2].split(".")]

    ids = [clause.id for clause in rulebook(name).clauses]
    assert ids == sorted(ids, key=place)


@pytest.mark.parametrize("clause", SENTENCES)
def test_the_original_sentence_is_kept_to_the_letter(clause: str) -> None:
    assert rulebook(R4 if clause.startswith("R4") else R8).by_id[clause].zh == SENTENCES[clause]


def test_every_name_in_the_picker_is_short_and_can_be_found_by_other_words() -> None:
    for name in (R4, R8):
        book = rulebook(name)
        for clause, entry in [*book.all(Conduct), *book.all(Merit)]:
            assert len(entry.label.zh) <= 8, clause.id
            assert len(entry.label.en) <= 24, clause.id
            assert len(entry.search.split()) >= 4, clause.id


def test_a_quarrel_is_found_by_what_a_lead_would_say() -> None:
    for name, clause in ((R4, "R4-3.3.02"), (R8, "R8-4.4.9"), (R8, "R8-4.5.10")):
        entry = rulebook(name).rule(clause, Conduct)
        assert entry is not None
        assert {"骂人", "顶撞", "吵架", "辱骂"} <= set(entry.search.split())


def test_r4_levels_are_the_chapters_of_the_policy() -> None:
    levels = {"R4-3.1": "light", "R4-3.2": "medium", "R4-3.3": "severe"}
    found = rulebook(R4).all(Conduct)
    assert len(found) == 14 + 8 + 9  # all but the escalation R4-3.3.05
    assert all(entry.level == levels[clause.id[:6]] for clause, entry in found)


def test_a_trigger_costs_what_its_conduct_costs() -> None:
    book = rulebook(R4)
    both = [(clause, rule) for clause, rule in book.all(Trigger) if book.rule(clause.id, Conduct)]
    assert {clause.id for clause, _ in both} == {"R4-3.2.06", "R4-3.2.07", "R4-3.3.01", "R4-3.3.02"}
    for clause, trigger in both:
        conduct = book.rule(clause.id, Conduct)
        assert conduct is not None
        assert (trigger.price, trigger.level) == (conduct.price, conduct.level)


def test_r4_triggers_ask_what_the_policy_asks() -> None:
    found = {clause.id: rule for clause, rule in rulebook(R4).all(Trigger)}
    assert {each: rule.on for each, rule in found.items()} == {
        "R4-2.01": "first_in_month",
        "R4-2.02": "exam_full",
        "R4-2.05": "month_without_complaint",
        "R4-3.2.06": "meeting_absent",
        "R4-3.2.07": "exam_below",
        "R4-3.3.01": "absence",
        "R4-3.3.02": "quarrel",
    }
    assert found["R4-2.01"].metrics == ("volume", "quality")
    assert [each for each, rule in found.items() if rule.without_violations] == ["R4-2.01"]
    assert [each for each, rule in found.items() if rule.needs_worked_shift] == ["R4-2.05"]


def test_what_the_machine_proposes_can_be_booked() -> None:
    proposers = (AwayLimit, IncidentOverrun, LateEntry, AbsentEntry, UndoneDuty, PromisedShipping)
    for name in (R4, R8):
        for cls in proposers:
            assert clauses_with(name, cls) <= clauses_with(name, Conduct)
    assert clauses_with(R8, ReportDue) | clauses_with(R8, UndoneDuty) <= clauses_with(R8, Conduct)
    assert {cls.__name__: clauses_with(R4, cls) for cls in proposers} == {
        "AwayLimit": {"R4-3.1.07"},
        "IncidentOverrun": {"R4-3.1.13", "R4-3.2.08", "R4-3.3.06"},
        "LateEntry": {"R4-3.1.04"},
        "AbsentEntry": {"R4-3.3.01"},
        "UndoneDuty": {"R4-3.1.02", "R4-3.1.03"},
        "PromisedShipping": set(),
    }
    assert clauses_with(R8, PromisedShipping) == {"R8-4.5.5"}
    assert clauses_with(R8, ResponseTimer) == {"R8-4.6.1"}


def test_r4_counts_clauses_not_occurrences_for_the_extra_twenty() -> None:
    escalation = rulebook(R4).rule("R4-3.3.05", Escalation)
    assert escalation is not None
    assert escalation.count_by == "distinct_clause"
    assert [(each.level, each.at_least) for each in escalation.any_of] == [("medium", 2), ("light", 4)]


def test_r4_units_and_telling_are_as_printed() -> None:
    book = rulebook(R4)
    per = {clause.id: entry.per for clause, entry in book.all(Conduct) if entry.per != "occurrence"}
    assert per == {"R4-3.1.14": "error", "R4-3.3.01": "shift"}
    assert [rule.untold_only for _, rule in book.all(AwayLimit)] == [True]
    assert [rule.whole for _, rule in book.all(Score)] == [True]
    assert [(clause.id, rule.grade) for clause, rule in book.all(Grade)] == [(f"R4-3.5.{g}", g) for g in "ABCDE"]
    assert [rule.grade for _, rule in book.all(EarlyConfirmation)] == ["A"]
    assert [(rule.when, rule.case.case) for _, rule in book.all(Leaver)] == [
        ("first_month", "no_settlement"),
        ("probation", "training_fee"),
    ]


def test_permissions_are_the_roles_the_policy_names() -> None:
    above = {"supervisor", "deputy", "manager"}
    r4 = {act: set(rule.roles) for _, rule in rulebook(R4).all(Permission) for act in rule.acts}
    r8 = {act: set(rule.roles) for _, rule in rulebook(R8).all(Permission) for act in rule.acts}
    assert r4["log_violation"] == r4["log_merit"] == {*above, "lead", "training_specialist"}
    assert r4["adjust_score"] == {"training_specialist", "supervisor"}
    assert r4["judge_complaint"] == {"training_specialist", "supervisor", "manager"}
    assert r8["log_violation"] == {*above, "lead"}
    assert all(r8[act] == above for act in ("decide_rest", "decide_leave", "vouch_punch", "judge_complaint"))
    ((_, adjustment),) = rulebook(R4).all(Adjustment)
    assert (adjustment.for_roles, set(adjustment.by_roles)) == (("lead", "deputy"), r4["adjust_score"])


def test_r8_shifts_leave_and_full_attendance_name_what_the_policy_names() -> None:
    book = rulebook(R8)
    assert [(rule.shift, rule.label.zh) for _, rule in book.all(Shift)] == [("day", "白班"), ("late", "晚班")]
    assert [rule.leave_kind for _, rule in book.all(YearlyLeaveCap)] == ["personal"]
    assert [rule.without for _, rule in book.all(FullAttendance)] == [("late", "early", "leave", "absence")]


def test_r8_clauses_a_lead_can_only_note_have_no_price() -> None:
    priced = {clause.id for clause, entry in rulebook(R8).all(Conduct) if entry.price}
    assert clauses_with(R8, Conduct) - priced == {
        *("R8-2.2", "R8-2.3", "R8-2.4", "R8-2.6", "R8-2.7", "R8-2.9", "R8-3.11.2", "R8-3.14.1", "R8-3.14.2"),
        *("R8-4.3.3", "R8-4.4.7", "R8-4.5.5", "R8-4.5.8", "R8-4.6.1", "R8-4.6.2", "R8-4.6.6"),
    }


def test_what_r4_and_r8_let_fall_due() -> None:
    items = {name: [(c.id, r.item_kinds, r.by) for c, r in rulebook(name).all(ItemDue)] for name in (R4, R8)}
    assert items == {
        R4: [("R4-3.1.06", ("H16",), "due")],
        R8: [
            ("R8-3.14.2", ("H11",), "due"),
            ("R8-4.4.7", ("H10",), "shift_end"),
            ("R8-4.4.7", ("H21",), "due"),
            ("R8-4.5.8", ("H17",), "day_end"),
        ],
    }
    assert [(clause.id, rule.remind_days) for clause, rule in rulebook(R4).all(ExamDue)] == [("R4-1.6", 7)]
    book = rulebook(R8)
    assert [(clause.id, rule.alert_at, rule.suspend) for clause, rule in book.all(ChatAfterEnd)] == [
        ("R8-3.1.2", None, False)
    ]
    duties = {name: [(c.id, r.duties, r.shifts, r.when) for c, r in rulebook(name).all(DutyDue)] for name in (R4, R8)}
    assert duties == {
        R4: [("R4-3.1.03", ("cleaning_late",), (), "before_end")],  # its shifts are settings: after the last of the day
        R8: [("R8-3.14.1", ("cleaning_early",), ("day",), "before_start")],
    }
    assert [(clause.id, rule.report, rule.every, rule.at, rule.roles) for clause, rule in book.all(ReportDue)] == [
        ("R8-3.14.2", "daily_summary", "day", None, ("agent", "presales", "aftersales")),
        ("R8-4.3.3", "daily_summary", "day", None, ("lead",)),
    ]
    assert [(clause.id, rule.day, rule.remind_day) for clause, rule in book.all(PayDue)] == [("R8-5.2", 10, 8)]


@pytest.mark.parametrize(("name", "count"), [(R4, 31), (R8, 45)])
def test_every_decision_is_cited_where_it_rules(name: str, count: int) -> None:
    cited = {each for clause in rulebook(name).clauses for each in clause.decided}
    regime = name[:2].upper()
    assert cited == {f"{regime}-A{n:02}" for n in range(1, count + 1)}


def test_r4_asks_for_the_hours_and_limits_the_policy_does_not_print() -> None:
    book = rulebook(R4)
    assert {setting.key: setting.required for setting in book.head.setting} == {
        "shift.*": False,
        "incident_limit.*": False,
    }
    for setting in book.head.setting:
        assert setting.zh
        assert setting.en
        known = set(book.by_id) | {decision for clause in book.clauses for decision in clause.decided}
        assert set(setting.clauses) <= known
    assert rulebook(R8).head.setting == ()


@BOTH
def test_the_digest_follows_the_text_and_not_the_order_of_the_files(name: str) -> None:
    files = files_of(name)
    backwards = dict(reversed(files.items()))
    changed = files | {"rulebook.toml": files["rulebook.toml"] + "# once more\n"}
    assert digest(backwards) == digest(files) == load(backwards).digest
    assert digest(changed) != digest(files)
    assert [clause.id for clause in load(backwards).clauses] == [clause.id for clause in load(files).clauses]
