"""What every part of the history is handed: the calendar, the people, the rules, chance, and where facts go."""

import random
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from kfterm.events.base import Event
from kfterm.events.lines import Fact, fact
from kfterm.folds.hours import Hours, parse_hours
from kfterm.intake.demo import texts
from kfterm.intake.demo.deeds import Regime, conduct
from kfterm.intake.demo.texts import Short
from kfterm.periods import HOUR, MINUTE, Calendar, Month, before, clock_minutes, month, month_label
from kfterm.rulebook.floor_rules import Shift
from kfterm.rulebook.load import files_of, load

SECOND = 1000
MONTHS = 3
"""Whole months of history before the present one."""
LATE, DAY, REST = "late", "day", "rest"
SUPERVISOR, TRAINER, MANAGER = "supervisor", "training_specialist", "manager"


class Member(NamedTuple):
    """Somebody who works here, from a day to a day."""

    staff: str
    name: str
    roles: tuple[str, ...]
    store: str
    base: Decimal
    from_day: int
    to_day: int | None = None

    def employed(self, day: int) -> bool:
        """Whether this is one of their days."""
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)

    @property
    def account(self) -> str:
        """Their chat account."""
        return f"{self.store}:{self.staff}"


class Scene:
    """The shop that is being invented."""

    def __init__(self, now: int, rulebook: Short, seed: int, size: int) -> None:
        self.now, self.short, self.seed, self.size = now, rulebook, seed, size
        self.calendar = Calendar(texts.shop().zone)
        self.today = self.calendar.day(now)
        self.rulebook = texts.shop().rulebooks[rulebook]
        self.rules = load(files_of(self.rulebook))
        label = month_label(self.today)
        self.labels = [before(label, n) for n in range(MONTHS, 0, -1)]
        """Months that are over."""
        self.months: list[Month] = [month(each) for each in [*self.labels, label]]
        self.first = self.months[0].first
        self.facts: list[Fact] = []
        self._chance: dict[str, random.Random] = {}

    def chance(self, topic: str) -> random.Random:
        """A source of chance of its own for each topic, so that one does not shift another."""
        if topic not in self._chance:
            self._chance[topic] = random.Random(f"{self.seed}:{self.short}:{self.size}:{topic}")
        return self._chance[topic]

    def say(self, at: int, by: str, event: Event) -> None:
        """One more fact, unless it lies beyond now."""
        if at <= self.now:
            self.facts.append(fact(event, at, by))

    def moment(self, day: int, minutes: int, chance: random.Random | None = None) -> int:
        """A moment of a day; with chance, some second of that minute."""
        seconds = chance.randrange(60) if chance else 0
        return self.calendar.moment(day, minutes) + seconds * SECOND

    def when(self, at: int) -> datetime:
        """A moment as a datetime of the shop."""
        return self.calendar.at(at - at % SECOND)

    @cached_property
    def regime(self) -> Regime:
        """What people do under this rulebook."""
        return conduct().r4 if self.short == "r4" else conduct().r8

    @cached_property
    def hours(self) -> dict[str, Hours]:
        """The shifts' hours."""
        if self.short == "r4":
            found = {key: parse_hours(text, "", "") for key, text in texts.shop().settings_r4.items()}
            return {key.removeprefix("shift."): hours for key, hours in found.items() if hours}
        return {
            rule.shift: Hours(clock_minutes(rule.start), clock_minutes(rule.end), "", "")
            for _, rule in self.rules.all(Shift)
        }

    @cached_property
    def office(self) -> list[Member]:
        """Leads and above."""
        store = texts.shop().stores[0]
        since = self.first - 400
        return [Member(o.staff, o.name, o.roles, store, o.base, since) for o in texts.people().office]

    @cached_property
    def agents(self) -> list[Member]:
        """Everybody who answers chats; the last of the list is new, and in a larger shop one has left."""
        chance, stores = self.chance("people"), texts.shop().stores
        found = []
        for index, (staff, name, post) in enumerate(texts.people().agents.list[: self.size]):
            since = self.first - 40 - chance.randrange(700)
            if index == self.size - 1 and index > 3:
                since = self.first + 34 + chance.randrange(9)
            store = stores[1] if index % 5 in (1, 4) else stores[0]
            found.append(Member(staff, name, ("agent", post), store, texts.people().crew.base, since))
        if self.size > 7:
            gone = texts.people().leaver
            span = (self.first - 25, self.first + 40)
            base = texts.people().crew.base
            found.append(Member(gone.staff, gone.name, ("agent", gone.post), stores[0], base, *span))
        return found

    @cached_property
    def crew(self) -> list[Member]:
        """The agents of today."""
        return [member for member in self.agents if member.employed(self.today)]

    @cached_property
    def everybody(self) -> list[Member]:
        """Office and agents."""
        return [*self.office, *self.agents]

    def who(self, role: str) -> str:
        """The staff id of the one who has this role."""
        return next(member.staff for member in self.office if role in member.roles)

    def start(self, day: int, shift: str) -> int:
        """When a shift begins."""
        return self.calendar.moment(day, self.hours[shift].start)

    def end(self, day: int, shift: str) -> int:
        """When a shift ends."""
        return self.calendar.moment(day, self.hours[shift].end)


def on(day: int) -> date:
    """A day as a date."""
    return date.fromordinal(day)


def minutes(count: float) -> int:
    """So many minutes."""
    return round(count * MINUTE)


def hours(count: float) -> int:
    """So many hours."""
    return round(count * HOUR)
