"""Time, imports and docstrings as agreed in the style guide."""

import ast
import subprocess
import sys

import pytest
from house.source import ROOT, Module, functions, modules

CLOCKS = {("time", "time"), ("time", "time_ns"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
          ("pendulum", "now"), ("pendulum", "today"), ("time", "localtime"), ("time", "gmtime")}  # fmt: skip
HEAVY = ("textual", "pendulum", "rich", "sqlite_utils", "pypinyin", "typst", "prompt_toolkit")


def test_only_the_clock_reads_the_clock() -> None:
    found = []
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and module.name != "kfterm/clock.py":
                owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
                if (owner, node.attr) in CLOCKS:
                    found.append(f"{module.name}:{node.lineno} {owner}.{node.attr}")
            if isinstance(node, ast.ImportFrom) and node.module == "time" and module.name != "kfterm/clock.py":
                names = {alias.name for alias in node.names} & {name for owner, name in CLOCKS if owner == "time"}
                found += [f"{module.name}:{node.lineno} from time import {name}" for name in names]
    assert found == []


@pytest.mark.parametrize("room", ["kfterm.events.registry", "kfterm.rulebook.load", "kfterm.folds.shop", "kfterm.month.summary",
                                  "kfterm.month.judge", "kfterm.replay.live", "kfterm.replay.window", "kfterm.desk.desk"])  # fmt: skip
def test_the_engine_pulls_in_nothing_of_the_screens(room: str) -> None:
    code = f"import sys, {room}; print(sorted(n for n in {HEAVY!r} if n in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_every_module_says_what_it_is_for() -> None:
    assert [each.name for each in modules() if not ast.get_docstring(each.tree)] == []


def test_every_public_function_has_a_docstring() -> None:
    assert [f"{module.name} {name}" for module in modules() for name in _bare(module)] == []


def _bare(module: Module) -> list[str]:
    nested = {id(inner) for each in functions(module) for inner in ast.walk(each) if inner is not each}
    private = [node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef) and node.name.startswith("_")]
    nested |= {id(inner) for each in private for inner in ast.walk(each)}
    found = [each for each in functions(module) if id(each) not in nested and not each.name.startswith("_")]
    return [each.name for each in found if not ast.get_docstring(each)]


def test_every_class_has_a_docstring() -> None:
    found = []
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                found.append(f"{module.name} {node.name}")
    assert found == []


def test_no_exception_is_swallowed_whole() -> None:
    """`except Exception` stands only at the edges, where a reason is written beside it."""
    found = []
    for module in modules():
        lines = module.text.splitlines()
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ExceptHandler) and (
                node.type is None or getattr(node.type, "id", "") == "Exception"
            ):
                beside = " ".join(lines[node.lineno - 1 : node.lineno + 1])
                if "#" not in beside:
                    found.append(f"{module.name}:{node.lineno}")
    assert found == []
