"""The roster of a month: a grid of people by days. Letters assign, arrows move, Shift and arrows mark a block."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Resize

from kfterm.desk.desk import Desk
from kfterm.desk.reading import month_judge
from kfterm.desk.roster_grid import Cell, Grid, grid
from kfterm.desk.roster_makers import makers
from kfterm.desk.roster_problems import PlanProblem, plan_problems
from kfterm.desk.staffing import staffing
from kfterm.events.base import Event
from kfterm.month.judge import Judge
from kfterm.periods import before, month_label
from kfterm.problems import Refused
from kfterm.words import Words
from screens.modals import ReadModal, help_modal
from screens.panes import PaneScreen
from screens.roster_cells import grid_view, mark_legend
from screens.roster_edit import RosterHand
from screens.roster_lines import cell_parts, keys_line, problem_lines, roster_keys, staffing_text, wrapped
from screens.text import width
from screens.widgets.grid import CellGrid
from screens.widgets.lines import TextLines
from screens.widgets.painted import Line

_LINES = 2
"""Lines for the cell under the cursor, and for problems."""
_GAPS = " " * 7
"""What stands between the parts of the title."""
_TICK_SECONDS = 15.0
"""How often the next hour is looked at."""


class RosterScreen(PaneScreen):
    """Rows are people, columns days."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, id="roster.leave"),
        Binding("left_square_bracket", "month(1)", show=False, id="roster.month-earlier"),
        Binding("right_square_bracket", "month(-1)", show=False, id="roster.month-later"),
        Binding("delete,backspace", "clear", show=False, id="roster.clear"),
        Binding("full_stop", "again", show=False, id="roster.again"),
        Binding("u", "undo", show=False, id="roster.undo"),
        Binding("p", "problems", show=False, id="roster.problems"),
        Binding("W", "plan('copy')", show=False, id="roster.copy-week"),
        Binding("T", "plan('rotate')", show=False, id="roster.rotate"),
        Binding("A", "plan('accounts')", show=False, id="roster.accounts"),
    ]
    DEFAULT_CSS = """
    RosterScreen > #roster-cell, RosterScreen > #roster-problems { height: 2; }
    """

    def __init__(self, staff: str | None) -> None:
        super().__init__()
        self._staff = staff
        self.label = ""
        self.hand = RosterHand(self)
        self._grid: Grid | None = None
        self._problems: list[PlanProblem] = []
        self._past: tuple[tuple[str, int], Judge] | None = None
        """A past month as it was folded last: folding it anew takes too long for a key."""

    def compose(self) -> ComposeResult:
        """Title, the grid, the cell, problems, keys."""
        yield self.head()
        yield CellGrid(id="roster")
        yield TextLines(id="roster-cell")
        yield TextLines(id="roster-problems")
        yield self.foot()

    @property
    def desk(self) -> Desk:
        """The desk of the app."""
        return self.app.desk

    @property
    def cells(self) -> CellGrid:
        """The widget."""
        return self.query_one(CellGrid)

    @property
    def grid(self) -> Grid:
        """The month that is shown."""
        assert self._grid is not None, "shown before it is asked for"
        return self._grid

    @property
    def today(self) -> int:
        """The day it is."""
        return self.desk.live.calendar.day(self.desk.clock.now())

    def judge(self) -> Judge:
        """The shop, with the punches of the month that is shown."""
        if self.label >= self.desk.live.month:
            return self.desk.judge()  # a month that is still to come has no punches of its own
        key = (self.label, self.desk.live.version)
        if self._past is None or self._past[0] != key:
            self._past = (key, month_judge(self.desk, self.label))
        return self._past[1]

    def on_mount(self) -> None:
        """This month, today, the person under the floor's cursor."""
        self.cells.focus()
        self.open_month(month_label(self.today), self.today)
        self.set_interval(_TICK_SECONDS, self._title)
        staff = [row.staff for row in self.grid.rows]
        if self._staff in staff:
            self.cells.go(staff.index(self._staff), self.cells.column)

    def open_month(self, label: str, day: int) -> None:
        """Show a month, the cursor on a day."""
        self.label = label
        self._grid = grid(self.judge(), label, self.today)
        self.show()
        self.cells.go(self.cells.row, day - self.grid.month.first)

    def on_resize(self, _event: Resize) -> None:
        """Two or three cells a day."""
        if self._grid is not None:
            self.call_after_refresh(self.show)

    def show(self) -> None:
        """Draw the month and what is wrong with it."""
        judge = self.judge()
        self.cells.show(grid_view(self.grid, self.lang, self.size.width or self.app.size.width))
        self._problems = plan_problems(judge, self.grid)
        lines = problem_lines(self.grid, self._problems, _LINES, self.lang)
        self.query_one("#roster-problems", TextLines).set_lines(lines)
        self.about()

    def changed(self, people: set[str]) -> None:
        """Some people's plan was changed: their rows are made again, the others stay."""
        self._grid = self.grid.again(self.judge(), people)
        self.show()

    def followed(self) -> None:
        """Another terminal wrote."""
        self._grid = grid(self.judge(), self.label, self.today)
        self.show()

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor; None where nobody works."""
        rows = self.grid.rows
        return rows[self.cells.row].cells[self.cells.column] if rows else None

    @on(CellGrid.Moved)
    def about(self) -> None:
        """Title, everything about the cell under the cursor, keys."""
        cell, judge = self.cell, self.judge()
        self._title()
        lines = [self.pick("还没有人", "nobody yet")]
        if cell is not None:
            parts = cell_parts(judge, self.grid, cell, self.grid.heads[self.cells.column], self.lang)
            lines = wrapped(parts, self.size.width - 2, _LINES)
        self.query_one("#roster-cell", TextLines).set_lines([[(f" {line}", "")] for line in lines])
        self.keys(self._keys())

    def _title(self) -> None:
        """The month, the next hour, and what is not known of the year."""
        now, judge = self.desk.clock.now(), self.desk.judge()
        title = self.pick("排班", "roster") + f" {self.label}"
        more = self.grid.unannounced
        note = more.pick(self.lang) if more else ""
        room = self.size.width - width(title) - width(note) - len(_GAPS)
        soon = staffing_text(judge, staffing(judge, now), self.lang, room)
        self.headline(title, "   ".join(each for each in (soon, note) if each))

    def _keys(self) -> str:
        """As many keys as fit, help at the end."""
        more = self.pick("? 帮助", "? help")
        shown: list[str] = []
        made_by = makers(self.desk.judge(), self.desk.by, self.desk.clock.now())
        for key in keys_line(self.grid, self.lang, self.cells.marking, made_by):
            if width("  ".join([*shown, key, more])) < self.size.width - 1:
                shown.append(key)
        return "  ".join([*shown, more])

    @on(CellGrid.Beyond)
    def beyond(self, event: CellGrid.Beyond) -> None:
        """Past the edge lies another month."""
        edge = self.grid.month.last + 1 if event.way > 0 else self.grid.month.first - 1
        self.open_month(month_label(edge), edge)

    def on_key(self, event: Key) -> None:
        """A letter of a shift, or its Chinese character, assigns it."""
        typed = event.character or ""
        for sign in self.grid.signs.values():
            if sign.key and typed and typed in (sign.key, sign.short.zh):
                event.stop()
                self.hand.assign(sign.shift)
                return

    def write(self, *events: Event) -> bool:
        """Say something to the desk; whether it was written. What was refused stands in the foot, each reason once."""
        try:
            self.hand.wrote(self.desk.say(*events))
        except Refused as refusal:
            self.refused(Refused({problem.says: problem for problem in refusal.problems}.values()))
            return False
        return True

    def action_month(self, back: int) -> None:
        """Another month, the cursor on its first day, or on today."""
        label = before(self.label, back)
        self.open_month(label, self.today if month_label(self.today) == label else 0)

    def action_clear(self) -> None:
        """Nothing planned."""
        self.hand.assign(None)

    def action_again(self) -> None:
        """The shift assigned last."""
        self.hand.again()

    def action_undo(self) -> None:
        """Take the last batch back."""
        self.hand.undo()

    def action_plan(self, which: str) -> None:
        """A plan over many cells: previewed, confirmed, written as one batch."""
        self.hand.plan(which)

    @on(CellGrid.Chosen)
    def chosen(self) -> None:
        """Enter: which shift."""
        self.hand.choose()

    def action_problems(self) -> None:
        """Everything wrong with the plan."""
        lines: list[Line] = [((each.pick(self.lang), ""),) for each in self._problems]
        title = self.pick(f"{self.label} 排班问题 {len(lines)}", f"{self.label}: {len(lines)} problem(s) of the plan")
        empty: list[Line] = [((self.pick("没有", "none"), "ok"),)]
        self.app.push_screen(ReadModal(title, lines or empty, self.pick("Esc 返回", "Esc back"), lang=self.lang))

    def action_help(self) -> None:
        """What works here, with the letters of the shifts that there are; below, what the marks mean."""
        marks = mark_legend(self.grid, self.lang, self.size.width)
        title = ("", Words("格子里的记号", "marks of the grid"))
        self.app.push_screen(help_modal([*roster_keys(self.grid), title, *marks], self.lang))

    def action_leave(self) -> None:
        """Drop the block first, then go back."""
        if not self.cells.drop():
            super().action_leave()
