"""Chats and their rounds (facts/metrics.md).

A round starts at the buyer's first unanswered message; a second message does not restart it and an automatic answer
does not end it. A transfer leaves the first agent's round unanswered with that agent and opens one for the receiver;
the buyer's own wait goes on from the first message. The last words of a closed chat need no answer.
"""

import msgspec

from kfterm.events.chats import ChatAnswered, ChatClosed, ChatTransferred, ChatWaiting
from kfterm.events.people import AccountAssigned
from kfterm.events.rules import SettingChanged
from kfterm.folds.base import Handlers, State
from kfterm.folds.settings import RED, defaults


class Chat(State):
    """A chat that is open."""

    account: str
    staff: str
    store: str = ""
    buyer: str = ""
    order: str = ""
    since: int = 0
    """Start of the present holder's unanswered round; 0 when the shop spoke last."""
    buyer_since: int = 0
    """Since when the buyer waits, whoever held the chat; 0 when nobody waits."""
    held_since: int = 0
    """When its present holder got it."""
    left_with: list[tuple[str, int]] = []
    """(staff, since) of rounds that were passed on unanswered and still run."""


class Rounds(State):
    """One person's answered rounds of one day: enough for every mean and share."""

    answered: int = 0
    total_ms: int = 0
    slowest_ms: int = 0
    unanswered: int = 0


class Slow(State):
    """A round that took longer than the red limit of its store, as it was at that moment."""

    staff: str
    store: str
    since: int
    until: int
    limit: int
    """Seconds."""


class Timers(State):
    """Open chats, and per person and day what became of the rounds."""

    chats: dict[str, Chat] = {}
    accounts: dict[str, str] = {}
    open_chats: dict[str, int] = {}
    busy_since: dict[str, int] = {}
    busy: dict[str, list[tuple[int, int]]] = {}
    """Stretches with at least one open chat: what a shift ran over its end."""
    rounds: dict[str, dict[int, Rounds]] = {}
    """Person to (hours since the epoch) to rounds; an hour lies in one shift day whatever the zone."""
    spoke: dict[str, int] = {}
    """When each person last answered a buyer."""
    slow: list[Slow] = []
    red: dict[str, int] = msgspec.field(default_factory=lambda: {"": int(defaults()[RED])})
    """Store to its red limit in seconds; the empty name is the shop's."""


_HOUR = 3_600_000


def _take(timers: Timers, staff: str, at: int) -> None:
    count = timers.open_chats.get(staff, 0)
    timers.open_chats[staff] = count + 1
    if not count:
        timers.busy_since[staff] = at


def _drop(timers: Timers, staff: str, at: int) -> None:
    count = timers.open_chats.get(staff, 0) - 1
    timers.open_chats[staff] = count
    if not count:
        timers.busy.setdefault(staff, []).append((timers.busy_since[staff], at))


def _rounds(timers: Timers, staff: str, at: int) -> Rounds:
    hours = timers.rounds.get(staff)
    if hours is None:
        hours = timers.rounds[staff] = {}
    rounds = hours.get(at // _HOUR)
    if rounds is None:
        rounds = hours[at // _HOUR] = Rounds()
    return rounds


def _account(timers: Timers, event: AccountAssigned, at: int, seq: int) -> None:
    timers.accounts[event.account] = event.staff


def _setting(timers: Timers, event: SettingChanged, at: int, seq: int) -> None:
    key, _, store = event.key.partition(RED)
    if not key and _ and (not store or store.startswith(".")):
        typed = event.value if event.value.isdigit() else defaults()[RED] if not store else "0"
        timers.red[store.removeprefix(".")] = int(typed)


def _waiting(timers: Timers, event: ChatWaiting, at: int, seq: int) -> None:
    chat = timers.chats.get(event.chat)
    if chat is None:
        account = event.account
        staff = timers.accounts.get(account, account)
        chat = timers.chats[event.chat] = Chat(account=account, staff=staff, held_since=at, left_with=[])
        _take(timers, staff, at)
    if event.store:
        chat.store = event.store
    if event.buyer:
        chat.buyer = event.buyer
    if event.order:
        chat.order = event.order
    if not chat.since:
        chat.since = at
        chat.buyer_since = chat.buyer_since or at


def _answered(timers: Timers, event: ChatAnswered, at: int, seq: int) -> None:
    chat = timers.chats.get(event.chat)
    if event.auto or chat is None or not chat.since:
        return
    elapsed = at - chat.since
    timers.spoke[event.staff or chat.staff] = at
    rounds = _rounds(timers, event.staff or chat.staff, chat.since)
    rounds.answered += 1
    rounds.total_ms += elapsed
    if elapsed > rounds.slowest_ms:
        rounds.slowest_ms = elapsed
    limit = timers.red.get(chat.store) or timers.red[""]
    if elapsed >= limit * 1000:
        slow = Slow(staff=event.staff or chat.staff, store=chat.store, since=chat.since, until=at, limit=limit)
        timers.slow.append(slow)
    for staff, since in chat.left_with:
        _rounds(timers, staff, since).unanswered += 1
    chat.since = chat.buyer_since = 0
    if chat.left_with:
        chat.left_with = []


def _transferred(timers: Timers, event: ChatTransferred, at: int, seq: int) -> None:
    chat = timers.chats.get(event.chat)
    if chat is None:
        return
    if chat.since:
        chat.left_with.append((chat.staff, chat.since))
        chat.since = at
    _drop(timers, chat.staff, at)
    chat.account = event.to_account
    chat.staff = timers.accounts.get(event.to_account, event.to_account)
    chat.held_since = at
    _take(timers, chat.staff, at)


def _closed(timers: Timers, event: ChatClosed, at: int, seq: int) -> None:
    chat = timers.chats.pop(event.chat, None)
    if chat is None:
        return
    for staff, since in chat.left_with:
        _rounds(timers, staff, since).unanswered += 1
    _drop(timers, chat.staff, at)


HANDLERS: Handlers = {
    AccountAssigned: _account,
    SettingChanged: _setting,
    ChatWaiting: _waiting,
    ChatAnswered: _answered,
    ChatTransferred: _transferred,
    ChatClosed: _closed,
}
