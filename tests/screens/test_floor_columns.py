"""The columns of the floor under each regime: no score where there are no points, no fines where none are known."""

import pytest

from kfterm.desk.regime import Regime
from screens.floor_rows import agent_columns

ALWAYS = ["seat", "name", "role", "state", "since", "load", "oldest"]


@pytest.mark.parametrize(
    ("known", "more"),
    [
        (Regime(), []),
        (Regime(score=True), ["score"]),
        (Regime(fines=True), ["fines"]),
        (Regime(packets=True), ["owed"]),
        (Regime(score=True, fines=True, packets=True), ["score", "fines", "owed"]),
    ],
)
def test_only_what_the_regime_knows(known: Regime, more: list[str]) -> None:
    assert [column.id for column in agent_columns("zh", known)] == [*ALWAYS, *more, "adherence", "notes"]
