"""R7 from events to the month: complaints, private chats, contacts, remarks and commission, leave forms, the fund box."""

from collections.abc import Callable

import pytest
from kit import Kit, amounts, cases, joined, leave, line, punch, shift, violation, worked

COMPLAINT, CHAT, CONTACTS, DEAL = "R7-6", "R7-10", "R7-15", "R7-7"


@pytest.fixture
def r7(make: Callable[..., Kit]) -> Kit:
    """A shop under R7 with one agent."""
    kit = make(rulebook="r7-tea-oil")
    kit.add(joined("li"))
    return kit


def _complaint(
    key: str, received: str, judged: str = "", valid: bool = True, staff: str = "li"
) -> list[dict[str, object]]:
    lines = [line("complaint.received", received, complaint=key, staff=staff, what="service")]
    return [*lines, line("complaint.judged", judged, complaint=key, valid=valid)] if judged else lines


def _chats(*clocks: str, code: str = "non_customer_chat") -> list[dict[str, object]]:
    return [violation("li", f"2024-05-06 {clock}", CHAT, code=code) for clock in clocks]


def _fines(kit: Kit, label: str = "2024-05", staff: str = "li") -> tuple[list[str], str, list[str]]:
    """Fine lines, their total, and the cases."""
    person = kit.of(label, staff)
    return amounts(person).get("fine", []), person["fines"], cases(person)


def test_e01_one_complaint(r7: Kit) -> None:
    r7.add(_complaint("A", "2024-05-10", "2024-05-11"))
    assert _fines(r7) == (["-50.00"], "50.00", [])


def test_two_complaints_are_fifty_and_a_hundred(r7: Kit) -> None:
    r7.add(_complaint("A", "2024-05-10", "2024-05-11"), _complaint("B", "2024-05-12", "2024-05-13"))
    assert _fines(r7) == (["-50.00", "-100.00"], "150.00", [])  # A03: 50 + 100


@pytest.mark.parametrize("count", [3, 4, 5])
def test_e03_the_third_and_every_later_one_is_a_case_without_a_fine(r7: Kit, count: int) -> None:
    days = [f"2024-05-{day}" for day in range(10, 10 + count)]
    r7.add(*(_complaint(day, f"{day} 10:00", f"{day} 12:00") for day in days))
    assert _fines(r7) == (["-50.00", "-100.00"], "150.00", ["auto_resign"] * (count - 2))  # A03
    assert {clause for case in r7.of("2024-05", "li")["cases"] for clause in case["clauses"]} == {COMPLAINT}


def test_e05_the_day_it_was_received_says_the_month(r7: Kit) -> None:
    r7.add(_complaint("A", "2024-05-31 15:00", "2024-06-03"), _complaint("B", "2024-06-05", "2024-06-05"))
    assert _fines(r7) == (["-50.00"], "50.00", [])
    assert _fines(r7, "2024-06") == (["-50.00"], "50.00", [])  # A16: the first of June


@pytest.mark.parametrize(
    ("received", "may", "june"),
    [
        ("2024-05-31 23:59", "50.00", "0.00"),
        ("2024-06-01 00:00", "50.00", "0.00"),  # the end of the late shift of the 31st (G9)
        ("2024-06-01 00:20", "50.00", "0.00"),  # in the chats that shift still has
        ("2024-06-01 09:00", "0.00", "50.00"),
    ],
)
def test_the_edge_of_the_month_for_the_late_shift(r7: Kit, received: str, may: str, june: str) -> None:
    r7.add(shift("li", "2024-05-31", "late"), _complaint("A", received, "2024-06-02"))
    assert (_fines(r7)[1], _fines(r7, "2024-06")[1]) == (may, june)


def test_only_confirmed_complaints_count(r7: Kit) -> None:
    r7.add(_complaint("A", "2024-05-10"), _complaint("B", "2024-05-11", "2024-05-12", valid=False))
    assert _fines(r7) == ([], "0.00", [])
    r7.add(line("complaint.judged", "2024-06-10", complaint="A", valid=True))
    assert _fines(r7) == (["-50.00"], "50.00", [])


def test_a_complaint_judged_valid_and_booked_is_one_deduction(r7: Kit) -> None:
    r7.add(_complaint("A", "2024-05-10 10:00", "2024-05-10 15:00"), violation("li", "2024-05-10 15:01", COMPLAINT))
    assert _fines(r7) == (["-50.00"], "50.00", [])
    r7.add(violation("li", "2024-05-20 15:01", COMPLAINT))
    assert _fines(r7) == (["-50.00", "-100.00"], "150.00", [])


def test_withdrawn_and_upheld_are_no_rung(r7: Kit) -> None:
    for day in ("10", "11", "12"):
        r7.add(violation("li", f"2024-05-{day} 10:00", COMPLAINT, violation=f"V{day}"))
    assert _fines(r7)[2] == ["auto_resign"]
    r7.add(line("entry.withdrawn", "2024-05-13", entry="V10", reason="wrong person"))
    assert _fines(r7) == (["-50.00", "-100.00"], "150.00", [])
    r7.add(line("appeal.filed", "2024-05-13", appeal="P", violation="V12", staff="li", reason="courier"))
    assert _fines(r7)[1] == "150.00"  # not decided yet
    r7.add(line("appeal.decided", "2024-05-14", appeal="P", upheld=True, reason="courier"))
    assert _fines(r7) == (["-50.00"], "50.00", [])


def test_e06_private_chats_are_twenty_each(r7: Kit) -> None:
    r7.add(_chats("10:00", "11:00", "12:00"))
    assert _fines(r7) == (["-20.00"] * 3, "60.00", [])


@pytest.mark.parametrize("code", ["unrelated", "tv_novel", "game"])
def test_novels_and_games_are_only_noted(r7: Kit, code: str) -> None:
    r7.add(_chats("10:00", "11:00", code=code))
    assert (_fines(r7), amounts(r7.of("2024-05", "li"))) == (([], "0.00", []), {})  # A04


def test_games_between_chats_change_no_fine(r7: Kit) -> None:
    r7.add(_chats("10:00"), _chats("11:00", code="game"), _chats("12:00"))
    assert _fines(r7) == (["-20.00", "-20.00"], "40.00", [])


def test_the_kind_has_to_be_said_and_to_be_one_of_the_clause(r7: Kit) -> None:
    assert "non_customer_chat" in str(r7.refused(violation("li", "2024-05-06 10:00", CHAT)))
    assert "non_customer_chat" in str(r7.refused(_chats("10:00", code="qq")))


def test_e07_contacts_given_away_twice(r7: Kit) -> None:
    r7.add(violation("li", "2024-05-06 10:00", CONTACTS), violation("li", "2024-05-06 11:00", CONTACTS))
    assert _fines(r7) == (["-100.00", "-100.00"], "200.00", [])


def test_contacts_are_confirmed_by_a_supervisor(r7: Kit) -> None:
    r7.add(joined("zhou", roles=["lead"]), joined("fang", roles=["supervisor"]))
    r7.refused(violation("li", "2024-05-06 10:00", CONTACTS), by="zhou")  # A12
    r7.add(violation("li", "2024-05-06 10:00", CONTACTS), by="fang")
    assert _fines(r7)[1] == "100.00"


@pytest.mark.parametrize("clause", ["R7-1.4", "R7-3", "R7-7", "R7-8", "R7-9", "R7-11", "R7-13", "R7-14"])
def test_what_has_no_price_is_only_noted(r7: Kit, clause: str) -> None:
    r7.add(*(violation("li", f"2024-05-{day} 10:00", clause) for day in ("06", "07", "08")))
    assert (_fines(r7), amounts(r7.of("2024-05", "li"))) == (([], "0.00", []), {})


def test_missing_the_monday_meeting_is_a_note(r7: Kit) -> None:
    r7.add(line("meeting.held", "2024-05-06 13:50", meeting="weekly", absent=["li"]))
    person = r7.of("2024-05", "li")
    assert (amounts(person), cases(person), person["score"]) == ({}, [], None)


@pytest.mark.parametrize(
    ("came", "left", "late", "early"),
    [
        ("16:30:59", "24:00", 0, 0),
        ("16:31", "23:58", 1, 2),  # A15
        ("17:15", "23:59", 45, 1),
        ("16:20", "23:59:01", 0, 0),
        ("16:20", "24:10", 0, 0),
    ],
)
def test_lateness_and_early_leave_are_minutes_without_money(
    r7: Kit, came: str, left: str, late: int, early: int
) -> None:
    r7.add(worked("li", "2024-05-31", came, left, "late"))
    person = r7.of("2024-05", "li")
    seen = person["attendance"]
    assert (seen["late"]["minutes"], seen["early"]["minutes"]) == (late, early)
    assert (amounts(person), seen["absence_days"], person["packets_owed"]) == ({}, "0", "0.00")  # A10


@pytest.mark.parametrize(("closed", "minutes"), [("00:26:40", 26), ("00:26:59", 26), ("00:27", 27), ("00:00:30", 0)])
def test_e09_overrun_is_recorded_and_not_paid(r7: Kit, closed: str, minutes: int) -> None:
    r7.add(shift("li", "2024-05-06", "late"), punch("li", "2024-05-06 16:30", "in"))
    r7.add(line("chat.waiting", "2024-05-06 23:55", chat="a", account="li"))
    r7.add(line("chat.closed", f"2024-05-07 {closed}", chat="a"), punch("li", "2024-05-07 00:30", "out"))
    person = r7.of("2024-05", "li")
    assert (person["attendance"]["overrun_minutes"], amounts(person)) == (minutes, {})


def test_e11_leave_without_the_signature_is_not_in_effect(r7: Kit) -> None:
    asked = {"leave": "L", "staff": "li", "from_on": "2024-05-07", "to_on": "2024-05-07", "days": "1"}
    r7.add(shift("li", "2024-05-07"), line("leave.requested", "2024-05-06 10:00", **asked, leave_kind="personal"))
    person = r7.of("2024-05", "li")
    assert (person["attendance"]["absence_days"], person["attendance"]["leave_days"]) == ("1", "0")  # A08
    assert (amounts(person), cases(person)) == ({}, [])  # A10: the amount stays empty


def test_leave_is_decided_by_the_manager_alone(r7: Kit) -> None:
    r7.add(joined("fang", roles=["manager"]), joined("sun", roles=["supervisor"]))
    requested, decided = leave("li", "2024-05-07", "2024-05-07", "1", leave="L")
    r7.add(requested, shift("li", "2024-05-07"))
    r7.refused(decided, by="sun")  # A08
    r7.add(decided, by="fang")
    seen = r7.of("2024-05", "li")["attendance"]
    assert (seen["leave_days"], seen["absence_days"]) == ("1", "0")


def test_rest_is_arranged_by_the_supervisor(r7: Kit) -> None:
    r7.add(joined("zhou", roles=["lead"]), joined("sun", roles=["supervisor"]))
    r7.add(line("rest.requested", "2024-05-01", rest="R", staff="li", on="2024-05-07"))
    r7.refused(line("rest.decided", "2024-05-02", rest="R", approved=True), by="zhou")  # R7-1.2
    r7.add(line("rest.decided", "2024-05-02", rest="R", approved=True), by="sun")


def _order(key: str, amount: str, remark: bool = True, paid: str = "2024-05-06 11:00") -> list[dict[str, object]]:
    lines = [line("order.placed", "2024-05-06 10:00", order=key, staff="li", amount=amount)]
    lines += [line("remark.written", "2024-05-06 10:30", order=key, staff="li", remark="li, Wang")] if remark else []
    return [*lines, line("order.paid", paid, order=key)] if paid else lines


def test_e15_an_order_without_a_remark_earns_nothing_and_costs_nothing(r7: Kit) -> None:
    r7.add(_order("A", "268.00", remark=False))
    person = r7.of("2024-05", "li")
    assert (amounts(person), person["fines"]) == ({}, "0.00")  # A14
    r7.settings(commission_rate="0.02")
    assert amounts(r7.of("2024-05", "li")) == {}


def test_without_a_rate_the_commission_is_named_as_missing(r7: Kit) -> None:
    r7.add(_order("A", "268.00"))
    person = r7.of("2024-05", "li")
    assert "missing:commission_rate" in person["flags"]
    assert amounts(person) == {}


def test_orders_with_a_remark_earn_the_rate_that_was_set(r7: Kit) -> None:
    r7.settings(commission_rate="0.02")
    r7.add(_order("A", "268.00"), _order("B", "99.90"), _order("C", "500", remark=False), _order("D", "70", paid=""))
    person = r7.of("2024-05", "li")
    # (268.00 + 99.90) × 0.02 = 7.358, rounded once
    assert amounts(person) == {"commission": ["7.36"]}
    assert "missing:commission_rate" not in person["flags"]
    (commission,) = [each for each in person["lines"] if each["line"] == "commission"]
    assert commission["clauses"] == [DEAL]
    assert r7.month("2024-05")["fund"]["in"] == "0.00"  # A13: lost or earned, no fine


def test_e13_the_fund_box(r7: Kit) -> None:
    r7.add(joined("wu"), joined("pei"))
    r7.add(*(_complaint(day, f"2024-05-{day}", "2024-05-20") for day in ("10", "11", "12")))
    r7.add(*(violation("wu", f"2024-05-06 {hour}:00", CHAT, code="non_customer_chat") for hour in (10, 11, 12)))
    r7.add(violation("wu", "2024-05-06 13:00", CHAT, code="game"))
    r7.add(violation("pei", "2024-05-06 10:00", CONTACTS), violation("pei", "2024-05-07 10:00", CONTACTS))
    r7.add(line("fund.spent", "2024-05-31 18:00", amount="135.50", purpose="tea"))
    # 150 (E03) + 60 (E06) + 200 (E07) − 135.50 = 274.50
    assert r7.month("2024-05")["fund"] == {"in": "410.00", "out": "135.50", "balance": "274.50"}
    r7.add(_complaint("J", "2024-06-03", "2024-06-04"), line("fund.spent", "2024-06-30", amount="24.5", purpose="x"))
    # 274.50 + 50 − 24.50 = 300
    assert r7.month("2024-06")["fund"] == {"in": "50.00", "out": "24.50", "balance": "300.00"}


def test_no_pay_but_what_the_text_prints(r7: Kit) -> None:
    r7.add(*(worked("li", f"2024-05-{day:02}", "08:30", "17:00") for day in range(6, 12)))
    person = r7.of("2024-05", "li")
    assert (person["net"], amounts(person), person["score"]) == ("0.00", {}, None)
    assert person["attendance"]["worked_shifts"] == 6


def test_a_complaint_judged_after_the_close_climbs_the_ladder_of_the_next_month(r7: Kit) -> None:
    # G13: May is closed on the 2nd; what is judged on the 3rd is the first of June, the next the second
    r7.add(_complaint("A", "2024-05-31 15:00"), line("month.closed", "2024-06-02", month="2024-05", digest="d"))
    r7.add(line("complaint.judged", "2024-06-03", complaint="A", valid=True))
    r7.add(_complaint("B", "2024-06-05", "2024-06-06"))
    assert _fines(r7) == ([], "0.00", [])
    assert _fines(r7, "2024-06") == (["-50.00", "-100.00"], "150.00", [])
