"""`kfterm log`: one event from a shell, its types, its refusals."""

import json

import pytest
from cli.conftest import Door


def rows(door: Door) -> list[dict[str, object]]:
    """The log as it is exported."""
    return [json.loads(line) for line in door("export").out.splitlines()]


def test_numbers_truth_lists_and_moments_are_read_from_text(store: Door) -> None:
    assert store("log", "seat.taken", "staff=li", "at=2026-10-02T08:29:00+08:00", "by=wu").code == 0
    assert (
        store(
            "log", "seat.left", "staff=li", "reason=meal", "told=yes", "minutes=30", "at=2026-10-02T11:00:00+08:00"
        ).code
        == 0
    )
    assert (
        store("log", "meeting.held", "meeting=m1", "absent=li,wu", "excused=", "at=2026-10-02T12:00:00+08:00").code == 0
    )
    taken, left, held = rows(store)[-3:]
    assert (taken["by"], taken["at"]) == ("wu", "2026-10-02T08:29:00+08:00")
    assert (left["told"], left["minutes"]) == (True, 30)
    assert (held["absent"], held.get("excused", [])) == (["li", "wu"], [])


def test_metrics_are_read_as_pairs_or_as_json(store: Door) -> None:
    assert (
        store(
            "log", "kpi.reported", "staff=li", "month=2026-10", "source=a", "metrics=conversion_pct=30.5,volume=7"
        ).code
        == 0
    )
    assert store("log", "kpi.reported", "staff=li", "month=2026-10", "source=b", 'metrics={"volume":"8"}').code == 0
    first, second = rows(store)[-2:]
    assert first["metrics"] == {"conversion_pct": "30.5", "volume": "7"}
    assert second["metrics"] == {"volume": "8"}


def test_what_was_typed_for_a_person_is_understood(store: Door) -> None:
    assert store("log", "seat.taken", "staff=li", "at=10-02 08:30").code == 0
    assert str(rows(store)[-1]["at"])[5:] == "10-02T08:30:00+08:00"


def test_a_derived_id_makes_repeating_harmless(store: Door) -> None:
    said = ("log", "seat.taken", "staff=li", "at=2026-10-02T08:29:00+08:00")
    first, second = store(*said), store(*said)
    assert (first.code, second.code) == (0, 0)
    assert "known already" in second.out
    assert first.out.split()[:2] == second.out.split()[:2]
    assert len(rows(store)) == 8


def test_an_id_of_ones_own_is_kept_and_cannot_mean_two_things(store: Door) -> None:
    assert store("log", "seat.taken", "staff=li", "at=2026-10-02T08:29:00+08:00", "id=mine").out.split()[1] == "mine"
    told = store("log", "seat.taken", "staff=wu", "at=2026-10-02T08:29:00+08:00", "id=mine")
    assert told.code == 1
    assert "mine" in told.err


@pytest.mark.parametrize(("said", "says"), [
    (("nonsense.kind", "a=b"), "nonsense.kind"),
    (("seat.taken",), "staff"),
    (("seat.taken", "staff"), "field=value"),
    (("seat.taken", "staff=nobody"), "nobody has the id nobody"),
    (("seat.taken", "staff=li", "colour=red"), "colour"),
    (("seat.taken", "staff=li", "at=soon"), "soon"),
    (("seat.left", "staff=li", "reason=meal", "told=maybe"), "told"),
    (("seat.left", "staff=li", "reason=meal", "told=yes", "minutes=many"), "whole number"),
    (("kpi.reported", "staff=li", "month=2026-10", "source=a", "metrics={bad"), "metrics"),
    (("violation.logged", "violation=v", "staff=li", "clause=R9-1", "by=wu"), "R9-1"),
    (("violation.logged", "violation=v", "staff=li", "clause=R4-3.1.04", "points=-9", "by=wu"), "-5 to -2"),
    (("violation.logged", "violation=v", "staff=li", "clause=R4-3.1.04", "points=-5", "by=wu"), "reason in note"),
    (("entry.withdrawn", "entry=none", "reason=x"), "there is no entry none"),
])  # fmt: skip
def test_a_refusal_says_what_would_be_right_and_writes_nothing(store: Door, said: tuple[str, ...], says: str) -> None:
    before = rows(store)
    told = store("log", *said)
    assert told.code == 1
    assert says in told.err
    assert told.out == ""
    assert rows(store) == before


def test_without_a_kind_it_is_a_usage_error(store: Door) -> None:
    assert store("log").code == 2


def test_the_hand_is_a_person_who_is_there(store: Door) -> None:
    assert store("--as", "nobody", "log", "seat.taken", "staff=li").code == 1
    assert store("--as", "wu", "log", "seat.taken", "staff=li").code == 0
    assert rows(store)[-1]["by"] == "wu"


def test_without_a_database_it_says_how_to_make_one(door: Door) -> None:
    told = door("log", "seat.taken", "staff=li")
    assert told.code == 1
    assert "kfterm init" in told.err
    assert list(door.folder.iterdir()) == []
