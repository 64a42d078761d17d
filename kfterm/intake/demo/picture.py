"""The floor as the simulator sees it during one step: read from the folded state, then moved by its own lines."""

from typing import NamedTuple

from kfterm.folds.floor import AWAY, ON
from kfterm.folds.plan import Plan, Planned
from kfterm.folds.shop import Shop
from kfterm.periods import HOUR, Calendar


class Talk(NamedTuple):
    """An open chat: who holds it, and since when the buyer waits (0: the shop spoke last)."""

    staff: str
    since: int


class Picture:
    """What is true now. Built anew from the state at each step, so that it follows what people do by keys."""

    def __init__(self, shop: Shop, calendar: Calendar, now: int) -> None:
        self.shop = shop
        self.plan = Plan(shop, calendar)
        self.accounts = {
            staff: account for account, staff in shop.people.accounts.items() if self._employed(shop, staff)
        }
        """Those who answer chats, with their account."""
        seats = shop.floor.seats
        self.on = {staff for staff, seat in seats.items() if seat.state == ON}
        self.away = {staff: seat.reason for staff, seat in seats.items() if seat.state == AWAY}
        self.calls = {seat.call: staff for staff, seat in seats.items() if seat.call}
        self.talks = {key: Talk(chat.staff, chat.since) for key, chat in shop.timers.chats.items()}
        self.orders = {key: order.staff for key, order in shop.orders.unpaid.items()}
        self.incidents = {each.incident: each for each in shop.floor.incidents.values() if each.settled_at is None}
        self.items = {item.item: item for item in shop.book.open_items()}
        self.shifts = {staff: self.plan.current(staff, now) for staff in self.accounts}

    @staticmethod
    def _employed(shop: Shop, staff: str) -> bool:
        person = shop.people.staff.get(staff)
        return person is not None and person.left_at is None

    def shift(self, staff: str) -> Planned | None:
        """The shift somebody is planned for at this time."""
        return self.shifts.get(staff)

    def free(self, staff: str) -> bool:
        """Whether somebody sits, is not on the phone, and can answer."""
        return staff in self.on and staff not in self.calls.values()

    def ready(self, at: int) -> list[str]:
        """Agents who may be given new buyers: on seat, and their shift still runs."""
        found = []
        for staff in self.accounts:
            shift = self.shift(staff)
            if staff in self.on and (shift is None or at < shift.end):
                found.append(staff)
        return found

    def load(self, staff: str) -> int:
        """How many chats somebody holds."""
        return sum(1 for talk in self.talks.values() if talk.staff == staff)

    def waiting(self) -> list[str]:
        """Chats whose buyer waits."""
        return [key for key, talk in self.talks.items() if talk.since]

    def came(self, staff: str, shift: Planned) -> bool:
        """Whether somebody has shown up for a shift, or it was decided that they did not."""
        facts = self.shop.attendance
        punched = any(at >= shift.start - 3 * HOUR for at, way, _ in facts.punches.get(staff, []) if way == "in")
        seated = any(at >= shift.start - 3 * HOUR for at in self.shop.floor.seated.get(staff, []))
        absent = any(day == shift.day for day, _, _ in facts.absences.get(staff, []))
        return punched or seated or absent

    def released(self, staff: str, shift: Planned) -> bool:
        """Whether somebody has already punched out of a shift."""
        punches = self.shop.attendance.punches.get(staff, [])
        return any(at >= shift.start and way == "out" for at, way, _ in punches)
