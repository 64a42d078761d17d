"""Questions in SQL that no screen answers: reading only, through sqlite-utils."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from kfterm.log.connect import check_kind, reading
from kfterm.problems import refused


def ask(path: Path, sql: str) -> Iterator[dict[str, Any]]:
    """The rows of an answer. Raises Refused when the question cannot be asked; nothing can be written."""
    from sqlite_utils import Database

    check_kind(path)
    with closing(reading(path)) as connection:
        connection.execute("PRAGMA query_only = ON")
        connection.text_factory = str
        try:
            for row in Database(connection).query(sql):
                yield {name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()}
        except (sqlite3.Error, ValueError) as error:
            raise refused(f"SQL 有误:{error}", f"the SQL is wrong: {error}") from error
