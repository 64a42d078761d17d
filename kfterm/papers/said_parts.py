"""The small change of rules put into words: numbers, money, shares, roles, lists. A rulebook's numbers, never our own."""

from collections.abc import Sequence
from decimal import Decimal

from kfterm.desk.code_words import code_words
from kfterm.desk.permits import ROLE_WORDS
from kfterm.money import decimal_text
from kfterm.papers.words import CASES, KINDS
from kfterm.words import Words

WEEKDAYS = (
    Words("周一", "Monday"),
    Words("周二", "Tuesday"),
    Words("周三", "Wednesday"),
    Words("周四", "Thursday"),
    Words("周五", "Friday"),
    Words("周六", "Saturday"),
    Words("周日", "Sunday"),
)
_KEYS = {
    "early": Words("早班", "early"),
    "day": Words("白班", "day"),
    "late": Words("晚班", "late"),
    "night": Words("夜班", "night"),
    "cleaning_early": Words("早上卫生", "cleaning (early)"),
    "cleaning_late": Words("晚上卫生", "cleaning (late)"),
    "desk": Words("桌面", "desk"),
    "tools": Words("工具", "tools"),
    "weekly_summary": Words("周总结", "weekly summary"),
    "daily_summary": Words("日总结", "daily summary"),
    "daily_group": Words("每日例会", "daily group meeting"),
    "weekly": Words("周例会", "weekly meeting"),
    "enquirers": Words("询单人数", "enquirers"),
    "buyers": Words("成交人数", "buyers"),
    "conversion_pct": Words("询单转化率", "conversion"),
    "sales_cny": Words("销售额", "sales"),
    "avg_order_cny": Words("客单价", "average order"),
    "avg_response_s": Words("平均响应", "average response"),
    "reply_pct": Words("回复率", "reply rate"),
    "volume": Words("工作量", "volume"),
    "quality": Words("质量", "quality"),
}
"""Shifts, duties, reports, meetings and measures that other programs know by their keys; others stand for themselves."""
NOTHING = Words("", "")


def num(value: Decimal | int | None) -> str:
    """A number as it is printed."""
    return "?" if value is None else decimal_text(value)


def signed(points: Decimal) -> str:
    """Points with their sign, so that taking and giving cannot be mixed up."""
    return f"+{num(points)}" if points > 0 else num(points).replace("-", "−")


def percent(share: Decimal | None) -> str:
    """A share as a percentage: `0.015` is `1.5%`."""
    return "?" if share is None else f"{decimal_text(share * 100)}%"


def yuan(amount: Decimal | None) -> str:
    """An amount in yuan."""
    return f"¥{num(amount)}".replace("¥-", "−¥")


def days(count: Decimal | int | None, what: str = "day") -> str:
    """`1 day`, `0.5 days`, in English; Chinese has no plural."""
    return f"{num(count)} {what}" if count == 1 else f"{num(count)} {what}s"


def of_package(amount: Decimal | None, share: Decimal | None) -> Words:
    """Yuan, or a share of the reference package."""
    if amount is not None or share is None:
        return Words(yuan(amount), yuan(amount))
    return Words(f"参考工资的 {percent(share)}", f"{percent(share)} of the reference package")


def band(low: Decimal | int | None, high: Decimal | int | None) -> str:
    """From … to …: `10–20`, `≤10`, `≥31`."""
    if low is None or high is None:
        return f"≥{num(low)}" if low is not None else f"≤{num(high)}"
    return f"{num(low)}–{num(high)}"


def both(parts: Sequence[Words], zh: str = ",", en: str = ", ") -> Words:
    """Several sayings as one; empty ones fall out."""
    said = [part for part in parts if part.zh or part.en]
    return Words(zh.join(part.zh for part in said), en.join(part.en for part in said))


def keyed(key: str) -> Words:
    """What a key is called; itself where nobody gave it a name."""
    return _KEYS.get(key) or code_words(key)


def listed(keys: Sequence[str]) -> Words:
    """Keys by their names."""
    return both([keyed(key) for key in keys], "、")


def when(true: object, zh: str, en: str) -> Words:
    """A saying that holds only sometimes."""
    return Words(zh, en) if true else NOTHING


def case(name: str) -> Words:
    """A case that a person decides."""
    words = CASES.get(name, Words(name, name))
    return Words(f"个案:{words.zh}", f"case: {words.en}")


def roles(names: Sequence[str]) -> Words:
    """Roles by their names."""
    found = [ROLE_WORDS.get(name, Words(name, name)) for name in names]
    return both(found, "、", ", ")


def kinds(ids: Sequence[str]) -> Words:
    """Kinds of handover items: `H15 承诺发货`."""
    found = [KINDS.get(each, Words(each, each)) for each in ids]
    return both([Words(f"{key} {words.zh}", f"{key} {words.en}") for key, words in zip(ids, found, strict=True)], "、")


def weekday(number: int | None) -> Words:
    """An ISO weekday by its name."""
    known = number is not None and 0 < number <= len(WEEKDAYS)
    return WEEKDAYS[(number or 1) - 1] if known else Words("?", "?")
