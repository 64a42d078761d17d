"""What a picker knows apart from drawing: the query, what it finds, the cursor, and the lines of the list in sight."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from screens.pinyin import SUBSEQUENCE, match, rank
from screens.text import fit, safe, width
from screens.widgets.painted import Line

_LEAST_LABEL = 12


@dataclass(frozen=True, slots=True)
class PickItem:
    """One thing to pick. `search` is further text that finds it, a line for each; `hint` stands at the right.

    `number` (of a clause) and `words` (of its kinds) find it before any further text does.
    """

    key: str
    label: str
    hint: str = ""
    group: str = ""
    search: str = ""
    number: str = ""
    words: str = ""


_NUMBER = re.compile(r"(?:r\d+-)?[\d.]+")
_NUMBERS = 4
"""How many ways there are to meet a number; then come the words."""


def _by_label(query: str, items: Sequence[PickItem], found: list[PickItem]) -> list[PickItem]:
    """What a query finds: its number first, then label, hint and kinds, before what further text alone finds."""
    if not query.strip():
        return found
    tiers = {item.key: _tier(query, item) for item in items}
    met = sorted((item for item in items if tiers[item.key] is not None), key=lambda item: tiers[item.key] or 0)
    return [*met, *(item for item in found if tiers[item.key] is None)]


def _tier(query: str, item: PickItem) -> int | None:
    """How well a query meets what an item is, 0 best; None where only further text may find it."""
    numbered = _numbered(query, item.number)
    if numbered is not None:
        return numbered
    score = match(query, f"{item.label}\n{item.hint}\n{item.words}")
    return _NUMBERS + score if score is not None and _close(score) else None


def _numbered(query: str, number: str) -> int | None:
    """`1.5` as it is written, `15` without its points, then what begins so."""
    typed = query.strip().lower()
    if not number or _NUMBER.fullmatch(typed) is None:
        return None
    series, _, own = number.lower().rpartition("-")
    asked = typed.removeprefix(f"{series}-")
    plain = ".".join(part.lstrip("0") or part for part in own.split("."))
    ways = (
        asked in (own, plain),
        asked in (own.replace(".", ""), plain.replace(".", "")),
        own.startswith(asked) or plain.startswith(asked),
        own.replace(".", "").startswith(asked),
    )
    return next((index for index, met in enumerate(ways) if met), None)


def _close(score: int | None) -> bool:
    return score is not None and score < SUBSEQUENCE


def _searched(item: PickItem) -> str:
    return f"{item.label}\n{item.hint}\n{item.words}\n{item.number}\n{item.search}"


@dataclass(slots=True)
class PickState:
    """The filtered list. Groups have a title line while there is no query; a query orders by how well it is met."""

    items: Sequence[PickItem] = ()
    query: str = ""
    found: list[PickItem] = field(default_factory=list)
    index: int = 0
    _entries: list[PickItem | str] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)
    _offset: int = 0

    def take(self, items: Sequence[PickItem]) -> None:
        """Other items under the same query; the cursor stays on its key."""
        key = self.current.key if self.current else None
        self.items = items
        self._texts = {item.key: _searched(item) for item in items}
        self.ask(self.query)
        self.index = next((index for index, item in enumerate(self.found) if item.key == key), 0)

    def ask(self, query: str) -> None:
        """Filter by another query, with the cursor on the best."""
        self.query = query
        texts = self._texts
        self.found = _by_label(query, self.items, rank(query, self.items, lambda item: texts[item.key]))
        self.index = self._offset = 0
        self._entries = list(self.found) if query.strip() else _grouped(self.found)

    @property
    def total(self) -> int:
        """Lines of the whole list: every item, and a title for each group."""
        return len(_grouped(self.items))

    @property
    def current(self) -> PickItem | None:
        """The item under the cursor."""
        return self.found[self.index] if self.found else None

    def move(self, by: int) -> None:
        """The cursor up or down, not beyond the ends."""
        self.index = max(0, min(self.index + by, len(self.found) - 1))

    def point(self, y: int) -> bool:
        """The cursor to the item on a line of the list in sight; False if there is none."""
        place = self._offset + y
        entry = self._entries[place] if 0 <= place < len(self._entries) and y >= 0 else ""
        if isinstance(entry, str):
            return False
        self.index = self.found.index(entry)
        return True

    def lines(self, cells: int, height: int) -> list[Line]:
        """The part of the list around the cursor, as lines of so many cells."""
        if height <= 0 or not self.found:
            return []
        place = self._entries.index(self.found[self.index], self.index)
        top = 0 if self.index == 0 else place  # the first item brings its group's title back into sight
        self._offset = max(place - height + 1, min(self._offset, top))
        shown = self._entries[self._offset : self._offset + height]
        return [self._line(entry, cells) for entry in shown]

    def _line(self, entry: PickItem | str, cells: int) -> Line:
        if isinstance(entry, str):
            return ((fit(safe(entry), cells), "head"),)
        here = entry is self.current
        style = " cursor" if here else ""
        hint = safe(entry.hint or (entry.group if self.query.strip() else ""))
        hint = fit(hint, min(width(hint), max(0, cells - 3 - _LEAST_LABEL)))
        label = fit(safe(entry.label), cells - 3 - width(hint))
        return ("› " if here else "  ", "strong" + style), (label + " ", style), (hint, "dim" + style)


def _grouped(items: Sequence[PickItem]) -> list[PickItem | str]:
    """The items with a title before each group."""
    entries: list[PickItem | str] = []
    group = ""
    for item in items:
        if item.group and item.group != group:
            entries.append(item.group)
        group = item.group
        entries.append(item)
    return entries
