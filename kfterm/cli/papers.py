"""`kfterm month`."""

import argparse
import sys

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
