"""Which rulebook and which settings held when, and which months are closed."""

from kfterm.events.rules import MonthClosed, RulebookAdopted, SettingChanged
from kfterm.folds.base import Handlers, State


class Adoption(State):
    """A rulebook in force from a shift day on, with its whole text."""

    from_day: int
    rulebook: str
    digest: str
    files: dict[str, str]
    seq: int


class Rules(State):
    """Adoptions in the order of their first day, settings in the order of time."""

    adopted: list[Adoption] = []
    settings: dict[str, list[tuple[int, str, int]]] = {}
    """Key to (at, value, seq)."""
    closed: dict[str, tuple[int, str, int]] = {}
    """Month to (at, digest, seq)."""

    def on(self, day: int) -> Adoption | None:
        """The rulebook in force on a shift day."""
        found = None
        for each in self.adopted:
            if each.from_day <= day:
                found = each
        return found

    def setting(self, key: str, at: int | None = None) -> str | None:
        """The value of a setting at a moment (now when none is given)."""
        history = self.settings.get(key, [])
        for since, value, _ in reversed(history):
            if at is None or since <= at:
                return value
        return None

    def values(self, at: int | None = None) -> dict[str, str]:
        """All settings at a moment."""
        found = {key: self.setting(key, at) for key in self.settings}
        return {key: value for key, value in found.items() if value is not None}


def _adopted(rules: Rules, event: RulebookAdopted, at: int, seq: int) -> None:
    rules.adopted.append(
        Adoption(
            from_day=event.from_on.toordinal(),
            rulebook=event.rulebook,
            digest=event.digest,
            files=event.files,
            seq=seq,
        )
    )
    rules.adopted.sort(key=lambda each: (each.from_day, each.seq))


def _setting(rules: Rules, event: SettingChanged, at: int, seq: int) -> None:
    rules.settings.setdefault(event.key, []).append((at, event.value, seq))


def _closed(rules: Rules, event: MonthClosed, at: int, seq: int) -> None:
    rules.closed[event.month] = (at, event.digest, seq)


HANDLERS: Handlers = {RulebookAdopted: _adopted, SettingChanged: _setting, MonthClosed: _closed}
