"""Folding a month and a whole log, against the sqlite3 shell reading the same rows; memory, growth, verify.

Run by hand: `PYTHONPATH=. python tests/bench/replay_bench.py [--quick]`. Each side runs in a process of its own.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from figures import Figure, environment, python, ratio, table, turns

import data

_FOLD = """
import sys, time
from pathlib import Path
from kfterm.log import open_log
from kfterm.replay.window import fold_all, fold_month
log, label = open_log(Path(sys.argv[1]), read_only=True), sys.argv[2]
start = time.perf_counter()
fold_all(log) if label == "all" else fold_month(log, label)
took = time.perf_counter() - start
# not ru_maxrss: that keeps, across exec, the peak of the process that started this one
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(took, int(peak.split()[1]) / 1024)
"""
_VERIFY = """
import sys, time
from pathlib import Path
from kfterm.log.verify import verify
start = time.perf_counter()
report = verify(Path(sys.argv[1]))
if report.problems:
    raise SystemExit(str(report))
print(time.perf_counter() - start, 0)
"""


def fold(path: Path, label: str) -> tuple[float, float]:
    """Seconds and MB of folding a month, or `all`, in a new process; opening and importing do not count."""
    return _two(python(_FOLD, str(path), label))


def verify(path: Path) -> float:
    """Seconds of a proof of the whole chain."""
    return _two(python(_VERIFY, str(path)))[0]


def _two(command: list[str]) -> tuple[float, float]:
    said = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True).stdout.split()
    return float(said[0]), float(said[1])


def shell(path: Path) -> float:
    """Seconds of `SELECT * FROM event` in the sqlite3 shell."""
    start = time.perf_counter()
    subprocess.run(["sqlite3", str(path), "SELECT * FROM event"], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def run(folder: Path, quick: bool) -> list[Figure]:
    """A month of a million, a log of 36 months, and the small and the large."""
    if shutil.which("sqlite3") is None:
        return []
    rounds = 1 if quick else 5
    counts = (5_000, 10_000, 20_000) if quick else (100_000, 1_000_000, 5_000_000)
    months = {count: data.build(folder / f"month{count}.db", data.Size(count, months=1)) for count in counts}
    small, million, large = counts
    long = data.build(folder / "long.db", data.Size(million, months=2 if quick else 36))
    this, closed = data.LAST_MONTH, data.months_of(data.Size(0, months=2 if quick else 36))[0 if quick else 17].label
    took = turns(
        rounds,
        {
            "shell": lambda: shell(months[million]),
            "month": lambda: fold(months[million], this)[0],
            "verify": lambda: verify(months[million]),
            "one": lambda: fold(long, closed)[0],
            "newest": lambda: fold(long, this)[0],
            "whole": lambda: fold(long, "all")[0],
        },
    )
    sized = {count: [fold(months[count], this) for _ in range(1 if quick else 3)] for count in counts}
    seconds = {count: statistics.median(each[0] for each in runs) for count, runs in sized.items()}
    memory = {count: statistics.median(each[1] for each in runs) for count, runs in sized.items()}
    told = f"{statistics.median(took['month']):.2f} s; shell {statistics.median(took['shell']):.2f} s"
    mb = f"{memory[small]:.0f} / {memory[million]:.0f} / {memory[large]:.0f} MB"
    each_event = (seconds[large] / large) / (seconds[million] / million)
    return [
        Figure(f"b  month of {million:,} events / sqlite3 shell SELECT *", ratio(took["month"], took["shell"]), most=5, note=told),
        Figure(f"b  memory at {large:,} / at {small:,}", memory[large] / memory[small], most=1.1, note=mb),
        Figure(f"b  time an event at {large:,} / at {million:,} (1 is linear)", each_event, most=1.2),
        Figure("b  a closed month of 36 / the whole log", ratio(took["one"], took["whole"]), most=1 / 20,
               note=f"whole {statistics.median(took['whole']):.2f} s"),
        Figure("b  the newest month of 36 / the whole log", ratio(took["newest"], took["whole"]), most=1 / 20),
        Figure("b  verify / sqlite3 shell SELECT *", ratio(took["verify"], took["shell"]), most=3.2),
    ]  # fmt: skip


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=os.environ.get("KFTERM_BENCH_DIR")) as name:
        print(table(run(Path(name), "--quick" in sys.argv)))
