"""The shape of a sheet that has been put into words: strings only, the same for the plain text and for the PDF."""

import msgspec

from kfterm.words import Lang


class Part(msgspec.Struct, frozen=True):
    """A labelled text."""

    label: str
    text: str
    loud: bool = False


class Person(msgspec.Struct, frozen=True):
    """One person: name, hours, what is to be noted."""

    name: str
    hours: str
    note: str = ""
    loud: bool = False


class ItemSaid(msgspec.Struct, frozen=True):
    """One open item."""

    number: str
    severity: str
    rank: str
    tags: str
    what: str
    parts: tuple[Part, ...]
    due: str
    overdue: bool
    owner: str
    age: str
    passes: str
    escalated: bool
    answer: Part
    """What the relief said of it."""
    loud: bool
    """Whether it may not be overlooked: past its time, escalated, or not taken."""


class SheetSaid(msgspec.Struct, frozen=True):
    """All of it."""

    lang: Lang
    labels: dict[str, str]
    title: str
    copy: str
    """Which of the two copies it is."""
    stores: str
    head: tuple[Part, ...]
    goals: str
    banner: str
    people_line: str
    noted: tuple[Person, ...]
    others: tuple[Person, ...]
    items_line: str
    items: tuple[ItemSaid, ...]
    settled: tuple[Part, ...]
    events_line: str
    events: tuple[Part, ...]
    counts: tuple[Part, ...]
    """Only on the wall copy: what the lead's copy tells with names."""
    timers: str
    chats: str
    unread: tuple[Part, ...]
    signatures: tuple[Part, ...]
    log_seq: str
    log_head: str
