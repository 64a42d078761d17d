"""Everything that was asked for and waits for a decision, as one list, with what is decided already."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from kfterm.desk import make_ups
from kfterm.desk.desk import Desk
from kfterm.desk.make_ups import Missing
from kfterm.desk.outings import approved_outing as approved_outing
from kfterm.desk.reading import month_judge
from kfterm.events.base import Event
from kfterm.events.roster import LeaveDecided, OutingDecided, RestDecided, SwapDecided
from kfterm.folds.roster import Leave, Outing, Rest, Swap
from kfterm.money import decimal_text
from kfterm.month.judge import Judge
from kfterm.periods import before, day_text
from kfterm.words import Words

Kind = Literal["swap", "leave", "rest", "outing", "punch"]
KINDS: dict[Kind, Words] = {
    "swap": Words("换班", "swap"),
    "leave": Words("请假", "leave"),
    "rest": Words("休息", "rest"),
    "outing": Words("外出", "out"),
    "punch": Words("补卡", "make-up"),
}
ACTS: dict[Kind, str] = {
    "swap": "decide_swap", "leave": "decide_leave", "rest": "decide_rest", "outing": "decide_outing",
    "punch": "vouch_punch",
}  # fmt: skip
"""The permission that a decision takes."""

LEAVE_KINDS = {
    "personal": Words("事假", "personal"),
    "sick": Words("病假", "sick"),
    "annual": Words("年假", "annual"),
    "other": Words("其他", "other"),
}
_HALVES = 2
_DECIDED = 30
"""So many decided ones are listed."""


class Request(NamedTuple):
    """One thing asked for. `approved` is None while it waits."""

    kind: Kind
    key: str
    staff: str
    other: str
    days: tuple[int, ...]
    """The days it is about, first and last, or the two of a swap."""
    at: int | None
    """When it was asked for; None of a punch that nobody made up yet: nobody asked."""
    what: Words
    reason: str
    approved: bool | None = None
    seq: int = 0
    """The row of the decision, of what was asked where there is none."""
    missed: Missing | None = None


def waiting(desk: Desk) -> list[Request]:
    """What nobody decided yet, the soonest day first; punches without a proof after everything else."""
    judge = desk.judge()
    asked = asked_for(judge, undecided=True)
    return sorted(asked, key=lambda each: (each.days[0], each.at or 0)) + _unproved(desk)


def decided(judge: Judge, most: int = _DECIDED) -> list[Request]:
    """The latest decisions, the newest first."""
    found = [each for each in asked_for(judge) if each.approved is not None]
    return sorted(found, key=lambda each: -each.seq)[:most]


def asked_for(judge: Judge, *, undecided: bool = False) -> Iterator[Request]:
    """Every swap, leave, rest day and outing that was ever asked for, or only what nobody decided."""

    def wanted(each: Swap | Leave | Rest | Outing) -> bool:
        return not undecided or each.approved is None

    roster = judge.shop.roster
    yield from (_swap(judge, each) for each in roster.swaps.values() if wanted(each))
    yield from (_leave(each) for each in roster.leaves.values() if wanted(each))
    yield from (_rest(each) for each in roster.rests.values() if wanted(each))
    yield from (_outing(judge, each) for each in roster.outings.values() if wanted(each))


def settled(desk: Desk, label: str) -> Judge:
    """A shop ready for settling a month; folded once for every state of the log."""
    scratch = desk.judge().scratch
    key = ("requests", label)
    if key not in scratch:
        scratch[key] = month_judge(desk, label)
    return scratch[key]  # type: ignore[return-value]


def _unproved(desk: Desk) -> list[Request]:
    running = desk.live.month
    months = [(label, settled(desk, label)) for label in (before(running), running)]
    return [_punch(months[-1][1], each) for each in make_ups.missing(months)]


def _swap(judge: Judge, swap: Swap) -> Request:
    name = judge.shop.people.name(swap.with_staff)
    days = tuple(dict.fromkeys((swap.day, swap.day if swap.return_day is None else swap.return_day)))
    back = f"{day_text(days[1])[5:]}" if len(days) > 1 else ""
    zh = f"{name} 来上这天" + (f",还班 {back}" if back else "")
    en = f"{name} works it" + (f", back on {back}" if back else "")
    seq = swap.decided_seq or swap.seq
    return Request(
        "swap", swap.swap, swap.staff, swap.with_staff, days, swap.at, Words(zh, en), swap.reason, swap.approved, seq
    )


def _leave(leave: Leave) -> Request:
    count, kind = decimal_text(_half(leave.half_days)), LEAVE_KINDS.get(leave.kind, Words(leave.kind, leave.kind))
    urgent = Words(" 紧急", ", urgent") if leave.urgent else Words("", "")
    what = Words(f"{kind.zh} {count} 天{urgent.zh}", f"{kind.en}, {count} day(s){urgent.en}")
    days = tuple(dict.fromkeys((leave.from_day, leave.to_day)))
    seq = leave.decided_seq or leave.seq
    return Request("leave", leave.leave, leave.staff, "", days, leave.at, what, leave.reason, leave.approved, seq)


def _rest(rest: Rest) -> Request:
    what, seq = Words("休息一天", "a rest day"), rest.decided_seq or rest.seq
    return Request("rest", rest.rest, rest.staff, "", (rest.day,), rest.at, what, "", rest.approved, seq)


def _outing(judge: Judge, outing: Outing) -> Request:
    since = judge.calendar.clock(outing.since)
    what = Words(f"{since} 起 {outing.minutes} 分钟", f"from {since} for {outing.minutes} min")
    day, seq = judge.calendar.day(outing.since), outing.decided_seq or outing.seq
    return Request(
        "outing", outing.outing, outing.staff, "", (day,), outing.at, what, outing.reason, outing.approved, seq
    )


def _punch(judge: Judge, missed: Missing) -> Request:
    key = f"{missed.staff}/{missed.day}/{missed.way}"
    due = judge.calendar.clock(missed.due)
    if missed.made_at is None:
        what = Words(f"缺{missed.words.zh}(应 {due})", f"{missed.words.en} missing (due {due})")
    else:
        zh = f"{missed.words.zh}(应 {due})补过,没有证明"
        what = Words(zh, f"{missed.words.en} (due {due}) made up, not proved")
    return Request("punch", key, missed.staff, "", (missed.day,), missed.made_at, what, "", None, missed.seq, missed)


def _half(halves: int) -> Decimal:
    return Decimal(halves) / _HALVES


def decision(request: Request, approved: bool, reason: str = "", by: str = "") -> Event:
    """What deciding logs. Punches are proved; not proving one logs nothing (R8-A08)."""
    if request.missed is not None:
        return make_ups.proof(request.missed, by, reason)
    kinds: dict[str, Callable[[], Event]] = {
        "swap": lambda: SwapDecided(swap=request.key, approved=approved, reason=reason),
        "leave": lambda: LeaveDecided(leave=request.key, approved=approved, reason=reason),
        "rest": lambda: RestDecided(rest=request.key, approved=approved, reason=reason),
        "outing": lambda: OutingDecided(outing=request.key, approved=approved, reason=reason),
    }
    return kinds[request.kind]()


def moment(request: Request, now: int) -> int:
    """When a decision counts: now; a proof at the moment of the make-up that it proves."""
    return request.missed.made_at if request.missed is not None and request.missed.made_at is not None else now
