"""What a sheet says of items, timers and people; what it hides; and that no reproach on the wall has a name."""

import re
from pathlib import Path
from typing import Any

import pytest
from papers.scene import Scene, moment, morning, people, signed
from papers.sheet_shop import EARLY, LATE, evening

from kfterm.papers.handover_text import handover_text
from kfterm.papers.sheet_mask import mask_order, wall
from kfterm.papers.sheet_model import OpenItem, Sheet
from kfterm.papers.sheet_said import speak
from kfterm.words import Lang


def item(sheet: Sheet, key: str) -> OpenItem:
    return next(each for each in sheet.items if each.item == key)


def timers(sheet: Sheet) -> dict[str, int]:
    return {each.says.en: each.times for each in sheet.timers}


def shift() -> Scene:
    """An early shift that begins where the night was cut, at 08:00."""
    scene = Scene()
    people(scene, {"zhoumin": "周敏", "ouyang": "欧阳雪", "heli": "何立"})
    scene.add("handover.cut", "08:00", handover="h0", on="2026-10-12", shift="night")
    return scene


def test_a_returned_item_says_why_and_that_it_was_completed_and_is_to_be_read_again() -> None:
    scene = signed(morning())
    found = item(scene.sheet(), "parcel")
    assert (found.state, found.answer, found.taken) == ("returned", "没有物流单号", False)
    scene.add("item.updated", "17:20", item="parcel", note="单号 YT8800")
    found = item(scene.sheet("17:30"), "parcel")
    assert (found.state, found.done, found.taken) == ("completed", "单号 YT8800", False)
    scene.add("handover.item_read", "17:25", handover="h13", item="parcel", accepted=True, read_back="好")
    found = item(scene.sheet("17:30"), "parcel")
    assert (found.state, found.returned, found.taken) == ("taken", ("没有物流单号",), True)
    assert "[已接] 好 (曾退回: 没有物流单号)" in handover_text(scene.sheet("17:30"), "zh")


def test_a_parked_item_says_until_when_and_one_settled_after_the_cut_that_it_was() -> None:
    scene = morning()
    scene.add("handover.cut", "16:58", handover="h13", on="2026-10-13", shift="early")
    parked = {
        "handover": "h13",
        "item": "promise",
        "accepted": True,
        "read_back": "明早",
        "parked_until": moment("09:00", 14),
    }
    scene.add("handover.item_read", "17:01", **parked)
    scene.add("item.settled", "17:02", item="unpaid", outcome="付了")
    made = scene.sheet("17:10")
    assert (item(made, "promise").state, item(made, "unpaid").state) == ("parked", "settled")
    text = handover_text(made, "zh")
    assert "[已接 搁置到 10-14 09:00] 明早" in text
    assert "[截止后 17:02 已办结]" in text
    assert "付了" not in text  # how it ended stands on the next sheet


def test_an_item_says_its_promise_its_own_fields_and_what_it_lacks() -> None:
    """H13, missing or damaged, has the goods, the fault and whether it was signed for; the last is not filled."""
    scene = shift()
    fields = {"promise": "补发一个", "promise_at": moment("18:00"), "details": {"goods": "婴儿车", "fault": "少轮子"}}
    scene.add(
        "item.opened", "10:00", item="i", item_kind="H13", what="少轮子", owner="ouyang", evidence="截图 12", **fields
    )
    text = handover_text(scene.sheet("11:00"), "zh")
    for said in ("承诺: 补发一个 18:00 前", "凭证: 截图 12", "商品: 婴儿车", "毛病: 少轮子"):
        assert said in text
    assert "签收了吗" in text.partition("缺: ")[2].splitlines()[0]
    assert "商品" not in text.partition("缺: ")[2].splitlines()[0]


def test_the_goal_of_the_day_stands_in_the_head_until_the_day_is_over() -> None:
    scene = shift()
    scene.add("item.opened", "09:00", 12, item="old", item_kind="H24", what="昨天的目标")
    scene.add("item.opened", "09:00", item="goal", item_kind="H24", what="首响 40 秒")
    assert scene.sheet("11:00").goals == ("首响 40 秒",)
    assert "今日目标  首响 40 秒" in handover_text(scene.sheet("11:00"), "zh")


def test_an_item_that_says_there_is_nothing_is_not_called_unread() -> None:
    scene = shift()
    scene.add("item.opened", "10:00", item="none", item_kind="H26", what="无交接")
    scene.add("handover.cut", "16:58", handover="h1", on="2026-10-13", shift="early")
    assert "接班未读" not in handover_text(scene.sheet("17:00"), "zh")


def test_a_forced_closing_names_what_was_not_taken() -> None:
    banner = speak(signed(morning(), force=True).sheet(), "zh").banner
    assert "理由: 系统故障,先交班" in banner
    assert "第二人: 马倩" in banner
    assert "未接: 4 圆通单号停在杭州三天" in banner


def test_what_was_not_taken_is_named_briefly_and_masked_like_the_item_itself() -> None:
    """Sixteen characters after masking: 买家王** 5, 的订单 8, …4471 13, 少了一 16; and then the sign that there is more."""
    scene = shift()
    said = {"order": "320114471", "buyer": "王小丫", "item_kind": "H13"}
    scene.add("item.opened", "10:00", item="i", what="买家王小丫的订单320114471少了一个轮子要补发", **said)
    scene.add("handover.cut", "16:58", handover="h1", on="2026-10-13", shift="early")
    scene.add("handover.forced", "17:00", handover="h1", reason="停电", second="heli")
    assert speak(scene.sheet("17:10"), "zh").banner.endswith("未接: 1 买家王**的订单…4471少了一…")


@pytest.mark.parametrize(
    ("order", "shown"),
    [("320114471", "…4471"), ("4471", "4471"), ("", ""), (" 320114471 ", "…4471"), ("12345", "…2345")],
)
def test_an_order_number_is_shown_by_its_last_four(order: str, shown: str) -> None:
    assert mask_order(order) == shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_order_and_buyer_are_masked_on_both_copies_wherever_they_were_typed(tmp_path: Path, lang: Lang) -> None:
    shop = evening(tmp_path)
    said = {"item_kind": "H14", "order": "320199887", "buyer": "刘大明"}
    shop.at("2026-10-13 18:00", "item.opened", item="n", what="刘大明 320199887 要退", **said)
    shop.at("2026-10-13 18:01", "item.updated", item="n", note="320199887 已寄回")
    shop.at("2026-10-13 18:02", "item.opened", item="s", what="320199887 催", **said)
    shop.at("2026-10-13 18:03", "item.settled", item="s", outcome="给刘大明退了 320199887")
    shop.at("2026-10-13 18:04", "handover.cut", handover="h2", on="2026-10-13", shift="late")
    made = shop.sheet("2026-10-13", "late")
    for copy in (made, wall(made), shop.sheet(), wall(shop.sheet())):
        text = re.sub(r"\s", "", handover_text(copy, lang))
        assert not re.search(
            r"320199887|320114471|刘大明|王小丫", text.partition("链头" if lang == "zh" else "Head")[0]
        )
    assert "刘**..9887要退" in re.sub(r"\s", "", handover_text(made, "zh"))


REPROACHED = ("郑凯", "高晗", "罗子豪", "马倩", "白宇", "欧阳雪")
"""Who was written up, complained about, missing or away too long that evening."""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_the_wall_reproaches_are_counted_and_have_no_name(tmp_path: Path, lang: Lang) -> None:
    shop = evening(tmp_path)
    lead = handover_text(shop.sheet(), lang)
    text = handover_text(wall(shop.sheet()), lang)
    first, last = ("\n本班办结", "交班组长") if lang == "zh" else ("\nSettled", "Lead going")
    body = text[text.index(first) : text.index(last)]
    for name in REPROACHED:
        assert name not in body
        assert name in lead
    assert re.search(
        r"x4 +R4-3\.1\.06", body
    )  # written up four times, by two entries of 郑凯 and one each of two others
    assert re.search(r"x2 +(投诉|complaint)", body)
    counted = (
        "应到 16  实到 15  迟到 0  未到 1  离席超限 1" if lang == "zh" else "planned 16  present 15  late 0  not here 1"
    )
    assert counted in text
    assert "林晓彤" in body  # praise has a name


def test_the_wall_shows_who_works_and_neither_when_they_came_nor_who_did_not(tmp_path: Path) -> None:
    text = handover_text(wall(evening(tmp_path).sheet()), "zh")
    section = text[text.index("人员") : text.index("待交接")]
    assert {name for name in EARLY.values() if name in section} == set(EARLY.values())
    assert not re.search(r"\d\d:\d\d|未到$|!", section)


def test_no_typed_text_on_the_wall_names_a_colleague() -> None:
    scene = shift()
    texts: dict[str, Any] = {
        "what": "买家投诉欧阳雪态度", "next_action": "让欧阳雪道歉", "if_then": "欧阳雪不肯就报周敏", "promise": "欧阳雪道歉",
        "evidence": "欧阳雪的聊天", "details": {"record": "欧阳雪 12"},
    }  # fmt: skip
    scene.add("item.opened", "10:00", item="i", item_kind="H16", owner="zhoumin", **texts)
    scene.add("incident.opened", "10:10", incident="x", incident_type="争吵", what="欧阳雪和买家吵", staff="ouyang")
    scene.add("announcement.posted", "09:00", announcement="a", what="欧阳雪的事")
    made = scene.sheet("11:00")
    assert "欧阳雪" in handover_text(made, "zh")
    text = handover_text(wall(made), "zh")
    section = text[text.index("待交接") :]
    assert "欧阳雪" not in section
    assert "*不肯就报*" in section  # a complaint is about nobody, not even by surname
    assert "负责 周敏" not in section


def test_the_copy_is_named_on_the_paper() -> None:
    made = signed(morning()).sheet()
    assert "[组长联]" in handover_text(made, "zh")
    assert "[WALL COPY]" in handover_text(wall(made), "en")


def test_a_round_over_the_red_limit_is_counted_within_the_hours_only() -> None:
    """Red after 180 s between 08:00 and 23:00: 181 s at 10:00 counts, 179 s does not, 240 s at 23:30 does not."""
    scene = shift()
    for chat, waiting, answered in (
        ("a", "10:00:00", "10:03:01"),
        ("b", "10:10:00", "10:12:59"),
        ("c", "23:30:00", "23:34:00"),
    ):
        scene.add("chat.waiting", waiting[:5], chat=chat, account="ouyang")
        add_seconds(scene, "chat.answered", answered, chat=chat)
    assert timers(scene.sheet("23:59", shift="late")) == {"replies over the red limit": 1}


def add_seconds(scene: Scene, kind: str, clock: str, **fields: Any) -> None:
    """A fact at a moment with seconds."""
    scene.add(kind, clock[:5], **fields)
    at, seq, event = scene.rows[-1]
    scene.rows[-1] = (at + int(clock[6:]) * 1000, seq, event)


def test_a_buyer_who_still_waits_counts_once_the_limit_is_over() -> None:
    scene = shift()
    scene.add("chat.waiting", "10:00", chat="a", account="ouyang")
    assert timers(scene.sheet("10:02")) == {}
    assert timers(scene.sheet("10:03")) == {"replies over the red limit": 1}


def test_timers_count_in_the_shift_in_which_the_time_was_up() -> None:
    """Due 10:00 and promised 12:00 run out in the early shift, due 18:00 in the late one; done in time is not counted."""
    scene = shift()
    for key, clock in (("a", "10:00"), ("b", "18:00"), ("c", "11:00")):
        scene.add("item.opened", "09:00", item=key, item_kind="H02", what=key, due_at=moment(clock))
    scene.add("item.opened", "09:00", item="d", item_kind="H15", what="d", promise="发货", promise_at=moment("12:00"))
    scene.add("item.settled", "10:30", item="c", outcome="好")
    scene.add("incident.opened", "09:30", incident="x", incident_type="断网", what="断网", limit_minutes=20)
    scene.add("incident.settled", "09:50", incident="x", outcome="好")  # twenty minutes of twenty
    scene.add("incident.opened", "09:30", incident="y", incident_type="断网", what="断网", limit_minutes=20)
    scene.add("incident.settled", "09:51", incident="y", outcome="好")
    scene.add("handover.cut", "16:58", handover="h1", on="2026-10-13", shift="early")
    scene.add("handover.cut", "23:58", handover="h2", on="2026-10-13", shift="late")
    early, late = scene.sheet("23:59"), scene.sheet("23:59", "late")
    assert timers(early) == {"incidents over their limit": 1, "items past their time": 1, "promises past their time": 1}
    assert timers(late) == {"items past their time": 1}


def test_a_relief_that_came_late_and_chats_after_the_end_are_counted_where_the_rulebook_has_the_timer() -> None:
    """R1-3.2: nobody leaves before the relief; 何立 is due by 17:00, the end of the early shift, and comes at 17:05."""
    scene = Scene("r1-duty-room")
    people(scene, {"zhoumin": "周敏", "heli": "何立"})
    scene.add("seat.taken", "08:25", staff="zhoumin")
    scene.add("seat.taken", "17:05", staff="heli")
    found = timers(scene.sheet("18:00", "late"))
    assert found["relief not on post in time"] == 1
    other = Scene("r4-points-110")
    people(other, {"zhoumin": "周敏", "heli": "何立"})
    other.add("seat.taken", "17:05", staff="heli")
    assert timers(other.sheet("18:00", "late")) == {}


def test_violations_are_counted_by_clause_and_times_and_without_those_appealed_with_success() -> None:
    scene = shift()
    for key, clause, times in (
        ("a", "R4-3.1.06", 2),
        ("b", "R4-3.1.06", 1),
        ("c", "R4-3.1.09", 1),
        ("d", "R4-3.1.09", 1),
    ):
        scene.add("violation.logged", "10:00", violation=key, staff="ouyang", clause=clause, times=times)
    scene.add("appeal.filed", "11:00", appeal="p", violation="d", staff="ouyang", reason="不是我")
    scene.add("appeal.decided", "12:00", appeal="p", upheld=True)
    counts = [(each.says.zh.split()[0], each.times) for each in scene.sheet("13:00").counts]
    assert counts == [("R4-3.1.06", 3), ("R4-3.1.09", 1)]  # 2 + 1 and, of two, the one that stands


def test_late_and_away_stand_beside_the_name_and_not_a_second_time() -> None:
    text = handover_text(signed(morning()).sheet(), "zh")
    assert text.count("迟到 8 分") == 1
    assert text.count("离席 41 分") == 1


def test_a_meeting_names_who_was_missing_and_on_the_wall_how_many() -> None:
    scene = shift()
    scene.add("meeting.held", "09:05", meeting="晨会", absent=["ouyang"])
    made = scene.sheet("11:00")
    assert [told.says.zh for told in made.events] == ["会议 晨会 缺席 欧阳雪"]
    assert [told.says.zh for told in wall(made).events] == ["会议 晨会 缺席 1 人"]


def test_everybody_of_the_test_shop_has_another_name() -> None:
    assert len({*EARLY.values(), *LATE.values()}) == len(EARLY) + len(LATE)


def test_how_well_the_shift_kept_its_plan_stands_on_both_copies() -> None:
    """Planned 08:30–17:00, cut at 12:30: 240 minutes are due of each of two people.

    周敏 was here all the time, 欧阳雪 from 09:30 on: 240 + 180 = 420 of 480 minutes are 87.5 %, said as 88 %.
    """
    scene = Scene()
    people(scene, {"zhoumin": "周敏", "ouyang": "欧阳雪"})
    scene.add("seat.taken", "08:30", staff="zhoumin")
    scene.add("seat.taken", "09:30", staff="ouyang")
    made = scene.sheet("12:30")
    for copy in (made, wall(made)):
        assert "排班遵守 88%  工时达成 88%" in handover_text(copy, "zh")


def test_what_a_relief_took_and_left_lying_until_it_was_overdue_is_loud() -> None:
    """Taken at 08:10 of the early shift, due at 12:00, nothing said of it until the next cut at 16:58."""
    scene = shift()
    scene.rows.pop()  # the item is written before the first cut
    scene.add(
        "item.opened",
        "07:00",
        item="i",
        item_kind="H02",
        what="难题",
        due_at=moment("12:00"),
        promise_at=moment("11:00"),
    )
    scene.add("item.opened", "07:00", item="j", item_kind="H02", what="另一个", due_at=moment("12:00"))
    scene.add("handover.cut", "08:00", handover="h0", on="2026-10-12", shift="night")
    for item_id in ("i", "j"):
        scene.add("handover.item_read", "08:10", handover="h0", item=item_id, accepted=True, read_back="好")
    scene.add("item.updated", "09:00", item="j", note="在办")
    scene.add("handover.cut", "16:58", handover="h1", on="2026-10-13", shift="early")
    made = scene.sheet("17:00")
    assert {each.item: each.untouched for each in made.items} == {"i": True, "j": False}
    parts = {each.what: {part.label: part.loud for part in each.parts} for each in speak(made, "zh").items}
    assert parts["难题"]["接下后"]
    assert parts["难题"]["承诺"]  # promised for 11:00 and not kept
    assert "接下后: 没有处理过" in handover_text(made, "zh")
