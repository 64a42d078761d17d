"""The plain sheet: 80 columns whatever is typed, both languages."""

import re

import pytest
from papers.scene import CHINESE, Scene, morning, people, signed
from rich.cells import cell_len

from kfterm.papers.handover_text import handover_text
from kfterm.papers.sheet_model import Sheet
from kfterm.words import Lang

CJK = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
NASTY = "\x1b[31m红\u202e反\u200d👨\u200d👩\u200d👧❤\ufe0f 1\ufe0f\u20e3 #set page() *粗* ★→①\tab\nline"


class English(dict[str, str]):
    """Every typed text in letters."""

    def get(self, key: str, default: object = None) -> str:  # type: ignore[override]
        return {"store": "Muhe Home,Fawn Baby", "buyer": "wangxy"}.get(key, f"text {key}")


def many(count: int = 40, text: str = "买家说包装破损要求补发,仓库周一回复。") -> Sheet:
    scene = morning()
    for index in range(count):
        scene.add("item.opened", "16:10", item=f"m{index}", item_kind="H13", what=text * (1 + index % 5), if_then=text)
    return scene.sheet()


def empty() -> Sheet:
    scene = Scene()
    people(scene, {"zhoumin": "周敏"})
    return scene.sheet()


def nasty() -> Sheet:
    names = CHINESE | {"ouyang": "欧阳雪😀", "suwan": NASTY, "linxt": "n" * 90}
    scene = morning(names=names)
    scene.add("item.opened", "16:10", item="n", item_kind="H99", what=NASTY * 9, order="9" * 200, next_action="x" * 300)
    return signed(scene, force=True).sheet()


SHEETS = {
    "signed": signed(morning()).sheet(),
    "forced": signed(morning(), force=True).sheet(),
    "open": morning().sheet(),
    "empty": empty(),
    "many": many(),
    "nasty": nasty(),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHEETS)
def test_no_line_is_wider_than_80_cells(name: str, lang: Lang) -> None:
    text = handover_text(SHEETS[name], lang)
    assert max(cell_len(line) for line in text.splitlines()) <= 80
    assert all(char == "\n" or char.isprintable() for char in text)
    assert "{" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_of_any_width_keep_the_columns_straight(lang: Lang) -> None:
    text = handover_text(SHEETS["nasty"], lang)
    first, after = ("人员", "待交接") if lang == "zh" else ("People", "Open items")
    section = text[text.index(first) : text.index(after)]
    arrivals = [line.partition("08:")[0] for line in section.splitlines() if "08:" in line]
    assert len(arrivals) >= 5
    assert {cell_len(before) for before in arrivals} == {15}


def test_the_english_sheet_has_no_chinese_of_its_own() -> None:
    names = {staff: staff for staff in CHINESE}
    scene = signed(morning(English(), names), force=True, texts=English())
    assert not CJK.findall(handover_text(scene.sheet(), "en"))
    assert CJK.findall(handover_text(scene.sheet(), "zh"))


def test_every_item_is_there_in_full() -> None:
    text = re.sub(r"\s", "", handover_text(SHEETS["many"], "zh"))
    assert text.count("买家说包装破损要求补发,仓库周一回复。" * 5) == 8
    assert "共46项" in text  # six of the morning and forty more; the goal of the day before is over


def test_a_forced_closing_is_loud() -> None:
    text = handover_text(SHEETS["forced"], "zh")
    assert "!! 强制关闭 17:08  理由: 系统故障,先交班  第二人: 马倩" in text
    assert "第二人(强制)  马倩  17:08" in text


def test_the_paper_can_be_proved_against_the_log() -> None:
    text = handover_text(SHEETS["signed"], "en")
    assert SHEETS["signed"].log_head in text
    assert "kfterm verify --head" in text


def test_before_the_cut_nothing_is_said_about_reading() -> None:
    assert "接班未读" not in handover_text(SHEETS["open"], "zh")
    assert "未截止" in handover_text(SHEETS["open"], "zh")


def test_buyers_are_masked() -> None:
    text = handover_text(SHEETS["signed"], "zh")
    assert "王**" in text
    assert "王小丫" not in text


def test_an_empty_shift_says_so() -> None:
    assert "无交接事项" in handover_text(SHEETS["empty"], "zh")
    assert "Nothing to hand over" in handover_text(SHEETS["empty"], "en")
