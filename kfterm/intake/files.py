"""Files into the log: recognised by their content, checked whole, written all together or not at all."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kfterm.desk.desk import Desk
from kfterm.events.base import kind_of
from kfterm.events.lines import Fact
from kfterm.events.registry import decode, encode
from kfterm.events.rules import RulebookAdopted
from kfterm.intake.events import EVENTS
from kfterm.intake.roster_grid import ROSTER
from kfterm.intake.source import Format, Source, author, shown
from kfterm.log.rows import Appended, Row
from kfterm.problems import Problem, Refused
from kfterm.words import Words

FORMATS: tuple[Format, ...] = (ROSTER, EVENTS)
"""What can be read; the first that knows a file reads it."""

_PLACE = re.compile(r"(.*?)\s?line (\d+)$", re.DOTALL)
_HINTS = (
    (
        b"PK\x03\x04",
        Words(
            "看起来是 Excel 文件,但前 20 行里没有日期或日号的表头",
            "it looks like an Excel file, but none of its first 20 rows is a head of dates or days",
        ),
    ),
    (b"\xff\xfe", Words("是 UTF-16:请另存为 UTF-8", "it is UTF-16: save it as UTF-8")),
    (b"\xfe\xff", Words("是 UTF-16:请另存为 UTF-8", "it is UTF-16: save it as UTF-8")),
    (b"SQLite format 3", Words("是数据库:用 --db 打开", "it is a database: open it with --db")),
    (b"[", Words("是一个 JSON 列表:请每行写一个对象", "it is a JSON list: write one object a line")),
    (b"{", Words("JSON 对象分成了几行:请每行写一个完整对象", "its object spans lines: write each on one line")),
)


class Imported(NamedTuple):
    """What an import did, or would do."""

    fresh: int
    """Facts that are new."""
    known: int
    """Facts that the log had already, or that were said twice."""
    lines: int
    recognised: dict[str, str]
    """Path to the kind of file it is."""
    notes: tuple[Words, ...] = ()
    """What is no mistake and should be known."""


def import_files(desk: Desk, paths: Sequence[Path | str], *, dry_run: bool = False) -> Imported:
    """Import files as one batch. Raises Refused with every problem of every file; then nothing was written."""
    facts: list[tuple[str, Fact]] = []
    problems: list[Problem] = []
    recognised: dict[str, str] = {}
    notes: list[Words] = []
    lines = 0
    for each in paths:
        path = Path(each)
        try:
            source = Source(shown(path), path.read_bytes(), author(path), len(paths) == 1)
        except OSError as error:
            reason = error.strerror or str(error)
            says = Words(f"读不了这个文件({reason})", f"this file cannot be read ({reason})")
            problems.append(Problem(shown(path), says))
            continue
        form = next((known for known in FORMATS if known.matches(source)), None)
        if form is None:
            problems.append(_unknown(source))
            continue
        recognised[source.name] = form.name
        found = form.read(desk, source)
        facts += found.facts
        problems += found.problems
        lines += found.lines
        notes += found.notes
    desk.follow()
    fresh, taken = _sift(desk, facts)
    problems += taken
    if problems or dry_run:
        problems += desk.problems(fresh)
    if problems:
        names = [shown(Path(each)) for each in paths]
        raise Refused(sorted(problems, key=lambda problem: _rank(problem, names)))
    if fresh and not dry_run:
        written = sum(each.fresh for each in _record(desk, fresh))
    else:
        written = len(fresh)
    return Imported(written, len(facts) - written, lines, recognised, tuple(notes))


def _sift(desk: Desk, facts: Sequence[tuple[str, Fact]]) -> tuple[list[tuple[str, Fact]], list[Problem]]:
    """The facts that are new, each once; and ids that stand for two different things."""
    fresh: list[tuple[str, Fact]] = []
    problems: list[Problem] = []
    first: dict[str, tuple[str, Fact]] = {}
    for place, fact in facts:
        other, said = first.setdefault(fact.id, (place, fact))
        if said is not fact:
            if said != fact:
                problems.append(_taken(place, fact, Words(other, other)))
            continue
        row = desk.log.by_id(fact.id)
        if row is None:
            fresh.append((place, fact))
        elif not _same(row, fact):
            problems.append(_taken(place, fact, Words(f"记录第 {row.seq} 行", f"row {row.seq} of the log")))
    return fresh, problems


def _same(row: Row, fact: Fact) -> bool:
    event = fact.event
    if (row.kind, row.at, row.by) != (kind_of(event), fact.at, fact.by):
        return False
    if isinstance(event, RulebookAdopted) and not event.files:  # its text was added when it was written
        old = decode(row.body)
        return isinstance(old, RulebookAdopted) and (old.rulebook, old.from_on) == (event.rulebook, event.from_on)
    return row.body == encode(event) or decode(row.body) == event


def _taken(place: str, fact: Fact, by: Words) -> Problem:
    zh = f"id {fact.id} 已用于另一件事({by.zh}):请换一个 id,或不写 id"
    return Problem(place, Words(zh, f"id {fact.id} stands for something else ({by.en}): give another id, or none"))


def _record(desk: Desk, facts: list[tuple[str, Fact]]) -> list[Appended]:
    try:
        return desk.record(facts)
    except Refused as refused:  # the log knows ids, people know lines
        places = {repr(fact.id)[:60]: place for place, fact in facts}
        raise Refused(Problem(places.get(each.place, each.place), each.says) for each in refused.problems) from refused


def _rank(problem: Problem, names: Sequence[str]) -> tuple[int, int]:
    found = _PLACE.fullmatch(problem.place)
    name, line = (found[1], int(found[2])) if found else (problem.place, 0)
    return (names.index(name) if name in names else 0, line)


def _unknown(source: Source) -> Problem:
    start = source.data.lstrip(b"\xef\xbb\xbf \t\r\n")
    unknown = Words("内容不认识", "its content is unknown")
    hint = next((says for mark, says in _HINTS if start.startswith(mark)), unknown)
    zh = "、".join(form.says.zh for form in FORMATS)
    en = ", ".join(form.says.en for form in FORMATS)
    return Problem(source.name, Words(f"{hint.zh}。能读的有:{zh}", f"{hint.en}. What can be read: {en}"))
