"""One shop judged at one moment: the plan, who was employed when, which entries fall in which month."""

from functools import cached_property

from kfterm.folds.conduct import Complaint, Merit, Violation
from kfterm.folds.people import Person
from kfterm.folds.plan import Plan
from kfterm.folds.shop import Shop
from kfterm.month.model import Correction, Corrections
from kfterm.periods import Calendar, Month, before, month_label
from kfterm.rulebook.model import Rulebook


class Judge:
    """What the functions of this room are handed. A new one for every state of the shop; nothing here is stored."""

    def __init__(self, shop: Shop, calendar: Calendar, asof: int, corrections: Corrections | None = None) -> None:
        self.shop = shop
        self.calendar = calendar
        self.asof = asof
        self.corrections: Corrections = corrections or {}
        """What facts found later change in closed months."""
        self.plan = Plan(shop, calendar)
        self.scratch: dict[object, object] = {}
        """Sheets that were already made for this very state."""

    def rulebook(self, month: Month) -> Rulebook | None:
        """The rulebook by which a month is settled: the one in force on its last day."""
        return self.plan.rulebook(month.last)

    def ruled_by(self, day: int, month: Month) -> Rulebook | None:
        """The rulebook that judges a fact of a day: the one in force on it; of a closed month, that of the month it is booked in."""
        return self.plan.rulebook(day) if month.first <= day <= month.last else self.rulebook(month)

    def rulebooks(self, month: Month) -> tuple[Rulebook, ...]:
        """Every rulebook that was in force on some day of a month, the first one first."""
        key = ("rulebooks", month.label)
        if key not in self.scratch:
            days = (self.plan.rulebook(day) for day in range(month.first, month.last + 1))
            self.scratch[key] = tuple({each.digest: each for each in days if each is not None}.values())
        return self.scratch[key]  # type: ignore[return-value]

    def employed(self, person: Person, month: Month) -> int:
        """Employed days within a month, over all times a person was employed."""
        times = self.shop.people.employments(person.staff)
        return sum(max(0, last - first + 1) for first, last in (self._span(each, month) for each in times))

    def _span(self, person: Person, month: Month) -> tuple[int, int]:
        last = month.last if person.left_at is None else min(month.last, self.calendar.day(person.left_at))
        return max(month.first, self.calendar.day(person.joined_at)), last

    def works_here(self, staff: str, day: int) -> bool:
        """Whether a person is employed on a day: before and after it nobody can be late or absent."""
        today = Month("", day, day)
        return any(first <= last for first, last in (self._span(each, today) for each in self._times(staff)))

    def _times(self, staff: str) -> list[Person]:
        return self.shop.people.employments(staff)

    def in_month(self, person: Person, month: Month) -> Person:
        """A person as employed in a month: the last time that lies in it, for somebody who left and came back."""
        found = [each for each in self._times(person.staff) if self._span(each, month)[0] <= self._span(each, month)[1]]
        return found[-1] if found else person

    def people(self, month: Month) -> list[Person]:
        """Everybody employed in a month, by id."""
        found = (self.shop.people.staff[staff] for staff in sorted(self.shop.people.staff))
        return [self.in_month(person, month) for person in found if self.employed(person, month)]

    def corrected(self, staff: str, month: Month) -> tuple[Correction, ...]:
        """What closed months owe a person or have to get back, booked in this month (G13)."""
        return self.corrections.get((staff, month.label), ())

    def gone(self, month: Month) -> list[Person]:
        """People employed no more for whom something of a closed month is booked in this one, by id."""
        if not self.shop.rules.closed:
            return []
        found = (self.shop.people.staff[staff] for staff in sorted(self.shop.people.staff))
        return [person for person in found if not self.employed(person, month) and self._booked(person.staff, month)]

    def _booked(self, staff: str, month: Month) -> bool:
        """Whether anything of an earlier month that costs or pays is booked in this one."""
        absences = ((day, seq) for day, _, seq in self.shop.attendance.absences.get(staff, []))
        leaves = (each for each in self.shop.roster.leaves.values() if each.staff == staff and each.approved)
        late = [*absences, *((each.from_day, each.decided_seq) for each in leaves)]
        return (
            bool(self.corrected(staff, month) or self.violations(staff, month))
            or any(day < month.first and self.booked_in(day, seq) == month.label for day, seq in late)
        )  # fmt: skip

    def booked_in(self, day: int, seq: int) -> str:
        """The month in which a fact of a day counts: its own, or the next one that was open when it came (G13)."""
        label, closed = month_label(day), self.shop.rules.closed
        while label in closed and seq > closed[label][2]:
            label = before(label, -1)
        return label

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
            found.setdefault(violation.event.staff, []).append(violation)
        return found

    def logged(self, staff: str) -> list[Violation]:
        """Everything ever logged on a person, with what was appealed with success."""
        return self._violations.get(staff, [])

    def violations(self, staff: str, month: Month) -> list[tuple[int, Violation]]:
        """A person's counting violations of a month with their days, in the order of time."""
        days = ((self.violation_day(each), each) for each in self.logged(staff) if each.counts)
        return [(day, each) for day, each in days if self.booked_in(day, each.seq) == month.label]

    @cached_property
    def recorded_days(self) -> frozenset[int]:
        """Calendar days on which anybody's coming was recorded, by punch or by seat."""
        facts = self.shop.attendance.punches.values()
        moments = [at for punches in facts for at, way, _ in punches if way == "in"]
        moments += [at for seated in self.shop.floor.seated.values() for at in seated]
        return frozenset(self.calendar.day(at) for at in moments)

    def merits(self, staff: str, month: Month) -> list[tuple[int, Merit]]:
        """A person's merits of a month with their days."""
        own = (each for each in self.shop.conduct.merits.values() if each.event.staff == staff)
        days = ((self.merit_day(each), each) for each in own)
        return [(day, each) for day, each in days if self.booked_in(day, each.seq) == month.label]

    def complaints(self, staff: str, month: Month) -> list[tuple[int, Complaint]]:
        """A person's complaints of a month, with their days; one that was judged late counts when it was judged."""
        found = []
        for complaint in self.shop.conduct.complaints.values():
            if complaint.staff == staff:
                day = self.plan.shift_day(staff, complaint.at)
                if self.booked_in(day, max(complaint.seq, complaint.judged_seq)) == month.label:
                    found.append((day, complaint))
        return found
