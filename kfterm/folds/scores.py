"""What feeds scores and pay from outside: measures, reviews, exams, adjustments, meetings, duties, amounts."""

from decimal import Decimal

from kfterm.events.money import AwardGranted, FundSpent, InsuranceSet, KpiAmountSet
from kfterm.events.scores import (
    DutyChecked,
    ExamScored,
    KpiReported,
    MeetingHeld,
    ReportFiled,
    ReviewScored,
    ScoreAdjusted,
)
from kfterm.folds.base import Handlers, State


class Kpi(State):
    """One month's measures of one person as last reported."""

    metrics: dict[str, str]
    source: str
    seq: int


class Exam(State):
    """One exam of one person."""

    staff: str
    score: Decimal
    full: Decimal
    at: int
    seq: int


class Meeting(State):
    """One meeting."""

    meeting: str
    absent: tuple[str, ...]
    excused: tuple[str, ...]
    at: int
    seq: int


class Adjustment(State):
    """The scorer's own points for a month."""

    staff: str
    month: str
    points: Decimal
    reason: str
    seq: int


class Duty(State):
    """A duty that was looked at."""

    staff: str
    duty: str
    done: bool
    day: int | None
    at: int
    seq: int


class Award(State):
    """An award of a month."""

    staff: str
    month: str
    clause: str
    fen: int
    reason: str
    seq: int


class Scores(State):
    """Everything reported, per month and person where it has one."""

    kpi: dict[str, dict[str, Kpi]] = {}
    """Month to person to measures."""
    reviews: dict[str, dict[str, dict[str, tuple[Decimal, int]]]] = {}
    exams: list[Exam] = []
    adjustments: list[Adjustment] = []
    meetings: list[Meeting] = []
    duties: list[Duty] = []
    reports: list[tuple[str, str, int, int, int]] = []
    """(staff, report, characters, at, seq)."""
    kpi_amounts: dict[str, dict[str, tuple[int, str, int]]] = {}
    """Month to person to (fen, source, seq)."""
    insurance: dict[str, dict[str, tuple[int, int]]] = {}
    """Month to person to (fen, seq)."""
    awards: list[Award] = []
    spent: list[tuple[int, str, int, int]] = []
    """(fen, purpose, at, seq)."""


def _kpi(scores: Scores, event: KpiReported, at: int, seq: int) -> None:
    people = scores.kpi.setdefault(event.month, {})
    before = people.get(event.staff)
    metrics = (before.metrics if before else {}) | event.metrics
    people[event.staff] = Kpi(metrics=metrics, source=event.source, seq=seq)


def _review(scores: Scores, event: ReviewScored, at: int, seq: int) -> None:
    scores.reviews.setdefault(event.month, {}).setdefault(event.staff, {})[event.item] = (event.score, seq)


def _exam(scores: Scores, event: ExamScored, at: int, seq: int) -> None:
    scores.exams.append(Exam(staff=event.staff, score=event.score, full=event.full, at=at, seq=seq))


def _adjusted(scores: Scores, event: ScoreAdjusted, at: int, seq: int) -> None:
    scores.adjustments.append(
        Adjustment(staff=event.staff, month=event.month, points=event.points, reason=event.reason, seq=seq)
    )


def _report(scores: Scores, event: ReportFiled, at: int, seq: int) -> None:
    scores.reports.append((event.staff, event.report, event.characters, at, seq))


def _meeting(scores: Scores, event: MeetingHeld, at: int, seq: int) -> None:
    scores.meetings.append(Meeting(meeting=event.meeting, absent=event.absent, excused=event.excused, at=at, seq=seq))


def _duty(scores: Scores, event: DutyChecked, at: int, seq: int) -> None:
    day = None if event.on is None else event.on.toordinal()
    scores.duties.append(Duty(staff=event.staff, duty=event.duty, done=event.done, day=day, at=at, seq=seq))


def _kpi_amount(scores: Scores, event: KpiAmountSet, at: int, seq: int) -> None:
    scores.kpi_amounts.setdefault(event.month, {})[event.staff] = (int(event.amount * 100), event.source, seq)


def _insurance(scores: Scores, event: InsuranceSet, at: int, seq: int) -> None:
    scores.insurance.setdefault(event.month, {})[event.staff] = (int(event.total * 100), seq)


def _award(scores: Scores, event: AwardGranted, at: int, seq: int) -> None:
    amount = int(event.amount * 100)
    scores.awards.append(
        Award(staff=event.staff, month=event.month, clause=event.clause, fen=amount, reason=event.reason, seq=seq)
    )


def _spent(scores: Scores, event: FundSpent, at: int, seq: int) -> None:
    scores.spent.append((int(event.amount * 100), event.purpose, at, seq))


HANDLERS: Handlers = {
    KpiReported: _kpi,
    ReviewScored: _review,
    ExamScored: _exam,
    ScoreAdjusted: _adjusted,
    ReportFiled: _report,
    MeetingHeld: _meeting,
    DutyChecked: _duty,
    KpiAmountSet: _kpi_amount,
    InsuranceSet: _insurance,
    AwardGranted: _award,
    FundSpent: _spent,
}
