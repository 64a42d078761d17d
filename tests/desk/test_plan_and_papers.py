"""Refund caps, due times that are demanded, the tool check of new staff, today's leaders, planned work running."""

from pathlib import Path

import pytest
from desk.timers import R1, R6, known, noticed, shop
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


def test_leaders_and_who_was_there_when_the_records_began_are_not_new(tmp_path: Path) -> None:
    # the rulebook holds from 2023-01-01 on
    with shop(tmp_path, R8) as kit:
        kit.add(joined("lao", "2023-01-01"), joined("xin", "2023-01-02"), joined("ban", "2023-01-02", roles=["lead"]))
        kit.add(joined("shi", "2023-01-01", probation_months=2))
        kit.add([line("seat.taken", "2023-01-05 10:00", staff=staff) for staff in ("lao", "xin", "ban", "shi")])
        (found,) = _new(kit, "2023-01-05 11:00")
        assert [staff in found for staff in ("xin", "shi", "lao", "ban")] == [True, True, False, False]


def _book(kit: Kit, *entries: tuple[str, str]) -> None:
    """A handover of the day shift of 3 June, cut at 16:00, with what was entered before it."""
    due = {"due_at": "2024-06-04T12:00:00+08:00"}
    kit.add(
        [
            line("item.opened", f"2024-06-03 15:{n:02d}", item=f"I{n}", item_kind=kind, what=what, **due)
            for n, (kind, what) in enumerate(entries)
        ]
    )
    kit.add(line("handover.cut", "2024-06-03 16:00", handover="H", on="2024-06-03", shift="day"))
    kit.add(
        [
            line("handover.item_read", "2024-06-03 16:01", handover="H", item=f"I{n}", accepted=True, read_back="x")
            for n in range(len(entries))
        ]
    )


def _sign(staff: str = "jia", side: str = "out") -> dict[str, object]:
    return line("handover.signed", "2024-06-03 16:05", handover="H", side=side, staff=staff)


@pytest.mark.parametrize(
    ("entries", "missing"),
    [  # R1-3.4, A06: equipment, hard problems, staffing; each an entry or a word that there is none
        ([], ["H01", "H02", "H03"]),
        ([("H01", "耳机坏"), ("H02", "发票")], ["H03"]),
        ([("H01", "耳机坏"), ("H02", "发票"), ("H03", "乙换丙")], []),
        ([("H01", "耳机坏"), ("H26", "无")], []),
        ([("H01", "耳机坏"), ("H26", "H02 无")], ["H03"]),
        ([("H01", "耳机坏"), ("H26", "h02、H03 无")], []),
        ([("H11", "工单"), ("H15", "承诺")], ["H01", "H02", "H03"]),
    ],
)
def test_r1_a06_the_book_speaks_of_three_kinds(
    tmp_path: Path, entries: list[tuple[str, str]], missing: list[str]
) -> None:
    with shop(tmp_path, R1, "jia", "yi", shift__day="08:00-16:00", shift__late="16:00-24:00") as kit:
        kit.add(shift("yi", "2024-06-03", "late"))
        _book(kit, *entries)
        kit.add(line("seat.taken", "2024-06-03 15:55", staff="yi"))  # the relief is on post (R1-3.2)
        if not missing:
            kit.add(_sign(), by="jia")
            return
        said = kit.refused(_sign(), by="jia").problems[0].pick("en")
        assert ("R1-3.4" in said, [kind for kind in ("H01", "H02", "H03") if kind in said]) == (True, missing)


def test_r1_a06_neither_a_word_written_after_the_cut_is_enough_nor_the_last_book(tmp_path: Path) -> None:
    with shop(tmp_path, R1, "jia", "yi", shift__day="08:00-16:00", shift__late="16:00-24:00") as kit:
        kit.add(shift("yi", "2024-06-03", "late"))
        kit.add(line("item.opened", "2024-06-02 20:00", item="old", item_kind="H26", what="无"))
        kit.add(line("handover.cut", "2024-06-02 23:00", handover="G", on="2024-06-02", shift="late"))
        kit.add(line("item.settled", "2024-06-02 23:30", item="old", outcome="x"))
        _book(kit)
        kit.add(line("seat.taken", "2024-06-03 15:55", staff="yi"))
        kit.refused(_sign(), by="jia")
        kit.add(line("item.opened", "2024-06-03 16:02", item="now", item_kind="H26", what="无"))
        assert "R1-3.4" in kit.refused(_sign(), by="jia").problems[0].pick("en")


@pytest.mark.parametrize("rulebook", [R8, R4])
def test_elsewhere_the_book_may_be_silent(tmp_path: Path, rulebook: str) -> None:
    with shop(tmp_path, rulebook, "jia", "yi", shift__day="08:00-16:00") as kit:
        _book(kit)
        kit.add(_sign(), by="jia")


@pytest.mark.parametrize(
    ("shifts", "at", "alerted"),
    [  # R1-6.6, A19: the late shift, or the last one to leave where there is none
        ({"jia": "day", "yi": "late"}, "2024-06-03 16:01", 0),
        ({"jia": "day", "yi": "late"}, "2024-06-03 23:59", 0),
        ({"jia": "day", "yi": "late"}, "2024-06-04 00:00", 1),
        ({"jia": "day", "yi": "mid"}, "2024-06-03 17:59", 0),
        ({"jia": "day", "yi": "mid"}, "2024-06-03 18:00", 1),
    ],
)
def test_r1_a19_who_cleans_where_there_is_no_late_shift(
    tmp_path: Path, shifts: dict[str, str], at: str, alerted: int
) -> None:
    hours = {"shift__day": "08:00-16:00", "shift__mid": "10:00-18:00", "shift__late": "16:00-24:00"}
    with shop(tmp_path, R1, "jia", "yi", **hours) as kit:
        kit.add([shift(staff, "2024-06-03", name) for staff, name in shifts.items()])
        assert len(known(kit, at, "R1-6.6")) == alerted
        kit.add(line("duty.checked", "2024-06-03 15:50", duty="cleaning_late", staff="yi", done=True, on="2024-06-03"))
        assert known(kit, at, "R1-6.6") == []


def _leave(kit: Kit, asked: str, decided: str, **fields: object) -> list[dict[str, object]]:
    told = {"leave": "L", "staff": "jia", "from_on": "2024-06-10", "to_on": "2024-06-10", "days": "1"}
    more = {name: value for name, value in fields.items() if name == "urgent"}
    reason = {name: value for name, value in fields.items() if name == "reason"}
    return [
        line("leave.requested", asked, **told, leave_kind="personal", **more),
        line("leave.decided", decided, leave="L", approved=True, **reason),
    ]


@pytest.mark.parametrize(
    ("decided", "fields", "taken"),
    [  # R8-A27: the day shift of the 10th begins at 08:30
        ("2024-06-10 08:29:59", {}, True),
        ("2024-06-10 08:30", {}, False),
        ("2024-06-10 08:30", {"reason": "主管昨天已口头同意"}, True),
        ("2024-06-10 08:30", {"urgent": True}, True),
    ],
)
def test_r8_a27_leave_is_approved_before_the_shift(
    tmp_path: Path, decided: str, fields: dict[str, object], taken: bool
) -> None:
    with shop(tmp_path, R8, "jia") as kit:
        kit.add(joined("zhu", roles=["supervisor"]), shift("jia", "2024-06-10"))
        asked, said = _leave(kit, "2024-06-08 10:00", decided, **fields)
        kit.add(asked)
        if taken:
            kit.add(said, by="zhu")
        else:
            assert "R8-3.5.1" in kit.refused(said, by="zhu").problems[0].pick("en")
            kit.add(said)  # a file states what was so


@pytest.mark.parametrize(
    ("asked", "fields", "taken"),
    [  # R8-A28: the week of 10 June is published on the 17th at 10:00
        ("2024-06-17 10:00", {}, True),
        ("2024-06-17 10:00:01", {}, False),
        ("2024-06-17 10:00:01", {"reason": "住院"}, True),
    ],
)
def test_r8_a28_urgent_leave_is_filed_until_its_week_is_published(
    tmp_path: Path, asked: str, fields: dict[str, object], taken: bool
) -> None:
    with shop(tmp_path, R8, "jia") as kit:
        kit.add(joined("zhu", roles=["supervisor"]), shift("jia", "2024-06-10"))
        kit.add(line("attendance.published", "2024-06-17 10:00", week_of="2024-06-10"))
        filed, said = _leave(kit, asked, "2024-06-18 09:00", urgent=True, **fields)
        kit.add(filed)
        if taken:
            kit.add(said, by="zhu")
        else:
            assert "R8-3.5.1" in kit.refused(said, by="zhu").problems[0].pick("en")


def test_the_refusal_of_a_regime_that_only_says_beforehand(tmp_path: Path) -> None:
    # R6-7 names no number of days: asked for on the day itself is beforehand, the day after is not
    with shop(tmp_path, R6, "jia") as kit:
        problem = kit.refused(_leave(kit, "2024-06-11 09:00", "2024-06-11 10:00")).problems[0]
        assert (
            "事先" in problem.pick("zh"),
            "beforehand" in problem.pick("en"),
            "0" in problem.pick("zh").split(":")[1],
        ) == (
            True,
            True,
            False,
        )
        kit.add(_leave(kit, "2024-06-10 09:00", "2024-06-10 10:00"))


@pytest.mark.parametrize(
    ("points", "taken"),
    [
        (["5"], True),
        (["5", "-10"], False),
        (["3", "2"], True),
        (["3", "3"], False),
        (["-5", "-1"], False),
        (["5", "-5", "5"], True),
    ],
)
def test_r4_a24_adjustments_of_a_month_stay_within_five_together(
    tmp_path: Path, points: list[str], taken: bool
) -> None:
    with shop(tmp_path, R4) as kit:
        said = [
            line("score.adjusted", f"2024-06-30 1{n}:00", staff="zu", month="2024-06", points=each, reason="x")
            for n, each in enumerate(points)
        ]
        if taken:
            kit.add(said)
            kit.add(line("score.adjusted", "2024-06-30 18:00", staff="zu", month="2024-07", points="5", reason="x"))
        else:
            assert "R4-3.4" in kit.refused(said).problems[0].pick("en")
            kit.add(said[0])
            kit.refused(said[1])
