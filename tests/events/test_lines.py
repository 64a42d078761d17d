"""Lines at the border: everything wrong is named at once, in both languages; ids are derived and stable."""

import json
from typing import Any

import pytest
from kit import line

from kfterm.events.base import MAX_TEXT
from kfterm.events.lines import Fact, fact, read_line
from kfterm.events.registry import KINDS
from kfterm.problems import Problem

AT = "2024-06-03T08:33:00+08:00"
MILLIS = 1_717_374_780_000


def read(value: Any, **options: Any) -> Fact | list[Problem]:
    """A value as a line."""
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_line(raw, "line 7", options.pop("by", "import:test"), options.pop("now", None))


def good(value: Any, **options: Any) -> Fact:
    """A line that is taken."""
    found = read(value, **options)
    assert isinstance(found, Fact), found
    return found


def wrong(value: Any, **options: Any) -> list[str]:
    """What is said in English of a line that is not; Chinese is said too, and of the same place."""
    found = read(value, **options)
    assert not isinstance(found, Fact), found
    for each in found:
        assert each.place == "line 7"
        assert each.says.zh != each.says.en
    return [each.says.en for each in found]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "not a JSON object"),
        (b"{", "not a JSON object"),
        (b"\xff\xfe", "not a JSON object"),
        (b"[1]", "one JSON object"),
        (b'"text"', "one JSON object"),
        (b"null", "one JSON object"),
        (b"{}", "no event kind None"),
    ],
)
def test_what_is_no_line(raw: bytes, says: str) -> None:
    assert says in "; ".join(wrong(raw))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "punch.record"}, "did you mean punch.recorded?"),
        ({"kind": 7}, "no event kind 7"),
        ({"kind": "punch.recorded@1"}, "did you mean punch.recorded?"),
        ({"at": None}, "at is None"),
        ({"at": "2024-06-03 08:33"}, "a moment with its offset"),
        ({"at": "2024-06-03T08:33:00"}, "a moment with its offset"),
        ({"at": 1717374780}, "a moment with its offset"),
        ({"at": "2024-06-31T08:33:00+08:00"}, "a moment with its offset"),
        ({"by": ""}, "by is ''"),
        ({"by": "a b"}, "by is 'a b'"),
        ({"by": 3}, "by is 3"),
        ({"id": "a b"}, "id is 'a b'"),
        ({"id": 9}, "id is 9"),
        ({"staff": None}, "field staff is missing"),
        ({"staff": 12}, "staff is 12, it should be text"),
        ({"staff": "zhang min"}, "an id without spaces"),
        ({"staff": "zhang\tmin"}, "an id without spaces"),
        ({"staff": "zhang\u0007min"}, "an id without spaces"),
        ({"way": "up"}, "way is 'up', it should be in / out"),
        ({"stuff": "li"}, "punch.recorded has no field stuff (it has: staff)"),
        ({"zzz": 1}, "punch.recorded has no field zzz (it has: staff, way)"),
    ],
)
def test_each_mistake_is_named(change: dict[str, Any], says: str) -> None:
    found = wrong({"kind": "punch.recorded", "at": AT, "staff": "li", "way": "in"} | change)
    assert len(found) == 1, found
    assert says in found[0]


@pytest.mark.parametrize(
    ("kind", "fields", "says"),
    [
        ("absence.confirmed", {"staff": "li", "on": "2024-6-3", "days": "1"}, "on is '2024-6-3', it should be a date"),
        ("absence.confirmed", {"staff": "li", "on": "2024-06-31", "days": "1"}, "on is '2024-06-31'"),
        (
            "absence.confirmed",
            {"staff": "li", "on": "2024-06-03", "days": "one"},
            "days is 'one', it should be a number",
        ),
        ("absence.confirmed", {"staff": "li", "on": "2024-06-03", "days": "NaN"}, "days is 'NaN'"),
        ("absence.confirmed", {"staff": "li", "on": "2024-06-03", "days": "Infinity"}, "days is 'Infinity'"),
        ("packet.sent", {"staff": "li", "amount": "10.005"}, "at most two decimals"),
        ("packet.sent", {"staff": "li", "amount": "-1"}, "cannot be negative"),
        ("packet.sent", {"staff": "li", "amount": True}, "amount is True"),
        ("staff.joined", {"staff": "li", "name": "李", "roles": "agent"}, "roles is 'agent', it should be a list"),
        ("staff.joined", {"staff": "li", "name": "李", "base": "4000.001"}, "at most two decimals"),
        ("insurance.set", {"staff": "li", "month": "2024-06", "total": "-3"}, "cannot be negative"),
        (
            "violation.logged",
            {"staff": "li", "clause": "R4-3.1.01", "times": 1.5},
            "times is 1.5, it should be a whole",
        ),
        ("violation.logged", {"staff": "li", "clause": "x", "note": "n" * (MAX_TEXT + 1)}, f"at most {MAX_TEXT}"),
        ("violation.logged", {"staff": "li", "clause": "x", "serious": "yes"}, "it should be true or false"),
        ("item.opened", {"item_kind": "H01", "what": "x", "due_at": "2024-06-03T18:00"}, "due_at is"),
        ("item.opened", {"item_kind": "H01", "what": "x", "severity": "bad"}, "stable / watch / urgent"),
        ("kpi.reported", {"staff": "li", "month": "2024-06", "metrics": [1]}, "it should be an object"),
        ("kpi.reported", {"staff": "li", "month": "2024-06", "metrics": {"volume": 900}}, "metrics is"),
        ("swap.requested", {"staff": "li", "with_staff": "w u", "on": "2024-06-03"}, "with_staff is 'w u'"),
    ],
)
def test_each_type_is_named(kind: str, fields: dict[str, Any], says: str) -> None:
    found = wrong({"kind": kind, "at": AT} | fields)
    assert len(found) == 1, found
    assert says in found[0]


def test_everything_wrong_at_once() -> None:
    found = wrong({"kind": "leave.requested", "at": "yesterday", "by": "a b", "id": 1, "staff": 5, "from_on": "x",
                   "days": [], "leave_kind": "holiday", "colour": "red"})  # fmt: skip
    text = "\n".join(found)
    for name in ("at is", "by is", "id is", "staff is", "from_on is", "to_on is missing", "days is", "leave_kind is",
                 "no field colour"):  # fmt: skip
        assert name in text, (name, text)
    assert len(found) == 9


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_bare_kind_names_every_missing_field(kind: str) -> None:
    import msgspec

    cls = KINDS[kind]
    made = () if cls.KEY in ("", "staff", "order") else (cls.KEY,)
    missing = [each.name for each in msgspec.structs.fields(cls) if each.required and each.name not in made]
    if missing:
        assert wrong({"kind": kind, "at": AT}) == [f"field {name} is missing" for name in missing]
    else:
        good({"kind": kind, "at": AT})


def test_null_is_leaving_out() -> None:
    base = {"kind": "item.opened", "at": AT, "item": "H", "item_kind": "H01", "what": "x"}
    assert good(base | {"owner": None, "severity": None}) == good(base)


def test_by_and_at_where_the_line_has_none() -> None:
    found = good({"kind": "seat.taken", "staff": "li"}, by="zhu", now=MILLIS)
    assert (found.by, found.at) == ("zhu", MILLIS)
    assert good({"kind": "seat.taken", "staff": "li", "at": AT, "by": "wu"}, by="zhu", now=5)[1:3] == (MILLIS, "wu")


@pytest.mark.parametrize("at", ["2024-06-03T00:33:00Z", "2024-06-03T00:33:00+00:00", "2024-06-02T20:33:00-04:00"])
def test_the_same_moment_said_otherwise_is_the_same_fact(at: str) -> None:
    base = {"kind": "seat.taken", "staff": "li"}
    assert good(base | {"at": at}) == good(base | {"at": AT})


def test_milliseconds_are_kept() -> None:
    assert good({"kind": "seat.taken", "staff": "li", "at": "2024-06-03T08:33:00.250+08:00"}).at == MILLIS + 250


def test_ids_come_from_the_content() -> None:
    base = {"kind": "punch.recorded", "at": AT, "staff": "li", "way": "in"}
    first = good(base)
    assert first == good(dict(reversed(base.items())))  # the order of the fields says nothing
    assert first.id == good(base | {"recorded": "x", "seq": 4}).id  # what an export adds says nothing either
    others = [
        base | {"staff": "wu"},
        base | {"way": "out"},
        base | {"at": "2024-06-03T08:33:01+08:00"},
        base | {"by": "wu"},
    ]
    assert len({good(each).id for each in [base, *others]}) == 5
    assert good(base | {"id": "mine"}).id == "mine"


def test_the_derived_id_never_changes() -> None:
    found = good(line("violation.logged", "2024-06-03 12:00", staff="li", clause="R4-3.1.01"))
    again = good(line("violation.logged", "2024-06-03 12:00", clause="R4-3.1.01", staff="li"))
    assert found == again
    assert found.event.violation == again.event.violation  # type: ignore[attr-defined]
    other = good(line("violation.logged", "2024-06-03 12:00", staff="li", clause="R4-3.1.02"))
    assert other.event.violation != found.event.violation  # type: ignore[attr-defined]


def test_an_event_of_our_own() -> None:
    event = good({"kind": "seat.taken", "at": AT, "staff": "li"}).event
    assert fact(event, MILLIS, "import:test") == good({"kind": "seat.taken", "at": AT, "staff": "li"})
    assert fact(event, MILLIS, "li", "key").id == "key"


def test_yuan_may_be_a_number_or_text() -> None:
    base = {"kind": "packet.sent", "at": AT, "staff": "li"}
    assert good(base | {"amount": "10"}).event.amount == good(base | {"amount": 10}).event.amount  # type: ignore[attr-defined]
