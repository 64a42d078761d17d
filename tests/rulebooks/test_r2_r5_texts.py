"""R2 and R5 have every clause of their tables, and every decision about them is cited where it rules."""

from decimal import Decimal

import pytest

from kfterm.rulebook.attendance_rules import FullAttendance
from kfterm.rulebook.conduct_rules import Conduct, Merit, Permission, Trigger
from kfterm.rulebook.floor_rules import CallLimit, HandoverDue, ItemDue, MissingLog, Rotation, UnprintedWaybills
from kfterm.rulebook.load import files_of, load, read, shipped
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import Award, Base, KpiItem, KpiPay, Meal, ReviewItem, ReviewPay

R2, R5 = "r2-shop-standard", "r5-etiquette-counts"
CLAUSES = {
    R2: """1.1 2.1 3.1 3.2 3.3 3.4 4.1.1 4.1.2 4.1.3 4.2.1 4.2.2 4.3 4.4 4.5 4.6 4.7 4.8 5.1 5.2 5.3.1 5.3.2 5.4 6.1.1
    6.1.2 6.1.3 6.2 6.3 6.4 6.5 7.1 8.1 9.1 9.1.0 9.1.1 9.1.2 9.1.3 9.1.4 9.1.5 9.2 9.2.0 9.2.1 9.2.2 9.2.3 9.2.4 9.2.5
    9.2.6 10.1""",
    R5: """1.0 2.0 3.1 4.1 4.2.1.1 4.2.1.2 4.2.1.3 4.2.1.4 4.2.1.5 4.2.2.1 4.2.2.2 4.2.2.3 4.2.2.4 4.2.2.5 4.2.2.6
    4.2.2.7 4.3.1 5.1""",
}
NON_NORMATIVE = {R2: {"R2-1.1", "R2-9.1.0", "R2-9.2.0"}, R5: {"R5-1.0"}}
WHERE = {  # column "where" of the two lists of decisions; A13 of R5 speaks of the whole policy
    R2: {
        1: "7.1", 2: "9.2", 3: "9.1", 4: "9.1.1 9.1.2 9.1.3 9.1.4 9.1.5", 5: "9.1.4", 6: "9.1.1 9.1.5", 7: "9.1.1 9.1.2",
        8: "9.1", 9: "7.1 8.1", 10: "7.1", 11: "5.3.2", 12: "5.3.2", 13: "5.1", 14: "6.1.3", 15: "6.3", 16: "6.4",
        17: "8.1", 18: "4.8 6.5", 19: "5.4", 20: "5.1", 21: "9.2", 22: "5.3.2", 23: "7.1", 24: "7.1", 25: "4.1.2",
        26: "5.2", 27: "5.2", 28: "9.1", 29: "7.1 9.1.2", 30: "6.1.3", 31: "10.1",
    },
    R5: {
        1: "4.1", 2: "4.2.2.3", 3: "4.2.2.3", 4: "4.2.2.3", 5: "4.2.1.2 4.2.1.3 4.2.1.5", 6: "4.2.2.4", 7: "4.2.2.5",
        8: "4.2.2.5 4.2.2.6 4.2.2.7", 9: "4.2.2.6", 10: "4.2.2.5", 11: "4.2.2.6 4.2.2.7", 12: "4.2.2.5 4.2.2.6 4.2.2.7",
        13: "2.0", 14: "4.3.1", 15: "4.2.2.1", 16: "4.2.1.2", 17: "4.2.2.3", 18: "4.2.1.1", 19: "4.2.2.2",
        20: "4.2.2.3", 21: "4.2.2.7", 22: "4.2.1.1",
    },
}  # fmt: skip
SENTENCES = {
    "R2-4.8": "8、记录 在工作过程中每碰到一个问题或想法应马上记录下来,并及时反应给组长或经理寻求改善的方法。"
    " 个人建议和想法经公司采纳后按重要程度给予一定奖励。 要学会记录,这样才干让自己提升素养还有对客户的了解。",
    "R2-5.3.2": "未交接或交接后未及时处理给公司带来损失或给客户带来不良影响的一次罚款50元,第二次翻倍三次以上自动离职。",
    "R2-6.1.3": "客服错打误打一单按产品单价的3倍〔最低10元 最高500元〕进行罚款。",
    "R2-6.4": "4. 当班内所打印快递单",
    "R2-7.1": "七、考核标准 客服工资组成及权重比:底薪40%、饭贴8%、全勤奖3%、提成13%、绩效考核20%、人工考核16%",
    "R2-9.1.4": "平均响应时间 25-65秒 20-100 10%",
    "R5-4.2.1.1": "1)上班人员一律着工作服,佩戴工作证、领带,缺一扣1分。",
    "R5-4.2.2.3": "3)上班人员迟到5分钟内扣1分,5∽10分扣5分,10分钟后视缺勤扣分,扣工资40元,"
    "缺勤者扣缺勤工资外加扣考绩分10分,缺勤三天给予自动离职处分。",
    "R5-4.2.2.6": "6)值班人员严禁无故与人天,违者扣1分,一个月被查3次者,警告处分,加扣1∽3分,4次记过处分,加扣3∽5分,5次自动离职处分。",
}
BOTH = pytest.mark.parametrize("name", [R2, R5])


def book(name: str) -> Rulebook:
    return load(files_of(name))


@BOTH
def test_it_is_shipped_and_has_nothing_wrong(name: str) -> None:
    assert name in shipped()
    assert read(files_of(name))[1] == []
    assert book(name).id == name


@BOTH
def test_it_has_every_clause_of_its_table_in_order(name: str) -> None:
    wanted = [f"{name[:2].upper()}-{each}" for each in CLAUSES[name].split()]
    assert len(wanted) == {R2: 47, R5: 18}[name]
    assert [clause.id for clause in book(name).clauses] == wanted


@BOTH
def test_only_what_explains_is_not_normative(name: str) -> None:
    loose = {clause.id for clause in book(name).clauses if not clause.normative}
    assert loose == NON_NORMATIVE[name]
    assert not any(book(name).by_id[each].rule for each in loose)


@BOTH
def test_every_decision_is_cited_where_it_rules(name: str) -> None:
    short = name[:2].upper()
    cited = {clause.id: set(clause.decided) for clause in book(name).clauses}
    wanted = {f"{short}-A{n:02d}" for n in WHERE[name]}
    assert len(wanted) == {R2: 31, R5: 22}[name]
    assert set().union(*cited.values()) == wanted
    missing = [
        (f"{short}-{clause}", f"{short}-A{n:02d}")
        for n, where in WHERE[name].items()
        for clause in where.split()
        if f"{short}-A{n:02d}" not in cited[f"{short}-{clause}"]
    ]
    assert missing == []


@pytest.mark.parametrize("clause", SENTENCES)
def test_the_original_sentence_is_kept_to_the_letter(clause: str) -> None:
    assert book(R2 if clause.startswith("R2") else R5).by_id[clause].zh == SENTENCES[clause]


def test_t02_the_mix_is_a_whole() -> None:
    rulebook = book(R2)
    shares = [rule.share for cls in (Base, Meal, FullAttendance, KpiPay) for _, rule in rulebook.all(cls)]
    ((_, review),) = rulebook.all(ReviewPay)
    assert shares == [Decimal(each) for each in ("0.40", "0.08", "0.03", "0.20")]
    manual = review.high * review.yuan / Decimal("5250.00")
    assert manual == Decimal("0.16")
    assert (
        sum(each for each in shares if each) + manual + Decimal("0.13") == 1
    )  # 0.13 is the design share of commission
    (setting,) = rulebook.head.setting
    assert (setting.key, setting.default) == ("reference_package", "5250.00")


def test_the_weights_of_table_1_are_a_whole_and_table_2_runs_from_2_to_14() -> None:
    rulebook = book(R2)
    assert sum(rule.weight for _, rule in rulebook.all(KpiItem)) == 1
    items = [rule for _, rule in rulebook.all(ReviewItem)]
    assert [rule.item for rule in items] == ["rules", "drive", "ability", "cooperation", "knowledge", "chat"]
    scores = [[int(level.score) for level in rule.levels] for rule in items]
    assert scores == [[0, 1, 2], [0, 1, 2], [1, 2, 3], [0, 1, 2], [1, 2, 3], [0, 1, 2]]
    for clause, rule in rulebook.all(ReviewItem):
        assert all(level.label.zh in clause.zh for level in rule.levels), clause.id


def test_the_floor_of_r2() -> None:
    rulebook = book(R2)
    assert [(clause.id, rule.what) for clause, rule in rulebook.all(Rotation)] == [
        ("R2-5.1", "shift"),
        ("R2-5.2", "account"),
    ]
    assert [(clause.id, rule.shifts) for clause, rule in rulebook.all(HandoverDue)] == [("R2-5.3.1", ("early",))]
    assert [(clause.id, rule.shifts) for clause, rule in rulebook.all(MissingLog)] == [("R2-5.3.1", ("late",))]
    assert [clause.id for clause, _ in rulebook.all(UnprintedWaybills)] == ["R2-6.1.1"]
    due = {kind: rule.by for _, rule in rulebook.all(ItemDue) for kind in rule.item_kinds}
    assert [due[kind] for kind in ("H04", "H05", "H06", "H07")] == ["shift_end", "shift_end", "shift_end", "day_end"]
    assert len(due) == sum(len(rule.item_kinds) for _, rule in rulebook.all(ItemDue))  # no kind is alerted twice


@BOTH
def test_every_name_in_the_picker_is_short_and_can_be_found_by_other_words(name: str) -> None:
    for clause, entry in [*book(name).all(Conduct), *book(name).all(Merit)]:
        assert len(entry.label.zh) <= 8, clause.id
        assert len(entry.label.en) <= 24, clause.id
        assert len(entry.search.split()) >= 4, clause.id


def test_a_quarrel_is_found_by_what_a_lead_would_say() -> None:
    for name, clause in ((R2, "R2-4.1.1"), (R5, "R5-4.2.2.1")):
        entry = book(name).rule(clause, Conduct)
        assert entry is not None
        assert {"骂人", "顶撞", "吵架", "辱骂"} <= set(entry.search.split())


def test_r5_costs_the_same_by_hand_and_by_fact() -> None:
    triggers = [(clause, rule) for clause, rule in book(R5).all(Trigger) if rule.on != "absence"]
    assert [(clause.id, rule.on) for clause, rule in triggers] == [
        ("R5-4.2.2.1", "quarrel"),
        ("R5-4.2.2.2", "valid_complaint"),
    ]
    for clause, trigger in triggers:
        entry = book(R5).rule(clause.id, Conduct)
        assert entry is not None
        assert entry.price == trigger.price


def test_who_may_in_r2_and_in_r5() -> None:
    allowed = {act: rule.roles for _, rule in book(R2).all(Permission) for act in rule.acts}
    assert allowed == dict.fromkeys(("grant_award", "score_review"), ("manager", "general_manager"))
    assert [clause.id for clause, rule in book(R2).all(Award) if rule.line == "reward"] == ["R2-4.8", "R2-6.5"]
    express = book(R2).rule("R2-6.3", Conduct)
    assert express is not None
    assert express.by_roles == ("manager", "general_manager")
    found = {act for _, rule in book(R5).all(Permission) for act in rule.acts}
    assert {"log_violation", "log_merit", "judge_complaint"} <= found
    assert all(rule.roles == ("manager", "general_manager") for _, rule in book(R5).all(Permission))


def test_calls_and_settings_of_r5() -> None:
    rulebook = book(R5)
    assert {rule.line: rule.limit_minutes for _, rule in rulebook.all(CallLimit)} == {"external": 10, "internal": 5}
    needed = {setting.key: setting.required for setting in rulebook.head.setting}
    assert needed == {"absence_wage": True, "shift.*": False}
