"""`kfterm month … --csv|--xlsx|--pdf FILE`: the month as files. Several may be asked for at once."""

import argparse
import sys
from pathlib import Path

from kfterm.desk.desk import Desk
from kfterm.desk.frozen import ids_of
from kfterm.folds.settings import value
from kfterm.log.rows import Head
from kfterm.month.judge import Judge
from kfterm.month.model import Summary
from kfterm.papers.month_sheets import summary_table, tables
from kfterm.periods import month
from kfterm.problems import refused
from kfterm.replay.window import STORE
from kfterm.words import Words


def write_files(parsed: argparse.Namespace, desk: Desk, judge: Judge, found: Summary, head: Head) -> None:
    """Write what was asked for. Raises Refused where a file cannot be written."""
    store = value(judge.shop.rules, STORE)
    made: list[tuple[str, bytes]] = []
    if parsed.csv:
        from kfterm.papers.month_csv import month_csv

        made.append((parsed.csv, month_csv(summary_table(found, parsed.lang))))
    if parsed.xlsx:
        from kfterm.papers.month_xlsx import month_xlsx

        title = " ".join(filter(None, (store, found.month)))
        foot = f"{found.rulebook} {found.digest[:12]} · #{head.seq} {head.hash.hex()}"
        sheets = tables(found, parsed.lang, lambda seqs: ids_of(desk.log, seqs))
        made.append((parsed.xlsx, month_xlsx(sheets, title, foot, judge.asof // 1000, parsed.lang)))
    if parsed.pdf:
        made.append((parsed.pdf, _pdf(parsed, desk, judge, found, head, store)))
    for name, data in made:
        write_file(name, data)
        print(Words(f"已写 {name}", f"wrote {name}").pick(parsed.lang))


def _pdf(parsed: argparse.Namespace, desk: Desk, judge: Judge, found: Summary, head: Head, store: str) -> bytes:
    from kfterm.papers.statement import Heading, statements
    from kfterm.papers.statement_pdf import statement_pdf

    rulebook = judge.rulebook(month(found.month))
    assert rulebook is not None, "a summary has a rulebook"
    heading = Heading(store, head.seq, head.hash.hex())
    paper = statements(found, rulebook, heading, lambda seqs: ids_of(desk.log, seqs), parsed.lang)
    printed = statement_pdf(paper, judge.asof // 1000)
    for problem in printed.missing:
        print(problem.pick(parsed.lang), file=sys.stderr)
    return printed.pdf


def write_file(name: str, data: bytes) -> None:
    """The whole file or nothing: written beside it and then put in its place."""
    path = Path(name)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        zh = f"写不了 {name}:{error.strerror}"
        raise refused(zh, f"cannot write {name}: {error.strerror}") from None
