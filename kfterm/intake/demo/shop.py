"""Building the throw-away database, and feeding it while somebody plays with it."""

import threading
from pathlib import Path

from kfterm.clock import Clock, FixedClock
from kfterm.desk.desk import Desk
from kfterm.events.lines import Fact, read_fact
from kfterm.intake.demo import texts
from kfterm.intake.demo.chatting import FEED
from kfterm.intake.demo.history import fit, history
from kfterm.intake.demo.lines import Line
from kfterm.intake.demo.simulator import Simulator
from kfterm.intake.demo.texts import Short
from kfterm.log.connect import open_log
from kfterm.log.schema import create
from kfterm.problems import Refused

NAME = "demo.kfterm"
PACE = 0.6
"""Seconds between two looks: events come about once or twice a second, as from a real client."""


def build(folder: Path, now: int, rulebook: Short, seed: int, size: int) -> Path:
    """A new database in a folder, with everything that happened until now, written in one transaction."""
    path = folder / NAME
    create(path)
    with open_log(path) as log:
        desk = Desk(log, FixedClock(now))
        desk.record([("demo", fact) for fact in history(now, rulebook, seed, size)])
    return path


def feed(desk: Desk, simulator: Simulator) -> int:
    """One step: what is due now goes in as a batch. How many events that were."""
    desk.follow()
    now = desk.clock.now()
    facts = facts_of(simulator.step(desk.live.shop, now), now)
    if facts:
        desk.record([("demo", fact) for fact in facts])
    return len(facts)


def facts_of(lines: list[Line], now: int) -> list[Fact]:
    """Lines read as a feed reads them. Raises Refused with everything that is wrong."""
    problems, facts = [], []
    for line in lines:
        found = read_fact(line, "demo", FEED, now)
        if isinstance(found, Fact):
            facts.append(found)
        else:
            problems += found
    if problems:
        raise Refused(problems)
    return facts


def run(db: Path, clock: Clock, speed: float, seed: int, size: int, stop: threading.Event) -> None:
    """Feed a database until told to stop, with a log and a desk of its own: a connection belongs to one thread."""
    with open_log(db) as log:
        desk = Desk(log, clock, FEED)
        simulator = Simulator(_short(desk), seed, fit(size))
        pause = PACE / min(1.0, speed) if speed > 0 else PACE
        while not stop.wait(pause):
            feed(desk, simulator)


def _short(desk: Desk) -> Short:
    adopted = desk.live.shop.rules.adopted[-1].rulebook
    return "r4" if adopted == texts.shop().rulebooks["r4"] else "r8"


class Feeder(threading.Thread):
    """The loop in a thread of its own. What stopped it, if anything did, is kept in `trouble`."""

    def __init__(self, db: Path, clock: Clock, speed: float, seed: int, size: int) -> None:
        super().__init__(name="demo feed", daemon=True)
        self.stop = threading.Event()
        self.trouble = ""
        self._given = (db, clock, speed, seed, size)

    def run(self) -> None:
        """Feed until `stop` is set."""
        try:
            run(*self._given, self.stop)
        except Exception as error:  # the edge of a worker: whoever looks at the floor is told
            self.trouble = str(error) or type(error).__name__

    def end(self, seconds: float = 5.0) -> None:
        """Stop, and wait until the last batch is written."""
        self.stop.set()
        if self.is_alive():
            self.join(seconds)
