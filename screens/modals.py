"""Modal answers that several actions need: pick one of many, with a preview; read some lines."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Resize

from kfterm.words import Lang, Words
from screens.text import fit, framed, width
from screens.widgets.modal import LinesModal, Modal
from screens.widgets.painted import Line
from screens.widgets.picker import Picker, PickItem

_TYPING_SECONDS = 0.02
_FRAME = 2
_LOW = 20
"""Lines of a picker on a small screen; on a larger one it is as high as its list, up to a part of the screen."""
_PART = 85
"""Percent of the screen's lines."""
_NOTHING = Words("没有找到", "nothing found")


class Picked(NamedTuple):
    """What was picked, and whether more is to be said about it."""

    key: str
    details: bool
    query: str


class PickModal(Modal[Picked | None]):
    """A picker over the screen. Enter picks, Tab picks and asks for details, Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "details", show=False, priority=True, id="pick.details")]
    DEFAULT_CSS = """
    PickModal { align: center middle; }
    PickModal > Vertical {
        width: 76; max-width: 100%; max-height: 100%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    """

    def __init__(
        self,
        title: str,
        items: Sequence[PickItem],
        *,
        preview: Callable[[str], Sequence[str | Line]] | None = None,
        empty: str = "",
        foot: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._items = items
        self._preview = preview
        self._empty = empty
        self._foot = foot
        self._wanted = _LOW

    def compose(self) -> ComposeResult:
        """One picker in a frame."""
        with Vertical() as box:
            box.border_title = framed(self._title)
            box.border_subtitle = framed(self._foot)
            empty = self._empty or _NOTHING.pick(getattr(self.app, "lang", "zh"))
            picker = Picker(self._items, empty=empty, preview_height=3 if self._preview else 0)
            self._wanted = picker.wanted_height + _FRAME
            box.styles.height = self._height(self.app.size.height)
            yield picker

    def on_mount(self) -> None:
        """Typing begins at once."""
        self.query_one(Picker).focus()

    def on_resize(self, event: Resize) -> None:
        """More items are in sight on a higher screen."""
        self.query_one(Vertical).styles.height = self._height(event.size.height)

    def _height(self, rows: int) -> int:
        return max(_LOW, min(self._wanted, rows * _PART // 100))

    @on(Picker.Moved)
    def moved(self, event: Picker.Moved) -> None:
        """Say what the item under the cursor would do."""
        if self._preview is not None:
            # the key is painted first: what the item would do may take a moment to fold
            self.call_after_refresh(self._foresee, event.item_key)

    def _foresee(self, key: str | None) -> None:
        if getattr(self.app, "keys_wait", False):
            self.set_timer(_TYPING_SECONDS, partial(self._foresee, key))
            return
        for picker in self.query(Picker):  # none is left where Enter came before the preview
            if self._preview is not None and picker.cursor == key:
                picker.set_preview(self._preview(key) if key else [])

    @on(Picker.Chosen)
    def chosen(self, event: Picker.Chosen) -> None:
        """Enter."""
        self.dismiss(Picked(event.item_key, False, event.query))

    @on(Picker.Cancelled)
    def cancelled(self) -> None:
        """Esc."""
        self.dismiss(None)

    def action_details(self) -> None:
        """Tab: the same item, with details."""
        picker = self.query_one(Picker)
        if picker.cursor is not None:
            self.dismiss(Picked(picker.cursor, True, picker.typed))


class ReadModal(LinesModal[None]):
    """Lines to read, with keys to scroll; Esc, Enter or q leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss", show=False, id="read.leave"),
        Binding("question_mark", "help", show=False, id="read.help"),
    ]
    DEFAULT_CSS = """
    ReadModal > Vertical { width: 100; height: 90%; }
    ReadModal TextLines { height: 1fr; }
    """

    def __init__(
        self,
        title: str,
        lines: Sequence[Line],
        foot: str = "",
        *,
        keys: Sequence[tuple[str, Words]] | None = None,
        lang: Lang = "zh",
    ) -> None:
        super().__init__(title, lines, foot)
        self._keys = _READ_KEYS if keys is None else tuple(keys)
        self._lang: Lang = lang

    def action_help(self) -> None:
        """What works in a window that is read; the help itself has none."""
        if self._keys:
            self.app.push_screen(help_modal(self._keys, self._lang))


_READ_KEYS = (
    ("↑ ↓", Words("上下一行", "a line up or down")),
    ("PgUp PgDn", Words("上下一页", "a page up or down")),
    ("Esc Enter q", Words("返回", "back")),
)


def help_modal(keys: Sequence[tuple[str, Words]], lang: Lang) -> ReadModal:
    """The keys of a screen, a line each."""
    wide = max((width(key) for key, _ in keys), default=0)
    lines: list[Line] = [((f"  {fit(key, wide)}  ", "accent own"), (says.pick(lang), "")) for key, says in keys]
    title = Words("能做什么", "what works here").pick(lang)
    return ReadModal(title, lines, Words("Esc 返回", "Esc back").pick(lang), keys=())
