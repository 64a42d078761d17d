"""What the floor is measured beside: the same board made of stock widgets, as anybody would make it first.

`python reference_app.py CLAUSES` reads one clause a line. A DataTable of 60 people, one of 200 waits, every running
clock set by `update_cell` once a second; `v` opens an Input above an OptionList that is filtered on every key.
"""

import sys
import time
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import DataTable, Footer, Header, Input, OptionList

PEOPLE, WAITS = 60, 200


def clock(seconds: int) -> str:
    """`03:00:07`."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


class Pick(ModalScreen[None]):
    """Type to filter."""

    BINDINGS: ClassVar = [("escape", "dismiss", "leave")]
    CSS = "Pick { align: center middle; } Pick > Vertical { width: 76; height: 20; } OptionList { height: 1fr; }"

    def __init__(self, clauses: list[str]) -> None:
        super().__init__()
        self.clauses = clauses

    def compose(self) -> ComposeResult:
        """A line to type in, a list below."""
        with Vertical():
            yield Input()
            yield OptionList(*self.clauses)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another list for every key."""
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options([each for each in self.clauses if _fuzzy(event.value.lower(), each.lower())])


def _fuzzy(wanted: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in wanted)


class Board(App[None]):
    """The board."""

    BINDINGS: ClassVar = [("v", "pick", "violation")]

    def __init__(self, clauses: list[str]) -> None:
        super().__init__()
        self.clauses = clauses
        self.began = time.time() - 3 * 3600

    def compose(self) -> ComposeResult:
        """Two tables."""
        yield Header(show_clock=True)
        with Horizontal():
            yield DataTable(id="people", cursor_type="row")
            yield DataTable(id="waits", cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill, then tick."""
        people, waits = self.query_one("#people", DataTable), self.query_one("#waits", DataTable)
        for key in ("席", "姓名", "岗", "状态", "时长", "接", "最久", "红包"):
            people.add_column(key, key=key)
        for key in ("等", "客服", "买家", "店铺"):
            waits.add_column(key, key=key)
        for n in range(PEOPLE):
            people.add_row(f"{n:02d}", f"王芳{n}", "前", "接待", clock(10800), "4", clock(400), "", key=str(n))
        for n in range(WAITS):
            waits.add_row(clock(5 + 2 * n), f"王芳{n % 60}", f"tb_{n}", "亿果旗舰店", key=str(n))
        self.set_interval(1.0, self.tick)

    def tick(self) -> None:
        """Every clock a second on."""
        seconds = int(time.time() - self.began)
        people, waits = self.query_one("#people", DataTable), self.query_one("#waits", DataTable)
        for n in range(PEOPLE):
            people.update_cell(str(n), "时长", clock(seconds))
            people.update_cell(str(n), "最久", clock(seconds - 10400))
        for n in range(WAITS):
            waits.update_cell(str(n), "等", clock(seconds - 10795 + 2 * n))

    def action_pick(self) -> None:
        """Open the list."""
        self.push_screen(Pick(self.clauses))


if __name__ == "__main__":
    Board(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()).run()
