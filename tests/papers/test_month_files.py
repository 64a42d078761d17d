"""The month as files: typed cells, headings in both languages, totals that add up, the same bytes again."""

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kit import Kit, joined, leave, line, violation, worked

from kfterm.cli.main import run as main

openpyxl = pytest.importorskip("openpyxl")
R6 = "r6-fine-ladders"


@pytest.fixture
def r6(tmp_path: Path) -> Iterator[Kit]:
    kit = Kit(tmp_path, R6)
    # 150 + 4 × 50 = 350 for 林晓彤; 30 + 50 = 80 and 100 for 欧阳雪; 88.50 spent: 430 + 100 − 88.50 = 441.50
    kit.add(joined("lxt", name="林晓彤"), joined("oyx", name="欧阳雪"), joined("bad", name="=1+1"))
    kit.add(violation("lxt", "2024-06-03 10:00", "R6-13"), violation("lxt", "2024-06-04 10:00", "R6-8", times=4))
    kit.add(violation("oyx", "2024-06-05", "R6-1.5"), violation("oyx", "2024-06-06", "R6-1.5"))
    kit.add(line("complaint.received", "2024-06-07", complaint="C", staff="oyx"))
    kit.add(line("complaint.judged", "2024-06-08", complaint="C", valid=True))
    kit.add(line("fund.spent", "2024-06-25", amount="88.50", purpose="聚餐"))
    yield kit
    kit.close()


@pytest.fixture
def r8(tmp_path: Path) -> Iterator[Kit]:
    kit = Kit(tmp_path)
    kit.add(joined("li", name="李娜"), worked("li", "2024-06-03", "08:45"), worked("li", "2024-06-04", "09:30"))
    kit.add(leave("li", "2024-06-10", "2024-06-11", "2"))
    kit.add(line("kpi_amount.set", "2024-07-01", staff="li", month="2024-06", amount="820.50", source="s"))
    kit.add(line("insurance.set", "2024-07-01", staff="li", month="2024-06", total="900"))
    yield kit
    kit.close()


def _made(kit: Kit, tmp_path: Path, form: str, *more: str) -> Path:
    path = tmp_path / f"month.{form}"
    assert main(["--db", str(kit.path), "month", "2024-06", f"--{form}", str(path), *more]) == 0
    return path


def _sheet(book: Any, name: str) -> list[tuple[Any, ...]]:
    return [row for row in book[name].iter_rows(values_only=True) if any(cell is not None for cell in row)]


def test_csv_has_one_row_a_person(r6: Kit, tmp_path: Path) -> None:
    data = _made(r6, tmp_path, "csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert head[:2] == ["工号 Staff", "姓名 Name"]
    found = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert found["lxt"]["罚款 Fine"] == "-350.00"
    assert found["oyx"]["本表合计 Net"] == "-180.00"
    assert found["bad"]["姓名 Name"] == "'=1+1"


def test_the_workbook_has_typed_cells_and_totals(r6: Kit, tmp_path: Path) -> None:
    path = _made(r6, tmp_path, "xlsx")
    book = openpyxl.load_workbook(path, data_only=True)
    assert book.sheetnames == ["汇总 Summary", "明细 Lines", "个案 Cases", "基金 Fund"]
    lines = _sheet(book, "明细 Lines")
    assert lines[1][4] == "金额\nAmount"
    assert [row[4] for row in lines[2:-2]] == [-150, -200, -30, -50, -100]
    assert lines[-2][4] == -530
    assert openpyxl.load_workbook(path)["明细 Lines"]["E9"].value == "=SUM(E4:E8)"
    summary = book["汇总 Summary"]
    assert summary.freeze_panes == "C4"
    assert summary["A4"].number_format == "General"
    assert summary["B4"].value == "=1+1"
    assert summary["B4"].data_type == "s"
    assert min(each.width for each in summary.column_dimensions.values()) >= 8
    fund = _sheet(book, "基金 Fund")
    assert [row[4] for row in fund[2:-2]] == [0, 150, 200, 30, 50, 100, -88.5]
    assert fund[-2][4] == 441.5
    assert fund[3][0].isoformat().startswith("2024-06-03")
    assert r6.month("2024-06")["fund"]["balance"] == "441.50"


def test_the_fund_opens_with_what_was_carried(r6: Kit, tmp_path: Path) -> None:
    r6.add(violation("lxt", "2024-07-03 10:00", "R6-13"))
    path = tmp_path / "july.xlsx"
    assert main(["--db", str(r6.path), "month", "2024-07", "--xlsx", str(path)]) == 0
    fund = _sheet(openpyxl.load_workbook(path, data_only=True), "基金 Fund")
    assert [row[4] for row in fund[2:-1]] == [441.5, 150, 591.5]


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf"])
def test_the_same_month_gives_the_same_bytes(r8: Kit, tmp_path: Path, form: str) -> None:
    if form == "pdf":
        pytest.importorskip("typst")
    first = _made(r8, tmp_path, form).read_bytes()
    assert _made(r8, tmp_path, form).read_bytes() == first


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_statement_says_clause_working_and_head(r8: Kit, tmp_path: Path, lang: str) -> None:
    pytest.importorskip("typst")
    path = _made(r8, tmp_path, "pdf", "--lang", lang, "--staff", "李娜")
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True).stdout.decode()
    head = r8.log.head()
    # base 2200, KPI 820.50, 2 unused rest days and 2 days of leave of 2200/30, half a day absent = 3 days, 30 % of 900
    # 2200 + 820.50 + 146.67 − 146.67 − 220 − 270 = 2530.50
    for expected in (
        "2530.50",
        "-146.67",
        "R8-3.5.3",
        "0.5 → 3 × 2200 ÷ 30",
        "900.00 × 0.3",
        head.hash.hex(),
        f"#{head.seq}",
    ):
        assert expected in text, expected
    assert "工资" in text
    assert "Pay" in text
    assert "无休假者" in text


def test_a_file_that_cannot_be_written_is_refused(r8: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "nowhere" / "x.csv"
    assert main(["--db", str(r8.path), "month", "2024-06", "--csv", str(missing), "--lang", "en"]) == 1
    assert "cannot write" in capsys.readouterr().err
