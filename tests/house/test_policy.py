"""A policy is data: no price, no wage, no limit of a regime stands in Python."""

import ast
import re

from house.source import ROOT, Module, modules, texts

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


UNITS = {"0", "1", "2", "7", "10", "12", "24", "60", "100", "1000", "60000", "3600000", "0.01", "0.000001"}
"""Nothing and one, halves and pairs, a week, a year, a day, an hour, percent and fen, milliseconds, a fen, six decimals."""

EXPLAINED = {
    ("kfterm/desk/arising.py", "_LISTED"): "names in an item before the rest are counted",
    ("kfterm/desk/arising.py", "_SINGLE"): "lines of a kind before they become one",
    ("kfterm/desk/on_the_way.py", "_OLD_DAYS"): "how long ago something began that nobody wants in the book any more",
    ("kfterm/desk/exam.py", "_NAMED"): "colleagues in a line before the rest are counted",
    ("kfterm/desk/requests.py", "_DECIDED"): "how many decisions are listed",
    ("kfterm/desk/desk.py", "_LONG"): "a batch that is checked before its turn",
    ("kfterm/desk/news.py", "_NEWS_DAYS"): "how old an announcement still is one",
    ("kfterm/desk/noticed.py", "_NAMED"): "names in a line before the rest are counted",
    ("kfterm/desk/preview.py", "BEYOND"): "a position after every other",
    ("kfterm/desk/proposals.py", "_booked"): "minutes within which a fact and its entry are one",
    ("kfterm/desk/reading.py", "_LOOK_BACK"): "rows looked through at once",
    ("kfterm/desk/reading.py", "*"): "how much of a body is shown",
    ("kfterm/desk/roster_plans.py", "_NAMED"): "cells in a preview before the rest are counted",
    ("kfterm/desk/roster_problems.py", "_NAMED_DAYS"): "days in a line before the rest are counted",
    ("kfterm/desk/shifts.py", "_EARLY"): "how long before its shift somebody may come",
    ("kfterm/desk/shifts.py", "_LATE"): "how long after its shift somebody may go",
    ("kfterm/desk/signed_in.py", "EARLY"): "how long before its shift somebody may come",
    ("kfterm/desk/view.py", "*"): "the order of rows, and a moment after every other",
    ("kfterm/desk/swap_rules.py", "_NAMED"): "better days for a day back that are named",
    ("kfterm/folds/plan.py", "_OVERRUN"): "how long after a night shift its day still lasts",
    ("kfterm/month/adherence.py", "_OVERRUN"): "how long after a shift its day still lasts",
    ("kfterm/month/attendance.py", "_worked"): "how long before its shift a seat may be taken",
    ("kfterm/month/kpi.py", "*"): "a score is shown with four decimals",
    ("kfterm/month/punches.py", "_BEFORE"): "how long before a shift a punch belongs to it",
    ("kfterm/month/punches.py", "_AFTER"): "how long after a shift a punch belongs to it",
    ("kfterm/replay/frame.py", "*"): "days before a month whose facts it sees, hours after it",
    ("kfterm/replay/live.py", "*"): "how often and how many states are kept",
    ("kfterm/replay/past.py", "*"): "how many states are kept",
    ("kfterm/rulebook/check_pay.py", "_parts"): "days of a month",
    ("kfterm/rulebook/load.py", "*"): "rulebooks kept in memory",
}
"""Every other number of the rooms that judge, by where it stands, and why it is none of a policy. `*`: anywhere."""


def others(module: Module) -> list[tuple[str, int, str]]:
    """Numbers that are no unit and no place in a text or a row: under which name, on which line."""
    placed = {
        id(inner) for node in ast.walk(module.tree) if isinstance(node, ast.Subscript) for inner in ast.walk(node.slice)
    }
    found = []
    for top in module.tree.body:
        for node in ast.walk(top):
            if isinstance(node, ast.Constant) and id(node) not in placed:
                numbers_here = [number for _, number in numbers(node)]
                found += [(_name(top, node), node.lineno, each) for each in numbers_here if each not in UNITS]
    return found


def _name(top: ast.stmt, node: ast.AST) -> str:
    """The constant that is given the number, or the function that has it."""
    if isinstance(top, ast.Assign):
        return ast.unparse(top.targets[0])
    if isinstance(top, ast.AnnAssign):
        return ast.unparse(top.target)
    inside = [each for each in ast.walk(top) if isinstance(each, ast.FunctionDef) and node in ast.walk(each)]
    return inside[-1].name if inside else getattr(top, "name", "")


def test_every_number_of_the_rooms_that_judge_is_a_unit_or_is_explained() -> None:
    """A limit of a policy that is in no list of figures: `if minutes > 5`. New here? Say above why it is no policy."""
    found = []
    for module in modules():
        if module.name.startswith(ROOMS):
            for name, line, number in others(module):
                if not {(module.name, name), (module.name, "*")} & set(EXPLAINED):
                    found.append(f"{module.name}:{line} {name} {number}")
    assert found == []


def test_a_limit_is_found_wherever_it_stands() -> None:
    text = "LIMIT = 5\ndef late(minutes):\n    return minutes > 15 and minutes[:8] and minutes % 60\n"
    assert others(Module("x.py", text, ast.parse(text))) == [("LIMIT", 1, "5"), ("late", 3, "15")]


def test_every_explanation_is_still_needed() -> None:
    there = {(module.name, name) for module in modules() for name, _, _ in others(module)}
    names = {module for module, _ in there}
    assert {key for key in EXPLAINED if key not in there and not (key[1] == "*" and key[0] in names)} == set()


def test_no_exact_amount_is_written_out_anywhere() -> None:
    """`Decimal("2200")` or `Fraction(3, 100)` in any room, papers and screens too: an exact number is a figure or a unit."""
    found = []
    for module in modules():
        if module.name.startswith("kfterm/intake/demo/"):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Decimal", "Fraction"):
                given = [number for each in node.args if isinstance(each, ast.Constant) for _, number in numbers(each)]
                found += [f"{module.name}:{node.lineno} {each}" for each in given if each not in UNITS]
    assert found == []


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
