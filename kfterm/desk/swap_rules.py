"""What the text asks of a swap, and of leave on swapped shifts and holidays, rule by rule (R1-7.2–7.7).

Each rule answers with what is broken, as the refusal in full, and where nothing is, with what is met and its arithmetic.
"""

from collections.abc import Iterator
from itertools import pairwise

from kfterm.desk.findings import Finding, broken, met
from kfterm.desk.findings import known as told
from kfterm.desk.holidays import holiday as holiday_on
from kfterm.desk.known import Known
from kfterm.desk.permits import allowed_roles
from kfterm.events.roster import REST
from kfterm.events.rules import SettingChanged
from kfterm.folds.hours import Hours, parse_hours
from kfterm.folds.plan import SETTING
from kfterm.folds.roster import Leave, Roster, Swap
from kfterm.ids import short
from kfterm.month.leave import on_leave, rest_days
from kfterm.periods import before, day_text, month_label
from kfterm.rulebook.attendance_rules import SwapDay, SwapForm, SwapLimit
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

_HALVES = 2
"""Half days of a day."""
_AROUND = 7
"""Days around a day back that are looked at for a better one."""
_NAMED = 4
"""So many better days are named."""


def swap_findings(known: Known, roster: Roster, after: Roster, swap: Swap, at: int) -> Iterator[Finding]:
    """A form as it would be signed at a moment: `roster` before the signature, `after` with the shifts exchanged."""
    rulebook = known.rulebook(swap.days[0])
    if rulebook is None:
        return
    yield from _begun(known, after, swap, at)
    yield from _day_back(known, rulebook, roster, swap)
    yield from _form(known, rulebook, swap)
    yield from _days(known, rulebook, after, swap)
    for clause, rule in rulebook.all(SwapLimit):
        for staff in swap.both:
            yield from _count(known, clause.id, rule, roster, swap, staff)
            if not rule.consecutive:
                yield from _consecutive(known, clause.id, roster, after, swap, staff)
            if not rule.back_to_back:
                yield from _back_to_back(known, clause.id, after, swap, staff)


def _begun(known: Known, after: Roster, swap: Swap, at: int) -> Iterator[Finding]:
    """A shift that began before it was signed: a late approval, said and not judged."""
    plans = ((day, _span(known, day, shift)) for day in swap.days for shift in _shifts_of(after, swap, day))
    begun = [(span[0], day) for day, span in plans if span is not None and span[0] <= at]
    if begun:
        start = known.calendar.text(min(begun)[0])[5:]
        yield told("", f"补批:{start} 的班已经开始", f"a late approval: the shift of {start} has begun")


def _shifts_of(roster: Roster, swap: Swap, day: int) -> list[str]:
    """What the two work on a day."""
    plans = (roster.planned.get(staff, {}).get(day) for staff in swap.both)
    return [plan[0] for plan in plans if plan is not None]


def _day_back(known: Known, rulebook: Rulebook, roster: Roster, swap: Swap) -> Iterator[Finding]:
    """On the day back who gave a shift away works one of who took it: there must be one, and not the very one both work.

    No text says so; it is what a day back means. Who may sign the form may sign it all the same.
    """
    day = swap.return_day
    if day is None or day == swap.day:
        return
    gave, took = swap.both
    if not _works(known, roster, gave, swap.day) and _works(known, roster, took, swap.day):
        gave, took = took, gave
    on, name = day_text(day)[5:], known.name(took)
    both = _works(known, roster, gave, day) and _works(known, roster, took, day)
    if both and roster.shift(gave, day) != roster.shift(took, day):
        if not _works(known, roster, took, swap.day):
            zh, en = f"{on} 两人都上班,只是对换班次", f"on {on} both work and only exchange their shifts"
            yield told("", f"{zh}:{name} 多上的一天没有还", f"{en}: the day that {name} works more is not given back")
        return
    if both:
        zh, en = f"{on} 两人上同一个班,换了等于没换", f"on {on} both work the same shift, exchanging it changes nothing"
    elif _works(known, roster, took, day):
        return
    else:
        zh, en = f"{on} {name} 没有班,没有可还的", f"{name} works no shift on {on}, there is nothing to give back"
    since = known.calendar.day(swap.at)
    near = range(max(since, day - _AROUND), day + _AROUND + 1)
    free = (each for each in near if each != swap.day and _gives_back(known, roster, gave, took, each))
    dates = " ".join(day_text(each)[5:] for each in sorted(sorted(free, key=lambda each: abs(each - day))[:_NAMED]))
    possible = Words(f"可以还的日子:{dates}", f"days that could be given back: {dates}") if dates else Words("", "")
    roles = sorted(allowed_roles(rulebook, "decide_swap"))
    yield broken("", Words(f"还班日期不对:{zh}", f"wrong day back: {en}"), possible, by=roles, of_people=True)


def _gives_back(known: Known, roster: Roster, gave: str, took: str, day: int) -> bool:
    """Whether who took a shift has one on a day on which who gave it away is free."""
    return _works(known, roster, took, day) and not _works(known, roster, gave, day)


def _works(known: Known, roster: Roster, staff: str, day: int) -> bool:
    """Whether somebody has a shift on a day and neither rest nor a whole day of leave."""
    if roster.shift(staff, day) in (None, REST) or day in rest_days(known.judge, staff):
        return False
    return on_leave(known.judge, staff, day) < _HALVES


def _form(known: Known, rulebook: Rulebook, swap: Swap) -> Iterator[Finding]:
    """A reason and the consent of both; who asks agrees by asking."""
    name = known.name(swap.with_staff)
    for clause, rule in rulebook.all(SwapForm):
        if rule.reason and not swap.reason.strip():
            zh = f"{clause.id}:换班单 {short(swap.swap)} 没有写理由;请写明理由重新申请"
            en = f"{clause.id}: swap {short(swap.swap)} gives no reason; ask for it again with a reason"
            yield broken(clause.id, Words(zh, en))
        elif rule.reason:
            yield met(clause.id, f"理由:{swap.reason.strip()}", f"the reason: {swap.reason.strip()}")
        if rule.consent and swap.with_staff not in swap.agreed:
            zh = f"{clause.id}:{name} 还没有同意换班单 {short(swap.swap)};请先记下对方同意"
            en = f"{clause.id}: {name} has not agreed to swap {short(swap.swap)}; note that agreement first"
            yield broken(clause.id, Words(zh, en))
        elif rule.consent:
            yield met(clause.id, f"双方同意:{known.name(swap.staff)} 申请,{name} 同意",
                      f"both consent: {known.name(swap.staff)} asked, {name} agreed")  # fmt: skip


def _count(known: Known, clause: str, rule: SwapLimit, roster: Roster, swap: Swap, staff: str) -> Iterator[Finding]:
    """Forms of the month of the earlier shift, one for each of the two (R1-A10, R1-A11, R1-A17)."""
    name = known.name(staff)
    label = month_label(swap.days[0])
    used = sum(1 for each in roster.swaps_of(staff, label) if each.swap != swap.swap)
    if used >= rule.at_most:
        later = before(label, -1)
        zh = f"{clause}:{name} 在 {label} 已换班 {used} 次,每月最多 {rule.at_most} 次;可以换 {later} 的班"
        en = f"{clause}: {name} has {used} of {rule.at_most} swaps in {label}; a shift of {later} can be swapped"
        possible = Words(f"{later} 的班", f"a shift of {later}")
        yield broken(clause, Words(zh, en), possible)
        return
    number = used + 1
    yield met(
        clause,
        f"{name} {label} 第 {number} 次,最多 {rule.at_most} 次",
        f"{name}: no. {number} of {label}, at most {rule.at_most}",
    )


def _consecutive(known: Known, clause: str, roster: Roster, after: Roster, swap: Swap, staff: str) -> Iterator[Finding]:
    """A shift beside one that another form moved, or one that was moved already (R1-A12)."""
    name = known.name(staff)
    others = {day: each for day, each in roster.swapped(staff).items() if each.swap != swap.swap}
    sequence = {day for day, (shift, _) in after.planned.get(staff, {}).items() if shift != REST}
    sequence |= {*others, *swap.days}
    wrong = False
    for day in swap.days:
        if day in others:
            wrong = True
            zh = f"{clause}:{name} {day_text(day)} 已按换班单 {short(others[day].swap)} 换过,不能再换;请换别的日子"
            en = f"{clause}: {name} swapped {day_text(day)} already by {short(others[day].swap)}; swap another day"
            yield broken(clause, Words(zh, en))
            continue
        beside = {
            max((each for each in sequence if each < day), default=day),
            min((each for each in sequence if each > day), default=day),
        }
        for near in sorted(beside & set(others) - set(swap.days)):
            wrong = True
            zh = (
                f"{clause}:{name} {day_text(day)} 的邻班 {day_text(near)} 是换班单 {short(others[near].swap)} 的班,"
                f"不能连续换班;请选前后都没换过的班"
            )
            en = (
                f"{clause}: beside {day_text(day)} {name} has {day_text(near)} of swap {short(others[near].swap)}, and "
                f"swaps may not follow one another; choose a shift with none beside it"
            )
            yield broken(clause, Words(zh, en))
    if not wrong:
        yield met(clause, f"{name} 前后相邻的班都没换过", f"{name}: no swapped shift before or after it")


def _back_to_back(known: Known, clause: str, after: Roster, swap: Swap, staff: str) -> Iterator[Finding]:
    """A shift that came by this swap and touches or overlaps the one before or after it (R1-A12)."""
    name = known.name(staff)
    plan = after.planned.get(staff, {})
    spans = {day: found for day, (shift, _) in plan.items() if (found := _span(known, day, shift))}
    ordered = sorted(spans)
    wrong = False
    for first, second in pairwise(ordered):
        new = any((staff, day) in after.swaps[swap.swap].moved for day in {first, second} & set(swap.days))
        end, start = spans[first][1], spans[second][0]
        if new and start <= end:
            wrong = True
            ends, starts = known.calendar.text(end), known.calendar.text(start)
            zh = f"{clause}:{name} 会成连班:{ends} 下班,{starts} 又上班;请换不相接的班"
            en = (
                f"{clause}: {name} would work back to back: until {ends}, again from {starts}; "
                f"swap shifts that do not touch"
            )
            yield broken(clause, Words(zh, en))
    if not wrong:
        yield met(clause, f"{name} 没有连班", f"{name}: no shifts back to back")


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


def _days(known: Known, rulebook: Rulebook, after: Roster, swap: Swap) -> Iterator[Finding]:
    """No swap of a holiday's shift, and none that puts somebody on leave to work (R1-7.6, R1-7.7)."""
    dates = " ".join(day_text(day)[5:] for day in swap.days)
    for clause, rule in rulebook.all(SwapDay):
        wrong = []
        for day in swap.days:
            if rule.no_swap and rule.on == "holiday" and (holiday := holiday_on(day)):
                zh = f"{clause.id}:{day_text(day)} 是{holiday.zh},当班人员不能换班;请换别的日子"
                en = f"{clause.id}: {day_text(day)} is {holiday.en}: who is on duty does not swap; choose another day"
                wrong.append(broken(clause.id, Words(zh, en)))
            if rule.no_leave and rule.on == "swapped_shift":
                wrong += _away(known, clause.id, after, swap, day)
        yield from wrong
        if not wrong and rule.on == "holiday" and rule.no_swap:
            yield met(clause.id, f"{dates} 不是法定节假日", f"{dates}: no statutory holiday")
        elif not wrong and rule.on == "swapped_shift":
            yield met(clause.id, f"{dates} 双方都没有请假", f"{dates}: neither has leave")


def _away(known: Known, clause: str, after: Roster, swap: Swap, day: int) -> Iterator[Finding]:
    for leave in after.leaves.values():
        name = known.name(leave.staff)
        works = after.shift(leave.staff, day) not in (None, REST)
        if leave.approved and leave.staff in swap.both and works and leave.from_day <= day <= leave.to_day:
            zh = f"{clause}:{name} {day_text(day)} 已批准请假({short(leave.leave)}),不能换来一个班;请换别的日子"
            en = (
                f"{clause}: {name} has leave on {day_text(day)} ({short(leave.leave)}) and cannot take a shift; "
                f"choose another day"
            )
            yield broken(clause, Words(zh, en))


def leave_findings(known: Known, roster: Roster, leave: Leave) -> Iterator[Finding]:
    """No leave on a swapped or returned shift, none for who is on duty on a holiday (R1-7.6, R1-7.7)."""
    name = known.name(leave.staff)
    swapped = roster.swapped(leave.staff)
    looked: dict[str, Finding] = {}
    wrong: set[str] = set()
    for day in range(leave.from_day, leave.to_day + 1):
        rulebook = known.rulebook(day)
        if rulebook is None or roster.shift(leave.staff, day) in (None, REST):
            continue
        for clause, rule in rulebook.all(SwapDay):
            if rule.no_leave and rule.on == "swapped_shift":
                looked[clause.id] = met(clause.id, f"{name} 这些天没有换来的班", f"{name} has no swapped shift then")
            if rule.no_leave and rule.on == "swapped_shift" and day in swapped:
                wrong.add(clause.id)
                zh = (
                    f"{clause.id}:{name} {day_text(day)} 的班是换班单 {short(swapped[day].swap)} 换来的,"
                    f"不能请假;请按换班单上班,或请别的日子"
                )
                en = (
                    f"{clause.id}: {name} works {day_text(day)} by swap {short(swapped[day].swap)} and takes no leave "
                    f"on it; work it, or ask for other days"
                )
                yield broken(clause.id, Words(zh, en))
            if rule.no_leave and rule.on == "holiday":
                looked[clause.id] = met(clause.id, "这些天不是法定节假日", "no statutory holiday among the days")
            if rule.no_leave and rule.on == "holiday" and (holiday := holiday_on(day)):
                wrong.add(clause.id)
                zh = f"{clause.id}:{day_text(day)} 是{holiday.zh},当班人员不能请假;请请别的日子"
                en = f"{clause.id}: {day_text(day)} is {holiday.en}: who is on duty takes no leave; ask for other days"
                yield broken(clause.id, Words(zh, en))
    yield from (each for clause, each in looked.items() if clause not in wrong)
