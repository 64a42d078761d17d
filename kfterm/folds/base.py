"""What every fold has in common: a table from event class to the function that applies it."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from kfterm.events.base import Event

Apply = Callable[[Any, Any, int, int], None]
"""(state, event, at, seq): change the state."""

Handlers = Mapping[type[Event], Apply]


class State(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A state that can be stored as a checkpoint."""
