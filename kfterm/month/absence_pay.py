"""What absence costs: the highest step that was reached, or the shop's own wage for a day."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from kfterm.money import decimal_text, round_half_up
from kfterm.month.fixed import day_wage
from kfterm.month.judge import Judge
from kfterm.month.model import AttendanceSheet, Line
from kfterm.month.settings import setting_number
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


def by_wage(judge: Judge, month: Month, rulebook: Rulebook, seen: AttendanceSheet) -> Iterator[Line]:
    """The wage of the days that were missed, as the shop states it (R5-4.2.2.3, R5-A17)."""
    found = rulebook.one(AbsenceWage)
    wage = setting_number(judge, rulebook, found[1].setting, month) if found else None
    if found is None or wage is None or not seen.absence_half_days:
        return
    days = Fraction(seen.absence_half_days, 2)
    fen = -round_half_up(days * Fraction(wage.value) * 100)
    working = f"{decimal_text(days)} × {decimal_text(wage.value)}"
    yield Line("absence", _LABEL, fen, (found[0].id,), seen.absence_events + wage.events, working)


def flags(judge: Judge, month: Month, rulebook: Rulebook, seen: AttendanceSheet) -> Iterator[str]:
    """The wage that is missing, and of how many days it is (R5-A17)."""
    found = rulebook.one(AbsenceWage)
    if found and seen.absence_half_days and setting_number(judge, rulebook, found[1].setting, month) is None:
        yield f"missing:{found[1].setting}"
        yield f"wage_of_days:{decimal_text(Fraction(seen.absence_half_days, 2))}"
