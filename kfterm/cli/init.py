"""`kfterm init`: a new database with a rulebook in force and its settings, or nothing at all."""

import argparse
import sys
from datetime import date

from kfterm.cli.where import database
from kfterm.clock import SystemClock
from kfterm.desk.found import found_store, missing_settings
from kfterm.desk.unsaid import UNKNOWN
from kfterm.problems import Problem, Refused, refused
from kfterm.rulebook.load import files_of, load
from kfterm.rulebook.model import Setting
from kfterm.words import Lang, Words


def init(parsed: argparse.Namespace) -> int:
    """Create the database; asks for missing settings at a terminal only."""
    path = database(parsed)
    settings = _pairs(parsed.settings)
    from_on = _day(parsed.from_on)
    files = files_of(parsed.rulebook)
    rulebook = load(files)
    if sys.stdin.isatty():
        settings |= _ask(
            [each for each in missing_settings(rulebook, settings) if each.key not in settings], parsed.lang
        )
    clock = SystemClock()
    found_store(path, clock, files, store=parsed.store, zone=parsed.zone, settings=settings, from_on=from_on)
    title = rulebook.head.title.words.pick(parsed.lang)
    print(Words(f"已建 {path}:{rulebook.id} {title}", f"created {path}: {rulebook.id} {title}").pick(parsed.lang))
    for setting in missing_settings(rulebook, settings):
        says = Words(f"还没有设 {setting.key}:{setting.zh}", f"{setting.key} is not set yet: {setting.en}")
        print(says.pick(parsed.lang), file=sys.stderr)
    return 0


def _pairs(texts: list[str]) -> dict[str, str]:
    wrong = [text for text in texts if not text.partition("=")[0] or "=" not in text]
    if wrong:
        raise Refused(Problem(text, Words("应写成 --set 键=值", "it should be --set KEY=VALUE")) for text in wrong)
    return {text.partition("=")[0]: text.partition("=")[2] for text in texts}


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refused(f"--from {text}:应为日期 YYYY-MM-DD", f"--from {text}: it should be a date YYYY-MM-DD") from None


def _ask(missing: list[Setting], lang: Lang) -> dict[str, str]:
    """Ask for every setting that nobody has answered; the end of input ends the questions."""
    found: dict[str, str] = {}
    for setting in missing:
        print(f"{setting.key} ({setting.unit}): {setting.zh if lang == 'zh' else setting.en}")
        if setting.key.endswith("*"):
            found |= _ask_many(setting)
            continue
        if setting.required:
            print(Words(f"还不知道就打 {UNKNOWN}", f"type {UNKNOWN} if it is not known yet").pick(lang))
        typed = _typed(f"{setting.key} = ")
        while typed == "" and setting.required:
            typed = _typed(f"{setting.key} = ")
        if typed:
            found[setting.key] = "" if typed == UNKNOWN else typed
    return found


def _ask_many(setting: Setting) -> dict[str, str]:
    """A key that stands for many takes NAME=VALUE as often as there are names, until an empty answer."""
    found: dict[str, str] = {}
    stem = setting.key.removesuffix("*")
    while typed := _typed(f"{stem}NAME=VALUE > "):
        key, equals, value = typed.partition("=")
        if equals and value:
            found[key if key.startswith(stem) else stem + key] = value
    return found


def _typed(prompt: str) -> str | None:
    """A line; None at the end of input (Ctrl-D)."""
    try:
        return input(prompt).strip()
    except EOFError:
        return None
