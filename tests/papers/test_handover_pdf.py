"""The printed sheet: same bytes, nothing read as markup, no character lost silently."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from papers.scene import Scene, morning, people, signed

from kfterm.papers import handover_pdf as paper
from kfterm.papers import typeset
from kfterm.papers.cmap import covered
from kfterm.papers.sheet_model import Sheet
from kfterm.problems import Refused
from kfterm.words import Lang

pytest.importorskip("typst")
pytest.importorskip("pylopdf_fonts_zh_cn")
MARKUP = '#set page(fill: red) #panic() *a* _b_ $x$ @ref <lab> \\ // /* [c] = h\n- l `r` ~ "q" \\u{41}'


def with_item(what: str) -> Sheet:
    scene = morning()
    scene.add("item.opened", "16:10", item="extra", item_kind="H02", what=what)
    return scene.sheet()


def pages(pdf: bytes) -> int:
    return max(int(found) for found in re.findall(rb"/Count (\d+)", pdf))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_sheet_gives_the_same_bytes(lang: Lang) -> None:
    first = paper.handover_pdf(signed(morning()).sheet(), lang).pdf
    typeset.fonts.cache_clear()
    assert paper.handover_pdf(signed(morning()).sheet(), lang).pdf == first


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_shift_with_eight_items_fits_one_page(lang: Lang, force: bool) -> None:
    assert pages(paper.handover_pdf(signed(morning(), force=force).sheet(), lang).pdf) == 1


def test_an_empty_shift_is_one_page() -> None:
    scene = Scene()
    people(scene, {"zhoumin": "周敏"})
    assert pages(paper.handover_pdf(scene.sheet(), "zh").pdf) == 1


def test_many_items_and_a_very_long_one_flow_over_pages() -> None:
    scene = morning()
    for index in range(40):
        scene.add("item.opened", "16:10", item=f"m{index}", item_kind="H13", what="包装破损要求补发" * 6)
    flowing = paper.handover_pdf(scene.sheet(), "zh").pdf
    scene.add("item.opened", "16:10", item="long", item_kind="H02", what="很长的故事。" * 600)
    assert pages(flowing) >= 3
    assert pages(paper.handover_pdf(scene.sheet(), "zh").pdf) >= pages(flowing) + 2


def test_typed_text_is_never_markup() -> None:
    printed = paper.handover_pdf(with_item(MARKUP), "zh")
    assert printed.pdf.startswith(b"%PDF")
    assert printed.missing == ()


def test_a_missing_glyph_is_named_with_its_place() -> None:
    printed = paper.handover_pdf(with_item("𠮷先生的退款 😀"), "en")
    assert [problem.place for problem in printed.missing] == ["〓先生的退款 〓"] * 2
    assert printed.missing[0].says.en.startswith("the font has no 𠮷 (U+20BB7")


def test_without_the_extra_the_refusal_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Refused) as refusal:
        paper.handover_pdf(morning().sheet(), "en")
    assert "pip install 'kfterm[print]'" in refusal.value.problems[0].says.en


def test_reading_the_sheet_imports_neither_engine_nor_font() -> None:
    code = "import sys, kfterm.papers.handover_pdf; assert not {'typst', 'pylopdf_fonts_zh_cn'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_the_text_can_be_searched(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(paper.handover_pdf(signed(morning()).sheet(), "zh").pdf)
    text = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True).stdout.decode()
    assert "欧阳雪" in text
    assert "财务已受理" in text


def test_the_reader_of_cmaps_knows_what_the_wheel_promises() -> None:
    known = typeset.glyphs()
    assert all(ord(char) in known for char in "欧阳雪龘〓…—·①→Az09")
    assert not {ord("𠮷"), ord("😀")} & known


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "font.otf"
    path.write_bytes(b"nothing")
    with pytest.raises(ValueError, match=r"font\.otf"):
        covered(path)
