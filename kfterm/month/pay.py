"""Pay lines of one person and month. Exact fractions inside, one half-up rounding per line (G5)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from kfterm.folds.people import Person
from kfterm.money import decimal_text, round_half_up, yuan
from kfterm.month.attendance import sheet as attendance_sheet
from kfterm.month.judge import Judge
from kfterm.month.leave import entitlement
from kfterm.month.losses import losses
from kfterm.month.model import AttendanceSheet, Clauses, Line, ScoreSheet
from kfterm.periods import Month, month_label
from kfterm.rulebook.attendance_rules import (
    AbsenceStep,
    AbsenceSteps,
    FullAttendance,
    LeaveDeduction,
    UnusedRest,
)
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import Award, Base, DayWage, Insurance, KpiAmount, NetFloor
from kfterm.rulebook.score_rules import FloatFrom, Standard
from kfterm.words import Words


def lines(judge: Judge, person: Person, month: Month, rulebook: Rulebook, score: ScoreSheet | None) -> list[Line]:
    """All pay lines, in the order in which a statement shows them."""
    seen = attendance_sheet(judge, person, month)
    return [
        *_base(judge, person, month, rulebook),
        *_float(judge, person, month, rulebook, score),
        *_kpi_amount(judge, person, month, rulebook),
        *_full_attendance(judge, person, month, rulebook, seen),
        *_awards(judge, person, month, rulebook),
        *_unused_rest(judge, person, month, rulebook, seen),
        *_leave(month, rulebook, seen),
        *_absence(month, rulebook, seen),
        *losses(judge, person, month, rulebook),
        *_insurance(judge, person, month, rulebook),
    ]


def net(rulebook: Rulebook, found: list[Line]) -> int:
    """The sum of the lines, not below the floor where the rulebook has one."""
    total = sum(line.fen for line in found)
    floor = rulebook.one(NetFloor)
    return max(total, int(floor[1].yuan * 100)) if floor else total


def _base(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Line]:
    found = rulebook.one(Base)
    days = judge.employed(person, month)
    if found is None or not days:
        return
    clause, rule = found
    amount = Fraction(rule.yuan) * 100 * days / month.days
    text = decimal_text(rule.yuan)
    working = text if days == month.days else f"{text} × {days} ÷ {month.days}"
    events = (person.joined_seq, *([person.left_seq] if person.left_at and days < month.days else []))
    yield Line("base", Words("底薪", "base pay"), round_half_up(amount), (clause.id,), events, working)


def day_wage(month: Month, rulebook: Rulebook) -> tuple[Fraction, str, Clauses] | None:
    """A day's wage in fen, how it is written, and its clauses."""
    base, rule = rulebook.one(Base), rulebook.one(DayWage)
    if base is None or rule is None:
        return None
    text = f"{decimal_text(base[1].yuan)} ÷ {month.days}"
    return Fraction(base[1].yuan) * 100 / month.days, text, (rule[0].id,)


def _float(judge: Judge, person: Person, month: Month, rulebook: Rulebook, score: ScoreSheet | None) -> Iterator[Line]:
    found = rulebook.one(Standard)
    if found is None or score is None:
        return
    clause, rule = found
    start = rulebook.one(FloatFrom)
    joined = month_label(judge.calendar.day(person.joined_at))
    number = _months(month.label) - _months(joined) + 1
    events = tuple(sorted({seq for entry in score.entries for seq in entry.events})) or (person.joined_seq,)
    label = Words("绩效浮动", "score float")
    if start is not None and number < start[1].month:
        working = f"{number} < {start[1].month}"
        yield Line("float", label, 0, (clause.id, start[0].id), (person.joined_seq,), working)
        return
    raw = (score.total - rule.standard) * rule.yuan_per_point
    amount = min(rule.high, max(rule.low, raw))
    total, standard, each = (decimal_text(x) for x in (score.total, rule.standard, rule.yuan_per_point))
    working = f"({total} − {standard}) × {each} = {decimal_text(raw)}"
    if amount != raw:
        working += f" → {decimal_text(amount)}"
    yield Line("float", label, round_half_up(Fraction(amount) * 100), (clause.id,), events, working)


def _months(label: str) -> int:
    return int(label[:4]) * 12 + int(label[5:7])


def _kpi_amount(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Line]:
    found = rulebook.one(KpiAmount)
    amount = judge.shop.scores.kpi_amounts.get(month.label, {}).get(person.staff)
    if found and amount:
        fen, source, seq = amount
        yield Line("kpi_amount", Words("绩效", "performance amount"), fen, (found[0].id,), (seq,), source)


def _full_attendance(
    judge: Judge, person: Person, month: Month, rulebook: Rulebook, seen: AttendanceSheet
) -> Iterator[Line]:
    found = rulebook.one(FullAttendance)
    if found is None or judge.employed(person, month) != month.days:
        return
    clause, rule = found
    counted = {
        "late": seen.late_count,
        "early": seen.early_count,
        "leave": seen.leave_half_days,
        "absence": seen.absence_half_days,
    }
    if not any(counted[each] for each in rule.without):
        events = tuple(seq for record in seen.days for seq in record.events) or (person.joined_seq,)
        working = " ".join(f"{each} 0" for each in rule.without)
        fen = round_half_up(Fraction(rule.yuan) * 100)
        yield Line("full_attendance", Words("全勤奖", "full attendance"), fen, (clause.id,), events, working)


def _awards(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Line]:
    allowed = {clause.id for clause, _ in rulebook.all(Award)}
    for award in judge.shop.scores.awards:
        if award.staff == person.staff and award.month == month.label and award.clause in allowed:
            label = Words("突出业绩奖", "performance award")
            yield Line("award", label, award.fen, (award.clause,), (award.seq,), award.reason)


def _unused_rest(
    judge: Judge, person: Person, month: Month, rulebook: Rulebook, seen: AttendanceSheet
) -> Iterator[Line]:
    found, wage = rulebook.one(UnusedRest), day_wage(month, rulebook)
    if found is None or wage is None:
        return
    entitled, clauses, text = entitlement(judge, person, month)
    unused = max(0, entitled - seen.rest_taken)
    if unused:
        amount, each, wage_clauses = wage
        working = f"({text} − {seen.rest_taken}) = {unused} × {each}"
        events = (*seen.rest_events, person.joined_seq) if not seen.rest_events else seen.rest_events
        all_clauses = tuple(dict.fromkeys((found[0].id, *wage_clauses, *clauses)))
        label = Words("未休补薪", "unused rest days")
        yield Line("unused_rest", label, round_half_up(amount * unused), all_clauses, events, working)


def _leave(month: Month, rulebook: Rulebook, seen: AttendanceSheet) -> Iterator[Line]:
    found, wage = rulebook.one(LeaveDeduction), day_wage(month, rulebook)
    if found is None or wage is None or not seen.leave_half_days:
        return
    amount, each, clauses = wage
    days = Fraction(seen.leave_half_days, 2)
    working = f"{decimal_text(days)} × {each}"
    fen = -round_half_up(amount * days)
    yield Line("leave", Words("请假扣款", "leave"), fen, (found[0].id, *clauses), seen.leave_events, working)


def absence_step(rulebook: Rulebook, half_days: int) -> tuple[str, AbsenceStep] | None:
    """The highest step that so much absence reaches, with its clause (R8-A10)."""
    found = rulebook.one(AbsenceSteps)
    if found is None or not half_days:
        return None
    days = Decimal(half_days) / 2
    reached = [step for step in found[1].steps if days >= step.from_days]
    return (found[0].id, reached[-1]) if reached else None


def _absence(month: Month, rulebook: Rulebook, seen: AttendanceSheet) -> Iterator[Line]:
    found, wage = absence_step(rulebook, seen.absence_half_days), day_wage(month, rulebook)
    if found is None or wage is None or found[1].deduct_days is None:
        return
    amount, each, clauses = wage
    days = decimal_text(Fraction(seen.absence_half_days, 2))
    working = f"{days} → {decimal_text(found[1].deduct_days)} × {each}"
    fen = -round_half_up(amount * Fraction(found[1].deduct_days))
    yield Line("absence", Words("旷工扣款", "absence"), fen, (found[0], *clauses), seen.absence_events, working)


def _insurance(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Line]:
    found = rulebook.one(Insurance)
    total = judge.shop.scores.insurance.get(month.label, {}).get(person.staff)
    if found and total:
        clause, rule = found
        fen = -round_half_up(Fraction(total[0]) * Fraction(rule.person_share))
        working = f"{yuan(total[0])} × {decimal_text(rule.person_share)}"
        label = Words("保险个人部分", "insurance, own share")
        yield Line("insurance", label, fen, (clause.id,), (total[1],), working)


def missing_inputs(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> tuple[str, ...]:
    """What has to be imported and was not: named, never taken as zero."""
    found = []
    kpi, insurance = rulebook.one(KpiAmount), rulebook.one(Insurance)
    if kpi and kpi[1].required and person.staff not in judge.shop.scores.kpi_amounts.get(month.label, {}):
        found.append("missing:kpi_amount")
    if insurance and insurance[1].required and person.staff not in judge.shop.scores.insurance.get(month.label, {}):
        found.append("missing:insurance")
    return tuple(found)
