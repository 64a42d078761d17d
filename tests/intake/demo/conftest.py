"""Demo shops, built once for each rulebook."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kfterm.clock import FixedClock
from kfterm.desk.desk import Desk
from kfterm.intake.demo import shop, texts
from kfterm.intake.demo.texts import Short
from kfterm.log.connect import open_log

SEED = 20261121


@pytest.fixture(scope="session", params=["r4", "r8"])
def rulebook(request: pytest.FixtureRequest) -> Short:
    """Both rulebooks in turn."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def built(rulebook: Short, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo shop of sixteen that nobody writes to."""
    return shop.build(tmp_path_factory.mktemp("demo"), texts.story(), rulebook, SEED, 16)


@pytest.fixture
def desk(built: Path) -> Iterator[Desk]:
    """A desk at it when the curtain rises."""
    with open_log(built) as log:
        yield Desk(log, FixedClock(texts.story()))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[Short, int, int], Desk]]:
    """Builds a demo shop of its own and opens a desk at it."""
    desks: list[Desk] = []

    def make(rulebook: Short, seed: int, size: int) -> Desk:
        folder = tmp_path / str(len(desks))
        folder.mkdir()
        log = open_log(shop.build(folder, texts.story(), rulebook, seed, size))
        desks.append(Desk(log, FixedClock(texts.story())))
        return desks[-1]

    yield make
    for desk in desks:
        desk.log.close()
