"""What people of the demo did well and badly, as typed values: `data/demo/conduct.toml`."""

from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from kfterm.intake.demo.texts import read


class Profile(msgspec.Struct, frozen=True):
    """One person's month."""

    share: int
    exam: Literal["pass", "full", "fail"] = "pass"
    merits: int = 0
    late: int = 0
    early: int = 0
    missed: int = 0
    absent: int = 0
    meeting: int = 0
    light: int = 0
    medium: int = 0
    complaint: Literal["", "valid", "invalid", "quarrel"] = ""


class Deed(msgspec.Struct, frozen=True):
    """An entry on a clause as a lead types it."""

    clause: str
    note: str
    points: Decimal | None = None
    amount: Decimal | None = None


class Note(msgspec.Struct, frozen=True):
    """A sentence."""

    note: str


class Regime(msgspec.Struct, frozen=True):
    """The conduct of one rulebook's shop."""

    profile: tuple[Profile, ...]
    light: tuple[Deed, ...]
    medium: tuple[Deed, ...]
    absence: Note
    merit: tuple[Deed, ...] = ()
    late: Deed | None = None
    """The clause on which a lead books lateness, where it is booked by hand."""


class Lateness(msgspec.Struct, frozen=True):
    """A span of minutes late."""

    from_minutes: int
    to_minutes: int
    share: int
    points: Decimal


class Complaints(msgspec.Struct, frozen=True):
    """What buyers say and what became of it."""

    list: tuple[str, ...]
    reasons: tuple[str, ...]
    rejected: tuple[str, ...]


class Appeals(msgspec.Struct, frozen=True):
    """What agents say against an entry and what they hear."""

    reasons: tuple[str, ...]
    rejected: tuple[str, ...]
    upheld: tuple[str, ...]
    mistaken: str


class Requests(msgspec.Struct, frozen=True):
    """Reasons people give."""

    leave: tuple[str, ...]
    sick: str
    refused: str
    swap: tuple[str, ...]
    awards: tuple[str, ...]
    adjustments: tuple[str, ...]
    vouched: str


class ConductTexts(msgspec.Struct, frozen=True):
    """`conduct.toml`."""

    r4: Regime
    r8: Regime
    lateness: tuple[Lateness, ...]
    complaints: Complaints
    appeals: Appeals
    requests: Requests


@cache
def conduct() -> ConductTexts:
    """What people did."""
    return read("conduct.toml", ConductTexts)
