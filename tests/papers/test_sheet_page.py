"""One A4 page for a normal shift; 80 columns that a line printer has; Chinese columns straight on paper."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from papers.scene import Scene, people
from papers.sheet_shop import DAY, EARLY, KINDS, Shop, evening
from rich.cells import cell_len

from kfterm.papers.handover_pdf import handover_pdf
from kfterm.papers.handover_text import flow, handover_text
from kfterm.papers.sheet_mask import wall
from kfterm.papers.sheet_model import Sheet
from kfterm.words import Lang

BOTH: tuple[Lang, Lang] = ("zh", "en")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return evening(tmp_path_factory.mktemp("evening"))


def copy_of(sheet: Sheet, copy: str) -> Sheet:
    return wall(sheet) if copy == "wall" else sheet


def pages(pdf: bytes) -> int:
    return max(int(found) for found in re.findall(rb"/Count (\d+)", pdf))


@pytest.mark.parametrize("lang", BOTH)
@pytest.mark.parametrize("copy", ["lead", "wall"])
def test_sixteen_people_eight_items_and_ten_events_are_one_page(shop: Shop, copy: str, lang: Lang) -> None:
    pytest.importorskip("typst")
    made = shop.sheet()
    assert (len(made.workers), len(EARLY), len(KINDS)) == (16, 16, 8)
    assert len(made.items) == 9  # the eight, and the goal of the day
    assert len(made.events) >= 10
    assert pages(handover_pdf(copy_of(made, copy), lang).pdf) == 1


@pytest.mark.parametrize("lang", BOTH)
@pytest.mark.parametrize("copy", ["lead", "wall"])
def test_every_line_is_of_80_cells_and_of_what_a_line_printer_has(shop: Shop, copy: str, lang: Lang) -> None:
    text = handover_text(copy_of(shop.sheet(), copy), lang)
    assert max(cell_len(line) for line in text.splitlines()) <= 80
    odd = {char for char in text if char != "\n" and not char.isascii() and cell_len(char) != 2}
    assert odd == set()
    text.encode("gbk")  # every character is in the type of an old Chinese printer


@pytest.mark.parametrize("lang", BOTH)
def test_columns_stay_straight_with_long_names_wide_commas_and_emoji(lang: Lang) -> None:
    names = {"zhoumin": "周敏", "ouyang": "欧阳雪", "gaohan": "高晗👍🏽", "suwan": "苏婉，组长", "linxt": "n" * 40}
    scene = Scene()
    people(scene, names)
    for index, staff in enumerate(names):
        scene.add("seat.taken", f"08:4{index}", staff=staff)
    scene.add("seat.left", "10:00", staff="ouyang", reason="就餐，和买家", told=True, minutes=5)
    text = handover_text(scene.sheet("11:00"), lang)
    starts = {cell_len(line.partition("08:4")[0]) for line in text.splitlines() if "08:4" in line}
    assert starts == {15}


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("lang", BOTH)
def test_the_columns_of_the_pdf_begin_at_the_same_place(shop: Shop, tmp_path: Path, lang: Lang) -> None:
    """Read back word by word: names that stand one above the other begin at one left edge."""
    pytest.importorskip("typst")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(handover_pdf(shop.sheet(), lang).pdf)
    made = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True).stdout.decode()
    # planned and in time, in the order in which they came, six on a line: 周敏 林晓彤 郑凯 苏婉 罗子豪 马倩 / 田甜 高晗 …
    for first, second in (
        ("林晓彤", "高晗"),
        ("郑凯", "秦岚"),
        ("苏婉", "范琪"),
        ("罗子豪", "宋怡"),
        ("马倩", "何佳"),
    ):
        assert abs(place(made, first) - place(made, second)) < 0.5, (first, second)


def place(bbox: str, name: str) -> float:
    """The left edge of the highest place on the page where a name stands: among the people, above items and events."""
    found = re.findall(rf'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>{name}[^<]*</word>', bbox)
    return min((float(y), float(x)) for x, y in found)[1]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_the_pdf_says_what_the_text_says(shop: Shop, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(handover_pdf(wall(shop.sheet()), "zh").pdf)
    read = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True).stdout.decode()
    flat = re.sub(r"\s", "", read)
    for said in (
        "上墙联",
        "今日目标",
        "应到16实到15",
        "x4R4-3.1.06",
        "离席超限1异常超时2事项到期未办2",
        shop.sheet().log_head,
    ):
        assert re.sub(r"\s", "", said) in flat
    assert "王小丫" not in flat


def test_parts_flow_into_lines_and_none_is_lost() -> None:
    assert flow(["ab", "cd", "efgh"], 6) == ["ab  cd", "efgh"]
    assert flow(["abcdefghij"], 4) == ["abcd", "efgh", "ij"]
    assert flow(["", "a"], 4) == ["a"]


def test_a_second_day_has_a_sheet_of_its_own(shop: Shop) -> None:
    assert shop.sheet(DAY).handover == "h1"
