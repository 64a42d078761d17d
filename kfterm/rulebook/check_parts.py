"""What the checks of a rulebook share: how a mistake is told, chains of tiers, numbers and money that can be true."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from kfterm.money import decimal_text
from kfterm.periods import clock_minutes
from kfterm.rulebook.base import Rule
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.words import Words

Found = Iterator[tuple[str, Words]]
"""A clause's id, or where it is not about a clause what it is about, and what is wrong there."""

Tier = tuple[Clause, Decimal, Decimal | None]
"""A clause, above what, up to what; None where it has no end."""


class Reading(Rulebook):
    """A rulebook that is being checked. What there is and could not be read is not called missing."""

    def __init__(self, rulebook: Rulebook, unread: Collection[str]) -> None:
        super().__init__(rulebook.head, rulebook.clauses, rulebook.files, rulebook.digest)
        self.unread = unread

    def lacks(self, cls: type[Rule]) -> bool:
        """Whether no rule of this mechanism was even written."""
        return not self.all(cls) and tag(cls) not in self.unread


def tag(rule: Rule | type[Rule]) -> str:
    """What the mechanism is called in a file."""
    return str(rule.__struct_config__.tag)


def every(rulebook: Rulebook, *types: type[Rule]) -> Iterator[tuple[Clause, Rule]]:
    """Every rule of these types, with its clause."""
    for cls in types:
        yield from rulebook.all(cls)


def chain(tiers: Sequence[Tier], start: Decimal, *, open_end: bool = True) -> Found:
    """Each tier begins where the one before ends; only the last is open, and it has to be where `open_end` says so."""
    reached: Decimal | None = start
    empty = False
    for clause, over, up_to in tiers:
        if reached is None or over < reached:
            yield clause.id, Words(f"从 {over} 起与前一档重叠", f"overlaps the tier before, from {over} on")
        elif over > reached:
            yield clause.id, Words(f"{reached} 到 {over} 之间没有档", f"there is no tier from {reached} to {over}")
        if up_to is not None and up_to <= over:
            empty = True
            yield clause.id, Words(f"{up_to} 不大于 {over},档是空的", f"{up_to} is not above {over}: the tier is empty")
        reached = up_to
    if tiers and open_end and reached is not None and not empty:
        zh, en = f"{reached} 以上没有档,最后一档不写上限", f"there is no tier above {reached}: the last one has no end"
        yield tiers[-1][0].id, Words(zh, en)


def once_each(found: Iterable[tuple[Clause, str]], zh: str, en: str) -> Found:
    """A name stands once."""
    seen: dict[str, str] = {}
    for clause, name in found:
        if name in seen:
            yield clause.id, Words(f"{zh} {name} 已在 {seen[name]} 中", f"{en} {name} stands in {seen[name]} already")
        seen.setdefault(name, clause.id)


def amount(clause: str, name: str, value: Decimal | None, *, exact: bool = True) -> Found:
    """An amount of yuan: not negative, and in whole fen where it is paid as it stands."""
    if value is None:
        return
    text = decimal_text(value)
    if value < 0:
        yield clause, Words(f"{name} 是 {text},金额不写负数", f"{name} is {text}: an amount is never negative")
    elif exact and value * 100 != (value * 100).to_integral_value():
        yield clause, Words(f"{name} 是 {text},最多两位小数", f"{name} is {text}: at most two decimals")


def share(clause: str, name: str, value: Decimal | None) -> Found:
    """A share of something: above nothing, at most the whole."""
    if value is not None and not 0 < value <= 1:
        text = decimal_text(value)
        yield (
            clause,
            Words(
                f"{name} 是 {text},应大于 0、不大于 1,如 0.3",
                f"{name} is {text}, it should be above 0 and at most 1, such as 0.3",
            ),
        )


def at_least(clause: str, name: str, value: Decimal | int | None, least: int) -> Found:
    """A number that is not too small to mean anything."""
    if value is not None and value < least:
        text = decimal_text(value)
        yield clause, Words(f"{name} 是 {text},应不小于 {least}", f"{name} is {text}, it should be at least {least}")


def low_high(clause: str, low: Decimal, high: Decimal) -> Found:
    """Two ends in their order."""
    if low > high:
        yield clause, Words(f"下限 {low} 大于上限 {high}", f"low {low} is above high {high}")


def filled(clause: str, name: str, value: Sequence[object]) -> Found:
    """A list that has something in it."""
    if not value:
        yield clause, Words(f"{name} 是空的", f"{name} is empty")


def within(clause: str, name: str, given: Iterable[str], known: Sequence[str]) -> Found:
    """Names that are among those there are."""
    for each in given:
        if each not in known:
            there = ", ".join(known) or "–"
            yield clause, Words(f"{name} 里没有 {each}(可用:{there})", f"{name} has no {each} (there are: {there})")


def one_of_two(clause: str, first: str, second: str, has: tuple[bool, bool]) -> Found:
    """Exactly one of two fields is written."""
    if has[0] == has[1]:
        yield clause, Words(f"{first} 和 {second} 写一个,也只写一个", f"write {first} or {second}, one of the two")


def readable(text: str) -> int | None:
    """A time as minutes, or None where it cannot be read."""
    try:
        return clock_minutes(text)
    except ValueError:
        return None


def time(clause: str, name: str, text: str | None) -> Found:
    """A time that can be read."""
    if text is not None and readable(text) is None:
        yield (
            clause,
            Words(f"{name} 是 {text},应如 17:00 或 01:00+1", f"{name} is {text}, it should be like 17:00 or 01:00+1"),
        )
