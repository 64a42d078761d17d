"""Copying a week, rotating, exchanging accounts: previewed, confirmed, one batch."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from regimes import R2, R7, regime
from shopfloor import Shop, at_keyboard, line, shop

from kfterm.words import Lang


def planned(made: Shop, staff: str, first: str, days: int = 7) -> list[str | None]:
    """What is planned for somebody from a day on."""
    start = date.fromisoformat(first).toordinal()
    return [made.desk.live.shop.roster.shift(staff, start + index) for index in range(days)]


def week(made: Shop, staff: str, first: str, shift: str) -> None:
    """Plan a whole week."""
    start = date.fromisoformat(first)
    made.add(*(line("shift.assigned", "2026-10-11 12:00", staff=staff, on=(start + timedelta(days=n)).isoformat(), shift=shift)
               for n in range(7)))  # fmt: skip


async def test_a_week_is_copied_after_a_look_at_it(r4: Shop) -> None:
    week(r4, "zhangmin", "2026-10-12", "late")
    async with at_keyboard(r4) as hand:
        await hand.press("r", *["right"] * 7, "W")
        assert hand.says("复制上周到 10-19 这周")
        # 张敏 7 days; 高晗, 何立, 欧阳雪 and 周敏 are planned on the 13th alone
        assert hand.says("改 11 格,5 人")
        await hand.press("n")
        assert planned(r4, "zhangmin", "2026-10-19") == [None] * 7
        await hand.press("W", "enter")
        assert planned(r4, "zhangmin", "2026-10-19") == ["late"] * 7
        assert hand.says("已写 11 条  u 撤回")
        await hand.press("u")
        assert planned(r4, "zhangmin", "2026-10-19") == [None] * 7


async def test_only_marked_people_are_copied(r4: Shop) -> None:
    week(r4, "zhangmin", "2026-10-12", "late")
    week(r4, "zhoumin", "2026-10-12", "late")
    async with at_keyboard(r4) as hand:
        await hand.press("r", *["right"] * 7, "V", "W", "enter")
        assert planned(r4, "zhangmin", "2026-10-19") == ["late"] * 7
        assert planned(r4, "zhoumin", "2026-10-19") == [None] * 7


async def test_the_preview_names_the_rules_that_would_be_broken(tmp_path: Path) -> None:
    made = shop(tmp_path, "r8-red-packet")
    week(made, "zhangmin", "2026-10-12", "day")
    async with at_keyboard(made) as hand:
        await hand.press("r", *["right"] * 7, "V", "W")
        assert hand.says("会多出 2 处问题", "! 白班 10-19 20 21 22 +3 没有组长 R8-4.3.1")
    made.close()


async def test_shifts_rotate_by_a_key(tmp_path: Path) -> None:
    made = regime(tmp_path, R2)
    week(made, "zhangmin", "2026-10-12", "early")
    week(made, "ouyangxue", "2026-10-12", "late")
    async with at_keyboard(made) as hand:
        await hand.press("r", *["right"] * 7, "T")
        assert hand.says("早班 -> 晚班,晚班 -> 早班")
        await hand.press("enter")
        assert planned(made, "zhangmin", "2026-10-19") == ["late"] * 7
        assert planned(made, "ouyangxue", "2026-10-19") == ["early"] * 7
    made.close()


async def test_a_week_with_a_wrong_number_of_rest_days_is_marked_and_named(tmp_path: Path) -> None:
    # R7-1.2: one rest day a week; from 12 to 18 October there is none
    made = regime(tmp_path, R7)
    week(made, "zhangmin", "2026-10-12", "day")
    async with at_keyboard(made) as hand:
        await hand.press("r", "right", "down", "down", "down")
        assert hand.says("张敏 10-14", "这周休息天数不对", "张敏 10-12 这周休 0 天,应休 1 天 R7-1.2", "白#", "0/4!")
    made.close()


async def test_accounts_are_exchanged_by_a_key(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        await hand.press("r", "A")
        assert hand.says("互换旺旺号", "muhe:1:张敏 -> 欧阳雪", "muhe:2:欧阳雪 -> 张敏", "还有 1 个会话在等")
        await hand.press("enter")
        assert r4.desk.live.shop.people.accounts == {"muhe:1": "ouyangxue", "muhe:2": "zhangmin"}


async def test_nothing_to_change_says_so(r4: Shop) -> None:
    before = r4.log.head()
    async with at_keyboard(r4) as hand:
        await hand.press("r", *["left"] * 6, "W")
        assert hand.says("没有要改的")
    assert r4.log.head() == before


async def test_the_preview_says_what_it_writes_over_and_what_lies_in_the_next_month(r4: Shop) -> None:
    """19 to 25 October into the week of the 26th: 1 November is the next month; the 27th is planned already."""
    week(r4, "zhangmin", "2026-10-19", "late")
    week(r4, "zhoumin", "2026-10-26", "late")
    r4.add(line("shift.assigned", "2026-10-13 10:16", staff="zhangmin", on="2026-10-27", shift="early"))
    async with at_keyboard(r4) as hand:
        await hand.press("r", *["right"] * 14, "W")
        assert hand.says("改 7 格,1 人", "其中 1 格在 2026-11", "覆盖 1 格已排的:", "张敏 10-27 早班 -> 晚班")


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("zh", "最短歇 7.5 小时,1 处:张敏 10-20 01:00 下班,10-20 08:30 上班"),
        ("en", "shortest rest 7.5 h, 1 time(s): 张敏 ends 10-20 01:00,"),
    ],
)
async def test_the_preview_says_the_shortest_rest(tmp_path: Path, lang: Lang, says: str) -> None:
    """R8: late on the 12th and day on the 13th, copied: 01:00 to 08:30 is 7.5 h."""
    made = shop(tmp_path, "r8-red-packet")
    made.add(line("shift.assigned", "2026-10-11 12:00", staff="zhangmin", on="2026-10-12", shift="late"))
    async with at_keyboard(made, lang=lang) as hand:
        await hand.press("r", *["right"] * 7, "V", "W")
        assert hand.says(says), hand.text
    made.close()
