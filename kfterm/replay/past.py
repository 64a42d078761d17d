"""The shop at past moments, one after the other: a step of a minute must not fold the whole month again.

What happened until then, by what is known today: a fact that was written late is there, an entry that was taken back is
not.
"""

from typing import NamedTuple

from kfterm.events.base import kind_of
from kfterm.events.conduct import EntryWithdrawn
from kfterm.folds.shop import Shop, project
from kfterm.log.store import Log
from kfterm.month.judge import Judge
from kfterm.periods import MINUTE, Calendar, month_of
from kfterm.replay import checkpoint
from kfterm.replay.effective import withdrawn
from kfterm.replay.window import calendar_of, rules_of, since

_LEAD = 15 * MINUTE
"""How far before a moment a state is kept, for the steps back that usually follow."""
_KEEP = 6
_WITHDRAWN = kind_of(EntryWithdrawn)


class _Kept(NamedTuple):
    at: int
    state: bytes


class Past:
    """Moments of one log."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._seq = log.head().seq
        self._rules = rules_of(log)
        self._calendar: Calendar = calendar_of(self._rules)
        self._skip = withdrawn(log)
        self._kept: list[_Kept] = []

    def judge(self, at: int) -> Judge:
        """The shop at a moment."""
        self._refresh()
        shop, reached = self._nearest(at)
        if reached is None:
            this = month_of(self._calendar.day(at))
            start = since(self._rules, self._calendar, this)
            project(shop, self._log.facts(since=start, until=at - _LEAD), self._skip)
            reached = at - _LEAD
            self._keep(shop, reached)
        later = self._log.facts_after(reached + 1, 0)
        rows = []
        for row in later:
            if row[1] > at:
                break
            rows.append(row)
        project(shop, rows, self._skip)
        self._keep(shop, at)
        return Judge(shop, self._calendar, at)

    def _nearest(self, at: int) -> tuple[Shop, int | None]:
        """The latest state kept that is not later than a moment and of its month; else an empty one."""
        month = month_of(self._calendar.day(at)).label
        good = [each for each in self._kept if each.at <= at and month_of(self._calendar.day(each.at)).label == month]
        if not good:
            return Shop(), None
        newest = max(good, key=lambda each: each.at)
        return checkpoint.decode(newest.state), newest.at

    def _keep(self, shop: Shop, at: int) -> None:
        self._kept = [*self._kept[-_KEEP:], _Kept(at, checkpoint.encode(shop))]

    def _refresh(self) -> None:
        """Forget what was kept when something was written that it should have known."""
        tail = self._log.tail(self._seq)
        if not tail:
            return
        self._seq = tail[-1].seq
        self._rules = rules_of(self._log)
        self._skip = withdrawn(self._log)
        if any(row.kind == _WITHDRAWN for row in tail):
            self._kept = []
        earliest = min(row.at for row in tail)
        self._kept = [each for each in self._kept if each.at < earliest]
