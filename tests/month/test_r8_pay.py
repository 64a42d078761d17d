"""R8-5 and the people: base, KPI, awards, insurance, losses, cases, joiners, leavers, people who come back."""

import pytest
from kit import Kit, amount, amounts, cases, joined, leave, line, rest, shift, violation, worked


def _kpi(staff: str, label: str, value: str) -> dict[str, object]:
    return line("kpi_amount.set", f"{label}-28 18:00", staff=staff, month=label, amount=value, source="annex 2")


def _insured(staff: str, label: str, total: str) -> dict[str, object]:
    return line("insurance.set", f"{label}-28 18:00", staff=staff, month=label, total=total)


def test_e21_a_month(r8: Kit) -> None:
    # 2200.00 + 860.50 + 200.00 + one unused rest day 73.33 = 3333.83
    r8.add(joined("li"), worked("li", "2024-06-03"), rest("li", "2024-06-10"), _kpi("li", "2024-06", "860.50"))
    person = r8.of("2024-06", "li")
    assert amounts(person) == {
        "base": ["2200.00"],
        "kpi_amount": ["860.50"],
        "full_attendance": ["200.00"],
        "unused_rest": ["73.33"],
    }
    assert person["net"] == "3333.83"
    assert person["score"] is None
    assert person["flags"] == ["missing:insurance"]


def test_e22_no_rest_taken(r8: Kit) -> None:
    # 2200 + 860.50 + 200 + 2 × 2200/30 = 146.6667 → 3407.17; one rounding per line, not 2 × 73.33 (G5)
    r8.add(joined("li"), worked("li", "2024-06-03"), _kpi("li", "2024-06", "860.50"))
    assert r8.of("2024-06", "li")["net"] == "3407.17"


@pytest.mark.parametrize(
    ("total", "own"),
    [
        ("987.65", "-296.30"),  # E23: 296.295 goes up
        ("1000.00", "-300.00"),
        ("0.01", "0.00"),  # 0.003
        ("0.05", "-0.02"),  # 0.015 goes up
        ("0.00", "0.00"),
    ],
)
def test_e23_insurance(r8: Kit, total: str, own: str) -> None:
    r8.add(joined("li"), _insured("li", "2024-06", total))
    person = r8.of("2024-06", "li")
    assert amount(person, "insurance") == own
    assert "missing:insurance" not in person["flags"]


def test_e24_the_last_import_of_a_month_counts(r8: Kit) -> None:
    r8.add(joined("li"), _kpi("li", "2024-06", "800"), _kpi("li", "2024-05", "1"))
    r8.add(line("kpi_amount.set", "2024-07-02", staff="li", month="2024-06", amount="860.50", source="corrected"))
    assert amount(r8.of("2024-06", "li"), "kpi_amount") == "860.50"


def test_awards_are_typed_and_add_up(r8: Kit) -> None:
    award = {"staff": "li", "month": "2024-06", "clause": "R8-5.6", "reason": "best of June"}
    r8.add(joined("li"), line("award.granted", "2024-06-29", amount="100", **award))
    r8.add(line("award.granted", "2024-06-30", amount="50.50", **award))
    assert amounts(r8.of("2024-06", "li"))["award"] == ["100.00", "50.50"]


def test_e28_net_is_never_below_zero(r8: Kit) -> None:
    # 2200 + 146.67 − 733.33 (2 days absent) − 5000 loss − 30% of 1000 = −3686.66 → 0.00; lines in full (A35)
    r8.add(joined("li"), line("absence.confirmed", "2024-06-03", staff="li", on="2024-06-03", days="2"))
    r8.add(violation("li", "2024-06-04", "R8-5.7.1", amount="5000"), _insured("li", "2024-06", "1000"))
    person = r8.of("2024-06", "li")
    assert person["net"] == "0.00"
    assert amounts(person) == {
        "base": ["2200.00"],
        "unused_rest": ["146.67"],
        "absence": ["-733.33"],
        "compensation": ["-5000.00"],
        "insurance": ["-300.00"],
    }


def test_freight_once_an_order(r8: Kit) -> None:
    # A30: the real freight, once per order; another order again
    r8.add(joined("li"), violation("li", "2024-06-03", "R8-4.5.4", amount="12.50", order="A1"))
    r8.add(violation("li", "2024-06-04", "R8-4.5.4", amount="12.50", order="A1", note="again"))
    r8.add(violation("li", "2024-06-05", "R8-4.5.4", amount="8.00", order="B2"))
    person = r8.of("2024-06", "li")
    assert amounts(person)["freight"] == ["-12.50", "-8.00"]
    assert (cases(person), person["fines"]) == ([], "0.00")


@pytest.mark.parametrize(
    ("clause", "case"),
    [
        ("R8-3.11.1", "demerit"),
        ("R8-4.4.9", "discipline"),
        ("R8-4.5.10", "discipline"),
        ("R8-5.7.1", "discipline"),
        ("R8-5.7.2", "discipline"),
        ("R8-5.7.3", "discipline"),
        ("R8-2.9", None),
        ("R8-4.6.1", None),
        ("R8-4.5.5", None),
    ],
)
def test_conduct_is_a_case_or_a_note_never_money(r8: Kit, clause: str, case: str | None) -> None:
    r8.add(joined("li"), violation("li", "2024-06-03", clause))
    person = r8.of("2024-06", "li")
    assert cases(person) == ([case] if case else [])
    assert person["net"] == "2546.67"  # 2200 + 200 + 146.67
    assert person["fines"] == "0.00"


def test_a_valid_complaint_is_a_case(r8: Kit) -> None:
    for key, valid in (("C1", True), ("C2", False)):
        r8.add(line("complaint.received", "2024-06-03", complaint=key, staff="li"), joined("li")) if key == "C1" else (
            r8.add(line("complaint.received", "2024-06-04", complaint=key, staff="li"))
        )
        r8.add(line("complaint.judged", "2024-06-05", complaint=key, valid=valid))
    assert cases(r8.of("2024-06", "li")) == ["discipline"]  # A38


@pytest.mark.parametrize(
    ("first", "base", "entitled"),
    [
        ("2024-06-16", "1100.00", 1),  # E29: 2200 × 15/30; round(2 × 15/30) = 1
        ("2024-06-30", "73.33", 0),  # 1 day: 2200/30; 2/30 → 0
        ("2024-06-23", "586.67", 1),  # 8 days: 586.6667; 16/30 = 0.53 → 1
        ("2024-06-24", "513.33", 0),  # 7 days: 513.3333; 14/30 = 0.47 → 0
        ("2024-06-08", "1686.67", 2),  # 23 days: 1686.6667; 46/30 = 1.53 → 2
        ("2024-06-09", "1613.33", 1),  # 22 days: 1613.3333; 44/30 = 1.47 → 1
        ("2024-06-02", "2126.67", 2),  # 29 days
    ],
)
def test_e29_joiners(r8: Kit, first: str, base: str, entitled: int) -> None:
    r8.add(joined("li", first), worked("li", "2024-06-30"))
    person = r8.of("2024-06", "li")
    assert (amount(person, "base"), person["attendance"]["rest"]["entitled"]) == (base, entitled)
    assert "full_attendance" not in amounts(person)  # 全月


def test_joined_on_the_first_is_a_whole_month(r8: Kit) -> None:
    r8.add(joined("li", "2024-06-01 09:00"))
    person = r8.of("2024-06", "li")
    assert (amount(person, "base"), amount(person, "full_attendance")) == ("2200.00", "200.00")


def test_e29_joiner_who_took_the_rest_day(r8: Kit) -> None:
    r8.add(joined("li", "2024-06-16"), rest("li", "2024-06-25"), worked("li", "2024-06-17"))
    assert amounts(r8.of("2024-06", "li")) == {"base": ["1100.00"]}


def test_e30_leavers(r8: Kit) -> None:
    # last day 10 June: 2200 × 10/30 = 733.3333; rest round(2 × 10/30 = 0.67) = 1, unused 73.33
    r8.add(joined("li"), worked("li", "2024-06-03"), line("staff.left", "2024-06-10 18:00", staff="li", reason="moved"))
    person = r8.of("2024-06", "li")
    assert amounts(person) == {"base": ["733.33"], "unused_rest": ["73.33"]}
    assert [each["staff"] for each in r8.month("2024-07")["staff"]] == []


def test_the_roster_of_a_leaver_and_of_a_joiner_is_no_absence(r8: Kit) -> None:
    r8.add(joined("li"), joined("wu", "2024-06-10"))
    r8.add(*(shift("li", f"2024-06-{day}") for day in (12, 13, 14)), worked("li", "2024-06-03"))
    r8.add(shift("wu", "2024-06-09"), worked("wu", "2024-06-10"))
    r8.add(line("staff.left", "2024-06-11", staff="li"))
    for staff in ("li", "wu"):
        person = r8.of("2024-06", staff)
        assert (person["attendance"]["absence_days"], cases(person)) == ("0", [])


def test_leave_after_the_last_day_costs_nothing(r8: Kit) -> None:
    r8.add(joined("li"), leave("li", "2024-06-14", "2024-06-17", "4"), line("staff.left", "2024-06-15", staff="li"))
    assert r8.of("2024-06", "li")["attendance"]["leave_days"] == "2"


def test_somebody_who_comes_back(r8: Kit) -> None:
    r8.add(joined("li"), line("staff.left", "2024-05-20 18:00", staff="li", reason="moved"))
    may = r8.of("2024-05", "li")
    r8.add(joined("li", "2024-08-11"))
    assert r8.of("2024-05", "li") == may  # what was paid for May stays: 2200 × 20/31 = 1419.3548
    assert amount(may, "base") == "1419.35"
    assert r8.month("2024-06")["staff"] == []
    assert amount(r8.of("2024-08", "li"), "base") == "1490.32"  # 21 days: 2200 × 21/31 = 1490.3226


def test_somebody_who_leaves_and_comes_back_within_a_month(r8: Kit) -> None:
    # 1 to 5 and 16 to 30 June: 20 days, 2200 × 20/30 = 1466.6667; rest round(40/30) = 1
    r8.add(joined("li"), line("staff.left", "2024-06-05", staff="li"))
    r8.add(joined("li", "2024-06-16"), shift("li", "2024-06-10"))
    person = r8.of("2024-06", "li")
    assert (amount(person, "base"), person["attendance"]["rest"]["entitled"]) == ("1466.67", 1)
    assert person["attendance"]["absence_days"] == "0"
    assert "full_attendance" not in amounts(person)


def test_a_person_without_any_fact(r8: Kit) -> None:
    r8.add(joined("li"))
    person = r8.of("2024-06", "li")
    # nothing was late, early, leave or absence: 2200 + 200 + 2 × 2200/30
    assert amounts(person) == {"base": ["2200.00"], "full_attendance": ["200.00"], "unused_rest": ["146.67"]}
    assert person["attendance"]["days"] == []
    assert person["flags"] == ["missing:kpi_amount", "missing:insurance"]


def test_nobody_before_joining(r8: Kit) -> None:
    r8.add(joined("li", "2024-07-01"))
    assert r8.month("2024-06")["staff"] == []


def test_everything_names_its_clauses_and_events(r8: Kit) -> None:
    r8.add(joined("li"), worked("li", "2024-06-03", "09:10"), leave("li", "2024-06-10", "2024-06-10", "1"))
    r8.add(violation("li", "2024-06-04", "R8-5.7.1", amount="10"), _kpi("li", "2024-06", "1"))
    r8.add(_insured("li", "2024-06", "1"))
    month = r8.month("2024-06")
    for each in [*month["staff"][0]["lines"], *month["staff"][0]["cases"]]:
        assert each["clauses"], each
        assert each["events"], each
        assert all(r8.log.by_id(event) is not None for event in each["events"])
    (absence,) = [each for each in month["staff"][0]["lines"] if each["line"] == "absence"]
    assert "R8-3.9" in absence["clauses"]
    assert absence["working"] == "0.5 → 3 × 2200 ÷ 30"
    assert month["fund"] == {"in": "0.00", "out": "0.00", "balance": "0.00"}
    assert month["log"] == {"seq": r8.log.head().seq, "head": r8.log.head().hash.hex()}


def test_a_withdrawn_entry_was_never_written(r8: Kit) -> None:
    r8.add(joined("li"))
    clean = r8.of("2024-06", "li")
    r8.add(violation("li", "2024-06-04", "R8-5.7.1", amount="10", violation="V"))
    r8.add(*(leave("li", "2024-06-10", "2024-06-10", "1", leave="L")), shift("li", "2024-06-12"))
    assert r8.of("2024-06", "li") != clean
    planned = r8.add({**shift("li", "2024-06-13"), "id": "plan"})
    assert planned[0].id == "plan"
    r8.add(line("entry.withdrawn", "2024-06-20", entry="V"), line("entry.withdrawn", "2024-06-20", entry="L"))
    r8.add(
        line("entry.withdrawn", "2024-06-21", entry="plan"),
        line("shift.cleared", "2024-06-21", staff="li", on="2024-06-12"),
    )
    assert r8.of("2024-06", "li") == clean


def test_a_withdrawal_can_be_withdrawn(r8: Kit) -> None:
    r8.add(joined("li"), violation("li", "2024-06-04", "R8-5.7.1", amount="10", violation="V"))
    booked = r8.of("2024-06", "li")
    r8.add({**line("entry.withdrawn", "2024-06-20", entry="V"), "id": "W"})
    r8.add(line("entry.withdrawn", "2024-06-21", entry="W", reason="it was right"))
    assert r8.of("2024-06", "li") == booked
