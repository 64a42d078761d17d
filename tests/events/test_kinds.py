"""Every kind: there and back again, in the log's bytes and at the border; the golden lines; old versions; the schema."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from anyfact import events
from hypothesis import given, settings
from hypothesis import strategies as st

from kfterm.events import upcast
from kfterm.events.base import Event, kind_of, version_of
from kfterm.events.lines import Fact, read_fact
from kfterm.events.people import StaffJoined
from kfterm.events.registry import KINDS, decode, encode
from kfterm.events.schema import json_schema
from kfterm.ids import content_id

GOLDEN = Path(__file__).parents[1] / "golden" / "events.ndjson"
ROWS: list[dict[str, Any]] = [json.loads(each) for each in GOLDEN.read_text(encoding="utf-8").splitlines()]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_comes_back(kind: str) -> None:
    @settings(max_examples=20, deadline=None, database=None)
    @given(events(kind, text=TEXT))
    def check(event: Event) -> None:
        body = encode(event)
        assert decode(body) == event
        assert encode(decode(body)) == body
        assert b"\n" not in body
        assert kind_of(event) == kind == json.loads(body)["kind"]
        found = read_fact(json.loads(body) | {"at": "2024-06-03T08:30:00+08:00"}, "line 1", "li")
        assert isinstance(found, Fact), found
        assert (found.event, found.by, kind_of(found.event)) == (event, "li", kind)
        assert found.id == content_id(kind, found.at, "li", body)

    check()


def test_kinds_are_a_noun_and_what_happened_to_it() -> None:
    for kind, cls in KINDS.items():
        noun, _, verb = kind.partition(".")
        assert noun.isidentifier(), kind
        assert verb.isidentifier(), kind
        assert version_of(cls) == 1 or cls in {type(each) for each in upcast.OLD}
        fields = {each.name for each in msgspec.structs.fields(cls)}
        assert not fields & {"kind", "at", "by", "id", "recorded", "seq"}, kind
        assert cls.KEY in fields | {""}
        assert cls.OF in fields | {""}
        assert cls.__doc__


def test_the_golden_file_has_every_kind() -> None:
    assert {each["kind"] for each in ROWS} >= set(KINDS)


@pytest.mark.parametrize("row", ROWS, ids=[f"{each['kind']} {each['version']}" for each in ROWS])
def test_golden_rows_decode_for_ever(row: dict[str, Any]) -> None:
    body = row["body"].encode()
    event = decode(body)
    assert kind_of(event) == row["kind"]
    assert isinstance(event, KINDS[row["kind"]])
    if row["version"] == version_of(event):
        assert encode(event) == body  # what is written today is what was written then
        assert content_id(row["kind"], row["at"], row["by"], body) == row["id"]


def test_unknown_kinds_and_fields_raise() -> None:
    for body in (b'{"kind":"nobody.knows"}', b'{"kind":"seat.taken","staff":"li","colour":"red"}', b"[]", b"{", b"{}"):
        with pytest.raises(msgspec.DecodeError):
            decode(body)


class _First(Event, frozen=True, tag="thing.done"):
    """A kind as it was at first: one word."""

    words: str

    def next(self) -> "_Second":
        """The words, taken apart."""
        return _Second(first=self.words.partition(" ")[0], rest=self.words.partition(" ")[2])


class _Second(Event, frozen=True, tag="thing.done@2"):
    """Then two."""

    first: str
    rest: str

    def next(self) -> "_Third":
        """The rest had no use."""
        return _Third(first=self.first)


class _Third(Event, frozen=True, tag="thing.done@3"):
    """Now one again."""

    first: str


def test_old_versions_become_the_newest_step_by_step() -> None:
    old = (_First, _Second)
    assert upcast.current(_First(words="a b"), old) == _Third(first="a")
    assert upcast.current(_Second(first="a", rest="b"), old) == _Third(first="a")
    assert upcast.current(_Third(first="a"), old) == _Third(first="a")
    assert [version_of(each) for each in (_First, _Second, _Third)] == [1, 2, 3]
    assert {kind_of(each) for each in (_First, _Second, _Third)} == {"thing.done"}


def test_old_rows_are_upcast_on_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    from kfterm.events import registry

    monkeypatch.setattr(registry, "OLD", (_First, _Second))
    monkeypatch.setattr(registry, "_DECODER", msgspec.json.Decoder(_First | _Second | _Third))
    monkeypatch.setattr(registry, "current", lambda event: upcast.current(event, (_First, _Second)))
    assert registry.decode(b'{"kind":"thing.done","words":"a b"}') == _Third(first="a")
    assert registry.decode(b'{"kind":"thing.done@3","first":"z"}') == _Third(first="z")


def _problems(value: Any, schema: dict[str, Any], definitions: dict[str, Any]) -> list[str]:
    """As much of JSON Schema as these schemas use."""
    if "$ref" in schema:
        return _problems(value, definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in schema:
        return [] if any(not _problems(value, each, definitions) for each in schema["anyOf"]) else ["anyOf"]
    if "const" in schema:
        return [] if value == schema["const"] else [f"const {schema['const']}"]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"enum {value}"]
    shapes = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}
    wanted = schema.get("type")
    if wanted is None:
        return []
    if not isinstance(value, shapes[wanted]) or (wanted == "integer" and isinstance(value, bool)):
        return [f"{value!r} is no {wanted}"]
    found = []
    if wanted == "array":
        found += [each for item in value for each in _problems(item, schema.get("items", {}), definitions)]
    if wanted == "object":
        found += [f"{name} is missing" for name in schema.get("required", []) if name not in value]
        rest = schema.get("additionalProperties", True)
        for name, item in value.items():
            inner = schema.get("properties", {}).get(name, rest)
            if inner is False:
                found.append(f"{name} is unknown")
            elif isinstance(inner, dict):
                found += _problems(item, inner, definitions)
    return found


def _line(row: dict[str, Any]) -> dict[str, Any]:
    return json.loads(row["body"]) | {"at": "2024-06-03T08:30:00+08:00", "by": row["by"], "id": row["id"]}


def test_the_schema_describes_the_golden_lines() -> None:
    schema = json_schema()
    json.loads(json.dumps(schema))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    by_kind = {each["title"]: each for each in schema["oneOf"]}
    assert set(by_kind) == set(KINDS)
    for row in ROWS:
        for kind, each in by_kind.items():
            found = _problems(_line(row), each, schema["$defs"])
            assert (not found) == (kind == row["kind"]), (kind, row["kind"], found)


def test_the_schema_refuses_what_the_border_refuses() -> None:
    schema = json_schema()
    joined = next(each for each in schema["oneOf"] if each["title"] == "staff.joined")
    good = {"kind": "staff.joined", "at": "2024-06-03T08:30:00+08:00", "staff": "li", "name": "李"}
    assert not _problems(good, joined, schema["$defs"])
    for bad in ({"name": 1}, {"colour": "red"}, {"roles": "agent"}, {"probation_months": "3"}):
        assert _problems(good | bad, joined, schema["$defs"]), bad
    without = {name: value for name, value in good.items() if name != "name"}
    assert _problems(without, joined, schema["$defs"]) == ["name is missing"]


def test_defaults_are_left_out_and_filled_in() -> None:
    event = StaffJoined(staff="li", name="李")
    assert encode(event) == '{"kind":"staff.joined","staff":"li","name":"李"}'.encode()
    assert decode(encode(event)) == event


def test_dates_and_decimals_are_text() -> None:
    from decimal import Decimal

    from kfterm.events.attendance import AbsenceConfirmed

    body = encode(AbsenceConfirmed(staff="li", on=date(2024, 6, 3), days=Decimal("0.5")))
    assert body == b'{"kind":"absence.confirmed","staff":"li","on":"2024-06-03","days":"0.5"}'
