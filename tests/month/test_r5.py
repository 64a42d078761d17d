"""R5: net points from 0, lateness tiers, absence, counted offences, complaints and praise."""

from collections.abc import Callable
from typing import Any

import pytest
from kit import Kit, amount, amounts, cases, days, joined, line, points, shift, violation, worked

R5 = "r5-etiquette-counts"
PHONE, IDLE, READING = "R5-4.2.2.5", "R5-4.2.2.6", "R5-4.2.2.7"
LATE, SLEEP, QUARREL, COMPLAINT = "R5-4.2.2.3", "R5-4.2.2.4", "R5-4.2.2.1", "R5-4.2.2.2"
PRAISE = "R5-4.3.1"


@pytest.fixture
def r5(make: Callable[..., Kit]) -> Kit:
    """A shop under R5: shift 09:00-17:00, a day of absence costs 120 yuan."""
    kit = make(rulebook=R5)
    kit.settings(shift__day="09:00-17:00", absence_wage="120.00")
    return kit


def came(on: str, clock: str) -> list[dict[str, Any]]:
    """A day worked to its end."""
    return worked("li", on, clock, "17:00")


def absent(on: str, count: str = "1") -> dict[str, Any]:
    """Absence that was confirmed."""
    return line("absence.confirmed", f"{on} 18:00", staff="li", on=on, days=count)


def offences(clause: str, count: int, label: str = "2024-05", **typed: str) -> list[dict[str, Any]]:
    """So many offences on the days 1, 2, …; `n3="-2"` are the additional points of the third."""
    found = []
    for n in range(1, count + 1):
        more = {"points": typed[f"n{n}"], "note": "as judged"} if f"n{n}" in typed else {}
        found.append(violation("li", f"{label}-{n:02d} 10:00", clause, **more))
    return found


def total(person: dict[str, Any]) -> Any:
    """The net points."""
    return person["score"]["total"]


def merit(at: str, **fields: Any) -> dict[str, Any]:
    """Praise or good work."""
    return line("merit.logged", at, staff="li", clause=PRAISE, **fields)


# ---- the score (R5-4.1)


def test_the_score_opens_at_nothing_and_has_no_grade(r5: Kit) -> None:
    r5.add(joined("li"))
    person = r5.of("2024-05", "li")
    assert (person["score"]["opening"], total(person), person["score"]["grade"]) == (0, 0, None)
    assert (amounts(person), person["net"], person["flags"]) == ({}, "0.00", [])


def test_e15_net_points(r5: Kit) -> None:
    # 8 − 5 − 1 − 0.5 = 1.5
    r5.add(joined("li"), merit("2024-05-02", points="8", note="letter of thanks"))
    r5.add(violation("li", "2024-05-03", COMPLAINT, points="-5"), violation("li", "2024-05-04", "R5-4.2.1.4"))
    r5.add(violation("li", "2024-05-05", "R5-4.2.1.3", points="-0.5"))
    person = r5.of("2024-05", "li")
    assert total(person) == "1.5"
    assert person["net"] == "0.00"  # A01: points never change pay


def test_only_the_office_manager_confirms(r5: Kit) -> None:
    # R5-3.1
    r5.add(joined("li"), joined("wang", roles=["lead"]), joined("fang", roles=["manager"]))
    r5.add(line("complaint.received", "2024-05-03", complaint="C", staff="li"))
    acts = (
        violation("li", "2024-05-03", "R5-4.2.1.4"),
        merit("2024-05-03"),
        line("complaint.judged", "2024-05-04", complaint="C", valid=False),
    )
    for act in acts:
        r5.refused(act | {"by": "wang"})
        r5.add(act | {"by": "fang"})


# ---- dress (R5-4.2.1)


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_each_missing_item_costs_a_point(r5: Kit, missing: int) -> None:
    # A18: per missing item per check
    r5.add(joined("li"), violation("li", "2024-05-03", "R5-4.2.1.1", times=missing))
    assert total(r5.of("2024-05", "li")) == -missing


def test_the_missing_item_can_be_named(r5: Kit) -> None:
    r5.add(joined("li"), *(violation("li", "2024-05-03", "R5-4.2.1.1", code=each) for each in ("badge", "tie")))
    assert total(r5.of("2024-05", "li")) == -2
    r5.refused(violation("li", "2024-05-04", "R5-4.2.1.1", code="shoes"))


@pytest.mark.parametrize("clause", ["R5-4.2.1.2", "R5-4.2.1.3", "R5-4.2.1.5"])
@pytest.mark.parametrize(
    ("typed", "counted"),
    [(None, "-0.5"), ("-0.5", "-0.5"), ("-1", -1), ("-1.0", -1), ("-1.5", "-1.5")],
)
def test_half_point_steps(r5: Kit, clause: str, typed: str | None, counted: Any) -> None:
    # A05
    more = {} if typed is None else {"points": typed, "note": "seen by customers"}
    r5.add(joined("li"), violation("li", "2024-05-03", clause, **more))
    assert total(r5.of("2024-05", "li")) == counted


@pytest.mark.parametrize("typed", ["0", "-0.25", "-0.75", "-1.4", "-2", "0.5", "1"])
def test_other_points_for_grooming_are_refused(r5: Kit, typed: str) -> None:
    r5.add(joined("li"))
    r5.refused(violation("li", "2024-05-03", "R5-4.2.1.3", points=typed, note="x"))


# ---- lateness and absence (R5-4.2.2.3)


def test_e01_late_on_five_days(r5: Kit) -> None:
    # −1 −1 −5 −5 −10 = −22, and 40.00 once
    clocks = ("09:01", "09:05", "09:06", "09:10", "09:11")
    r5.add(joined("li"), *(came(on, clock) for on, clock in zip(days("2024-05-06", "2024-05-10"), clocks, strict=True)))
    person = r5.of("2024-05", "li")
    assert total(person) == -22
    assert points(person) == {LATE: [-1, -1, -5, -5, -10]}
    assert amounts(person) == {"wage_deduction": ["-40.00"]}
    assert (person["net"], person["fines"], cases(person)) == ("-40.00", "0.00", [])


@pytest.mark.parametrize(
    ("clock", "counted", "money"),
    [
        ("08:59", 0, "0.00"),
        ("09:00", 0, "0.00"),
        ("09:00:40", 0, "0.00"),  # E03: cut to 0 minutes
        ("09:00:59", 0, "0.00"),
        ("09:01", -1, "0.00"),
        ("09:05", -1, "0.00"),
        ("09:05:59", -1, "0.00"),
        ("09:06", -5, "0.00"),
        ("09:10", -5, "0.00"),
        ("09:10:59", -5, "0.00"),
        ("09:11", -10, "-40.00"),
        ("13:00", -10, "-40.00"),  # A03: 40.00 instead of absence wages, however late
    ],
)
def test_tiers_of_lateness(r5: Kit, clock: str, counted: int, money: str) -> None:
    r5.add(joined("li"), came("2024-05-06", clock))
    person = r5.of("2024-05", "li")
    assert (total(person), amount(person, "wage_deduction")) == (counted, money)
    assert person["attendance"]["absence_days"] == "0"  # A04: lateness is no day of absence
    assert "absence" not in amounts(person)


@pytest.mark.parametrize("left", ["16:59", "16:50", "16:30", "12:00"])
def test_early_leave_is_recorded_and_costs_nothing(r5: Kit, left: str) -> None:
    # A20
    r5.add(joined("li"), worked("li", "2024-05-06", "09:00", left))
    person = r5.of("2024-05", "li")
    assert person["attendance"]["early"]["count"] == 1
    assert (total(person), amounts(person)) == (0, {})


def test_three_late_days_are_no_case(r5: Kit) -> None:
    r5.add(joined("li"), *(came(on, "09:30") for on in days("2024-05-06", "2024-05-09")))
    person = r5.of("2024-05", "li")
    assert (total(person), cases(person), amounts(person)["wage_deduction"]) == (-40, [], ["-40.00"] * 4)


def test_e11_two_days_absent_and_late_once(r5: Kit) -> None:
    # 2 × (−10) + (−10) = −30; 2 × 120.00 + 40.00 = 280.00
    r5.add(joined("li"), absent("2024-05-06"), absent("2024-05-07"), came("2024-05-08", "09:12"))
    person = r5.of("2024-05", "li")
    assert total(person) == -30
    assert amounts(person) == {"absence": ["-240.00"], "wage_deduction": ["-40.00"]}
    assert (person["net"], cases(person)) == ("-280.00", [])


def test_e13_two_days_in_may_and_one_in_june(r5: Kit) -> None:
    r5.add(joined("li"), absent("2024-05-30"), absent("2024-05-31"), absent("2024-06-01"))
    may, june = r5.of("2024-05", "li"), r5.of("2024-06", "li")
    assert (total(may), cases(may)) == (-20, [])
    assert (total(june), cases(june)) == (-10, [])


@pytest.mark.parametrize(
    ("counts", "wage", "raised"),
    [
        (("1", "1"), "-240.00", []),
        (("1", "1", "0.5"), "-300.00", []),
        (("1", "1", "1"), "-360.00", ["auto_resign"]),
        (("1", "1", "1", "0.5"), "-420.00", ["auto_resign"]),
        (("3",), "-360.00", ["auto_resign"]),
    ],
)
def test_from_three_days_in_the_month_on_there_is_a_case(
    r5: Kit, counts: tuple[str, ...], wage: str, raised: list[str]
) -> None:
    # A04
    r5.add(joined("li"), *(absent(f"2024-05-{day:02d}", count) for day, count in enumerate(counts, 6)))
    person = r5.of("2024-05", "li")
    assert (amount(person, "absence"), cases(person)) == (wage, raised)


def test_a_shift_wholly_missed_is_a_day_of_absence(r5: Kit) -> None:
    r5.add(joined("li"), shift("li", "2024-05-06"))
    person = r5.of("2024-05", "li")
    assert (total(person), amounts(person)) == (-10, {"absence": ["-120.00"]})


def test_a_missed_shift_that_is_also_confirmed_counts_once(r5: Kit) -> None:
    r5.add(joined("li"), shift("li", "2024-05-06"), absent("2024-05-06"))
    person = r5.of("2024-05", "li")
    assert (total(person), amounts(person)) == (-10, {"absence": ["-120.00"]})


def test_an_absence_wage_that_nobody_typed_is_named_and_never_nothing(make: Callable[..., Kit]) -> None:
    # A17: the points are known, the yuan are not
    kit = make(rulebook=R5)
    kit.settings(shift__day="09:00-17:00")
    kit.add(joined("li"), absent("2024-05-06"))
    person = kit.of("2024-05", "li")
    assert "missing:absence_wage" in person["flags"]
    assert (total(person), amounts(person)) == (-10, {})


# ---- sleeping (R5-4.2.2.4)


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ({}, -1),
        ({"points": "-1"}, -1),
        ({"serious": True}, -3),  # the lighter end
        ({"serious": True, "points": "-3"}, -3),
        ({"serious": True, "points": "-4"}, -4),
        ({"serious": True, "points": "-5"}, -5),
    ],
)
def test_sleeping(r5: Kit, fields: dict[str, Any], counted: int) -> None:
    r5.add(joined("li"), violation("li", "2024-05-03", SLEEP, note="x", **fields))
    assert total(r5.of("2024-05", "li")) == counted


@pytest.mark.parametrize(
    "fields",
    [
        {"points": "-2"},
        {"points": "-2", "serious": True},
        {"points": "-6", "serious": True},
        {"points": "-3.5", "serious": True},
        {"points": "0"},
        {"points": "3", "serious": True},
    ],
)
def test_other_points_for_sleeping_are_refused(r5: Kit, fields: dict[str, Any]) -> None:
    # A06: only 1, 3, 4, 5
    r5.add(joined("li"))
    r5.refused(violation("li", "2024-05-03", SLEEP, note="x", **fields))


# ---- counted offences (R5-4.2.2.5 – .7)


@pytest.mark.parametrize(
    ("count", "counted", "raised"),
    [
        (1, -5, []),
        (2, -10, []),
        (3, -25, ["warning"]),  # −5 −10
        (4, -30, ["warning"]),  # A10: nothing but −5
        (5, -35, ["auto_resign", "warning"]),  # E05
        (6, -40, ["auto_resign", "auto_resign", "warning"]),  # A12: every later one
    ],
)
def test_e05_phone(r5: Kit, count: int, counted: int, raised: list[str]) -> None:
    r5.add(joined("li"), *offences(PHONE, count))
    person = r5.of("2024-05", "li")
    assert (total(person), cases(person)) == (counted, raised)


@pytest.mark.parametrize("clause", [IDLE, READING])
@pytest.mark.parametrize(
    ("count", "counted", "raised"),
    [
        (1, -1, []),
        (2, -2, []),
        (3, -4, ["warning"]),  # −1 −1 −(1+1), the lighter end where nothing is typed
        (4, -8, ["demerit", "warning"]),  # −(1+3)
        (5, -9, ["auto_resign", "demerit", "warning"]),  # E09
        (6, -10, ["auto_resign", "auto_resign", "demerit", "warning"]),
    ],
)
def test_e09_chatting_and_reading(r5: Kit, clause: str, count: int, counted: int, raised: list[str]) -> None:
    r5.add(joined("li"), *offences(clause, count))
    person = r5.of("2024-05", "li")
    assert (total(person), cases(person)) == (counted, raised)


@pytest.mark.parametrize(
    ("third", "fourth", "counted"),
    [
        ("-1", "-3", -8),  # −1 −1 −2 −4
        ("-2", "-4", -10),  # E07
        ("-3", "-5", -12),  # −1 −1 −4 −6
    ],
)
def test_e07_additional_points(r5: Kit, third: str, fourth: str, counted: int) -> None:
    r5.add(joined("li"), *offences(IDLE, 4, n3=third, n4=fourth))
    person = r5.of("2024-05", "li")
    assert (total(person), cases(person)) == (counted, ["demerit", "warning"])


@pytest.mark.parametrize(
    ("before", "typed"),
    [(0, "-1"), (1, "-1"), (2, "-4"), (2, "0"), (2, "1"), (2, "-0.5"), (3, "-2"), (3, "-6"), (4, "-3")],
)
def test_additional_points_outside_the_rung_are_refused(r5: Kit, before: int, typed: str) -> None:
    r5.add(joined("li"), *offences(IDLE, before))
    r5.refused(violation("li", "2024-05-20", IDLE, points=typed, note="x"))


def test_phone_has_no_points_to_type(r5: Kit) -> None:
    r5.add(joined("li"), *offences(PHONE, 2))
    r5.refused(violation("li", "2024-05-20", PHONE, points="-10", note="x"))


def test_a_call_over_its_limit_costs_nothing_until_it_is_confirmed(r5: Kit) -> None:
    # A07: the overrun is only noticed; −5 when somebody confirms that there was no special reason
    r5.add(joined("li"), came("2024-05-06", "09:00"))
    r5.add(line("call.started", "2024-05-06 10:00", call="K", staff="li", line="external"))
    r5.add(line("call.ended", "2024-05-06 10:20", call="K"))
    assert total(r5.of("2024-05", "li")) == 0
    r5.add(violation("li", "2024-05-06 10:21", PHONE))
    assert total(r5.of("2024-05", "li")) == -5


@pytest.mark.parametrize(("clause", "base"), [(PHONE, -5), (IDLE, -1), (READING, -1)])
def test_every_month_counts_anew(r5: Kit, clause: str, base: int) -> None:
    # A08: natural months
    r5.add(joined("li"), violation("li", "2024-05-30", clause), violation("li", "2024-05-31", clause))
    r5.add(violation("li", "2024-06-01", clause), violation("li", "2024-06-02", clause))
    for label in ("2024-05", "2024-06"):
        person = r5.of(label, "li")
        assert (total(person), cases(person)) == (2 * base, [])


def test_counters_are_not_mixed(r5: Kit) -> None:
    # A08: two of each kind are no third
    r5.add(joined("li"), *(offences(clause, 2) for clause in (PHONE, IDLE, READING)))
    person = r5.of("2024-05", "li")
    assert (total(person), cases(person)) == (-14, [])  # −10 −2 −2


def test_reading_that_did_not_touch_the_work_costs_nothing(r5: Kit) -> None:
    # A21; and no counter counts it
    r5.add(joined("li"), *(violation("li", f"2024-05-0{n}", READING, effect="none") for n in (1, 2, 3)))
    assert total(r5.of("2024-05", "li")) == 0
    r5.add(*(violation("li", f"2024-05-1{n}", READING, effect="work") for n in (1, 2)))
    person = r5.of("2024-05", "li")
    assert (total(person), cases(person)) == (-2, [])
    r5.refused(violation("li", "2024-05-20", READING, effect="loss"))


# ---- complaints, quarrels, praise


@pytest.mark.parametrize(("typed", "counted"), [(None, -5), ("-5", -5), ("-6", -6), ("-9", -9), ("-10", -10)])
def test_a_complaint(r5: Kit, typed: str | None, counted: int) -> None:
    more = {} if typed is None else {"points": typed, "note": "did not greet"}
    r5.add(joined("li"), violation("li", "2024-05-03", COMPLAINT, **more))
    assert total(r5.of("2024-05", "li")) == counted


@pytest.mark.parametrize("typed", ["-4", "-11", "-7.5", "0", "5"])
def test_other_points_for_a_complaint_are_refused(r5: Kit, typed: str) -> None:
    r5.add(joined("li"))
    r5.refused(violation("li", "2024-05-03", COMPLAINT, points=typed, note="x"))


def test_a_complaint_beyond_the_lightest_needs_a_reason(r5: Kit) -> None:
    r5.add(joined("li"))
    r5.refused(violation("li", "2024-05-03", COMPLAINT, points="-6"))


def _complaint(key: str, **judged: bool) -> list[dict[str, Any]]:
    return [
        line("complaint.received", "2024-05-03 10:00", complaint=key, staff="li", what="no greeting"),
        line("complaint.judged", "2024-05-05 10:00", complaint=key, **judged),
    ]


def test_a_confirmed_complaint_costs_at_least_five(r5: Kit) -> None:
    # A19: any confirmed complaint
    r5.add(joined("li"), _complaint("C1", valid=True), _complaint("C2", valid=False))
    person = r5.of("2024-05", "li")
    assert (total(person), cases(person)) == (-5, [])


def test_a_confirmed_complaint_and_its_entry_are_one_deduction(r5: Kit) -> None:
    r5.add(joined("li"), _complaint("C1", valid=True))
    r5.add(violation("li", "2024-05-03 11:00", COMPLAINT, points="-8", note="did not help"))
    assert total(r5.of("2024-05", "li")) == -8


def test_the_entry_may_be_of_the_day_on_which_the_complaint_was_judged(r5: Kit) -> None:
    # received on the 3rd, judged on the 5th: whoever judges it types the points then, and it is one deduction
    r5.add(joined("li"), _complaint("C1", valid=True, quarrel=True))
    r5.add(violation("li", "2024-05-05 10:01", COMPLAINT, points="-8", note="did not help"))
    r5.add(violation("li", "2024-05-05 10:02", QUARREL))
    person = r5.of("2024-05", "li")
    assert (total(person), cases(person)) == (-8, ["discipline"])


def test_a_complaint_with_a_quarrel_is_a_case_too(r5: Kit) -> None:
    # A15, A19
    r5.add(joined("li"), _complaint("C1", valid=True, quarrel=True))
    person = r5.of("2024-05", "li")
    assert (total(person), cases(person)) == (-5, ["discipline"])


@pytest.mark.parametrize(
    ("fields", "raised"), [({}, ["discipline"]), ({"serious": True}, ["auto_resign", "discipline"])]
)
def test_a_quarrel_is_a_case_without_points(r5: Kit, fields: dict[str, Any], raised: list[str]) -> None:
    r5.add(joined("li"), violation("li", "2024-05-03", QUARREL, **fields))
    person = r5.of("2024-05", "li")
    assert (total(person), cases(person)) == (0, raised)


@pytest.mark.parametrize(("typed", "counted"), [(None, 5), ("5", 5), ("6", 6), ("10", 10)])
def test_praise(r5: Kit, typed: str | None, counted: int) -> None:
    more = {} if typed is None else {"points": typed, "note": "letter of thanks"}
    r5.add(joined("li"), merit("2024-05-03", **more))
    assert total(r5.of("2024-05", "li")) == counted


@pytest.mark.parametrize(("typed", "counted"), [("0.5", "0.5"), ("3", 3), ("12", 12)])
def test_good_work_has_no_printed_range(r5: Kit, typed: str, counted: Any) -> None:
    # A14: typed, with a reason
    r5.add(joined("li"), merit("2024-05-03", points=typed, note="careful all month"))
    assert total(r5.of("2024-05", "li")) == counted


@pytest.mark.parametrize("fields", [{"points": "3"}, {"points": "-3", "note": "x"}, {"points": "0", "note": "x"}])
def test_good_work_without_a_reason_or_a_bonus_is_refused(r5: Kit, fields: dict[str, str]) -> None:
    r5.add(joined("li"))
    r5.refused(merit("2024-05-03", **fields))


def test_everything_names_its_clauses_and_events(r5: Kit) -> None:
    r5.add(joined("li"), absent("2024-05-06"), came("2024-05-08", "09:12"), *offences(PHONE, 3))
    person = r5.of("2024-05", "li")
    for each in [*person["lines"], *person["cases"]]:
        assert each["clauses"], each
        assert each["events"], each
    assert {entry["clause"] for entry in person["score"]["entries"]} == {LATE, PHONE}
    assert all(entry["events"] for entry in person["score"]["entries"])
