"""R4: scores, grades, escalation, bonuses, the pay float, cases. Opening 80; float (score − 80) × 10 within ±300."""

import pytest
from kit import Kit, amount, amounts, cases, joined, line, points, punch, scored, shift, violation, worked

LEVELS = {
    "R4-3.1.01": -2, "R4-3.1.02": -2, "R4-3.1.03": -2, "R4-3.1.04": -2, "R4-3.1.05": -5, "R4-3.1.06": -5,
    "R4-3.1.07": -5, "R4-3.1.08": -2, "R4-3.1.09": -1, "R4-3.1.10": -2, "R4-3.1.11": -5, "R4-3.1.12": -2,
    "R4-3.1.13": -5, "R4-3.1.14": -2,
    "R4-3.2.01": -10, "R4-3.2.02": -10, "R4-3.2.03": -10, "R4-3.2.04": -10, "R4-3.2.05": -10, "R4-3.2.06": -10,
    "R4-3.2.07": -10, "R4-3.2.08": -10,
    "R4-3.3.01": -20, "R4-3.3.02": -20, "R4-3.3.03": -20, "R4-3.3.04": -20, "R4-3.3.06": -20,
}  # fmt: skip


@pytest.fixture
def shop(r4: Kit) -> Kit:
    """Two people; `li` worked and had a valid complaint without a quarrel, so that there is no R4-2.05."""
    r4.add(joined("li"), joined("pei", roles=["training_specialist"]), worked("li", "2024-06-03", "09:00", "17:00"))
    r4.add(line("complaint.received", "2024-06-03 10:00", complaint="C", staff="li"))
    r4.add(line("complaint.judged", "2024-06-03 18:00", complaint="C", valid=True))
    return r4


def _v(clause: str, day: int = 4, **fields: object) -> dict[str, object]:
    return violation("li", f"2024-06-{day:02d} 12:00", clause, **fields)


def _exam(score: str, full: str = "100", staff: str = "li") -> dict[str, object]:
    return line("exam.scored", "2024-06-20 14:00", staff=staff, score=score, full=full)


def _merit(clause: str, day: int) -> dict[str, object]:
    return line("merit.logged", f"2024-06-{day:02d} 12:00", staff="li", clause=clause)


def test_e01_a_clean_month(r4: Kit) -> None:
    # 80 + 5 = 85; (85 − 80) × 10 = 50
    r4.add(joined("li"), worked("li", "2024-06-03", "09:00", "17:00"))
    assert scored(r4.of("2024-06", "li")) == (85, "B", "50.00")


def test_e01_needs_a_worked_shift(r4: Kit) -> None:
    r4.add(joined("li"), joined("wu"), shift("wu", "2024-06-03"))
    r4.add(line("absence.confirmed", "2024-06-04", staff="wu", on="2024-06-03", days="1"))
    assert scored(r4.of("2024-06", "li")) == (80, "B", "0.00")  # nothing worked (A12); 80 is B
    assert scored(r4.of("2024-06", "wu")) == (60, "E", "-200.00")  # the only shift was absence


@pytest.mark.parametrize("fact", [
    line("seat.taken", "2024-06-03 09:00", staff="li"),
    punch("li", "2024-06-03 09:00", "in"),
    shift("li", "2024-06-03"),
])  # fmt: skip
def test_a_worked_shift_is_a_seat_a_punch_or_a_plan_that_is_over(r4: Kit, fact: dict[str, object]) -> None:
    r4.add(joined("li"), fact)
    assert r4.of("2024-06", "li")["score"]["total"] == 85


@pytest.mark.parametrize(
    ("facts", "total"),
    [
        ([], 80),  # the others' coming was recorded that day, so that a plan alone proves nothing
        ([punch("li", "2024-06-03 09:00", "in")], 85),
        ([line("seat.taken", "2024-06-03 09:05", staff="li")], 85),
        ([shift("li", "2024-06-04")], 85),  # a day of which nobody's coming was recorded
    ],
)
def test_where_coming_is_recorded_a_plan_alone_is_no_worked_shift(
    r4: Kit, facts: list[dict[str, object]], total: int
) -> None:
    r4.add(joined("li"), joined("wu"), shift("li", "2024-06-03"), worked("wu", "2024-06-03", "09:00", "17:00"))
    r4.add(facts)
    assert r4.of("2024-06", "li")["score"]["total"] == total
    assert r4.of("2024-06", "wu")["score"]["total"] == 85


def test_an_invalid_or_open_complaint_leaves_the_bonus(r4: Kit) -> None:
    r4.add(joined("li"), worked("li", "2024-06-03", "09:00", "17:00"))
    for key in ("C1", "C2"):
        r4.add(line("complaint.received", "2024-06-03 10:00", complaint=key, staff="li"))
    r4.add(line("complaint.judged", "2024-06-04", complaint="C1", valid=False))
    assert r4.of("2024-06", "li")["score"]["total"] == 85


def test_a_complaint_of_june_does_not_spoil_july(shop: Kit) -> None:
    shop.add(worked("li", "2024-07-01", "09:00", "17:00"))
    assert shop.of("2024-06", "li")["score"]["total"] == 80
    assert shop.of("2024-07", "li")["score"]["total"] == 85


@pytest.mark.parametrize(
    ("fact", "wanted"),
    [
        (_exam("60"), (80, "B", "0.00")),  # E02: exactly 60 passes (A19)
        (_exam("59"), (70, "C", "-100.00")),  # E10: 80 − 10
        (_exam("59.5"), (70, "C", "-100.00")),
        (_exam("100"), (85, "B", "50.00")),  # full marks +5
        (_exam("99.5"), (80, "B", "0.00")),
        (_exam("30", "50"), (80, "B", "0.00")),  # 60 of a hundred
        (_exam("29", "50"), (70, "C", "-100.00")),
        (_exam("50", "50"), (85, "B", "50.00")),
        (_exam("0"), (70, "C", "-100.00")),
    ],
)
def test_e02_e10_exams(shop: Kit, fact: dict[str, object], wanted: tuple[int, str, str]) -> None:
    shop.add(fact)
    assert scored(shop.of("2024-06", "li")) == wanted


def test_no_exam_is_no_entry(shop: Kit) -> None:
    shop.add(_exam("100", staff="pei"))
    assert points(shop.of("2024-06", "li")) == {}  # A30


@pytest.mark.parametrize(("clause", "price"), LEVELS.items())
def test_every_priced_clause(shop: Kit, clause: str, price: int) -> None:
    shop.add(_v(clause, amount="1" if clause == "R4-3.3.04" else None))
    assert points(shop.of("2024-06", "li")) == {clause: [price]}
    shop.add(_v(clause, 5, times=2))
    assert points(shop.of("2024-06", "li"))[clause] == [price, 2 * price]


def test_e03_the_cap_comes_after_the_deductions(shop: Kit) -> None:
    # 80 + 40 − 5 = 115 → 110; (110 − 80) × 10 = 300
    shop.add([_merit("R4-2.03", n) for n in range(5, 13)], _v("R4-3.1.14", points="-5", note="order 1 wrong"))
    person = shop.of("2024-06", "li")
    assert scored(person) == (110, "A", "300.00")
    assert "R4-1.5" in person["score"]["clauses"]


def test_e04_exactly_110(shop: Kit) -> None:
    # 80 + 6 × 5 = 110, not cut
    shop.add([_merit("R4-2.06", n) for n in range(5, 11)])
    person = shop.of("2024-06", "li")
    assert scored(person) == (110, "A", "300.00")
    assert "R4-1.5" not in person["score"]["clauses"]


def test_e05_a_good_month(r4: Kit) -> None:
    # 80 + 5 exam + 5 no complaint + 5 cover − 2 − 2 = 91; 110
    r4.add(joined("li"), worked("li", "2024-06-03", "09:00", "17:00"), _exam("100"), _merit("R4-2.03", 8))
    r4.add(_v("R4-3.1.12", 4), _v("R4-3.1.12", 5))
    assert scored(r4.of("2024-06", "li")) == (91, "A", "110.00")


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [  # E06: the ends of the grades (A05) and of dismissal (A10)
        ([_merit("R4-2.04", 5), _merit("R4-2.04", 6)], (90, "B", "100.00")),
        ([*(_merit("R4-2.04", n) for n in (5, 6, 7)), _v("R4-3.1.01"), _v("R4-3.1.01", 5)], (91, "A", "110.00")),
        ([], (80, "B", "0.00")),
        ([_v("R4-3.1.09")], (79, "C", "-10.00")),
        ([_v("R4-3.2.01")], (70, "C", "-100.00")),  # E07
        ([_v("R4-3.2.01"), _v("R4-3.1.09")], (69, "D", "-110.00")),
        ([_v("R4-3.2.01"), _v("R4-3.1.01")], (68, "D", "-120.00")),  # T03
        ([_v("R4-3.2.01"), _v("R4-3.1.05")], (65, "D", "-150.00")),
        ([_v("R4-3.2.01"), _v("R4-3.1.05"), _v("R4-3.1.09")], (64, "E", "-160.00")),
        ([_v("R4-3.3.03")], (60, "E", "-200.00")),
        ([_v("R4-3.3.03"), _v("R4-3.1.09")], (59, None, "-210.00")),  # T04, E08, A27
        ([_v("R4-3.3.03"), _v("R4-3.1.05"), _v("R4-3.1.05", 5)], (50, None, "-300.00")),
        ([_v("R4-3.3.03", times=2), _v("R4-3.1.09")], (39, None, "-300.00")),
        ([_v("R4-3.3.03", times=5)], (-20, None, "-300.00")),  # no lower end of the score (A04)
    ],
)  # fmt: skip
def test_e06_grades_and_float(shop: Kit, facts: list[dict[str, object]], wanted: tuple[int, str | None, str]) -> None:
    shop.add(facts)
    person = shop.of("2024-06", "li")
    assert scored(person) == wanted
    assert cases(person) == (["dismiss"] if wanted[0] < 60 else [])


def test_e09_absence(shop: Kit) -> None:
    shop.add(line("absence.confirmed", "2024-06-05", staff="li", on="2024-06-05", days="1"))
    person = shop.of("2024-06", "li")
    assert (scored(person), cases(person)) == ((60, "E", "-200.00"), [])


@pytest.mark.parametrize(("count", "total"), [("0.5", 60), ("1", 60), ("1.5", 40), ("2", 40)])
def test_absence_is_priced_a_shift(shop: Kit, count: str, total: int) -> None:
    shop.add(line("absence.confirmed", "2024-06-05", staff="li", on="2024-06-05", days=count))
    assert shop.of("2024-06", "li")["score"]["total"] == total  # A20


def test_absence_said_in_three_ways_is_one(shop: Kit) -> None:
    shop.add(line("absence.confirmed", "2024-06-05", staff="li", on="2024-06-05", days="1"))
    shop.add(line("absence.confirmed", "2024-06-06", staff="li", on="2024-06-05", days="1", reason="HR says so too"))
    shop.add(_v("R4-3.3.01", 7, on="2024-06-05"))
    assert points(shop.of("2024-06", "li")) == {"R4-3.3.01": [-20]}


def test_two_absences_one_logged_as_well(shop: Kit) -> None:
    shop.add(line("absence.confirmed", "2024-06-05", staff="li", on="2024-06-05", days="2"))
    shop.add(_v("R4-3.3.01", 5))
    assert points(shop.of("2024-06", "li")) == {"R4-3.3.01": [-20, -20]}


def test_a_missed_shift_alone_is_no_absence(shop: Kit) -> None:
    shop.add(shift("li", "2024-06-05"), worked("li", "2024-06-06", "11:00", "17:00"))
    assert points(shop.of("2024-06", "li")) == {}  # proposed only; a person books it


def test_e11_four_light(shop: Kit) -> None:
    # 80 − 2 − 2 − 5 − 2 = 69; four 条 → −20 → 49; −310 → −300
    shop.add(_v("R4-3.1.01"), _v("R4-3.1.02"), _v("R4-3.1.07"), _v("R4-3.1.10"))
    person = shop.of("2024-06", "li")
    assert (scored(person), cases(person)) == ((49, None, "-300.00"), ["dismiss"])
    assert points(person)["R4-3.3.05"] == [-20]


def test_e12_four_entries_of_one_clause_are_one(shop: Kit) -> None:
    # 80 − 4 × 2 = 72: one 条
    shop.add([_v("R4-3.1.01", n) for n in range(4, 8)])
    assert scored(shop.of("2024-06", "li")) == (72, "C", "-80.00")


def test_e13_two_medium(shop: Kit) -> None:
    # 80 − 10 − 10 = 60; two 条 → −20 → 40
    shop.add(_v("R4-3.2.01"), line("meeting.held", "2024-06-05 10:00", meeting="M", absent=["li"], excused=["pei"]))
    person = shop.of("2024-06", "li")
    assert (scored(person), cases(person)) == ((40, None, "-300.00"), ["dismiss"])
    assert points(shop.of("2024-06", "pei")) == {}  # with leave


def test_e14_two_entries_of_one_medium_clause(shop: Kit) -> None:
    shop.add(_v("R4-3.2.01"), _v("R4-3.2.01", 5))
    assert scored(shop.of("2024-06", "li")) == (60, "E", "-200.00")


def test_e15_one_medium_and_three_light(shop: Kit) -> None:
    shop.add(_v("R4-3.2.01"), _v("R4-3.1.01"), _v("R4-3.1.02"), _v("R4-3.1.07"))
    assert scored(shop.of("2024-06", "li")) == (61, "E", "-190.00")


def test_e16_both_conditions_cost_once(shop: Kit) -> None:
    # 80 − 20 − (2 + 2 + 5 + 2) − 20 = 29
    shop.add(_v("R4-3.2.01"), _v("R4-3.2.02"), _v("R4-3.1.01"), _v("R4-3.1.02"), _v("R4-3.1.07"), _v("R4-3.1.10"))
    person = shop.of("2024-06", "li")
    assert (person["score"]["total"], points(person)["R4-3.3.05"]) == (29, [-20])


def test_severe_ones_do_not_count_for_the_extra(shop: Kit) -> None:
    # 80 − 20 − 20 − 10 − 6 = 24: one medium, three light, two severe
    shop.add(_v("R4-3.3.03"), _v("R4-3.3.04", amount="99.90"), _v("R4-3.2.01"))
    shop.add(_v("R4-3.1.01"), _v("R4-3.1.02"), _v("R4-3.1.03"))
    assert shop.of("2024-06", "li")["score"]["total"] == 24


def test_clauses_of_two_months_do_not_add_up(shop: Kit) -> None:
    shop.add(_v("R4-3.1.01"), _v("R4-3.1.02"), violation("li", "2024-07-01 10:00", "R4-3.1.07"))
    shop.add(violation("li", "2024-07-02 10:00", "R4-3.1.10"))
    assert "R4-3.3.05" not in points(shop.of("2024-06", "li"))
    assert "R4-3.3.05" not in points(shop.of("2024-07", "li"))


def test_e17_absence_and_a_game(shop: Kit) -> None:
    # 80 − 20 − 10 = 50: one severe, one medium
    shop.add(line("absence.confirmed", "2024-06-05", staff="li", on="2024-06-05", days="1"), _v("R4-3.2.01"))
    person = shop.of("2024-06", "li")
    assert (scored(person), cases(person)) == ((50, None, "-300.00"), ["dismiss"])


def test_a_derived_fact_and_its_confirmation_are_one(shop: Kit) -> None:
    shop.add(_exam("59"), violation("li", "2024-06-20 15:00", "R4-3.2.07"))
    shop.add(line("meeting.held", "2024-06-05 10:00", meeting="M", absent=["li"]), _v("R4-3.2.06", 5))
    assert points(shop.of("2024-06", "li")) == {"R4-3.2.06": [-10], "R4-3.2.07": [-10], "R4-3.3.05": [-20]}


def test_an_appeal_frees_from_the_derived_one_too(shop: Kit) -> None:
    shop.add(line("meeting.held", "2024-06-05 10:00", meeting="M", absent=["li"]))
    shop.add(_v("R4-3.2.06", 5, violation="V"))
    shop.add(line("appeal.filed", "2024-06-06", appeal="A", violation="V", staff="li", reason="I was there"))
    assert "appeal_pending" in shop.of("2024-06", "li")["flags"]
    assert shop.of("2024-06", "li")["score"]["total"] == 70
    shop.add(line("appeal.decided", "2024-06-07", appeal="A", upheld=True, reason="seen"))
    assert points(shop.of("2024-06", "li")) == {}


def test_a_rejected_appeal_changes_nothing(shop: Kit) -> None:
    shop.add(_v("R4-3.2.01", violation="V"))
    shop.add(line("appeal.filed", "2024-06-06", appeal="A", violation="V", staff="li", reason="no"))
    shop.add(line("appeal.decided", "2024-06-07", appeal="A", upheld=False))
    assert points(shop.of("2024-06", "li")) == {"R4-3.2.01": [-10]}
    assert "appeal_pending" not in shop.of("2024-06", "li")["flags"]


def test_an_upheld_appeal_takes_the_extra_with_it(shop: Kit) -> None:
    shop.add(_v("R4-3.2.01", violation="V"), _v("R4-3.2.02", 5))
    shop.add(line("appeal.filed", "2024-06-06", appeal="A", violation="V", staff="li", reason="no"))
    shop.add(line("appeal.decided", "2024-06-07", appeal="A", upheld=True))
    assert scored(shop.of("2024-06", "li")) == (70, "C", "-100.00")


def test_withdrawn_and_logged_anew(shop: Kit) -> None:
    shop.add(_v("R4-3.1.08", points="-5", note="x", violation="V"))
    shop.add(line("entry.withdrawn", "2024-06-05", entry="V", reason="wrong person"))
    assert points(shop.of("2024-06", "li")) == {}
    shop.add(_v("R4-3.1.08", points="-3", note="x", violation="V2"))
    assert points(shop.of("2024-06", "li")) == {"R4-3.1.08": [-3]}


@pytest.mark.parametrize(("quarrel", "total"), [(True, 60), (False, 80)])
def test_e18_a_quarrel_judged_valid(r4: Kit, quarrel: bool, total: int) -> None:
    r4.add(joined("li"), worked("li", "2024-06-03", "09:00", "17:00"))
    r4.add(line("complaint.received", "2024-06-03 10:00", complaint="C", staff="li"))
    r4.add(line("complaint.judged", "2024-06-03 18:00", complaint="C", valid=True, quarrel=quarrel))
    assert r4.of("2024-06", "li")["score"]["total"] == total  # no bonus; −20 only with a quarrel


def test_a_logged_quarrel_ends_the_bonus_too(r4: Kit) -> None:
    r4.add(joined("li"), worked("li", "2024-06-03", "09:00", "17:00"), _v("R4-3.3.02"))
    assert r4.of("2024-06", "li")["score"]["total"] == 60  # A21: a valid complaint, confirmed by the scorer


def test_e19_the_float_starts_in_the_third_month(r4: Kit) -> None:
    # joined 28 March: March 82 and April 68 are months 1 and 2; May 68 → −120 (A11)
    r4.add(joined("li", "2024-03-28"))
    for label in ("03-29", "04-15", "05-15"):
        r4.add(worked("li", f"2024-{label}", "09:00", "17:00"))
        r4.add(line("complaint.received", f"2024-{label} 10:00", complaint=label, staff="li"))
        r4.add(line("complaint.judged", f"2024-{label} 18:00", complaint=label, valid=True))
    r4.add(line("merit.logged", "2024-03-29 12:00", staff="li", clause="R4-2.03"))
    r4.add(violation("li", "2024-03-30 12:00", "R4-3.1.08", points="-3", note="x"))
    for label in ("04-16", "05-16"):
        r4.add(violation("li", f"2024-{label} 12:00", "R4-3.2.01"), violation("li", f"2024-{label}", "R4-3.1.01"))
    assert scored(r4.of("2024-03", "li")) == (82, "B", "0.00")
    assert scored(r4.of("2024-04", "li")) == (68, "D", "0.00")
    assert scored(r4.of("2024-05", "li")) == (68, "D", "-120.00")


def test_e20_joined_on_the_first(r4: Kit) -> None:
    r4.add(joined("li", "2024-03-01"), violation("li", "2024-05-10", "R4-3.2.01"))
    assert amount(r4.of("2024-05", "li"), "float") == "-100.00"


def test_no_proration_for_a_leaver(shop: Kit) -> None:
    shop.add(_v("R4-3.2.01"), line("staff.left", "2024-06-10", staff="li", reason="moved"))
    assert amount(shop.of("2024-06", "li"), "float") == "-100.00"  # A22


@pytest.mark.parametrize("clause", ["R4-3.3.07", "R4-3.3.08", "R4-3.3.09", "R4-3.3.10"])
def test_dismissal_acts_are_cases_without_points(shop: Kit, clause: str) -> None:
    shop.add(_v(clause))
    person = shop.of("2024-06", "li")
    assert (scored(person), cases(person)) == ((80, "B", "0.00"), ["dismiss"])  # A28
    assert person["cases"][0]["clauses"] == [clause]


def test_equipment_is_made_good_at_its_price(shop: Kit) -> None:
    shop.add(_v("R4-3.3.04", amount="1299.50", note="monitor"))
    assert amounts(shop.of("2024-06", "li")) == {"float": ["-200.00"], "compensation": ["-1299.50"]}


def test_spot_checks_are_priced_an_error(shop: Kit) -> None:
    # 3 errors at 5 = 15; several 次, one 条 (A18)
    shop.add(_v("R4-3.1.14", points="-5", errors=3, note="3 wrong"), _v("R4-3.1.14", 5, errors=2))
    assert points(shop.of("2024-06", "li")) == {"R4-3.1.14": [-15, -4]}


def test_late_and_early_on_one_day_are_two(shop: Kit) -> None:
    shop.add(_v("R4-3.1.04", note="late"), violation("li", "2024-06-04 16:50", "R4-3.1.04", note="early"))
    assert points(shop.of("2024-06", "li")) == {"R4-3.1.04": [-2, -2]}  # A14


def _kpi(staff: str, volume: str, quality: str) -> dict[str, object]:
    metrics = {"volume": volume, "quality": quality}
    return line("kpi.reported", "2024-06-30", staff=staff, month="2024-06", metrics=metrics, source="chitu")


@pytest.mark.parametrize(
    ("li", "pei", "bonus"),
    [  # E24: first in both, ties share (A13)
        (("900", "99"), ("800", "98"), True),
        (("900", "98"), ("800", "99"), False),
        (("900", "99"), ("900", "99"), True),
        (("900.5", "99"), ("1000", "99"), False),
        (("1000", "99.0"), ("900", "99"), True),
    ],
)
def test_e24_first_in_volume_and_quality(shop: Kit, li: tuple[str, str], pei: tuple[str, str], bonus: bool) -> None:
    shop.add(_kpi("li", *li), _kpi("pei", *pei))
    assert points(shop.of("2024-06", "li")) == ({"R4-2.01": [5]} if bonus else {})


@pytest.mark.parametrize("clause", ["R4-3.1.09", "R4-3.3.07"])
def test_first_needs_a_month_without_violation(shop: Kit, clause: str) -> None:
    shop.add(_kpi("li", "900", "99"), _kpi("pei", "800", "98"), _v(clause, violation="V"))
    assert "R4-2.01" not in points(shop.of("2024-06", "li"))
    shop.add(line("entry.withdrawn", "2024-06-05", entry="V"))
    assert points(shop.of("2024-06", "li")) == {"R4-2.01": [5]}


@pytest.mark.parametrize(
    ("adjustment", "total", "money"), [("5", 110, "300.00"), ("-5", 103, "230.00"), ("0", 108, "280.00")]
)
def test_e25_leaders_adjustment_before_the_cap(r4: Kit, adjustment: str, total: int, money: str) -> None:
    # 80 + 5 no complaint + 5 × 5 − 2 = 108; + 5 = 113 → 110
    r4.add(joined("li", roles=["lead"]), joined("pei", roles=["training_specialist"]))
    r4.add(worked("li", "2024-06-03", "09:00", "17:00"), [_merit("R4-2.03", n) for n in range(5, 10)], _v("R4-3.1.01"))
    adjusted = line("score.adjusted", "2024-06-30 18:00", staff="li", month="2024-06", points=adjustment,
                    reason="June campaign", by="pei")  # fmt: skip
    r4.add(adjusted)
    assert scored(r4.of("2024-06", "li"))[::2] == (total, money)


def test_e21_e22_last_two_months_running(r4: Kit) -> None:
    # last with 70 and 66: no case; last with 69 and 66: case (A09)
    for staff in ("li", "wu", "zhao"):
        r4.add(joined(staff))
    r4.add(violation("li", "2024-04-10", "R4-3.2.01"), violation("wu", "2024-04-10", "R4-3.1.01"))
    r4.add(violation("li", "2024-05-10", "R4-3.2.01"), violation("li", "2024-05-11", "R4-3.1.01", times=2))
    r4.add(violation("wu", "2024-05-10", "R4-3.1.01"))
    assert r4.of("2024-04", "li")["score"]["total"] == 70
    assert scored(r4.of("2024-05", "li"))[0] == 66
    assert cases(r4.of("2024-05", "li")) == []
    r4.add(violation("li", "2024-04-12", "R4-3.1.09"))  # 69
    assert cases(r4.of("2024-05", "li")) == ["dismiss"]
    assert r4.of("2024-05", "li")["cases"][0]["clauses"] == ["R4-1.3"]
    assert cases(r4.of("2024-06", "li")) == []  # June: nobody is last, all have 80


@pytest.mark.parametrize("tie", ["2024-04-12", "2024-05-12"])
def test_a_tie_is_nobody(r4: Kit, tie: str) -> None:
    for staff in ("li", "wu", "zhao"):
        r4.add(joined(staff))
    for on in ("2024-04-10", "2024-05-10"):
        r4.add(violation("li", on, "R4-3.2.01"), violation("li", on, "R4-3.1.05"))  # 65
    assert cases(r4.of("2024-05", "li")) == ["dismiss"]
    r4.add(violation("wu", tie, "R4-3.2.02"), violation("wu", tie, "R4-3.1.11"))  # 65 as well
    assert cases(r4.of("2024-05", "li")) == []


def test_alone_nobody_is_last(r4: Kit) -> None:
    r4.add(joined("li"), *(violation("li", on, "R4-3.2.01", times=1) for on in ("2024-04-10", "2024-05-10")))
    r4.add(*(violation("li", on, "R4-3.1.05") for on in ("2024-04-11", "2024-05-11")))
    assert cases(r4.of("2024-05", "li")) == []


def test_shift_to_midnight_at_month_end(r4: Kit) -> None:
    # 16:00–24:00 on 30 June: what happens at 24:00, and in the open chats after it, belongs to June (G9)
    r4.add(joined("li"), joined("wu"), shift("li", "2024-06-30", "late"))
    r4.add(violation("li", "2024-06-30 24:00", "R4-3.1.01"), violation("li", "2024-07-01 00:20", "R4-3.1.10"))
    r4.add(violation("li", "2024-07-01 09:00", "R4-3.2.01"), violation("wu", "2024-06-30 24:00", "R4-3.1.01"))
    assert points(r4.of("2024-06", "li")) | {"R4-2.05": [5]} == {"R4-3.1.01": [-2], "R4-3.1.10": [-2], "R4-2.05": [5]}
    assert points(r4.of("2024-07", "li")) == {"R4-3.2.01": [-10]}
    assert points(r4.of("2024-07", "wu")) == {"R4-3.1.01": [-2]}  # no shift: the calendar day


def test_a_day_that_is_named_wins(r4: Kit) -> None:
    r4.add(joined("li"), violation("li", "2024-07-02 10:00", "R4-3.1.01", on="2024-06-28"))
    (entry,) = r4.of("2024-06", "li")["score"]["entries"]
    assert (entry["clause"], entry["on"]) == ("R4-3.1.01", "2024-06-28")


@pytest.mark.parametrize(
    ("left", "reason", "months", "wanted", "fee"),
    [
        ("2024-03-31", "辞职", None, ["no_settlement"], None),
        ("2024-03-31", "resigned", 3, ["no_settlement"], None),  # both match: R4-6.1 first (A25)
        ("2024-04-01", "resigned", 3, ["training_fee"], "2000.00"),
        ("2024-05-31", "resigned", 3, ["training_fee"], "2000.00"),
        ("2024-06-01", "resigned", 3, [], None),
        ("2024-04-10", "resigned", None, [], None),
        ("2024-03-15", "dismissed", 3, [], None),
    ],
)
def test_e26_resignations_are_cases(
    r4: Kit, left: str, reason: str, months: int | None, wanted: list[str], fee: str | None
) -> None:
    # half of 4000.00 a month is shown and not deducted
    r4.add(joined("li", "2024-03-01", base="4000", probation_months=months))
    r4.add(line("staff.left", left, staff="li", reason=reason))
    person = r4.of(left[:7], "li")
    assert cases(person) == wanted
    assert [each.get("amount") for each in person["cases"]] == ([fee] if wanted else [])
    assert amounts(person) == {}


def test_confirmed_before_leaving_is_no_probation(r4: Kit) -> None:
    r4.add(
        joined("li", "2024-03-01", base="4000", probation_months=3), line("staff.confirmed", "2024-04-20", staff="li")
    )
    r4.add(line("staff.left", "2024-05-10", staff="li", reason="resigned"))
    assert cases(r4.of("2024-05", "li")) == []


def test_early_confirmation_is_suggested(r4: Kit) -> None:
    # A (> 90) in every month of probation: 80 + 15 = 95
    r4.add(joined("li", "2024-05-10", probation_months=3))
    for label in ("05", "06"):
        r4.add(*(line("merit.logged", f"2024-{label}-{n} 12:00", staff="li", clause="R4-2.04") for n in (20, 21, 22)))
    assert "early_confirmation" in r4.of("2024-06", "li")["flags"]
    r4.add(violation("li", "2024-05-25", "R4-3.1.05"))  # May 90: grade B
    assert "early_confirmation" not in r4.of("2024-06", "li")["flags"]


def test_a_person_without_any_fact(r4: Kit) -> None:
    r4.add(joined("li"))
    person = r4.of("2024-06", "li")
    assert scored(person) == (80, "B", "0.00")
    assert (person["net"], person["packets_owed"], cases(person)) == ("0.00", "0.00", [])
