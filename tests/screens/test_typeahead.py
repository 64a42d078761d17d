"""Keys that arrive in one burst, as they do over a slow link."""

from shopfloor import Shop, at_keyboard
from textual.events import Key


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
