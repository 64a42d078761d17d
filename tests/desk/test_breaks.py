"""Breaks at the desk: quota, queue, windows with places, overruns and the alarm, who answers nobody."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from kit import R4, R8, Kit, joined, line, millis, shift

from kfterm.desk.breaks import spread, windows
from kfterm.desk.desk import Desk
from kfterm.desk.noticed import Proposal
from kfterm.desk.proposals import proposals
from kfterm.desk.signed_in import forgotten, signed_in
from kfterm.desk.unbooked import unbooked
from kfterm.desk.view import floor_view
from kfterm.events.floor import SeatLeft
from kfterm.folds.floor import AWAY
from kfterm.log import open_log
from kfterm.periods import month
from kfterm.problems import Refused

D = "2024-06-03"
PEOPLE = ("linxiaotong", "suwan", "ouyangxue", "tiantian")
DAY = date.fromisoformat(D).toordinal()


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """Four agents and a lead at their seats on a Monday 08:30-17:30, R8; two may be away at once, one of them to eat."""
    made = Kit(tmp_path, R8, now=f"{D} 12:00")
    made.add(*(joined(staff) for staff in PEOPLE), joined("zhoumin", name="周敏", roles=["lead"]))
    made.add(
        *(shift(staff, D) for staff in PEOPLE), *(line("seat.taken", f"{D} 08:30", staff=staff) for staff in PEOPLE)
    )
    made.settings(away__quota="2", away__quota__meal="1")
    yield made
    made.close()


def left(staff: str, clock: str, reason: str = "meal", minutes: int | None = 30, **fields: Any) -> dict[str, Any]:
    """Somebody goes, told."""
    agreed = {"minutes": minutes} if minutes else {}
    return line("seat.left", f"{D} {clock}", staff=staff, reason=reason, told=True, **agreed, **fields)


def said(refusal: Refused) -> tuple[str, str]:
    """The one problem, in both languages."""
    (problem,) = refusal.problems
    return problem.says.zh, problem.says.en


def noticed(kit: Kit, clock: str, kind: str) -> list[Proposal]:
    """What is noticed at a moment, by the beginning of its key."""
    at = millis(f"{D} {clock}")
    return [each for each in proposals(kit.judge("2024-06"), at) if each.key.startswith(kind)]


def test_the_quota_of_a_reason_refuses_a_person_and_says_who_is_back_when(kit: Kit) -> None:
    kit.add(left("suwan", "11:30"))
    zh, en = said(kit.refused(left("ouyangxue", "11:40"), by="zhoumin"))
    assert "就餐最多 1 人同时离席,已有 1 人:suwan 就餐 12:00 回" in zh
    assert "meal: 1 may be away at once and 1 are: suwan meal back 12:00" in en
    zh, en = said(kit.refused(left("ouyangxue", "12:04:59"), by="zhoumin"))
    assert "suwan 就餐 12:00 该回,超 4 分钟" in zh
    assert "due back 12:00, 4 min over" in en


def test_the_quota_in_all_counts_every_break_and_nothing_else(kit: Kit) -> None:
    kit.add(left("suwan", "11:30"), left("tiantian", "11:30", "restroom", 5), left("ouyangxue", "11:35", "short", 10))
    zh, _ = said(kit.refused(left("linxiaotong", "11:40", "short", 10), by="zhoumin"))
    assert "最多 2 人同时离席,已有 2 人:suwan 就餐 12:00 回、ouyangxue 小休 11:45 回" in zh
    kit.add(left("linxiaotong", "11:40", "restroom", 5), by="zhoumin")  # takes no place
    kit.add(left("linxiaotong", "11:41", "会议", 30), by="zhoumin")


def test_a_written_reason_a_machine_and_a_shop_without_quota_are_free(kit: Kit) -> None:
    kit.add(left("suwan", "11:30"))
    kit.refused(left("ouyangxue", "11:40", note="  "), by="zhoumin")
    kit.add(left("ouyangxue", "11:40", note="低血糖"), by="zhoumin")
    kit.add(left("tiantian", "11:41"), by="feed:client")
    kit.settings("2024-01-01", away__quota="", away__quota__meal="")
    kit.add(left("linxiaotong", "11:42"), by="zhoumin")
    assert [seat.state for seat in kit.desk.live.shop.floor.seats.values()] == [AWAY] * 4


def test_a_place_is_free_again_when_somebody_is_back_and_by_the_next_day(kit: Kit) -> None:
    kit.add(left("suwan", "11:30"), line("seat.returned", f"{D} 11:50", staff="suwan"))
    kit.add(left("ouyangxue", "11:50"), by="zhoumin")
    kit.clock.advance(seconds=86_400)
    kit.add(line("seat.left", "2024-06-04 11:00", staff="tiantian", reason="meal", told=True), by="zhoumin")


def test_changing_the_reason_keeps_the_place_and_makes_two_intervals(kit: Kit) -> None:
    kit.add(left("suwan", "11:30"), left("ouyangxue", "11:45", "short", 20))  # as many as may be
    kit.add(left("suwan", "11:50", "short", 10), by="zhoumin")
    aways = [each for each in kit.desk.live.shop.floor.aways if each.staff == "suwan"]
    spans = [(each.reason, each.since, each.until) for each in aways]
    assert spans == [("meal", millis(f"{D} 11:30"), millis(f"{D} 11:50")), ("short", millis(f"{D} 11:50"), None)]


def test_two_in_one_batch_are_counted_together(kit: Kit) -> None:
    kit.refused(left("suwan", "11:30"), left("ouyangxue", "11:30"), by="zhoumin")
    kit.add(left("suwan", "11:30"), left("ouyangxue", "11:30", "short", 10), by="zhoumin")


def test_of_two_terminals_the_second_is_refused(kit: Kit) -> None:
    here, there = Desk(open_log(kit.path), kit.clock, by="zhoumin"), Desk(open_log(kit.path), kit.clock, by="zhoumin")
    try:
        here.say(SeatLeft(staff="suwan", reason="meal", told=True, minutes=30))
        with pytest.raises(Refused) as refusal:  # it did not look since, and is told all the same
            there.say(SeatLeft(staff="ouyangxue", reason="meal", told=True, minutes=30))
        assert "suwan 就餐 12:30 回" in said(refusal.value)[0]
        assert there.judge().shop.floor.seats["ouyangxue"].state == "on"
    finally:
        here.log.close()
        there.log.close()


def test_who_waits_goes_first_come_first_when_there_is_a_place(kit: Kit) -> None:
    kit.add(left("suwan", "11:30"))
    kit.add(line("break.queued", f"{D} 11:40", staff="ouyangxue", reason="meal"), by="zhoumin")
    kit.add(line("break.queued", f"{D} 11:41", staff="tiantian", reason="short", minutes=7), by="zhoumin")
    # one place in all is free: the first in the queue wants the meal, which is full; the second does not
    (turn,) = noticed(kit, "11:45", "turn:")
    assert turn.says.zh == "轮到 tiantian 小休,排了 0 分钟"
    assert turn.books == SeatLeft(staff="tiantian", reason="short", told=True, minutes=7)
    kit.add(line("seat.returned", f"{D} 11:52", staff="suwan"))
    first, second = sorted(noticed(kit, "11:55", "turn:"), key=lambda each: each.staff)
    # free since 11:52, and waiting since 11:40
    assert (first.staff, first.says.zh, first.at) == (
        "ouyangxue",
        "轮到 ouyangxue 就餐,排了 12 分钟",
        millis(f"{D} 11:52"),
    )
    assert second.staff == "tiantian"


def test_going_or_leaving_or_stopping_ends_the_wait(kit: Kit) -> None:
    for staff in ("suwan", "ouyangxue", "tiantian"):
        kit.add(line("break.queued", f"{D} 11:40", staff=staff, reason="meal"), by="zhoumin")
    kit.add(left("suwan", "11:41"), line("seat.released", f"{D} 11:41", staff="ouyangxue"))
    kit.add(line("break.unqueued", f"{D} 11:42", staff="tiantian"), by="zhoumin")
    assert kit.desk.live.shop.floor.queue == []


@pytest.mark.parametrize(
    ("kind", "fields", "zh", "en"),
    [
        ("break.queued", {"staff": "suwan", "reason": "meal"}, "suwan 已经离席", "suwan is away already"),
        ("break.queued", {"staff": "zhoumin", "reason": "meal"}, "周敏 不在席", "周敏 is not on seat"),
        ("break.queued", {"staff": "tiantian", "reason": "meal"}, "已在排队,第 1 位", "waits already, as no. 1"),
        ("break.unqueued", {"staff": "ouyangxue"}, "没有在排队", "does not wait"),
    ],
)
def test_only_who_sits_there_waits_and_waits_once(
    kit: Kit, kind: str, fields: dict[str, str], zh: str, en: str
) -> None:
    kit.add(left("suwan", "11:30"), line("break.queued", f"{D} 11:31", staff="tiantian", reason="meal"))
    found = said(kit.refused(line(kind, f"{D} 11:40", **fields), by="zhoumin"))
    assert zh in found[0]
    assert en in found[1]
    kit.add(line(kind, f"{D} 11:40", **fields), by="feed:client")


def plan(staff: str, clock: str, minutes: int = 30, reason: str = "meal", day: str = D) -> dict[str, Any]:
    """A planned break."""
    return line(
        "break.planned", f"{D} 09:00", staff=staff, from_at=f"{day}T{clock}:00+08:00", minutes=minutes, reason=reason
    )


@pytest.mark.parametrize(
    ("lines", "zh", "en"),
    [
        ([plan("suwan", "08:00")], "不在 suwan 的班内(08:30-17:30)", "do not lie in the shift of suwan (08:30-17:30)"),
        ([plan("suwan", "17:15")], "17:15 起 30 分钟", "30 min from 17:15"),
        ([plan("suwan", "12:00", day="2024-06-09")], "那天没有排班", "no shift on that day"),
        ([plan("ouyangxue", "11:40", 10)], "11:30 已经排了 30 分钟", "30 min planned from 11:30 already"),
        ([plan("suwan", "11:30")], "11:30 的 1 个位子都有人:ouyangxue。还有位子:12:00-12:30", "are taken: ouyangxue"),
        (
            [plan("suwan", "12:00"), plan("tiantian", "12:00"), plan("linxiaotong", "12:00")],
            "12:00 的 2 个位子",
            "12:00",
        ),
        ([line("break.cleared", f"{D} 09:00", staff="suwan", from_at=f"{D}T12:00:00+08:00")], "没有排小休", "no break"),
    ],
)
def test_a_place_is_in_the_shift_apart_from_others_and_free(
    kit: Kit, lines: list[dict[str, Any]], zh: str, en: str
) -> None:
    kit.settings(break__slots__day="11:30-12:00*1,12:00-12:30*2")
    kit.add(plan("ouyangxue", "11:30"), by="zhoumin")
    refusal = kit.refused(*lines, by="zhoumin")
    assert zh in refusal.problems[0].says.zh
    assert en in refusal.problems[0].says.en
    if lines[0]["kind"] == "break.planned":
        kit.add(*lines, by="import:roster")


def test_a_place_given_up_in_the_same_batch_is_free(kit: Kit) -> None:
    kit.settings(break__slots__day="11:30-12:00*1,12:00-12:30*2")
    kit.add(plan("ouyangxue", "11:30"), by="zhoumin")
    cleared = line("break.cleared", f"{D} 09:01", staff="ouyangxue", from_at=f"{D}T11:30:00+08:00")
    kit.add(cleared, plan("ouyangxue", "12:00"), plan("suwan", "11:30"), by="zhoumin")
    sits = [window.sits for window in windows(kit.desk.judge(), DAY, "day")]
    assert sits == [("suwan",), ("ouyangxue",)]


def test_the_people_of_a_shift_are_spread_evenly_over_the_places(kit: Kit) -> None:
    kit.settings(break__slots__day="11:30-12:00*1,12:00-12:30*2,12:30-13:00*2")
    kit.add(plan("ouyangxue", "12:00"), by="zhoumin")
    found = spread(kit.desk.judge(), DAY, "day", millis(f"{D} 09:00"))
    # linxiaotong, suwan, tiantian by name: 11:30 is empty, 12:30 is empty, then 12:00 and 12:30 are half full
    clocks = [(staff, kit.desk.judge().calendar.clock(window.since)) for staff, window in found.placed]
    assert clocks == [("linxiaotong", "11:30"), ("suwan", "12:30"), ("tiantian", "12:00")]
    assert found.without == ()
    kit.add(plan("suwan", "15:00", 10, "short"))  # is no meal
    late = spread(kit.desk.judge(), DAY, "day", millis(f"{D} 12:10"))  # two places are still to come
    assert ([staff for staff, _ in late.placed], late.without) == (["linxiaotong", "suwan"], ("tiantian",))
    kit.add(left("linxiaotong", "11:50", "就餐"))
    rest = spread(kit.desk.judge(), DAY, "day", millis(f"{D} 12:10"))
    assert [staff for staff, _ in rest.placed] == ["suwan", "tiantian"], "who ate already needs no place"


def test_windows_after_midnight_belong_to_the_night_before(kit: Kit) -> None:
    kit.settings(shift__night="22:00-06:00", break__slots__night="23:30-00:30*1,01:00-01:30*2")
    starts = [
        (kit.desk.judge().calendar.text(each.since), each.places) for each in windows(kit.desk.judge(), DAY, "night")
    ]
    assert starts == [(f"{D} 23:30", 1), ("2024-06-04 01:00", 2)]


def test_a_planned_break_that_begins_is_noticed_until_it_was_had(kit: Kit) -> None:
    kit.add(plan("suwan", "12:00"))
    assert noticed(kit, "11:59:59", "break:") == []
    (begins,) = noticed(kit, "12:00", "break:")
    assert (begins.says.zh, begins.says.en) == (
        "12:00 轮到 suwan 就餐 30 分钟",
        "12:00 planned for suwan: meal, 30 min",
    )
    assert begins.books == SeatLeft(staff="suwan", reason="meal", told=True, minutes=30)
    kit.add(left("suwan", "12:01"), line("seat.returned", f"{D} 12:20", staff="suwan"))
    assert noticed(kit, "12:21", "break:") == []
    kit.add(plan("ouyangxue", "12:00"))
    assert noticed(kit, "12:29:59", "break:") != []
    assert noticed(kit, "12:30", "break:") == [], "it is over"


@pytest.mark.parametrize(
    ("clock", "key", "red"),
    [("12:00", None, False), ("12:00:01", "agreed:", False), ("12:05", "agreed:", False), ("12:05:01", "alarm:", True)],
)
def test_over_the_agreed_minutes_is_noticed_and_five_minutes_later_red(
    kit: Kit, clock: str, key: str | None, red: bool
) -> None:
    kit.add(left("suwan", "11:30"))
    found = [*noticed(kit, clock, "agreed:"), *noticed(kit, clock, "alarm:")]
    assert [(each.key[: len(key or "")], each.red) for each in found] == ([(key, red)] if key else [])
    kit.settings("2024-01-01", break__alarm_minutes="0")
    assert all(each.red for each in [*noticed(kit, clock, "agreed:"), *noticed(kit, clock, "alarm:")])


@pytest.mark.parametrize(
    ("told", "moments"),
    [
        (True, [("11:10:00", []), ("11:10:01", [("agreed", False)]), ("11:15:01", [("alarm", True)])]),
        (False, [("11:05:00", []), ("11:05:01", [("away", False)]), ("11:15:01", [("away", True)])]),
    ],
)
def test_beside_a_limit_of_the_rulebook_each_absence_gives_one_line(
    tmp_path: Path, told: bool, moments: list[tuple[str, list[tuple[str, bool]]]]
) -> None:
    """R4-3.1.07 limits what is untold to 5 min; agreed are 10, and 5 more until it is red."""
    kit = Kit(tmp_path, R4, now=f"{D} 12:00")
    kit.add(joined("suwan"), left("suwan", "11:00", "short", 10) | {"told": told})
    kinds = ("away:", "agreed:", "alarm:", "unasked:")
    for clock, lines in moments:
        found = [each for kind in kinds for each in noticed(kit, clock, kind)]
        assert [(each.key.split(":")[0], each.red) for each in found] == lines
    kit.close()


def waiting(kit: Kit, chat: str, clock: str, staff: str, buyer: str) -> None:
    """A buyer writes to somebody."""
    kit.add(
        line("account.assigned", "2024-01-01", account=f"muhe:{staff}", staff=staff),
        line("chat.waiting", f"{D} {clock}", chat=chat, account=f"muhe:{staff}", buyer=buyer),
    )


def test_on_seat_and_silent_is_one_line_a_person(kit: Kit) -> None:
    waiting(kit, "a", "11:00:00", "suwan", "王小雅")
    waiting(kit, "b", "11:00:30", "suwan", "李四")
    assert noticed(kit, "11:02:59", "silent:") == []
    (line_a,) = noticed(kit, "11:03:00", "silent:")  # 180 s, the red limit
    assert line_a.says.zh == "suwan 在线不回:1 位买家在等"
    assert noticed(kit, "11:03:30", "silent:")[0].says.zh == "suwan 在线不回:2 位买家在等"
    kit.add(line("chat.answered", f"{D} 11:03:40", chat="b", staff="suwan", auto=False))
    assert noticed(kit, "11:06:39", "silent:") == [], "somebody who answers others is not silent"
    assert noticed(kit, "11:06:40", "silent:") != []
    kit.add(left("suwan", "11:07"))
    assert noticed(kit, "11:08", "silent:") == []


def test_who_dropped_off_is_listed_with_the_buyers_they_held(kit: Kit) -> None:
    waiting(kit, "a", "11:00:00", "suwan", "王小雅")
    waiting(kit, "b", "11:00:30", "suwan", "李四")
    kit.add(line("seat.left", f"{D} 11:01", staff="suwan", reason="掉线", told=False))
    (found,) = noticed(kit, "11:02", "offline:")
    assert found.says.zh == "suwan 掉线,手上 2 位买家:王**, 李**"
    assert found.says.en == "suwan dropped off with 2 buyers: 王**, 李**"


def test_what_is_only_due_now_is_not_left_over_at_the_closing_of_a_month(kit: Kit) -> None:
    kit.add(line("break.queued", f"{D} 11:40", staff="suwan", reason="meal"), plan("ouyangxue", "12:00"))
    assert noticed(kit, "12:10", "turn:") != []
    assert [each for each in unbooked(kit.judge("2024-06"), month("2024-06")) if isinstance(each.books, SeatLeft)] == []


@pytest.mark.parametrize(
    ("key", "value", "zh", "en"),
    [
        ("away.quota", "two", "应为正整数,留空表示不限", "a whole number above 0, or empty for no limit"),
        ("away.quota", "0", "应为正整数", "above 0"),
        (
            "away.quota.lunch",
            "1",
            "没有离席原因 lunch(可用:away.quota.meal, away.quota.short)",
            "there is no reason lunch",
        ),
        ("break.minutes.meal", "1.5", "应为正整数", "a whole number above 0"),
        ("break.minutes.nap", "5", "没有离席原因 nap", "there is no reason nap"),
        (
            "break.slots.day",
            "lunch*2",
            "'lunch*2' 读不出时间,应如 11:30-12:00*2",
            "'lunch*2' in break.slots.day is no window",
        ),
        (
            "break.slots.day",
            "11:30-12:00*2,12:00-12:30*many",
            "位子数是 'many',应为正整数,如 12:00-12:30*2",
            "the places are 'many'",
        ),
        ("break.slots.day", "11:30-12:00*0", "位子数是 '0'", "the places are '0'"),
        ("adherence.target_pct", "101", "应为1 到 100 的整数", "a whole number from 1 to 100"),
        ("adherence.grace_seconds", "-1", "应为整数,可以是 0", "a whole number, 0 too"),
        ("adherence.ignored", "meeting,nap", "没有离席原因 nap", "there is no reason nap"),
        ("break.alarm_minutes", "soon", "应为整数", "a whole number"),
        (
            "away.limit",
            "3",
            "away.quota.*, break.slots.*, break.minutes.*",
            "away.quota.*, break.slots.*, break.minutes.*",
        ),
    ],
)
def test_a_setting_that_cannot_be_read_is_refused(kit: Kit, key: str, value: str, zh: str, en: str) -> None:
    found = said(kit.refused(line("setting.changed", D, key=key, value=value)))
    assert zh in found[0]
    assert en in found[1]


@pytest.mark.parametrize(
    ("key", "value"),
    [("away.quota", ""), ("break.slots.day", ""), ("break.slots.day", "11:30-12:00,12:00-12:30*2"), ("adherence.grace_seconds", "0"),
     ("break.slots.day", "11:30-12:00*2 , 12:00-12:30*3"), ("adherence.ignored", ""), ("adherence.target_pct", "100")],
)  # fmt: skip
def test_a_setting_that_can_be_read_is_taken(kit: Kit, key: str, value: str) -> None:
    kit.add(line("setting.changed", D, key=key, value=value))


def test_the_minutes_of_a_reason_are_the_shops(kit: Kit) -> None:
    kit.settings(break__minutes__meal="45")
    kit.add(line("break.queued", f"{D} 11:40", staff="suwan", reason="meal"))
    (turn,) = noticed(kit, "11:41", "turn:")
    assert turn.books == SeatLeft(staff="suwan", reason="meal", told=True, minutes=45)


def test_every_regime_has_the_same_line_for_being_over(tmp_path: Path) -> None:
    for index, rulebook in enumerate((R4, "r6-fine-ladders", "r7-tea-oil")):
        (tmp_path / str(index)).mkdir()
        kit = Kit(tmp_path / str(index), rulebook, now=f"{D} 12:00")
        kit.add(joined("suwan"), left("suwan", "11:00"))
        assert [each.key.split(":")[0] for each in noticed(kit, "11:31", "a")] == ["agreed"]
        kit.close()


def test_windows_that_are_set_act_at_once_and_a_shift_that_is_over_keeps_its_own(kit: Kit) -> None:
    kit.settings(f"{D} 10:50", break__slots__day="12:30-13:00*1")
    assert [each.places for each in windows(kit.desk.judge(), DAY, "day")] == [1], "set in the shift, at 12:00 it holds"
    kit.settings(f"{D} 11:00", break__slots__day="12:30-13:00*3")
    assert [each.places for each in windows(kit.desk.judge(), DAY, "day")] == [3]
    kit.clock.advance(seconds=86_400)
    kit.settings("2024-06-04 11:00", break__slots__day="12:30-13:00*9")
    assert [each.places for each in windows(kit.desk.judge(), DAY, "day")] == [3]


def test_who_is_missing_gets_no_place_and_who_is_still_to_come_gets_what_is_left(kit: Kit) -> None:
    kit.settings(shift__noon="13:00-21:00", break__slots__day="12:30-13:00*4", break__slots__noon="18:00-18:30*2")
    kit.add(joined("youjia"), shift("youjia", D))  # never came
    found = spread(kit.desk.judge(), DAY, "day", millis(f"{D} 12:00"))
    assert [staff for staff, _ in found.placed] == ["linxiaotong", "ouyangxue", "suwan", "tiantian"]
    assert (found.without, found.absent) == ((), ("youjia",))
    kit.add(joined("gaohan"), shift("gaohan", D, "noon"))
    later = spread(kit.desk.judge(), DAY, "noon", millis(f"{D} 12:00"))
    assert [staff for staff, _ in later.placed] == ["gaohan"], "the shift begins at 13:00"


def test_who_is_not_here_neither_leaves_nor_takes_a_place(kit: Kit) -> None:
    kit.add(joined("youjia"), shift("youjia", D))
    zh, en = said(kit.refused(left("youjia", "12:00"), by="zhoumin"))
    assert "youjia 不在席,先 a 上席" in zh
    assert "youjia is not on seat" in en
    later = plan("youjia", "12:30") | {"at": line("x", f"{D} 11:00")["at"]}
    assert "youjia 未到岗" in said(kit.refused(later, by="zhoumin"))[0]
    kit.add(later, left("youjia", "12:00"), by="feed:client")


def test_a_seat_of_an_earlier_shift_is_no_presence_and_is_said_once(kit: Kit) -> None:
    judge = kit.judge("2024-06")  # four sit since 08:30 until 17:30, nobody was sent off; 120 minutes are 19:30
    assert {each.staff for each in signed_in(judge, millis(f"{D} 17:30"))} == set(PEOPLE)
    assert floor_view(judge, millis(f"{D} 19:30")).present == 4
    assert list(forgotten(judge, millis(f"{D} 19:30"))) == []
    at = millis(f"{D} 19:31")
    assert floor_view(judge, at).present == 0
    (notice,) = forgotten(judge, at)
    assert (notice.says.zh, notice.red) == ("白班 4 人已下班仍在席:E 全班下班", False)
    kit.settings("2024-01-01", seat__forgotten_minutes="60")
    assert floor_view(kit.judge("2024-06"), millis(f"{D} 18:31")).present == 0


def test_yesterdays_seat_leaves_todays_lateness_and_open_chats_keep_somebody_here(kit: Kit) -> None:
    waiting(kit, "a", "11:00:00", "suwan", "王小雅")
    assert floor_view(kit.judge("2024-06"), millis(f"{D} 20:00")).present == 1, "a buyer is still in hand"
    kit.add(shift("suwan", "2024-06-04"))
    judge, at = kit.judge("2024-06"), millis("2024-06-04 08:40")
    (row,) = [each for each in floor_view(judge, at).agents if each.staff == "suwan"]
    assert row.state == "stale"
    assert [each.staff for each in signed_in(judge, at)].count("suwan") == 0, "a later shift has begun"
    assert any(each.key.startswith("late:suwan") for each in proposals(judge, at))
