"""`kfterm handover --check`: what is missing before the cut, or where the handover stands; nothing is written."""

import argparse

from kfterm.cli.where import open_desk
from kfterm.desk.crews import to_cut
from kfterm.desk.gate import gate, unfinished
from kfterm.desk.preparation import preparation
from kfterm.papers.cells import safe
from kfterm.papers.gate_text import gate_text, preparation_text


def gate_check(parsed: argparse.Namespace) -> int:
    """Print it; 1 while something blocks, so that a script can wait for it."""
    desk = open_desk(parsed, read_only=True)
    judge, now = desk.judge(), desk.clock.now()
    handover = unfinished(judge.shop.book)
    if handover is not None:
        found = gate(judge, handover, now)
        print(_safe_lines(gate_text(judge, found, parsed.lang)))
        return 1
    day, shift = to_cut(judge, now)
    gaps = preparation(judge, day, shift, now)
    print(_safe_lines(preparation_text(judge, day, shift, gaps, now, parsed.lang)))
    return 1 if any(gap.blocks for gap in gaps) else 0


def _safe_lines(text: str) -> str:
    return "\n".join(safe(line) for line in text.splitlines())
