"""A small shop on a Tuesday morning, and a hand at its keyboard: what the tests of the screens and of the door share.

`shop(folder)` writes a real log under a clock that stands still; `at_keyboard(shop)` opens the floor on it and answers
with a `Hand` that presses keys, counts them, and reads the screen as text.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from kit import R4, R8, facts, line, millis
from rich.cells import cell_len
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import App
from textual.events import Key
from textual.pilot import Pilot
from textual.strip import Strip

from kfterm.clock import FixedClock
from kfterm.desk.desk import Desk
from kfterm.events.registry import decode
from kfterm.log import Log, create, open_log
from screens.app import KftermApp
from screens.floor import FloorScreen

__all__ = [
    "NOW",
    "R1",
    "R4",
    "R8",
    "Hand",
    "Shop",
    "at_keyboard",
    "driven",
    "line",
    "lines_of",
    "millis",
    "shop",
    "straight",
    "unseen",
]

DAY = "2026-10-13"
NOW = f"{DAY} 10:17"
R1 = "r1-duty-room"
EMOJI = "高晗👍🏽"
PEOPLE: dict[str, tuple[str, list[str]]] = {
    "zhangmin": ("张敏", ["presales"]),
    "ouyangxue": ("欧阳雪", ["aftersales"]),
    "zhoumin": ("周敏", ["lead"]),
    "heli": ("何立", ["lead"]),
    "gaohan": (EMOJI, ["presales"]),
    "fangzong": ("方总", ["manager"]),
}
EARLY = ("zhangmin", "ouyangxue", "zhoumin", "gaohan")


_ROUNDS = 4
_NAMES = {" ": "space", ":": "colon", "-": "minus", ".": "full_stop", "/": "slash", "=": "equals_sign", ",": "comma"}
_CHARACTERS = {name: char for char, name in _NAMES.items()} | {
    "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]",
    "left_curly_bracket": "{", "right_curly_bracket": "}", "tab": "\t", "enter": "\r", "escape": "\x1b",
}  # fmt: skip


class Shop(NamedTuple):
    """A log, its clock, and the desk on it."""

    path: Path
    log: Log
    clock: FixedClock
    desk: Desk

    def add(self, *lines: dict[str, Any]) -> None:
        """Facts from elsewhere: another file, another terminal of the same process."""
        self.desk.record(facts(lines, "import:test", self.clock.now()))

    def events(self, kind: str = "") -> list[Any]:
        """What stands in the log now, of one kind or of all."""
        return [decode(row.body) for row in self.log.rows() if row.kind.startswith(kind)]

    def newest(self, kind: str) -> Any:
        """The last event of a kind."""
        return self.events(kind)[-1]

    def close(self) -> None:
        """Let go of the file."""
        self.log.close()


def shop(folder: Path, rulebook: str = R4, now: str = NOW, by: str = "zhoumin", *, bare: bool = False) -> Shop:
    """The shop; `bare` leaves out what happened this morning."""
    path = folder / "shop.kfterm"
    create(path)
    log = open_log(path)
    clock = FixedClock(millis(now))
    made = Shop(path, log, clock, Desk(log, clock, by="system"))
    made.add(*_plan(rulebook))
    if not bare:
        made.add(*_morning())
    made.desk.by = by
    return made


def _plan(rulebook: str) -> list[dict[str, Any]]:
    first = "2026-10-01"
    said = [line("rulebook.adopted", f"{first} 00:00", rulebook=rulebook, from_on=first)]
    settings = {"store": "木禾家居", "zone": "Asia/Shanghai"}
    early, late = "day", "late"
    if rulebook in (R4, R1):  # neither prints its shifts
        early = "early"
        settings |= {"shift.early": "08:30-16:30", "shift.late": "16:30-00:30", "incident_limit.system": "15"}
    said += [line("setting.changed", f"{first} 00:01", key=key, value=value) for key, value in settings.items()]
    for staff, (name, roles) in PEOPLE.items():
        said.append(line("staff.joined", f"{first} 00:02", staff=staff, name=name, roles=roles))
        if staff != "fangzong":
            shift = early if staff in EARLY else late
            said.append(line("shift.assigned", "2026-10-10 12:00", staff=staff, on=DAY, shift=shift))
    said.append(line("account.assigned", f"{first} 00:03", account="muhe:1", staff="zhangmin"))
    said.append(line("account.assigned", f"{first} 00:03", account="muhe:2", staff="ouyangxue"))
    return said


def _morning() -> list[dict[str, Any]]:
    """Everybody but 高晗 came; a buyer waits for 张敏, one promise is overdue, 欧阳雪 eats."""
    said = []
    for staff in ("zhangmin", "ouyangxue", "zhoumin"):
        said.append(line("punch.recorded", f"{DAY} 08:25", staff=staff, way="in"))
        said.append(line("seat.taken", f"{DAY} 08:28", staff=staff))
    said.append(line("seat.left", f"{DAY} 10:00", staff="ouyangxue", reason="meal", told=True, minutes=30))
    said.append(
        line("chat.waiting", f"{DAY} 10:15:20", chat="c1", account="muhe:1", store="木禾家居", buyer="wangxiaoya")
    )
    said.append(
        line(
            "item.opened",
            f"{DAY} 09:05",
            item="refund",
            item_kind="H14",
            what="退款 4471 催第三次",
            owner="ouyangxue",
            due_at=f"{DAY}T10:00:00+08:00",
            order="320114471",
        )
    )
    said.append(line("item.opened", f"{DAY} 09:10", item="dents", item_kind="H13", what="少件 0230", owner="zhangmin"))
    return said


class Hand:
    """Somebody at the keyboard."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot
        self.keys = 0

    @property
    def app(self) -> App[Any]:
        """The app that is driven."""
        return self.pilot.app

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, as fast as the screen follows."""
        for key in keys:
            self.keys += 1
            await self._send(key)

    async def type(self, text: str) -> None:
        """Type text; characters that are no keys (Chinese) arrive as an input method sends them."""
        for char in text:
            self.keys += 1
            await self._send(_NAMES.get(char, char), rounds=1)
        await self.rest()

    async def _send(self, key: str, rounds: int = _ROUNDS) -> None:
        event = Key(key, _CHARACTERS.get(key, key if len(key) == 1 else None))
        event.set_sender(self.app)
        driver = self.app._driver
        assert driver is not None
        driver.send_message(event)
        await self.rest(rounds)

    async def rest(self, rounds: int = _ROUNDS) -> None:
        """Until the app has nothing left to do: a few rounds, for a worker that opens a screen that fills itself."""
        for _ in range(rounds):
            await asyncio.sleep(0.001)
            await self.pilot._wait_for_screen()
        self.app.screen._on_timer_update()

    async def until(self, met: Callable[[], bool], seconds: float = 5.0) -> None:
        """Wait for something the app does by itself."""
        waited = 0.0
        while not met():
            assert waited < seconds, f"not within {seconds} s:\n{self.text}"
            await asyncio.sleep(0.02)
            waited += 0.02

    @property
    def lines(self) -> list[str]:
        """The screen as it is drawn, line by line."""
        return ["".join(segment.text for segment in strip) for strip in self.strips]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def strips(self) -> list[Strip]:
        """The lines as they go to the terminal."""
        under = visible_screen_stack.set(self.app._background_screens)
        try:
            return list(self.app.screen._compositor.render_strips())
        finally:
            visible_screen_stack.reset(under)

    @property
    def floor(self) -> Any:
        """The screen on top, where it is the floor."""
        return self.app.screen

    @property
    def top(self) -> str:
        """Which screen is on top."""
        return type(self.app.screen).__name__

    def says(self, *parts: str) -> bool:
        """Whether all of these stand on the screen."""
        text = self.text
        return all(part in text for part in parts)


def lines_of(hand: Hand, part: str) -> list[str]:
    """The lines of the screen that hold a text."""
    return [each for each in hand.lines if part in each]


@contextmanager
def unseen() -> Iterator[None]:
    """Nothing is sent to the terminal meanwhile: half of the time of a test of keys and words."""
    with patch.object(Compositor, "render_update", lambda *_args, **_options: None):
        yield


@asynccontextmanager
async def driven(app: App[Any], size: tuple[int, int], *, paints: bool = False) -> AsyncIterator[Hand]:
    """Any app under a hand; `paints` when what goes to the terminal matters."""
    with nullcontext() if paints else unseen():
        async with app.run_test(size=size) as pilot:
            hand = Hand(pilot)
            await hand.rest()
            yield hand


@asynccontextmanager
async def at_keyboard(
    made: Shop, size: tuple[int, int] = (120, 40), lang: Any = "zh", *, paints: bool = False, **options: Any
) -> AsyncIterator[Hand]:
    """Open the floor on a shop."""
    async with driven(KftermApp(made.desk, lang, **options), size, paints=paints) as hand:
        next(each for each in hand.app.screen_stack if isinstance(each, FloorScreen)).begin()
        await hand.rest()
        yield hand


def straight(hand: Hand) -> None:
    """Every line is exactly as wide as the screen, and nothing in it can move or colour the terminal."""
    width = hand.app.size.width
    for number, strip in enumerate(hand.strips):
        text = "".join(segment.text for segment in strip)
        assert cell_len(text) == width, f"line {number} is {cell_len(text)} cells: {text!r}"
        assert not any(ord(char) < 32 or char in "\u202e\u202d\u200b\u200f\u2066\ufe0f" for char in text), repr(text)
