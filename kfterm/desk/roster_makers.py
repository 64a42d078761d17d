"""Who may write into the roster: the rulebook says it of shifts, or of rest days alone, or leaves it to every lead."""

from collections.abc import Iterator
from typing import NamedTuple

from kfterm.desk.known import Known
from kfterm.desk.permits import ROLE_WORDS, allowed_roles, is_machine, may, permitted_then, role_list
from kfterm.events.lines import Fact
from kfterm.events.roster import REST, ShiftAssigned, ShiftCleared
from kfterm.month.judge import Judge
from kfterm.rulebook.conduct_rules import Permission
from kfterm.words import Words

_EDIT, _REST = "edit_roster", "arrange_rest"


class Makers(NamedTuple):
    """What one hand may do in the roster, and who may do the rest."""

    shifts: bool
    rests: bool
    """Whether it may arrange rest days."""
    who: Words
    """The roles that may plan shifts, with the clause."""


def makers(judge: Judge, by: str, at: int) -> Makers:
    """Asked before the first key, by the same permissions as `planned_by` (R1-P.3.2.5)."""
    rulebook = judge.plan.rulebook(judge.calendar.day(at))
    if rulebook is None or is_machine(by) or by not in judge.shop.people.staff:
        return Makers(True, True, Words("", ""))
    shifts = may(judge, by, _EDIT, at)
    allowed = allowed_roles(rulebook, _EDIT)
    roles = role_list([role for role in ROLE_WORDS if role in allowed])
    clauses = "".join(f" {clause.id}" for clause, rule in rulebook.all(Permission) if _EDIT in rule.acts)
    who = Words(f"由{roles.zh}排{clauses}", f"planned by: {roles.en}{clauses}")
    return Makers(shifts, shifts or may(judge, by, _REST, at), who)


def planned_by(known: Known, fact: Fact) -> Iterator[Words]:
    """Who makes the roster (R1-P.3.2.5), and who arranges the rest days in it (R3-8.1.2, R6-1.2, R7-1.2)."""
    event = fact.event
    assert isinstance(event, ShiftAssigned | ShiftCleared)
    wanted = event.shift if isinstance(event, ShiftAssigned) else None
    rests = REST in (wanted, known.shop.roster.shift(event.staff, event.on.toordinal()))
    refused = list(permitted_then(known, _REST, fact)) if rests else []
    yield from refused or permitted_then(known, _EDIT, fact)
