"""The month of everybody on one table; Enter leads to one person's page."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kfterm.desk.closing import close, obstacles, told
from kfterm.desk.frozen import closing_words, later_words
from kfterm.desk.reading import month_judge
from kfterm.desk.standing import pending
from kfterm.month.judge import Judge
from kfterm.month.model import Summary
from kfterm.month.summary import summary
from kfterm.periods import month
from kfterm.problems import Refused
from kfterm.words import Words
from screens.figure import Figure
from screens.modals import ReadModal
from screens.month_pane import MonthPane
from screens.month_rows import fund_figure, month_columns, month_rows, why_lines
from screens.person import PersonScreen
from screens.widgets.columns import ColumnTable
from screens.widgets.form import ConfirmModal, Field, FormModal


class MonthScreen(MonthPane):
    """Everybody, one row each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "fund", show=False, id="month.fund"),
        Binding("C", "close", show=False, id="month.close"),
    ]

    def __init__(self) -> None:
        super().__init__("")
        self._judge: Judge | None = None
        self._found: Summary | None = None

    def compose(self) -> ComposeResult:
        """Title, table, keys."""
        yield self.head()
        judge = self.app.desk.judge()
        self._columns = month_columns(judge.plan.rulebook(judge.calendar.day(judge.asof)), self.lang)
        yield ColumnTable(self._columns, id="month", empty=self.pick("没有人", "nobody"))
        yield self.foot()

    def on_mount(self) -> None:
        """The running month first."""
        self._label = self.app.desk.live.month
        self.query_one(ColumnTable).focus()
        self._show()

    def _show(self) -> None:
        self._judge = judge = month_judge(self.app.desk, self._label)
        self._found = None
        self.headline(self.pick(f"{self._label} 月度", f"month {self._label}"))
        try:
            found = summary(judge, self._label)
        except Refused as refusal:
            self.query_one(ColumnTable).show([])
            self.refused(refusal)
            return
        self._found = found
        self._fill(judge, found)

    def _fill(self, judge: Judge, found: Summary) -> None:
        closed = closing_words(self.app.desk, found.month) if found.closed else None
        state = closed.pick(self.lang) if closed is not None else self.pick("未关账", "open")
        fund = self._fund(judge, found)
        money = f"  {fund.cells[0]}" if fund is not None else ""
        self.headline(self.pick(f"{found.month} 月度", f"month {found.month}"), f"{found.rulebook} · {state}{money}")
        asked = {each.staff: pending(judge, each.staff, found.month) for each in found.statements}
        waiting = {staff: each for staff, each in asked.items() if each is not None}
        self.query_one(ColumnTable).show(month_rows(found, self._columns, waiting, self.lang))
        box = self.pick("  f 经费箱", "  f fund box") if fund is not None else ""
        box += self.pick("  C 以后的更正", "  C found later") if found.closed else self.pick("  C 关账", "  C close")
        self.keys(
            self.pick(f"Enter 逐项{box}  [ ] 换月  Esc 返回", f"Enter line by line{box}  [ ] other months  Esc back")
        )

    def _fund(self, judge: Judge, found: Summary) -> Figure | None:
        return fund_figure(found, judge.rulebook(month(found.month)), self.lang)

    def action_fund(self) -> None:
        """Why the fund box stands where it does."""
        if self._judge is None or self._found is None:
            return
        fund = self._fund(self._judge, self._found)
        if fund is not None:
            cells = self.read_cells()
            self.read(fund, why_lines(self.app.desk, self._judge, self._label, fund, self.lang, cells))

    def action_close(self) -> None:
        """Freeze the month; where something is missing, with a reason. Of a closed one: what was found later."""
        if self._judge is None or self._found is None:
            return
        if self._found.closed:
            said = later_words(self.app.desk, self._label) or [Words("没有", "nothing")]
            title = self.pick(f"{self._label} 关账以后", f"after {self._label} was closed")
            self.app.push_screen(ReadModal(title, [((each.pick(self.lang), ""),) for each in said]))
            return
        try:
            firm, soft = obstacles(self.app.desk, self._label)
        except Refused as refusal:
            self.refused(refusal)
            return
        if firm:
            self.refused(Refused([*firm, *soft]))
            return
        title = self.pick(f"关账 {self._label}:以后不再改变", f"close {self._label}: it will not change any more")
        if not soft:
            self.app.push_screen(ConfirmModal(title, lang=self.lang), lambda yes: self._close("") if yes else None)
            return
        reason = Field("reason", self.pick("理由", "reason"), required=True)
        trouble = " / ".join(problem.pick(self.lang) for problem in soft)
        form = FormModal(title, [reason], lang=self.lang, trouble=trouble)
        self.app.push_screen(form, lambda answers: self._close(answers["reason"]) if answers else None)

    def _close(self, reason: str) -> None:
        try:
            done = close(self.app.desk, self._label, reason)
        except Refused as refusal:
            self.refused(refusal)
            return
        self._show()
        self.keys(told(done).pick(self.lang).replace("\n", "  "))

    @on(ColumnTable.Chosen)
    def chosen(self, event: ColumnTable.Chosen) -> None:
        """Enter: that person."""
        self.app.push_screen(PersonScreen(event.key, self._label))
