"""A request looked at before it is decided: every rule it meets or breaks, what it changes, what would be possible instead."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kfterm.desk import leave_rules, make_ups, outing_rules, rest_rules, swaps
from kfterm.desk.desk import Desk
from kfterm.desk.effects import Effect, figures, roster_cells, staffing, with_events
from kfterm.desk.findings import Finding, Verdict, verdict
from kfterm.desk.hours import hours_findings
from kfterm.desk.known import Known
from kfterm.desk.partners import Partner, partners
from kfterm.desk.permits import ROLE_WORDS, allowed_roles, may, role_list
from kfterm.desk.requests import ACTS, KINDS, Kind, Request, decision, moment, settled
from kfterm.desk.rulings import consents
from kfterm.events.base import Event
from kfterm.events.lines import Fact, fact
from kfterm.events.roster import (
    LeaveDecided,
    LeaveRequested,
    OutingDecided,
    OutingRequested,
    RestDecided,
    RestRequested,
    SwapDecided,
    SwapRequested,
)
from kfterm.month.judge import Judge
from kfterm.month.leave import entitlement, rest_days
from kfterm.periods import before, month, month_label, month_of
from kfterm.rulebook.attendance_rules import (
    FullAttendance,
    LeaveCap,
    LeaveDeduction,
    LeaveNotice,
    MissedPunch,
    RestDays,
    SwapDay,
    SwapForm,
    SwapLimit,
    UnusedRest,
    WeeklyRest,
    YearlyLeaveCap,
)
from kfterm.rulebook.base import Rule
from kfterm.rulebook.conduct_rules import Permission
from kfterm.rulebook.floor_rules import AwayApproval
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

_NAMED = 6
"""So many colleagues are named; the list of all has a key of its own."""
_RULES: dict[Kind, tuple[type[Rule], ...]] = {
    "swap": (SwapForm, SwapLimit, SwapDay),
    "leave": (LeaveNotice, LeaveDeduction, LeaveCap, YearlyLeaveCap, SwapDay),
    "rest": (RestDays, WeeklyRest, UnusedRest),
    "outing": (AwayApproval,),
    "punch": (MissedPunch,),
}
"""What a text can say about each kind of request, besides who decides and what leave costs."""


class Signs(NamedTuple):
    """Who decides."""

    who: Words
    clause: str
    may: bool
    """Whether the hand that looks may."""


class Exam(NamedTuple):
    """What deciding on a request meets, breaks and changes."""

    found: tuple[Finding, ...]
    hours: tuple[Finding, ...]
    changes: tuple[Effect, ...]
    instead: tuple[Words, ...]
    signs: Signs
    silent: Words | None = None
    """That the text has no rule about such a request, where it has none."""
    consent: tuple[Words, ...] = ()
    """Of a swap: who agreed and when, and who is still to."""

    @property
    def verdict(self) -> Verdict:
        """The worst of what was found."""
        return verdict(self.found)


def examine(desk: Desk, request: Request) -> Exam:
    """Everything about one request that waits."""
    now = desk.clock.now()
    events = [decision(request, True, by=desk.by)]
    judge = desk.judge()
    found = tuple(request_findings(desk, request))
    shown = _shown_days(request.days, request.kind)
    people = tuple(dict.fromkeys(filter(None, (request.staff, request.other))))
    after = with_events(judge, events, moment(request, now))
    looked = request.kind in ("swap", "leave", "rest")
    hours = [each for staff in people if looked for each in hours_findings(judge, after, staff, request.days)]
    changes = list(_changes(desk, request, people, shown, events))
    instead = tuple(_instead(judge, request, found, now))
    first = request.days[0]
    return Exam(
        found=found,
        hours=tuple(hours),
        changes=tuple(changes),
        instead=instead,
        signs=signs(desk, request.kind, first),
        silent=silence(judge, request.kind, first),
        consent=tuple(consents(desk, request)),
    )


def request_findings(desk: Desk, request: Request) -> list[Finding]:
    """The rules alone, without the figures."""
    now, judge = desk.clock.now(), desk.judge()
    if request.missed is not None:
        label = month_label(request.missed.day)
        return list(make_ups.findings(settled(desk, label), request.missed, now, desk.by))
    return findings_of(judge, [fact(decision(request, True), now, desk.by)])


def verdict_of(desk: Desk, request: Request) -> Verdict | None:
    """What the list marks; None for what is decided. No rule stands against proving a punch: there may be many of them."""
    if request.approved is not None:
        return None
    return "clear" if request.missed is not None else verdict(request_findings(desk, request))


def findings_of(judge: Judge, batch: Sequence[Fact]) -> list[Finding]:
    """What the last fact of a batch, an approval, meets and breaks; what it approves may be in the same batch."""
    known, last = Known(judge, batch), batch[-1]
    match last.event:
        case SwapDecided():
            return swaps.found(known, last)
        case LeaveDecided():
            return list(leave_rules.findings(known, last))
        case RestDecided():
            return list(rest_rules.findings(known, last))
        case OutingDecided():
            return list(outing_rules.findings(known, last))
    return []


def draft_findings(desk: Desk, events: Sequence[Event]) -> list[Finding]:
    """What a request would meet and break that is only typed so far; the last event is its approval."""
    now = desk.clock.now()
    return findings_of(desk.judge(), [fact(each, now, desk.by) for each in events])


def signs(desk: Desk, kind: Kind, day: int) -> Signs:
    """Whose signature it takes under the rulebook of a day, and whether this hand has it."""
    judge, act = desk.judge(), ACTS[kind]
    rulebook = judge.plan.rulebook(day)
    if rulebook is None:
        return Signs(Words("", ""), "", False)
    allowed = allowed_roles(rulebook, act)
    clauses = [clause.id for clause, rule in rulebook.all(Permission) if act in rule.acts]
    who = role_list([role for role in ROLE_WORDS if role in allowed])
    return Signs(who, " ".join(clauses), may(judge, desk.by, act, desk.clock.now()))


def silence(judge: Judge, kind: Kind, day: int) -> Words | None:
    """That the rulebook of a day says nothing about a kind of request; None where it does, or where there is none."""
    rulebook = judge.plan.rulebook(day)
    if rulebook is None or any(rulebook.all(rule) for rule in _RULES[kind]):
        return None
    costs = kind == "leave" and any("leave" in rule.without for _, rule in rulebook.all(FullAttendance))
    if costs or any(ACTS[kind] in rule.acts for _, rule in rulebook.all(Permission)):
        return None
    return Words(f"本制度对{KINDS[kind].zh}没有规定", f"this rulebook says nothing about {_MANY[kind]}")


_MANY: dict[Kind, str] = {
    "swap": "swaps", "leave": "leave", "rest": "rest days", "outing": "going out", "punch": "make-ups",
}  # fmt: skip
"""What kinds of request are called in an English sentence."""


def draft_silence(desk: Desk, kind: Kind, events: Sequence[Event]) -> Words | None:
    """The same about a request that is only typed so far."""
    judge = desk.judge()
    match events[0]:
        case SwapRequested(on=on) | RestRequested(on=on) | LeaveRequested(from_on=on):
            return silence(judge, kind, on.toordinal())
        case OutingRequested(from_at=since):
            return silence(judge, kind, judge.calendar.day(round(since.timestamp() * 1000)))
    return None


def _shown_days(days: Sequence[int], kind: Kind) -> list[int]:
    """Every day of a leave, to the end of the next month at most; of a swap the two."""
    if kind != "leave":
        return list(days)
    horizon = month(before(month_label(days[0]), -1)).last
    return list(range(days[0], min(days[-1], horizon) + 1))


def _changes(
    desk: Desk, request: Request, people: Sequence[str], days: Sequence[int], events: Sequence[Event]
) -> Iterator[Effect]:
    """Roster of the people, staffing of the days, figures of the months; of every month by a judge of its own."""
    if request.kind == "outing":
        return
    at = moment(request, desk.clock.now())
    judge = desk.judge()
    after = with_events(judge, events, at)
    for staff in people:
        yield from map(Effect, roster_cells(judge, after, staff, days))
    yield from map(Effect, staffing(judge, after, days))
    for label in dict.fromkeys(month_label(day) for day in days):
        was = settled(desk, label)
        now = with_events(was, events, at)
        for staff in people:
            name = was.shop.people.name(staff)
            for says, over in figures(was, now, staff, label):
                yield Effect(Words(f"{name} {says.zh}", f"{name} {says.en}"), over)


def _instead(judge: Judge, request: Request, found: Sequence[Finding], now: int) -> Iterator[Words]:
    """What the broken rules name, days that are left, colleagues who could take the shift."""
    for each in found:
        if each.state == "broken" and each.possible.zh:
            yield each.possible
    day = request.days[0]
    rulebook = judge.plan.rulebook(day)
    if rulebook is not None and request.kind == "rest":
        yield from _rest_left(judge, rulebook, request.staff, day)
    if request.kind in ("swap", "leave") and rulebook is not None and _swaps_ruled(rulebook):
        yield from partner_words(judge, partners(judge, request.staff, day, now, but=request.other))


def _swaps_ruled(rulebook: Rulebook) -> bool:
    return bool(rulebook.all(SwapLimit) or rulebook.all(SwapForm))


def _rest_left(judge: Judge, rulebook: Rulebook, staff: str, day: int) -> Iterator[Words]:
    person = judge.shop.people.staff.get(staff)
    if rulebook.one(RestDays) is None or person is None:
        return
    this = month_of(day)
    left = entitlement(judge, person, this)[0] - sum(1 for d in rest_days(judge, staff) if this.first <= d <= this.last)
    yield Words(f"{this.label} 还可休 {max(0, left)} 天", f"{max(0, left)} rest day(s) left in {this.label}")


def partner_words(judge: Judge, found: Sequence[Partner]) -> Iterator[Words]:
    """The colleagues who could take a shift, in one line."""
    names = [judge.shop.people.name(each.staff) for each in found if each.possible]
    if not names:
        yield Words("没有同事能换这一天", "no colleague can swap that day")
        return
    zh, en = "、".join(names[:_NAMED]), ", ".join(names[:_NAMED])
    more = f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
    yield Words(f"可以跟 {zh}{more} 换", f"{en}{more} could swap")
