"""Several terminals on one log."""

import time
from collections.abc import Callable
from pathlib import Path

from log.making import START, Child, draft

from kfterm.log import Log, open_log
from kfterm.log.verify import verify

Start = Callable[[Callable[[Callable[[str], None]], None]], Child]


def test_what_another_process_wrote_is_noticed_within_a_second(log: Log, path: Path, child: Start) -> None:
    def work(say: Callable[[str], None]) -> None:
        with open_log(path) as other:
            other.append([draft(1, by="bob")], recorded=START)
            say("written")

    assert not log.changed()
    other = child(work)
    assert other.say() == "written"
    for _ in range(10):
        if log.changed():
            break
        time.sleep(0.1)
    assert [(row.seq, row.id, row.by) for row in log.tail(0)] == [(1, "id-1", "bob")]
    assert not log.changed()


def test_own_rows_are_no_news(log: Log) -> None:
    log.append([draft(1)], recorded=START)
    assert not log.changed()


def test_four_processes_write_without_errors_losses_or_doubles(path: Path, log: Log, child: Start) -> None:
    def work(name: int) -> Callable[[Callable[[str], None]], None]:
        def write(say: Callable[[str], None]) -> None:
            with open_log(path) as other:
                for number in range(100):
                    # Every fourth event is one that all of them want to write.
                    key = number if number % 4 == 0 else 1000 * name + number
                    done = other.append([draft(key)], recorded=START)[0]
                    say(f"{done.seq} {done.fresh}")

        return write

    children = [child(work(name)) for name in range(1, 5)]
    said = [text.split() for each in children for text in each.rest()]
    assert len(said) == 400
    assert sum(fresh == "True" for _, fresh in said) == 25 + 4 * 75
    assert log.head().seq == 325
    assert verify(path).holds
