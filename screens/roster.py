"""The roster of a week: see and assign. Left and right choose the day, Enter or a letter the shift."""

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kfterm.events.roster import REST, ShiftAssigned, ShiftCleared
from kfterm.month.leave import on_leave, rest_days
from kfterm.periods import day_text, monday
from kfterm.problems import Refused
from kfterm.words import Words
from screens.floor_lines import WEEKDAYS
from screens.modals import Picked, PickModal
from screens.panes import PaneScreen
from screens.widgets.columns import Cell, Column, ColumnTable, RowView
from screens.widgets.picker import PickItem

_DAYS = 7
_CLEAR = "?clear"


class RosterScreen(PaneScreen):
    """Rows are people, columns days."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "day(-1)", show=False, id="roster.left"),
        Binding("right", "day(1)", show=False, id="roster.right"),
        Binding("left_square_bracket", "day(-7)", show=False, id="roster.week-earlier"),
        Binding("right_square_bracket", "day(7)", show=False, id="roster.week-later"),
        Binding("delete,backspace", "clear", show=False, id="roster.clear"),
        Binding("full_stop", "again", show=False, id="roster.again"),
    ]

    def __init__(self, staff: str | None) -> None:
        super().__init__()
        self._staff = staff
        self._day = 0
        self._last_shift = ""

    KEYS: ClassVar[tuple[tuple[str, Words], ...]] = (
        ("← →", Words("前一天 后一天", "the day before, the day after")),
        ("↑ ↓", Words("换人", "another person")),
        ("[ ]", Words("上周 下周", "the week before, the week after")),
        ("Enter", Words("排这一天", "assign this day")),
        (".", Words("同上一个,到下一天", "the same again, and on to the next day")),
        ("Del", Words("清空这一天", "clear this day")),
        ("Esc q", Words("返回", "back")),
    )

    def compose(self) -> ComposeResult:
        """Title, a column a day, keys."""
        columns = [Column("name", self.pick("姓名", "name"), 10, "left", 10)]
        marks = WEEKDAYS.zh if self.lang == "zh" else WEEKDAYS.en.split()
        columns += [Column(f"d{index}", str(mark), 8, "left", 9 - index // 4) for index, mark in enumerate(marks)]
        yield self.head()
        yield ColumnTable(columns, id="roster", empty=self.pick("还没有人", "nobody yet"))
        yield self.foot()

    def on_mount(self) -> None:
        """This week, the person under the floor's cursor."""
        desk = self.app.desk
        self._day = desk.live.calendar.day(desk.clock.now())
        table = self.query_one(ColumnTable)
        table.focus()
        self._show()
        if self._staff is not None:
            table.move_to(self._staff)
            self._show()

    @on(ColumnTable.Moved)
    def moved(self) -> None:
        """The chosen cell moves with the row."""
        self._show()

    def _show(self) -> None:
        judge = self.app.desk.judge()
        first = monday(self._day)
        table = self.query_one(ColumnTable)
        rows = []
        for person in sorted(judge.shop.people.staff.values(), key=lambda each: each.staff):
            if person.left_at is None:
                cells: list[Cell] = [person.name]
                for day in range(first, first + _DAYS):
                    chosen = day == self._day and table.cursor == person.staff
                    cells.append(self._cell(person.staff, day, chosen))
                rows.append(RowView(person.staff, tuple(cells)))
        table.show(rows)
        week = f"{day_text(first)} – {day_text(first + _DAYS - 1)[5:]}"
        self.headline(self.pick("排班", "roster"), f"{week}   {self.pick('选中', 'chosen')} {day_text(self._day)}")
        self.keys(
            self.pick(
                "左右 日  [ ] 周  Enter 排班  . 同上一个  Del 清空  ? 帮助",
                "left/right day  [ ] week  Enter assign  . same again  Del clear  ? help",
            )
        )

    def followed(self) -> None:
        """Another terminal wrote."""
        self._show()

    def _cell(self, staff: str, day: int, chosen: bool) -> Cell:
        judge = self.app.desk.judge()
        shift = judge.shop.roster.shift(staff, day)
        style = ""
        if on_leave(judge, staff, day):
            text, style = self.pick("请假", "leave"), "warn"
        elif shift == REST or day in rest_days(judge, staff):
            text, style = self.pick("休", "rest"), "dim"
        elif shift is None:
            text, style = "-", "dim"
        else:
            hours = judge.plan.hours(day, shift)
            text = (hours.zh if self.lang == "zh" else hours.en) if hours else shift
        return (f"[{text}]", "accent strong") if chosen else (f" {text}", style)

    def action_day(self, by: int) -> None:
        """Another day or week."""
        self._day += by
        self._show()

    def action_clear(self) -> None:
        """Nothing planned."""
        staff = self.query_one(ColumnTable).cursor
        if staff is not None:
            self._say(ShiftCleared(staff=staff, on=date.fromordinal(self._day)))

    def action_again(self) -> None:
        """The shift chosen last, and on to the next day."""
        staff = self.query_one(ColumnTable).cursor
        if staff is not None and self._last_shift:
            self._say(ShiftAssigned(staff=staff, on=date.fromordinal(self._day), shift=self._last_shift))
            self.action_day(1)

    def _say(self, event: ShiftAssigned | ShiftCleared) -> None:
        try:
            self.app.desk.say(event)
        except Refused as refusal:
            self.refused(refusal)
            return
        self._show()

    @on(ColumnTable.Chosen)
    def chosen(self, event: ColumnTable.Chosen) -> None:
        """Enter: which shift."""
        judge = self.app.desk.judge()
        items = []
        for shift, hours in judge.plan.shifts(self._day).items():
            label = hours.zh if self.lang == "zh" else hours.en
            start, end = judge.calendar.moment(self._day, hours.start), judge.calendar.moment(self._day, hours.end)
            span = f"{judge.calendar.clock(start)}-{judge.calendar.clock(end)}"
            items.append(PickItem(shift, label, span, search=f"{hours.zh} {hours.en} {shift}"))
        items.append(PickItem(REST, self.pick("休", "rest"), "", search="休 rest x"))
        items.append(PickItem(_CLEAR, self.pick("清空", "clear"), "", search="清空 clear qk"))
        staff = event.key

        def assign(picked: Picked | None) -> None:
            if picked is None:
                return
            on_day = date.fromordinal(self._day)
            if picked.key == _CLEAR:
                self._say(ShiftCleared(staff=staff, on=on_day))
                return
            self._last_shift = picked.key
            self._say(ShiftAssigned(staff=staff, on=on_day, shift=picked.key))

        name = judge.shop.people.name(staff)
        self.app.push_screen(PickModal(f"{name} {day_text(self._day)}", items), assign)
