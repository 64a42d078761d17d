"""`kfterm month M --under RULEBOOK`: the same facts under another rulebook, and nothing written."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import Door
from kit import R4, R8, Kit, joined, worked

from kfterm.log import open_log
from kfterm.month.summary import statement_of
from kfterm.month.what_if import under
from kfterm.periods import month
from kfterm.resources import data_folder
from kfterm.rulebook.load import files_of

TALK = ("violation.logged", "violation=v1", "staff=li", "clause=R4-3.1.09", "by=wu", "at=2026-10-13T10:00:00+08:00")


@pytest.fixture
def talked(store: Door) -> Door:
    """李娜 worked one morning and talked once: 80 − 1 + 5 for a month without complaint = 84."""
    for said in (
        ("shift.assigned", "staff=li", "on=2026-10-13", "shift=early", "at=2026-10-10T12:00:00+08:00"),
        ("seat.taken", "staff=li", "at=2026-10-13T08:29:00+08:00"),
        TALK,
    ):
        assert store("log", *said).code == 0
    return store


def dearer(door: Door) -> Path:
    """A copy of R4 in which talking costs two to four points instead of one to two."""
    copy = door.folder / "mine"
    shutil.copytree(data_folder() / "rulebooks" / "r4-points-110", copy)
    light = copy / "03-1-light.toml"
    head, clause, rest = light.read_text(encoding="utf-8").partition('id = "R4-3.1.09"')
    old = 'points_range", low = -2, high = -1, default = -1'
    assert old in rest.partition("[[clause]]")[0]
    rest = rest.replace(old, 'points_range", low = -4, high = -2, default = -2', 1)
    light.write_text(head + clause + rest, encoding="utf-8")
    return copy


def of(found: dict[str, Any], staff: str) -> dict[str, Any]:
    """One person of the answer."""
    (person,) = [each for each in found["staff"] if each["staff"] == staff]
    return person


def test_an_edited_copy_is_compared_and_nothing_is_written(talked: Door) -> None:
    copy = dearer(talked)
    with open_log(talked.db) as log:
        head = log.head()
    told = talked("month", "2026-10", "--under", str(copy), "--json")
    assert told.code == 0
    found = json.loads(told.out)
    assert found["rulebook"]["id"] == found["under"]["id"] == "r4-points-110"
    assert found["rulebook"]["digest"] != found["under"]["digest"]
    li = of(found, "li")
    # 80 − 2 + 5 = 83, one point less; the float pays by the point only from the fourth month on (R4-1.5)
    assert li["score"] == {"was": 84, "now": 83, "difference": -1}
    assert li["unknown"] == []
    assert of(found, "wu")["score"]["difference"] == 0
    with open_log(talked.db) as log:
        assert log.head() == head


def test_another_regime_names_the_entries_it_does_not_know_and_what_it_lacks(talked: Door) -> None:
    found = json.loads(talked("month", "2026-10", "--under", "r8-red-packet", "--json").out)
    li = of(found, "li")
    assert li["unknown"] == [{"clause": "R4-3.1.09", "entries": 1}]
    assert li["score"] == {"was": 84, "now": None, "difference": None}
    assert found["under"]["id"] == "r8-red-packet"
    assert found["lacks"] == []
    told = talked("month", "2026-10", "--under", "r8-red-packet", "--staff", "li")
    assert told.code == 0
    assert "not in that rulebook: R4-3.1.09 x1" in told.out
    assert "李娜" in told.out
    assert "吴芳" not in told.out


def test_hours_that_only_the_present_rulebook_prints_still_count(tmp_path: Path) -> None:
    # under R8 the day shift begins at 08:30 (R8-3.1.2); R4 prints no hours and nobody set any
    kit = Kit(tmp_path, R8)
    kit.add(joined("li"), worked("li", "2024-06-03", "08:42"))
    judge = kit.judge("2024-06")
    other = under(judge, month("2024-06"), files_of(R4))
    found = statement_of(other, "li", "2024-06")
    assert found is not None
    assert (found.attendance.worked_shifts, found.attendance.late_minutes) == (1, 12)
    # 80 + 5 for a month with a worked shift and without complaint (R4-2.3)
    assert found.score is not None
    assert found.score.total == 85
    kit.close()


def test_the_other_rulebook_is_checked(talked: Door) -> None:
    assert talked("month", "2026-10", "--under", "r99").code == 1
    broken = talked.folder / "broken"
    shutil.copytree(data_folder() / "rulebooks" / "r4-points-110", broken)
    (broken / "03-1-light.toml").write_text("x = [", encoding="utf-8")
    told = talked("month", "2026-10", "--under", str(broken))
    assert told.code == 1
    assert "03-1-light.toml" in told.err


def test_a_medium_that_cannot_be_written_is_enough(talked: Door) -> None:
    talked.db.chmod(0o444)
    talked.folder.chmod(0o555)
    try:
        assert talked("month", "2026-10", "--under", "r8-red-packet").code == 0
    finally:
        talked.folder.chmod(0o755)


def test_shifts_and_notices_of_the_other_rulebook_are_named_and_cases_with_their_clause(talked: Door) -> None:
    # R7 prints no early shift: it keeps its present hours. Li leaves the seat unasked, which R7-9 would notice and R4
    # does not; R4-3.3.07 is a case of R4 alone
    for said in (
        ("seat.left", "staff=li", "reason=out", "told=false", "at=2026-10-13T10:10:00+08:00"),
        ("seat.returned", "staff=li", "at=2026-10-13T10:12:00+08:00"),
        ("violation.logged", "violation=v2", "staff=li", "clause=R4-3.3.07", "by=wu", "at=2026-10-13T11:00:00+08:00"),
    ):
        assert talked("log", *said).code == 0
    told = talked("month", "2026-10", "--under", "r7-tea-oil", "--staff", "li")
    assert told.code == 0
    assert "李娜  shifts not in that rulebook, taken with their present hours: early x1" in told.out
    assert "10-13 李娜 left the seat without asking R7-9" in told.out
    assert "(R4-3.3.07) -> -" in told.out
