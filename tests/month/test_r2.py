"""R2: the pay mix, commission, the software KPI (表一), the manual score (表二), fines and the handover ladder.

P = 5,250.00 (A03): base 0.40 P = 2100.00, meal 0.08 P = 420.00, full attendance 0.03 P = 157.50, KPI k = 10.5 a point.
"""

from collections.abc import Callable
from typing import Any

import pytest
from kit import Kit, amount, amounts, cases, joined, leave, line, shift, violation, worked

R2 = "r2-shop-standard"
BEST = {
    "conversion_pct": "100",
    "sales_cny": "95000",
    "avg_order_cny": "165",
    "avg_response_s": "25",
    "reply_pct": "100",
}
ITEMS = ("rules", "drive", "ability", "cooperation", "knowledge", "chat")


@pytest.fixture
def r2(make: Callable[..., Kit]) -> Kit:
    """A shop under R2."""
    return make(rulebook=R2)


def kpi(staff: str, label: str, **metrics: str) -> dict[str, Any]:
    """Measures of a month; what is not named is at its best."""
    return line("kpi.reported", f"{label}-28 18:00", staff=staff, month=label, metrics=BEST | metrics, source="赤兔")


def five(staff: str, label: str, *values: str) -> dict[str, Any]:
    """The five measures in the order of table 1."""
    return kpi(staff, label, **dict(zip(BEST, values, strict=True)))


def review(staff: str, label: str, *scores: int) -> list[dict[str, Any]]:
    """The six items of table 2 in their order."""
    return [
        line("review.scored", f"{label}-28 18:00", staff=staff, month=label, item=item, score=str(score))
        for item, score in zip(ITEMS, scores, strict=True)
    ]


def waybills(staff: str, label: str, shipped: int) -> dict[str, Any]:
    """A month's shipped orders, counted elsewhere."""
    return line("waybills.counted", f"{label}-28 18:00", staff=staff, month=label, shipped=shipped)


def breach(at: str, effect: str = "loss", **fields: Any) -> dict[str, Any]:
    """No handover, or handed-over items not handled."""
    return violation("li", at, "R2-5.3.2", effect=effect, **fields)


# ---- the mix (R2-7.1)


def test_t02_the_fixed_parts_of_a_whole_month(r2: Kit) -> None:
    r2.add(joined("li"))
    person = r2.of("2024-06", "li")
    assert amounts(person) == {"base": ["2100.00"], "meal": ["420.00"], "full_attendance": ["157.50"]}
    assert (person["net"], person["score"]) == ("2677.50", None)


def test_the_parts_follow_another_reference_package(r2: Kit) -> None:
    # A03, A10: 6000 × 0.40, 0.08, 0.03, 0.20; the manual score is 60 a point whatever the package
    r2.settings(reference_package="6000")
    r2.add(joined("li"), kpi("li", "2024-06"), review("li", "2024-06", 2, 2, 3, 2, 3, 2))
    assert amounts(r2.of("2024-06", "li")) == {
        "base": ["2400.00"],
        "meal": ["480.00"],
        "full_attendance": ["180.00"],
        "kpi": ["1200.00"],
        "review": ["840.00"],
    }


@pytest.mark.parametrize(
    ("first", "label", "base", "meal"),
    [
        ("2024-06-01", "2024-06", "2100.00", "420.00"),
        ("2024-06-02", "2024-06", "2030.00", "406.00"),  # 29/30
        ("2024-06-16", "2024-06", "1050.00", "210.00"),  # 15/30
        ("2024-06-30", "2024-06", "70.00", "14.00"),  # 1/30
        ("2024-05-12", "2024-05", "1354.84", "270.97"),  # 20/31: 1354.8387, 270.9677
    ],
)
def test_base_and_meal_of_a_joiner_follow_the_days(r2: Kit, first: str, label: str, base: str, meal: str) -> None:
    r2.add(joined("li", first))
    person = r2.of(label, "li")
    assert (amount(person, "base"), amount(person, "meal")) == (base, meal)
    assert ("full_attendance" in amounts(person)) == first.endswith("06-01")


def test_a_leaver(r2: Kit) -> None:
    # A29: 10 of 30 days: 2100/3, 420/3
    r2.add(joined("li"), line("staff.left", "2024-06-10 18:00", staff="li"))
    assert amounts(r2.of("2024-06", "li")) == {"base": ["700.00"], "meal": ["140.00"]}


def test_the_ranges_of_table_1_are_never_prorated(r2: Kit) -> None:
    # A29: half a month with 75,000 is 70 points as in a whole one: (100 − 0.30 × 30) × 10.5 = 955.50
    r2.add(joined("li", "2024-06-16"), kpi("li", "2024-06", sales_cny="75000"))
    r2.add(review("li", "2024-06", 1, 1, 2, 1, 2, 1))
    person = r2.of("2024-06", "li")
    assert amounts(person) == {"base": ["1050.00"], "meal": ["210.00"], "kpi": ["955.50"], "review": ["480.00"]}


@pytest.mark.parametrize(
    ("came", "left", "paid"),
    [
        ("08:00:59", "18:00", True),
        ("08:01", "18:00", False),
        ("08:00", "17:59:01", True),
        ("08:00", "17:59", False),
    ],
)
def test_full_attendance_is_all_or_nothing(r2: Kit, came: str, left: str, paid: bool) -> None:
    # A23: no late, no early; early shift 08:00–18:00, whole minutes
    r2.add(joined("li"), worked("li", "2024-06-03", came, left, "early"))
    person = r2.of("2024-06", "li")
    assert amount(person, "full_attendance") == ("157.50" if paid else "0.00")
    assert amount(person, "meal") == "420.00"  # A24: fixed
    assert person["net"] == ("2677.50" if paid else "2520.00")


def test_the_late_shift_ends_at_half_past_eleven(r2: Kit) -> None:
    r2.add(joined("li"), worked("li", "2024-06-03", "17:04", "23:28", "late"))
    seen = r2.of("2024-06", "li")["attendance"]
    assert (seen["late"]["minutes"], seen["early"]["minutes"]) == (4, 2)


def test_leave_costs_full_attendance_only(r2: Kit) -> None:
    r2.add(joined("li"), leave("li", "2024-06-12", "2024-06-12", "1"))
    assert amounts(r2.of("2024-06", "li")) == {"base": ["2100.00"], "meal": ["420.00"]}


def test_a_missed_shift_costs_full_attendance_only(r2: Kit) -> None:
    # A19: no price of absence is borrowed from another policy
    r2.add(joined("li"), shift("li", "2024-06-03", "early"))
    person = r2.of("2024-06", "li")
    assert person["attendance"]["absence_days"] == "1"
    assert amounts(person) == {"base": ["2100.00"], "meal": ["420.00"]}
    assert cases(person) == []


# ---- commission (R2-8.1)


def test_e17_commission(r2: Kit) -> None:
    r2.add(joined("li"), waybills("li", "2024-06", 4321))
    assert amount(r2.of("2024-06", "li"), "commission") == "432.10"


def test_commission_is_not_capped_by_its_share_of_the_mix(r2: Kit) -> None:
    # A09: 13% of 5,250.00 are 682.50 = 6,825 orders; 10,000 are 1000.00
    r2.add(joined("li"), waybills("li", "2024-06", 10000))
    assert amount(r2.of("2024-06", "li"), "commission") == "1000.00"


def test_each_shipped_order_counts_once_for_the_mark_on_the_waybill(r2: Kit) -> None:
    # A17: o1 shipped, o2 voided, o3 printed twice and shipped once, o4 printed only, o5 by somebody else → 2 × 0.1
    r2.add(joined("li"), joined("wu"))
    printed = ("w1 o1 li", "w2 o2 li", "w3 o3 li", "w3b o3 li", "w4 o4 li", "w5 o5 wu")
    for number, each in enumerate(printed):
        waybill, order, staff = each.split()
        at = f"2024-06-03 09:{number:02d}"
        r2.add(line("waybill.printed", at, waybill=waybill, order=order, staff=staff))
    r2.add(line("waybill.voided", "2024-06-03 10:00", waybill="w2"))
    r2.add(*(line("waybill.shipped", "2024-06-03 11:00", waybill=each) for each in ("w1", "w3", "w3b", "w5")))
    month = {each["staff"]: amount(each, "commission") for each in r2.month("2024-06")["staff"]}
    assert month == {"li": "0.20", "wu": "0.10"}


# ---- table 1 (R2-9.1)


@pytest.mark.parametrize(
    ("values", "paid"),
    [
        # E01: 100 × 10.5
        (("100", "95000", "165", "25", "100"), "1050.00"),
        # E03: 0.30×70 + 0.30×70 + 0.15×77.5 + 0.10×60 + 0.15×60 = 68.625; × 10.5 = 720.5625
        (("70", "75000", "145", "45", "92.5"), "720.56"),
        # E05: 0.30×40 + 0.30×40 + 0.15×55 + 0.10×20 + 0.15×20 = 37.25; × 10.5 = 391.125, halves go up
        (("35", "50000", "110", "80", "80"), "391.13"),
        # the same at the very ends
        (("40", "55000", "125", "65", "85"), "391.13"),
        # E07: 18.6 + 30 + 13.81875 + 10 + 11.8 = 84.21875; × 10.5 = 884.296875
        (("62", "95000", "158.00", "25", "96"), "884.30"),
    ],
)
def test_table_1(r2: Kit, values: tuple[str, ...], paid: str) -> None:
    r2.add(joined("li"), five("li", "2024-06", *values))
    assert amount(r2.of("2024-06", "li"), "kpi") == paid


@pytest.mark.parametrize(
    ("metric", "value", "paid"),
    [
        # weight 0.30: a point is 3.15; bottom 60 points off, 189.00
        ("conversion_pct", "0", "861.00"),
        ("conversion_pct", "39.99", "861.00"),
        ("conversion_pct", "40", "861.00"),
        ("conversion_pct", "40.01", "861.03"),  # 59.99 × 3.15 = 188.9685
        ("conversion_pct", "99.99", "1049.97"),  # 0.01 × 3.15 = 0.0315
        ("conversion_pct", "100", "1050.00"),
        # weight 0.30: 10 yuan are 0.015 points, 0.04725
        ("sales_cny", "0", "861.00"),
        ("sales_cny", "54999.99", "861.00"),
        ("sales_cny", "55000", "861.00"),
        ("sales_cny", "55010", "861.05"),  # 861.04725
        ("sales_cny", "94990", "1049.95"),  # 1049.95275
        ("sales_cny", "95000", "1050.00"),
        ("sales_cny", "95000.01", "1050.00"),
        ("sales_cny", "200000", "1050.00"),
        # weight 0.15: a point is 1.575; bottom 45 points off, 70.875
        ("avg_order_cny", "124.99", "979.13"),  # 979.125
        ("avg_order_cny", "125", "979.13"),
        ("avg_order_cny", "125.01", "979.14"),  # 44.98875 × 1.575 = 70.8573
        ("avg_order_cny", "164.99", "1049.98"),  # 0.01125 × 1.575 = 0.0177
        ("avg_order_cny", "165", "1050.00"),
        ("avg_order_cny", "165.01", "1050.00"),
        # weight 0.10: a point is 1.05, two points a second; bottom 80 points off, 84.00 (A05: lower is better)
        ("avg_response_s", "65.01", "966.00"),
        ("avg_response_s", "65", "966.00"),
        ("avg_response_s", "64.99", "966.02"),  # 79.98 × 1.05 = 83.979
        ("avg_response_s", "25.01", "1049.98"),  # 0.02 × 1.05 = 0.021
        ("avg_response_s", "25", "1050.00"),
        ("avg_response_s", "24.99", "1050.00"),
        # weight 0.15: a point is 1.575, 16/3 points a percent; bottom 80 points off, 126.00
        ("reply_pct", "84.99", "924.00"),
        ("reply_pct", "85", "924.00"),
        ("reply_pct", "85.01", "924.08"),  # + 0.01 × 16/3 × 1.575 = 0.084
        ("reply_pct", "92", "982.80"),  # A06: 57.3333; 42.6667 × 1.575 = 67.2
        ("reply_pct", "96", "1016.40"),  # A06: 78.6667; 21.3333 × 1.575 = 33.6
        ("reply_pct", "99.99", "1049.92"),  # 0.0533 × 1.575 = 0.084
        ("reply_pct", "100", "1050.00"),
    ],
)
def test_each_line_runs_straight_between_its_ends_and_stays_there(r2: Kit, metric: str, value: str, paid: str) -> None:
    r2.add(joined("li"), kpi("li", "2024-06", **{metric: value}))
    assert amount(r2.of("2024-06", "li"), "kpi") == paid


def test_the_working_shows_the_items_to_four_decimals(r2: Kit) -> None:
    r2.add(joined("li"), kpi("li", "2024-06", reply_pct="96"))
    (found,) = [each for each in r2.of("2024-06", "li")["lines"] if each["line"] == "kpi"]
    assert "78.6667" in found["working"]  # A08
    assert {"R2-9.1", "R2-9.1.5"} <= set(found["clauses"])
    assert found["events"]


def test_conversion_from_buyers_and_enquirers(r2: Kit) -> None:
    # A07: 200 of 300 are 66.6667%: (100 − 0.30 × 33.3333) × 10.5 = 945.00, an exact fraction
    metrics = {name: value for name, value in BEST.items() if name != "conversion_pct"}
    metrics |= {"enquirers": "300", "buyers": "200"}
    told = {"staff": "li", "month": "2024-06", "metrics": metrics, "source": "赤兔"}
    r2.add(joined("li"), line("kpi.reported", "2024-06-28", **told))
    assert amount(r2.of("2024-06", "li"), "kpi") == "945.00"


def test_no_enquirers_are_the_bottom_score_and_a_flag(r2: Kit) -> None:
    # A28: 40 points, not 0 and not 100: (100 − 0.30 × 60) × 10.5 = 861.00
    metrics = {name: value for name, value in BEST.items() if name != "conversion_pct"}
    metrics |= {"enquirers": "0", "buyers": "0"}
    told = {"staff": "li", "month": "2024-06", "metrics": metrics, "source": "赤兔"}
    r2.add(joined("li"), line("kpi.reported", "2024-06-28", **told))
    person = r2.of("2024-06", "li")
    assert amount(person, "kpi") == "861.00"
    assert any("conversion_pct" in flag and not flag.startswith("missing:") for flag in person["flags"]), person


def test_whom_nobody_asked_is_at_the_bottom_of_all_that_could_not_be_measured(r2: Kit) -> None:
    # A28: 40 / 40 / 55 / 20 / 20 = 37.25; × 10.5 = 391.125; each of the four to be looked at
    told = {"staff": "li", "month": "2024-06", "source": "赤兔"}
    nobody = {"enquirers": "0", "buyers": "0", "sales_cny": "0"}
    r2.add(joined("li"), line("kpi.reported", "2024-06-28", metrics=nobody, **told))
    person = r2.of("2024-06", "li")
    assert amount(person, "kpi") == "391.13"
    for metric in ("conversion_pct", "avg_order_cny", "avg_response_s", "reply_pct"):
        assert any(metric in flag and not flag.startswith("missing:") for flag in person["flags"]), metric


def test_a_month_without_measures_is_flagged_and_not_paid(r2: Kit) -> None:
    r2.add(joined("li"))
    person = r2.of("2024-06", "li")
    assert any(flag.startswith("missing:kpi") for flag in person["flags"])
    assert "kpi" not in amounts(person)


def test_one_measure_missing_makes_no_line(r2: Kit) -> None:
    metrics = {name: value for name, value in BEST.items() if name != "reply_pct"}
    told = {"staff": "li", "month": "2024-06", "metrics": metrics, "source": "赤兔"}
    r2.add(joined("li"), line("kpi.reported", "2024-06-28", **told))
    person = r2.of("2024-06", "li")
    assert "kpi" not in amounts(person)
    assert any(flag.startswith("missing:kpi") for flag in person["flags"])


# ---- table 2 (R2-9.2)


@pytest.mark.parametrize(
    ("scores", "raw", "paid"),
    [
        ((0, 0, 1, 0, 1, 0), 2, "360.00"),  # E09: the floor of 6 (A02)
        ((1, 0, 1, 1, 1, 1), 5, "360.00"),
        ((1, 1, 1, 1, 1, 1), 6, "360.00"),  # T01: 6 × 60
        ((2, 1, 1, 1, 1, 1), 7, "420.00"),
        ((2, 2, 3, 2, 3, 1), 13, "780.00"),
        ((2, 2, 3, 2, 3, 2), 14, "840.00"),  # E11, T01: 14 × 60 = 16% of 5,250.00
    ],
)
def test_table_2(r2: Kit, scores: tuple[int, ...], raw: int, paid: str) -> None:
    r2.add(joined("li"), review("li", "2024-06", *scores))
    person = r2.of("2024-06", "li")
    assert amount(person, "review") == paid
    (found,) = [each for each in person["lines"] if each["line"] == "review"]
    assert str(raw) in found["working"].replace("×", " ").replace("=", " ").split()  # raw and paid are both shown
    assert "R2-9.2" in found["clauses"]
    assert len(found["events"]) == 6


def test_an_item_without_a_score_is_named_and_nothing_is_paid(r2: Kit) -> None:
    r2.add(joined("li"), review("li", "2024-06", 2, 2, 3, 2, 3, 2)[:-1])
    person = r2.of("2024-06", "li")
    assert "missing:review:chat" in person["flags"]
    assert "review" not in amounts(person)


def test_the_last_score_of_an_item_counts(r2: Kit) -> None:
    # A21: editable until the month is closed; 14 − 1 = 13 × 60
    r2.add(joined("li"), review("li", "2024-06", 2, 2, 3, 2, 3, 2))
    r2.add(line("review.scored", "2024-06-29", staff="li", month="2024-06", item="chat", score="1"))
    assert amount(r2.of("2024-06", "li"), "review") == "780.00"


@pytest.mark.parametrize(
    ("item", "score"),
    [("rules", "3"), ("rules", "-1"), ("rules", "0.5"), ("ability", "0"), ("ability", "4"), ("knowledge", "0"),
     ("chat", "3"), ("smile", "1")],
)  # fmt: skip
def test_a_score_that_no_level_has_is_refused(r2: Kit, item: str, score: str) -> None:
    r2.add(joined("li"))
    refused = r2.refused(line("review.scored", "2024-06-28", staff="li", month="2024-06", item=item, score=score))
    assert refused.problems


def test_the_manager_scores_and_the_lead_does_not(r2: Kit) -> None:
    # A21
    r2.add(joined("li"), joined("wang", roles=["lead"]), joined("fang", roles=["manager"]))
    scored = line("review.scored", "2024-06-28", staff="li", month="2024-06", item="chat", score="1")
    r2.refused(scored | {"by": "wang"})
    r2.add(scored | {"by": "fang"})


# ---- fines and rewards


@pytest.mark.parametrize(
    ("unit", "fine"),
    [
        ("0.01", "10.00"),
        ("3.33", "10.00"),  # E13: 9.99 → 10
        ("3.34", "10.02"),  # E13
        ("59.90", "179.70"),
        ("166.66", "499.98"),
        ("166.67", "500.00"),  # 500.01 → 500
        ("9999", "500.00"),
    ],
)
def test_e13_a_wrong_waybill(r2: Kit, unit: str, fine: str) -> None:
    r2.add(joined("li"), violation("li", "2024-06-03", "R2-6.1.3", unit_price=unit, order="o1"))
    person = r2.of("2024-06", "li")
    assert (amount(person, "fine"), person["fines"]) == (f"-{fine}", fine)


def test_a_wrong_waybill_needs_its_unit_price(r2: Kit) -> None:
    r2.add(joined("li"))
    assert "unit_price" in str(r2.refused(violation("li", "2024-06-03", "R2-6.1.3", order="o1")))


@pytest.mark.parametrize("typed", ["10", "11", "499", "500"])
def test_the_manager_types_the_fine_for_an_express_not_sent(r2: Kit, typed: str) -> None:
    # A15: both ends included, whole yuan, with a reason
    r2.add(joined("li"), joined("fang", roles=["manager"]))
    entry = violation("li", "2024-06-03", "R2-6.3", amount=typed, note="courier not called")
    r2.add(entry | {"by": "fang"})
    assert amount(r2.of("2024-06", "li"), "fine") == f"-{typed}.00"


@pytest.mark.parametrize(
    "fields",
    [
        {"amount": "9", "note": "x"},
        {"amount": "9.99", "note": "x"},
        {"amount": "501", "note": "x"},
        {"amount": "500.01", "note": "x"},
        {"amount": "10.50", "note": "x"},  # whole yuan
        {"amount": "100"},  # no reason
        {"note": "x"},  # no amount: there is no default
    ],
)
def test_other_fines_for_an_express_are_refused(r2: Kit, fields: dict[str, str]) -> None:
    r2.add(joined("li"))
    assert r2.refused(violation("li", "2024-06-03", "R2-6.3", **fields)).problems


def test_a_lead_may_not_type_that_fine(r2: Kit) -> None:
    r2.add(joined("li"), joined("wang", roles=["lead"]))
    r2.refused(violation("li", "2024-06-03", "R2-6.3", amount="100", note="late") | {"by": "wang"})
    r2.add(breach("2024-06-03") | {"by": "wang"})  # other clauses are a lead's


@pytest.mark.parametrize("clause", ["R2-4.8", "R2-6.5"])
def test_an_adopted_suggestion_is_rewarded_by_the_manager(r2: Kit, clause: str) -> None:
    # A18: one rule, printed twice; the amount is typed
    r2.add(joined("li"), joined("wang", roles=["lead"]), joined("fang", roles=["manager"]))
    told = {"staff": "li", "month": "2024-06", "clause": clause, "amount": "88.50", "reason": "new phrase book"}
    granted = line("award.granted", "2024-06-20", **told)
    r2.refused(granted | {"by": "wang"})
    r2.add(granted | {"by": "fang"})
    assert amount(r2.of("2024-06", "li"), "reward") == "88.50"


# ---- the handover ladder (R2-5.3.2)


def test_e15_three_breaches_in_may_one_in_june(r2: Kit) -> None:
    # 50 + 100 + case; June begins again with 50 (A11, A22)
    r2.add(joined("li"), *(breach(f"2024-05-{day} 18:10") for day in ("03", "10", "31")), breach("2024-06-01 18:10"))
    may, june = r2.of("2024-05", "li"), r2.of("2024-06", "li")
    assert (amounts(may)["fine"], may["fines"], cases(may)) == (["-50.00", "-100.00"], "150.00", ["auto_resign"])
    assert (amounts(june)["fine"], june["fines"], cases(june)) == (["-50.00"], "50.00", [])


@pytest.mark.parametrize(
    ("count", "fines", "raised"),
    [(1, "50.00", 0), (2, "150.00", 0), (3, "150.00", 1), (4, "150.00", 2)],
)
def test_the_rungs_of_the_ladder(r2: Kit, count: int, fines: str, raised: int) -> None:
    r2.add(joined("li"), *(breach(f"2024-06-{day:02d}", "customer") for day in range(1, count + 1)))
    person = r2.of("2024-06", "li")
    assert (person["fines"], cases(person)) == (fines, ["auto_resign"] * raised)


def test_two_at_once_climb_two_rungs(r2: Kit) -> None:
    r2.add(joined("li"), breach("2024-06-03", times=2))
    assert r2.of("2024-06", "li")["fines"] == "150.00"  # 50 + 100


def test_a_breach_without_harm_is_noted_and_not_counted(r2: Kit) -> None:
    # A11: harm is required for both offences
    r2.add(joined("li"), breach("2024-06-03", "none"), breach("2024-06-04"), breach("2024-06-05", "none"))
    person = r2.of("2024-06", "li")
    assert (person["fines"], cases(person)) == ("50.00", [])


@pytest.mark.parametrize("fields", [{}, {"effect": "weather"}])
def test_what_came_of_a_breach_has_to_be_said(r2: Kit, fields: dict[str, str]) -> None:
    r2.add(joined("li"))
    assert "effect" in str(r2.refused(violation("li", "2024-06-03", "R2-5.3.2", **fields)))


def test_a_missing_log_is_a_note(r2: Kit) -> None:
    r2.add(joined("li"), violation("li", "2024-06-03", "R2-5.3.1"))
    person = r2.of("2024-06", "li")
    assert (person["fines"], cases(person), person["net"]) == ("0.00", [], "2677.50")


def test_conduct_without_a_price_is_a_note(r2: Kit) -> None:
    logged = ("R2-4.1.1", "R2-4.2.2", "R2-4.4", "R2-4.7", "R2-5.2", "R2-6.1.1", "R2-6.2")
    r2.add(joined("li"), *(violation("li", "2024-06-03", clause) for clause in logged))
    person = r2.of("2024-06", "li")
    assert (person["fines"], cases(person), person["net"]) == ("0.00", [], "2677.50")


def test_nothing_can_be_logged_on_the_broken_sentence(r2: Kit) -> None:
    r2.add(joined("li"))
    r2.refused(violation("li", "2024-06-03", "R2-6.4"))  # A16


# ---- the whole month


def test_e19_a_month(r2: Kit) -> None:
    # 2100.00 + 420.00 + 0 + 521.40 + 720.56 + 480.00 − 179.70 − 50.00 = 4012.26
    r2.add(joined("li"), five("li", "2024-06", "70", "75000", "145", "45", "92.5"))
    r2.add(review("li", "2024-06", 1, 1, 2, 1, 2, 1), waybills("li", "2024-06", 5214))
    r2.add(leave("li", "2024-06-12", "2024-06-12", "1"), breach("2024-06-20"))
    r2.add(violation("li", "2024-06-18", "R2-6.1.3", unit_price="59.90", order="o1"))
    person = r2.of("2024-06", "li")
    assert amounts(person) == {
        "base": ["2100.00"],
        "meal": ["420.00"],
        "commission": ["521.40"],
        "kpi": ["720.56"],
        "review": ["480.00"],
        "fine": ["-179.70", "-50.00"],
    }
    assert (person["net"], person["fines"], cases(person), person["flags"]) == ("4012.26", "229.70", [], [])
    for each in person["lines"]:
        assert each["clauses"], each
        assert each["events"], each


def test_one_order_is_one_fine_at_the_dearest_line(r2: Kit) -> None:
    # R2-A14: 59.90 and 20.00 wrong on one order: 3 × 59.90 = 179.70 once; another order 3 × 20 = 60
    r2.add(joined("li"))
    r2.add(violation("li", "2024-05-06", "R2-6.1.3", order="A", unit_price="20.00", violation="V1"))
    r2.add(violation("li", "2024-05-06", "R2-6.1.3", order="A", unit_price="59.90", violation="V2"))
    r2.add(violation("li", "2024-05-07", "R2-6.1.3", order="B", unit_price="20.00", violation="V3"))
    assert amounts(r2.of("2024-05", "li"))["fine"] == ["-179.70", "-60.00"]


def test_not_in_force_before_its_printed_day(r2: Kit) -> None:
    # R2-A31
    early = line("rulebook.adopted", "2014-03-31", rulebook="r2-shop-standard", from_on="2014-03-31")
    assert "valid from 2014-04-01" in str(r2.refused(early))
    r2.add(line("rulebook.adopted", "2014-04-01", rulebook="r2-shop-standard", from_on="2014-04-01"))
