"""Checks that every fact gets: the people and entities it names exist, an entity is opened once, months are months."""

from collections.abc import Iterator

from kfterm.desk.known import Known
from kfterm.events.base import Event, kind_of
from kfterm.events.chats import ChatAnswered, ChatClosed, ChatTransferred, ChatWaiting
from kfterm.events.lines import Fact
from kfterm.events.orders import WaybillsCounted
from kfterm.events.people import StaffJoined
from kfterm.events.scores import KpiReported, ReviewScored
from kfterm.periods import before, month
from kfterm.words import Words

_PEOPLE = ("staff", "with_staff", "second", "vouched_by")
_LOOSE: tuple[type[Event], ...] = (ChatWaiting, ChatTransferred, ChatClosed)
"""Kinds that name nobody: nine of ten events, checked in no time."""
_SEATLESS = ("call", "order", "waybill")
_FOLLOWED: tuple[type[Event], ...] = (KpiReported, ReviewScored, WaybillsCounted)
"""What belongs to its month for good: reported late, its difference is booked in the next open one (R3-A20)."""


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
        yield from _month_problems(known, event, label)


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
        yield from _spoken_of(known, fact, str(getattr(event, event.OF)))
    if not event.KEY or event.KEY in _SEATLESS:
        return
    value = str(getattr(event, event.KEY))
    first = known.opener(event.KEY, value)
    twice = first is not None and first.id != fact.id
    if isinstance(event, StaffJoined):
        person = known.shop.people.staff.get(value)
        taken = (twice or (person is not None and person.left_at is None)) and value not in known.left
    else:
        taken = twice or known.opened_at(event.KEY, value) is not None
    if taken:
        kind = kind_of(event)
        yield Words(
            f"{event.KEY} {value} 已经有了:每个 {kind} 要用自己的编号",
            f"{event.KEY} {value} is there already: every {kind} needs an id of its own",
        )


def _spoken_of(known: Known, fact: Fact, value: str) -> Iterator[Words]:
    """What a fact is about was opened, and before it."""
    field = fact.event.OF
    opener = known.opener(field, value)
    since = opener.at if opener else known.opened_at(field, value)
    if since is None:
        yield Words(f"没有 {field} {value}", f"there is no {field} {value}")
    elif fact.at < since:
        when, kind = known.calendar.text(since), kind_of(fact.event)
        yield Words(
            f"{field} {value} 到 {when} 才有,{kind} 不能更早:请改 at",
            f"{field} {value} is there since {when} only, {kind} cannot be earlier: correct at",
        )


def _month_problems(known: Known, event: Event, label: str) -> Iterator[Words]:
    """A month that exists and is not closed: what comes later is entered for the next open one (G13)."""
    try:
        month(label)
    except ValueError:
        yield Words(f"month 是 {label!r},应如 2026-10", f"month is {label!r}, it should be like 2026-10")
        return
    closed = known.shop.rules.closed
    if label in closed and not isinstance(event, _FOLLOWED):
        following = label
        while following in closed:
            following = before(following, -1)
        yield Words(
            f"{label} 已结账,不再改变:请记入 {following}",
            f"{label} is closed and does not change any more: enter it for {following}",
        )
