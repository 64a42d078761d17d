"""Events at the border: one JSON object a line, with `kind`, `at`, `by` and `id` beside the fields.

Everything wrong with a line is found at once. Amounts are yuan as decimal strings, moments RFC 3339 with an offset.
"""

import difflib
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import msgspec

from kfterm.events.base import MAX_TEXT, Event, kind_of
from kfterm.events.fields import field_problem
from kfterm.events.registry import KINDS, encode
from kfterm.ids import content_id, is_plain
from kfterm.money import fen
from kfterm.problems import Problem
from kfterm.words import Words

ENVELOPE = ("kind", "at", "by", "id", "recorded", "seq")
_PLAIN_KEYS = ("staff", "with_staff", "owner", "second", "vouched_by", "account", "to_account")


class Fact(NamedTuple):
    """An event with who said it and when: what the desk writes."""

    event: Event
    at: int
    by: str
    id: str


def read_line(raw: bytes, place: str, by: str, now: int | None = None) -> Fact | list[Problem]:
    """One line as a fact, or everything that is wrong with it. `by` and `now` serve where the line names none."""
    try:
        line = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return [_problem(place, f"这一行不是 JSON 对象:{error}", f"this line is not a JSON object: {error}")]
    if not isinstance(line, dict):
        return [_problem(place, "这一行应是一个 JSON 对象 {…}", "this line should be one JSON object {…}")]
    return read_fact(line, place, by, now)


def read_fact(line: Mapping[str, Any], place: str, by: str, now: int | None = None) -> Fact | list[Problem]:
    """The same for a mapping that was read already."""
    problems: list[Problem] = []
    at = _moment(line, "at", place, now, problems)
    author = line.get("by", by)
    if not isinstance(author, str) or not is_plain(author):
        problems.append(
            _wrong(place, "by", author, "员工编号、system 或 import:来源", "a staff id, system or import:source")
        )
    given = line.get("id")
    if given is not None and not (isinstance(given, str) and is_plain(given)):
        problems.append(_wrong(place, "id", given, "没有空格的文字", "text without spaces"))
    event = _event(line, place, problems, at or 0, str(author))
    if problems or event is None or at is None:
        return problems
    body = encode(event)
    return Fact(event, at, str(author), given or content_id(kind_of(event), at, str(author), body))


@cache
def fields_of(cls: type[Event]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """The fields of a kind; looked up once, as an import asks for them a hundred thousand times."""
    return msgspec.structs.fields(cls)


def fact(event: Event, at: int, by: str, key: str | None = None) -> Fact:
    """An event of our own as a fact."""
    return Fact(event, at, by, key or content_id(kind_of(event), at, by, encode(event)))


def _event(line: Mapping[str, Any], place: str, problems: list[Problem], at: int, by: str) -> Event | None:
    kind = line.get("kind")
    cls = KINDS.get(kind) if isinstance(kind, str) else None
    if cls is None:
        near = difflib.get_close_matches(str(kind), KINDS, 1)
        zh, en = (f",是不是 {near[0]}?", f"; did you mean {near[0]}?") if near else ("", "")
        problems.append(_problem(place, f"没有 kind {kind!r} 这种事件{zh}", f"there is no event kind {kind!r}{en}"))
        return None
    fields = {name: value for name, value in line.items() if name not in ENVELOPE and value is not None}
    if cls.KEY not in ("", "staff", "order") and cls.KEY not in fields:
        seed = repr((sorted(fields.items(), key=str), at)).encode()
        fields[cls.KEY] = content_id(str(kind), at, by, seed)[:10]
    before = len(problems)
    declared = fields_of(cls)
    for field in declared:
        if field.name in fields:
            problem = field_problem(field.name, fields[field.name], field.type, place)
            problems.extend([problem] if problem else [])
        elif field.required:
            problems.append(_problem(place, f"缺少字段 {field.name}", f"field {field.name} is missing"))
    known = {field.name for field in declared}
    for name in sorted(set(fields) - known):
        near = difflib.get_close_matches(name, known, 1)
        hint = near[0] if near else ", ".join(sorted(known))
        problems.append(
            _problem(place, f"{kind} 没有字段 {name}(可用:{hint})", f"{kind} has no field {name} (it has: {hint})")
        )
    if len(problems) > before:
        return None
    problems.extend(_text_problems(fields, place))
    return None if len(problems) > before else msgspec.convert(fields, cls)


def _moment(line: Mapping[str, Any], name: str, place: str, now: int | None, problems: list[Problem]) -> int | None:
    value = line.get(name)
    if value is None and now is not None:
        return now
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        zh, en = (
            "带时区的时间,如 2026-10-13T08:33:00+08:00",
            "a moment with its offset, such as 2026-10-13T08:33:00+08:00",
        )
        problems.append(_wrong(place, name, value, zh, en))
        return None
    return round(moment.timestamp() * 1000)


def _text_problems(fields: Mapping[str, Any], place: str) -> list[Problem]:
    problems = []
    for name, value in fields.items():
        if name in _PLAIN_KEYS and not is_plain(str(value)):
            problems.append(
                _wrong(place, name, value, "没有空格和控制字符的编号", "an id without spaces or control characters")
            )
        elif isinstance(value, str) and len(value) > MAX_TEXT:
            problems.append(
                _wrong(place, name, f"{len(value)}", f"最多 {MAX_TEXT} 字", f"at most {MAX_TEXT} characters")
            )
        elif name in ("amount", "unit_price", "total", "base", "exchange_cost"):
            problems.extend(_money_problems(name, value, place))
    return problems


def _money_problems(name: str, value: Any, place: str) -> list[Problem]:
    try:
        negative = fen(Decimal(str(value))) < 0
    except (ValueError, ArithmeticError):
        return [
            _wrong(place, name, value, '元,最多两位小数,如 "10.00"', 'yuan with at most two decimals, such as "10.00"')
        ]
    return [_wrong(place, name, value, "不能是负数", "it cannot be negative")] if negative else []


def _problem(place: str, zh: str, en: str) -> Problem:
    return Problem(place, Words(zh, en))


def _wrong(place: str, name: str, found: object, zh: str, en: str) -> Problem:
    return _problem(place, f"{name} 是 {found!r},应为{zh}", f"{name} is {found!r}, it should be {en}")
