"""Unpaid orders, waybills and calls (TM09, TM12, TM13, TM16), to the second on both sides of each limit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk.timers import R2, R3, R5, booked, known, noticed, on, shop
from kit import Kit, line, millis

D = "2024-06-03"


@pytest.fixture
def r3(tmp_path: Path) -> Iterator[Kit]:
    """R3: jia by day, yi in the evening; everybody here."""
    with shop(tmp_path, R3, "jia", "yi") as kit:
        kit.add(on("jia", D, "day", f"{D} 08:20"), on("yi", D, "late", f"{D} 17:20"))
        yield kit


def placed(order: str, at: str, staff: str | None = "jia", **more: object) -> dict[str, object]:
    fields = {"staff": staff} if staff else {}
    return line("order.placed", at, order=order, **fields, **more)


@pytest.mark.parametrize(
    ("stop", "at", "who"),
    [  # R3-E11: 60:00 is in time, 60:01 is late (A07)
        ("order.urged", "10:00:00", []),
        ("order.urged", "10:00:01", ["jia"]),
        ("order.paid", "10:00:00", []),
        ("order.paid", "10:00:01", ["jia"]),
        ("order.cancelled", "10:00:00", []),
    ],
)
def test_r3_e11_an_hour_includes_the_hour(r3: Kit, stop: str, at: str, who: list[str]) -> None:
    r3.add(placed("o", f"{D} 09:00:00"), line(stop, f"{D} {at}", order="o"))
    assert booked(r3, f"{D} 12:00", "R3-3.7.5") == who


@pytest.mark.parametrize(("at", "who"), [("10:00:00", []), ("10:00:01", ["jia"])])
def test_r3_an_order_nobody_did_anything_about(r3: Kit, at: str, who: list[str]) -> None:
    r3.add(placed("o", f"{D} 09:00:00"))
    assert booked(r3, f"{D} {at}", "R3-3.7.5") == who


@pytest.mark.parametrize(
    ("paid", "who"),
    [  # R3-9.2: a buyer with a paid order needs no urging; one paid only when it was too late does not help
        ("09:30", []),
        ("10:30", ["jia"]),
    ],
)
def test_r3_a_buyer_with_a_paid_order(r3: Kit, paid: str, who: list[str]) -> None:
    r3.add(placed("a", f"{D} 08:40", buyer="tb"), placed("b", f"{D} 09:00", buyer="tb"))
    r3.add(line("order.urged", f"{D} 08:50", order="a"), line("order.paid", f"{D} {paid}", order="a"))
    assert booked(r3, f"{D} 12:00", "R3-3.7.5") == who


@pytest.mark.parametrize(
    ("at", "who"),
    [  # placed 23:40: 20 minutes on duty until 24:00, the clock stands until 08:30, 40 more: 09:10:00 is in time
        ("2024-06-04 09:10:00", []),
        ("2024-06-04 09:10:01", ["jia"]),  # and the fine goes to who is on duty then, not to yi who took it
    ],
)
def test_r3_the_clock_runs_only_on_duty(r3: Kit, at: str, who: list[str]) -> None:
    r3.add(on("jia", "2024-06-04", "day"), placed("o", f"{D} 23:40", "yi"))
    assert booked(r3, at, "R3-3.7.5") == who


def test_r3_the_last_second_of_a_shift_passes_to_the_next(r3: Kit) -> None:
    # placed 23:00, 60:00 on duty at 24:00:00: in time all night, late with the first second of the morning
    r3.add(on("jia", "2024-06-04", "day"), placed("o", f"{D} 23:00", "yi"))
    assert noticed(r3, "2024-06-04 08:30:00", "R3-3.7.5") == []
    assert booked(r3, "2024-06-04 08:30:01", "R3-3.7.5") == ["jia"]


def test_r3_a_check_is_priced_whatever_the_number(r3: Kit) -> None:
    # R3-E13: two spot checks in one day both find late orders of jia: 2 × 5 = 10.00
    r3.add(placed("a", f"{D} 09:00"), placed("b", f"{D} 09:05"))
    (first,) = noticed(r3, f"{D} 10:30", "R3-3.7.5")
    assert first.books is not None
    r3.desk.say(first.books, at=millis(f"{D} 10:31"))
    assert noticed(r3, f"{D} 10:32", "R3-3.7.5") == []
    assert r3.of("2024-06", "jia")["fines"] == "5.00"
    r3.add(placed("c", f"{D} 13:00"))
    (second,) = noticed(r3, f"{D} 14:30", "R3-3.7.5")
    assert second.books is not None
    r3.desk.say(second.books, at=millis(f"{D} 14:31"))
    assert r3.of("2024-06", "jia")["fines"] == "10.00"


def test_r3_dismissed_is_lookedmillis(r3: Kit) -> None:
    r3.add(placed("a", f"{D} 09:00"), placed("b", f"{D} 09:05"))
    (found,) = noticed(r3, f"{D} 10:30", "R3-3.7.5")
    r3.add(line("proposal.dismissed", f"{D} 10:31", proposal=found.key, reason="phoned them"))
    assert noticed(r3, f"{D} 10:32", "R3-3.7.5") == []
    r3.add(placed("c", f"{D} 10:00"))
    assert booked(r3, f"{D} 11:01", "R3-3.7.5") == ["jia"]


def test_r3_with_several_on_duty_nobody_is_named_who_did_not_take_it(r3: Kit) -> None:
    r3.add(on("yi", D, "day"), placed("o", f"{D} 09:00", None))
    (found,) = noticed(r3, f"{D} 10:30", "R3-3.7.5")
    assert (found.staff, found.books) == ("", None)


@pytest.mark.parametrize(
    ("paid", "printed", "count"),
    [  # R2-6.1.1: early ends 18:00
        ("10:00", None, 1),
        ("10:00", "17:59", 0),
        ("18:30", None, 0),  # paid after the shift: the next shift prints it
        (None, None, 0),
    ],
)
def test_r2_waybills_are_printed_before_going_off(
    tmp_path: Path, paid: str | None, printed: str | None, count: int
) -> None:
    with shop(tmp_path, R2, "jia") as kit:
        kit.add(on("jia", D, "early", f"{D} 07:55"), placed("o", f"{D} 09:00"))
        if paid:
            kit.add(line("order.paid", f"{D} {paid}", order="o"))
        if printed:
            kit.add(line("waybill.printed", f"{D} {printed}", waybill="w", order="o", staff="jia"))
        assert known(kit, f"{D} 17:59:59", "R2-6.1.1") == []
        assert len(known(kit, f"{D} 18:40", "R2-6.1.1")) == count


@pytest.mark.parametrize(
    ("kind", "ended", "who"),
    [  # R5-A07: more than 10:00 outside, more than 5:00 inside, to the second
        ("external", "10:10:00", []),
        ("external", "10:10:01", ["jia"]),
        ("internal", "10:05:00", []),
        ("internal", "10:05:01", ["jia"]),
    ],
)
def test_r5_calls(tmp_path: Path, kind: str, ended: str, who: list[str]) -> None:
    with shop(tmp_path, R5, "jia") as kit:
        kit.add(line("seat.taken", f"{D} 08:30", staff="jia"))
        kit.add(line("call.started", f"{D} 10:00:00", call="k", staff="jia", line=kind))
        kit.add(line("call.ended", f"{D} {ended}", call="k"))
        assert booked(kit, f"{D} 11:00", "R5-4.2.2.5") == who


@pytest.mark.parametrize(("at", "who"), [("10:10:00", []), ("10:10:01", ["jia"])])
def test_r5_a_call_that_still_runs(tmp_path: Path, at: str, who: list[str]) -> None:
    with shop(tmp_path, R5, "jia") as kit:
        kit.add(line("call.started", f"{D} 10:00:00", call="k", staff="jia", line="external"))
        assert booked(kit, f"{D} {at}", "R5-4.2.2.5") == who


def test_r5_confirmed_is_five_points_and_gone(tmp_path: Path) -> None:
    with shop(tmp_path, R5, "jia") as kit:
        kit.add(line("call.started", f"{D} 10:00:00", call="k", staff="jia", line="external"))
        (found,) = noticed(kit, f"{D} 10:20", "R5-4.2.2.5")
        assert found.books is not None
        kit.desk.say(found.books, at=millis(f"{D} 10:21"))
        assert noticed(kit, f"{D} 10:22", "R5-4.2.2.5") == []
        assert kit.of("2024-06", "jia")["score"]["total"] == -5


@pytest.mark.parametrize(
    ("judged", "who"),
    [({"valid": True}, ["jia"]), ({"valid": False}, []), ({}, [])],
)
def test_r5_a_valid_complaint_waits_for_its_points(tmp_path: Path, judged: dict[str, bool], who: list[str]) -> None:
    with shop(tmp_path, R5, "jia") as kit:
        kit.add(line("complaint.received", f"{D} 10:00", complaint="c", staff="jia"))
        if judged:
            kit.add(line("complaint.judged", f"{D} 11:00", complaint="c", **judged))
        assert booked(kit, f"{D} 12:00", "R5-4.2.2.2") == who
        note = {"points": -8, "note": "shouted"}
        kit.add(line("violation.logged", f"{D} 13:00", staff="jia", clause="R5-4.2.2.2", **note))
        assert booked(kit, f"{D} 14:00", "R5-4.2.2.2") == []
