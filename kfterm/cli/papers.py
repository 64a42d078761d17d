"""`kfterm handover` and `kfterm month`."""

import argparse
import sys
from datetime import date
from pathlib import Path

import msgspec

from kfterm.cli.where import open_desk
from kfterm.desk.desk import Desk
from kfterm.desk.frozen import closing_words, ids_of, later_words, mismatch
from kfterm.events.registry import decode
from kfterm.month.as_json import summary_json
from kfterm.month.summary import summary
from kfterm.periods import month as parse_month
from kfterm.problems import refused
from kfterm.replay.window import fold_month, position
from kfterm.words import Words


def label_of(text: str) -> str:
    """A month as somebody typed it. Raises Refused."""
    try:
        return parse_month(text).label
    except ValueError:
        raise refused(f"月份 {text} 应如 2026-10", f"the month {text} should be like 2026-10") from None


def month(parsed: argparse.Namespace) -> int:
    """A month as a table, as JSON, or as the account of one person."""
    label_of(parsed.month)
    if parsed.under:
        from kfterm.cli.what_if import what_if

        return what_if(parsed)
    desk = open_desk(parsed, read_only=True)
    head = position(desk.log, parsed.month)
    judge = fold_month(desk.log, parsed.month)
    found = summary(judge, parsed.month)
    differs = mismatch(desk.log, found)
    if differs is not None:
        print(differs.pick(parsed.lang), file=sys.stderr)
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
    if parsed.csv or parsed.xlsx or parsed.pdf:
        from kfterm.cli.month_files import write_files

        write_files(parsed, desk, judge, found, head)
        return 0
    from kfterm.desk.standing import pending, standings
    from kfterm.desk.unbooked import unbooked, unbooked_words
    from kfterm.papers.cells import safe
    from kfterm.papers.month_table import month_table
    from kfterm.papers.why import why

    if parsed.why:
        rulebook = judge.rulebook(parse_month(parsed.month))
        assert rulebook is not None
        for statement in found.statements:
            stand = standings(judge, statement.staff, parsed.month)
            print(why(statement, rulebook, parsed.lang, lambda seq: event_text(desk, seq), standings=stand))
        return 0
    asked = {each.staff: pending(judge, each.staff, parsed.month) for each in found.statements}
    waiting = {staff: each for staff, each in asked.items() if each is not None}
    print(month_table(found, _width(), parsed.lang, waiting))
    chosen_staff = {each.staff for each in found.statements}
    noticed = [each for each in unbooked(judge, parse_month(parsed.month)) if each.staff in chosen_staff]
    for words in unbooked_words(judge, noticed):
        print(safe(words.pick(parsed.lang)))
    closed = closing_words(desk, parsed.month)
    if closed is not None:
        for words in (closed, *later_words(desk, parsed.month)):
            print(words.pick(parsed.lang))
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
