"""One of a few, in a form: turned through with the arrows, or typed like in a picker (`tq` for 调休)."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Blur, Focus, Key, Mount, Resize
from textual.message import Message

from screens.pinyin import rank
from screens.text import fit, safe
from screens.widgets.painted import LineWidget

__all__ = ["ChoiceLine"]


class ChoiceLine(LineWidget, can_focus=True):
    """A line that shows the chosen label between arrows, and what was typed to find it."""

    DEFAULT_CSS = "ChoiceLine { height: 1; width: 1fr; background: $surface; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False, id="choice.previous"),
        Binding("right", "turn(1)", show=False, id="choice.next"),
        Binding("backspace", "erase", show=False, id="choice.erase"),
        Binding("enter", "submit", show=False, id="choice.submit"),
    ]

    class Submitted(Message):
        """Enter: on to the next field."""

        def __init__(self, choice: "ChoiceLine") -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> "ChoiceLine":
            """The choice it came from."""
            return self.choice

    class Changed(Message):
        """Another one is chosen."""

        def __init__(self, choice: "ChoiceLine") -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> "ChoiceLine":
            """The choice it came from."""
            return self.choice

    def __init__(
        self, choices: Sequence[tuple[str, str]], value: str = "", *, hint: str = "", id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._choices = tuple(choices)
        self._hint = hint
        self._typed = ""
        self.value = value if any(value == known for known, _ in choices) else ""

    def _paint(self) -> None:
        label = next((label for value, label in self._choices if value == self.value), "")
        here = "cursor" if self.has_focus else ""
        nothing = safe(self._hint or label)  # what could be chosen, until something is
        shown = (
            (nothing, "dim " + here)
            if not label or (not self.value and self._hint)
            else (safe(label), "strong " + here)
        )
        typed = f"  {self._typed}" if self._typed else ""
        self.put([(("‹ ", "accent " + here), shown, (" ›", "accent " + here), (fit(typed, len(typed)), "dim " + here))])

    def on_mount(self, _event: Mount) -> None:
        """The first drawing."""
        self._paint()

    def on_resize(self, _event: Resize) -> None:
        """Drawn again in the new width."""
        self._paint()

    def on_focus(self, _event: Focus) -> None:
        """Typing begins anew."""
        self._typed = ""
        self._paint()

    def on_blur(self, _event: Blur) -> None:
        """Nothing is being typed here any more."""
        self._typed = ""
        self._paint()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters are typed here, whatever they mean to the screen below."""
        return character is not None and character.isprintable()

    def on_key(self, event: Key) -> None:
        """A letter more; one that finds nothing begins a new search or is left out."""
        if event.character is None or not event.character.isprintable():
            return
        event.stop()
        event.prevent_default()
        for typed in (self._typed + event.character, event.character):
            if self._find(typed):
                return

    def _find(self, typed: str) -> bool:
        found = rank(typed, self._choices, lambda choice: f"{choice[1]}\n{choice[0]}") if typed.strip() else []
        if found:
            self._typed, self.value = typed, found[0][0]
            self._paint()
            self.post_message(self.Changed(self))
        return bool(found)

    def action_turn(self, by: int) -> None:
        """The next or the previous choice, round and round."""
        values = [value for value, _ in self._choices]
        if values:
            at = values.index(self.value) + by if self.value in values else (0 if by > 0 else -1)
            self.value, self._typed = values[at % len(values)], ""
            self._paint()
            self.post_message(self.Changed(self))

    def action_erase(self) -> None:
        """One typed letter less."""
        self._typed = self._typed[:-1]
        if not self._find(self._typed):
            self._paint()

    def action_submit(self) -> None:
        """On to the next field."""
        self.post_message(self.Submitted(self))
