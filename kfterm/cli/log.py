"""`kfterm log KIND field=value …`: one event from a script or a hand."""

import argparse
from typing import Any, get_args, get_origin

import msgspec

from kfterm.cli.where import open_desk
from kfterm.events.lines import read_fact
from kfterm.events.registry import KINDS
from kfterm.problems import Problem, Refused
from kfterm.words import Words


def log(parsed: argparse.Namespace) -> int:
    """Log one event; print its position and id."""
    desk = open_desk(parsed)
    line: dict[str, Any] = {"kind": parsed.kind}
    problems = []
    for text in parsed.fields:
        name, equals, value = text.partition("=")
        if not equals:
            problems.append(Problem(text, Words("应写成 字段=值", "it should be field=value")))
        else:
            line[name] = value
    if problems:
        raise Refused(problems)
    now = desk.clock.now()
    if "at" in line:
        line["at"] = _moment(desk, line["at"], now)
    read = read_fact(_typed(line), "", line.get("by", desk.by), now)
    if isinstance(read, list):
        raise Refused(read)
    (done,) = desk.record([("", read)])
    mark = "" if done.fresh else Words(" (已有,没有再写)", " (known already, not written again)").pick(parsed.lang)
    print(f"#{done.seq} {done.id}{mark}")
    desk.log.close()
    return 0


def _moment(desk: Any, text: str, now: int) -> str:
    calendar = desk.live.calendar
    try:
        at = calendar.typed(text, now)
    except ValueError:
        return text
    return str(calendar.iso(at))


def _typed(line: dict[str, Any]) -> dict[str, Any]:
    """Text from a shell as the types of the kind: numbers, truth values, lists, objects."""
    cls = KINDS.get(line["kind"])
    if cls is None:
        return line
    wanted = {field.name: field.type for field in msgspec.structs.fields(cls)}
    return {name: _value(value, wanted[name]) if name in wanted else value for name, value in line.items()}


def _value(text: str, wanted: Any) -> Any:
    kinds = {wanted, *get_args(wanted)}
    if get_origin(wanted) is tuple:
        return [part for part in text.split(",") if part]
    if get_origin(wanted) is dict:
        if text.startswith("{"):
            try:
                return msgspec.json.decode(text.encode())
            except msgspec.DecodeError:
                return text  # the kind says what it should be
        return dict(part.partition("=" if "=" in part else ":")[::2] for part in text.split(",") if part)
    if bool in kinds and text.lower() in ("true", "false", "yes", "no", "是", "否"):
        return text.lower() in ("true", "yes", "是")
    if int in kinds and text.lstrip("-").isdigit():
        return int(text)
    return text
