"""What a rule says about a request before somebody decides on it: met, broken, or only to be known."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from kfterm.words import Words

State = Literal["met", "broken", "known"]
Verdict = Literal["clear", "overrule", "refused"]

MARKS: dict[str, str] = {"met": "+", "broken": "x", "overrule": "!", "known": "-", "clear": "+", "refused": "x"}
"""How a state or a verdict is marked where it has one cell: signs that every terminal and printer has."""

_NOTHING = Words("", "")


class Finding(NamedTuple):
    """One rule looked at for one request."""

    clause: str
    """The id of the clause; of what the law or the roster says, its short name; may be empty."""
    says: Words
    """The rule with its arithmetic; of what is broken, the refusal in full."""
    state: State
    overruled_by: tuple[str, ...] = ()
    """Roles that may approve in spite of it, with a reason; empty: nobody may (what is broken is refused)."""
    possible: Words = _NOTHING
    """What would be possible instead."""
    of_people: bool = False
    """Whether it is asked of people only: programs and imports state what was decided elsewhere."""

    @property
    def mark(self) -> str:
        """`+` met, `!` can be overruled, `x` refused, `-` only to be known."""
        return MARKS["overrule" if self.state == "broken" and self.overruled_by else self.state]


def met(clause: str, zh: str, en: str) -> Finding:
    """A rule that is kept."""
    return Finding(clause, Words(zh, en), "met")


def broken(
    clause: str, says: Words, possible: Words = _NOTHING, *, by: Iterable[str] = (), of_people: bool = False
) -> Finding:
    """A rule that is not kept; `by` are the roles that may overrule it."""
    return Finding(clause, says, "broken", tuple(by), possible, of_people)


def known(clause: str, zh: str, en: str) -> Finding:
    """Something that no rule forbids and that should be seen before it is decided."""
    return Finding(clause, Words(zh, en), "known")


def refusals(found: Iterable[Finding]) -> list[Words]:
    """What nobody may overrule, in words."""
    return [each.says for each in found if each.state == "broken" and not each.overruled_by]


def verdict(found: Iterable[Finding]) -> Verdict:
    """The worst of what was found."""
    wrong = [each for each in found if each.state == "broken"]
    if any(not each.overruled_by for each in wrong):
        return "refused"
    return "overrule" if wrong else "clear"


def held_up(found: Iterable[Finding], reason: str, *, machine: bool) -> Iterator[Words]:
    """What keeps an approval from being written: what was broken and neither overruled with a reason nor for people only."""
    for each in found:
        overruled = bool(each.overruled_by and reason.strip())
        if each.state == "broken" and not overruled and not (machine and each.of_people):
            yield each.says
