"""The handover: cut the sheet, read item by item, sign, print. What is written after the cut stands on the next one."""

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kfterm.desk.handover import open_in
from kfterm.desk.permits import role_list
from kfterm.desk.view import floor_view
from kfterm.events.base import Event
from kfterm.events.handover import HandoverCut, HandoverForced, HandoverItemRead, HandoverSigned
from kfterm.folds.handover import Handover, Item
from kfterm.papers.handover import sheet
from kfterm.papers.handover_text import handover_text
from kfterm.problems import Refused
from kfterm.words import Words
from screens.acts.conduct import new_key
from screens.modals import Picked, PickModal, ReadModal
from screens.panes import PaneScreen
from screens.text import clock_text
from screens.widgets.columns import Cell, Column, ColumnTable, RowView
from screens.widgets.form import Field, FormModal
from screens.widgets.painted import Line
from screens.widgets.picker import PickItem


class HandoverScreen(PaneScreen):
    """The open items and where each stands between the two leads."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "cut", show=False, id="handover.cut"),
        Binding("x", "give_back", show=False, id="handover.return"),
        Binding("s", "sign", show=False, id="handover.sign"),
        Binding("f", "force", show=False, id="handover.force"),
        Binding("p", "paper", show=False, id="handover.paper"),
    ]

    def compose(self) -> ComposeResult:
        """Title, items, keys."""
        titles = self.pick("事项|主|到期|次|接班", "item|owner|due|pass|relief").split("|")
        widths, priorities = (None, 10, 10, 4, 20), (10, 6, 8, 4, 9)
        columns = [
            Column(f"h{index}", title, size, "left", priority)
            for index, (title, size, priority) in enumerate(zip(titles, widths, priorities, strict=True))
        ]
        yield self.head()
        yield ColumnTable(columns, id="handover", empty=self.pick("没有待交接的事项", "nothing to hand over"))
        yield self.foot()

    def on_mount(self) -> None:
        """The items as they stand."""
        self.query_one(ColumnTable).focus()
        self._show()

    def _current(self) -> Handover | None:
        """The handover that is not signed by both yet."""
        handovers = self.app.desk.live.shop.book.handovers
        last = handovers[-1] if handovers else None
        return last if last is not None and (last.signed_out is None or last.signed_in is None) else None

    def _show(self) -> None:
        desk = self.app.desk
        judge, now, current = desk.judge(), desk.clock.now(), self._current()
        view = floor_view(judge, now)
        rows = [RowView(item.item, self._cells(item, current, now)) for item in view.items]
        self.query_one(ColumnTable).show(rows)
        shift = view.shift_words[0 if self.lang == "zh" else 1]
        if current is None:
            state = self.pick("还没有截止:c 截止", "not cut yet: c cuts")
        else:
            out = judge.shop.people.name(current.signed_out[0]) if current.signed_out else "–"
            came = judge.shop.people.name(current.signed_in[0]) if current.signed_in else "–"
            cut = judge.calendar.clock(current.cut_at)
            state = self.pick(f"截止 {cut} · 交 {out} · 接 {came}", f"cut {cut} · out {out} · in {came}")
        self.headline(self.pick(f"交接班 {shift}", f"handover {shift}"), state)
        self.keys(
            self.pick(
                "c 截止  Enter 接下(复述)  x 退回  s 签字  f 强制关闭  p 交接单  Esc 返回",
                "c cut  Enter take (read back)  x give back  s sign  f force  p sheet  Esc back",
            )
        )

    def _cells(self, item: Item, current: Handover | None, now: int) -> tuple[Cell, ...]:
        judge = self.app.desk.judge()
        late = item.due_at is not None and item.due_at < now
        due = clock_text((item.due_at - now) // 1000, signed=True) if item.due_at is not None else ""
        reading = current.readings.get(item.item) if current else None
        relief: Cell = ""
        if reading is not None and reading.accepted:
            relief = (f"{self.pick('接下', 'taken')} {reading.read_back}".strip(), "ok")
        elif reading is not None:
            relief = (f"{self.pick('退回', 'given back')} {reading.reason}".strip(), "late")
        return (item.what, "late" if late else ""), judge.shop.people.name(item.owner), (due, "late" if late else ""), str(
            item.passes or ""
        ), relief  # fmt: skip

    def followed(self) -> None:
        """The other lead reads and signs at the other terminal."""
        self._show()

    def _say(self, *events: Event) -> None:
        try:
            self.app.desk.say(*events)
        except Refused as refusal:
            self._show()
            self.refused(refusal)
            return
        self._show()

    def action_cut(self) -> None:
        """The sheet of this shift ends here."""
        desk = self.app.desk
        if self._current() is not None:
            self.keys(self.pick("已经截止,还没签完", "it is cut already and not signed by both"), "warn")
            return
        now = desk.clock.now()
        view = floor_view(desk.judge(), now)
        on_day = date.fromordinal(desk.live.calendar.day(view.start or now))
        self._say(HandoverCut(handover=new_key("handover.cut", view.shift, now), on=on_day, shift=view.shift))

    @on(ColumnTable.Chosen)
    def chosen(self, event: ColumnTable.Chosen) -> None:
        """Enter: the relief takes the item, in its own words."""
        self._read(event.key, accepted=True)

    def action_give_back(self) -> None:
        """The relief gives the item back, with a reason."""
        key = self.query_one(ColumnTable).cursor
        if key is not None:
            self._read(key, accepted=False)

    def _read(self, item: str, *, accepted: bool) -> None:
        current = self._current()
        if current is None:
            self.keys(self.pick("先按 c 截止", "press c to cut first"), "warn")
            return

        def answered(answers: dict[str, str] | None) -> None:
            if answers is not None:
                typed = answers["text"]
                back, reason = (typed, None) if accepted else (None, typed)
                read = HandoverItemRead(
                    handover=current.handover, item=item, accepted=accepted, read_back=back, reason=reason
                )
                self._say(read)

        label = self.pick("复述", "read back") if accepted else self.pick("退回理由", "why")
        title = self.pick("接下", "take") if accepted else self.pick("退回", "give back")
        field = Field("text", label, required=not accepted)
        self.app.push_screen(FormModal(title, [field], lang=self.lang), answered)

    def action_sign(self) -> None:
        """Sign for one side; the other person picks the own name."""
        current = self._current()
        if current is None:
            self.keys(self.pick("先按 c 截止", "press c to cut first"), "warn")
            return
        side = "in" if current.signed_in is None else "out"
        people = [each for each in self.app.desk.live.shop.people.staff.values() if each.left_at is None]
        first = {"lead": 0, "deputy": 1, "supervisor": 2}
        people.sort(key=lambda each: (min((first.get(role, 9) for role in each.roles), default=9), each.staff))
        items = [
            PickItem(each.staff, each.name, role_list(each.roles).pick(self.lang), search=f"{each.name} {each.staff}")
            for each in people
        ]

        def signed(picked: Picked | None) -> None:
            if picked is not None:
                self._say(HandoverSigned(handover=current.handover, side=side, staff=picked.key))  # type: ignore[arg-type]

        title = (
            self.pick("接班人签字", "the relief signs")
            if side == "in"
            else self.pick("交班人签字", "the lead going out signs")
        )
        self.app.push_screen(PickModal(title, items), signed)

    def action_force(self) -> None:
        """Close although an item was not taken: a reason and a second name."""
        current = self._current()
        if current is None or not open_in(self.app.desk.live.shop.book.items.values(), current):
            self.keys(self.pick("没有要强制的", "there is nothing to force"), "warn")
            return
        fields = [
            Field("reason", self.pick("理由", "reason"), required=True),
            Field("second", self.pick("第二人(编号)", "second person (staff id)"), required=True),
        ]

        def forced(answers: dict[str, str] | None) -> None:
            if answers is not None:
                event = HandoverForced(handover=current.handover, reason=answers["reason"], second=answers["second"])
                self._say(event)

        self.app.push_screen(FormModal(self.pick("强制关闭", "force"), fields, lang=self.lang), forced)

    def action_paper(self) -> None:
        """The sheet as it would be printed."""
        desk = self.app.desk
        head, judge, now = desk.log.head(), desk.judge(), desk.clock.now()
        view = floor_view(judge, now)
        day = desk.live.calendar.day(view.start or now)
        made = sheet(judge, day, view.shift, head.seq, head.hash.hex())
        lines: list[Line] = [((line, ""),) for line in handover_text(made, self.lang).splitlines()]
        foot = Words("打印:kfterm handover --pdf 文件", "to print: kfterm handover --pdf FILE").pick(self.lang)
        self.app.push_screen(ReadModal(self.pick("交接单", "handover sheet"), lines, foot))
