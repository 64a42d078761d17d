"""After how long a waiting buyer turns amber and red, by store, at a minute of the day."""

from typing import NamedTuple

from kfterm.folds.settings import AMBER, RED, whole, window
from kfterm.month.judge import Judge
from kfterm.periods import MINUTE


class Limits(NamedTuple):
    """The limits of a store in seconds, and whether rounds are measured at this minute at all."""

    amber: int
    red: int
    measured: bool


def limits(judge: Judge, store: str, now: int) -> Limits:
    """The limits that hold now; asked for every chat every second, so read once a minute and store."""
    key = ("limits", store, now // MINUTE)
    found = judge.scratch.get(key)
    if found is None:
        rules, calendar = judge.shop.rules, judge.calendar
        minute, hours = (now - calendar.moment(calendar.day(now))) // MINUTE, window(rules, None, store)
        open_now = hours.start <= minute < hours.end
        found = Limits(whole(rules, AMBER, None, store), whole(rules, RED, None, store), open_now)
        judge.scratch[key] = found
    return found  # type: ignore[return-value]
