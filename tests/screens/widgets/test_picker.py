"""The picker: a few letters and Enter, with the effect said before."""

from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import Key, Paste
from textual.message import Message

from screens.widgets.picker import Picker, PickItem

ITEMS = (
    PickItem("li", "李娜", "前", group="售前"),
    PickItem("zhang", "张敏", "前", group="售前"),
    PickItem("ou", "欧阳雪", "后", group="售后"),
    PickItem("late", "迟到", "R8-3.2.1", search="late arrival"),
    PickItem("bad", "坏\x1b[31m\t名👍🏽", "R4-3.1.07"),
)


class Picking(App[None]):
    CSS = "Picker { width: 40; height: 12; border: round $primary; }"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield Picker(ITEMS, empty="没有")

    def on_mount(self) -> None:
        self.picker.focus()

    @property
    def picker(self) -> Picker:
        return self.query_one(Picker)

    def on_picker_moved(self, event: Picker.Moved) -> None:
        self.said.append(event)
        self.picker.set_preview([f"第 2 次 ¥50 {event.item_key}"] if event.item_key else [])

    def on_picker_chosen(self, event: Picker.Chosen) -> None:
        self.said.append(event)

    def on_picker_cancelled(self, event: Picker.Cancelled) -> None:
        self.said.append(event)


def drawn(picker: Picker) -> list[str]:
    return ["".join(segment.text for segment in picker.render_line(y)) for y in range(picker.size.height)]


async def test_initials_and_enter_pick() -> None:
    async with Picking().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Picking)
        await pilot.press("z", "m")
        assert app.picker.found == ["zhang"]
        assert drawn(app.picker)[0].startswith("> zm")
        assert drawn(app.picker)[1].startswith("› 张敏")
        await pilot.press("enter")
        await pilot.pause()
        chosen = app.said[-1]
        assert isinstance(chosen, Picker.Chosen)
        assert (chosen.item_key, chosen.query) == ("zhang", "zm")


async def test_the_effect_is_said_for_the_item_under_the_cursor() -> None:
    async with Picking().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Picking)
        await pilot.pause()
        assert "第 2 次 ¥50 li" in drawn(app.picker)[-2]
        await pilot.press("down")
        await pilot.pause()
        assert "第 2 次 ¥50 zhang" in drawn(app.picker)[-2]
        await pilot.press("w", "w")
        await pilot.pause()
        assert app.picker.cursor is None
        assert "没有" in drawn(app.picker)[1]
        await pilot.press("enter")
        await pilot.pause()
        keys = [event.item_key for event in app.said if isinstance(event, Picker.Moved)]
        assert keys == ["li", "zhang", None]
        assert not any(isinstance(event, Picker.Chosen) for event in app.said)


async def test_groups_have_titles_until_something_is_typed() -> None:
    async with Picking().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Picking)
        assert [line.strip() for line in drawn(app.picker)[1:3]] == ["售前", "› 李娜" + " " * 30 + "前"]
        await pilot.press("a")
        assert not any(line.startswith("售前") for line in drawn(app.picker))


async def test_chinese_paste_and_clause_numbers_are_taken() -> None:
    async with Picking().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Picking)
        app.picker.post_message(Key("欧", "欧"))
        app.picker.post_message(Paste("阳\x1b\n第二行"))
        await pilot.pause()
        assert app.picker.typed == "欧阳?"
        await pilot.press("backspace")
        assert (app.picker.typed, app.picker.found) == ("欧阳", ["ou"])
        await pilot.press("ctrl+u")
        assert len(app.picker.found) == len(ITEMS)
        await pilot.press(*"3107")
        assert app.picker.found == ["bad"]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.said[-1], Picker.Cancelled)


async def test_the_terminal_cursor_stands_behind_what_was_typed() -> None:
    async with Picking().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Picking)
        app.picker.post_message(Key("欧", "欧"))
        await pilot.press("a")
        assert app.cursor_position == (1 + 2 + 3, 1)
        await pilot.press(*"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz")
        assert app.cursor_position.x < 40


async def test_other_items_leave_the_cursor_on_its_key() -> None:
    async with Picking().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Picking)
        await pilot.press("down")
        app.picker.set_items(tuple(reversed(ITEMS)))
        assert app.picker.cursor == "zhang"
        app.picker.set_items(ITEMS, typed="ou")
        assert (app.picker.typed, app.picker.cursor) == ("ou", "ou")


@pytest.mark.parametrize("height", [3, 5, 12])
async def test_every_line_has_its_width_under_no_color(monkeypatch: pytest.MonkeyPatch, height: int) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with Picking().run_test(size=(24, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Picking)
        app.picker.styles.width = 24
        app.picker.styles.height = height
        await pilot.press("down", "down", "down", "down", "end", "home", "pagedown", "up")
        assert {cell_len(line) for line in drawn(app.picker)} == {app.picker.size.width}


async def test_a_long_list_follows_the_cursor() -> None:
    async with Picking().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Picking)
        app.picker.set_items([PickItem(f"n{n}", f"第{n}项", group=f"组{n // 10}") for n in range(50)])
        await pilot.press("end")
        assert "› 第49项" in drawn(app.picker)[7]
        await pilot.press("pageup")
        assert any(line.startswith("› 第43项") for line in drawn(app.picker))
        await pilot.press("home")
        assert drawn(app.picker)[1].startswith("组0")
        await pilot.click(Picker, offset=(5, 4))
        assert app.picker.cursor == "n1"
