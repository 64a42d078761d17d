"""A person's attendance of a month: days as worked, lateness and early leave, missed punches, absence, overrun."""

from collections.abc import Sequence
from decimal import Decimal

from kfterm.folds.people import Person
from kfterm.folds.plan import Planned, minutes
from kfterm.month import leave
from kfterm.month.judge import Judge
from kfterm.month.model import AttendanceSheet, Clauses, DayRecord, Events, Packet
from kfterm.month.packets import settle
from kfterm.month.punches import Matched, match
from kfterm.periods import Month
from kfterm.rulebook.attendance_rules import LatenessTier, MissedPunch, MissedShift
from kfterm.rulebook.model import Rulebook

_EARLIER = 10
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
    earlier = Month("", month.first - _EARLIER, month.first - 1)
    older = _days(judge, person, earlier)[1] if packets else []
    packets = [p for p in settle(judge, person.staff, older + packets) if p.day >= month.first]
    absence, absence_events = _absence(judge, person.staff, month, records)
    leave_half, leave_events = leave.leave_in(judge, person.staff, month)
    punched = {record.day for record in records if record.in_at or record.out_at}
    rests = {
        day: events
        for day, events in leave.rest_days(judge, person.staff).items()
        if month.first <= day <= month.last and day not in punched
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
        absence_half_days=absence,
        absence_events=absence_events,
        leave_half_days=leave_half,
        leave_events=leave_events,
        rest_entitled=leave.entitlement(judge, person, month)[0],
        rest_taken=len(rests),
        rest_events=tuple(seq for day in sorted(rests) for seq in rests[day]),
        overrun_minutes=sum(record.overrun_minutes for record in records),
    )


def _days(
    judge: Judge, person: Person, month: Month
) -> tuple[list[DayRecord], list[Packet], int, list[tuple[int, str]]]:
    """The planned days of a period as worked, the packets they cost, make-ups counted, punches still open."""
    staff = person.staff
    facts = judge.shop.attendance
    planned = judge.shop.roster.planned.get(staff, {})
    around = sorted(day for day in planned if month.first - 1 <= day <= month.last + 1)
    plans = [plan for plan in (judge.plan.planned(staff, day) for day in around) if plan is not None]
    matched = match(plans, facts.punches.get(staff, []), facts.made_up.get(staff, []))
    records: list[DayRecord] = []
    packets: list[Packet] = []
    open_punches: list[tuple[int, str]] = []
    made_ups = 0
    for each in matched:
        if not month.first <= each.plan.day <= month.last:
            continue
        rulebook = judge.plan.rulebook(each.plan.day)
        record, cost, made_ups, still_open = _day(judge, staff, each, rulebook, made_ups)
        records.append(record)
        packets += cost
        open_punches += still_open
    return records, packets, made_ups, open_punches


def _day(
    judge: Judge, staff: str, each: Matched, rulebook: Rulebook | None, made_ups: int
) -> tuple[DayRecord, list[Packet], int, list[tuple[int, str]]]:
    plan = each.plan
    on_leave = leave.on_leave(judge, staff, plan.day)
    resting = plan.day in leave.rest_days(judge, staff)
    over = plan.end <= judge.asof
    tiers = rulebook.all(LatenessTier) if rulebook else []
    missed = rulebook.one(MissedPunch) if rulebook else None
    packets: list[Packet] = []
    events: list[int] = [plan.seq]
    clauses: list[str] = []
    half_days = 0
    measured = {"in": 0, "out": 0}
    missing: list[str] = []
    made: list[str] = []
    still_open: list[tuple[int, str]] = []
    judged = not on_leave and not resting
    nothing = not (each.first_in or each.last_out or each.made_in or each.made_out)
    for way, punch, made_up, edge in (
        ("in", each.first_in, each.made_in, plan.start),
        ("out", each.last_out, each.made_out, plan.end),
    ):
        if punch is not None:
            at, seq = punch
            events.append(seq)
            size = minutes(at - edge) if way == "in" else minutes(edge - at)
            if judged and size and (way == "in" or over):
                measured[way] = size
                cost, half, clause = _price(tiers, size, plan.day, at, (plan.seq, seq))
                packets += cost
                half_days += half
                clauses += clause
            continue
        if made_up is not None:
            made_ups += 1
            made.append(way)
            events.append(made_up.seq)
            if missed is not None and made_ups > missed[1].free and judged:
                if way == "in":
                    measured["in"] = size = minutes(made_up.at - edge)
                    cost, half, clause = _price(tiers, size, plan.day, made_up.at, (plan.seq, made_up.seq))
                    packets += [packet._replace(clause=missed[0].id) for packet in cost]
                    half_days += half
                    clauses += [missed[0].id, *clause]
                else:
                    fen = int(missed[1].out_packet * 100)
                    packets.append(Packet(plan.day, made_up.at, missed[0].id, fen, (plan.seq, made_up.seq)))
            elif not made_up.vouched:
                still_open.append((plan.day, way))
            continue
        if over and judged and not nothing:
            missing.append(way)
            still_open.append((plan.day, way))
    absent_by_shift = _missed_shift(rulebook) if nothing and over and judged else 0
    record = DayRecord(
        day=plan.day,
        shift=plan.shift,
        start=plan.start,
        end=plan.end,
        in_at=each.first_in[0] if each.first_in else None,
        out_at=each.last_out[0] if each.last_out else None,
        late_minutes=measured["in"],
        early_minutes=measured["out"],
        missing=("in", "out") if nothing and over and judged else tuple(missing),
        made_up=tuple(made),
        leave_half_days=on_leave,
        resting=resting,
        absent_half_days=max(half_days, absent_by_shift),
        overrun_minutes=_overrun(judge, staff, plan),
        events=tuple(events),
        late_clauses=tuple(dict.fromkeys(clauses)),
        over=over,
    )
    return record, packets, made_ups, still_open


def _price(
    tiers: Sequence[tuple[object, LatenessTier]], size: int, day: int, at: int, events: Events
) -> tuple[list[Packet], int, list[str]]:
    for clause, tier in tiers:
        if size > tier.over and (tier.up_to is None or size <= tier.up_to):
            key = str(getattr(clause, "id", ""))
            packets = [] if tier.packet is None else [Packet(day, at, key, int(tier.packet * 100), events)]
            return packets, int((tier.absence_days or Decimal(0)) * 2), [key]
    return [], 0, []


def _missed_shift(rulebook: Rulebook | None) -> int:
    found = rulebook.one(MissedShift) if rulebook else None
    return int(found[1].days * 2) if found else 0


def _overrun(judge: Judge, staff: str, plan: Planned) -> int:
    """Minutes from the planned end to the end of the last chat that was open then (R8-A24)."""
    for since, until in reversed(judge.shop.timers.busy.get(staff, [])):
        if since < plan.end < until:
            return minutes(until - plan.end)
    return 0


def _absence(judge: Judge, staff: str, month: Month, records: Sequence[DayRecord]) -> tuple[int, Events]:
    """Half days of absence in a month: what the punches show and what was confirmed, each day once."""
    days: dict[int, int] = {record.day: record.absent_half_days for record in records if record.absent_half_days}
    events: dict[int, list[int]] = {r.day: list(r.events) for r in records if r.absent_half_days}
    for day, half, seq in judge.shop.attendance.absences.get(staff, []):
        if not month.first <= day <= month.last:
            continue
        for covered, part in _cover(judge, staff, day, half):
            days[covered] = max(days.get(covered, 0), part)
            events.setdefault(covered, []).append(seq)
    for day, (half, seqs) in leave.beyond_cap(judge, staff, month).items():
        days[day] = max(days.get(day, 0), half)
        events.setdefault(day, []).extend(seqs)
    flat = tuple(dict.fromkeys(seq for day in sorted(events) for seq in events[day]))
    return sum(days.values()), flat


def _cover(judge: Judge, staff: str, day: int, half_days: int) -> list[tuple[int, int]]:
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
    """A shift that is over and was neither leave nor rest nor absence; a seat taken counts where nobody punches."""
    if record.in_at or record.out_at or record.made_up:
        return True
    if record.leave_half_days >= 2 or record.resting or record.absent_half_days >= 2 or not record.over:
        return False
    confirmed = {day for day, _, _ in judge.shop.attendance.absences.get(staff, [])}
    return record.day not in confirmed


def worked_any(judge: Judge, person: Person, month: Month) -> bool:
    """Whether a person worked at all in a month: a shift, or a seat taken without one (R4-A12)."""
    if sheet(judge, person, month).worked_shifts:
        return True
    moments = [*judge.shop.floor.seated.get(person.staff, [])]
    moments += [at for at, _, _ in judge.shop.attendance.punches.get(person.staff, [])]
    return any(month.first <= judge.plan.shift_day(person.staff, at) <= month.last for at in moments)


def clauses_of(records: Sequence[DayRecord]) -> Clauses:
    """Every clause of lateness that these days met."""
    return tuple(dict.fromkeys(clause for record in records for clause in record.late_clauses))
