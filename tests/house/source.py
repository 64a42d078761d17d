"""The source of the house, read once: every module with its tree."""

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Module(NamedTuple):
    """One file."""

    name: str
    text: str
    tree: ast.Module


@cache
def modules() -> tuple[Module, ...]:
    """Everything that is shipped as Python."""
    found = []
    for folder in ("kfterm", "screens"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            found.append(Module(path.relative_to(ROOT).as_posix(), text, ast.parse(text)))
    assert len(found) > 100
    return tuple(found)


def functions(module: Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def texts(module: Module) -> list[tuple[ast.Constant, str]]:
    """Every text in the code; docstrings are not part of it."""
    docstrings = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    constants = [
        node for node in ast.walk(module.tree) if isinstance(node, ast.Constant) and id(node) not in docstrings
    ]
    return [(node, node.value) for node in constants if isinstance(node.value, str)]
