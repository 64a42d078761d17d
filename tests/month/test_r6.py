"""R6 from events to the month: ladders, fines, the release of the late shift, rest days, the fund box."""

from collections.abc import Callable

import pytest
from kit import Kit, amounts, cases, joined, line, punch, rest, shift, violation, worked

LOG, SUMMARY, COMPLAINT = "R6-1.5", "R6-3.2", "R6-6"


@pytest.fixture
def r6(make: Callable[..., Kit]) -> Kit:
    """A shop under R6 with one agent."""
    kit = make(rulebook="r6-fine-ladders")
    kit.add(joined("li"))
    return kit


def _on(clause: str, *days: str, **fields: object) -> list[dict[str, object]]:
    """The same violation on several days of May 2024, `05-03` or `3`."""
    dates = [day if "-" in day else f"05-{int(day):02}" for day in days]
    return [violation("li", f"2024-{date} 18:00", clause, **fields) for date in dates]


def _complaint(
    key: str, received: str, judged: str = "", valid: bool = True, staff: str = "li"
) -> list[dict[str, object]]:
    lines = [line("complaint.received", received, complaint=key, staff=staff, what="service")]
    return [*lines, line("complaint.judged", judged, complaint=key, valid=valid)] if judged else lines


def _fines(kit: Kit, label: str = "2024-05", staff: str = "li") -> tuple[list[str], str, list[str]]:
    """Fine lines, their total, and the cases."""
    person = kit.of(label, staff)
    return amounts(person).get("fine", []), person["fines"], cases(person)


def test_e01_three_missing_logs(r6: Kit) -> None:
    r6.add(_on(LOG, "3", "4", "5"))
    # A03: a rung is the price of that occurrence: 30 + 50 + 80 = 160
    assert _fines(r6) == (["-30.00", "-50.00", "-80.00"], "160.00", [])


def test_four_missing_logs_are_a_case_and_no_more_money(r6: Kit) -> None:
    r6.add(_on(LOG, "3", "4", "5", "6"))
    assert _fines(r6) == (["-30.00", "-50.00", "-80.00"], "160.00", ["withhold_month_wage"])
    (case,) = r6.of("2024-05", "li")["cases"]
    assert case["clauses"] == [LOG]
    assert "amount" not in case  # A04: R6 prints no wage, so no figure is made up


def test_e03_the_ladder_ends_and_begins_anew_each_month(r6: Kit) -> None:
    r6.add(_on(LOG, "3", "4", "5", "6", "7", "06-03"))
    assert _fines(r6) == (["-30.00", "-50.00", "-80.00"], "160.00", ["auto_resign", "withhold_month_wage"])
    assert _fines(r6, "2024-06") == (["-30.00"], "30.00", [])  # A02


@pytest.mark.parametrize(
    ("clause", "days", "wanted"),
    [  # the last rung also serves every later one: 5次, 三次以上 (A06)
        (LOG, ("3", "4", "5", "6", "7", "8"), ["auto_resign", "auto_resign", "withhold_month_wage"]),
        (SUMMARY, ("1", "3", "4", "8", "9", "10"), ["auto_resign", "auto_resign", "withhold_month_wage"]),
        (COMPLAINT, ("3", "4", "5", "6"), ["auto_resign", "auto_resign"]),
        (COMPLAINT, ("3", "4", "5"), ["auto_resign"]),
        (COMPLAINT, ("3", "4"), []),
    ],
)
def test_every_later_one_stays_on_the_last_rung(r6: Kit, clause: str, days: tuple[str, ...], wanted: list[str]) -> None:
    r6.add(_on(clause, *days))
    assert cases(r6.of("2024-05", "li")) == wanted


def test_e05_a_summary_in_time_costs_nothing(r6: Kit) -> None:
    r6.add(line("report.filed", "2024-05-04 17:00:00", staff="li", report="weekly_summary", characters=200))
    r6.add(line("report.filed", "2024-05-11 17:00:01", staff="li", report="weekly_summary", characters=150))
    assert _fines(r6) == ([], "0.00", [])  # the late and short one costs only what a person books


def test_e07_four_summaries(r6: Kit) -> None:
    r6.add(_on(SUMMARY, "4", "11", "18", "25"))
    # 50 + 100 + 200 = 350 and the case
    assert _fines(r6) == (["-50.00", "-100.00", "-200.00"], "350.00", ["withhold_month_wage"])
    assert r6.month("2024-05")["fund"]["in"] == "350.00"  # A10: a withheld wage is no fine


def test_the_ladders_count_for_themselves(r6: Kit) -> None:
    r6.add(_on(LOG, "3"), _on(SUMMARY, "4"), _on(LOG, "5"), _on(SUMMARY, "11"))
    # 30 + 50 and 50 + 100
    assert _fines(r6) == (["-30.00", "-50.00", "-50.00", "-100.00"], "230.00", [])


def test_the_ladders_count_for_each_person(r6: Kit) -> None:
    # A12: each late agent for their own entry
    r6.add(joined("wu"), _on(LOG, "3", "4"), violation("wu", "2024-05-04 18:00", LOG))
    assert (_fines(r6)[1], _fines(r6, staff="wu")[1]) == ("80.00", "30.00")


def test_e09_complaints_count_in_the_month_they_were_received_in(r6: Kit) -> None:
    r6.add(_complaint("A", "2024-05-30 10:00", "2024-06-04 10:00"), _complaint("B", "2024-05-31 10:00", "2024-06-03"))
    r6.add(_complaint("C", "2024-06-01 10:00", "2024-06-02 10:00"))
    assert _fines(r6) == (["-100.00", "-200.00"], "300.00", [])
    assert _fines(r6, "2024-06") == (["-100.00"], "100.00", [])


def test_three_complaints_are_a_case_and_the_third_has_no_fine(r6: Kit) -> None:
    r6.add(*(_complaint(f"C{day}", f"2024-05-{day} 10:00", f"2024-05-{day} 11:00") for day in ("10", "11", "12")))
    assert _fines(r6) == (["-100.00", "-200.00"], "300.00", ["auto_resign"])
    (case,) = r6.of("2024-05", "li")["cases"]
    assert case["clauses"] == [COMPLAINT]
    assert len(case["events"]) == 2  # the complaint and its judgement


def test_only_complaints_judged_valid_count(r6: Kit) -> None:
    r6.add(_complaint("A", "2024-05-10"), _complaint("B", "2024-05-11", "2024-05-12", valid=False))
    assert _fines(r6) == ([], "0.00", [])
    r6.add(_complaint("C", "2024-05-13", "2024-05-14"))
    assert _fines(r6) == (["-100.00"], "100.00", [])


def test_a_complaint_judged_valid_and_booked_is_one_deduction(r6: Kit) -> None:
    r6.add(_complaint("A", "2024-05-10 10:00", "2024-05-10 15:00"), _on(COMPLAINT, "10"))
    assert _fines(r6) == (["-100.00"], "100.00", [])
    r6.add(violation("li", "2024-05-13 10:00", COMPLAINT, on="2024-05-12"))
    r6.add(_complaint("B", "2024-05-12 10:00", "2024-05-13 09:00"))
    assert _fines(r6) == (["-100.00", "-200.00"], "300.00", [])


def test_the_entry_may_be_of_the_day_of_the_judgement(r6: Kit) -> None:
    r6.add(_complaint("A", "2024-05-10 10:00", "2024-05-12 10:00"), violation("li", "2024-05-12 10:05", COMPLAINT))
    assert _fines(r6) == (["-100.00"], "100.00", [])


def test_a_complaint_booked_by_hand_and_a_judged_one_climb_one_ladder(r6: Kit) -> None:
    r6.add(_on(COMPLAINT, "8"), _complaint("A", "2024-05-10", "2024-05-11"), _on(COMPLAINT, "15"))
    assert _fines(r6) == (["-100.00", "-200.00"], "300.00", ["auto_resign"])


def test_withdrawn_entries_are_no_rung(r6: Kit) -> None:
    r6.add(_on(LOG, "3", violation="V1"), _on(LOG, "4", violation="V2"), _on(LOG, "5", violation="V3"))
    r6.add(line("entry.withdrawn", "2024-05-06", entry="V1", reason="wrong person"))
    assert _fines(r6) == (["-30.00", "-50.00"], "80.00", [])
    r6.add(line("entry.withdrawn", "2024-05-06", entry="V3", reason="it was entered"))
    assert _fines(r6) == (["-30.00"], "30.00", [])


@pytest.mark.parametrize(
    ("upheld", "wanted"), [(True, (["-30.00"], "30.00")), (False, (["-30.00", "-50.00"], "80.00"))]
)
def test_an_entry_appealed_with_success_is_no_rung(r6: Kit, upheld: bool, wanted: tuple[list[str], str]) -> None:
    r6.add(_on(LOG, "3", violation="V1"), _on(LOG, "4", violation="V2"))
    r6.add(line("appeal.filed", "2024-05-04 19:00", appeal="A", violation="V1", staff="li", reason="it was entered"))
    r6.add(line("appeal.decided", "2024-05-05", appeal="A", upheld=upheld, reason="looked up"))
    assert _fines(r6) == (*wanted, [])


def test_an_appeal_frees_from_the_judged_complaint_too(r6: Kit) -> None:
    r6.add(_complaint("A", "2024-05-10 10:00", "2024-05-10 15:00"), _on(COMPLAINT, "10", violation="V"))
    r6.add(line("appeal.filed", "2024-05-11", appeal="P", violation="V", staff="li", reason="courier"))
    r6.add(line("appeal.decided", "2024-05-12", appeal="P", upheld=True, reason="courier's fault"))
    r6.add(_complaint("B", "2024-05-20", "2024-05-21"))
    assert _fines(r6) == (["-100.00"], "100.00", [])


def test_a_withdrawn_judgement_is_none(r6: Kit) -> None:
    r6.add(_complaint("A", "2024-05-10"), _complaint("B", "2024-05-12", "2024-05-13"))
    r6.add({**line("complaint.judged", "2024-05-11", complaint="A", valid=True), "id": "J"})
    assert _fines(r6)[1] == "300.00"  # 100 + 200
    r6.add(line("entry.withdrawn", "2024-05-14", entry="J", reason="wrong complaint"))
    assert _fines(r6) == (["-100.00"], "100.00", [])


@pytest.mark.parametrize("code", ["unrelated", "qq_chat", "tv", "game", "install_software"])
def test_r6_8_every_kind_is_fined(r6: Kit, code: str) -> None:
    r6.add(_on("R6-8", "6", code=code))
    assert _fines(r6) == (["-50.00"], "50.00", [])  # A13


def test_e11_three_times_is_three_fines(r6: Kit) -> None:
    for clock, code in (("10:00", "qq_chat"), ("15:00", "qq_chat"), ("16:00", "game")):
        r6.add(violation("li", f"2024-05-06 {clock}", "R6-8", code=code))
    assert _fines(r6) == (["-50.00"] * 3, "150.00", [])


def test_a_missed_cleaning_is_fined_when_it_is_booked(r6: Kit) -> None:
    # A15: early and late are two duties
    r6.add(
        *(
            line("duty.checked", "2024-05-06 08:00", duty=f"cleaning_{s}", staff="li", done=False)
            for s in ("early", "late")
        )
    )
    assert _fines(r6) == ([], "0.00", [])
    r6.add(violation("li", "2024-05-06 08:01", "R6-11", note="early"), violation("li", "2024-05-06 23:00", "R6-11"))
    assert _fines(r6) == (["-50.00", "-50.00"], "100.00", [])


@pytest.mark.parametrize(("serious", "wanted"), [(None, []), (False, []), (True, ["review"])])
def test_a_disclosure_is_fined_and_a_serious_one_is_a_case_too(
    r6: Kit, serious: bool | None, wanted: list[str]
) -> None:
    ticked = {} if serious is None else {"serious": serious}
    r6.add(_on("R6-13", "6", note="asked by phone", **ticked))
    assert _fines(r6) == (["-150.00"], "150.00", wanted)  # A17


@pytest.mark.parametrize("clause", ["R6-1.4", "R6-2.1", "R6-2.2", "R6-5", "R6-7", "R6-9"])
def test_what_has_no_price_is_only_noted(r6: Kit, clause: str) -> None:
    r6.add(_on(clause, "6", "7", "8", "9", "10"))
    assert _fines(r6) == ([], "0.00", [])
    assert amounts(r6.of("2024-05", "li")) == {}


def test_e13_a_whole_month(r6: Kit) -> None:
    r6.add(_on(LOG, "3", "14"), _on(SUMMARY, "4", "11", "18"), _complaint("A", "2024-05-20", "2024-05-21"))
    r6.add(_on("R6-8", "22", code="qq_chat"), _on("R6-13", "23"))
    person = r6.of("2024-05", "li")
    # (30 + 50) + (50 + 100 + 200) + 100 + 50 + 150 = 730
    assert person["fines"] == "730.00"
    assert sorted(amounts(person)["fine"]) == sorted(
        ["-30.00", "-50.00", "-50.00", "-100.00", "-200.00", "-100.00", "-50.00", "-150.00"]
    )
    assert (person["net"], person["score"], cases(person)) == ("-730.00", None, [])  # A22: listed in full
    for each in person["lines"]:
        assert each["clauses"]
        assert each["events"]


RELEASE = [  # A01: early leave is measured against 0:00, minutes cut
    ("2024-05-31 23:58", 2),
    ("2024-05-31 23:58:30", 1),
    ("2024-05-31 23:59", 1),
    ("2024-05-31 23:59:01", 0),
    ("2024-06-01 00:00", 0),
    ("2024-06-01 00:05", 0),
    ("2024-06-01 01:00", 0),
]


@pytest.mark.parametrize(("left", "early"), RELEASE)
def test_e15_from_midnight_on_nobody_leaves_early(r6: Kit, left: str, early: int) -> None:
    r6.add(shift("li", "2024-05-31", "late"), punch("li", "2024-05-31 16:00", "in"), punch("li", left, "out"))
    seen = r6.of("2024-05", "li")["attendance"]  # A20: the whole shift is of May
    assert (seen["early"]["minutes"], seen["overrun_minutes"], seen["late"]["minutes"]) == (early, 0, 0)
    assert r6.of("2024-06", "li")["attendance"]["worked_shifts"] == 0
    assert _fines(r6)[1] == "0.00"  # A16


def test_the_early_shift_is_measured_against_its_end(r6: Kit) -> None:
    r6.add(worked("li", "2024-05-06", "08:07", "17:28", "early"))
    seen = r6.of("2024-05", "li")["attendance"]
    assert (seen["late"]["minutes"], seen["early"]["minutes"]) == (7, 2)
    assert amounts(r6.of("2024-05", "li")) == {}  # A16: recorded, no amount


@pytest.mark.parametrize(
    ("opened", "closed", "minutes"),
    [
        ("23:50", "01:17:30", 77),  # E17: from 24:00, cut
        ("23:50", "01:17:00", 77),
        ("23:50", "01:16:59", 76),
        ("23:59:59", "00:00:59", 0),
        ("23:50", "00:01", 1),
        ("00:05", "00:40", 0),  # began after the release: no overrun of the shift
    ],
)
def test_e17_overrun_is_counted_from_the_release(r6: Kit, opened: str, closed: str, minutes: int) -> None:
    day = "2024-05-31" if opened.startswith("23") else "2024-06-01"
    r6.add(shift("li", "2024-05-31", "late"), punch("li", "2024-05-31 16:00", "in"))
    r6.add(line("chat.waiting", f"{day} {opened}", chat="a", account="li"))
    r6.add(line("chat.closed", f"2024-06-01 {closed}", chat="a"), punch("li", "2024-06-01 01:20", "out"))
    person = r6.of("2024-05", "li")
    assert (person["attendance"]["overrun_minutes"], amounts(person)) == (minutes, {})


def test_a20_the_night_of_the_31st_belongs_to_may(r6: Kit) -> None:
    r6.add(shift("li", "2024-05-31", "late"), violation("li", "2024-06-01 00:40", LOG))
    r6.add(_complaint("A", "2024-06-01 00:20", "2024-06-01 12:00"), violation("li", "2024-06-01 16:30", LOG))
    assert _fines(r6) == (["-100.00", "-30.00"], "130.00", [])
    assert _fines(r6, "2024-06") == (["-30.00"], "30.00", [])


@pytest.mark.parametrize(
    ("first", "entitled"),
    [
        ("2024-06-01", 3),
        ("2024-06-06", 3),  # 25 days: 3 × 25/30 = 2.5 goes up
        ("2024-06-07", 2),  # 24 days: 2.4
        ("2024-06-16", 2),  # 15 days: 1.5 goes up
        ("2024-06-17", 1),  # 14 days: 1.4
        ("2024-06-26", 1),  # 5 days: 0.5 goes up
        ("2024-06-27", 0),  # 4 days: 0.4
    ],
)
def test_a14_rest_days_of_a_part_month(r6: Kit, first: str, entitled: int) -> None:
    r6.add(joined("wu", first))
    person = r6.of("2024-06", "wu")
    assert person["attendance"]["rest"] == {"entitled": entitled, "taken": 0}
    assert (amounts(person), person["net"]) == ({}, "0.00")  # no payout of what is not taken


def test_three_rest_days_a_month_are_counted(r6: Kit) -> None:
    r6.add(rest("li", "2024-05-06"), rest("li", "2024-05-13"))
    r6.add(shift("li", "2024-05-20", "rest"))
    assert r6.of("2024-05", "li")["attendance"]["rest"] == {"entitled": 3, "taken": 3}


def test_a_missed_shift_is_recorded_and_has_no_price(r6: Kit) -> None:
    r6.add(shift("li", "2024-05-06", "early"))
    person = r6.of("2024-05", "li")
    assert (person["attendance"]["absence_days"], amounts(person), cases(person)) == ("1", {}, [])


def test_the_fund_box_over_two_months(r6: Kit) -> None:
    r6.add(joined("wu"), _on(LOG, "3", "4"), violation("wu", "2024-05-07 10:00", "R6-13", serious=True))
    r6.add(line("fund.spent", "2024-05-31 20:00", amount="99.50", purpose="dinner"))
    r6.add(_on("R6-8", "06-03", code="tv"), line("fund.spent", "2024-06-05", amount="150", purpose="outing"))
    # May: 30 + 50 + 150 = 230, less 99.50 = 130.50; June: + 50 − 150 = 30.50
    assert r6.month("2024-05")["fund"] == {"in": "230.00", "out": "99.50", "balance": "130.50"}
    assert r6.month("2024-06")["fund"] == {"in": "50.00", "out": "150.00", "balance": "30.50"}
    assert r6.month("2024-07")["fund"] == {"in": "0.00", "out": "0.00", "balance": "30.50"}


def test_spending_changes_nobodys_pay(r6: Kit) -> None:
    r6.add(_on("R6-8", "6", code="game"))
    before = r6.of("2024-05", "li")
    r6.add(line("fund.spent", "2024-05-31", amount="20", purpose="fruit"))
    assert r6.of("2024-05", "li") == before


def test_everybody_can_read_what_went_into_the_box_and_out_of_it(r6: Kit) -> None:
    r6.add(_on(LOG, "3"), _on("R6-8", "6", code="tv"), line("fund.spent", "2024-05-31", amount="20", purpose="fruit"))
    entries = r6.month("2024-05")["fund_entries"]
    found = [(each["on"], each["staff"], each["amount"]) for each in entries]
    assert found == [
        ("2024-05-03", "li", "30.00"),
        ("2024-05-06", "li", "50.00"),
        ("2024-05-31", None, "-20.00"),
    ]
    assert [each["clauses"] for each in entries[:2]] == [[LOG], ["R6-8"]]
    assert "fruit" in entries[-1]["label"]
    assert all(each["events"] for each in entries)
