"""Measures of a month as another system reported them, as exact numbers with the fact they come from."""

from fractions import Fraction
from typing import NamedTuple

from kfterm.money import parse_decimal
from kfterm.month.judge import Judge


class Ratio(NamedTuple):
    """A part of a whole, as exact as it was reported; `unknown` where the whole is zero."""

    value: Fraction
    text: str
    unknown: bool = False


def measure(judge: Judge, staff: str, label: str, metric: str) -> Fraction | None:
    """One measure of one person and month; None where it was not reported."""
    kpi = judge.shop.scores.kpi.get(label, {}).get(staff)
    value = parse_decimal(kpi.metrics.get(metric, "")) if kpi else None
    return None if value is None else Fraction(value)


def measured_by(judge: Judge, staff: str, label: str) -> tuple[int, ...]:
    """The fact that reported a person's month last."""
    kpi = judge.shop.scores.kpi.get(label, {}).get(staff)
    return (kpi.seq,) if kpi else ()


def missing_measure(judge: Judge, staff: str, label: str, metric: str) -> str:
    """How a measure that was not reported is named: all of them at once where nothing was."""
    return f"missing:kpi:{metric}" if measured_by(judge, staff, label) else "missing:kpi"


def ratio(judge: Judge, staff: str, label: str, part: str, whole: str) -> Ratio | None:
    """Part over whole, exact; None where one of them was not reported."""
    over, under = (measure(judge, staff, label, metric) if metric else None for metric in (part, whole))
    if over is None or under is None:
        return None
    text = f"{shown(over)} / {shown(under)}"
    return Ratio(over / under, text) if under else Ratio(Fraction(0), text, unknown=True)


def shown(value: Fraction) -> str:
    """A reported number as it was written, which always has an end: `70`, `33333.33`."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
