"""The floor on a real terminal, 60 people and 200 running clocks at 120x40, beside a board of stock widgets.

Run by hand: `PYTHONPATH=. python tests/bench/floor_bench.py [--quick]`.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from figures import Figure, environment, process, python, ratio, table
from terminal import Terminal

import data
from kfterm.rulebook.conduct_rules import Conduct
from kfterm.rulebook.load import files_of, load

_ROW = "接待".encode()
_CLAUSE = b"R8-"
_KEYS = "cl1"


class Seen(NamedTuple):
    """One run of one app."""

    first: float
    cpu: float
    """Share of a core, of each stretch of a second or more."""
    sent: float
    """Bytes a second."""
    opened: list[float]
    typed: list[float]


def watch(command: list[str], seconds: float, presses: int) -> Seen:
    """Start, look on for a while, open the list of violations and type."""
    with Terminal(command, environment()) as terminal:
        first = terminal.until(lambda seen: _ROW in seen) - terminal.began
        terminal.listen(min(4.0, seconds))
        before, began = terminal.cpu(), time.perf_counter()
        sent = terminal.listen(seconds)
        spent = time.perf_counter() - began
        share = (terminal.cpu() - before) / spent
        opened, typed = [], []
        for _ in range(presses):
            terminal.settle()
            terminal.forget()
            pressed = terminal.type("v")
            opened.append(terminal.until(lambda seen: _CLAUSE in seen) - pressed)
            terminal.settle()
            for key in _KEYS:
                pressed = terminal.type(key)
                if not terminal.read(1.0):
                    raise TimeoutError(f"nothing came after the key {key}")
                typed.append(terminal.settle(0.03) - pressed)
            terminal.type("\x1b")
            terminal.listen(0.35)
    return Seen(first, share, sent / spent, opened, typed)


def clauses() -> list[str]:
    """What the stock list offers: the clauses that the picker offers too."""
    rulebook = load(files_of("r8-red-packet"))
    return [f"{clause.id} {clause.zh[:30]}" for clause, _ in rulebook.all(Conduct)]


def first_paint(command: list[str]) -> float:
    """From the start of the process to the first row of people."""
    with Terminal(command, environment()) as terminal:
        return terminal.until(lambda seen: _ROW in seen) - terminal.began


def run(folder: Path, quick: bool) -> list[Figure]:
    """Both apps in turns."""
    seconds, presses, rounds = (2.0, 1, 1) if quick else (20.0, 12, 3)
    path = data.floor(folder / "floor.db", time.time_ns() // 1_000_000)
    offered = folder / "clauses.txt"
    offered.write_text("\n".join(clauses()), encoding="utf-8")
    floor = [sys.executable, "-m", "kfterm", "--db", str(path), "--as", "zz"]
    stock = [sys.executable, str(Path(__file__).with_name("reference_app.py")), str(offered)]
    firsts: list[float] = []
    imports: list[float] = []
    ours, theirs = [], []
    for _ in range(rounds):
        for _ in range(1 if quick else 5):
            imports.append(process(python("import textual.app")))
            firsts.append(first_paint(floor))
        ours.append(watch(floor, seconds, presses))
        theirs.append(watch(stock, seconds, presses))

    def middle(runs: list[Seen], name: str) -> float:
        return statistics.median(getattr(each, name) for each in runs)

    def ms(runs: list[Seen], name: str) -> float:
        return statistics.median(value for each in runs for value in getattr(each, name)) * 1000

    def beside(value: float) -> str:
        return f"stock widgets {value:.3g}"

    both = ours, theirs
    cpu, sent = ([middle(runs, name) for runs in both] for name in ("cpu", "sent"))
    opened, typed = ([ms(runs, name) for runs in both] for name in ("opened", "typed"))
    shown = f"{statistics.median(firsts) * 1000:.0f} ms; stock widgets {middle(theirs, 'first') * 1000:.0f} ms"
    return [
        Figure("d  floor: share of a core", cpu[0] * 100, "%", most=3, note=beside(cpu[1] * 100)),
        Figure("d  floor: sent to the terminal", sent[0] / 1000, "KB/s", most=4, note=beside(sent[1] / 1000)),
        Figure("d  floor: first row / import textual.app", ratio(firsts, imports), most=1.7, note=shown),
        Figure("d  floor: v to the first clause, median", opened[0], "ms", most=45, note=beside(opened[1])),
        Figure("d  floor: a key in the list, median", typed[0], "ms", most=15, note=beside(typed[1])),
    ]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=os.environ.get("KFTERM_BENCH_DIR")) as name:
        print(table(run(Path(name), "--quick" in sys.argv)))
