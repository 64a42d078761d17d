"""The handover: prepare and cut, read item by item, sign, print. What is written after the cut stands on the next one."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kfterm.desk.crews import to_cut
from kfterm.desk.gate import (
    UNREAD,
    current,
    cut_gaps,
    gate,
    merged_gaps,
    name_of,
    shift_name,
    stand,
)
from kfterm.desk.items import NOTHING
from kfterm.events.base import Event
from kfterm.folds.handover import Item
from kfterm.papers.gate_text import next_words
from kfterm.problems import Refused
from kfterm.words import Words
from screens.form_words import plainly
from screens.handover_rows import (
    columns,
    forced_line,
    gap_lines,
    last_line,
    rows,
    shown,
    state_line,
    title,
    waiting_for,
    word_lines,
)
from screens.panes import PaneScreen
from screens.widgets.columns import ColumnTable
from screens.widgets.lines import TextLines

_BEFORE = Words(
    "c 准备截止  i 写一项  Enter 看  e 补充  o 办结  p 交接单  ? 帮助  Esc 返回",
    "c prepare, cut  i item  Enter look  e complete  o settle  p sheet  ? help  Esc",
)
_AFTER = Words(
    "Tab 待办{n}  Enter 读  x 退回  z 搁置  e 补  s 签  S 别人签  f 强制  w 撤回  ?",
    "Tab next{n}  Enter read  x back  z park  e add  s sign  S other  f force  ?",
)
_FORCED = Words(
    "c 截止下一班  i 写一项  Enter 看  s 补签  S 别人签  p 交接单  ? 帮助  Esc 返回",
    "c cut the next  i item  Enter look  s sign  S other  p sheet  ? help  Esc",
)

_AGAIN_SECONDS = 20.0
"""Ages and due times are shown in minutes; who is on post may change without a word of the handover."""
_ASKS = frozenset("cixzeosSfw")


class HandoverScreen(PaneScreen):
    """The open items, where each stands between the two shifts, and what is still missing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "do('cut')", show=False, id="handover.cut"),
        Binding("i", "do('item')", show=False, id="handover.item"),
        Binding("x", "do('give_back')", show=False, id="handover.return"),
        Binding("z", "do('park')", show=False, id="handover.park"),
        Binding("e", "do('complete')", show=False, id="handover.complete"),
        Binding("o", "do('settle')", show=False, id="handover.settle"),
        Binding("s", "do('sign')", show=False, id="handover.sign"),
        Binding("S", "do('sign_other')", show=False, id="handover.sign-other"),
        Binding("f", "do('force')", show=False, id="handover.force"),
        Binding("w", "do('withdraw')", show=False, id="handover.withdraw"),
        Binding("tab", "waiting", show=False, id="handover.waiting"),
        Binding("p", "do('paper')", show=False, id="handover.paper"),
    ]
    KEYS = (
        ("c", Words("准备截止:先看还缺什么,Enter 截止", "prepare: what is missing first, Enter cuts")),
        ("Enter", Words("读这一项;接班人再按 Enter 接下", "read the item; the relief takes it with Enter again")),
        ("Tab", Words("下一项等这一方的:未读、已补齐;交班人是被退回的", "next item that waits for this side")),
        ("x", Words("接班人退回,写理由", "the relief gives it back, with a reason")),
        ("z", Words("接班人接下,搁到几点", "the relief takes it and parks it until a time")),
        ("i", Words("写一项交接", "write an item")),
        ("e", Words("补充;退回的补齐后接班人再读", "add to it; one given back is then read again")),
        ("o", Words("办结", "settle it")),
        ("s", Words("自己签字", "sign yourself")),
        ("S", Words("别人在这台签:打自己的姓名或工号", "somebody else signs here by typing who they are")),
        ("f", Words("强制关闭:理由和第二人", "force: a reason and a second name")),
        ("w", Words("撤回截错的(还没人签时)", "withdraw a wrong cut, while nobody signed")),
        ("p", Words("交接单", "the sheet")),
        ("Esc q", Words("返回", "back")),
        ("?", Words("事项前:缺必填", "before an item: it lacks something that is required")),
        ("U w -", Words("级(英文界面):急、盯、稳", "s: the item's level, urgent, watch, stable")),
    )
    DEFAULT_CSS = """
    HandoverScreen #gate { height: auto; max-height: 40%; }
    """

    past: ClassVar[None] = None
    """A handover is of now; who acts on items asks (`acts/items.py`)."""

    def __init__(self) -> None:
        super().__init__()
        self.reader = ""
        """Whose hand reads at this terminal; the desk's own unless the relief said who it is."""
        self._word: tuple[str, str] = ("", "")

    def compose(self) -> ComposeResult:
        """Title, items, what is missing, keys."""
        yield self.head()
        yield ColumnTable(
            columns(self.lang), marks=True, id="handover", empty=self.pick("没有待交接的事项", "nothing to hand over")
        )
        yield TextLines(id="gate")
        yield self.foot()

    def on_mount(self) -> None:
        """The items as they stand."""
        self.reader = self.app.desk.by
        self.query_one(ColumnTable).focus()
        self.draw()
        self.set_interval(_AGAIN_SECONDS, self.draw)

    def on_resize(self) -> None:
        """Lines are broken anew."""
        self.call_after_refresh(self.draw)

    def followed(self) -> None:
        """The other lead cuts, reads and signs at the other terminal; the cursor stays on its item whatever they do."""
        self.draw()

    def action_waiting(self) -> None:
        """Tab: the next item that waits for this side, below the cursor, then from the top."""
        table, judge = self.query_one(ColumnTable), self.app.desk.judge()
        handover = current(judge.shop.book)
        waiting = waiting_for(judge, handover, self.reader) if handover is not None else []
        keys = table.keys
        place = keys.index(table.cursor) if table.cursor in keys else -1
        found = next((key for key in [*keys[place + 1 :], *keys[: place + 1]] if key in waiting), None)
        if found is not None:
            table.move_to(found)
        else:
            self.tell(Words("没有等这一方的事项", "no item waits for this side"))

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        key = self.query_one(ColumnTable).cursor
        return self.app.desk.live.shop.book.items.get(key) if key else None

    def draw(self) -> None:
        """Everything as it stands now."""
        if not self.query("#gate"):
            return
        desk, lang, cells = self.app.desk, self.lang, max(20, self.size.width - 2)
        judge, now = desk.judge(), desk.clock.now()
        handover = current(judge.shop.book)
        self.query_one(ColumnTable).show(rows(judge, handover, now, lang))
        lines = word_lines(*self._word, cells)
        if handover is None:
            day, shift = to_cut(judge, now)
            name = shift_name(judge, day, shift) if shift else Words("", "")
            state = self.pick("还没有截止:c 截止", "not cut yet: c cuts") if shift else ""
            ended = last_line(judge, lang)
            lines += [((ended, "ok"),)] if ended else []
            if shift:
                gaps = [*cut_gaps(judge, day, shift), *merged_gaps(judge, day, shift, now)]
                lines += gap_lines(gaps, cells, lang)
            else:
                lines.append(((next_words(judge, now).pick(lang), "dim"),))
            keys = _BEFORE
        else:
            found = gate(judge, handover, now)
            name, state = name_of(judge, handover), state_line(judge, found, lang)
            forced = forced_line(judge, handover, lang)
            lines += word_lines(forced, "late", cells) + gap_lines(shown(found.blocks), cells, lang)
            keys = _FORCED
            if handover.forced is None:
                many = len(waiting_for(judge, handover, self.reader))
                keys = Words(*(each.format(n=f" {many}" if many else "") for each in _AFTER))
        self.headline(title(judge, name, lang), state)
        self.query_one("#gate", TextLines).set_lines([((f" {text}", style),) for ((text, style),) in lines])
        self.keys(keys.pick(lang))

    def tell(self, words: Words, style: str = "ok") -> None:
        """One word about what just happened, above what is missing."""
        self._word = (words.pick(self.lang), style)
        self.draw()

    def say(self, *events: Event, by: str = "", done: Words | None = None) -> bool:
        """Log as this hand or as the one who reads here; show what the desk answered. Whether it was logged."""
        try:
            self.app.desk.say(*events, by=by)
        except Refused as refusal:
            self._word = (" / ".join(plainly(problem, self.lang) for problem in refusal.problems), "late")
            self.draw()
            return False
        self.tell(done or Words("", ""))
        return True

    def name_of(self, staff: str) -> str:
        """A person's name."""
        return self.app.desk.live.shop.people.name(staff)

    def rows_shown(self) -> list[str]:
        """Who is on the floor, for those who ask the floor for it; nobody is listed here."""
        return []

    def focused_table(self) -> str:
        """An item that is written here is about nothing under the cursor."""
        return ""

    def next_unread(self, item: str) -> None:
        """The cursor on the next item that the relief has not answered, after one that it has."""
        table, handover = self.query_one(ColumnTable), current(self.app.desk.live.shop.book)
        items, keys = self.app.desk.live.shop.book.items, table.keys
        place = keys.index(item) if item in keys else 0
        for key in [*keys[place + 1 :], *keys[:place]]:
            found = items.get(key)
            if handover is None or found is None or found.kind == NOTHING:
                continue
            if stand(found, handover) == UNREAD:
                table.move_to(key)
                return

    def begins(self, key: str) -> bool:
        """Every key of its own but the sheet, and Enter on a row."""
        return key in _ASKS or (key == "enter" and self.query_one(ColumnTable).cursor is not None)

    def action_do(self, act: str) -> None:
        """Do one of the acts of this screen."""
        self._word = ("", "")
        self.asking = True
        self.run_worker(self._do(act), exclusive=True, group="handover", exit_on_error=True)

    async def _do(self, act: str) -> None:
        from screens.handover_acts import ACTS

        self.app.act_begins()
        try:
            await ACTS[act](self)
        finally:
            self.asking = False
            self.app.act_ends()
            for table in self.query(ColumnTable):  # none once the screen is left
                table.focus()  # after a refusal too, keys are for the list
            self.draw()

    @on(ColumnTable.Chosen)
    def chosen(self) -> None:
        """Enter on an item."""
        self.action_do("read")
