"""A throw-away log and files with events."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from intake.small_shop import Event, open_desk, text

from kfterm.desk.desk import Desk
from kfterm.log import create


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """An empty log."""
    path = tmp_path / "shop.db"
    create(path)
    return path


@pytest.fixture
def desk(db: Path) -> Iterator[Desk]:
    """A desk at an empty log."""
    made = open_desk(db)
    yield made
    made.log.close()


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file: `file(event, event, name="a.ndjson")` or `file(raw=b"…")`."""

    def write(*events: Event, name: str = "events.ndjson", raw: bytes = b"") -> Path:
        path = tmp_path / name
        path.write_bytes(raw + text(*events))
        return path

    return write
