"""The roster under a rulebook: when a planned shift begins and ends, and to which shift day a moment belongs (G9)."""

from typing import NamedTuple

from kfterm.events.roster import REST
from kfterm.folds.hours import Hours, parse_hours
from kfterm.folds.shop import Shop
from kfterm.periods import HOUR, MINUTE, Calendar, clock_minutes
from kfterm.rulebook.floor_rules import Shift
from kfterm.rulebook.load import adopted
from kfterm.rulebook.model import Rulebook

SETTING = "shift."
_OVERRUN = 4 * HOUR
"""A moment so long after the planned end of a shift that reaches midnight still belongs to it: open chats extend it."""


NAMES = {"early": ("早班", "early"), "day": ("白班", "day"), "late": ("晚班", "late"), "night": ("夜班", "night")}
"""What shifts of these ids are called where the rulebook leaves their hours to a setting."""


class Planned(NamedTuple):
    """One person's shift on one day, as moments."""

    staff: str
    day: int
    shift: str
    start: int
    end: int
    seq: int
    release: int
    """The end, or the earlier moment from which on it is no early leave (R6-A01)."""

    def covers(self, at: int) -> bool:
        """Whether a moment lies between start and end."""
        return self.start <= at < self.end


class Plan:
    """Reads a shop's roster with the rulebooks and settings that hold on each day."""

    def __init__(self, shop: Shop, calendar: Calendar) -> None:
        self.shop = shop
        self.calendar = calendar
        self._hours: dict[tuple[int, str], Hours | None] = {}

    def rulebook(self, day: int) -> Rulebook | None:
        """The rulebook in force on a shift day."""
        adoption = self.shop.rules.on(day)
        return adopted(adoption.files) if adoption else None

    def hours(self, day: int, shift: str) -> Hours | None:
        """A shift's hours on a day: a setting of the shop, else what the rulebook prints."""
        key = (day, shift)
        if key not in self._hours:
            self._hours[key] = self._find_hours(day, shift)
        return self._hours[key]

    def _find_hours(self, day: int, shift: str) -> Hours | None:
        if shift == REST:
            return None
        rulebook = self.rulebook(day)
        rules = rulebook.all(Shift) if rulebook else []
        printed = next((rule for _, rule in rules if rule.shift == shift), None)
        zh, en = (printed.label.zh, printed.label.en) if printed else NAMES.get(shift, (shift, shift))
        typed = self.shop.rules.setting(SETTING + shift, self.calendar.moment(day + 1) - 1)
        if typed is None and printed is None:
            # a setting made after the fact still says more than nothing
            typed = self.shop.rules.setting(SETTING + shift)
        if typed is not None:
            return parse_hours(typed, zh, en)
        if printed is None:
            return None
        release = clock_minutes(printed.release) if printed.release else None
        return Hours(clock_minutes(printed.start), clock_minutes(printed.end), zh, en, release)

    def shifts(self, day: int) -> dict[str, Hours]:
        """Every shift known on a day, by id, earliest first."""
        rulebook = self.rulebook(day)
        ids = [rule.shift for _, rule in rulebook.all(Shift)] if rulebook else []
        ids += [key[len(SETTING) :] for key in self.shop.rules.settings if key.startswith(SETTING)]
        found = {shift: self.hours(day, shift) for shift in dict.fromkeys(ids)}
        known = {shift: hours for shift, hours in found.items() if hours is not None}
        return dict(sorted(known.items(), key=lambda each: (each[1].start, each[0])))

    def planned(self, staff: str, day: int) -> Planned | None:
        """A person's shift of a day as moments; None for rest, for nothing, and for a shift without hours."""
        entry = self.shop.roster.planned.get(staff, {}).get(day)
        if entry is None:
            return None
        hours = self.hours(day, entry[0])
        if hours is None:
            return None
        moment = self.calendar.moment
        start, end = moment(day, hours.start), moment(day, hours.end)
        release = end if hours.release is None else moment(day, hours.release)
        return Planned(staff, day, entry[0], start, end, entry[1], release)

    def shift_day(self, staff: str, at: int) -> int:
        """The day a moment counts for: the start day of the shift it falls in, else the calendar day."""
        day = self.calendar.day(at)
        last_night = self.planned(staff, day - 1)
        if last_night is None or self.calendar.day(last_night.end) < day or at >= last_night.end + _OVERRUN:
            return day
        today = self.planned(staff, day)
        return day if today is not None and at >= today.start - HOUR else day - 1

    def current(self, staff: str, at: int) -> Planned | None:
        """The shift a person is in at a moment, or the one that begins next on the same shift day."""
        return self.planned(staff, self.shift_day(staff, at))


def minutes(milliseconds: int) -> int:
    """Whole minutes, cut (G3); nothing below zero."""
    return max(0, milliseconds // MINUTE)
