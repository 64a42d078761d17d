"""Founding a store: a new database with a rulebook in force and its settings, or nothing at all."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kfterm.clock import Clock
from kfterm.desk.desk import Desk
from kfterm.desk.unsaid import ask_for, unsaid_settings
from kfterm.events.base import Event
from kfterm.events.lines import fact
from kfterm.events.rules import RulebookAdopted, SettingChanged
from kfterm.log.connect import open_log
from kfterm.log.schema import create
from kfterm.periods import Calendar
from kfterm.problems import Refused, refused
from kfterm.replay.window import STORE, ZONE
from kfterm.rulebook.load import digest, load
from kfterm.rulebook.model import Rulebook, Setting

_FILES = ("", "-wal", "-shm", ".lock", ".next", ".cache")


def found_store(
    path: Path,
    clock: Clock,
    files: dict[str, str],
    *,
    store: str = "",
    zone: str = "Asia/Shanghai",
    settings: Mapping[str, str] | None = None,
    from_on: date | None = None,
) -> None:
    """Make the database of a new store. Raises Refused and leaves nothing behind when something is wrong.

    The rulebook holds from `from_on` (the first of this month when none is given), and what is said here counts from
    that day's midnight on, so that facts long past find their rules.
    """
    try:
        calendar = Calendar(zone)
    except ValueError:
        raise refused(f"没有时区 {zone},如 Asia/Shanghai", f"there is no zone {zone}; try Asia/Shanghai") from None
    rulebook = load(files)
    unsaid = unsaid_settings(rulebook, settings or {})
    if unsaid:
        raise Refused(ask_for(setting) for setting in unsaid)
    now = clock.now()
    first = from_on or calendar.at(now).date().replace(day=1)
    at = min(now, calendar.moment(first.toordinal()))
    wanted: list[Event] = [SettingChanged(key=ZONE, value=zone)]
    wanted += [SettingChanged(key=STORE, value=store)] if store else []
    wanted += [SettingChanged(key=key, value=value) for key, value in (settings or {}).items()]
    wanted.append(RulebookAdopted(rulebook=rulebook.id, from_on=first, digest=digest(files), files=files))
    create(path)
    try:
        with open_log(path) as log:
            Desk(log, clock).record([("", fact(event, at, "system")) for event in wanted])
    except BaseException:
        for ending in _FILES:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        raise


def missing_settings(rulebook: Rulebook, settings: Mapping[str, str]) -> list[Setting]:
    """What the text demands and nobody has set."""
    found = []
    for setting in rulebook.head.setting:
        stem = setting.key.removesuffix("*")
        many = setting.key.endswith("*")
        has = any(key.startswith(stem) for key in settings) if many else bool(settings.get(setting.key))
        if not has and not setting.default:
            found.append(setting)
    return found
