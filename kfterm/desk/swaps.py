"""A batch of swaps and leave walked through in the order of time: what each approval meets and what stands in its way.

In one file too the fourth form of a month is found; what the rulebook does not limit is not looked at (R1-7.2–7.7).
"""

import copy
from collections.abc import Iterable

from kfterm.desk import findings
from kfterm.desk.findings import Finding
from kfterm.desk.known import Known
from kfterm.desk.swap_rules import leave_findings, swap_findings
from kfterm.events.lines import Fact
from kfterm.events.roster import LeaveDecided, SwapDecided
from kfterm.folds.roster import HANDLERS, Roster
from kfterm.words import Words


def refusals(known: Known, fact: Fact) -> list[Words]:
    """Everything against an approval of a swap or of leave, as the roster stands just before it."""
    return findings.refusals(found(known, fact))


def found(known: Known, fact: Fact) -> list[Finding]:
    """What an approval meets and breaks of the rules on swaps; nothing for a refusal."""
    walked = known.scratch.get(found)
    if walked is None:
        walked = known.scratch[found] = _walk(known)
    return walked.get(fact.id, [])  # type: ignore[attr-defined,no-any-return]


def _walk(known: Known) -> dict[str, list[Finding]]:
    """The findings of a whole batch, by the id of the fact."""
    every: dict[str, list[Finding]] = {}
    roster = copied(known.shop.roster)
    moves = [fact for fact in known.batch if type(fact.event) in HANDLERS]
    for number, fact in enumerate(sorted(moves, key=lambda each: each.at), 1):
        event, seq = fact.event, -number  # no row has such a position
        if isinstance(event, SwapDecided) and event.approved and event.swap in roster.swaps:
            after = copied(roster, roster.swaps[event.swap].both)
            HANDLERS[SwapDecided](after, event, fact.at, seq)
            every[fact.id] = list(swap_findings(known, roster, after, roster.swaps[event.swap], fact.at))
            roster = roster if findings.refusals(every[fact.id]) else after
            continue
        if isinstance(event, LeaveDecided) and event.approved and event.leave in roster.leaves:
            every[fact.id] = list(leave_findings(known, roster, roster.leaves[event.leave]))
        HANDLERS[type(event)](roster, event, fact.at, seq)
    return every


def copied(roster: Roster, people: Iterable[str] | None = None) -> Roster:
    """A roster that may be changed: the plans of some people, or of all, and what was asked for."""
    own = roster.planned.keys() if people is None else people
    swaps = {key: copy.copy(each) for key, each in roster.swaps.items()}
    for each in swaps.values():
        each.agreed, each.moved = list(each.agreed), list(each.moved)
        each.agreed_seqs = list(each.agreed_seqs)
    return Roster(
        planned=roster.planned | {staff: dict(roster.planned.get(staff, {})) for staff in own},
        leaves={key: copy.copy(each) for key, each in roster.leaves.items()},
        rests={key: copy.copy(each) for key, each in roster.rests.items()},
        swaps=swaps,
        outings={key: copy.copy(each) for key, each in roster.outings.items()},
    )
