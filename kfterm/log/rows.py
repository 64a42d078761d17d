"""The shapes that go into the log and come out of it."""

from typing import NamedTuple

from kfterm.log.chain import GENESIS
from kfterm.problems import Refused


class Draft(NamedTuple):
    """An event that should be written."""

    id: str
    kind: str
    version: int
    at: int
    by: str
    body: bytes
    """Its JSON, its own `kind` included, on one line."""
    recorded: int | None = None
    """When it was first written: only for an export that is restored."""


class Row(NamedTuple):
    """An event as it stands in the log."""

    seq: int
    id: str
    kind: str
    version: int
    at: int
    recorded: int
    by: str
    body: bytes
    prev: bytes
    hash: bytes


class Tail(NamedTuple):
    """An event that somebody else may have written, as much of it as a screen needs."""

    seq: int
    id: str
    kind: str
    at: int
    by: str
    body: bytes


class Appended(NamedTuple):
    """Where a draft stands in the log now."""

    seq: int
    id: str
    hash: bytes
    fresh: bool
    """False: it was there already, with the same content, and was not written again."""


class Head(NamedTuple):
    """The newest row: what is printed on signed papers."""

    seq: int
    hash: bytes


EMPTY = Head(0, GENESIS)
"""The head of a log without rows."""


class IdTaken(Refused):
    """The id of a draft belongs to another event already."""


class Moved(Refused):
    """Somebody wrote since the caller looked. Look again, decide again."""
