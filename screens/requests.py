"""What was asked for: the requests that wait, and one of them looked at before it is decided."""

from collections.abc import Awaitable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kfterm.desk.exam import Exam, examine, verdict_of
from kfterm.desk.findings import Finding, refusals
from kfterm.desk.requests import KINDS, Request, decided, decision, moment, waiting
from kfterm.desk.rulings import consents, ruling
from kfterm.events.attendance import PunchMadeUp
from kfterm.events.base import Event
from kfterm.events.roster import SwapAgreed
from kfterm.problems import Refused
from kfterm.words import Words
from screens.panes import PaneScreen
from screens.request_lines import (
    days_text,
    decided_lines,
    exam_keys,
    exam_lines,
    finding_lines,
    request_columns,
    request_row,
)
from screens.widgets.columns import ColumnTable
from screens.widgets.form import Field, FormModal
from screens.widgets.lines import TextLines
from screens.widgets.painted import Line

_AGAIN_SECONDS = 2.0
"""How soon after another terminal wrote everything is looked at again: other months are folded for it."""
_FORM_CELLS = 58
"""Room for what is said below the field of a form."""


class AskingPane(PaneScreen):
    """A screen that asks and logs: keys typed in one burst wait until what they answer is open."""

    _waits = False

    def look(self) -> None:
        """Read the state and draw it."""
        raise NotImplementedError

    def followed(self) -> None:
        """Another terminal wrote: look again, but not at every word."""
        if not self._waits:
            self._waits = True
            self.set_timer(_AGAIN_SECONDS, self._again)

    def _again(self) -> None:
        self._waits = False
        if self.is_mounted:
            self.look()

    def say(self, *events: Event, done: Words | None = None, at: int | None = None) -> bool:
        """Log; show what the desk answered. Whether it was logged."""
        try:
            self.app.desk.say(*events, at=at)
        except Refused as refusal:
            self.refused(refusal)
            return False
        self.look()
        if done is not None:
            self.keys(done.pick(self.lang), "ok")
        return True

    def ask(self, asks: Awaitable[None]) -> None:
        """Run a dialogue."""
        self.asking = True
        self.run_worker(self._asked(asks), exclusive=True, group="act", exit_on_error=True)

    async def _asked(self, asks: Awaitable[None]) -> None:
        try:
            await asks
        finally:
            self.asking = False


class RequestsScreen(AskingPane):
    """What waits first, then the latest decisions."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "new", show=False, id="requests.new")]
    KEYS: ClassVar[tuple[tuple[str, Words], ...]] = (
        ("Enter", Words("看规则、工时、后果,再批准或驳回", "rules, hours and effects; approve or refuse there")),
        ("n", Words("新申请:换班 请假 休息 外出 补卡", "new: swap, leave, rest, going out, make-up")),
        (
            "+ ! x",
            Words("没有问题 / 可破例、破例批的 / 不能批", "nothing in the way / can be, or was, overruled / refused"),
        ),
        ("Esc q", Words("返回", "back")),
    )

    def __init__(self, staff: str | None) -> None:
        super().__init__()
        self._staff = staff
        self._requests: dict[str, Request] = {}

    def compose(self) -> ComposeResult:
        """Title, table, keys."""
        yield self.head()
        empty = self.pick("没有申请;n 新申请", "nothing asked for; n asks")
        yield ColumnTable(request_columns(self.lang), id="requests", empty=empty)
        yield self.foot()

    def on_mount(self) -> None:
        """Read, and take the keys."""
        self.query_one(ColumnTable).focus()
        self.look()

    def look(self) -> None:
        """What waits, each with its mark, and the latest decisions."""
        desk = self.app.desk
        judge, pending = desk.judge(), waiting(desk)
        listed = [*pending, *decided(judge)]
        self._requests = {f"{each.kind}/{each.key}": each for each in listed}
        people, calendar = judge.shop.people, judge.calendar
        rows = []
        for key, each in self._requests.items():
            mark, done = verdict_of(desk, each), ruling(desk, each)
            rows.append(request_row(each, mark, key, people, calendar, self.lang, done))
        self.query_one(ColumnTable).show(rows)
        count = len(pending)
        self.headline(self.pick("申请", "requests"), self.pick(f"待批 {count}", f"{count} waiting"))
        self.keys(self.pick("Enter 查看并批  n 新申请  ? 帮助", "Enter look and decide  n new  ? help"))

    def say(self, *events: Event, done: Words | None = None, at: int | None = None) -> bool:
        """The cursor goes to what was asked for here: it is what is looked at next."""
        said = super().say(*events, done=done, at=at)
        for each in events if said else ():
            key = f"{each.KEY}/{getattr(each, each.KEY)}" if each.KEY else ""
            if isinstance(each, PunchMadeUp):
                key = f"punch/{each.staff}/{each.on.toordinal()}/{each.way}"
            self.query_one(ColumnTable).move_to(key)
        return said

    @on(ColumnTable.Chosen)
    def chosen(self, event: ColumnTable.Chosen) -> None:
        """Enter: look at it."""
        self.app.push_screen(ExamScreen(self._requests[event.key]), lambda _: self.look())

    def begins(self, key: str) -> bool:
        """Asking for something asks one thing after the other."""
        return key == "n"

    def action_new(self) -> None:
        """Ask for something; the person under the floor's cursor, or of the row here."""
        from screens.acts.requests import new

        found = self._requests.get(self.query_one(ColumnTable).cursor or "")
        staff = self._staff or (found.staff if found else None)
        self.ask(new(self, staff))


class ExamScreen(AskingPane):
    """One request: every rule, hours, what changes, what else would be possible."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "approve", show=False, id="exam.approve"),
        Binding("x", "refuse", show=False, id="exam.refuse"),
        Binding("c", "consent", show=False, id="exam.consent"),
        Binding("w", "partners", show=False, id="exam.partners"),
    ]
    KEYS: ClassVar[tuple[tuple[str, Words], ...]] = (
        ("y Enter", Words("批准;破例的要写理由", "approve; what overrules a rule needs a reason")),
        ("x", Words("驳回,写理由", "refuse, with a reason")),
        ("c", Words("记下对方同意换班", "note that the other side of a swap agrees")),
        ("w", Words("跟谁能换这一天", "with whom this day could be swapped")),
        ("↑ ↓ PgUp PgDn", Words("滚动", "scroll")),
        ("Esc q", Words("返回", "back")),
    )

    def __init__(self, request: Request) -> None:
        super().__init__()
        self._request = request
        self._exam: Exam | None = None

    def compose(self) -> ComposeResult:
        """Title, lines, keys."""
        yield self.head()
        yield TextLines(scrolls=True, id="exam")
        yield self.foot()

    def on_mount(self) -> None:
        """Keys scroll at once."""
        self.query_one("#exam", TextLines).focus()
        self.look()

    def look(self) -> None:
        """Examine it as the shop is now."""
        desk, request = self.app.desk, self._request
        judge = desk.judge()
        names = " - ".join(judge.shop.people.name(each) for each in (request.staff, request.other) if each)
        self.headline(f"{KINDS[request.kind].pick(self.lang)} · {names} · {days_text(request)}")
        box = self.query_one("#exam", TextLines)
        if request.approved is not None:
            people, calendar, wide = judge.shop.people, judge.calendar, self.app.size.width
            done, agreed = ruling(desk, request), consents(desk, request)
            box.set_lines(decided_lines(request, done, agreed, people, calendar, self.lang, wide))
            self.keys(self.pick("要改:在日志 y 里撤回  Esc 返回", "to change it, withdraw it in the log (y)  Esc back"))
            return
        self._exam = exam = examine(desk, request)
        box.set_lines(exam_lines(request, exam, judge.calendar, self.lang, self.app.size.width))
        self.keys(exam_keys(request, exam, self.lang))

    def begins(self, key: str) -> bool:
        """A decision may ask for a reason."""
        return key in ("y", "enter", "x", "w")

    def action_approve(self) -> None:
        """Sign it: at once where nothing is in the way, with a reason where something is overruled."""
        self.asking = False
        exam = self._exam
        if exam is None:
            return
        if not self._signs(exam):
            return
        if self._request.missed is not None:
            self._prove(exam)
            return
        if exam.verdict == "refused":
            says = " / ".join(each.pick(self.lang) for each in refusals(exam.found))
            self.keys(says, "late")
            return
        if exam.verdict == "clear":
            self._decide(True, "")
            return
        broken = [each for each in exam.found if each.state == "broken"]
        self._with_reason(self.pick("破例批准", "overrule and approve"), broken, approved=True)

    def action_refuse(self) -> None:
        """Say no, and why."""
        self.asking = False
        if self._exam is None or not self._signs(self._exam):
            return
        if self._request.missed is not None:
            self.keys(
                self.pick(
                    "补卡没有驳回:不证明就留到关账由人定", "not refused: unproved, a punch stays open until closing"
                ),
                "warn",
            )
            return
        self._with_reason(self.pick("驳回", "refuse"), (), approved=False)

    def _signs(self, exam: Exam) -> bool:
        """Whether this hand decides; if not, who does is said."""
        if not exam.signs.may:
            who, clause = exam.signs.who, exam.signs.clause
            self.keys(self.pick(f"要由{who.zh}批 {clause}", f"a {who.en} has to sign {clause}"), "late")
        return exam.signs.may

    def _prove(self, exam: Exam) -> None:
        """Whose proof it is and what it costs stands in the form; what proves it is typed (R8-3.7)."""
        desk = self.app.desk
        name, clause = desk.judge().shop.people.name(desk.by), exam.signs.clause
        zh, en = f"由本人 {name} 作证并负责 {clause}", f"{name} vouches for it and answers for it {clause}"
        said: list[Line] = [((self.pick(zh, en).rstrip(), "strong"),)]
        said += finding_lines(exam.found[:1], self.lang, _FORM_CELLS)
        field = Field("proof", self.pick("凭什么证明", "what proves it"), required=True)
        title = self.pick(f"作证 · {self._request.what.zh}", f"vouch · {self._request.what.en}")
        form = FormModal(title, [field], lang=self.lang, foresee=lambda _: said)
        self.app.push_screen(form, lambda typed: self._decide(True, typed["proof"]) if typed else None)

    def _with_reason(self, title: str, broken: Sequence[Finding], *, approved: bool) -> None:
        """What is overruled stands below the field, each line whole, marked once."""
        field = Field("reason", self.pick("理由", "reason"), required=True)
        said = finding_lines(broken, self.lang, _FORM_CELLS)
        form = FormModal(title, [field], lang=self.lang, foresee=(lambda _: said) if said else None)
        self.app.push_screen(form, lambda said: self._decide(approved, said["reason"]) if said else None)

    def _decide(self, approved: bool, reason: str) -> None:
        desk, request = self.app.desk, self._request
        event = decision(request, approved, reason, desk.by)
        at = moment(request, desk.clock.now()) if request.missed is not None else None
        try:
            desk.say(event, at=at)
        except Refused as refusal:
            self.refused(refusal)
            return
        self.dismiss(None)

    def action_consent(self) -> None:
        """The other side of a swap agrees."""
        request = self._request
        if self._exam is not None and request.kind == "swap":
            shop = self.app.desk.judge().shop
            name = shop.people.name(request.other)
            if request.other in shop.roster.swaps[request.key].agreed:
                self.keys(self.pick(f"{name} 已经同意了", f"{name} has agreed already"), "warn")
                return
            agreed = SwapAgreed(swap=request.key, staff=request.other)
            self.say(agreed, done=Words(f"已记 {name} 同意", f"{name} agrees: noted"))

    def action_partners(self) -> None:
        """The colleagues with whom the first day could be swapped."""
        from screens.acts.requests import show_partners

        self.asking = False
        if self._exam is not None:
            self.ask(show_partners(self, self._request.staff, self._request.days[0], self._request.other))
