"""What stands on a handover sheet, and on which one."""

import pytest
from papers.scene import HEAD, Scene, morning, people, signed

from kfterm.papers.handover import sheet
from kfterm.papers.sheet_model import Edge, Span


def test_a_complaint_written_after_the_cut_is_on_the_next_sheet_only() -> None:
    scene = signed(morning())
    early = scene.sheet()
    late = scene.sheet(shift="late")
    assert not any("投诉" in told.says.zh for told in early.events)
    assert [told.says.zh for told in late.events if "被投诉" in told.says.zh] == [
        "苏婉 被投诉 补记的投诉",
        "苏婉 被投诉 十七点零二分的投诉",
    ]


def test_sheets_meet_and_no_fact_stands_on_two() -> None:
    scene = signed(morning())
    early, late = scene.sheet(), scene.sheet(shift="late")
    assert late.span.since == early.span.until
    assert not {told.says.en for told in early.events} & {told.says.en for told in late.events}
    assert early.chats.until == late.chats.since


def test_printing_the_sheet_later_says_the_same_about_items() -> None:
    scene = signed(morning())
    before = scene.sheet()
    scene.add("item.settled", "18:00", item="refund", outcome="到账")
    scene.add("item.opened", "18:05", item="later", item_kind="H02", what="晚班的事")
    after = scene.sheet("20:00")
    assert [item.item for item in after.items] == [item.item for item in before.items]
    assert after.settled == before.settled


def test_the_third_pass_is_escalated_and_overdue_comes_first() -> None:
    items = signed(morning()).sheet().items
    assert items[0].item == "refund"
    assert (items[0].overdue, items[0].passes, items[0].escalated) == (True, 3, True)
    assert [item.passes for item in items if item.item in ("parcel", "promise")] == [2, 2]
    assert sum(item.escalated for item in items) == 1


def test_an_item_that_waits_for_its_first_handover_is_new_before_and_after_the_cut() -> None:
    scene = morning()
    assert {item.item: item.passes for item in scene.sheet().items}["special"] == 1
    assert {item.item: item.passes for item in signed(scene).sheet().items}["special"] == 1


def test_items_say_what_was_done_and_what_the_relief_answered() -> None:
    items = {item.item: item for item in signed(morning()).sheet().items}
    assert items["refund"].done == "财务已受理,流水号 88120"
    assert (items["refund"].state, items["refund"].answer) == ("taken", "知道了,十八点前")
    assert (items["parcel"].state, items["parcel"].answer) == ("returned", "没有物流单号")
    assert [each.item for each in signed(morning()).sheet().settled] == ["device"]


def test_people_are_here_late_missing_unplanned_and_away_too_long() -> None:
    workers = {worker.staff: worker for worker in signed(morning()).sheet().workers}
    assert workers["zhengkai"].late_minutes == 8
    assert workers["baiyu"].missing
    assert not workers["youjia"].planned
    assert [over.minutes for over in workers["ouyang"].over] == [41]
    assert "heli" not in workers


@pytest.mark.parametrize(
    ("typed", "told", "over"), [("15", False, [41]), ("15", True, []), ("41", False, []), ("", False, [])]
)
def test_the_away_limit_of_r1_is_a_setting_and_holds_for_who_did_not_tell(
    typed: str, told: bool, over: list[int]
) -> None:
    """R1-4.5, R1-A07: away from 12:00 to 12:41 is 41 minutes; telling cancels; not known, nothing is over."""
    scene = Scene("r1-duty-room")
    scene.add("setting.changed", "00:02", 1, key="away_limit_minutes", value=typed, reason="init")
    people(scene, {"zhoumin": "周敏", "ouyang": "欧阳雪"})
    scene.add("seat.taken", "08:25", staff="ouyang")
    scene.add("seat.left", "12:00", staff="ouyang", reason="就餐", told=told)
    scene.add("seat.returned", "12:41", staff="ouyang")
    worker = next(each for each in scene.sheet().workers if each.staff == "ouyang")
    assert [each.minutes for each in worker.over] == over


def test_who_is_on_leave_is_not_missing() -> None:
    scene = morning()
    scene.add(
        "leave.requested", "08:00", 12, leave="l", staff="baiyu", from_on="2026-10-13", to_on="2026-10-13",
        days="1", leave_kind="sick",
    )  # fmt: skip
    scene.add("leave.decided", "08:10", 12, leave="l", approved=True)
    worker = next(each for each in scene.sheet().workers if each.staff == "baiyu")
    assert (worker.missing, worker.excused and worker.excused.zh) == (False, "请假")


def test_chats_count_rounds_and_who_still_waits() -> None:
    chats = signed(morning()).sheet().chats
    assert (chats.answered, chats.mean_seconds, chats.slowest_seconds, chats.waiting) == (1, 120, 120, 1)


def test_announcements_name_who_has_not_read_them() -> None:
    assert [unread.names for unread in signed(morning()).sheet().unread] == [("罗子豪", "马倩")]


def test_signatures_and_a_forced_closing() -> None:
    found = signed(morning(), force=True).sheet()
    assert [(side.side, side.name) for side in found.signatures] == [("out", "周敏"), ("in", "何立")]
    assert found.forced is not None
    assert (found.forced.reason, found.forced.second) == ("系统故障,先交班", "马倩")
    assert morning().sheet().signatures[0].at is None


def test_the_first_sheet_begins_at_midnight_and_an_empty_shift_has_one() -> None:
    scene = Scene()
    people(scene, {"zhoumin": "周敏"})
    found = scene.sheet("17:10")
    assert found.first
    assert found.span.since.at == scene.judge("00:00").asof
    assert (found.items, found.events, found.unread) == ((), (), ())


def test_a_sheet_can_be_asked_for_by_its_handover() -> None:
    scene = signed(morning())
    judge = scene.judge("17:10")
    assert sheet(judge, 0, "", len(scene.rows), HEAD, handover="h12").day == judge.calendar.day(judge.asof) - 1


def test_what_follows_after_a_while_belongs_to_the_sheet_that_first_knew_it() -> None:
    first, second = Span(Edge(0, 0), Edge(10, 100)), Span(Edge(10, 100), Edge(20, 200))
    for seq, at in ((5, 50), (5, 150), (15, 50), (15, 150)):
        assert first.became(seq, at) + second.became(seq, at) == 1


def test_the_first_sheet_does_not_tell_what_happened_on_earlier_days() -> None:
    scene = Scene()
    people(scene, {"zhoumin": "周敏"})
    scene.add("violation.logged", "14:05", 11, violation="old", staff="zhoumin", clause="R4-3.1.01")
    scene.add("seat.left", "10:00", 12, staff="zhoumin", reason="x")
    scene.add("seat.returned", "10:30", 12, staff="zhoumin")
    scene.add("violation.logged", "14:05", violation="new", staff="zhoumin", clause="R4-3.1.02")
    assert ["R4-3.1.02" in told.says.zh for told in scene.sheet().events] == [True]


def test_an_away_that_outlasts_its_limit_after_the_cut_is_told_on_the_next_sheet() -> None:
    scene = morning()
    scene.add("seat.left", "16:56", staff="tiantian", reason="水", told=False)
    scene = signed(scene)
    scene.add("seat.returned", "17:20", staff="tiantian")
    sheets = (scene.sheet("18:00", shift) for shift in ("early", "late"))
    told = [[each.says.zh for each in found.events if "田甜" in each.says.zh] for found in sheets]
    assert told == [[], ["田甜 离席 24 分 限 5 分 水"]]
