"""One connection to a served feed: its lines with their numbers, and the answers that wait for it."""

import selectors
import socket

from kfterm.intake.stream import Splitter
from kfterm.intake.take import Item

_CHUNK = 1 << 16
_UNREAD = 1 << 18
"""So many bytes of answers wait for a client before it is not read any more."""


class Client:
    """One connection."""

    def __init__(self, number: int, connection: socket.socket) -> None:
        self.number = number
        self.connection = connection
        self.lines = 0
        self.open = True
        self.answers = bytearray()
        self._splitter = Splitter()

    def read(self) -> list[Item]:
        """What it sent since the last look; at its end also the line it did not finish."""
        try:
            data = self.connection.recv(_CHUNK)
        except BlockingIOError:
            return []
        except OSError:
            data = b""
        self.open = bool(data)
        rest = b"" if data else self._splitter.rest()
        return self._items(self._splitter.push(data) if data else [rest] if rest else [])

    def end(self) -> list[Item]:
        """The line it did not finish."""
        rest = self._splitter.rest()
        return self._items([rest] if rest else [])

    def send(self) -> None:
        """As many answers as it takes now."""
        try:
            del self.answers[: self.connection.send(self.answers)]
        except BlockingIOError:
            return
        except OSError:  # it has gone; the reject file has it
            self.answers.clear()

    def wants(self) -> int:
        """What to wait for."""
        reads = selectors.EVENT_READ if self.open and len(self.answers) < _UNREAD else 0
        return reads | (selectors.EVENT_WRITE if self.answers else 0)

    def _items(self, lines: list[bytes]) -> list[Item]:
        items = [Item(self.lines + offset, raw, self.number) for offset, raw in enumerate(lines, 1)]
        self.lines += len(lines)
        return items
