"""Events as a file: one JSON object a line. Blank lines and lines that begin with `#` say nothing."""

from collections.abc import Iterator
from itertools import islice

from kfterm.desk.desk import Desk
from kfterm.events.lines import Fact, read_line
from kfterm.intake.source import Format, Found, Source
from kfterm.log.append import LAST_MOMENT
from kfterm.problems import Problem
from kfterm.words import Words

_BOM = b"\xef\xbb\xbf"
_LOOK = 50
"""So many lines are looked at before a file is said to hold no events."""


def content(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that say something, with their numbers."""
    for number, line in enumerate(data.removeprefix(_BOM).split(b"\n"), 1):
        raw = line.strip()
        if not silent(raw):
            yield number, raw


def silent(raw: bytes) -> bool:
    """Whether a stripped line is blank or a remark."""
    return not raw or raw.startswith(b"#")


def read_event(raw: bytes, place: str, by: str, now: int | None = None) -> Fact | list[Problem]:
    """One line as a fact, or everything that is wrong with it, whatever the bytes are."""
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        found = f"0x{raw[error.start]:02x}"
        return [_says(
            place,
            f"这一行不是 UTF-8(第 {error.start + 1} 个字节 {found}):请把文件另存为 UTF-8",
            f"this line is not UTF-8 (byte {error.start + 1} is {found}): save the file as UTF-8",
        )]  # fmt: skip
    if b"\0" in raw:
        return [_says(place, "这一行有 NUL 字节:请去掉", "this line has NUL bytes: take them out")]
    try:
        fact = read_line(raw, place, by, now)
    except RecursionError:
        return [_says(place, "这一行的括号套得太深", "this line is nested too deeply")]
    if isinstance(fact, Fact) and not 0 <= fact.at <= LAST_MOMENT:
        return [_says(place, "at 不在 1970 到 9999 年之间", "at is not between the years 1970 and 9999")]
    return fact


def _matches(source: Source) -> bool:
    lines = [raw for _, raw in islice(content(source.data), _LOOK)]
    if not lines:
        return b"\0" not in source.data
    return lines != [b"{"] and lines[0] != b"{" and any(raw.startswith(b"{") for raw in lines)


def _read(desk: Desk, source: Source) -> Found:
    found = Found([], [], 0)
    lines = 0
    for number, raw in content(source.data):
        place = source.place(f"line {number}")
        fact = read_event(raw, place, source.by)
        if isinstance(fact, Fact):
            found.facts.append((place, fact))
        else:
            found.problems.extend(fact)
        lines += 1
    return found._replace(lines=lines)


def _says(place: str, zh: str, en: str) -> Problem:
    return Problem(place, Words(zh, en))


EVENTS = Format(
    "events",
    Words("事件(每行一个 JSON 对象,UTF-8)", "events (one JSON object a line, UTF-8)"),
    _matches,
    _read,
)
