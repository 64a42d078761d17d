"""Who may write into the roster: the rulebook says it of shifts, or of rest days alone, or leaves it to every lead."""

from collections.abc import Iterator

from kfterm.desk.known import Known
from kfterm.desk.permits import permitted_then
from kfterm.events.lines import Fact
from kfterm.events.roster import REST, ShiftAssigned, ShiftCleared
from kfterm.words import Words


def planned_by(known: Known, fact: Fact) -> Iterator[Words]:
    """Who makes the roster (R1-P.3.2.5), and who arranges the rest days in it (R3-8.1.2, R6-1.2, R7-1.2)."""
    event = fact.event
    assert isinstance(event, ShiftAssigned | ShiftCleared)
    wanted = event.shift if isinstance(event, ShiftAssigned) else None
    rests = REST in (wanted, known.shop.roster.shift(event.staff, event.on.toordinal()))
    refused = list(permitted_then(known, "arrange_rest", fact)) if rests else []
    yield from refused or permitted_then(known, "edit_roster", fact)
