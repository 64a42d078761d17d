"""`kfterm demo`: a shop in mid-shift on a throw-away database, alive; without a terminal one frame of it."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from kfterm.clock import FixedClock, RunningClock, SystemClock
from kfterm.desk.desk import Desk
from kfterm.intake.demo.shop import Feeder, build
from kfterm.log.connect import open_log
from kfterm.periods import Calendar
from kfterm.problems import refused
from kfterm.words import Words

_ZONE = "Asia/Shanghai"
_EVENING = 20 * 60 + 21
_LEAD = "wangfang"


def evening(now: int) -> int:
    """Today at twenty-one past eight in the shop's zone: when the story begins."""
    calendar = Calendar(_ZONE)
    return calendar.moment(calendar.day(now), _EVENING) + 7_000


def demo(parsed: argparse.Namespace) -> int:
    """Build the shop, open the floor on it, throw it away afterwards."""
    if parsed.speed <= 0:
        raise refused("--speed 应大于 0", "--speed should be above 0")
    start = evening(SystemClock().now())
    with tempfile.TemporaryDirectory(prefix="kfterm-demo-") as folder:
        path = build(Path(folder), start, parsed.rulebook, parsed.seed, parsed.size)
        if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
            return _frame(parsed, path, start)
        return _floor(parsed, path, start)


def _frame(parsed: argparse.Namespace, path: Path, start: int) -> int:
    from kfterm.papers.board import board_text

    with open_log(path, read_only=True) as log:
        desk = Desk(log, FixedClock(start))
        head = log.head()
        print(board_text(desk.judge(), start, head.seq, head.hash.hex(), parsed.lang))
    says = Words(
        "这里不是终端,只能看一帧;在终端里运行 kfterm demo 就能操作",
        "this is no terminal, so here is one frame; run kfterm demo in one",
    )
    print(f"\n{says.pick(parsed.lang)}")
    return 0


def _floor(parsed: argparse.Namespace, path: Path, start: int) -> int:
    from screens.app import KftermApp

    clock = RunningClock(start, parsed.speed)
    feeder = Feeder(path, clock, parsed.speed, parsed.seed, parsed.size)
    with open_log(path) as log:
        desk = Desk(log, clock)
        desk.by = getattr(parsed, "hand", None) or lead(desk)
        feeder.start()
        try:
            KftermApp(desk, parsed.lang, feed_trouble=lambda: feeder.trouble).run()
        finally:
            feeder.end()
    return 0


def lead(desk: Desk) -> str:
    """The lead on shift: whoever of the leads is on seat, else any lead."""
    shop = desk.live.shop
    leads = [person.staff for person in shop.people.staff.values() if "lead" in person.roles]
    seated = [staff for staff in leads if staff in shop.floor.seats and shop.floor.seats[staff].state == "on"]
    return [*seated, *leads, "system"][0]
