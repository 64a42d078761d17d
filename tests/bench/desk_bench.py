"""One durable event through the whole desk, against bare write and fsync of the same bytes; and several desks at once.

Run by hand: `PYTHONPATH=. python tests/bench/desk_bench.py [--quick]`.
"""

import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import NamedTuple

from figures import Figure, table

import data
from kfterm.clock import SystemClock
from kfterm.desk.desk import Desk
from kfterm.events.base import Event
from kfterm.events.chats import ChatWaiting
from kfterm.events.conduct import ViolationLogged
from kfterm.events.registry import encode
from kfterm.log import open_log

_SLICE = 25


class Wrote(NamedTuple):
    """What one writing process saw."""

    events: int
    seconds: float
    worst: float
    errors: int


def chat(number: int, salt: str = "") -> Event:
    """A buyer's message, as a chat client reports it."""
    account, buyer = f"亿果:kf{number % 30:02d}", f"tb_{number:07d}"
    return ChatWaiting(chat=f"{salt}{number % 500:04d}", account=account, store="亿果旗舰店", buyer=buyer)


def violation(number: int, salt: str = "") -> Event:
    """A violation, as a lead logs it."""
    key, staff = f"b{salt}{number}", f"kf{number % 30:02d}"
    return ViolationLogged(violation=key, staff=staff, clause="R8-2.2", note="什么时候发货没有回答买家")


def one(folder: Path, make: Callable[[int], Event], count: int) -> tuple[float, float]:
    """Events a second: bare, then through the desk, in slices that take turns."""
    path = folder / f"{make.__name__}.db"
    _shop(path)
    raw = os.open(folder / f"{make.__name__}.raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    bare = said = 0.0
    with open_log(path) as log:
        desk = Desk(log, SystemClock())
        for begin in range(0, count, _SLICE):
            events = [make(number) for number in range(begin, begin + _SLICE)]
            bodies = [encode(event) for event in events]
            start = time.perf_counter()
            for body in bodies:
                os.write(raw, body)
                os.fsync(raw)
            middle = time.perf_counter()
            for event in events:
                desk.say(event)
            bare, said = bare + middle - start, said + time.perf_counter() - middle
    os.close(raw)
    return count / bare, count / said


def _shop(path: Path) -> None:
    now = SystemClock().now()
    data.floor(path, now, agents=30, waiting=100)


def _write(
    path: Path, make: Callable[[int, str], Event], salt: str, seconds: float, gate: Barrier,
    answers: "multiprocessing.Queue[Wrote]",
) -> None:  # fmt: skip
    errors, waits = 0, []
    with open_log(path) as log:
        desk = Desk(log, SystemClock())
        gate.wait()
        start = now = time.perf_counter()
        while now < start + seconds:
            try:
                desk.say(make(len(waits), salt))
            except Exception:
                errors += 1
            waits.append(time.perf_counter() - now)
            now = time.perf_counter()
    answers.put(Wrote(len(waits) - errors, now - start, max(waits), errors))


def several(folder: Path, make: Callable[[int, str], Event], writers: int, seconds: float) -> list[Wrote]:
    """Several desks in processes of their own, each saying one event after the other."""
    path = Path(tempfile.mkdtemp(dir=folder)) / "many.db"
    _shop(path)
    context = multiprocessing.get_context("fork")
    gate, answers = context.Barrier(writers), context.Queue()
    processes = [
        context.Process(target=_write, args=(path, make, f"w{number}-", seconds, gate, answers))
        for number in range(writers)
    ]
    for each in processes:
        each.start()
    found = [answers.get() for _ in processes]
    for each in processes:
        each.join()
    return found


def run(folder: Path, quick: bool) -> list[Figure]:
    """One desk against bare appends, four desks against one."""
    count, seconds, rounds = (100, 0.3, 1) if quick else (3000, 2.0, 5)
    figures = []
    for make, name in ((chat, "a chat"), (violation, "a violation")):
        bare, said = one(folder, make, count)
        note = f"{said:.0f}/s of {bare:.0f}/s"
        figures.append(Figure(f"a  Desk.say of {name} / bare write+fsync", said / bare, least=0.55, note=note))
    for make, name in ((chat, "chats"), (violation, "violations")):
        rates, fair, worst, errors = [], [], [], 0
        for _ in range(rounds):
            alone = several(folder, make, 1, seconds)[0]
            four = several(folder, make, 4, seconds)
            rates.append(sum(each.events / each.seconds for each in four) / (alone.events / alone.seconds))
            fair.append(min(each.events for each in four) / max(each.events for each in four))
            worst.append(max(each.worst for each in four) * 1000)
            errors += sum(each.errors for each in four)
        figures += [
            Figure(f"a  four desks saying {name} / one desk", statistics.median(rates), least=0.75),
            Figure(f"a  - slowest / fastest of four, {name}", statistics.median(fair), least=0.9),
            Figure(f"a  - worst wait of four, {name}", max(worst), "ms", most=50),
            Figure(f"a  - errors of four, {name}", errors, "", most=0),
        ]
    return figures


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=os.environ.get("KFTERM_BENCH_DIR")) as name:
        print(table(run(Path(name), "--quick" in sys.argv)))
