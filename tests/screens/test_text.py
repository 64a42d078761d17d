"""Text for a terminal: nothing dangerous gets through, and columns stay straight."""

import pytest

from screens.text import bar, fit, safe, width


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("张敏", "张敏"),
        ("欧阳雪", "欧阳雪"),
        ("𠮷田", "𠮷田"),
        ("王😀", "王😀"),
        ("R4-3.1.07 -5", "R4-3.1.07 -5"),
        ("超 100s,迟8（红包）。", "超 100s,迟8（红包）。"),
        ("红\x1b[31m字", "红?[31m字"),
        ("a\x00b\x07c\x7fd\x9be", "a?b?c?d?e"),
        ("a\tb\nc\r\nd\u2028e\xa0f", "a b c  d e f"),
        ("\u202e反\u2066向\u200f\u061c", "反向"),
        ("零\u200b宽\u200c字\ufeff符\xad", "零宽字符"),
        ("⚠️☎️1️⃣👍🏽", "⚠T1👍"),
        ("👨\u200d👩\u200d👧", "👨👩👧"),
        ("🇨🇳", "CN"),
        ("★●→①…·–", "**->1…·–"),
        ("⑴Ⅲ½℃", "1III1/2C"),
        ("“好”——‘是’", "\"好\"--'是'"),
        ("\ud800坏", "?坏"),
        ("ㅤ空", " 空"),
        ("e\u0301\u0301\u0301\u0301", "e\u0301\u0301"),
        ("\u0301e", "e"),
        ("\u3000全", "\u3000全"),
        ("▓░│╭…", "▓░│╭…"),
        ("αЯ", "αЯ"),
    ],
)
def test_what_is_shown_moves_and_hides_nothing(given: str, shown: str) -> None:
    assert safe(given) == shown


def test_no_character_at_all_gets_a_control_or_an_odd_width_through() -> None:
    for code in range(0x110000):
        shown = safe(chr(code))
        assert all(char >= " " and not 0x7F <= ord(char) <= 0x9F for char in shown), hex(code)
        shown.encode()  # no lone surrogate, which would break the write to the terminal
        assert safe(shown) == shown, hex(code)


@pytest.mark.parametrize(
    ("text", "cells", "align", "shown"),
    [
        ("张敏", 6, "left", "张敏  "),
        ("张敏", 6, "right", "  张敏"),
        ("欧阳雪", 5, "left", "欧阳…"),
        ("欧阳雪", 4, "left", "欧… "),
        ("欧阳雪", 1, "left", "…"),
        ("欧阳雪", 0, "left", ""),
        ("欧阳雪", 4, "right", " 欧…"),
        ("𠮷😀田", 5, "left", "𠮷😀…"),
        ("abc", 3, "left", "abc"),
        ("e\u0301clair", 2, "left", "e\u0301…"),
        ("", 2, "left", "  "),
    ],
)
def test_fit_never_halves_a_character(text: str, cells: int, align: str, shown: str) -> None:
    assert fit(text, cells, "right" if align == "right" else "left") == shown


@pytest.mark.parametrize("text", ["张敏 R4-3.1.07 离席", "𠮷😀田a", "e\u0301\u0301x王", "ｶﾅ｡全形ＡＢ", ""])
@pytest.mark.parametrize("cells", range(24))
def test_fit_takes_exactly_its_cells(text: str, cells: int) -> None:
    assert width(fit(text, cells)) == width(fit(text, cells, "right")) == cells


def test_a_bar_is_full_only_at_the_end() -> None:
    assert bar(0.42, 10) == "▓▓▓▓░░░░░░"
    assert (bar(-1, 3), bar(0, 3), bar(0.999, 3), bar(1, 3), bar(7, 3)) == ("░░░", "░░░", "▓▓░", "▓▓▓", "▓▓▓")
