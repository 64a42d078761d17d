"""The tenth regime: the small shop of `data/README.md`, taken out of it as text, checked, adopted and settled by hand."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import Door
from kit import days, joined, line, shift, violation, worked

from kfterm.resources import data_folder

GUIDE = (data_folder() / "README.md").read_text(encoding="utf-8")
WHOLE = GUIDE[GUIDE.index("## A small shop, whole") :]


@pytest.fixture
def shop(door: Door, tmp_path: Path) -> Door:
    """A database under the rulebook that the guide prints, made as the guide says."""
    folder = tmp_path / "small-shop"
    folder.mkdir()
    for name, text in re.findall(r"`([\w.-]+\.toml)`:\n\n```toml\n(.*?)```", WHOLE, re.DOTALL):
        (folder / name).write_text(text, encoding="utf-8")
    assert [path.name for path in sorted(folder.iterdir())] == ["01-all.toml", "rulebook.toml"]
    told = door("rulebook", "check", "small-shop")
    assert (told.code, told.err) == (0, "")
    founded = ("init", "--rulebook", "small-shop", "--from", "2024-06-01")
    assert door(*founded).code == 1, "the rate has to be answered"
    assert door(*founded, "--set", "commission_rate=0.02").code == 0
    return door


def month(shop: Door, *facts: dict[str, Any] | list[dict[str, Any]]) -> dict[str, Any]:
    """Import facts; June of everybody by id."""
    flat = [each for one in facts for each in (one if isinstance(one, list) else [one])]
    file = shop.folder / "june.ndjson"
    file.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in flat), encoding="utf-8")
    told = shop("import", str(file))
    assert told.code == 0, told.err
    found: dict[str, Any] = json.loads(shop("month", "2024-06", "--json").out)
    return found


def amounts(person: dict[str, Any]) -> dict[str, list[str]]:
    """Pay lines by name."""
    found: dict[str, list[str]] = {}
    for each in person["lines"]:
        if Decimal(each["amount"]):
            found.setdefault(each["line"], []).append(each["amount"])
    return found


def test_a_month_of_the_small_shop_is_settled_to_the_cent(shop: Door) -> None:
    """June 2024.

    li is late 5 minutes (nothing), 6 and 15 minutes (10 yuan each), 16 minutes (30 yuan): 50.00 off. He quarrels twice:
    50 + 100 = 150.00 into the box. One paid order of 1,000.00 carries his remark: 1,000.00 × 0.02 = 20.00.
    3,000.00 + 20.00 − 50.00 − 150.00 = 2,820.00.
    wang is never late and has a month without absence: 3,000.00 + 200.00 = 3,200.00.
    """
    li = [
        *worked("li", "2024-06-03", "09:05", "18:00", "early"),
        *worked("li", "2024-06-04", "09:06", "18:00", "early"),
        *worked("li", "2024-06-05", "09:15", "18:00", "early"),
        *worked("li", "2024-06-06", "09:16", "18:00", "early"),
        violation("li", "2024-06-04 10:00", "S-3"),
        violation("li", "2024-06-05 10:00", "S-3"),
        line("order.placed", "2024-06-05 11:00", order="o1", staff="li", amount="1000.00"),
        line("remark.written", "2024-06-05 11:05", order="o1", staff="li", remark="李"),
        line("order.paid", "2024-06-05 11:10", order="o1"),
    ]
    wang = [each for day in days("2024-06-03", "2024-06-06") for each in worked("wang", day, "08:58", "18:01", "early")]
    found = month(shop, joined("li"), joined("wang"), li, wang)
    people = {each["staff"]: each for each in found["staff"]}
    lines = amounts(people["li"])
    assert set(lines) == {"base", "commission", "wage_deduction", "fine"}
    assert (lines["base"], lines["commission"]) == (["3000.00"], ["20.00"])
    assert sum(Decimal(each) for each in lines["wage_deduction"]) == -50
    assert sum(Decimal(each) for each in lines["fine"]) == -150
    assert people["li"]["net"] == "2820.00"
    assert people["li"]["fines"] == "150.00"
    assert amounts(people["wang"]) == {"base": ["3000.00"], "full_attendance": ["200.00"]}
    assert people["wang"]["net"] == "3200.00"
    assert found["fund"] == {"in": "150.00", "out": "0.00", "balance": "150.00"}
    assert people["li"]["score"] is None, "a shop without points has no score"


def test_a_rate_that_is_not_known_yet_is_named_and_not_taken_as_nothing(shop: Door) -> None:
    assert shop("log", "setting.changed", "key=commission_rate", "value=", "at=2024-06-01T00:00:00+08:00").code == 0
    order = [
        line("order.placed", "2024-06-05 11:00", order="o1", staff="li", amount="1000.00"),
        line("remark.written", "2024-06-05 11:05", order="o1", staff="li", remark="李"),
        line("order.paid", "2024-06-05 11:10", order="o1"),
    ]
    (person,) = month(shop, joined("li"), shift("li", "2024-06-05", "early"), order)["staff"]
    assert "missing:commission_rate" in person["flags"]
    assert "commission" not in amounts(person)
