"""Keys that arrive in one burst, as they do over a slow link."""

import random

import pytest
from shopfloor import Shop, at_keyboard
from textual.events import Key

from screens.widgets.picker import Picker


async def test_a_violation_typed_in_one_burst_is_logged_and_nothing_else(r4: Shop) -> None:
    """None of the letters is taken for an action of the floor while the picker is still opening."""
    before = len(list(r4.log.rows()))
    async with at_keyboard(r4) as hand:
        for key in ("v", "d", "s", "x", "h"):
            hand.app.post_message(Key(key, key))
        hand.app.post_message(Key("enter", None))
        for _ in range(40):
            await hand.pilot.pause(0.05)
            if len(list(r4.log.rows())) > before:
                break
        await hand.pilot.pause(0.1)
    assert r4.newest("violation.logged").clause == "R4-3.1.10"
    assert len(list(r4.log.rows())) == before + 1


async def test_after_an_act_without_a_question_the_floor_takes_keys_again(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("b", "s", "s", "p")
        await hand.press("question_mark")
        assert hand.app.screen is not hand.app.screen_stack[1]


@pytest.mark.parametrize("seed", range(6))
async def test_letters_typed_while_a_picker_opens_stand_in_it_in_their_order(r4: Shop, seed: int) -> None:
    """However they fall between the floor, the opening and the open picker: none overtakes another."""
    chance = random.Random(seed)
    async with at_keyboard(r4) as hand:
        for key in "vyqbnf":
            hand.app.post_message(Key(key, key))
            await hand.pilot.pause(chance.choice((0, 0, 0.001, 0.004, 0.02, 0.05)))
        await hand.until(lambda: hand.top == "PickModal")
        await hand.pilot.pause(0.3)
        assert hand.app.screen.query_one(Picker).typed == "yqbnf"


@pytest.mark.parametrize("seed", range(6))
async def test_what_is_typed_into_a_form_in_one_burst_stands_in_its_fields(r4: Shop, seed: int) -> None:
    """`i`, a kind, its text and the next fields: Tab and Enter wait for the letters before them."""
    chance = random.Random(seed)
    said = ["i", *"h13", "enter", *"abc", "tab", *"xyz", "enter"]
    async with at_keyboard(r4) as hand:
        for key in said:
            hand.app.post_message(Key(key, key if len(key) == 1 else {"enter": "\r", "tab": "\t"}[key]))
            await hand.pilot.pause(chance.choice((0, 0, 0, 0.002, 0.03)))
        await hand.until(lambda: any(each.what == "abc" for each in r4.events("item.opened")))
    item = r4.newest("item.opened")
    assert (item.item_kind, item.what, list(item.details.values())) == ("H13", "abc", ["xyz"])


async def test_a_question_that_is_answered_twice_closes_nothing_else(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("v")
        modal = hand.app.screen
        modal.dismiss(None)
        modal.dismiss(None)
        await hand.rest()
        assert hand.top == "FloorScreen"
        await hand.press("b")
        assert hand.says("没有离席"), "the floor still takes keys"
