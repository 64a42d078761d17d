"""`kfterm init`: a new database with a rulebook in force and its settings, or nothing at all."""

import argparse
import sys
from datetime import date
from pathlib import Path

from kfterm.cli.where import database
from kfterm.clock import Clock, SystemClock
from kfterm.desk.desk import Desk
from kfterm.events.base import Event
from kfterm.events.lines import fact
from kfterm.events.rules import RulebookAdopted, SettingChanged
from kfterm.log.connect import open_log
from kfterm.log.schema import create
from kfterm.periods import Calendar
from kfterm.problems import Problem, Refused, refused
from kfterm.replay.window import STORE, ZONE
from kfterm.rulebook.load import digest, files_of, load
from kfterm.rulebook.model import Rulebook, Setting
from kfterm.words import Lang, Words


def init(parsed: argparse.Namespace) -> int:
    """Create the database; asks for missing settings at a terminal only."""
    path = database(parsed)
    clock = SystemClock()
    settings = _pairs(parsed.settings)
    files = files_of(parsed.rulebook)
    rulebook = load(files)
    missing = missing_settings(rulebook, settings)
    if missing and sys.stdin.isatty():
        settings |= _ask(missing, parsed.lang)
    found_store(path, clock, files, settings | ({STORE: parsed.store} if parsed.store else {}), parsed.zone, parsed.from_on)
    title = rulebook.head.title.words.pick(parsed.lang)
    print(Words(f"已建 {path}:{rulebook.id} {title}", f"created {path}: {rulebook.id} {title}").pick(parsed.lang))
    for setting in missing_settings(rulebook, settings):
        says = Words(f"还没有设 {setting.key}:{setting.zh}", f"{setting.key} is not set yet: {setting.en}")
        print(says.pick(parsed.lang), file=sys.stderr)
    return 0


def found_store(
    path: Path, clock: Clock, files: dict[str, str], settings: dict[str, str], zone: str, from_text: str | None
) -> None:
    """Make the database of a new store: rulebook and settings, or leave nothing behind."""
    try:
        calendar = Calendar(zone)
    except ValueError:
        raise refused(f"没有时区 {zone},如 Asia/Shanghai", f"there is no zone {zone}; try Asia/Shanghai") from None
    now = clock.now()
    from_on = _day(from_text) or calendar.at(now).date().replace(day=1)
    rulebook = load(files)
    at = min(now, calendar.moment(from_on.toordinal()))
    wanted: list[Event] = [SettingChanged(key=ZONE, value=zone)]
    wanted += [SettingChanged(key=key, value=value) for key, value in settings.items()]
    wanted.append(RulebookAdopted(rulebook=rulebook.id, from_on=from_on, digest=digest(files), files=files))
    create(path)
    try:
        with open_log(path) as log:
            Desk(log, clock).record([("", fact(event, at, "system")) for event in wanted])
    except BaseException:
        for ending in ("", "-wal", "-shm", ".lock", ".cache"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        raise


def missing_settings(rulebook: Rulebook, settings: dict[str, str]) -> list[Setting]:
    """What the text demands and nobody has set."""
    found = []
    for setting in rulebook.head.setting:
        stem = setting.key.removesuffix("*")
        has = any(key.startswith(stem) for key in settings) if setting.key.endswith("*") else setting.key in settings
        if not has and not setting.default:
            found.append(setting)
    return found


def _pairs(texts: list[str]) -> dict[str, str]:
    problems = []
    for text in texts:
        if not text.partition("=")[2]:
            problems.append(Problem(text, Words("应写成 --set 键=值", "it should be --set KEY=VALUE")))
    if problems:
        raise Refused(problems)
    return {text.partition("=")[0]: text.partition("=")[2] for text in texts}


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refused(f"--from {text}:应为日期 YYYY-MM-DD", f"--from {text}: it should be a date YYYY-MM-DD") from None


def _ask(missing: list[Setting], lang: Lang) -> dict[str, str]:
    found: dict[str, str] = {}
    for setting in missing:
        print(f"{setting.key} ({setting.unit}): {setting.zh if lang == 'zh' else setting.en}")
        many = setting.key.endswith("*")
        while True:
            example = f"{setting.key.removesuffix('*')}…=" if many else f"{setting.key}="
            typed = input(example if not many else f"{example[:-2]}NAME=VALUE > ").strip()
            if not typed:
                break
            key, equals, value = typed.partition("=") if many else (setting.key, "=", typed)
            if equals and value:
                stem = setting.key.removesuffix("*")
                found[key if key.startswith(stem) else stem + key] = value
            if not many:
                break
    return found
