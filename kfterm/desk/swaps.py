"""What stands in the way of approving a swap, and of leave on swapped shifts and holidays (R1-7.2–7.7).

A batch is walked through in the order of time, so that the fourth form of a month is found in one file too; what the
rulebook does not limit is not looked at.
"""

import copy
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kfterm.desk.holidays import holidays
from kfterm.desk.known import Known
from kfterm.events.lines import Fact
from kfterm.events.roster import REST, LeaveDecided, SwapDecided
from kfterm.events.rules import SettingChanged
from kfterm.folds.hours import Hours, parse_hours
from kfterm.folds.plan import SETTING
from kfterm.folds.roster import HANDLERS, Leave, Roster, Swap
from kfterm.ids import short
from kfterm.periods import before, day_text, month_label
from kfterm.rulebook.attendance_rules import SwapDay, SwapForm, SwapLimit
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words


def refusals(known: Known, fact: Fact) -> list[Words]:
    """Everything against an approval of a swap or of leave, as the roster stands just before it."""
    found = known.scratch.get(refusals)
    if found is None:
        found = known.scratch[refusals] = _walk(known)
    return found.get(fact.id, [])  # type: ignore[attr-defined,no-any-return]


def _walk(known: Known) -> dict[str, list[Words]]:
    """The refusals of a whole batch, by the id of the fact."""
    found: dict[str, list[Words]] = {}
    roster = _copied(known.shop.roster)
    moves = [fact for fact in known.batch if type(fact.event) in HANDLERS]
    for number, fact in enumerate(sorted(moves, key=lambda each: each.at), 1):
        event, seq = fact.event, -number  # no row has such a position
        if isinstance(event, SwapDecided) and event.approved and event.swap in roster.swaps:
            after = _copied(roster, roster.swaps[event.swap].both)
            HANDLERS[SwapDecided](after, event, fact.at, seq)
            found[fact.id] = list(_against(known, roster, after, roster.swaps[event.swap]))
            roster = roster if found[fact.id] else after
            continue
        if isinstance(event, LeaveDecided) and event.approved and event.leave in roster.leaves:
            found[fact.id] = list(_against_leave(known, roster, roster.leaves[event.leave]))
        HANDLERS[type(event)](roster, event, fact.at, seq)
    return found


def _copied(roster: Roster, people: Iterable[str] | None = None) -> Roster:
    """A roster that may be changed: the plans of some people, or of all, and what was asked for."""
    own = roster.planned.keys() if people is None else people
    swaps = {key: copy.copy(each) for key, each in roster.swaps.items()}
    for each in swaps.values():
        each.agreed, each.moved = list(each.agreed), list(each.moved)
    return Roster(
        planned=roster.planned | {staff: dict(roster.planned.get(staff, {})) for staff in own},
        leaves={key: copy.copy(each) for key, each in roster.leaves.items()},
        rests={key: copy.copy(each) for key, each in roster.rests.items()},
        swaps=swaps,
    )


def _against(known: Known, roster: Roster, after: Roster, swap: Swap) -> Iterator[Words]:
    rulebook = known.rulebook(swap.days[0])
    if rulebook is None:
        return
    yield from _form(known, rulebook, swap)
    yield from _days(known, rulebook, after, swap)
    for clause, rule in rulebook.all(SwapLimit):
        for staff in swap.both:
            yield from _count(known, clause.id, rule, roster, swap, staff)
            if not rule.consecutive:
                yield from _consecutive(known, clause.id, roster, after, swap, staff)
            if not rule.back_to_back:
                yield from _back_to_back(known, clause.id, after, swap, staff)


def _form(known: Known, rulebook: Rulebook, swap: Swap) -> Iterator[Words]:
    """A reason and the consent of both; who asks agrees by asking."""
    for clause, rule in rulebook.all(SwapForm):
        if rule.reason and not swap.reason.strip():
            yield Words(
                f"{clause.id}:换班单 {short(swap.swap)} 没有写理由;请写明 reason 重新申请",
                f"{clause.id}: swap {short(swap.swap)} gives no reason; ask for it again with a reason",
            )
        if rule.consent and swap.with_staff not in swap.agreed:
            yield Words(
                f"{clause.id}:{known.name(swap.with_staff)} 还没有同意换班单 {short(swap.swap)};请对方先记 swap.agreed",
                f"{clause.id}: {known.name(swap.with_staff)} has not agreed to swap {short(swap.swap)}; log swap.agreed first",
            )


def _count(known: Known, clause: str, rule: SwapLimit, roster: Roster, swap: Swap, staff: str) -> Iterator[Words]:
    """Forms of the month of the earlier shift, one for each of the two (R1-A10, R1-A11, R1-A17)."""
    name = known.name(staff)
    label = month_label(swap.days[0])
    used = sum(1 for each in roster.swaps_of(staff, label) if each.swap != swap.swap)
    if used >= rule.at_most:
        later = before(label, -1)
        yield Words(
            f"{clause}:{name} 在 {label} 已换班 {used} 次,每月最多 {rule.at_most} 次;可以换 {later} 的班",
            f"{clause}: {name} has {used} of {rule.at_most} swaps in {label}; a shift of {later} can be swapped",
        )


def _consecutive(known: Known, clause: str, roster: Roster, after: Roster, swap: Swap, staff: str) -> Iterator[Words]:
    """A shift beside one that another form moved, or one that was moved already (R1-A12)."""
    name = known.name(staff)
    others = {day: each for day, each in roster.swapped(staff).items() if each.swap != swap.swap}
    sequence = {day for day, (shift, _) in after.planned.get(staff, {}).items() if shift != REST}
    sequence |= {*others, *swap.days}
    for day in swap.days:
        if day in others:
            yield Words(
                f"{clause}:{name} {day_text(day)} 已按换班单 {short(others[day].swap)} 换过,不能再换;请换别的日子",
                f"{clause}: {name} swapped {day_text(day)} already by {short(others[day].swap)}; swap another day",
            )
            continue
        beside = {
            max((each for each in sequence if each < day), default=day),
            min((each for each in sequence if each > day), default=day),
        }
        for near in sorted(beside & set(others) - set(swap.days)):
            yield Words(
                f"{clause}:{name} {day_text(day)} 的邻班 {day_text(near)} 是换班单 {short(others[near].swap)} 的班,"
                f"不能连续换班;请选前后都没换过的班",
                f"{clause}: beside {day_text(day)} {name} has {day_text(near)} of swap {short(others[near].swap)}, and swaps "
                f"may not follow one another; choose a shift with none beside it",
            )


def _back_to_back(known: Known, clause: str, after: Roster, swap: Swap, staff: str) -> Iterator[Words]:
    """A shift that came by this swap and touches or overlaps the one before or after it (R1-A12)."""
    name = known.name(staff)
    plan = after.planned.get(staff, {})
    spans = {day: found for day, (shift, _) in plan.items() if (found := _span(known, day, shift))}
    ordered = sorted(spans)
    for first, second in pairwise(ordered):
        new = any((staff, day) in after.swaps[swap.swap].moved for day in {first, second} & set(swap.days))
        end, start = spans[first][1], spans[second][0]
        if new and start <= end:
            ends, starts = known.calendar.text(end), known.calendar.text(start)
            yield Words(
                f"{clause}:{name} 会成连班:{ends} 下班,{starts} 又上班;请换不相接的班",
                f"{clause}: {name} would work back to back: until {ends}, again from {starts}; "
                f"swap shifts that do not touch",
            )


def _span(known: Known, day: int, shift: str) -> tuple[int, int] | None:
    """The moments a shift begins and ends; None for rest and for a shift without hours."""
    hours = _hours(known, day, shift)
    return (known.calendar.moment(day, hours.start), known.calendar.moment(day, hours.end)) if hours else None


def _hours(known: Known, day: int, shift: str) -> Hours | None:
    """The hours of a shift, also where the same batch sets them."""
    found = known.plan.hours(day, shift)
    for fact in known.batch if found is None and shift != REST else ():
        if isinstance(fact.event, SettingChanged) and fact.event.key == SETTING + shift:
            found = parse_hours(fact.event.value, shift, shift)
    return found


def _days(known: Known, rulebook: Rulebook, after: Roster, swap: Swap) -> Iterator[Words]:
    """No swap of a holiday's shift, and none that puts somebody on leave to work (R1-7.6, R1-7.7)."""
    for clause, rule in rulebook.all(SwapDay):
        for day in swap.days:
            if rule.no_swap and rule.on == "holiday" and day in holidays():
                holiday = holidays()[day]
                yield Words(
                    f"{clause.id}:{day_text(day)} 是{holiday.zh},当班人员不能换班;请换别的日子",
                    f"{clause.id}: {day_text(day)} is {holiday.en}: who is on duty does not swap; choose another day",
                )
            if rule.no_leave and rule.on == "swapped_shift":
                yield from _away(known, clause.id, after, swap, day)


def _away(known: Known, clause: str, after: Roster, swap: Swap, day: int) -> Iterator[Words]:
    for leave in after.leaves.values():
        name = known.name(leave.staff)
        works = after.shift(leave.staff, day) not in (None, REST)
        if leave.approved and leave.staff in swap.both and works and leave.from_day <= day <= leave.to_day:
            yield Words(
                f"{clause}:{name} {day_text(day)} 已批准请假({short(leave.leave)}),不能换来一个班;请换别的日子",
                f"{clause}: {name} has leave on {day_text(day)} ({short(leave.leave)}) and cannot take a shift; "
                f"choose another day",
            )


def _against_leave(known: Known, roster: Roster, leave: Leave) -> Iterator[Words]:
    """No leave on a swapped or returned shift, none for who is on duty on a holiday (R1-7.6, R1-7.7)."""
    name = known.name(leave.staff)
    swapped = roster.swapped(leave.staff)
    for day in range(leave.from_day, leave.to_day + 1):
        rulebook = known.rulebook(day)
        if rulebook is None or roster.shift(leave.staff, day) in (None, REST):
            continue
        for clause, rule in rulebook.all(SwapDay):
            if rule.no_leave and rule.on == "swapped_shift" and day in swapped:
                yield Words(
                    f"{clause.id}:{name} {day_text(day)} 的班是换班单 {short(swapped[day].swap)} 换来的,"
                    f"不能请假;请按换班单上班,或请别的日子",
                    f"{clause.id}: {name} works {day_text(day)} by swap {short(swapped[day].swap)} and takes no leave "
                    f"on it; work it, or ask for other days",
                )
            if rule.no_leave and rule.on == "holiday" and day in holidays():
                holiday = holidays()[day]
                yield Words(
                    f"{clause.id}:{day_text(day)} 是{holiday.zh},当班人员不能请假;请请别的日子",
                    f"{clause.id}: {day_text(day)} is {holiday.en}: who is on duty takes no leave; ask for other days",
                )
