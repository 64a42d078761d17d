"""The thread that feeds: quiet ending, troubles kept."""

import time
from pathlib import Path

from kfterm.clock import RunningClock
from kfterm.intake.demo import shop, texts
from kfterm.intake.demo.texts import Short
from kfterm.log.connect import open_log


def _wait(done: object, seconds: float = 10.0) -> None:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:  # type: ignore[operator]
        time.sleep(0.02)


def test_it_feeds_beside_another_desk_and_ends_quietly(tmp_path: Path, rulebook: Short) -> None:
    db = shop.build(tmp_path, texts.story(), rulebook, 2, 16)
    with open_log(db) as log:
        before = log.head().seq
        feeder = shop.Feeder(db, RunningClock(texts.story(), 30.0), 30.0, 2, 16)
        feeder.start()
        _wait(lambda: log.head().seq > before + 20)
        feeder.end()
        assert not feeder.is_alive()
        assert feeder.trouble == ""
        assert log.head().seq > before + 20


def test_what_goes_wrong_is_kept(tmp_path: Path) -> None:
    feeder = shop.Feeder(tmp_path / "none.db", RunningClock(texts.story()), 1.0, 2, 16)
    feeder.start()
    feeder.join(10)
    assert "no such file" in feeder.trouble
