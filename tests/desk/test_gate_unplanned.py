"""The gate where the roster does not help: no shift follows, nobody handed over, the owner is named afterwards."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desk.handing import DAY, NEXT, cut, floor, item, read, sign, stands, why
from kit import Kit, line, millis, shift

from kfterm.desk.crews import side_of, unhanded
from kfterm.desk.preparation import preparation
from kfterm.desk.proposals import proposals
from kfterm.events.conduct import ProposalDismissed
from kfterm.problems import Refused

R1, R4 = "r1-duty-room", "r4-points-110"
TODAY_NEXT = date.fromisoformat(NEXT).toordinal()


@pytest.fixture
def late(tmp_path: Path) -> Iterator[Kit]:
    """R1: the late shift of 13 October ends at 01:00 and nobody follows before 08:30."""
    with floor(tmp_path, R1) as kit:
        kit.add(shift("zhoumin", NEXT, "early"))
        kit.add(line("seat.released", f"{DAY} 17:00", staff="zhoumin"))
        item(kit, "none", "20:00", "H26", what="无")
        yield kit


def cut_late(kit: Kit) -> None:
    """何立 cuts the late shift at 00:50 of the next day."""
    kit.add(line("seat.taken", f"{DAY} 16:25", staff="heli"))
    kit.add(line("handover.cut", f"{NEXT} 00:50", handover="H", on=DAY, shift="late"), by="heli")


def out(kit: Kit) -> None:
    """何立 signs for the late shift at 00:53."""
    kit.add(line("handover.signed", f"{NEXT} 00:53", handover="H", side="out", staff="heli"), by="heli")


def test_where_no_shift_follows_whoever_is_on_seat_is_the_relief(late: Kit) -> None:
    cut_late(late)
    late.add(line("seat.taken", f"{NEXT} 00:52", staff="zhoumin"))
    out(late)
    assert stands(late, f"{NEXT} 00:54").handover.signed_out is not None


def test_where_no_shift_follows_the_lead_signs_and_goes_and_the_next_shift_closes_it_in_the_morning(late: Kit) -> None:
    item(late, "open", "21:00", "H12")
    cut_late(late)
    (gap,) = [each for each in stands(late, f"{NEXT} 00:53").blocks if each.kind == "relief"]
    assert (gap.clause, gap.blocks) == ("R1-3.2", True)
    assert "交班人签了可以走" in gap.todo.zh
    out(late)
    assert not stands(late, f"{NEXT} 00:54").handover.closed_seq
    late.add(line("seat.taken", f"{NEXT} 08:25", staff="zhoumin"))
    morning = line("handover.signed", f"{NEXT} 08:27", handover="H", side="in", staff="zhoumin")
    with pytest.raises(Refused) as refused:
        late.add(morning, by="zhoumin")
    assert "1 item(s) not taken yet" in why(refused.value)
    taken = line("handover.item_read", f"{NEXT} 08:28", handover="H", item="open", accepted=True)
    late.add(taken, by="zhoumin")
    late.add(morning | {"at": line("x", f"{NEXT} 08:29")["at"]}, by="zhoumin")
    assert late.judge(NEXT[:7]).shop.book.handovers[-1].closed_seq


def test_where_nobody_was_planned_on_the_shift_either_nobody_signs_before_somebody_comes(tmp_path: Path) -> None:
    with floor(tmp_path, R1) as kit:
        item(kit, "none", "10:00", "H26", what="无")
        kit.add(line("seat.released", f"{DAY} 17:00", staff="zhoumin"))
        kit.add(line("handover.cut", f"{DAY} 17:10", handover="H", on="2026-10-12", shift="late"), by="heli")
        signed = line("handover.signed", f"{DAY} 17:12", handover="H", side="out", staff="heli")
        with pytest.raises(Refused) as refused:
            kit.add(signed, by="heli")
        assert "R1-3.2" in why(refused.value)


def test_a_relief_that_nobody_planned_signs_first_and_then_the_other_side_may(late: Kit) -> None:
    cut_late(late)
    late.add(line("handover.signed", f"{NEXT} 00:52", handover="H", side="in", staff="zhoumin"), by="zhoumin")
    out(late)
    assert late.judge(NEXT[:7]).shop.book.handovers[-1].closed_seq


def test_a_lead_of_another_shift_signs_in_and_only_who_stands_above_is_asked(late: Kit) -> None:
    cut_late(late)
    judge = late.judge(NEXT[:7])
    handover = judge.shop.book.handovers[-1]
    assert [side_of(judge, handover, staff) for staff in ("heli", "zhoumin", "luo", "fang")] == [
        "out",
        "in",
        "in",
        None,
    ]


@pytest.fixture
def missed(tmp_path: Path) -> Iterator[Kit]:
    """The early shift of the 13th is handed over, its late shift and the early one of the 14th are not."""
    with floor(tmp_path, R4) as kit:
        kit.add(*(shift(staff, NEXT, "early") for staff in ("zhoumin", "lin")), shift("heli", NEXT, "late"))
        cut(kit)
        sign(kit, "in", "heli")
        sign(kit, "out", "zhoumin")
        yield kit


def test_a_shift_that_was_never_handed_over_is_named_before_the_next_cut(missed: Kit) -> None:
    judge, now = missed.judge("2026-10"), millis(f"{NEXT} 23:00")
    said = [each.says.zh for each in preparation(judge, TODAY_NEXT, "late", now) if each.kind == "merged"]
    assert said == ["晚班 10-13 没有交接单", "早班 10-14 没有交接单"]


def test_a_shift_without_a_handover_is_known_only_once_it_is_over(missed: Kit) -> None:
    """The late shift of the 13th ends at 01:00, the early one of the 14th at 17:00."""
    judge = missed.judge("2026-10")
    counted = [len(unhanded(judge, millis(f"{NEXT} {at}"))) for at in ("00:59", "01:00", "16:59", "17:00")]
    assert counted == [0, 1, 1, 2]


def test_the_floor_says_it_for_days_until_it_is_dismissed_or_the_next_cut(tmp_path: Path) -> None:
    with floor(tmp_path, R1) as kit:
        kit.add(shift("zhoumin", NEXT, "early"))
        item(kit, "none", "16:00", "H26", what="无")
        kit.add(line("handover.cut", f"{DAY} 16:58", handover="H", on=DAY, shift="early"))
        key = f"handover:{TODAY_NEXT - 1}:late"
        asked = [f"{NEXT} 09:00", "2026-10-15 09:00", "2026-10-16 09:00"]

        def keys(at: str) -> list[str]:
            kit.clock.at = millis(at)
            return [each.key for each in proposals(kit.judge("2026-10"), millis(at)) if each.key == key]

        assert [keys(at) for at in asked] == [[key]] * 3
        kit.clock.at = millis("2026-10-16 09:00")
        kit.desk.say(ProposalDismissed(proposal=key, reason="群里交了"))
        assert keys("2026-10-16 09:01") == []


def test_a_bad_record_is_blamed_on_the_owner_at_the_time_it_was_given_back(tmp_path: Path) -> None:
    with floor(tmp_path, R4) as kit:
        item(kit, "a", owner="zheng")
        cut(kit)
        read(kit, "a", reason="没有物流单号")
        kit.add(line("item.updated", f"{DAY} 17:02", item="a", note="SF1", owner="lin"))  # named while completing it
        found = proposals(kit.judge("2026-10"), millis(f"{DAY} 17:03"))
        assert [each.staff for each in found if each.key.startswith("bad:")] == ["zheng"]
