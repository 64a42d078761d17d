"""What a rulebook leaves to the shop, as it holds for a month: rates, wages, the reference package.

A setting is read as of the end of the month; one typed afterwards still says more than nothing; then comes what the
rulebook prints. An empty value says "not known yet".
"""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Protocol

from kfterm.money import decimal_text, parse_decimal, yuan
from kfterm.month.judge import Judge
from kfterm.month.model import Clauses, Events
from kfterm.periods import Month
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import Package


class Figure(NamedTuple):
    """A setting as a number, and the fact that set it; no fact for what the rulebook prints."""

    value: Decimal
    events: Events


class Part(NamedTuple):
    """What a part of pay comes to in a whole month: exact fen, how it is written, what it rests on."""

    fen: Fraction
    text: str
    clauses: Clauses = ()
    events: Events = ()


class _Amount(Protocol):
    """A rule that says either yuan or a share of the reference package."""

    @property
    def yuan(self) -> Decimal | None: ...

    @property
    def share(self) -> Decimal | None: ...


def _value_before(judge: Judge, rulebook: Rulebook, key: str, end: int) -> tuple[str, int | None] | None:
    history = judge.shop.rules.settings.get(key, [])
    within = [(value.strip(), seq) for at, value, seq in history if at < end]
    if within and within[-1][0]:
        return within[-1]
    later = [(value.strip(), seq) for at, value, seq in history if at >= end and value.strip()]
    if later:
        return later[0]
    printed = next((each.default for each in rulebook.head.setting if each.key == key), "")
    return (printed, None) if printed and not within else None


def setting_number(judge: Judge, rulebook: Rulebook, key: str, month: Month) -> Figure | None:
    """The same as a number; None where it is not known or cannot be read."""
    return number_before(judge, rulebook, key, judge.calendar.moment(month.last + 1))


def number_before(judge: Judge, rulebook: Rulebook, key: str, end: int) -> Figure | None:
    """A setting as a number as it held just before a moment, for what counts by its own day."""
    found = _value_before(judge, rulebook, key, end)
    value = parse_decimal(found[0]) if found else None
    if found is None or value is None:
        return None
    return Figure(value, () if found[1] is None else (found[1],))


def part(judge: Judge, rulebook: Rulebook, rule: _Amount, month: Month) -> Part | None:
    """What a rule pays in a whole month: its yuan, or its share of the reference package (R2-7.1, R2-A10)."""
    if rule.yuan is not None:
        return Part(Fraction(rule.yuan) * 100, decimal_text(rule.yuan))
    return None if rule.share is None else share_of_package(judge, rulebook, rule.share, month)


def share_of_package(judge: Judge, rulebook: Rulebook, share: Decimal, month: Month) -> Part | None:
    """A share of the reference package, exact; None where nobody said how much that is (R2-A03)."""
    found = rulebook.one(Package)
    package = setting_number(judge, rulebook, found[1].setting, month) if found else None
    if found is None or package is None:
        return None
    amount = Fraction(package.value) * 100
    shown = yuan(int(amount)) if amount.denominator == 1 else decimal_text(package.value)
    return Part(amount * Fraction(share), f"{shown} × {share:f}", (found[0].id,), package.events)


def missing_package(judge: Judge, rulebook: Rulebook, month: Month) -> list[str]:
    """The reference package where the rulebook takes shares of it and nobody said how much it is."""
    found = rulebook.one(Package)
    unknown = found is not None and setting_number(judge, rulebook, found[1].setting, month) is None
    return [f"missing:{found[1].setting}"] if found and unknown else []
