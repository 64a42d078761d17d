"""Lines that arrived into the log, so that one bad line never keeps out a good one."""

import random
import time
from collections.abc import Sequence
from typing import NamedTuple

from kfterm.desk.desk import Desk
from kfterm.events.lines import Fact
from kfterm.intake.events import read_event, silent
from kfterm.intake.stream import MAX_LINE
from kfterm.problems import Problem, Refused
from kfterm.words import Lang, Words

MOST = 1000
"""So many lines are written at once."""
_AGAIN = 5
"""So often a batch is tried again when other terminals kept writing."""
_LONGEST = 400
"""Longest sentence in an answer, in characters: what was found may be a whole line."""


class Item(NamedTuple):
    """A line as it arrived."""

    line: int
    """Its number on its own connection, from 1."""
    raw: bytes
    client: int = 0
    """Which connection it came by; 0 where there is only one."""


class Bad(NamedTuple):
    """A line that was not written."""

    item: Item
    problems: tuple[Words, ...]

    def texts(self, lang: Lang) -> list[str]:
        """What is wrong with it, in one language."""
        return [_clip(words.pick(lang)) for words in self.problems]


class Taken(NamedTuple):
    """What became of some lines."""

    good: int
    bad: list[Bad]


_Read = tuple[Item, Fact]


def take(desk: Desk, items: Sequence[Item], by: str) -> Taken:
    """Write every good line, in the order they came. A line without `at` happens now."""
    good, bad = 0, []
    for start in range(0, len(items), MOST):
        read: list[_Read] = []
        for item in items[start : start + MOST]:
            raw = item.raw.strip()
            if silent(raw):
                continue
            found = _read(raw, by, desk.clock.now())
            if isinstance(found, Fact):
                read.append((item, found))
            else:
                bad.append(Bad(item, tuple(each.says for each in found)))
        refused = _write(desk, read)
        good += len(read) - len(refused)
        bad += refused
    return Taken(good, sorted(bad, key=lambda each: (each.item.client, each.item.line)))


def _read(raw: bytes, by: str, now: int) -> Fact | list[Problem]:
    if len(raw) > MAX_LINE:
        return [Problem("", Words(f"这一行超过 {MAX_LINE} 字节", f"this line is longer than {MAX_LINE} bytes"))]
    return read_event(raw, "", by, now)


def _write(desk: Desk, read: Sequence[_Read]) -> list[Bad]:
    """All at once; where that is refused each half by itself, until the bad lines stand alone."""
    if not read:
        return []
    try:
        _record(desk, [(f"line {item.line}", fact) for item, fact in read])
    except Refused as refused:
        if len(read) == 1 or _is_trouble(desk, refused):
            says = tuple(each.says for each in refused.problems)
            return [Bad(item, says) for item, _ in read]
    except Exception as error:  # a fault of ours must not end the feed of a whole floor
        if len(read) == 1:
            return [Bad(read[0][0], (_fault(error),))]
    else:
        return []
    half = len(read) // 2
    return _write(desk, read[:half]) + _write(desk, read[half:])


def _record(desk: Desk, facts: Sequence[tuple[str, Fact]]) -> None:
    """Written, also where others write so much that the desk gave up: a feed can wait, and nobody sends again."""
    for again in range(_AGAIN, -1, -1):
        try:
            desk.record(facts)
            return
        except Refused as refused:
            if again == 0 or any(each.place for each in refused.problems):
                raise
        time.sleep(random.uniform(0.01, 0.1))


def _is_trouble(desk: Desk, refused: Refused) -> bool:
    """Whether the log cannot be written at all just now: no line is to blame."""
    return desk.log.read_only or any(each.place in ("", str(desk.log.path)) for each in refused.problems)


def _fault(error: Exception) -> Words:
    found = f"{type(error).__name__}: {error}"
    return Words(f"程序在这一行出错({found}),请报告", f"the program failed on this line ({found}): please report it")


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
