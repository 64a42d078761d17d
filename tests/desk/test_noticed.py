"""What the timers notice, at both sides of each limit, and that a fact and its confirmation are one deduction."""

from typing import Any

import pytest
from kit import R4, R8, Kit, joined, line, millis, points, scored, shift

from kfterm.desk.noticed import Proposal
from kfterm.desk.proposals import proposals


def noticed(kit: Kit, at: str) -> list[Proposal]:
    """What waits for a person at a moment."""
    return proposals(kit.judge("2024-06"), millis(at))


@pytest.fixture
def shop(tmp_path: Any) -> Any:
    """R4 with hours and one limit."""
    kit = Kit(tmp_path, R4, now="2024-06-30 12:00")
    kit.add(joined("li"), joined("zu", roles=["lead"]))
    kit.settings(shift__day="09:00-17:00", incident_limit__system="15")
    yield kit
    kit.close()


@pytest.mark.parametrize(
    ("back", "told", "clauses"),
    [  # R4-E22: 5:00 is fine, 5:01 is over (A15)
        ("10:05:00", False, []),
        ("10:05:01", False, ["R4-3.1.07"]),
        ("10:20:00", True, []),
    ],
)
def test_e22_away(shop: Kit, back: str, told: bool, clauses: list[str]) -> None:
    shop.add(line("seat.taken", "2024-06-03 09:00", staff="li"))
    shop.add(line("seat.left", "2024-06-03 10:00:00", staff="li", reason="out", told=told))
    shop.add(line("seat.returned", f"2024-06-03 {back}", staff="li"))
    assert [each.clause for each in noticed(shop, "2024-06-03 11:00")] == clauses
    assert "R4-3.1.07" not in points(shop.of("2024-06", "li"))  # the machine never fines


@pytest.mark.parametrize(
    ("settled", "clauses", "price"),
    [  # R4-E23: opened 09:00, limit 15; overrun in whole minutes (A16); only the last tier (A08)
        ("09:15:00", [], 0),
        ("09:15:59", [], 0),
        ("09:16:00", ["R4-3.1.13"], -5),
        ("09:25:59", ["R4-3.1.13"], -5),
        ("09:26:00", ["R4-3.2.08"], -10),
        ("09:45:59", ["R4-3.2.08"], -10),
        ("09:46:00", ["R4-3.3.06"], -20),
        ("12:00:00", ["R4-3.3.06"], -20),
    ],
)
def test_e23_incidents(shop: Kit, settled: str, clauses: list[str], price: int) -> None:
    shop.add(line("incident.opened", "2024-06-03 09:00", incident="I", incident_type="system", staff="li"))
    shop.add(line("incident.settled", f"2024-06-03 {settled}", incident="I"))
    found = noticed(shop, "2024-06-03 13:00")
    assert [each.clause for each in found] == clauses
    for each in found:
        assert each.books is not None
        shop.desk.say(each.books, at=millis("2024-06-03 13:00"))
    assert noticed(shop, "2024-06-03 13:01") == []
    assert points(shop.of("2024-06", "li")).get(clauses[0] if clauses else "", [0]) == [price]


@pytest.mark.parametrize(("at", "count"), [("17:00:00", 0), ("17:00:01", 1)])
def test_more_than_eight_hours_on_end(shop: Kit, at: str, count: int) -> None:
    # R4-A01: 09:00 to 17:00:00 is allowed
    shop.add(line("seat.taken", "2024-06-03 09:00", staff="li"))
    assert len(noticed(shop, f"2024-06-03 {at}")) == count


def test_a_break_starts_the_eight_hours_anew(shop: Kit) -> None:
    shop.add(line("seat.taken", "2024-06-03 09:00", staff="li"))
    shop.add(line("seat.left", "2024-06-03 12:00", staff="li", reason="lunch", told=True))
    shop.add(line("seat.returned", "2024-06-03 12:30", staff="li"))
    assert noticed(shop, "2024-06-03 20:30:00") == []
    assert len(noticed(shop, "2024-06-03 20:30:01")) == 1


def test_late_is_proposed_and_booked_once(shop: Kit) -> None:
    shop.add(shift("li", "2024-06-03"), line("punch.recorded", "2024-06-03 09:08", staff="li", way="in"))
    (late,) = noticed(shop, "2024-06-03 09:30")
    assert (late.clause, late.staff) == ("R4-3.1.04", "li")
    assert late.books is not None
    shop.desk.say(late.books, at=millis("2024-06-03 09:31"))
    # 80 + 5 without a complaint − 2
    assert scored(shop.of("2024-06", "li"))[0] == 83
    assert noticed(shop, "2024-06-03 09:40") == []


def test_dismissed_with_a_reason_is_gone(shop: Kit) -> None:
    shop.add(shift("li", "2024-06-03"), line("punch.recorded", "2024-06-03 09:08", staff="li", way="in"))
    (late,) = noticed(shop, "2024-06-03 09:30")
    shop.add(line("proposal.dismissed", "2024-06-03 09:31", proposal=late.key, reason="underground stood still"))
    assert noticed(shop, "2024-06-03 09:40") == []


@pytest.mark.parametrize(("chased", "count"), [(None, 1), ("2024-06-03 17:00", 0), ("2024-06-03 18:30", 1)])
def test_r8_e26_promised_shipping(tmp_path: Any, chased: str | None, count: int) -> None:
    # R8-A29: chasing the warehouse before the promised time exempts
    kit = Kit(tmp_path, R8, now="2024-06-30 12:00")
    kit.add(joined("li"), line("item.opened", "2024-06-03 10:00", item="H", item_kind="H15", what="ship today",
                               owner="li", due_at="2024-06-03T18:00:00+08:00"))  # fmt: skip
    if chased:
        kit.add(line("item.updated", chased, item="H", note="asked the warehouse"))
    assert noticed(kit, "2024-06-03 18:00") == []
    assert [each.clause for each in noticed(kit, "2024-06-03 19:00")] == ["R8-4.5.5"] * count
    kit.close()
