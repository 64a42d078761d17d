"""`kfterm handover`: the sheet of a shift as text, as PDF, on a printer; which sheets there are."""

import argparse
import sys
from datetime import date
from pathlib import Path

from kfterm.cli.where import open_desk
from kfterm.desk.desk import Desk
from kfterm.papers.sheet_model import Sheet
from kfterm.periods import day_text
from kfterm.problems import refused
from kfterm.words import Words


def handover(parsed: argparse.Namespace) -> int:
    """The handover sheet of a shift: text, PDF, or the printer; what keeps it from closing; which sheets there are."""
    if parsed.check:
        from kfterm.cli.gate import gate_check

        return gate_check(parsed)
    day = _day(parsed.on)
    desk = open_desk(parsed, read_only=True)
    with desk.log:
        return _list(parsed, desk, day) if parsed.list else _paper(parsed, desk, day)


def _paper(parsed: argparse.Namespace, desk: Desk, day: int | None) -> int:
    """One sheet, in the forms that were asked for; as text where none was."""
    made = _copy(_chosen(parsed, desk, day), parsed.copy)
    if parsed.pdf:
        data, missing = _pdf(parsed, made)
        Path(parsed.pdf).write_bytes(data)
        for problem in missing:
            print(problem, file=sys.stderr)
        print(Words(f"已写 {parsed.pdf}", f"wrote {parsed.pdf}").pick(parsed.lang))
    if parsed.print or parsed.printer or parsed.form:
        return _print(parsed, desk, made)
    if parsed.text or not parsed.pdf:
        from kfterm.papers.handover_text import handover_text

        print(handover_text(made, parsed.lang), end="")
    return 0


def _day(typed: str | None) -> int | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed).toordinal()
    except ValueError:
        raise refused(f"--on {typed}:应为日期 YYYY-MM-DD", f"--on {typed}: a date YYYY-MM-DD") from None


def _chosen(parsed: argparse.Namespace, desk: Desk, day: int | None) -> Sheet:
    from kfterm.desk.crews import to_cut
    from kfterm.desk.gate import unfinished
    from kfterm.papers.sheet_shelf import again, by_head, names_sheet, newest, preview, shelf

    shift = parsed.shift or ""
    if parsed.head:
        made = by_head(desk.log, parsed.head, day, shift)
        if day is None and not shift and not names_sheet(desk.log, parsed.head):
            on, name = day_text(made.day), made.label
            zh = f"这个链头不是哪次交接的记录:按 {on} {name.zh} 显示;要别的班写 --on 和 --shift"
            en = f"this head is no row of a handover: {on} {name.en} is shown; --on and --shift name another"
            print(Words(zh, en).pick(parsed.lang), file=sys.stderr)
        return made
    kept = shelf(desk.log)
    if parsed.last:
        closed = newest([each for each in kept if each.closed_seq], day, shift)
        if closed is None:
            raise refused("还没有关闭过的交接单", "no sheet was closed yet")
        return again(desk.log, closed)
    found = None
    if day is not None:
        found = newest(kept, day, shift)
    elif shift:
        found = newest(kept, desk.live.calendar.day(desk.clock.now()), shift)
    if found is not None:
        return again(desk.log, found)
    if day is None and not shift and unfinished(desk.judge().shop.book) is None:
        day, shift = to_cut(desk.judge(), desk.clock.now())  # a quiet log may be a shift behind the clock
    return preview(desk.log, 0, day, shift)


def _copy(made: Sheet, asked: str) -> Sheet:
    """The copy asked for, else the one that the settings of that day name."""
    from kfterm.papers.sheet_mask import wall
    from kfterm.papers.sheet_model import WALL

    return wall(made) if (asked or made.usual_copy) == WALL else made


def _pdf(parsed: argparse.Namespace, made: Sheet) -> tuple[bytes, list[str]]:
    from kfterm.papers.handover_pdf import handover_pdf

    printed = handover_pdf(made, parsed.lang)
    return printed.pdf, [problem.pick(parsed.lang) for problem in printed.missing]


def _print(parsed: argparse.Namespace, desk: Desk, made: Sheet) -> int:
    from kfterm.papers.printing import printer_of
    from kfterm.papers.sheet_print import print_sheet

    printer = printer_of(desk.live.shop.rules, parsed.printer or "", parsed.form or "")
    sent = print_sheet(made, parsed.lang, printer)
    for problem in sent.missing:
        print(problem.pick(parsed.lang), file=sys.stderr)
    print(sent.says.pick(parsed.lang))
    return 0


def _list(parsed: argparse.Namespace, desk: Desk, day: int | None) -> int:
    from kfterm.papers.sheet_list import listed

    lines = listed(desk.log, parsed.lang, day, parsed.shift or "")
    if not lines:
        raise refused("没有交接单:还没有截止过", "there are no sheets: nothing was cut yet")
    print("\n".join(lines))
    return 0
