"""Every mechanism can be said, in both languages, with its numbers; two rulebooks stand side by side."""

import itertools
import re
from decimal import Decimal
from typing import Any, get_args

import pytest

from kfterm.papers.cells import width
from kfterm.papers.compare import cell, compare
from kfterm.papers.rule_words import SAYINGS, saying
from kfterm.papers.topics import TOPICS, Topic
from kfterm.rulebook import attendance_rules as a
from kfterm.rulebook import conduct_rules as c
from kfterm.rulebook import floor_rules as f
from kfterm.rulebook import pay_rules as p
from kfterm.rulebook import prices as price
from kfterm.rulebook.base import Label
from kfterm.rulebook.load import files_of, load, shipped
from kfterm.rulebook.model import AnyRule, Rulebook
from kfterm.rulebook.prices import AnyPrice

CHINESE = re.compile("[\u4e00-\u9fff]")
TYPES = (*get_args(AnyRule), *get_args(AnyPrice))
NAME = Label("迟", "late")
D = Decimal


def book(name: str) -> Rulebook:
    return load(files_of(name))


def topic(english: str) -> Topic:
    (found,) = [each for each in TOPICS if each.name.en == english]
    return found


def test_every_mechanism_and_price_has_a_saying_and_nothing_else_has() -> None:
    assert set(SAYINGS) == set(TYPES)


@pytest.mark.parametrize("name", shipped())
def test_every_rule_that_is_shipped_can_be_said_in_both_languages(name: str) -> None:
    for clause in book(name).clauses:
        for rule in clause.rule:
            said = saying(rule)
            assert CHINESE.search(said.zh), clause.id
            assert said.en.strip(), clause.id
            assert not CHINESE.search(said.en), clause.id
            assert "None" not in said.zh + said.en, clause.id
            assert "?" not in said.zh + said.en, clause.id


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        (price.Points(points=D(-2)), "−2 分", "−2 points"),
        (price.PointsFree(sign="+"), "加分,多少由记分人定", "points added, as many as the scorer says"),
        (
            price.PointsSerious(light=D(-1), low=D(-5), high=D(-3)),
            "轻 −1 分,严重 −5 到 −3 分",
            "light −1, serious −5 to −3 points",
        ),
        (price.FineRange(low=D(10), high=D(500)), "罚款 ¥10–500,金额由记录人定", "fine ¥10–500, typed by who logs it"),
        (
            price.Ladder(rungs=(price.Rung(yuan=D(50)), price.Rung(case="auto_resign"))),
            "第 1 次 ¥50,第 2 次起 个案:自动离职(按自然月计次)",
            "1. ¥50, 2. and later case: automatic resignation (counted by the month)",
        ),
        (a.LatenessTier(over=10, up_to=20, packet=D(20), shares=5), "迟到/早退 10–20 分钟:红包 ¥20,分 5 份",
         "late or leaving early by 10–20 min: red packet ¥20, in 5 shares"),
        (
            a.LatenessTier(over=10, points=D(-10), deduct=D(40), ways=("in",)),
            "迟到 >10 分钟:−10 分,扣工资 ¥40",
            "late by >10 min: −10 points, ¥40 off the wage",
        ),
        (a.LatenessTier(over=0, up_to=5), "迟到/早退 ≤5 分钟:不计", "late or leaving early by ≤5 min: nothing"),
        (f.IncidentOverrun(from_minutes=31), "突发事件超时 ≥31 分钟,提出由人记", "an incident ≥31 min over its limit is proposed"),
        (
            f.ReportDue(report="weekly_summary", every="week", weekday=6, at="17:00", min_characters=200),
            "周总结 周六 17:00前交,至少 200 字",
            "weekly summary is due Saturday 17:00, at least 200 characters",
        ),
        (p.Base(share=D("0.40")), "底薪 参考工资的 40%", "base pay 40% of the reference package"),
        (p.NetFloor(yuan=D(0)), "实发不低于 ¥0", "the net is never below ¥0"),
        (
            c.Conduct(label=NAME, price=(price.Fine(yuan=D(20)),), codes=("game", "noise"), priced_codes=("game",)),
            "迟:罚款 ¥20;种类 玩游戏、喧哗;只有 玩游戏 计价",
            "late: fine ¥20; kinds gaming, noise; only gaming is priced",
        ),
        (c.Conduct(label=NAME), "迟:只记录", "late: noted only"),
    ],
)  # fmt: skip
def test_a_saying_has_the_numbers_of_the_rule(rule: Any, zh: str, en: str) -> None:
    assert tuple(saying(rule)) == (zh, en)


def test_every_rule_that_is_shipped_belongs_to_a_topic() -> None:
    """A rule nobody finds in a comparison would be a difference that is not told. What never computes is told by names."""
    lost = set()
    for name in shipped():
        for clause in book(name).clauses:
            for rule in clause.rule:
                if not any(each.wanted(clause, rule) for each in TOPICS):
                    lost.add(type(rule).__name__)
    assert lost == set()


def said(name: str, english: str) -> list[str]:
    return [f"{each.words.en} {each.cited}" for each in cell(book(name), topic(english))]


def test_a_cell_says_what_the_policy_says_with_its_clause() -> None:
    assert said("r8-red-packet", "rest days")[0] == "2 rest days a month, asked for 2 days ahead (R8-3.4.1)"
    assert said("r2-shop-standard", "overlap of shifts") == ["early and late overlap by 60 min (R2-5.1)"]
    assert said("r3-conversion-bonus", "overlap of shifts") == ["day and late overlap by 0 min (R3-8.1.1)"]
    assert said("r7-tea-oil", "overlap of shifts") == ["day and late overlap by 30 min (R7-1.1)"]
    assert said("r8-red-packet", "overlap of shifts") == ["day and late overlap by 30 min (R8-3.1.2)"]
    assert said("r7-tea-oil", "fund box") == ["all fines go into the department's fund box (R7-16)"]
    assert said("r3-conversion-bonus", "commission") == [
        "sales by buyers/enquirers (or conversion): <70% pays 1%, ≥70% pays 1.5% (R3-3.3)"
    ]


def test_the_overlap_is_that_of_the_printed_shifts_even_where_one_may_go_earlier() -> None:
    """R6: early until 17:30, late from 16:00 (released from 24:00, which no other shift overlaps): 90 minutes."""
    assert said("r6-fine-ladders", "overlap of shifts") == ["early and late overlap by 90 min (R6-1.1)"]


def test_a_ban_without_a_price_is_told_as_such_and_silence_as_nothing() -> None:
    assert said("r3-conversion-bonus", "lateness") == ["named in the text, computes nothing (R3-2.2)"]
    assert said("r2-shop-standard", "lateness") == []


def test_what_is_proposed_is_told_with_what_it_costs() -> None:
    (found,) = said("r4-points-110", "away from seat")
    assert found == "away untold: light; −5 points; away for more than 5 min untold is proposed (R4-3.1.07)"


def test_a_ladder_of_complaints_is_told_once() -> None:
    (found,) = said("r6-fine-ladders", "complaints")
    assert found.count("¥200") == 1
    assert "R6-6" in found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("cells", [80, 100, 132])
def test_every_pair_fits_the_terminal_and_loses_nothing(lang: Any, cells: int) -> None:
    for left, right in itertools.combinations(shipped(), 2):
        text = compare(book(left), book(right), cells, lang)
        lines = text.splitlines()
        assert max(width(line) for line in lines) <= cells
        assert ".." not in text.replace("...", ""), "nothing is cut off"
        for name, column in ((left, 0), (right, 1)):
            half = (cells - 3) // 2
            shown = " ".join(_half(line, half)[column] for line in lines)
            for each in book(name).clauses:
                if each.rule:
                    assert re.search(rf"\b{re.escape(each.id)}\b", shown), f"{each.id} is told"


def _half(line: str, cells: int) -> tuple[str, str]:
    taken = 0
    for index, char in enumerate(line):
        if taken >= cells:
            return line[:index], line[index + 3 :]
        taken += width(char)
    return line, ""


def test_a_clause_id_and_a_number_are_never_broken_over_two_lines() -> None:
    text = compare(book("r8-red-packet"), book("r5-etiquette-counts"), 80, "zh")
    known = {each.id for name in ("r8-red-packet", "r5-etiquette-counts") for each in book(name).clauses}
    assert set(re.findall(r"R[58]-[0-9.]+", text)) <= known
    assert "-0.5" in text
    assert not re.search(r"(?<=\S)-(0\.)? *\|", text), "no minus and no point is left at the end of a column"


def test_the_settings_the_shop_has_to_type_stand_at_the_end() -> None:
    text = compare(book("r2-shop-standard"), book("r7-tea-oil"), 100, "en")
    tail = text[text.index("settings the shop") :]
    assert "reference_package = 5250.00" in tail
    assert "commission_rate" in tail
