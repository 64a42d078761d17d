"""The picture when the curtain rises."""

from kfterm.desk.desk import Desk
from kfterm.folds.floor import AWAY, ON
from kfterm.intake.demo import texts
from kfterm.periods import MINUTE

NOW = texts.story()


def _names(desk: Desk, staff: list[str]) -> list[str]:
    return sorted(desk.live.shop.people.name(each) for each in staff)


def test_sixteen_are_planned_and_one_is_missing(desk: Desk) -> None:
    judge, shop = desk.judge(), desk.live.shop
    agents = [person for person in shop.people.staff.values() if "agent" in person.roles and person.left_at is None]
    planned = [plan for each in agents if (plan := judge.plan.current(each.staff, NOW)) is not None]
    assert len(planned) == len(agents) == 16
    assert all(plan.covers(NOW) for plan in planned)
    gone = [each.staff for each in agents if each.staff not in shop.floor.seats]
    assert _names(desk, gone) == ["高晗"]


def test_one_came_late(desk: Desk) -> None:
    judge = desk.judge()
    late = []
    for staff in desk.live.shop.people.staff:
        plan = judge.plan.current(staff, NOW)
        ins = [at for at, way, _ in desk.live.shop.attendance.punches.get(staff, []) if way == "in"]
        if plan and any(plan.start + MINUTE <= at <= NOW for at in ins):
            late.append(staff)
    assert _names(desk, late) == ["张敏"]


def test_one_is_away_untold_and_one_eats(desk: Desk) -> None:
    away = {seat.staff: seat for seat in desk.live.shop.floor.seats.values() if seat.state == AWAY}
    assert _names(desk, list(away)) == ["林晓彤", "欧阳雪"]
    assert not away["linxiaotong"].told
    assert NOW - away["linxiaotong"].since > 5 * MINUTE
    assert away["ouyangxue"].told
    assert NOW - away["ouyangxue"].since < (away["ouyangxue"].minutes or 0) * MINUTE


def test_nine_buyers_wait(desk: Desk) -> None:
    waits = sorted((NOW - chat.since) // 1000 for chat in desk.live.shop.timers.chats.values() if chat.since)
    assert len(waits) == 9
    assert waits[-1] > 180
    assert 100 < waits[-2] <= 180
    assert waits[-3] <= 100


def test_who_holds_a_chat_is_here(desk: Desk) -> None:
    seats = desk.live.shop.floor.seats
    holders = {chat.staff for chat in desk.live.shop.timers.chats.values()}
    assert all(staff in seats for staff in holders)
    assert sum(1 for staff in holders if seats[staff].state == ON) >= 8


def test_six_items_are_open_and_one_is_overdue_on_its_third_pass(desk: Desk) -> None:
    items = desk.live.shop.book.open_items()
    assert len(items) == 6
    overdue = [item for item in items if item.due_at and item.due_at < NOW]
    assert [item.passes for item in overdue] == [3]
    assert "4471" in overdue[0].what


def test_yesterday_is_signed_by_both(desk: Desk) -> None:
    for handover in desk.live.shop.book.handovers:
        assert handover.signed_in
        assert handover.signed_out
        assert handover.signed_in[0] != handover.signed_out[0]


def test_an_incident_is_near_its_limit_and_news_is_unread(desk: Desk) -> None:
    shop = desk.live.shop
    (incident,) = [each for each in shop.floor.incidents.values() if each.settled_at is None]
    left = incident.opened_at + (incident.limit_minutes or 0) * MINUTE - NOW
    assert 0 < left < 5 * MINUTE
    newest = list(shop.book.announcements.values())[-1]
    assert 0 < len(newest.read_by) < 8


def test_decisions_wait(desk: Desk) -> None:
    shop = desk.live.shop
    assert [each for each in shop.roster.leaves.values() if each.approved is None]
    assert [each for each in shop.roster.swaps.values() if each.approved is None]
    assert [each for each in shop.conduct.appeals.values() if each.upheld is None]
    assert [each for each in shop.conduct.complaints.values() if each.valid is None]
