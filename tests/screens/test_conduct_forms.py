"""Everything the eight regimes let a person log, by keys: what a clause asks for, what it would do, what is refused."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from regimes import R2, R3, R5, R6, R7, regime
from shopfloor import R4, R8, Hand, Shop, at_keyboard, line, lines_of, millis, straight

from kfterm.desk.choices import conduct_choices, rule_words
from kfterm.rulebook.conduct_rules import Conduct
from kfterm.rulebook.load import files_of, load

SIMPLE = [
    (R2, "mdw", "R2-6.1.1"),
    (R3, "wjs", "R3-3.7.5"),
    (R5, "zzz", "R5-4.2.1.4"),
    (R6, "zwg", "R6-8"),
    (R7, "xll", "R7-15"),
]


@pytest.fixture
def open_shop(tmp_path: Path) -> Iterator[list[Shop]]:
    """Shops that a test opens, closed afterwards."""
    opened: list[Shop] = []
    yield opened
    for each in opened:
        each.close()


async def picks(hand: Hand, typed: str, *keys: str) -> None:
    """A clause by its letters."""
    await hand.press("v")
    await hand.type(typed)
    await hand.press(*keys)


@pytest.mark.parametrize(("rulebook", "letters", "clause"), SIMPLE)
async def test_a_simple_violation_takes_five_keys(
    tmp_path: Path, open_shop: list[Shop], rulebook: str, letters: str, clause: str
) -> None:
    made = regime(tmp_path, rulebook)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await picks(hand, letters, "enter")
        assert hand.keys <= 5
        assert hand.top == "FloorScreen"
        assert hand.says("u 撤销")
    assert made.newest("violation.logged").clause == clause


async def test_the_kind_that_is_fined_is_chosen_and_the_others_cost_nothing(
    tmp_path: Path, open_shop: list[Shop]
) -> None:
    """R7-A04: 20 yuan for chatting with a non-customer; games are only noted."""
    made = regime(tmp_path, R7)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await picks(hand, "zwg", "enter")
        assert hand.top == "FormModal", "the kind has to be said, so Enter asks for it"
        await hand.press("enter", "enter")
        assert hand.says("必填")
        await hand.type("wyx")
        assert hand.says("玩游戏", "只记录")
        await hand.press("backspace", "backspace", "backspace")
        await hand.type("ykh")
        assert hand.says("与客户之外的人聊天", "¥-20.00")
        await hand.press("enter", "enter")
        assert hand.says("高晗", "做无关的事 ¥-20.00")
    assert made.newest("violation.logged").code == "non_customer_chat"


async def test_what_came_of_it_decides_the_price_and_nothing_is_assumed(tmp_path: Path, open_shop: list[Shop]) -> None:
    """R2-5.3.2: 50, then 100; without harm nothing (R2-A11). Nobody has said yet what came of it."""
    made = regime(tmp_path, R2)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await picks(hand, "jjsw", "enter")
        assert hand.says("公司受损失 / 客户受影响 / 没有影响", "按所填内容计")
        await hand.press("enter", "enter")
        assert hand.says("必填")
        await hand.type("gs")
        assert not hand.says("必填")
        assert hand.says("公司受损失", "本月第 1 次", "¥-50.00", "再一次:¥-100.00")
        await hand.press("enter", "enter")
        await picks(hand, "jjsw", "enter")
        await hand.type("myyx")
        await hand.press("enter", "enter")
        assert hand.says("交接失误造成影响 只记录")
    effects = [each.effect for each in made.events("violation.logged")]
    assert effects == ["loss", "none"]


async def test_what_came_of_it_is_asked_by_keys_even_where_the_desk_would_do_without(
    tmp_path: Path, open_shop: list[Shop]
) -> None:
    """R5-4.2.2.7: -1 where the work suffered; else it is noted."""
    made = regime(tmp_path, R5)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await picks(hand, "4.2.2.7", "enter")
        assert hand.top == "FormModal"
        await hand.press("enter", "enter")
        assert hand.says("必填")
        await hand.type("yxgz")
        assert hand.says("-1 分,月分 0->-1")
        await hand.press("enter", "enter")
        assert hand.top == "FloorScreen"
    assert made.newest("violation.logged").effect == "work"


async def test_five_means_five_off_where_only_that_is_possible(tmp_path: Path, open_shop: list[Shop]) -> None:
    """R5-4.2.2.4, serious: -3 to -5."""
    made = regime(tmp_path, R5)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await picks(hand, "dks", "tab", "right", "enter")
        await hand.type("5")
        assert hand.says("记作 -5 分", "-5 分,月分 0->-5")
        await hand.press("enter", "enter", "enter", "enter", "enter")
        assert hand.top == "FormModal"
        assert hand.says("要写理由(说明)"), "in the words of the form"
        assert not hand.says("note")
        await hand.press("enter", "enter")
        await hand.type("snored")
        await hand.press("enter", "enter", "enter", "enter")
        assert hand.top == "FloorScreen"
    assert made.newest("violation.logged").points == Decimal(-5)


FIRST = [
    (R6, "1.5", "R6-1.5"),
    (R6, "13", "R6-13"),
    (R6, "R6-8", "R6-8"),
    (R6, "qq", "R6-8"),
    (R6, "liao", "R6-8"),
    (R5, "4.2.2.7", "R5-4.2.2.7"),
]


@pytest.mark.parametrize(("rulebook", "typed", "clause"), FIRST)
async def test_a_number_and_the_words_of_a_kind_come_first(
    tmp_path: Path, open_shop: list[Shop], rulebook: str, typed: str, clause: str
) -> None:
    made = regime(tmp_path, rulebook)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("v")
        await hand.type(typed)
        first = next(each for each in hand.lines if "› " in each)
        assert f"{clause} " in first


async def test_an_entry_of_another_day_says_which(tmp_path: Path, open_shop: list[Shop]) -> None:
    made = regime(tmp_path, R5)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await picks(hand, "zzz", "tab")
        assert hand.says("日期", "2026-10-13")
        await hand.press("up")
        await hand.press("ctrl+u")
        await hand.type("10-14")
        await hand.press("enter")
        assert hand.says("这一天还没到")
        await hand.press("ctrl+u")
        await hand.type("10-09")
        await hand.press("enter")
        assert hand.top == "FloorScreen"
    assert made.newest("violation.logged").on == date(2026, 10, 9)


@pytest.mark.parametrize(("key", "letters", "kind"), [("v", "zzz", "violation.logged"), ("m", "kh", "merit.logged")])
@pytest.mark.parametrize("page", [("g",), ("enter",)])
async def test_somebody_is_booked_from_the_month_and_from_their_page(
    tmp_path: Path, open_shop: list[Shop], page: tuple[str, ...], key: str, letters: str, kind: str
) -> None:
    made = regime(tmp_path, R5)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        name = "方总" if page == ("g",) else "高晗"
        await hand.press(*page)
        await hand.press(key)
        assert hand.says(f"· {name}")
        await hand.press("escape", "down", key)
        await hand.type(letters)
        await hand.press("enter")
        assert hand.top in ("MonthScreen", "PersonScreen")
    assert made.newest(kind).on is None


async def test_of_another_month_the_day_is_asked(tmp_path: Path, open_shop: list[Shop]) -> None:
    """On 11-02 an entry of 10-28, from the table of October: −1, from 0."""
    made = regime(tmp_path, R5)
    open_shop.append(made)
    made.clock.at = millis("2026-11-02 10:00")
    made.desk.follow()
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("g", "left_square_bracket", "down")
        await picks(hand, "zzz", "enter")
        assert hand.top == "FormModal"
        await hand.press("end", "enter", "enter", "enter")
        assert hand.says("必填")
        await hand.type("10-28")
        assert hand.says("月分 0->-1")
        await hand.press("enter")
        assert hand.top == "MonthScreen"
    event = made.newest("violation.logged")
    assert (event.on, event.staff) == (date(2026, 10, 28), "gaohan")


async def test_serious_lets_the_scorer_choose_and_light_is_the_default(tmp_path: Path, open_shop: list[Shop]) -> None:
    """R5-4.2.2.4: light −1; serious −3 … −5."""
    made = regime(tmp_path, R5)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await picks(hand, "dks", "tab")
        assert hand.says("严重", "-3..-5", "-1 分,月分 0->-1")
        await hand.press("right")
        assert hand.says("-3 分,月分 0->-3")
        await hand.press("enter")
        await hand.type("-4")
        assert hand.says("-4 分,月分 0->-4")
        await hand.press("enter")
        await hand.type("snored")
        await hand.press("enter", "enter", "enter", "enter")
        assert hand.top == "FloorScreen"
    event = made.newest("violation.logged")
    assert (event.serious, event.points, event.note) == (True, Decimal(-4), "snored")


async def test_three_missing_pieces_of_dress_are_one_entry(tmp_path: Path, open_shop: list[Shop]) -> None:
    """R5-A18: −1 for each missing piece: 3 × −1 = −3."""
    made = regime(tmp_path, R5)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await picks(hand, "gzz", "tab")
        assert hand.says("工作服 / 工作证 / 领带")
        await hand.press("enter")
        await hand.type("3")
        assert hand.says("-3 分,月分 0->-3")
        await hand.press("enter", "enter", "enter", "enter", "enter")
    event = made.newest("violation.logged")
    assert (event.times, event.code) == (3, None)


async def test_the_third_time_allows_points_on_top_and_only_then(tmp_path: Path, open_shop: list[Shop]) -> None:
    """R5-4.2.2.6: −1, −1, then −1 and −1 … −3 on top with a warning: −1 −1 −(1+2) = −5."""
    made = regime(tmp_path, R5)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await picks(hand, "wgyr", "tab")
        assert not hand.says("加扣分数")
        await hand.press("escape")
        for _ in range(2):
            await picks(hand, "wgyr", "enter")
            made.clock.advance(seconds=60)
        await picks(hand, "wgyr", "tab")
        assert hand.says("加扣分数", "-1..-3", "本月第 3 次", "-2 分,月分 -2->-4", "警告个案")
        await hand.type("-2")
        assert hand.says("-3 分,月分 -2->-5")
        await hand.press("enter")
        await hand.type("told twice")
        await hand.press("enter", "enter", "enter", "enter")
        assert hand.says("月分 -2->-5")
    assert made.newest("violation.logged").points == Decimal(-2)


async def test_the_fine_follows_the_unit_price_within_bounds(tmp_path: Path, open_shop: list[Shop]) -> None:
    """R2-6.1.3: 3 × 59.90 = 179.70; 3 × 3.33 = 9.99, at least 10."""
    made = regime(tmp_path, R2)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await picks(hand, "cdw", "enter")
        assert hand.says("单价 元", "单价x3")
        await hand.type("3.33")
        assert hand.says("¥-10.00")
        await hand.press("ctrl+u")
        await hand.type("59.90")
        assert hand.says("¥-179.70")
        await hand.press("enter", "enter")
        await hand.type("320114471")
        await hand.press("enter")
        assert hand.says("错打误打面单 ¥-179.70")
    event = made.newest("violation.logged")
    assert (event.unit_price, event.order) == (Decimal("59.90"), "320114471")


async def test_a_typed_fine_needs_a_reason_and_what_was_typed_stays_when_it_is_refused(
    tmp_path: Path, open_shop: list[Shop]
) -> None:
    """R2-6.3: 10 … 500 with a reason, no default (R2-A15)."""
    made = regime(tmp_path, R2)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await picks(hand, "tkw", "enter")
        assert hand.says("10..500")
        await hand.type("501")
        await hand.press("enter", "enter")
        assert hand.says("必填"), "the reason is asked for before the desk is"
        await hand.type("forgot")
        await hand.press("enter")
        assert hand.top == "FormModal"
        assert hand.says("金额是 501", "10 到 500", "forgot")
        assert made.events("violation") == []
        await hand.press("ctrl+u")
        await hand.type("120")
        await hand.press("enter", "enter")
        assert hand.says("特快未当天发出 ¥-120.00")
    event = made.newest("violation.logged")
    assert (event.amount, event.note) == (Decimal(120), "forgot")


async def test_a_clause_for_the_manager_says_so_before_and_refuses_a_lead(
    tmp_path: Path, open_shop: list[Shop]
) -> None:
    made = regime(tmp_path, R2, by="zhoumin")
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("v")
        await hand.type("tkw")
        assert hand.says("限经理")
        await hand.press("enter")
        await hand.type("50")
        await hand.press("enter")
        await hand.type("late")
        await hand.press("enter")
        assert hand.top == "FormModal"
        assert hand.says("周敏 不能记这一条", "late")
    assert made.events("violation") == []


async def test_a_disclosure_is_fined_and_where_serious_raises_a_case(tmp_path: Path, open_shop: list[Shop]) -> None:
    """R6-13: 150 each; serious: a case beside it (R6-A17)."""
    made = regime(tmp_path, R6)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await picks(hand, "xlkh", "tab")
        assert hand.says("¥-150.00")
        assert not hand.says("个案")
        await hand.press("right")
        assert hand.says("¥-150.00 · ", "个案")
        await hand.press("enter", "enter", "enter", "enter", "enter")
        assert hand.top == "FloorScreen"
    assert made.newest("violation.logged").serious is True


async def test_errors_of_a_spot_check_are_counted(r4: Shop) -> None:
    """R4-3.1.14: −2 per error: 3 × −2 = −6; 张敏 has 80 and 5 for no complaint."""
    async with at_keyboard(r4, (80, 24)) as hand:
        await picks(hand, "ccc", "tab", "enter")
        await hand.type("3")
        assert hand.says("-6 分,月分 85->79")
        await hand.press("enter", "enter", "enter", "enter", "enter")
    assert r4.newest("violation.logged").errors == 3


async def test_praise_without_a_printed_number_needs_points_and_a_reason(tmp_path: Path, open_shop: list[Shop]) -> None:
    """R5-4.3.1: praise by customers +5 … +10; good work typed with a reason (R5-A14)."""
    made = regime(tmp_path, R5)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("m")
        assert hand.says("+5..+10", "+分自定")
        await hand.type("gzrz")
        await hand.press("enter")
        await hand.type("3")
        await hand.press("enter", "enter")
        assert hand.says("必填")
        await hand.type("helped")
        assert hand.says("3 分,月分 0->3")
        await hand.press("enter")
        assert hand.says("工作认真表现好:3 分,月分 0->3")
    event = made.newest("merit.logged")
    assert (event.clause, event.points, event.note) == ("R5-4.3.1", Decimal(3), "helped")


async def test_a_hand_that_may_not_is_told_before_enter(tmp_path: Path, open_shop: list[Shop]) -> None:
    made = regime(tmp_path, R5, by="zhoumin")
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("v")
        await hand.type("zzz")
        assert hand.says("! 周敏 不能做这件事 (R5-3.1)")
    assert made.events("violation") == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_forms_are_straight_at_every_size(
    tmp_path: Path, open_shop: list[Shop], size: tuple[int, int], lang: str
) -> None:
    made = regime(tmp_path, R5)
    open_shop.append(made)
    async with at_keyboard(made, size, lang) as hand:
        for typed in ("4.2.1.1", "4.2.2.4", "4.2.2.7"):
            await picks(hand, typed, "tab")
            straight(hand)
            await hand.press("escape")
        await hand.press("R")
        straight(hand)


def test_prices_of_every_kind_are_said() -> None:
    """What stands beside a clause in the picker, by the printed rules."""
    said = {}
    for rulebook in (R2, R3, R4, R5, R6, R7, R8):
        book = load(files_of(rulebook))
        said |= {clause.id: rule_words(rule).zh for clause, rule in book.all(Conduct)}
    assert said["R2-5.3.2"] == "¥50/¥100/自动离职"
    assert said["R2-6.1.3"] == "单价×3 ¥10-500"
    assert said["R2-6.3"] == "¥10-500"
    assert said["R5-4.2.2.4"] == "-1 重-3..-5"
    assert said["R5-4.2.2.5"] == "-5 –/–/-10警告/–/自动离职"
    assert said["R5-4.2.2.6"] == "-1 –/–/-1..-3警告/-3..-5记过/自动离职"
    assert said["R6-6"] == "¥100/¥200/自动离职"
    assert said["R4-3.1.01"] == "-2"
    assert said["R8-2.2"] == "只记录"


async def test_the_review_of_six_items_is_one_form(tmp_path: Path, open_shop: list[Shop]) -> None:
    """R2-9.2: 2 + 1 + 3 + 1 + 2 + 0 = 9 points at 60 yuan: 540.00."""
    made = regime(tmp_path, R2)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("R")
        await hand.type("pf")
        await hand.press("enter")
        assert hand.says("规章制度", "积极进取", "业务能力", "协作精神", "专业知识", "聊天内容")
        for score in "213120":
            await hand.type(score)
            await hand.press("enter")
        await hand.press("enter")
        assert hand.top == "FloorScreen"
        await hand.press("enter")
        assert any("540.00" in row for row in lines_of(hand, "人工考核"))
        await hand.press("R")
        await hand.type("pf")
        await hand.press("enter")
        assert hand.says("‹ 3 "), "an item that has its score shows it"
    scores = {each.item: each.score for each in made.events("review.scored")}
    assert scores == dict(
        zip(("rules", "drive", "ability", "cooperation", "knowledge", "chat"), map(Decimal, "213120"), strict=True)
    )


KNOWN = {
    R2: {"奖金奖励", "人工考核", "确认旷工"},
    R6: {"基金箱支出", "交了总结", "检查值日"},
    R7: {"基金箱支出", "开了例会"},
    R4: {"考试成绩", "确认旷工", "开了例会", "检查值日"},
    R8: {"发了红包", "确认旷工", "奖金奖励"},
}
UNKNOWN = {R2: {"基金箱支出", "考试成绩", "开了例会"}, R6: {"人工考核", "月评调整"}, R7: {"人工考核"},
           R4: {"基金箱支出", "人工考核", "发了红包", "月评调整"}, R8: {"基金箱支出", "考试成绩"}}  # fmt: skip


@pytest.mark.parametrize("rulebook", [R2, R6, R7])
async def test_only_what_the_regime_knows_can_be_recorded(tmp_path: Path, open_shop: list[Shop], rulebook: str) -> None:
    made = regime(tmp_path, rulebook)
    open_shop.append(made)
    async with at_keyboard(made) as hand:
        await hand.press("R")
        assert all(hand.says(each) for each in KNOWN[rulebook])
        assert not any(hand.says(each) for each in UNKNOWN[rulebook])


async def test_the_same_under_points(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("R")
        assert all(hand.says(each) for each in KNOWN[R4])
        assert not any(hand.says(each) for each in UNKNOWN[R4])


async def test_the_same_under_red_packets(r8: Shop) -> None:
    async with at_keyboard(r8) as hand:
        await hand.press("R")
        assert all(hand.says(each) for each in KNOWN[R8])
        assert not any(hand.says(each) for each in UNKNOWN[R8])


async def test_a_reward_is_granted_with_its_reason(tmp_path: Path, open_shop: list[Shop]) -> None:
    made = regime(tmp_path, R2)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("R")
        await hand.type("jj")
        await hand.press("enter", "enter")
        await hand.type("88.5")
        await hand.press("enter")
        await hand.type("idea")
        await hand.press("enter", "enter")
        assert hand.says("已记:高晗", "奖金奖励")
    event = made.newest("award.granted")
    assert (event.amount, event.reason, event.month) == (Decimal("88.5"), "idea", "2026-10")


async def test_the_fund_is_spent_by_who_may_and_for_something(tmp_path: Path, open_shop: list[Shop]) -> None:
    made = regime(tmp_path, R6)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("R")
        await hand.type("jf")
        await hand.press("enter")
        await hand.type("-5")
        await hand.press("enter")
        await hand.type("cake")
        await hand.press("enter")
        assert hand.says("金额", "cake"), "refused, and what was typed stays"
        await hand.press("ctrl+u")
        await hand.type("60")
        await hand.press("enter", "enter")
        assert hand.top == "FloorScreen"
    assert [(each.amount, each.purpose) for each in made.events("fund.spent")] == [(Decimal(60), "cake")]


async def test_a_meeting_names_who_was_missing(tmp_path: Path, open_shop: list[Shop]) -> None:
    made = regime(tmp_path, R7)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("R")
        await hand.type("lh")
        await hand.press("enter", "enter")
        await hand.type("zm nobody")
        await hand.press("enter", "enter")
        assert hand.says("没有这个人:nobody")
        await hand.press("ctrl+u")
        await hand.type("zm oyx")
        await hand.press("enter", "enter")
        assert hand.top == "FloorScreen"
    meeting = made.newest("meeting.held")
    assert set(meeting.absent) <= {"zhangmin", "zhoumin", "ouyangxue"}
    assert len(meeting.absent) == 2


async def test_a_report_and_a_duty_under_fine_ladders(tmp_path: Path, open_shop: list[Shop]) -> None:
    made = regime(tmp_path, R6)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("R")
        await hand.type("zj")
        await hand.press("enter", "enter")
        await hand.type("230")
        await hand.press("enter")
        await hand.press("R")
        await hand.type("zr")
        await hand.press("enter", "enter", "right", "enter", "enter")
        assert hand.top == "FloorScreen"
    report, duty = made.newest("report.filed"), made.newest("duty.checked")
    assert (report.report, report.characters) == ("weekly_summary", 230)
    assert duty.done is False


async def test_an_exam_and_an_adjustment_under_points(r4: Shop) -> None:
    """R4-3.4: −5 … +5 for a lead only; for an agent it is not even offered."""
    r4.desk.by = "fangzong"
    async with at_keyboard(r4, (80, 24)) as hand:
        await hand.press("R")
        await hand.type("ks")
        await hand.press("enter")
        await hand.type("55")
        await hand.press("enter")
        await hand.type("100")
        await hand.press("enter")
        assert hand.top == "FloorScreen"
        await hand.press("R")
        await hand.type("yp")
        assert not hand.says("月评调整")
    assert (r4.newest("exam.scored").score, r4.events("score.adjusted")) == (Decimal(55), [])


async def test_absence_is_confirmed_and_weighs_at_once(tmp_path: Path, open_shop: list[Shop]) -> None:
    """R5-4.2.2.3: −10 and the absence wage of 120.00."""
    made = regime(tmp_path, R5)
    open_shop.append(made)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("R")
        await hand.type("kg")
        await hand.press("enter")
        await hand.press("ctrl+u")
        await hand.type("2026-10-09")
        await hand.press("enter", "enter", "enter")
        await hand.press("enter")
        assert hand.says("-10", "-120.00")
    assert made.newest("absence.confirmed").days == Decimal(1)


async def test_a_complaint_is_judged_later_by_keys(tmp_path: Path, open_shop: list[Shop]) -> None:
    """R6-6: the first valid complaint of the month costs 100."""
    made = regime(tmp_path, R6)
    open_shop.append(made)
    made.add(line("complaint.received", "2026-10-13 09:00", complaint="c1", staff="gaohan", what="rude"))
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("R")
        await hand.type("pdts")
        await hand.press("enter")
        assert hand.says("rude")
        await hand.press("enter")
        await hand.type("yx")
        await hand.press("enter", "enter")
        await hand.press("enter")
        assert hand.says("-100.00", "rude [有效]")
    assert made.newest("complaint.judged").valid is True


def test_every_regime_has_its_catalogue(tmp_path: Path) -> None:
    made = regime(tmp_path, R5)
    judge = made.desk.judge()
    keys = [each.key for each in conduct_choices(judge, judge.calendar.day(judge.asof))]
    assert len(keys) == len(set(keys)) >= 11
    made.close()
