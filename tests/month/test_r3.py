"""R3 from events to the month: commission by conversion, first place and its streak, spot checks, sanctions."""

from collections.abc import Callable
from typing import Any

import pytest
from kit import Kit, amount, amounts, cases, joined, line, millis, punch, shift, violation, worked

from kfterm.desk.proposals import proposals


@pytest.fixture
def r3(make: Callable[..., Kit]) -> Kit:
    """A shop under R3 with three agents."""
    kit = make(rulebook="r3-conversion-bonus")
    kit.add([joined(staff) for staff in ("li", "wu", "zhao")])
    return kit


def kpi(staff: str, month: str = "2024-06", **metrics: str) -> dict[str, Any]:
    """What the other system reports of a month."""
    return line("kpi.reported", f"{month}-28 20:00", staff=staff, month=month, metrics=metrics, source="chitu")


def sold(month: str, **people: str) -> list[dict[str, Any]]:
    """Sales of a month by person, with a conversion of half."""
    return [kpi(staff, month, sales_cny=sales, buyers="1", enquirers="2") for staff, sales in people.items()]


def awards(kit: Kit, *labels: str, staff: str = "li") -> list[str]:
    """The first-place award of each month."""
    return [amount(kit.of(label, staff), "award") for label in labels]


# commission (R3-3.3, A01–A05)


@pytest.mark.parametrize(
    ("sales", "buyers", "enquirers", "paid"),
    [
        ("50000.00", "6999", "10000", "500.00"),  # E01: 699900 < 700000 → 50000 × 1%
        ("50000.00", "7000", "10000", "750.00"),  # exactly 70%: 700000 ≥ 700000 → 50000 × 1.5% (A01)
        ("50000.00", "7001", "10000", "750.00"),  # E03: 700100 ≥ 700000
        ("33333.33", "71", "100", "500.00"),  # E05: 33333.33 × 1.5% = 499.99995
        ("33333.33", "69", "100", "333.33"),  # 33333.33 × 1% = 333.3333
        ("48212.37", "17499", "25000", "482.12"),  # E07: 69.996% shows as 70.00% and is below; 482.1237
        ("48212.37", "17500", "25000", "723.19"),  # 70%: 48212.37 × 1.5% = 723.18555
        ("0.50", "1", "2", "0.01"),  # 0.005, rounded half up once
        ("0.49", "1", "2", "0.00"),  # 0.0049
        ("100000.00", "0", "10", "1000.00"),
    ],
)
def test_e01_to_e07_commission(r3: Kit, sales: str, buyers: str, enquirers: str, paid: str) -> None:
    r3.add(kpi("li", sales_cny=sales, buyers=buyers, enquirers=enquirers))
    assert amount(r3.of("2024-06", "li"), "commission") == paid


@pytest.mark.parametrize(
    ("percent", "paid"),
    [("69.99", "500.00"), ("69.996", "500.00"), ("70", "750.00"), ("70.00", "750.00"), ("70.01", "750.00")],
)
def test_where_only_the_percentage_is_reported_it_is_compared_as_it_is(r3: Kit, percent: str, paid: str) -> None:
    r3.add(kpi("li", sales_cny="50000", conversion_pct=percent))
    assert amount(r3.of("2024-06", "li"), "commission") == paid


def test_the_two_numbers_go_before_the_percentage_that_was_rounded_for_show(r3: Kit) -> None:
    r3.add(kpi("li", sales_cny="48212.37", buyers="17499", enquirers="25000", conversion_pct="70.00"))
    assert amount(r3.of("2024-06", "li"), "commission") == "482.12"  # E07


def test_sales_without_enquirers_are_paid_at_the_lower_rate_and_looked_at(r3: Kit) -> None:
    r3.add(kpi("li", sales_cny="50000", buyers="0", enquirers="0"), kpi("wu", sales_cny="0", buyers="0", enquirers="0"))
    li, wu = r3.of("2024-06", "li"), r3.of("2024-06", "wu")
    assert (amount(li, "commission"), amount(wu, "commission")) == ("500.00", "0.00")
    assert [each for each in li["flags"] if each.startswith("review:")] == ["review:conversion_pct"]
    assert [each for each in wu["flags"] if each.startswith("review:")] == []


def test_what_was_not_reported_is_named_and_not_taken_as_nothing(r3: Kit) -> None:
    person = r3.of("2024-06", "li")
    assert person["lines"] == []
    assert any(each.startswith("missing:kpi") for each in person["flags"])
    r3.add(kpi("li", sales_cny="50000", buyers="1", enquirers="2"))
    assert not any(each.startswith("missing:") for each in r3.of("2024-06", "li")["flags"])


def test_the_commission_names_its_clause_and_the_report(r3: Kit) -> None:
    (written,) = r3.add(kpi("li", sales_cny="50000", buyers="7", enquirers="10"))
    (found,) = [each for each in r3.of("2024-06", "li")["lines"] if each["line"] == "commission"]
    assert (found["clauses"], found["events"]) == (["R3-3.3"], [written.id])


def test_a_refund_before_the_close_is_in_the_figure_reported_last(r3: Kit) -> None:
    r3.add(kpi("li", sales_cny="50000", buyers="7", enquirers="10"))
    r3.add(
        line("kpi.reported", "2024-07-03", staff="li", month="2024-06", metrics={"sales_cny": "49000"}, source="chitu")
    )
    assert amount(r3.of("2024-06", "li"), "commission") == "735.00"  # 49000 × 1.5% (A04)


def test_a_closed_month_keeps_its_tier(r3: Kit) -> None:
    # A20: 50000 × 1.5% = 750.00 was paid; 690 of 1000 buyers would be 1%, but the conversion is not reopened:
    # 40000 × 1.5% = 600.00, so July gives back 150.00
    r3.add(kpi("li", sales_cny="50000", buyers="700", enquirers="1000"))
    r3.add(line("month.closed", "2024-07-05", month="2024-06", digest="d"))
    late = {"sales_cny": "40000", "buyers": "690"}
    r3.add(line("kpi.reported", "2024-07-06", staff="li", month="2024-06", metrics=late, source="chitu"))
    assert amount(r3.of("2024-06", "li"), "commission") == "750.00"
    assert amount(r3.of("2024-07", "li"), "commission") == "-150.00"


# first place (R3-3.4, A06)


def test_e09_everybody_who_is_tied_is_first(r3: Kit) -> None:
    r3.add(sold("2024-01", li="61300.00", wu="61300.00", zhao="61299.99"), sold("2024-02", li="50000", wu="40000"))
    january = [amount(r3.of("2024-01", staff), "award") for staff in ("li", "wu", "zhao")]
    assert january == ["50.00", "50.00", "0.00"]
    february = [amount(r3.of("2024-02", staff), "award") for staff in ("li", "wu")]
    assert february == ["100.00", "0.00"]


def test_a_streak_replaces_and_does_not_add(r3: Kit) -> None:
    # November 50, December 100, January 200, February 200: over the year's end, each month's own amount
    months = ("2023-11", "2023-12", "2024-01", "2024-02")
    for label in months:
        r3.add(sold(label, li="60000", wu="50000"))
    assert awards(r3, *months) == ["50.00", "100.00", "200.00", "200.00"]
    assert awards(r3, *months, staff="wu") == ["0.00"] * 4


def test_a_month_that_is_not_won_breaks_the_streak(r3: Kit) -> None:
    for label, li in (("2024-01", "60000"), ("2024-02", "60000"), ("2024-03", "49999.99"), ("2024-04", "60000")):
        r3.add(sold(label, li=li, wu="50000"))
    assert awards(r3, "2024-01", "2024-02", "2024-03", "2024-04") == ["50.00", "100.00", "0.00", "50.00"]
    assert awards(r3, "2024-02", "2024-03", "2024-04", staff="wu") == ["0.00", "50.00", "0.00"]


def test_a_tie_keeps_a_streak_alive_and_a_month_without_figures_breaks_it(r3: Kit) -> None:
    r3.add(sold("2024-01", li="60000", wu="50000"), sold("2024-02", li="60000", wu="60000"))
    r3.add(sold("2024-04", li="60000", wu="50000"))
    assert awards(r3, "2024-01", "2024-02", "2024-03", "2024-04") == ["50.00", "100.00", "0.00", "50.00"]


def test_nobody_is_first_with_nothing(r3: Kit) -> None:
    r3.add(sold("2024-01", li="0", wu="0"))
    assert awards(r3, "2024-01") == ["0.00"]


# spot checks (R3-3.7.5, A07)


def test_e11_a_late_order_found_in_a_spot_check_costs_five(r3: Kit) -> None:
    r3.add(violation("li", "2024-06-03 11:00", "R3-3.7.5", order="o2", note="拍下 60:01 才催"))
    person = r3.of("2024-06", "li")
    assert (amount(person, "fine"), person["fines"], cases(person)) == ("-5.00", "5.00", [])


@pytest.mark.parametrize(("urged", "late"), [("10:00:00", False), ("10:00:01", True)])
def test_e11_an_hour_is_in_time_and_a_second_more_is_not(make: Callable[..., Kit], urged: str, late: bool) -> None:
    r3 = make(rulebook="r3-conversion-bonus", now="2024-06-03 12:00")
    r3.add(joined("li"), shift("li", "2024-06-03"), punch("li", "2024-06-03 08:30", "in"))
    r3.add(line("order.placed", "2024-06-03 09:00", order="o", staff="li"))
    r3.add(line("order.urged", f"2024-06-03 {urged}", order="o"))  # 60:00 ≤ 60:00; 60:01 > 60:00
    noticed = [each for each in proposals(r3.desk.judge(), millis("2024-06-03 10:05")) if each.clause == "R3-3.7.5"]
    assert [each.staff for each in noticed] == (["li"] if late else [])
    assert amounts(r3.of("2024-06", "li")) == {}  # the machine never fines


def test_one_check_is_five_however_many_orders_were_late(r3: Kit) -> None:
    r3.add(violation("li", "2024-06-03 11:00", "R3-3.7.5", errors=4, note="四单"))
    assert amount(r3.of("2024-06", "li"), "fine") == "-5.00"


def test_e13_two_checks_of_one_day_are_two(r3: Kit) -> None:
    r3.add(violation("li", "2024-06-03 11:00", "R3-3.7.5"), violation("li", "2024-06-03 16:00", "R3-3.7.5"))
    person = r3.of("2024-06", "li")
    assert (person["fines"], person["net"]) == ("10.00", "-10.00")  # 2 × 5


def test_two_checks_in_one_entry_are_two_as_well(r3: Kit) -> None:
    r3.add(violation("li", "2024-06-03 16:00", "R3-3.7.5", times=2))
    assert r3.of("2024-06", "li")["fines"] == "10.00"


def test_e15_the_net_is_the_sum_of_the_lines(r3: Kit) -> None:
    r3.add(sold("2024-05", li="70000", wu="1"), kpi("wu", sales_cny="1", buyers="1", enquirers="2"))
    r3.add(kpi("li", sales_cny="80000.00", buyers="720", enquirers="1000"))
    r3.add(violation("li", "2024-06-03 11:00", "R3-3.7.5"), violation("li", "2024-06-10 11:00", "R3-3.7.5"))
    person = r3.of("2024-06", "li")
    # 80000 × 1.5% = 1200.00; second month first +100.00; two failed spot checks −10.00
    assert (amount(person, "commission"), amount(person, "award")) == ("1200.00", "100.00")
    assert sum(float(each) for each in amounts(person)["fine"]) == -10
    assert (person["fines"], person["net"]) == ("10.00", "1290.00")


# sanctions (R3-2.6 … R3-8.8, A08, A14, A17)

WORK_ERRORS = ("R3-3.5", "R3-3.6", "R3-3.7.1", "R3-3.7.2", "R3-3.7.3", "R3-3.8.1", "R3-3.8.2", "R3-3.8.3", "R3-3.8.4")


@pytest.mark.parametrize("clause", WORK_ERRORS)
@pytest.mark.parametrize("loss", ["320.50", ""])
def test_a_fault_is_a_discipline_case_and_its_loss_is_made_good(r3: Kit, clause: str, loss: str) -> None:
    r3.add(violation("li", "2024-06-03 11:00", clause, note="x", **({"amount": loss} if loss else {})))
    person = r3.of("2024-06", "li")
    assert cases(person) == ["discipline"]
    assert amount(person, "compensation") == ("-320.50" if loss else "0.00")
    assert person["net"] == ("-320.50" if loss else "0.00")
    assert person["fines"] == "0.00"


@pytest.mark.parametrize("clause", ["R3-2.6", "R3-2.9", "R3-2.10", "R3-8.8"])
def test_a_breach_of_the_codes_is_a_discipline_case_without_a_price(r3: Kit, clause: str) -> None:
    r3.add(violation("li", "2024-06-03 11:00", clause))
    person = r3.of("2024-06", "li")
    assert (cases(person), person["lines"]) == (["discipline"], [])
    assert "takes no amount" in r3.refused(violation("li", "2024-06-04 11:00", clause, amount="1")).problems[0].says.en


@pytest.mark.parametrize("serious", [False, True])
def test_a_bad_review_is_a_task_first_and_a_case_only_where_a_person_opens_one(r3: Kit, serious: bool) -> None:
    r3.add(violation("li", "2024-06-03 11:00", "R3-3.7.4", amount="45", serious=serious, note="x"))
    person = r3.of("2024-06", "li")
    assert cases(person) == (["discipline"] if serious else [])
    assert amount(person, "compensation") == "-45.00"


@pytest.mark.parametrize("code", ["unrelated", "tv", "film", "game", "install_software"])
def test_games_and_films_are_a_demerit(r3: Kit, code: str) -> None:
    r3.add(violation("li", "2024-06-03 11:00", "R3-8.2", code=code))
    person = r3.of("2024-06", "li")
    assert (cases(person), person["lines"]) == (["demerit"], [])


def test_every_complaint_about_service_is_a_demerit_and_no_ladder(r3: Kit) -> None:
    for number, valid in enumerate((True, False, True, True), 1):
        r3.add(
            line("complaint.received", f"2024-06-{number:02} 10:00", complaint=f"K{number}", staff="li", what="service")
        )
        r3.add(line("complaint.judged", f"2024-06-{number:02} 11:00", complaint=f"K{number}", valid=valid))
    person = r3.of("2024-06", "li")
    assert (cases(person), person["lines"]) == (["demerit"] * 3, [])


@pytest.mark.parametrize("clause", ["R3-2.2", "R3-2.4", "R3-8.1.4", "R3-8.5", "R3-8.6", "R3-8.7", "R3-9.4", "R3-9.7"])
def test_what_has_no_price_is_only_noted(r3: Kit, clause: str) -> None:
    r3.add(violation("li", "2024-06-03 11:00", clause))
    person = r3.of("2024-06", "li")
    assert (cases(person), person["lines"], person["score"]) == ([], [], None)


def test_what_is_confirmed_after_the_close_is_booked_in_the_next_open_month(r3: Kit) -> None:
    r3.add(line("month.closed", "2024-07-05", month="2024-06", digest="d"))
    r3.add(violation("li", "2024-07-06 11:00", "R3-3.7.5", on="2024-06-30"))
    assert (r3.of("2024-06", "li")["fines"], r3.of("2024-07", "li")["fines"]) == ("0.00", "5.00")  # A19


# hours (R3-2.2, R3-8.1.1, A09, A10, A13)


@pytest.mark.parametrize(
    ("name", "came", "left", "late", "early"),
    [
        ("day", "08:30:59", "17:30", 0, 0),
        ("day", "08:31", "17:29", 1, 1),
        ("day", "10:00", "17:30", 90, 0),
        ("late", "17:30", "24:00", 0, 0),  # A10: 24:00 is the end of the same business day
        ("late", "17:31", "23:59", 1, 1),
    ],
)
def test_minutes_are_recorded_and_cost_nothing(r3: Kit, name: str, came: str, left: str, late: int, early: int) -> None:
    r3.add(worked("li", "2024-06-03", came, left, name))
    person = r3.of("2024-06", "li")
    seen = person["attendance"]
    assert (seen["late"]["minutes"], seen["early"]["minutes"]) == (late, early)
    assert (person["lines"], cases(person), person["packets_owed"]) == ([], [], "0.00")


def test_absence_is_recorded_and_costs_nothing(r3: Kit) -> None:
    r3.add(shift("li", "2024-06-03"), punch("wu", "2024-06-03 08:30", "in"))
    person = r3.of("2024-06", "li")
    assert (person["attendance"]["absence_days"], person["lines"], cases(person)) == ("1", [], [])


def test_an_open_chat_lengthens_the_late_shift_without_pay(r3: Kit) -> None:
    r3.add(
        worked("li", "2024-06-03", "17:30", "", "late"), line("account.assigned", "2024-06-01", account="a", staff="li")
    )
    r3.add(
        line("chat.waiting", "2024-06-03 23:50", chat="c", account="a"),
        line("chat.answered", "2024-06-03 23:51", chat="c", staff="li", auto=False),
    )
    r3.add(line("chat.closed", "2024-06-04 00:20", chat="c"), punch("li", "2024-06-04 00:21", "out"))
    person = r3.of("2024-06", "li")
    assert (person["attendance"]["overrun_minutes"], person["lines"]) == (20, [])
