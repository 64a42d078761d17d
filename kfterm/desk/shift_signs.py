"""How a shift is written into one cell and with which key it is typed: 早 or E, by e. For the grid and its papers."""

from typing import NamedTuple

from kfterm.events.roster import REST
from kfterm.month.judge import Judge
from kfterm.periods import month
from kfterm.words import Lang, Words

LEAVE = "leave"
"""Stands where a shift would stand on a day of leave; it is no shift and cannot be assigned."""
_TAKEN = frozenset("rupq")
"""Letters that mean something else in the grid: rest, undo, problems, back."""
_REST = Words("休", "rest")
_LEAVE = Words("假", "leave")


class Sign(NamedTuple):
    """One shift, rest or leave as it is written and typed."""

    shift: str
    key: str
    """The key that assigns it; empty for what cannot be assigned."""
    short: Words
    """What stands in a cell: one Chinese character, or one letter."""
    words: Words
    """What it is called in full."""
    hours: tuple[int, int] | None = None
    """Minutes after midnight of its beginning and end."""

    def pick(self, lang: Lang) -> str:
        """What stands in a cell."""
        return self.short.pick(lang)


def signs(judge: Judge, label: str) -> dict[str, Sign]:
    """Every shift known on some day of a month, in the order of the day, then rest and leave. Two never share a sign."""
    this = month(label)
    found: dict[str, Sign] = {}
    known = judge.plan.shifts(this.last) | judge.plan.shifts(this.first)
    taken, drawn = set(_TAKEN), {_REST.zh, _LEAVE.zh}
    for shift, hours in sorted(known.items(), key=lambda each: (each[1].start, each[0])):
        key = next(each for each in (shift[:1].lower(), *_digits()) if each not in taken and each.isalnum())
        first = hours.zh[:1]
        zh = first if "\u4e00" <= first <= "\u9fff" and first not in drawn else key.upper()
        taken.add(key)
        drawn.add(zh)
        words = Words(hours.zh, hours.en)
        found[shift] = Sign(shift, key, Words(zh, key.upper()), words, (hours.start, hours.end))
    found[REST] = Sign(REST, "r", Words(_REST.zh, "r"), _REST)
    found[LEAVE] = Sign(LEAVE, "", Words(_LEAVE.zh, "v"), _LEAVE)
    return found


def _digits() -> list[str]:
    """`1`, `2` … for shifts whose letter is taken; more shifts than digits have signs of two."""
    return [str(number) for number in range(1, 100)]
