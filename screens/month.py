"""The month of everybody on one table; Enter leads to one person's page."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kfterm.desk.closing import close, obstacles, told
from kfterm.desk.frozen import closing_words, later_words
from kfterm.desk.reading import month_judge
from kfterm.desk.standing import pending
from kfterm.money import yuan
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

    KEYS: ClassVar[tuple[tuple[str, Words], ...]] = (
        ("Enter", Words("此人逐项", "this person line by line")),
        ("v", Words("给此人记违规", "a violation of this person")),
        ("m", Words("给此人记表扬", "a merit of this person")),
        ("P", Words("给此人补卡", "make up a punch of this person")),
        ("f", Words("基金箱为什么是这个数", "why the fund box stands where it does")),
        ("C", Words("关账;已关的看以后的更正", "close the month; of a closed one what was found later")),
        ("[ ]", Words("上个月 下个月", "the month before, the month after")),
        ("Esc q", Words("返回", "back")),
    )

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

    def whose(self) -> str | None:
        """The person under the cursor."""
        return self.query_one(ColumnTable).cursor

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
        box = self.pick("  f 基金箱", "  f fund box") if fund is not None else ""
        box += self.pick("  C 以后的更正", "  C found later") if found.closed else self.pick("  C 关账", "  C close")
        self.keys(
            self.pick(
                f"Enter 逐项  v 违规  m 表扬{box}  [ ] 换月  ? 帮助",
                f"Enter lines  v violation  m merit{box}  [ ] months  ?",
            )
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
            firm, soft, notes = obstacles(self.app.desk, self._label)
        except Refused as refusal:
            self.refused(refusal)
            return
        if firm:
            self.refused(Refused([*firm, *soft]))
            return
        title = self.pick(f"关账 {self._label}:以后不再改变", f"close {self._label}: it will not change any more")
        totals = [*self._totals(self._found), *(each.pick(self.lang) for each in notes)]
        if not soft:
            confirm = ConfirmModal(title, totals, lang=self.lang)
            self.app.push_screen(confirm, lambda yes: self._close("") if yes else None)
            return
        reason = Field("reason", self.pick("理由", "reason"), required=True)
        trouble = " / ".join(problem.pick(self.lang) for problem in soft)
        form = FormModal(title, [reason], lang=self.lang, trouble=trouble, foresee=lambda _: totals)
        self.app.push_screen(form, lambda answers: self._close(answers["reason"]) if answers else None)

    def _totals(self, found: Summary) -> list[str]:
        """What would be frozen: people, net, fines, fund box; how many flags are still there."""
        people = len(found.statements)
        net = yuan(sum(each.net_fen for each in found.statements))
        fines = yuan(sum(each.fines_fen for each in found.statements))
        flags = sum(len(each.flags) for each in found.statements)
        fund = self._fund(self._judge, found) if self._judge is not None else None
        return [
            self.pick(f"{people} 人  合计 ¥{net}  罚款 ¥{fines}", f"{people} people  net ¥{net}  fines ¥{fines}"),
            *([str(fund.cells[0])] if fund is not None else []),
            self.pick(f"标记 {flags} 条", f"{flags} flags"),
        ]

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
