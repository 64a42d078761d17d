"""Old versions of kinds. They are read as what they were and become what they are now; rows are never rewritten.

An old class keeps its fields and its tag (`kind`, `kind@2` …) and has a method `next()` that returns the same fact
one version newer. There is none yet: every kind is still in its first version.
"""

from typing import Protocol, cast

from kfterm.events.base import Event


class _Old(Protocol):
    def next(self) -> Event: ...


OLD: tuple[type[Event], ...] = ()
"""Every class that is no longer written but must be read for ever."""


def current(event: Event, old: tuple[type[Event], ...] = OLD) -> Event:
    """The fact in its newest version, step by step."""
    while type(event) in old:
        event = cast(_Old, event).next()
    return event
