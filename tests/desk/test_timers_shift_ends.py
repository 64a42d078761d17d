"""When a shift ends: chats in hand, the relief, the handover, the log (TM03–TM06), at both sides of each limit."""

from pathlib import Path

import pytest
from desk.timers import R1, R2, R3, R6, R7, booked, known, noticed, on, shop
from kit import R8, line


def account(staff: str) -> dict[str, object]:
    return line("account.assigned", "2024-06-01", account=f"ww:{staff}", staff=staff)


def chat(key: str, at: str, staff: str) -> dict[str, object]:
    return line("chat.waiting", at, chat=key, account=f"ww:{staff}")


@pytest.mark.parametrize(
    ("rulebook", "clause", "name", "end"),
    [
        (R2, "R2-5.1", "late", "2024-06-03 23:30"),
        (R3, "R3-8.1.3", "late", "2024-06-04 00:00"),
        (R6, "R6-1.3", "late", "2024-06-04 00:00"),  # the release, not the planned end (R6-A01)
        (R7, "R7-1.3", "late", "2024-06-04 00:00"),
        (R8, "R8-3.1.2", "late", "2024-06-04 01:00"),
    ],
)
def test_a_chat_open_at_the_end_is_shown_until_it_closes(
    tmp_path: Path, rulebook: str, clause: str, name: str, end: str
) -> None:
    with shop(tmp_path, rulebook, "li") as kit:
        kit.add(account("li"), on("li", "2024-06-03", name, "2024-06-03 15:30"), chat("c", "2024-06-03 22:00", "li"))
        (found,) = known(kit, f"{end}:01", clause)
        assert (found.staff, found.key.startswith("after_end:li:")) == ("li", True)
        kit.add(line("chat.closed", f"{end}:30", chat="c"))
        assert known(kit, f"{end}:31", clause) == []


def test_r6_alerts_at_one_in_the_night(tmp_path: Path) -> None:
    # R6-E17: shown from 0:00, the lead alerted at 01:00
    with shop(tmp_path, R6, "li") as kit:
        kit.add(account("li"), on("li", "2024-06-03", "late", "2024-06-03 16:00"), chat("c", "2024-06-03 23:50", "li"))
        (shown,) = known(kit, "2024-06-04 00:59:59", "R6-1.3")
        (alert,) = known(kit, "2024-06-04 01:00:00", "R6-1.3")
        assert not shown.key.endswith(":alert")
        assert alert.key.endswith(":alert")
        kit.add(line("proposal.dismissed", "2024-06-04 00:30", proposal=shown.key, reason="seen"))
        assert known(kit, "2024-06-04 00:59:59", "R6-1.3") == []
        assert known(kit, "2024-06-04 01:00:00", "R6-1.3") == [alert]


@pytest.mark.parametrize(("at", "alerted"), [("2024-06-03 23:59:59", 0), ("2024-06-04 00:00:01", 1)])
def test_r3_takes_no_new_chat_after_the_end(tmp_path: Path, at: str, alerted: int) -> None:
    # R3-A12: at 24:00 no new chats; only those already open are finished
    with shop(tmp_path, R3, "li") as kit:
        kit.add(account("li"), on("li", "2024-06-03", "late", "2024-06-03 17:30"), chat("c", at, "li"))
        found = known(kit, "2024-06-04 00:05", "R3-8.1.3")
        assert len([each for each in found if each.key.startswith("suspend:")]) == alerted


@pytest.fixture
def duty(tmp_path: Path) -> object:
    """R1: jia hands over to yi at five."""
    with shop(tmp_path, R1, "jia", "yi", shift__day="09:00-17:00", shift__late="17:00-24:00") as kit:
        yield kit


@pytest.mark.parametrize(
    ("left", "who"),
    [  # R1-E09: the relief is on post at 17:12:30; leaving one second later is fine, at the same second too (A05)
        ("17:12:31", []),
        ("17:12:30", []),
        ("17:12:29", ["jia"]),
        ("17:00:00", ["jia"]),
    ],
)
def test_r1_e09_nobody_leaves_before_the_relief(duty, left: str, who: list[str]) -> None:  # type: ignore[no-untyped-def]
    duty.add(on("jia", "2024-06-03", "day", "2024-06-03 08:55", f"2024-06-03 {left}"))
    duty.add(on("yi", "2024-06-03", "late", "2024-06-03 17:12:30"))
    assert booked(duty, "2024-06-03 17:20", "R1-3.2") == who


@pytest.mark.parametrize(("at", "alerts"), [("16:59:59", 0), ("17:00:00", 1), ("17:12:29", 1)])
def test_r1_the_wait_is_alerted_at_once(duty, at: str, alerts: int) -> None:  # type: ignore[no-untyped-def]
    duty.add(on("jia", "2024-06-03", "day", "2024-06-03 08:55"), on("yi", "2024-06-03", "late"))
    assert len(known(duty, f"2024-06-03 {at}", "R1-3.2")) == alerts


def test_r1_a_person_may_lift_the_wait(duty) -> None:  # type: ignore[no-untyped-def]
    # R1-A05: the manager closes it by naming a substitute
    duty.add(on("jia", "2024-06-03", "day", "2024-06-03 08:55"), on("yi", "2024-06-03", "late"))
    (wait,) = known(duty, "2024-06-03 17:05", "R1-3.2")
    duty.add(line("proposal.dismissed", "2024-06-03 17:06", proposal=wait.key, reason="bing sits in"))
    duty.add(line("punch.recorded", "2024-06-03 17:07", staff="jia", way="out"))
    assert noticed(duty, "2024-06-03 17:10", "R1-3.2") == []


def test_nobody_waits_for_a_relief_where_the_rulebook_has_no_such_rule(tmp_path: Path) -> None:
    with shop(tmp_path, R7, "jia", "yi") as kit:
        kit.add(on("jia", "2024-06-03", "day", "2024-06-03 08:20"), on("yi", "2024-06-03", "late"))
        assert not [each for each in noticed(kit, "2024-06-03 17:01") if each.key.startswith(("relief", "left"))]


@pytest.mark.parametrize(
    ("signed", "left", "who", "open_at_noon"),
    [  # R3-A09: signing at 17:30 is on time; who waits after 17:30 does nothing wrong
        ("17:30:00", "17:30:00", [], 0),
        ("17:45:00", "17:45:00", [], 0),
        (None, "17:31:00", ["zu"], 0),
        (None, None, [], 1),
    ],
)
def test_r3_handover_is_signed_before_leaving(
    tmp_path: Path, signed: str | None, left: str | None, who: list[str], open_at_noon: int
) -> None:
    with shop(tmp_path, R3, "li", "ye") as kit:
        out = f"2024-06-03 {left}" if left else ""
        kit.add(on("zu", "2024-06-03", "day", "2024-06-03 08:20", out))
        kit.add(on("ye", "2024-06-03", "late", "2024-06-03 17:20"))
        if signed:
            kit.add(line("handover.cut", "2024-06-03 17:20", handover="h", on="2024-06-03", shift="day"))
            for side, staff in (("out", "zu"), ("in", "ye")):
                kit.add(line("handover.signed", f"2024-06-03 {signed}", handover="h", side=side, staff=staff))
        assert [each for each in noticed(kit, "2024-06-03 17:30:00", "R3-8.1.4") if "handover" in each.key] == []
        found = noticed(kit, "2024-06-03 17:50", "R3-8.1.4")
        assert sorted(each.staff for each in found if each.books is not None and "handover" in each.key) == who
        assert len([each for each in found if each.books is None and "handover" in each.key]) == open_at_noon


def test_r3_who_leaves_before_anybody_could_take_over_does_not_start_the_handover(tmp_path: Path) -> None:
    with shop(tmp_path, R3, "li", "ye") as kit:
        kit.add(on("zu", "2024-06-03", "day", "2024-06-03 08:20"))
        kit.add(on("li", "2024-06-03", "day", "2024-06-03 08:20", "2024-06-03 10:00"))
        kit.add(on("ye", "2024-06-03", "late"))
        assert [each for each in noticed(kit, "2024-06-03 12:00", "R3-8.1.4") if "handover" in each.key] == []


def entry(at: str, owner: str | None, kind: str = "H02") -> dict[str, object]:
    fields = {"owner": owner} if owner else {}
    return line("item.opened", at, item=f"i{at}", item_kind=kind, what="…", **fields)


@pytest.mark.parametrize(
    ("entries", "who"),
    [
        ([], ["jia", "yi"]),  # R6-A12: each late agent for the own shift
        ([entry("2024-06-03 23:50", "jia")], ["yi"]),
        ([entry("2024-06-04 00:10", "jia")], ["yi"]),
        ([entry("2024-06-04 00:10:01", "jia")], ["jia", "yi"]),  # R6-A21: after the punch-out is not entered
        ([entry("2024-06-04 09:00", "jia")], ["jia", "yi"]),
        ([entry("2024-06-03 23:50", "jia", "H26"), entry("2024-06-03 23:51", "yi", "H26")], []),  # R6-A11: 'nothing'
        ([entry("2024-06-03 23:50", None)], []),  # an entry without an owner is everybody's
        ([entry("2024-06-03 12:00", "jia")], ["jia", "yi"]),  # before the shift
    ],
)
def test_r6_the_late_shift_enters_the_log(tmp_path: Path, entries: list[dict[str, object]], who: list[str]) -> None:
    with shop(tmp_path, R6, "jia", "yi") as kit:
        for staff in ("jia", "yi"):
            kit.add(on(staff, "2024-06-03", "late", "2024-06-03 15:55", "2024-06-04 00:10"))
        kit.add(*entries)
        assert booked(kit, "2024-06-04 10:00", "R6-1.5") == who


def test_r6_confirmed_is_the_first_rung_and_gone(tmp_path: Path) -> None:
    with shop(tmp_path, R6, "jia") as kit:
        kit.add(on("jia", "2024-06-03", "late", "2024-06-03 15:55", "2024-06-04 00:10"))
        assert [each.key for each in known(kit, "2024-06-04 00:09", "R6-1.5")] == []  # still in time
        (found,) = noticed(kit, "2024-06-04 00:11", "R6-1.5")
        assert found.books is not None
        kit.desk.say(found.books)
        assert noticed(kit, "2024-06-04 00:12", "R6-1.5") == []
        assert kit.of("2024-06", "jia")["fines"] == "30.00"  # R6-1.5: once 30, on the shift day


def test_r6_a_reminder_while_somebody_is_still_here(tmp_path: Path) -> None:
    with shop(tmp_path, R6, "jia") as kit:
        kit.add(on("jia", "2024-06-03", "late", "2024-06-03 15:55"))
        assert known(kit, "2024-06-04 00:59:59", "R6-1.5") == []
        assert len(known(kit, "2024-06-04 01:00:00", "R6-1.5")) == 1
        assert booked(kit, "2024-06-04 01:00:00", "R6-1.5") == []


def test_leaving_today_says_nothing_of_the_shift_of_the_day_before(tmp_path: Path) -> None:
    """On the 3rd nobody came, neither to the early nor to the late shift; on the 4th the relief sat down before jia went."""
    with shop(tmp_path, R1, "jia", "yi", shift__early="08:30-17:00", shift__late="16:30-01:00") as kit:
        for day in ("2024-06-03", "2024-06-04"):
            kit.add(*on("jia", day, "early"), *on("yi", day, "late"))
        kit.add(line("seat.taken", "2024-06-04 08:25", staff="jia"), line("seat.taken", "2024-06-04 16:27", staff="yi"))
        kit.add(line("seat.released", "2024-06-04 17:02", staff="jia"))
        assert [each.key for each in noticed(kit, "2024-06-04 17:03") if each.key.startswith("left:")] == []
