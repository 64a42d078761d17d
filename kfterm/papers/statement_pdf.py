"""Statements as an A4 PDF, one person after the other, each on pages of their own."""

from kfterm.papers.statement import Paper
from kfterm.papers.typeset import Printed, compiled, missing_in

_TEMPLATE = "statement.typ"


def statement_pdf(paper: Paper, seconds: int) -> Printed:
    """The PDF; `seconds` since the epoch dates the file. Raises Refused without the `print` extra."""
    (data,) = compiled(_TEMPLATE, paper, seconds)
    return Printed(data, missing_in(paper))


def statement_png(paper: Paper, seconds: int, ppi: float = 110) -> list[bytes]:
    """The same pages as pictures."""
    return compiled(_TEMPLATE, paper, seconds, "png", ppi)
