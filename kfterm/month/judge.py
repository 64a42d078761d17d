"""One shop judged at one moment: the plan, who was employed when, which entries fall in which month."""

from functools import cached_property

from kfterm.folds.conduct import Complaint, Merit, Violation
from kfterm.folds.people import Person
from kfterm.folds.plan import Plan
from kfterm.folds.shop import Shop
from kfterm.periods import Calendar, Month
from kfterm.rulebook.model import Rulebook


class Judge:
    """What the functions of this room are handed. A new one for every state of the shop; nothing here is stored."""

    def __init__(self, shop: Shop, calendar: Calendar, asof: int) -> None:
        self.shop = shop
        self.calendar = calendar
        self.asof = asof
        self.plan = Plan(shop, calendar)
        self.scratch: dict[object, object] = {}
        """Sheets that were already made for this very state."""

    def rulebook(self, month: Month) -> Rulebook | None:
        """The rulebook by which a month is settled: the one in force on its last day."""
        return self.plan.rulebook(month.last)

    def employed(self, person: Person, month: Month) -> tuple[int, int] | None:
        """First and last employed day within a month, both included; None when there is none."""
        first = max(month.first, self.calendar.day(person.joined_at))
        last = month.last if person.left_at is None else min(month.last, self.calendar.day(person.left_at))
        return (first, last) if first <= last else None

    def people(self, month: Month) -> list[Person]:
        """Everybody employed in a month, by id."""
        found = (self.shop.people.staff[staff] for staff in sorted(self.shop.people.staff))
        return [person for person in found if self.employed(person, month)]

    def violation_day(self, violation: Violation) -> int:
        """The shift day of a violation."""
        event = violation.event
        return event.on.toordinal() if event.on else self.plan.shift_day(event.staff, violation.at)

    def merit_day(self, merit: Merit) -> int:
        """The shift day of a merit."""
        event = merit.event
        return event.on.toordinal() if event.on else self.plan.shift_day(event.staff, merit.at)

    @cached_property
    def _violations(self) -> dict[str, list[Violation]]:
        found: dict[str, list[Violation]] = {}
        for violation in self.shop.conduct.violations.values():
            if violation.counts:
                found.setdefault(violation.event.staff, []).append(violation)
        return found

    def violations(self, staff: str, month: Month) -> list[tuple[int, Violation]]:
        """A person's counting violations of a month with their days, in the order of time."""
        days = ((self.violation_day(each), each) for each in self._violations.get(staff, []))
        return [(day, each) for day, each in days if month.first <= day <= month.last]

    def merits(self, staff: str, month: Month) -> list[tuple[int, Merit]]:
        """A person's merits of a month with their days."""
        own = (each for each in self.shop.conduct.merits.values() if each.event.staff == staff)
        days = ((self.merit_day(each), each) for each in own)
        return [(day, each) for day, each in days if month.first <= day <= month.last]

    def complaints(self, staff: str, month: Month) -> list[tuple[int, Complaint]]:
        """A person's complaints received in a month, with their days."""
        found = []
        for complaint in self.shop.conduct.complaints.values():
            if complaint.staff == staff:
                day = self.plan.shift_day(staff, complaint.at)
                if month.first <= day <= month.last:
                    found.append((day, complaint))
        return found
