"""One planned shift as it was worked: lateness, early leave, missed punches, a shift wholly missed, overrun."""

from dataclasses import dataclass, field
from decimal import Decimal

from kfterm.folds.attendance import MadeUp
from kfterm.folds.plan import Planned, minutes
from kfterm.money import fen
from kfterm.month import leave
from kfterm.month.judge import Judge
from kfterm.month.model import DayRecord, Events, Packet
from kfterm.month.punches import Matched
from kfterm.rulebook.attendance_rules import LatenessTier, MissedPunch, MissedShift
from kfterm.rulebook.model import Rulebook


@dataclass
class Worked:
    """What was found out about one shift, while it is looked at."""

    plan: Planned
    rulebook: Rulebook | None
    judged: bool
    """False on leave and on rest days: nobody is late then."""
    over: bool
    made_ups: int
    """Make-ups of the month up to this shift, both ways counted together (R8-A08)."""
    packets: list[Packet] = field(default_factory=list)
    events: list[int] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    half_days: int = 0
    measured: dict[str, int] = field(default_factory=lambda: {"in": 0, "out": 0})
    missing: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    still_open: list[tuple[int, str]] = field(default_factory=list)


def look(judge: Judge, staff: str, each: Matched, made_ups: int) -> tuple[DayRecord, Worked]:
    """One shift with its punches; `made_ups` is how many make-ups the month had before it."""
    plan = each.plan
    on_leave = leave.on_leave(judge, staff, plan.day)
    resting = plan.day in leave.rest_days(judge, staff)
    rulebook, over = judge.plan.rulebook(plan.day), plan.end <= judge.asof
    found = Worked(plan, rulebook, not on_leave and not resting, over, made_ups, events=[plan.seq])
    nothing = not (each.first_in or each.last_out or each.made_in or each.made_out)
    _look_one_way(found, "in", each.first_in, each.made_in, nothing)
    _look_one_way(found, "out", each.last_out, each.made_out, nothing)
    missed = nothing and over and found.judged
    record = DayRecord(
        day=plan.day,
        shift=plan.shift,
        start=plan.start,
        end=plan.end,
        in_at=each.first_in[0] if each.first_in else None,
        out_at=each.last_out[0] if each.last_out else None,
        late_minutes=found.measured["in"],
        early_minutes=found.measured["out"],
        missing=("in", "out") if missed else tuple(found.missing),
        made_up=tuple(found.made),
        leave_half_days=on_leave,
        resting=resting,
        absent_half_days=_missed_shift(rulebook) if missed else found.half_days,
        overrun_minutes=_overrun(judge, staff, plan),
        events=tuple(found.events),
        late_clauses=tuple(dict.fromkeys(found.clauses)),
        over=over,
    )
    return record, found


def _look_one_way(
    found: Worked, way: str, punch: tuple[int, int] | None, made_up: MadeUp | None, nothing: bool
) -> None:
    if punch is not None:
        at, seq = punch
        found.events.append(seq)
        size = _short(found.plan, way, at)
        if found.judged and (way == "in" or found.over):
            _price(found, way, size, at, seq)
    elif made_up is not None:
        found.made_ups += 1
        found.made.append(way)
        found.events.append(made_up.seq)
        _judge_made_up(found, way, made_up)
    elif found.over and found.judged and not nothing:
        found.missing.append(way)
        found.still_open.append((found.plan.day, way))


def _short(plan: Planned, way: str, at: int) -> int:
    """Whole minutes by which somebody came late or left early (R8-A02)."""
    return minutes(at - plan.start) if way == "in" else minutes(plan.release - at)


def _judge_made_up(found: Worked, way: str, made_up: MadeUp) -> None:
    """The free ones need a proof and cost nothing; beyond them the moment of the make-up counts (R8-3.8)."""
    rule = found.rulebook.one(MissedPunch) if found.rulebook else None
    if rule is None or found.made_ups <= rule[1].free or not found.judged:
        if not made_up.vouched:
            found.still_open.append((found.plan.day, way))
        return
    clause = rule[0].id
    if way == "out":
        amount, events = fen(rule[1].out_packet), (found.plan.seq, made_up.seq)
        found.packets.append(Packet(found.plan.day, made_up.at, clause, amount, events))
        return
    before = len(found.packets)
    found.clauses.append(clause)
    _price(found, way, _short(found.plan, way, made_up.at), made_up.at, made_up.seq)
    found.packets[before:] = [packet._replace(clause=clause) for packet in found.packets[before:]]


def _price(found: Worked, way: str, size: int, at: int, seq: int) -> None:
    """What so many minutes cost: the tier they fall in (R8-3.2)."""
    if not size:
        return
    found.measured[way] = size
    events: Events = (found.plan.seq, seq)
    for clause, tier in found.rulebook.all(LatenessTier) if found.rulebook else []:
        if tier.holds(way, size):
            if tier.packet is not None:
                found.packets.append(Packet(found.plan.day, at, clause.id, fen(tier.packet), events))
            found.half_days += int((tier.absence_days or Decimal(0)) * 2)
            found.clauses.append(clause.id)
            return


def _missed_shift(rulebook: Rulebook | None) -> int:
    found = rulebook.one(MissedShift) if rulebook else None
    return int(found[1].days * 2) if found else 0


def _overrun(judge: Judge, staff: str, plan: Planned) -> int:
    """Minutes from the planned end, or from the release where there is one, to the end of the last chat that was open then (R8-A24)."""
    for since, until in reversed(judge.shop.timers.busy.get(staff, [])):
        if since < plan.release < until:
            return minutes(until - plan.release)
    return 0
