"""What is wrong with something a person or a program gave us, as data.

A reader collects every `Problem` and goes on to the end; whoever asked decides what to show. `Refused` carries them
up when nothing may be written.
"""

from collections.abc import Iterable
from typing import NamedTuple

from kfterm.words import Lang, Words


class Problem(NamedTuple):
    """One mistake: where it is, what was found, what would be right."""

    place: str
    """Where: `line 12`, `03-conduct.toml R4-3.1.01`, `seq 40`, or empty."""
    says: Words
    """What was found and what to do, a whole sentence in each language."""

    def pick(self, lang: Lang) -> str:
        """The problem as one line of text."""
        text = self.says.pick(lang)
        return f"{self.place}: {text}" if self.place else text


class Refused(Exception):
    """Nothing was written. `problems` says why, all of it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.pick("en") for problem in self.problems))


def refused(zh: str, en: str, place: str = "") -> Refused:
    """A refusal with one reason."""
    return Refused([Problem(place, Words(zh, en))])
