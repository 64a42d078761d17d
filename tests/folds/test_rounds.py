"""Rounds of a chat (facts/metrics.md) and scenario S2."""

import pytest
from kit import millis

from kfterm.events.base import Event
from kfterm.events.chats import ChatAnswered, ChatClosed, ChatTransferred, ChatWaiting
from kfterm.events.people import AccountAssigned
from kfterm.folds.shop import Shop, apply
from kfterm.folds.timers import Rounds

DAY = "2026-10-13"


def at(clock: str) -> int:
    """A moment of the day of the story."""
    return millis(f"{DAY} {clock}")


@pytest.fixture
def shop() -> Shop:
    """Two accounts, two agents."""
    made = Shop()
    for seq, (account, staff) in enumerate((("tb1", "lin"), ("tb2", "su")), 1):
        apply(made, AccountAssigned(account=account, staff=staff), at("08:00:00"), seq)
    return made


def tell(shop: Shop, *story: tuple[str, Event]) -> None:
    """Fold a story of chats."""
    for seq, (clock, event) in enumerate(story, 100):
        apply(shop, event, at(clock), seq)


def waiting(chat: str = "c", account: str = "tb1") -> ChatWaiting:
    """The buyer writes."""
    return ChatWaiting(chat=chat, account=account)


def total(shop: Shop, staff: str) -> Rounds:
    """All rounds of one person together."""
    found = Rounds()
    for each in shop.timers.rounds.get(staff, {}).values():
        found.answered += each.answered
        found.total_ms += each.total_ms
        found.unanswered += each.unanswered
        found.slowest_ms = max(found.slowest_ms, each.slowest_ms)
    return found


def test_a_second_message_does_not_restart_the_round(shop: Shop) -> None:
    # metrics.md: written at 0:00, again at 5:00, answered at 7:55 → 7 min 55 s, over three minutes
    tell(shop, ("10:00:00", waiting()), ("10:05:00", waiting()), ("10:07:55", ChatAnswered(chat="c")))
    assert total(shop, "lin") == Rounds(answered=1, total_ms=475_000, slowest_ms=475_000)
    # then a quick one: 1 of 2 within three minutes
    tell(shop, ("10:10:00", waiting()), ("10:10:20", ChatAnswered(chat="c")))
    assert total(shop, "lin") == Rounds(answered=2, total_ms=495_000, slowest_ms=475_000)


def test_an_automatic_answer_ends_nothing(shop: Shop) -> None:
    tell(shop, ("10:00:00", waiting()), ("10:00:01", ChatAnswered(chat="c", auto=True)))
    assert shop.timers.chats["c"].since == at("10:00:00")
    tell(shop, ("10:00:40", ChatAnswered(chat="c")), ("10:00:50", ChatAnswered(chat="c")))
    assert total(shop, "lin") == Rounds(answered=1, total_ms=40_000, slowest_ms=40_000)


def test_s2_a_transfer_without_an_answer(shop: Shop) -> None:
    # 10:15:20 and 10:16:10 to 林晓彤, passed to 苏婉 at 10:17:30
    tell(shop, ("10:15:20", waiting()), ("10:16:10", waiting()))
    assert shop.timers.chats["c"].since == at("10:15:20")
    tell(shop, ("10:17:30", ChatTransferred(chat="c", to_account="tb2")))
    chat = shop.timers.chats["c"]
    assert (chat.staff, chat.since) == ("su", at("10:17:30"))  # a new round on 苏婉
    assert chat.left_with == [("lin", at("10:15:20"))]  # the unanswered one stays on 林晓彤
    assert chat.buyer_since == at("10:15:20")  # the buyer has waited all the time
    tell(shop, ("10:18:00", waiting()), ("10:18:20", ChatAnswered(chat="c")))
    assert total(shop, "su") == Rounds(answered=1, total_ms=50_000, slowest_ms=50_000)
    assert total(shop, "lin") == Rounds(unanswered=1)
    assert (chat.since, chat.buyer_since, chat.left_with) == (0, 0, [])


def test_a_transfer_after_the_answer_leaves_nothing(shop: Shop) -> None:
    tell(shop, ("10:00:00", waiting()), ("10:00:10", ChatAnswered(chat="c")))
    tell(shop, ("10:01:00", ChatTransferred(chat="c", to_account="tb2")), ("10:02:00", waiting(account="tb2")))
    assert shop.timers.chats["c"].left_with == []
    tell(shop, ("10:02:30", ChatAnswered(chat="c")))
    assert total(shop, "lin") == Rounds(answered=1, total_ms=10_000, slowest_ms=10_000)
    assert total(shop, "su") == Rounds(answered=1, total_ms=30_000, slowest_ms=30_000)


def test_passed_on_twice_counts_on_both(shop: Shop) -> None:
    tell(shop, ("10:00:00", waiting()), ("10:01:00", ChatTransferred(chat="c", to_account="tb2")))
    tell(shop, ("10:02:00", ChatTransferred(chat="c", to_account="tb1")), ("10:03:00", ChatAnswered(chat="c")))
    assert total(shop, "lin") == Rounds(answered=1, total_ms=60_000, slowest_ms=60_000, unanswered=1)
    assert total(shop, "su") == Rounds(unanswered=1)


def test_the_last_words_of_a_closed_chat_need_no_answer(shop: Shop) -> None:
    tell(shop, ("10:00:00", waiting()), ("10:09:00", ChatClosed(chat="c")))
    assert total(shop, "lin") == Rounds()
    assert "c" not in shop.timers.chats


def test_an_answer_without_a_question_is_no_round(shop: Shop) -> None:
    tell(shop, ("10:00:00", ChatAnswered(chat="c")), ("10:00:00", waiting()), ("10:00:05", ChatAnswered(chat="c")))
    tell(shop, ("10:01:00", ChatAnswered(chat="c")), ("10:02:00", ChatTransferred(chat="zz", to_account="tb1")))
    assert total(shop, "lin").answered == 1


def test_whoever_answers_gets_the_round(shop: Shop) -> None:
    tell(shop, ("10:00:00", waiting()), ("10:00:20", ChatAnswered(chat="c", staff="su")))
    assert (total(shop, "lin").answered, total(shop, "su").answered) == (0, 1)


def test_an_unknown_account_answers_under_its_own_name(shop: Shop) -> None:
    tell(shop, ("10:00:00", waiting(account="tb9")), ("10:00:20", ChatAnswered(chat="c")))
    assert total(shop, "tb9").answered == 1


def test_busy_is_from_the_first_open_chat_to_the_last(shop: Shop) -> None:
    tell(shop, ("10:00:00", waiting("a")), ("10:01:00", waiting("b")), ("10:05:00", ChatClosed(chat="a")))
    tell(shop, ("10:09:00", ChatClosed(chat="b")), ("10:20:00", waiting("d")), ("10:21:00", ChatClosed(chat="d")))
    assert shop.timers.busy["lin"] == [(at("10:00:00"), at("10:09:00")), (at("10:20:00"), at("10:21:00"))]
