"""What holds from a day on, and what is named for what it is: rates, wages, sanctions, swapped shifts, missing counts."""

from collections.abc import Callable

import pytest
from kit import Kit, amount, amounts, cases, joined, leave, line, shift, violation

from kfterm.money import yuan

Make = Callable[..., Kit]


def _order(order: str, at: str, fen: int) -> list[dict[str, object]]:
    return [
        line("order.placed", f"{at} 10:00", order=order, staff="li", amount=yuan(fen)),
        line("order.paid", f"{at} 10:05", order=order),
        line("remark.written", f"{at} 10:10", order=order, staff="li", remark="李 13800000000"),
    ]


def test_a_commission_rate_holds_from_its_day_on(make: Make) -> None:
    # 0.01 × 268.00 + 0.05 × 333.33 = 2.68 + 16.6665 = 19.3465
    r7 = make(rulebook="r7-tea-oil")
    r7.add(joined("li"))
    r7.settings(commission_rate="0.01", at="2024-05-01")
    r7.settings(commission_rate="0.05", at="2024-05-14")
    r7.add(_order("A", "2024-05-12", 26800), _order("B", "2024-05-16", 33333))
    li = r7.of("2024-05", "li")
    assert amount(li, "commission") == "19.35"
    (made,) = [each for each in li["lines"] if each["line"] == "commission"]
    assert made["working"] == "0.01 × 268.00 (1) + 0.05 × 333.33 (1)"


def test_an_absence_wage_holds_from_its_day_on(make: Make) -> None:
    # a day at 100 and half a day at 130: 100 + 65
    r5 = make(rulebook="r5-etiquette-counts")
    r5.add(joined("li"))
    r5.settings(absence_wage="100", at="2024-05-01")
    r5.settings(absence_wage="130", at="2024-05-20")
    r5.add(line("absence.confirmed", "2024-05-19 20:00", staff="li", on="2024-05-19", days="1"))
    r5.add(line("absence.confirmed", "2024-05-20 20:00", staff="li", on="2024-05-20", days="0.5"))
    assert amount(r5.of("2024-05", "li"), "absence") == "-165.00"


@pytest.mark.parametrize(("code", "case"), [
    ("dismissal", "dismiss"), ("major_demerit", "demerit"), ("minor_demerit", "demerit"), ("warning", "warning"),
    ("public_criticism", "discipline"), (None, "discipline"),
])  # fmt: skip
def test_the_sanction_that_was_chosen_is_the_case(make: Make, code: str | None, case: str) -> None:
    r3 = make(rulebook="r3-conversion-bonus")
    r3.add(joined("li"), violation("li", "2024-05-03", "R3-3.5", **({"code": code} if code else {})))
    assert cases(r3.of("2024-05", "li")) == [case]


@pytest.mark.parametrize("times", [3, 4])
def test_three_things_can_be_missing_in_one_check(make: Make, times: int) -> None:
    # R5-4.2.1.1: −1 each, at most three
    r5 = make(rulebook="r5-etiquette-counts")
    entry = violation("li", "2024-05-03", "R5-4.2.1.1", times=times)
    r5.add(joined("li"))
    if times == 4:
        assert "stands for at most 3" in str(r5.refused(entry))
    else:
        r5.add(entry)
        assert r5.of("2024-05", "li")["score"]["total"] == -3


def test_a_count_that_nobody_reported_is_missing(make: Make) -> None:
    r2 = make(rulebook="r2-shop-standard")
    r2.add(joined("li"), joined("wu"))
    assert "missing:waybills" in r2.of("2024-05", "li")["flags"]
    r2.add(line("waybills.counted", "2024-05-31", staff="wu", month="2024-05", shipped=0))
    assert "missing:waybills" in r2.of("2024-05", "li")["flags"]
    assert "missing:waybills" not in r2.of("2024-05", "wu")["flags"]


def test_who_shipped_nothing_where_waybills_are_kept_is_not_missing(make: Make) -> None:
    r2 = make(rulebook="r2-shop-standard")
    r2.add(joined("li"), joined("wu"))
    r2.add(line("waybill.printed", "2024-05-03 10:00", waybill="W", order="O", staff="wu"))
    r2.add(line("waybill.shipped", "2024-05-03 18:00", waybill="W"))
    assert "missing:waybills" not in r2.of("2024-05", "li")["flags"]
    assert amount(r2.of("2024-05", "wu"), "commission") == "0.10"


def test_absence_names_the_clause_of_its_shift(make: Make) -> None:
    # R1-7.1 bans absence from any shift; R1-7.5 and R1-7.6 speak of swapped and returned ones
    r1 = make(rulebook="r1-duty-room")
    r1.settings(shift__day="08:30-17:30", away_limit_minutes="10")
    r1.add(joined("li"), joined("wu"), shift("li", "2024-05-06"), shift("wu", "2024-05-08"), shift("li", "2024-05-10"))
    r1.add(
        line("swap.requested", "2024-05-04", swap="S", staff="li", with_staff="wu", on="2024-05-06", reason="doctor")
    )
    r1.add(line("swap.agreed", "2024-05-04", swap="S", staff="wu"))
    r1.add(line("swap.decided", "2024-05-04", swap="S", approved=True))
    r1.add(line("absence.confirmed", "2024-05-06 20:00", staff="wu", on="2024-05-06", days="1"))
    r1.add(line("absence.confirmed", "2024-05-10 20:00", staff="li", on="2024-05-10", days="1"))
    named = {
        staff: [each["clauses"] for each in r1.of("2024-05", staff)["cases"] if each["case"] == "absence"]
        for staff in ("li", "wu")
    }
    assert named["wu"][0] == ["R1-7.5", "R1-7.6"]
    assert ["R1-7.1"] in named["li"]


def test_a_correction_rests_on_the_entry_that_was_taken_back(make: Make) -> None:
    # two fines of 500 on one clause; the first is withdrawn after the close: 500 come back on its account
    r2 = make(rulebook="r2-shop-standard")
    r2.add(joined("li"))
    r2.add({**violation("li", "2024-05-03", "R2-6.1.3", unit_price="166.67", order="A"), "id": "first"})
    r2.add({**violation("li", "2024-05-04", "R2-6.1.3", unit_price="200.00", order="B"), "id": "second"})
    r2.add(line("month.closed", "2024-06-03", month="2024-05", digest="d"))
    r2.add({**line("entry.withdrawn", "2024-06-04", entry="first", reason="not hers"), "id": "back"})
    june = r2.of("2024-06", "li")
    (given,) = [each for each in june["lines"] if each["line"] == "fine"]
    assert (given["amount"], sorted(given["events"])) == ("500.00", ["back", "first"])


def test_what_is_booked_late_names_its_month(make: Make) -> None:
    # R6-1.5 in June for a night of May: named after May, counted where it is booked (as R4-A31 says)
    r6 = make(rulebook="r6-fine-ladders")
    r6.add(joined("li"), line("month.closed", "2024-06-03", month="2024-05", digest="d"))
    r6.add(violation("li", "2024-06-04", "R6-1.5", on="2024-05-30"), violation("li", "2024-06-05", "R6-1.5"))
    june = r6.of("2024-06", "li")
    assert amounts(june)["fine"] == ["-30.00", "-50.00"]
    assert next(each["label"] for each in june["lines"]).startswith("booked late for 2024-05: ")


def test_overlapping_leave_is_one_deduction(r8: Kit) -> None:
    # two forms for the same day: 2200 ÷ 31 once
    r8.add(
        joined("li"),
        leave("li", "2024-05-10", "2024-05-10", "1"),
        leave("li", "2024-05-10", "2024-05-10", "1", leave="again"),
    )
    assert amount(r8.of("2024-05", "li"), "leave") == "-70.97"
