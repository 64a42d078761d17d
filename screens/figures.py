"""The months of everybody on the floor, refreshed a few people a tick, so that no tick is long."""

from collections.abc import Sequence

from kfterm.month.adherence import Adherence, adherence, below_target, percent
from kfterm.month.judge import Judge
from kfterm.month.summary import statement
from kfterm.periods import Month, month_of
from kfterm.problems import Refused
from screens.floor_rows import Figure

_A_TICK = 4


class Figures:
    """What is known of each person's month. The one looked at longest ago is looked at next."""

    def __init__(self) -> None:
        self.known: dict[str, Figure] = {}
        self._queue: list[str] = []
        self._urgent = True

    def forget(self) -> None:
        """Something was logged: look at everybody again, soon."""
        self._urgent = True

    def refresh(self, judge: Judge, staff: Sequence[str]) -> None:
        """Look at a few people, at all of them after an entry of one's own."""
        missing = [each for each in staff if each not in self.known]
        if self._urgent or not self._queue:
            self._queue = list(staff)
        chosen = [*missing, *self._queue][: len(staff) if self._urgent else _A_TICK]
        self._queue = [each for each in self._queue if each not in chosen]
        self._urgent = False
        this = month_of(judge.calendar.day(judge.asof))
        for each in dict.fromkeys(chosen):
            self.known[each] = _figure(judge, each, this)


def _figure(judge: Judge, staff: str, this: Month) -> Figure:
    try:
        found = statement(judge, judge.shop.people.staff[staff], this)
    except Refused:
        return Figure(None, 0, 0, 0, 0)
    score = found.score
    entries = len(judge.violations(staff, this))
    kept = _kept(judge, staff)
    return Figure(
        score.total if score else None,
        found.fines_fen,
        found.packets_owed_fen,
        entries,
        len(found.cases),
        adherence=percent(kept.adherence) if kept is not None else "",
        short=kept is not None and below_target(judge, kept),
    )


def _kept(judge: Judge, staff: str) -> Adherence | None:
    """How well somebody keeps the plan of the shift day that runs."""
    return adherence(judge, staff, judge.plan.shift_day(staff, judge.asof))
