"""A shop with points and one with red packets, each in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shopfloor import R4, R8, Shop, shop


@pytest.fixture
def r4(tmp_path: Path) -> Iterator[Shop]:
    """A shop under R4, Tuesday 10:17."""
    made = shop(tmp_path, R4)
    yield made
    made.close()


@pytest.fixture
def r8(tmp_path: Path) -> Iterator[Shop]:
    """The same shop under R8."""
    made = shop(tmp_path, R8)
    yield made
    made.close()
