"""Which kind of item: a picker in which what stands under the cursor can be left out before a kind is chosen."""

from collections.abc import Sequence

from textual import on
from textual.containers import Vertical

from screens.modals import Picked, PickModal
from screens.text import framed
from screens.widgets.picker import Picker, PickItem


class ItemPick(PickModal):
    """Tab leaves out whom the item is about; with letters typed it also picks what they found. `details`: it was left out."""

    def __init__(self, title: str, items: Sequence[PickItem], *, foot: str = "", alone: str = "") -> None:
        super().__init__(title, items, foot=foot)
        self._alone = alone
        """The title once nobody comes along; empty where nobody did from the start."""
        self._dropped = False

    @on(Picker.Chosen)
    def chosen(self, event: Picker.Chosen) -> None:
        """Enter: with what stands under the cursor, unless it was left out."""
        event.prevent_default()
        self.dismiss(Picked(event.item_key, self._dropped, event.query))

    def action_details(self) -> None:
        """Tab: a kind that was looked for is picked; before that the picker stays, and its title says who is left out."""
        if self.query_one(Picker).typed:
            super().action_details()
        elif self._alone:
            self._dropped = True
            box = self.query_one(Vertical)
            box.border_title, box.border_subtitle = framed(self._alone), ""
