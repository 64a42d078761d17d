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
    """sha256 of what was frozen: the month's JSON, keys sorted, without its `log` and `closed`."""
    upto: int | None = None
    """The row of the log that the digest was made from; none where another program closed the month."""
    head: str = ""
    """The hash of that row."""
    reason: str = ""
    """Why it was closed although something was missing or an appeal was pending."""
