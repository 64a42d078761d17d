"""Items that go from shift to shift: after so many handovers they go to the supervisors, until one of them has seen it."""

from collections.abc import Iterator

from kfterm.desk.items import open_items
from kfterm.desk.known import Known
from kfterm.desk.noticed import Proposal, know, listed
from kfterm.desk.permits import is_machine, role_list
from kfterm.events.conduct import ProposalDismissed
from kfterm.events.lines import Fact
from kfterm.folds.people import Person
from kfterm.folds.settings import ESCALATE_PASSES, whole
from kfterm.month.judge import Judge
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

_PASSED = "passed:"
_ABOVE = (("supervisor",), ("manager", "general_manager"), ("lead", "deputy"))
"""Who sees it: the supervisors; in a shop without one whoever is above; in one without either its leads."""


def escalated(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Open items carried through too many handovers (`handover.escalate_passes`)."""
    most = whole(judge.shop.rules, ESCALATE_PASSES)
    found = [item for item in open_items(judge, now) if item.passes >= most]
    if not found:
        return
    roles, people = _addressed(list(judge.shop.people.staff.values()))
    who, names = role_list(roles), listed([each.name for each in people])
    cut = judge.shop.book.handovers[-1].cut_at
    for item in found:
        zh = f"「{item.what}」交了 {item.passes} 班还没办结,请{who.zh} {names} 看"
        en = f"“{item.what}” carried through {item.passes} handovers: for {who.en} {names}"
        yield know(f"{_PASSED}{item.item}", cut, "", Words(zh.rstrip(), en.rstrip()))._replace(red=True)


def _addressed(people: list[Person]) -> tuple[tuple[str, ...], list[Person]]:
    """The roles that see it, and the people who have them."""
    here = [each for each in people if each.left_at is None]
    for roles in _ABOVE:
        found = [each for each in here if set(roles) & set(each.roles)]
        if found:
            own = tuple(role for role in roles if any(role in each.roles for each in found))
            return own, found
    return (), []


def seen(known: Known, fact: Fact) -> Iterator[Words]:
    """What is for a supervisor is not put away by who handed it on; those above them may."""
    event = fact.event
    assert isinstance(event, ProposalDismissed)
    if not event.proposal.startswith(_PASSED) or is_machine(fact.by) or not known.staff(fact.by):
        return
    roles, people = _addressed(list(known.shop.people.staff.values()))
    higher = {role for each in _ABOVE[:-1] for role in each} | set(roles)
    if people and not set(known.roles(fact.by, fact.at)) & higher:
        who, names, name = role_list(roles), listed([each.name for each in people]), known.name(fact.by)
        yield Words(
            f"{name} 不能替主管看过:请{who.zh} {names} 来按",
            f"{name} cannot see it for them: ask the {who.en}, {names}",
        )
