"""The picture of the floor in the README, rendered from the real app: `python tests/picture.py`."""

import asyncio
import tempfile
from pathlib import Path

from kfterm.cli.demo import lead
from kfterm.clock import FixedClock
from kfterm.desk.desk import Desk
from kfterm.intake.demo.shop import build
from kfterm.log.connect import open_log
from kfterm.periods import Calendar
from screens.app import KftermApp

TARGET = Path(__file__).resolve().parent.parent / "data" / "samples" / "floor.svg"
SATURDAY = "2026-11-21 20:21"


async def picture(size: tuple[int, int] = (120, 40)) -> str:
    """The demo's floor at one moment as SVG."""
    now = Calendar("Asia/Shanghai").typed(SATURDAY, 0) + 7_000
    with tempfile.TemporaryDirectory() as folder, open_log(build(Path(folder), now, "r8", 20261121, 16)) as log:
        desk = Desk(log, FixedClock(now))
        desk.by = lead(desk)
        app = KftermApp(desk, "zh")
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.5)
            return app.export_screenshot(title="kfterm")


if __name__ == "__main__":
    TARGET.write_text(asyncio.run(picture()), encoding="utf-8")
    print(f"wrote {TARGET.relative_to(TARGET.parent.parent.parent)}")
