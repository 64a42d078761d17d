"""Reading a rulebook: from a folder, from the shipped ones, or from the text an adoption carries.

Every problem is collected, each with its file and clause; nothing half-read is handed out.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from kfterm.problems import Problem, Refused, refused
from kfterm.resources import data_folder
from kfterm.rulebook.model import AnyRule, Clause, Head, Rulebook
from kfterm.words import Words

HEAD = "rulebook.toml"
FORMAT = 1
"""The format of rulebook files that this program reads."""


def shipped() -> list[str]:
    """The ids of the rulebooks that come with the program."""
    return sorted(folder.parent.name for folder in (data_folder() / "rulebooks").glob(f"*/{HEAD}"))


def files_of(rulebook: str) -> dict[str, str]:
    """The files of a shipped rulebook, or of a folder named by its path. Raises Refused."""
    folder = data_folder() / "rulebooks" / rulebook
    if not (folder / HEAD).is_file():
        folder = Path(rulebook)
    if not (folder / HEAD).is_file():
        known = ", ".join(shipped())
        raise refused(f"没有规则书 {rulebook}(现有:{known})", f"there is no rulebook {rulebook} (there are: {known})")
    return {path.name: _text(path) for path in sorted(folder.glob("*.toml"))}


def _text(path: Path) -> str:
    """A file as an editor saved it, with or without a byte order mark."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise refused("不是 UTF-8 文本,请另存为 UTF-8", "is not UTF-8 text: save it as UTF-8", path.name) from None


def digest(files: Mapping[str, str]) -> str:
    """What names the text of a rulebook: the same text always has the same digest."""
    return hashlib.sha256(msgspec.json.encode(sorted(files.items()))).hexdigest()


def load(files: Mapping[str, str]) -> Rulebook:
    """The rulebook in these files. Raises Refused with every problem there is."""
    return _load(tuple(sorted(files.items())))


def adopted(files: Mapping[str, str]) -> Rulebook:
    """A rulebook out of the log: it was checked when it was adopted, and is only read again. Raises Refused."""
    return _adopted(tuple(sorted(files.items())))


@lru_cache(maxsize=16)
def _adopted(files: tuple[tuple[str, str], ...]) -> Rulebook:
    rulebook, problems = _read(dict(files))[:2]
    if problems or rulebook is None:
        raise Refused(problems)
    return rulebook


@lru_cache(maxsize=16)
def _load(files: tuple[tuple[str, str], ...]) -> Rulebook:
    rulebook, problems = read(dict(files))
    if problems or rulebook is None:
        raise Refused(problems)
    return rulebook


def read(files: Mapping[str, str]) -> tuple[Rulebook | None, list[Problem]]:
    """As much of a rulebook as can be read, and everything that is wrong with it."""
    from kfterm.rulebook.check import check  # who only reads an adopted one need not load it

    rulebook, problems, places, unread = _read(files)
    return rulebook, problems + (check(rulebook, places, unread) if rulebook else [])


def _read(files: Mapping[str, str]) -> tuple[Rulebook | None, list[Problem], dict[str, str], set[str]]:
    """The tables alone: the rulebook, what could not be read, where each clause stands, clauses with an unread rule."""
    problems: list[Problem] = []
    head: Head | None = None
    clauses: list[Clause] = []
    places: dict[str, str] = {}
    unread: set[str] = set()
    for name, text in sorted(files.items()):
        try:
            table = tomllib.loads(text, parse_float=_number)
        except ValueError as error:
            problems.append(Problem(name, Words(f"不是有效的 TOML:{error}", f"not valid TOML: {error}")))
            continue
        if name == HEAD:
            head = _convert(table, Head, name, problems)
            continue
        for entry in _tables(table.pop("clause", [])):
            clause = _clause(entry, name, problems, unread)
            if clause is None:
                continue
            if clause.id in places:
                zh, en = (
                    f"条款 {clause.id} 已在 {places[clause.id]} 中",
                    f"clause {clause.id} stands in {places[clause.id]} already",
                )
                problems.append(Problem(f"{name} {clause.id}", Words(zh, en)))
            places.setdefault(clause.id, name)
            clauses.append(clause)
        for key in table:
            problems.append(
                Problem(name, Words(f"不认识的键 {key},应为 [[clause]]", f"unknown key {key}, expected [[clause]]"))
            )
    if head is None:
        if HEAD not in files:
            problems.append(Problem(HEAD, Words("缺少这个文件", "this file is missing")))
        return None, problems, places, unread
    if head.format > FORMAT:
        zh, en = f"格式 {head.format} 比本程序新", f"format {head.format} is newer than this program"
        problems.append(Problem(HEAD, Words(zh, en)))
    return Rulebook(head, tuple(clauses), dict(files), digest(files)), problems, places, unread


def _number(text: str) -> Decimal:
    """A number with a point; `nan` and `inf`, which TOML knows, are none."""
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(f"{text} is not a number")
    return number


def _tables(found: Any) -> list[Any]:
    """What stands under `[[...]]`; a single `[...]` is one."""
    return found if isinstance(found, list) else [found]


def _clause(entry: Any, name: str, problems: list[Problem], unread: set[str]) -> Clause | None:
    place = f"{name} {entry.get('id', '?')}" if isinstance(entry, dict) else name
    if not isinstance(entry, dict):
        problems.append(Problem(place, Words("[[clause]] 应是一张表", "[[clause]] should be a table")))
        return None
    rules = entry.pop("rule", [])
    read_rules = [_convert(rule, AnyRule, place, problems) for rule in _tables(rules)]
    clause = _convert(entry, Clause, place, problems)
    # what there is and could not be read is not missing: its neighbours are not blamed for it
    lost = (rule for rule, made in zip(_tables(rules), read_rules, strict=True) if made is None or clause is None)
    unread.update(str(rule.get("type")) for rule in lost if isinstance(rule, dict))
    if clause is None:
        return None
    found: Clause = msgspec.structs.replace(clause, rule=tuple(rule for rule in read_rules if rule is not None))
    return found


def _convert(table: Any, wanted: Any, place: str, problems: list[Problem]) -> Any:
    try:
        return msgspec.convert(table, wanted, strict=True)
    except msgspec.ValidationError as error:
        kind = f" [{table['type']}]" if isinstance(table, dict) and "type" in table else ""
        problems.append(Problem(place + kind, Words(f"读不懂:{error}", f"cannot be read: {error}")))
        return None
