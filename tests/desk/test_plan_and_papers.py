"""Refund caps, due times that are demanded, the tool check of new staff, today's leaders, planned work running."""

from pathlib import Path

import pytest
from desk.timers import R1, known, noticed, shop
from kit import R4, R8, Kit, joined, line, shift


def _refund(amount: str, cost: str, **fields: object) -> dict[str, object]:
    return line("refund.proposed", "2024-06-03 10:00", staff="jia", amount=amount, exchange_cost=cost, **fields)


def test_e27_a_refund_up_to_the_exchange_cost(tmp_path: Path) -> None:
    # R8-E27, A31: 12.00 ≤ 12.00 is allowed, 12.01 > 12.00 is not
    with shop(tmp_path, R8, "jia") as kit:
        kit.add(_refund("12.00", "12.00", refund="F1"), _refund("0", "0", refund="F2"))
        for refusal in (kit.refused(_refund("12.01", "12.00")), kit.refused(_refund("0.01", "0"))):
            assert "R8-4.5.7" in refusal.problems[0].pick("en")
        said = kit.refused(_refund("12.01", "12.00")).problems[0]
        assert ("12.01" in said.pick("zh"), "12.00" in said.pick("zh"), "12.01" in said.pick("en")) == (True,) * 3
        assert "F1" in kit.refused(_refund("5", "12", refund="F1")).problems[0].pick("en")  # an id of its own
        assert "exchange_cost" in kit.refused(_refund("5", "-12")).problems[0].pick("en")


def test_other_regimes_have_no_cap(tmp_path: Path) -> None:
    with shop(tmp_path, R1, "jia") as kit:
        kit.add(_refund("12.01", "12.00"))


@pytest.mark.parametrize("kind", ["H02", "H11"])
def test_r1_a15_a_problem_needs_its_due_time(tmp_path: Path, kind: str) -> None:
    with shop(tmp_path, R1, "jia") as kit:
        asked = {"item_kind": kind, "what": "发票", "owner": "jia"}
        said = kit.refused(line("item.opened", "2024-06-03 10:00", **asked)).problems[0]
        assert ("R1-8.2" in said.pick("zh"), "due_at" in said.pick("en")) == (True, True)
        kit.add(line("item.opened", "2024-06-03 10:00", **asked, due_at="2024-06-03T18:00:00+08:00"))
        kit.add(line("item.opened", "2024-06-03 10:01", item_kind="H01", what="耳机坏", owner="jia"))


def test_elsewhere_a_problem_may_stand_without(tmp_path: Path) -> None:
    with shop(tmp_path, R8, "jia") as kit:
        kit.add(line("item.opened", "2024-06-03 10:00", item_kind="H11", what="发票", owner="jia"))


def _new(kit: Kit, at: str) -> list[str]:
    return [each.says.en for each in known(kit, at, "R8-4.6.5")]


@pytest.mark.parametrize(
    ("at", "months", "new"),
    [  # joined on 20 May: the first month is over on 20 June; three months of probation on 20 August
        ("2024-06-19 10:00", None, True),
        ("2024-06-20 10:00", None, False),
        ("2024-07-31 10:00", 3, True),
        ("2024-06-20 10:00", 1, False),
    ],
)
def test_who_is_new_needs_the_tool_check(tmp_path: Path, at: str, months: int | None, new: bool) -> None:
    with shop(tmp_path, R8, "jia") as kit:
        kit.add(joined("xin", "2024-05-20", probation_months=months), line("seat.taken", at, staff="xin"))
        kit.add(line("seat.taken", at, staff="jia"))
        found = _new(kit, at)
        assert bool(found) is new
        assert all("xin" in each and "jia" not in each for each in found)


@pytest.mark.parametrize(
    ("fact", "shown"),
    [
        ({}, True),
        ({"skill": "tools", "passed": True}, False),
        ({"skill": "tools", "passed": False}, True),
        ({"skill": "typing", "characters": 400, "seconds": 60}, True),  # another skill
    ],
)
def test_a_passed_test_makes_ready(tmp_path: Path, fact: dict[str, object], shown: bool) -> None:
    with shop(tmp_path, R8) as kit:
        kit.add(joined("xin", "2024-06-01"), line("seat.taken", "2024-06-05 10:00", staff="xin"))
        if fact:
            kit.add(line("skill.tested", "2024-06-03 10:00", staff="xin", **fact))
        assert bool(_new(kit, "2024-06-05 11:00")) is shown


def test_off_the_seat_and_once_confirmed_nobody_is_shown(tmp_path: Path) -> None:
    with shop(tmp_path, R8) as kit:
        kit.add(joined("xin", "2024-05-01", probation_months=3), line("seat.taken", "2024-06-05 10:00", staff="xin"))
        assert _new(kit, "2024-06-05 11:00")
        kit.add(line("seat.released", "2024-06-05 12:00", staff="xin"))
        assert not _new(kit, "2024-06-05 13:00")
        kit.add(line("seat.taken", "2024-06-06 10:00", staff="xin"), line("staff.confirmed", "2024-06-06", staff="xin"))
        assert not _new(kit, "2024-06-06 11:00")


def test_a_test_is_measured_or_judged(tmp_path: Path) -> None:
    with shop(tmp_path, R1, "jia") as kit:
        tested = {"staff": "jia", "skill": "typing"}
        assert "passed" in kit.refused(line("skill.tested", "2024-06-03", **tested)).problems[0].pick("en")
        assert "passed" in kit.refused(line("skill.tested", "2024-06-03", **tested, characters=80)).problems[0].pick(
            "en"
        )
        kit.add(line("skill.tested", "2024-06-03", **tested, passed=False))
        assert "skill_failed:typing" in kit.of("2024-06", "jia")["flags"]


def _leads(kit: Kit, at: str) -> list[str]:
    return [each.says.en for each in known(kit, at, "R8-4.3.1")]


def test_every_shift_has_a_leader(tmp_path: Path) -> None:
    # R8-4.3.1; an acting deputy will do (A23)
    with shop(tmp_path, R8, "jia", "yi") as kit:
        kit.add(joined("fu", roles=["deputy"]))
        kit.add(shift("jia", "2024-06-03"), shift("yi", "2024-06-03", "late"))
        assert len(_leads(kit, "2024-06-03 09:00")) == 2
        kit.add(shift("zu", "2024-06-03"))
        assert ["late" in each for each in _leads(kit, "2024-06-03 09:00")] == [True]
        kit.add(shift("fu", "2024-06-03", "late"))
        assert _leads(kit, "2024-06-03 09:00") == []
        kit.add(shift("zu", "2024-06-03", "rest"))
        assert ["day" in each for each in _leads(kit, "2024-06-03 09:00")] == [True]


def test_a_shift_that_nobody_works_needs_no_leader(tmp_path: Path) -> None:
    with shop(tmp_path, R8, "jia") as kit:
        assert _leads(kit, "2024-06-03 09:00") == []


@pytest.mark.parametrize(
    ("hours", "warned"),
    [("08:00-16:00", 0), ("08:00-16:01", 1), ("22:00-06:00", 0), ("20:00-04:30", 1)],
)
def test_r4_a01_planned_work_over_eight_hours(tmp_path: Path, hours: str, warned: int) -> None:
    # exactly 8:00 is allowed
    with shop(tmp_path, R4, "jia", shift__day=hours) as kit:
        kit.add(shift("jia", "2024-06-03"))
        assert len(known(kit, "2024-06-03 07:00", "R4-1.1")) == warned
        assert known(kit, "2024-06-04 07:00", "R4-1.1") == []


@pytest.mark.parametrize(("late", "warned"), [("19:00-24:00", 1), ("19:00-23:59", 0)])
def test_two_shifts_that_touch_are_one_block(tmp_path: Path, late: str, warned: int) -> None:
    # 19:00–24:00 and 00:00–05:00 are ten hours; with a minute between them five and five
    with shop(tmp_path, R4, "jia", shift__late=late, shift__night="00:00-05:00") as kit:
        kit.add(shift("jia", "2024-06-03", "late"), shift("jia", "2024-06-04", "night"))
        for at in ("2024-06-03 18:00", "2024-06-04 00:30"):
            assert len([each for each in noticed(kit, at, "R4-1.1") if each.key.startswith("block")]) == warned
