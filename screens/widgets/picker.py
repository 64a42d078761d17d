"""A list to pick from by typing, in one widget: an input line, what it finds, and a foot that says its effect.

One widget and no Input or OptionList inside: a key is painted in a tenth of their time.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Focus, Key, Mount, MouseScrollDown, MouseScrollUp, Paste, Resize
from textual.geometry import Offset
from textual.message import Message

from screens.text import fit, safe, width
from screens.widgets.painted import Line, LineWidget
from screens.widgets.pick_state import PickItem, PickState

__all__ = ["PickItem", "Picker"]

_PROMPT = "> "


class Picker(LineWidget, can_focus=True):
    """Type to filter, arrows to move, Enter to pick, Esc to leave. The foot shows what `set_preview` was given last."""

    DEFAULT_CSS = "Picker { height: 1fr; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, id="picker.up"),
        Binding("down", "move(1)", show=False, id="picker.down"),
        Binding("pageup", "page(-1)", show=False, id="picker.page-up"),
        Binding("pagedown", "page(1)", show=False, id="picker.page-down"),
        Binding("home", "edge(-1)", show=False, id="picker.first"),
        Binding("end", "edge(1)", show=False, id="picker.last"),
        Binding("backspace", "erase", show=False, id="picker.erase"),
        Binding("ctrl+u,ctrl+w", "erase_all", show=False, id="picker.erase-all"),
        Binding("enter", "choose", show=False, id="picker.choose"),
        Binding("escape", "cancel", show=False, id="picker.cancel"),
    ]

    class _About(Message):
        def __init__(self, picker: "Picker") -> None:
            super().__init__()
            self.picker = picker

        @property
        def control(self) -> "Picker":
            """The picker it came from."""
            return self.picker

    class Chosen(_About):
        """An item was picked, and what had been typed to find it."""

        def __init__(self, picker: "Picker", item_key: str, query: str) -> None:
            super().__init__(picker)
            self.item_key = item_key
            self.query = query

    class Moved(_About):
        """Another item is under the cursor, or None because nothing is found; the answer is `set_preview`."""

        def __init__(self, picker: "Picker", item_key: str | None) -> None:
            super().__init__(picker)
            self.item_key = item_key

    class Cancelled(_About):
        """Nothing is to be picked."""

    def __init__(
        self,
        items: Sequence[PickItem] = (),
        *,
        prompt: str = "",
        empty: str = "",
        preview_height: int = 2,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._prompt = safe(prompt) + _PROMPT
        self._empty = empty
        self._preview_height = preview_height
        self._preview: list[Line] = []
        self._state = PickState()
        self._state.take(items)
        self._said: str | None = None

    @property
    def typed(self) -> str:
        """The query as it stands."""
        return self._state.query

    @property
    def cursor(self) -> str | None:
        """The key of the item under the cursor."""
        return self._state.current.key if self._state.current else None

    @property
    def found(self) -> list[str]:
        """The keys of what the query finds, best first."""
        return [item.key for item in self._state.found]

    @property
    def wanted_height(self) -> int:
        """Lines that show all it has to offer: the input, the list, the foot."""
        return 1 + self._state.total + self._preview_height

    def set_items(self, items: Sequence[PickItem], *, typed: str | None = None) -> None:
        """Offer other items, under the same query or another."""
        if typed is not None:
            self._state.query = typed
        self._state.take(items)
        self._paint()

    def set_preview(self, lines: Sequence[str | Line]) -> None:
        """Say in the foot what the item under the cursor would do."""
        self._preview = [((line, ""),) if isinstance(line, str) else line for line in lines]
        self._paint()

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the text cursor is on the screen, and so the box of an input method."""
        x, y, *_ = self.content_region
        return Offset(x + width(self._prompt + self._visible_query()), y)

    def _visible_query(self) -> str:
        """The end of the query, if it is longer than its line."""
        query = safe(self._state.query)
        room = max(2, self.size.width - width(self._prompt) - 10)
        while width(query) > room:
            query = query[1:]
        return query

    def _paint(self) -> None:
        if not self.size:
            return
        cells, state = self.size.width, self._state
        height = self.size.height - 1 - self._preview_height
        body = state.lines(cells, height) or [((f"  {self._empty}", "dim"),)]
        lines = [self._input_line(cells), *body, *[()] * (height - len(body))]
        self.put([*lines[: max(1, self.size.height - self._preview_height)], *self._preview[: self._preview_height]])
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
        if self.cursor != self._said:
            self._said = self.cursor
            self.post_message(self.Moved(self, self.cursor))

    def _input_line(self, cells: int) -> Line:
        query, state = self._visible_query(), self._state
        room = cells - width(self._prompt + query) - 1
        count = fit(f"{len(state.found)}/{len(state.items)}", max(0, room), "right")
        return (self._prompt, "accent"), (query, "strong"), (" ", "caret"), (count, "dim")

    def _ask(self, query: str) -> None:
        self._state.ask(query)
        self._paint()

    def on_mount(self, _event: Mount) -> None:
        """The first item is under the cursor from the start."""
        self._paint()

    def on_resize(self, _event: Resize) -> None:
        """More or fewer items fit."""
        self._paint()

    def on_focus(self, _event: Focus) -> None:
        """The text cursor comes here."""
        self.app.cursor_position = self.cursor_screen_offset

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters are typed here, whatever they mean to the screen below."""
        return character is not None and character.isprintable()

    def on_key(self, event: Key) -> None:
        """A letter more in the query; the wide space of a Chinese keyboard is a space."""
        character = " " if event.character == "\u3000" else event.character
        if character is not None and character.isprintable():
            event.stop()
            event.prevent_default()
            self._ask(self._state.query + character)

    def on_paste(self, event: Paste) -> None:
        """What was pasted, up to its first line's end."""
        event.stop()
        first, *_ = event.text.strip().splitlines() or [""]
        self._ask(self._state.query + safe(first))

    def action_move(self, by: int) -> None:
        """Up or down by items."""
        self._state.move(by)
        self._paint()

    def action_page(self, by: int) -> None:
        """Up or down by what is in sight."""
        self.action_move(by * max(1, self.size.height - 2 - self._preview_height))

    def action_edge(self, to: int) -> None:
        """To the first or the last item."""
        self.action_move(to * len(self._state.found))

    def action_erase(self) -> None:
        """One letter less."""
        self._ask(self._state.query[:-1])

    def action_erase_all(self) -> None:
        """Begin again."""
        self._ask("")

    def action_choose(self) -> None:
        """Say that the item under the cursor is meant."""
        if self.cursor is not None:
            self.post_message(self.Chosen(self, self.cursor, self.typed))

    def action_cancel(self) -> None:
        """Say that none is."""
        self.post_message(self.Cancelled(self))

    def on_click(self, event: Click) -> None:
        """The cursor goes where the mouse is; a second click picks."""
        if self._state.point(event.y - self.content_offset.y - 1):
            self._paint()
            if event.chain > 1:
                self.action_choose()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Three items down."""
        event.stop()
        self.action_move(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Three items up."""
        event.stop()
        self.action_move(-3)
