"""G13: what is found after a month was closed appears in the next open month, and the closed one never changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from anyfact import stories
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import R4, R8, Kit, amounts, joined, leave, line, millis, points, punch, shift, violation, worked

from kfterm.desk.closing import close
from kfterm.events.attendance import PunchMadeUp, PunchRecorded
from kfterm.events.base import Event, kind_of
from kfterm.events.conduct import EntryWithdrawn, ViolationLogged
from kfterm.events.registry import encode
from kfterm.events.roster import ShiftAssigned
from kfterm.log import Draft
from kfterm.month.as_json import summary_json
from kfterm.month.model import Summary
from kfterm.month.summary import summary
from kfterm.replay.live import Live
from kfterm.replay.window import fold_month

R3 = "r3-conversion-bonus"


@contextmanager
def a_shop(rulebook: str, start: str, now: str) -> Iterator[Kit]:
    """A shop in memory with an agent and a manager, thrown away afterwards."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with TemporaryDirectory(dir=memory) as folder:
        kit = Kit(Path(folder), rulebook, start, now)
        if rulebook == R4:
            kit.settings(shift__day="08:30-17:30", at=start)
        kit.add(joined("li", start, name="李娜"), joined("fang", start, name="方总", roles=["manager"]))
        yield kit
        kit.close()


@pytest.fixture
def r8() -> Iterator[Kit]:
    """R8 from 2026-10-01; Monday 2026-11-02, 10:00."""
    with a_shop(R8, "2026-10-01", "2026-11-02 10:00") as kit:
        yield kit


@pytest.fixture
def r4() -> Iterator[Kit]:
    """The same under R4."""
    with a_shop(R4, "2026-10-01", "2026-11-02 10:00") as kit:
        yield kit


def made_up(at: str = "2026-11-02 11:20", on: str = "2026-10-28") -> list[dict[str, Any]]:
    """Both punches of a shift are made up and vouched for."""
    told = {"staff": "li", "on": on, "vouched_by": "fang"}
    return [line("punch.made_up", at, way="in", **told), line("punch.made_up", at, way="out", **told)]


def corrections(person: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Corrected pay lines: name to amount and arithmetic."""
    return {
        each["line"]: (each["amount"], each["working"])
        for each in person["lines"]
        if each["label"].startswith("correction of")
    }


# --- S9: October is closed on 2 November; at 11:20 a punch of 28 October is made up ---------------------------------


def test_s9_under_r8_the_day_of_absence_comes_back_in_november(r8: Kit) -> None:
    r8.add(shift("li", "2026-10-28"))
    close(r8.desk, "2026-10", "the KPI export is late")
    october, november = r8.month("2026-10"), r8.of("2026-11", "li")
    # one day of absence: 5 × 2200/31 = 354.8387 (R8-3.9), and no full attendance
    assert amounts(r8.of("2026-10", "li"))["absence"] == ["-354.84"]
    r8.clock.advance(seconds=80 * 60)
    done = r8.add(made_up())
    assert r8.month("2026-10") == october
    after = r8.of("2026-11", "li")
    assert corrections(after) == {
        "absence": ("354.84", "2026-10: -354.84 → 0.00"),
        "full_attendance": ("200.00", "2026-10: 0.00 → 200.00"),  # R8-3.10: nothing is left against it
    }
    assert "corrected:2026-10" in after["flags"]
    # 354.84 + 200 = 554.84 more than November had by itself
    assert round(float(after["net"]) - float(november["net"]), 2) == 554.84
    (absence,) = [each for each in after["lines"] if each["line"] == "absence"]
    assert {each.id for each in done} <= set(absence["events"])
    assert absence["clauses"][0] == "R8-3.9"
    assert [each["staff"] for each in r8.month("2026-11")["staff"] if "corrected:2026-10" in each["flags"]] == ["li"]


def test_s9_under_r4_the_points_of_a_month_that_was_worked_come_in_november(r4: Kit) -> None:
    r4.add(shift("li", "2026-10-28"), worked("fang", "2026-10-28"))
    close(r4.desk, "2026-10")
    october = r4.month("2026-10")
    assert points(r4.of("2026-10", "li")) == {}
    r4.clock.advance(seconds=80 * 60)
    r4.add(made_up())
    assert r4.month("2026-10") == october
    november = r4.of("2026-11", "li")
    # a month with a worked shift and without complaint: +5 (R4-2.05, R4-A12), so 80 + 5
    assert points(november) == {"R4-2.05": [5]}
    assert november["score"]["entries"][0]["label"].startswith("correction of 2026-10: ")
    assert (november["score"]["total"], "corrected:2026-10" in november["flags"]) == (85, True)


def test_labels_are_in_both_languages(r8: Kit) -> None:
    r8.add(shift("li", "2026-10-28"))
    close(r8.desk, "2026-10", "x")
    r8.add(made_up())
    (person,) = [each for each in r8.month("2026-11", "zh")["staff"] if each["staff"] == "li"]
    assert [each["label"] for each in person["lines"] if each["label"].startswith("更正 2026-10:")] == [
        "更正 2026-10:旷工扣款",
        "更正 2026-10:全勤奖",
    ]


# --- what else is found later ---------------------------------------------------------------------------------------


def test_a_late_punch_costs_its_packet_in_the_open_month(r8: Kit) -> None:
    r8.add(shift("li", "2026-10-28"), punch("li", "2026-10-28 17:30", "out"))
    close(r8.desk, "2026-10", "x")
    october = r8.month("2026-10")
    r8.add(punch("li", "2026-10-28 08:42", "in"))  # 12 minutes late: 20 yuan (R8-3.2.2)
    assert r8.month("2026-10") == october
    november = r8.of("2026-11", "li")
    assert [(each["on"], each["amount"]) for each in november["attendance"]["packets"]] == [("2026-10-28", "20.00")]
    assert november["packets_owed"] == "20.00"
    # lateness ends the full attendance of October, which was paid: 200 (R8-3.10)
    assert corrections(november) == {"full_attendance": ("-200.00", "2026-10: 200.00 → 0.00")}
    r8.add(line("packet.sent", "2026-11-03", staff="li", amount="20"))
    assert r8.of("2026-11", "li")["packets_owed"] == "0.00"


def test_a_withdrawn_loss_is_paid_back_and_a_score_gets_its_points_back(r4: Kit) -> None:
    r4.add(violation("li", "2026-10-13", "R4-3.3.04", amount="99.90", violation="V"))
    close(r4.desk, "2026-10")
    r4.add(line("entry.withdrawn", "2026-11-02 11:00", entry="V", reason="the wrong person"))
    assert points(r4.of("2026-10", "li")) == {"R4-3.3.04": [-20]}
    november = r4.of("2026-11", "li")
    assert (points(november), november["score"]["total"]) == ({"R4-3.3.04": [20]}, 100)
    assert corrections(november) == {"compensation": ("99.90", "2026-10: -99.90 → 0.00")}
    (back,) = [each for each in november["lines"] if each["line"] == "compensation"]
    kinds = [row.kind for key in back["events"] if (row := r4.log.by_id(key))]
    assert kinds == ["violation.logged", "entry.withdrawn"]


def test_somebody_who_had_left_gets_it_although_employed_no_more(r8: Kit) -> None:
    r8.add(shift("li", "2026-10-28"), line("staff.left", "2026-10-30", staff="li", reason="x"))
    close(r8.desk, "2026-10", "x")
    assert [each["staff"] for each in r8.month("2026-11")["staff"]] == ["fang"]
    r8.add(made_up())
    november = r8.of("2026-11", "li")
    # 30 of 31 days were employed: no full attendance to correct; nothing else is paid in November
    assert amounts(november) == {"absence": ["354.84"]}
    assert (november["net"], november["score"]) == ("354.84", None)
    assert not [flag for flag in november["flags"] if flag.startswith("missing:")]


def test_who_left_earlier_than_was_known_pays_the_base_back(r8: Kit) -> None:
    close(r8.desk, "2026-10", "x")
    r8.add(line("staff.left", "2026-10-21 18:00", staff="li", reason="x"))
    # 21 of 31 days: 2200 × 21/31 = 1490.3226; 1490.32 − 2200 = −709.68; rest 2 × 21/31 = 1.35 → 1 day of 70.97
    found = corrections(r8.of("2026-11", "li"))
    assert found["base"] == ("-709.68", "2026-10: 2200.00 → 1490.32")
    assert found["unused_rest"] == ("-70.97", "2026-10: 141.94 → 70.97")
    assert found["full_attendance"][0] == "-200.00"


def test_leave_granted_later_takes_the_absence_back_and_is_booked_by_itself(r8: Kit) -> None:
    r8.add(shift("li", "2026-10-28"), worked("li", "2026-10-27"))
    close(r8.desk, "2026-10", "x")
    r8.add(leave("li", "2026-10-28", "2026-10-28", "1"))
    november = r8.of("2026-11", "li")
    assert corrections(november)["absence"] == ("354.84", "2026-10: -354.84 → 0.00")
    # the leave itself is routed (R8-A45), at the wage of the month that books it: 2200/30 = 73.3333
    assert amounts(november)["leave"] == ["-73.33"]


def test_the_floor_of_the_wage_is_not_paid_out_later(r8: Kit) -> None:
    # 2200 + 141.94 + 200 − 5000 = −2458.06, paid 0; without the second loss −1458.06, still 0
    r8.add(violation("li", "2026-10-13", "R8-4.5.4", amount="4000", order="o1", violation="V"))
    r8.add(violation("li", "2026-10-14", "R8-4.5.4", amount="1000", order="o2", violation="W"))
    close(r8.desk, "2026-10", "x")
    assert r8.of("2026-10", "li")["net"] == "0.00"
    before = r8.of("2026-11", "li")["net"]
    r8.add(line("entry.withdrawn", "2026-11-02 11:00", entry="W"))
    assert r8.of("2026-11", "li")["net"] == before
    r8.add(line("entry.withdrawn", "2026-11-02 11:00", entry="V"))
    # now all of it was due: 2200 + 2 × 2200/31 (141.94) + 200
    assert round(float(r8.of("2026-11", "li")["net"]) - float(before), 2) == 2541.94


def test_two_closed_months_each_book_what_came_while_they_were_open() -> None:
    with a_shop(R8, "2026-08-01", "2026-10-20 12:00") as kit:
        kit.add(shift("li", "2026-08-26"), shift("li", "2026-08-27"))
        kit.add(line("month.closed", "2026-09-02", month="2026-08", digest="d"))
        kit.add(made_up("2026-09-10", "2026-08-26"))
        september = kit.of("2026-09", "li")
        # 2 days: 10 × 2200/31 = 709.68; 1 day: 5 × 2200/31 = 354.84; none: 0
        assert corrections(september)["absence"] == ("354.84", "2026-08: -709.68 → -354.84")
        kit.add(line("month.closed", "2026-10-02", month="2026-09", digest="d"))
        kit.add(made_up("2026-10-10", "2026-08-27"))
        assert kit.of("2026-09", "li") == september
        october = kit.of("2026-10", "li")
        assert corrections(october)["absence"] == ("354.84", "2026-08: -354.84 → 0.00")
        assert corrections(kit.of("2026-11", "li")) == {}


def test_a_new_rulebook_or_a_new_setting_does_not_reopen_a_closed_month(r4: Kit) -> None:
    r4.add(worked("li", "2026-10-13"))
    close(r4.desk, "2026-10")
    before = r4.of("2026-11", "li")
    r4.settings(shift__day="07:00-16:00", at="2026-11-02 10:30")
    r4.add(line("rulebook.adopted", "2026-11-02 11:00", rulebook=R8, from_on="2026-10-01"))
    flags = r4.of("2026-11", "li")["flags"]
    assert not [flag for flag in flags if flag.startswith("corrected")]
    assert before["flags"] == ["month_running"]


def test_fines_that_come_back_leave_the_fund_box() -> None:
    with a_shop("r6-fine-ladders", "2026-10-01", "2026-11-02 10:00") as kit:
        kit.add(violation("li", "2026-10-13", "R6-8", violation="V"))  # 50 yuan
        close(kit.desk, "2026-10", "x")
        kit.add(line("entry.withdrawn", "2026-11-02 11:00", entry="V"))
        assert kit.month("2026-10")["fund"] == {"in": "50.00", "out": "0.00", "balance": "50.00"}
        assert kit.month("2026-11")["fund"] == {"in": "-50.00", "out": "0.00", "balance": "0.00"}


# --- R3-A20: the amount at the rate used then, the conversion never -------------------------------------------------


def measured(at: str, **metrics: str) -> dict[str, Any]:
    """October of 李娜 as the shop's back office reports it."""
    return line("kpi.reported", at, staff="li", month="2026-10", metrics=metrics, source="sycm")


def test_a_late_sales_figure_is_paid_at_the_rate_used_then() -> None:
    with a_shop(R3, "2026-10-01", "2026-11-02 10:00") as kit:
        kit.add(measured("2026-11-01", sales_cny="10000", buyers="30", enquirers="100"))
        # 30 of 100 is below 70 %: 1 % of 10,000 (R3-3.3)
        assert amounts(kit.of("2026-10", "li"))["commission"] == ["100.00"]
        close(kit.desk, "2026-10", "x")
        october = kit.month("2026-10")
        # refunds: 1,000 less; the ratio reported with them, 90 of 100, would pay 1.5 %
        kit.add(measured("2026-11-02 11:00", sales_cny="9000", buyers="90"))
        assert kit.month("2026-10") == october
        # 9,000 at the 1 % of then is 90.00
        assert corrections(kit.of("2026-11", "li"))["commission"] == ("-10.00", "2026-10: 100.00 → 90.00")


# --- laws -----------------------------------------------------------------------------------------------------------

Facts = list[tuple[int, Event]]
slow = settings(max_examples=50, deadline=None)
_days = st.sampled_from([date(2024, 6, day) for day in (3, 4, 28, 29, 30)])
"""Few, so that facts meet."""
_people = st.sampled_from(("li", "fang"))
_ways = st.sampled_from(("in", "out"))
_JUNE = millis("2024-06-01 00:00")


def _moment(day: date, minutes: int) -> int:
    return _JUNE + (day - date(2024, 6, 1)).days * 86_400_000 + minutes * 60_000


_rejudged = st.one_of(
    st.builds(
        lambda staff, on, name: (_moment(on, 0), ShiftAssigned(staff=staff, on=on, shift=name)),
        _people,
        _days,
        st.sampled_from(("day", "day", "rest")),
    ),
    st.builds(
        lambda staff, on, minutes, way: (_moment(on, minutes), PunchRecorded(staff=staff, way=way)),
        _people,
        _days,
        st.sampled_from((500, 510, 525, 560, 1049, 1050, 1055)),
        _ways,
    ),
    st.builds(
        lambda staff, on, way: (_moment(on, 1200), PunchMadeUp(staff=staff, on=on, way=way, vouched_by="fang")),
        _people,
        _days,
        _ways,
    ),
    st.integers(0, 20).map(lambda n: (_JUNE + n, EntryWithdrawn(entry=f"f{n}"))),
)
"""Facts that a closed month is judged again by: roster, punches, make-ups, what was taken back."""
_stories = st.lists(_rejudged, max_size=14)


def _write(kit: Kit, facts: Facts, first: int, recorded: int) -> None:
    """Append facts as they come, named f0, f1 … by their place in the story."""
    drafts = [
        Draft(f"f{first + n}", kind_of(event), 1, at, "system", encode(event)) for n, (at, event) in enumerate(facts)
    ]
    if drafts:
        kit.log.append(drafts, recorded=recorded)


def _bytes(kit: Kit, label: str) -> bytes:
    return msgspec.json.encode(kit.month(label))


def _lines(kit: Kit, label: str, *, corrected: bool) -> dict[str, int]:
    """Person to the sum, in fen, of the lines of a month: all of them, or its corrections of June."""
    found = {}
    for each in summary(kit.judge(label), label).statements:
        lines = [line for line in each.lines if not corrected or line.label.en.startswith("correction of 2024-06")]
        found[each.staff] = sum(line.fen for line in lines)
    return found


def _net(kit: Kit, label: str) -> dict[str, int]:
    return {each.staff: each.net_fen for each in summary(kit.judge(label), label).statements}


@slow
@given(_stories, _stories, _stories)
def test_frozen_and_corrections_are_what_an_open_month_would_have_said(early: Facts, late: Facts, later: Facts) -> None:
    """Over two closed months: June is frozen, July books what came in July, August what came after it."""
    close_june = line("month.closed", "2024-07-02", month="2024-06", digest="d")
    close_july = line("month.closed", "2024-08-02", month="2024-07", digest="d")
    with a_shop(R8, "2024-06-01", "2024-08-20 12:00") as kit, a_shop(R8, "2024-06-01", "2024-08-20 12:00") as other:
        live = Live(kit.log, kit.clock.now())
        now = kit.clock.now()
        _write(kit, early, 0, now)
        open_june = _net(kit, "2024-06")
        kit.add(close_june)
        frozen = _bytes(kit, "2024-06")
        assert _net(kit, "2024-06") == open_june  # closing changes nothing before it
        _write(kit, late, len(early), now)
        live.took()
        kit.add(close_july)
        frozen_july = _bytes(kit, "2024-07")
        live.took()
        _write(kit, later, len(early) + len(late), now)
        live.took()
        assert (_bytes(kit, "2024-06"), _bytes(kit, "2024-07")) == (frozen, frozen_july)
        _write(other, [*early, *late, *later], 0, now)
        whole = _net(other, "2024-06")
        parts = [_net(kit, "2024-06"), *(_lines(kit, label, corrected=True) for label in ("2024-07", "2024-08"))]
        assert {staff: sum(part[staff] for part in parts) for staff in whole} == whole
        replayed = summary(fold_month(kit.log, "2024-08"), "2024-08")
        assert _named(kit, summary(live.judge(now), "2024-08")) == _named(kit, replayed)


_losses = st.builds(
    lambda staff, on, fen, n: (
        _moment(on, 600),
        ViolationLogged(violation=f"v{n}", staff=staff, clause="R8-4.5.4", amount=fen, order=f"o{n}"),
    ),
    _people,
    _days,
    st.decimals(1, 50, places=2),
    st.integers(0, 10_000),
)


@slow
@given(st.lists(_losses, max_size=8), st.lists(_losses, max_size=8))
def test_what_is_booked_by_itself_counts_once(early: Facts, late: Facts) -> None:
    with a_shop(R8, "2024-06-01", "2024-07-20 12:00") as kit, a_shop(R8, "2024-06-01", "2024-07-20 12:00") as other:
        _write(kit, early, 0, kit.clock.now())
        kit.add(line("month.closed", "2024-07-02", month="2024-06", digest="d"))
        _write(kit, late, len(early), kit.clock.now())
        _write(other, [*early, *late], 0, kit.clock.now())
        totals = []
        for each in (kit, other):
            sums = [_lines(each, label, corrected=False) for label in ("2024-06", "2024-07")]
            totals.append({staff: sums[0][staff] + sums[1][staff] for staff in sums[0]})
        assert totals[0] == totals[1]


@slow
@given(stories(12), stories(12), st.data())
def test_whatever_comes_the_floor_says_what_the_month_says(early: Facts, late: Facts, data: st.DataObject) -> None:
    """Facts of every kind, some of them taken back: May stays as it was, June is the same live and replayed."""
    with a_shop(R8, "2024-05-01", "2024-06-30 23:59") as kit:
        kit.add(*(joined(staff, "2024-05-02") for staff in ("wu", "zhao")))
        now = kit.clock.now()
        live = Live(kit.log, now)
        _write(kit, early, 0, now)
        live.took()
        live.judge(now)
        kit.add(line("month.closed", "2024-06-02", month="2024-05", digest="d"))
        frozen = _bytes(kit, "2024-05")
        cut = data.draw(st.integers(0, len(late)))
        gone: Facts = [
            (now - n, EntryWithdrawn(entry=f"f{n}")) for n in data.draw(st.sets(st.integers(0, 20), max_size=3))
        ]
        for first, portion in ((len(early), late[:cut]), (len(early) + cut, late[cut:]), (100, gone)):
            _write(kit, portion, first, now)
            live.took()
            live.judge(now)
        assert _bytes(kit, "2024-05") == frozen
        replayed = summary(fold_month(kit.log, "2024-06"), "2024-06")
        assert _named(kit, summary(live.judge(now), "2024-06")) == _named(kit, replayed)


def _named(kit: Kit, found: Summary) -> bytes:
    return msgspec.json.encode(summary_json(found, lambda seqs: sorted(kit.ids(seqs)), 0, ""))
