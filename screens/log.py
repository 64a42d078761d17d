"""The log browser: everything that was written, newest first; what it says in full; taking an entry back."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kfterm.desk.reading import Entry, entries, entry, fields
from kfterm.events.conduct import EntryWithdrawn
from kfterm.problems import Refused
from kfterm.words import Words
from screens.floor_lines import KIND_WORDS, entry_about, entry_text
from screens.modals import ReadModal
from screens.panes import PaneScreen
from screens.pinyin import match
from screens.text import width
from screens.widgets.columns import Column, ColumnTable, RowView
from screens.widgets.form import Field, FormModal
from screens.widgets.painted import Line

_LIMIT = 1000


class LogScreen(PaneScreen):
    """Rows of the log."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", show=False, id="log.find"),
        Binding("m", "machines", show=False, id="log.machines"),
        Binding("w", "withdraw", show=False, id="log.withdraw"),
    ]

    KEYS: ClassVar[tuple[tuple[str, Words], ...]] = (
        ("Enter", Words("一条的全文:每一项", "an entry in full, every field")),
        ("/", Words("按文字、拼音或种类查找", "find by text, pinyin or kind")),
        ("m", Words("连同机器写的,再按只看人写的", "with what machines wrote, again: people only")),
        ("w", Words("撤回一条,要写理由", "withdraw one entry, with a reason")),
        ("Esc q", Words("返回", "back")),
    )

    def __init__(self) -> None:
        super().__init__()
        self._machines = False
        self._wanted = ""
        self._entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        """Title, table, keys."""
        titles = self.pick("号|时间|谁|事|说明", "no.|when|who|what|says").split("|")
        widths, priorities = (8, 12, 10, 14, None), (4, 8, 6, 5, 10)
        longest = max(width(words.pick(self.lang)) for words in KIND_WORDS.values())
        columns = [
            Column(
                f"l{index}", title, size, "right" if index == 0 else "left", priority, most=longest if index == 3 else 0
            )
            for index, (title, size, priority) in enumerate(zip(titles, widths, priorities, strict=True))
        ]
        yield self.head()
        yield ColumnTable(columns, id="log", empty=self.pick("没有记录", "nothing"))
        yield self.foot()

    def on_mount(self) -> None:
        """What people wrote, without the machines' chatter."""
        self.query_one(ColumnTable).focus()
        self._read()

    def _read(self) -> None:
        self._entries = entries(self.app.desk, limit=_LIMIT, machine=self._machines)
        self._show()

    def followed(self) -> None:
        """Another terminal wrote."""
        self._read()

    def _show(self) -> None:
        judge = self.app.desk.judge()
        rows = []
        for each in self._entries:
            text = entry_text(each, judge.shop, judge.calendar, self.lang)
            if self._wanted and match(self._wanted, f"{text} {each.kind}") is None:
                continue
            style = "dim" if each.withdrawn else ""
            kind = KIND_WORDS.get(each.kind, Words(each.kind, each.kind)).pick(self.lang)
            who = judge.shop.people.name(each.by)
            when = judge.calendar.text(each.at)[5:]
            gone = self.pick(" (已撤)", " (withdrawn)") if each.withdrawn else ""
            says = entry_about(each, judge.shop, judge.calendar, self.lang) + gone
            rows.append(RowView(str(each.seq), ((str(each.seq), "dim"), when, who, (kind, style), (says, style))))
        self.query_one(ColumnTable).show(rows)
        found = f" /{self._wanted}" if self._wanted else ""
        self.headline(self.pick("日志", "log"), f"{len(rows)}{found}")
        self.keys(
            self.pick(
                "Enter 全文  / 查找  m 连同机器  w 撤回一条  Esc 返回",
                "Enter in full  / find  m with machines  w withdraw one  Esc back",
            )
        )

    def action_machines(self) -> None:
        """With or without what machines wrote."""
        self._machines = not self._machines
        self._read()

    def action_find(self) -> None:
        """Only what matches."""

        def found(answers: dict[str, str] | None) -> None:
            if answers is not None:
                self._wanted = answers["text"]
                self._show()

        field = Field("text", self.pick("文字、拼音或编号", "text, pinyin or id"), self._wanted)
        self.app.push_screen(FormModal(self.pick("查找", "find"), [field], lang=self.lang), found)

    def action_withdraw(self) -> None:
        """Take one entry back, with a reason."""
        key = self.query_one(ColumnTable).cursor
        chosen = next((each for each in self._entries if str(each.seq) == key), None)
        if chosen is None:
            return

        def withdraw(answers: dict[str, str] | None) -> None:
            if not answers:
                return
            try:
                self.app.desk.say(EntryWithdrawn(entry=chosen.id, reason=answers["reason"]))
            except Refused as refusal:
                self.refused(refusal)
                return
            self._read()

        field = Field("reason", self.pick("理由", "reason"), required=True)
        title = self.pick(f"撤回 #{chosen.seq}", f"withdraw #{chosen.seq}")
        self.app.push_screen(FormModal(title, [field], lang=self.lang), withdraw)

    @on(ColumnTable.Chosen)
    def chosen(self, event: ColumnTable.Chosen) -> None:
        """Enter: every field."""
        found = entry(self.app.desk, int(event.key))
        if found is None:
            return
        calendar = self.app.desk.live.calendar
        head = [("kind", found.kind), ("at", calendar.iso(found.at)), ("by", found.by), ("id", found.id)]
        lines: list[Line] = [((f"{name:<16}", "accent"), (value, "")) for name, value in [*head, *fields(found)]]
        self.app.push_screen(ReadModal(f"#{found.seq}", lines, self.pick("Esc 返回", "Esc back")))
