"""A rulebook as read: its head, its clauses, and the ways the engine asks for rules."""

from datetime import date
from functools import cached_property
from typing import TypeVar

import msgspec

from kfterm.rulebook import attendance_rules as attendance
from kfterm.rulebook import conduct_rules as conduct
from kfterm.rulebook import floor_rules as floor
from kfterm.rulebook import pay_rules as pay
from kfterm.rulebook import score_rules as score
from kfterm.rulebook.base import Label, Rule

AnyRule = (
    conduct.Conduct
    | conduct.Merit
    | conduct.Trigger
    | conduct.Escalation
    | conduct.Permission
    | conduct.SkillTest
    | floor.Shift
    | floor.ContinuousWork
    | floor.AwayLimit
    | floor.IncidentOverrun
    | floor.LateEntry
    | floor.AbsentEntry
    | floor.UndoneDuty
    | floor.ResponseTimer
    | floor.PromisedShipping
    | floor.AwayApproval
    | floor.ChatAfterEnd
    | floor.ReliefWait
    | floor.HandoverDue
    | floor.MissingLog
    | floor.ItemDue
    | floor.ItemFields
    | floor.HandoverBreach
    | floor.BadRecord
    | floor.SkippedItem
    | floor.UnpaidOrder
    | floor.UnprintedWaybills
    | floor.CallLimit
    | floor.ReportDue
    | floor.MeetingDue
    | floor.DutyDue
    | floor.Rotation
    | floor.ExamDue
    | floor.Announcements
    | floor.RefundCap
    | floor.OnboardingCheck
    | floor.ShiftLead
    | floor.HandoverKinds
    | attendance.LatenessTier
    | attendance.PacketLedger
    | attendance.MissedPunch
    | attendance.AbsenceSteps
    | attendance.MissedShift
    | attendance.RestDays
    | attendance.UnusedRest
    | attendance.LeaveNotice
    | attendance.LeaveDeduction
    | attendance.LeaveCap
    | attendance.YearlyLeaveCap
    | attendance.FullAttendance
    | attendance.WeeklyRest
    | attendance.SwapForm
    | attendance.SwapLimit
    | attendance.SwapDay
    | attendance.AbsenceWage
    | attendance.AbsenceCase
    | score.Score
    | score.ScoreCap
    | score.Adjustment
    | score.Grade
    | score.ScoreCase
    | score.LastPlaceCase
    | score.EarlyConfirmation
    | score.Standard
    | score.FloatFrom
    | score.Leaver
    | pay.Base
    | pay.DayWage
    | pay.KpiAmount
    | pay.Award
    | pay.Insurance
    | pay.NetFloor
    | pay.ComplaintCase
    | pay.FundBox
    | pay.Package
    | pay.Meal
    | pay.CountCommission
    | pay.RateCommission
    | pay.StreakAward
    | pay.OrderCommission
    | pay.KpiItem
    | pay.KpiPay
    | pay.ReviewItem
    | pay.ReviewPay
    | pay.PayDue
)

R = TypeVar("R", bound=Rule)


class Setting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something the text demands and does not say. A key ending in `.*` stands for as many as the shop needs."""

    key: str
    unit: str
    zh: str
    en: str
    clauses: tuple[str, ...] = ()
    required: bool = False
    default: str = ""


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first page: `rulebook.toml`."""

    id: str
    format: int
    version: str
    title: Label
    source: str
    approver: str
    valid_from: date | None = None
    """The day printed in the policy: it cannot be in force before (R2-10.1)."""
    setting: tuple[Setting, ...] = ()


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One clause: the original sentence, an English one, what it rests on, what it does."""

    id: str
    zh: str
    en: str
    kind: str
    decided: tuple[str, ...] = ()
    normative: bool = True
    effect: str = ""
    """What the clause comes to, in a few words of English; for a clause with no computable effect, that."""
    rule: tuple[AnyRule, ...] = ()


class Rulebook:
    """A checked rulebook."""

    def __init__(self, head: Head, clauses: tuple[Clause, ...], files: dict[str, str], digest: str) -> None:
        self.head = head
        self.clauses = clauses
        self.files = files
        self.digest = digest

    @property
    def id(self) -> str:
        """Its id: `r8-red-packet`."""
        return self.head.id

    @cached_property
    def by_id(self) -> dict[str, Clause]:
        """Clauses by their id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def _rules(self) -> dict[type[Rule], list[tuple[Clause, Rule]]]:
        found: dict[type[Rule], list[tuple[Clause, Rule]]] = {}
        for clause in self.clauses:
            for rule in clause.rule:
                found.setdefault(type(rule), []).append((clause, rule))
        return found

    def all(self, cls: type[R]) -> list[tuple[Clause, R]]:
        """Every rule of a mechanism, with its clause, in the order of the text."""
        return self._rules.get(cls, [])  # type: ignore[return-value]

    def one(self, cls: type[R]) -> tuple[Clause, R] | None:
        """The rule of a mechanism that a rulebook has at most once."""
        found = self.all(cls)
        return found[0] if found else None

    def rule(self, clause_id: str, cls: type[R]) -> R | None:
        """The rule of a mechanism on one clause."""
        clause = self.by_id.get(clause_id)
        return next((rule for rule in clause.rule if isinstance(rule, cls)), None) if clause else None
