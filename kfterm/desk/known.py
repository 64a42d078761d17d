"""What a batch of facts may refer to: what the shop knows already, and what the same batch brings."""

from collections.abc import Iterable

from kfterm.events.base import Event
from kfterm.events.lines import Fact
from kfterm.events.people import StaffJoined
from kfterm.events.roster import REST
from kfterm.events.rules import RulebookAdopted, SettingChanged
from kfterm.folds.plan import SETTING
from kfterm.month.judge import Judge
from kfterm.rulebook.load import load
from kfterm.rulebook.model import Rulebook


class Known:
    """References that hold. `judge` is the shop before the batch."""

    def __init__(self, judge: Judge, batch: Iterable[Fact] = ()) -> None:
        self.judge = judge
        self.shop = judge.shop
        self.plan = judge.plan
        self.calendar = judge.calendar
        self._opened: dict[tuple[str, str], Fact] = {}
        self._settings: set[str] = set()
        self._adopted: list[tuple[int, Rulebook]] = []
        self.joined: dict[str, StaffJoined] = {}
        for fact in batch:
            event = fact.event
            if event.KEY:
                self._opened.setdefault((event.KEY, str(getattr(event, event.KEY))), fact)
            if isinstance(event, StaffJoined):
                self.joined[event.staff] = event
            elif isinstance(event, SettingChanged):
                self._settings.add(event.key)
            elif isinstance(event, RulebookAdopted) and event.files:
                self._adopted.append((event.from_on.toordinal(), load(event.files)))
        self._adopted.sort(key=lambda each: each[0])

    def staff(self, staff: str) -> bool:
        """Whether this person exists."""
        return staff in self.shop.people.staff or staff in self.joined

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
        return shift == REST or SETTING + shift in self._settings or self.plan.hours(day, shift) is not None or any(
            rule.shift == shift for _, rule in self._shifts(day)
        )

    def _shifts(self, day: int) -> list[tuple[object, object]]:
        from kfterm.rulebook.floor_rules import Shift

        rulebook = self.rulebook(day)
        return list(rulebook.all(Shift)) if rulebook else []

    def rulebook(self, day: int) -> Rulebook | None:
        """The rulebook in force on a day."""
        found = self.plan.rulebook(day)
        for from_day, rulebook in self._adopted:
            if from_day <= day:
                found = rulebook
        return found

    def entity(self, field: str, key: str) -> bool:
        """Whether an entity of this kind was opened."""
        if (field, key) in self._opened:
            return True
        shop = self.shop
        tables: dict[str, object] = {
            "staff": shop.people.staff,
            "leave": shop.roster.leaves,
            "rest": shop.roster.rests,
            "swap": shop.roster.swaps,
            "incident": shop.floor.incidents,
            "item": shop.book.items,
            "announcement": shop.book.announcements,
            "violation": shop.conduct.violations,
            "merit": shop.conduct.merits,
            "complaint": shop.conduct.complaints,
            "appeal": shop.conduct.appeals,
        }
        if field == "handover":
            return shop.book.handover(key) is not None
        table = tables.get(field)
        return table is None or key in table  # type: ignore[operator]


def shift_day(known: Known, event: Event, staff: str, at: int) -> int:
    """The day an entry about a person counts for."""
    on = getattr(event, "on", None)
    return on.toordinal() if on is not None else known.plan.shift_day(staff, at)
