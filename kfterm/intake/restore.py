"""An export becomes a log again: the same rows with the same ids and moments, and therefore the same head.

This is the log coming back, not news: shapes are checked, the desk is not asked again whether what was accepted then
would be accepted today. The chain decides in the end: whoever has a signed paper compares its head.
"""

from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kfterm.intake.drafts import drafts, is_export, says
from kfterm.log.connect import open_log
from kfterm.log.rows import Head
from kfterm.log.schema import create, discard, place
from kfterm.log.store import Log
from kfterm.log.trouble import trouble
from kfterm.problems import Problem, Refused, refused

__all__ = ["Restored", "is_export", "restore"]

_CHUNK = 20_000


class Restored(NamedTuple):
    """What came back."""

    rows: int
    head: Head


def restore(db: Path, export: Path) -> Restored:
    """Make a log from an export, where there is none yet or an empty one. Raises Refused; then nothing was made."""
    if db.exists():
        with open_log(db) as log:
            if log.head().seq:
                zh, en = "数据库里已有记录:要恢复到新的数据库", "this database has rows: restore into a new one"
                raise refused(zh, en, str(db))
            return _fill(log, export, None)  # in one piece: others may have it open
    part = db.with_name(f"{db.name}.restore")
    _remove(part)
    try:
        create(part)
        with open_log(part) as log:
            done = _fill(log, export, _CHUNK)
        place(part, db)
    except OSError as error:
        raise trouble(error, db) from error
    finally:
        _remove(part)
    return done


def _remove(part: Path) -> None:
    discard(part)
    for ending in (".lock", ".next"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


def _fill(log: Log, export: Path, size: int | None) -> Restored:
    problems: list[Problem] = []
    rows = drafts(export, problems)
    seq = 0
    while chunk := list(islice(rows, size)):
        last = {draft.id: number for number, draft in chunk}
        twice = [number for number, draft in chunk if last[draft.id] != number]
        if seq:
            twice += [number for number, draft in chunk if log.by_id(draft.id)]
        problems += [says(number, "这个 id 有两行", "two lines have this id") for number in twice]
        if problems:
            continue  # only to find all that is wrong
        try:
            seq += len(log.append([draft for _, draft in chunk], recorded=0, expected_seq=seq))
        except Refused as error:  # the log knows ids, people know lines
            lines = {repr(key)[:60]: f"line {number}" for key, number in last.items()}
            raise Refused(Problem(lines.get(each.place, each.place), each.says) for each in error.problems) from error
    if problems:
        raise Refused(sorted(problems, key=lambda each: int(each.place.removeprefix("line "))))
    return Restored(seq, log.head())
