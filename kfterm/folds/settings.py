"""Settings as they hold at a moment: what the shop typed, else what every shop starts from (`data/defaults.toml`)."""

import tomllib
from functools import cache

from kfterm.folds.hours import Hours, parse_hours
from kfterm.folds.rules import Rules
from kfterm.resources import data_folder

AMBER = "chat.amber_seconds"
RED = "chat.red_seconds"
WINDOW = "chat.window"
APPEAL_DAYS = "appeal.days"
ESCALATE_PASSES = "handover.escalate_passes"
SHEET_COPY = "sheet.copy"
PRINTER = "printer"
PRINTER_FORM = "printer.form"
PRINTER_CODE = "printer.code"
PREPARE_MINUTES = "handover.prepare_minutes"
INCIDENT_LIMIT = "incident_limit."
ROSTER_NEED = "roster.need."
"""With a shift behind it: how many people that shift needs a day."""


@cache
def defaults() -> dict[str, str]:
    """What every shop starts from."""
    table = tomllib.loads((data_folder() / "defaults.toml").read_text(encoding="utf-8"))
    return {key: str(value) for key, value in table.items()}


def value(rules: Rules, key: str, at: int | None = None, store: str = "") -> str:
    """A setting at a moment, for a store where it has its own; empty when nobody set it."""
    own = rules.setting(f"{key}.{store}", at) if store else None
    return own or rules.setting(key, at) or defaults().get(key, "")


def whole(rules: Rules, key: str, at: int | None = None, store: str = "") -> int:
    """The same as a whole number; the starting value where what was typed cannot be read."""
    text = value(rules, key, at, store)
    return int(text) if text.isdigit() else int(defaults()[key])


def window(rules: Rules, at: int | None = None, store: str = "") -> Hours:
    """The hours of the day in which rounds are measured."""
    typed = parse_hours(value(rules, WINDOW, at, store), "", "")
    return typed or parse_hours(defaults()[WINDOW], "", "") or Hours(0, 24 * 60, "", "")


def incident_limit(rules: Rules, kind: str, at: int | None = None) -> int | None:
    """Minutes within which an incident of a type has to be handled; None when nobody set it (R4-A16)."""
    text = rules.setting(INCIDENT_LIMIT + kind, at) or ""
    return int(text) if text.isdigit() else None
