"""All kinds in one table, and the two ways they are read: from the log's bytes and by name."""

from collections.abc import Iterable
from typing import Union, cast

import msgspec

from kfterm.events import attendance, chats, conduct, floor, handover, money, orders, people, roster, rules, scores
from kfterm.events.base import Event, kind_of
from kfterm.events.upcast import OLD, current

TOPICS = (people, rules, roster, attendance, floor, chats, orders, handover, conduct, scores, money)


def _classes() -> Iterable[type[Event]]:
    for topic in TOPICS:
        for value in vars(topic).values():
            if isinstance(value, type) and issubclass(value, Event) and value is not Event:
                yield value


KINDS: dict[str, type[Event]] = {kind_of(each): each for each in _classes()}
"""Kind to its newest class."""

_ENCODER = msgspec.json.Encoder(decimal_format="string", order=None)
_DECODER = msgspec.json.Decoder(Union[(*KINDS.values(), *OLD)])


def encode(event: Event) -> bytes:
    """The JSON of an event, fields in the order of the class, defaults left out: always the same bytes."""
    return _ENCODER.encode(event)


def decode(body: bytes) -> Event:
    """The event in a row's body, brought to its newest version. Raises msgspec.DecodeError for an unknown kind."""
    event = cast(Event, _DECODER.decode(body))
    return current(event) if type(event) in OLD else event
