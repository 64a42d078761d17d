"""How long a full proof takes, against the sqlite3 shell reading the same rows.

Run by hand: `PYTHONPATH=. python tests/bench/verify_bench.py [--quick] [rows]`. Both sides take turns in one run.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kfterm.log import Draft, create, open_log
from kfterm.log.verify import verify

START = 1_780_000_000_000
BATCH = 20_000


def fill(path: Path, count: int) -> None:
    """A log of so many chats, with a lasting kind now and then."""
    create(path)
    with open_log(path) as log:
        for begin in range(0, count, BATCH):
            log.append([_draft(number) for number in range(begin, min(begin + BATCH, count))], recorded=START)


def _draft(number: int) -> Draft:
    kind = "item.opened" if number % 20 == 0 else "chat.waiting"
    body = (
        f'{{"kind":"{kind}","chat":"c{number:08d}","account":"亿果旗舰店:客服{number % 60:02d}",'
        f'"store":"亿果旗舰店","buyer":"tb_{number:08d}","note":"什么时候发货，能不能今天发"}}'
    ).encode()
    return Draft(f"{number * 2654435761 % 2**64:016x}", kind, 1, START + number * 700, "import:bench", body)


def main(quick: bool = False, rows: int = 1_000_000) -> None:
    """Print the figure beside its target."""
    rows, rounds = (5_000, 1) if quick else (rows, 5)
    shell = shutil.which("sqlite3")
    if shell is None:
        print("no sqlite3 shell here: nothing to compare with")
        return
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "log.db"
        fill(path, rows)
        print(f"{rows} rows, {path.stat().st_size / 1e6:.0f} MB")
        bare, proof = [], []
        for _ in range(rounds):
            t0 = time.perf_counter()
            subprocess.run([shell, str(path), "SELECT * FROM event"], stdout=subprocess.DEVNULL, check=True)
            t1 = time.perf_counter()
            report = verify(path, "00000000")
            t2 = time.perf_counter()
            if report.rows != rows or len(report.problems) != 1:
                raise SystemExit(f"verify says {report}")
            bare.append(t1 - t0)
            proof.append(t2 - t1)
        ratio = statistics.median(proof) / statistics.median(bare)
        print(f"sqlite3 shell {statistics.median(bare):.2f} s, verify {statistics.median(proof):.2f} s")
        print(f"verify / shell: {ratio:.2f} (target <= 3.2)")


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:] if text.isdigit()]
    main("--quick" in sys.argv, *numbers)
