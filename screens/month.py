"""The month: everybody on one table, one person line by line, and why a figure is what it is."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kfterm.desk.reading import month_judge
from kfterm.events.base import Event
from kfterm.events.conduct import AppealFiled, EntryWithdrawn, ViolationAcknowledged
from kfterm.folds.conduct import Violation
from kfterm.month.judge import Judge
from kfterm.month.model import Statement, Summary
from kfterm.month.summary import statement_of, summary
from kfterm.periods import before
from kfterm.problems import Refused
from screens.acts.conduct import new_key
from screens.modals import ReadModal
from screens.month_rows import events_of, figure_rows, month_columns, month_rows, why_lines
from screens.panes import PaneScreen
from screens.widgets.columns import Column, ColumnTable
from screens.widgets.form import Field, FormModal

_AGAIN_SECONDS = 2.0


class _MonthPane(PaneScreen):
    """A screen about one month: another month by key, settled again while others write."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket,left", "month(1)", show=False, id="month.earlier"),
        Binding("right_square_bracket,right", "month(-1)", show=False, id="month.later"),
    ]

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label
        self._waits = False

    def _show(self) -> None:
        raise NotImplementedError

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


class MonthScreen(_MonthPane):
    """Everybody, one row each."""

    def __init__(self) -> None:
        super().__init__("")

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
        judge = month_judge(self.app.desk, self._label)
        self.headline(self.pick(f"{self._label} 月度", f"month {self._label}"))
        try:
            found = summary(judge, self._label)
        except Refused as refusal:
            self.query_one(ColumnTable).show([])
            self.refused(refusal)
            return
        self._fill(found)

    def _fill(self, found: Summary) -> None:
        state = self.pick("已关账", "closed") if found.closed else self.pick("未关账", "open")
        self.headline(self.pick(f"{found.month} 月度", f"month {found.month}"), f"{found.rulebook} · {state}")
        self.query_one(ColumnTable).show(month_rows(found, self._columns, self.lang))
        self.keys(self.pick("Enter 逐项  [ ] 换月  Esc 返回", "Enter line by line  [ ] other months  Esc back"))

    @on(ColumnTable.Chosen)
    def chosen(self, event: ColumnTable.Chosen) -> None:
        """Enter: that person."""
        self.app.push_screen(PersonScreen(event.key, self._label))


class PersonScreen(_MonthPane):
    """One person's month: every score entry and pay line; Enter says why."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "acknowledge", show=False, id="person.acknowledge"),
        Binding("a", "appeal", show=False, id="person.appeal"),
        Binding("w", "withdraw", show=False, id="person.withdraw"),
    ]

    def __init__(self, staff: str, label: str) -> None:
        super().__init__(label)
        self._staff = staff
        self._judge: Judge | None = None
        self._statement: Statement | None = None

    def compose(self) -> ComposeResult:
        """Title, table, keys."""
        titles = self.pick("项|说明|数|条款", "line|what|figure|clauses").split("|")
        columns = [
            Column("line", titles[0], 14, "left", 8),
            Column("what", titles[1], None, "left", 9),
            Column("figure", titles[2], 12, "right", 10),
            Column("clauses", titles[3], 22, "left", 5),
        ]
        yield self.head()
        yield ColumnTable(columns, id="person", empty=self.pick("没有记录", "nothing recorded"))
        yield self.foot()

    def on_mount(self) -> None:
        """Fill."""
        self.query_one(ColumnTable).focus()
        self._show()

    def _show(self) -> None:
        self._judge = judge = month_judge(self.app.desk, self._label)
        name = judge.shop.people.name(self._staff)
        self.headline(f"{name} · {self._label}")
        try:
            self._statement = statement_of(judge, self._staff, self._label)
        except Refused as refusal:
            self.query_one(ColumnTable).show([])
            self.refused(refusal)
            return
        rows = figure_rows(self._statement, judge, self.lang) if self._statement else []
        self.query_one(ColumnTable).show(rows)
        self.keys(
            self.pick(
                "Enter 为什么  c 本人已确认  a 申诉  w 撤回  [ ] 换月  Esc 返回",
                "Enter why  c acknowledged  a appeal  w withdraw  [ ] other months  Esc back",
            )
        )

    def _violation(self) -> Violation | None:
        """The violation under the cursor, if the row is one."""
        key = self.query_one(ColumnTable).cursor
        if key is None or self._statement is None or self._judge is None:
            return None
        seqs = events_of(self._statement, key) if key.startswith(("entry:", "line:", "case:")) else ()
        found = self._judge.shop.conduct.violations.values()
        return next((each for each in found if each.seq in seqs), None)

    def _say(self, event: Event) -> None:
        try:
            self.app.desk.say(event)
        except Refused as refusal:
            self.refused(refusal)
            return
        self._show()

    def action_acknowledge(self) -> None:
        """The person concerned has seen it."""
        found = self._violation()
        if found is not None and found.acknowledged_at is None:
            self._say(ViolationAcknowledged(violation=found.event.violation, staff=self._staff))

    def action_appeal(self) -> None:
        """The person concerned does not agree."""
        found = self._violation()
        if found is not None:
            key = new_key("appeal.filed", self._staff, self.app.desk.clock.now())
            violation = found.event.violation
            self._ask(self.pick("申诉", "appeal"), lambda reason: AppealFiled(
                appeal=key, violation=violation, staff=self._staff, reason=reason
            ))  # fmt: skip

    def action_withdraw(self) -> None:
        """The entry was wrong: take it back."""
        found = self._violation()
        if found is not None:
            violation = found.event.violation
            self._ask(self.pick("撤回", "withdraw"), lambda reason: EntryWithdrawn(entry=violation, reason=reason))

    def _ask(self, title: str, made: Callable[[str], Event]) -> None:
        def answered(answers: dict[str, str] | None) -> None:
            if answers:
                self._say(made(answers["reason"]))

        field = Field("reason", self.pick("理由", "reason"), required=True)
        self.app.push_screen(FormModal(title, [field], lang=self.lang), answered)

    @on(ColumnTable.Chosen)
    def chosen(self, event: ColumnTable.Chosen) -> None:
        """Enter: clause, arithmetic, events."""
        event.stop()
        if self._statement is not None and self._judge is not None:
            lines = why_lines(self.app.desk, self._judge, self._label, self._statement, event.key, self.lang)
            self.app.push_screen(ReadModal(self.pick("为什么", "why"), lines, self.pick("Esc 返回", "Esc back")))
