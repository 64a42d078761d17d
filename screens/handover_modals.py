"""What the handover screen asks with: what is missing before a cut, and an item in full with the read-back."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from kfterm.words import Lang, Words
from screens.widgets.lines import TextLines
from screens.widgets.modal import LinesModal
from screens.widgets.painted import Line

__all__ = ["PrepareModal", "ReadingModal", "TakenModal"]

_CUTS = Words("Enter 截止  Esc 回去补", "Enter cuts  Esc back to do it")
_STUCK = Words("还不能截止  Esc 回去补", "it cannot be cut yet  Esc back to do it")
_TAKES = Words("Enter 接下  Esc 不接(x 退回 z 搁置)", "Enter takes it  Esc leaves (x back, z park)")
_ASIDE = Words("u 不搁了,马上办  Esc 返回", "u parked no more  Esc back")
_BACK = Words("Esc 返回", "Esc back")


class PrepareModal(LinesModal[bool]):
    """What is missing before the cut, or has to be read first. Enter goes on where nothing blocks, Esc goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", show=False, id="prepare.cut"),
        Binding("escape,q", "answer(False)", show=False, id="prepare.leave"),
    ]

    def __init__(self, title: str, lines: Sequence[Line], *, can: bool, lang: Lang, keys: Words = _CUTS) -> None:
        super().__init__(title, lines, (keys if can else _STUCK).pick(lang))
        self._can = can

    def action_answer(self, yes: bool) -> None:
        """Close with the answer; what blocks is not cut, so that Enter does nothing then."""
        if self._can or not yes:
            self.dismiss(yes)


class ReadingModal(LinesModal[str | None]):
    """An item in full. Answers with the read-back on Enter, which may be empty unless it must not; None on Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, id="reading.leave"),
        Binding("up", "scroll(-1)", show=False, id="reading.up"),
        Binding("down", "scroll(1)", show=False, id="reading.down"),
        Binding("pageup", "scroll(-10)", show=False, id="reading.page-up"),
        Binding("pagedown", "scroll(10)", show=False, id="reading.page-down"),
    ]
    DEFAULT_CSS = """
    ReadingModal #reading-label { height: 1; margin-top: 1; }
    """
    ROWS_BELOW = 3

    def __init__(self, title: str, lines: Sequence[Line], *, must: bool, lang: Lang) -> None:
        super().__init__(title, lines, _TAKES.pick(lang))
        self._must, self._lang = must, lang

    def below(self) -> Iterator[Widget]:
        """The read-back."""
        yield TextLines(id="reading-label")
        hint = Words("急的:用自己的话复述,必填", "urgent: in your own words, required")
        free = Words("复述(可不写)", "read back (may stay empty)")
        entry = Input("", placeholder=(hint if self._must else free).pick(self._lang), compact=True)
        entry.cursor_blink = False
        yield entry

    def begin(self) -> None:
        """Typing begins at once."""
        self.query(TextLines).first().can_focus = False
        self._label("")
        self.query_one(Input).focus()

    def _label(self, trouble: str) -> None:
        says = trouble or Words("复述:", "read back:").pick(self._lang)
        self.query_one("#reading-label", TextLines).set_lines([((says, "late" if trouble else "dim"),)])

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter: taken, unless it is urgent and nothing was said."""
        event.stop()
        typed = event.value.strip()
        if self._must and not typed:
            self._label(Words("! 急的要复述", "! urgent: say it back").pick(self._lang))
        else:
            self.dismiss(typed)

    def action_leave(self) -> None:
        """Esc."""
        self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """A long item scrolls while the read-back is typed."""
        self.query(TextLines).first().action_scroll_lines(by)


class TakenModal(LinesModal[bool]):
    """An item that was taken already: to be looked at. Answers True where what was put aside is to be got back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "answer(True)", show=False, id="taken.unpark"),
        Binding("enter,escape,q", "answer(False)", show=False, id="taken.leave"),
    ]

    def __init__(self, title: str, lines: Sequence[Line], *, aside: bool, lang: Lang) -> None:
        super().__init__(title, lines, (_ASIDE if aside else _BACK).pick(lang))
        self._aside = aside

    def action_answer(self, unpark: bool) -> None:
        """Close; `u` does nothing where nothing was put aside."""
        if self._aside or not unpark:
            self.dismiss(unpark)
