"""A policy is data: no price, no wage, no limit of a regime stands in Python."""

import ast
import re

from house.source import ROOT, modules, texts

FIGURES = {"2200", "110", "80", "300", "500", "0.30", "0.3", "0.35", "26", "21.75", "146.67", "2500", "2000", "3000", "1500", "150", "50", "20",
           "35", "65", "85", "95", "480"}  # fmt: skip
"""Wages, opening scores, bands, floats, shares and limits that the nine policies are made of."""
ROOMS = ("kfterm/month/", "kfterm/folds/", "kfterm/rulebook/", "kfterm/desk/", "kfterm/money.py", "kfterm/replay/")
"""The rooms that judge: here a figure of a policy is a mistake, whatever it is for; choose another number of tries."""
NAMES = re.compile(r"(?i)wage|salary|base_|fine|packet|bonus|points|score|grade|penalt|deduct|commission|fen$|yuan")
CLAUSE = re.compile(r"\bR[1-8]-\d")


def numbers(tree: ast.AST) -> list[tuple[int, str]]:
    """Every number written out, and every text that is nothing but a decimal number."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and not isinstance(node.value, bool):
            if isinstance(node.value, int | float):
                found.append((node.lineno, str(node.value)))
            elif isinstance(node.value, str) and re.fullmatch(r"\d+(\.\d+)?", node.value):
                found.append((node.lineno, node.value))
    return found


def test_a_figure_is_found_as_a_number_and_as_a_text() -> None:
    assert numbers(ast.parse('base = 2200\nshare = Decimal("0.30")')) == [(1, "2200"), (2, "0.30")]


def test_the_rooms_that_judge_have_no_figure_of_a_policy() -> None:
    found = []
    for module in modules():
        if module.name.startswith(ROOMS):
            lines = module.text.splitlines()
            for line, number in numbers(module.tree):
                if number in FIGURES:
                    found.append(f"{module.name}:{line} {number}: {lines[line - 1].strip()}")
    assert found == []


def test_nothing_that_is_named_like_money_or_points_is_given_a_number() -> None:
    """`late_fine = 10` or `score=80` anywhere in the house, zero and one excepted."""
    found = []
    for module in modules():
        if module.name.startswith("kfterm/intake/demo/"):
            continue
        for node in ast.walk(module.tree):
            pairs: list[tuple[str, ast.expr | None]] = []
            if isinstance(node, ast.Assign):
                pairs = [(ast.unparse(target), node.value) for target in node.targets]
            elif isinstance(node, ast.AnnAssign):
                pairs = [(ast.unparse(node.target), node.value)]
            elif isinstance(node, ast.keyword) and node.arg:
                pairs = [(node.arg, node.value)]
            for name, value in pairs:
                if (
                    NAMES.search(name)
                    and isinstance(value, ast.Constant)
                    and isinstance(value.value, int | float)
                    and abs(value.value) > 1
                ):
                    found.append(f"{module.name}:{value.lineno} {name} = {value.value}")
    assert found == []


def test_no_code_asks_for_a_clause_by_its_number() -> None:
    """Clause ids stand in docstrings and comments that explain; code asks for kinds of rules."""
    found = []
    for module in modules():
        found += [f"{module.name}:{node.lineno} {text}" for node, text in texts(module) if CLAUSE.search(text)]
    assert found == []


def test_no_code_asks_which_rulebook_it_is() -> None:
    """A tenth company's policy needs no code: no regime is known by its id outside the door and the demo."""
    ids = sorted(folder.name for folder in (ROOT / "data" / "rulebooks").iterdir() if folder.is_dir())
    found = []
    for module in modules():
        if module.name.startswith(("kfterm/cli/", "kfterm/intake/demo/")):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and node.value in ids:
                found.append(f"{module.name}:{node.lineno} {node.value}")
    assert found == []
