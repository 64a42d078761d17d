"""What a batch of facts may refer to: what the shop knows already, and what the same batch brings."""

from collections.abc import Callable, Iterable
from contextlib import suppress

from kfterm.events.base import Event
from kfterm.events.conduct import ViolationLogged
from kfterm.events.lines import Fact
from kfterm.events.people import StaffJoined, StaffLeft
from kfterm.events.roster import REST
from kfterm.events.rules import RulebookAdopted, SettingChanged
from kfterm.folds.plan import SETTING
from kfterm.folds.roster import HANDLERS as ROSTER
from kfterm.folds.roster import Roster
from kfterm.month.judge import Judge
from kfterm.problems import Refused
from kfterm.rulebook.floor_rules import Shift
from kfterm.rulebook.load import load
from kfterm.rulebook.model import Clause, Rulebook


class Known:
    """References that hold. `judge` is the shop before the batch."""

    def __init__(self, judge: Judge, batch: Iterable[Fact] = ()) -> None:
        self.judge = judge
        self.shop = judge.shop
        self.plan = judge.plan
        self.calendar = judge.calendar
        self._opened: dict[tuple[str, str], Fact] = {}
        self._settings: set[str] = set()
        self.violations: list[Fact] = []
        """Violations of this batch, in its order."""
        self._adopted: list[tuple[int, Rulebook]] = []
        self.joined: dict[str, StaffJoined] = {}
        self.left: set[str] = set()
        self.batch = list(batch)
        self.scratch: dict[object, object] = {}
        """What a check found out about the whole batch."""
        for fact in self.batch:
            event = fact.event
            if event.KEY:
                self._opened.setdefault((event.KEY, str(getattr(event, event.KEY))), fact)
            if isinstance(event, StaffJoined):
                self.joined[event.staff] = event
            elif isinstance(event, StaffLeft):
                self.left.add(event.staff)
            elif isinstance(event, ViolationLogged):
                self.violations.append(fact)
            elif isinstance(event, SettingChanged):
                self._settings.add(event.key)
            elif isinstance(event, RulebookAdopted) and event.files:
                with suppress(Refused):  # the check of the adoption says what is wrong with it
                    self._adopted.append((event.from_on.toordinal(), load(event.files)))
        self._adopted.sort(key=lambda each: each[0])

    def settings(self) -> set[str]:
        """The keys of every setting that was said, here or before."""
        return self._settings | set(self.shop.rules.settings)

    def staff(self, staff: str) -> bool:
        """Whether this person exists."""
        return staff in self.shop.people.staff or staff in self.joined

    def name(self, staff: str) -> str:
        """What a person is called; the id where nobody knows."""
        return self.joined[staff].name if staff in self.joined else self.shop.people.name(staff)

    def roles(self, staff: str, at: int) -> tuple[str, ...]:
        """The roles of a person at a moment."""
        person = self.shop.people.staff.get(staff)
        if person is not None:
            return person.roles_at(at)
        return self.joined[staff].roles if staff in self.joined else ()

    def opener(self, field: str, key: str) -> Fact | None:
        """The fact of this batch that opens an entity."""
        return self._opened.get((field, key))

    def shift(self, shift: str, day: int) -> bool:
        """Whether a shift of this id has hours."""
        return (
            shift == REST
            or SETTING + shift in self._settings
            or self.plan.hours(day, shift) is not None
            or any(rule.shift == shift for _, rule in self._shifts(day))
        )

    def _shifts(self, day: int) -> list[tuple[Clause, Shift]]:
        rulebook = self.rulebook(day)
        return rulebook.all(Shift) if rulebook else []

    def rulebook(self, day: int) -> Rulebook | None:
        """The rulebook in force on a day."""
        found = self.plan.rulebook(day)
        for from_day, rulebook in self._adopted:
            if from_day <= day:
                found = rulebook
        return found

    def asked_for(self, field: str, key: str) -> Roster:
        """The roster in which a leave, a rest day or an outing stands as it was asked for, in this batch or before."""
        opener = self.opener(field, key)
        if opener is None or type(opener.event) not in ROSTER:
            return self.shop.roster
        asked = Roster()
        ROSTER[type(opener.event)](asked, opener.event, opener.at, 0)
        return asked

    def opened_at(self, field: str, key: str) -> int | None:
        """When an entity was opened, as far as the shop knew before this batch."""
        roster, conduct, book = self.shop.roster, self.shop.conduct, self.shop.book
        moments: dict[str, Callable[[], int]] = {
            "leave": lambda: roster.leaves[key].at,
            "rest": lambda: roster.rests[key].at,
            "swap": lambda: roster.swaps[key].at,
            "outing": lambda: roster.outings[key].at,
            "incident": lambda: self.shop.floor.incidents[key].opened_at,
            "item": lambda: book.items[key].opened_at,
            "announcement": lambda: book.announcements[key].at,
            "violation": lambda: conduct.violations[key].at,
            "merit": lambda: conduct.merits[key].at,
            "complaint": lambda: conduct.complaints[key].at,
            "appeal": lambda: conduct.appeals[key].at,
            "meeting": lambda: {each.meeting: each.at for each in self.shop.scores.meetings}[key],
            "refund": lambda: self.shop.orders.refunds[key],
            "handover": lambda: {each.handover: each.cut_at for each in book.handovers}[key],
        }
        try:
            return moments[field]()
        except KeyError:
            return None


def shift_day(known: Known, event: Event, staff: str, at: int) -> int:
    """The day an entry about a person counts for."""
    on = getattr(event, "on", None)
    return on.toordinal() if on is not None else known.plan.shift_day(staff, at)
