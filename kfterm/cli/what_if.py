"""`kfterm month M --under RULEBOOK`: the same facts settled under another rulebook, beside what they are."""

import argparse
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from kfterm.cli.where import open_desk
from kfterm.desk.found import missing_settings
from kfterm.desk.unbooked import unbooked, unbooked_words
from kfterm.events.roster import REST
from kfterm.folds.plan import SETTING
from kfterm.money import decimal_text, yuan
from kfterm.month.as_json import number
from kfterm.month.judge import Judge
from kfterm.month.model import Statement
from kfterm.month.what_if import Compared, compared, under
from kfterm.papers.cells import fit, safe, width, wrap
from kfterm.papers.words import CASES, said
from kfterm.periods import month as parse_month
from kfterm.problems import refused
from kfterm.replay.window import fold_month
from kfterm.rulebook.floor_rules import Shift
from kfterm.rulebook.load import files_of, load
from kfterm.rulebook.model import Rulebook
from kfterm.words import Lang, Words

_HEADS = (
    Words("姓名", "name"),
    Words("合计 现在", "net now"),
    Words("换后", "under it"),
    Words("差", "difference"),
    Words("分", "score"),
    Words("档", "gr"),
    Words("罚款", "fines"),
)
_GAP = "  "


def what_if(parsed: argparse.Namespace) -> int:
    """Print the comparison; the log is only read."""
    files = files_of(parsed.under)
    other = load(files)
    desk = open_desk(parsed, read_only=True)
    judge = fold_month(desk.log, parsed.month)
    found = compared(judge, parsed.month, files)
    if parsed.staff:
        found = [each for each in found if parsed.staff in (each.was.staff, each.was.name)]
        if not found:
            zh, en = f"{parsed.staff} 在 {parsed.month} 不在职", f"{parsed.staff} is not employed in {parsed.month}"
            raise refused(zh, en)
    other_judge = under(judge, parse_month(parsed.month), files)
    present = judge.rulebook(parse_month(parsed.month))
    assert present is not None
    lacks = [setting.key for setting in missing_settings(other, judge.shop.rules.values())]
    if parsed.json:
        made = as_json(parsed.month, present, other, found, lacks)
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n")
    else:
        cells = shutil.get_terminal_size((120, 40)).columns
        print("\n".join(table(parsed.month, present, other, found, lacks, parsed.lang, cells)))
        for words in (*_shifts(judge, other_judge, parsed.month, found), *_noticed(other_judge, parsed.month, found)):
            print(safe(words.pick(parsed.lang)))
    return 0


def _shifts(judge: Judge, other: Judge, label: str, found: Sequence[Compared]) -> Iterator[Words]:
    """Rostered shifts that the other rulebook does not know: they keep their present hours.

    A rulebook that prints no shift at all leaves them to the shop: there only those are named that the shop never set.
    """
    this = parse_month(label)
    rulebook = other.rulebook(this)
    printed = {rule.shift for _, rule in rulebook.all(Shift)} if rulebook is not None else set()
    borrowed = other.shop.rules.settings.keys() - judge.shop.rules.settings.keys()
    unknown = {key.removeprefix(SETTING) for key in borrowed if key.startswith(SETTING)}
    for each in found:
        plan = judge.shop.roster.planned.get(each.was.staff, {})
        counts = Counter(shift for day, (shift, _) in plan.items() if this.first <= day <= this.last)
        foreign = unknown | (counts.keys() - printed - {REST} if printed else set())
        own = ", ".join(f"{shift} x{count}" for shift, count in sorted(counts.items()) if shift in foreign)
        if own:
            zh = f"{each.was.name}  这本规则书没有的班次,按现在的时间算: {own}"
            yield Words(zh, f"{each.was.name}  shifts not in that rulebook, taken with their present hours: {own}")


def _noticed(other: Judge, label: str, found: Sequence[Compared]) -> tuple[Words, ...]:
    """What the machine would have noticed under the other rulebook: nobody booked it, so it counts nowhere above."""
    chosen = {each.was.staff for each in found}
    every = unbooked(other, parse_month(label))
    return unbooked_words(other, [each for each in every if each.staff in chosen])


def as_json(
    label: str, present: Rulebook, other: Rulebook, found: Sequence[Compared], lacks: Sequence[str]
) -> dict[str, Any]:
    """The comparison for programs: money as signed decimal strings."""
    return {
        "month": label,
        "rulebook": {"id": present.id, "digest": present.digest},
        "under": {"id": other.id, "digest": other.digest},
        "lacks": list(lacks),
        "staff": [_person(each) for each in found],
    }


def _person(each: Compared) -> dict[str, Any]:
    was, now = each.was, each.now
    points = [_total(was), _total(now)]
    difference = points[1] - points[0] if points[0] is not None and points[1] is not None else None
    return {
        "staff": was.staff,
        "name": was.name,
        "net": _money(was.net_fen, now.net_fen),
        "score": {
            "was": None if points[0] is None else number(points[0]),
            "now": None if points[1] is None else number(points[1]),
            "difference": None if difference is None else number(difference),
        },
        "grade": {"was": _grade(was), "now": _grade(now)},
        "fines": _money(was.fines_fen, now.fines_fen),
        "cases": {"was": _cases(was), "now": _cases(now)},
        "flags": {"was": list(was.flags), "now": list(now.flags)},
        "unknown": [{"clause": clause, "entries": count} for clause, count in each.unknown],
    }


def _money(was: int, now: int) -> dict[str, str]:
    return {"was": yuan(was), "now": yuan(now), "difference": yuan(now - was)}


def _total(statement: Statement) -> Decimal | None:
    return statement.score.total if statement.score else None


def _grade(statement: Statement) -> str | None:
    return statement.score.grade if statement.score else None


def _cases(statement: Statement) -> list[str]:
    return sorted(case.case for case in statement.cases)


def _reasons(statement: Statement) -> list[tuple[str, str]]:
    """Each case with the clauses that raise it."""
    return sorted((case.case, ", ".join(case.clauses)) for case in statement.cases)


def table(
    label: str,
    present: Rulebook,
    other: Rulebook,
    found: Sequence[Compared],
    lacks: Sequence[str],
    lang: Lang,
    cells: int,
) -> list[str]:
    """The comparison for people: a row each, then cases, entries without a clause, settings that are not set."""
    ids = f"{present.id} {present.digest[:12]} -> {other.id} {other.digest[:12]}"
    lines = wrap(safe(f"{label}  {ids}  {Words('只是试算', 'what if only').pick(lang)}"), cells)
    rows = [[head.pick(lang) for head in _HEADS], *(_row(each) for each in found)]
    sizes = [max(width(row[index]) for row in rows) for index in range(len(_HEADS))]
    for row in rows:
        parts = [
            fit(text, size, "right" if index else "left")
            for index, (text, size) in enumerate(zip(row, sizes, strict=True))
        ]
        lines.append(_GAP.join(parts).rstrip())
    for each in found:
        lines += _more(each, lang, cells)
    if lacks:
        says = Words(f"没有设:{'、'.join(lacks)}", f"not set: {', '.join(lacks)}")
        lines += wrap(safe(says.pick(lang)), cells)
    return lines


def _row(each: Compared) -> list[str]:
    was, now = each.was, each.now
    scores = [decimal_text(total) if (total := _total(side)) is not None else "-" for side in (was, now)]
    grades = [_grade(side) or "-" for side in (was, now)]
    return [
        safe(was.name),
        yuan(was.net_fen),
        yuan(now.net_fen),
        yuan(now.net_fen - was.net_fen),
        _arrow(*scores),
        _arrow(*grades),
        _arrow(yuan(was.fines_fen), yuan(now.fines_fen)),
    ]


def _arrow(was: str, now: str) -> str:
    return was if was == now else f"{was} -> {now}"


def _more(each: Compared, lang: Lang, cells: int) -> list[str]:
    lines = []
    was, now = _reasons(each.was), _reasons(each.now)
    if was != now:
        shown = [
            ", ".join(f"{said(CASES, case, lang)} ({clauses})" for case, clauses in side) or "-" for side in (was, now)
        ]
        says = Words("个案", "cases").pick(lang)
        lines.append(f"{each.was.name}  {says}: {_arrow(*shown)}")
    if each.unknown:
        clauses = ", ".join(f"{clause} x{count}" for clause, count in each.unknown)
        says = Words("这本规则书没有", "not in that rulebook").pick(lang)
        lines.append(f"{each.was.name}  {says}: {clauses}")
    return [part for line in lines for part in wrap(safe(line), cells)]
