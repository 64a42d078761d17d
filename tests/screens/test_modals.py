"""Modals on the smallest terminal: what has to be typed or pressed stays in sight however long the text is."""

import pytest
from shopfloor import driven
from textual.app import App

from screens.handover_modals import PrepareModal, ReadingModal
from screens.widgets.modal import Modal
from screens.widgets.painted import Line

LONG: list[Line] = [((f"line {number}", ""),) for number in range(40)]


class Alone(App[None]):
    """An app that shows one modal."""

    def __init__(self, modal: Modal[object]) -> None:
        super().__init__()
        self.modal = modal

    def on_mount(self) -> None:
        self.push_screen(self.modal)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_read_back_stays_in_sight_below_a_long_story(size: tuple[int, int]) -> None:
    async with driven(Alone(ReadingModal("item", LONG, must=True, lang="en")), size) as hand:  # type: ignore[arg-type]
        assert hand.says("line 0", "read back:", "Enter takes it")
        await hand.press("o", "k")
        assert hand.says("ok")
        await hand.press("pagedown")
        assert hand.says("read back:")
        assert not hand.says("line 0 ")


async def test_what_is_to_be_read_before_a_cut_keeps_its_keys_in_sight() -> None:
    async with driven(Alone(PrepareModal("cut", LONG, can=True, lang="en")), (80, 24)) as hand:  # type: ignore[arg-type]
        assert hand.says("line 0", "Enter cuts")
        await hand.press("end")
        assert hand.says("line 39", "Enter cuts")
