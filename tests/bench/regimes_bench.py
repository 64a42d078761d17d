"""A month of a million events, folded and settled under each regime, against the sqlite3 shell reading the same rows.

Run by hand: `PYTHONPATH=. python tests/bench/regimes_bench.py [--quick]`. Each side runs in a process of its own.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from figures import Figure, environment, python, ratio, table, turns
from replay_bench import shell

import data
from kfterm.rulebook.load import shipped

_SETTLE = """
import sys, time
from pathlib import Path
from kfterm.log import open_log
from kfterm.month.summary import summary
from kfterm.replay.window import fold_month
log, label = open_log(Path(sys.argv[1]), read_only=True), sys.argv[2]
start = time.perf_counter()
judge = fold_month(log, label)
folded = time.perf_counter()
found = summary(judge, label)
print(time.perf_counter() - start, folded - start, len(found.statements))
"""


def settle(path: Path) -> tuple[float, float]:
    """Seconds of folding and settling the newest month, and of the folding alone, in a new process."""
    command = python(_SETTLE, str(path), data.LAST_MONTH)
    said = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True).stdout.split()
    if int(said[2]) < 30:
        raise SystemExit(f"only {said[2]} people were settled")
    return float(said[0]), float(said[1])


def run(folder: Path, quick: bool) -> list[Figure]:
    """Every shipped rulebook, one after the other, so that one log at a time is on the disk."""
    if shutil.which("sqlite3") is None:
        return []
    events, rounds = (10_000, 1) if quick else (1_000_000, 3)
    found = []
    for rulebook in shipped():
        path = data.build(folder / "regime.db", data.Size(events, months=1, rulebook=rulebook))
        took = turns(rounds, {"shell": lambda path=path: shell(path), "month": lambda path=path: settle(path)[0]})
        folding = statistics.median(settle(path)[1] for _ in range(rounds))
        note = f"{statistics.median(took['month']):.2f} s, of it folding {folding:.2f} s"
        found.append(
            Figure(
                f"r  {rulebook}: month / sqlite3 shell SELECT *", ratio(took["month"], took["shell"]), most=5, note=note
            )
        )
        for each in folder.glob("regime.db*"):
            each.unlink()
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=os.environ.get("KFTERM_BENCH_DIR")) as name:
        print(table(run(Path(name), "--quick" in sys.argv)))
