"""Every refusal of the desk, in both languages, with nothing written."""

from typing import Any

import pytest
from kit import Kit, joined, line, violation

from kfterm.problems import Refused
from kfterm.rulebook.load import files_of

V = "violation.logged"
T = "2024-06-03 12:00"


def says(problem: Refused, zh: str, en: str, count: int = 1) -> None:
    """The refusal says this in Chinese and that in English, and nothing else."""
    assert [each.place[:5] for each in problem.problems] == ["line "] * count
    text_zh = "\n".join(each.says.zh for each in problem.problems)
    text_en = "\n".join(each.says.en for each in problem.problems)
    assert zh in text_zh, text_zh
    assert en in text_en, text_en
    assert len(problem.problems) == count


MANY: list[tuple[str, dict[str, Any], str, str]] = [
    # who is named (refer)
    ("seat.taken", {"staff": "nobody"}, "staff:没有编号为 nobody 的人", "staff: nobody has the id nobody"),
    ("chat.answered", {"chat": "c", "staff": "nobody"}, "没有编号为 nobody", "nobody has the id nobody"),
    ("swap.requested", {"staff": "li", "with_staff": "x", "on": "2024-06-05"}, "with_staff:没有", "with_staff: nobody"),
    ("punch.made_up", {"staff": "li", "on": "2024-06-03", "way": "in", "vouched_by": "x"}, "vouched_by:", "vouched_by:"),
    ("meeting.held", {"meeting": "M", "absent": ["x"]}, "absent:没有", "absent: nobody has the id x"),
    ("meeting.held", {"meeting": "M", "excused": ["x"]}, "excused:没有", "excused: nobody has the id x"),
    # what is named (refer)
    ("leave.decided", {"leave": "?", "approved": True}, "没有 leave ?", "there is no leave ?"),
    ("rest.decided", {"rest": "?", "approved": True}, "没有 rest ?", "there is no rest ?"),
    ("swap.agreed", {"swap": "?"}, "没有 swap ?", "there is no swap ?"),
    ("swap.decided", {"swap": "?", "approved": True}, "没有 swap ?", "there is no swap ?"),
    ("incident.settled", {"incident": "?"}, "没有 incident ?", "there is no incident ?"),
    ("item.updated", {"item": "?"}, "没有 item ?", "there is no item ?"),
    ("item.settled", {"item": "?", "outcome": "x"}, "没有 item ?", "there is no item ?"),
    ("handover.signed", {"handover": "?", "side": "in", "staff": "li"}, "没有 handover ?", "there is no handover ?"),
    ("announcement.read", {"announcement": "?", "staff": "li"}, "没有 announcement ?", "there is no announcement ?"),
    ("violation.acknowledged", {"violation": "?"}, "没有 violation ?", "there is no violation ?"),
    ("appeal.filed", {"violation": "?", "staff": "li", "reason": "x"}, "没有 violation ?", "there is no violation ?"),
    ("appeal.decided", {"appeal": "?", "upheld": True}, "没有 appeal ?", "there is no appeal ?"),
    ("complaint.judged", {"complaint": "?", "valid": True}, "没有 complaint ?", "there is no complaint ?"),
    ("entry.withdrawn", {"entry": "?"}, "没有记录 ?", "there is no entry ?"),
    ("kpi_amount.set", {"staff": "li", "month": "June", "amount": "1"}, "应如 2026-10", "it should be like 2026-10"),
    ("insurance.set", {"staff": "li", "month": "2024-13", "total": "1"}, "应如 2026-10", "it should be like 2026-10"),
    ("staff.joined", {"staff": "li", "name": "again"}, "staff li 已经有了", "staff li is there already"),
    # roster
    ("shift.assigned", {"staff": "li", "on": "2024-06-05", "shift": "noon"}, "没有班次 noon", "there is no shift noon (there are: day, late, rest)"),
    ("swap.requested", {"staff": "li", "with_staff": "li", "on": "2024-06-05"}, "换班要两个人", "a swap needs two people"),
    ("absence.confirmed", {"staff": "li", "on": "2024-06-03", "days": "0.3"}, "0.5 的倍数", "a multiple of 0.5"),
    ("absence.confirmed", {"staff": "li", "on": "2024-06-03", "days": "0"}, "0.5 的倍数", "a multiple of 0.5"),
    ("absence.confirmed", {"staff": "li", "on": "2024-06-03", "days": "-1"}, "0.5 的倍数", "a multiple of 0.5"),
    ("packet.sent", {"staff": "li", "amount": "0"}, "amount 应大于 0", "amount should be above 0"),
    ("attendance.published", {"week_of": "2024-06-04"}, "应是星期一(2024-06-03)", "a Monday (2024-06-03)"),
    # rules
    ("rulebook.adopted", {"rulebook": "none", "from_on": "2024-06-01"}, "没有规则书 none", "there is no rulebook none"),
    ("setting.changed", {"key": "zone", "value": "Mars/Base"}, "没有时区 Mars/Base", "there is no zone Mars/Base"),
    ("setting.changed", {"key": "colour", "value": "red"}, "没有设置 colour", "there is no setting colour (there are: zone"),
    ("setting.changed", {"key": "appeal.dayss", "value": "3"}, "没有设置 appeal.dayss", "there is no setting appeal.dayss"),
    ("setting.changed", {"key": "absence_wages", "value": "3"}, "没有设置 absence_wages", "there is no setting absence_wages"),
    ("setting.changed", {"key": "chat.red_seconds.muhe", "value": "soon"}, "应为正数", "a number above 0"),
    ("staff.joined", {"staff": "new", "name": "x", "roles": ["boss"]}, "没有岗位 boss(可用:agent", "there is no role boss (there are: agent"),
    ("staff.changed", {"staff": "li", "roles": ["agent", "boss"]}, "没有岗位 boss", "there is no role boss"),
    ("item.opened", {"item": "I", "item_kind": "H28", "what": "x"}, "item_kind 是 H28,应为 H01-H27", "item_kind is H28, it should be one of H01-H27"),
    ("setting.changed", {"key": "shift.noon", "value": "12-13"}, "应如 08:30-17:30", "should be like 08:30-17:30"),
    ("setting.changed", {"key": "chat.window", "value": "all day"}, "应如 08:00-23:00", "should be like 08:00-23:00"),
    ("setting.changed", {"key": "incident_limit.x", "value": "soon"}, "应为正数", "a number above 0"),
    ("setting.changed", {"key": "chat.red_seconds", "value": "0"}, "应为正数", "a number above 0"),
    ("setting.changed", {"key": "absence_wage", "value": "-1"}, "应为正数", "a number above 0"),
    # conduct and money
    (V, {"staff": "li", "clause": "R9-1"}, "没有条款 R9-1", "r8-red-packet has no clause R9-1"),
    (V, {"staff": "li", "clause": "R8-5.4"}, "不是可以记的条款", "is not one that can be logged"),
    (V, {"staff": "li", "clause": "R8-2.9", "points": "-1"}, "不要写 points", "leave points out"),
    (V, {"staff": "li", "clause": "R8-2.9", "amount": "5"}, "不要写 amount", "leave amount out"),
    (V, {"staff": "li", "clause": "R8-4.5.4"}, "要写金额 amount", "needs an amount in yuan"),
    (V, {"staff": "li", "clause": "R8-2.9", "times": 0}, "times 是 0,至少为 1", "times is 0, it should be at least 1"),
    (V, {"staff": "li", "clause": "R8-2.9", "errors": 0}, "errors 是 0", "errors is 0, it should be at least 1"),
    (V, {"staff": "li", "clause": "R8-3.11.1", "code": "chess"}, "code 是 chess", "tv / film / game / install_game"),
    ("merit.logged", {"staff": "li", "clause": "R8-2.9"}, "不是可以记的条款", "is not one that can be logged"),
    ("award.granted", {"staff": "li", "month": "2024-06", "clause": "R8-5.6", "amount": "1"}, "要写理由", "needs a reason"),
    ("award.granted", {"staff": "li", "month": "2024-06", "clause": "R8-1.1", "amount": "1", "reason": "x"}, "不是可以记", "can be logged"),
    ("score.adjusted", {"staff": "li", "month": "2024-06", "points": "1", "reason": "x"}, "没有月评调整", "no adjustment"),
    ("exam.scored", {"staff": "li", "score": "1", "full": "0"}, "full 是 0,应大于 0", "full is 0, it should be above 0"),
    ("exam.scored", {"staff": "li", "score": "101", "full": "100"}, "应在 0 到 100", "it should be 0 to 100"),
    ("exam.scored", {"staff": "li", "score": "-1", "full": "100"}, "应在 0 到 100", "it should be 0 to 100"),
    ("kpi.reported", {"staff": "li", "month": "2024-06", "metrics": {"volume": "much"}}, "应为数字文字", "a number as text"),
    # who may vouch, and how large a number and how far a day may be
    ("punch.made_up", {"staff": "li", "on": "2024-06-03", "way": "in", "vouched_by": "wu"}, "不能做这件事", "wu may not do this (R8-3.7)"),
    ("packet.sent", {"staff": "li", "amount": "1000000001"}, "amount 超出范围", "amount is out of bounds"),
    ("absence.confirmed", {"staff": "li", "on": "1999-12-31", "days": "1"}, "2000 到 2199 年之间", "between the years 2000 and 2199"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "fields", "zh", "en"), MANY)
def test_refused_with_a_reason(r8: Kit, kind: str, fields: dict[str, Any], zh: str, en: str) -> None:
    says(r8.refused(line(kind, T, **fields)), zh, en)


OPENERS: list[tuple[str, dict[str, Any]]] = [
    ("leave.requested", {"leave": "X", "staff": "li", "from_on": "2024-07-05", "to_on": "2024-07-05", "days": "1",
                         "leave_kind": "sick"}),
    ("rest.requested", {"rest": "X", "staff": "li", "on": "2024-07-05"}),
    ("swap.requested", {"swap": "X", "staff": "li", "with_staff": "wu", "on": "2024-07-05"}),
    ("incident.opened", {"incident": "X", "incident_type": "system"}),
    ("item.opened", {"item": "X", "item_kind": "H01", "what": "x"}),
    ("handover.cut", {"handover": "X", "on": "2024-06-03", "shift": "day"}),
    ("announcement.posted", {"announcement": "X", "what": "x"}),
    ("violation.logged", {"violation": "X", "staff": "li", "clause": "R8-2.9"}),
    ("complaint.received", {"complaint": "X", "staff": "li"}),
    ("meeting.held", {"meeting": "X"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "fields"), OPENERS)
def test_an_entity_is_opened_once(r8: Kit, kind: str, fields: dict[str, Any]) -> None:
    key = next(iter(fields))
    r8.refused(line(kind, T, **fields), line(kind, "2024-06-03 12:01", **fields))  # twice in one file
    r8.add(line(kind, T, **fields))
    says(r8.refused(line(kind, "2024-06-03 12:01", **fields)), f"{key} X 已经有了", f"{key} X is there already")
    r8.add(line(kind, T, **fields))  # the very same line says nothing new


def test_a_withdrawn_entity_may_be_opened_again(r8: Kit) -> None:
    r8.add(violation("li", T, "R8-2.9", violation="X"), line("entry.withdrawn", "2024-06-03 13:00", entry="X"))
    r8.add(violation("wu", "2024-06-03 12:30", "R8-2.9", violation="X"))
    assert r8.judge("2024-06").shop.conduct.violations["X"].event.staff == "wu"


@pytest.mark.parametrize("file", [True, False])
def test_what_is_said_of_an_entity_comes_after_it(r8: Kit, file: bool) -> None:
    opened = line("item.opened", T, item="X", item_kind="H01", what="x")
    before = line("item.settled", "2024-06-03 11:59", item="X", outcome="done")
    if not file:
        r8.add(opened)
    problem = r8.refused(opened, before) if file else r8.refused(before)
    says(problem, "item X 到 2024-06-03 12:00 才有", "item X is there since 2024-06-03 12:00 only")
    r8.add(opened, before | {"at": opened["at"]})


def test_a_file_with_somebody_who_left_and_came_back(r8: Kit) -> None:
    r8.add(joined("sun", "2023-01-01"), line("staff.left", "2023-05-01", staff="sun"), joined("sun", "2023-09-01"))
    assert [each.joined_at for each in r8.judge("2024-06").shop.people.employments("sun")]
    r8.refused(joined("tang", "2023-01-01"), joined("tang", "2023-09-01"))


def test_all_problems_of_a_file_and_nothing_written(r8: Kit) -> None:
    problem = r8.refused(
        violation("li", T, "R8-2.9"),
        violation("nobody", T, "R8-2.9"),
        line("packet.sent", T, staff="li", amount="0"),
        line("entry.withdrawn", T, entry="?"),
    )
    assert [each.place for each in problem.problems] == ["line 2", "line 3", "line 4"]


def _leave(**fields: Any) -> dict[str, Any]:
    told = {"leave": "L", "staff": "li", "from_on": "2024-06-10", "to_on": "2024-06-11", "days": "2",
            "leave_kind": "personal"}  # fmt: skip
    return line("leave.requested", "2024-06-01", **(told | fields))


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        ({"days": "0.7"}, "0.5 的倍数", "a multiple of 0.5"),
        ({"days": "2.5"}, "只有 2 天", "there are only 2 days"),
        ({"to_on": "2024-06-09"}, "to_on 在 from_on 之前", "to_on is before from_on"),
    ],
)
def test_leave_fits_its_days(r8: Kit, fields: dict[str, Any], zh: str, en: str) -> None:
    says(r8.refused(_leave(**fields)), zh, en)


def test_leave_asked_for_too_late(r8: Kit) -> None:
    late = _leave(from_on="2024-06-01", to_on="2024-06-01", days="1")
    decided = line("leave.decided", "2024-06-01 10:00", leave="L", approved=True)
    says(r8.refused(late, decided), "R8-3.5.1:请假要提前 1 天申请", "R8-3.5.1: leave is asked for 1 day(s) ahead")
    r8.add(late)
    says(r8.refused(decided), "紧急的注明“紧急”,否则要写理由", "mark it urgent or give a reason")
    r8.add(decided | {"approved": False})


@pytest.mark.parametrize("more", [{"urgent": True}, {}])
def test_leave_that_may_be_late(r8: Kit, more: dict[str, Any]) -> None:
    r8.add(_leave(from_on="2024-06-01", to_on="2024-06-01", days="1", **more))
    r8.add(line("leave.decided", "2024-06-01 10:00", leave="L", approved=True, reason="" if more else "hospital"))


@pytest.mark.parametrize(
    ("by", "kind", "fields", "en"),
    [
        ("li", V, {"staff": "wu", "clause": "R8-2.9"}, "li may not do this (R8-4.3.4): ask a shift lead, deputy, supervisor"),
        ("zu", "leave.decided", {"leave": "L", "approved": True}, "(R8-3.5.1): ask a deputy, supervisor, manager"),
        ("li", "leave.decided", {"leave": "L", "approved": False}, "(R8-3.5.1)"),
        ("zu", "rest.decided", {"rest": "R", "approved": True}, "(R8-3.4.1)"),
        ("li", "swap.decided", {"swap": "S", "approved": True}, "ask a shift lead"),
        ("li", "award.granted", {"staff": "wu", "month": "2024-06", "clause": "R8-5.6", "amount": "1", "reason": "x"}, "may not do this"),
        ("zu", V, {"staff": "zu", "clause": "R8-2.9"}, "nobody scores themselves"),
        ("fang", "award.granted", {"staff": "fang", "month": "2024-06", "clause": "R8-5.6", "amount": "1", "reason": "x"}, "nobody scores"),
        ("li", "rulebook.adopted", {"rulebook": "r4-points-110", "from_on": "2024-07-01"}, "li may not do this"),
    ],
)  # fmt: skip
def test_who_may(r8: Kit, by: str, kind: str, fields: dict[str, Any], en: str) -> None:
    r8.add(_leave(), line("rest.requested", "2024-06-01", rest="R", staff="li", on="2024-06-20"))
    r8.add(line("swap.requested", "2024-06-01", swap="S", staff="li", with_staff="wu", on="2024-06-20"))
    problem = r8.refused(line(kind, T, by=by, **fields))
    says(problem, "不能", en)
    senior = {"zu": "zhu", "li": "zhu", "fang": "zhu"}[by]
    r8.add(line(kind, T, by=senior, **fields))


def test_machines_state_facts(r8: Kit) -> None:
    for by in ("system", "import:dingtalk", "feed:chat"):
        r8.add(violation("li", T, "R8-2.9", by=by))


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        ({"clause": "R4-3.1.01", "points": "-2"}, "的分数是固定的", "are fixed: leave points out"),
        ({"clause": "R4-3.1.04", "points": "-1"}, "允许 -5 到 -2", "allows -5 to -2 in steps of 1"),
        ({"clause": "R4-3.1.04", "points": "-6", "note": "x"}, "允许 -5 到 -2", "allows -5 to -2"),
        ({"clause": "R4-3.1.04", "points": "-2.5", "note": "x"}, "步长 1", "in steps of 1"),
        ({"clause": "R4-3.1.04", "points": "2"}, "允许", "allows"),
        ({"clause": "R4-3.1.04", "points": "-3"}, "要写理由 note", "needs a reason in note"),
        ({"clause": "R4-3.1.04", "points": "-3", "note": " "}, "要写理由 note", "needs a reason in note"),
        ({"clause": "R4-3.1.09", "points": "-2"}, "要写理由 note", "needs a reason in note"),
    ],
)
def test_typed_points(r4: Kit, fields: dict[str, Any], zh: str, en: str) -> None:
    says(r4.refused(line(V, T, staff="li", **fields)), zh, en)


@pytest.mark.parametrize(("clause", "given"), [("R4-3.1.04", "-2"), ("R4-3.1.04", None), ("R4-3.1.09", "-1")])
def test_the_lightest_value_needs_no_reason(r4: Kit, clause: str, given: str | None) -> None:
    r4.add(line(V, T, staff="li", clause=clause, points=given))


@pytest.mark.parametrize("given", ["-5", "-4", "-3"])
def test_both_ends_of_a_range_are_allowed(r4: Kit, given: str) -> None:
    r4.add(line(V, T, staff="li", clause="R4-3.1.04", points=given, note="late again"))


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        ({"points": "6"}, "允许 -5 到 5 的整数", "allows whole points from -5 to 5"),
        ({"points": "-6"}, "允许 -5 到 5 的整数", "allows whole points from -5 to 5"),
        ({"points": "1.5"}, "的整数", "whole points"),
        ({"reason": " "}, "必须说明理由", "R4-3.4 demands a reason"),
        ({"staff": "li"}, "R4-3.4 只用于 组长、副主管", "R4-3.4 is for shift lead, deputy only"),
        ({"by": "fang"}, "不能做这件事", "(R4-1.4): ask a supervisor, training specialist"),
        ({"by": "li"}, "不能做这件事", "(R4-1.4)"),
    ],
)
def test_adjustments_of_the_month(r4: Kit, fields: dict[str, Any], zh: str, en: str) -> None:
    told = {"staff": "zu", "month": "2024-06", "points": "5", "reason": "June", "by": "pei"}
    says(r4.refused(line("score.adjusted", "2024-06-30", **(told | fields))), zh, en)
    r4.add(line("score.adjusted", "2024-06-30", **told))


def test_nobody_adjusts_themselves(r4: Kit) -> None:
    r4.add(joined("both", roles=["lead", "training_specialist"]))
    told = {"staff": "both", "month": "2024-06", "points": "5", "reason": "June", "by": "both"}
    says(r4.refused(line("score.adjusted", "2024-06-30", **told)), "不能给自己记", "nobody scores themselves")


def test_shift_hours_come_first(r4: Kit) -> None:
    assigned = line("shift.assigned", "2024-06-01", staff="li", on="2024-06-05", shift="day")
    says(r4.refused(assigned), "先设 shift.day=08:30-17:30", "set shift.day=08:30-17:30 first")
    r4.add(assigned | {"shift": "rest"})
    r4.add(line("setting.changed", "2024-06-01", key="shift.day", value="09:00-17:00"), assigned)  # in one file


def test_no_rulebook_in_force(r8: Kit) -> None:
    says(
        r8.refused(violation("li", T, "R8-2.9", on="2022-06-01")),
        "没有生效的规则书",
        "no rulebook is in force on 2022-06-01",
    )


def test_a_rulebook_that_is_not_what_it_says(r8: Kit) -> None:
    files = files_of("r4-points-110")
    base = {"rulebook": "r4-points-110", "from_on": "2024-07-01", "files": files}
    says(r8.refused(line("rulebook.adopted", T, **base | {"rulebook": "other"})), "不是 other", "not other")
    says(r8.refused(line("rulebook.adopted", T, **base, digest="x")), "digest 与文本不符", "the digest does not belong")
    broken = files | {"04-float.toml": files["04-float.toml"].replace("low = -300", 'low = "much"')}
    says(r8.refused(line("rulebook.adopted", T, **base | {"files": broken})), "04-float.toml", "04-float.toml R4-4.2")
    r8.add(line("rulebook.adopted", T, **base))


def test_items_and_handovers(r8: Kit) -> None:
    r8.add(*(line("item.opened", T, item=key, item_kind="H01", what=f"item {key}") for key in ("A", "B", "C")))
    r8.add(line("item.settled", "2024-06-03 13:00", item="C", outcome="done"))
    says(r8.refused(line("item.settled", "2024-06-03 14:00", item="C", outcome="again")), "已在 2024-06-03 13:00 办结",
         "item C was settled at 2024-06-03 13:00")  # fmt: skip
    r8.add(line("handover.cut", "2024-06-03 16:58", handover="H", on="2024-06-03", shift="day"))
    r8.add(line("item.opened", "2024-06-03 17:02", item="D", item_kind="H16", what="on the next sheet"))
    read = {"handover": "H", "item": "A"}
    says(
        r8.refused(line("handover.item_read", "2024-06-03 17:05", **read, accepted=False)),
        "退回要写理由",
        "needs a reason",
    )
    r8.add(line("handover.item_read", "2024-06-03 17:05", **read, accepted=False, reason="no waybill"))
    r8.add(line("handover.item_read", "2024-06-03 17:05", handover="H", item="B", accepted=True, read_back="b"))
    out = line("handover.signed", "2024-06-03 17:10", handover="H", side="out", staff="zu")
    says(r8.refused(out), "还有 1 项没有被接下:item A", "1 item(s) not taken yet: item A")
    forced = {"handover": "H", "by": "zu"}
    says(
        r8.refused(line("handover.forced", "2024-06-03 17:11", **forced, reason=" ", second="zhu")),
        "要写理由",
        "a reason",
    )
    says(
        r8.refused(line("handover.forced", "2024-06-03 17:11", **forced, reason="x", second="zu")),
        "不能是自己",
        "somebody else",
    )
    says(
        r8.refused(line("handover.forced", "2024-06-03 17:11", **forced, reason="x", second="?")), "second:", "second:"
    )
    r8.add(line("handover.item_read", "2024-06-03 17:12", **read, accepted=True, read_back="with waybill"))
    r8.add(out | {"at": "2024-06-03T17:13:00+08:00"})
    says(
        r8.refused(line("handover.signed", "2024-06-03 17:14", handover="H", side="in", staff="zu")),
        "两个人签",
        "two people",
    )
    r8.add(line("handover.signed", "2024-06-03 17:14", handover="H", side="in", staff="zhu"))


def test_a_forced_handover_may_be_signed(r8: Kit) -> None:
    r8.add(line("item.opened", T, item="A", item_kind="H01", what="a"))
    r8.add(line("handover.cut", "2024-06-03 16:58", handover="H", on="2024-06-03", shift="day"))
    r8.add(line("handover.forced", "2024-06-03 17:11", handover="H", reason="nobody came", second="zhu", by="zu"))
    r8.add(line("handover.signed", "2024-06-03 17:13", handover="H", side="out", staff="zu"))


def test_moments_are_of_this_world(r8: Kit) -> None:
    far = line("seat.taken", "2024-06-03", staff="li") | {"at": "2200-01-01T00:00:00+08:00"}
    says(r8.refused(far), "at 应在2000 到 2199 年之间", "at should be between the years 2000 and 2199")


def test_complaints_are_judged_by_who_may(r8: Kit) -> None:
    r8.add(line("complaint.received", T, complaint="C", staff="li"))
    judged = line("complaint.judged", "2024-06-04", complaint="C", valid=True)
    says(r8.refused(judged | {"by": "zu"}), "不能做这件事", "(R8-4.2.3): ask a deputy, supervisor, manager")
    r8.add(judged | {"by": "zhu"})


def test_appeals_are_by_the_person_and_in_time(r8: Kit) -> None:
    r8.add(violation("li", T, "R8-2.9", violation="V"))
    filed = {"appeal": "A", "violation": "V", "staff": "li", "reason": "no"}
    says(
        r8.refused(line("appeal.filed", "2024-06-04", **filed | {"staff": "wu"})), "只有本人可以申诉", "only the person"
    )
    says(
        r8.refused(line("appeal.filed", "2024-06-07 00:00", **filed, by="li")),
        "申诉期 3 天已过",
        "the 3 days for an appeal",
    )
    r8.add(line("appeal.filed", "2024-06-06 23:59", **filed, by="li"))


def test_an_appeal_is_decided_once_by_a_senior_and_never_by_the_accused(r8: Kit) -> None:
    r8.add(violation("li", T, "R8-2.9", violation="V"), violation("zhu", T, "R8-2.9", violation="W"))
    r8.add(line("appeal.filed", "2024-06-04", appeal="A", violation="V", staff="li", reason="no", by="li"))
    filed = line("appeal.filed", "2024-06-04", appeal="B", violation="W", staff="zhu", reason="no", by="zhu")
    own = line("appeal.decided", "2024-06-05", appeal="B", upheld=True, by="zhu")
    says(r8.refused(filed, own), "不能判自己的申诉", "nobody decides their own appeal")  # both in one file
    r8.add(filed)
    says(r8.refused(own), "不能判自己的申诉", "nobody decides their own appeal")
    decided = line("appeal.decided", "2024-06-05", appeal="A", upheld=True)
    says(r8.refused(decided | {"by": "wu"}), "wu 不能做这件事", "wu may not do this")
    r8.add(decided | {"by": "zhu"})
    again = line("appeal.decided", "2024-06-06", appeal="A", upheld=False, by="fang")
    says(r8.refused(again), "申诉 A 已经判过", "appeal A was decided already")


def test_an_entry_is_withdrawn_once(r8: Kit) -> None:
    r8.add(violation("li", T, "R8-2.9", violation="X"), line("entry.withdrawn", "2024-06-03 13:00", entry="X"))
    again = line("entry.withdrawn", "2024-06-03 14:00", entry="X", reason="once more")
    says(r8.refused(again), "记录 X 已经撤回了", "entry X was withdrawn already")
    r8.add(line("entry.withdrawn", "2024-06-03 13:00", entry="X"))  # the very same line says nothing new


def test_neither_side_signs_while_an_item_is_untaken(r8: Kit) -> None:
    r8.add(line("item.opened", T, item="A", item_kind="H27", what="moves to aftersales"))
    r8.add(line("handover.cut", "2024-06-03 16:58", handover="H", on="2024-06-03", shift="day"))
    for side, staff in (("in", "zhu"), ("out", "zu")):
        sign = line("handover.signed", "2024-06-03 17:10", handover="H", side=side, staff=staff)
        says(r8.refused(sign), "还有 1 项没有被接下", "1 item(s) not taken yet")
