"""The app: one desk, one language, one stack of screens."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event, Key

from kfterm.desk.desk import Desk
from kfterm.desk.reading import entries
from kfterm.desk.regime import Regime, regime
from kfterm.periods import month_of
from kfterm.problems import Refused
from kfterm.words import Lang
from screens.floor import FloorScreen
from screens.floor_lines import entry_text
from screens.keys import FLOOR
from screens.panes import PaneScreen
from screens.pinyin import warm
from screens.typeahead import TypeAhead

_FOLLOW_SECONDS = 0.25
_START_SECONDS = 0.5
_ACT_KEYS = frozenset(act.key for act in FLOOR) - {"enter"}
_SAVE_SECONDS = 600.0
"""How often the folded state goes into the cache, so that scripts and the next terminal open at once."""


class KftermApp(App[None]):
    """kfterm on a terminal."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", show=False, id="app.quit")]
    CSS = "Screen { background: $background; }"

    def __init__(
        self,
        desk: Desk,
        lang: Lang = "zh",
        *,
        asks_hand: bool = False,
        feed_trouble: Callable[[], str] = lambda: "",
    ) -> None:
        super().__init__()
        self.desk = desk
        self.lang: Lang = lang
        self.asks_hand = asks_hand
        self._feed_trouble = feed_trouble
        self._ahead = TypeAhead(self, self._passed, self._way_closed)
        self._trouble = ""
        self._last: tuple[int, str] = (-1, "")

    @property
    def banner(self) -> str:
        """What must not be overlooked: a broken chain, a file that cannot be written, a feed in trouble."""
        broken = self.desk.log.broken
        if broken is not None:
            return broken.pick(self.lang)
        if self.desk.log.read_only:
            return "只读" if self.lang == "zh" else "read only"
        return self._trouble or self._feed_trouble()

    @property
    def regime(self) -> Regime:
        """What the regime in force knows about a month."""
        judge = self.desk.judge()
        return regime(judge.rulebook(month_of(judge.calendar.day(judge.asof))))

    @property
    def keys_wait(self) -> bool:
        """Whether more was typed than has been taken yet: what takes long is done for the last of it only."""
        return self._ahead.waiting

    async def on_event(self, event: Event) -> None:
        """Keys stand in line; everything else goes its way."""
        if isinstance(event, Key) and not event.is_forwarded:
            await self._ahead.take(event)
        else:
            await super().on_event(event)

    async def _passed(self, event: Key) -> None:
        """A key whose turn it is; one that starts an action is known before the action begins."""
        if isinstance(self.screen, FloorScreen) and event.key in _ACT_KEYS:
            self.act_asked()
        elif isinstance(self.screen, PaneScreen) and self.screen.begins(event.key):
            self.screen.asking = True
        await super().on_event(event)

    def _way_closed(self) -> bool:
        if len(self.screen_stack) < 2:  # on the way out there is nothing to wait for
            return False
        screen = self.screen
        if (
            isinstance(screen, FloorScreen)
            or not screen.is_mounted
            or (isinstance(screen, PaneScreen) and screen.asking)
        ):
            return True
        return screen.focused is None and bool(screen.focus_chain)

    def _not_started(self) -> None:
        self._ahead.started = False

    def act_asked(self) -> None:
        """An action of the floor was asked for and will begin in a moment."""
        self._ahead.started = True
        self.set_timer(_START_SECONDS, self._not_started)

    def act_dropped(self) -> None:
        """What was asked for does not begin: the floor takes keys at once."""
        self._ahead.started = False

    def act_begins(self) -> None:
        """An action of the floor runs from now on."""
        self._ahead.started = False
        self._ahead.running += 1

    def act_ends(self) -> None:
        """It is over; what was typed meanwhile is for the floor."""
        self._ahead.running -= 1
        self.call_later(self._ahead.go_on)

    def on_mount(self) -> None:
        """The floor first; who is here is asked once."""
        self.push_screen(FloorScreen())
        # the first letter typed must not wait for the readings to load
        self.run_worker(warm, thread=True, group="warm", exit_on_error=False)
        self.set_interval(_FOLLOW_SECONDS, self.follow)
        self.set_interval(_SAVE_SECONDS, self.desk.live.save)
        if self.asks_hand:
            self.call_after_refresh(self._ask_hand)

    def _ask_hand(self) -> None:
        floor = self.screen_stack[1] if len(self.screen_stack) > 1 else None
        if isinstance(floor, FloorScreen):
            floor.action_act("who")

    def follow(self) -> None:
        """See what other terminals wrote."""
        try:
            tail = self.desk.follow()
            self._trouble = ""
        except Refused as refused:
            self._trouble = refused.problems[0].pick(self.lang)
            return
        if any(not row.kind.startswith("chat.") for row in tail):
            if isinstance(self.screen, FloorScreen):
                self.screen.tick()
            elif isinstance(self.screen, PaneScreen):
                self.screen.followed()

    def last_entry(self) -> str:
        """The newest entry of a person, in words; only what was written since is looked through."""
        seq, text = self._last
        newest = self.desk.live.seq
        if seq != newest:
            found = entries(self.desk, limit=1, machine=False, after=max(0, seq))
            judge = self.desk.judge()
            today = judge.calendar.day(self.desk.clock.now())
            text = entry_text(found[0], judge.shop, judge.calendar, self.lang, today) if found else text
            self._last = (newest, text)
        return text
