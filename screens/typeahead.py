"""Keys in strict order, however fast they come.

Over a slow link the keys of `v d s x Enter` come in one burst. A key may open a picker, move the focus or close a form,
each through messages that take a few turns; the next key belongs to what is there afterwards. So keys wait in line: one
is passed on when the one before has reached its widget, and everything above it has heard what the widget said of it;
and not while an action of the floor is still opening what it asks with.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from textual.app import App
from textual.events import Key
from textual.message_pump import MessagePump
from textual.timer import Timer

_AGAIN_SECONDS = 0.02
_LONGEST_SECONDS = 0.5
"""A key whose widget is gone before it answered holds the others up no longer than this."""
_LOOKS = 100
"""After so many looks at a way that stays closed the keys go on: a terminal must never be dead."""


class TypeAhead:
    """The line of keys of an app. `passes` hands a key to the screen; `closed` says that nothing there takes keys yet."""

    def __init__(self, app: App[None], passes: Callable[[Key], Awaitable[None]], closed: Callable[[], bool]) -> None:
        self._app = app
        self._passes = passes
        self._closed = closed
        self._line: deque[Key] = deque()
        self._turn = 0
        """Counts the keys passed on, so that a late answer of an earlier one says nothing."""
        self._timer: Timer | None = None
        self._under_way = False
        self._waits = False
        self._looks = 0
        self.started = False
        """A key that starts an action was passed on, and the action has not begun yet."""
        self.running = 0
        """Actions that have begun and are not over."""

    @property
    def waiting(self) -> bool:
        """Whether more keys stand in line."""
        return bool(self._line)

    async def take(self, event: Key) -> None:
        """A key came: it is passed on now, or when it is its turn."""
        self._line.append(event)
        await self.go_on()

    async def go_on(self) -> None:
        """Pass on the next key, if it may be."""
        if self._under_way or not self._line or not self._app.screen_stack:  # no screen is left on the way out
            return
        if (self.started or self.running > 0) and self._closed() and self._looks < _LOOKS:
            self._look_again()
            return
        if self._looks == _LOOKS and self._app.focused is None:
            self._app.screen.focus_next()
        self._looks = 0
        event = self._line.popleft()
        self._under_way, self._turn = True, self._turn + 1
        up = (self._app.focused or self._app.screen).ancestors_with_self
        await self._passes(event)
        self._timer = self._app.set_timer(_LONGEST_SECONDS, partial(self._arrived, self._turn))
        # once for the key on its way up to the app, which runs what is bound to it; once for what that makes a widget say
        self._settle(self._turn, [*up, *up], 0)

    def _look_again(self) -> None:
        if not self._waits:
            self._waits, self._looks = True, self._looks + 1
            self._app.set_timer(_AGAIN_SECONDS, self._again)

    async def _again(self) -> None:
        self._waits = False
        await self.go_on()

    def _settle(self, turn: int, nodes: Sequence[MessagePump], step: int) -> None:
        """Ask widget, parents, screen and app in turn, each twice: what one says of the key, the next has then heard."""
        while step < 2 * len(nodes):
            if nodes[step // 2].call_later(self._settle, turn, nodes, step + 1):
                return
            step += 1
        self._arrived(turn)

    def _arrived(self, turn: int) -> None:
        if turn == self._turn and self._under_way:
            self._under_way = False
            if self._timer is not None:
                self._timer.stop()
            self._app.call_later(self.go_on)
