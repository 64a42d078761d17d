"""Whom an entry is about and of which day: the person under a cursor, on the floor, the month's table or their page."""

from datetime import date
from typing import TYPE_CHECKING, Protocol

from kfterm.desk.days import day_wanted, typed_day
from kfterm.desk.reading import month_judge
from kfterm.events.base import Event
from kfterm.month.judge import Judge
from kfterm.periods import month, month_label
from kfterm.words import Words

if TYPE_CHECKING:
    from screens.app import KftermApp


class Host(Protocol):
    """A screen on which something is recorded."""

    @property
    def app(self) -> "KftermApp":
        """The app."""

    def say(self, *events: Event, done: Words | None = None) -> bool:
        """Log; show what the desk answered."""


class Subject:
    """A person at a moment. `label` is the month of the page; of another month than the running one the day is asked."""

    def __init__(self, host: Host, staff: str, label: str = "") -> None:
        self.host, self.staff = host, staff
        self.desk, self.lang = host.app.desk, host.app.lang
        self.now = self.desk.clock.now()
        live = self.desk.judge()
        self.name = live.shop.people.name(staff)
        self.today = live.plan.shift_day(staff, self.now)
        self._judges = {self.desk.live.month: live}
        self.elsewhen = bool(label) and label != self.desk.live.month
        """Whether no day goes without saying."""
        self.day = month(label).last if self.elsewhen else self.today
        """The day that is meant where none is typed."""

    @property
    def on(self) -> date | None:
        """The day as an entry carries it; None for the shift day of now."""
        return date.fromordinal(self.day) if self.elsewhen else None

    def judge(self, on: date | None) -> Judge:
        """The shop, ready for the month of a day."""
        label = month_label(on.toordinal() if on else self.day)
        if label not in self._judges:
            self._judges[label] = month_judge(self.desk, label)
        return self._judges[label]

    def day_problem(self, text: str) -> str | None:
        """What is wrong with a typed day."""
        on = typed_day(text, self.today)
        if on is None:
            return day_wanted(self.today).pick(self.lang)
        if on.toordinal() > self.today:
            return Words("这一天还没到", "that day is still to come").pick(self.lang)
        return None
