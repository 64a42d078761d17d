"""The table: the cursor stays on its row, only what changed is sent, and every line is as wide as its widget."""

from collections.abc import Sequence
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget

from screens.widgets.columns import Column, ColumnTable, RowView
from screens.widgets.table_model import TableModel, place

COLUMNS = (
    Column("seat", "席", 2, "right", priority=90),
    Column("name", "姓名", None, priority=100),
    Column("state", "状态", 8, priority=80),
    Column("time", "时长", 8, "right", priority=85),
    Column("score", "月分", 4, "right", priority=30),
    Column("note", "记", 6, priority=50),
)
NAMES = ("张敏", "欧阳雪", "𠮷田", "王😀", "坏\x1b[31m\t名", "👍🏽⚠️", "\u202e反向", "★→①")


def rows(count: int = 8, tick: int = 0) -> list[RowView]:
    return [
        RowView(
            f"s{n}",
            (str(n), NAMES[n % len(NAMES)], ("就餐", "warn"), (f"00:00:{tick:02d}", "late"), "78", "!迟8"),
            mark=("!", "late") if n == 2 else "",
        )
        for n in range(count)
    ]


class Table(App[None]):
    def __init__(self, shown: Sequence[RowView], **options: Any) -> None:
        super().__init__(**options)
        self.shown = shown
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield ColumnTable(COLUMNS, empty="没有人")

    def on_mount(self) -> None:
        self.table.focus()
        self.table.show(self.shown)

    @property
    def table(self) -> ColumnTable:
        return self.query_one(ColumnTable)

    def on_column_table_moved(self, event: ColumnTable.Moved) -> None:
        self.said.append(event)

    def on_column_table_chosen(self, event: ColumnTable.Chosen) -> None:
        self.said.append(event)


def drawn(widget: Widget) -> list[str]:
    return ["".join(segment.text for segment in widget.render_line(y)) for y in range(widget.size.height)]


def screen_lines(app: App[None]) -> list[str]:
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


async def test_the_cursor_stays_on_its_key_when_rows_are_sorted_anew() -> None:
    async with Table(rows()).run_test(size=(60, 12)) as pilot:
        table = pilot.app.query_one(ColumnTable)
        await pilot.press("down", "j", "j", "k")
        assert table.cursor == "s2"
        table.show(list(reversed(rows())))
        await pilot.pause()
        assert table.cursor == "s2"
        line = next(line for line in screen_lines(pilot.app) if "›" in line)
        assert "𠮷田" in line


async def test_a_vanished_row_gives_the_cursor_to_the_one_in_its_place() -> None:
    async with Table(rows()).run_test(size=(60, 12)) as pilot:
        app = pilot.app
        assert isinstance(app, Table)
        app.table.move_to("s3")
        app.table.show([row for row in rows() if row.key != "s3"])
        assert app.table.cursor == "s4"
        app.table.show([])
        await pilot.pause()
        assert app.table.cursor is None
        assert [event.key for event in app.said if isinstance(event, ColumnTable.Moved)] == ["s0", "s3", "s4", None]
        assert "没有人" in screen_lines(app)[1]
        assert not app.table.move_to("nobody")


async def test_a_ticking_clock_repaints_its_own_column_only() -> None:
    async with Table(rows(tick=1)).run_test(size=(60, 12)) as pilot:
        app = pilot.app
        assert isinstance(app, Table)
        await pilot.pause()
        before = app.table.lines_repainted
        app.table.show(rows(tick=2))
        after = app.table.lines_repainted
        assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {"time": 8}
        app.table.show(rows(tick=2))
        assert app.table.lines_repainted == after


async def test_one_changed_cell_repaints_one_line() -> None:
    async with Table(rows()).run_test(size=(60, 12)) as pilot:
        app = pilot.app
        assert isinstance(app, Table)
        changed = rows()
        changed[4] = RowView("s4", (*changed[4].cells[:4], "77", changed[4].cells[5]))
        before = app.table.lines_repainted
        app.table.show(changed)
        assert sum(app.table.lines_repainted.values()) - sum(before.values()) == 1
        assert app.table.lines_repainted["score"] - before["score"] == 1
        await pilot.pause()
        assert "  77 " in screen_lines(app)[5]


async def test_unimportant_columns_go_when_it_is_narrow_and_come_back() -> None:
    async with Table(rows()).run_test(size=(30, 10)) as pilot:
        app = pilot.app
        assert isinstance(app, Table)
        assert app.table.shown_columns == ("seat", "name", "state", "time")
        assert "月分" not in screen_lines(app)[0]
        await pilot.resize_terminal(60, 10)
        await pilot.pause()
        assert len(app.table.shown_columns) == len(COLUMNS)
        assert "月分" in screen_lines(app)[0]


@pytest.mark.parametrize("size", [(30, 8), (41, 5), (80, 24), (120, 40)])
async def test_every_line_is_exactly_as_wide_as_its_widget(size: tuple[int, int]) -> None:
    async with Table(rows(20)).run_test(size=size) as pilot:
        await pilot.pause()
        for widget in pilot.app.query("_Strips"):
            if widget.display:
                assert {cell_len(line) for line in drawn(widget)} == {widget.size.width}
        assert {cell_len(line) for line in screen_lines(pilot.app)} == {size[0]}
        assert not any("\x1b" in line or "\t" in line for line in screen_lines(pilot.app))


async def test_no_color_does_not_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with Table(rows(20)).run_test(size=(60, 8)) as pilot:
        await pilot.press("down", "end", "home")
        assert "›" in screen_lines(pilot.app)[1]
        for widget in pilot.app.query("_Strips"):
            assert all(segment.style is not None for y in range(8) for segment in widget.render_line(y))


async def test_keys_page_and_enter_chooses() -> None:
    async with Table(rows(30)).run_test(size=(60, 11)) as pilot:
        app = pilot.app
        assert isinstance(app, Table)
        assert screen_lines(app)[0].rstrip().endswith("+20")
        await pilot.press("pagedown")
        assert app.table.cursor == "s9"
        await pilot.press("pagedown", "enter")
        assert app.table.cursor == "s18"
        assert screen_lines(app)[0].rstrip().endswith("-9 +11")
        await pilot.press("end", "down", "pageup")
        assert app.table.cursor == "s20"
        await pilot.pause()
        assert [event.key for event in app.said if isinstance(event, ColumnTable.Chosen)] == ["s18"]


async def test_the_sorted_column_is_marked() -> None:
    async with Table(rows()).run_test(size=(60, 11)) as pilot:
        app = pilot.app
        assert isinstance(app, Table)
        app.table.sorted_by("time", descending=True)
        await pilot.pause()
        assert "时长v" in screen_lines(app)[0]
        app.table.sorted_by("score")
        await pilot.pause()
        assert "月分^" in screen_lines(app)[0]


async def test_a_click_moves_the_cursor_and_a_second_one_chooses() -> None:
    async with Table(rows()).run_test(size=(60, 12)) as pilot:
        app = pilot.app
        assert isinstance(app, Table)
        await pilot.click(ColumnTable, offset=(20, 4))
        assert app.table.cursor == "s3"
        await pilot.click(ColumnTable, offset=(20, 5), times=2)
        await pilot.pause()
        assert [event.key for event in app.said if isinstance(event, ColumnTable.Chosen)] == ["s4"]


@pytest.mark.parametrize("total", range(1, 130))
def test_columns_never_take_more_than_there_is(total: int) -> None:
    cells = place(COLUMNS, total)
    assert cells
    assert 1 + sum(cells.values()) + len(cells) - 1 <= max(total, 1)
    if total >= 30:
        assert 1 + sum(cells.values()) + len(cells) - 1 == total


def test_scrolling_keeps_the_table_full() -> None:
    model = TableModel(height=5)
    model.show(rows(20))
    model.move_to(19)
    assert (model.offset, model.hint) == (15, "-15")
    model.show(rows(8))
    assert (model.offset, model.hint, model.cursor) == (3, "-3", "s7")
    model.show(rows(2))
    assert (model.offset, model.hint, model.cursor) == (0, "", "s1")


WORDS = (
    Column("kind", "类", 8, priority=2, most=20),
    Column("what", "事项", None, priority=10),
    Column("stands", "接班", None, priority=9, room=18),
)


@pytest.mark.parametrize(
    ("cells", "kind", "what", "stands"),
    [
        (40, 8, 11, 18),  # 40 - edge 1 - 2 gaps - 8 = 29: less than both texts want, the narrower one grows
        (59, 8, 24, 24),  # 48 for the texts: both are readable
        (62, 11, 24, 24),  # 3 more: the word takes them first
        (120, 20, 49, 48),  # 117 - 20 = 97, shared
    ],
)
def test_words_are_shown_whole_where_texts_are_readable_and_texts_share_the_rest(
    cells: int, kind: int, what: int, stands: int
) -> None:
    assert place(WORDS, cells) == {"kind": kind, "what": what, "stands": stands}


class Marked(Table):
    def compose(self) -> ComposeResult:
        yield ColumnTable(COLUMNS, marks=True)


async def test_the_sign_of_a_row_stays_beside_the_cursor() -> None:
    async with Marked(rows()).run_test(size=(60, 12)) as pilot:
        await pilot.press("down", "down")
        lines = screen_lines(pilot.app)
        assert next(each for each in lines if "›" in each).startswith("›!")
        await pilot.press("up")
        assert screen_lines(pilot.app)[3].startswith(" !")
        assert {cell_len(each) for each in screen_lines(pilot.app)} == {60}
