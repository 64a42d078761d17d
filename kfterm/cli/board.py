"""`kfterm board`: one frame of the floor, now or at a past moment."""

import argparse
import sys

import msgspec

from kfterm.cli.where import open_desk
from kfterm.papers.board import board_json, board_text
from kfterm.problems import refused
from kfterm.replay.past import Past


def board(parsed: argparse.Namespace) -> int:
    """Print the floor."""
    desk = open_desk(parsed, read_only=True)
    now = desk.clock.now()
    judge = desk.judge()
    if parsed.at:
        try:
            now = judge.calendar.typed(parsed.at, now)
        except ValueError:
            zh = f"--at {parsed.at}:应如 20:15、昨天 22:00 或 2026-10-13T20:15:00+08:00"
            raise refused(zh, f"--at {parsed.at}: try 20:15, 'yesterday 22:00' or 2026-10-13T20:15:00+08:00") from None
        judge = Past(desk.log).judge(now)
    head = desk.log.head()
    if parsed.json:
        made = board_json(judge, now, head.seq, head.hash.hex())
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n")
    else:
        print(board_text(judge, now, head.seq, head.hash.hex(), parsed.lang))
    return 0
