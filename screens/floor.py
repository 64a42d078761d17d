"""The floor: who is on seat, who waits, what is open, what was noticed. One tick a second, one repaint."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.screen import Screen

from kfterm.desk.noticed import Proposal
from kfterm.desk.proposals import proposals
from kfterm.desk.reading import head_text, past
from kfterm.desk.staffing import soon_words, staffing
from kfterm.desk.view import FloorView, floor_view
from kfterm.events.base import Event
from kfterm.month.judge import Judge
from kfterm.problems import Refused
from kfterm.replay.past import Past
from kfterm.words import Words
from screens.figures import Figures
from screens.floor_lines import (
    foot_line,
    head_line,
    notice_columns,
    notice_rows,
    right_width,
    title_line,
)
from screens.floor_rows import agent_columns, agent_rows, item_columns, item_rows, wait_columns, wait_rows
from screens.floor_sort import Order, sorted_rows
from screens.handover_rows import banner as open_handover
from screens.keys import FLOOR, WRITES, bindings
from screens.text import fit, width
from screens.widgets.columns import ColumnTable
from screens.widgets.lines import TextLines

if TYPE_CHECKING:
    from screens.app import KftermApp

_NARROW = 100
_LOW = 34
_TALL = 50
_FIRST_SECONDS = 0.15
_ABOVE_ROWS = 2
"""A panel's title and the heads of its columns."""
_LOW_NOTICES = _ABOVE_ROWS + 2
_LOW_ROWS = 3 + 7 + _ABOVE_ROWS
"""Of 24 rows the head, the last word and the keys, what waits and what is open, and what stands above the people."""
_PAST = Words("回看时不能记:Esc 回到现在", "nothing is logged while looking back: Esc first")


class FloorScreen(Screen[None]):
    """The room a lead lives in."""

    CSS_PATH = "floor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding for binding in bindings(FLOOR) if binding.key != "enter"),
        Binding("escape", "leave", show=False, id="floor.leave"),
        Binding("left_square_bracket", "step(-1)", show=False, id="floor.earlier"),
        Binding("right_square_bracket", "step(1)", show=False, id="floor.later"),
        Binding("left_curly_bracket", "step(-10)", show=False, id="floor.much-earlier"),
        Binding("right_curly_bracket", "step(10)", show=False, id="floor.much-later"),
    ]

    app: "KftermApp"

    def __init__(self) -> None:
        super().__init__()
        self.view: FloorView | None = None
        self.noticed: list[Proposal] = []
        self.wanted = ""
        self.order = Order()
        self.past: tuple[int, Judge] | None = None
        self._moments: Past | None = None
        self._told: tuple[str, str] = ("", "")
        self._figures = Figures()
        self._begun = False

    def compose(self) -> ComposeResult:
        """Head, three tables, what was noticed, the last word, the keys."""
        lang = self.app.lang
        self.columns = agent_columns(lang, self.app.regime)
        with Horizontal(id="head"):
            yield TextLines(id="head-left")
            yield TextLines(id="head-right")
        with Horizontal(id="body"):
            with Vertical(id="people"):
                yield TextLines(id="people-title", classes="panel-title")
                yield ColumnTable(self.columns, id="agents")
            with Vertical(id="side"):
                with Vertical():
                    yield TextLines(id="waits-title", classes="panel-title")
                    yield ColumnTable(
                        wait_columns(lang), id="waits", empty=Words("没有人在等", "nobody waits").pick(lang)
                    )
                with Vertical():
                    yield TextLines(id="items-title", classes="panel-title")
                    yield ColumnTable(
                        item_columns(lang), marks=True, id="items", empty=Words("没有待办", "nothing open").pick(lang)
                    )
        with Vertical(id="notice-panel"):
            yield TextLines(id="notice-title", classes="panel-title")
            yield ColumnTable(notice_columns(lang), id="notices", empty=Words("没有提示", "nothing noticed").pick(lang))
        yield TextLines(id="last")
        yield TextLines(id="foot")

    def on_mount(self) -> None:
        """Fill at once, then tick."""
        self.query_one("#agents", ColumnTable).focus()
        self._shape(self.app.size.width, self.app.size.height)
        self._draw()
        self.set_timer(_FIRST_SECONDS, self.begin)
        self.set_interval(1.0, self.tick)

    def on_resize(self, event: Resize) -> None:
        """Another shape for a narrow terminal."""
        self._shape(event.size.width, event.size.height)
        self.call_after_refresh(self.tick)

    def on_screen_resume(self) -> None:
        """Back from another screen: what was done there shows at once."""
        if self._begun:
            self.tick()

    def begin(self) -> None:
        """From now on the figures too: they take longer than the first frame may wait."""
        self._begun = True
        self.tick()

    def _shape(self, columns: int, rows: int) -> None:
        self.set_class(columns < _NARROW, "-narrow")
        self.set_class(rows < _LOW, "-low")
        self.set_class(rows >= _TALL, "-tall")

    def moment(self) -> tuple[int, Judge]:
        """What is shown: now, or the past moment that is looked at."""
        if self.past is not None:
            return self.past
        return self.app.desk.clock.now(), self.app.desk.judge()

    def tick(self) -> None:
        """Look at the clock and the folds, and draw what is different."""
        if not self.is_mounted or (self.app.screen is not self and self.app.screen_stack[0] is not self):
            return
        self._draw()

    def _draw(self) -> None:
        now, judge = self.moment()
        lang, people = self.app.lang, judge.shop.people
        self.view = view = floor_view(judge, now)
        if self._begun:
            self._figures.refresh(judge, [agent.staff for agent in view.agents])
        rows = agent_rows(view, self._figures.known, self.columns, judge.calendar, lang)
        names = {staff: person.name for staff, person in people.staff.items()}
        self.query_one("#agents", ColumnTable).show(sorted_rows(rows, self.columns, self.order, self.wanted))
        self.query_one("#waits", ColumnTable).show(wait_rows(view, lang))
        self.query_one("#items", ColumnTable).show(item_rows(view, judge.calendar, names, lang))
        self.noticed = proposals(judge, now)
        notices = self.query_one("#notices", ColumnTable)
        notices.show(notice_rows(self.noticed, judge.calendar, now, lang))
        if self.noticed and not notices.has_focus:
            notices.move_to(self.noticed[0].key)
        self._share_rows(len(rows), len(self.noticed))
        self._lines(now, judge, view)

    def _share_rows(self, people: int, noticed: int) -> None:
        """On the smallest terminal what the people leave free goes to what was noticed."""
        panel = self.query_one("#notice-panel")
        if not (self.has_class("-low") and self.has_class("-narrow")):
            if panel.styles.inline.has_rule("height"):
                panel.styles.clear_rule("height")
            return
        free = self.size.height - _LOW_ROWS - people
        rows = max(_LOW_NOTICES, min(noticed + _ABOVE_ROWS, free))
        if panel.styles.height is None or panel.styles.height.value != rows:
            panel.styles.height = rows

    def _lines(self, now: int, judge: Judge, view: FloorView) -> None:
        lang, cells = self.app.lang, self.size.width
        banner = self.app.banner or open_handover(judge, now, lang)
        if self.past is not None:
            banner = Words("回看 [ ] 一分 { } 十分 Esc 回到现在", "looking back: [ ] 1 min, { } 10 min, Esc now").pick(
                lang
            )
        left, right = head_line(judge, view, self.app.desk.by, head_text(self.app.desk), lang, cells, banner)
        self.query_one("#head-left", TextLines).set_lines([left])
        clock = self.query_one("#head-right", TextLines)
        clock.styles.width = right_width(right)
        clock.set_lines([right])
        overdue = sum(1 for item in view.items if item.due_at is not None and item.due_at < now)
        found = f" /{self.wanted}" if self.wanted else ""
        soon = soon_words(staffing(judge, now), " · ")
        titles = {
            "people": Words(
                f"在席 {view.present}/{view.planned}{soon.zh}{found}",
                f"on seat {view.present}/{view.planned}{soon.en}{found}",
            ),
            "waits": Words(f"应答 {len(view.waits)}", f"waiting {len(view.waits)}"),
            "items": Words(f"待交接 {len(view.items)} · 过期 {overdue}", f"open {len(view.items)} · overdue {overdue}"),
            "notice": Words(f"提示 {len(self.noticed)}", f"noticed {len(self.noticed)}"),
        }
        tables = {"people": "agents", "waits": "waits", "items": "items", "notice": "notices"}
        for name, words in titles.items():
            title = self.query_one(f"#{name}-title", TextLines)
            focused = self.query_one(f"#{tables[name]}", ColumnTable).has_focus
            title.set_lines([title_line(words.pick(lang), title.size.width, focused)])
        text, style = self._told if self._told[0] else (self.app.last_entry(), "dim")
        self.query_one("#last", TextLines).set_lines([((text, style),)])
        self.query_one("#foot", TextLines).set_lines([foot_line(lang, cells)])

    def tell(self, words: Words, style: str = "ok") -> None:
        """One line about what just happened."""
        self._told = (words.pick(self.app.lang), style)
        self.tick()

    def say(self, *events: Event, at: int | None = None, done: Words | None = None) -> bool:
        """Log something; show what the desk answered. Whether it was logged."""
        if self.past is not None:
            self.tell(_PAST, "late")
            return False
        try:
            wrote = self.app.desk.say(*events, at=at)
        except Refused as refused:
            says = [problem.says for problem in refused.problems]
            self.tell(Words(" / ".join(w.zh for w in says), " / ".join(w.en for w in says)), "late")
            return False
        seq = wrote[-1].seq
        self._told = ("", "")
        self._figures.forget()
        if done is not None:
            self.tell(
                Words(
                    self._undoable(f"#{seq} {done.zh}", "  u 撤销"), self._undoable(f"#{seq} {done.en}", "  u undoes")
                )
            )
        else:
            self.tick()
        return True

    def _undoable(self, text: str, key: str) -> str:
        """What was logged, and the key that takes it back, which is never cut off."""
        room = self.size.width - width(key)
        return (text if width(text) <= room else fit(text, room)) + key

    @property
    def staff(self) -> str | None:
        """The person under the cursor."""
        return self.query_one("#agents", ColumnTable).cursor

    def name_of(self, staff: str) -> str:
        """A person's name."""
        return self.app.desk.live.shop.people.name(staff)

    def focused_table(self) -> str:
        """Which table has the focus."""
        return str(self.focused.id) if self.focused is not None else ""

    def action_act(self, act: str) -> None:
        """Do one of the actions in `keys`."""
        self._told = ("", "")
        if self.past is not None and act in WRITES:
            self.app.act_dropped()
            self.tell(_PAST, "late")
            return
        self.app.act_asked()
        self.run_worker(self._act(act), exclusive=True, group="act", exit_on_error=True)

    async def _act(self, act: str) -> None:
        from screens.acts import ACTS

        self.app.act_begins()
        try:
            await ACTS[act](self)
        finally:
            self.app.act_ends()

    def action_leave(self) -> None:
        """Esc: back to the present, no filter, no message."""
        self.past, self.wanted, self._told = None, "", ("", "")
        self.query_one("#agents", ColumnTable).focus()
        self.tick()

    def action_step(self, minutes: int) -> None:
        """While looking back: another minute."""
        if self.past is not None:
            self.look_back(self.past[0] + minutes * 60_000)

    def look_back(self, at: int) -> None:
        """Show the floor as it was, never as it will be."""
        at = min(at, self.app.desk.clock.now())
        if self._moments is None:
            self._moments = past(self.app.desk)
        self.past = (at, self._moments.judge(at))
        self._figures.forget()
        self.tick()

    @on(ColumnTable.Chosen)
    def chosen(self, event: ColumnTable.Chosen) -> None:
        """Enter on a row."""
        act = {"agents": "person", "items": "item_detail", "notices": "confirm", "waits": "wait"}
        self.action_act(act[str(event.table.id)])

    def rows_shown(self) -> Sequence[str]:
        """The staff ids on the floor."""
        return [agent.staff for agent in self.view.agents] if self.view else []
