"""Leave and rest: which half days of which day, the yearly cap, the month's entitlement."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from kfterm.events.roster import REST
from kfterm.folds.people import Person
from kfterm.folds.roster import Leave
from kfterm.money import round_half_up
from kfterm.month.judge import Judge
from kfterm.month.model import Clauses, Events
from kfterm.periods import Month, before, month
from kfterm.rulebook.attendance_rules import LeaveCap, RestDays, YearlyLeaveCap


def leave_days(judge: Judge, staff: str) -> dict[int, list[tuple[int, Leave, bool]]]:
    """Day to (half days, leave, beyond the yearly cap) of all approved leave of a person."""
    cached = judge.scratch.get(("leave", staff))
    if cached is None:
        cached = judge.scratch[("leave", staff)] = _leave_days(judge, staff)
    return cached  # type: ignore[return-value]


def _leave_days(judge: Judge, staff: str) -> dict[int, list[tuple[int, Leave, bool]]]:
    leaves = [each for each in judge.shop.roster.leaves.values() if each.staff == staff and each.approved]
    spread = [(day, half, leave) for leave in leaves for day, half in _spread(judge, leave)]
    spread.sort(key=lambda each: (each[0], each[2].seq))
    used: dict[tuple[int, str], int] = {}
    found: dict[int, list[tuple[int, Leave, bool]]] = {}
    for day, asked, leave in spread:
        # a day has two halves, however often leave was asked for it
        half = min(asked, 2 - sum(taken for taken, _, _ in found.get(day, [])))
        if not half or not judge.works_here(staff, day):
            continue
        rulebook = judge.plan.rulebook(day)
        caps = [rule for _, rule in rulebook.all(YearlyLeaveCap)] if rulebook else []
        cap = next((rule for rule in caps if rule.leave_kind == leave.kind), None)
        within = half
        if cap is not None:
            year = (_year(day), leave.kind)
            within = max(0, min(half, int(cap.max_days * 2) - used.get(year, 0)))
            used[year] = used.get(year, 0) + half
        if within:
            found.setdefault(day, []).append((within, leave, False))
        if half > within:
            found.setdefault(day, []).append((half - within, leave, True))
    return found


def _year(day: int) -> int:
    return date.fromordinal(day).year


def _spread(judge: Judge, leave: Leave) -> list[tuple[int, int]]:
    """A leave's half days over its days; rostered rest days inside are skipped when there are days to spare."""
    days = list(range(leave.from_day, leave.to_day + 1))
    if len(days) * 2 > leave.half_days + 1:
        working = [day for day in days if judge.shop.roster.shift(leave.staff, day) != REST]
        days = working if len(working) * 2 >= leave.half_days else days
    left, found = leave.half_days, []
    for day in days:
        half = min(2, left)
        if half:
            found.append((day, half))
        left -= half
    if left and found:
        found[-1] = (found[-1][0], found[-1][1] + left)
    return found


def leave_in(judge: Judge, staff: str, month: Month) -> tuple[int, Events]:
    """Half days of leave in a month (without those beyond the yearly cap) and the events that made them."""
    half_days, events = 0, []
    for day, parts in leave_days(judge, staff).items():
        for half, leave, beyond in parts:
            if not beyond and judge.booked_in(day, leave.decided_seq) == month.label:
                half_days += half
                events += [leave.seq, leave.decided_seq]
    return half_days, tuple(dict.fromkeys(events))


def beyond_cap(judge: Judge, staff: str, month: Month) -> dict[int, tuple[int, Events]]:
    """Day to (half days, events) of leave beyond the yearly cap: absence (R8-A16)."""
    found: dict[int, tuple[int, Events]] = {}
    for day, parts in leave_days(judge, staff).items():
        for half, leave, beyond in parts:
            if beyond and judge.booked_in(day, leave.decided_seq) == month.label:
                before_it = found.get(day, (0, ()))
                found[day] = (before_it[0] + half, (*before_it[1], leave.seq, leave.decided_seq))
    return found


def on_leave(judge: Judge, staff: str, day: int) -> int:
    """Half days of approved leave on a day."""
    return sum(half for half, _, beyond in leave_days(judge, staff).get(day, []) if not beyond)


def rest_days(judge: Judge, staff: str) -> dict[int, Events]:
    """Day to events of rest days granted or rostered."""
    cached = judge.scratch.get(("rest", staff))
    if cached is None:
        found: dict[int, Events] = {}
        for day, (shift, seq) in judge.shop.roster.planned.get(staff, {}).items():
            if shift == REST:
                found[day] = (seq,)
        for rest in judge.shop.roster.rests.values():
            if rest.staff == staff and rest.approved:
                found[rest.day] = (rest.seq, rest.decided_seq)
        cached = judge.scratch[("rest", staff)] = found
    return cached  # type: ignore[return-value]


def entitlement(judge: Judge, person: Person, this: Month) -> tuple[int, Clauses, str]:
    """Rest days a person is entitled to in a month, the clauses that say so, the arithmetic."""
    rulebook = judge.rulebook(this)
    found = rulebook.one(RestDays) if rulebook else None
    days = judge.employed(person, this)
    if rulebook is None or found is None or not days:
        return 0, (), ""
    clause, rule = found
    earlier = month(before(this.label))
    then = judge.rulebook(earlier)
    # leave of a month in which another policy held takes nothing from this one
    cap = then.one(LeaveCap) if then and rulebook.one(LeaveCap) else None
    if cap is not None:
        half_days, _ = leave_in(judge, person.staff, earlier)
        taken = Decimal(half_days) / 2
        if taken > cap[1].over_days:
            text = f"{before(this.label)}: {taken} > {cap[1].over_days} → {cap[1].next_month_rest}"
            return cap[1].next_month_rest, (clause.id, cap[0].id), text
    if not rule.prorate or days == this.days:
        return rule.days, (clause.id,), str(rule.days)
    share = round_half_up(Fraction(rule.days * days, this.days))
    return share, (clause.id,), f"{rule.days} × {days} ÷ {this.days} = {share}"
