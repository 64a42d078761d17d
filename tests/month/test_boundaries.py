"""Tricky months: two regimes in one month, edges of a month, appeals under a ladder, ties, leavers, halves of days."""

from collections.abc import Callable
from typing import Any

import pytest
from kit import R4, R8, Kit, amount, amounts, cases, joined, leave, line, points, punch, rest, shift, violation, worked

Make = Callable[..., Kit]
Lines = list[dict[str, Any]]
R1, R2, R3 = "r1-duty-room", "r2-shop-standard", "r3-conversion-bonus"
R5, R6, R7 = "r5-etiquette-counts", "r6-fine-ladders", "r7-tea-oil"


def adopt(kit: Kit, rulebook: str, from_on: str) -> None:
    kit.add(line("rulebook.adopted", "2024-06-01", rulebook=rulebook, from_on=from_on))


def complaint(key: str, received: str, judged: str = "", **fields: Any) -> Lines:
    """A complaint about li, judged valid on the day it came where nothing else is said."""
    told = {"valid": True} | fields
    return [
        line("complaint.received", received, complaint=key, staff="li"),
        line("complaint.judged", judged or f"{received[:10]} 23:00", complaint=key, **told),
    ]


def appealed(kit: Kit, entry: str, at: str, upheld: bool = True) -> None:
    kit.add(line("appeal.filed", at, appeal=f"A-{entry}", violation=entry, staff="li", reason="no"))
    kit.add(line("appeal.decided", at, appeal=f"A-{entry}", upheld=upheld, reason="seen"))


# two regimes in one month: a fact is judged by the rulebook of its day, what is of the whole month by the last


def test_complaints_of_two_regimes_in_one_month(make: Make) -> None:
    # R7 until the 15th: 50; R6 from the 16th: 100, the first of its own ladder
    kit = make(rulebook=R7)
    kit.add(joined("li"))
    adopt(kit, R6, "2024-06-16")
    kit.add(complaint("A", "2024-06-15 10:00"), complaint("B", "2024-06-16 10:00"))
    lines = [(each["clauses"], each["amount"]) for each in kit.of("2024-06", "li")["lines"]]
    assert lines == [(["R7-6"], "-50.00"), (["R6-6"], "-100.00")]


def test_lateness_of_two_regimes_in_one_month(make: Make) -> None:
    # 15 minutes: a packet of 20 under R8, −10 and 40.00 under R5; each once
    kit = make(rulebook=R8)
    kit.settings(absence_wage="100", shift__day="08:30-17:30")
    kit.add(joined("li"), worked("li", "2024-06-14", "08:45"), worked("li", "2024-06-18", "08:45"))
    adopt(kit, R5, "2024-06-16")
    person = kit.of("2024-06", "li")
    assert (person["packets_owed"], amounts(person)) == ("20.00", {"wage_deduction": ["-40.00"]})
    assert points(person) == {"R5-4.2.2.3": [-10]}


def test_complaint_cases_of_two_regimes(make: Make) -> None:
    # R8-3.13 is a case; R4 knows only a month with or without one
    kit = make(rulebook=R8)
    kit.add(joined("li"), complaint("A", "2024-06-15 10:00"), complaint("B", "2024-06-16 10:00"))
    adopt(kit, R4, "2024-06-16")
    assert [each["clauses"] for each in kit.of("2024-06", "li")["cases"]] == [["R8-3.13"]]


def test_leave_under_another_policy_takes_no_rest(make: Make) -> None:
    # five days in June under R6, which knows no such cap; July is R8's and has its two rest days
    kit = make(rulebook=R6)
    kit.add(joined("li"), leave("li", "2024-06-10", "2024-06-14", "5"))
    adopt(kit, R8, "2024-07-01")
    assert kit.of("2024-07", "li")["attendance"]["rest"]["entitled"] == 2


def test_the_night_of_the_last_day_is_judged_by_the_policy_of_its_day(make: Make) -> None:
    # R8 until 30 June: the late shift of the 30th is 17:00–01:00, left at 00:40 = 20 minutes early → 20.00
    kit = make(rulebook=R8)
    kit.add(joined("li"), shift("li", "2024-06-30", "late"), punch("li", "2024-06-30 17:00", "in"))
    kit.add(punch("li", "2024-07-01 00:40", "out"))
    adopt(kit, R6, "2024-07-01")
    assert kit.of("2024-06", "li")["packets_owed"] == "20.00"
    assert kit.of("2024-07", "li")["packets_owed"] == "0.00"


# ladders: appeals, several at once, two entries for one shift


def test_an_appeal_moves_later_rungs_down_and_keeps_them_within_their_range(make: Make) -> None:
    # R5-4.2.2.6: −1, −1, −(1+2), −(1+5) = −11; without the first the third is the fourth of before, and its extra is
    # at most 3: −1, −1, −(1+3) = −6, a warning and no demerit
    kit = make(rulebook=R5)
    kit.settings(absence_wage="100")
    typed = (None, None, "-2", "-5")
    kit.add(joined("li"))
    for n, each in enumerate(typed, 1):
        more = {"points": each, "note": "x"} if each else {}
        kit.add(violation("li", f"2024-05-0{n} 10:00", "R5-4.2.2.6", violation=f"V{n}", **more))
    person = kit.of("2024-05", "li")
    assert (person["score"]["total"], cases(person)) == (-11, ["demerit", "warning"])
    appealed(kit, "V1", "2024-05-06")
    person = kit.of("2024-05", "li")
    assert (person["score"]["total"], cases(person)) == (-6, ["warning"])


def test_an_earlier_day_found_later_moves_the_rungs_up(make: Make) -> None:
    # typed −1 for the third time; an entry of an earlier day makes it the fourth, whose extra is at least 3: −(1+3);
    # the one before it is now the third, the lighter end where nothing was typed: −(1+1)
    kit = make(rulebook=R5)
    kit.settings(absence_wage="100")
    kit.add(joined("li"), [violation("li", f"2024-05-0{n} 10:00", "R5-4.2.2.6") for n in (2, 3)])
    kit.add(violation("li", "2024-05-04 10:00", "R5-4.2.2.6", points="-1", note="x"))
    assert kit.of("2024-05", "li")["score"]["total"] == -4  # −1 −1 −(1+1)
    # by its day it is the first: there are no points to type
    kit.refused(violation("li", "2024-05-20 10:00", "R5-4.2.2.6", on="2024-05-01", points="-4", note="x"))
    kit.add(violation("li", "2024-05-20 10:00", "R5-4.2.2.6", on="2024-05-01"))
    person = kit.of("2024-05", "li")
    assert (points(person)["R5-4.2.2.6"], cases(person)) == ([-1, -1, -2, -4], ["demerit", "warning"])


def test_notes_are_no_rung_for_who_types_points_either(make: Make) -> None:
    # R5-A21: reading without effect on work is noted; the third that had one is −(1+2), its points may be typed
    kit = make(rulebook=R5)
    kit.settings(absence_wage="100")
    effects = ("work", "none", "work", "none")
    kit.add(joined("li"))
    for n, effect in enumerate(effects, 1):
        kit.add(violation("li", f"2024-05-0{n} 10:00", "R5-4.2.2.7", effect=effect))
    kit.refused(violation("li", "2024-05-05 10:00", "R5-4.2.2.7", effect="work", points="-4", note="x"))
    kit.add(violation("li", "2024-05-05 10:00", "R5-4.2.2.7", effect="work", points="-2", note="x"))
    person = kit.of("2024-05", "li")
    assert (person["score"]["total"], cases(person)) == (-5, ["warning"])  # −1 −1 −(1+2)


@pytest.mark.parametrize(
    ("clause", "days", "fines"),
    [
        ("R6-1.5", ("03", "03"), "30.00"),  # A12: one a person and shift
        ("R6-1.5", ("03", "04"), "80.00"),  # 30 + 50
        ("R6-3.2", ("03", "03"), "150.00"),  # no such limit: 50 + 100
        ("R6-8", ("03", "03"), "100.00"),  # each act for itself
    ],
)
def test_r6_a12_one_missing_log_a_shift(make: Make, clause: str, days: tuple[str, ...], fines: str) -> None:
    kit = make(rulebook=R6)
    kit.add(joined("li"))
    more = {"code": "game"} if clause == "R6-8" else {}
    kit.add([violation("li", f"2024-05-{day} 23:{n}0", clause, **more) for n, day in enumerate(days)])
    assert kit.of("2024-05", "li")["fines"] == fines


def test_r6_a12_the_next_shift_is_the_second_rung(make: Make) -> None:
    # the second entry for the 3rd is a note: 30 + 50, not 30 + 50 + 80; of two people each has their own
    kit = make(rulebook=R6)
    kit.add(joined("li"), joined("wu"), violation("wu", "2024-05-03 23:00", "R6-1.5"))
    kit.add([violation("li", at, "R6-1.5") for at in ("2024-05-03 23:00", "2024-05-03 23:30", "2024-05-04 23:00")])
    assert [kit.of("2024-05", staff)["fines"] for staff in ("li", "wu")] == ["80.00", "30.00"]


def test_r4_a20_an_absence_logged_twice_for_one_shift(make: Make) -> None:
    # 80 − 20 = 60, not 40
    kit = make(rulebook=R4)
    kit.add(joined("li"), violation("li", "2024-06-05 12:00", "R4-3.3.01"))
    kit.add(violation("li", "2024-06-05 13:00", "R4-3.3.01"))
    assert kit.of("2024-06", "li")["score"]["total"] == 60
    kit.add(violation("li", "2024-06-06 13:00", "R4-3.3.01"))
    assert kit.of("2024-06", "li")["score"]["total"] == 40


@pytest.mark.parametrize(("times", "fines", "raised"), [
    (3, "160.00", []),  # 30 + 50 + 80
    (4, "160.00", ["withhold_month_wage"]),
    (5, "160.00", ["auto_resign", "withhold_month_wage"]),
])  # fmt: skip
def test_r6_several_at_once_pass_over_the_rungs(make: Make, times: int, fines: str, raised: list[str]) -> None:
    kit = make(rulebook=R6)
    kit.add(joined("li"), violation("li", "2024-05-03 23:00", "R6-1.5", times=times))
    person = kit.of("2024-05", "li")
    assert (person["fines"], cases(person)) == (fines, raised)


def test_r6_a_judgement_that_was_withdrawn_moves_the_next_down(make: Make) -> None:
    # 100 + 200; without the first the second is 100
    kit = make(rulebook=R6)
    kit.add(joined("li"))
    *_, judged = kit.add(complaint("A", "2024-05-03 10:00"))
    kit.add(complaint("B", "2024-05-04 10:00"))
    assert kit.of("2024-05", "li")["fines"] == "300.00"
    kit.add(line("entry.withdrawn", "2024-05-05", entry=judged.id, reason="mistake"))
    assert kit.of("2024-05", "li")["fines"] == "100.00"


def test_r7_a16_judged_in_june_booked_by_hand_for_the_day_it_came(make: Make) -> None:
    # received 05-31, confirmed 06-03 for that day: the first of May; one of June is June's first
    kit = make(rulebook=R7)
    kit.add(joined("li"), complaint("A", "2024-05-31 10:00", "2024-06-03 10:00"))
    kit.add(violation("li", "2024-06-03 11:00", "R7-6", on="2024-05-31", proposal="complaint:A"))
    kit.add(complaint("B", "2024-06-05 10:00"))
    assert [kit.of(label, "li")["fines"] for label in ("2024-05", "2024-06")] == ["50.00", "50.00"]


# leave and absence


def test_a_day_has_two_halves_however_often_leave_was_asked_for(r8: Kit) -> None:
    # 10 June twice and the 11th: 2 × 2200/30 = 146.6667, not three days
    r8.add(joined("li"), leave("li", "2024-06-10", "2024-06-10", "1"))
    r8.add(leave("li", "2024-06-10", "2024-06-11", "2", kind="sick"))
    person = r8.of("2024-06", "li")
    assert (person["attendance"]["leave_days"], amount(person, "leave")) == ("2", "-146.67")


def test_two_leaves_on_one_day_do_not_pass_the_cap_of_three(r8: Kit) -> None:
    # three days, the last of them asked for twice: 3 is fine (R8-A15)
    r8.add(
        joined("li"),
        leave("li", "2024-06-10", "2024-06-12", "3"),
        leave("li", "2024-06-12", "2024-06-12", "0.5", kind="sick"),
    )
    assert r8.of("2024-07", "li")["attendance"]["rest"]["entitled"] == 2


def test_absence_after_the_last_day_is_none(r8: Kit) -> None:
    # the last day is the 15th: half a day on it costs 3 × 2200/30, a day after it nothing
    r8.add(joined("li"), line("staff.left", "2024-06-15", staff="li", reason="x"))
    for on, count in (("2024-06-15", "0.5"), ("2024-06-16", "1")):
        r8.add(line("absence.confirmed", f"{on} 20:00", staff="li", on=on, days=count))
    assert amount(r8.of("2024-06", "li"), "absence") == "-220.00"


@pytest.mark.parametrize(("rulebook", "wanted"), [(R4, 60), (R5, -10)])
def test_absence_after_the_last_day_costs_no_points(make: Make, rulebook: str, wanted: int) -> None:
    kit = make(rulebook=rulebook)
    kit.settings(absence_wage="100")
    kit.add(joined("li"), line("staff.left", "2024-06-15", staff="li", reason="x"))
    for on in ("2024-06-15", "2024-06-16"):
        kit.add(line("absence.confirmed", f"{on} 20:00", staff="li", on=on, days="1"))
    assert kit.of("2024-06", "li")["score"]["total"] == wanted


@pytest.mark.parametrize(
    ("left", "owed", "absent"),
    [  # R8-A02: 17:29:01 is 0 minutes, 17:29:00 is 1; each end belongs to the lighter tier
        ("17:29:01", "0.00", "0"),
        ("17:29", "10.00", "0"),
        ("17:20", "10.00", "0"),
        ("17:19:59", "10.00", "0"),
        ("17:19", "20.00", "0"),
        ("17:10", "20.00", "0"),
        ("17:09", "50.00", "0"),
        ("17:00", "50.00", "0"),
        ("16:59:01", "50.00", "0"),
        ("16:59", "0.00", "0.5"),
    ],
)
def test_r8_e02_early_leave(r8: Kit, left: str, owed: str, absent: str) -> None:
    r8.add(joined("li"), worked("li", "2024-06-03", "08:30", left))
    person = r8.of("2024-06", "li")
    assert (person["packets_owed"], person["attendance"]["absence_days"]) == (owed, absent)


def test_r8_a07_late_and_early_by_more_than_half_an_hour(r8: Kit) -> None:
    # 0.5 + 0.5 = 1 day → 5 × 2200/30 = 366.6667, and no packet
    r8.add(joined("li"), worked("li", "2024-06-03", "09:01", "16:59"))
    person = r8.of("2024-06", "li")
    assert (person["packets_owed"], amount(person, "absence")) == ("0.00", "-366.67")


def test_r8_half_a_day_each_in_two_ways_is_the_step_of_a_day(r8: Kit) -> None:
    # 31 minutes late (0.5) and half a day confirmed elsewhere: 1 day; in one month (A11)
    r8.add(joined("li"), worked("li", "2024-06-03", "09:01"))
    r8.add(line("absence.confirmed", "2024-06-20", staff="li", on="2024-06-20", days="0.5"))
    assert amount(r8.of("2024-06", "li"), "absence") == "-366.67"


@pytest.mark.parametrize(("last", "full"), [("2024-06-29", False), ("2024-06-30", True)])
def test_r8_full_attendance_of_who_left_on_the_last_day(r8: Kit, last: str, full: bool) -> None:
    r8.add(joined("li"), line("staff.left", last, staff="li", reason="x"))
    assert ("full_attendance" in amounts(r8.of("2024-06", "li"))) is full


def test_r8_more_rest_than_there_is_costs_nothing(r8: Kit) -> None:
    # two are due, three were granted: nothing is left to pay, nothing is taken off
    r8.add(joined("li"), *(rest("li", f"2024-06-{n}") for n in (10, 17, 24)))
    assert "unused_rest" not in amounts(r8.of("2024-06", "li"))


# pay of achievements


@pytest.mark.parametrize(
    ("shipped", "paid", "shares"),
    [
        (4321, "432.10", "8.2% / 13%"),  # 432.10 ÷ 5250 = 8.2305%
        (6825, "682.50", "13% / 13%"),  # R2-A09: 13% of 5,250.00
        (1, "0.10", "0% / 13%"),
    ],
)
def test_r2_a09_the_actual_share_stands_beside_the_design(make: Make, shipped: int, paid: str, shares: str) -> None:
    kit = make(rulebook=R2)
    kit.add(joined("li"), line("waybills.counted", "2024-06-30", staff="li", month="2024-06", shipped=shipped))
    (found,) = [each for each in kit.of("2024-06", "li")["lines"] if each["line"] == "commission"]
    assert (found["amount"], found["working"]) == (paid, f"0.1 × {shipped} ({shares})")


def test_r2_without_a_package_there_is_no_share_to_show(make: Make) -> None:
    kit = make(rulebook=R2)
    kit.settings(reference_package="")
    kit.add(joined("li"), line("waybills.counted", "2024-06-30", staff="li", month="2024-06", shipped=10))
    (found,) = [each for each in kit.of("2024-06", "li")["lines"] if each["line"] == "commission"]
    assert (found["amount"], found["working"]) == ("1.00", "0.1 × 10")


def test_r3_two_who_tie_twice_and_part_in_the_third_month(make: Make) -> None:
    # A06: January and February tied: 50, 100 for each; March only li: 200; wu begins anew in April with 50
    kit = make(rulebook=R3)
    kit.add(joined("li"), joined("wu"))
    sales = {"2024-01": ("100", "100"), "2024-02": ("100", "100"), "2024-03": ("100", "99.99"), "2024-04": ("1", "2")}
    for label, both in sales.items():
        for staff, sold in zip(("li", "wu"), both, strict=True):
            metrics = {"sales_cny": sold, "enquirers": "10", "buyers": "5"}
            kit.add(line("kpi.reported", f"{label}-28", staff=staff, month=label, metrics=metrics, source="x"))
    found = [[amount(kit.of(label, staff), "award") for staff in ("li", "wu")] for label in sales]
    assert found == [["50.00", "50.00"], ["100.00", "100.00"], ["200.00", "0.00"], ["0.00", "50.00"]]


def test_r3_who_was_first_and_left_is_not_in_the_way_of_the_next_month(make: Make) -> None:
    # li is first in May and leaves; what is reported for June of li is nobody's, and wu begins at 50
    kit = make(rulebook=R3)
    kit.add(joined("li"), joined("wu"))
    for label, sold in (("2024-05", ("9", "8")), ("2024-06", ("9", "8"))):
        for staff, each in zip(("li", "wu"), sold, strict=True):
            metrics = {"sales_cny": each, "enquirers": "10", "buyers": "5"}
            kit.add(line("kpi.reported", f"{label}-28", staff=staff, month=label, metrics=metrics, source="x"))
    kit.add(line("staff.left", "2024-05-31", staff="li", reason="x"))
    assert amount(kit.of("2024-06", "wu"), "award") == "50.00"


def test_r4_who_comes_back_starts_the_float_anew(make: Make) -> None:
    # back on 20 May: May and June are months 1 and 2, July is 3 (A11): 80 − 10 = 70 → −100
    kit = make(rulebook=R4)
    kit.add(joined("li", "2024-01-01"), line("staff.left", "2024-04-10", staff="li", reason="x"))
    kit.add(joined("li", "2024-05-20"))
    for label in ("04-05", "06-10", "07-10"):
        kit.add(violation("li", f"2024-{label} 12:00", "R4-3.2.01"))
    assert [amount(kit.of(label, "li"), "float") for label in ("2024-04", "2024-06", "2024-07")] == [
        "-100.00",
        "0.00",
        "-100.00",
    ]


def test_r4_a_judgement_taken_back_gives_the_bonus_back(make: Make) -> None:
    # a quarrel judged valid: 80 − 20 = 60; the judgement withdrawn: 80 + 5 = 85
    kit = make(rulebook=R4)
    kit.settings(shift__day="09:00-17:00")
    kit.add(joined("li"), worked("li", "2024-06-03", "09:00", "17:00"))
    *_, judged = kit.add(complaint("A", "2024-06-03 10:00", quarrel=True))
    assert kit.of("2024-06", "li")["score"]["total"] == 60
    kit.add(line("entry.withdrawn", "2024-06-05", entry=judged.id, reason="mistake"))
    assert kit.of("2024-06", "li")["score"]["total"] == 85


def test_r4_a_complaint_judged_valid_and_later_invalid(make: Make) -> None:
    kit = make(rulebook=R4)
    kit.settings(shift__day="09:00-17:00")
    kit.add(joined("li"), worked("li", "2024-06-03", "09:00", "17:00"))
    kit.add(complaint("A", "2024-06-03 10:00", quarrel=True))
    kit.add(line("complaint.judged", "2024-06-06 10:00", complaint="A", valid=False))
    assert kit.of("2024-06", "li")["score"]["total"] == 85  # 80 + 5


@pytest.mark.parametrize(
    ("wage", "days", "paid"),
    [("120.55", "0.5", "-60.28"), ("120.55", "1", "-120.55"), ("0.01", "0.5", "-0.01"), ("99.99", "2.5", "-249.98")],
)
def test_r5_a17_half_a_fen_goes_up_once(make: Make, wage: str, days: str, paid: str) -> None:
    # 60.275, 120.55, 0.005, 249.975
    kit = make(rulebook=R5)
    kit.settings(absence_wage=wage)
    kit.add(joined("li"), line("absence.confirmed", "2024-05-04", staff="li", on="2024-05-03", days=days))
    assert amount(kit.of("2024-05", "li"), "absence") == paid


@pytest.mark.parametrize("rulebook", [R1, R2, R3, R4, R5, R6, R7, R8])
def test_a_person_without_any_fact_has_a_month_in_every_regime(make: Make, rulebook: str) -> None:
    kit = make(rulebook=rulebook)
    kit.add(joined("li"))
    person = kit.of("2024-06", "li")
    assert (person["fines"], person["packets_owed"], cases(person)) == ("0.00", "0.00", [])
    assert person["attendance"]["absence_days"] == "0"


@pytest.mark.parametrize("rulebook", [R1, R2, R3, R4, R5, R6, R7, R8])
def test_a_month_without_anybody(make: Make, rulebook: str) -> None:
    assert make(rulebook=rulebook).month("2024-06")["staff"] == []
