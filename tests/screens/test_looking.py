"""Finding, sorting, help, the other language, and the floor as it was."""

import re

import pytest
from rich.cells import cell_len
from shopfloor import DAY, Shop, at_keyboard, line, lines_of, millis, straight

from kfterm.words import Lang
from screens.acts.look import MARKS
from screens.keys import FLOOR, shown


def names(text: str) -> list[str]:
    """The names on the floor, from the top."""
    known = ("张敏", "高晗", "欧阳雪", "周敏")
    rows = [row.split("─")[0] for row in text.split("\n")[3:9]]
    return [name for row in rows for name in known if name in row[:20]]


async def test_find_goes_to_a_person_and_tab_filters(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("slash")
        await hand.type("oyx")
        await hand.press("enter")
        assert hand.floor.staff == "ouyangxue"
        await hand.press("slash")
        await hand.type("zm")
        await hand.press("tab")
        assert hand.says("/zm")
        assert names(hand.text) == ["张敏", "周敏"]
        await hand.press("escape")
        assert len(names(hand.text)) == 4


async def test_rows_are_by_urgency_then_by_a_column_then_reversed(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        assert names(hand.text)[:2] == ["张敏", "高晗"]
        while "姓名^" not in hand.text:
            await hand.press("s")
        forward = names(hand.text)
        await hand.press("S")
        assert "姓名v" in hand.text
        assert names(hand.text) == forward[::-1]


async def test_help_lists_every_key_and_runs_what_is_chosen(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("question_mark")
        count = len(FLOOR) + len(MARKS)  # keys, and what the signs of the floor mean
        assert hand.says("能做什么", f"{count}/{count}")
        await hand.type("pb")
        assert hand.says("排班", shown("r"))
        await hand.press("enter")
        assert hand.top == "RosterScreen"


async def test_the_palette_is_the_same_list(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("ctrl+p")
        await hand.type("away")
        await hand.press("enter")
        assert hand.says("离席 · 张敏")


async def test_looking_back_shows_the_floor_as_it_was(r4: Shop) -> None:
    r4.clock.at = millis(f"{DAY} 20:30")
    async with at_keyboard(r4) as hand:
        await hand.press("t")
        await hand.type("09:59")
        await hand.press("enter")
        assert hand.says("回看", "09:59:00", "在席 3/4", "应答 0")
        assert not hand.says("就餐")
        await hand.press("right_square_bracket")
        assert hand.says("10:00:00", "就餐")
        await hand.press("left_square_bracket", "left_square_bracket")
        assert hand.says("09:58:00")
        await hand.press("right_curly_bracket", "right_curly_bracket")
        assert hand.says("10:18:00", "应答 1")
        await hand.press("escape")
        assert hand.says("20:30:00")
        assert not hand.says("回看 [")


async def test_nothing_is_logged_while_looking_back(r4: Shop) -> None:
    r4.clock.at = millis(f"{DAY} 20:30")
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await hand.press("t")
        await hand.type("10:16")
        for key in ("v", "c", "l"):
            await hand.press("enter" if key == "v" else "escape")
            if key != "v":
                await hand.press("t")
                await hand.type("10:16")
                await hand.press("enter")
            await hand.press(key)
            assert hand.top == "FloorScreen", "it is said at once, not after a form"
            assert hand.says("回看时不能记")
    assert r4.log.head() == before


async def test_stepping_forward_stops_at_the_present(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("t")
        await hand.type("10:16")
        await hand.press("enter", "right_curly_bracket")
        assert hand.says("10:17:00")
        assert not hand.says("10:26:00")


async def test_a_moment_to_come_and_nonsense_are_refused(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("t")
        await hand.type("20:15")
        await hand.press("enter")
        assert hand.says("还没到这一刻")
        await hand.press("ctrl+u")
        await hand.type("noon")
        await hand.press("enter")
        assert hand.says("应如 20:15")
        await hand.press("escape")
        assert hand.top == "FloorScreen"


async def test_the_other_language_at_once(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("ctrl+l")
        assert hand.says("on seat 3/4", "violation", "not here", "meal")
        assert not lines_of(hand, "在席")
        await hand.press("v")
        assert hand.says("violation · 张敏", "Enter logs", "no Mandarin")
        await hand.until(lambda: hand.says("no. 1 this month"))
        await hand.press("escape", "ctrl+l")
        assert hand.says("在席 3/4")


async def test_english_finds_clauses_in_english_and_in_pinyin(r4: Shop) -> None:
    async with at_keyboard(r4, lang="en") as hand:
        await hand.press("v")
        await hand.type("dialect")
        assert hand.says("R4-3.1.01", "1/31")
        await hand.press("ctrl+u")
        await hand.type("pth")
        assert hand.says("R4-3.1.01")


async def test_escape_and_strange_keys_are_harmless(r4: Shop) -> None:
    before = r4.log.head()
    async with at_keyboard(r4, (80, 24)) as hand:
        for key in ("escape", "z", "1", "f5", "delete", "left", "right", "k", "j", "[", "]", "pagedown", "home"):
            await hand.press(key)
            assert hand.top == "FloorScreen"
    assert r4.log.head() == before


async def test_q_leaves(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("q")
        assert hand.app._exit


async def test_the_arrows_of_a_help_are_arrows_and_its_columns_stand_in_line(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "question_mark")
        (keys,) = [each for each in hand.lines if "Shift+← → ↑ ↓" in each]
        (enter,) = [each for each in hand.lines if "│   Enter " in each]
        assert not hand.says("->")
        texts = [re.search(r"│   \S.*?  +(\S)", each) for each in (keys, enter)]
        assert len({cell_len(each.string[: each.start(1)]) for each in texts if each}) == 1
        assert len(texts) == 2
        straight(hand)


@pytest.mark.parametrize(
    ("lang", "says"), [("zh", "级(英文界面):急、盯、稳"), ("en", "the item's level, urgent, watch, stable")]
)
async def test_the_help_says_what_the_marks_of_a_level_mean(r4: Shop, lang: Lang, says: str) -> None:
    async with at_keyboard(r4, lang=lang) as hand:
        await hand.press("h", "question_mark")
        assert hand.says("U w -", says)
        await hand.press("escape", "escape", "question_mark")
        await hand.type("U w")
        assert hand.says(says)


async def test_on_a_small_terminal_the_rows_that_people_leave_free_show_what_was_noticed(r4: Shop) -> None:
    r4.add(*(line("chat.waiting", f"{DAY} 10:0{n}", chat=f"d{n}", account="muhe:1", buyer=f"b{n}") for n in (3, 4)))
    async with at_keyboard(r4, (80, 24)) as hand:
        assert len(hand.floor.noticed) == 4  # two stand there in any case
        assert len(lines_of(hand, "[Enter")) == 4
        assert all(hand.says(name) for name in ("欧阳雪", "张敏", "高晗", "周敏"))
