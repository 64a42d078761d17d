"""One throw-away shop a test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kit import R4, R8, Kit

Make = Callable[..., Kit]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Shops of any kind, closed afterwards."""
    made: list[Kit] = []

    def one(**options: str) -> Kit:
        folder = tmp_path / str(len(made))
        folder.mkdir()
        made.append(Kit(folder, **options))
        return made[-1]

    yield one
    for each in made:
        each.close()


@pytest.fixture
def r8(make: Make) -> Kit:
    """A shop under R8."""
    return make(rulebook=R8)


@pytest.fixture
def r4(make: Make) -> Kit:
    """A shop under R4, whose shift hours are settings: 09:00-17:00 and 16:00-24:00."""
    kit = make(rulebook=R4)
    kit.settings(shift__day="09:00-17:00", shift__late="16:00-24:00")
    return kit
