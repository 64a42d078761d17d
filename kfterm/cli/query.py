"""`kfterm query SQL`: a question to the log, as a table, CSV or JSON lines."""

import argparse
import csv
import os
import sys
from pathlib import Path
from time import tzset

import msgspec

from kfterm.cli.where import database
from kfterm.log import open_log
from kfterm.log.query import ask
from kfterm.replay.window import DEFAULT_ZONE, ZONE, rules_of


def query(parsed: argparse.Namespace) -> int:
    """Print the answer."""
    path = database(parsed)
    _tell_zone(path)
    rows = ask(path, parsed.sql)
    if parsed.json:
        for row in rows:
            sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
        return 0
    if parsed.csv:
        writer = csv.writer(sys.stdout)
        for index, row in enumerate(rows):
            if not index:
                writer.writerow(row)
            writer.writerow(row.values())
        return 0
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None)
    for index, row in enumerate(rows):
        if not index:
            for name in row:
                table.add_column(name)
        table.add_row(*(Text("" if value is None else str(value)) for value in row.values()))
    Console().print(table)
    return 0


def _tell_zone(path: Path) -> None:
    """`at_local` of the view is the time of the process's zone (the view is frozen): make that the shop's."""
    with open_log(path, read_only=True) as log:
        os.environ["TZ"] = rules_of(log).setting(ZONE) or DEFAULT_ZONE
    tzset()
