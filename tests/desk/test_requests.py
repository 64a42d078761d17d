"""Leave, rest, going out and punches: every rule on both sides of its edge, the list, and who may overrule."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from kit import Kit, days, joined, leave, line, millis, punch, rest, shift, worked

from kfterm.desk.desk import Desk
from kfterm.desk.exam import examine, findings_of
from kfterm.desk.findings import Finding, verdict
from kfterm.desk.outings import approved_outing
from kfterm.desk.proposals import proposals
from kfterm.desk.requests import Request, decided, decision, moment, waiting
from kfterm.events.base import Event
from kfterm.events.lines import fact
from kfterm.events.roster import LeaveDecided, LeaveRequested, RestDecided, RestRequested
from kfterm.problems import Refused

NOW = "2026-10-13 08:40"
PEOPLE = {"su": "苏婉", "ma": "马倩", "tian": "田甜"}


def made(folder: Path, rulebook: str, **settings: str) -> Kit:
    """A shop in October 2026: 段瑞 leads, 吴主管 supervises, 方总 is the manager."""
    kit = Kit(folder, rulebook, now=NOW)
    if settings:
        kit.settings(**settings)
    kit.add(*(joined(staff, name=name) for staff, name in PEOPLE.items()), joined("duan", name="段瑞", roles=["lead"]))
    kit.add(joined("wu", name="吴主管", roles=["supervisor"]), joined("fang", name="方总", roles=["manager"]))
    return kit


@pytest.fixture
def r8(tmp_path: Path) -> Iterator[Kit]:
    """R8: two rest days a month, leave a day ahead, rest two days ahead."""
    kit = made(tmp_path, "r8-red-packet")
    yield kit
    kit.close()


def asked_leave(
    on: str, to: str = "", count: str = "1", *, urgent: bool = False, kind: Any = "personal"
) -> list[Event]:
    """苏婉's leave with its approval."""
    first = date.fromisoformat(on)
    last = date.fromisoformat(to) if to else first
    asked = LeaveRequested(
        leave="L", staff="su", from_on=first, to_on=last, days=Decimal(count), leave_kind=kind, urgent=urgent
    )
    return [asked, LeaveDecided(leave="L", approved=True)]


def asked_rest(on: str, staff: str = "ma") -> list[Event]:
    """A rest day with its approval."""
    return [RestRequested(rest="R", staff=staff, on=date.fromisoformat(on)), RestDecided(rest="R", approved=True)]


def found(kit: Kit, events: list[Event], at: str = NOW) -> list[Finding]:
    """What approving it at a moment would meet and break."""
    return findings_of(kit.judge(at[:7]), [fact(each, millis(at), "wu") for each in events])


def said(findings: list[Finding], state: str = "") -> list[str]:
    """Words with their clause, of one state or of all."""
    return [f"{each.clause} {each.says.zh}".strip() for each in findings if not state or each.state == state]


def at_desk(kit: Kit, by: str) -> Desk:
    """The desk in the hand of a person."""
    kit.desk.by = by
    return kit.desk


def request(kit: Kit, key: str) -> Request:
    """One that waits."""
    return next(each for each in waiting(kit.desk) if each.key == key)


# leave (R8-3.5, R8-3.6)


@pytest.mark.parametrize(("on", "verdict_is"), [("2026-10-14", "clear"), ("2026-10-13", "overrule")])
def test_leave_is_asked_for_one_calendar_day_ahead(r8: Kit, on: str, verdict_is: str) -> None:
    """R8-A27: request date ≤ leave date − 1, the hour does not matter."""
    findings = found(r8, asked_leave(on), at="2026-10-13 23:30")
    assert verdict(findings) == verdict_is
    if verdict_is == "clear":
        assert "R8-3.5.1 提前 1 天申请,至少 1 天" in said(findings, "met")
    else:
        (late,) = [each for each in findings if each.state == "broken"]
        assert late.possible.zh == "最早可申请 10-14;10-12 或之前申请"
        assert set(late.overruled_by) == {"supervisor", "deputy", "manager"}


def test_urgent_leave_is_filed_until_its_week_is_published(r8: Kit) -> None:
    """R8-A28: 10-08 is of the week of 10-05, published on Monday 10-12 at 10:00; 10:00 is in time, 10:01 is not."""
    r8.add(line("attendance.published", "2026-10-12 10:00", week_of="2026-10-05"))
    events = asked_leave("2026-10-08", urgent=True)
    assert verdict(found(r8, events, at="2026-10-12 10:00")) == "clear"
    late = found(r8, events, at="2026-10-12 10:01")
    assert verdict(late) == "overrule"
    assert "已公布" in said(late, "broken")[0]


@pytest.mark.parametrize(
    ("count", "to", "says"),
    [
        ("3", "2026-10-20", "R8-3.6.1 2026-10 请假 0 + 3 = 3 天,不超过 3 天"),
        ("3.5", "2026-10-21", "R8-3.6.1 2026-10 请假 0 + 3.5 = 3.5 天,超过 3 天:2026-11 休息 2 → 0 天"),
    ],
)
def test_more_than_three_days_say_before_approval_what_they_take(r8: Kit, count: str, to: str, says: str) -> None:
    """R8-A15: 3 is fine, 3.5 triggers."""
    assert says in said(found(r8, asked_leave("2026-10-18", to, count)))


def test_leave_of_december_takes_the_rest_of_january(r8: Kit) -> None:
    """R8-A37."""
    text = " ".join(said(found(r8, asked_leave("2026-12-01", "2026-12-04", "4"))))
    assert "2026-12 请假 0 + 4 = 4 天,超过 3 天:2027-01 休息 2 → 0 天" in text


@pytest.mark.parametrize(
    ("count", "to", "says"),
    [
        ("1", "2026-11-10", "2026 年事假 29 + 1 = 30 天,最多 30 天"),
        ("2", "2026-11-11", "2026 年事假 29 + 2 = 31 天,超过 30 天:1 天按旷工"),
    ],
)
def test_e19_the_thirty_first_day_of_personal_leave_is_absence(r8: Kit, count: str, to: str, says: str) -> None:
    r8.add(leave("su", "2026-03-01", "2026-03-29", "29"))
    assert f"R8-3.6.2 {says}" in said(found(r8, asked_leave("2026-11-10", to, count)))


def test_sick_leave_has_no_yearly_limit(r8: Kit) -> None:
    r8.add(leave("su", "2026-03-01", "2026-03-29", "29"))
    findings = found(r8, asked_leave("2026-11-10", "2026-11-11", "2", kind="sick"))
    assert not any("年事假" in each for each in said(findings))


@pytest.mark.parametrize(("count", "fits"), [("0.5", True), ("1", False)])
def test_two_leaves_on_one_day_fit_by_halves(r8: Kit, count: str, fits: bool) -> None:
    """A day has two halves: 0.5 + 0.5 fits, 0.5 + 1 does not."""
    r8.add(leave("su", "2026-10-15", "2026-10-15", "0.5"))
    findings = found(r8, asked_leave("2026-10-15", count=count))
    assert verdict(findings) == ("clear" if fits else "overrule")


def test_overlapping_leave_takes_a_reason_of_a_person_and_nothing_of_an_import(r8: Kit) -> None:
    r8.add(leave("su", "2026-10-15", "2026-10-15", "1"))
    with pytest.raises(Refused, match="an overlap needs a reason"):
        at_desk(r8, "wu").say(*asked_leave("2026-10-15"))
    r8.add(
        line("leave.requested", NOW, leave="I", staff="su", from_on="2026-10-15", to_on="2026-10-15", days="1", leave_kind="sick"),
        line("leave.decided", NOW, leave="I", approved=True),
    )  # fmt: skip


def test_rest_days_inside_a_leave_are_named(r8: Kit) -> None:
    r8.add(rest("su", "2026-10-16"))
    assert "10-16 本来就休息" in said(found(r8, asked_leave("2026-10-15", "2026-10-17", "2")), "known")


# rest days (R8-3.4, R6-1.2, R3-8.1.2)


@pytest.mark.parametrize(("on", "verdict_is"), [("2026-10-15", "clear"), ("2026-10-14", "overrule")])
def test_rest_is_asked_for_two_calendar_days_ahead(r8: Kit, on: str, verdict_is: str) -> None:
    """R8-A26: request date ≤ rest date − 2; R8-A39: one day ahead is refused, the supervisor may overrule."""
    findings = found(r8, asked_rest(on))
    assert verdict(findings) == verdict_is
    if verdict_is == "overrule":
        assert findings[0].possible.zh == "最早可申请 10-15;10-12 或之前申请"


def test_the_third_rest_day_of_a_month_is_overruled_by_the_supervisor_with_a_reason(r8: Kit) -> None:
    """R8-3.4.1: two a month; the second is met as no. 2 of 2, the third is broken."""
    r8.add(rest("ma", "2026-10-20"))
    assert "R8-3.4.1 2026-10 第 2 天休息,共 2 天" in said(found(r8, asked_rest("2026-10-22")), "met")
    r8.add(rest("ma", "2026-10-22"))
    (third,) = [each for each in found(r8, asked_rest("2026-10-24")) if each.state == "broken"]
    assert (third.clause, third.possible.zh) == ("R8-3.4.1", "2026-11 的日子,或请假")
    desk = at_desk(r8, "wu")
    with pytest.raises(Refused, match="2 of 2 rest days"):
        desk.say(*asked_rest("2026-10-24"))
    asked, _ = asked_rest("2026-10-24")
    desk.say(asked, RestDecided(rest="R", approved=True, reason="换回国庆"))
    assert desk.judge().shop.roster.rests["R"].approved


def test_a_lead_may_not_overrule_even_with_a_reason(r8: Kit) -> None:
    asked, _ = asked_rest("2026-10-14")
    with pytest.raises(Refused, match=r"R8-3\.4\.1"):
        at_desk(r8, "duan").say(asked, RestDecided(rest="R", approved=True, reason="x"))


def test_an_import_may_state_more_rest_than_the_entitlement(r8: Kit) -> None:
    r8.add(rest("ma", "2026-10-20"), rest("ma", "2026-10-22"), rest("ma", "2026-10-24"))


def test_what_else_waits_is_counted_beside_the_entitlement(r8: Kit) -> None:
    r8.add(line("rest.requested", NOW, rest="other", staff="ma", on="2026-10-28"))
    assert "R8-3.4.1 2026-10 第 1 天休息,共 2 天,另有 1 天待批" in said(found(r8, asked_rest("2026-10-22")), "met")


def test_a_joiner_has_a_part_of_the_entitlement(r8: Kit) -> None:
    """R8-A43: joined 10-20, 12 of 31 days: round(2 × 12 ÷ 31) = round(0.77) = 1."""
    r8.add(joined("new", at="2026-10-20"))
    assert "R8-3.4.1 2026-10 第 1 天休息,共 1 天" in said(found(r8, asked_rest("2026-10-25", "new")))
    r8.add(rest("new", "2026-10-28"))
    assert verdict(found(r8, asked_rest("2026-10-25", "new"))) == "overrule"


def test_after_too_much_leave_the_next_month_has_no_rest_to_give(r8: Kit) -> None:
    """R8-3.6.1: 3.5 days of October take November's two."""
    r8.add(leave("ma", "2026-10-05", "2026-10-08", "3.5"))
    assert verdict(found(r8, asked_rest("2026-11-10"))) == "overrule"
    assert verdict(found(r8, asked_rest("2026-12-10"))) == "clear"


def test_r6_has_three_rest_days_and_no_lead_time(tmp_path: Path) -> None:
    """R6-1.2: the third is met on the same day, the fourth broken."""
    kit = made(tmp_path, "r6-fine-ladders")
    kit.add(rest("ma", "2026-10-01"), rest("ma", "2026-10-05"))
    assert verdict(found(kit, asked_rest("2026-10-13"))) == "clear"
    kit.add(rest("ma", "2026-10-08"))
    assert verdict(found(kit, asked_rest("2026-10-13"))) == "overrule"
    kit.close()


def test_r3_has_one_rest_day_a_week(tmp_path: Path) -> None:
    """R3-8.1.2: the week from Monday 10-12 to Sunday 10-18."""
    kit = made(tmp_path, "r3-conversion-bonus", shift__day="08:30-17:30")
    assert "R3-8.1.2 10-12 这周第 1 天休息,每周 1 天" in said(found(kit, asked_rest("2026-10-18")), "met")
    kit.add(rest("ma", "2026-10-14"))
    assert verdict(found(kit, asked_rest("2026-10-18"))) == "overrule"
    assert verdict(found(kit, asked_rest("2026-10-19"))) == "clear"
    kit.close()


# going out (R7-9, R6-7, R1-2.5, R1-4.5)


def outing(at: str, begins: str = "14:00", **decision: Any) -> list[dict[str, Any]]:
    """马倩 goes to the bank for 45 minutes on 10-13."""
    begin = f"2026-10-13T{begins}:00+08:00"
    asked = line("outing.requested", at, outing="O", staff="ma", from_at=begin, minutes=45, reason="银行")
    return [asked, *([line("outing.decided", at, outing="O", **decision)] if decision else [])]


@pytest.mark.parametrize(
    ("rulebook", "may", "may_not"),
    [
        ("r7-tea-oil", ["wu"], ["duan", "fang", "ma"]),
        ("r6-fine-ladders", ["wu", "fang"], ["duan", "ma"]),
        ("r1-duty-room", ["fang", "duan"], ["ma"]),
    ],
)
def test_who_allows_going_out(tmp_path: Path, rulebook: str, may: list[str], may_not: list[str]) -> None:
    kit = made(tmp_path, rulebook)
    kit.add(outing("2026-10-13 08:30"))
    for by in may_not:
        kit.refused(line("outing.decided", "2026-10-13 08:35", outing="O", approved=True), by=by)
    for by in may:
        kit.add(line("outing.decided", "2026-10-13 08:36", outing="O", approved=True), by=by)
    kit.close()


def test_going_out_is_allowed_before_it_begins_or_with_a_reason(tmp_path: Path) -> None:
    """R7-A08: at 14:00 sharp it is still beforehand, a minute later not."""
    kit = made(tmp_path, "r7-tea-oil")
    kit.clock.advance(seconds=10 * 3600)
    kit.add(outing("2026-10-13 08:30"))
    late = line("outing.decided", "2026-10-13 14:01", outing="O", approved=True)
    refused = kit.refused(late, by="wu")
    assert refused.problems[0].says.zh.startswith("R7-9:离岗要事先请示")
    kit.add(late | {"reason": "电话请示过"}, by="wu")
    kit.add(line("outing.decided", "2026-10-13 14:00", outing="O", approved=True), by="wu")
    kit.close()


@pytest.mark.parametrize(("minutes", "told"), [(0, 1), (-1, 1), (1, 0)])
def test_going_out_takes_minutes(tmp_path: Path, minutes: int, told: int) -> None:
    kit = made(tmp_path, "r7-tea-oil")
    asked = outing("2026-10-13 08:30")[0] | {"minutes": minutes}
    if told:
        kit.refused(asked)
    else:
        kit.add(asked)
    kit.close()


def away_at(kit: Kit, at: str, **fields: Any) -> list[str]:
    """What is noticed at a moment about 马倩, who left the seat at 14:05."""
    kit.clock.advance(seconds=12 * 3600)
    kit.add(line("seat.taken", "2026-10-13 08:25", staff="ma"))
    kit.add(line("seat.left", "2026-10-13 14:05", staff="ma", **fields))
    found = proposals(kit.judge("2026-10"), millis(f"2026-10-13 {at}"))
    return [
        each.says.zh for each in found if (each.staff == "ma" and "外出" in each.says.zh) or "未请示" in each.says.zh
    ]


def test_leaving_under_an_allowed_outing_was_asked_for(tmp_path: Path) -> None:
    """R7-9: told by nobody, but allowed from 14:00 on for 45 minutes: until 14:45."""
    kit = made(tmp_path, "r7-tea-oil")
    kit.add(outing("2026-10-13 08:30", approved=True))
    assert away_at(kit, "14:45", reason="?", told=False) == []
    (over,) = [
        each.says.zh for each in proposals(kit.judge("2026-10"), millis("2026-10-13 14:46")) if "外出" in each.says.zh
    ]
    assert "外出超过批准的 45 分钟(14:45 该回)" in over
    kit.close()


def test_leaving_without_one_is_proposed(tmp_path: Path) -> None:
    kit = made(tmp_path, "r7-tea-oil")
    kit.add(outing("2026-10-13 08:30", approved=False))
    assert any("未请示离岗" in each for each in away_at(kit, "14:10", reason="?", told=False))
    kit.close()


def test_out_with_a_word_but_without_the_form_is_proposed_where_there_is_a_form(tmp_path: Path) -> None:
    """R7-9: away without both is a violation; R6-7 knows no form."""
    (tmp_path / "six").mkdir()
    for rulebook, folder, proposed in (("r7-tea-oil", tmp_path, True), ("r6-fine-ladders", tmp_path / "six", False)):
        kit = made(folder, rulebook)
        noticed = away_at(kit, "14:10", reason="outing", told=True, minutes=30)
        assert any("没有批准的外出申请单" in each for each in noticed) is proposed
        kit.close()


def test_the_allowed_outing_of_today_is_found_until_it_is_over(tmp_path: Path) -> None:
    kit = made(tmp_path, "r7-tea-oil")
    kit.add(outing("2026-10-13 08:30", approved=True))
    judge = kit.judge("2026-10")
    moments = ("2026-10-13 13:50", "2026-10-13 14:44", "2026-10-13 14:45", "2026-10-12 14:10")
    assert [bool(approved_outing(judge, "ma", millis(each))) for each in moments] == [True, True, False, False]
    assert approved_outing(judge, "su", millis(moments[0])) is None
    kit.close()


# punches (R8-3.7, R8-3.8, R8-A08)


def made_ups(kit: Kit, count: int) -> None:
    """So many proved make-ups of the way out in the first days of October, and a day whose way out is missing."""
    for day in days("2026-10-05", "2026-10-08")[:count]:
        kit.add(worked("tian", day, left=""))
        kit.add(line("punch.made_up", f"{day} 17:40", staff="tian", on=day, way="out", vouched_by="wu"))
    kit.add(worked("tian", "2026-10-12", left=""))
    kit.add(line("punch.made_up", "2026-10-12 17:45", staff="tian", on="2026-10-12", way="out"))


def test_the_third_make_up_is_free(r8: Kit) -> None:
    """R8-A08: up to and including the third, with proof."""
    made_ups(r8, 2)
    (missed,) = [each for each in waiting(at_desk(r8, "wu")) if each.kind == "punch"]
    exam = examine(r8.desk, missed)
    assert "R8-3.8 本月第 3 次补卡,3 次以内不罚" in said(list(exam.found), "met")
    assert not any("红包" in each.says.zh for each in exam.changes)
    assert exam.signs.may
    assert "R8-3.7" in exam.signs.clause


def test_the_fourth_make_up_is_priced_whether_it_is_proved_or_not(r8: Kit) -> None:
    """R8-3.8: beyond the third nothing waits for a proof, the way out owes 10.00."""
    made_ups(r8, 3)
    assert [each for each in waiting(r8.desk) if each.kind == "punch"] == []
    assert [each["amount"] for each in r8.of("2026-10", "tian")["attendance"]["packets"]] == ["10.00"]


@pytest.mark.parametrize(("clock", "packet"), [("08:40", "10.00"), ("08:41", "20.00")])
def test_e07_what_a_fourth_way_in_costs_is_said_before(r8: Kit, clock: str, packet: str) -> None:
    """R8-E07: made up at 08:40 is 10 minutes, at 08:41 11: tiers of 10 and of 20; said while it is still missing."""
    for day in days("2026-10-05", "2026-10-07"):
        r8.add(worked("tian", day, left=""))
        r8.add(line("punch.made_up", f"{day} 17:40", staff="tian", on=day, way="out", vouched_by="wu"))
    r8.add(shift("tian", "2026-10-12"), punch("tian", "2026-10-12 17:30", "out"))
    (missed,) = [each for each in waiting(at_desk(r8, "wu")) if each.kind == "punch"]
    r8.add(line("punch.made_up", f"2026-10-12 {clock}", staff="tian", on="2026-10-12", way="in", vouched_by="wu"))
    assert (missed.what.zh, missed.at) == ("缺上班卡(应 08:30)", None), "nobody asked for it yet"
    assert [each["amount"] for each in r8.of("2026-10", "tian")["attendance"]["packets"]] == [packet]


def test_proving_keeps_the_moment_of_the_make_up(r8: Kit) -> None:
    """田甜 made the way out up at 17:45; the proof of the next morning does not make it a make-up of the morning."""
    made_ups(r8, 0)
    desk = at_desk(r8, "wu")
    (missed,) = [each for each in waiting(desk) if each.kind == "punch"]
    desk.say(decision(missed, True, by="wu"), at=moment(missed, desk.clock.now()))
    made_up = desk.judge().shop.attendance.made_up["tian"][-1]
    assert (made_up.vouched, made_up.at) == (True, millis("2026-10-12 17:45"))
    assert [each for each in waiting(desk) if each.kind == "punch"] == []


def test_only_who_may_proves_a_punch(r8: Kit) -> None:
    made_ups(r8, 0)
    refused = line("punch.made_up", NOW, staff="tian", on="2026-10-12", way="out", vouched_by="duan")
    assert "R8-3.7" in r8.refused(refused).problems[0].says.zh


# the list


def test_what_waits_comes_by_its_day_and_what_is_decided_newest_first(r8: Kit) -> None:
    r8.add(
        line("leave.requested", "2026-10-12 09:00", leave="late", staff="su", from_on="2026-10-20", to_on="2026-10-20", days="1", leave_kind="sick"),
        line("rest.requested", "2026-10-12 10:00", rest="soon", staff="ma", on="2026-10-16"),
        line("swap.requested", "2026-10-12 11:00", swap="S", staff="su", with_staff="tian", on="2026-10-18", reason="x"),
        rest("tian", "2026-10-19"),
        leave("tian", "2026-10-22", "2026-10-22", "1"),
    )  # fmt: skip
    assert [each.key for each in waiting(r8.desk)] == ["soon", "S", "late"]
    assert [each.key for each in decided(r8.desk.judge())] == ["tian-2026-10-22-personal", "tian-2026-10-19"]


def test_the_hand_that_may_not_sign_sees_who_has_to(r8: Kit) -> None:
    r8.add(line("rest.requested", "2026-10-12 10:00", rest="soon", staff="ma", on="2026-10-16"))
    exam = examine(at_desk(r8, "duan"), request(r8, "soon"))
    assert (exam.signs.may, exam.signs.clause) == (False, "R8-3.4.1")
    assert exam.signs.who.zh == "副主管、主管、经理"
