"""Mechanisms of the live floor: shifts, timers, and what they propose. A proposal waits for a person."""

from kfterm.rulebook.base import Label, Rule


class Shift(Rule, frozen=True, tag="shift"):
    """A shift of the regime; `end` may be `24:00` or `01:00+1`."""

    shift: str
    start: str
    end: str
    label: Label


class ContinuousWork(Rule, frozen=True, tag="continuous_work"):
    """Work without a break longer than this alerts the lead (R4-1.1)."""

    limit_minutes: int


class AwayLimit(Rule, frozen=True, tag="away_limit"):
    """Away from the seat longer than this proposes the clause; telling in time cancels where `untold_only`."""

    limit_minutes: int
    untold_only: bool = False


class IncidentOverrun(Rule, frozen=True, tag="incident_overrun"):
    """An incident over its limit by so many whole minutes, both ends included, proposes the clause."""

    from_minutes: int
    to_minutes: int | None = None


class LateEntry(Rule, frozen=True, tag="late_entry"):
    """Lateness and early leave propose the clause; a person books them."""


class AbsentEntry(Rule, frozen=True, tag="absent_entry"):
    """A wholly missed shift proposes the clause; a person books it."""


class UndoneDuty(Rule, frozen=True, tag="undone_duty"):
    """A duty checked and not done proposes the clause."""

    duties: tuple[str, ...]


class ResponseTimer(Rule, frozen=True, tag="response_timer"):
    """Rounds are measured while the account is online; an automatic reply does not end one."""


class PromisedShipping(Rule, frozen=True, tag="promised_shipping"):
    """An item of this kind past its due time marks its owner, unless the warehouse was chased before."""

    item_kind: str
