"""`kfterm query SQL`: a question to the log, as a table, CSV or JSON lines."""

import argparse
import csv
import sys

import msgspec

from kfterm.cli.where import database
from kfterm.log.query import ask


def query(parsed: argparse.Namespace) -> int:
    """Print the answer."""
    rows = ask(database(parsed), parsed.sql)
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
