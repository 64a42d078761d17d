"""The roster on paper: text in 80 columns, CSV, and a workbook whose sums are formulas."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk.roster_shop import NOW, OCTOBER
from kit import Kit, days, joined, leave, line, shift
from openpyxl import load_workbook
from rich.cells import cell_len

from kfterm.desk.roster_grid import grid
from kfterm.desk.roster_problems import plan_problems
from kfterm.papers.board import board_json, board_text
from kfterm.papers.roster_table import RosterTable, roster_csv, roster_table, roster_text
from kfterm.papers.roster_xlsx import roster_xlsx
from kfterm.words import Lang

NAMES = {"zhangmin": "张敏", "ouyangxue": "欧阳雪", "gaohan": "高晗👍🏽", "evil": "=1+1"}


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """张敏 works days but rests on the 4th and is on leave on the 5th, 欧阳雪 works late on the first three days."""
    made = Kit(tmp_path, now=NOW)
    made.settings(roster__need__late="2")
    made.add(*(joined(staff, name=name) for staff, name in NAMES.items()))
    made.add(*(shift("zhangmin", on, "day") for on in days("2026-10-01", "2026-10-31")))
    made.add(shift("zhangmin", "2026-10-04", "rest"), leave("zhangmin", "2026-10-05", "2026-10-05", "1"))
    made.add(*(shift("ouyangxue", on, "late") for on in days("2026-10-01", "2026-10-03")))
    yield made
    made.close()


def table(kit: Kit, lang: Lang = "zh") -> RosterTable:
    """The month ready for paper."""
    judge = kit.desk.judge()
    return roster_table(judge, grid(judge, OCTOBER, judge.calendar.day(kit.clock.now())), "木禾家居", lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_of_the_text_is_wider_than_80_and_days_stand_below_each_other(kit: Kit, lang: Lang) -> None:
    made = table(kit, lang)
    lines = roster_text(made, plan_problems(kit.desk.judge(), made.grid), "#1 ab").split("\n")
    assert ("节 法定节假日" if lang == "zh" else "H holiday") in lines[2]
    grid_lines = lines[4 : 6 + len(NAMES)]
    assert max(map(cell_len, grid_lines)) <= 80
    (own,) = [each for each in lines if each.startswith("张敏")]
    shown = "白白白休假白" if lang == "zh" else "D D D r v D "
    assert own.startswith("张敏" + " " * 7 + shown)
    assert own.endswith("1/2")


def test_the_text_counts_and_says_what_is_wrong(kit: Kit) -> None:
    made = table(kit, "en")
    text = roster_text(made, plan_problems(kit.desk.judge(), made.grid), "#1 ab")
    assert "D day 08:30-17:30" in text
    assert "L late 17:00-01:00" in text
    (late,) = [each for each in text.split("\n") if each.startswith("late /2")]
    assert late.split()[2:6] == ["1", "1", "1", "0"]
    assert "! no shift lead on the day shift on 10-13 14 15 16 +15 R8-4.3.1" in text
    assert text.endswith("#1 ab")


def test_the_csv_has_a_date_a_column_and_no_formula(kit: Kit) -> None:
    rows = list(csv.reader(io.StringIO(roster_csv(table(kit)).decode("utf-8-sig"))))
    assert rows[0][:3] == ["姓名", "编号", "2026-10-01"]
    assert len(rows[0]) == 2 + 31 + 1
    own = next(row for row in rows if row[0] == "张敏")
    assert own[2:7] == ["白班", "白班", "白班", "休", "假"]
    assert "'=1+1" in [row[0] for row in rows]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_counts_with_formulas_and_fits_an_a4_page(kit: Kit, lang: Lang) -> None:
    sheet = load_workbook(io.BytesIO(roster_xlsx(table(kit, lang), "#1 ab", 0))).worksheets[0]
    assert sheet.title == OCTOBER
    assert sheet["C3"].value.isoformat()[:10] == "2026-10-01"
    assert sheet["C4"].value == ("节" if lang == "zh" else "H")
    rows = {row[0].value: row for row in sheet.iter_rows()}
    own = rows["张敏"]
    number = own[0].row
    assert own[1].value == "zhangmin"
    assert [each.value for each in own[2:7]] == (list("白白白休假") if lang == "zh" else list("DDDrv"))
    day, late, rests, away, due = (each.value for each in own[33:38])
    signs = "白晚休假" if lang == "zh" else "DLrv"
    assert [day, late, rests, away] == [f'=COUNTIF(C{number}:AG{number},"{sign}")' for sign in signs]
    assert due == 2  # R8-3.4.1
    label = "晚班人数 /2" if lang == "zh" else "on late /2"
    # four people in the rows 5 to 8
    assert rows[label][2].value == f'=COUNTIF(C5:C8,"{signs[1]}")'
    assert rows["=1+1"][0].data_type == "s", "a name is never a formula"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", int(sheet.PAPERSIZE_A4))
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert sheet.freeze_panes == "C5"


def test_the_sums_are_there_before_anybody_computes_them(kit: Kit) -> None:
    sheet = load_workbook(io.BytesIO(roster_xlsx(table(kit), "#1 ab", 0)), data_only=True).worksheets[0]
    rows = {row[0].value: row for row in sheet.iter_rows()}
    # 31 days less a rest day and one of leave
    assert [each.value for each in rows["张敏"][33:38]] == [29, 0, 1, 1, 2]
    assert [rows["晚班人数 /2"][index].value for index in (2, 3, 4, 5)] == [1, 1, 1, 0]


def test_the_same_month_gives_the_same_bytes(kit: Kit) -> None:
    assert roster_xlsx(table(kit), "#1 ab", 0) == roster_xlsx(table(kit), "#1 ab", 0)


def test_the_board_says_the_next_hour_by_half_hours_and_who_is_missing(tmp_path: Path) -> None:
    # 12:00, day shift 08:30–17:30: 欧阳雪 is on seat, 张敏 is not here
    folder = tmp_path / "floor"
    folder.mkdir()
    made = Kit(folder, now=NOW)
    made.add(*(joined(staff, name=name) for staff, name in NAMES.items()))
    made.add(*(shift(staff, "2026-10-13", "day") for staff in ("zhangmin", "ouyangxue")))
    made.add(line("seat.taken", "2026-10-13 08:28", staff="ouyangxue"))
    judge, now = made.desk.judge(), made.clock.now()
    text = board_text(judge, now, 1, "ab", "en")
    assert "next hour 1/2  12:00 1  12:30 1\n  张敏 not here\n" in text
    assert board_json(judge, now, 1, "ab")["next_hour"] == {
        "planned": 2,
        "expected": 1,
        "half_hours": [
            {"from": "2026-10-13T12:00:00+08:00", "expected": 1},
            {"from": "2026-10-13T12:30:00+08:00", "expected": 1},
        ],
        "missing": [{"staff": "zhangmin", "why": "late"}],
    }
    made.close()


def test_the_board_says_who_waits_and_for_how_long(tmp_path: Path) -> None:
    folder = tmp_path / "floor"
    folder.mkdir()
    made = Kit(folder, now="2026-10-13 12:02:14")
    made.add(joined("zhangmin", name="张敏"), line("seat.taken", "2026-10-13 08:28", staff="zhangmin"))
    made.add(line("account.assigned", "2026-10-13 08:00", account="亿果:kf01", staff="zhangmin"))
    made.add(line("chat.waiting", "2026-10-13 12:00", account="亿果:kf01", chat="c1", store="亿果"))
    rows = board_text(made.desk.judge(), made.clock.now(), 1, "ab", "zh").splitlines()
    first = rows[rows.index("应答 1") + 1]
    assert first.split() == ["!", "02:14", "张敏", "亿果"]  # over 100 s: amber
    made.close()
