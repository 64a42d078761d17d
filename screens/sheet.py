"""The handover sheet as it is printed: read it, turn to the wall copy, print it, write a PDF, leaf through earlier ones."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kfterm.desk.crews import to_cut
from kfterm.papers.handover_text import handover_text
from kfterm.papers.printing import Printer, printer_of
from kfterm.papers.sheet_mask import wall
from kfterm.papers.sheet_model import WALL, Sheet
from kfterm.papers.sheet_print import file_name, job_title, print_sheet
from kfterm.papers.sheet_shelf import Kept, again, preview, shelf
from kfterm.problems import Refused
from kfterm.words import Words
from screens.panes import PaneScreen
from screens.widgets.form import Field, FormModal
from screens.widgets.lines import TextLines
from screens.widgets.painted import Line


class SheetScreen(PaneScreen):
    """One sheet of the shelf; behind the last one that of the shift that is cut next, as it would be now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("P,p", "print", show=False, id="sheet.print"),
        Binding("w", "turn", show=False, id="sheet.wall"),
        Binding("f", "file", show=False, id="sheet.file"),
        Binding("r", "refresh_sheet", show=False, id="sheet.refresh"),
        Binding("left_square_bracket", "leaf(-1)", show=False, id="sheet.earlier"),
        Binding("right_square_bracket", "leaf(1)", show=False, id="sheet.later"),
    ]
    KEYS = (
        ("↑ ↓ PgUp PgDn", Words("上下看", "scroll")),
        ("[ ]", Words("上一张 / 下一张", "the sheet before / after")),
        ("w", Words("组长联 / 上墙联", "lead's copy / wall copy")),
        ("P", Words("打印", "print")),
        ("f", Words("写成 PDF 文件", "write a PDF file")),
        ("r", Words("按最新的记录再看", "look again, with what was written since")),
        ("Esc q", Words("返回", "back")),
    )

    def __init__(self, handover: str | None = None) -> None:
        super().__init__()
        self._wanted = handover
        self._kept: list[Kept] = []
        self._page = 0
        self._sheet: Sheet | None = None
        """With names; the wall copy is made of it."""
        self._wall: bool | None = None
        """None: as the settings of the sheet say."""

    def compose(self) -> ComposeResult:
        """Title, the paper, keys."""
        yield self.head()
        yield TextLines(id="paper", scrolls=True)
        yield self.foot()

    def on_mount(self) -> None:
        """The sheet that was asked for, else the newest: the one that waits for signatures or was closed last."""
        self.query_one("#paper", TextLines).focus()
        self.headline(self.pick("交接单", "handover sheet"))
        # the frame is painted first: a long month takes a moment to fold
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        self._kept = shelf(self.app.desk.log)
        pages = [index for index, each in enumerate(self._kept) if each.handover == self._wanted]
        # where nothing was cut yet the only page is that of the shift that is cut next
        self._page = pages[-1] if pages else max(0, len(self._kept) - 1)
        self._make()

    def _make(self) -> None:
        desk = self.app.desk
        try:
            if self._page < len(self._kept):
                self._sheet = again(desk.log, self._kept[self._page])
            else:
                self._sheet = preview(desk.log, 0, *to_cut(desk.judge(), desk.clock.now()))
        except Refused as refusal:
            self._sheet = None
            self.refused(refusal)
            return
        self._show()

    def _copy(self) -> Sheet | None:
        """The copy that is shown."""
        made = self._sheet
        if made is None:
            return None
        asked = made.usual_copy == WALL if self._wall is None else self._wall
        return wall(made) if asked else made

    def _show(self) -> None:
        made = self._copy()
        if made is None:
            return
        lines: list[Line] = [((line, ""),) for line in handover_text(made, self.lang).splitlines()]
        self.query_one("#paper", TextLines).set_lines(lines)
        self.headline(job_title(made, self.lang), self._place())
        self._foot()

    def _place(self) -> str:
        """Where it lies on the shelf, and whether it will ever change."""
        page, pages = self._page + 1, len(self._kept)
        if self._page >= pages:
            return self.pick("还没有截止", "not cut yet")
        kept = self._kept[self._page]
        if not kept.closed_seq:
            return self.pick(f"{page}/{pages} · 还没有关闭", f"{page}/{pages} · not closed yet")
        closed = self.app.desk.live.calendar.text(kept.closed_at or 0)[5:]
        return self.pick(f"{page}/{pages} · 关闭 {closed}", f"{page}/{pages} · closed {closed}")

    def _foot(self) -> None:
        self.keys(
            self.pick(
                "P 打印  w 上墙联/组长联  f PDF 文件  [ ] 前后一张  r 刷新  Esc 返回",
                "P print  w wall/lead's copy  f PDF file  [ ] earlier/later  r refresh  Esc back",
            )
        )

    def followed(self) -> None:
        """Somebody wrote: a closed sheet stays as it is, another one is made again when asked for."""
        open_one = self._page >= len(self._kept) or not self._kept[self._page].closed_seq
        if open_one:
            self.keys(self.pick("又有新记录:r 按最新的再看", "more was written: r looks again"), "warn")

    def action_refresh_sheet(self) -> None:
        """The same sheet with what was written since."""
        if self._page < len(self._kept):
            self._wanted = self._kept[self._page].handover
        self._open()

    def action_leaf(self, step: int) -> None:
        """The sheet before or after."""
        page = self._page + step
        if 0 <= page <= len(self._kept):
            self._page = page
            self.query_one("#paper", TextLines).action_scroll_edge(-1)
            self._make()
        else:
            self.keys(
                self.pick(
                    "没有更早的了" if step < 0 else "没有更晚的了",
                    "that is the first" if step < 0 else "that is the last",
                ),
                "warn",
            )

    def action_turn(self) -> None:
        """The other copy."""
        made = self._copy()
        if made is not None:
            self._wall = made.copy != WALL
            self._show()

    def action_print(self) -> None:
        """Send it to the printer; `lp` may take its time, the keys do not wait."""
        made = self._copy()
        if made is None:
            return
        printer = printer_of(self.app.desk.live.shop.rules)
        where = printer.words()
        self.keys(self.pick(f"正在送到 {where.zh} …", f"sending to {where.en} …"))
        self.run_worker(partial(self._send, made, printer), thread=True, group="print", exit_on_error=False)

    def _send(self, made: Sheet, printer: Printer) -> None:
        try:
            sent = print_sheet(made, self.lang, printer)
        except Refused as refusal:
            self.app.call_from_thread(self.refused, refusal)
            return
        lost = [problem.pick(self.lang) for problem in sent.missing]
        self.app.call_from_thread(self.keys, " / ".join([sent.says.pick(self.lang), *lost]), "warn" if lost else "ok")

    def action_file(self) -> None:
        """Write the copy that is shown as PDF; a file that is there already is not overwritten."""
        made = self._copy()
        if made is None:
            return

        def named(answers: dict[str, str] | None) -> None:
            if answers is not None:
                self._write(made, Path(answers["file"]).expanduser())

        field = Field("file", self.pick("文件名", "file name"), file_name(made), required=True)
        self.app.push_screen(FormModal(self.pick("写成 PDF", "write a PDF"), [field], lang=self.lang), named)

    def _write(self, made: Sheet, path: Path) -> None:
        from kfterm.papers.handover_pdf import handover_pdf

        try:
            printed = handover_pdf(made, self.lang)
            with path.open("xb") as file:
                file.write(printed.pdf)
        except Refused as refusal:
            self.refused(refusal)
        except FileExistsError:
            self.keys(
                self.pick(
                    f"已有 {path},没有覆盖:换个名字", f"{path} is there already and was left alone: choose another name"
                ),
                "late",
            )
        except OSError as error:
            self.keys(self.pick(f"写不了 {path}:{error.strerror}", f"cannot write {path}: {error.strerror}"), "late")
        else:
            lost = " / ".join(problem.pick(self.lang) for problem in printed.missing)
            self.keys(self.pick(f"已写 {path.absolute()} {lost}", f"wrote {path.absolute()} {lost}").rstrip(), "ok")
