"""R8-3.4 to 3.6, 3.9, 3.10: rest, leave, absence, full attendance. A day's wage is 2,200 ÷ calendar days (A13)."""

import pytest
from kit import Kit, amount, amounts, cases, days, joined, leave, line, rest, shift, violation, worked


def _absent(staff: str, on: str, count: str) -> dict[str, object]:
    return line("absence.confirmed", f"{on} 20:00", staff=staff, on=on, days=count)


@pytest.mark.parametrize(
    ("on", "count", "deducted", "wanted"),
    [
        ("2024-06-03", "0.5", "-220.00", []),  # E09: 3 × 2200/30 = 220
        ("2024-06-03", "1", "-366.67", []),  # E10: 5 × 2200/30 = 366.6667
        ("2024-06-03", "1.5", "-366.67", []),  # E11: the lower step (A10)
        ("2024-06-03", "2", "-733.33", ["company_notice"]),  # E12: 10 × 2200/30 = 733.3333
        ("2024-06-03", "2.5", "-733.33", ["company_notice"]),
        ("2025-02-03", "2.5", "-785.71", ["company_notice"]),  # E13: 10 × 2200/28 = 785.7143
        ("2025-02-03", "0.5", "-235.71", []),  # E14: 3 × 2200/28 = 235.7143
        ("2024-07-03", "1", "-354.84", []),  # 5 × 2200/31 = 354.8387
        ("2024-02-05", "1", "-379.31", []),  # a leap year: 5 × 2200/29 = 379.3103
        ("2024-06-03", "3", "0.00", ["dismiss", "withhold_month_wage"]),  # E15
        ("2024-06-03", "4.5", "0.00", ["dismiss", "withhold_month_wage"]),
    ],
)
def test_e09_to_e15_steps(r8: Kit, on: str, count: str, deducted: str, wanted: list[str]) -> None:
    r8.add(joined("li"), _absent("li", on, count))
    person = r8.of(on[:7], "li")
    assert person["attendance"]["absence_days"] == count
    assert (amount(person, "absence"), cases(person)) == (deducted, wanted)
    assert "full_attendance" not in amounts(person)


def test_e16_half_days_add_up_in_the_month_only(r8: Kit) -> None:
    # 0.5 + 0.5 + 1 = 2 → 10 × 2200/30; half a day in May stands alone: 3 × 2200/31 = 212.9032 (A11)
    r8.add(joined("li"), _absent("li", "2024-05-31", "0.5"), _absent("li", "2024-06-03", "0.5"))
    r8.add(_absent("li", "2024-06-10", "0.5"), _absent("li", "2024-06-20", "1"))
    assert amount(r8.of("2024-06", "li"), "absence") == "-733.33"
    assert amount(r8.of("2024-05", "li"), "absence") == "-212.90"


def test_withheld_wage_is_shown_and_not_executed(r8: Kit) -> None:
    # A36: base 2200 + KPI 860.50 + award 100 = 3160.50; nothing is deducted
    r8.add(joined("li"), _absent("li", "2024-06-03", "3"))
    r8.add(line("kpi_amount.set", "2024-06-30", staff="li", month="2024-06", amount="860.50", source="annex 2"))
    r8.add(line("award.granted", "2024-06-30", staff="li", month="2024-06", clause="R8-5.6", amount="100", reason="x"))
    person = r8.of("2024-06", "li")
    (case,) = [each for each in person["cases"] if each["case"] == "withhold_month_wage"]
    assert (case["amount"], case["clauses"]) == ("3160.50", ["R8-3.9"])
    assert person["net"] == "3307.17"  # 3160.50 + 2 unused rest days 146.67


def test_a_missed_shift_is_a_day(r8: Kit) -> None:
    r8.add(joined("li"), shift("li", "2024-06-03"), worked("li", "2024-06-04"))  # A42
    person = r8.of("2024-06", "li")
    assert (person["attendance"]["absence_days"], amount(person, "absence")) == ("1", "-366.67")
    assert person["attendance"]["worked_shifts"] == 1
    assert [each["missing"] for each in person["attendance"]["days"]] == [["in", "out"]]


@pytest.mark.parametrize(("came", "total"), [("", "1"), ("09:10", "0.5"), ("08:30", "0.5")])
def test_confirmed_and_derived_absence_count_once(r8: Kit, came: str, total: str) -> None:
    # missed wholly (1 derived), 40 minutes late (0.5 derived) or on time, and 0.5 confirmed for that very day
    r8.add(joined("li"), worked("li", "2024-06-03", came) if came else shift("li", "2024-06-03"))
    r8.add(_absent("li", "2024-06-03", "0.5"))
    assert r8.of("2024-06", "li")["attendance"]["absence_days"] == total


def test_confirmed_twice_counts_once(r8: Kit) -> None:
    r8.add(
        joined("li"),
        _absent("li", "2024-06-03", "1"),
        line("absence.confirmed", "2024-06-05", staff="li", on="2024-06-03", days="1", reason="again"),
    )
    assert r8.of("2024-06", "li")["attendance"]["absence_days"] == "1"


def test_three_days_confirmed_over_three_missed_shifts_count_once(r8: Kit) -> None:
    r8.add(joined("li"), *(shift("li", day) for day in days("2024-06-03", "2024-06-05")))
    r8.add(_absent("li", "2024-06-03", "3"))
    person = r8.of("2024-06", "li")
    assert person["attendance"]["absence_days"] == "3"
    assert cases(person) == ["dismiss", "withhold_month_wage"]


@pytest.mark.parametrize(
    ("to", "count", "deducted", "rest_next"),
    [
        ("2024-06-11", "2", "-146.67", 2),  # E17: 2 × 2200/30 = 146.6667
        ("2024-06-10", "0.5", "-36.67", 2),  # 0.5 × 73.3333
        ("2024-06-12", "3", "-220.00", 2),  # E18: exactly 3 is fine (A15)
        ("2024-06-13", "3.5", "-256.67", 0),  # 3.5 × 73.3333 = 256.6667; next month no rest
    ],
)
def test_e17_e18_leave(r8: Kit, to: str, count: str, deducted: str, rest_next: int) -> None:
    r8.add(joined("li"), leave("li", "2024-06-10", to, count))
    person = r8.of("2024-06", "li")
    assert (person["attendance"]["leave_days"], amount(person, "leave")) == (count, deducted)
    assert "full_attendance" not in amounts(person)
    assert amount(person, "unused_rest") == "146.67"  # settled separately (A44)
    july = r8.of("2024-07", "li")
    assert july["attendance"]["rest"]["entitled"] == rest_next
    # 2 × 2200/31 = 141.9355, or nothing: entitlement that does not exist cannot be unused
    assert amount(july, "unused_rest") == ("141.94" if rest_next else "0.00")
    assert r8.of("2024-08", "li")["attendance"]["rest"]["entitled"] == 2


def test_leave_of_all_kinds_counts_for_the_cap(r8: Kit) -> None:
    r8.add(joined("li"), leave("li", "2024-06-03", "2024-06-04", "2", "sick"))
    r8.add(leave("li", "2024-06-10", "2024-06-11", "1.5", "annual"))
    assert r8.of("2024-07", "li")["attendance"]["rest"]["entitled"] == 0


def test_december_leave_takes_january_rest(r8: Kit) -> None:
    r8.add(joined("li"), leave("li", "2024-12-02", "2024-12-05", "4"))
    assert r8.of("2025-01", "li")["attendance"]["rest"]["entitled"] == 0  # A37


def test_leave_that_was_not_approved_is_absence(r8: Kit) -> None:
    r8.add(joined("li"), shift("li", "2024-06-10"))
    r8.add(line("leave.requested", "2024-06-01", leave="L", staff="li", from_on="2024-06-10", to_on="2024-06-10",
                days="1", leave_kind="personal"))  # fmt: skip
    assert r8.of("2024-06", "li")["attendance"]["absence_days"] == "1"  # nobody has decided yet
    r8.add(line("leave.decided", "2024-06-02", leave="L", approved=False, reason="busy"))
    person = r8.of("2024-06", "li")
    assert (person["attendance"]["absence_days"], person["attendance"]["leave_days"]) == ("1", "0")
    assert amount(person, "absence") == "-366.67"


def test_an_urgent_leave_filed_afterwards_is_leave(r8: Kit) -> None:
    r8.add(joined("li"), shift("li", "2024-06-10"))
    r8.add(line("leave.requested", "2024-06-12", leave="L", staff="li", from_on="2024-06-10", to_on="2024-06-10",
                days="1", leave_kind="sick", urgent=True))  # fmt: skip
    r8.add(line("leave.decided", "2024-06-13", leave="L", approved=True))
    person = r8.of("2024-06", "li")
    assert (person["attendance"]["absence_days"], person["attendance"]["leave_days"]) == ("0", "1")  # A28


def test_leave_across_two_months(r8: Kit) -> None:
    # 29 June to 2 July: 2 days in June, 2 × 2200/30; 2 in July, 2 × 2200/31 = 141.9355; no month has more than 3
    r8.add(joined("li"), leave("li", "2024-06-29", "2024-07-02", "4"))
    assert amount(r8.of("2024-06", "li"), "leave") == "-146.67"
    assert amount(r8.of("2024-07", "li"), "leave") == "-141.94"
    assert r8.of("2024-07", "li")["attendance"]["rest"]["entitled"] == 2


def test_leave_over_a_rostered_rest_day(r8: Kit) -> None:
    # Friday to Tuesday, 4 days asked for, Sunday 30 June is rest: 28, 29 June and 1, 2 July are leave
    r8.add(joined("li"), shift("li", "2024-06-30", "rest"), leave("li", "2024-06-28", "2024-07-02", "4"))
    june = r8.of("2024-06", "li")
    assert (june["attendance"]["leave_days"], june["attendance"]["rest"]["taken"]) == ("2", 1)
    assert r8.of("2024-07", "li")["attendance"]["leave_days"] == "2"


def test_a_day_of_leave_is_no_rest_day_as_well(r8: Kit) -> None:
    # five calendar days were asked for, the rostered rest day is one of them: leave 5 × 2200/30, rest not taken
    r8.add(joined("li"), shift("li", "2024-06-09", "rest"), leave("li", "2024-06-07", "2024-06-11", "5"))
    person = r8.of("2024-06", "li")
    assert (person["attendance"]["leave_days"], person["attendance"]["rest"]["taken"]) == ("5", 0)
    assert amount(person, "leave") == "-366.67"


def test_two_half_days_of_leave_on_one_day(r8: Kit) -> None:
    r8.add(joined("li"), shift("li", "2024-06-10"), leave("li", "2024-06-10", "2024-06-10", "0.5"))
    r8.add(leave("li", "2024-06-10", "2024-06-10", "0.5", "sick"))
    person = r8.of("2024-06", "li")
    assert (person["attendance"]["leave_days"], person["attendance"]["absence_days"]) == ("1", "0")
    assert amount(person, "leave") == "-73.33"


def test_e19_beyond_thirty_days_a_year(r8: Kit) -> None:
    # 29 days so far, 2 more in November: 1 is leave 73.3333, 1 is absence 5 × 2200/30 = 366.6667 (A16)
    r8.add(joined("li"), leave("li", "2024-01-01", "2024-01-29", "29"), leave("li", "2024-11-04", "2024-11-05", "2"))
    person = r8.of("2024-11", "li")
    assert (amount(person, "leave"), amount(person, "absence")) == ("-73.33", "-366.67")
    assert (person["attendance"]["leave_days"], person["attendance"]["absence_days"]) == ("1", "1")


@pytest.mark.parametrize(
    ("kind", "first", "last", "absent"),
    [
        ("personal", "2024-11-04", "2024-11-04", "0"),  # the 30th day is still leave
        ("sick", "2024-11-04", "2024-11-08", "0"),  # only 事假 has the cap
        ("personal", "2025-01-06", "2025-01-10", "0"),  # a new year
        ("personal", "2024-11-04", "2024-11-06", "2"),
    ],
)
def test_the_yearly_cap_is_of_personal_leave_in_the_calendar_year(
    r8: Kit, kind: str, first: str, last: str, absent: str
) -> None:
    count = str(len(days(first, last)))
    r8.add(joined("li"), leave("li", "2024-01-01", "2024-01-29", "29"), leave("li", first, last, count, kind))
    assert r8.of(first[:7], "li")["attendance"]["absence_days"] == absent


def test_half_a_day_over_the_yearly_cap(r8: Kit) -> None:
    # 29.5 + 1 = 30.5: half a day of leave 36.67, half a day of absence 3 × 2200/30
    r8.add(joined("li"), leave("li", "2024-01-01", "2024-01-30", "29.5"), leave("li", "2024-11-04", "2024-11-04", "1"))
    person = r8.of("2024-11", "li")
    assert (amount(person, "leave"), amount(person, "absence")) == ("-36.67", "-220.00")


def test_two_halves_over_the_yearly_cap_on_one_day(r8: Kit) -> None:
    r8.add(joined("li"), leave("li", "2024-01-01", "2024-01-30", "30"))
    r8.add(leave("li", "2024-11-04", "2024-11-04", "0.5", leave="a"))
    r8.add(leave("li", "2024-11-04", "2024-11-04", "0.5", leave="b"))
    assert r8.of("2024-11", "li")["attendance"]["absence_days"] == "1"


@pytest.mark.parametrize(("taken", "paid"), [(0, "146.67"), (1, "73.33"), (2, "0.00"), (3, "0.00")])
def test_unused_rest_days_are_paid(r8: Kit, taken: int, paid: str) -> None:
    # A14: each unused day 2200/30 = 73.3333; two 146.6667
    r8.add(joined("li"), *(rest("li", f"2024-06-1{n}") for n in range(taken)))
    person = r8.of("2024-06", "li")
    assert person["attendance"]["rest"] == {"entitled": 2, "taken": taken}
    assert amount(person, "unused_rest") == paid
    assert amount(person, "full_attendance") == "200.00"  # rest is no absence and unused rest is irrelevant


def test_a_rest_day_granted_twice_is_one(r8: Kit) -> None:
    r8.add(joined("li"), rest("li", "2024-06-10"), shift("li", "2024-06-10", "rest"))
    assert r8.of("2024-06", "li")["attendance"]["rest"]["taken"] == 1


def test_a_rest_day_that_was_worked_was_not_taken(r8: Kit) -> None:
    r8.add(joined("li"), rest("li", "2024-06-10"), worked("li", "2024-06-10"))
    person = r8.of("2024-06", "li")
    assert (person["attendance"]["rest"]["taken"], amount(person, "unused_rest")) == (0, "146.67")


@pytest.mark.parametrize("asked", ["2024-06-09", "2024-06-10", "2024-06-11"])
def test_e20_rest_asked_too_late_is_refused(r8: Kit, asked: str) -> None:
    # for 10 June: 8 June is two days ahead, 9 June one (A26, A39)
    r8.add(joined("li"), line("rest.requested", f"{asked} 00:00", rest="R", staff="li", on="2024-06-10"))
    problem = r8.refused(line("rest.decided", f"{asked} 12:00", rest="R", approved=True))
    assert "R8-3.4.1" in str(problem)
    r8.add(line("rest.decided", f"{asked} 13:00", rest="R", approved=True, reason="wedding"))
    assert r8.of("2024-06", "li")["attendance"]["rest"]["taken"] == 1


def test_e20_rest_asked_two_days_ahead(r8: Kit) -> None:
    r8.add(joined("li"), line("rest.requested", "2024-06-08 23:59:59", rest="R", staff="li", on="2024-06-10"))
    r8.add(line("rest.decided", "2024-06-09 12:00", rest="R", approved=True))
    assert r8.of("2024-06", "li")["attendance"]["rest"]["taken"] == 1


@pytest.mark.parametrize(("asked", "taken"), [("2024-06-09 23:59", True), ("2024-06-10 00:00", False)])
def test_leave_is_asked_for_a_day_ahead(r8: Kit, asked: str, taken: bool) -> None:
    r8.add(joined("li"), line("leave.requested", asked, leave="L", staff="li", from_on="2024-06-10",
                              to_on="2024-06-10", days="1", leave_kind="personal"))  # fmt: skip
    decided = line("leave.decided", "2024-06-10 08:00", leave="L", approved=True)
    if taken:
        r8.add(decided)
    else:
        assert "R8-3.5.1" in str(r8.refused(decided))


def test_facts_in_any_order_give_the_same_month(make) -> None:  # type: ignore[no-untyped-def]
    lines = [joined("li"), *worked("li", "2024-06-03", "08:45"), *leave("li", "2024-06-10", "2024-06-11", "2"),
             *rest("li", "2024-06-20"), _absent("li", "2024-06-25", "0.5"),
             line("packet.sent", "2024-06-04", staff="li", amount="20"),
             line("attendance.published", "2024-06-10", week_of="2024-06-03"),
             violation("li", "2024-06-12 12:00", "R8-5.7.1", amount="30")]  # fmt: skip
    found = []
    for order in (lines, lines[::-1], lines[5:] + lines[:5]):
        kit = make()
        kit.add(order)
        found.append({**kit.of("2024-06", "li")})
    assert found[0] == found[1] == found[2]
    # 2200 + 146.67/2 unused − 146.67 leave − 220 absence − 30 loss: one rest day unused 73.33
    assert amounts(found[0]) == {
        "base": ["2200.00"], "unused_rest": ["73.33"], "leave": ["-146.67"], "absence": ["-220.00"],
        "compensation": ["-30.00"]}  # fmt: skip


def test_facts_of_the_same_moment_in_any_order(make) -> None:  # type: ignore[no-untyped-def]
    # asked for and decided at the same minute: the order of the lines in the file must not matter
    asked = line("leave.requested", "2024-06-01", leave="L", staff="li", from_on="2024-06-10", to_on="2024-06-10",
                 days="1", leave_kind="personal")  # fmt: skip
    decided = line("leave.decided", "2024-06-01", leave="L", approved=True)
    for order in ([asked, decided], [decided, asked]):
        kit = make()
        kit.add(joined("li"), order)
        assert kit.of("2024-06", "li")["attendance"]["leave_days"] == "1"
