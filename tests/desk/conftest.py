"""A shop with one person of every kind, under each of the two rulebooks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kit import R4, R8, Kit, joined

from kfterm.desk.desk import Desk
from kfterm.log import open_log


def _staffed(kit: Kit) -> Kit:
    kit.add(joined("li"), joined("wu"), joined("zu", roles=["lead"]), joined("zhu", roles=["supervisor"]))
    kit.add(joined("pei", roles=["training_specialist"]), joined("fang", roles=["manager"]))
    return kit


@pytest.fixture
def r8(tmp_path: Path) -> Iterator[Kit]:
    """R8."""
    kit = _staffed(Kit(tmp_path, R8))
    yield kit
    kit.close()


@pytest.fixture
def r4(tmp_path: Path) -> Iterator[Kit]:
    """R4."""
    kit = _staffed(Kit(tmp_path, R4))
    yield kit
    kit.close()


@pytest.fixture
def second(r8: Kit) -> Iterator[Callable[[], Desk]]:
    """Other desks on the file of the R8 shop."""
    made: list[Desk] = []

    def one() -> Desk:
        made.append(Desk(open_log(r8.path), r8.clock, by="zhu"))
        return made[-1]

    yield one
    for desk in made:
        desk.log.close()
