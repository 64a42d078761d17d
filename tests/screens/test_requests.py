"""Requests at the keyboard: a late swap in few keys, every rule before Enter, overruling with a reason, saying no."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from shopfloor import DAY, R8, Hand, Shop, at_keyboard, line, shop, straight

from kfterm.desk.desk import Desk
from kfterm.desk.requests import Request
from kfterm.desk.rulings import Ruling
from kfterm.events.roster import RestRequested
from kfterm.log import open_log
from kfterm.words import Lang, Words
from screens.request_lines import done_words

R1 = "r1-duty-room"
SIZES = [(80, 24), (120, 40)]


async def to_heli(hand: Hand) -> None:
    """The cursor of the floor on 何立."""
    for _ in range(12):
        if hand.floor.staff == "heli":
            return
        await hand.press("down")
    raise AssertionError(hand.text)


@pytest.fixture
def r1(tmp_path: Path) -> Iterator[Shop]:
    """The shop under R1, in the hand of 方总, who signs swaps; 何立 and 欧阳雪 exchange shifts on 10-16."""
    (tmp_path / "r1").mkdir()
    made = shop(tmp_path / "r1", R8, by="fangzong")
    made.add(
        *(
            line("setting.changed", "2026-10-05 00:00", key=key, value=value)
            for key, value in (("away_limit_minutes", "10"), ("shift.day", "08:30-17:30"), ("shift.late", "17:00-01:00"))
        ),
        line("rulebook.adopted", "2026-10-05 00:00", rulebook=R1, from_on="2026-10-05"),
        line("shift.assigned", "2026-10-10 12:00", staff="heli", on="2026-10-16", shift="late"),
        line("shift.assigned", "2026-10-10 12:00", staff="ouyangxue", on="2026-10-16", shift="rest"),
        line("swap.requested", "2026-10-12 20:00", swap="S", staff="heli", with_staff="ouyangxue", on="2026-10-16", reason="看病"),
    )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def asked(r8: Shop) -> Shop:
    """R8 in the hand of 方总: 张敏 asks for 10-14 off, one day ahead; 高晗 for leave of four days."""
    r8.add(
        line("rest.requested", f"{DAY} 08:00", rest="R", staff="zhangmin", on="2026-10-14"),
        line("leave.requested", f"{DAY} 08:10", leave="L", staff="gaohan", from_on="2026-10-20", to_on="2026-10-23",
             days="4", leave_kind="personal", reason="回老家"),
    )  # fmt: skip
    r8.desk.by = "fangzong"
    return r8


async def test_s1_a_swap_made_elsewhere_is_entered_as_approved_in_the_morning(r8: Shop) -> None:
    """S1: 何立, rostered late, came instead of 高晗. Cursor, w n Enter, name, Enter, day, day back, reason, approve."""
    r8.add(line("seat.taken", f"{DAY} 08:30", staff="heli"))
    async with at_keyboard(r8, (80, 24)) as hand:
        await to_heli(hand)
        hand.keys = 0
        await hand.press("w", "n", "enter")
        await hand.type("gh")
        await hand.press("enter", "enter", "enter")
        await hand.type("ok")
        await hand.press("enter", "enter")
        assert hand.says("何立 替 高晗")
        await hand.press("escape")
        assert hand.top == "FloorScreen"
        assert hand.keys == 13
    decided, swapped = r8.newest("swap.decided"), r8.newest("swap.requested")
    assert (decided.approved, swapped.staff, swapped.with_staff, swapped.on) == (
        True,
        "gaohan",
        "heli",
        date(2026, 10, 13),
    )


@pytest.mark.parametrize("size", SIZES)
async def test_every_rule_is_shown_before_a_swap_is_signed(r1: Shop, size: tuple[int, int]) -> None:
    """R1-7.3: 欧阳雪 has not agreed: refused with the clause, not signed; noted as agreed (c), one key signs."""
    async with at_keyboard(r1, size) as hand:
        await hand.press("w")
        assert hand.says("待批 1", "换班", "10-16", "欧阳雪 来上这天")
        await hand.press("enter")
        straight(hand)
        assert hand.says("x R1-7.3", "还没有同意", "+ 理由:看病 R1-7.2", "第 1 次,最多 3 次 R1-7.4", "由经理批 R1-7.3")
        await hand.press("y")
        assert hand.top == "ExamScreen"
        assert r1.events("swap.decided") == []
        await hand.press("c")
        assert hand.says("双方同意", "已记 欧阳雪 同意")
        await hand.press("y")
        assert hand.top == "RequestsScreen"
        assert hand.says("待批 0", "已批准")
    assert (r1.newest("swap.agreed").staff, r1.newest("swap.decided").approved) == ("ouyangxue", True)
    assert r1.desk.judge().shop.roster.shift("ouyangxue", date(2026, 10, 16).toordinal()) == "late"


async def test_a_hand_that_may_not_sign_is_told_who_has_to(r1: Shop) -> None:
    r1.add(line("swap.agreed", f"{DAY} 10:00", swap="S", staff="ouyangxue"))
    r1.desk.by = "zhoumin"
    async with at_keyboard(r1, (80, 24)) as hand:
        await hand.press("w", "enter")
        assert hand.says("你不能批", "由经理批")
        assert not hand.says("y 批准")
        assert not hand.says("x 驳回")
        for key in ("y", "x"):
            await hand.press(key)
            assert hand.top == "ExamScreen"
            assert hand.says("要由经理批 R1-7.3")
    assert r1.events("swap.decided") == []


async def test_what_is_overruled_asks_for_a_reason_and_writes_it(asked: Shop) -> None:
    """R8-3.4.1: 10-13 for 10-14 is one day ahead of two."""
    async with at_keyboard(asked, (80, 24)) as hand:
        await hand.press("w", "enter")
        assert hand.says("! R8-3.4.1", "第 1 天休息,共 2 天", "没有班 -> 休", "最早可申请 10-15")
        straight(hand)
        await hand.press("y")
        assert hand.top == "FormModal"
        await hand.press("enter")
        assert hand.says("必填"), "nobody overrules without a reason"
        await hand.type("sick child")
        await hand.press("enter")
        assert hand.top == "RequestsScreen"
    decided = asked.newest("rest.decided")
    assert (decided.approved, decided.reason) == (True, "sick child")


async def test_saying_no_takes_a_reason(asked: Shop) -> None:
    async with at_keyboard(asked, (80, 24)) as hand:
        await hand.press("w", "down", "enter", "x")
        await hand.type("busy")
        await hand.press("enter")
        assert hand.says("已驳回")
    decided = asked.newest("leave.decided")
    assert (decided.leave, decided.approved, decided.reason) == ("L", False, "busy")


@pytest.mark.parametrize("size", SIZES)
async def test_what_leave_costs_is_read_before_it_is_approved(asked: Shop, size: tuple[int, int]) -> None:
    """4 × 2200 ÷ 31 = 283.87; more than three days: November's rest 2 -> 0."""
    async with at_keyboard(asked, size) as hand:
        await hand.press("w", "down", "enter")
        straight(hand)
        assert hand.says("提前 7 天申请,至少 1 天 R8-3.5.1", "超过 3 天")
        await hand.press("pagedown")
        assert hand.says("2026-11 休息天数 2 -> 0", "-283.87")
        await hand.press("y")
    assert asked.newest("leave.decided").approved


async def test_the_form_says_what_it_would_meet_and_break_while_it_is_typed(r8: Shop) -> None:
    r8.desk.by = "fangzong"
    async with at_keyboard(r8, (80, 24)) as hand:
        await hand.press("w", "n")
        await hand.type("qj")
        await hand.press("enter")
        await hand.type("10-13")
        assert hand.says("! R8-3.5.1", "最早可申请 10-14")
        await hand.press("ctrl+u")
        await hand.type("明天")
        assert hand.says("+ 提前 1 天申请,至少 1 天 R8-3.5.1")
        straight(hand)
        await hand.press("enter", "enter", "enter", "enter", "enter")
        await hand.type("dentist")
        await hand.press("enter", "enter")
        assert hand.top == "RequestsScreen"
        assert hand.says("请假已批")
    asked, decided = r8.newest("leave.requested"), r8.newest("leave.decided")
    assert (asked.from_on, asked.to_on, asked.days, asked.reason) == (
        date(2026, 10, 14),
        date(2026, 10, 14),
        1,
        "dentist",
    )
    assert decided.approved


async def test_a_hand_that_may_not_decide_only_notes_what_is_asked(r8: Shop) -> None:
    """R8-3.4.1: 周敏 leads and does not decide on rest days."""
    async with at_keyboard(r8, (80, 24)) as hand:
        await hand.press("w", "n")
        await hand.type("xx")
        await hand.press("enter")
        assert not hand.says("当场批准")
        await hand.type("10-20")
        await hand.press("enter")
        assert hand.says("待批 1", "已记休息申请")
    assert r8.newest("rest.requested").on == date(2026, 10, 20)
    assert r8.events("rest.decided") == []


async def test_going_out_is_asked_for_allowed_and_offered_first_when_somebody_leaves(r8: Shop) -> None:
    r8.desk.by = "fangzong"
    async with at_keyboard(r8, (80, 24)) as hand:
        await hand.press("home", "w", "n")
        await hand.type("wc")
        await hand.press("enter", "ctrl+u")
        await hand.type("10:20")
        await hand.press("enter")
        await hand.type("30")
        await hand.press("enter")
        await hand.type("bank")
        await hand.press("enter", "enter")
        assert hand.says("外出已批"), hand.text
        staff = r8.newest("outing.requested").staff
        await hand.press("escape", "l")
        assert hand.says("› 外出:bank(已批)", "10:20 起 30 分钟")
        await hand.press("enter")
    left = r8.newest("seat.left")
    assert (left.staff, left.reason, left.told, left.minutes) == (staff, "outing", True, 30)


async def test_a_punch_is_proved_from_the_list_and_not_refused(r8: Shop) -> None:
    r8.add(
        line("shift.assigned", "2026-10-01 12:00", staff="zhangmin", on="2026-10-12", shift="day"),
        line("punch.recorded", "2026-10-12 08:25", staff="zhangmin", way="in"),
        line("punch.made_up", "2026-10-12 17:45", staff="zhangmin", on="2026-10-12", way="out"),
    )
    r8.desk.by = "fangzong"
    async with at_keyboard(r8, (80, 24)) as hand:
        await hand.press("w")
        assert hand.says("补卡", "下班卡(应 17:30)补过,没有证明")
        await hand.press("enter")
        assert hand.says("y 作证")
        assert not hand.says("x 驳回"), "nothing is offered that is not done here"
        await hand.press("x")
        assert hand.says("补卡没有驳回", "补于 2026-10-12 17:45")
        assert hand.says("本月第 1 次补卡,3 次以内不罚 R8-3.8")
        await hand.press("y")
        assert hand.says("由本人 方总 作证并负责 R8-3.7", "本月第 1 次补卡,3 次以内不罚 R8-3.8", "凭什么证明")
        await hand.press("enter")
        assert hand.says("必填"), "nobody vouches by one key"
        await hand.type("door camera")
        await hand.press("enter")
        assert hand.says("待批 0")
    proved = r8.newest("punch.made_up")
    assert (proved.staff, proved.vouched_by, proved.proof) == ("zhangmin", "fangzong", "door camera")


async def test_of_a_fourth_make_up_the_moment_that_counts_is_shown(r8: Shop) -> None:
    """R8-3.8: after three made up ways out the fourth is priced by the moment of the proof, now, 10:17; nobody asked for it, so no time of asking stands there."""
    for on in ("06", "07", "08"):
        r8.add(
            line("shift.assigned", "2026-10-01 12:00", staff="zhangmin", on=f"2026-10-{on}", shift="day"),
            line("punch.recorded", f"2026-10-{on} 08:25", staff="zhangmin", way="in"),
            line(
                "punch.made_up",
                f"2026-10-{on} 17:45",
                staff="zhangmin",
                on=f"2026-10-{on}",
                way="out",
                vouched_by="fangzong",
            ),
        )
    r8.add(
        line("shift.assigned", "2026-10-01 12:00", staff="zhangmin", on="2026-10-12", shift="day"),
        line("punch.recorded", "2026-10-12 08:25", staff="zhangmin", way="in"),
    )
    r8.desk.by = "fangzong"
    async with at_keyboard(r8, (80, 24)) as hand:
        await hand.press("w")
        assert hand.says("缺下班卡(应 17:30)")
        assert not hand.says("00:00")
        await hand.press("enter", "y")
        assert hand.says("本月第 4 次补卡,超过 3 次:按 10:17 补卡计 R8-3.8"), hand.text
        straight(hand)


async def test_who_could_take_a_shift_is_listed_and_then_asked(r1: Shop) -> None:
    """R1-7.1: 欧阳雪 rests on 10-16 and stands first."""
    r1.add(line("seat.taken", f"{DAY} 08:30", staff="heli"))
    async with at_keyboard(r1, (120, 40)) as hand:
        await to_heli(hand)
        await hand.press("w", "n")
        await hand.type("zr")
        await hand.press("enter")
        await hand.type("10-16")
        await hand.press("enter", "down", "up")
        assert hand.says("10-16 跟谁换", "› + 欧阳雪", "休", "都符合:R1-7.2 R1-7.3"), hand.text
        await hand.press("enter", "enter", "enter")
        await hand.type("ill")
        await hand.press("enter", "y", "enter", "enter")
        assert hand.says("欧阳雪 替 何立 上班"), hand.text
    assert r1.newest("swap.decided").approved
    assert r1.newest("swap.agreed").staff == "ouyangxue"


@pytest.mark.parametrize("size", SIZES)
async def test_english_stands_straight_too(asked: Shop, size: tuple[int, int]) -> None:
    async with at_keyboard(asked, size, "en") as hand:
        await hand.press("w")
        straight(hand)
        assert hand.says("2 waiting", "a rest day")
        await hand.press("enter")
        straight(hand)
        assert hand.says("rules", "rest day no. 1 of 2", "signed by a deputy, supervisor, manager R8-3.4.1")
        await hand.press("question_mark")
        assert hand.says("approve; what overrules a rule needs a reason")


async def test_what_another_terminal_asks_for_appears(r8: Shop) -> None:
    r8.desk.by = "fangzong"
    with open_log(r8.path) as other:
        async with at_keyboard(r8, (80, 24)) as hand:
            await hand.press("w")
            assert hand.says("待批 0")
            desk = Desk(other, r8.clock, by="zhangmin")
            desk.say(RestRequested(rest="R", staff="zhangmin", on=date(2026, 10, 20)))
            await hand.until(lambda: hand.says("待批 1", "休息一天"))


async def test_keys_in_one_burst_reach_what_they_are_for(r8: Shop) -> None:
    """Over a slow link `w n x x Enter` comes at once: the letters search among the kinds, they decide on nothing."""
    r8.add(line("rest.requested", f"{DAY} 08:00", rest="R", staff="zhangmin", on="2026-10-20"))
    r8.desk.by = "fangzong"
    async with at_keyboard(r8, (80, 24)) as hand:
        for key in ("w", "n", "x", "x", "enter"):
            await hand._send(key, rounds=0)
        await hand.until(lambda: hand.top == "RequestForm")
        await hand.rest()
        assert hand.says("休息 ·", "哪天")
    assert r8.events("rest.decided") == []


async def test_overruling_is_a_field_of_the_same_form_and_required_only_then(r8: Shop) -> None:
    """R8-3.4.1: 10-14 is one day ahead of two: the reason is asked for below, and letters go nowhere else meanwhile."""
    r8.desk.by = "fangzong"
    async with at_keyboard(r8, (80, 24)) as hand:
        await hand.press("w", "n")
        await hand.type("xx")
        await hand.press("enter")
        await hand.type("10-14")
        await hand.press("enter", "enter")
        assert hand.top == "RequestForm"
        assert r8.events("rest.requested") == []
        assert hand.says("! R8-3.4.1")
        assert not re.search(r"R8-$|R8-3$|R8-3\.$|R8-3\.4$", "\n".join(each.rstrip(" │") for each in hand.lines), re.M)
        await hand.press("enter")
        assert hand.says("破例要写理由")
        await hand.type("wedding")
        await hand.press("enter")
        assert hand.says("休息已批")
    assert r8.newest("rest.decided").reason == "wedding"


async def test_somebody_else_is_asked_for_by_typing_the_name_among_the_kinds(r8: Shop) -> None:
    async with at_keyboard(r8, (80, 24)) as hand:
        await hand.press("w", "n")
        await hand.type("heli")
        assert hand.says("› 给 何立 申请"), hand.text
        await hand.press("enter")
        assert hand.says("申请 · 何立", "替人上班")


async def test_a_swap_names_its_day_back_and_does_not_offer_its_own_partner(r1: Shop) -> None:
    r1.add(
        line("swap.requested", "2026-10-12 21:00", swap="T", staff="heli", with_staff="ouyangxue", on="2026-10-15",
             return_on="2026-10-20", reason="搬家"),
    )  # fmt: skip
    async with at_keyboard(r1, (80, 24)) as hand:
        await hand.press("w")
        assert hand.says("10-15+10-20", "还班 10-20")
        await hand.press("enter")
        assert hand.says("还班 10-20")
        await hand.press("w")
        assert hand.top == "PickModal"
        assert not hand.says("欧阳雪 ")


# what was decided, who agreed, and what a text says nothing of


def cursor_row(hand: Hand) -> str:
    """The row under the cursor of the list."""
    return next(each for each in hand.lines if each.startswith("›"))


async def test_after_asking_the_cursor_stands_on_what_was_asked_for(asked: Shop) -> None:
    """10-14 and 10-20 wait; a rest day on the 30th comes last, one on the 29th of October that is decided at once below."""
    async with at_keyboard(asked, (80, 24)) as hand:
        await hand.press("w", "n")
        await hand.type("xx")
        await hand.press("enter")
        await hand.type("10-30")
        await hand.press("enter")
        await hand.type("n")
        await hand.press("enter")
        assert hand.says("待批 3")
        assert "10-30" in cursor_row(hand)
        await hand.press("up", "n")
        await hand.type("xx")
        await hand.press("enter")
        await hand.type("10-29")
        await hand.press("enter", "enter")
        assert "10-29" in cursor_row(hand), hand.text
        assert "已批准" in cursor_row(hand)


async def test_a_decided_request_says_who_decided_when_and_why_it_was_overruled(asked: Shop) -> None:
    async with at_keyboard(asked, (80, 24)) as hand:
        await hand.press("w", "enter", "y")
        await hand.type("sick child")
        await hand.press("enter")
        assert re.search(r"^.! +张敏 .*破例批准 · 休息一天", hand.text, re.M), hand.text
        await hand.press("end", "enter")
        straight(hand)
        assert hand.says("破例批准 · 休息一天", "方总 2026-10-13 10:17 决定", "破例理由:sick child")


async def test_a_refused_request_says_why_in_english_too(asked: Shop) -> None:
    async with at_keyboard(asked, (80, 24), "en") as hand:
        await hand.press("w", "down", "enter", "x")
        await hand.type("too busy")
        await hand.press("enter", "end", "enter")
        assert hand.says("refused · personal, 4 day(s)", "decided by 方总 2026-10-13 10:17", "reason: too busy"), (
            hand.text
        )
        assert not hand.says("overruled")


async def test_what_stands_in_the_way_is_marked_once_and_no_clause_is_broken(asked: Shop) -> None:
    async with at_keyboard(asked, (80, 24), "en") as hand:
        await hand.press("w", "enter", "y")
        assert hand.top == "FormModal"
        shown = [each.strip(" │") for each in hand.lines if "│" in each]
        assert sum(each.startswith("!") for each in shown) == 1
        assert any(each.startswith("! R8-3.4.1:") for each in shown)


async def test_who_agreed_stays_on_the_screen_and_who_is_still_to_is_said(r1: Shop) -> None:
    async with at_keyboard(r1, (80, 24)) as hand:
        await hand.press("w", "enter")
        assert hand.says("等 欧阳雪 同意")
        await hand.press("c")
        assert hand.says("欧阳雪 10-13 10:17 同意(方总 记)")
        await hand.press("c")
        assert hand.says("欧阳雪 已经同意了")
        assert len(r1.events("swap.agreed")) == 1
        await hand.press("y", "end", "enter")
        assert hand.says("已批准", "欧阳雪 10-13 10:17 同意(方总 记)", "方总 2026-10-13 10:17 决定")


async def test_a_text_that_says_nothing_of_swaps_says_so_and_too_much_rest_is_marked(r8: Shop) -> None:
    """R8-3.4.1 gives two rest days: 张敏 has two planned and would rest on 10-20 too."""
    r8.add(
        *(line("shift.assigned", "2026-10-10 12:00", staff="zhangmin", on=f"2026-10-{on}", shift=shift)
          for on, shift in (("20", "day"), ("21", "rest"), ("22", "rest"))),
        line("shift.assigned", "2026-10-10 12:00", staff="ouyangxue", on="2026-10-20", shift="rest"),
        line("swap.requested", "2026-10-12 20:00", swap="S", staff="zhangmin", with_staff="ouyangxue", on="2026-10-20", reason="x"),
    )  # fmt: skip
    r8.desk.by = "fangzong"
    async with at_keyboard(r8, (80, 24)) as hand:
        await hand.press("w", "enter")
        straight(hand)
        assert hand.says("规则", "本制度对换班没有规定", "  ! 张敏 2026-10 已休天数 2 -> 3,应休 2 R8-3.4.1")


async def test_the_form_of_a_swap_names_both_and_what_a_day_back_does_not_give(r1: Shop) -> None:
    """何立 works late on 10-16, 欧阳雪 rests on 10-16 and on 10-20; on 10-22 she works and he does not."""
    r1.add(
        line("shift.assigned", "2026-10-10 12:00", staff="ouyangxue", on="2026-10-20", shift="rest"),
        line("shift.assigned", "2026-10-10 12:00", staff="ouyangxue", on="2026-10-22", shift="day"),
        line("seat.taken", f"{DAY} 08:30", staff="heli"),
    )
    async with at_keyboard(r1, (80, 24)) as hand:
        await to_heli(hand)
        await hand.press("w", "n")
        await hand.type("zr")
        await hand.press("enter")
        await hand.type("10-16")
        await hand.press("enter", "enter")
        assert hand.says("何立 的班由 欧阳雪 上", "双方同意", "当场批准"), hand.text
        assert not hand.says("? y")
        await hand.press("tab")
        await hand.type("10-20")
        assert hand.says("! 还班日期不对:10-20 欧阳雪 没有班,没有可还的", "-> 可以还的日子:10-22"), hand.text
        straight(hand)
        await hand.press("ctrl+u")
        await hand.type("10-22")
        assert not hand.says("还班日期不对")


async def test_the_form_says_that_a_text_says_nothing(r8: Shop) -> None:
    r8.desk.by = "fangzong"
    async with at_keyboard(r8, (80, 24), "en") as hand:
        await hand.press("w", "n")
        await hand.type("out")
        await hand.press("enter", "tab")
        await hand.type("30")
        assert hand.says("this rulebook says nothing about going out"), hand.text


async def test_a_long_request_says_how_much_is_below(asked: Shop) -> None:
    """Leave of four days is 16 lines below the title; 14 fit between title and keys of 16: 2 are below, at the end none."""
    async with at_keyboard(asked, (80, 16)) as hand:
        await hand.press("w", "down", "enter")
        assert hand.lines[-2].endswith(" +2"), hand.text
        await hand.press("end")
        assert "+" not in hand.lines[-2][70:]


@pytest.mark.parametrize(
    ("lang", "says"), [("zh", "1 张申请待批:何立"), ("en", "1 request waits for a decision: 何立")]
)
async def test_what_waits_stands_on_the_floor_and_enter_opens_it(r1: Shop, lang: Lang, says: str) -> None:
    async with at_keyboard(r1, (120, 40), lang) as hand:
        assert hand.says(says)
        notices = hand.floor.query_one("#notices")
        notices.focus()
        notices.move_to(next(each.key for each in hand.floor.noticed if each.key.startswith("asked:")))  # type: ignore[attr-defined]
        await hand.press("enter")
        assert hand.top == "RequestsScreen"


def test_a_late_approval_is_called_so_beside_what_else_it_was() -> None:
    request = Request("swap", "S", "heli", "ouyangxue", (1,), None, Words("x", "x"), "", approved=True)
    said = [
        done_words(request, Ruling("f", 0, True, "", overruled, late))
        for overruled in (False, True)
        for late in (False, True)
    ]
    assert [each.zh for each in said] == ["已批准", "已批准(补批)", "破例批准", "破例批准(补批)"]
    assert [each.en for each in said] == [
        "approved",
        "approved (late)",
        "approved, overruled",
        "approved, overruled (late)",
    ]
