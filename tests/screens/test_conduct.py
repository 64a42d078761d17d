"""Violations and merits by keys: what leaves for the log, and what was said before Enter."""

from decimal import Decimal

import pytest
from shopfloor import Shop, at_keyboard, line

from kfterm.periods import month

LIGHT = ("R4-3.1.01", "R4-3.1.02", "R4-3.1.10")


async def test_a_violation_takes_at_most_five_keys(r4: Shop) -> None:
    async with at_keyboard(r4, (80, 24)) as hand:
        await hand.press("v")
        await hand.type("pth")
        await hand.press("enter")
        assert hand.keys <= 5
        assert hand.top == "FloorScreen"
        assert hand.says("张敏 未用普通话 -2 分,月分 85->83 B", "u 撤销")
        assert not hand.says("再一次"), "the result says what was done and not what would be next"
        assert not hand.says("本月第")
    event = r4.newest("violation.logged")
    assert (event.staff, event.clause, event.points, event.note) == ("zhangmin", "R4-3.1.01", None, None)
    assert [row.by for row in r4.log.rows()][-1] == "zhoumin"


FOUND = {
    "普通话": "R4-3.1.01",
    "3110": "R4-3.1.10",
    "dasheng": "R4-3.1.10",
    "dsxh": "R4-3.1.10",
    "爱买不买": "R4-3.3.02",
}


@pytest.mark.parametrize(("typed", "clause"), FOUND.items())
async def test_pinyin_chinese_and_clause_numbers_find_a_clause(r4: Shop, typed: str, clause: str) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("v")
        await hand.type(typed)
        await hand.press("enter")
    assert r4.newest("violation.logged").clause == clause


async def test_the_preview_says_points_month_and_the_next_time_before_enter(r4: Shop) -> None:
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await hand.press("v")
        await hand.type("3101")
        assert hand.says("本月第 1 次", "-2 分,月分 85->83 B", "再一次:-2 分,月分 83->81 B")
        await hand.press("escape")
        assert hand.top == "FloorScreen"
    assert r4.log.head() == before


async def test_the_preview_counts_what_is_logged_already(r4: Shop) -> None:
    r4.add(line("violation.logged", "2026-10-12 09:00", violation="a", staff="zhangmin", clause="R4-3.1.01"))
    async with at_keyboard(r4) as hand:
        await hand.press("v")
        await hand.type("3101")
        assert hand.says("本月第 2 次", "83->81")


async def test_the_fourth_light_clause_shows_the_escalation(r4: Shop) -> None:
    for number, clause in enumerate(LIGHT):
        r4.add(line("violation.logged", "2026-10-12 09:00", violation=f"v{number}", staff="zhangmin", clause=clause))
    async with at_keyboard(r4) as hand:
        await hand.press("v")
        await hand.type("3112")
        assert hand.says("-22 分(含屡次违规追加 -20),月分 79->57")
        await hand.press("enter")
        assert hand.says("张敏 信息录错 -22 分(含屡次违规追加 -20),月分 79->57")


async def test_the_preview_names_the_bonus_that_is_lost(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("v")
        await hand.type("3302")
        assert hand.says("-25 分(含零投诉 -5),月分 85->60")


async def test_the_preview_shows_that_a_dismissal_case_appears(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("v")
        await hand.type("睡觉")
        assert hand.says("R4-3.3.07", "辞退个案")
        await hand.press("enter")
        assert hand.says("辞退个案")
    async with at_keyboard(r4) as hand:
        await hand.press("enter")
        assert hand.says("个案", "辞退", "R4-3.3.07")


async def test_under_red_packets_a_case_and_log_only_are_told_apart(r8: Shop) -> None:
    async with at_keyboard(r8) as hand:
        await hand.press("v")
        await hand.type("tg")
        assert hand.says("只记录,不扣分不扣钱")
        await hand.press("ctrl+u")
        await hand.type("3.11.1")
        assert hand.says("R8-3.11.1", "个案")


async def test_details_by_tab_carry_points_note_and_order(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("v")
        await hand.type("3104")
        await hand.press("tab")
        assert hand.top == "FormModal"
        assert hand.says("R4-3.1.04", "-2..-5")
        await hand.type("-4")
        await hand.press("enter")
        await hand.type("late again")
        await hand.press("enter")
        await hand.type("320114471")
        await hand.press("enter", "enter", "enter")
        assert hand.top == "FloorScreen"
    event = r4.newest("violation.logged")
    assert (event.points, event.note, event.order) == (Decimal(-4), "late again", "320114471")


async def test_the_previewed_points_are_those_of_the_details(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("v")
        await hand.type("3104")
        await hand.press("tab")
        await hand.type("-4")
        await hand.press("enter")
        await hand.type("why")
        await hand.press("enter", "enter", "enter")
        assert hand.says("-4 分,月分 85->81 B")


@pytest.mark.parametrize(("points", "says"), [("-5", "理由"), ("-9", "允许 -5 到 -2")])
async def test_a_refusal_is_shown_and_nothing_is_written(r4: Shop, points: str, says: str) -> None:
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await hand.press("v")
        await hand.type("3104")
        await hand.press("tab")
        await hand.type(points)
        await hand.press("enter", "enter", "enter", "enter", "enter")
        assert hand.says("R4-3.1.04", says)
    assert r4.log.head() == before


async def test_the_details_stay_as_typed_when_the_desk_would_refuse_them(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("v")
        await hand.type("3104")
        await hand.press("tab")
        await hand.type("-9")
        await hand.press("enter")
        await hand.type("third time")
        await hand.press("enter", "enter", "enter", "enter")
        assert hand.top == "FormModal"
        assert hand.says("! 分数是 -9,R4-3.1.04 允许 -5 到 -2", "third time")
        await hand.type("-")
        assert not hand.says("分数是"), "what was refused before goes away when something is changed"
        await hand.press("ctrl+u")
        await hand.type("-4")
        await hand.press("enter", "enter", "enter", "enter", "enter")
        assert hand.top == "FloorScreen"
    event = r4.newest("violation.logged")
    assert (event.points, event.note) == (Decimal(-4), "third time")


async def test_a_number_that_is_none_is_refused_in_the_form(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("v")
        await hand.type("3104")
        await hand.press("tab")
        await hand.type("abc")
        await hand.press("enter", "enter", "enter", "enter", "enter")
        assert hand.top == "FormModal"
        assert hand.says("要写数字")
        await hand.press("escape")
    assert r4.events("violation") == []


async def test_nobody_scores_themselves(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("end", "v")
        assert hand.says("违规 · 周敏")
        await hand.press("enter")
        assert hand.says("不能给自己记")
    assert r4.events("violation") == []


async def test_an_agent_may_not_log_a_violation(r4: Shop) -> None:
    r4.desk.by = "ouyangxue"
    async with at_keyboard(r4) as hand:
        await hand.press("v", "enter")
        assert hand.says("不能做这件事")
    assert r4.events("violation") == []


async def test_praise_goes_the_same_way(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("m")
        await hand.type("ewgz")
        assert hand.says("额外工作", "5 分,月分 85->90")
        await hand.press("enter")
        assert hand.keys <= 6
        assert hand.says("张敏 额外工作")
    assert r4.newest("merit.logged").clause == "R4-2.04"


async def test_praise_under_a_regime_without_any_says_so(r8: Shop) -> None:
    async with at_keyboard(r8) as hand:
        await hand.press("m")
        assert hand.says("没有可记的表扬")
        await hand.press("enter")
        assert hand.top == "PickModal"
        await hand.press("escape")
        assert hand.top == "FloorScreen"
    assert r8.events("merit") == []


async def test_undo_asks_first_and_withdraws(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("v", "enter")
        entry = r4.log.head().seq
        await hand.press("u")
        assert hand.top == "ConfirmModal"
        assert hand.says(f"撤销 #{entry}?", "R4-3.1.01")
        await hand.press("n")
        assert r4.events("entry.withdrawn") == []
        await hand.press("u", "y")
        assert hand.says("已撤销", "85")
        assert r4.events("entry.withdrawn")
        assert r4.desk.live.shop.conduct.violations == {}
        await hand.press("u")
        assert hand.says("没有可以撤销的记录")


async def test_undo_takes_back_ones_own_entries_only(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        r4.add(line("seat.returned", "2026-10-13 10:16", staff="ouyangxue"))
        await hand.press("u")
        assert hand.says("没有可以撤销的记录")


async def test_a_complaint_and_its_judgement_are_undone_in_one_step(r4: Shop) -> None:
    r4.desk.by = "fangzong"
    async with at_keyboard(r4) as hand:
        await hand.press("f")
        await hand.type("rude")
        await hand.press("enter", "enter")
        await hand.type("yx")
        await hand.press("enter")
        assert r4.newest("complaint.judged").valid
        r4.clock.advance(seconds=1)
        await hand.press("u", "y")
        assert hand.says("已撤销", "投诉 张敏 rude(连同 1 条)")
    assert r4.desk.live.shop.conduct.complaints == {}
    assert len(r4.events("entry.withdrawn")) == 2


async def test_one_act_is_undone_and_the_one_before_it_stays(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("v", "enter")
        r4.clock.advance(seconds=1)
        await hand.press("v")
        await hand.type("3102")
        await hand.press("enter", "u", "y")
    assert [each.event.clause for each in r4.desk.live.shop.conduct.violations.values()] == ["R4-3.1.01"]


async def test_a_complaint_is_logged_and_judged_by_whoever_may(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("f")
        await hand.type("rude")
        await hand.press("enter", "enter", "enter")
        assert hand.says("已记投诉 张敏")
    assert r4.newest("complaint.received").what == "rude"
    assert r4.events("complaint.judged") == []


async def test_a_score_of_scenario_s4_is_corrected_with_both_entries_visible(r4: Shop) -> None:
    """S4: logged for the wrong person, taken back, logged for the right one."""
    async with at_keyboard(r4) as hand:
        await hand.press("v")
        await hand.type("amb")
        await hand.press("enter", "u", "y", "down", "v")
        assert hand.says("违规 · 高晗")
        await hand.type("amb")
        await hand.press("enter")
        await hand.press("y")
        assert hand.says("已撤")
    kinds = [row.kind for row in r4.log.rows()][-3:]
    assert kinds == ["violation.logged", "entry.withdrawn", "violation.logged"]
    judge, october = r4.desk.judge(), month("2026-10")
    assert [len(judge.violations(staff, october)) for staff in ("zhangmin", "gaohan")] == [0, 1]
