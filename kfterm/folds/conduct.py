"""Violations, merits, complaints, appeals, and proposals that were turned down."""

from kfterm.events.base import Event
from kfterm.events.conduct import (
    AppealDecided,
    AppealFiled,
    ComplaintJudged,
    ComplaintReceived,
    EntryWithdrawn,
    MeritLogged,
    ProposalDismissed,
    ViolationAcknowledged,
    ViolationLogged,
)
from kfterm.folds.base import Handlers, State


class Violation(State):
    """A violation as it was logged."""

    event: ViolationLogged
    at: int
    seq: int
    acknowledged_at: int | None = None
    appeal: str = ""
    upheld: bool | None = None
    """None: no appeal was decided; True: the appeal was upheld and the violation does not count."""
    upheld_seq: int = 0

    @property
    def counts(self) -> bool:
        """Whether it is part of the figures."""
        return self.upheld is not True


class Merit(State):
    """Praise as it was logged."""

    event: MeritLogged
    at: int
    seq: int


class Complaint(State):
    """A complaint and its judgement."""

    complaint: str
    staff: str
    what: str
    at: int
    seq: int
    valid: bool | None = None
    quarrel: bool = False
    judged_seq: int = 0
    judged_at: int = 0


class Appeal(State):
    """An appeal against one violation."""

    appeal: str
    violation: str
    staff: str
    reason: str
    at: int
    upheld: bool | None = None


class Conduct(State):
    """All of it, in the order of time."""

    violations: dict[str, Violation] = {}
    merits: dict[str, Merit] = {}
    complaints: dict[str, Complaint] = {}
    appeals: dict[str, Appeal] = {}
    dismissed: dict[str, str] = {}
    """Proposal to reason."""
    dismissed_at: dict[str, int] = {}
    """Proposal to the moment it was turned down."""


def _violation(conduct: Conduct, event: ViolationLogged, at: int, seq: int) -> None:
    conduct.violations[event.violation] = Violation(event=event, at=at, seq=seq)


def _acknowledged(conduct: Conduct, event: ViolationAcknowledged, at: int, seq: int) -> None:
    violation = conduct.violations.get(event.violation)
    if violation is not None:
        violation.acknowledged_at = at


def _appeal(conduct: Conduct, event: AppealFiled, at: int, seq: int) -> None:
    conduct.appeals[event.appeal] = Appeal(
        appeal=event.appeal, violation=event.violation, staff=event.staff, reason=event.reason, at=at
    )
    violation = conduct.violations.get(event.violation)
    if violation is not None:
        violation.appeal = event.appeal


def _appeal_decided(conduct: Conduct, event: AppealDecided, at: int, seq: int) -> None:
    appeal = conduct.appeals.get(event.appeal)
    if appeal is None:
        return
    appeal.upheld = event.upheld
    violation = conduct.violations.get(appeal.violation)
    if violation is not None:
        violation.upheld, violation.upheld_seq = event.upheld, seq


def _merit(conduct: Conduct, event: MeritLogged, at: int, seq: int) -> None:
    conduct.merits[event.merit] = Merit(event=event, at=at, seq=seq)


def _complaint(conduct: Conduct, event: ComplaintReceived, at: int, seq: int) -> None:
    conduct.complaints[event.complaint] = Complaint(
        complaint=event.complaint, staff=event.staff, what=event.what, at=at, seq=seq
    )


def _judged(conduct: Conduct, event: ComplaintJudged, at: int, seq: int) -> None:
    complaint = conduct.complaints.get(event.complaint)
    if complaint is not None:
        complaint.valid, complaint.quarrel = event.valid, event.quarrel
        complaint.judged_seq, complaint.judged_at = seq, at


def _dismissed(conduct: Conduct, event: ProposalDismissed, at: int, seq: int) -> None:
    conduct.dismissed[event.proposal] = event.reason
    conduct.dismissed_at[event.proposal] = at


def _withdrawn(conduct: Conduct, event: Event, at: int, seq: int) -> None:
    """Nothing to fold: what was withdrawn never reaches the folds (`replay.effective`)."""


HANDLERS: Handlers = {
    ViolationLogged: _violation,
    ViolationAcknowledged: _acknowledged,
    AppealFiled: _appeal,
    AppealDecided: _appeal_decided,
    MeritLogged: _merit,
    ComplaintReceived: _complaint,
    ComplaintJudged: _judged,
    ProposalDismissed: _dismissed,
    EntryWithdrawn: _withdrawn,
}
