"""A person's attendance of a month: days as worked, lateness and early leave, missed punches, absence, overrun."""

from collections.abc import Sequence

from kfterm.folds.people import Person
from kfterm.month import leave
from kfterm.month.days import look
from kfterm.month.judge import Judge
from kfterm.month.model import AttendanceSheet, DayRecord, Packet
from kfterm.month.packets import settle
from kfterm.month.punches import match
from kfterm.periods import HOUR, Month, month_of

_EARLIER_DAYS = 10
"""Days before the month whose packets may still be open when a payment comes."""


def sheet(judge: Judge, person: Person, month: Month) -> AttendanceSheet:
    """The month's attendance of one person, as far as it is known at the moment of judging."""
    key = ("attendance", person.staff, month.label)
    cached = judge.scratch.get(key)
    if cached is None:
        cached = judge.scratch[key] = _sheet(judge, person, month)
    return cached  # type: ignore[return-value]


def _sheet(judge: Judge, person: Person, month: Month) -> AttendanceSheet:
    records, packets, counted, open_punches = _days(judge, person, month)
    older = _packets_before(judge, person, month) if packets else []
    packets = [p for p in settle(judge, person.staff, older + packets) if p.day >= month.first]
    absent = absent_days(judge, person.staff, month, records)
    leave_half, leave_events = leave.leave_in(judge, person.staff, month)
    punched = {record.day for record in records if record.in_at or record.out_at}
    rests = {
        day: events
        for day, events in leave.rest_days(judge, person.staff).items()
        if month.first <= day <= month.last and day not in punched and leave.on_leave(judge, person.staff, day) < 2
    }
    late = [record for record in records if record.late_minutes]
    early = [record for record in records if record.early_minutes]
    return AttendanceSheet(
        days=tuple(records),
        packets=tuple(packets),
        worked_shifts=sum(1 for record in records if _worked(judge, person.staff, record)),
        late_count=len(late),
        late_minutes=sum(record.late_minutes for record in late),
        early_count=len(early),
        early_minutes=sum(record.early_minutes for record in early),
        missed_punches=counted,
        open_punches=tuple(open_punches),
        absence_half_days=sum(half for half, _ in absent.values()),
        absence_events=tuple(dict.fromkeys(seq for _, seqs in absent.values() for seq in seqs)),
        leave_half_days=leave_half,
        leave_events=leave_events,
        rest_entitled=leave.entitlement(judge, person, month)[0],
        rest_taken=len(rests),
        rest_events=tuple(seq for day in sorted(rests) for seq in rests[day]),
        overrun_minutes=sum(record.overrun_minutes for record in records),
        swaps=len(judge.shop.roster.swaps_of(person.staff, month.label)),
    )


def _packets_before(judge: Judge, person: Person, this: Month) -> list[Packet]:
    """Packets of the last days before a month; make-ups are counted from the beginning of their own month."""
    found = _days(judge, person, month_of(this.first - 1))[1]
    return [packet for packet in found if packet.day >= this.first - _EARLIER_DAYS]


def _days(
    judge: Judge, person: Person, month: Month
) -> tuple[list[DayRecord], list[Packet], int, list[tuple[int, str]]]:
    """The planned days of a period as worked, the packets they cost, make-ups counted, punches still open."""
    staff = person.staff
    facts = judge.shop.attendance
    planned = judge.shop.roster.planned.get(staff, {})
    around = sorted(day for day in planned if month.first - 1 <= day <= month.last + 1)
    plans = [plan for plan in (judge.plan.planned(staff, day) for day in around) if plan is not None]
    records: list[DayRecord] = []
    packets: list[Packet] = []
    open_punches: list[tuple[int, str]] = []
    made_ups = 0
    for each in match(plans, facts.punches.get(staff, []), facts.made_up.get(staff, [])):
        day = each.plan.day
        if not month.first <= day <= month.last or not judge.works_here(staff, day):
            continue
        record, found = look(judge, staff, each, made_ups)
        records.append(record)
        packets += found.packets
        open_punches += found.still_open
        made_ups = found.made_ups
    return records, packets, made_ups, open_punches


def absent_days(
    judge: Judge, staff: str, month: Month, records: Sequence[DayRecord]
) -> dict[int, tuple[int, list[int]]]:
    """Day to (half days, seqs) of absence in a month: what the punches show and what was confirmed, each day once."""
    days: dict[int, int] = {record.day: record.absent_half_days for record in records if record.absent_half_days}
    events: dict[int, list[int]] = {r.day: list(r.events) for r in records if r.absent_half_days}
    for day, half, seq in judge.shop.attendance.absences.get(staff, []):
        if judge.booked_in(day, seq) != month.label or not judge.works_here(staff, day):
            continue
        for covered, part in covered_days(judge, staff, day, half):
            days[covered] = max(days.get(covered, 0), part)
            events.setdefault(covered, []).append(seq)
    for day, (half, seqs) in leave.beyond_cap(judge, staff, month).items():
        days[day] = max(days.get(day, 0), half)
        events.setdefault(day, []).extend(seqs)
    return {day: (days[day], events[day]) for day in sorted(days)}


def covered_days(judge: Judge, staff: str, day: int, half_days: int) -> list[tuple[int, int]]:
    """A confirmation of several days covers the planned days that follow, so that none counts twice."""
    found = []
    planned = sorted(each for each in judge.shop.roster.planned.get(staff, {}) if each > day)
    following = [each for each in planned if judge.plan.planned(staff, each) is not None]
    for covered in [day, *following]:
        if half_days <= 2:
            break
        found.append((covered, 2))
        half_days -= 2
    rest = [each for each in [day, *following] if each not in dict(found)]
    if half_days and rest:
        found.append((rest[0], half_days))
    elif half_days:
        found[-1] = (found[-1][0], found[-1][1] + half_days)
    return found


def _worked(judge: Judge, staff: str, record: DayRecord) -> bool:
    """A shift that was come to: by punch or seat; where nobody's coming was recorded, one that was not missed."""
    if record.in_at or record.out_at or record.made_up:
        return True
    if record.leave_half_days >= 2 or record.resting or record.absent_half_days >= 2 or not record.over:
        return False
    if any(record.start - 6 * HOUR <= at < record.end for at in judge.shop.floor.seated.get(staff, [])):
        return True
    confirmed = {day for day, _, _ in judge.shop.attendance.absences.get(staff, [])}
    return record.day not in confirmed and record.day not in judge.recorded_days


def worked_any(judge: Judge, person: Person, month: Month) -> bool:
    """Whether a person worked at all in a month: a shift, or a seat taken without one (R4-A12)."""
    if sheet(judge, person, month).worked_shifts:
        return True
    moments = [*judge.shop.floor.seated.get(person.staff, [])]
    moments += [at for at, _, _ in judge.shop.attendance.punches.get(person.staff, [])]
    return any(month.first <= judge.plan.shift_day(person.staff, at) <= month.last for at in moments)
