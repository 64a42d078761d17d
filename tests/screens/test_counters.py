"""The counters on a person's page."""

from pathlib import Path

from kit import Kit, joined, violation

from kfterm.periods import month
from screens.figure_counters import counter_figures


def test_how_often_out_of_how_many_and_what_comes_next(tmp_path: Path) -> None:
    # R6-6: 100, 200, and the third is a resignation case
    kit = Kit(tmp_path, "r6-fine-ladders")
    kit.add(joined("li"), violation("li", "2024-06-03 10:00", "R6-6"), violation("li", "2024-06-04 10:00", "R6-6"))
    judge = kit.judge("2024-06")
    person, this = judge.shop.people.staff["li"], month("2024-06")
    (found,) = counter_figures(judge, person, this, "zh")
    assert found.cells[0] == "计次"
    assert "本月 · 下次 自动离职个案" in str(found.cells[1])
    assert found.cells[2] == ("2/3", "warn")
    assert found.clauses == ("R6-6",)
    assert len(found.events) == 2
    (english,) = counter_figures(judge, person, this, "en")
    assert "this month · next: case: automatic resignation" in str(english.cells[1])
    kit.close()
