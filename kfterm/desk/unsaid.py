"""Settings that a rulebook cannot do without and nobody has answered: asked for before it is in force."""

from collections.abc import Container

from kfterm.problems import Problem
from kfterm.rulebook.model import Rulebook, Setting
from kfterm.words import Words

UNKNOWN = "?"
"""Typed where a required setting is asked for and not known yet; it is stored as an empty value."""


def unsaid_settings(rulebook: Rulebook, said: Container[str]) -> list[Setting]:
    """What is required, is one key, has no value of its own, and is not said. An empty value is said: not known yet."""
    return [
        setting
        for setting in rulebook.head.setting
        if setting.required and not setting.key.endswith("*") and not setting.default and setting.key not in said
    ]


def ask_for(setting: Setting) -> Problem:
    """A setting that has to be answered at founding: its question, and how to answer."""
    key, unit = setting.key, setting.unit
    zh = f"{setting.zh}写成 --set {key}=<{unit}>;还不知道就写 --set {key}="
    en = f"{setting.en} Write --set {key}=<{unit}>; if it is not known yet, --set {key}="
    return Problem(key, Words(zh, en))


def ask_first(setting: Setting) -> Words:
    """The same before a rulebook is adopted in a shop that is open already."""
    key, unit = setting.key, setting.unit
    zh = f"先记设置 {key}:{setting.zh}写成 kfterm log setting.changed key={key} value=<{unit}>;还不知道就写 value="
    en = (
        f"the setting {key} comes first: {setting.en} Write kfterm log setting.changed key={key} value=<{unit}>; "
        "if it is not known yet, value="
    )
    return Words(zh, en)
