"""Everything can be found without an input method, best first."""

from time import perf_counter

import pytest

from screens.pinyin import EXACT, INITIALS, PREFIX, SUBSEQUENCE, SUBSTRING, match, rank


@pytest.mark.parametrize(
    ("query", "text", "score"),
    [
        ("张敏", "张敏", EXACT),
        ("张", "张敏", PREFIX),
        ("敏", "张敏", SUBSTRING),
        ("zhangmin", "张敏", EXACT),
        ("zhang min", "张敏", EXACT),
        ("ZhangM", "张敏", PREFIX),
        ("zm", "张敏", INITIALS),
        ("zmin", "张敏", INITIALS),
        ("min", "张敏", SUBSTRING),
        ("ang", "张敏", None),
        ("zz", "张敏", None),
        ("oyx", "欧阳雪", INITIALS),
        ("yx", "欧阳雪", SUBSTRING),
        ("shanxue", "单雪", EXACT),
        ("danxue", "单雪", EXACT),
        ("sx", "单雪", INITIALS),
        ("dx", "单雪", INITIALS),
        ("lvsi", "吕思", EXACT),
        ("lyusi", "吕思", EXACT),
        ("xian", "西安", EXACT),
        ("3.1.07", "R4-3.1.07", SUBSTRING),
        ("3107", "R4-3.1.07", SUBSTRING),
        ("3.1.7", "R4-3.1.07", SUBSTRING),
        ("317", "R4-3.1.07", SUBSTRING),
        ("r4", "R4-3.1.07", PREFIX),
        ("Ｒ４", "R4-3.1.07", PREFIX),
        ("r4-3.1.07", "R4-3.1.07", EXACT),
        ("r407", "R4-3.1.07", SUBSEQUENCE),
        ("3108", "R4-3.1.07", None),
        ("zm 3107", "张敏 R4-3.1.07 离席", SUBSTRING),
        ("3107 zm", "张敏 R4-3.1.07 离席", SUBSTRING),
        ("zm ls", "张敏 R4-3.1.07 离席", None),
        ("lx", "张敏 R4-3.1.07 离席", SUBSTRING),
        ("early leave", "早退\nearly leave", EXACT),
        ("zt", "早退\nearly leave", INITIALS),
        ("[*", "a[*b", SUBSTRING),
        ("𠮷", "𠮷田", PREFIX),
        ("kpik", "KPI考核", PREFIX),
        ("kpikh", "KPI考核", INITIALS),
        ("", "张敏", SUBSTRING),
    ],
)
def test_how_well_a_query_finds_a_text(query: str, text: str, score: int | None) -> None:
    assert match(query, text) == score


def test_better_matches_come_first_and_equal_ones_keep_their_order() -> None:
    names = ["老张敏", "张明", "zm01", "张敏", "李娜", "张敏敏", "赵梅"]
    assert rank("zm", names, str) == ["zm01", "张明", "张敏", "张敏敏", "赵梅", "老张敏"]
    assert rank("张敏", names, str) == ["张敏", "张敏敏", "老张敏"]
    assert rank("  ", names, str) == names
    assert rank("qq", names, str) == []


def test_scattered_letters_are_looked_for_only_if_nothing_better_is_found() -> None:
    assert rank("ac", ["abc", "ac"], str) == ["ac"]
    assert rank("ac", ["abc", "b"], str) == ["abc"]


def test_thousands_of_items_are_ranked_within_a_key_press() -> None:
    names = [family + given for family in "王李张刘陈杨黄赵单曾" for given in ("敏", "雪", "晗", "芳静", "娜", "丽强")]
    items = [f"{name} R4-3.{n // 20 + 1}.{n % 20 + 1:02d} 离席超时未报" for name in names for n in range(80)]
    rank("zm", items, str)
    best = min(_seconds("zm", items) for _ in range(5))
    assert len(items) == 4800
    assert best < 0.05  # 4 ms on the machine it was written on


def _seconds(query: str, items: list[str]) -> float:
    start = perf_counter()
    rank(query, items, str)
    return perf_counter() - start
