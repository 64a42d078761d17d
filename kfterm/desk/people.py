"""People: roles come from the contract's list, so that a permission can name them."""

from collections.abc import Iterator

from kfterm.desk.known import Known
from kfterm.events.lines import Fact
from kfterm.events.people import ROLES, SkillTested, StaffChanged, StaffJoined
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


def tested(known: Known, fact: Fact) -> Iterator[Words]:
    """A test that was measured or judged; it took some time, and nothing below zero was written."""
    event = fact.event
    assert isinstance(event, SkillTested)
    measured = event.characters is not None and event.seconds is not None
    if not measured and event.passed is None:
        yield Words("要有 characters 和 seconds,或 passed", "it needs characters and seconds, or passed")
    if event.seconds is not None and event.seconds < 1:
        yield Words(f"seconds 是 {event.seconds},至少为 1", f"seconds is {event.seconds}, it should be at least 1")
    if event.characters is not None and event.characters < 0:
        found = event.characters
        yield Words(f"characters 是 {found},不能小于 0", f"characters is {found}, it cannot be below 0")
