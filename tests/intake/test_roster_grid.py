"""Rosters typed in spreadsheets: found by their content, every mistake with its cell, the export changes nothing."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from kit import Kit, days, joined, leave, line, millis, rest, shift
from openpyxl import Workbook

from kfterm.desk.roster_grid import grid
from kfterm.intake.files import Imported, import_files
from kfterm.papers.roster_table import roster_table
from kfterm.papers.roster_xlsx import roster_xlsx
from kfterm.problems import Refused
from kfterm.words import Lang

Rows = list[list[Any]]
Made = Callable[..., Path]


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """R8 in October 2026: 张敏, 欧阳雪 and two who are called 王芳."""
    made = Kit(tmp_path, now="2026-10-13 12:00")
    made.add(joined("zhangmin", name="张敏"), joined("ouyangxue", name="欧阳雪"))
    made.add(joined("wangfang1", name="王芳"), joined("wangfang2", name="王芳"), joined("gaohan", name="高晗👍🏽"))
    yield made
    made.close()


@pytest.fixture
def book(tmp_path: Path) -> Made:
    """Rows as a workbook; `merged` are ranges that are merged afterwards."""

    def make(rows: Rows, name: str = "roster.xlsx", title: str = "Sheet1", merged: tuple[str, ...] = ()) -> Path:
        work = Workbook()
        sheet = work.active
        assert sheet is not None
        sheet.title = title
        for row in rows:
            sheet.append(row)
        for span in merged:
            sheet.merge_cells(span)
        path = tmp_path / name
        work.save(path)
        return path

    return make


def taken(kit: Kit, path: Path, **options: bool) -> Imported:
    """An import that works."""
    return import_files(kit.desk, [path], **options)


def plan_of(kit: Kit, staff: str) -> dict[str, str]:
    """`10-20` to what is planned."""
    found = kit.desk.judge().shop.roster.planned.get(staff, {})
    return {date.fromordinal(day).isoformat()[5:]: what for day, (what, _) in sorted(found.items())}


def refused(kit: Kit, path: Path) -> list[str]:
    """Every problem of an import that must not write anything, in English."""
    before = kit.log.head()
    with pytest.raises(Refused) as found:
        taken(kit, path)
    assert kit.log.head() == before
    return [each.pick("en") for each in found.value.problems]


def test_a_grid_typed_by_hand_is_read(kit: Kit, book: Made) -> None:
    path = book(
        [
            ["木禾家居 2026年10月 排班"],
            [],
            ["姓名", "20", "21", "22", "23", "24"],
            ["星期", "二", "三", "四", "五", "六"],
            ["张 敏", "白", "白班", "休", "晚", None],
            ["ouyangxue", "late", "L", "Rest", "d", "-"],
            ["高晗👍🏽", "晚班", None, None, None, "休息"],
            ["白班人数", 1, 1, 0, 1, 0],
            ["备注:国庆后恢复两班"],
        ]
    )
    assert taken(kit, path).fresh == 4 + 4 + 2, "the dash clears a day on which nothing is planned"
    assert plan_of(kit, "zhangmin") == {"10-20": "day", "10-21": "day", "10-22": "rest", "10-23": "late"}
    assert plan_of(kit, "ouyangxue") == {"10-20": "late", "10-21": "late", "10-22": "rest", "10-23": "day"}
    assert plan_of(kit, "gaohan") == {"10-20": "late", "10-24": "rest"}


def test_what_is_planned_already_is_not_said_again_and_a_dash_clears(kit: Kit, book: Made) -> None:
    kit.add(
        shift("zhangmin", "2026-10-20", "day"), shift("zhangmin", "2026-10-21", "late"), rest("zhangmin", "2026-10-22")
    )
    path = book([["2026-10", 20, 21, 22, 23], ["张敏", "白", "-", "休", "白"]])
    assert taken(kit, path, dry_run=True).fresh == 2
    assert plan_of(kit, "zhangmin") == {"10-20": "day", "10-21": "late"}
    assert taken(kit, path).fresh == 2
    assert plan_of(kit, "zhangmin") == {"10-20": "day", "10-23": "day"}


@pytest.mark.parametrize(
    "head",
    [
        [datetime(2026, 10, day) for day in (20, 21, 22)],  # noqa: DTZ001
        [date(2026, 10, day) for day in (20, 21, 22)],
        ["2026-10-20", "2026-10-21", "2026-10-22"],
        ["10-20", "10-21", "10-22"],
        ["10/20", "10/21", "10/22"],
        ["10月20日", "10月21日", "10月22日"],
        ["20日", "21日", "22日"],
        ["20", "21", "22"],
        [20.0, 21.0, 22.0],
    ],
)
def test_days_are_read_however_they_are_written(kit: Kit, book: Made, head: list[Any]) -> None:
    path = book([["姓名", *head], ["张敏", "白", "晚", "休"]], title="10月")
    taken(kit, path)
    assert plan_of(kit, "zhangmin") == {"10-20": "day", "10-21": "late", "10-22": "rest"}


@pytest.mark.parametrize(("name", "title"), [("roster.xlsx", "2026-10"), ("2026-10.xlsx", "Sheet1"), ("排班2026年10月.xlsx", "Sheet1")])  # fmt: skip
def test_the_month_stands_in_the_name_of_the_sheet_or_of_the_file(kit: Kit, book: Made, name: str, title: str) -> None:
    taken(kit, book([["姓名", 20, 21, 22], ["张敏", "白", None, None]], name, title))
    assert plan_of(kit, "zhangmin") == {"10-20": "day"}


def test_a_month_that_nobody_says_is_asked_for(kit: Kit, book: Made) -> None:
    found = refused(kit, book([["姓名", 20, 21, 22], ["张敏", "白", None, None]]))
    assert [each.partition(":")[0] for each in found] == ["B1", "C1", "D1"]
    assert "write 2026-10 in the title" in found[0]


def test_a_head_may_run_from_one_month_into_the_next(kit: Kit, book: Made) -> None:
    taken(kit, book([["姓名", "10-30", "10-31", "11-01"], ["张敏", "白", "晚", "休"]]))
    assert plan_of(kit, "zhangmin") == {"10-30": "day", "10-31": "late", "11-01": "rest"}


def test_merged_cells_stand_for_every_day_they_cover(kit: Kit, book: Made) -> None:
    path = book(
        [["2026-10 排班", None, None, None, None], ["姓名", 20, 21, 22, 23], ["张敏", "晚班", None, None, "休"]],
        merged=("A1:E1", "B3:D3"),
    )
    taken(kit, path)
    assert plan_of(kit, "zhangmin") == {"10-20": "late", "10-21": "late", "10-22": "late", "10-23": "rest"}


def test_every_problem_is_named_at_once_with_its_cell(kit: Kit, book: Made) -> None:
    kit.add(line("staff.joined", "2026-10-21 00:00", staff="qinlan", name="秦岚"))
    path = book(
        [
            ["2026-10"],
            ["姓名", 20, 21, 31, 32],
            ["张敏", "中", "earlly", "假"],
            ["欧阳雷", "白", "晚", "休"],
            ["王芳", "白", None, None],
            ["秦岚", "白", "白", None],
            ["张敏", "晚", None, None],
        ]
    )
    found = refused(kit, path)
    assert [each.partition(":")[0] for each in found] == ["B3", "C3", "D3", "A4", "A5", "B6", "A7"]
    assert found[0].startswith("B3: 张敏 2026-10-20: '中' is no shift. There are: d (day), l (late), rest, - (clear)")
    assert "did you mean" not in found[0]
    assert "no leave is granted" in found[2]
    assert found[3] == "A4: nobody is called 欧阳雷; did you mean 欧阳雪? Write a name or an id"
    assert found[4] == "A5: several are called 王芳 (wangfang1, wangfang2): write the id"
    assert "not employed on that day" in found[5]
    assert found[6] == "A7: 张敏 has a row already at A3"


def test_a_day_that_the_month_has_not_is_named(kit: Kit, book: Made) -> None:
    (found,) = refused(kit, book([["2026-11"], ["姓名", 29, 30, 31], ["张敏", "白", "白", "白"]]))
    assert found.startswith("D2: 31: no telling which day")


def test_of_two_of_a_name_the_id_beside_it_says_who(kit: Kit, book: Made) -> None:
    taken(kit, book([["2026-10"], ["姓名", "编号", 20, 21, 22], ["王芳", "wangfang2", "白", None, None]]))
    assert plan_of(kit, "wangfang2") == {"10-20": "day"}


def test_granted_leave_may_stand_in_the_grid(kit: Kit, book: Made) -> None:
    kit.add(shift("zhangmin", "2026-10-20", "day"), leave("zhangmin", "2026-10-20", "2026-10-20", "1"))
    assert taken(kit, book([["2026-10"], ["姓名", 20, 21, 22], ["张敏", "假", None, None]])).fresh == 0
    assert plan_of(kit, "zhangmin") == {"10-20": "day"}


def test_two_sheets_are_read_and_named(kit: Kit, book: Made, tmp_path: Path) -> None:
    work = Workbook()
    for title in ("2026-10", "2026-11"):
        sheet = work.create_sheet(title)
        sheet.append(["姓名", 1, 2, 3])
        sheet.append(["张敏", "白", "?", "晚"])
    path = tmp_path / "two.xlsx"
    work.save(path)
    found = refused(kit, path)
    assert [each.partition(":")[0] for each in found] == ["2026-10!C2", "2026-11!C2"]


def test_another_workbook_says_what_was_looked_for(kit: Kit, book: Made) -> None:
    (found,) = refused(kit, book([["订单", "金额"], ["320114471", 12.5]]))
    assert "none of its first 20 rows is a head of dates or days" in found
    assert "a roster (xlsx, xls, ods" in found


def test_a_head_below_the_twentieth_row_is_not_looked_for(kit: Kit, book: Made) -> None:
    rows: Rows = [[f"说明 {number}"] for number in range(19)]
    below: Rows = [["姓名", "10-20", "10-21", "10-22"], ["张敏", "白", None, None]]
    assert taken(kit, book([*rows, *below])).fresh == 1
    refused(kit, book([*rows, ["说明"], *below]))


def test_a_broken_workbook_is_refused_and_not_a_crash(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 4)
    assert refused(kit, path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_exported_file_changes_nothing(kit: Kit, tmp_path: Path, lang: Lang) -> None:
    kit.settings(shift__day2="10:00-19:00", roster__need__late="2")
    for number, staff in enumerate(("zhangmin", "ouyangxue", "wangfang1", "gaohan")):
        shifts = ["day", "late", "day2", "rest"]
        kit.add(
            *(
                shift(staff, on, shifts[(index + number) % 4])
                for index, on in enumerate(days("2026-10-01", "2026-10-30"))
            )
        )
    kit.add(leave("zhangmin", "2026-10-20", "2026-10-20", "1"), rest("ouyangxue", "2026-10-21"))
    judge = kit.desk.judge()
    table = roster_table(judge, grid(judge, "2026-10", judge.calendar.day(millis("2026-10-13"))), "木禾家居", lang)
    path = tmp_path / "out.xlsx"
    path.write_bytes(roster_xlsx(table, "#1", 0))
    found = taken(kit, path)
    assert (found.fresh, found.recognised) == (0, {str(path): "roster"})
    assert found.lines == 4 * 30, "every planned cell was read"


def test_one_changed_cell_of_the_export_is_one_fact(kit: Kit, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    kit.add(*(shift("zhangmin", on, "day") for on in days("2026-10-01", "2026-10-31")))
    judge = kit.desk.judge()
    table = roster_table(judge, grid(judge, "2026-10", judge.calendar.day(millis("2026-10-13"))), "", "zh")
    work = load_workbook(io.BytesIO(roster_xlsx(table, "#1", 0)))
    sheet = work.worksheets[0]
    row = next(each for each in sheet.iter_rows() if each[0].value == "张敏")
    row[2 + 24].value = "晚"  # name, id, then the days: the 25th
    work.save(tmp_path / "changed.xlsx")
    assert taken(kit, tmp_path / "changed.xlsx").fresh == 1
    assert plan_of(kit, "zhangmin")["10-25"] == "late"


def test_the_hand_of_an_import_is_the_file(kit: Kit, book: Made) -> None:
    taken(kit, book([["2026-10"], ["姓名", 20, 21, 22], ["张敏", "白", None, None]], "oct.xlsx"))
    assert [row.by for row in kit.log.rows() if row.kind == "shift.assigned"] == ["import:oct"]


def test_days_that_are_over_are_taken_and_told(kit: Kit, book: Made) -> None:
    # today is the 13th
    path = book([["2026-10"], ["姓名", 11, 12, 13, 14], ["张敏", "白", "白", "白", "白"]])
    (note,) = taken(kit, path, dry_run=True).notes
    assert note.en.startswith("2 cell(s) are of days that are over")
    assert taken(kit, path).notes == (note,)
    assert taken(kit, path).notes == (), "nothing is left to change"
