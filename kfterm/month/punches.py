"""Which punch belongs to which planned shift: by its window, across midnight, the nearest plan wins (R8-3.1.1)."""

from collections.abc import Sequence
from typing import NamedTuple

from kfterm.folds.attendance import MadeUp
from kfterm.folds.plan import Planned
from kfterm.periods import HOUR

_BEFORE = 6 * HOUR
_AFTER = 8 * HOUR


class Matched(NamedTuple):
    """The punches of one shift: the earliest in, the latest out, and what was made up."""

    plan: Planned
    first_in: tuple[int, int] | None
    """(at, seq)."""
    last_out: tuple[int, int] | None
    made_in: MadeUp | None
    made_out: MadeUp | None


def match(plans: Sequence[Planned], punches: Sequence[tuple[int, str, int]], made: Sequence[MadeUp]) -> list[Matched]:
    """One `Matched` for each plan, in the order of the plans; a punch without a plan near it belongs to none."""
    ins: dict[int, list[tuple[int, int]]] = {}
    outs: dict[int, list[tuple[int, int]]] = {}
    for at, way, seq in punches:
        plan = _nearest(plans, at, way)
        if plan is not None:
            (ins if way == "in" else outs).setdefault(plan.day, []).append((at, seq))
    made_ups = {(each.day, each.way): each for each in made}
    return [
        Matched(
            plan,
            _first(ins.get(plan.day, []), outs.get(plan.day, [])),
            _last(ins.get(plan.day, []), outs.get(plan.day, [])),
            made_ups.get((plan.day, "in")),
            made_ups.get((plan.day, "out")),
        )
        for plan in plans
    ]


def _first(ins: list[tuple[int, int]], outs: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The first punch in. Who punched out before it had come earlier and is missing a punch."""
    first = min(ins, default=None)
    return None if first and outs and min(outs)[0] < first[0] else first


def _last(ins: list[tuple[int, int]], outs: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The last punch out. Who punched in after it left later and is missing a punch."""
    last = max(outs, default=None)
    return None if last and ins and max(ins)[0] > last[0] else last


def _nearest(plans: Sequence[Planned], at: int, way: str) -> Planned | None:
    best: tuple[int, Planned] | None = None
    for plan in plans:
        if way == "in":
            fits, distance = plan.start - _BEFORE <= at < plan.end, abs(at - plan.start)
        else:
            fits, distance = plan.start < at <= plan.end + _AFTER, abs(at - plan.end)
        if fits and (best is None or distance < best[0]):
            best = (distance, plan)
    return best[1] if best else None
