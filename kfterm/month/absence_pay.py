"""What absence costs: the highest step that was reached, or the shop's own wage for a day."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from kfterm.folds.people import Person
from kfterm.money import decimal_text, round_half_up
from kfterm.month.attendance import absent_days
from kfterm.month.fixed import day_wage
from kfterm.month.judge import Judge
from kfterm.month.model import AttendanceSheet, Line
from kfterm.month.settings import Figure, number_before, setting_number
from kfterm.periods import Month
from kfterm.rulebook.attendance_rules import AbsenceStep, AbsenceSteps, AbsenceWage
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

_LABEL = Words("旷工扣款", "absence")


def absence_step(rulebook: Rulebook, half_days: int) -> tuple[str, AbsenceStep] | None:
    """The highest step that so much absence reaches, with its clause (R8-A10)."""
    found = rulebook.one(AbsenceSteps)
    if found is None or not half_days:
        return None
    days = Decimal(half_days) / 2
    reached = [step for step in found[1].steps if days >= step.from_days]
    return (found[0].id, reached[-1]) if reached else None


def by_step(judge: Judge, month: Month, rulebook: Rulebook, seen: AttendanceSheet) -> Iterator[Line]:
    """So many days' wages as the step says (R8-3.9)."""
    found, wage = absence_step(rulebook, seen.absence_half_days), day_wage(judge, month, rulebook)
    if found is None or wage is None or found[1].deduct_days is None:
        return
    amount, each, clauses = wage
    days = decimal_text(Fraction(seen.absence_half_days, 2))
    working = f"{days} → {decimal_text(found[1].deduct_days)} × {each}"
    fen = -round_half_up(amount * Fraction(found[1].deduct_days))
    yield Line("absence", _LABEL, fen, (found[0], *clauses), seen.absence_events, working)


def by_wage(judge: Judge, person: Person, month: Month, rulebook: Rulebook, seen: AttendanceSheet) -> Iterator[Line]:
    """The wage of the days that were missed, as the shop states it for each day (R5-4.2.2.3, R5-A17)."""
    found = rulebook.one(AbsenceWage)
    if found is None or not seen.absence_half_days:
        return
    wages: dict[Figure, int] = {}
    for day, (half_days, _) in sorted(absent_days(judge, person.staff, month, seen.days).items()):
        wage = number_before(judge, rulebook, found[1].setting, judge.calendar.moment(day + 1))
        if wage is None:
            return
        wages[wage] = wages.get(wage, 0) + half_days
    total = sum((Fraction(half, 2) * Fraction(wage.value) for wage, half in wages.items()), Fraction(0))
    working = " + ".join(
        f"{decimal_text(Fraction(half, 2))} × {decimal_text(wage.value)}" for wage, half in wages.items()
    )
    events = (*seen.absence_events, *(seq for wage in wages for seq in wage.events))
    yield Line("absence", _LABEL, -round_half_up(total * 100), (found[0].id,), events, working)


def flags(judge: Judge, month: Month, rulebook: Rulebook, seen: AttendanceSheet) -> Iterator[str]:
    """The wage that is missing, and of how many days it is (R5-A17)."""
    found = rulebook.one(AbsenceWage)
    if found and seen.absence_half_days and setting_number(judge, rulebook, found[1].setting, month) is None:
        yield f"missing:{found[1].setting}"
        yield f"wage_of_days:{decimal_text(Fraction(seen.absence_half_days, 2))}"
