"""One person's month: every figure with its key; why it is what it is; acknowledging, appealing, deciding."""

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
from kfterm.month.summary import statement_of
from kfterm.periods import month
from kfterm.problems import Refused
from kfterm.words import Words
from screens.acts.conduct import new_key
from screens.acts.records import decide_appeal, judge_one, record_for
from screens.figure import Figure
from screens.figure_rows import JUMPS, figure_rows, figures
from screens.month_pane import MonthPane
from screens.month_rows import why_lines
from screens.widgets.columns import Column, ColumnTable
from screens.widgets.form import Field, FormModal


class PersonScreen(MonthPane):
    """Every score entry, pay line, case and count; Enter, or the key at its left, says why."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "acknowledge", show=False, id="person.acknowledge"),
        Binding("a", "appeal", show=False, id="person.appeal"),
        Binding("d", "decide", show=False, id="person.decide"),
        Binding("w", "withdraw", show=False, id="person.withdraw"),
        Binding("R", "record", show=False, id="person.record"),
        *(Binding(key, f"jump({index})", show=False, id=f"person.why-{index}") for index, key in enumerate(JUMPS)),
    ]

    KEYS: ClassVar[tuple[tuple[str, Words], ...]] = (
        ("Enter", Words("这一项为什么;左边的字也行", "why; the sign at its left does the same")),
        ("v", Words("记违规", "a violation")),
        ("m", Words("记表扬", "a merit")),
        ("P", Words("补卡", "make up a punch")),
        ("c", Words("本人确认这条违规", "the person has seen this violation")),
        ("a", Words("申诉这条违规", "appeal against this violation")),
        ("d", Words("判定这条投诉或申诉", "judge this complaint or decide this appeal")),
        ("w", Words("撤回这条违规", "withdraw this violation")),
        ("R", Words("记录奖金、评分、考试…", "record an award, a review, an exam …")),
        ("[ ]", Words("上个月 下个月", "the month before, the month after")),
        ("Esc q", Words("返回", "back")),
    )

    def __init__(self, staff: str, label: str) -> None:
        super().__init__(label)
        self._staff = staff
        self._judge: Judge | None = None
        self._figures: list[Figure] = []

    def compose(self) -> ComposeResult:
        """Title, table, keys."""
        titles = self.pick("项|说明|数|条款", "line|what|figure|clauses").split("|")
        columns = [
            Column("line", f" {titles[0]}", 15, "left", 8),
            Column("what", titles[1], None, "left", 9),
            Column("figure", titles[2], 10, "right", 10),
            Column("clauses", titles[3], 11, "left", 5),
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
            found = statement_of(judge, self._staff, self._label)
        except Refused as refusal:
            self.query_one(ColumnTable).show([])
            self.refused(refusal)
            return
        self._figures = figures(found, judge, self._label, self.lang) if found else []
        self.query_one(ColumnTable).show(figure_rows(self._figures))
        self.keys(
            self.pick(
                "Enter/左边的字 为什么  v m 记  c 确认  a 申诉  d 判定  w 撤回  R 记录  ? 帮助",
                "Enter/left sign why  v m log  c seen  a appeal  d decide  w withdraw  R record  ?",
            )
        )

    def _figure(self) -> Figure | None:
        """The figure under the cursor."""
        key = self.query_one(ColumnTable).cursor
        return next((each for each in self._figures if each.key == key), None)

    def _violation(self) -> Violation | None:
        """The violation under the cursor, if the figure is one."""
        found = self._figure()
        if found is None or not found.violation or self._judge is None:
            return None
        return self._judge.shop.conduct.violations.get(found.violation)

    def whose(self) -> str | None:
        """Whose page it is."""
        return self._staff

    def action_acknowledge(self) -> None:
        """The person concerned has seen it."""
        found = self._violation()
        if found is not None and found.acknowledged_at is None:
            self.say(ViolationAcknowledged(violation=found.event.violation, staff=self._staff))

    def action_appeal(self) -> None:
        """The person concerned does not agree."""
        found = self._violation()
        if found is not None:
            key = new_key("appeal.filed", self._staff, self.app.desk.clock.now())
            violation = found.event.violation
            self._ask(self.pick("申诉", "appeal"), lambda reason: AppealFiled(
                appeal=key, violation=violation, staff=self._staff, reason=reason
            ))  # fmt: skip

    def action_decide(self) -> None:
        """Whoever may decides the complaint or the appeal under the cursor, or the only appeal that waits."""
        judge, found = self._judge, self._violation()
        rulebook = judge.rulebook(month(self._label)) if judge is not None else None
        if judge is None or rulebook is None:
            return
        complaint = self._complaint(judge)
        if complaint is not None:
            asks = judge_one(self, self._staff, self._label, complaint, rulebook)
            self.run_worker(asks, exclusive=True, group="act", exit_on_error=True)
            return
        waiting = [each for each in judge.shop.conduct.appeals.values() if each.upheld is None]
        own = [each for each in waiting if each.staff == self._staff]
        under = [each for each in own if found is not None and each.violation == found.event.violation]
        chosen = under or (own if len(own) == 1 else [])
        if not chosen:
            self.keys(self.pick("这里没有待判的申诉", "no appeal to decide here"), "warn")
            return
        clause = judge.shop.conduct.violations[chosen[0].violation].event.clause
        what = f"{clause} {chosen[0].reason}"
        asks = decide_appeal(self, self._staff, self._label, (chosen[0].appeal, what), rulebook)
        self.run_worker(asks, exclusive=True, group="act", exit_on_error=True)

    def _complaint(self, judge: Judge) -> tuple[str, str] | None:
        """The complaint under the cursor that nobody judged yet, and what it says."""
        kind, _, key = (self.query_one(ColumnTable).cursor or "").partition(":")
        found = judge.shop.conduct.complaints.get(key) if kind == "complaint" else None
        if found is None or found.valid is not None:
            return None
        return key, f"{judge.calendar.text(found.at)[5:]} {found.what}"

    def action_record(self) -> None:
        """What else the regime knows, about this person and month."""
        self.run_worker(record_for(self, self._staff, self._label), exclusive=True, group="act", exit_on_error=True)

    def action_withdraw(self) -> None:
        """The entry was wrong: take it back."""
        found = self._violation()
        if found is not None:
            violation = found.event.violation
            self._ask(self.pick("撤回", "withdraw"), lambda reason: EntryWithdrawn(entry=violation, reason=reason))

    def _ask(self, title: str, made: Callable[[str], Event]) -> None:
        def answered(answers: dict[str, str] | None) -> None:
            if answers:
                self.say(made(answers["reason"]))

        field = Field("reason", self.pick("理由", "reason"), required=True)
        self.app.push_screen(FormModal(title, [field], lang=self.lang), answered)

    @on(ColumnTable.Chosen)
    def chosen(self, event: ColumnTable.Chosen) -> None:
        """Enter: clause, arithmetic, events."""
        event.stop()
        self._why(self._figure())

    def action_jump(self, index: int) -> None:
        """The key of a row: the same at once."""
        if index < len(self._figures):
            self.query_one(ColumnTable).move_to(self._figures[index].key)
            self._why(self._figures[index])

    def _why(self, figure: Figure | None) -> None:
        if figure is not None and self._judge is not None:
            cells = self.read_cells()
            self.read(figure, why_lines(self.app.desk, self._judge, self._label, figure, self.lang, cells))
