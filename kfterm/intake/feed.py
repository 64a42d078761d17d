"""Live events, one JSON object a line, through the same desk as everything else.

A good line is written and nothing is said. A bad one is answered with a line of JSON and kept in the reject file; the
feed goes on. So whoever sends may send a line again at any time: with the same `at` and content it is written once.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from kfterm.desk.desk import Desk
from kfterm.ids import is_plain
from kfterm.intake.rejects import Rejects
from kfterm.intake.stream import Waiting, ending_on_signals
from kfterm.intake.take import Bad, Item, take
from kfterm.problems import refused
from kfterm.words import Lang, Words

_UNKEPT = Words("没能写进拒收文件,稍后再试", "it could not be kept in the reject file, which is tried again later")


class Fed(NamedTuple):
    """What a feed brought."""

    good: int
    """Lines that are in the log now, or were there already."""
    rejected: int
    lost: int = 0
    """Rejected lines that could not even be kept in the reject file."""


def feed(
    desk: Desk,
    lines: Iterable[bytes],
    answer: Callable[[str], None],
    rejects: Path,
    *,
    source: str = "feed",
    lang: Lang = "zh",
) -> Fed:
    """Take lines until they end. `Waiting` lines are written in batches of what is waiting, others one by one.

    Reading `Waiting` lines, Ctrl-C and SIGTERM end the feed after what is in hand.
    """
    by = author(source)
    good = bad = number = 0
    with kept(desk, rejects, lang) as keeper, _signals(lines):
        for batch in _batches(lines):
            items = [Item(number + offset, raw) for offset, raw in enumerate(batch, 1)]
            number += len(batch)
            taken = take(desk, items, by)
            good += taken.good
            bad += len(taken.bad)
            if taken.bad:
                safe = keeper.keep(taken.bad)
                for each in taken.bad:
                    with suppress(OSError):  # nobody listens; the reject file has it
                        answer(reply(each, lang, kept=safe))
    return Fed(good, bad, keeper.lost)


def author(source: str) -> str:
    """The `by` of lines that name none. Raises Refused for a source that cannot be one."""
    if not is_plain(source):
        raise refused(f"来源 {source!r} 不能有空格", f"the source {source!r} must not have spaces")
    return source if ":" in source else f"import:{source}"


def kept(desk: Desk, rejects: Path, lang: Lang) -> Rejects:
    """The reject file of a desk, told by its clock."""
    return Rejects(rejects, lambda: desk.live.calendar.iso(desk.clock.now()), lang)


def reply(bad: Bad, lang: Lang, *, kept: bool = True) -> str:
    """The answer to a bad line."""
    texts = bad.texts(lang) + ([] if kept else [_UNKEPT.pick(lang)])
    return msgspec.json.encode({"line": bad.item.line, "error": texts[0], "problems": texts}).decode()


def _batches(lines: Iterable[bytes]) -> Iterable[list[bytes]]:
    return lines.batches() if isinstance(lines, Waiting) else ([line] for line in lines)


def _signals(lines: Iterable[bytes]) -> AbstractContextManager[None]:
    return ending_on_signals(lines.stop) if isinstance(lines, Waiting) else nullcontext()
