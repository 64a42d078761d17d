"""The month grid by keys: what is written, what is asked first, what stands on the screen."""

from datetime import date
from pathlib import Path

import pytest
from shopfloor import R8, Hand, Shop, at_keyboard, line, lines_of, shop, straight

from kfterm.words import Lang
from screens.widgets.grid import CellGrid

SIZES = [(80, 24), (120, 40)]


def row(hand: Hand, name: str) -> str:
    """Somebody's line of the grid."""
    return next(each for each in hand.lines if name in each[:12] and "10-" not in each)


def cursor(hand: Hand) -> tuple[str, int]:
    """Whose cell the cursor is on, and of which day of the month."""
    found = hand.app.screen.cell  # type: ignore[attr-defined]
    return found.staff, date.fromordinal(found.day).day


async def test_it_opens_on_today_and_on_the_person_of_the_floor(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r")
        assert hand.top == "RosterScreen"
        assert cursor(hand) == ("zhangmin", 13)
        assert hand.says("排班 2026-10", "张敏 10-13 周二 · 早班 08:30-16:30 · 08:25 到", "下一小时 3/4")
        await hand.press("escape")
        assert hand.top == "FloorScreen"


async def test_a_letter_assigns_and_goes_to_the_next_day(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "right", "l", "l", "r", "e")
        written = [(each.staff, each.on.day, each.shift) for each in r4.events("shift.assigned")[-4:]]
        assert written == [
            ("zhangmin", 14, "late"), ("zhangmin", 15, "late"), ("zhangmin", 16, "rest"), ("zhangmin", 17, "early"),
        ]  # fmt: skip
        assert cursor(hand) == ("zhangmin", 18)
        assert "晚 晚 休 早" in row(hand, "张敏")


async def test_a_character_typed_with_an_input_method_assigns_too(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "right")
        await hand.type("晚休")
        assert [each.shift for each in r4.events("shift.assigned")[-2:]] == ["late", "rest"]


async def test_the_same_again_clear_and_undo(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "right", "l", "full_stop", "left", "delete")
        assert [each.on.day for each in r4.events("shift.assigned")[-2:]] == [14, 15]
        assert r4.newest("shift.cleared").on == date(2026, 10, 15)
        roster = r4.desk.live.shop.roster
        await hand.press("u")
        assert r4.desk.live.shop.roster.shift("zhangmin", date(2026, 10, 15).toordinal()) == "late"
        await hand.press("u", "u")
        assert r4.desk.live.shop.roster.shift("zhangmin", date(2026, 10, 14).toordinal()) is None
        assert roster is not None
        await hand.press("u")
        assert hand.says("这里没有可撤的")


async def test_again_without_a_shift_before_writes_nothing(r4: Shop) -> None:
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await hand.press("r", "right", "full_stop")
    assert r4.log.head() == before


async def test_assigning_what_stands_already_writes_nothing_and_goes_on(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "right", "l", "left")
        before = r4.log.head()
        await hand.press("l")
        assert cursor(hand) == ("zhangmin", 15)
        assert r4.log.head() == before


async def test_a_block_is_filled_in_one_batch_and_taken_back_in_one(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "right", "shift+right", "shift+right", "shift+up", "l")
        written = {
            (each.staff, each.on.day)
            for each in r4.events("shift.assigned")
            if each.shift == "late" and each.on.day > 13
        }
        assert written == {(staff, on) for staff in ("zhangmin", "ouyangxue") for on in (14, 15, 16)}
        rows = [row for row in r4.log.rows() if row.kind == "shift.assigned"][-6:]
        assert [row.seq for row in rows] == list(range(rows[0].seq, rows[0].seq + 6))
        await hand.press("u")
        assert hand.says("已撤回 6 条")
        assert len(r4.events("entry.withdrawn")) == 6
        assert r4.desk.live.shop.roster.shift("ouyangxue", date(2026, 10, 14).toordinal()) is None


async def test_v_marks_where_shift_and_arrows_do_not_arrive(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "right", "V", "right", "right")
        assert hand.says("Esc 不选")
        await hand.press("escape")
        assert hand.top == "RosterScreen"
        assert cursor(hand) == ("zhangmin", 16)
        await hand.press("V", "right", "r")
        assert [each.on.day for each in r4.events("shift.assigned")[-2:]] == [16, 17]
        await hand.press("escape")
        assert hand.top == "FloorScreen", "a block that was filled is no longer marked"


async def test_a_day_that_is_over_or_has_begun_is_changed_only_after_a_yes(r4: Shop) -> None:
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await hand.press("r", "l")
        assert hand.says("2026-10-13 已经开始或过去", "迟到、早退、旷工和工资会跟着重算")
        await hand.press("n")
        assert r4.log.head() == before
        await hand.press("left", "e")
        assert hand.says("2026-10-12 已经开始或过去")
        await hand.press("enter")
        assert (r4.newest("shift.assigned").on, r4.newest("shift.assigned").shift) == (date(2026, 10, 12), "early")


async def test_a_closed_month_says_where_the_difference_goes(tmp_path: Path) -> None:
    made = shop(tmp_path, now="2026-11-05 10:00")
    made.add(line("month.closed", "2026-11-02 09:00", month="2026-10", digest="0" * 64))
    async with at_keyboard(made) as hand:
        await hand.press("r", "left_square_bracket", "l")
        assert hand.says("2026-10-01 已经开始或过去", "2026-10 已关账:差额记入下个没关账的月")
        await hand.press("y")
        assert made.newest("shift.assigned").on == date(2026, 10, 1)
    made.close()


async def test_a_shift_of_today_that_has_not_begun_is_free(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "up", "up")
        assert cursor(hand) == ("heli", 13)
        await hand.press("r")
        assert (r4.newest("shift.assigned").staff, r4.newest("shift.assigned").shift) == ("heli", "rest")


async def test_enter_offers_the_shifts_with_their_hours(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "right", "enter")
        assert hand.says("早班", "08:30-16:30", "晚班", "16:30-00:30", "清空")
        await hand.type("wb")
        await hand.press("enter")
        assert r4.newest("shift.assigned").shift == "late"
        await hand.press("left", "enter")
        await hand.type("qk")
        await hand.press("enter")
        assert r4.newest("shift.cleared").on == date(2026, 10, 14)


async def test_past_the_edge_lies_another_month(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "end", "right")
        assert hand.says("排班 2026-11", "这个月还没有排班")
        assert cursor(hand) == ("zhangmin", 1)
        await hand.press("left")
        assert cursor(hand) == ("zhangmin", 31)
        await hand.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert hand.says("2027-01", "2027 年的调休安排还不知道")
        await hand.press("left_square_bracket", "left_square_bracket", "left_square_bracket")
        assert cursor(hand) == ("zhangmin", 13)


async def test_a_past_month_is_folded_once_and_again_after_a_write(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "left_square_bracket")
        screen = hand.app.screen
        first = screen.judge()  # type: ignore[attr-defined]
        await hand.press("down", "right")
        assert screen.judge() is first  # type: ignore[attr-defined]
        r4.add(line("shift.assigned", "2026-09-30 09:00", staff="heli", on="2026-09-30", shift="late"))
        assert screen.judge() is not first  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SIZES)
async def test_a_hand_that_may_not_reads_who_may_and_is_asked_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    made = shop(tmp_path, by="gaohan")
    before = made.log.head()
    async with at_keyboard(made, size) as hand:
        await hand.press("r")
        straight(hand)
        assert hand.says("只看:由")
        assert not hand.says("W 复制上周")
        for keys in (
            ("right", "shift+right", "shift+down", "l"),
            ("escape", "home", "delete"),
            ("W",),
            ("T",),
            ("A",),
            ("enter",),
        ):
            await hand.press(*keys)
            assert hand.top == "RosterScreen", keys
            assert hand.text.count("由组长") == 1, hand.text
    assert made.log.head() == before
    made.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_name_has_its_place_and_no_line_is_too_wide(
    tmp_path: Path, size: tuple[int, int], lang: str
) -> None:
    made = shop(tmp_path, R8)
    async with at_keyboard(made, size, lang) as hand:
        await hand.press("r")
        straight(hand)
        starts = {each.index("早" if lang == "zh" and "早" in each else "·" if lang == "zh" else "-") for each in
                  (row(hand, name) for name in ("方总",))}  # fmt: skip
        assert len(starts) == 1
        # two, three characters and an emoji end at the same column
        ends = {len(row(hand, name).encode("gbk", "replace").rstrip()) for name in ("张敏", "欧阳雪")}
        assert len(ends) == 1
        assert "高晗" in hand.text
    made.close()


@pytest.mark.parametrize("size", SIZES)
async def test_past_days_are_marked_by_characters(tmp_path: Path, size: tuple[int, int]) -> None:
    made = shop(tmp_path, R8)
    said = [
        line("shift.assigned", "2026-10-01 10:00", staff="heli", on=f"2026-10-0{on}", shift="day")
        for on in (5, 6, 7, 8)
    ]
    said += [line("punch.recorded", f"2026-10-0{on} 17:30", staff="heli", way="out") for on in (5, 6)]
    said += [line("punch.recorded", "2026-10-05 08:52", staff="heli", way="in")]
    said += [line("punch.recorded", "2026-10-07 08:30", staff="zhangmin", way="in")]
    made.add(*sorted(said, key=lambda each: each["at"]))
    async with at_keyboard(made, size) as hand:
        await hand.press("r", "up", "up", "home", "right", "right", "right", "right")
        # 5: 22 minutes late, 6: no punch in, 7 and 8: no punch at all, a day of absence each (R8-A42)
        assert ("迟缺旷旷" if size == (80, 24) else "白>白?白x白x") in row(hand, "何立")
        assert hand.says("何立 10-05 周一 放假 · 白班 08:30-17:30 · 08:52 到 迟到 22 分 · 17:30 走")
    made.close()


async def test_what_is_wrong_is_said_below_and_listed_by_p(tmp_path: Path) -> None:
    made = shop(tmp_path, R8)
    async with at_keyboard(made, (80, 24)) as hand:
        await hand.press("r", "right", "l")
        assert hand.says("晚班 10-14 没有组长 R8-4.3.1")
        await hand.press("p")
        assert hand.top == "ReadModal"
        assert hand.says("排班问题 2", "晚班 10-14 没有组长 R8-4.3.1")
    made.close()


async def test_a_key_repaints_what_changed_and_nothing_else(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r")
        cells = hand.app.screen.query_one(CellGrid)
        before = cells.cells_repainted
        await hand.press("right")
        assert cells.cells_repainted - before == 2, "one region with both cells, and the mark of the row"
        before = cells.cells_repainted
        await hand.press("l")
        # the row, two lines of counts, and the move to the next day
        assert cells.cells_repainted - before <= 6


async def test_another_terminal_shows_at_once(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r")
        r4.add(line("shift.assigned", "2026-10-13 10:16", staff="zhoumin", on="2026-10-20", shift="late"))
        hand.app.screen.followed()  # type: ignore[attr-defined]
        await hand.rest()
        assert "晚" in row(hand, "周敏")


async def test_a_cleared_day_shows_on_the_floor(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "delete", "y", "escape")
        assert hand.says("未排班", "在席 3/3", "下一小时 2/3")


async def test_letters_stand_in_the_foot(r4: Shop) -> None:
    async with at_keyboard(r4, (120, 40), "en") as hand:
        await hand.press("r")
        (foot,) = lines_of(hand, "e early")
        assert all(part in foot for part in ("l late", "r rest", "u undo", "W copy week", "? help"))


async def test_a_letter_on_the_last_day_stays_in_the_month(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "end", "l")
        assert r4.newest("shift.assigned").on == date(2026, 10, 31)
        assert cursor(hand) == ("zhangmin", 31)
        await hand.press("e")
        assert (r4.newest("shift.assigned").on, cursor(hand)) == (date(2026, 10, 31), ("zhangmin", 31))
        await hand.press("u")
        assert hand.says("已撤回 1 条: 张敏 10-31 晚班")


async def test_days_at_the_head_can_be_told_apart_without_colour(r4: Shop) -> None:
    async with at_keyboard(r4, (80, 24)) as hand:
        await hand.press("r")
        (head,) = [each for each in hand.lines if "今" in each and "2026-10" in each]
        # the 13th is today: every other day from there, figures never touch
        assert "· 9 ·11 ·今 ·15 ·17" in head


async def test_help_names_the_letters_that_there_are(tmp_path: Path) -> None:
    made = shop(tmp_path, R8)
    async with at_keyboard(made) as hand:
        await hand.press("r", "question_mark")
        # R8 has a day and a late shift, no early one
        assert hand.says("d l", "到下一天")
        assert not hand.says("e l d 1")
    made.close()


@pytest.mark.parametrize(
    ("size", "lang", "shown", "hidden"),
    [
        ((80, 24), "zh", ("旷   ", "旷工", "申   ", "待批", "日子下面:放假", "彩色"), ("~  ",)),
        ((120, 40), "zh", ("~   ", "换班", "#   ", "这周休息天数不对", "_|空"), ()),
        ((80, 24), "en", ("~   ", "swapped", "v   ", "leave", "below a day: day off", "O   ", "==  ", "today"), ()),
    ],
)
async def test_help_says_what_the_marks_mean(
    r4: Shop, size: tuple[int, int], lang: Lang, shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    async with at_keyboard(r4, size, lang) as hand:
        await hand.press("r", "question_mark")
        if size[1] == 24:
            assert any("+" in each[60:] for each in hand.lines[-6:]), hand.text
        text = hand.text
        await hand.press("pagedown")
        text += hand.text
        assert all(any(one in text for one in each.split("|")) for each in shown), text
        assert not any(each in text for each in hidden)
        straight(hand)


async def test_the_head_of_the_screen_has_the_signs_of_the_paper(r4: Shop) -> None:
    """10-01 to 10-03 are holidays, to 10-07 days off; Saturday 10-10 is worked."""
    async with at_keyboard(r4, (120, 40), "en") as hand:
        await hand.press("r")
        kinds = next(each for each in hand.lines if " We Th Fr" in each.replace("  ", " "))
        assert kinds.split()[:10] == ["H", "H", "H", "O", "O", "O", "O", "Th", "Fr", "W"], hand.text
