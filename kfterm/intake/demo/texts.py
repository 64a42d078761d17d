"""The files of `data/demo/` as typed values: people, the shop, the handover book."""

import tomllib
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Literal, TypeVar

import msgspec

from kfterm.resources import data_folder

T = TypeVar("T")
Short = Literal["r4", "r8"]


class Office(msgspec.Struct, frozen=True):
    """Somebody who leads: always here, whatever the size."""

    staff: str
    name: str
    roles: tuple[str, ...]
    shift: str
    base: Decimal


class Leaver(msgspec.Struct, frozen=True):
    """Who resigned."""

    staff: str
    name: str
    post: str
    reason: str


class Crew(msgspec.Struct, frozen=True):
    """What all agents have in common."""

    base: Decimal
    newcomer_probation_months: int


class Agents(msgspec.Struct, frozen=True):
    """Id, name, post."""

    list: tuple[tuple[str, str, str], ...]


class People(msgspec.Struct, frozen=True):
    """`people.toml`."""

    office: tuple[Office, ...]
    leaver: Leaver
    crew: Crew
    agents: Agents


class IncidentText(msgspec.Struct, frozen=True):
    """A kind of incident with its limit."""

    kind: str
    minutes: int
    what: tuple[str, ...]


class Away(msgspec.Struct, frozen=True):
    """Why people leave their seat."""

    reasons: tuple[str, ...]
    dinner: str
    dinner_minutes: int


class Buyers(msgspec.Struct, frozen=True):
    """Beginnings and ends of nicks."""

    heads: tuple[str, ...]
    tails: tuple[str, ...]


class Listed(msgspec.Struct, frozen=True):
    """A bare list."""

    list: tuple[str, ...]


class ShopTexts(msgspec.Struct, frozen=True):
    """`shop.toml`."""

    story: str
    zone: str
    stores: tuple[str, ...]
    rulebooks: dict[str, str]
    settings: dict[str, str]
    settings_r4: dict[str, str]
    incident: tuple[IncidentText, ...]
    away: Away
    buyers: Buyers
    remarks: Listed


class ItemText(msgspec.Struct, frozen=True):
    """An item that comes and goes."""

    kind: str
    what: str
    outcome: str
    next_action: str | None = None
    if_then: str | None = None
    severity: Literal["stable", "watch", "urgent"] = "stable"


class OpenText(msgspec.Struct, frozen=True):
    """An item that is open when the curtain rises."""

    kind: str
    what: str
    opened_hours: float
    due_hours: float
    order: str | None = None
    next_action: str | None = None
    if_then: str | None = None
    severity: Literal["stable", "watch", "urgent"] = "stable"


class Announcements(msgspec.Struct, frozen=True):
    """What was announced."""

    past: tuple[str, ...]
    tonight_read: str
    tonight: str


class BookTexts(msgspec.Struct, frozen=True):
    """`book.toml`."""

    item: tuple[ItemText, ...]
    tonight: tuple[OpenText, ...]
    readings: Listed
    announcements: Announcements


def read(name: str, wanted: type[T]) -> T:
    """A file of `data/demo/`."""
    text = (data_folder() / "demo" / name).read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text, parse_float=float), wanted)


@cache
def people() -> People:
    """Who works here."""
    return read("people.toml", People)


@cache
def shop() -> ShopTexts:
    """The shop and its floor."""
    return read("shop.toml", ShopTexts)


@cache
def book() -> BookTexts:
    """The handover book."""
    return read("book.toml", BookTexts)


def story() -> int:
    """The moment at which the curtain rises."""
    return round(datetime.fromisoformat(shop().story).timestamp() * 1000)
