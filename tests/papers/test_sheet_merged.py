"""What stands loud on a sheet and what does not leave the office: shifts that were never handed over, heads, the wall."""

from pathlib import Path

import pytest
from papers.scene import Scene, people
from papers.sheet_shop import DAY, Shop, evening

from kfterm.papers.handover_text import handover_text
from kfterm.papers.sheet_list import listed
from kfterm.papers.sheet_mask import wall
from kfterm.papers.sheet_shelf import by_head, names_sheet, newest, shelf

NEXT = "2026-10-14"


def shift() -> Scene:
    """An early shift that begins where the night was cut, at 08:00."""
    scene = Scene()
    people(scene, {"zhoumin": "周敏", "ouyang": "欧阳雪", "heli": "何立"})
    scene.add("handover.cut", "08:00", handover="h0", on="2026-10-12", shift="night")
    return scene


@pytest.fixture
def merged(tmp_path: Path) -> Shop:
    """The early shift of the 13th is handed over, the late one (till 01:00) and the early one of the 14th are not, its late one is."""
    shop = evening(tmp_path)
    shop.roster(NEXT)
    shop.at(f"{NEXT} 23:58", "handover.cut", handover="h2", on=NEXT, shift="late")
    return shop


def test_a_shift_without_a_handover_stands_loud_on_the_sheet_it_went_into(merged: Shop) -> None:
    text = handover_text(merged.sheet(NEXT, "late"), "zh")
    banner = text[text.index("!!!!") : text.index("人员")]
    assert "晚班 10-13 没有交接单,并入本单" in banner
    assert "早班 10-14 没有交接单,并入本单" in banner
    assert "没有交接单" not in handover_text(merged.sheet(DAY, "early"), "zh")


def test_the_list_has_a_line_for_it_and_calls_shifts_by_name(merged: Shop) -> None:
    lines = listed(merged.kit.log, "zh")
    assert [("没有截止" in line, line[:10]) for line in lines[2:]] == [
        (False, DAY),
        (True, DAY),
        (True, NEXT),
        (False, NEXT),
    ]
    assert lines[3].split() == [DAY, "晚班", "没有截止"]
    assert len(listed(merged.kit.log, "zh", shift="early")) == 3  # the titles, one that was cut, one that was not


def test_a_head_that_is_a_row_of_a_handover_is_its_paper_without_naming_the_shift(merged: Shop) -> None:
    kept = newest(shelf(merged.kit.log), None, "early")
    assert kept is not None
    log = merged.kit.log
    for row in [
        each for each in log.rows() if each.kind.startswith("handover.") and kept.cut_seq <= each.seq <= kept.closed_seq
    ]:
        made = by_head(log, row.hash.hex())
        assert (made.handover, made.log_seq) == (kept.handover, row.seq)
        assert names_sheet(log, row.hash.hex())
    other = next(each for each in log.rows() if each.kind == "item.opened")
    assert not names_sheet(log, other.hash.hex())


def test_on_the_wall_a_complaint_is_about_nobody() -> None:
    scene = shift()
    scene.add("item.opened", "10:00", item="i", item_kind="H16", owner="ouyang", what="投诉未结(欧阳雪):态度")
    scene.add("item.opened", "10:01", item="j", item_kind="H02", owner="ouyang", what="回电")
    made = scene.sheet("11:00")
    text = handover_text(wall(made), "zh")
    assert "投诉未结:态度" in text
    section = text[text.index("投诉未结") : text.index("回电")]
    assert "欧" not in section
    assert "负责" not in section
    assert "负责 欧阳雪" in text  # of what is no complaint
    assert "投诉未结(欧阳雪):态度" in handover_text(made, "zh")


def test_on_the_wall_waybills_and_buyers_by_surname_are_masked() -> None:
    """Letters and seven digits or more are a waybill, with the last four left; YT123 is none."""
    scene = shift()
    what = "李女士 SF1023456 破损,先生成补发单 YT123"
    scene.add("item.opened", "10:00", item="i", item_kind="H02", what=what)
    made = scene.sheet("11:00")
    text = handover_text(wall(made), "zh")
    assert "*女士 ..3456 破损,先生成补发单 YT123" in text
    assert what in handover_text(made, "zh")


def test_an_absence_just_over_its_limit_says_the_seconds_and_its_reason_in_words() -> None:
    """Away for 30 minutes with 30 agreed, and 29 seconds more: 30 min 29 s; 31 minutes are 31 min."""
    scene = shift()
    scene.add("punch.recorded", "08:20", staff="ouyang", way="in")
    scene.add("seat.taken", "08:25", staff="ouyang")
    scene.add("seat.left", "10:00", staff="ouyang", reason="meal", minutes=30)
    scene.add("seat.returned", "10:30:29", staff="ouyang")
    scene.add("seat.left", "11:00", staff="ouyang", reason="meal", minutes=30)
    scene.add("seat.returned", "11:31", staff="ouyang")
    made = scene.sheet("12:00")
    flat = "".join(handover_text(made, "zh").split())
    assert "10:00离席30分29秒限30分就餐" in flat
    assert "11:00离席31分限30分" in flat
    assert "meal" not in flat


def test_hours_of_chats_say_that_they_are_full_hours() -> None:
    made = shift().sheet("16:50")
    assert "按整点" in handover_text(made, "zh")
    assert "by full hours" in handover_text(made, "en")
