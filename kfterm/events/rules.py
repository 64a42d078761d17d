"""Facts about which rules hold."""

from datetime import date
from typing import ClassVar

from kfterm.events.base import Event


class RulebookAdopted(Event, frozen=True, tag="rulebook.adopted"):
    """A rulebook is in force from a shift day on. Its whole text travels with the log."""

    rulebook: str
    from_on: date
    digest: str = ""
    files: dict[str, str] = {}
    """File name to text; filled in by the desk when whoever adopts it names only the id."""


class SettingChanged(Event, frozen=True, tag="setting.changed"):
    """A setting has this value from now on."""

    key: str
    value: str
    reason: str = ""


class MonthClosed(Event, frozen=True, tag="month.closed"):
    """A month is frozen (G13)."""

    OF: ClassVar[str] = ""
    month: str
    digest: str
