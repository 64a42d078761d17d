"""What was said about a request by whom and when: the consent of a swap, the decision with its reason. Read from the log, never stored."""

from collections.abc import Iterator
from typing import NamedTuple

from kfterm.desk.desk import Desk
from kfterm.desk.permits import is_machine
from kfterm.desk.reading import entry
from kfterm.desk.requests import Request
from kfterm.rulebook.attendance_rules import SwapForm
from kfterm.words import Words


class Ruling(NamedTuple):
    """The decision on a request."""

    by: str
    at: int
    """When it was decided, ms."""
    approved: bool
    reason: str
    overruled: bool
    """Whether a person approved it with a reason of its own: the desk asks for one where a rule is overruled."""
    late: bool = False
    """Whether it was approved when what it is about had begun."""


def ruling(desk: Desk, request: Request) -> Ruling | None:
    """Who decided, when and why; None while it waits."""
    found = entry(desk, request.seq) if request.approved is not None else None
    if found is None:
        return None
    reason = str(getattr(found.event, "reason", "") or "").strip()
    # the form of a swap that is decided at once writes the reason of the swap itself
    own = bool(reason) and reason != request.reason.strip()
    overruled = bool(request.approved and own and not is_machine(found.by))
    late = bool(request.approved) and request.kind != "punch" and found.at >= _begins(desk, request)
    return Ruling(found.by, found.at, bool(request.approved), reason if own else "", overruled, late)


def _begins(desk: Desk, request: Request) -> int:
    """When what is asked for begins: the first shift of the people and days it is about, else the first day."""
    judge = desk.judge()
    if request.kind == "outing":
        return judge.shop.roster.outings[request.key].since
    people = [staff for staff in (request.staff, request.other) if staff]
    plans = [judge.plan.planned(staff, day) for staff in people for day in request.days]
    starts = [plan.start for plan in plans if plan is not None]
    return min(starts, default=judge.calendar.moment(request.days[0]))


def consents(desk: Desk, request: Request) -> Iterator[Words]:
    """Of a swap: who agreed, when and by whose hand it was noted; who is still to agree where the text wants it (R1-7.3)."""
    judge = desk.judge()
    swap = judge.shop.roster.swaps.get(request.key) if request.kind == "swap" else None
    if swap is None:
        return
    name, calendar = judge.shop.people.name, judge.calendar
    first = dict(reversed(list(zip(swap.agreed, swap.agreed_seqs, strict=True))))
    for staff, seq in first.items():
        found = entry(desk, seq)
        if found is None:
            continue
        noted = "" if found.by == staff else name(found.by)
        hand = Words(f"({noted} 记)", f" (noted by {noted})") if noted else Words("", "")
        at = calendar.text(found.at)[5:]
        yield Words(f"{name(staff)} {at} 同意{hand.zh}", f"{name(staff)} agreed {at}{hand.en}")
    rulebook = judge.plan.rulebook(swap.days[0])
    wanted = rulebook is not None and any(rule.consent for _, rule in rulebook.all(SwapForm))
    if wanted and swap.approved is None and swap.with_staff not in swap.agreed:
        other = name(swap.with_staff)
        yield Words(f"等 {other} 同意", f"{other} is still to agree")
