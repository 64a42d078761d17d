"""`data/README.md` tells the truth: every mechanism and field stands in it, and every example can be read."""

import re
import tomllib
from decimal import Decimal
from typing import Any, get_args

import msgspec
import pytest

from kfterm.resources import data_folder
from kfterm.rulebook.load import HEAD, load, read
from kfterm.rulebook.model import AnyRule, Clause, Head, Setting
from kfterm.rulebook.prices import AnyPrice

GUIDE = (data_folder() / "README.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` – (.*) \|$", GUIDE, re.MULTILINE))
MECHANISMS: dict[str, Any] = {str(cls.__struct_config__.tag): cls for cls in (*get_args(AnyRule), *get_args(AnyPrice))}
BLOCKS = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


def test_the_guide_has_a_row_for_each_mechanism_and_none_for_others() -> None:
    assert set(ROWS) == set(MECHANISMS)


@pytest.mark.parametrize("name", MECHANISMS)
def test_a_row_names_all_fields_and_shows_an_example_that_can_be_read(name: str) -> None:
    says, fields, example = re.split(r" \| ", ROWS[name], maxsplit=2)
    assert says.endswith(".")
    for field in MECHANISMS[name].__struct_fields__:
        assert f"`{field}`" in fields, field
    table = tomllib.loads(f"rule = {example.strip('`')}", parse_float=Decimal)["rule"]
    assert isinstance(msgspec.convert(table, AnyRule | AnyPrice), MECHANISMS[name])


@pytest.mark.parametrize("cls", [Head, Clause, Setting])
def test_the_guide_names_every_field_of_heads_clauses_and_settings(cls: Any) -> None:
    elsewhere = {"rule", "setting"}
    assert all(f"`{field}`" in GUIDE for field in cls.__struct_fields__ if field not in elsewhere)


def test_the_small_shop_of_the_guide_is_a_whole_rulebook() -> None:
    head, chapter = BLOCKS[-2:]
    assert [clause.id for clause in load({HEAD: head, "01-all.toml": chapter}).clauses] == ["S-1", "S-2", "S-3", "S-4"]


def test_the_clause_of_the_guide_can_be_read() -> None:
    assert load({HEAD: BLOCKS[-2], "02.toml": BLOCKS[0]}).clauses[0].rule


def test_the_mistakes_of_the_guide_are_said_in_the_words_of_the_program() -> None:
    late = """
[[clause]]
id = "S-3.1"
zh = "原文"
en = "text"
kind = "conduct"
rule = [{ type = "conduct", label = { zh = "迟", en = "late" }, serch = "x" }]
[[clause]]
id = "S-3.2"
zh = "原文"
en = "text"
kind = "conduct"
rule = [{ type = "lateness_tier", over = "0" }]
"""
    pay = '[[clause]]\nid = "S-4.1"\nen = "text"\nkind = "pay"\n'
    shown = re.search(r"```\n(02-conduct.*?)```", GUIDE, re.DOTALL)
    assert shown is not None
    _, problems = read({HEAD: BLOCKS[-2], "03-late.toml": late, "04-pay.toml": pay})
    assert problems
    assert all(problem.pick("en") in shown[1].splitlines() for problem in problems)
