"""Checks that every fact gets: the people and entities it names exist, an entity is opened once, months are months."""

from collections.abc import Iterator

from kfterm.desk.known import Known
from kfterm.events.base import Event, kind_of
from kfterm.events.chats import ChatAnswered, ChatClosed, ChatTransferred, ChatWaiting
from kfterm.events.lines import Fact
from kfterm.events.people import StaffJoined
from kfterm.periods import month
from kfterm.words import Words

_PEOPLE = ("staff", "with_staff", "second", "vouched_by")
_LOOSE: tuple[type[Event], ...] = (ChatWaiting, ChatTransferred, ChatClosed)
"""Kinds that name nobody: nine of ten events, checked in no time."""
_SEATLESS = ("call", "order", "waybill")


def references(known: Known, fact: Fact) -> Iterator[Words]:
    """What a fact names and nobody knows."""
    event = fact.event
    if isinstance(event, _LOOSE):
        return
    if isinstance(event, ChatAnswered):
        if event.staff and not known.staff(event.staff):
            yield _nobody("staff", event.staff)
        return
    yield from _people(known, event)
    yield from _entities(known, fact)
    label = getattr(event, "month", None)
    if label is not None:
        try:
            month(label)
        except ValueError:
            yield Words(f"month 是 {label!r},应如 2026-10", f"month is {label!r}, it should be like 2026-10")


def _people(known: Known, event: Event) -> Iterator[Words]:
    if not isinstance(event, StaffJoined):
        for name in _PEOPLE:
            value = getattr(event, name, None)
            if isinstance(value, str) and not known.staff(value):
                yield _nobody(name, value)
    for name in ("absent", "excused"):
        for value in getattr(event, name, ()):
            if not known.staff(value):
                yield _nobody(name, value)


def _nobody(field: str, value: str) -> Words:
    return Words(
        f"{field}:没有编号为 {value} 的人(先记 staff.joined)",
        f"{field}: nobody has the id {value} (log staff.joined first)",
    )


def _entities(known: Known, fact: Fact) -> Iterator[Words]:
    event = fact.event
    if event.OF and event.OF not in ("staff", *_SEATLESS):
        value = getattr(event, event.OF)
        if not known.entity(event.OF, value):
            yield Words(f"没有 {event.OF} {value}", f"there is no {event.OF} {value}")
    if not event.KEY or event.KEY in _SEATLESS:
        return
    value = getattr(event, event.KEY)
    first = known.opener(event.KEY, value)
    if isinstance(event, StaffJoined):
        person = known.shop.people.staff.get(value)
        taken = person is not None and person.left_at is None
    else:
        table_has = Known(known.judge).entity(event.KEY, value)
        taken = table_has and event.KEY != "handover" or known.shop.book.handover(str(value)) is not None
    if taken or (first is not None and first.id != fact.id):
        kind = kind_of(event)
        yield Words(
            f"{event.KEY} {value} 已经有了:每个 {kind} 要用自己的编号",
            f"{event.KEY} {value} is there already: every {kind} needs an id of its own",
        )
