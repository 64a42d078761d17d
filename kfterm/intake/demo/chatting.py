"""Chats that are over: some of the past days, many of today. Nobody answers while away from the seat."""

import random
from collections.abc import Sequence

from kfterm.events.base import Event
from kfterm.events.chats import ChatAnswered, ChatClosed, ChatWaiting
from kfterm.intake.demo.conducting import buyer
from kfterm.intake.demo.scene import SECOND, Member, Scene

FEED = "feed:demo"
MEDIAN_SECONDS = 19
SPREAD = 0.65
SLOW_FACTOR = 2.6
AUTO_SHARE = 0.35

Span = tuple[int, int]


def reply_seconds(chance: random.Random, slow: bool) -> float:
    """How long somebody takes to answer: lognormal, as people do."""
    return float(min(400.0, chance.lognormvariate(0, SPREAD) * MEDIAN_SECONDS * (SLOW_FACTOR if slow else 1)))


def is_slow(scene_index: int) -> bool:
    """One in eight agents is slow, the first of the list among them."""
    return scene_index % 8 == 0


def finished(scene: Scene, key: str, member: Member, at: int, slow: bool, away: Sequence[Span]) -> bool:
    """One chat with its rounds, from a moment on; none when it would run into an absence or beyond now."""
    chance = scene.chance("chats")
    said: list[tuple[int, Event]] = []
    moment = at
    for number in range(chance.randint(1, 4)):
        fresh = number == 0
        first = ChatWaiting(
            chat=key,
            account=member.account,
            store=member.store if fresh else None,
            buyer=buyer(chance) if fresh else None,
        )
        said.append((moment, first))
        if fresh and chance.random() < AUTO_SHARE:
            said.append((moment + SECOND, ChatAnswered(chat=key, auto=True)))
        moment += round(reply_seconds(chance, slow) * SECOND) + 2 * SECOND
        said.append((moment, ChatAnswered(chat=key, staff=member.staff)))
        moment += round(chance.uniform(8, 90) * SECOND)
    moment += round(chance.uniform(10, 100) * SECOND)
    said.append((moment, ChatClosed(chat=key)))
    if moment > scene.now or any(since < moment and at < until for since, until in away):
        return False
    for when, event in said:
        scene.say(when, FEED, event)
    return True
