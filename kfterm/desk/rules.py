"""Adopting rulebooks and changing settings: the text travels with the log, values can be read."""

from collections.abc import Iterator

from kfterm.desk import break_checks
from kfterm.desk.known import Known
from kfterm.desk.permits import is_machine, permitted
from kfterm.desk.unsaid import ask_first, unsaid_settings
from kfterm.events.lines import Fact
from kfterm.events.rules import RulebookAdopted, SettingChanged
from kfterm.folds.hours import parse_hours
from kfterm.folds.plan import SETTING
from kfterm.folds.settings import PRINTER, PRINTER_CODE, PRINTER_FORM, ROSTER_NEED, SHEET_COPY, defaults
from kfterm.money import decimal_text, parse_decimal
from kfterm.month.law import HOURS, HOURS_SYSTEMS, MODE, MODES, REGION, law
from kfterm.periods import Calendar
from kfterm.problems import Refused
from kfterm.replay.window import STORE, ZONE
from kfterm.rulebook.load import digest, files_of, load
from kfterm.words import Words

_NUMBERS = ("incident_limit.", "chat.amber_seconds", "chat.red_seconds", "absence_wage", "commission_rate",
            "reference_package", "away_limit_minutes", "law.minimum_wage")  # fmt: skip

_MAY_BE_UNKNOWN = ("absence_wage", "commission_rate", "reference_package", "away_limit_minutes")
"""Empty, they say "not known yet": the month names them as missing and takes nothing for them."""

_RATES = ("commission_rate",)
"""Shares of one: 0.02 is 2 %."""

LANG = "lang"

_CHOICES = {
    MODE: MODES,
    HOURS: HOURS_SYSTEMS,
    REGION: tuple(each.id for each in law().region),
    SHEET_COPY: ("lead", "wall"),
    PRINTER_FORM: ("pdf", "text"),
    PRINTER_CODE: ("utf-8", "gb18030"),
}

_ALONE = (PRINTER,)
"""Settings that no store has of its own: what begins like them and is no setting is a slip of the pen."""


def _of_store(key: str) -> str:
    """The setting that a key is of, without the store or type that has its own: `chat.red_seconds.muhe`."""
    return next(
        (
            each
            for each in (*_NUMBERS, *defaults())
            if key == each or (each not in _ALONE and key.startswith(each.rstrip(".") + "."))
        ),
        key,
    )


def _percent(text: str) -> str:
    """`2%` as the decimal it should be; empty where it is no percentage."""
    number = parse_decimal(text.strip()[:-1]) if text.strip().endswith(("%", "\uff05")) else None
    return decimal_text(number / 100) if number is not None else ""


def adopted(known: Known, fact: Fact) -> Iterator[Words]:
    """A rulebook that loads and whose digest is its own."""
    event = fact.event
    assert isinstance(event, RulebookAdopted)
    try:
        rulebook = load(event.files or files_of(event.rulebook))
    except Refused as refused:
        yield from (Words(problem.pick("zh"), problem.pick("en")) for problem in refused.problems)
        return
    if rulebook.id != event.rulebook:
        yield Words(f"文本是 {rulebook.id},不是 {event.rulebook}", f"the text is {rulebook.id}, not {event.rulebook}")
    if event.digest and event.digest != digest(event.files):
        yield Words("digest 与文本不符", "the digest does not belong to the text")
    earliest = rulebook.head.valid_from
    if earliest is not None and event.from_on < earliest:
        zh = f"{rulebook.id} 自 {earliest} 起生效,from_on 是 {event.from_on}"
        yield Words(zh, f"{rulebook.id} is valid from {earliest}, from_on is {event.from_on}")
    if not is_machine(fact.by):
        yield from permitted(known, rulebook, "adopt_rulebook", fact)
        yield from map(ask_first, unsaid_settings(rulebook, known.settings()))


def setting(known: Known, fact: Fact) -> Iterator[Words]:
    """A value that can be read."""
    event = fact.event
    assert isinstance(event, SettingChanged)
    if event.key == ZONE:
        try:
            Calendar(event.value)
        except ValueError:
            yield Words(
                f"没有时区 {event.value},如 Asia/Shanghai", f"there is no zone {event.value}; try Asia/Shanghai"
            )
    elif event.key.startswith(SETTING):
        if parse_hours(event.value, "", "") is None:
            yield Words(f"{event.key} 是 {event.value!r},应如 08:30-17:30", f"{event.key} should be like 08:30-17:30")
    elif event.key.startswith("chat.window"):
        if parse_hours(event.value, "", "") is None:
            yield Words(f"{event.key} 是 {event.value!r},应如 08:00-23:00", f"{event.key} should be like 08:00-23:00")
    elif _of_store(event.key) in _NUMBERS:
        value = parse_decimal(event.value)
        unknown = event.key in _MAY_BE_UNKNOWN and not event.value.strip()
        rate = _percent(event.value) if event.key in _RATES else ""
        if rate:
            yield Words(
                f"{event.key} 是 {event.value!r},应写成小数 {rate}", f"{event.key} is {event.value!r}, write {rate}"
            )
        elif not unknown and (value is None or value <= 0):
            zh, en = (
                f"{event.key} 是 {event.value!r},应为正数",
                f"{event.key} is {event.value!r}, it should be a number above 0",
            )
            yield Words(zh, en)
    elif event.key.startswith(ROSTER_NEED):
        if not event.value.isdigit():
            zh = f"{event.key} 是 {event.value!r},应为每天几个人,如 3"
            yield Words(zh, f"{event.key} is {event.value!r}, it should be how many people a day, like 3")
    elif break_checks.belongs(event.key):
        yield from break_checks.setting(event.key, event.value)
    elif event.key in _CHOICES:
        if event.value not in _CHOICES[event.key]:
            listed = " / ".join(_CHOICES[event.key])
            yield Words(
                f"{event.key} 是 {event.value!r},应为 {listed}",
                f"{event.key} is {event.value!r}, it should be {listed}",
            )
    elif event.key not in (STORE, LANG) and _of_store(event.key) not in defaults():
        known_keys = ", ".join(
            [ZONE, STORE, LANG, f"{SETTING}*", f"{ROSTER_NEED}*", *_NUMBERS, *defaults(), *break_checks.SETTINGS]
        )
        yield Words(
            f"没有设置 {event.key}(可用:{known_keys})", f"there is no setting {event.key} (there are: {known_keys})"
        )
