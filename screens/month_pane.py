"""What the screens of a month have in common: another month by key, and settling again while others write."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from kfterm.events.base import Event
from kfterm.periods import before
from kfterm.problems import Refused
from kfterm.words import Words
from screens.acts.subject import Subject
from screens.figure import Figure
from screens.modals import ReadModal
from screens.panes import PaneScreen
from screens.widgets.painted import Line

_AGAIN_SECONDS = 2.0
_READ_CELLS, _FRAME = 100, 4


class MonthPane(PaneScreen):
    """A screen about one month: another month by key, settled again while others write."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket,left", "month(1)", show=False, id="month.earlier"),
        Binding("right_square_bracket,right", "month(-1)", show=False, id="month.later"),
        Binding("v", "entry('violation')", show=False, id="month.violation"),
        Binding("m", "entry('merit')", show=False, id="month.merit"),
        Binding("P", "entry('make_up')", show=False, id="month.make-up"),
    ]

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label
        self._waits = False

    def _show(self) -> None:
        raise NotImplementedError

    def whose(self) -> str | None:
        """The person under the cursor, or shown."""
        raise NotImplementedError

    def say(self, *events: Event, done: Words | None = None) -> bool:
        """Log; show what the desk answered. Whether it was logged."""
        try:
            self.app.desk.say(*events)
        except Refused as refusal:
            self.refused(refusal)
            return False
        self._show()
        if done is not None:
            self.keys(done.pick(self.lang), "ok")
        return True

    def action_entry(self, which: str) -> None:
        """A violation, a merit or a made-up punch of somebody who need not be on the floor."""
        from screens.acts.conduct import merit_of, violation_of
        from screens.acts.seats import make_up_of

        staff = self.whose()
        if staff is not None:
            ask = {"violation": violation_of, "merit": merit_of, "make_up": make_up_of}[which]
            asks = ask(Subject(self, staff, self._label))
            self.run_worker(asks, exclusive=True, group="act", exit_on_error=True)

    def followed(self) -> None:
        """Another terminal wrote: the running month is settled again, but not at every word."""
        if self._label == self.app.desk.live.month and not self._waits:
            self._waits = True
            self.set_timer(_AGAIN_SECONDS, self._again)

    def _again(self) -> None:
        self._waits = False
        self._show()

    def action_month(self, by: int) -> None:
        """An earlier or a later month."""
        self._label = before(self._label, by)
        self._show()

    def read_cells(self) -> int:
        """Cells of a line in the frame that says why."""
        return min(_READ_CELLS, self.app.size.width) - _FRAME

    def read(self, figure: Figure, lines: list[Line]) -> None:
        """Show what stands behind a figure."""
        texts = [cell if isinstance(cell, str) else cell[0] for cell in figure.cells]
        title = " ".join(text.strip() for text in texts if text.strip())
        says = self.pick(f"为什么 · {title}", f"why · {title}")
        self.app.push_screen(ReadModal(says, lines, self.pick("Esc 返回", "Esc back"), lang=self.lang))
