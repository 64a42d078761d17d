"""A copy of the log while it is in use."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from kfterm.log.chain import tail_problem
from kfterm.log.connect import check_kind, reading
from kfterm.log.read import head
from kfterm.log.rows import Head
from kfterm.log.schema import discard, place, refuse_taken
from kfterm.log.trouble import trouble
from kfterm.problems import Refused, refused


def backup(log_path: Path, target: Path) -> Head:
    """Copy a log to a new file, in one piece and while others go on writing. Gives the head of the copy.

    Refuses to overwrite; a copy that fails or does not hold is removed again.
    """
    check_kind(log_path)
    refuse_taken(target)
    if not target.parent.is_dir():
        raise refused("没有这个文件夹。请先建好。", "there is no such folder. Make it first.", str(target.parent))
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        newest = _copy(log_path, part)
        place(part, target)
    except (sqlite3.Error, OSError) as error:
        raise trouble(error, target) from error
    finally:
        discard(part)
    return newest


def _copy(log_path: Path, part: Path) -> Head:
    discard(part)
    with closing(reading(log_path)) as source, closing(sqlite3.connect(part, isolation_level=None)) as copy:
        # All pages in one step: in several, every write of another terminal would start the copy over again.
        source.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()  # one file while it is checked and moved
        copy.text_factory = bytes
        broken = tail_problem(copy)
        if broken:
            raise Refused([broken])
        newest = head(copy)
        copy.execute("PRAGMA journal_mode = WAL").fetchone()
    return newest
