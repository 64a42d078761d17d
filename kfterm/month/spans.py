"""Arithmetic on stretches of time: half-open, in milliseconds, in order and apart from each other."""

from collections.abc import Iterable, Sequence

Span = tuple[int, int]


def union(spans: Iterable[Span]) -> list[Span]:
    """The time in any of these stretches; empty ones are left out, those that touch become one."""
    found: list[Span] = []
    for since, until in sorted(each for each in spans if each[0] < each[1]):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found


def clip(spans: Iterable[Span], first: int, last: int) -> list[Span]:
    """What of these stretches lies between two moments."""
    return union((max(since, first), min(until, last)) for since, until in spans)


def both(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """The time in both."""
    return union((max(a, c), min(b, d)) for a, b in spans for c, d in others)


def without(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """The time in the first and not in the second."""
    found = union(spans)
    for since, until in others:
        found = union(
            part for a, b in found for part in ((a, min(b, since)), (max(a, until), b))
        )  # fmt: skip
    return found


def length(spans: Iterable[Span]) -> int:
    """Milliseconds in all."""
    return sum(until - since for since, until in spans)
