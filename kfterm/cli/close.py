"""`kfterm close M`: freeze a month, and say what was frozen."""

import argparse

from kfterm.cli.papers import label_of
from kfterm.cli.where import open_desk
from kfterm.desk.closing import close, told


def closing(parsed: argparse.Namespace) -> int:
    """Close a month."""
    label = label_of(parsed.month)
    desk = open_desk(parsed)
    done = close(desk, label, parsed.reason)
    print(told(done).pick(parsed.lang))
    desk.log.close()
    return 0
