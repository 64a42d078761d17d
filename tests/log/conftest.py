"""Fixtures of the log."""

import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from log.making import Child

from kfterm.log import Log, create, open_log


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a log may be made."""
    return tmp_path / "floor.db"


@pytest.fixture
def log(path: Path) -> Iterator[Log]:
    """An empty log, open for writing."""
    create(path)
    with open_log(path, lock_seconds=2) as opened:
        yield opened


@pytest.fixture
def child() -> Iterator[Callable[[Callable[[Callable[[str], None]], None]], Child]]:
    """Starts a process; every one of them is gone when the test ends."""
    born: list[Child] = []

    def start(work: Callable[[Callable[[str], None]], None]) -> Child:
        born.append(Child(work))
        return born[-1]

    yield start
    for each in born:
        with suppress(ProcessLookupError):
            each.signal(signal.SIGKILL)
        each.bury()
