"""Every flipped bit that changes what a query returns is found."""

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

from log.making import KINDS, START, draft, fill

from kfterm.log import open_log
from kfterm.log.verify import verify
from kfterm.problems import Refused

FLIPS = int(os.environ.get("KFTERM_TEST_FLIPS", "300"))

QUERIES = (
    "SELECT * FROM event ORDER BY seq",
    "SELECT at, seq FROM event INDEXED BY event_at ORDER BY at, seq",
    "SELECT id, seq FROM event INDEXED BY sqlite_autoindex_event_1 ORDER BY id",
    "SELECT type, name, sql FROM sqlite_schema ORDER BY name",
    "SELECT * FROM sqlite_sequence",
    "PRAGMA user_version",
    "PRAGMA application_id",
)


def answers(path: Path) -> list[object]:
    """What the queries return, types included; an error is an answer too."""
    found: list[object] = []
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        for query in QUERIES:
            try:
                found.append(connection.execute(query).fetchall())
            except (sqlite3.Error, UnicodeDecodeError) as error:
                found.append(str(error))
    return found


def found_by_verify(path: Path) -> bool:
    """Whether the proof fails."""
    try:
        return not verify(path).holds
    except Refused:
        return True


def test_every_harmful_bit_flip_is_found(path: Path, tmp_path: Path) -> None:
    fill(path, 0)
    note = "客户催发货，已答应今天十八点前发出，请晚班跟进" * 3
    with open_log(path) as log:
        log.append([draft(n, KINDS[n % 5], note=note) for n in range(1, 2201)], recorded=START)
    whole = path.read_bytes()
    assert len(whole) > 900_000
    untouched = answers(path)
    chance = random.Random(20261121)
    harmful, missed = 0, []
    damaged = tmp_path / "damaged.db"
    for _ in range(FLIPS):
        bit = chance.randrange(len(whole) * 8)
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        damaged.write_bytes(flipped)
        for ending in ("-wal", "-shm"):
            damaged.with_name(damaged.name + ending).unlink(missing_ok=True)
        if answers(damaged) != untouched:
            harmful += 1
            if not found_by_verify(damaged):
                missed.append(bit)
    assert harmful > FLIPS // 2
    assert missed == []
