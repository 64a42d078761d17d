"""`kfterm import` and `kfterm feed`."""

import argparse
import sys
import threading
from pathlib import Path

import msgspec

from kfterm.cli.where import database, open_desk
from kfterm.clock import SystemClock
from kfterm.intake.feed import Fed
from kfterm.words import Words


def imports(parsed: argparse.Namespace) -> int:
    """Import files, all or nothing; an export goes back whole into a database that is not there yet."""
    from kfterm.intake.files import import_files
    from kfterm.intake.restore import restore

    paths = [Path(name) for name in parsed.files]
    target = database(parsed)
    if not target.exists() and len(paths) == 1 and not parsed.dry_run and _is_export(paths[0]):
        count = restore(target, paths[0]).rows
        print(Words(f"已还原 {count} 条到 {target}", f"restored {count} events to {target}").pick(parsed.lang))
        return 0
    desk = open_desk(parsed)
    done = import_files(desk, paths, dry_run=parsed.dry_run)
    if parsed.dry_run:
        says = Words(
            f"可以导入:{done.fresh} 条新,{done.known} 条已有", f"can be imported: {done.fresh} new, {done.known} known"
        )
    else:
        says = Words(
            f"已导入 {done.fresh} 条,{done.known} 条已有", f"imported {done.fresh} events, {done.known} known already"
        )
    print(says.pick(parsed.lang))
    for note in done.notes:
        print(note.pick(parsed.lang))
    desk.live.save()
    return 0


def _is_export(path: Path) -> bool:
    """Whether the first line says when it was recorded, as only an export does."""
    try:
        with path.open("rb") as file:
            line = msgspec.json.decode(file.readline())
    except (OSError, msgspec.DecodeError):
        return False
    return isinstance(line, dict) and "recorded" in line


def feed(parsed: argparse.Namespace) -> int:
    """Live events from standard input or a UNIX socket; bad lines are answered and kept."""
    path = database(parsed)
    rejects = Path(parsed.rejects) if parsed.rejects else path.with_name(path.name + ".rejects.ndjson")
    if parsed.socket:
        return _socket(parsed, rejects)
    from kfterm.intake.feed import feed as take
    from kfterm.intake.stream import Waiting

    desk = open_desk(parsed)
    summary = take(desk, Waiting(sys.stdin.fileno()), _answer, rejects, lang=parsed.lang)
    return _fed(summary, parsed)


def _answer(text: str) -> None:
    print(text, flush=True)


def _fed(fed: Fed, parsed: argparse.Namespace) -> int:
    """A feed that ends is done, whatever it rejected: each bad line was answered and kept."""
    says = Words(f"收到 {fed.good} 条,拒收 {fed.rejected} 条", f"{fed.good} taken, {fed.rejected} rejected")
    print(says.pick(parsed.lang), file=sys.stderr)
    return 0


def _socket(parsed: argparse.Namespace, rejects: Path) -> int:
    from kfterm.intake.socket import serve

    stop = threading.Event()
    says = Words(f"在 {parsed.socket} 上接收;Ctrl-C 结束", f"listening on {parsed.socket}; Ctrl-C ends")
    print(says.pick(parsed.lang), file=sys.stderr)
    fed = serve(lambda: open_desk(parsed), Path(parsed.socket), SystemClock(), stop, rejects, lang=parsed.lang)
    return _fed(fed, parsed)
