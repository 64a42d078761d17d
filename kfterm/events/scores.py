"""Facts that feed scores: measures, reviews, exams, adjustments, reports, meetings, duties."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from kfterm.events.base import Event


class KpiReported(Event, frozen=True, tag="kpi.reported"):
    """Measures of one person and month as another system reports them; units stand in the names."""

    OF: ClassVar[str] = "staff"
    staff: str
    month: str
    metrics: dict[str, str]
    source: str = ""
    attribution: str | None = None


class ReviewScored(Event, frozen=True, tag="review.scored"):
    """One item of the manual review."""

    OF: ClassVar[str] = "staff"
    staff: str
    month: str
    item: str
    score: Decimal


class ExamScored(Event, frozen=True, tag="exam.scored"):
    """An exam: points reached and points possible."""

    OF: ClassVar[str] = "staff"
    staff: str
    score: Decimal
    full: Decimal
    exam: str | None = None


class ScoreAdjusted(Event, frozen=True, tag="score.adjusted"):
    """The scorer's own judgement of the month, within the range the rulebook prints, with a reason."""

    OF: ClassVar[str] = "staff"
    staff: str
    month: str
    points: Decimal
    reason: str = ""


class ReportFiled(Event, frozen=True, tag="report.filed"):
    """A summary was handed in."""

    OF: ClassVar[str] = "staff"
    staff: str
    report: str
    characters: int = 0


class MeetingHeld(Event, frozen=True, tag="meeting.held"):
    """A meeting: who was missing without leave, who with."""

    KEY: ClassVar[str] = "meeting"
    meeting: str
    absent: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()


class DutyChecked(Event, frozen=True, tag="duty.checked"):
    """Cleaning, desk or another duty was looked at."""

    OF: ClassVar[str] = "staff"
    duty: str
    staff: str
    done: bool
    on: date | None = None
