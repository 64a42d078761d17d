"""Pay lines of one person and month. Exact fractions inside, one half-up rounding per line (G5)."""

from collections.abc import Iterator
from fractions import Fraction

from kfterm.folds.people import Person
from kfterm.money import decimal_text, round_half_up, yuan
from kfterm.month import absence_pay, commission, kpi, order_commission, review, streak
from kfterm.month.attendance import sheet as attendance_sheet
from kfterm.month.fixed import base_and_meal, day_wage, full_attendance
from kfterm.month.judge import Judge
from kfterm.month.leave import entitlement
from kfterm.month.losses import losses
from kfterm.month.model import AttendanceSheet, Line, ScoreSheet
from kfterm.month.settings import missing_package
from kfterm.periods import Month, month_label
from kfterm.rulebook.attendance_rules import LeaveDeduction, UnusedRest
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import Award, Insurance, KpiAmount, NetFloor
from kfterm.rulebook.score_rules import FloatFrom, Standard
from kfterm.words import Words


def lines(judge: Judge, person: Person, month: Month, rulebook: Rulebook, score: ScoreSheet | None) -> list[Line]:
    """All pay lines, in the order in which a statement shows them."""
    seen = attendance_sheet(judge, person, month)
    return [
        *base_and_meal(judge, person, month, rulebook),
        *_float(judge, person, month, rulebook, score),
        *_kpi_amount(judge, person, month, rulebook),
        *full_attendance(judge, person, month, rulebook, seen),
        *commission.by_count(judge, person, month, rulebook),
        *commission.by_rate(judge, person, month, rulebook),
        *order_commission.by_order(judge, person, month, rulebook),
        *kpi.kpi_pay(judge, person, month, rulebook),
        *review.review_pay(judge, person, month, rulebook),
        *streak.streak_awards(judge, person, month, rulebook),
        *_awards(judge, person, month, rulebook),
        *_unused_rest(judge, person, month, rulebook, seen),
        *_leave(judge, month, rulebook, seen),
        *absence_pay.by_step(judge, month, rulebook, seen),
        *absence_pay.by_wage(judge, person, month, rulebook, seen),
        *losses(judge, person, month, rulebook),
        *_insurance(judge, person, month, rulebook),
    ]


def net(rulebook: Rulebook, found: list[Line]) -> int:
    """The sum of the lines, not below the floor where the rulebook has one."""
    total = sum(line.fen for line in found)
    floor = rulebook.one(NetFloor)
    return max(total, int(floor[1].yuan * 100)) if floor else total


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


def _awards(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Line]:
    allowed = {clause.id: rule for clause, rule in rulebook.all(Award)}
    for award in judge.shop.scores.awards:
        rule = allowed.get(award.clause)
        if rule is not None and award.staff == person.staff and award.month == month.label:
            label = rule.label.words if rule.label else Words("突出业绩奖", "performance award")
            yield Line(rule.line, label, award.fen, (award.clause,), (award.seq,), award.reason)


def _unused_rest(
    judge: Judge, person: Person, month: Month, rulebook: Rulebook, seen: AttendanceSheet
) -> Iterator[Line]:
    found, wage = rulebook.one(UnusedRest), day_wage(judge, month, rulebook)
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


def _leave(judge: Judge, month: Month, rulebook: Rulebook, seen: AttendanceSheet) -> Iterator[Line]:
    found, wage = rulebook.one(LeaveDeduction), day_wage(judge, month, rulebook)
    if found is None or wage is None or not seen.leave_half_days:
        return
    amount, each, clauses = wage
    days = Fraction(seen.leave_half_days, 2)
    working = f"{decimal_text(days)} × {each}"
    fen = -round_half_up(amount * days)
    yield Line("leave", Words("请假扣款", "leave"), fen, (found[0].id, *clauses), seen.leave_events, working)


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
    """What has to be imported, set or looked at and was not: named, never taken as zero."""
    found = missing_package(judge, rulebook, month)
    amount, insurance = rulebook.one(KpiAmount), rulebook.one(Insurance)
    if amount and amount[1].required and person.staff not in judge.shop.scores.kpi_amounts.get(month.label, {}):
        found.append("missing:kpi_amount")
    if insurance and insurance[1].required and person.staff not in judge.shop.scores.insurance.get(month.label, {}):
        found.append("missing:insurance")
    for topic in (commission, order_commission, kpi, review, streak):
        found += topic.flags(judge, person, month, rulebook)
    found += absence_pay.flags(judge, month, rulebook, attendance_sheet(judge, person, month))
    return tuple(dict.fromkeys(found))
