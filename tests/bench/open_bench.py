"""Opening the floor on a log of a million events, against an empty one: the whole program, and the desk alone.

Run by hand: `PYTHONPATH=. python tests/bench/open_bench.py [--quick]`.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from figures import Figure, environment, ratio, table, turns
from terminal import Terminal

import data
from kfterm.clock import Clock, FixedClock, RunningClock
from kfterm.desk.desk import Desk
from kfterm.log import open_log

_APP = """
import sys
import kfterm.clock
from kfterm.cli.main import run
from kfterm.clock import RunningClock
start = int(sys.argv[2])
kfterm.clock.SystemClock = lambda: RunningClock(start)
raise SystemExit(run(["--db", sys.argv[1], "--as", "zz"]))
"""
_TAIL = 300
"""Events after the last checkpoint, as when somebody opens again after a quarter of an hour."""


def desk(path: Path, clock: Clock) -> float:
    """Opening the log and the desk on it."""
    start = time.perf_counter()
    with open_log(path) as log:
        Desk(log, clock)
        return time.perf_counter() - start


def floor(path: Path, now: int) -> float:
    """The whole program until the foot of the floor stands on the terminal."""
    with Terminal([sys.executable, "-c", _APP, str(path), str(now)], environment()) as terminal:
        return terminal.until(lambda seen: "违规".encode() in seen) - terminal.began


def checkpointed(path: Path, now: int) -> None:
    """Leave a checkpoint, then a tail that is newer than it."""
    with open_log(path) as log:
        Desk(log, FixedClock(now)).live.save()
    at = now + 60_000
    bodies = (f'{{"kind":"chat.waiting","chat":"t{n}","account":"亿果:kf{n % 30:02d}"}}'.encode() for n in range(_TAIL))
    data.append(path, ((at + n * 100, "chat.waiting", data.FEED, body) for n, body in enumerate(bodies)))


def run(folder: Path, quick: bool) -> list[Figure]:
    """Both logs in turns; each has a checkpoint, the long one a tail as well."""
    rounds, million = (1, 10_000) if quick else (9, 1_000_000)
    size = data.Size(million, months=1)
    now, later = data.now_of(size), data.now_of(size) + 120_000
    empty, month = folder / "empty.db", data.build(folder / "month.db", size)
    long = data.build(folder / "long.db", data.Size(million, months=2 if quick else 36))
    data.found(empty, size, now)
    with open_log(empty) as log:
        Desk(log, FixedClock(now)).live.save()
    for path in (month, long):
        checkpointed(path, now)
    clock = RunningClock(later)
    alone = turns(rounds * 2, {name: lambda path=path: desk(path, clock) for name, path in
                               (("empty", empty), ("month", month), ("long", long))})  # fmt: skip
    whole = turns(rounds, {name: lambda path=path: floor(path, later) for name, path in
                           (("empty", empty), ("month", month), ("long", long))})  # fmt: skip
    told = f"empty {sorted(whole['empty'])[rounds // 2] * 1000:.0f} ms"
    ms = {name: sorted(found)[len(found) // 2] * 1000 for name, found in alone.items()}
    desks = f"{ms['empty']:.1f} / {ms['month']:.1f} / {ms['long']:.1f} ms"
    return [
        Figure(
            f"c  floor on a month of {million:,} / on an empty log",
            ratio(whole["month"], whole["empty"]),
            most=1.3,
            note=told,
        ),
        Figure(
            f"c  floor on 36 months of {million:,} / on an empty log", ratio(whole["long"], whole["empty"]), most=1.3
        ),
        Figure("c  Desk(...) alone, the month / empty", ratio(alone["month"], alone["empty"]), most=1.3, note=desks),
        Figure("c  Desk(...) alone, the 36 months / empty", ratio(alone["long"], alone["empty"]), most=1.3),
    ]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=os.environ.get("KFTERM_BENCH_DIR")) as name:
        print(table(run(Path(name), "--quick" in sys.argv)))
