"""Parts of pay that do not depend on what was achieved: base pay, meals, full attendance; and a day's wage."""

from collections.abc import Iterator
from fractions import Fraction

from kfterm.folds.people import Person
from kfterm.money import round_half_up
from kfterm.month.judge import Judge
from kfterm.month.model import AttendanceSheet, Clauses, Events, Line
from kfterm.month.settings import part
from kfterm.periods import Month
from kfterm.rulebook.attendance_rules import FullAttendance
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.rulebook.pay_rules import Base, DayWage, Meal
from kfterm.words import Words

_LABELS = {"base": Words("底薪", "base pay"), "meal": Words("饭贴", "meals")}


def base_and_meal(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> Iterator[Line]:
    """Base pay and meals; a part month by calendar days employed (R8-A43, R2-A24, R2-A29)."""
    days = judge.employed(person, month)
    rules: dict[str, tuple[Clause, Base | Meal] | None] = {"base": rulebook.one(Base), "meal": rulebook.one(Meal)}
    for name, found in rules.items():
        amount = part(judge, rulebook, found[1], month) if found else None
        if found is None or amount is None or not days:
            continue
        working = amount.text if days == month.days else f"{amount.text} × {days} ÷ {month.days}"
        events: Events = (person.joined_seq,)
        if person.left_at and days < month.days:
            events += (person.left_seq,)
        clauses = tuple(dict.fromkeys((found[0].id, *amount.clauses)))
        fen = round_half_up(amount.fen * days / month.days)
        yield Line(name, _LABELS[name], fen, clauses, events + amount.events, working)


def day_wage(judge: Judge, month: Month, rulebook: Rulebook) -> tuple[Fraction, str, Clauses] | None:
    """A day's wage in fen, how it is written, and its clauses."""
    base, rule = rulebook.one(Base), rulebook.one(DayWage)
    amount = part(judge, rulebook, base[1], month) if base else None
    if amount is None or rule is None:
        return None
    return amount.fen / month.days, f"{amount.text} ÷ {month.days}", (rule[0].id,)


def full_attendance(
    judge: Judge, person: Person, month: Month, rulebook: Rulebook, seen: AttendanceSheet
) -> Iterator[Line]:
    """All or nothing, for who was employed the whole month (R8-3.10, R2-A23)."""
    found = rulebook.one(FullAttendance)
    amount = part(judge, rulebook, found[1], month) if found else None
    if found is None or amount is None or judge.employed(person, month) != month.days:
        return
    clause, rule = found
    counted = {
        "late": seen.late_count,
        "early": seen.early_count,
        "leave": seen.leave_half_days,
        "absence": seen.absence_half_days,
    }
    if any(counted[each] for each in rule.without):
        return
    events = tuple(seq for record in seen.days for seq in record.events) or (person.joined_seq,)
    nothing = " ".join(f"{each} 0" for each in rule.without)
    working = nothing if rule.yuan is not None else f"{amount.text}; {nothing}"
    clauses = tuple(dict.fromkeys((clause.id, *amount.clauses)))
    label = Words("全勤奖", "full attendance")
    yield Line("full_attendance", label, round_half_up(amount.fen), clauses, events + amount.events, working)


def outside_base(judge: Judge, person: Person, month: Month, rulebook: Rulebook) -> tuple[int | None, tuple[int, ...]]:
    """Base pay that stands on no line, because the regime leaves it to another policy; None: nobody knows it."""
    if rulebook.one(Base):
        return 0, ()
    if not person.base_yuan:
        return None, ()
    days = judge.employed(person, month)
    return int(Fraction(person.base_yuan) * 100 * days / month.days), (person.joined_seq,)
