"""A line of the log in words: shifts by name, verdicts, the day where it is not today."""

from typing import Any

import pytest
from kit import facts, line, millis

from kfterm.desk.reading import Entry
from kfterm.events.lines import Fact, read_fact
from kfterm.folds.shop import Shop, apply
from kfterm.periods import Calendar
from screens.floor_lines import entry_text

CALENDAR = Calendar("Asia/Shanghai")
TODAY = CALENDAR.day(millis("2026-11-22 12:00"))


def said(lang: str, kind: str, at: str, today: int | None = TODAY, shop: Shop | None = None, **fields: Any) -> str:
    """One fact as the log shows it."""
    read = read_fact(line(kind, at, **fields), "", "wu", None)
    assert isinstance(read, Fact), read
    entry = Entry(1, "x", read.at, "wu", kind, read.event, False)
    return entry_text(entry, shop or Shop(), CALENDAR, lang, today)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "fields", "zh", "en"),
    [
        (
            "shift.assigned",
            {"staff": "tian", "on": "2026-11-30", "shift": "late"},
            "排班 tian 11-30 晚班",
            "11-30 late",
        ),
        ("shift.assigned", {"staff": "tian", "on": "2026-11-30", "shift": "s9"}, "排班 tian 11-30 s9", "11-30 s9"),
        ("complaint.judged", {"complaint": "c", "valid": True}, "投诉判定 有效", "complaint judged valid"),
        ("complaint.judged", {"complaint": "c", "valid": False, "reason": "录音"}, "投诉判定 无效 录音", "not valid"),
        ("appeal.decided", {"appeal": "a", "upheld": False}, "申诉判定 不成立", "appeal decided not upheld"),
        ("swap.decided", {"swap": "s", "approved": True}, "换班决定 批准", "swap decided approved"),
    ],
)
def test_what_happened_is_said_in_words(kind: str, fields: dict[str, Any], zh: str, en: str) -> None:
    assert said("zh", kind, "2026-11-22 09:30", **fields).endswith(zh)
    assert en in said("en", kind, "2026-11-22 09:30", **fields)


def test_the_day_stands_where_it_is_not_today() -> None:
    fields = {"staff": "tian"}
    assert said("zh", "seat.taken", "2026-11-22 09:30", **fields).startswith("09:30 ")
    assert said("zh", "seat.taken", "2026-11-21 09:30", **fields).startswith("11-21 09:30 ")
    assert said("zh", "seat.taken", "2026-11-21 09:30", None, **fields).startswith("09:30 ")


def told() -> Shop:
    """A shop that knows two people, an item, a handover, requests, an announcement, an appeal, a complaint, an incident."""
    at = "2026-11-22 08:00"
    lines = [
        line("staff.joined", at, staff="lin", name="林晓彤", roles=["agent"]),
        line("staff.joined", at, staff="su", name="苏婉", roles=["agent"]),
        line("item.opened", at, item="i", item_kind="H14", what="退款 4471"),
        line("handover.cut", at, handover="h", on="2026-11-21", shift="late"),
        line("leave.requested", at, leave="l", staff="lin", from_on="2026-11-23", to_on="2026-11-24", days="2",
             leave_kind="sick", reason="发烧"),
        line("rest.requested", at, rest="r", staff="lin", on="2026-11-25"),
        line("swap.requested", at, swap="s", staff="lin", with_staff="su", on="2026-11-26"),
        line("outing.requested", at, outing="o", staff="lin", from_at="2026-11-22T14:00:00+08:00", minutes=30, reason="银行"),
        line("announcement.posted", at, announcement="n", what="双十二规则"),
        line("violation.logged", at, violation="v", staff="lin", clause="R4-3.1.01"),
        line("appeal.filed", at, appeal="a", violation="v", staff="lin", reason="堵车"),
        line("complaint.received", at, complaint="c", staff="su", what="不回话"),
        line("incident.opened", at, incident="x", incident_type="system", what="断网"),
    ]  # fmt: skip
    shop = Shop()
    for seq, (_, fact) in enumerate(facts(lines), 1):
        apply(shop, fact.event, fact.at, seq)
    return shop


READ = {"handover": "h", "item": "i"}
PARKED = {"accepted": True, "parked_until": "2026-11-22T18:00:00+08:00"}


@pytest.mark.parametrize(
    ("kind", "fields", "zh", "en"),
    [
        ("item.updated", {"item": "i", "note": "打过电话"}, "更新交接项 退款 4471 打过电话", "item 退款 4471 打过电话"),
        ("item.settled", {"item": "i", "outcome": "到账"}, "办结交接项 退款 4471 到账", "settled an item 退款 4471 到账"),
        ("handover.item_read", READ | {"accepted": False, "reason": "没单号"}, "退回 退款 4471 没单号", "gave back: 退款"),
        ("handover.item_read", READ | {"accepted": True, "read_back": "六点"}, "接下 退款 4471 六点", "took: 退款 4471"),
        ("handover.item_read", READ | PARKED, "搁到 11-22 18:00 退款 4471", "parked to 11-22 18:00: 退款 4471"),
        ("handover.cut", {"handover": "h", "on": "2026-11-21", "shift": "late"}, "交班截止 晚班 11-21", "late 11-21"),
        ("handover.signed", {"handover": "h", "side": "in", "staff": "su"}, "签字 苏婉 接班 晚班 11-21", "苏婉 in, late 11-21"),
        ("handover.forced", {"handover": "h", "reason": "没人", "second": "su"}, "晚班 11-21 没人", "late 11-21 没人"),
        ("leave.decided", {"leave": "l", "approved": True}, "林晓彤 11-23–11-24 批准", "林晓彤 11-23–11-24 approved"),
        ("rest.decided", {"rest": "r", "approved": False, "reason": "满"}, "林晓彤 11-25 不批 满", "11-25 not approved"),
        ("swap.decided", {"swap": "s", "approved": True}, "林晓彤–苏婉 11-26 批准", "林晓彤–苏婉 11-26 approved"),
        ("swap.agreed", {"swap": "s", "staff": "su"}, "林晓彤–苏婉 11-26", "林晓彤–苏婉 11-26"),
        ("outing.decided", {"outing": "o", "approved": True}, "林晓彤 11-22 14:00 批准", "林晓彤 11-22 14:00 approved"),
        ("announcement.read", {"announcement": "n", "staff": "su"}, "已读公告 苏婉 双十二规则", "announcement 苏婉 双十二"),
        ("violation.acknowledged", {"violation": "v", "staff": "lin"}, "本人确认 林晓彤 R4-3.1.01", "by 林晓彤 R4-3.1.01"),
        ("appeal.decided", {"appeal": "a", "upheld": False}, "申诉判定 林晓彤 R4-3.1.01 不成立", "R4-3.1.01 not upheld"),
        ("complaint.judged", {"complaint": "c", "valid": True}, "投诉判定 苏婉 不回话 有效", "苏婉 不回话 valid"),
        ("incident.settled", {"incident": "x"}, "突发办结 断网", "incident settled 断网"),
    ],
)  # fmt: skip
def test_a_line_names_what_it_is_about(kind: str, fields: dict[str, Any], zh: str, en: str) -> None:
    assert zh in said("zh", kind, "2026-11-22 09:30", shop=told(), **fields)
    assert en in said("en", kind, "2026-11-22 09:30", shop=told(), **fields)


def test_what_is_not_known_any_more_is_left_out() -> None:
    assert said("zh", "item.settled", "2026-11-22 09:30", item="i", outcome="到账").endswith("办结交接项 到账")
    assert said("zh", "leave.decided", "2026-11-22 09:30", leave="l", approved=True).endswith("请假决定 批准")
