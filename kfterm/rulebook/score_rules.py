"""Mechanisms of scores: opening, clamp, adjustment, grades, and the cases that follow from a score."""

from decimal import Decimal
from typing import Literal

from kfterm.rulebook.base import Rule
from kfterm.rulebook.prices import Case


class Score(Rule, frozen=True, tag="score"):
    """The month opens with so many points."""

    opening: Decimal
    whole: bool = True
    """Only whole points exist."""


class ScoreCap(Rule, frozen=True, tag="score_cap"):
    """The total, after all entries, is at most this (R4-1.5)."""

    at_most: Decimal


class Adjustment(Rule, frozen=True, tag="adjustment"):
    """Points the scorer may add or take for the whole month, both ends included, with a reason (R4-3.4)."""

    low: Decimal
    high: Decimal
    for_roles: tuple[str, ...]
    by_roles: tuple[str, ...]


class Grade(Rule, frozen=True, tag="grade"):
    """A grade: more than `over` or from `from_score`, and up to `up_to` or below `below`."""

    grade: str
    over: Decimal | None = None
    from_score: Decimal | None = None
    up_to: Decimal | None = None
    below: Decimal | None = None


class ScoreCase(Rule, frozen=True, tag="score_case"):
    """A score below this raises a case."""

    below: Decimal
    case: Case


class LastPlaceCase(Rule, frozen=True, tag="last_place_case"):
    """Strictly last, and below a score, in so many months running raises a case (R4-1.3)."""

    months: int
    below: Decimal
    case: Case


class EarlyConfirmation(Rule, frozen=True, tag="early_confirmation"):
    """This grade in every month of probation suggests an early confirmation (R4-6.3)."""

    grade: str


class Standard(Rule, frozen=True, tag="float"):
    """Pay floats with the score around a standard, within a range, from the n-th month of employment (R4-4.1–4.4)."""

    standard: Decimal
    yuan_per_point: Decimal
    low: Decimal
    high: Decimal


class FloatFrom(Rule, frozen=True, tag="float_from"):
    """The pay float starts in the n-th natural month, the joining month being the first."""

    month: int


class Leaver(Rule, frozen=True, tag="leaver"):
    """Resigning early raises a case, with a share of the monthly wage shown where there is one (R4-6.1, R4-6.2)."""

    when: Literal["first_month", "probation"]
    case: Case
    reasons: tuple[str, ...]
    """Words in the reason of `staff.left` that mean a resignation."""
    share: Decimal | None = None
