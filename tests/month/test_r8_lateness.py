"""R8-3.2, 3.3, 3.7, 3.8: lateness, early leave, packets, missed punches."""

import pytest
from kit import Kit, amounts, cases, days, joined, leave, line, punch, rest, shift, worked

IN_TIERS = [  # R8-E01: minutes cut (A02); (0,10] 10, (10,20] 20, (20,30] 50, over 30 half a day (A01)
    ("08:29:59", 0, "0.00", "0"),
    ("08:30:00", 0, "0.00", "0"),
    ("08:30:59", 0, "0.00", "0"),
    ("08:31", 1, "10.00", "0"),
    ("08:40", 10, "10.00", "0"),
    ("08:40:59", 10, "10.00", "0"),
    ("08:41", 11, "20.00", "0"),
    ("08:50", 20, "20.00", "0"),
    ("08:51", 21, "50.00", "0"),
    ("09:00", 30, "50.00", "0"),
    ("09:00:59", 30, "50.00", "0"),
    ("09:01", 31, "0.00", "0.5"),
    ("14:00", 330, "0.00", "0.5"),  # hours late is still half a day (A42)
]

OUT_TIERS = [  # R8-E02: early leave, the same tiers
    ("17:30:00", 0, "0.00", "0"),
    ("17:29:01", 0, "0.00", "0"),
    ("17:29:00", 1, "10.00", "0"),
    ("17:20", 10, "10.00", "0"),
    ("17:19", 11, "20.00", "0"),
    ("17:10", 20, "20.00", "0"),
    ("17:09", 21, "50.00", "0"),
    ("17:00", 30, "50.00", "0"),
    ("16:59:01", 30, "50.00", "0"),
    ("16:59", 31, "0.00", "0.5"),
    ("17:58", 0, "0.00", "0"),
]


@pytest.mark.parametrize(("clock", "minutes", "owed", "absent"), IN_TIERS)
def test_e01_late(r8: Kit, clock: str, minutes: int, owed: str, absent: str) -> None:
    r8.add(joined("li"), worked("li", "2024-06-03", came=clock))
    person = r8.of("2024-06", "li")
    assert person["attendance"]["late"] == {"count": int(minutes > 0), "minutes": minutes}
    assert (person["packets_owed"], person["attendance"]["absence_days"]) == (owed, absent)
    assert ("full_attendance" in amounts(person)) == (minutes == 0)


@pytest.mark.parametrize(("clock", "minutes", "owed", "absent"), OUT_TIERS)
def test_e02_early(r8: Kit, clock: str, minutes: int, owed: str, absent: str) -> None:
    r8.add(joined("li"), worked("li", "2024-06-03", left=clock))
    person = r8.of("2024-06", "li")
    assert person["attendance"]["early"] == {"count": int(minutes > 0), "minutes": minutes}
    assert (person["packets_owed"], person["attendance"]["absence_days"]) == (owed, absent)
    assert ("full_attendance" in amounts(person)) == (minutes == 0)


def test_e03_late_and_early_are_two_packets(r8: Kit) -> None:
    # A06: 8 minutes late 10.00, 25 minutes early 50.00
    r8.add(joined("li"), worked("li", "2024-06-03", "08:38", "17:05"))
    person = r8.of("2024-06", "li")
    assert [(p["clause"], p["amount"]) for p in person["attendance"]["packets"]] == [
        ("R8-3.2.1", "10.00"),
        ("R8-3.2.3", "50.00"),
    ]
    assert person["packets_owed"] == "60.00"
    assert person["fines"] == "0.00"  # packets are no wage and no fine (A05)
    assert amounts(person) == {"base": ["2200.00"], "unused_rest": ["146.67"]}  # 2 × 2200/30


def test_late_and_early_over_thirty_are_a_whole_day(r8: Kit) -> None:
    # A07: 0.5 + 0.5 = 1 day → 5 × 2200/30 = 366.6667
    r8.add(joined("li"), worked("li", "2024-06-03", "09:01", "16:59"))
    person = r8.of("2024-06", "li")
    assert person["attendance"]["absence_days"] == "1"
    assert amounts(person)["absence"] == ["-366.67"]
    assert person["packets_owed"] == "0.00"


def _three_packets(kit: Kit) -> None:
    # Monday 2024-06-03 to Sunday 2024-06-09: 10 on Monday, 20 on Tuesday, 50 on Wednesday
    kit.add(joined("li"), worked("li", "2024-06-03", "08:35"), worked("li", "2024-06-04", "08:45"))
    kit.add(worked("li", "2024-06-05", "08:55"), line("packet.sent", "2024-06-09 20:00", staff="li", amount="50.00"))


def test_e05_unsent_doubles_at_publication(r8: Kit) -> None:
    _three_packets(r8)
    assert r8.of("2024-06", "li")["packets_owed"] == "30.00"  # 10 + 20 before anything was published
    r8.add(line("attendance.published", "2024-06-10 10:00", week_of="2024-06-03"))
    assert r8.of("2024-06", "li")["packets_owed"] == "60.00"  # 2×10 + 2×20, the 50 is done


def test_e06_doubled_once_and_open_until_sent(r8: Kit) -> None:
    _three_packets(r8)
    r8.add(*(line("attendance.published", f"2024-06-{day} 10:00", week_of="2024-06-03") for day in (10, 17)))
    r8.add(line("attendance.published", "2024-06-17 10:01", week_of="2024-06-10"))
    assert r8.of("2024-06", "li")["packets_owed"] == "60.00"
    r8.add(line("packet.sent", "2024-06-18 10:00", staff="li", amount="40.00"))
    assert r8.of("2024-06", "li")["packets_owed"] == "20.00"
    r8.add(line("packet.sent", "2024-06-25 10:00", staff="li", amount="20.00"))
    person = r8.of("2024-06", "li")
    assert person["packets_owed"] == "0.00"
    assert [(p["doubled"], p["sent"]) for p in person["attendance"]["packets"]] == [
        (True, "20.00"),
        (True, "40.00"),
        (False, "50.00"),
    ]


def test_sent_minutes_before_publication_is_in_time(r8: Kit) -> None:
    r8.add(joined("li"), worked("li", "2024-06-09", "08:35"))
    r8.add(line("packet.sent", "2024-06-10 09:59:59", staff="li", amount="10.00"))
    r8.add(line("attendance.published", "2024-06-10 10:00", week_of="2024-06-03"))
    assert r8.of("2024-06", "li")["packets_owed"] == "0.00"


def test_publication_doubles_only_its_week(r8: Kit) -> None:
    # Sunday 2024-06-09 is of the week of 06-03, Monday 06-10 of the next (A41)
    r8.add(joined("li"), worked("li", "2024-06-09", "08:35"), worked("li", "2024-06-10", "08:35"))
    r8.add(line("attendance.published", "2024-06-10 10:00", week_of="2024-06-03"))
    assert r8.of("2024-06", "li")["packets_owed"] == "30.00"  # 2×10 + 10


def test_a_part_paid_packet_doubles_what_is_open(r8: Kit) -> None:
    r8.add(joined("li"), worked("li", "2024-06-03", "08:55"))
    r8.add(line("packet.sent", "2024-06-04 10:00", staff="li", amount="20.00"))
    r8.add(line("attendance.published", "2024-06-10 10:00", week_of="2024-06-03"))
    assert r8.of("2024-06", "li")["packets_owed"] == "60.00"  # (50 − 20) × 2


def test_packet_of_the_last_week_paid_in_the_next_month(r8: Kit) -> None:
    # a June packet and a July packet of the same amount: the first payment is June's
    r8.add(joined("li"), worked("li", "2024-06-28", "08:35"), worked("li", "2024-07-01", "08:35"))
    r8.add(line("packet.sent", "2024-07-01 12:00", staff="li", amount="10.00"))
    assert r8.of("2024-06", "li")["packets_owed"] == "0.00"
    assert r8.of("2024-07", "li")["packets_owed"] == "10.00"


def _made_up(staff: str, on: str, way: str, at: str, proof: str | None = "zhu") -> dict[str, object]:
    return line("punch.made_up", f"{on} {at}", staff=staff, on=on, way=way, vouched_by=proof)


def _three_missed(kit: Kit) -> None:
    """Three missed punches with proof: one in, two out."""
    kit.add(joined("li"), joined("zhu", roles=["supervisor"]))
    kit.add(worked("li", "2024-06-03", came=""), _made_up("li", "2024-06-03", "in", "10:00"))
    kit.add(worked("li", "2024-06-04", left=""), _made_up("li", "2024-06-04", "out", "18:00"))
    kit.add(worked("li", "2024-06-05", left=""), _made_up("li", "2024-06-05", "out", "18:00"))


def test_three_proved_missed_punches_cost_nothing(r8: Kit) -> None:
    # A08, A18: nothing owed, full attendance stands
    _three_missed(r8)
    person = r8.of("2024-06", "li")
    assert (person["packets_owed"], person["attendance"]["absence_days"]) == ("0.00", "0")
    assert person["attendance"]["missed_punches"] == 3
    assert amounts(person)["full_attendance"] == ["200.00"]
    assert not [flag for flag in person["flags"] if flag.startswith("open_punch")]


@pytest.mark.parametrize(
    ("clock", "owed", "absent", "full"),
    [  # R8-E07, R8-T01: made up 10 / 11 / 21 / 31 minutes after the start
        ("08:30:59", "0.00", "0", True),
        ("08:40", "10.00", "0", False),
        ("08:41", "20.00", "0", False),
        ("08:51", "50.00", "0", False),
        ("09:00", "50.00", "0", False),
        ("09:01", "0.00", "0.5", False),
    ],
)
def test_e07_fourth_missed_punch_in(r8: Kit, clock: str, owed: str, absent: str, full: bool) -> None:
    _three_missed(r8)
    r8.add(worked("li", "2024-06-06", came=""), _made_up("li", "2024-06-06", "in", clock))
    person = r8.of("2024-06", "li")
    assert (person["packets_owed"], person["attendance"]["absence_days"]) == (owed, absent)
    assert ("full_attendance" in amounts(person)) == full  # a late fourth make-up breaks it (A18)
    if owed != "0.00":
        assert person["attendance"]["packets"][0]["clause"] == "R8-3.8"


def test_e08_fourth_missed_punch_out(r8: Kit) -> None:
    # R8-3.8: 10.00 however late it is made up; neither late nor early, so full attendance stands (A18)
    _three_missed(r8)
    r8.add(worked("li", "2024-06-06", left=""), _made_up("li", "2024-06-06", "out", "23:00"))
    r8.add(worked("li", "2024-06-07", left=""), _made_up("li", "2024-06-07", "out", "17:31"))
    person = r8.of("2024-06", "li")
    assert [p["amount"] for p in person["attendance"]["packets"]] == ["10.00", "10.00"]  # fourth and fifth
    assert amounts(person)["full_attendance"] == ["200.00"]


def test_missed_punches_are_counted_anew_every_month(r8: Kit) -> None:
    _three_missed(r8)
    r8.add(worked("li", "2024-07-01", left=""), _made_up("li", "2024-07-01", "out", "18:00"))
    assert r8.of("2024-07", "li")["packets_owed"] == "0.00"
    assert r8.of("2024-07", "li")["attendance"]["missed_punches"] == 1


def test_the_fourth_of_last_month_still_takes_the_payment(r8: Kit) -> None:
    # owed 10.00 for the fourth of June; the payment of 1 July is June's, July's own packet stays open
    _three_missed(r8)
    r8.add(worked("li", "2024-06-28", left=""), _made_up("li", "2024-06-28", "out", "18:00"))
    r8.add(worked("li", "2024-07-01", "08:35"), line("packet.sent", "2024-07-01 12:00", staff="li", amount="10"))
    assert r8.of("2024-07", "li")["packets_owed"] == "10.00"


@pytest.mark.parametrize("proof", [None, "never"])
def test_unproved_and_never_made_up_stay_open(r8: Kit, proof: str | None) -> None:
    # A08: open until somebody decides, never automatic absence
    r8.add(joined("li"), worked("li", "2024-06-03", came=""))
    if proof is None:
        r8.add(_made_up("li", "2024-06-03", "in", "10:00", None))
    person = r8.of("2024-06", "li")
    assert person["attendance"]["open_punches"] == [{"on": "2024-06-03", "way": "in"}]
    assert "open_punch:2024-06-03:in" in person["flags"]
    assert (person["packets_owed"], person["attendance"]["absence_days"]) == ("0.00", "0")


def test_a_late_shift_is_one_shift(r8: Kit) -> None:
    # 17:00 to 01:00: 11 minutes late, 5 minutes early after midnight; both belong to the day it started (A25)
    r8.add(joined("li"), shift("li", "2024-06-03", "late"))
    r8.add(punch("li", "2024-06-03 17:11", "in"), punch("li", "2024-06-04 00:55", "out"))
    person = r8.of("2024-06", "li")
    assert [(p["on"], p["amount"]) for p in person["attendance"]["packets"]] == [
        ("2024-06-03", "20.00"),
        ("2024-06-03", "10.00"),
    ]


def test_a_late_shift_over_month_end_belongs_to_its_start(r8: Kit) -> None:
    # G9, A25: 30 June 17:00 to 1 July 01:00, left at 00:40 = 20 minutes early → 20.00 in June
    r8.add(joined("li"), shift("li", "2024-06-30", "late"))
    r8.add(punch("li", "2024-06-30 17:00", "in"), punch("li", "2024-07-01 00:40", "out"))
    assert r8.of("2024-06", "li")["packets_owed"] == "20.00"
    july = r8.of("2024-07", "li")
    assert (july["packets_owed"], july["attendance"]["worked_shifts"]) == ("0.00", 0)
    assert amounts(july)["full_attendance"] == ["200.00"]


def test_late_shift_then_day_shift(r8: Kit) -> None:
    r8.add(joined("li"), shift("li", "2024-06-03", "late"), punch("li", "2024-06-03 16:58", "in"))
    r8.add(punch("li", "2024-06-04 01:48", "out"), worked("li", "2024-06-04", "08:29", "17:31"))
    person = r8.of("2024-06", "li")
    assert (person["packets_owed"], person["attendance"]["worked_shifts"]) == ("0.00", 2)
    assert amounts(person)["full_attendance"] == ["200.00"]


def test_punches_at_lunch(r8: Kit) -> None:
    r8.add(joined("li"), worked("li", "2024-06-03"))
    r8.add(punch("li", "2024-06-03 12:00", "out"), punch("li", "2024-06-03 13:05", "in"))
    person = r8.of("2024-06", "li")
    assert (person["packets_owed"], person["attendance"]["absence_days"]) == ("0.00", "0")


def test_lunch_punches_do_not_stand_for_a_missing_one(r8: Kit) -> None:
    # in 08:30, out 12:00, in 13:00 and nothing after: the way out is missing, nobody left at noon
    r8.add(joined("li"), worked("li", "2024-06-03", left=""))
    r8.add(punch("li", "2024-06-03 12:00", "out"), punch("li", "2024-06-03 13:00", "in"))
    # out 12:00, in 13:00, out 17:30: the way in is missing
    r8.add(worked("li", "2024-06-04", came=""))
    r8.add(punch("li", "2024-06-04 12:00", "out"), punch("li", "2024-06-04 13:00", "in"))
    person = r8.of("2024-06", "li")
    assert person["attendance"]["open_punches"] == [
        {"on": "2024-06-03", "way": "out"},
        {"on": "2024-06-04", "way": "in"},
    ]
    assert person["attendance"]["absence_days"] == "0"


def test_several_punches_take_the_earliest_and_the_latest(r8: Kit) -> None:
    r8.add(joined("li"), worked("li", "2024-06-03", "08:29", "17:31"))
    r8.add(punch("li", "2024-06-03 08:35", "in"), punch("li", "2024-06-03 17:20", "out"))
    assert r8.of("2024-06", "li")["packets_owed"] == "0.00"


def test_a_roster_assigned_afterwards_judges_the_punches(r8: Kit) -> None:
    r8.add(joined("li"), punch("li", "2024-06-03 08:45", "in"), punch("li", "2024-06-03 17:30", "out"))
    assert r8.of("2024-06", "li")["packets_owed"] == "0.00"
    r8.add(line("shift.assigned", "2024-06-20 10:00", staff="li", on="2024-06-03", shift="day"))
    assert r8.of("2024-06", "li")["packets_owed"] == "20.00"  # 15 minutes
    r8.add(line("shift.assigned", "2024-06-21 10:00", staff="li", on="2024-06-03", shift="rest"))
    assert r8.of("2024-06", "li")["packets_owed"] == "0.00"
    r8.add(line("shift.assigned", "2024-06-22 10:00", staff="li", on="2024-06-03", shift="day"))
    r8.add(line("shift.cleared", "2024-06-23 10:00", staff="li", on="2024-06-03"))
    assert r8.of("2024-06", "li")["packets_owed"] == "0.00"


def test_hours_of_the_shop_replace_the_printed_ones(r8: Kit) -> None:
    r8.settings("2024-06-04 00:00", shift__day="09:00-18:00")
    r8.add(joined("li"), worked("li", "2024-06-03", "08:45"), worked("li", "2024-06-04", "08:45", "18:00"))
    assert r8.of("2024-06", "li")["packets_owed"] == "20.00"  # only the 3rd: 15 minutes after 08:30


def test_no_lateness_on_leave_and_rest_days(r8: Kit) -> None:
    r8.add(joined("li"), worked("li", "2024-06-03", "09:30"), worked("li", "2024-06-04", "09:30"))
    r8.add(leave("li", "2024-06-03", "2024-06-03", "1"), rest("li", "2024-06-04"))
    person = r8.of("2024-06", "li")
    assert (person["packets_owed"], person["attendance"]["absence_days"]) == ("0.00", "0")


def test_e25_overrun_is_recorded_and_not_paid(r8: Kit) -> None:
    # late shift ends 01:00; the last open chat closes 01:48:50 → 48 whole minutes (A24)
    r8.add(joined("li"), line("account.assigned", "2024-01-01", account="tb1", staff="li"))
    r8.add(shift("li", "2024-06-03", "late"), punch("li", "2024-06-03 17:00", "in"))
    r8.add(line("chat.waiting", "2024-06-04 00:30", chat="a", account="tb1"))
    r8.add(line("chat.answered", "2024-06-04 00:31", chat="a"), line("chat.closed", "2024-06-04 00:50", chat="a"))
    r8.add(line("chat.waiting", "2024-06-04 00:45", chat="b", account="tb1"))
    r8.add(line("chat.answered", "2024-06-04 00:46", chat="b"), line("chat.closed", "2024-06-04 01:48:50", chat="b"))
    r8.add(punch("li", "2024-06-04 01:50", "out"), worked("li", "2024-06-04", "08:30"))
    person = r8.of("2024-06", "li")
    assert person["attendance"]["overrun_minutes"] == 48
    assert person["attendance"]["early"]["count"] == 0
    assert person["packets_owed"] == "0.00"  # next start unchanged, and met
    assert amounts(person) == {"base": ["2200.00"], "full_attendance": ["200.00"], "unused_rest": ["146.67"]}


def test_a_chat_opened_after_the_end_is_no_overrun(r8: Kit) -> None:
    r8.add(joined("li"), worked("li", "2024-06-03"))
    r8.add(line("chat.waiting", "2024-06-03 17:31", chat="a", account="li"))
    r8.add(line("chat.closed", "2024-06-03 17:50", chat="a"))
    assert r8.of("2024-06", "li")["attendance"]["overrun_minutes"] == 0


def test_a_shift_that_is_not_over_is_not_judged(make) -> None:  # type: ignore[no-untyped-def]
    kit = make(now="2024-06-03 12:00")
    kit.add(joined("li"), shift("li", "2024-06-03"), shift("li", "2024-06-04"), punch("li", "2024-06-03 08:35", "in"))
    person = kit.of("2024-06", "li")
    assert (person["packets_owed"], person["attendance"]["absence_days"]) == ("10.00", "0")
    assert person["attendance"]["open_punches"] == []
    assert "month_running" in person["flags"]


def test_a_whole_month_without_a_fault(r8: Kit) -> None:
    r8.add(joined("li"), *(worked("li", day) for day in days("2024-06-01", "2024-06-28")))
    r8.add(shift("li", "2024-06-29", "rest"), shift("li", "2024-06-30", "rest"))
    person = r8.of("2024-06", "li")
    assert person["attendance"]["worked_shifts"] == 28
    assert person["attendance"]["rest"] == {"entitled": 2, "taken": 2}
    assert (amounts(person), cases(person)) == ({"base": ["2200.00"], "full_attendance": ["200.00"]}, [])
    assert person["net"] == "2400.00"
