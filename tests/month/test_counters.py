"""The counters of a person: how often, out of how many, and what the next time brings (CN01–CN15)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from kit import R4, R8, Kit, days, joined, leave, line, rest, shift, violation, worked

from kfterm.month.counter import Counter
from kfterm.month.counters import counters
from kfterm.periods import month

R1, R2, R3 = "r1-duty-room", "r2-shop-standard", "r3-conversion-bonus"
R5, R6, R7 = "r5-etiquette-counts", "r6-fine-ladders", "r7-tea-oil"


def counted(kit: Kit, staff: str = "li", label: str = "2024-06") -> list[Counter]:
    """Every counter of one person."""
    judge = kit.judge(label)
    return list(counters(judge, judge.shop.people.staff[staff], month(label)))


def one(kit: Kit, clause: str, staff: str = "li", label: str = "2024-06") -> tuple[str, str, str]:
    """Count, limit and what comes next of the only counter of a clause."""
    (found,) = [each for each in counted(kit, staff, label) if each.clause == clause]
    return str(found.count), str(found.limit), found.next.en


@pytest.fixture
def under(tmp_path: Path) -> Callable[[str], Kit]:
    """A shop with li under a rulebook."""

    def made(rulebook: str) -> Kit:
        kit = Kit(tmp_path, rulebook)
        kit.add(joined("li"))
        return kit

    return made


@pytest.mark.parametrize(
    ("rulebook", "clause", "times", "coming"),
    [
        # CN01: R6 100 / 200 / case from the third on
        (R6, "R6-6", 1, ("1", "3", "¥200")),
        (R6, "R6-6", 2, ("2", "3", "case: automatic resignation")),
        # CN01: R7 50 / 100 / case
        (R7, "R7-6", 1, ("1", "3", "¥100")),
        # CN02: 30 / 50 / 80 / wage case / resignation case: the first case is the 4th rung
        (R6, "R6-1.5", 2, ("2", "4", "¥80")),
        (R6, "R6-1.5", 3, ("3", "4", "case: withholding the month's wage")),
        (R6, "R6-1.5", 4, ("4", "4", "case: automatic resignation")),
        # CN04: 50 / 100 / 200 / case / case
        (R6, "R6-3.2", 1, ("1", "4", "¥100")),
        # CN05: −5 each, −10 and a warning on top the third time
        (R5, "R5-4.2.2.5", 2, ("2", "3", "-15 points, case: warning")),
        (R5, "R5-4.2.2.5", 4, ("4", "3", "-5 points, case: automatic resignation")),
        # CN06: −1 each, −1…−3 on top the third time
        (R5, "R5-4.2.2.6", 2, ("2", "3", "-2..-4 points, case: warning")),
    ],
)
def test_ladders(
    under: Callable[[str], Kit], rulebook: str, clause: str, times: int, coming: tuple[str, str, str]
) -> None:
    kit = under(rulebook)
    kit.add(*(violation("li", f"2024-06-{day + 1:02d} 10:00", clause) for day in range(times)))
    assert one(kit, clause) == coming
    kit.close()


def test_a_judged_complaint_counts_like_an_entry(under: Callable[[str], Kit]) -> None:
    kit = under(R6)
    kit.add(line("complaint.received", "2024-06-03 10:00", complaint="c", staff="li"))
    kit.add(line("complaint.judged", "2024-06-03 11:00", complaint="c", valid=True))
    kit.add(violation("li", "2024-06-04 10:00", "R6-6"))
    assert one(kit, "R6-6") == ("2", "3", "case: automatic resignation")
    kit.close()


def test_what_has_no_effect_is_not_counted(under: Callable[[str], Kit]) -> None:
    # CN03, R2-A11: only a breach with harm
    kit = under(R2)
    kit.add(violation("li", "2024-06-03 10:00", "R2-5.3.2", effect="none"))
    assert [each for each in counted(kit) if each.clause == "R2-5.3.2"] == []
    kit.add(violation("li", "2024-06-04 10:00", "R2-5.3.2", effect="loss"))
    assert one(kit, "R2-5.3.2") == ("1", "3", "¥100")
    kit.close()


def test_a_counter_begins_anew_each_month(under: Callable[[str], Kit]) -> None:
    kit = under(R6)
    kit.add(violation("li", "2024-05-30 10:00", "R6-6"), violation("li", "2024-06-01 10:00", "R6-6"))
    assert one(kit, "R6-6", label="2024-05") == ("1", "3", "¥200")
    assert one(kit, "R6-6") == ("1", "3", "¥200")
    kit.close()


def test_r1_swaps(under: Callable[[str], Kit]) -> None:
    # CN07, R1-A17: three are allowed, the fourth is refused
    kit = under(R1)
    kit.settings(shift__day="09:00-17:00", away_limit_minutes="15")
    kit.add(joined("wu"), joined("jing", roles=["manager"]))
    kit.add([shift(staff, day) for staff in ("li", "wu") for day in ("2024-06-04", "2024-06-06")])  # none side by side
    for number, day in enumerate(("2024-06-03", "2024-06-05", "2024-06-07"), 1):
        kit.add(shift("li", day), shift("wu", day, "rest"))
        kit.add(line("swap.requested", "2024-06-01 09:00", swap=f"s{number}", staff="li", with_staff="wu", on=day,
                     reason="doctor"))  # fmt: skip
        kit.add(line("swap.agreed", "2024-06-01 09:30", swap=f"s{number}", staff="wu"))
        kit.add(line("swap.decided", "2024-06-01 10:00", swap=f"s{number}", approved=True), by="jing")
        assert one(kit, "R1-7.4") == (str(number), "3", "refused" if number == 3 else "")
        assert one(kit, "R1-7.4", "wu")[0] == str(number)
    kit.close()


def test_r8_missed_punches(under: Callable[[str], Kit]) -> None:
    # CN08: three are free, so the third warns of the fourth
    kit = under(R8)
    kit.add(joined("zhu", roles=["supervisor"]))
    for number, day in enumerate(("2024-06-03", "2024-06-04", "2024-06-05"), 1):
        kit.add(worked("li", day, left=""))
        kit.add(line("punch.made_up", f"{day} 17:40", staff="li", on=day, way="out", vouched_by="zhu"))
        count, limit, coming = one(kit, "R8-3.8")
        assert (count, limit, bool(coming)) == (str(number), "3", number == 3)
    kit.close()


def test_r8_leave(under: Callable[[str], Kit]) -> None:
    # CN09: more than 3 days a month cost next month's rest days; 事假 beyond 30 in the year is absence
    kit = under(R8)
    kit.add([shift("li", day) for day in days("2024-06-01", "2024-06-30")])
    kit.add(leave("li", "2024-06-03", "2024-06-05", "2.5"))
    assert one(kit, "R8-3.6.1") == ("2.5", "3", "")
    assert one(kit, "R8-3.6.2") == ("2.5", "30", "")
    kit.add(leave("li", "2024-06-10", "2024-06-10", "0.5"))
    assert one(kit, "R8-3.6.1") == ("3", "3", "0 rest days next month")
    kit.close()


def test_r8_absence_names_the_next_step(under: Callable[[str], Kit]) -> None:
    # CN10: 0.5 / 1 / 2 / 3 days
    kit = under(R8)
    kit.add(worked("li", "2024-06-03"), line("absence.confirmed", "2024-06-04", staff="li", on="2024-06-03", days="1"))
    assert one(kit, "R8-3.9") == ("1", "3", "from 2 days: 10 days' wage, case: company notice")
    kit.close()


def test_r5_absence(under: Callable[[str], Kit]) -> None:
    # CN10: three days in the month
    kit = under(R5)
    kit.add(line("absence.confirmed", "2024-06-04", staff="li", on="2024-06-03", days="2"))
    assert one(kit, "R5-4.2.2.3") == ("2", "3", "from 3 days: case: automatic resignation")
    kit.close()


def test_r4_distinct_clauses(under: Callable[[str], Kit]) -> None:
    # CN11: four distinct light clauses, or two medium, −20 once; the same clause twice is one
    kit = under(R4)
    kit.add(violation("li", "2024-06-03 10:00", "R4-3.1.01"), violation("li", "2024-06-04 10:00", "R4-3.1.01"))
    kit.add(violation("li", "2024-06-05 10:00", "R4-3.1.02"), violation("li", "2024-06-06 10:00", "R4-3.2.01"))
    found = {each.label.en: (str(each.count), str(each.limit), each.next.en) for each in counted(kit)}
    assert found["light clauses"] == ("2", "4", "")
    assert found["medium clauses"] == ("1", "2", "-20 points")
    kit.close()


def test_r4_months_last(under: Callable[[str], Kit]) -> None:
    # CN12: last and below 70 in May; the second month running is a case. 80 + 5 − 20 = 65 in each month
    kit = under(R4)
    kit.settings(shift__day="09:00-17:00")
    kit.add(joined("wu"))
    for label in ("2024-05", "2024-06"):
        kit.add(worked("li", f"{label}-03", "09:00", "17:00"), worked("wu", f"{label}-03", "09:00", "17:00"))
        kit.add(violation("li", f"{label}-04 10:00", "R4-3.3.01"))
    assert one(kit, "R4-1.3", label="2024-05") == ("1", "2", "case: dismissal")
    assert one(kit, "R4-1.3")[0] == "2"
    assert [each for each in counted(kit, "wu") if each.clause == "R4-1.3"] == []
    kit.close()


def test_r3_months_first(under: Callable[[str], Kit]) -> None:
    # CN13: 50 / 100 / 200 and 200 for every later one
    kit = under(R3)
    kit.add(joined("wu"))
    for label, coming in (("2024-04", "¥100"), ("2024-05", "¥200"), ("2024-06", "¥200")):
        for staff, sales in (("li", "9000"), ("wu", "8000")):
            kit.add(line("kpi.reported", f"{label}-28", staff=staff, month=label, metrics={"sales_cny": sales}))
        assert one(kit, "R3-3.4", label=label)[2] == coming
    assert one(kit, "R3-3.4")[0] == "3"
    kit.close()


@pytest.mark.parametrize(("rulebook", "clause", "limit"), [(R6, "R6-1.2", "3"), (R8, "R8-3.4.1", "2")])
def test_rest_days_of_the_month(under: Callable[[str], Kit], rulebook: str, clause: str, limit: str) -> None:
    # CN15: always there, also when none was taken
    kit = under(rulebook)
    assert one(kit, clause) == ("0", limit, "")
    kit.add(rest("li", "2024-06-10"))
    assert one(kit, clause) == ("1", limit, "")
    kit.close()


@pytest.mark.parametrize(("rulebook", "clause"), [(R3, "R3-8.1.2"), (R7, "R7-1.2")])
def test_rest_days_of_the_week(tmp_path: Path, rulebook: str, clause: str) -> None:
    # CN15: of the week that runs, Monday the 10th to Sunday the 16th
    kit = Kit(tmp_path, rulebook, now="2024-06-12 12:00")
    kit.add(joined("li"), shift("li", "2024-06-09", "rest"), shift("li", "2024-06-12", "day"))
    assert one(kit, clause) == ("0", "1", "")
    kit.add(shift("li", "2024-06-16", "rest"))
    assert one(kit, clause) == ("1", "1", "")
    kit.close()


@pytest.mark.parametrize("rulebook", [R1, R2, R3, R4, R5, R6, R7, R8])
def test_nothing_happened_nothing_is_counted_but_rest(under: Callable[[str], Kit], rulebook: str) -> None:
    kit = under(rulebook)
    assert {each.label.en for each in counted(kit)} <= {"rest days"}
    kit.close()
