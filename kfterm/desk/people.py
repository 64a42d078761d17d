"""People: roles come from the contract's list, so that a permission can name them."""

from collections.abc import Iterator

from kfterm.desk.known import Known
from kfterm.events.lines import Fact
from kfterm.events.people import ROLES, StaffChanged, StaffJoined
from kfterm.words import Words


def _roles(roles: tuple[str, ...]) -> Iterator[Words]:
    for role in roles:
        if role not in ROLES:
            known = " / ".join(ROLES)
            yield Words(f"没有岗位 {role}(可用:{known})", f"there is no role {role} (there are: {known})")


def joined(known: Known, fact: Fact) -> Iterator[Words]:
    """Somebody with roles that exist."""
    assert isinstance(fact.event, StaffJoined)
    yield from _roles(fact.event.roles)


def changed(known: Known, fact: Fact) -> Iterator[Words]:
    """The same."""
    assert isinstance(fact.event, StaffChanged)
    yield from _roles(fact.event.roles or ())
