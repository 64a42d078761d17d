"""How fast a durable append is, against bare write and fsync of the same bytes, and how fairly several writers share.

Run by hand: `PYTHONPATH=. python tests/bench/append_bench.py [--quick]`. Only the ratios mean anything: both sides of
each are measured in turns in one run, because the disk under them changes its mood from minute to minute.
"""

import hashlib
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import NamedTuple

from kfterm.log import Draft, create, open_log

START = 1_780_000_000_000


class Writer(NamedTuple):
    """What one writer process saw."""

    events: int
    seconds: float
    worst: float
    errors: int


def drafts(count: int, salt: str) -> list[Draft]:
    """Chats, about 250 bytes of JSON each, and every twentieth a lasting kind."""
    made = []
    for number in range(count):
        kind = "item.opened" if number % 20 == 0 else "chat.waiting"
        body = (
            f'{{"kind":"{kind}","chat":"{salt}{number:08d}","account":"亿果旗舰店:客服{number % 60:02d}",'
            f'"store":"亿果旗舰店","buyer":"tb_{number:08d}","note":"什么时候发货，能不能今天发，急用，谢谢"}}'
        ).encode()
        key = hashlib.sha256(body).hexdigest()[:20]
        made.append(Draft(key, kind, 1, START + number * 700, "import:bench", body))
    return made


def one_writer(folder: Path, count: int, slice_: int = 25) -> tuple[float, float, list[float]]:
    """Events a second: bare write and fsync, then `Log.append`, in slices that take turns; the ratio of each round."""
    path = folder / "one.db"
    create(path)
    work = drafts(count, "one")
    raw = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    bare = logged = 0.0
    ratios = []
    with open_log(path) as log:
        for begin in range(0, count, slice_):
            part = work[begin : begin + slice_]
            t0 = time.perf_counter()
            for draft in part:
                os.write(raw, draft.body)
                os.fsync(raw)
            t1 = time.perf_counter()
            for draft in part:
                log.append([draft], recorded=START)
            t2 = time.perf_counter()
            bare += t1 - t0
            logged += t2 - t1
            ratios.append((t1 - t0) / (t2 - t1))
    os.close(raw)
    return count / bare, count / logged, ratios


def batch(folder: Path, count: int) -> float:
    """Import of many events in one transaction, as a ratio to a chained file of the same bytes with one fsync."""
    path = folder / "batch.db"
    create(path)
    work = drafts(count, "batch")
    bodies = [json.loads(draft.body) for draft in work]
    t0 = time.perf_counter()
    last = b""
    with open(folder / "raw-batch", "wb") as raw:
        for body in bodies:
            text = json.dumps(body, ensure_ascii=False).encode()
            last = hashlib.sha256(last + text).digest()
            raw.write(text + last)
        raw.flush()
        os.fsync(raw.fileno())
    t1 = time.perf_counter()
    with open_log(path) as log:
        t2 = time.perf_counter()
        log.append(work, recorded=START)
        t3 = time.perf_counter()
    return (t1 - t0) / (t3 - t2)


def _write(path: Path, name: str, seconds: float, gate: Barrier, answers: "multiprocessing.Queue[Writer]") -> None:
    work = iter(drafts(int(20_000 * seconds), name))
    errors = 0
    waits = []
    with open_log(path) as log:
        gate.wait()
        start = time.perf_counter()
        end = start + seconds
        now = start
        while now < end:
            try:
                log.append([next(work)], recorded=START)
            except Exception:
                errors += 1
            after = time.perf_counter()
            waits.append(after - now)
            now = after
    answers.put(Writer(len(waits) - errors, now - start, max(waits), errors))


def many_writers(folder: Path, writers: int, seconds: float) -> list[Writer]:
    """Several processes appending one event at a time to one log, as fast as they can."""
    path = Path(tempfile.mkdtemp(dir=folder)) / "many.db"
    create(path)
    context = multiprocessing.get_context("fork")
    gate = context.Barrier(writers)
    answers: multiprocessing.Queue[Writer] = context.Queue()
    processes = [
        context.Process(target=_write, args=(path, f"w{number}-", seconds, gate, answers)) for number in range(writers)
    ]
    for process in processes:
        process.start()
    found = [answers.get() for _ in processes]
    for process in processes:
        process.join()
    return found


def main(quick: bool = False) -> None:
    """Print each figure beside its target."""
    count, seconds, rounds = (200, 0.3, 1) if quick else (6000, 3.0, 5)
    with tempfile.TemporaryDirectory(dir=os.environ.get("KFTERM_BENCH_DIR")) as name:
        folder = Path(name)
        bare, logged, ratios = one_writer(folder, count)
        print(f"bare write+fsync {bare:.0f}/s, append {logged:.0f}/s")
        print(f"append / bare: {logged / bare:.2f} (median of rounds {statistics.median(ratios):.2f}; target >= 0.65)")
        print(f"import / raw file with json.dumps and hash: {batch(folder, count * 5):.2f}")
        rates, fairness, worst, errors = [], [], [], 0
        for _ in range(rounds):
            alone = many_writers(folder, 1, seconds)[0]
            four = many_writers(folder, 4, seconds)
            total = sum(writer.events / writer.seconds for writer in four)
            rates.append(total / (alone.events / alone.seconds))
            fairness.append(min(writer.events for writer in four) / max(writer.events for writer in four))
            worst.append(max(writer.worst for writer in four) * 1000)
            errors += sum(writer.errors for writer in four)
            print(
                f"  1 writer {alone.events / alone.seconds:.0f}/s, worst {alone.worst * 1000:.1f} ms;"
                f" 4 writers {total:.0f}/s, slowest/fastest {fairness[-1]:.2f}, worst {worst[-1]:.1f} ms"
            )
        print(f"4 writers / 1 writer: {statistics.median(rates):.2f} (target >= 0.75)")
        print(f"slowest / fastest: {statistics.median(fairness):.2f}, least {min(fairness):.2f} (target >= 0.90)")
        print(f"worst wait: {max(worst):.1f} ms (target < 50), errors: {errors} (target 0)")


if __name__ == "__main__":
    main("--quick" in sys.argv)
