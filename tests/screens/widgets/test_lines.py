"""Blocks of lines: only what changed is repainted, up to the end of the change."""

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Region

from screens.widgets.lines import TextLines
from screens.widgets.painted import cut


class Lines(App[None]):
    def compose(self) -> ComposeResult:
        yield TextLines([[("张敏 ", "strong"), ("20:21:07", "dim"), (" 2 端", "")], [("不变", "late")]], id="plain")
        yield TextLines([[(f"第{n}行", "no-such-style")] for n in range(50)], scrolls=True, id="long")


async def test_a_changed_line_is_repainted_up_to_where_it_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Lines().run_test(size=(40, 20)) as pilot:
        plain = pilot.app.query_one("#plain", TextLines)
        regions: list[Region] = []
        monkeypatch.setattr(plain, "refresh", lambda *given: regions.extend(given))
        plain.set_lines([[("张敏 ", "strong"), ("20:21:08", "dim"), (" 2 端", "")], [("不变", "late")]])
        assert regions == [Region(0, 0, 13, 1)]
        plain.set_lines([[("张敏 ", "strong"), ("20:21:08", "dim"), (" 2 端", "")]])
        assert regions[1:] == [Region(0, 1, 40, 1)]


async def test_long_text_scrolls_and_stays_in_place() -> None:
    async with Lines().run_test(size=(40, 20)) as pilot:
        long = pilot.app.query_one("#long", TextLines)
        assert not pilot.app.query_one("#plain", TextLines).focusable
        long.focus()
        await pilot.press("down", "pagedown")
        assert long.render_line(0).text.startswith("第10行")
        await pilot.press("end")
        assert long.render_line(9).text.startswith("第49行")
        long.set_lines([[("一行", "")]])
        assert long.render_line(0).text.startswith("一行")
        assert {cell_len(long.render_line(y).text) for y in range(10)} == {40}


async def test_lines_that_are_still_below_are_counted_at_the_lower_right() -> None:
    """50 lines in 10: 40 below; at the end none; where a text fills the last line it waits for the next page and is counted."""
    async with Lines().run_test(size=(40, 20)) as pilot:
        long = pilot.app.query_one("#long", TextLines)

        def last() -> str:
            return long.render_line(long.size.height - 1).text

        assert last() == "第9行" + " " * 32 + "+40"
        long.focus()
        await pilot.press("down")
        assert last().endswith(" +39")
        await pilot.press("end")
        assert last().rstrip() == "第49行"
        full = [((f"{number:02d}" + "x" * 38, ""),) for number in range(12)]
        long.set_lines(full)
        await pilot.press("home")
        assert last() == " " * 38 + "+3"
        await pilot.press("pagedown")
        assert (long.render_line(7).text[:2], last()[:2]) == ("09", "11")
        long.set_lines(full[:10])
        assert last() == full[9][0][0], "nothing is below"
        plain = pilot.app.query_one("#plain", TextLines)
        plain.set_lines(full)
        assert all("+" not in plain.render_line(y).text for y in range(10)), "what does not scroll says nothing"


def test_a_cut_line_has_exactly_its_cells() -> None:
    for cells in range(1, 20):
        spans = cut([("张敏\x1b", "a"), ("欧阳雪", "b"), ("", "c"), ("𠮷", "d")], cells)
        assert sum(cell_len(text) for text, _ in spans) == cells
    assert cut([], 3) == [("   ", "")]
    assert cut([("ab", "late")], 3) == [("ab", "late"), (" ", "late")]
