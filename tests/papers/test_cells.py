"""Cells: cleaned, measured, cut, wrapped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kfterm.papers.cells import fit, hang, mask, plain, safe, width, wrap


@given(st.text(max_size=60), st.integers(1, 30))
def test_fit_is_exact_and_safe_leaves_no_command(text: str, cells: int) -> None:
    cleaned = safe(text)
    assert cell_len(fit(cleaned, cells)) == cells
    assert cleaned.isprintable() or not cleaned


@given(st.text(alphabet=st.sampled_from("欧阳雪😀ab, .。、-x"), max_size=80), st.integers(2, 20))
def test_wrapping_keeps_every_character_and_every_edge(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert max(map(width, lines)) <= cells
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=40), st.integers(8, 40))
def test_a_hanging_indent_stays_within_its_cells(text: str, cells: int) -> None:
    assert max(map(width, hang("下一步: ", safe(text), cells))) <= cells


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x1b[31mb", "a?[31mb"),
        ("红\u202e反", "红反"),
        ("a\tb\nc", "a b c"),
        ("★→①", "*->1"),
        ("👍🏽", "👍"),
        ("1\ufe0f\u20e3", "1"),
    ],
)
def test_what_could_move_or_misalign_is_replaced(typed: str, shown: str) -> None:
    assert safe(typed) == shown


def test_paper_that_is_typeset_keeps_its_typography() -> None:
    assert plain("“双十一”—①→é") == "“双十一”—①→é"


@pytest.mark.parametrize(
    ("buyer", "shown"),
    [("王小丫", "王**"), ("li_ming88", "li_min**"), ("13812345678", "138****5678"), (" ", ""), ("a", "**")],
)
def test_buyers_are_masked(buyer: str, shown: str) -> None:
    assert mask(buyer) == shown


@pytest.mark.parametrize("clause", ["R8-3.6.1", "R1-P.3.2.5", "R1-A12", "R2-7", "12.50"])
@pytest.mark.parametrize("before", ["not over the limit of the month ", "不超过本月的天数"])
def test_no_line_ends_within_the_id_of_a_clause(clause: str, before: str) -> None:
    for cells in range(len(clause), 60):
        assert any(clause in each for each in wrap(f"{before}{clause}, at least", cells)), cells


def test_a_clause_that_has_no_line_of_its_own_is_broken_all_the_same() -> None:
    assert [width(each) <= 5 for each in wrap("see R8-3.6.1", 5)] == [True] * len(wrap("see R8-3.6.1", 5))
