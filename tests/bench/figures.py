"""What every bench hands back, and how it is printed: a figure beside its target, with the machine it was measured on."""

import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Figure(NamedTuple):
    """One measured figure. `most` or `least` is its target; without one it is only told."""

    what: str
    value: float
    unit: str = "x"
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def ok(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.most is None and self.least is None:
            return None
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)


def table(figures: Sequence[Figure], judged: bool = True) -> str:
    """All figures as one table; unjudged where the sizes are too small to mean anything."""
    lines = [f"{'what':<66} {'measured':>11} {'target':>11}  "]
    for each in figures:
        target = "" if each.ok is None else f"<= {each.most:g}" if each.most is not None else f">= {each.least:g}"
        verdict = {None: "", True: "ok", False: "MISS"}[each.ok if judged else None]
        lines.append(f"{each.what:<66} {each.value:>8.3g} {each.unit:<4}{target:>9}  {verdict:<4} {each.note}".rstrip())
    return "\n".join(lines)


def machine() -> str:
    """What this was measured on."""
    shell = shutil.which("sqlite3")
    version = (
        subprocess.run([shell, "--version"], capture_output=True, text=True).stdout.split()[0] if shell else "none"
    )
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.release()}, Python {platform.python_version()},"
        f" SQLite {sqlite3.sqlite_version} (shell {version}), load {load:.1f}"
    )


def turns(rounds: int, ways: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Every way once a round, in an order that rotates; what each returned."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    order = list(ways)
    for round_ in range(rounds):
        shift = round_ % len(order)
        for name in order[shift:] + order[:shift]:
            found[name].append(ways[name]())
    return found


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median of one over the median of the other."""
    return statistics.median(above) / statistics.median(below)


def environment() -> dict[str, str]:
    """The environment of a measured process: this checkout first, nothing of the user's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KFTERM_")}
    return kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}


def process(arguments: Sequence[str]) -> float:
    """How long a whole process takes."""
    start = time.perf_counter()
    subprocess.run(arguments, env=environment(), stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def python(code: str, *arguments: str) -> list[str]:
    """A command that runs a piece of Python with this interpreter."""
    return [sys.executable, "-c", code, *arguments]
