"""What waits for a decision: on the floor of whoever looks, until somebody who may has decided it."""

from collections.abc import Iterator

from kfterm.desk.noticed import BACK_DAYS, Proposal, know, listed
from kfterm.desk.requests import Request, asked_for
from kfterm.month.judge import Judge
from kfterm.words import Words

PENDING = "asked:"
"""How the key of the notice begins; it names the newest request, so that another one is said again."""


def pending(judge: Judge, now: int) -> Iterator[Proposal]:
    """One line for everything asked for and not decided; of a day that is long over nobody is reminded."""
    found = _open(judge, judge.calendar.day(now) - BACK_DAYS)
    if not found:
        return
    newest = found[-1]
    names = listed(list(dict.fromkeys(judge.shop.people.name(each.staff) for each in found)))
    count = "1 request waits" if len(found) == 1 else f"{len(found)} requests wait"
    says = Words(f"{len(found)} 张申请待批:{names}", f"{count} for a decision: {names}")
    yield know(f"{PENDING}{newest.seq}", newest.at or now, "", says, "")


def _open(judge: Judge, oldest: int) -> list[Request]:
    """What nobody decided about a day or later, found once for a state of the shop."""
    key = ("pending", oldest)
    found = judge.scratch.get(key)
    if found is None:
        waits = (each for each in asked_for(judge, undecided=True) if max(each.days) >= oldest)
        found = judge.scratch[key] = sorted(waits, key=lambda each: each.seq)
    return found  # type: ignore[return-value]
