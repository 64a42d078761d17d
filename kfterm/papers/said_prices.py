"""Every price in words: what one occurrence costs or earns, with its numbers, in both languages."""

from collections.abc import Callable, Sequence
from typing import Any

from kfterm.desk.code_words import code_words
from kfterm.papers.said_parts import band, both, case, num, signed, when, yuan
from kfterm.rulebook import prices as p
from kfterm.words import Words

_WINDOWS = {
    "natural_month": Words("按自然月计次", "counted by the month"),
    "calendar_year": Words("按自然年计次", "counted by the year"),
    "employment": Words("按在职期间计次", "counted over the employment"),
}


def price(found: p.AnyPrice) -> Words:
    """One price in words."""
    return PRICES[type(found)](found)


def price_list(found: Sequence[p.AnyPrice]) -> Words:
    """All prices of an entry in words; empty where it has none."""
    return both([price(each) for each in found], ";", "; ")


def _points(each: p.Points) -> Words:
    return Words(f"{signed(each.points)} 分", f"{signed(each.points)} points")


def _points_range(each: p.PointsRange) -> Words:
    low, high, default = signed(each.low), signed(each.high), signed(each.default)
    step = when(each.step != 1, f",每档 {num(each.step)}", f", in steps of {num(each.step)}")
    return Words(f"{low} 到 {high} 分,不选按 {default}{step.zh}", f"{low} to {high} points, else {default}{step.en}")


def _points_serious(each: p.PointsSerious) -> Words:
    light, low, high = signed(each.light), signed(each.low), signed(each.high)
    step = when(each.step != 1, f",每档 {num(each.step)}", f", in steps of {num(each.step)}")
    return Words(
        f"轻 {light} 分,严重 {low} 到 {high} 分{step.zh}", f"light {light}, serious {low} to {high} points{step.en}"
    )


def _points_free(each: p.PointsFree) -> Words:
    if each.sign == "+":
        return Words("加分,多少由记分人定", "points added, as many as the scorer says")
    return Words("扣分,多少由记分人定", "points taken, as many as the scorer says")


def _fine(each: p.Fine) -> Words:
    return Words(f"罚款 {yuan(each.yuan)}", f"fine {yuan(each.yuan)}")


def _fine_range(each: p.FineRange) -> Words:
    step = when(each.step != 1, f",每档 {num(each.step)}", f", in steps of {num(each.step)}")
    text = f"¥{band(each.low, each.high)}"
    return Words(f"罚款 {text},金额由记录人定{step.zh}", f"fine {text}, typed by who logs it{step.en}")


def _product(each: p.Product) -> Words:
    factor, low, high = num(each.factor), yuan(each.low), yuan(each.high)
    once = when(each.once_per_order, ",每单一次", ", once an order")
    return Words(
        f"罚款为单价的 {factor} 倍,最低 {low},最高 {high}{once.zh}",
        f"fine of {factor} x the unit price, at least {low}, at most {high}{once.en}",
    )


def _rung(each: p.Rung) -> Words:
    parts = [
        when(each.yuan, yuan(each.yuan), yuan(each.yuan)),
        when(each.points, f"{signed(each.points)} 分", f"{signed(each.points)} points"),
        case(each.case) if each.case else Words("", ""),
    ]
    if each.low is not None and each.high is not None:
        low, high = signed(each.low), signed(each.high)
        parts.append(Words(f"另加 {low} 到 {high} 分", f"{low} to {high} points on top"))
    said = both(parts, "、", " and ")
    return said if said.zh else Words("不另加", "nothing more")


def _ladder(each: p.Ladder) -> Words:
    parts = []
    last = len(each.rungs)
    for count, rung in enumerate(each.rungs, 1):
        said = _rung(rung)
        more = when(count == last, "起", " and later")
        parts.append(Words(f"第 {count} 次{more.zh} {said.zh}", f"{count}.{more.en} {said.en}"))
    ladder, window = both(parts), _WINDOWS[each.window]
    return Words(f"{ladder.zh}({window.zh})", f"{ladder.en} ({window.en})")


def _loss(each: p.Loss) -> Words:
    once = when(each.once_per_order, ",每单一次", ", once an order")
    must = when(each.required, ",必填", ", has to be typed")
    if each.line == "freight":
        return Words(f"承担运费,按所填金额{once.zh}{must.zh}", f"freight as typed{once.en}{must.en}")
    return Words(f"赔偿损失,按所填金额{once.zh}{must.zh}", f"loss made good as typed{once.en}{must.en}")


def _case(each: p.Case) -> Words:
    plain = case(each.case)
    chosen = [(code_words(code), case(name)) for code, name in each.by_code.items()]
    zh = "".join(f";选 {code.zh} 则 {name.zh}" for code, name in chosen)
    en = "".join(f"; where {code.en} is chosen, {name.en}" for code, name in chosen)
    return Words(plain.zh + zh, plain.en + en)


PRICES: dict[type, Callable[[Any], Words]] = {
    p.Points: _points,
    p.PointsRange: _points_range,
    p.PointsSerious: _points_serious,
    p.PointsFree: _points_free,
    p.Fine: _fine,
    p.FineRange: _fine_range,
    p.Product: _product,
    p.Ladder: _ladder,
    p.Loss: _loss,
    p.Case: _case,
}
