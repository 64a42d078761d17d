"""Mechanisms of conduct: what can be logged, what follows from other facts, what follows from several entries."""

from decimal import Decimal
from typing import Literal

import msgspec

from kfterm.rulebook.base import Label, Rule
from kfterm.rulebook.prices import AnyPrice

Level = Literal["light", "medium", "severe"]


class Conduct(Rule, frozen=True, tag="conduct"):
    """An entry of the violation catalogue; without a price it is log only."""

    label: Label
    level: Level | None = None
    price: tuple[AnyPrice, ...] = ()
    per: Literal["occurrence", "error", "shift"] = "occurrence"
    codes: tuple[str, ...] = ()
    """Kinds of the act to choose from."""
    priced_codes: tuple[str, ...] = ()
    """Only these cost something; then a code has to be chosen (R7-10)."""
    effects: tuple[str, ...] = ()
    """What came of it, to choose from."""
    needs_effect: bool = False
    at_most: int | None = None
    """One entry stands for at most so many times (R5-4.2.1.1: three things can be missing in one check)."""
    unpriced_effects: tuple[str, ...] = ()
    """With one of these it is noted and costs nothing, and no ladder counts it (R2-5.3.2)."""
    serious: tuple[AnyPrice, ...] = ()
    """What comes on top where the scorer ticks `serious` (R6-13)."""
    by_roles: tuple[str, ...] = ()
    """Only these roles may log it (R2-6.3)."""
    search: str = ""
    """More words under which a lead would look for it."""


class Merit(Rule, frozen=True, tag="merit"):
    """An entry of the catalogue of praise."""

    label: Label
    price: tuple[AnyPrice, ...] = ()
    search: str = ""


class Trigger(Rule, frozen=True, tag="trigger"):
    """An entry that follows from other facts without being logged."""

    on: Literal[
        "exam_below",
        "exam_full",
        "meeting_absent",
        "absence",
        "quarrel",
        "valid_complaint",
        "month_without_complaint",
        "first_in_month",
    ]
    label: Label
    level: Level | None = None
    price: tuple[AnyPrice, ...] = ()
    below: Decimal | None = None
    """exam_below: share of the full mark in percent under which the exam is failed."""
    metrics: tuple[str, ...] = ()
    """first_in_month: the measures in all of which the person must be first."""
    without_violations: bool = False
    needs_worked_shift: bool = False


class LevelCount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many distinct clauses of a level."""

    level: Level
    at_least: int


class Escalation(Rule, frozen=True, tag="escalation"):
    """One more entry when enough distinct clauses were broken in a month (R4-3.3.05)."""

    label: Label
    any_of: tuple[LevelCount, ...]
    price: tuple[AnyPrice, ...]
    count_by: Literal["distinct_clause", "occurrence"] = "distinct_clause"


class Permission(Rule, frozen=True, tag="permission"):
    """Who may do something; where a rulebook says nothing about an act, every lead and above may."""

    acts: tuple[
        Literal[
            "log_violation",
            "log_merit",
            "adjust_score",
            "decide_leave",
            "decide_rest",
            "decide_swap",
            "decide_outing",
            "edit_roster",
            "arrange_rest",
            "vouch_punch",
            "judge_complaint",
            "decide_appeal",
            "adopt_rulebook",
            "grant_award",
            "score_review",
            "spend_fund",
            "close_month",
            "cut_handover",
        ],
        ...,
    ]
    roles: tuple[str, ...]


class SkillTest(Rule, frozen=True, tag="skill_test"):
    """A skill that is measured in characters: so many in so many seconds is enough (R1-1.5, R1-A18)."""

    skill: str
    at_least: int
    per_seconds: int
