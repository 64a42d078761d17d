"""What the tests of the log are made of: drafts, logs with rows in them, a hand that tampers, children that die."""

import os
import random
import sqlite3
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kfterm.log import Draft, create, open_log
from kfterm.log.schema import GUARDS

START = 1_780_000_000_000
KINDS = ("chat.waiting", "item.opened", "chat.answered", "violation.logged", "seat.taken")


def draft(number: int = 1, kind: str = "chat.waiting", at: int | None = None, by: str = "ann", **fields: str) -> Draft:
    """One event; the same number gives the same event."""
    said = "".join(f',"{name}":"{value}"' for name, value in fields.items())
    body = f'{{"kind":"{kind}","what":"第 {number} 件"{said}}}'.encode()
    return Draft(f"id-{number}", kind, 1, START + number * 1000 if at is None else at, by, body)


def fill(path: Path, count: int) -> Path:
    """A new log with so many rows of several kinds, written one after the other."""
    create(path)
    with open_log(path) as log:
        for number in range(1, count + 1):
            log.append([draft(number, KINDS[number % len(KINDS)])], recorded=START + number * 1000)
    return path


def scattered(count: int, seed: int = 1) -> list[Draft]:
    """Drafts whose moments are out of order and often the same."""
    chance = random.Random(seed)
    return [draft(n, chance.choice(KINDS), START + chance.randrange(count // 3) * 1000) for n in range(1, count + 1)]


@contextmanager
def tampering(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for which the guards do not stand; they are put back afterwards, as a forger would."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for name in GUARDS:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for sql in GUARDS.values():
            connection.execute(sql)
    finally:
        connection.close()


class Child:
    """A forked process that says lines through a pipe and never comes back into the test."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        reader, writer = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reader)
            try:
                work(lambda text: _say(writer, text))
            except BaseException:
                _say(writer, "failed: " + traceback.format_exc().replace("\n", " | "))
            finally:
                os._exit(0)
        os.close(writer)
        self.lines = os.fdopen(reader)
        self._gone = False

    def say(self) -> str:
        """The next line it says; empty when it is gone."""
        return self.lines.readline().rstrip("\n")

    def rest(self) -> Sequence[str]:
        """Everything it still says until it is gone; only whole lines."""
        return [text[:-1] for text in self.lines if text.endswith("\n")]

    def signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def bury(self) -> None:
        """Wait until it is gone."""
        if not self._gone:
            self._gone = True
            os.waitpid(self.pid, 0)
            self.lines.close()


def _say(writer: int, text: str) -> None:
    os.write(writer, text.encode() + b"\n")
