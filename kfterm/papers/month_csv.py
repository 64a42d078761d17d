"""The summary of a month as CSV, for any spreadsheet: UTF-8 with a mark, headings in both languages."""

import csv
import io
from datetime import date
from decimal import Decimal

from kfterm.money import decimal_text, yuan
from kfterm.papers.month_sheets import Cell, Kind, Table

_FORMULA = ("=", "+", "-", "@", "\t")
"""A text that begins so would be computed by a spreadsheet that opens the file."""


def month_csv(table: Table) -> bytes:
    """One table with its heading; the totals are left to whoever adds other months."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([f"{column.head.zh} {column.head.en}" for column in table.columns])
    for row in table.rows:
        writer.writerow([_text(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)])
    return ("\ufeff" + out.getvalue()).encode()


def _text(cell: Cell, kind: Kind) -> str:
    match cell:
        case None:
            return ""
        case date():
            return cell.isoformat()
        case int() if kind == "money":
            return yuan(cell)
        case int() | Decimal():
            return decimal_text(cell)
        case str():
            return f"'{cell}" if cell.startswith(_FORMULA) else cell
