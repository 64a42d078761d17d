"""`kfterm handover` and `kfterm month`."""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from kfterm.cli.where import open_desk
from kfterm.desk.desk import Desk
from kfterm.events.registry import decode
from kfterm.log.store import Log
from kfterm.month.as_json import summary_json
from kfterm.month.summary import summary
from kfterm.periods import month as parse_month
from kfterm.problems import refused
from kfterm.replay.window import fold_month
from kfterm.words import Words


def ids_of(log: Log, seqs: Iterable[int]) -> list[str]:
    """The ids of rows; a seq that is not there keeps its number."""
    rows = [(seq, log.row(seq)) for seq in dict.fromkeys(seqs)]
    return [row.id if row else f"#{seq}" for seq, row in rows]


def month(parsed: argparse.Namespace) -> int:
    """A month as a table, as JSON, or as the account of one person."""
    try:
        parse_month(parsed.month)
    except ValueError:
        raise refused(f"月份 {parsed.month} 应如 2026-10", f"the month {parsed.month} should be like 2026-10") from None
    desk = open_desk(parsed, read_only=True)
    head = desk.log.head()
    judge = fold_month(desk.log, parsed.month)
    found = summary(judge, parsed.month)
    if parsed.staff:
        chosen = tuple(each for each in found.statements if parsed.staff in (each.staff, each.name))
        if not chosen:
            zh, en = f"{parsed.staff} 在 {parsed.month} 不在职", f"{parsed.staff} is not employed in {parsed.month}"
            raise refused(zh, en)
        found = found._replace(statements=chosen)
    if parsed.json:
        made = summary_json(found, lambda seqs: ids_of(desk.log, seqs), head.seq, head.hash.hex(), parsed.lang)
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n")
        return 0
    from kfterm.papers.month_table import month_table
    from kfterm.papers.why import why

    if parsed.why:
        rulebook = judge.rulebook(parse_month(parsed.month))
        assert rulebook is not None
        for statement in found.statements:
            print(why(statement, rulebook, parsed.lang, lambda seq: event_text(desk, seq)))
        return 0
    print(month_table(found, _width(), parsed.lang))
    return 0


def event_text(desk: Desk, seq: int) -> str:
    """One event in a line: moment, kind, who, id, note."""
    row = desk.log.row(seq)
    if row is None:
        return f"#{seq}"
    note = getattr(decode(row.body), "note", None) or ""
    return f"{desk.live.calendar.text(row.at)} {row.kind} {desk.live.shop.people.name(row.by)} {row.id} {note}".rstrip()


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((120, 40)).columns


def handover(parsed: argparse.Namespace) -> int:
    """The handover sheet of a shift: text, PDF, or the printer."""
    from kfterm.desk.view import floor_view
    from kfterm.papers.handover import sheet

    desk = open_desk(parsed, read_only=True)
    judge = desk.judge()
    head = desk.log.head()
    view = floor_view(judge, desk.clock.now())
    shift = parsed.shift or view.shift
    day = judge.calendar.day(view.start) if view.start else judge.calendar.day(desk.clock.now())
    if parsed.on:
        try:
            day = date.fromisoformat(parsed.on).toordinal()
        except ValueError:
            raise refused(f"--on {parsed.on}:应为日期 YYYY-MM-DD", f"--on {parsed.on}: a date YYYY-MM-DD") from None
    known = judge.plan.shifts(day)
    if parsed.shift and shift not in known:
        names = ", ".join(known)
        raise refused(f"没有班次 {shift}(有:{names})", f"there is no shift {shift} (there are: {names})")
    made = sheet(judge, day, shift, head.seq, head.hash.hex())
    if parsed.pdf:
        from kfterm.papers.handover_pdf import handover_pdf

        printed = handover_pdf(made, parsed.lang)
        Path(parsed.pdf).write_bytes(printed.pdf)
        for problem in printed.missing:
            print(problem.pick(parsed.lang), file=sys.stderr)
        print(Words(f"已写 {parsed.pdf}", f"wrote {parsed.pdf}").pick(parsed.lang))
        return 0
    from kfterm.papers.handover_text import handover_text

    if parsed.printer:
        return _print(handover_text(made, parsed.lang))
    print(handover_text(made, parsed.lang))
    return 0


def _print(text: str) -> int:
    import subprocess

    try:
        done = subprocess.run(["lp", "-"], input=text.encode(), capture_output=True, check=False)
    except FileNotFoundError:
        raise refused("没有打印命令 lp:用 --pdf 或 --text", "there is no lp command: use --pdf or --text") from None
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip()
        raise refused(f"打印机没有接受:{reason}", f"the printer did not take it: {reason}")
    return 0
