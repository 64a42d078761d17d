"""Why a deduction was held back: the whole arithmetic of the caps, on the screen and in the account, as on the PDF."""

from pathlib import Path

import pytest
from kit import Kit, joined, line, violation

from kfterm.month.summary import summary
from kfterm.papers.why import why
from kfterm.periods import month
from kfterm.words import Lang
from screens.figure_rows import figures

MONTH = "2024-06"
# wage due 3000; 20 % = 600; 3000 − 2490 = 510 above the minimum; R6-13 150 + R6-8 4 × 50 + R6-11 8 × 50 = 750;
# 750 − 510 = 240 too much
SAYS: dict[Lang, str] = {
    "zh": "应发 3000.00 · 20% 上限 600.00 · 最低工资 2490.00 之上 510.00 · 扣款 750.00 · 超出 240.00",
    "en": "wage due 3000.00 · 20 % cap 600.00 · above the minimum 2490.00: 510.00 · deductions 750.00 · over by 240.00",
}
SOURCE: dict[Lang, str] = {"zh": "第十五、十六条", "en": "art. 15 and 16"}
CAUTION: dict[Lang, str] = {"zh": "现金罚款没有全国性的法律依据", "en": "cash fines have no nationwide legal basis"}


def fined(folder: Path, mode: str) -> Kit:
    kit = Kit(folder, "r6-fine-ladders")
    settings = {"law.mode": mode, "law.minimum_wage": "2490"}
    kit.add([line("setting.changed", "2024-01-02", key=key, value=value) for key, value in settings.items()])
    kit.add(joined("li", base="3000"))
    for day, clause, times in (("03", "R6-13", 1), ("04", "R6-8", 4), ("05", "R6-11", 8)):  # the last is held first
        kit.add(violation("li", f"2024-06-{day} 10:00", clause, times=times, violation=clause))
    return kit


def seqs(kit: Kit) -> set[int]:
    """The rows of the three violations."""
    return {row.seq for row in kit.log.rows() if row.kind == "violation.logged"}


def flat(text: str) -> str:
    """A wrapped text without its line breaks and spaces; plain paper has no raised dot."""
    return "".join(text.split()).replace("·", ".")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_screen_says_the_arithmetic_of_a_held_line_and_of_the_flag(tmp_path: Path, lang: Lang) -> None:
    kit = fined(tmp_path, "hold")
    judge = kit.judge(MONTH)
    (li,) = summary(judge, MONTH).statements
    found = figures(li, judge, MONTH, lang)
    held = [each for each in found if each.key.startswith("line:") and "=> 240.00" in each.working]
    flag = [each for each in found if each.key.startswith("flag:") and "240.00" in "".join(map(str, each.cells))]
    assert (len(held), len(flag)) == (1, 1)
    for each in (*held, *flag):
        assert SAYS[lang] in each.working
        assert SOURCE[lang] in each.working
        assert CAUTION[lang] in each.working
        assert seqs(kit) <= set(each.events)
    assert {"R6-13", "R6-8", "R6-11"} <= set(flag[0].clauses)
    kit.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("mode", "times"), [("hold", 2), ("warn", 1)])
def test_the_account_says_it_at_the_line_and_at_the_flag(tmp_path: Path, mode: str, times: int, lang: Lang) -> None:
    kit = fined(tmp_path, mode)
    judge = kit.judge(MONTH)
    (li,) = summary(judge, MONTH).statements
    rulebook = judge.rulebook(month(MONTH))
    assert rulebook is not None
    text = why(li, rulebook, lang, lambda seq: f"row {seq}")
    assert flat(text).count(flat(SAYS[lang])) == times
    assert flat(text).count(flat(CAUTION[lang])) == times
    notes = text[text.rindex("注意" if lang == "zh" else "Flags") :]
    assert all(f"#{seq} row {seq}" in notes for seq in seqs(kit))
    kit.close()
