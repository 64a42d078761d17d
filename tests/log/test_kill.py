"""kill -9 at any moment: what was acknowledged is there, with the same hash, and nothing is doubled by the retry."""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from log.making import START, Child, draft

from kfterm.log import create, open_log
from kfterm.log.verify import verify

KILLS = int(os.environ.get("KFTERM_TEST_KILLS", "25"))
Start = Callable[[Callable[[Callable[[str], None]], None]], Child]


def test_nothing_acknowledged_is_lost_to_a_kill(path: Path, child: Start) -> None:
    chance = random.Random(7)
    create(path)
    written = 0

    def work(say: Callable[[str], None]) -> None:
        with open_log(path) as log:
            for number in range(written, written + 100_000):
                done = log.append([draft(number)], recorded=START)[0]
                say(f"{number} {done.seq} {done.hash.hex()} {done.fresh}")

    acknowledged: dict[int, str] = {}
    retried = 0
    for _ in range(KILLS):
        victim = child(work)
        first = victim.say()
        time.sleep(chance.random() * 0.03)
        victim.signal(signal.SIGKILL)
        said = [first, *victim.rest()]
        victim.bury()
        for text in said:
            number, seq, hash_, fresh = text.split()
            assert int(seq) == int(number) + 1
            acknowledged[int(seq)] = hash_
            retried += fresh == "False"
        written = max(acknowledged)  # the next child tries the first unacknowledged event again, as a desk would
        report = verify(path)
        assert report.holds, report.problems
    with open_log(path) as log:
        stored = {row.seq: row.hash.hex() for row in log.rows()}
    assert acknowledged.items() <= stored.items()
    assert len(stored) - len(acknowledged) <= 1
    assert len(acknowledged) > KILLS
