"""A past sheet prints again byte for byte, whatever was written, withdrawn, renamed or adopted since."""

from collections.abc import Callable
from pathlib import Path

import pytest
from kit import line, millis
from papers.sheet_shop import DAY, Shop, evening

from kfterm.desk.closing import close
from kfterm.events.conduct import EntryWithdrawn
from kfterm.log.verify import verify
from kfterm.papers.handover_text import handover_text
from kfterm.papers.sheet_mask import wall
from kfterm.papers.sheet_model import Sheet
from kfterm.papers.sheet_shelf import again, by_head, newest, preview, shelf
from kfterm.problems import Refused
from kfterm.replay.at_row import row_of

LONG_AFTER = "2026-11-20 12:00"


def prints(sheet: Sheet) -> list[bytes]:
    """Every paper there is of a sheet: both copies in both languages, as text and, with the extra, as PDF."""
    copies = [sheet, wall(sheet)]
    found = [handover_text(copy, lang).encode() for copy in copies for lang in ("zh", "en")]
    try:
        from kfterm.papers.handover_pdf import handover_pdf

        found += [handover_pdf(copy, lang).pdf for copy in copies for lang in ("zh", "en")]
    except Refused:
        pass  # without the print extra there is only the text
    return found


def new_facts(shop: Shop) -> None:
    shop.roster("2026-10-14")
    shop.at("2026-10-14 09:00", "item.settled", item="i0", outcome="到账")
    shop.at("2026-10-14 09:05", "item.updated", item="i1", what="换了个说法", owner="heli", severity="stable")
    shop.at("2026-10-14 09:10", "item.opened", item="later", item_kind="H02", what="第二天的事")
    shop.at("2026-10-14 09:20", "seat.left", staff="suwan", reason="就餐", minutes=30)


def late_facts(shop: Shop) -> None:
    """What happened before the cut and was written after it stands on the next sheet."""
    for kind, fields in (
        ("punch.recorded", {"staff": "baiyu", "way": "in"}),
        ("violation.logged", {"violation": "late", "staff": "suwan", "clause": "R4-3.1.09"}),
        ("complaint.received", {"complaint": "klate", "staff": "suwan", "what": "补记的投诉"}),
        ("item.opened", {"item": "ilate", "item_kind": "H02", "what": "补记的事项"}),
        ("chat.waiting", {"chat": "clate", "account": "suwan"}),
    ):
        shop.late("2026-10-14 10:00", f"{DAY} 10:00", kind, **fields)
    shop.late("2026-10-14 10:01", f"{DAY} 10:09", "chat.answered", chat="clate")


def withdrawals(shop: Shop) -> None:
    shop.kit.clock.at = millis("2026-10-15 10:00")
    for entry in ("v0", "k0", "i3", "m0"):
        shop.kit.desk.say(EntryWithdrawn(entry=entry, reason="记错了"))


def renamed(shop: Shop) -> None:
    shop.at("2026-10-15 11:00", "staff.changed", staff="zhengkai", name="郑楷", roles=["lead"])
    shop.at("2026-10-15 11:00", "staff.left", staff="maqian", reason="回老家")


def settings(shop: Shop) -> None:
    shop.at("2026-10-15 12:00", "setting.changed", key="store", value="另一家店", reason="改名")
    for key, value in (("shift.early", "07:00-15:00"), ("sheet.copy", "wall"), ("handover.escalate_passes", "1"),
                       ("chat.red_seconds", "30"), ("zone", "Asia/Tokyo")):  # fmt: skip
        # said to hold from before the shift: on the sheet it still did not
        shop.late("2026-10-15 12:01", f"{DAY} 00:01", "setting.changed", key=key, value=value, reason="改")


def rulebook(shop: Shop) -> None:
    shop.late(
        "2026-10-16 09:00", "2026-10-02 09:00", "rulebook.adopted", rulebook="r8-red-packet", from_on="2026-10-02"
    )


def read_again(shop: Shop) -> None:
    """Words about the closed handover itself."""
    shop.at("2026-10-16 10:00", "handover.item_read", handover="h1", item="i0", accepted=False, reason="后来不认")
    shop.at("2026-10-16 10:01", "handover.forced", handover="h1", reason="事后补的", second="heli")


def next_shifts(shop: Shop) -> None:
    shop.at("2026-10-14 01:00", "handover.cut", handover="h2", on=DAY, shift="late")
    shop.at("2026-10-14 16:58", "handover.cut", handover="h3", on="2026-10-14", shift="early")


@pytest.mark.parametrize(
    "afterwards",
    [new_facts, late_facts, withdrawals, renamed, settings, rulebook, read_again, next_shifts],
    ids=lambda each: each.__name__,
)
def test_the_same_bytes_come_out_whatever_is_written_afterwards(
    tmp_path: Path, afterwards: Callable[[Shop], None]
) -> None:
    shop = evening(tmp_path)
    kept = prints(shop.sheet())
    afterwards(shop)
    shop.kit.clock.at = millis(LONG_AFTER)
    assert prints(shop.sheet()) == kept


def test_all_of_it_together_over_the_end_of_the_month_and_after_its_closing(tmp_path: Path) -> None:
    shop = evening(tmp_path)
    kept = prints(shop.sheet())
    head = shop.sheet().log_head
    for afterwards in (new_facts, late_facts, withdrawals, renamed, next_shifts):
        afterwards(shop)
    shop.kit.clock.at = millis("2026-11-02 10:00")
    close(shop.kit.desk, "2026-10", "不等缺的数据")
    shop.at("2026-11-03 10:00", "item.opened", item="nov", item_kind="H02", what="十一月的事")
    assert prints(shop.sheet()) == kept
    assert prints(by_head(shop.kit.log, head[:8])) == kept


def test_a_shift_over_the_end_of_the_month_prints_again(tmp_path: Path) -> None:
    """The night of the 31st is cut on the 1st; its sheet is made of October's facts and November's."""
    shop = Shop(tmp_path)
    for staff in ("heli", "youjia"):
        shop.at("2026-10-20 10:00", "shift.assigned", staff=staff, on="2026-10-31", shift="late")
        shop.at("2026-10-31 16:40", "seat.taken", staff=staff)
    shop.at("2026-10-31 16:58", "handover.cut", handover="a", on="2026-10-31", shift="early")
    shop.at("2026-10-31 23:50", "complaint.received", complaint="k", staff="youjia", what="十月的投诉")
    shop.at("2026-11-01 00:30", "complaint.received", complaint="l", staff="youjia", what="十一月的投诉")
    shop.at("2026-11-01 00:58", "handover.cut", handover="b", on="2026-10-31", shift="late")
    shop.at("2026-11-01 01:02", "handover.signed", handover="b", side="in", staff="zhoumin")
    shop.at("2026-11-01 01:03", "handover.signed", handover="b", side="out", staff="heli")
    made = shop.sheet("2026-10-31", "late")
    assert [told.says.zh for told in made.events if told.kind == "complaint"] == [
        "尤佳 被投诉 十月的投诉",
        "尤佳 被投诉 十一月的投诉",
    ]
    kept = prints(made)
    shop.late("2026-11-10 09:00", "2026-10-31 23:55", "complaint.received", complaint="m", staff="heli", what="补记")
    shop.kit.clock.at = millis("2026-12-01 10:00")
    close(shop.kit.desk, "2026-10", "不等缺的数据")
    assert prints(shop.sheet("2026-10-31", "late")) == kept


def test_position_and_head_are_those_of_the_closing_row_and_the_head_verifies(tmp_path: Path) -> None:
    shop = evening(tmp_path)
    newest_row = shop.kit.log.head()
    made = shop.sheet()
    assert (made.log_seq, made.log_head) == (newest_row.seq, newest_row.hash.hex())
    new_facts(shop)
    made = shop.sheet()
    assert (made.log_seq, made.log_head) == (newest_row.seq, newest_row.hash.hex())
    report = verify(shop.kit.path, made.log_head)
    assert (report.holds, report.paper_seq) == (True, newest_row.seq)


def test_a_paper_printed_before_the_signatures_is_found_by_its_head(tmp_path: Path) -> None:
    shop = evening(tmp_path)
    shop.at("2026-10-14 01:00", "handover.cut", handover="h2", on=DAY, shift="late")
    early = preview(shop.kit.log)
    assert early.handover == "h2"
    kept = prints(early)
    for index in range(8):
        said = {"item": f"i{index}", "accepted": True, "read_back": "好"}
        shop.at("2026-10-14 01:05", "handover.item_read", handover="h2", **said)
    shop.at("2026-10-14 01:06", "handover.signed", handover="h2", side="in", staff="zhoumin")
    shop.at("2026-10-14 01:07", "handover.signed", handover="h2", side="out", staff="heli")
    assert prints(by_head(shop.kit.log, early.log_head)) == kept
    assert prints(shop.sheet(DAY, "late")) != kept


def test_a_preview_is_judged_at_its_row_and_not_by_the_clock(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.roster(DAY)
    shop.at(f"{DAY} 11:00", "item.opened", item="i", item_kind="H02", what="难题", due_at=f"{DAY}T12:00:00+08:00")
    before = preview(shop.kit.log)
    assert not before.items[0].overdue  # written at 11:00, due at 12:00
    shop.kit.clock.at = millis(f"{DAY} 15:00")
    assert prints(preview(shop.kit.log)) == prints(before)


def test_a_forced_handover_is_closed_by_that_row_whoever_signs_it_later(tmp_path: Path) -> None:
    shop = evening(tmp_path)
    shop.at("2026-10-14 01:00", "handover.cut", handover="h2", on=DAY, shift="late")
    shop.at("2026-10-14 01:08", "handover.signed", handover="h2", side="out", staff="heli")
    shop.at("2026-10-14 01:10", "handover.forced", handover="h2", reason="没人来接", second="zhoumin")
    made = shop.sheet(DAY, "late")
    assert made.forced is not None
    assert [each.name for each in made.signatures] == ["何立", ""]
    kept = prints(made)
    shop.at("2026-10-14 09:00", "item.settled", item="i0", outcome="到账")
    shop.at("2026-10-14 09:05", "handover.signed", handover="h2", side="in", staff="zhoumin")
    assert prints(shop.sheet(DAY, "late")) == kept


def test_a_signature_that_was_taken_back_before_the_close_does_not_close(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.at(f"{DAY} 16:58", "handover.cut", handover="h", on=DAY, shift="early")
    shop.at(f"{DAY} 17:00", "handover.signed", handover="h", side="in", staff="youjia")
    row = shop.kit.log.row(shop.kit.log.head().seq)
    assert row is not None
    shop.kit.clock.at = millis(f"{DAY} 17:01")
    shop.kit.desk.say(EntryWithdrawn(entry=row.id, reason="签错人"))
    shop.at(f"{DAY} 17:02", "handover.signed", handover="h", side="out", staff="zhoumin")
    assert [each.closed_seq for each in shelf(shop.kit.log)] == [0]
    shop.at(f"{DAY} 17:03", "handover.signed", handover="h", side="in", staff="heli")
    assert [each.closed_seq for each in shelf(shop.kit.log)] == [shop.kit.log.head().seq]
    assert [each.name for each in shop.sheet().signatures] == ["周敏", "何立"]


def test_a_cut_that_was_taken_back_is_no_sheet_and_one_closed_before_stays_one(tmp_path: Path) -> None:
    shop = evening(tmp_path)
    kept = prints(shop.sheet())
    shop.kit.clock.at = millis("2026-10-14 02:00")
    shop.at("2026-10-14 01:00", "handover.cut", handover="wrong", on=DAY, shift="late")
    shop.kit.desk.say(EntryWithdrawn(entry="wrong", reason="截错了"))
    assert [each.handover for each in shelf(shop.kit.log)] == ["h0", "h1"]
    shop.kit.add(line("entry.withdrawn", "2026-10-14 03:00", entry="h1", reason="文件里撤的"))
    found = [(each.handover, each.withdrawn) for each in shelf(shop.kit.log)]
    assert found == [("h0", False), ("h1", True)]
    assert prints(shop.sheet()) == kept


def test_the_last_handover_of_a_shift_is_the_one_that_is_meant(tmp_path: Path) -> None:
    shop = evening(tmp_path)
    shop.at(f"{DAY} 17:30", "handover.cut", handover="h1b", on=DAY, shift="early")
    found = newest(shelf(shop.kit.log), shelf(shop.kit.log)[1].day, "early")
    assert found is not None
    assert found.handover == "h1b"
    assert again(shop.kit.log, found).handover == "h1b"


@pytest.mark.parametrize("head", ["", "a91f", "xyzxyzxyz", "0" * 65])
def test_what_is_no_head_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(Refused, match="8"):
        row_of(evening(tmp_path).kit.log, head)


def test_a_head_of_another_log_is_refused_and_an_odd_number_of_digits_is_enough(tmp_path: Path) -> None:
    log = evening(tmp_path).kit.log
    with pytest.raises(Refused, match="00000000"):
        row_of(log, "00000000")
    head = log.head()
    for digits in (8, 9, 63, 64):
        assert row_of(log, f" {head.hash.hex()[:digits].upper()} ") == head


@pytest.mark.parametrize("book", ["r1-duty-room", "r3-conversion-bonus", "r6-fine-ladders", "r8-red-packet"])
def test_it_holds_under_every_kind_of_regime_with_chats_that_go_on_over_the_cut(tmp_path: Path, book: str) -> None:
    """A buyer writes at 16:55, is answered at 17:04 between cut and signatures; another at 17:09 and at 17:20."""
    shop = Shop(tmp_path, book)
    shop.roster(DAY)
    for staff in ("zhoumin", "suwan", "ouyang"):
        shop.at(f"{DAY} 08:2{len(staff) % 10}", "seat.taken", staff=staff)
    shop.at(f"{DAY} 10:00", "chat.waiting", chat="a", account="suwan", buyer="王小丫")
    shop.at(f"{DAY} 10:05", "chat.answered", chat="a")
    shop.at(f"{DAY} 16:55", "chat.waiting", chat="b", account="suwan")
    shop.at(f"{DAY} 16:58", "handover.cut", handover="h", on=DAY, shift="early")
    shop.at(f"{DAY} 17:04", "chat.answered", chat="b")
    shop.at(f"{DAY} 17:05", "handover.signed", handover="h", side="in", staff="heli")
    shop.at(f"{DAY} 17:09", "chat.waiting", chat="c", account="suwan")
    shop.at(f"{DAY} 17:10", "handover.signed", handover="h", side="out", staff="zhoumin")
    made = shop.sheet()
    # red after 180 s: 10:03 and 16:58 exactly, which is the moment of the cut and belongs to this sheet; 17:12 does not
    assert [(each.says.en, each.times) for each in made.timers if "red" in each.says.en] == [
        ("replies over the red limit", 2)
    ]
    kept = prints(made)
    shop.at(f"{DAY} 17:20", "chat.answered", chat="c")
    shop.at(f"{DAY} 17:30", "seat.released", staff="suwan")
    shop.late("2026-10-15 09:00", f"{DAY} 09:00", "chat.waiting", chat="d", account="ouyang")
    shop.kit.clock.at = millis(LONG_AFTER)
    assert prints(shop.sheet()) == kept


def test_what_is_written_on_an_item_after_the_cut_is_not_on_its_sheet(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.roster(DAY)
    for key in ("kept", "back"):
        shop.at(
            f"{DAY} 16:00", "item.opened", item=key, item_kind="H12", what=key, next_action="before", owner="zhoumin"
        )
    shop.at(f"{DAY} 16:58", "handover.cut", handover="h", on=DAY, shift="early")
    shop.at(f"{DAY} 17:00", "handover.item_read", handover="h", item="kept", accepted=True)
    shop.at(f"{DAY} 17:01", "handover.item_read", handover="h", item="back", accepted=False, reason="没有单号")
    for key in ("kept", "back"):
        shop.at(f"{DAY} 17:02", "item.updated", item=key, next_action="after", note=f"{key} after", owner="heli")
    shop.at(f"{DAY} 17:03", "handover.item_read", handover="h", item="back", accepted=True)
    shop.at(f"{DAY} 17:04", "handover.signed", handover="h", side="out", staff="zhoumin")
    shop.at(f"{DAY} 17:05", "handover.signed", handover="h", side="in", staff="heli")
    said = {each.item: (each.next_action, each.done, each.owner, each.state) for each in shop.sheet().items}
    # what completes an item that was given back is what the relief took
    assert said == {"kept": ("before", "", "周敏", "taken"), "back": ("after", "back after", "何立", "taken")}
    shop.at(f"{DAY} 23:00", "handover.cut", handover="next", on=DAY, shift="late")
    assert {each.item: each.next_action for each in shop.sheet(DAY, "late").items} == {"kept": "after", "back": "after"}


def test_a_punch_that_was_made_up_is_no_lateness_on_the_sheet(tmp_path: Path) -> None:
    """As in the month (R8-3.7): whoever's punch was made up came in time, at the beginning or when they sat down."""
    shop = Shop(tmp_path, "r8-red-packet")
    shop.roster(DAY)
    shop.at(f"{DAY} 08:23", "seat.taken", staff="luozh")
    for staff in ("luozh", "linxt"):
        shop.at(f"{DAY} 10:00", "punch.made_up", staff=staff, on=DAY, way="in")
    shop.at(f"{DAY} 16:58", "handover.cut", handover="h", on=DAY, shift="early")
    found = {each.staff: each for each in shop.sheet().workers}
    came = {staff: (shop.kit.desk.live.calendar.clock(found[staff].arrived_at or 0), found[staff].late_minutes)
            for staff in ("luozh", "linxt")}  # fmt: skip
    assert came == {"luozh": ("08:23", 0), "linxt": ("08:30", 0)}
