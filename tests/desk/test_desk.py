"""The desk itself: one writer among several, retries, saying a thing twice, all or none."""

from collections.abc import Callable
from typing import Any

import pytest
from kit import Kit, facts, joined, line, millis, violation

from kfterm.desk.desk import Desk
from kfterm.events.conduct import EntryWithdrawn, ViolationLogged
from kfterm.events.floor import SeatTaken
from kfterm.log.connect import open_log
from kfterm.log.rows import Moved
from kfterm.problems import Problem, Refused
from kfterm.replay import checkpoint
from kfterm.words import Words

T = "2024-06-03 12:00"


def test_two_desks_see_each_other(r8: Kit, second: Callable[[], Desk]) -> None:
    other = second()
    other.say(SeatTaken(staff="li"), at=millis(T))
    assert [row.kind for row in r8.desk.follow()] == ["seat.taken"]
    assert r8.desk.judge().shop.floor.seats["li"].state == "on"
    r8.add(line("seat.left", "2024-06-03 12:30", staff="li", reason="lunch"))
    other.follow()
    assert other.judge().shop.floor.seats["li"].state == "away"
    assert checkpoint.encode(other.live.shop) == checkpoint.encode(r8.desk.live.shop)


def test_a_late_fact_of_the_other_desk_is_folded_where_it_happened(r8: Kit, second: Callable[[], Desk]) -> None:
    other = second()
    r8.add(line("seat.left", "2024-06-03 12:30", staff="li", reason="lunch"))
    other.record(facts([line("seat.taken", "2024-06-03 08:30", staff="li", seat="03")]))
    r8.desk.follow()
    seat = r8.desk.judge().shop.floor.seats["li"]
    assert (seat.state, seat.seat) == ("away", "03")


def test_a_decision_is_made_on_what_the_other_wrote(r8: Kit, second: Callable[[], Desk]) -> None:
    other = second()
    r8.add(violation("li", T, "R8-2.9", violation="X"))
    with pytest.raises(Refused, match="is there already"):
        other.record(facts([violation("wu", "2024-06-03 12:01", "R8-2.9", violation="X")]))


def test_a_race_is_tried_again(r8: Kit, second: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    """The other desk writes between our look and our append: we look again and decide again."""
    other, real, moved = second(), r8.log.append, []

    def append(drafts: Any, **options: Any) -> Any:
        if not moved:
            moved.append(other.say(SeatTaken(staff="wu"), at=millis(T)))
        return real(drafts, **options)

    monkeypatch.setattr("kfterm.desk.desk._LONG", 0)  # a batch too long to be checked within its turn
    monkeypatch.setattr(r8.log, "append", append)
    done = r8.add(violation("li", T, "R8-2.9"))
    assert done[0].seq == moved[0][0].seq + 1
    assert r8.desk.judge().shop.floor.seats["wu"].state == "on"


def test_a_race_that_is_lost_for_good(r8: Kit, second: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    other, real, moved = second(), r8.log.append, []

    def append(drafts: Any, **options: Any) -> Any:
        if not moved:
            moved.append(other.record(facts([violation("wu", T, "R8-2.9", violation="X")])))
        return real(drafts, **options)

    monkeypatch.setattr("kfterm.desk.desk._LONG", 0)  # a batch too long to be checked within its turn
    monkeypatch.setattr(r8.log, "append", append)
    with pytest.raises(Refused, match="X is there already"):
        r8.add(violation("li", T, "R8-2.9", violation="X"))


def test_nobody_writes_between_our_look_and_our_append(r8: Kit) -> None:
    """A short batch is checked and written within one turn."""
    with open_log(r8.log.path, lock_seconds=0.2) as log, r8.log.turn():
        with pytest.raises(Refused):
            Desk(log, r8.desk.clock).say(SeatTaken(staff="wu"), at=millis(T))
        r8.add(violation("li", T, "R8-2.9"))


def test_giving_up_says_so(r8: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def append(drafts: Any, **options: Any) -> Any:
        tries.append(1)
        raise Moved([Problem("", Words("动了", "moved"))])

    monkeypatch.setattr("kfterm.desk.desk._LONG", 0)  # a batch too long to be checked within its turn
    monkeypatch.setattr(r8.log, "append", append)
    with pytest.raises(Refused, match="try again") as problem:
        r8.add(violation("li", T, "R8-2.9"))
    assert "请再试一次" in problem.value.problems[0].says.zh
    assert len(tries) > 5


def test_saying_it_twice_writes_it_once(r8: Kit) -> None:
    told = [violation("li", T, "R8-2.9"), line("seat.taken", T, staff="li")]
    first, again = r8.add(told), r8.add(told)
    assert [each.fresh for each in first] == [True, True]
    assert [each.fresh for each in again] == [False, False]
    assert [each.seq for each in first] == [each.seq for each in again]
    assert len(r8.add(told[0], told[0])) == 2  # twice in one file


def test_the_answer_has_the_order_of_the_question(r8: Kit) -> None:
    decided = {**line("complaint.judged", T, complaint="C", valid=False), "id": "second"}
    received = {**line("complaint.received", T, complaint="C", staff="li"), "id": "first"}
    done = r8.add(decided, received)
    assert [each.id for each in done] == ["second", "first"]
    assert done[1].seq < done[0].seq  # opened before it is judged
    assert r8.judge("2024-06").shop.conduct.complaints["C"].valid is False


def test_the_other_content_of_an_id_is_refused(r8: Kit) -> None:
    r8.add({**line("seat.taken", T, staff="li"), "id": "mine"})
    with pytest.raises(Refused):
        r8.add({**line("seat.taken", T, staff="wu"), "id": "mine"})


def test_looking_first_writes_nothing(r8: Kit) -> None:
    before = r8.log.head()
    assert r8.desk.problems(facts([violation("li", T, "R8-2.9")])) == []
    assert len(r8.desk.problems(facts([violation("nobody", T, "R8-2.9")]))) == 1
    assert r8.log.head() == before


def test_a_hand_says_what_it_sees_now(r8: Kit, second: Callable[[], Desk]) -> None:
    lead = second()
    done = lead.say(ViolationLogged(violation="X", staff="li", clause="R8-2.9"))
    row = r8.log.row(done[0].seq)
    assert row is not None
    assert (row.by, row.at, row.recorded) == ("zhu", r8.clock.now(), r8.clock.now())
    assert lead.say(EntryWithdrawn(entry="X", reason="not him"))
    assert "X" not in lead.judge().shop.conduct.violations
    with pytest.raises(Refused, match="there is no entry Y"):
        lead.say(EntryWithdrawn(entry="Y"))


def test_what_a_file_brings_itself_may_be_referred_to(r8: Kit) -> None:
    r8.add(
        line("shift.assigned", "2024-06-01", staff="new", on="2024-06-05", shift="noon"),
        line("entry.withdrawn", "2024-06-04", entry="V"),
        violation("new", "2024-06-03", "R8-2.9", violation="V", by="boss"),
        line("appeal.decided", "2024-06-04", appeal="A", upheld=True),
        line("appeal.filed", "2024-06-03 10:00", appeal="A", violation="V", staff="new", reason="x"),
        line("setting.changed", "2024-05-01", key="shift.noon", value="11:00-20:00"),
        joined("new", "2024-05-01"),
        joined("boss", "2024-05-01", roles=["manager"]),
    )
    assert r8.of("2024-06", "new")["attendance"]["absence_days"] == "1"


def test_free_facts_need_no_known_place(r8: Kit, second: Callable[[], Desk]) -> None:
    other = second()
    for number in range(5):
        at = f"2024-06-03 12:0{number}"
        r8.add(line("chat.waiting", at, chat=f"a{number}", account="tb1"))
        other.record(facts([line("chat.waiting", at, chat=f"b{number}", account="tb1")]))
    r8.desk.follow()
    other.follow()
    assert r8.desk.judge().shop.timers.open_chats == {"tb1": 10} == other.judge().shop.timers.open_chats
