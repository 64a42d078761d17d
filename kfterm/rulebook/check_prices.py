"""Checks of prices: ranges, ladders, signs, money."""

from collections.abc import Sequence
from decimal import Decimal
from typing import get_args

from kfterm.money import decimal_text
from kfterm.rulebook import prices as p
from kfterm.rulebook.check_parts import Found, amount, low_high, within
from kfterm.rulebook.conduct_rules import Conduct, Escalation, Merit, Trigger
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.score_rules import Score
from kfterm.words import Words

_CASES: tuple[str, ...] = get_args(p.CaseName)


def check_prices(rulebook: Rulebook) -> Found:
    """Every price of every entry."""
    score = rulebook.one(Score)
    whole = score is not None and score[1].whole
    for clause in rulebook.clauses:
        for rule in clause.rule:
            if not isinstance(rule, Conduct | Merit | Trigger | Escalation):
                continue
            prices = (*rule.price, *rule.serious) if isinstance(rule, Conduct) else rule.price
            for price in prices:
                yield from _price(clause.id, price)
                if whole:
                    yield from _whole(clause.id, price)
            yield from _signs(clause.id, rule, prices)
            yield from _one_input(clause.id, prices)


def _price(clause: str, price: p.AnyPrice) -> Found:
    match price:
        case p.PointsRange():
            yield from low_high(clause, price.low, price.high)
            if price.low <= price.high and not price.low <= price.default <= price.high:
                zh, en = f"默认值 {price.default} 不在范围内", f"the default {price.default} is out of the range"
                yield clause, Words(zh, en)
            yield from _step(clause, price.low, price.high, price.step)
        case p.PointsSerious():
            yield from low_high(clause, price.low, price.high)
            yield from _step(clause, price.low, price.high, price.step)
            yield from _light(clause, price)
        case p.Fine():
            yield from amount(clause, "yuan", price.yuan)
        case p.FineRange():
            yield from low_high(clause, price.low, price.high)
            yield from amount(clause, "low", price.low)
            yield from amount(clause, "high", price.high)
            yield from _step(clause, price.low, price.high, price.step)
        case p.Product():
            yield from low_high(clause, price.low, price.high)
            yield from amount(clause, "low", price.low)
            yield from amount(clause, "high", price.high)
            if price.factor <= 0:
                factor = decimal_text(price.factor)
                yield clause, Words(f"factor 是 {factor},应大于 0", f"factor is {factor}, it should be above 0")
        case p.Ladder():
            yield from _ladder(clause, price)


def _step(clause: str, low: Decimal, high: Decimal, step: Decimal) -> Found:
    text = decimal_text(step)
    if step <= 0:
        yield clause, Words(f"step 是 {text},应大于 0", f"step is {text}, it should be above 0")
    elif low <= high and (high - low) % step:
        yield clause, Words(f"从 {low} 按 {text} 到不了 {high}", f"steps of {text} from {low} do not reach {high}")


def _light(clause: str, price: p.PointsSerious) -> Found:
    """Light is of the same sign as serious and not heavier."""
    ends = sorted((abs(price.low), abs(price.high)))
    same = all(each < 0 for each in (price.light, price.low, price.high)) or all(
        each > 0 for each in (price.light, price.low, price.high)
    )
    if not same:
        yield clause, Words("light、low、high 的正负号要一样", "light, low and high have the same sign")
    elif abs(price.light) > ends[0]:
        light = decimal_text(price.light)
        yield clause, Words(f"light {light} 比严重的还重", f"light {light} is heavier than serious")


def _ladder(clause: str, price: p.Ladder) -> Found:
    if not price.rungs:
        yield clause, Words("阶梯没有一级", "the ladder has no rung")
    for count, rung in enumerate(price.rungs, 1):
        name = f"rungs[{count}]"
        if rung.case:
            yield from within(clause, f"{name}.case", (rung.case,), _CASES)
        yield from amount(clause, f"{name}.yuan", rung.yuan)
        if (rung.low is None) != (rung.high is None):
            yield clause, Words(f"{name} 的 low 和 high 要一起写", f"{name} has low or high alone: write both")
        elif rung.low is not None and rung.high is not None and rung.low > rung.high:
            zh, en = (
                f"{name} 的下限 {rung.low} 大于上限 {rung.high}",
                f"{name}: low {rung.low} is above high {rung.high}",
            )
            yield clause, Words(zh, en)


def _points(price: p.AnyPrice) -> list[Decimal]:
    """Every number of points in a price."""
    match price:
        case p.Points():
            return [price.points]
        case p.PointsRange():
            return [price.low, price.high, price.default]
        case p.PointsSerious():
            return [price.light, price.low, price.high]
        case p.Ladder():
            found = [rung.points for rung in price.rungs]
            found += [end for rung in price.rungs for end in (rung.low, rung.high) if end is not None]
            return found
    return []


def _whole(clause: str, price: p.AnyPrice) -> Found:
    """Where only whole points exist, no price has a part of one."""
    for value in _points(price):
        if value % 1:
            text = decimal_text(value)
            zh = f"{text} 不是整分,而 score 只有整分(写 whole = false)"
            yield (
                clause,
                Words(zh, f"{text} is no whole number of points, and score has whole ones (write whole = false)"),
            )
            return


def _signs(clause: str, rule: Conduct | Merit | Trigger | Escalation, prices: Sequence[p.AnyPrice]) -> Found:
    """A violation takes points, praise gives them."""
    for price in prices:
        signs = {"+": Decimal(1), "-": Decimal(-1)}
        values = [signs[price.sign]] if isinstance(price, p.PointsFree) else _points(price)
        if isinstance(rule, Conduct) and any(value > 0 for value in values):
            yield (
                clause,
                Words("违规的分数要写负数,如 -2", "a violation takes points: write them with a minus, such as -2"),
            )
        elif isinstance(rule, Merit) and any(value < 0 for value in values):
            yield clause, Words("表扬的分数要写正数", "praise gives points: write them without a minus")


def _one_input(clause: str, prices: Sequence[p.AnyPrice]) -> Found:
    """What is typed is asked for once: one amount, one number of points."""
    typed_yuan = [price for price in prices if isinstance(price, p.FineRange | p.Loss)]
    typed_points = [price for price in prices if isinstance(price, p.PointsRange | p.PointsSerious | p.PointsFree)]
    for found, zh, en in ((typed_yuan, "金额", "amount"), (typed_points, "分数", "points")):
        if len(found) > 1:
            names = ", ".join(str(each.__struct_config__.tag) for each in found)
            yield clause, Words(f"{names} 都要人填{zh},只能有一个", f"{names} all ask for the typed {en}: only one can")
