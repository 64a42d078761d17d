"""Keeping the log: verify, back up, export, and the vocabulary for other programs."""

import argparse
import sys
from pathlib import Path

import msgspec

from kfterm.cli.where import database, open_desk
from kfterm.problems import refused
from kfterm.words import Words


def verify(parsed: argparse.Namespace) -> int:
    """Check the whole chain; with a head from a paper, where it stands."""
    from kfterm.log.verify import verify as check

    report = check(database(parsed), parsed.head)
    for problem in report.problems:
        print(problem.pick(parsed.lang), file=sys.stderr)
    if report.problems:
        return 1
    head = report.head.hash.hex()
    seq = report.head.seq
    print(
        Words(f"完好:{report.rows} 条,链头 #{seq} {head}", f"sound: {report.rows} rows, head #{seq} {head}").pick(
            parsed.lang
        )
    )
    if report.paper is not None:
        print(report.paper.pick(parsed.lang))
    return 0


def backup(parsed: argparse.Namespace) -> int:
    """A copy of the log, made while others write."""
    from kfterm.log.backup import backup as copy

    target = Path(parsed.target)
    copy(database(parsed), target)
    print(Words(f"已备份到 {target}", f"backed up to {target}").pick(parsed.lang))
    return 0


def export(parsed: argparse.Namespace) -> int:
    """The log as NDJSON, which `import` reads back."""
    from kfterm.log.export import export as write

    desk = open_desk(parsed, read_only=True)
    if parsed.target == "-":
        write(desk.log, sys.stdout.buffer, desk.live.calendar.iso)
        sys.stdout.flush()
        return 0
    target = Path(parsed.target)
    if target.exists():
        zh, en = (
            "已有这个文件,不覆盖。请换一个名字",
            "a file is here already and is not overwritten. Choose another name",
        )
        raise refused(zh, en, str(target))
    with target.open("xb") as file:
        write(desk.log, file, desk.live.calendar.iso)
    return 0


def schema(parsed: argparse.Namespace) -> int:
    """The JSON Schema of a line."""
    from kfterm.desk.vocabulary import FIELDS, ONLY
    from kfterm.events.schema import json_schema

    made = json_schema(FIELDS, ONLY)
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n")
    return 0
