"""R1 from events to refusals and the month: swaps, leave on swapped shifts and holidays, absence, the typing test."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from kit import Kit, cases, days, joined, leave, line, millis, punch, shift, violation, worked

from kfterm.desk.proposals import proposals

PEOPLE = ("jia", "yi", "bing", "ding")
Lines = list[dict[str, Any]]


@pytest.fixture
def r1(make: Callable[..., Kit]) -> Kit:
    """A shop under R1 with day 08:00-16:00, late 16:00-24:00 and a manager, fang."""
    return shop(make)


def shop(make: Callable[..., Kit], **options: str) -> Kit:
    """The same at a chosen moment."""
    kit = make(rulebook="r1-duty-room", **options)
    kit.settings(
        shift__day="08:00-16:00", shift__late="16:00-24:00", shift__dawn="00:00-08:00", away_limit_minutes="10"
    )
    kit.settings(shift__dusk="17:00-01:00", shift__soon="00:30-08:00", shift__almost="00:01-08:00")
    kit.add([joined(staff) for staff in PEOPLE], joined("fang", roles=["manager"]), joined("zhu", roles=["supervisor"]))
    return kit


def roster(kit: Kit, first: str, last: str, **people: str) -> None:
    """The same shift of a person on every day from one to another."""
    kit.add([shift(staff, day, name) for staff, name in people.items() for day in days(first, last)])


def swap(staff: str, other: str, on: str, back: str = "", **fields: Any) -> Lines:
    """A form that was asked for with a reason, agreed to by the other and signed two days before."""
    key = fields.pop("swap", f"{staff}-{other}-{on}")
    asked, reason = fields.pop("asked", f"{on[:8]}01"), fields.pop("reason", "家里有事")
    told = {"swap": key, "staff": staff, "with_staff": other, "on": on, "reason": reason}
    return [
        line("swap.requested", f"{asked} 09:00", **told, **({"return_on": back} if back else {})),
        line("swap.agreed", f"{asked} 10:00", swap=key, staff=other),
        line("swap.decided", f"{asked} 11:00", swap=key, approved=True),
    ]


def refused(kit: Kit, *lines: dict[str, Any] | Lines, clause: str, says: str, by: str = "import:test") -> None:
    """These lines are refused for one reason, which names the clause and this."""
    (problem,) = kit.refused(*lines, by=by).problems
    assert problem.says.en.startswith(f"{clause}: "), problem.says.en
    assert problem.says.zh.startswith(f"{clause}:"), problem.says.zh
    assert says in problem.says.en, problem.says.en


def counts(kit: Kit, label: str) -> dict[str, int]:
    """Swaps of a month by person, without those who have none."""
    found = {each["staff"]: each["attendance"]["swaps"] for each in kit.month(label)["staff"]}
    return {staff: number for staff, number in found.items() if number}


def planned(kit: Kit, staff: str, on: str) -> str | None:
    """The shift of a person on a day, as the month is folded."""
    return kit.judge(on[:7]).shop.roster.shift(staff, date.fromisoformat(on).toordinal())


# the third and the fourth form of a month (R1-7.4, R1-A10, R1-A11, R1-A17)


def test_e03_the_third_swap_of_a_month_is_effective_when_it_is_signed(r1: Kit) -> None:
    roster(r1, "2026-05-04", "2026-05-31", jia="day", yi="late")
    r1.add(swap("jia", "yi", "2026-05-07"), swap("jia", "yi", "2026-05-14"))
    third = swap("jia", "yi", "2026-05-28", asked="2026-05-26")
    r1.add(third[:2])
    assert planned(r1, "jia", "2026-05-28") == "day"  # before the signature both keep their own shifts
    r1.add(third[2:], by="fang")
    assert (planned(r1, "jia", "2026-05-28"), planned(r1, "yi", "2026-05-28")) == ("late", "day")
    assert counts(r1, "2026-05") == {"jia": 3, "yi": 3}  # 2 + 1 = 3 ≤ 3


def _three(r1: Kit) -> None:
    roster(r1, "2026-05-04", "2026-06-30", jia="day", yi="late", bing="late", ding="late")
    for on in ("2026-05-07", "2026-05-14", "2026-05-21"):
        r1.add(swap("jia", "yi", on))


def test_the_fourth_form_of_a_month_is_refused_for_each_of_the_two(r1: Kit) -> None:
    _three(r1)
    refused(r1, swap("jia", "bing", "2026-05-28"), clause="R1-7.4", says="jia has 3 of 3 swaps in 2026-05")
    # the one who was only asked has used up three of his own as well (A10)
    refused(r1, swap("bing", "yi", "2026-05-28"), clause="R1-7.4", says="yi has 3 of 3 swaps in 2026-05")
    r1.add(swap("bing", "ding", "2026-05-28"))
    assert counts(r1, "2026-05") == {"jia": 3, "yi": 3, "bing": 1, "ding": 1}


def test_the_refusal_of_the_fourth_says_what_would_be_possible(r1: Kit) -> None:
    _three(r1)
    refused(r1, swap("jia", "bing", "2026-05-28"), clause="R1-7.4", says="a shift of 2026-06 can be swapped")
    r1.add(swap("jia", "bing", "2026-06-01", asked="2026-05-28"))
    assert (counts(r1, "2026-05")["jia"], counts(r1, "2026-06")["jia"]) == (3, 1)


def test_a_form_counts_in_the_month_of_its_earlier_shift(r1: Kit) -> None:
    _three(r1)
    # asked for 06-09, returned on 05-29 already: the earlier of the two lies in May, which is full
    refused(r1, swap("jia", "bing", "2026-06-09", "2026-05-29", asked="2026-05-25"), clause="R1-7.4", says="in 2026-05")
    r1.add(swap("jia", "bing", "2026-06-09", "2026-06-16", asked="2026-05-25"))
    assert counts(r1, "2026-06") == {"jia": 1, "bing": 1}


def test_e05_shift_and_return_over_a_month_edge_are_one_form_of_the_earlier_month(r1: Kit) -> None:
    # jia works yi's 05-31, yi returns it on 06-04: one form, May +1 for each, June +0 (A10, A11)
    roster(r1, "2026-05-25", "2026-05-30", jia="day", yi="late")
    r1.add(shift("yi", "2026-05-31"), shift("jia", "2026-05-31", "rest"))
    r1.add(shift("jia", "2026-06-04"), shift("yi", "2026-06-04", "rest"))
    r1.add(swap("yi", "jia", "2026-05-31", "2026-06-04", asked="2026-05-28"))
    assert (counts(r1, "2026-05"), counts(r1, "2026-06")) == ({"jia": 1, "yi": 1}, {})
    assert (planned(r1, "jia", "2026-05-31"), planned(r1, "yi", "2026-05-31")) == ("day", "rest")
    assert (planned(r1, "jia", "2026-06-04"), planned(r1, "yi", "2026-06-04")) == ("rest", "day")


def test_a_form_that_was_turned_down_or_withdrawn_does_not_count(r1: Kit) -> None:
    _three(r1)
    asked = swap("jia", "bing", "2026-05-28")
    r1.add(asked[:2], asked[2] | {"approved": False})
    assert counts(r1, "2026-05") == {"jia": 3, "yi": 3}
    r1.add(line("entry.withdrawn", "2026-05-20", entry="jia-yi-2026-05-21", reason="typed wrongly"))
    r1.add(swap("jia", "bing", "2026-05-28", swap="again"))
    assert counts(r1, "2026-05") == {"jia": 3, "yi": 2, "bing": 1}


def test_one_file_with_four_forms_is_refused_at_the_fourth(r1: Kit) -> None:
    roster(r1, "2026-05-04", "2026-05-31", jia="day", yi="late")
    forms = [
        each for on in ("07", "14", "21", "28") for each in swap("jia", "yi", f"2026-05-{on}", asked=f"2026-05-{on}")
    ]
    problems = r1.refused(forms).problems
    # the last line of the fourth form, once for each of the two
    assert [each.place for each in problems] == ["line 12", "line 12"]
    assert all("3 of 3 swaps in 2026-05" in each.says.en for each in problems)
    r1.add(forms[:9])
    assert counts(r1, "2026-05") == {"jia": 3, "yi": 3}


def test_swaps_without_a_roster_are_counted_too(r1: Kit) -> None:
    r1.add(*(swap("jia", "yi", f"2026-05-{on}") for on in ("07", "14", "21")))
    refused(r1, swap("jia", "bing", "2026-05-28"), clause="R1-7.4", says="3 of 3")


# reason, consent and signature (R1-7.2, R1-7.3)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_swap_without_a_reason_is_not_signed(r1: Kit, reason: str) -> None:
    refused(r1, swap("jia", "yi", "2026-05-07", reason=reason), clause="R1-7.2", says="gives no reason")


def test_a_swap_needs_the_consent_of_the_other(r1: Kit) -> None:
    asked, agreed, signed = swap("jia", "yi", "2026-05-07")
    refused(r1, asked, signed, clause="R1-7.3", says="yi has not agreed")
    # the requester's own word is no consent of the other
    refused(r1, asked, agreed | {"staff": "jia"}, signed, clause="R1-7.3", says="yi has not agreed")
    r1.add(asked, {key: value for key, value in agreed.items() if key != "staff"}, signed)
    assert counts(r1, "2026-05") == {"jia": 1, "yi": 1}


def test_only_the_manager_signs(r1: Kit) -> None:
    asked, agreed, signed = swap("jia", "yi", "2026-05-07")
    r1.add(asked, agreed)
    (problem,) = r1.refused(signed, by="zhu").problems
    assert "zhu may not do this (R1-7.3): ask a manager" in problem.says.en
    r1.add(signed, by="fang")
    assert counts(r1, "2026-05") == {"jia": 1, "yi": 1}


def test_saying_no_needs_neither_reason_nor_consent(r1: Kit) -> None:
    asked, _, signed = swap("jia", "yi", "2026-05-07", reason="")
    r1.add(asked, signed | {"approved": False})
    assert counts(r1, "2026-05") == {}


# swaps that follow one another, and back to back (R1-A12)


def test_shifts_beside_one_another_are_not_both_swapped(r1: Kit) -> None:
    roster(r1, "2026-05-18", "2026-05-29", jia="day", yi="late", bing="late")
    r1.add(swap("jia", "yi", "2026-05-20"))
    refused(r1, swap("jia", "bing", "2026-05-21"), clause="R1-7.4", says="2026-05-20 of swap jia-yi-2026-05-20")
    refused(r1, swap("jia", "bing", "2026-05-19"), clause="R1-7.4", says="may not follow one another")
    r1.add(swap("jia", "bing", "2026-05-22"))  # one shift of her own lies between


def test_the_neighbour_is_the_next_shift_and_not_the_next_day(r1: Kit) -> None:
    # jia gives the Friday away; Saturday and Sunday are rest days, so Monday is the next shift
    roster(r1, "2026-05-18", "2026-05-22", jia="day")
    r1.add([shift("jia", on, "rest") for on in ("2026-05-23", "2026-05-24")])
    roster(r1, "2026-05-25", "2026-05-27", jia="day")
    r1.add(swap("jia", "yi", "2026-05-22"))
    refused(r1, swap("jia", "bing", "2026-05-25"), clause="R1-7.4", says="2026-05-22 of swap jia-yi-2026-05-22")
    r1.add(swap("jia", "bing", "2026-05-26"))


def test_the_returner_may_not_have_neighbours_either(r1: Kit) -> None:
    roster(r1, "2026-05-11", "2026-05-29", bing="late")
    r1.add([shift(staff, "2026-05-20") for staff in ("jia", "yi")], [shift("yi", "2026-05-19")])
    r1.add([shift("bing", on, "rest") for on in ("2026-05-19", "2026-05-20")])
    r1.add(swap("jia", "bing", "2026-05-20"))  # bing works it
    refused(r1, swap("yi", "bing", "2026-05-19"), clause="R1-7.4", says="beside 2026-05-19 bing has 2026-05-20")


def test_shift_and_return_of_one_form_may_lie_side_by_side(r1: Kit) -> None:
    roster(r1, "2026-05-18", "2026-05-29", jia="day", yi="late")
    r1.add(swap("jia", "yi", "2026-05-20", "2026-05-21"))
    assert [planned(r1, "jia", f"2026-05-{on}") for on in (19, 20, 21, 22)] == ["day", "late", "late", "day"]


def test_a_swapped_shift_is_not_swapped_again(r1: Kit) -> None:
    roster(r1, "2026-05-18", "2026-05-29", jia="day", yi="late", bing="late")
    r1.add(swap("jia", "yi", "2026-05-20"))
    refused(r1, swap("yi", "bing", "2026-05-20"), clause="R1-7.4", says="yi swapped 2026-05-20 already")
    # the supervisor plans the day anew: then it is an ordinary shift again
    r1.add(line("shift.assigned", "2026-05-18", staff="yi", on="2026-05-20", shift="late"))
    r1.add(swap("yi", "bing", "2026-05-20", asked="2026-05-19"))


@pytest.mark.parametrize(
    ("before", "taken", "touches"),
    [
        ("late", "day", False),  # E07: 24:00, again 08:00: 08:00 ≤ 24:00? no
        ("late", "dawn", True),  # 24:00, again 00:00: touching
        ("late", "almost", False),  # 24:00, again 00:01
        ("dusk", "soon", True),  # 01:00, again 00:30: overlapping
    ],
)
def test_e07_back_to_back(r1: Kit, before: str, taken: str, touches: bool) -> None:
    r1.add(shift("bing", "2026-05-20", before), shift("bing", "2026-05-21", "rest"), shift("jia", "2026-05-21", taken))
    form = swap("jia", "bing", "2026-05-21")
    if touches:
        refused(r1, form, clause="R1-7.4", says="bing would work back to back")
    else:
        r1.add(form)
        assert planned(r1, "bing", "2026-05-21") == taken


def test_back_to_back_is_refused_on_the_return_and_before_a_shift_as_well(r1: Kit) -> None:
    # jia takes yi's late shift of 05-21 in return and has a dawn shift of her own on 05-22
    r1.add(shift("jia", "2026-05-15"), shift("jia", "2026-05-22", "dawn"), shift("yi", "2026-05-21", "late"))
    refused(r1, swap("jia", "yi", "2026-05-15", "2026-05-21"), clause="R1-7.4", says="until 2026-05-22 00:00")


def test_a_double_shift_of_the_roster_stays_allowed(r1: Kit) -> None:
    # A08: bing's late and dawn touch by the roster; the swap of another day makes nothing of the kind
    roster(r1, "2026-05-18", "2026-05-19", bing="day")
    r1.add(shift("bing", "2026-05-12", "late"), shift("bing", "2026-05-13", "dawn"), shift("jia", "2026-05-19", "late"))
    r1.add(swap("jia", "bing", "2026-05-19"))


# leave on swapped shifts, holidays (R1-7.6, R1-7.7, R1-A14)


def test_e13_no_leave_on_a_return_shift(r1: Kit) -> None:
    roster(r1, "2026-05-11", "2026-05-17", jia="day")
    r1.add(shift("yi", "2026-05-18"), shift("jia", "2026-05-18", "rest"), shift("jia", "2026-05-19"))
    r1.add(swap("jia", "yi", "2026-05-13", "2026-05-18"))  # jia returns yi's 05-18
    refused(
        r1, leave("jia", "2026-05-17", "2026-05-19", "3"), clause="R1-7.6", says="2026-05-18 by swap jia-yi-2026-05-13"
    )
    r1.add(leave("jia", "2026-05-17", "2026-05-17", "1"), leave("jia", "2026-05-19", "2026-05-19", "1"))
    # yi, who took jia's 05-13, may not either; on his free 05-18 there is nothing in the way
    refused(r1, leave("yi", "2026-05-13", "2026-05-13", "1"), clause="R1-7.6", says="yi works 2026-05-13")
    r1.add(leave("yi", "2026-05-18", "2026-05-18", "1"))


def test_e13_not_coming_to_a_return_shift_is_an_absence_case_without_an_amount(r1: Kit) -> None:
    r1.add(shift("jia", "2026-05-13"), shift("yi", "2026-05-18"))
    r1.add(swap("jia", "yi", "2026-05-13", "2026-05-18"))
    r1.add(punch("yi", "2026-05-13 08:00", "in"), punch("yi", "2026-05-13 16:00", "out"))
    person = r1.of("2026-05", "jia")  # due on 05-18 in return, not there
    assert cases(r1.of("2026-05", "yi")) == []
    assert cases(person) == ["absence"]
    assert [("amount" in each, each["clauses"]) for each in person["cases"]] == [(False, ["R1-7.5", "R1-7.6"])]
    assert person["lines"] == []


def test_no_swap_that_puts_somebody_on_leave_to_work(r1: Kit) -> None:
    roster(r1, "2026-05-11", "2026-05-17", jia="day")
    r1.add(leave("yi", "2026-05-14", "2026-05-14", "1"))
    refused(r1, swap("jia", "yi", "2026-05-14"), clause="R1-7.6", says="yi has leave on 2026-05-14")
    r1.add(swap("jia", "yi", "2026-05-15"))


def test_leave_and_the_swap_it_lies_on_in_one_file_are_refused(r1: Kit) -> None:
    roster(r1, "2026-05-11", "2026-05-17", jia="day")
    asked = [
        each | {"at": each["at"].replace("2026-04-14", "2026-05-02")}
        for each in leave("yi", "2026-05-14", "2026-05-14", "1")
    ]
    refused(r1, swap("jia", "yi", "2026-05-14"), asked, clause="R1-7.6", says="yi works 2026-05-14")


@pytest.mark.parametrize("on", ["2026-05-01", "2026-05-02", "2026-02-16", "2026-02-19", "2026-04-05", "2026-06-19",
                                "2026-09-25", "2026-10-03", "2026-01-01"])  # fmt: skip
def test_statutory_holidays_are_not_swapped_and_not_taken_off_by_who_is_on_duty(r1: Kit, on: str) -> None:
    r1.add(shift("jia", on))
    refused(r1, swap("jia", "yi", on), clause="R1-7.7", says="who is on duty does not swap")
    refused(r1, leave("jia", on, on, "1"), clause="R1-7.7", says="who is on duty takes no leave")
    r1.add(leave("yi", on, on, "1"))  # not on duty


@pytest.mark.parametrize(
    "on",
    [
        "2026-05-03",  # a day off around the holiday that is not one of the thirteen
        "2026-02-20",
        "2026-10-04",
        "2026-05-09",  # a weekend, worked in exchange
        "2026-05-16",  # an ordinary Saturday (A14)
        "2024-05-02",  # one of the thirteen only since 2025
    ],
)
def test_other_days_off_and_weekends_are_ordinary_duty_days(r1: Kit, on: str) -> None:
    r1.add(shift("jia", on))
    r1.add(swap("jia", "yi", on))
    r1.add(shift("ding", on), leave("ding", on, on, "1"))


def test_a_return_on_a_holiday_is_refused(r1: Kit) -> None:
    refused(r1, swap("jia", "yi", "2026-04-28", "2026-05-01"), clause="R1-7.7", says="2026-05-01 is Labour Day")


def test_other_regimes_limit_no_swap(make: Callable[..., Kit]) -> None:
    kit = make(rulebook="r8-red-packet")
    kit.add(joined("jia"), joined("yi"))
    roster(kit, "2026-05-01", "2026-05-31", jia="day", yi="late")
    for on in ("01", "02", "03", "04"):
        asked, _, signed = swap("jia", "yi", f"2026-05-{on}", reason="")
        kit.add(asked, signed)
    kit.add(leave("jia", "2026-05-02", "2026-05-02", "1"))
    assert counts(kit, "2026-05") == {"jia": 4, "yi": 4}


# absence, lateness (R1-A09, R1-A13, R1-A16)


def test_e11_an_empty_seat_is_booked_to_who_was_due_by_the_signed_roster(r1: Kit) -> None:
    roster(r1, "2026-05-18", "2026-05-18", jia="day", yi="day")
    r1.add(
        [
            punch(staff, f"2026-05-18 {at}", way)
            for staff in ("jia", "yi")
            for at, way in (("08:00", "in"), ("16:00", "out"))
        ]
    )
    r1.add(shift("jia", "2026-05-20"), shift("yi", "2026-05-20", "rest"))
    r1.add(swap("jia", "yi", "2026-05-20"))  # yi thought it was next week: nobody punched on 05-20
    r1.add(violation("jia", "2026-05-21", "R1-7.5", note="责任 30%"), by="fang")
    r1.add(violation("yi", "2026-05-21", "R1-7.5", note="责任 70%"), by="fang")
    jia, yi = r1.of("2026-05", "jia"), r1.of("2026-05", "yi")
    assert (cases(jia), cases(yi)) == ([], ["absence"])
    assert ["amount" in each for each in yi["cases"]] == [False]
    assert (jia["attendance"]["absence_days"], yi["attendance"]["absence_days"]) == ("0", "1")
    assert (jia["lines"], yi["lines"], yi["net"]) == ([], [], "0.00")


def test_an_absence_that_was_confirmed_by_hand_is_one_case(r1: Kit) -> None:
    r1.add(shift("jia", "2026-05-20"), line("absence.confirmed", "2026-05-21", staff="jia", on="2026-05-20", days="1"))
    assert cases(r1.of("2026-05", "jia")) == ["absence"]


@pytest.mark.parametrize(
    ("came", "left", "late", "early"),
    [("08:00:59", "16:00", 0, 0), ("08:01", "15:59", 1, 1), ("09:30", "16:00", 90, 0)],
)
def test_lateness_is_recorded_and_costs_nothing(r1: Kit, came: str, left: str, late: int, early: int) -> None:
    r1.add(worked("jia", "2026-05-20", came, left))
    person = r1.of("2026-05", "jia")
    seen = person["attendance"]
    assert (seen["late"]["minutes"], seen["early"]["minutes"]) == (late, early)
    assert (person["lines"], person["cases"], person["score"]) == ([], [], None)


def test_what_a_lead_notes_costs_nothing(r1: Kit) -> None:
    noted = ("R1-2.1", "R1-2.5", "R1-3.2", "R1-4.1", "R1-4.5", "R1-5.6", "R1-6.6", "R1-P.2.6")
    r1.add([violation("jia", f"2026-05-{day:02} 12:00", clause) for day, clause in enumerate(noted, 4)])
    person = r1.of("2026-05", "jia")
    assert (person["lines"], person["cases"], person["fines"]) == ([], [], "0.00")


# the typing test (R1-1.5, R1-A18)


def _typed(at: str, characters: int, seconds: int, skill: str = "typing") -> dict[str, Any]:
    return line("skill.tested", at, staff="jia", skill=skill, characters=characters, seconds=seconds)


@pytest.mark.parametrize(
    ("characters", "seconds", "failed"),
    [
        (240, 180, False),  # E01: 240 × 60 ÷ 180 = 80.00 ≥ 80
        (239, 180, True),  # 239 × 60 = 14340 < 80 × 180 = 14400, that is 79.67 a minute
        (241, 180, False),
        (80, 60, False),
        (79, 60, True),
        (799, 599, False),  # 799 × 60 = 47940 ≥ 80 × 599 = 47920
        (798, 599, True),  # 47880 < 47920, that is 79.93 a minute
    ],
)
def test_e01_typing(r1: Kit, characters: int, seconds: int, failed: bool) -> None:
    r1.add(_typed("2026-05-12", characters, seconds))
    assert ("skill_failed:typing" in r1.of("2026-05", "jia")["flags"]) is failed


def test_the_latest_test_of_the_month_counts(r1: Kit) -> None:
    r1.add(_typed("2026-05-12", 70, 60), _typed("2026-05-20", 80, 60), _typed("2026-06-02", 79, 60))
    r1.add(_typed("2026-05-25", 1, 60, "singing"))
    flags = {label: r1.of(label, "jia")["flags"] for label in ("2026-05", "2026-06", "2026-07")}
    assert flags == {"2026-05": [], "2026-06": ["skill_failed:typing"], "2026-07": []}
    assert r1.of("2026-06", "yi")["flags"] == []


@pytest.mark.parametrize(("characters", "seconds", "says"), [(240, 0, "seconds is 0, it should be at least 1"),
                                                             (-1, 60, "characters is -1, it cannot be below 0")])  # fmt: skip
def test_a_test_that_cannot_be_is_refused(r1: Kit, characters: int, seconds: int, says: str) -> None:
    (problem,) = r1.refused(_typed("2026-05-12", characters, seconds)).problems
    assert says in problem.says.en


# the relief (R1-3.2, R1-A05)


def _relief(kit: Kit, at: str) -> list[str]:
    """What the lead is told about the relief at a moment."""
    noticed = proposals(kit.desk.judge(), millis(at))
    return [each.says.en for each in noticed if each.clause == "R1-3.2"]


def _changing(make: Callable[..., Kit], came: str, left: str) -> Kit:
    kit = shop(make, now="2026-05-20 16:30")
    kit.add(shift("jia", "2026-05-20"), shift("yi", "2026-05-20", "late"), punch("jia", "2026-05-20 08:00", "in"))
    # the day shift ends at 16:00 and the late shift begins; nobody is there yet
    assert _relief(kit, "2026-05-20 16:00") == ["relief yi not on post: nobody leaves before R1-3.2"]
    kit.add(punch("yi", f"2026-05-20 {came}", "in"), punch("jia", f"2026-05-20 {left}", "out"))
    return kit


def test_e09_leaving_a_second_after_the_relief_came_is_fine(make: Callable[..., Kit]) -> None:
    r1 = _changing(make, "16:12:30", "16:12:31")
    assert _relief(r1, "2026-05-20 16:13") == []
    assert r1.of("2026-05", "jia")["lines"] == []  # twelve minutes and a half of waiting, no pay


def test_leaving_a_second_before_the_relief_came_is_proposed(make: Callable[..., Kit]) -> None:
    r1 = _changing(make, "16:12:30", "16:12:29")
    assert _relief(r1, "2026-05-20 16:13") == ["jia left before the relief was on post R1-3.2 log only"]
