"""Every bench in turn, and one table of what was measured beside its target.

`python tests/bench [--quick] [NAME…]` or `python -m tests.bench`: names are those of the files, such as `replay`.
`--quick` is small and asserts nothing about time: it shows that the benches still run. KFTERM_BENCH_DIR chooses the
disk. Only the ratios mean anything, and only within one run: everything compared is measured in turns.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # so that it runs from a bare checkout

import append_bench
import desk_bench
import floor_bench
import log_bench
import open_bench
import regimes_bench
import replay_bench
from figures import Figure, machine, table


def append(folder: Path, quick: bool) -> list[Figure]:
    """The log alone, by the functions of `append_bench`."""
    count, seconds, rounds = (200, 0.3, 1) if quick else (6000, 3.0, 5)
    bare, logged, _ = append_bench.one_writer(folder, count)
    rates, fair, worst, errors = [], [], [], 0
    for _ in range(rounds):
        alone = append_bench.many_writers(folder, 1, seconds)[0]
        four = append_bench.many_writers(folder, 4, seconds)
        rates.append(sum(each.events / each.seconds for each in four) / (alone.events / alone.seconds))
        fair.append(min(each.events for each in four) / max(each.events for each in four))
        worst.append(max(each.worst for each in four) * 1000)
        errors += sum(each.errors for each in four)
    return [
        Figure("a  Log.append / bare write+fsync", logged / bare, least=0.55, note=f"{logged:.0f}/s of {bare:.0f}/s"),
        Figure("a  four writers of the log / one", statistics.median(rates), least=0.75),
        Figure("a  - slowest / fastest of four", statistics.median(fair), least=0.9),
        Figure("a  - worst wait of four", max(worst), "ms", most=50),
        Figure("a  - errors of four", errors, "", most=0),
    ]


BENCHES: dict[str, Callable[[Path, bool], list[Figure]]] = {
    "append": append,
    "desk": desk_bench.run,
    "replay": replay_bench.run,
    "regimes": regimes_bench.run,
    "open": open_bench.run,
    "floor": floor_bench.run,
    "log": log_bench.run,
}


def main(arguments: list[str]) -> int:
    """Run the benches that are named, or all."""
    quick = "--quick" in arguments
    names = [each for each in arguments if not each.startswith("-")] or list(BENCHES)
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no bench {', '.join(unknown)}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    for name in names:
        start = time.perf_counter()
        with tempfile.TemporaryDirectory(dir=os.environ.get("KFTERM_BENCH_DIR")) as folder:
            figures += BENCHES[name](Path(folder), quick)
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    print(machine() + ("; small sizes, shown only to see that everything runs" if quick else ""))
    print(table(figures, judged=not quick))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
