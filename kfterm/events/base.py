"""The shape of every fact: frozen, keyword-only, plain values, no display text, nothing that a rule computes.

The tag is the kind. A second version of a kind is a new class with the tag `kind@2`; the first stays in `upcast.py`
for ever and knows how to become the second.
"""

from typing import ClassVar

import msgspec

MAX_TEXT = 4000
"""Longest note, in characters: a handover book, not an archive."""


class Event(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    gc=False,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="kind",
):
    """One fact. Who said it and when stands beside it, in the row."""

    KEY: ClassVar[str] = ""
    """The field that names the entity this fact opens (`violation`, `leave` …); empty when it opens none."""
    OF: ClassVar[str] = ""
    """The field that names an entity opened before; empty when there is none."""


def kind_of(event: Event | type[Event]) -> str:
    """The kind, without its version: `violation.logged`."""
    return str(event.__struct_config__.tag).partition("@")[0]


def version_of(event: Event | type[Event]) -> int:
    """The version of the kind that this class describes."""
    return int(str(event.__struct_config__.tag).partition("@")[2] or 1)
