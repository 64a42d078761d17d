"""Items that arise by themselves near the end of a shift: what is proposed, as how many lines, and when no more."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk.timers import R2, R3, R7, noticed, shop
from kit import R4, R8, Kit, joined, line, millis, moment, shift

from kfterm.desk.noticed import Proposal
from kfterm.events.handover import ItemOpened

DAY = "2024-06-03"
SOON = f"{DAY} 17:10"
"""R8's day shift ends at 17:30, its late shift at 01:00; what arises is shown from 30 minutes before."""


@pytest.fixture
def r8(tmp_path: Path) -> Iterator[Kit]:
    """R8 on a Monday: li and wu by day, zu late."""
    with shop(tmp_path, R8, "wu") as kit:
        kit.add(joined("li", name="李丽"), shift("li", DAY), shift("wu", DAY), shift("zu", DAY, "late"))
        yield kit


def arose(kit: Kit, at: str = SOON, kind: str = "") -> list[Proposal]:
    """What is proposed as an item."""
    found = [each for each in noticed(kit, at) if isinstance(each.books, ItemOpened)]
    return [each for each in found if not kind or each.books.item_kind == kind]  # type: ignore[union-attr]


def paid(order: str, at: str = f"{DAY} 10:00", staff: str = "li") -> list[dict[str, Any]]:
    """An order that was placed and paid."""
    return [line("order.placed", at, order=order, staff=staff), line("order.paid", at, order=order)]


def unpaid(order: str, at: str = f"{DAY} 16:50", **fields: Any) -> dict[str, Any]:
    """An order that was placed."""
    return line("order.placed", at, **{"order": order, "staff": "li"} | fields)


def chat(key: str, at: str = f"{DAY} 16:00", **fields: Any) -> dict[str, Any]:
    """A chat that goes on."""
    return line("chat.waiting", at, **{"chat": key, "account": "muhe:1", "buyer": f"buyer {key}"} | fields)


def only(found: list[Proposal]) -> ItemOpened:
    """The one item that is proposed."""
    (one,) = found
    assert isinstance(one.books, ItemOpened)
    return one.books


@pytest.mark.parametrize(
    ("at", "there"),
    [("16:59:59", False), ("17:00:00", True), ("17:59:59", True), ("18:00:00", False)],
)
def test_nothing_arises_before_the_last_minutes_of_a_shift_nor_long_after(r8: Kit, at: str, there: bool) -> None:
    r8.add(unpaid("4471"))
    assert bool(arose(r8, f"{DAY} {at}")) is there


def test_how_many_minutes_is_the_shops_to_say(r8: Kit) -> None:
    r8.add(unpaid("4471"))
    r8.settings(handover__prepare_minutes="60")
    assert arose(r8, f"{DAY} 16:55")


def test_after_the_cut_what_arises_belongs_to_the_next_shift(r8: Kit) -> None:
    r8.add(unpaid("4471"), line("handover.cut", f"{DAY} 17:20", handover="C", on=DAY, shift="day"))
    assert arose(r8, f"{DAY} 17:25") == []
    assert only(arose(r8, "2024-06-04 00:45")).order == "4471"


def test_an_unpaid_order_comes_with_buyer_owner_and_time(tmp_path: Path) -> None:
    with shop(tmp_path, R3, "li") as kit:  # day 08:30-17:30; R3-3.7.5: 60 minutes
        kit.add(shift("li", DAY), unpaid("4471", f"{DAY} 16:50", buyer="bear", store="A"))
        event = only(arose(kit))
        assert (event.item_kind, event.order, event.owner, event.buyer) == ("H09", "4471", "li", "bear")
        assert event.details == {"placed_at": f"{DAY} 16:50"}
        assert event.due_at is not None
        assert event.due_at.isoformat() == moment(f"{DAY} 17:50")  # the late shift, from 17:30, goes on counting


def test_a_clock_that_stands_still_at_night_is_due_in_the_morning(tmp_path: Path) -> None:
    with shop(tmp_path, R3, "li") as kit:  # late 17:30-24:00, day from 08:30: 20 minutes of the 60 are over at midnight
        kit.add(shift("li", DAY, "late"), unpaid("4471", f"{DAY} 23:40"))
        event = only(arose(kit, f"{DAY} 23:50"))
        assert event.due_at is not None
        assert event.due_at.isoformat() == moment("2024-06-04 09:10")  # 08:30 and the 40 that are left


@pytest.mark.parametrize(
    "after",
    [
        [line("order.urged", f"{DAY} 17:00", order="4471")],
        [line("order.paid", f"{DAY} 17:00", order="4471")],
        [line("order.cancelled", f"{DAY} 17:00", order="4471")],
        [unpaid("4472", buyer="bear"), line("order.paid", f"{DAY} 17:00", order="4472")],  # R3-9.2: paid another one
    ],
)
def test_an_order_that_was_seen_to_is_nothing_to_urge(r8: Kit, after: list[dict[str, Any]]) -> None:
    r8.add(unpaid("4471", buyer="bear"), after)
    assert arose(r8, kind="H09") == []


def test_up_to_three_are_proposed_one_by_one_and_more_as_one(r8: Kit) -> None:
    r8.add(*(unpaid(f"447{n}") for n in range(3)))
    assert sorted(each.books.order for each in arose(r8)) == ["4470", "4471", "4472"]  # type: ignore[union-attr]
    r8.add(unpaid("4473"))
    (one,) = arose(r8)
    assert one.says == ("李丽 4 单待催付", "李丽 4 unpaid orders to be urged")
    assert only([one]).order == "4473, 4472, 4471, 4470"


def test_many_of_many_people_are_one_line(r8: Kit) -> None:
    r8.add(*(joined(f"p{n}") for n in range(4)), *(unpaid(f"447{n}", staff=f"p{n}") for n in range(4)))
    (one,) = arose(r8)
    assert one.says.zh == "4 单待催付"
    assert only([one]).owner is None


def test_waybills_that_were_not_shipped_are_one_item_with_count_and_list(r8: Kit) -> None:
    printed = [line("waybill.printed", f"{DAY} 1{n}:00", waybill=f"W{n}", order=f"O{n}", staff="li") for n in range(3)]
    r8.add(*printed, line("waybill.shipped", f"{DAY} 15:00", waybill="W1"))
    event = only(arose(r8))
    assert (event.item_kind, event.owner, event.details) == ("H04", "li", {"count": "2", "list": "W2, W0"})
    assert arose(r8)[0].says == ("李丽 2 张面单已打未发", "李丽 2 waybills printed, not shipped")
    r8.add(line("waybill.printed", f"{DAY} 16:00", waybill="W9", order="O9", staff="wu"))
    event = only(arose(r8))
    assert (event.owner, event.details) == (None, {"count": "3", "list": "W9, W2, W0"})


def swap(key: str, on: str, at: str = f"{DAY} 09:00") -> list[dict[str, Any]]:
    """li and zu change shifts on a day, and it is approved."""
    asked = {"swap": key, "staff": "li", "with_staff": "zu", "on": on, "reason": "x"}
    agreed = line("swap.agreed", at, swap=key, staff="zu")
    return [line("swap.requested", at, **asked), agreed, line("swap.decided", at, swap=key, approved=True)]


def test_an_approved_swap_of_this_day_is_an_item_with_who_shift_and_form(r8: Kit) -> None:
    r8.add(swap("S", DAY))  # li worked the day shift, zu the late one
    event = only(arose(r8, kind="H03"))
    assert (event.details["who"], event.details["form"]) == ("李丽、zu", "S")
    assert event.details["shift"] == "06-03 李丽 晚班、zu 白班"
    r8.add(line("item.opened", f"{DAY} 17:00", item="I", item_kind="H03", what="x", details={"form": "S"}))
    assert arose(r8, kind="H03") == []


def test_a_swap_of_another_day_arises_only_from_the_shift_in_which_it_was_approved(r8: Kit) -> None:
    r8.add(shift("li", "2024-06-07"), shift("zu", "2024-06-07", "late"))
    cut = [
        line("handover.cut", f"{DAY} {hour}", handover=f"C{hour}", on="2024-06-02", shift="day")
        for hour in ("08:00", "16:00")
    ]
    r8.add(cut[0], swap("S", "2024-06-07"))
    assert only(arose(r8, kind="H03")).details["form"] == "S"
    r8.add(cut[1])
    assert arose(r8, kind="H03") == []


def test_a_complaint_that_an_open_item_hands_over_is_not_missing_in_the_preparation(r8: Kit) -> None:
    from kfterm.desk.preparation import preparation

    def asked() -> bool:
        judge = r8.judge("2024-06")
        day = judge.calendar.day(millis(SOON))
        return any(gap.kind == "complaints" for gap in preparation(judge, day, "day", millis(SOON)))

    r8.add(line("complaint.received", f"{DAY} 11:00", complaint="K", staff="li", what="rude"))
    assert asked()
    r8.add(line("item.opened", f"{DAY} 17:00", item="I", item_kind="H16", what="x", details={"record": "K"}))
    assert not asked()
    r8.add(line("item.settled", f"{DAY} 17:01", item="I", outcome="told"))
    assert asked()


def test_what_is_red_stands_before_what_is_newer(r8: Kit) -> None:
    r8.settings(handover__escalate_passes="1")
    r8.add(line("item.opened", f"{DAY} 10:00", item="I", item_kind="H12", what="parcel"))
    r8.add(line("handover.cut", f"{DAY} 11:00", handover="C", on="2024-06-02", shift="day"), unpaid("4471"))
    found = noticed(r8, SOON)
    reds = [each.red for each in found]
    assert any(reds)
    assert not all(reds)
    assert reds == sorted(reds, reverse=True)


def test_paid_orders_without_a_waybill(tmp_path: Path) -> None:
    with shop(tmp_path, R2, "li") as kit:  # early 08:00-18:00
        kit.add(shift("li", DAY, "early"), paid("4471"), paid("4472"))
        kit.add(line("waybill.printed", f"{DAY} 12:00", waybill="W", order="4472", staff="li"))
        kit.add(line("waybill.shipped", f"{DAY} 13:00", waybill="W"))
        event = only(arose(kit, f"{DAY} 17:40"))
        assert (event.item_kind, event.order, event.details) == ("H06", "4471", {"orders": "4471"})


def test_where_nobody_prints_waybills_none_is_missed(r8: Kit) -> None:
    r8.add(paid("4471"))
    assert arose(r8) == []


def test_a_chat_of_somebody_who_leaves_is_passed_on(r8: Kit) -> None:
    r8.add(line("account.assigned", "2024-01-01", account="muhe:1", staff="li"))
    r8.add(line("account.assigned", "2024-01-01", account="muhe:2", staff="zu"))
    r8.add(chat("c1", order="4471", store="A"), chat("c2", account="muhe:2"))
    event = only(arose(r8))
    assert (event.item_kind, event.owner, event.buyer, event.order) == ("H08", "li", "buyer c1", "4471")
    assert (event.store, event.details) == ("A", {"account": "muhe:1", "chat": "c1"})
    r8.add(line("chat.closed", f"{DAY} 17:05", chat="c1"))
    assert arose(r8) == []


def test_a_remark_is_pending_where_something_was_promised(tmp_path: Path) -> None:
    with shop(tmp_path, R7, "li") as kit:  # day 08:30-17:00; R7-7: remarks are kept
        kit.add(shift("li", DAY))
        gift = {"item": "I", "item_kind": "H21", "what": "gift", "order": "4471", "promise": "a tin of tea"}
        kit.add(line("item.opened", f"{DAY} 10:00", **gift))
        event = only(arose(kit, f"{DAY} 16:50"))
        assert (event.item_kind, event.order, event.details) == ("H10", "4471", {"agreement": "a tin of tea"})
        kit.add(line("remark.written", f"{DAY} 16:40", order="4471", staff="li"))
        assert arose(kit, f"{DAY} 16:50") == []


@pytest.mark.parametrize(
    ("by", "there"), [("2024-06-03 23:00", True), ("2024-06-04 01:00", True), ("2024-06-04 01:01", False)]
)
def test_a_promise_whose_item_was_settled_comes_back_before_it_is_due(r8: Kit, by: str, there: bool) -> None:
    held = {"item": "I", "item_kind": "H12", "what": "parcel", "order": "4471"}
    r8.add(line("item.opened", f"{DAY} 10:00", **held, promise="call back", promise_at=moment(by)))
    assert arose(r8, kind="H15") == [], "an open item holds its promise itself"
    r8.add(line("item.settled", f"{DAY} 11:00", item="I", outcome="told"))
    found = arose(r8, kind="H15")  # the next shift ends at 01:00
    assert bool(found) is there
    if there:
        assert (only(found).order, only(found).promise) == ("4471", "call back")


def test_a_complaint_that_nobody_judged_and_an_incident_that_is_not_over(r8: Kit) -> None:
    r8.add(line("complaint.received", f"{DAY} 11:00", complaint="K", staff="li", what="rude"))
    r8.add(line("incident.opened", f"{DAY} 12:00", incident="P", incident_type="printer", what="jam", limit_minutes=20))
    complaint, incident = only(arose(r8, kind="H16")), only(arose(r8, kind="H19"))
    assert (complaint.owner, complaint.details) == ("li", {"record": "K"})
    assert incident.details == {"type": "printer", "opened_at": f"{DAY} 12:00", "incident": "P", "limit": "20"}
    r8.add(line("complaint.judged", f"{DAY} 17:05", complaint="K", valid=False))
    r8.add(line("incident.settled", f"{DAY} 17:05", incident="P"))
    assert arose(r8) == []


def test_what_an_open_item_speaks_of_is_not_proposed(r8: Kit) -> None:
    r8.add(unpaid("4471"), unpaid("4472"))
    r8.add(line("item.opened", f"{DAY} 17:00", item="I", item_kind="H02", what="x", order="4471"))
    assert only(arose(r8)).order == "4472"
    r8.add(line("item.opened", f"{DAY} 17:01", item="J", item_kind="H06", what="x", details={"orders": "4470、4472"}))
    assert arose(r8) == []


def test_what_was_opened_is_not_proposed_again_settled_or_not(r8: Kit) -> None:
    r8.add(unpaid("4471"))
    event = only(arose(r8))
    r8.desk.say(event, at=millis(SOON))
    assert arose(r8, f"{DAY} 17:11") == []
    r8.add(line("item.settled", f"{DAY} 17:12", item=event.item, outcome="urged by phone"))
    assert arose(r8, f"{DAY} 17:13") == []


def test_what_arises_after_a_list_was_opened_is_a_second_list(r8: Kit) -> None:
    r8.add(*(unpaid(f"447{n}") for n in range(4)))
    first = only(arose(r8))
    r8.desk.say(first, at=millis(SOON))
    r8.add(*(unpaid(f"448{n}", f"{DAY} 17:12") for n in range(4)))
    second = only(arose(r8, f"{DAY} 17:15"))
    assert second.order == "4483, 4482, 4481, 4480"
    assert second.item != first.item


def test_a_long_list_is_cut_and_covers_what_it_does_not_name(r8: Kit) -> None:
    r8.add(*(unpaid(f"o{n:02d}") for n in range(23)))
    event = only(arose(r8))
    assert event.order is not None
    assert event.order.endswith("o07 +7")  # 16 of 23 are named, the newest first
    r8.desk.say(event, at=millis(SOON))
    assert arose(r8, f"{DAY} 17:11") == []
    r8.add(unpaid("new", f"{DAY} 17:12"))
    assert only(arose(r8, f"{DAY} 17:15")).order == "new"


def test_where_nobody_plans_shifts_end_all_the_same(tmp_path: Path) -> None:
    with shop(tmp_path, R8, "li") as kit:
        kit.add(line("account.assigned", "2024-01-01", account="muhe:1", staff="li"))
        kit.add(line("seat.taken", f"{DAY} 09:00", staff="li"), chat("c1"))
        assert only(arose(kit)).details["chat"] == "c1"
        assert arose(kit, f"{DAY} 14:00") == []


def test_what_was_dismissed_stays_away(r8: Kit) -> None:
    r8.add(unpaid("4471"))
    (found,) = arose(r8)
    r8.add(line("proposal.dismissed", f"{DAY} 17:11", proposal=found.key, reason="urged by phone"))
    assert arose(r8, f"{DAY} 17:12") == []
    assert arose(r8, "2024-06-04 00:45") == []


def test_a_month_is_not_held_up_by_items_that_nobody_opened(r8: Kit) -> None:
    from kfterm.desk.unbooked import unbooked
    from kfterm.periods import month

    r8.add(shift("zu", "2024-06-04", "late"), unpaid("4471", f"{DAY} 23:40"))
    assert unbooked(r8.judge("2024-06"), month("2024-06")) == []


def test_both_languages_say_the_same(tmp_path: Path) -> None:
    with shop(tmp_path, R4, "li", shift__day="09:00-17:00") as kit:
        kit.add(shift("li", DAY), unpaid("4471"))
        (found,) = arose(kit, f"{DAY} 16:55")
        assert found.says == ("待催付 4471", "unpaid, to be urged: 4471")


def test_an_incident_that_fits_no_type_is_called_other_in_both_languages(r8: Kit) -> None:
    r8.add(line("incident.opened", f"{DAY} 17:00", incident="P", incident_type="other", what="flood", limit_minutes=5))
    (found,) = arose(r8, kind="H19")
    assert found.says == ("突发未结:其他 flood", "incident open: other flood")
    (over,) = [each for each in noticed(r8, SOON) if each.key.startswith("incident:")]
    assert over.says.zh.startswith("突发「其他」超时 5 分")  # 10 minutes, 5 allowed
