"""Forms say all that is wrong at once, and answer by dismiss."""

from typing import Any

import pytest
from textual.app import App
from textual.widgets import Input

from screens.widgets.choice import ChoiceLine
from screens.widgets.form import ConfirmModal, Field, FormModal
from screens.widgets.lines import TextLines

FIELDS = (
    Field("what", "事情", required=True, hint="一句话"),
    Field("severity", "轻重", required=True, choices=(("steady", "稳"), ("watch", "盯"), ("urgent", "急"))),
    Field("amount", "金额", "x", check=lambda value: None if value.isdecimal() else "只要数字"),
)


class Asking(App[None]):
    answer: Any = "none yet"

    def ask(self, modal: FormModal | ConfirmModal) -> None:
        self.push_screen(modal, self.take)

    def take(self, answer: object) -> None:
        self.answer = answer


def errors(app: App[None]) -> list[str]:
    return [line.render_line(0).text.strip() for line in app.screen.query(".form-error.-shown").results(TextLines)]


@pytest.mark.parametrize("no_color", [False, True])
async def test_all_errors_are_shown_at_once_under_their_fields(monkeypatch: pytest.MonkeyPatch, no_color: bool) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(FormModal("交接项 [b]x", FIELDS))
        await pilot.pause()
        await pilot.press("enter", "enter", "enter")
        await pilot.pause()
        assert errors(app) == ["! 必填", "! 必填", "! 只要数字"]
        assert app.answer == "none yet"
        assert app.focused is app.screen.query_one("#field-what")
        await pilot.press("退", "款", "enter", "j", "enter", "ctrl+u", "7", "enter")
        await pilot.pause()
        assert app.answer == {"what": "退款", "severity": "urgent", "amount": "7"}


async def test_choices_turn_with_arrows_and_are_typed_in_pinyin() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(FormModal("x", FIELDS, lang="en"))
        await pilot.pause()
        await pilot.press("down")
        choice = app.screen.query_one(ChoiceLine)
        assert choice.has_focus
        await pilot.press("left")
        assert choice.value == "urgent"
        await pilot.press("right")
        assert choice.value == "steady"
        await pilot.press("d", "i", "n")
        assert choice.value == "watch"
        await pilot.press("q")
        assert choice.value == "watch"
        await pilot.press("u")
        assert choice.value == "urgent"
        await pilot.press("shift+tab")
        assert isinstance(app.focused, Input)
        await pilot.press("escape")
        await pilot.pause()
        assert app.answer is None


@pytest.mark.parametrize(("key", "answer"), [("y", True), ("enter", True), ("n", False), ("escape", False)])
async def test_yes_or_no(key: str, answer: bool) -> None:
    app = Asking()
    async with app.run_test(size=(40, 10)) as pilot:
        app.ask(ConfirmModal("撤销 [red]这条？", ["迟到 8 分"]))
        await pilot.pause()
        assert any("[red]" in line.render_line(0).text for line in app.screen.query(TextLines))
        await pilot.press(key)
        await pilot.pause()
        assert app.answer is answer


@pytest.mark.parametrize("way", ["tab", "enter", "down"])
async def test_what_stands_in_a_field_is_not_replaced_by_typing_but_goes_on_at_its_end(way: str) -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(FormModal("x", [Field("a", "甲", "one"), Field("b", "乙", "two")]))
        await pilot.pause()
        await pilot.press("1", way, "2", "enter")
        await pilot.pause()
        assert app.answer == {"a": "one1", "b": "two2"}


async def test_the_cursor_goes_to_the_end_of_the_wrong_field_and_ctrl_u_clears_it() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(FormModal("x", [Field("amount", "金额", "12x", check=lambda v: None if v.isdecimal() else "只要数字")]))
        await pilot.pause()
        await pilot.press("home", "enter")
        await pilot.pause()
        entry = app.screen.query_one("#field-amount", Input)
        assert (entry.cursor_position, entry.selection.is_empty) == (3, True)
        await pilot.press("home", "ctrl+u", "7", "enter")
        await pilot.pause()
        assert app.answer == {"amount": "7"}


@pytest.mark.parametrize(("lang", "says"), [("zh", "^U 清空"), ("en", "^U clears")])
@pytest.mark.parametrize("saves", [True, False])
async def test_the_foot_names_the_key_that_clears_where_a_field_is_filled(lang: Any, says: str, saves: bool) -> None:
    for value, there in (("one", True), ("", False)):
        app = Asking()
        async with app.run_test(size=(80, 24)) as pilot:
            app.ask(FormModal("x", [Field("a", "a", value)], lang=lang, saves=saves))
            await pilot.pause()
            lines = "".join(seg.text for strip in app.screen._compositor.render_strips() for seg in strip)
            assert (says in lines) is there


@pytest.mark.parametrize(("lang", "more"), [("zh", "还有 {} 条"), ("en", "{} more")])
@pytest.mark.parametrize(("rows", "shown"), [(12, 6), (24, 18), (40, 30)])
async def test_a_confirmation_keeps_its_keys_in_sight_and_counts_what_it_leaves_out(
    lang: Any, more: str, rows: int, shown: int
) -> None:
    app = Asking()
    async with app.run_test(size=(80, rows)) as pilot:
        app.ask(ConfirmModal("x?", [f"line {n};" for n in range(30)], lang=lang))
        await pilot.pause()
        for again in range(2):  # frame 2, question, empty line, keys: 5; one more for the count of what is left out
            lines = ["".join(seg.text for seg in strip) for strip in app.screen._compositor.render_strips()]
            assert sum("line " in each for each in lines) == shown
            assert any("[Enter/y]" in each for each in lines)
            assert any(more.format(30 - shown) in each for each in lines) is (shown < 30)
            if not again:
                await pilot.resize_terminal(80, 60)
                await pilot.resize_terminal(80, rows)
                await pilot.pause()
