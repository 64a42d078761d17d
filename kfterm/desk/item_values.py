"""The own fields of items as people type them: what is wrong with a value, and how it is kept."""

from kfterm.desk.days import day_wanted, typed_day
from kfterm.money import decimal_text, parse_decimal
from kfterm.periods import Calendar
from kfterm.rulebook.item_kinds import OwnField
from kfterm.words import Words

_CENTS = 2
MOMENT_WANTED = Words("应如 18:00、明天 18:00 或 10-13 18:00", "it should be like 18:00, tomorrow 18:00 or 10-13 18:00")
"""How a moment is typed."""


def value_problem(field: OwnField, text: str, calendar: Calendar, now: int) -> Words | None:
    """What is wrong with what was typed into a field, and what it should be like; None where nothing is."""
    if not text.strip() or kept(field, text, calendar, now) is not None:
        return None
    match field.value:
        case "count":
            return Words(f"{text} 不是个数,应如 12", f"{text} is no count, it should be like 12")
        case "money":
            return Words(f"{text} 不是金额,应如 12.50(元)", f"{text} is no amount, it should be like 12.50 (yuan)")
        case "day":
            wanted = day_wanted(calendar.day(now))
            return Words(f"{text} 不是日期,{wanted.zh}", f"{text} is no day, {wanted.en}")
        case "moment":
            return Words(f"{text} 不是时间,{MOMENT_WANTED.zh}", f"{text} is no time, {MOMENT_WANTED.en}")
        case _:
            zh, en = (" / ".join(each) for each in zip(*(option.words for option in field.choices), strict=True))
            return Words(f"没有 {text},可选 {zh}", f"there is no {text}, choose {en}")


def kept(field: OwnField, text: str, calendar: Calendar, now: int) -> str | None:
    """A value as the log keeps it: a day and a moment in full, a choice by its id. None where it cannot be read."""
    text = text.strip()
    match field.value:
        case "count":
            return text if text.isascii() and text.isdigit() else None
        case "money":
            amount = parse_decimal(text.removeprefix("¥"))
            return decimal_text(amount) if amount is not None and amount == round(amount, _CENTS) else None
        case "day":
            day = typed_day(text, calendar.day(now))
            return day.isoformat() if day is not None else None
        case "moment":
            try:
                return calendar.text(calendar.typed(text, now))
            except ValueError:
                return None
        case "choice":
            return next((option.id for option in field.choices if text in (option.id, *option.words)), None)
        case _:
            return text
