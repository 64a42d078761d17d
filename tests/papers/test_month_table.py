"""The month as a table, and the account of one person that can be checked with a pencil."""

import re
from collections.abc import Iterator

import pytest
from papers.scene import CHINESE, Scene
from rich.cells import cell_len

from kfterm.month.model import Fund, Summary
from kfterm.month.summary import summary
from kfterm.papers.month_table import month_table, why
from kfterm.papers.words import CASES, FLAGS, KINDS, LINES, flag_text
from kfterm.rulebook.load import files_of, load
from kfterm.rulebook.model import Rulebook
from kfterm.words import Lang

CJK = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def october(rulebook: str, names: dict[str, str] | None = None) -> Summary:
    scene = Scene(rulebook)
    shift = "day" if rulebook.startswith("r8") else "early"
    scene.add("setting.changed", "00:02", 1, key="shift.early", value="08:30-17:00", reason="init")
    for staff, name in (names or CHINESE).items():
        scene.add("staff.joined", "00:03", 1, staff=staff, name=name, roles=["agent"])
        scene.add("shift.assigned", "00:04", 1, staff=staff, on="2026-10-13", shift=shift)
        late = "08:52" if staff == "zhengkai" else "08:20"
        scene.add("punch.recorded", late, staff=staff, way="in")
        scene.add("punch.recorded", "17:31", staff=staff, way="out")
    scene.add(
        "leave.requested", "10:00", 12, leave="l", staff="ouyang", from_on="2026-10-15", to_on="2026-10-16",
        days="1.5", leave_kind="personal",
    )  # fmt: skip
    scene.add("leave.decided", "10:10", 12, leave="l", approved=True)
    if shift == "early":
        rude = {"clause": "R4-3.1.06", "times": 2, "note": "爱买不买"}
        scene.add("violation.logged", "14:05", violation="v", staff="gaohan", **rude)
        scene.add("absence.confirmed", "14:06", staff="gaohan", on="2026-10-14", days="2")
        scene.add("appeal.filed", "15:00", appeal="a", violation="v", staff="gaohan", reason="不是我")
    return summary(scene.judge("12:00", 20), "2026-10")


MONTHS = {rulebook: october(rulebook) for rulebook in ("r4-points-110", "r8-red-packet")}


def book(rulebook: str) -> Rulebook:
    return load(files_of(rulebook))


def accounts(lang: Lang) -> Iterator[str]:
    for rulebook, month in MONTHS.items():
        for statement in month.statements:
            yield why(statement, book(rulebook), lang, lambda seq: f"2026-10-13 08:30 事件 {seq} \x1b[31m" + "长" * 60)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("rulebook", MONTHS)
def test_no_line_of_the_table_is_too_wide(rulebook: str, width: int, lang: Lang) -> None:
    text = month_table(MONTHS[rulebook], width, lang)
    assert max(map(cell_len, text.splitlines())) <= width
    assert "\x1b" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_the_columns_that_the_regime_has(lang: Lang) -> None:
    points, packets = (month_table(MONTHS[key], 80, lang) for key in ("r4-points-110", "r8-red-packet"))
    score, packet = ("档", "欠红包") if lang == "zh" else (" gr ", "packets")
    assert score in points
    assert packet not in points
    assert score not in packets
    assert packet in packets


def test_the_table_adds_up() -> None:
    lines = month_table(MONTHS["r8-red-packet"], 80, "zh").splitlines()
    net = sum(each.net_fen for each in MONTHS["r8-red-packet"].statements)
    total = next(line for line in lines if line.startswith("合计"))
    assert f"{net / 100:.2f}" in total
    assert "50.00" in total


def test_flags_are_explained_with_names() -> None:
    text = month_table(MONTHS["r4-points-110"], 80, "zh")
    assert "A  申诉未决: 高晗" in text
    assert "K  缺导入数据 绩效: 全体" in month_table(MONTHS["r8-red-packet"], 80, "zh")
    assert text.splitlines()[1] == "本月未结束,数字仍会变"


def test_a_month_of_nobody_is_still_a_table() -> None:
    text = month_table(Summary("2026-10", "r4", "0" * 64, True, (), Fund(0, 0, 0)), 80, "en")
    assert "closed" in text


def test_english_papers_have_no_chinese_but_names_and_original_sentences() -> None:
    month = october("r4-points-110", {staff: staff for staff in CHINESE})
    assert not CJK.findall(month_table(month, 80, "en"))
    originals = "".join(clause.zh for clause in book("r4-points-110").clauses) + "".join(
        clause.en for clause in book("r4-points-110").clauses
    )
    for statement in month.statements:
        text = why(statement, book("r4-points-110"), "en", str)
        assert set(CJK.findall(text)) <= set(originals)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_of_an_account_is_wider_than_80_cells(lang: Lang) -> None:
    for text in accounts(lang):
        assert max(map(cell_len, text.splitlines())) <= 80
        assert "\x1b" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_account_names_every_clause_event_and_figure(lang: Lang) -> None:
    for rulebook, month in MONTHS.items():
        for statement in month.statements:
            text = why(statement, book(rulebook), lang, lambda seq: f"row {seq}")
            entries = statement.score.entries if statement.score else ()
            for figure in (*entries, *statement.lines, *statement.cases):
                assert all(f"#{seq} row {seq}" in text for seq in figure.events)
            keys = [entry.clause for entry in entries] + [key for line in statement.lines for key in line.clauses]
            assert all(f"    {key}" in text for key in keys)


def test_the_arithmetic_can_be_followed() -> None:
    gaohan = next(each for each in MONTHS["r4-points-110"].statements if each.staff == "gaohan")
    text = why(gaohan, book("r4-points-110"), "en", str)
    assert "-5 x 2 = -10; 80 - 10 = 70" in text
    ouyang = next(each for each in MONTHS["r8-red-packet"].statements if each.staff == "ouyang")
    text = why(ouyang, book("r8-red-packet"), "zh", str)
    assert "1.5 x 2200 / 31" in text
    assert "每月休假两天" in text
    assert "Two rest days a month" in text


def test_a_clause_is_quoted_once() -> None:
    zhengkai = next(each for each in MONTHS["r8-red-packet"].statements if each.staff == "zhengkai")
    text = why(zhengkai, book("r8-red-packet"), "zh", str)
    assert text.count("20分钟以上的发红包50元5个") == 1
    assert text.count("R8-3.2.3") == 2


def test_every_word_of_the_contract_has_both_languages() -> None:
    assert len(KINDS) == 27
    assert {"base", "meal", "fine", "freight", "insurance", "wage_deduction"} <= set(LINES)
    for table in (KINDS, LINES, CASES, FLAGS):
        assert all(words.zh and words.en and not CJK.search(words.en) for words in table.values())
    assert flag_text("open_punch:2026-10-13:in", "zh") == "缺卡未补 2026-10-13 上班"
    assert flag_text("missing:insurance", "en") == "not imported insurance, own share"
    assert flag_text("something_new", "en") == "something_new"
