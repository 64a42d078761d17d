"""Checking one field of a line, so that every wrong field is named and not only the first."""

import types
import typing
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

import msgspec

from kfterm.problems import Problem
from kfterm.words import Words

_SHAPES: dict[Any, Words] = {
    str: Words("文字", "text"),
    int: Words("整数", "a whole number"),
    bool: Words("true 或 false", "true or false"),
    Decimal: Words('数字,如 "2.5"', 'a number, such as "2.5"'),
    date: Words("日期 YYYY-MM-DD", "a date YYYY-MM-DD"),
    datetime: Words("带时区的时间 YYYY-MM-DDTHH:MM:SS+08:00", "a moment with its offset YYYY-MM-DDTHH:MM:SS+08:00"),
}


def field_problem(name: str, value: Any, wanted: Any, place: str) -> Problem | None:
    """What is wrong with the value of a field, or None."""
    try:
        found = msgspec.convert(value, wanted)
    except (msgspec.ValidationError, ValueError, ArithmeticError):
        found = None
    else:
        if not _is_loose(found):
            return None
    shape = describe(wanted)
    return Problem(place, Words(f"{name} 是 {value!r},应为{shape.zh}", f"{name} is {value!r}, it should be {shape.en}"))


def describe(wanted: Any) -> Words:
    """What a field of this type looks like."""
    origin = get_origin(wanted)
    if origin in (types.UnionType, typing.Union):
        return describe(next(each for each in get_args(wanted) if each is not type(None)))
    if origin is Literal:
        return Words(" / ".join(get_args(wanted)), " / ".join(get_args(wanted)))
    if origin is tuple:
        return Words('列表 ["…"]', 'a list ["…"]')
    if origin is dict:
        return Words('对象 {"…": "…"}', 'an object {"…": "…"}')
    return _SHAPES.get(wanted, Words(str(wanted), str(wanted)))


def _is_loose(value: Any) -> bool:
    """Values that convert but mean nothing: a moment without offset, a number without end."""
    if isinstance(value, datetime):
        return value.tzinfo is None
    return isinstance(value, Decimal) and not value.is_finite()
