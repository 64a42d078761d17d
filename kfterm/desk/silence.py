"""Who sits there and answers nobody, and who dropped off the network with buyers in hand."""

from collections.abc import Iterator

from kfterm.desk.limits import limits
from kfterm.desk.noticed import Proposal, know, listed
from kfterm.folds.breaks import OFFLINE, reason_of
from kfterm.folds.floor import AWAY, ON
from kfterm.folds.timers import Chat
from kfterm.month.judge import Judge
from kfterm.words import Words

_SECOND = 1000


def silence(judge: Judge, now: int) -> Iterator[Proposal]:
    """One line a person: on seat and silent, or off the network with the chats they held."""
    held: dict[str, list[Chat]] = {}
    for chat in judge.shop.timers.chats.values():
        held.setdefault(chat.staff, []).append(chat)
    for staff, chats in held.items():
        seat = judge.shop.floor.seats.get(staff)
        if seat is None:
            continue
        if seat.state == ON:
            yield from _silent(judge, staff, max(seat.since, judge.shop.timers.spoke.get(staff, 0)), chats, now)
        elif seat.state == AWAY and (known := reason_of(seat.reason)) is not None and known.id == OFFLINE:
            name, count = judge.shop.people.name(staff), len(chats)
            buyers = listed([f"{each.buyer[:1] or each.account}**" for each in chats])
            says = Words(
                f"{name} 掉线,手上 {count} 位买家:{buyers}", f"{name} dropped off with {count} buyers: {buyers}"
            )
            yield know(f"offline:{staff}:{seat.seq}", seat.since, staff, says)


def _silent(judge: Judge, staff: str, spoke: int, chats: list[Chat], now: int) -> Iterator[Proposal]:
    """A buyer waits beyond the red limit, and for as long nobody heard from who sits there."""
    waiting = []
    for chat in chats:
        if not chat.since:
            continue
        _, limit, measured = limits(judge, chat.store, now)
        turned = max(chat.since, spoke) + limit * _SECOND
        if measured and now >= turned:
            waiting.append((turned, chat.since))
    if waiting:
        name, (at, since) = judge.shop.people.name(staff), min(waiting)
        says = Words(
            f"{name} 在线不回:{len(waiting)} 位买家在等",
            f"{name} is on seat and answers nobody: {len(waiting)} waiting",
        )
        yield know(f"silent:{staff}:{since}", at, staff, says)
