"""The invented past: always the same, believable, right under its rulebook."""

import time
from datetime import datetime
from pathlib import Path

import pytest

from kfterm.desk.desk import Desk
from kfterm.events.registry import encode
from kfterm.intake.demo import shop, texts
from kfterm.intake.demo.history import history
from kfterm.intake.demo.texts import Short
from kfterm.month.model import Summary
from kfterm.month.summary import summary
from kfterm.periods import before
from kfterm.replay.window import fold_month
from kfterm.rulebook.attendance_rules import LatenessTier
from kfterm.rulebook.load import files_of, load
from kfterm.rulebook.score_rules import Grade

MONTHS = ["2026-08", "2026-09", "2026-10", "2026-11"]


def _month(desk: Desk, label: str) -> Summary:
    return summary(fold_month(desk.log, label), label)


@pytest.mark.parametrize("size", [4, 16])
def test_the_same_seed_gives_the_same_bytes(rulebook: Short, size: int) -> None:
    one, two = (history(texts.story(), rulebook, 5, size) for _ in range(2))
    assert [(f.id, f.at, f.by, encode(f.event)) for f in one] == [(f.id, f.at, f.by, encode(f.event)) for f in two]


def test_another_seed_gives_another_story(rulebook: Short) -> None:
    one, two = ({fact.id for fact in history(texts.story(), rulebook, seed, 16)} for seed in (5, 6))
    assert one != two


def test_every_fact_has_its_own_id_and_nothing_lies_ahead(rulebook: Short) -> None:
    facts = history(texts.story(), rulebook, 5, 16)
    assert len({fact.id for fact in facts}) == len(facts)
    assert max(fact.at for fact in facts) <= texts.story()


def test_a_shop_is_built_in_three_seconds(rulebook: Short, tmp_path: Path) -> None:
    began = time.monotonic()
    shop.build(tmp_path, texts.story(), rulebook, 9, 16)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("now", ["2026-12-01T20:21:00+08:00", "2027-03-02T09:00:00+08:00", "2026-02-28T23:59:00+08:00"])
def test_it_can_be_any_day(rulebook: Short, tmp_path: Path, now: str) -> None:
    shop.build(tmp_path, round(datetime.fromisoformat(now).timestamp() * 1000), rulebook, 3, 16)


def test_every_tier_of_lateness_occurs(desk: Desk) -> None:
    late = [
        record.late_minutes
        for label in MONTHS
        for statement in _month(desk, label).statements
        for record in statement.attendance.days
        if record.late_minutes
    ]
    for _, tier in load(files_of(texts.shop().rulebooks["r8"])).all(LatenessTier):
        assert any(tier.over < size and (tier.up_to is None or size <= tier.up_to) for size in late), tier
    assert len(late) < 80


def test_closed_months_have_every_grade(desk: Desk, rulebook: Short) -> None:
    if rulebook != "r4":
        pytest.skip("R8 has no score")
    for label in MONTHS[:-1]:
        scores = [each.score for each in _month(desk, label).statements if each.score]
        book = desk.judge().plan.rulebook(desk.live.calendar.day(texts.story()))
        assert book is not None
        assert {score.grade for score in scores} == {rule.grade for _, rule in book.all(Grade)}
        totals = [score.total for score in scores]
        assert min(totals) >= 60
        assert max(totals) == 110


def test_packets_and_pay_lines_of_r8_vary(desk: Desk, rulebook: Short) -> None:
    if rulebook != "r8":
        pytest.skip("packets are R8's")
    for label in MONTHS[:-1]:
        statements = _month(desk, label).statements
        lines = [line.line for each in statements for line in each.lines]
        assert {"full_attendance", "kpi_amount", "insurance", "leave"} <= set(lines)
        assert all(each.net_fen > 0 for each in statements)
        assert not any(flag == "missing" for each in statements for flag in each.flags)
    packets = [p for label in MONTHS for each in _month(desk, label).statements for p in each.attendance.packets]
    assert any(packet.doubled for packet in packets)
    assert any(packet.owed_fen for packet in packets)
    assert any(not packet.owed_fen for packet in packets)


def test_mistakes_are_taken_back(desk: Desk) -> None:
    assert desk.log.of_kind("entry.withdrawn")
    upheld = [each.upheld for each in desk.live.shop.conduct.appeals.values()]
    assert True in upheld
    assert False in upheld
    assert None in upheld


def test_the_history_goes_back_three_months(desk: Desk) -> None:
    first = min(row.at for row in desk.log.of_kind("rulebook.adopted"))
    assert desk.live.calendar.at(first).strftime("%Y-%m") == before(MONTHS[0])
