"""The turn of writers is given up in time and never kept by mistake."""

import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from log.making import START, Child, draft

from kfterm.log import create, open_log
from kfterm.log.lock import Turn
from kfterm.problems import Refused

Start = Callable[[Callable[[Callable[[str], None]], None]], Child]


def test_a_holder_that_was_stopped_leads_to_a_refusal_and_not_to_waiting_for_ever(path: Path, child: Start) -> None:
    def hold(say: Callable[[str], None]) -> None:
        turn = Turn(path)
        assert turn.take(5)
        say("held")
        signal.pause()

    create(path)
    holder = child(hold)
    assert holder.say() == "held"
    holder.signal(signal.SIGSTOP)
    with open_log(path, lock_seconds=0.2) as log, open_log(path, lock_seconds=0.2) as other:
        for each in (log, other, log):
            with pytest.raises(Refused) as refusal:
                each.append([draft(1)], recorded=START)
            assert "0.2" in refusal.value.problems[0].says.zh
        holder.signal(signal.SIGKILL)
        holder.bury()
        # Those who gave up do not keep the turn when it comes to them after all.
        for number, each in enumerate((other, log, other)):
            assert _patiently(lambda each=each, number=number: each.append([draft(number)], recorded=START)).fresh


def test_a_log_that_is_closed_while_it_waits_gives_the_turn_on(path: Path) -> None:
    first, second, third = Turn(path), Turn(path), Turn(path)
    assert first.take(1)
    assert not second.take(0.05)
    second.close()
    first.give_back()
    assert third.take(2)
    third.give_back()
    for turn in (first, third):
        turn.close()
        turn.close()


def test_a_turn_that_comes_late_is_used_by_the_next_wish(path: Path) -> None:
    first, second = Turn(path), Turn(path)
    assert first.take(1)
    assert not second.take(0.05)
    first.give_back()
    for _ in range(5):
        assert second.take(2)
        second.give_back()
    assert first.take(2)
    first.close()
    second.close()


def test_sqlites_own_lock_held_too_long_is_a_refusal_and_the_log_goes_on_afterwards(path: Path) -> None:
    create(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder, open_log(path, lock_seconds=0.1) as log:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refused) as refusal:
            log.append([draft(1)], recorded=START)
        assert "0.1 s" in refusal.value.problems[0].says.en
        assert log.head().seq == 0  # reading goes on meanwhile
        holder.execute("ROLLBACK")
        assert log.append([draft(1)], recorded=START)[0].fresh


def _patiently(act: Callable[[], list]) -> object:  # type: ignore[type-arg]
    for _ in range(20):
        try:
            return act()[0]
        except Refused:
            time.sleep(0.05)
    raise AssertionError("the turn never came")
