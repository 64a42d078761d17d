"""From every figure to its clause, its arithmetic and its events in at most three keys; and where an entry stands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kit import leave, punch, violation
from regimes import R2, R3, R5, R6, R7, regime
from shopfloor import R4, Hand, Shop, at_keyboard, line, lines_of, shop, straight

from kfterm.desk.standing import pending, standings
from kfterm.rulebook.load import files_of, load
from screens.figure_rows import JUMPS

WHO = "gaohan"


@pytest.fixture
def opened() -> Iterator[list[Shop]]:
    """Shops that a test opens, closed afterwards."""
    found: list[Shop] = []
    yield found
    for each in found:
        each.close()


def review(score: str) -> list[dict[str, Any]]:
    """All six items with one score."""
    items = ("rules", "drive", "ability", "cooperation", "knowledge", "chat")
    return [
        line("review.scored", "2026-10-12 09:00", staff=WHO, month="2026-10", item=item, score=score) for item in items
    ]


KPI = {
    "conversion_pct": "70",
    "sales_cny": "75000",
    "avg_order_cny": "145",
    "avg_response_s": "45",
    "reply_pct": "92.5",
}
FACTS: dict[str, list[dict[str, Any]]] = {
    R2: [
        *review("1"),
        line("kpi.reported", "2026-10-12 09:00", staff=WHO, month="2026-10", metrics=KPI, source="chitu"),
        line("waybills.counted", "2026-10-12 09:00", staff=WHO, month="2026-10", shipped=4321),
        line("award.granted", "2026-10-12 09:00", staff=WHO, month="2026-10", clause="R2-4.8", amount="30", reason="i"),
        violation(WHO, "2026-10-12 10:00", "R2-6.1.3", unit_price="59.90"),
        violation(WHO, "2026-10-12 11:00", "R2-5.3.2", effect="loss"),
        *leave(WHO, "2026-10-14", "2026-10-14", "1"),
    ],
    R3: [
        line("kpi.reported", "2026-10-12 09:00", staff=WHO, month="2026-10",
             metrics={"sales_cny": "80000", "enquirers": "100", "buyers": "71"}, source="chitu"),
        violation(WHO, "2026-10-12 10:00", "R3-3.7.5"),
        line("complaint.received", "2026-10-12 09:00", complaint="c", staff=WHO, what="rude"),
        line("complaint.judged", "2026-10-12 09:30", complaint="c", valid=True),
    ],
    R5: [
        punch(WHO, "2026-10-12 08:41", "in"), punch(WHO, "2026-10-12 17:31", "out"),
        line("shift.assigned", "2026-10-10 12:00", staff=WHO, on="2026-10-12", shift="day"),
        line("absence.confirmed", "2026-10-09 20:00", staff=WHO, on="2026-10-09", days="1"),
        *(violation(WHO, f"2026-10-12 1{hour}:00", "R5-4.2.2.5") for hour in range(3)),
        line("merit.logged", "2026-10-12 15:00", merit="m", staff=WHO, clause="R5-4.3.1", points="8", note="thanks"),
    ],
    R6: [
        *(violation(WHO, f"2026-10-{day:02} 10:00", "R6-1.5") for day in (6, 7, 8, 12)),
        violation(WHO, "2026-10-12 15:00", "R6-9"),
        line("fund.spent", "2026-10-12 16:00", amount="50", purpose="cake"),
    ],
    R7: [
        line("order.placed", "2026-10-12 09:00", order="o1", staff=WHO, amount="500"),
        line("order.paid", "2026-10-12 09:05", order="o1"),
        line("remark.written", "2026-10-12 09:06", order="o1", staff=WHO, remark="gaohan"),
        violation(WHO, "2026-10-12 10:00", "R7-15"),
    ],
    R4: [
        violation(WHO, "2026-10-12 10:00", "R4-3.1.01", times=2),
        violation(WHO, "2026-10-12 10:05", "R4-3.3.04", amount="120"),
        line("exam.scored", "2026-10-12 11:00", staff=WHO, score="50", full="100"),
        line("meeting.held", "2026-10-12 12:00", meeting="m", absent=[WHO]),
    ],
}  # fmt: skip
KINDS = {
    R2: {"底薪", "饭贴", "提成", "绩效考核", "人工考核", "错打误打面单", "交接失误造成影响", "请假", "罚款合计"},
    R3: {"提成", "业绩第一", "未及时催付", "个案", "投诉"},
    R5: {"月分", "旷工扣款", "旷工", "迟到", "个案"},
    R6: {"交接未录入", "罚款合计", "个案", "记录"},
    R7: {"提成", "泄露联系方式", "本表合计"},
    R4: {"月分", "绩效浮动", "私拆带出设备", "本表合计"},
}
"""What the first column of the page must show: every kind of line that the facts above make."""


def made_of(folder: Path, rulebook: str) -> Shop:
    made = shop(folder, R4) if rulebook == R4 else regime(folder, rulebook)
    made.desk.by = "fangzong"
    made.add(*FACTS[rulebook])
    return made


async def to_person(hand: Hand) -> None:
    """The cursor on 高晗, and one key to the page."""
    await hand.press("home")
    while hand.floor.staff != WHO:
        await hand.press("down")
    hand.keys = 0
    await hand.press("enter")


@pytest.mark.parametrize("rulebook", FACTS)
async def test_every_figure_of_a_person_is_explained_in_two_keys(
    tmp_path: Path, opened: list[Shop], rulebook: str
) -> None:
    """From the floor: Enter, then the sign at the left of the figure: clause in both languages, working, events."""
    made = made_of(tmp_path, rulebook)
    opened.append(made)
    book = load(files_of(rulebook))
    async with at_keyboard(made, (120, 50)) as hand:
        await to_person(hand)
        page = hand.app.screen
        figures = list(page._figures)
        text = hand.text
        missing = [kind for kind in KINDS[rulebook] if kind not in text]
        assert not missing, f"{missing} not in\n{text}"
        for index, figure in enumerate(figures):
            hand.keys = 1
            await hand.press(JUMPS[index])
            assert hand.keys == 2
            assert hand.top == "ReadModal", figure
            straight(hand)
            joined = "".join(hand.text.split())
            if figure.events and f"#{figure.events[0]}" not in joined:
                await hand.press("end")  # many clauses: the events stand below them, the third key
                joined += "".join(hand.text.split())
                assert hand.keys <= 3
            known = [book.by_id[each] for each in figure.clauses if each in book.by_id]
            if known:
                assert known[0].id in joined, figure
                assert "".join(known[0].zh.split())[:6] in joined.replace("│", ""), figure
                assert "".join(known[0].en.split())[:9] in joined.replace("│", ""), figure
            said_itself = figure.key.startswith(("flag", "complaint", "adherence"))
            assert known or said_itself, f"{figure} has no clause"
            assert "算式" in joined or not figure.working, figure
            if figure.events:
                assert f"#{figure.events[0]}" in joined, figure
            await hand.press("escape")


@pytest.mark.parametrize("rulebook", FACTS)
async def test_from_the_month_of_everybody_it_is_two_keys_as_well(
    tmp_path: Path, opened: list[Shop], rulebook: str
) -> None:
    made = made_of(tmp_path, rulebook)
    opened.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("g")
        while not any("›" in row for row in lines_of(hand, "高晗")):
            await hand.press("down")
        hand.keys = 0
        await hand.press("enter", "1")
        assert hand.keys <= 3
        assert hand.says("为什么", "算式")
        straight(hand)


async def test_the_working_has_its_numbers_put_in(tmp_path: Path, opened: list[Shop]) -> None:
    """R2-E03: 68.625 x 10.5 = 720.56; 3 x 59.90 = 179.70; 0.1 x 4321 = 432.10."""
    made = made_of(tmp_path, R2)
    opened.append(made)
    async with at_keyboard(made, (200, 60)) as hand:
        await to_person(hand)
        assert any("720.56" in row for row in lines_of(hand, "绩效考核"))
        assert any("0.1 x 4321" in row and "432.10" in row for row in lines_of(hand, "提成"))
        assert any("3 x 59.9 = 179.7" in row and "-179.70" in row for row in lines_of(hand, "错打误打面单"))
        assert any("规章制度 1" in row and "360.00" in row for row in lines_of(hand, "人工考核"))


async def test_the_fund_box_is_explained_in_two_keys(tmp_path: Path, opened: list[Shop]) -> None:
    """R6: 30 + 50 + 80 = 160 in (the fourth is a case), 50 out, 110 left."""
    made = made_of(tmp_path, R6)
    opened.append(made)
    async with at_keyboard(made, (120, 50)) as hand:
        await hand.press("g")
        assert hand.says("基金箱 收 160.00 支 50.00 余 110.00")
        hand.keys = 1
        await hand.press("f")
        assert hand.keys == 2
        assert hand.says("R6-14", "0.00 + 160.00 - 50.00 = 110.00", "所有罚款存入部门基金箱", "All fines go")
        assert lines_of(hand, "基金箱支出")


async def test_an_appeal_is_shown_apart_and_an_upheld_one_gives_back(tmp_path: Path, opened: list[Shop]) -> None:
    """R5-4.2.2.5: −5 each. One of two appealed: 待裁 1 条 −5; upheld: the month goes from −10 to −5 and the entry stays."""
    made = regime(tmp_path, R5)
    opened.append(made)
    for hour in range(2):
        made.add(violation(WHO, f"2026-10-12 1{hour}:00", "R5-4.2.2.5", violation=f"v{hour}"))
    async with at_keyboard(made, (120, 40)) as hand:
        await to_person(hand)
        assert any("-10" in row for row in lines_of(hand, "月分"))
        assert len(lines_of(hand, "待认/可诉至10-15")) == 2
        await hand.press("down", "c")
        assert lines_of(hand, "[已确认]")
        await hand.press("down", "a")
        await hand.type("not me")
        await hand.press("enter")
        assert lines_of(hand, "[申诉中]")
        (row,) = lines_of(hand, "待裁")
        assert "1 条申诉" in row
        assert "-5 分" in row
        await hand.press("escape", "g")
        assert any("待裁 1 条 -5 分" in each for each in lines_of(hand, "高晗"))
        await hand.press("escape")
        await to_person(hand)
        await hand.press("d")
        assert hand.says("判定申诉", "not me")
        await hand.press("enter", "right", "enter")
        await hand.type("checked")
        await hand.press("enter")
        assert any("-5" in each and "-10" not in each for each in lines_of(hand, "月分"))
        (row,) = lines_of(hand, "[申诉成立")
        assert "+5 分" in row
        assert not lines_of(hand, "待裁")
    assert made.newest("appeal.decided").upheld is True


async def test_a_fine_that_is_appealed_weighs_its_yuan(tmp_path: Path, opened: list[Shop]) -> None:
    """R6-1.5: the second missing log costs 50 (R6-A03)."""
    made = made_of(tmp_path, R6)
    opened.append(made)
    judge = made.desk.judge()
    second = standings(judge, WHO, "2026-10")[1].violation.event.violation
    made.add(line("appeal.filed", "2026-10-13 09:00", appeal="a", violation=second, staff=WHO, reason="r"))
    found = pending(made.desk.judge(), WHO, "2026-10")
    assert found is not None
    assert found.says.zh == "待裁 1 条 ¥50.00"
    async with at_keyboard(made, (120, 40)) as hand:
        await to_person(hand)
        assert any("¥50.00" in row for row in lines_of(hand, "待裁"))
        assert any("[申诉中]" in row for row in lines_of(hand, "第 2 次"))


async def test_an_entry_that_costs_nothing_can_be_acknowledged_too(tmp_path: Path, opened: list[Shop]) -> None:
    made = regime(tmp_path, R6)
    opened.append(made)
    made.add(violation(WHO, "2026-10-12 15:00", "R6-9", violation="v"))
    async with at_keyboard(made, (120, 40)) as hand:
        await to_person(hand)
        while not any("›" in row for row in lines_of(hand, "耳机或喧哗")):
            await hand.press("down")
        await hand.press("c")
        assert any("[已确认]" in row for row in lines_of(hand, "耳机或喧哗"))
    assert made.newest("violation.acknowledged").violation == "v"


async def test_nobody_decides_their_own_appeal(tmp_path: Path, opened: list[Shop]) -> None:
    made = regime(tmp_path, R6, by="zhoumin")
    opened.append(made)
    made.add(violation("zhoumin", "2026-10-12 15:00", "R6-8", violation="v"))
    made.add(line("appeal.filed", "2026-10-12 16:00", appeal="a", violation="v", staff="zhoumin", reason="r"))
    async with at_keyboard(made, (120, 40)) as hand:
        while not any("›" in row for row in lines_of(hand, "周敏")):
            await hand.press("down")
        await hand.press("enter", "d", "enter", "right", "enter")
        await hand.type("mine")
        await hand.press("enter")
        assert hand.top == "FormModal"
        assert hand.says("不能判自己的申诉", "mine")
    assert made.events("appeal.decided") == []
