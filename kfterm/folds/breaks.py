"""What is known about breaks before anybody takes one: why somebody leaves the seat (`data/floor.toml`), and the settings
that say how many may be away at once, for how long, and in which windows of a shift."""

import tomllib
from functools import cache
from typing import NamedTuple

from kfterm.folds.hours import parse_hours
from kfterm.folds.rules import Rules
from kfterm.resources import data_folder
from kfterm.words import Words

QUOTA = "away.quota"
SLOTS = "break.slots."
MINUTES = "break.minutes."
ALARM = "break.alarm_minutes"
GRACE = "adherence.grace_seconds"
IGNORED = "adherence.ignored"
TARGET = "adherence.target_pct"
FIRST = "adherence.first_minutes"
FORGOTTEN = "seat.forgotten_minutes"
OFFLINE = "offline"
"""The reason of somebody whose client dropped off the network."""


class AwayReason(NamedTuple):
    """Why somebody leaves the seat; `counts` is whether it takes one of the places there are for breaks."""

    id: str
    words: Words
    minutes: int
    counts: bool


class Slot(NamedTuple):
    """A window for breaks within a shift, minutes after midnight, and how many may sit there."""

    start: int
    end: int
    places: int


@cache
def away_reasons() -> tuple[AwayReason, ...]:
    """The shipped list, in its order."""
    table = tomllib.loads((data_folder() / "floor.toml").read_text(encoding="utf-8"))
    return tuple(
        AwayReason(each["id"], Words(each["zh"], each["en"]), each["minutes"], each["counts"])
        for each in table["away"]
    )  # fmt: skip


def reason_of(text: str) -> AwayReason | None:
    """The reason of the list that a machine or a person means; None for one of their own."""
    return next((each for each in away_reasons() if text in (each.id, *each.words)), None)


def reason_words(reason: str) -> Words:
    """A reason as typed by a machine or chosen from the list."""
    known = reason_of(reason)
    return known.words if known is not None else Words(reason, reason)


def agreed_minutes(rules: Rules, reason: AwayReason, at: int | None = None) -> int:
    """The minutes that are agreed where nobody says others: the shop's, else the shipped ones; 0 where none are."""
    typed = rules.setting(MINUTES + reason.id, at) or ""
    return int(typed) if typed.isdigit() else reason.minutes


def quota(rules: Rules, reason: str = "", at: int | None = None) -> int | None:
    """How many may be away at once, in all or for a reason; None: nobody said."""
    typed = rules.setting(f"{QUOTA}.{reason}" if reason else QUOTA, at) or ""
    return int(typed) if typed.isdigit() else None


def slots(rules: Rules, shift: str, at: int | None = None) -> tuple[Slot, ...]:
    """The windows of a shift, in the order in which they are typed; none where nobody set any."""
    found = [parse_slot(part) for part in slot_parts(rules.setting(SLOTS + shift, at) or "")]
    return tuple(each for each in found if each is not None)


def slot_parts(text: str) -> list[str]:
    """The windows of a setting, each as it was typed; a Chinese comma parts them too."""
    return [part.strip() for part in text.replace("\uff0c", ",").split(",") if part.strip()]


def parse_slot(text: str) -> Slot | None:
    """`11:30-12:00*2`; a window without a number has one place. None when it cannot be read."""
    window, star, places = text.partition("*")
    hours = parse_hours(window, "", "")
    if hours is None or (star and not (places.strip().isdigit() and int(places))):
        return None
    return Slot(hours.start, hours.end, int(places) if star else 1)
