"""Violations, merits, awards and adjustments: the clause exists, the points are in its range, who may, with a reason."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile

from kfterm.desk import typed
from kfterm.desk.known import Known, shift_day
from kfterm.desk.permits import is_machine, permitted, permitted_then, role_list, self_scored
from kfterm.events.bounds import number_out_of_bounds
from kfterm.events.conduct import (
    AppealDecided,
    AppealFiled,
    ComplaintJudged,
    EntryWithdrawn,
    MeritLogged,
    ViolationLogged,
)
from kfterm.events.lines import Fact
from kfterm.events.money import AwardGranted
from kfterm.events.scores import ExamScored, KpiReported, ScoreAdjusted
from kfterm.folds.settings import APPEAL_DAYS, whole
from kfterm.ids import short
from kfterm.money import decimal_text, parse_decimal
from kfterm.month.acts import merit_rule
from kfterm.periods import day_text, month
from kfterm.rulebook.conduct_rules import Conduct
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import Award
from kfterm.rulebook.score_rules import Adjustment
from kfterm.words import Words


def _rulebook(known: Known, day: int) -> tuple[Rulebook | None, list[Words]]:
    rulebook = known.rulebook(day)
    if rulebook is None:
        on = day_text(day)
        zh = f"{on} 没有生效的规则书(kfterm init --rulebook … --from 日期)"
        return None, [Words(zh, f"no rulebook is in force on {on} (kfterm init --rulebook … --from DATE)")]
    return rulebook, []


def violation(known: Known, fact: Fact) -> Iterator[Words]:
    """A violation: see the module."""
    event = fact.event
    assert isinstance(event, ViolationLogged)
    rulebook, problems = _rulebook(known, shift_day(known, event, event.staff, fact.at))
    yield from problems
    if rulebook is None:
        return
    rule = rulebook.rule(event.clause, Conduct)
    if rule is None:
        yield _no_clause(rulebook, event.clause)
        return
    yield from permitted(known, rulebook, "log_violation", fact)
    yield from self_scored(fact, event.staff)
    yield from _by_roles(known, rule, fact)
    yield from typed.points(event.clause, rule.price, event, lambda: typed.number_of(known, fact))
    yield from typed.amounts(rule.price, event)
    yield from typed.kinds(rule, event)
    for name in ("times", "errors"):
        value = getattr(event, name)
        if value is not None and value < 1:
            yield Words(f"{name} 是 {value},至少为 1", f"{name} is {value}, it should be at least 1")


def _by_roles(known: Known, rule: Conduct, fact: Fact) -> Iterator[Words]:
    """Some clauses are for some roles only (R2-A15)."""
    if not rule.by_roles or is_machine(fact.by) or not known.staff(fact.by):
        return
    if not set(known.roles(fact.by, fact.at)) & set(rule.by_roles):
        (zh, en), name = role_list(rule.by_roles), known.name(fact.by)
        yield Words(f"{name} 不能记这一条:请 {zh} 来记", f"{name} may not log this clause: ask a {en}")


def _no_clause(rulebook: Rulebook, clause: str) -> Words:
    if clause in rulebook.by_id:
        return Words(f"条款 {clause} 不是可以记的条款", f"clause {clause} is not one that can be logged")
    return Words(f"{rulebook.id} 没有条款 {clause}", f"{rulebook.id} has no clause {clause}")


def merit(known: Known, fact: Fact) -> Iterator[Words]:
    """Praise: see the module."""
    event = fact.event
    assert isinstance(event, MeritLogged)
    rulebook, problems = _rulebook(known, shift_day(known, event, event.staff, fact.at))
    yield from problems
    if rulebook is None:
        return
    rule = merit_rule(rulebook, event)
    if rule is None:
        yield _no_clause(rulebook, event.clause)
        return
    yield from permitted(known, rulebook, "log_merit", fact)
    yield from self_scored(fact, event.staff)
    yield from typed.points(event.clause, rule.price, event, lambda: 1)


def award(known: Known, fact: Fact) -> Iterator[Words]:
    """An award: a clause that has one, a reason."""
    event = fact.event
    assert isinstance(event, AwardGranted)
    rulebook, problems = _rulebook(known, known.calendar.day(fact.at))
    yield from problems
    if rulebook is None:
        return
    if rulebook.rule(event.clause, Award) is None:
        yield _no_clause(rulebook, event.clause)
    yield from permitted(known, rulebook, "grant_award", fact)
    yield from self_scored(fact, event.staff)
    if not event.reason.strip():
        yield Words("奖金要写理由 reason", "an award needs a reason")


def adjustment(known: Known, fact: Fact) -> Iterator[Words]:
    """Points for the whole month: range, reason, for whom, by whom (R4-3.4)."""
    event = fact.event
    assert isinstance(event, ScoreAdjusted)
    try:
        day = month(event.month).last
    except ValueError:
        return
    rulebook, problems = _rulebook(known, day)
    yield from problems
    found = rulebook.one(Adjustment) if rulebook else None
    if rulebook is None or found is None:
        yield (
            Words("这本规则书没有月评调整", "this rulebook knows no adjustment of the month")
            if rulebook
            else problems[0]
        )
        return
    clause, rule = found
    low, high = decimal_text(rule.low), decimal_text(rule.high)
    if not rule.low <= event.points <= rule.high or event.points % 1:
        points = decimal_text(event.points)
        zh = f"points 是 {points},{clause.id} 允许 {low} 到 {high} 的整数"
        yield Words(zh, f"points is {points}, {clause.id} allows whole points from {low} to {high}")
    elif not rule.low <= (total := event.points + _adjusted_before(known, fact, event)) <= rule.high:
        sum_of = decimal_text(total)
        zh = f"{event.month} 合计是 {sum_of},{clause.id} 全月允许 {low} 到 {high}"
        yield Words(zh, f"{event.month} would come to {sum_of}, {clause.id} allows {low} to {high} a month")
    if not event.reason.strip():
        yield Words(f"{clause.id} 必须说明理由 reason", f"{clause.id} demands a reason")
    if known.staff(event.staff) and not set(known.roles(event.staff, fact.at)) & set(rule.for_roles):
        zh, en = role_list(rule.for_roles)
        yield Words(f"{clause.id} 只用于 {zh}", f"{clause.id} is for {en} only")
    yield from permitted(known, rulebook, "adjust_score", fact)
    yield from self_scored(fact, event.staff)


def _adjusted_before(known: Known, fact: Fact, event: ScoreAdjusted) -> Decimal:
    """Points of the person's month that stand already, in the log or further up in the same file."""
    gone = {each.event.entry for each in known.batch if isinstance(each.event, EntryWithdrawn)}
    earlier = (each for each in takewhile(lambda one: one is not fact, known.batch) if each.id not in gone)
    own = [each.event for each in earlier if isinstance(each.event, ScoreAdjusted)]
    said = [(each.staff, each.month, each.points) for each in own]
    said += [(each.staff, each.month, each.points) for each in known.shop.scores.adjustments]
    return sum((points for *whose, points in said if whose == [event.staff, event.month]), Decimal(0))


def judged(known: Known, fact: Fact) -> Iterator[Words]:
    """A judgement of a complaint, by who may."""
    assert isinstance(fact.event, ComplaintJudged)
    yield from permitted_then(known, "judge_complaint", fact)


def appeal(known: Known, fact: Fact) -> Iterator[Words]:
    """An appeal: by the person concerned, within the days the shop gives."""
    event = fact.event
    assert isinstance(event, AppealFiled)
    violation = known.shop.conduct.violations.get(event.violation)
    if violation is None:
        return
    if violation.event.staff != event.staff:
        yield Words("只有本人可以申诉", "only the person concerned may appeal")
    days = whole(known.shop.rules, APPEAL_DAYS, fact.at)
    if known.calendar.day(fact.at) > known.calendar.day(violation.at) + days and not is_machine(fact.by):
        yield Words(f"申诉期 {days} 天已过", f"the {days} days for an appeal are over")


def appeal_decided(known: Known, fact: Fact) -> Iterator[Words]:
    """A decision on an appeal: once, by who may, and never by the person concerned."""
    event = fact.event
    assert isinstance(event, AppealDecided)
    found = known.shop.conduct.appeals.get(event.appeal)
    if found is not None and found.upheld is not None:
        yield Words(f"申诉 {short(event.appeal)} 已经判过", f"appeal {short(event.appeal)} was decided already")
    opener = known.opener("appeal", event.appeal)
    filed = opener.event if opener is not None and isinstance(opener.event, AppealFiled) else found
    if filed is not None and filed.staff == fact.by:
        yield Words("不能判自己的申诉:请主管来判", "nobody decides their own appeal: ask a supervisor")
    yield from permitted_then(known, "decide_appeal", fact)


def exam(known: Known, fact: Fact) -> Iterator[Words]:
    """An exam: a full mark above zero, a score up to it."""
    event = fact.event
    assert isinstance(event, ExamScored)
    if event.full <= 0:
        yield Words(f"full 是 {event.full},应大于 0", f"full is {event.full}, it should be above 0")
    elif not 0 <= event.score <= event.full:
        yield Words(
            f"score 是 {event.score},应在 0 到 {event.full}", f"score is {event.score}, it should be 0 to {event.full}"
        )


def kpi(known: Known, fact: Fact) -> Iterator[Words]:
    """Measures: decimal strings."""
    event = fact.event
    assert isinstance(event, KpiReported)
    for name, value in event.metrics.items():
        number = parse_decimal(value)
        if number is None:
            yield Words(f"{name} 是 {value!r},应为数字文字", f"{name} is {value!r}, it should be a number as text")
        else:
            yield from number_out_of_bounds(name, number)
