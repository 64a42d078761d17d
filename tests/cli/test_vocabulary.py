"""What other programs may write: the schema names known values, `rulebook show` those of a rulebook; local time is the shop's."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.conftest import Door

from kfterm.events.people import ROLES


def fields(door: Door, kind: str) -> dict[str, dict[str, object]]:
    """The properties of a kind."""
    (found,) = [each for each in json.loads(door("events", "schema").out)["oneOf"] if each["title"] == kind]
    return found["properties"]


def test_the_schema_lists_the_values_that_the_program_knows(door: Door) -> None:
    kinds = [f"H{number:02d}" for number in range(1, 28)]
    item = fields(door, "item.opened")
    assert item["item_kind"]["enum"] == kinds
    assert item["severity"]["enum"] == ["stable", "urgent", "watch"]
    assert fields(door, "leave.requested")["leave_kind"]["enum"] == ["annual", "other", "personal", "sick"]
    assert fields(door, "call.started")["line"]["enum"] == ["external", "internal"]
    assert fields(door, "staff.joined")["roles"]["items"] == {"type": "string", "enum": list(ROLES)}
    changed = fields(door, "staff.changed")["roles"]["anyOf"]
    assert {"type": "null"} in changed
    assert any(each.get("items", {}).get("enum") == list(ROLES) for each in changed)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("violation.logged", "code"),
        ("violation.logged", "effect"),
        ("review.scored", "item"),
        ("kpi.reported", "metrics"),
        ("skill.tested", "skill"),
        ("duty.checked", "duty"),
    ],
)
def test_the_schema_says_what_is_the_rulebooks(door: Door, kind: str, field: str) -> None:
    found = fields(door, kind)[field]
    assert "enum" not in found
    assert "kfterm rulebook show" in str(found["description"])


def test_an_item_of_the_book_is_not_an_item_of_the_review(door: Door) -> None:
    assert "description" not in fields(door, "item.opened")["item"]


@pytest.mark.parametrize(
    ("rulebook", "clause", "zh", "en"),
    [
        ("r2-shop-standard", "R2-5.3.2", "effect: loss 公司受损失, customer 客户受影响, none 没有影响",
         "effect: loss loss to the company, customer bad for a customer, none no harm"),
        ("r1-duty-room", "R1-1.5", "skill: typing 打字", "skill: typing"),
    ],
)  # fmt: skip
def test_show_lists_what_can_be_written(door: Door, rulebook: str, clause: str, zh: str, en: str) -> None:
    for lang, says in (("zh", zh), ("en", en)):
        assert says in door("rulebook", "show", rulebook, clause, lang=lang).out
        assert says in door("rulebook", "show", rulebook, lang=lang).out


def test_show_lists_review_items_and_measures(door: Door) -> None:
    out = door("rulebook", "show", "r2-shop-standard", lang="zh").out
    for says in ("item: ability 业务能力", "metrics: sales_cny 销售额", "metrics: reply_pct 回复率"):
        assert says in out


@pytest.fixture
def zone() -> Iterator[None]:
    """A computer in New York."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "America/New_York"
    time.tzset()
    yield
    os.environ.pop("TZ", None)
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


def test_local_time_is_the_shops(store: Door, zone: None) -> None:
    assert store("log", "seat.taken", "staff=li", "at=2026-10-13T08:29:00+08:00").code == 0
    sql = "SELECT at_local, at_utc FROM event_readable WHERE kind = 'seat.taken'"
    (row,) = [json.loads(each) for each in store("query", "--json", sql).out.splitlines()]
    assert row == {"at_local": "2026-10-13 08:29:00.000", "at_utc": "2026-10-13T00:29:00.000Z"}


def test_many_mistakes_of_one_kind_are_counted_and_a_dry_run_names_all(store: Door) -> None:
    good = {"kind": "seat.taken", "at": "2026-10-02T08:00:00+08:00", "staff": "li"}
    ghosts = [good | {"staff": "ghost", "at": f"2026-10-02T08:{n // 60:02d}:{n % 60:02d}+08:00"} for n in range(280)]
    lines = [*ghosts, good | {"at": "yesterday"}]
    Path("many.ndjson").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    told = store("import", "many.ndjson")
    shown = told.err.splitlines()
    assert told.code == 1
    # twenty one by one, the ghost's other 260 as one line with 259 more, yesterday, and the sum
    assert len(shown) == 23
    assert shown[19].startswith("line 20: ")
    assert shown[20].startswith("line 21: ")
    assert shown[20].endswith("(and 259 more like it)")
    assert "yesterday" in shown[21]
    assert "281 problems" in shown[22]
    whole = store("import", "many.ndjson", "--dry-run")
    assert whole.code == 1
    assert len(whole.err.splitlines()) == 282


@pytest.mark.parametrize("typed", ["2%", "2 %", "2\uff05"])
def test_a_percentage_is_refused_with_what_to_write(door: Door, typed: str) -> None:
    founded = ("init", "--rulebook", "r7-tea-oil", "--from", "2026-10-01", "--set", f"commission_rate={typed}")
    told = door(*founded)
    assert told.code == 1
    assert "write 0.02" in told.err
