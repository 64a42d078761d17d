"""Hypothesis builders: an event of any kind, made from the fields of its class, with few names so that facts meet."""

import typing
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
from hypothesis import strategies as st

from kfterm.events.base import Event
from kfterm.events.registry import KINDS

POOLS: dict[str, tuple[str, ...]] = {
    "shift": ("day", "late", "rest"),
    "month": ("2024-05", "2024-06", "2024-07"),
    "clause": ("R8-5.7.1", "R8-4.5.4", "R8-3.11.1", "R8-2.9", "R8-5.6"),
    "item_kind": ("H01", "H15"),
    "incident_type": ("system", "parcel"),
    "rulebook": ("r8-red-packet",),
    "report": ("daily_summary",),
    "duty": ("desk",),
    "digest": ("d1", "d2"),
}
"""Fields whose values must be of a set to mean anything."""

_PEOPLE = ("staff", "with_staff", "owner", "second", "vouched_by")
_FREE_TEXT = ("reason", "note", "what", "outcome", "purpose", "remark", "name", "next_action", "if_then", "read_back")
_AMOUNTS = ("amount", "unit_price", "total", "base", "exchange_cost")

halves = st.integers(1, 8).map(lambda n: Decimal(n) / 2)
yuan = st.integers(0, 500_000).map(lambda n: Decimal(n) / 100)
june = st.dates(date(2024, 5, 25), date(2024, 7, 5))
moments = st.datetimes(datetime(2024, 5, 25), datetime(2024, 7, 5)).map(  # noqa: DTZ001 - the zone is put on here
    lambda each: each.replace(tzinfo=timezone(timedelta(hours=8)), microsecond=0)
)


def events(*kinds: str, text: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Event]:
    """An event of one of these kinds, or of any."""
    words = text or st.sampled_from(("", "x", "客户催发货", "a 'quoted' note"))
    return st.one_of(*(_of(KINDS[kind], words) for kind in (kinds or sorted(KINDS))))


def _of(cls: type[Event], text: st.SearchStrategy[str]) -> st.SearchStrategy[Event]:
    fields = {}
    for field in msgspec.structs.fields(cls):
        found = _value(field.name, field.type, text)
        fields[field.name] = found if field.required else st.one_of(st.just(_default(field)), found)
    return st.builds(cls, **fields)


def _default(field: msgspec.structs.FieldInfo) -> Any:
    if field.default is not msgspec.NODEFAULT:
        return field.default
    return typing.cast(Any, field.default_factory)()


def _value(name: str, wanted: Any, text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    origin = get_origin(wanted)
    if origin in (UnionType, Union):
        return _value(name, next(each for each in get_args(wanted) if each is not NoneType), text)
    if origin is Literal:
        return st.sampled_from(get_args(wanted))
    if origin is tuple:
        pool = ("agent", "lead", "supervisor") if name == "roles" else ("li", "wu", "zhao")
        return st.lists(st.sampled_from(pool), max_size=2, unique=True).map(tuple)
    if origin is dict:
        return st.dictionaries(st.sampled_from(("volume", "quality")), st.sampled_from(("1", "2.5")), max_size=2)
    if wanted is str:
        return _text(name, text)
    if wanted is Decimal:
        return yuan if name in _AMOUNTS else halves
    simple: dict[Any, st.SearchStrategy[Any]] = {
        bool: st.booleans(),
        int: st.integers(1, 5),
        date: june,
        datetime: moments,
    }
    return simple[wanted]


def _text(name: str, text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    if name in POOLS:
        return st.sampled_from(POOLS[name])
    if name in _PEOPLE:
        return st.sampled_from(("li", "wu", "zhao"))
    if name == "key":
        return st.sampled_from(("chat.red_seconds", "incident_limit.system"))
    if name == "value":
        return st.sampled_from(("15", "30"))
    if name in _FREE_TEXT:
        return text
    return st.sampled_from(tuple(f"{name}{n}" for n in (1, 2, 3)))


START = round(datetime(2024, 5, 28, tzinfo=UTC).timestamp() * 1000)
_DAY = 24 * 3600
_APART = ("rulebook.adopted", "month.closed", "entry.withdrawn")
"""Kinds that are left to the tests."""
_TOPICS = (
    ("chat.", "account."),
    ("violation.", "merit.", "appeal.", "complaint.", "proposal."),
    ("shift.", "swap.", "leave.", "rest.", "punch.", "absence.", "packet.", "attendance."),
    ("item.", "handover.", "announcement."),
    ("seat.", "call.", "incident."),
    ("order.", "remark.", "waybill", "refund.", "staff."),
    ("",),
)
"""A story of one topic, so that its facts have to do with each other; the last one is of everything."""


def stories(max_size: int = 30, days: int = 31) -> st.SearchStrategy[list[tuple[int, Event]]]:
    """Some weeks of facts, each with a moment of its own, in no order."""
    moment = st.integers(0, days * _DAY).map(lambda n: START + n * 1000)
    told = [[k for k in KINDS if k.startswith(topic) and k not in _APART] for topic in _TOPICS]
    facts = [st.lists(st.tuples(moment, events(*k)), max_size=max_size, unique_by=lambda each: each[0]) for k in told]
    return st.one_of(*facts)
