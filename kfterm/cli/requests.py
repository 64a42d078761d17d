"""`kfterm requests`: what was asked for and waits, with what each meets and breaks; nothing is written."""

import argparse
import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from kfterm.cli.where import open_desk
from kfterm.desk.desk import Desk
from kfterm.desk.exam import examine
from kfterm.desk.findings import MARKS, Finding
from kfterm.desk.requests import KINDS, Request, decided, waiting
from kfterm.desk.rulings import ruling
from kfterm.periods import day_text
from kfterm.words import Lang, Words


def requests(parsed: argparse.Namespace) -> int:
    """Print the list."""
    desk = open_desk(parsed, read_only=True)
    listed = [*waiting(desk), *(decided(desk.judge()) if parsed.all else [])]
    if parsed.json:
        made = {"requests": [_as_json(desk, each, parsed.lang) for each in listed]}
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n")
        return 0
    for each in listed:
        print("\n".join(_text(desk, each, parsed.lang)))
    if not listed:
        print(Words("没有待批的申请", "nothing waits for a decision").pick(parsed.lang))
    return 0


def _as_json(desk: Desk, request: Request, lang: Lang) -> dict[str, Any]:
    judge = desk.judge()
    made: dict[str, Any] = {
        "kind": request.kind,
        "id": request.key,
        "staff": request.staff,
        "with_staff": request.other or None,
        "days": [day_text(day) for day in request.days],
        "asked_at": None if request.at is None else judge.calendar.iso(request.at),
        "what": request.what.pick(lang),
        "reason": request.reason,
        "approved": request.approved,
    }
    if request.approved is None:
        exam = examine(desk, request)
        made |= {
            "verdict": exam.verdict,
            "signs": exam.signs.who.pick(lang),
            "rules": [_finding(each, lang) for each in exam.found],
            "hours": [each.says.pick(lang) for each in exam.hours],
            "changes": [" ".join(filter(None, (each.says.pick(lang), each.over))) for each in exam.changes],
            "instead": [each.pick(lang) for each in exam.instead],
            "silent": exam.silent.pick(lang) if exam.silent else None,
            "consent": [each.pick(lang) for each in exam.consent],
        }
    elif (done := ruling(desk, request)) is not None:
        made |= {
            "decided_by": done.by,
            "decided_at": judge.calendar.iso(done.at),
            "decision_reason": done.reason,
            "overruled": done.overruled,
        }
    return made


def _finding(found: Finding, lang: Lang) -> dict[str, Any]:
    return {
        "clause": found.clause,
        "state": found.state,
        "says": found.says.pick(lang),
        "overruled_by": list(found.overruled_by),
        "possible": found.possible.pick(lang),
    }


def _text(desk: Desk, request: Request, lang: Lang) -> Iterator[str]:
    """A line for the request, one for each rule below it."""
    people = desk.judge().shop.people
    names = " - ".join(people.name(each) for each in (request.staff, request.other) if each)
    days = " ".join(day_text(day) for day in request.days)
    head = f"{KINDS[request.kind].pick(lang)} {names} {days} {request.what.pick(lang)} {request.reason}".rstrip()
    if request.approved is not None:
        done = Words("已批准", "approved") if request.approved else Words("已驳回", "refused")
        found = ruling(desk, request)
        said = f" · {people.name(found.by)} {desk.judge().calendar.text(found.at)} {found.reason}" if found else ""
        yield f"  {head} · {done.pick(lang)}{said}".rstrip()
        return
    exam = examine(desk, request)
    yield f"{MARKS[exam.verdict]} {head} [{request.key}]"
    yield from (f"    {each.pick(lang)}" for each in (*exam.consent, *filter(None, [exam.silent])))
    for each in exam.found:
        text = each.says.pick(lang)
        yield f"    {each.mark} {text if text.startswith(each.clause) else f'{text} {each.clause}'}"
