"""What works is in the README: every command of the door and every key of the floor."""

import argparse
import re

import pytest
from house.source import ROOT

from kfterm.cli.parser import parser
from screens.keys import FLOOR, shown

README = ROOT / "README.md"
pytestmark = pytest.mark.skipif(not README.exists(), reason="README.md is not written yet")


def commands() -> list[str]:
    """Every command, with the words of those that have more below them."""
    found = []
    for name, below in _choices(parser("en")).items():
        inner = _choices(below)
        found += [f"{name} {each}" for each in inner] or [name]
    return found


def _choices(made: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    text = README.read_text(encoding="utf-8")
    *_, last = command.split()
    first = command.split()[0]
    assert re.search(rf"kfterm {first}\b[^\n]*\b{last}\b", text) or re.search(rf"kfterm {command}\b", text)


@pytest.mark.parametrize("act", FLOOR, ids=lambda act: act.id)
def test_every_key_is_in_the_readme(act: object) -> None:
    text = README.read_text(encoding="utf-8")
    assert f"`{shown(act.key)}`" in text  # type: ignore[attr-defined]


def test_every_command_in_the_readme_exists() -> None:
    text = README.read_text(encoding="utf-8")
    named = set(re.findall(r"^\s*(?:\.venv/bin/)?kfterm ([a-z]+)\b", text, flags=re.MULTILINE))
    assert named <= set(_choices(parser("en")))
