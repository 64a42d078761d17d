"""What an importer gets and gives: one shape for events, rosters and other people's exports.

An importer is a `Format`: it says by the content whether a file is its own, and turns it into facts, each with its
place, and problems. It never writes and never stops at the first mistake.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kfterm.desk.desk import Desk
from kfterm.events.lines import Fact
from kfterm.problems import Problem
from kfterm.words import Words

_ODD = re.compile("[\\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class Source(NamedTuple):
    """A file as it was given."""

    name: str
    """Its path, fit to be shown."""
    data: bytes
    by: str
    """Who says what it says, where a line does not."""
    alone: bool
    """Whether it is the only one: then a place needs no file name."""

    def place(self, where: str) -> str:
        """`line 12`, or `FILE line 12` where there are several files."""
        return where if self.alone else f"{self.name} {where}"


class Found(NamedTuple):
    """What a file says."""

    facts: list[tuple[str, Fact]]
    problems: list[Problem]
    lines: int
    """How many lines (or rows) said something, good or bad."""
    notes: tuple[Words, ...] = ()
    """What is no mistake and should be known."""


class Format(NamedTuple):
    """A kind of file that can be read."""

    name: str
    says: Words
    """What it is, for the list of what can be read."""
    matches: Callable[[Source], bool]
    read: Callable[[Desk, Source], Found]


def shown(path: Path) -> str:
    """A path that can be printed, whatever bytes its name has."""
    return str(path).encode("utf-8", "replace").decode()


def author(path: Path) -> str:
    """The `by` of a file whose lines name none."""
    return f"import:{_ODD.sub('-', path.stem).strip('-') or 'file'}"
