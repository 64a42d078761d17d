"""Buyers and agents: chats that come, wait, are answered, passed on and closed."""

import random

from kfterm.intake.demo.chatting import AUTO_SHARE, is_slow, reply_seconds
from kfterm.intake.demo.conducting import buyer
from kfterm.intake.demo.lines import Lines
from kfterm.intake.demo.picture import Picture, Talk
from kfterm.periods import MINUTE

SECOND = 1000
CHATS_PER_AGENT_SECOND = 0.0082
_MOST = 9
"""Open chats per agent of the shop beyond which no buyer comes any more."""
_PASSED_ON = 150 * SECOND
_GIVEN_UP = 12 * MINUTE
_NUDGE = 0.004


class Talking:
    """What the simulator remembers about chats: when the next thing happens in each."""

    def __init__(self, chance: random.Random, size: int) -> None:
        self.chance, self.size = chance, size
        self.reply_at: dict[str, int] = {}
        self.next_at: dict[str, int] = {}
        self.count = 0

    def move(self, picture: Picture, at: int, lines: Lines) -> None:
        """One second of chats."""
        self._forget(picture)
        for key, talk in list(picture.talks.items()):
            if talk.since:
                self._waits(picture, key, talk, at, lines)
            else:
                self._rests(picture, key, talk, at, lines)
        if self.chance.random() < CHATS_PER_AGENT_SECOND * self.size:
            self._comes(picture, at, lines)

    def _forget(self, picture: Picture) -> None:
        for memory in (self.reply_at, self.next_at):
            for key in [key for key in memory if key not in picture.talks]:
                del memory[key]

    def _comes(self, picture: Picture, at: int, lines: Lines) -> None:
        """A new buyer, to somebody who is there; where nobody is, there are no buyers either: the shop is closed."""
        ready = picture.ready(at)
        if not ready or len(picture.talks) > _MOST * self.size:
            return
        staff = min(self.chance.sample(ready, min(2, len(ready))), key=picture.load)
        account = picture.accounts[staff]
        self.count += 1
        key = f"d{at:x}-{self.count}"
        store = account.partition(":")[0]
        lines.add("chat.waiting", at, chat=key, account=account, store=store, buyer=buyer(self.chance))
        if self.chance.random() < AUTO_SHARE:
            lines.add("chat.answered", at + 400, chat=key, auto=True)
        picture.talks[key] = Talk(staff, at)

    def _waits(self, picture: Picture, key: str, talk: Talk, at: int, lines: Lines) -> None:
        if key not in self.reply_at:
            self.reply_at[key] = max(at, talk.since + self._delay(picture, talk.staff))
        if at >= self.reply_at[key] and picture.free(talk.staff):
            lines.add("chat.answered", at, chat=key, staff=talk.staff)
            picture.talks[key] = talk._replace(since=0)
            del self.reply_at[key]
        elif at - talk.since > _GIVEN_UP:
            self._close(picture, key, at, lines)
        elif talk.staff not in picture.on and at - talk.since > _PASSED_ON and self.chance.random() < 0.02:
            self._pass_on(picture, key, at, lines)
        elif self.chance.random() < _NUDGE:
            lines.add("chat.waiting", at, chat=key, account=picture.accounts.get(talk.staff, talk.staff))

    def _delay(self, picture: Picture, staff: str) -> int:
        """How long this one takes now: slow people, and those with full hands, take longer."""
        index = list(picture.accounts).index(staff) if staff in picture.accounts else 1
        return round(reply_seconds(self.chance, is_slow(index)) * (1 + picture.load(staff) / 16) * SECOND)

    def _pass_on(self, picture: Picture, key: str, at: int, lines: Lines) -> None:
        others = [staff for staff in picture.ready(at) if picture.free(staff)]
        if not others:
            return
        staff = min(others, key=picture.load)
        lines.add("chat.transferred", at, chat=key, to_account=picture.accounts[staff])
        picture.talks[key] = Talk(staff, at)
        self.reply_at[key] = at + self._delay(picture, staff)

    def _rests(self, picture: Picture, key: str, talk: Talk, at: int, lines: Lines) -> None:
        """The shop spoke last: the buyer comes back, or it is over."""
        if key not in self.next_at:
            self.next_at[key] = at + round(self.chance.uniform(12, 115) * SECOND)
        if at < self.next_at[key]:
            return
        del self.next_at[key]
        if self.chance.random() < 0.68 and talk.staff in picture.ready(at):
            account = picture.accounts.get(talk.staff, talk.staff)
            lines.add("chat.waiting", at, chat=key, account=account)
            picture.talks[key] = talk._replace(since=at)
        else:
            self._close(picture, key, at, lines)

    def _close(self, picture: Picture, key: str, at: int, lines: Lines) -> None:
        lines.add("chat.closed", at, chat=key)
        del picture.talks[key]
