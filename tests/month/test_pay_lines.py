"""The mechanisms of pay under small rulebooks whose numbers are nobody's: what is data is not in the program."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit import Kit, amount, amounts, cases, joined, leave, line, rest, shift, worked

from kfterm.month.commission import step_of
from kfterm.month.kpi import score_of
from kfterm.rulebook.pay_rules import KpiItem, RateCommission, RateStep

HEAD = """
id = "ours"
format = 1
version = "1"
title = { zh = "我们的", en = "ours" }
source = "ours"
approver = "ours"
"""
UNKNOWN = '[[setting]]\nkey = "{}"\nunit = "yuan"\nzh = "多少"\nen = "how much"\n'
PACKAGE = UNKNOWN.format("reference_package") + 'default = "4000"\n'
OF_PACKAGE = '{ type = "package", setting = "reference_package" }'
LABEL = '{ zh = "一", en = "one" }'
EARLY = f'{{ type = "shift", shift = "day", start = "08:30", end = "17:30", label = {LABEL} }}'


def ours(kit: Kit, *rules: str, settings: str = "", start: str = "2024-01-01") -> Kit:
    """The kit's shop under a rulebook of our own from a day on: one clause X-1, X-2, … for each text of rules."""
    clauses = [
        f'[[clause]]\nid = "X-{n}"\nzh = "条"\nen = "clause"\nkind = "pay"\nrule = [{text}]\n'
        for n, text in enumerate((EARLY, *rules))
    ]
    files = {"rulebook.toml": HEAD + settings, "01.toml": "\n".join(clauses)}
    kit.add(line("rulebook.adopted", start, rulebook="ours", from_on=start, files=files))
    return kit


def kpi(staff: str, label: str, **metrics: str) -> dict[str, Any]:
    """Measures of a month."""
    return line("kpi.reported", f"{label}-28 18:00", staff=staff, month=label, metrics=metrics, source="test")


def the(person: dict[str, Any], name: str) -> dict[str, Any]:
    """The one line of a name."""
    (found,) = [each for each in person["lines"] if each["line"] == name]
    return found


def named(key: str, at: str) -> str:
    """The id of a setting that was typed."""
    return f"{key}@{at}".replace(" ", "T")


def setting(at: str, key: str, value: str) -> dict[str, Any]:
    """A setting typed at a moment."""
    return {**line("setting.changed", at, key=key, value=value), "id": named(key, at)}


# ---- shares of the package


@pytest.fixture
def mixed(r8: Kit) -> Kit:
    """35 % base, 5 % meals, 2.5 % full attendance of 4,000; a day's wage by calendar days."""
    return ours(
        r8,
        f'{OF_PACKAGE}, {{ type = "base", share = 0.35 }}',
        '{ type = "meal", share = 0.05 }',
        '{ type = "full_attendance", share = 0.025, without = ["late", "leave"] }',
        '{ type = "day_wage", divide_by = "calendar_days" }, { type = "leave_deduction" }',
        settings=PACKAGE,
    )


def test_shares_of_the_package_in_a_whole_month(mixed: Kit) -> None:
    # 4000 × 0.35 = 1400, × 0.05 = 200, × 0.025 = 100
    mixed.add(joined("li"), worked("li", "2024-06-03"))
    person = mixed.of("2024-06", "li")
    assert amounts(person) == {"base": ["1400.00"], "meal": ["200.00"], "full_attendance": ["100.00"]}
    assert (the(person, "base")["working"], person["flags"]) == ("4000.00 × 0.35", [])
    assert the(person, "base")["clauses"] == ["X-1"]
    assert the(person, "meal")["clauses"] == ["X-2", "X-1"]


@pytest.mark.parametrize(
    ("first", "days", "base", "meal"),
    [
        ("2024-06-13", 18, "840.00", "120.00"),  # 1400 × 18/30; 200 × 18/30
        ("2024-06-30", 1, "46.67", "6.67"),  # 1400/30 = 46.666…; 200/30 = 6.666…
        ("2024-06-02", 29, "1353.33", "193.33"),
    ],
)
def test_joiners_by_calendar_days_and_no_full_attendance(
    mixed: Kit, first: str, days: int, base: str, meal: str
) -> None:
    mixed.add(joined("li", first), worked("li", "2024-06-30"))
    person = mixed.of("2024-06", "li")
    assert amounts(person) == {"base": [base], "meal": [meal]}
    assert the(person, "base")["working"] == f"4000.00 × 0.35 × {days} ÷ 30"


def test_a_leaver_by_calendar_days(mixed: Kit) -> None:
    # last day 10 June: 1400 × 10/30 = 466.666…, 200 × 10/30 = 66.666…
    mixed.add(joined("li"), line("staff.left", "2024-06-10 18:00", staff="li"))
    person = mixed.of("2024-06", "li")
    assert amounts(person) == {"base": ["466.67"], "meal": ["66.67"]}
    assert len(the(person, "base")["events"]) == 2


@pytest.mark.parametrize("spoiled", ["late", "leave"])
def test_full_attendance_by_share_is_all_or_nothing(mixed: Kit, spoiled: str) -> None:
    mixed.add(joined("li"), worked("li", "2024-06-03", came="08:31" if spoiled == "late" else "08:30"))
    mixed.add(leave("li", "2024-06-05", "2024-06-05", "0.5")) if spoiled == "leave" else None
    assert "full_attendance" not in amounts(mixed.of("2024-06", "li"))


def test_a_day_s_wage_of_a_base_by_share(mixed: Kit) -> None:
    # one day of leave: 1400 / 30 = 46.666…
    mixed.add(joined("li"), leave("li", "2024-06-05", "2024-06-05", "1"))
    person = mixed.of("2024-06", "li")
    assert amount(person, "leave") == "-46.67"
    assert the(person, "leave")["working"] == "1 × 4000.00 × 0.35 ÷ 30"


@pytest.mark.parametrize(
    ("typed", "base", "by"),
    [
        ([("2024-05-20", "4600")], "1610.00", 0),  # 4600 × 0.35
        ([("2024-06-30 23:59", "4600")], "1610.00", 0),  # as of the end of the month
        ([("2024-05-20", "4600"), ("2024-07-01 00:00", "9000")], "1610.00", 0),  # the next month's
        ([("2024-07-01 00:00", "4600"), ("2024-08-01", "9000")], "1610.00", 0),  # afterwards says more than nothing
        ([("2024-05-20", ""), ("2024-07-05", "4600")], "1610.00", 1),  # not known yet, then known
        ([("2024-05-20", "4600"), ("2024-06-05", "")], "", None),  # not known any more
        ([("2024-05-20", "")], "", None),
        ([], "1400.00", None),
    ],
)
def test_the_package_as_of_the_end_of_the_month(
    mixed: Kit, typed: list[tuple[str, str]], base: str, by: int | None
) -> None:
    mixed.add(joined("li"))
    mixed.add(*(setting(at, "reference_package", value) for at, value in typed)) if typed else None
    person = mixed.of("2024-06", "li")
    assert ("missing:reference_package" in person["flags"]) == (base == "")
    assert amounts(person).get("base", [""]) == [base]
    if by is not None:
        assert named("reference_package", typed[by][0]) in the(person, "base")["events"]


# ---- so much an order that was shipped


@pytest.fixture
def counting(r8: Kit) -> Kit:
    """0.37 a parcel; li and wu."""
    kit = ours(r8, '{ type = "count_commission", yuan = 0.37 }')
    kit.add(joined("li"), joined("wu"))
    return kit


def parcel(waybill: str, order: str, staff: str, printed: str, shipped: str = "") -> list[dict[str, Any]]:
    """A waybill, and its parcel where it left."""
    found = [line("waybill.printed", printed, waybill=waybill, order=order, staff=staff)]
    return (
        [*found, {**line("waybill.shipped", shipped, waybill=waybill), "id": f"{waybill}-left"}] if shipped else found
    )


def test_each_shipped_order_once_under_the_mark(counting: Kit) -> None:
    # li: A, B, C = 3 × 0.37 = 1.11; wu: D = 0.37
    counting.add(parcel("1", "A", "li", "2024-06-03 10:00", "2024-06-03 20:00"))
    counting.add(parcel("2", "A", "wu", "2024-06-04 10:00", "2024-06-04 20:00"))  # the same order again
    counting.add(parcel("3", "B", "wu", "2024-06-03 11:00"))  # void: printed anew by li
    counting.add(line("waybill.voided", "2024-06-03 11:05", waybill="3"))
    counting.add(parcel("4", "B", "li", "2024-06-03 11:06", "2024-06-03 20:00"))
    counting.add(parcel("5", "C", "li", "2024-06-05 10:00"))
    counting.add(line("waybill.printed", "2024-06-05 10:01", waybill="5", order="C", staff="wu"))  # a duplicate print
    counting.add(line("waybill.shipped", "2024-06-06 20:00", waybill="5"))
    counting.add(parcel("6", "D", "wu", "2024-06-07 10:00", "2024-06-07 20:00"))
    counting.add(parcel("7", "E", "li", "2024-06-07 10:00"))  # still here
    counting.add(parcel("8", "F", "li", "2024-06-07 10:00", "2024-06-07 20:00"))
    counting.add(line("waybill.voided", "2024-06-08", waybill="8"))  # counts for nobody
    assert amount(counting.of("2024-06", "li"), "commission") == "1.11"
    assert amount(counting.of("2024-06", "wu"), "commission") == "0.37"
    assert the(counting.of("2024-06", "li"), "commission")["working"] == "0.37 × 3"


def test_the_first_and_the_last_parcel_stand_for_all(counting: Kit) -> None:
    for number in range(1, 6):
        on = f"2024-06-0{number}"
        counting.add(parcel(str(number), f"O{number}", "li", f"{on} 10:00", f"{on} 20:00"))
    found = the(counting.of("2024-06", "li"), "commission")
    assert (found["amount"], found["events"]) == ("1.85", ["1-left", "5-left"])  # 5 × 0.37


@pytest.mark.parametrize(
    ("left", "may", "june"),
    [("2024-05-31 23:59:59", "0.37", "0.00"), ("2024-06-01 00:00:00", "0.00", "0.37")],
)
def test_the_day_on_which_it_left_decides_the_month(counting: Kit, left: str, may: str, june: str) -> None:
    counting.add(parcel("1", "A", "li", "2024-05-31 18:00", left))
    assert amount(counting.of("2024-05", "li"), "commission") == may
    assert amount(counting.of("2024-06", "li"), "commission") == june


def test_sent_again_in_the_next_month_it_is_still_one_order(counting: Kit) -> None:
    counting.add(parcel("1", "A", "li", "2024-05-02 10:00", "2024-05-03 20:00"))
    counting.add(parcel("2", "A", "li", "2024-06-20 10:00", "2024-06-20 20:00"))
    assert amount(counting.of("2024-05", "li"), "commission") == "0.37"
    assert "commission" not in amounts(counting.of("2024-06", "li"))


def test_a_count_made_elsewhere_takes_the_place_of_the_waybills(counting: Kit) -> None:
    # 211 × 0.37 = 78.07
    counting.add(parcel("1", "A", "li", "2024-06-03 10:00", "2024-06-03 20:00"))
    counting.add({**line("waybills.counted", "2024-06-30 18:00", staff="li", month="2024-06", shipped=211), "id": "c"})
    found = the(counting.of("2024-06", "li"), "commission")
    assert (found["amount"], found["events"], found["clauses"]) == ("78.07", ["c"], ["X-1"])


def test_none_counted_elsewhere_is_none(counting: Kit) -> None:
    counting.add(parcel("1", "A", "li", "2024-06-03 10:00", "2024-06-03 20:00"))
    counting.add(line("waybills.counted", "2024-06-30 18:00", staff="li", month="2024-06", shipped=0))
    assert "commission" not in amounts(counting.of("2024-06", "li"))


# ---- a share of an amount by a ratio

STEPS = "[{ rate = 0.02, below = 0.55 }, { rate = 0.03, from_ratio = 0.55, below = 0.80 }, { rate = 0.04, from_ratio = 0.80 }]"


@pytest.fixture
def rated(r8: Kit) -> Kit:
    """2 % below 55 %, 3 % from there, 4 % from 80 %."""
    kit = ours(
        r8,
        '{ type = "rate_commission", base = "sales_cny", part = "buyers", whole = "enquirers", '
        f'percent = "conversion_pct", steps = {STEPS} }}',
    )
    kit.add(joined("li"))
    return kit


@pytest.mark.parametrize(
    ("sales", "buyers", "enquirers", "paid"),
    [
        ("20000.00", "5499", "10000", "400.00"),  # 54.99 % → 2 %
        ("20000.00", "55", "100", "600.00"),  # exactly 55 %
        ("20000.00", "549999999", "1000000000", "400.00"),  # shown as 55.00 %, below it
        ("20000.00", "7999", "10000", "600.00"),
        ("20000.00", "8", "10", "800.00"),  # the highest step reached
        ("20000.00", "0", "10", "400.00"),
        ("16.50", "6", "10", "0.50"),  # 16.50 × 3 % = 0.495
        ("12345.67", "6", "10", "370.37"),  # 370.3701
    ],
)
def test_the_exact_ratio_decides_the_rate_of_the_whole(
    rated: Kit, sales: str, buyers: str, enquirers: str, paid: str
) -> None:
    rated.add(kpi("li", "2024-06", sales_cny=sales, buyers=buyers, enquirers=enquirers))
    person = rated.of("2024-06", "li")
    assert (amount(person, "commission"), person["flags"]) == (paid, [])


@pytest.mark.parametrize(("percent", "paid"), [("54.999999", "400.00"), ("55", "600.00"), ("80.00", "800.00")])
def test_the_percentage_where_the_numbers_are_not_reported(rated: Kit, percent: str, paid: str) -> None:
    rated.add(kpi("li", "2024-06", sales_cny="20000", conversion_pct=percent))
    assert amount(rated.of("2024-06", "li"), "commission") == paid


def test_the_numbers_go_before_the_percentage(rated: Kit) -> None:
    rated.add(kpi("li", "2024-06", sales_cny="20000", buyers="5499", enquirers="10000", conversion_pct="55"))
    found = the(rated.of("2024-06", "li"), "commission")
    assert (found["amount"], found["working"]) == ("400.00", "20000 × 2% (5499 / 10000 < 55%)")


@pytest.mark.parametrize(("sales", "paid", "flags"), [("500", "10.00", ["review:conversion_pct"]), ("0", "0.00", [])])
def test_sales_without_enquirers_at_the_lowest_rate_and_to_be_looked_at(
    rated: Kit, sales: str, paid: str, flags: list[str]
) -> None:
    rated.add(kpi("li", "2024-06", sales_cny=sales, buyers="0", enquirers="0"))
    person = rated.of("2024-06", "li")
    assert (amount(person, "commission"), person["flags"]) == (paid, flags)


@pytest.mark.parametrize(
    ("metrics", "flags"),
    [
        ({}, ["missing:kpi"]),
        ({"sales_cny": "500"}, ["missing:kpi:conversion_pct"]),
        ({"conversion_pct": "60"}, ["missing:kpi:sales_cny"]),
        ({"buyers": "6", "volume": "6"}, ["missing:kpi:sales_cny", "missing:kpi:conversion_pct"]),
    ],
)
def test_measures_that_are_missing_are_named_and_pay_nothing(
    rated: Kit, metrics: dict[str, str], flags: list[str]
) -> None:
    rated.add(kpi("li", "2024-06", **metrics)) if metrics else None
    person = rated.of("2024-06", "li")
    assert (person["lines"], person["flags"]) == ([], flags)


def test_measures_reported_later_take_the_place_of_the_earlier(rated: Kit) -> None:
    rated.add(kpi("li", "2024-06", sales_cny="500", buyers="6", enquirers="10"))
    late = {"staff": "li", "month": "2024-06", "metrics": {"sales_cny": "600"}}
    rated.add(line("kpi.reported", "2024-07-02", **late))
    assert amount(rated.of("2024-06", "li"), "commission") == "18.00"  # 600 × 3 %


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_step_is_reached_when_the_whole_numbers_say_so(part: int, whole: int) -> None:
    steps = (
        RateStep(rate=Decimal("0.02"), below=Decimal("0.55")),
        RateStep(rate=Decimal("0.03"), from_ratio=Decimal("0.55")),
    )
    rule = RateCommission(base="a", part="b", whole="c", percent="d", steps=steps)
    found = step_of(rule, Fraction(part, whole))
    assert found is steps[1 if part * 100 >= 55 * whole else 0]


# ---- first in a measure


@pytest.fixture
def racing(r8: Kit) -> Kit:
    """30, 70, then 90 for the most `volume`; the rulebook holds from January 2024, another one before."""
    kit = ours(r8, '{ type = "streak_award", metric = "volume", rungs = [30, 70, 90] }')
    kit.add(joined("li"), joined("wu"))
    return kit


def race(kit: Kit, label: str, li: str, wu: str) -> None:
    """A month's figures."""
    kit.add(kpi("li", label, volume=li), kpi("wu", label, volume=wu))


def test_rungs_by_months_running_over_the_end_of_the_year(racing: Kit) -> None:
    for label, li in (("2023-11", "7"), ("2023-12", "8"), ("2024-01", "9"), ("2024-02", "9"), ("2024-03", "1")):
        race(racing, label, li, "5")
    assert amount(racing.of("2024-01", "li"), "award") == "90.00"  # the third month running
    assert amount(racing.of("2024-02", "li"), "award") == "90.00"  # the last rung serves all later ones
    assert "award" not in amounts(racing.of("2024-03", "li"))
    assert amount(racing.of("2024-03", "wu"), "award") == "30.00"
    assert len(the(racing.of("2024-02", "li"), "award")["events"]) == 4


def test_every_tied_person_is_first(racing: Kit) -> None:
    race(racing, "2024-01", "61.50", "61.5")
    race(racing, "2024-02", "5", "4")
    assert [amount(racing.of("2024-01", staff), "award") for staff in ("li", "wu")] == ["30.00", "30.00"]
    assert amount(racing.of("2024-02", "li"), "award") == "70.00"


def test_a_month_without_figures_breaks_the_streak(racing: Kit) -> None:
    race(racing, "2024-01", "7", "5")
    race(racing, "2024-03", "7", "5")
    assert amount(racing.of("2024-03", "li"), "award") == "30.00"
    february = racing.of("2024-02", "li")
    assert (february["lines"], february["flags"]) == ([], ["missing:kpi"])


def test_only_who_is_employed_in_the_month_competes(racing: Kit) -> None:
    race(racing, "2024-01", "5", "9")
    racing.add(line("staff.left", "2024-01-31 18:00", staff="wu"))
    race(racing, "2024-02", "5", "9")
    assert amount(racing.of("2024-01", "wu"), "award") == "30.00"
    assert amount(racing.of("2024-02", "li"), "award") == "30.00"


def test_nothing_sold_is_no_first_place(racing: Kit) -> None:
    race(racing, "2024-01", "0", "0")
    assert racing.of("2024-01", "li")["lines"] == []


# ---- KPI

RESPONSE = (
    '{ type = "kpi_item", metric = "avg_response_s", worst = 90, best = 30, worst_score = 10, best_score = 90, '
    "weight = 0.6 }"
)
CONVERSION = (
    '{ type = "kpi_item", metric = "conversion_pct", worst = 20, best = 60, worst_score = 0, best_score = 80, '
    'weight = 0.4, part = "buyers", whole = "enquirers" }'
)


@pytest.fixture
def scoring(r8: Kit) -> Kit:
    """A quarter of 4,000 at the full score of 100: 10 yuan a point."""
    pay = f'{OF_PACKAGE}, {{ type = "kpi_pay", share = 0.25, full_score = 100 }}'
    kit = ours(r8, pay, RESPONSE, CONVERSION, settings=PACKAGE)
    kit.add(joined("li"))
    return kit


@pytest.mark.parametrize(
    ("response", "conversion", "paid"),
    [
        ("30", "60", "860.00"),  # 90 × 0.6 + 80 × 0.4 = 86
        ("12", "99", "860.00"),  # beyond the good end
        ("90", "20", "60.00"),  # 10 × 0.6 + 0 = 6
        ("300", "0", "60.00"),  # beyond the bad end
        ("60", "40", "460.00"),  # half way: 50 × 0.6 + 40 × 0.4 = 46
        ("77.77", "60", "477.84"),  # 10 + 12.23/60 × 80 = 26.30666…, × 0.6 = 15.784; + 80 × 0.4 = 47.784
    ],
)
def test_a_straight_line_within_its_ends(scoring: Kit, response: str, conversion: str, paid: str) -> None:
    scoring.add(kpi("li", "2024-06", avg_response_s=response, conversion_pct=conversion))
    person = scoring.of("2024-06", "li")
    assert (amount(person, "kpi"), person["flags"]) == (paid, [])


def test_parts_in_place_of_the_measure(scoring: Kit) -> None:
    # 50 s: 10 + 40/60 × 80 = 63.3333…, × 0.6 = 38; 1/3: (33.333… − 20)/40 = 1/3, × 80 = 26.6666…, × 0.4 = 10.6666…
    # 48.6666… × 10 = 486.67
    scoring.add(kpi("li", "2024-06", avg_response_s="50", buyers="1", enquirers="3"))
    found = the(scoring.of("2024-06", "li"), "kpi")
    assert found["amount"] == "486.67"
    assert found["working"] == "(63.3333 × 0.6 + 26.6667 × 0.4) = 48.666667 × 10 (4000.00 × 0.25 ÷ 100)"
    assert found["clauses"] == ["X-1", "X-2", "X-3"]


def test_only_the_line_is_rounded(scoring: Kit) -> None:
    # the same at 10,000 a point: 486666.666… ; of scores with four decimals it would be 48.66666 × 10000 = 486666.60
    scoring.settings(at="2024-06-01", reference_package="4000000")
    scoring.add(kpi("li", "2024-06", avg_response_s="50", buyers="1", enquirers="3"))
    assert amount(scoring.of("2024-06", "li"), "kpi") == "486666.67"


@pytest.mark.parametrize("reported", [{}, {"conversion_pct": "60"}])
def test_nothing_to_measure_on_is_the_worst_score_and_to_be_looked_at(scoring: Kit, reported: dict[str, str]) -> None:
    # 90 × 0.6 + 0 = 54 → 540
    scoring.add(kpi("li", "2024-06", avg_response_s="30", buyers="0", enquirers="0", **reported))
    person = scoring.of("2024-06", "li")
    assert (amount(person, "kpi"), person["flags"]) == ("540.00", ["review:conversion_pct"])


def test_what_is_measured_on_nothing_needs_no_figure(r8: Kit) -> None:
    # nobody asked, so nobody was answered: 10 × 0.6 + 0 × 0.4 = 6 → 60
    pay = f'{OF_PACKAGE}, {{ type = "kpi_pay", share = 0.25, full_score = 100 }}'
    ours(r8, pay, RESPONSE.replace(" }", ', of = "enquirers" }'), CONVERSION, settings=PACKAGE)
    r8.add(joined("li"), kpi("li", "2024-06", buyers="0", enquirers="0"))
    person = r8.of("2024-06", "li")
    assert (amount(person, "kpi"), person["flags"]) == ("60.00", ["review:avg_response_s", "review:conversion_pct"])


def test_one_measure_missing_pays_nothing(scoring: Kit) -> None:
    scoring.add(kpi("li", "2024-06", avg_response_s="30", buyers="3"))
    person = scoring.of("2024-06", "li")
    assert (person["lines"], person["flags"]) == ([], ["missing:kpi:conversion_pct"])


def test_kpi_of_an_unknown_package_pays_nothing(scoring: Kit) -> None:
    scoring.add(kpi("li", "2024-06", avg_response_s="30", conversion_pct="60"))
    scoring.settings(at="2024-06-01", reference_package="")
    person = scoring.of("2024-06", "li")
    assert (person["lines"], person["flags"]) == ([], ["missing:reference_package"])


values = st.decimals(-100, 300, places=3)


@given(values, values, st.tuples(values, values).filter(lambda ends: ends[0] != ends[1]))
def test_a_better_measure_never_scores_less(one: Decimal, other: Decimal, ends: tuple[Decimal, Decimal]) -> None:
    worst, best = ends
    rule = KpiItem(
        metric="m", worst=worst, best=best, worst_score=Decimal(10), best_score=Decimal(90), weight=Decimal(1)
    )
    sign = 1 if best > worst else -1
    low, high = sorted((one, other), key=lambda value: sign * value)
    scores = [score_of(rule, Fraction(each)) for each in (low, high)]
    assert 10 <= scores[0] <= scores[1] <= 90
    assert (score_of(rule, Fraction(worst)), score_of(rule, Fraction(best))) == (10, 90)


# ---- the review

ITEMS = (
    f'{{ type = "review_item", item = "tidy", label = {LABEL}, '
    f"levels = [{{ score = 0, label = {LABEL} }}, {{ score = 1, label = {LABEL} }}, {{ score = 3, label = {LABEL} }}] }}",
    f'{{ type = "review_item", item = "kind", label = {LABEL}, '
    f"levels = [{{ score = 1, label = {LABEL} }}, {{ score = 2, label = {LABEL} }}] }}",
)


@pytest.fixture
def reviewing(r8: Kit) -> Kit:
    """45.50 a point, at least 2 and at most 4 of them."""
    kit = ours(r8, '{ type = "review_pay", yuan = 45.5, low = 2, high = 4 }', *ITEMS)
    kit.add(joined("li"))
    return kit


def reviewed(item: str, score: str, label: str = "2024-06") -> dict[str, Any]:
    """One item."""
    return line("review.scored", f"{label}-28 18:00", staff="li", month=label, item=item, score=score)


@pytest.mark.parametrize(
    ("tidy", "kind", "paid", "working"),
    [
        ("0", "1", "91.00", "tidy 0 + kind 1 = 1 → 2 × 45.5"),
        ("0", "2", "91.00", "tidy 0 + kind 2 = 2 × 45.5"),
        ("1", "2", "136.50", "tidy 1 + kind 2 = 3 × 45.5"),
        ("3", "1", "182.00", "tidy 3 + kind 1 = 4 × 45.5"),
        ("3", "2", "182.00", "tidy 3 + kind 2 = 5 → 4 × 45.5"),
    ],
)
def test_the_review_within_its_bounds(reviewing: Kit, tidy: str, kind: str, paid: str, working: str) -> None:
    reviewing.add(reviewed("tidy", tidy), reviewed("kind", kind))
    found = the(reviewing.of("2024-06", "li"), "review")
    assert (found["amount"], found["working"], len(found["events"])) == (paid, working, 2)
    assert found["clauses"] == ["X-1", "X-2", "X-3"]


def test_an_item_nobody_scored_is_named_and_pays_nothing(reviewing: Kit) -> None:
    reviewing.add(reviewed("tidy", "3"), reviewed("kind", "2", "2024-05"))
    person = reviewing.of("2024-06", "li")
    assert (person["lines"], person["flags"]) == ([], ["missing:review:kind"])


def test_the_last_score_of_an_item_counts(reviewing: Kit) -> None:
    reviewing.add(reviewed("tidy", "3"), reviewed("kind", "2"))
    reviewing.add({**reviewed("tidy", "1"), "at": "2024-06-29T18:00:00+08:00"})
    assert amount(reviewing.of("2024-06", "li"), "review") == "136.50"  # 3 × 45.5


# ---- orders that carry a remark


@pytest.fixture
def selling(r8: Kit) -> Kit:
    """3.5 % of remarked orders; the rate is a setting."""
    kit = ours(
        r8, '{ type = "order_commission", setting = "commission_rate" }', settings=UNKNOWN.format("commission_rate")
    )
    kit.add(joined("li"), joined("wu"))
    kit.settings(at="2024-01-01", commission_rate="0.035")
    return kit


def order(key: str, staff: str, at: str, amount: str | None, paid: str, remark: str = "", by: str = "") -> list[Any]:
    """An order that was paid; `remark` is when one was written, `by` whom it names."""
    told = {"order": key, "staff": staff} | ({"amount": amount} if amount else {})
    found = [line("order.placed", at, **told), line("order.paid", paid, order=key)]
    named = {"staff": by} if by else {}
    return [*found, *([line("remark.written", remark, order=key, **named)] if remark else [])]


def test_only_orders_with_a_remark_earn(selling: Kit) -> None:
    # 268.00 + 99.99 = 367.99 × 3.5 % = 12.87965
    selling.add(order("A", "li", "2024-06-03 10:00", "268", "2024-06-03 10:05", "2024-06-03 11:00"))
    selling.add(order("B", "li", "2024-06-04 10:00", "99.99", "2024-06-04 10:05", "2024-06-04 10:02"))
    selling.add(order("Z", "li", "2024-06-05 10:00", "500", "2024-06-05 10:05"))
    selling.add(order("Y", "li", "2024-06-05 11:00", "500", "2024-06-05 11:05"))
    selling.add(order("C", "li", "2024-06-05 12:00", "70", "2024-06-05 12:05", "2024-06-05 12:06"))
    selling.add(line("order.cancelled", "2024-06-06", order="C"))
    selling.add(line("order.placed", "2024-06-06", order="D", staff="li", amount="80"))  # not paid
    person = selling.of("2024-06", "li")
    assert amount(person, "commission") == "12.88"
    assert person["flags"] == ["unattributed:Y", "unattributed:Z"]
    assert person["fines"] == "0.00"
    assert the(person, "commission")["working"] == "0.035 × 367.99 (2)"


def test_the_remark_says_whose_an_order_is(selling: Kit) -> None:
    selling.add(order("A", "li", "2024-06-03 10:00", "100", "2024-06-03 10:05", "2024-06-03 11:00", by="wu"))
    assert amount(selling.of("2024-06", "wu"), "commission") == "3.50"
    assert (selling.of("2024-06", "li")["lines"], selling.of("2024-06", "li")["flags"]) == ([], [])


def test_a_remark_written_long_after_still_counts(selling: Kit) -> None:
    selling.add(order("A", "li", "2024-06-30 23:00", "100", "2024-06-30 23:59:59", "2024-08-20 10:00"))
    assert amount(selling.of("2024-06", "li"), "commission") == "3.50"
    assert selling.of("2024-07", "li")["lines"] == []


def test_the_day_of_payment_decides_the_month(selling: Kit) -> None:
    selling.add(order("A", "li", "2024-05-31 23:00", "100", "2024-06-01 00:00", "2024-06-01 10:00"))
    assert selling.of("2024-05", "li")["lines"] == []
    assert amount(selling.of("2024-06", "li"), "commission") == "3.50"


def test_an_order_without_an_amount_is_named(selling: Kit) -> None:
    selling.add(order("A", "li", "2024-06-03 10:00", None, "2024-06-03 10:05", "2024-06-03 11:00"))
    selling.add(order("B", "li", "2024-06-03 12:00", "100", "2024-06-03 12:05", "2024-06-03 12:10"))
    person = selling.of("2024-06", "li")
    assert (amount(person, "commission"), person["flags"]) == ("3.50", ["missing:order_amount:A"])


def test_without_a_rate_there_is_no_commission(selling: Kit) -> None:
    selling.settings(at="2024-06-01", commission_rate="")
    selling.add(order("A", "li", "2024-06-03 10:00", "268", "2024-06-03 10:05", "2024-06-03 11:00"))
    person = selling.of("2024-06", "li")
    assert (person["lines"], person["flags"]) == ([], ["missing:commission_rate"])


# ---- absence

ABSENCE = '{ type = "absence_wage", setting = "absence_wage" }'


def test_absence_costs_the_wage_that_was_set(r8: Kit) -> None:
    # 1.5 × 95.50 = 143.25
    ours(r8, ABSENCE, settings=UNKNOWN.format("absence_wage")).add(joined("li"))
    r8.add(setting("2024-06-01", "absence_wage", "95.50"))
    r8.add(line("absence.confirmed", "2024-06-03", staff="li", on="2024-06-03", days="1.5"))
    found = the(r8.of("2024-06", "li"), "absence")
    assert (found["amount"], found["working"], found["clauses"]) == ("-143.25", "1.5 × 95.5", ["X-1"])
    assert "absence_wage@2024-06-01" in found["events"]


def test_an_unknown_absence_wage_is_named_with_its_days(r8: Kit) -> None:
    ours(r8, ABSENCE, settings=UNKNOWN.format("absence_wage")).add(joined("li"), joined("wu"))
    r8.add(line("absence.confirmed", "2024-06-03", staff="li", on="2024-06-03", days="1.5"))
    person = r8.of("2024-06", "li")
    assert (person["lines"], person["flags"]) == ([], ["missing:absence_wage", "wage_of_days:1.5"])
    assert r8.of("2024-06", "wu")["flags"] == []  # nobody needs it


def test_a_day_of_absence_is_a_case_without_an_amount(r8: Kit) -> None:
    ours(r8, '{ type = "absence_case" }, { type = "missed_shift", days = 1 }', '{ type = "absence_case" }')
    r8.add(joined("li"), joined("wu"), shift("li", "2024-06-03"))  # a shift nobody came to
    r8.add(line("absence.confirmed", "2024-06-10", staff="li", on="2024-06-10", days="1"))
    person = r8.of("2024-06", "li")
    assert cases(person) == ["absence", "absence"]
    assert all(each["clauses"] == ["X-1", "X-2"] and each.get("amount") is None for each in person["cases"])
    assert [len(each["events"]) for each in person["cases"]] == [1, 1]
    assert (person["net"], r8.of("2024-06", "wu")["cases"]) == ("0.00", [])


# ---- awards, rest


def test_an_award_names_its_line(r8: Kit) -> None:
    ours(r8, f'{{ type = "award", line = "reward", label = {LABEL} }}').add(joined("li"))
    told = {"staff": "li", "month": "2024-06", "clause": "X-1", "reason": "a good idea"}
    r8.add(line("award.granted", "2024-06-20", amount="66.60", **told))
    found = the(r8.of("2024-06", "li"), "reward")
    assert (found["amount"], found["label"]) == ("66.60", "one")


def test_unused_rest_by_a_base_in_yuan(r8: Kit) -> None:
    # 3000 / 30 = 100 for the one rest day of two that was not taken
    base = '{ type = "base", yuan = 3000 }, { type = "day_wage", divide_by = "calendar_days" }'
    ours(r8, base, '{ type = "rest_days", days = 2 }, { type = "unused_rest" }')
    r8.add(joined("li"), rest("li", "2024-06-10"))
    assert amounts(r8.of("2024-06", "li")) == {"base": ["3000.00"], "unused_rest": ["100.00"]}


# ---- what the desk refuses


def test_the_box_is_only_spent_from_where_there_is_one(r8: Kit) -> None:
    spent = line("fund.spent", "2024-06-05", amount="10", purpose="tea")
    assert "no fund box" in str(r8.refused(spent))
    ours(r8, '{ type = "fund_box" }').add(spent)
    assert r8.month("2024-06")["fund"]["out"] == "10.00"


def test_a_review_where_there_is_none(r8: Kit) -> None:
    r8.add(joined("li"))
    assert "no manual review" in str(r8.refused(reviewed("tidy", "1")))


@pytest.mark.parametrize("value", ["1e30", "-1e30", "1e-30", "much"])
def test_a_measure_like_nothing_real(rated: Kit, value: str) -> None:
    assert "sales_cny" in str(rated.refused(kpi("li", "2024-06", sales_cny=value, conversion_pct="60")))


@pytest.mark.parametrize("key", ["absence_wage", "commission_rate", "reference_package", "away_limit_minutes"])
def test_empty_says_not_known_yet_and_zero_is_refused(r8: Kit, key: str) -> None:
    r8.add(setting("2024-06-01", key, ""))
    for value in ("0", "-1", "much"):
        r8.refused(setting("2024-06-02", key, value))
    r8.refused(setting("2024-06-02", "incident_limit.system", ""))
