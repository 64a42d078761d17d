"""A feed with many hands: a UNIX socket, every client a feed of its own, one thread, one desk.

Lines of all clients that arrived together are written together. Who does not read the answers is not read any more.
"""

import selectors
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kfterm.clock import Clock
from kfterm.desk.desk import Desk
from kfterm.intake.client import Client
from kfterm.intake.feed import Fed, author, reply
from kfterm.intake.post import listening
from kfterm.intake.rejects import Rejects
from kfterm.intake.stream import ending_on_signals
from kfterm.intake.take import Item, take
from kfterm.words import Lang

_LOOK_SECONDS = 0.25
_LAST_SECONDS = 2.0
"""How long clients that are still sending are listened to when the end has come."""


def serve(
    desk_factory: Callable[[], Desk],
    path: Path,
    clock: Clock,
    stop: threading.Event,
    rejects: Path,
    *,
    source: str = "feed",
    lang: Lang = "zh",
    ready: Callable[[], None] = lambda: None,
) -> Fed:
    """Serve a socket until `stop` is set, or by Ctrl-C or SIGTERM in the main thread.

    The desk is made here, because a log is used in the thread that opened it, and its log is closed here. `ready` is
    called when clients can come. Raises Refused when somebody serves there already or the socket cannot be made.
    """
    by = author(source)
    with listening(path) as listener, ending_on_signals(stop):
        desk = desk_factory()
        try:
            with Rejects(rejects, lambda: desk.live.calendar.iso(clock.now()), lang) as keeper:
                server = _Server(desk, keeper, by, lang)
                ready()
                server.run(listener, stop)
            return Fed(server.good, server.bad, keeper.lost)
        finally:
            desk.log.close()


class _Server:
    def __init__(self, desk: Desk, rejects: Rejects, by: str, lang: Lang) -> None:
        self._desk, self._rejects, self._by = desk, rejects, by
        self._lang: Lang = lang
        self._selector = selectors.DefaultSelector()
        self._clients: dict[int, Client] = {}
        self._count = 0
        self.good = self.bad = 0

    def run(self, listener: socket.socket, stop: threading.Event) -> None:
        """Until it is told to stop; then what is still arriving is taken, for a while."""
        self._selector.register(listener, selectors.EVENT_READ)
        while not stop.is_set():
            self._round(_LOOK_SECONDS)
        end = time.monotonic() + _LAST_SECONDS
        while time.monotonic() < end and self._round(0.02):
            pass
        self._selector.unregister(listener)
        self._take([item for client in self._clients.values() for item in client.end()])
        for client in list(self._clients.values()):
            client.send()
            self._drop(client)
        self._selector.close()

    def _round(self, seconds: float) -> bool:
        events = self._selector.select(seconds)
        items: list[Item] = []
        for key, mask in events:
            client = key.data
            if client is None:
                self._accept(key.fileobj)  # type: ignore[arg-type]
                continue
            if mask & selectors.EVENT_READ:
                items += client.read()
            if mask & selectors.EVENT_WRITE:
                client.send()
        self._take(items)
        for client in list(self._clients.values()):
            wants = client.wants()
            if wants:
                self._selector.modify(client.connection, wants, client)
            else:
                self._drop(client)
        return bool(events)

    def _take(self, items: list[Item]) -> None:
        taken = take(self._desk, items, self._by)
        self.good += taken.good
        self.bad += len(taken.bad)
        safe = self._rejects.keep(taken.bad)
        for each in taken.bad:
            client = self._clients[each.item.client]
            client.answers += reply(each, self._lang, kept=safe).encode() + b"\n"

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            connection, _ = listener.accept()
            connection.setblocking(False)
            self._count += 1
            client = self._clients[self._count] = Client(self._count, connection)
            self._selector.register(connection, selectors.EVENT_READ, client)

    def _drop(self, client: Client) -> None:
        self._selector.unregister(client.connection)
        client.connection.close()
        del self._clients[client.number]
