"""The gate: a person cuts, reads, signs and forces in their turn (R1-3.1–3.4, R2-A12, R1-A05); a file states what was so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk.handing import DAY, NEXT, blocks, cut, floor, item, read, sign, stands, why
from desk.timers import R1
from kit import R4, R8, Kit, joined, line, millis, shift

from kfterm.desk.crews import to_cut
from kfterm.desk.gate import current
from kfterm.desk.preparation import preparation
from kfterm.papers.handover_text import handover_text
from kfterm.papers.sheet_shelf import again, shelf
from kfterm.problems import Refused


@pytest.fixture
def r1(tmp_path: Path) -> Iterator[Kit]:
    with floor(tmp_path, R1) as kit:
        yield kit


@pytest.fixture
def r4(tmp_path: Path) -> Iterator[Kit]:
    with floor(tmp_path, R4) as kit:
        yield kit


def said(kit: Kit) -> None:
    """R1-3.4: nothing to say about equipment, hard problems, staffing."""
    item(kit, "none", "16:40", "H26", what="无")


def refusal(kit: Kit, kind: str, at: str, by: str, **fields: object) -> str:
    """Why a person's line is refused."""
    return why(kit.refused(line(kind, f"{DAY} {at}", **fields), by=by))


# ---- the cut


def test_a_silent_book_is_not_cut_by_a_person_and_a_word_before_the_cut_is_enough(r1: Kit) -> None:
    told = refusal(r1, "handover.cut", "16:58", "zhoumin", handover="H", on=DAY, shift="early")
    assert "R1-3.4: the book says nothing of H01 equipment, H02 hard problem, H03 staffing" in told
    said(r1)
    cut(r1)


def test_a_file_may_cut_a_silent_book(r1: Kit) -> None:
    r1.add(line("handover.cut", f"{DAY} 16:58", handover="H", on=DAY, shift="early"))
    assert "kinds" in blocks(r1)


def test_elsewhere_the_book_may_be_silent(r4: Kit) -> None:
    cut(r4)
    assert blocks(r4) == ["out", "in"]


def test_the_next_is_not_cut_while_the_last_is_open(r4: Kit) -> None:
    cut(r4)
    told = refusal(r4, "handover.cut", "23:50", "heli", handover="I", on=DAY, shift="late")
    assert "the handover of early 10-13 is not closed yet" in told
    sign(r4, "out", "zhoumin")
    sign(r4, "in", "heli")
    cut(r4, "23:50", "heli", "I", shift="late")


def test_a_forced_one_lets_the_next_be_cut(r4: Kit) -> None:
    cut(r4)
    r4.add(line("handover.forced", f"{DAY} 18:00", handover="H", reason="nobody came", second="fang"), by="zhoumin")
    cut(r4, "23:50", "heli", "I", shift="late")


def test_a_shift_is_cut_once(r4: Kit) -> None:
    cut(r4)
    sign(r4, "out", "zhoumin")
    sign(r4, "in", "heli")
    assert "was cut already" in refusal(r4, "handover.cut", "17:10", "zhoumin", handover="I", on=DAY, shift="early")


@pytest.mark.parametrize(("by", "may"), [("zhoumin", True), ("heli", True), ("fang", True), ("lin", False)])
def test_leads_and_above_cut(r4: Kit, by: str, may: bool) -> None:
    if may:
        cut(r4, by=by)
        return
    told = refusal(r4, "handover.cut", "16:58", by, handover="H", on=DAY, shift="early")
    assert "林晓彤 may not cut the handover: ask a shift lead" in told


def test_in_a_shift_without_a_lead_whoever_is_planned_on_it_cuts(r4: Kit) -> None:
    r4.add(shift("lin", NEXT, "early"), shift("zheng", NEXT, "early"))
    with pytest.raises(Refused):  # 苏婉 is not planned on it
        cut(r4, "16:58", "su", "N", on=NEXT)
    cut(r4, "16:58", "lin", "N", on=NEXT)


def test_the_shift_that_goes_is_cut_where_two_overlap(r4: Kit) -> None:
    """At 16:58 the late shift is on too, since 16:30; the early one ends at 17:00."""
    judge = r4.judge("2026-10")
    day = judge.calendar.day(millis(f"{DAY} 12:00"))
    assert to_cut(judge, millis(f"{DAY} 16:58")) == (day, "early")
    assert to_cut(judge, millis(f"{DAY} 17:40")) == (day, "early")
    assert to_cut(judge, millis(f"{NEXT} 00:40")) == (day, "late")
    cut(r4)
    assert to_cut(r4.judge("2026-10"), millis(f"{DAY} 17:01")) == (day, "late")


def test_a_cut_is_withdrawn_until_somebody_signed(r4: Kit) -> None:
    cut(r4)
    r4.add(line("entry.withdrawn", f"{DAY} 16:59", entry="H", reason="too soon"), by="zhoumin")
    assert current(r4.judge("2026-10").shop.book) is None
    cut(r4, "17:00", key="I")
    sign(r4, "out", "zhoumin", handover="I")
    assert "somebody signed" in refusal(r4, "entry.withdrawn", "17:06", "zhoumin", entry="I", reason="oops")
    sign(r4, "in", "heli", handover="I")
    (seq,) = [row.seq for row in r4.log.rows() if row.kind == "handover.signed" and b'"in"' in row.body]
    row = r4.log.row(seq)
    assert row is not None
    assert "both sides signed" in refusal(r4, "entry.withdrawn", "17:07", "heli", entry=row.id, reason="oops")


# ---- reading


def test_the_outgoing_side_does_not_read_for_the_relief(r4: Kit) -> None:
    item(r4, "a")
    cut(r4)
    told = refusal(r4, "handover.item_read", "17:00", "zhoumin", handover="H", item="a", accepted=True)
    assert "周敏 hands over and cannot read for the relief" in told
    assert "cannot read" in refusal(r4, "handover.item_read", "17:00", "zheng", handover="H", item="a", accepted=True)
    read(r4, "a", by="fang")  # a substitute (R1-A05)


def test_only_what_stands_on_the_sheet_is_read(r4: Kit) -> None:
    item(r4, "done", "09:00")
    r4.add(line("item.settled", f"{DAY} 16:00", item="done", outcome="ok"))
    cut(r4)
    item(r4, "after", "16:30")  # written after the cut, though it happened before: by position
    for key in ("after", "done"):
        told = refusal(r4, "handover.item_read", "17:00", "heli", handover="H", item=key, accepted=True)
        assert f"“what {key}” is not on this sheet" in told
    assert stands(r4).total == 0


def test_an_urgent_item_is_said_back_by_people(r4: Kit) -> None:
    item(r4, "a", severity="urgent")
    item(r4, "b", severity="urgent")
    cut(r4)
    told = refusal(r4, "handover.item_read", "17:00", "heli", handover="H", item="a", accepted=True)
    assert "“what a” is urgent" in told
    read(r4, "a", read_back="call her at six")
    read(r4, "a", "17:01", parked_until=f"{DAY}T18:00:00+08:00")  # said back already
    r4.add(line("handover.item_read", f"{DAY} 17:01", handover="H", item="b", accepted=True))  # a file need not


def test_giving_back_needs_a_reason_and_parking_means_taking(r4: Kit) -> None:
    item(r4, "a")
    cut(r4)
    base = {"handover": "H", "item": "a", "accepted": False}
    assert "needs a reason" in refusal(r4, "handover.item_read", "17:00", "heli", **base)
    later = {"reason": "x", "parked_until": f"{DAY}T18:00:00+08:00"}
    assert "parking means taking" in refusal(r4, "handover.item_read", "17:00", "heli", **base, **later)


def test_nothing_is_read_once_it_is_closed(r4: Kit) -> None:
    item(r4, "a")
    cut(r4)
    read(r4, "a")
    sign(r4, "out", "zhoumin")
    sign(r4, "in", "heli")
    told = refusal(r4, "handover.item_read", "17:10", "heli", handover="H", item="a", accepted=True)
    assert "is closed and does not change any more" in told


def test_a_returned_item_is_completed_and_read_again(r4: Kit) -> None:
    """S5: 没有物流单号; 周敏 cannot close until it is completed."""
    item(r4, "a")
    item(r4, "b")
    cut(r4)
    read(r4, "b")
    read(r4, "a", reason="没有物流单号")
    (gap, *_) = stands(r4).blocks
    assert (gap.kind, gap.item, "没有物流单号" in gap.says.zh) == ("returned", "a", True)
    assert "1 item(s) not taken yet: what a" in refusal(r4, "handover.signed", "17:01", "zhoumin", handover="H", side="out", staff="zhoumin")  # fmt: skip
    r4.add(line("item.updated", f"{DAY} 17:02", item="a", note="SF1234"), by="zhoumin")
    assert blocks(r4) == ["completed", "out", "in"]
    assert "not taken yet" in refusal(r4, "handover.signed", "17:03", "zhoumin", handover="H", side="out", staff="zhoumin")  # fmt: skip
    read(r4, "a", "17:04")
    assert (stands(r4).state, stands(r4).read, stands(r4).total) == ("signing", 2, 2)
    sign(r4, "out", "zhoumin")


def test_what_is_settled_after_the_cut_blocks_nobody(r4: Kit) -> None:
    item(r4, "a")
    cut(r4)
    r4.add(line("item.settled", f"{DAY} 16:59", item="a", outcome="refunded"))
    assert blocks(r4) == ["out", "in"]


def test_what_was_only_to_be_known_is_handed_over_once(r4: Kit) -> None:
    """H01 is open until acknowledged, H24 until the day is over, `nothing` is said once; H02 goes on until it is settled."""
    for key, kind in (("printer", "H01"), ("hard", "H02"), ("goal", "H24"), ("none", "H26")):
        item(r4, key, kind=kind)
    cut(r4)
    assert sorted(each.item for each in stands(r4).blocks if each.item) == ["goal", "hard", "printer"]
    for key in ("printer", "hard", "goal"):
        read(r4, key)
    sign(r4, "out", "zhoumin")
    sign(r4, "in", "heli")
    r4.add(line("handover.cut", f"{NEXT} 00:50", handover="I", on=DAY, shift="late"))
    assert [each.item for each in stands(r4, f"{NEXT} 00:51").blocks if each.item] == ["hard", "goal"]
    r4.add(line("handover.cut", f"{NEXT} 16:50", handover="J", on=NEXT, shift="early"))
    assert [each.item for each in stands(r4, f"{NEXT} 16:51").blocks if each.item] == ["hard"]


# ---- signing


def test_the_sides_are_two_people_of_two_shifts(r4: Kit) -> None:
    cut(r4)
    told = refusal(r4, "handover.signed", "17:00", "zheng", handover="H", side="in", staff="zheng")
    assert "郑凯 is of the shift that goes" in told
    told = refusal(r4, "handover.signed", "17:00", "su", handover="H", side="out", staff="su")
    assert "苏婉 is of the relief" in told
    sign(r4, "out", "zhoumin")
    told = refusal(r4, "handover.signed", "17:01", "fang", handover="H", side="out", staff="fang")
    assert "周敏 signed for the outgoing side already" in told
    assert "two people" in refusal(r4, "handover.signed", "17:01", "zhoumin", handover="H", side="in", staff="zhoumin")
    sign(r4, "in", "heli")
    assert current(r4.judge("2026-10").shop.book) is None


def test_r1_nobody_signs_before_the_relief_is_on_post(r1: Kit) -> None:
    said(r1)
    cut(r1)
    assert (stands(r1).state, blocks(r1)) == ("relief", ["relief", "out", "in"])
    (gap, *_) = stands(r1).blocks
    assert (gap.clause, "何立、苏婉" in gap.says.zh) == ("R1-3.2", True)
    for side, staff in (("out", "zhoumin"), ("in", "heli")):
        told = refusal(r1, "handover.signed", "17:00", staff, handover="H", side=side, staff=staff)
        assert "R1-3.2: the relief is not on post" in told
    r1.add(line("punch.recorded", f"{DAY} 17:01", staff="heli", way="in"))
    sign(r1, "in", "heli")
    sign(r1, "out", "zhoumin")


def test_r1_a_relief_who_signed_was_there(r1: Kit) -> None:
    said(r1)
    cut(r1)
    r1.add(line("seat.taken", f"{DAY} 17:00", staff="su"))
    sign(r1, "out", "zhoumin")  # 苏婉 is on post: one of the coming shift is enough


def test_elsewhere_the_relief_on_post_is_not_asked_for(tmp_path: Path) -> None:
    with floor(tmp_path, R8) as kit:
        cut(kit)
        (said_only,) = [each for each in stands(kit).blocks if each.kind == "relief"]  # said all the same
        assert (said_only.blocks, "何立" in said_only.says.zh) == (False, True)
        sign(kit, "out", "zhoumin")
        sign(kit, "in", "heli")


# ---- forcing


def test_forcing_needs_a_second_who_may_and_lifts_everything(r1: Kit) -> None:
    item(r1, "a", due_at=f"{NEXT}T12:00:00+08:00")
    item(r1, "none", "16:40", "H26", what="H01 H03 无")
    cut(r1)
    base = {"handover": "H", "reason": "nobody came"}
    told = refusal(r1, "handover.forced", "17:30", "zhoumin", **base, second="luo")
    assert "the second name is a lead or above, or somebody of the coming shift; 罗子豪 is neither" in told
    assert "must be somebody else" in refusal(r1, "handover.forced", "17:30", "zhoumin", **base, second="zhoumin")
    r1.add(line("handover.forced", f"{DAY} 17:30", **base, second="su"), by="zhoumin")  # of the coming shift
    assert (stands(r1).state, stands(r1).blocks) == ("forced", ())
    assert "closed by force" in refusal(r1, "handover.forced", "17:31", "zhoumin", **base, second="fang")
    sign(r1, "out", "zhoumin", "17:31")


def test_a_closed_one_is_not_forced(r4: Kit) -> None:
    cut(r4)
    sign(r4, "out", "zhoumin")
    sign(r4, "in", "heli")
    told = refusal(r4, "handover.forced", "17:30", "zhoumin", handover="H", reason="x", second="fang")
    assert "does not change any more" in told


def test_what_is_logged_after_the_cut_is_on_the_next_sheet_alone(r4: Kit) -> None:
    """S5: the cut is at 16:58; a complaint logged at 17:02, with both still at the desk, is on 何立's sheet only."""
    r4.add(line("complaint.received", f"{DAY} 16:30", complaint="A", staff="lin", what="before the cut"))
    cut(r4)
    r4.add(line("complaint.received", f"{DAY} 17:02", complaint="B", staff="lin", what="after the cut"))
    sign(r4, "out", "zhoumin")
    sign(r4, "in", "heli")
    r4.add(line("handover.cut", f"{DAY} 23:50", handover="I", on=DAY, shift="late"))
    first, second = (handover_text(again(r4.log, each), "en") for each in shelf(r4.log))
    assert ["before the cut" in first, "after the cut" in first] == [True, False]
    assert ["before the cut" in second, "after the cut" in second] == [False, True]


# ---- what is missing before


def test_preparation_lists_what_is_missing_with_clause_and_what_to_do(r1: Kit) -> None:
    item(r1, "late", "10:00", due_at=f"{DAY}T12:00:00+08:00", next_action="call", owner="lin")
    item(r1, "bare", "11:00", "H13", owner=None)
    r1.add(line("account.assigned", "2026-10-01", account="a:1", staff="lin"))
    r1.add(line("chat.waiting", f"{DAY} 16:40", chat="c", account="a:1"))
    r1.add(line("announcement.posted", f"{DAY} 09:00", announcement="n", what="满减改了"))
    r1.add(line("complaint.received", f"{DAY} 15:00", complaint="C", staff="zheng", what="rude"))
    judge = r1.judge("2026-10")
    day, name = to_cut(judge, millis(f"{DAY} 16:50"))
    gaps = preparation(judge, day, name, millis(f"{DAY} 16:50"))
    found = {(each.kind, each.clause, each.item) for each in gaps}
    assert {("kinds", "R1-3.4", ""), ("overdue", "", "late"), ("lacks", "", "bare"), ("chats", "", ""),
            ("unread", "R1-3.3", ""), ("complaints", "", "")} <= found  # fmt: skip
    assert [each.kind for each in gaps if each.blocks] == ["kinds"]
    (bare,) = [each for each in gaps if each.kind == "lacks" and each.item == "bare"]
    assert "负责人" in bare.says.zh
    (chat,) = [each for each in gaps if each.kind == "chats"]
    assert (chat.says.en, chat.todo.zh) == ("林晓彤 has 1 open chats", "先回一句再转接")


def test_a_person_without_a_shift_of_the_day_is_asked_for_the_side(r4: Kit) -> None:
    r4.add(joined("gao", "2026-10-01", "高晗", roles=["supervisor"]))
    cut(r4)
    sign(r4, "out", "gao")  # a supervisor signs for a lead who fell ill
    sign(r4, "in", "heli")
