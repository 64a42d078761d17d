"""Bytes as they arrive, cut into lines; never more of a line in memory than a line may have."""

import os
import select
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

MAX_LINE = 1 << 20
"""The longest line that is read, in bytes."""
_CHUNK = 1 << 18
_LOOK_SECONDS = 0.25


class Splitter:
    """Cuts a stream into lines. A line that is too long comes out cut at one byte more than is allowed."""

    def __init__(self, limit: int = MAX_LINE) -> None:
        self._most = limit + 1
        self._held = bytearray()

    def push(self, data: bytes) -> list[bytes]:
        """The lines that these bytes complete."""
        *lines, rest = data.split(b"\n")
        if not lines:
            self._hold(rest)
            return []
        self._hold(lines[0])
        whole = [bytes(self._held), *(line[: self._most] for line in lines[1:])]
        self._held.clear()
        self._hold(rest)
        return whole

    def rest(self) -> bytes:
        """What arrived of a line that never ended."""
        held = bytes(self._held)
        self._held.clear()
        return held

    def _hold(self, data: bytes) -> None:
        self._held += data[: self._most - len(self._held)]


class Waiting:
    """The lines of a pipe, a terminal or a file, in batches of what is waiting there."""

    def __init__(self, descriptor: int, stop: threading.Event | None = None) -> None:
        self._descriptor = descriptor
        self.stop = stop or threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        for batch in self.batches():
            yield from batch

    def batches(self) -> Iterator[list[bytes]]:
        """Batches of lines until the end of the stream, or until it is told to stop."""
        splitter = Splitter()
        while not self.stop.is_set():
            ready, _, _ = select.select([self._descriptor], [], [], _LOOK_SECONDS)
            if not ready:
                continue
            data = os.read(self._descriptor, _CHUNK)
            if not data:
                break
            lines = splitter.push(data)
            if lines:
                yield lines
        rest = splitter.rest()
        if rest:
            yield [rest]


@contextmanager
def ending_on_signals(stop: threading.Event) -> Iterator[None]:
    """Ctrl-C and SIGTERM set the event, so that what is in hand is finished. Only the main thread hears signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
