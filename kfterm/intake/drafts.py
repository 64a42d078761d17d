"""The lines of an export as rows of a log, byte for byte what they were."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from kfterm.events.registry import decode
from kfterm.intake.events import read_event, silent
from kfterm.intake.source import shown
from kfterm.log.rows import Draft
from kfterm.problems import Problem, Refused
from kfterm.words import Words

_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_encode = msgspec.json.Encoder().encode


class _Columns(msgspec.Struct):
    """The columns of the log in a line of an export."""

    kind: str
    at: str
    by: str
    id: str
    recorded: str
    version: int = 1


_columns = msgspec.json.Decoder(_Columns).decode


def is_export(path: Path) -> bool:
    """Whether every line of a file says when it was recorded, as the lines of `kfterm export` do."""
    seen = False
    try:
        for _, raw in _lines(path):
            seen = True
            if "recorded" not in _fields(raw):
                return False
    except (Refused, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return seen


def drafts(export: Path, problems: list[Problem]) -> Iterator[tuple[int, Draft]]:
    """The rows with their line numbers. What is wrong goes to `problems`."""
    newest = 0
    for number, raw in _lines(export):
        found = _draft(raw, number)
        if isinstance(found, list):
            problems.extend(found)
            continue
        recorded = found.recorded or 0
        if recorded < newest:
            zh, en = "recorded 比上一行早:行的顺序变了", "recorded is before the line above: lines changed places"
            problems.append(says(number, zh, en))
        newest = max(newest, recorded)
        yield number, found


def says(number: int, zh: str, en: str) -> Problem:
    """A problem of a line."""
    return Problem(f"line {number}", Words(zh, en))


def _draft(raw: bytes, number: int) -> Draft | list[Problem]:
    try:
        columns = _columns(raw)
        tag = columns.kind if columns.version == 1 else f"{columns.kind}@{columns.version}"
        fields = {name: value for name, value in _fields(raw).items() if name not in _Columns.__struct_fields__}
        body = _encode({"kind": tag, **fields})
        decode(body)
        at, recorded = _moment(columns.at), _moment(columns.recorded)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        found = read_event(raw, f"line {number}", "import:export")  # it may say more clearly what is wrong
        zh, en = f"这一行不是导出的记录:{error}", f"this is no line of an export: {error}"
        return found if isinstance(found, list) else [says(number, zh, en)]
    return Draft(columns.id, columns.kind, columns.version, at, columns.by, body, recorded)


def _moment(text: str) -> int:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no offset")
    return round(moment.timestamp() * 1000)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                raw = (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip()
                if not silent(raw):
                    yield number, raw
    except OSError as error:
        reason = Words(f"读不了这个文件({error.strerror})", f"this file cannot be read ({error.strerror})")
        raise Refused([Problem(shown(path), reason)]) from error
