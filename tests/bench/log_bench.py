"""`kfterm log seat.taken staff=a` from a script, against a bare Python that writes one row: whole processes.

Run by hand: `PYTHONPATH=. python tests/bench/log_bench.py [--quick]`.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from figures import Figure, process, python, ratio, table, turns

import data
from kfterm.clock import SystemClock

_BARE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("PRAGMA synchronous = FULL")
connection.execute("CREATE TABLE IF NOT EXISTS event (seq INTEGER PRIMARY KEY, body TEXT)")
connection.execute("BEGIN IMMEDIATE")
connection.execute("INSERT INTO event (body) VALUES ('{}')")
connection.execute("COMMIT")
connection.close()
"""


def run(folder: Path, quick: bool) -> list[Figure]:
    """Both ways to start kfterm, and what its imports cost at the least."""
    path = data.floor(folder / "log.db", SystemClock().now(), agents=30, waiting=100)
    what = ["--db", str(path), "log", "seat.taken", "staff=kf01"]
    took = turns(
        1 if quick else 21,
        {
            "bare": lambda: process(python(_BARE, str(folder / "bare.db"))),
            "script": lambda: process(python("from kfterm.__main__ import main; main()", *what)),
            "module": lambda: process([sys.executable, "-m", "kfterm", *what]),
            "msgspec": lambda: process(python("import msgspec, sqlite3")),
        },
    )
    ms = {name: statistics.median(found) * 1000 for name, found in took.items()}
    told = f"{ms['script']:.0f} ms; bare {ms['bare']:.0f} ms"
    return [
        Figure("e  kfterm log (console script) / bare insert", ratio(took["script"], took["bare"]), most=2, note=told),
        Figure("e  python -m kfterm log / bare insert", ratio(took["module"], took["bare"]), most=2),
        Figure("e  - `import msgspec, sqlite3` alone / bare insert", ratio(took["msgspec"], took["bare"])),
    ]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=os.environ.get("KFTERM_BENCH_DIR")) as name:
        print(table(run(Path(name), "--quick" in sys.argv)))
