"""Days as people type them, and the punches of a person that nobody made up yet."""

import re
from datetime import date
from typing import NamedTuple

from kfterm.desk.desk import Desk
from kfterm.desk.reading import month_judge
from kfterm.month.attendance import sheet
from kfterm.periods import before, day_text, month, month_of
from kfterm.words import Words

_DAY = re.compile(r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})")
_NAMED = {"昨天": -1, "yesterday": -1, "今天": 0, "today": 0, "明天": 1, "tomorrow": 1, "后天": 2}
"""Days that have a name, as days from today."""


def typed_day(text: str, today: int) -> date | None:
    """`2026-10-28`, `10-28` in the year that brings it nearest to today, `明天`; None for anything else."""
    if text.strip().lower() in _NAMED:
        return date.fromordinal(today + _NAMED[text.strip().lower()])
    met = _DAY.fullmatch(text.strip())
    if met is None:
        return None
    year, parts = met[1], (int(met[2]), int(met[3]))
    this = date.fromordinal(today).year
    found = []
    for each in [int(year)] if year else [this, this - 1, this + 1]:
        try:
            found.append(date(each, *parts))
        except ValueError:
            continue
    return min(found, key=lambda day: abs(day.toordinal() - today), default=None)


def day_wanted(today: int) -> Words:
    """What a day should look like."""
    text = day_text(today)
    return Words(f"应如 {text[5:]} 或 {text}", f"it should be like {text[5:]} or {text}")


class OpenPunch(NamedTuple):
    """A punch that is missing on a planned day."""

    day: int
    way: str


def open_punches(desk: Desk, staff: str) -> list[OpenPunch]:
    """What was not punched and not made up, of last month and of the running one, oldest first."""
    running = desk.live.month
    found = []
    for label in (before(running), running):
        judge = month_judge(desk, label)
        person = judge.shop.people.staff.get(staff)
        if person is not None:
            this = month(label)
            found += [OpenPunch(*each) for each in sheet(judge, judge.in_month(person, this), this).open_punches]
    return sorted(found)


def punched(desk: Desk, staff: str, day: int, way: str) -> bool:
    """Whether somebody punched this way for the shift of a day, or had it made up and proved."""
    this = month_of(day)
    judge = month_judge(desk, this.label)
    facts = judge.shop.attendance
    if any(each.day == day and each.way == way and each.vouched for each in facts.made_up.get(staff, [])):
        return True
    person = judge.shop.people.staff.get(staff)
    days = sheet(judge, judge.in_month(person, this), this).days if person is not None else ()
    record = next((each for each in days if each.day == day), None)
    if record is not None:
        return (record.in_at if way == "in" else record.out_at) is not None
    return any(way == each and judge.plan.shift_day(staff, at) == day for at, each, _ in facts.punches.get(staff, []))
