"""What people read stands in two languages, and neither half has slipped into the other's place."""

import ast
import re
from collections.abc import Iterator

from house.source import Module, modules, texts

CHINESE = re.compile("[\u4e00-\u9fff]")
BOTH_TONGUES = {"中文/English"}
"""Pairs that are meant to be read by somebody who reads only one of the two."""


def pairs(module: Module) -> Iterator[tuple[int, str, str]]:
    """The texts of every `Words(zh, en)`, `refused(zh, en)` and `pick(zh, en)`, as far as they are written out."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in ("Words", "refused", "pick", "_pick") and len(node.args) >= 2:
            texts = [_text(each) for each in node.args[:2]]
            if texts[0] is not None and texts[1] is not None:
                yield node.lineno, texts[0], texts[1]


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value for part in node.values if isinstance(part, ast.Constant) and isinstance(part.value, str)
        )
    return None


def test_no_english_half_has_chinese_in_it() -> None:
    found = []
    for module in modules():
        found += [
            f"{module.name}:{line} {en}"
            for line, _, en in pairs(module)
            if CHINESE.search(en) and en not in BOTH_TONGUES
        ]
    assert found == []


def test_no_half_is_empty_alone() -> None:
    found = []
    for module in modules():
        found += [
            f"{module.name}:{line} {zh!r} {en!r}"
            for line, zh, en in pairs(module)
            if bool(zh.strip()) != bool(en.strip())
        ]
    assert found == []


def test_there_are_many_pairs_so_that_this_looks_at_something() -> None:
    assert sum(1 for module in modules() for _ in pairs(module)) > 300


def test_chinese_is_said_only_where_english_is_said_too() -> None:
    """A text with Chinese in it stands in a pair, a table of pairs, a docstring, or is data that people type."""
    allowed = (
        "kfterm/intake/demo/",
        "kfterm/cli/log.py",
        "kfterm/periods.py",
        "screens/acts/",
        "screens/setup.py",
        "screens/pinyin.py",
    )
    found = []
    for module in modules():
        if (
            module.name.startswith(allowed)
            or "words" in module.name
            or "said" in module.name
            or "labels" in module.name
        ):
            continue
        paired = {id(inner) for node in ast.walk(module.tree) if _pairs_up(node) for inner in ast.walk(node)}
        alone = [(node, text) for node, text in texts(module) if id(node) not in paired]
        found += [f"{module.name}:{node.lineno} {text}" for node, text in alone if CHINESE.search(text)]
    assert found == []


def _pairs_up(node: ast.AST) -> bool:
    """Whether the other language is close by: a call of several arguments, a tuple, a choice, what is called `zh`."""
    if isinstance(node, ast.Call):
        return len(node.args) + len(node.keywords) >= 2 or ast.unparse(node.func).startswith("zh.")
    if isinstance(node, ast.If):
        return "zh" in ast.unparse(node.test)
    if isinstance(node, ast.Assign):
        return any("zh" in ast.unparse(target) for target in node.targets)
    if isinstance(node, ast.AnnAssign | ast.AugAssign):
        return "zh" in ast.unparse(node.target)
    return isinstance(node, ast.IfExp | ast.Tuple | ast.Dict)
