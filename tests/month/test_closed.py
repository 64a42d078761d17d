"""G13: a closed month never changes; what comes later is booked in the next open month, with its own day."""

import pytest
from kit import Kit, amount, joined, leave, line, points, violation, worked


def _close(kit: Kit, label: str, at: str) -> None:
    kit.add(line("month.closed", at, month=label, digest="d"))


def test_late_entries_of_points_move_to_the_next_open_month(r4: Kit) -> None:
    # R4-A31: distinct clauses count in the month in which they are booked
    r4.add(joined("li"), violation("li", "2024-06-03", "R4-3.2.01"))
    _close(r4, "2024-06", "2024-07-05")
    june = r4.of("2024-06", "li")
    r4.add(violation("li", "2024-07-10", "R4-3.2.02", on="2024-06-20"), violation("li", "2024-07-10", "R4-3.2.03"))
    assert r4.of("2024-06", "li") == june
    assert r4.month("2024-06")["closed"] is True
    july = r4.of("2024-07", "li")
    assert points(july) == {"R4-3.2.02": [-10], "R4-3.2.03": [-10], "R4-3.3.05": [-20]}
    assert [each["on"] for each in july["score"]["entries"]] == ["2024-06-20", "2024-07-10", None]


def test_over_two_closed_months(r4: Kit) -> None:
    r4.add(joined("li"))
    _close(r4, "2024-06", "2024-07-05")
    _close(r4, "2024-07", "2024-08-05")
    r4.add(violation("li", "2024-08-10", "R4-3.2.02", on="2024-06-20"))
    assert points(r4.of("2024-07", "li")) == {}
    assert points(r4.of("2024-08", "li")) == {"R4-3.2.02": [-10]}


def test_late_facts_behind_points_move_too(r4: Kit) -> None:
    r4.add(joined("li"))
    _close(r4, "2024-06", "2024-07-05")
    r4.add(line("exam.scored", "2024-06-20", staff="li", score="10", full="100"))
    r4.add(line("meeting.held", "2024-06-21", meeting="M", absent=["li"]))
    r4.add(line("absence.confirmed", "2024-07-06", staff="li", on="2024-06-22", days="1"))
    r4.add(line("complaint.received", "2024-06-23", complaint="C", staff="li"))
    r4.add(line("complaint.judged", "2024-07-07", complaint="C", valid=True, quarrel=True))
    assert points(r4.of("2024-06", "li")) == {}
    july = {"R4-3.2.07": [-10], "R4-3.2.06": [-10], "R4-3.3.01": [-20], "R4-3.3.02": [-20], "R4-3.3.05": [-20]}
    assert points(r4.of("2024-07", "li")) == july


def test_late_absence_and_leave_of_r8(r8: Kit) -> None:
    # R8-A45: a day of absence of June, found in July after the close: 5 × 2200/31 = 354.8387 in July
    r8.add(joined("li"))
    _close(r8, "2024-06", "2024-07-05")
    june = r8.of("2024-06", "li")
    r8.add(line("absence.confirmed", "2024-07-08", staff="li", on="2024-06-28", days="1"))
    r8.add(leave("li", "2024-06-25", "2024-06-25", "1"))
    assert r8.of("2024-06", "li") == june
    july = r8.of("2024-07", "li")
    assert amount(july, "absence") == "-354.84"
    assert amount(july, "leave") == "-70.97"  # 2200/31 = 70.9677


def test_late_punches_withdrawals_and_people_leave_it_alone(r8: Kit) -> None:
    r8.add(joined("li"), worked("li", "2024-06-03", "08:45"), violation("li", "2024-06-05", "R8-5.7.1", amount="9"))
    r8.add({**line("packet.sent", "2024-06-04", staff="li", amount="20"), "id": "sent"})
    _close(r8, "2024-06", "2024-07-05")
    june = r8.month("2024-06")
    r8.add(worked("li", "2024-06-10", "09:30"), line("entry.withdrawn", "2024-07-08", entry="sent"))
    r8.add(line("staff.left", "2024-06-29", staff="li"), joined("wu", "2024-06-01"))
    again = r8.month("2024-06")
    assert again | {"log": june["log"]} == june


def test_an_appeal_upheld_after_the_close_is_made_good(r4: Kit) -> None:
    # −20 and 99.90 stay in June; July gets +20 and 99.90 back: 80 + 20 = 100
    r4.add(joined("li"), violation("li", "2024-06-03", "R4-3.3.04", amount="99.90", violation="V"))
    _close(r4, "2024-06", "2024-07-05")
    june = r4.of("2024-06", "li")
    r4.add(line("appeal.filed", "2024-07-06", appeal="A", violation="V", staff="li", reason="not me"))
    r4.add(line("appeal.decided", "2024-07-08", appeal="A", upheld=True, reason="camera"))
    assert r4.of("2024-06", "li") == june
    july = r4.of("2024-07", "li")
    (entry,) = july["score"]["entries"]
    assert (entry["points"], entry["on"], len(entry["events"])) == (20, "2024-06-03", 2)
    assert (amount(july, "compensation"), july["score"]["total"]) == ("99.90", 100)
    assert points(r4.of("2024-08", "li")) == {}


def test_a_month_that_is_opened_again(r4: Kit) -> None:
    r4.add(joined("li"), {**line("month.closed", "2024-07-05", month="2024-06", digest="d"), "id": "close"})
    r4.add(violation("li", "2024-07-10", "R4-3.2.02", on="2024-06-20"))
    r4.add(line("entry.withdrawn", "2024-07-11", entry="close", reason="too early"))
    assert points(r4.of("2024-06", "li")) == {"R4-3.2.02": [-10]}
    assert points(r4.of("2024-07", "li")) == {}


@pytest.mark.parametrize("kind", ["kpi_amount.set", "insurance.set", "award.granted", "month.closed"])
def test_amounts_for_a_closed_month_are_refused(r8: Kit, kind: str) -> None:
    r8.add(joined("li"))
    _close(r8, "2024-06", "2024-07-05")
    fields = {"kpi_amount.set": {"staff": "li", "amount": "1"}, "insurance.set": {"staff": "li", "total": "1"},
              "award.granted": {"staff": "li", "amount": "1", "clause": "R8-5.6", "reason": "x"},
              "month.closed": {"digest": "other"}}[kind]  # fmt: skip
    assert "enter it for 2024-07" in str(r8.refused(line(kind, "2024-07-08", month="2024-06", **fields)))
