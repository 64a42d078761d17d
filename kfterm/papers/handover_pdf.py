"""The handover sheet as an A4 PDF; the same sheet gives the same bytes, its date is that of the sheet."""

from kfterm.papers.sheet_model import Sheet
from kfterm.papers.sheet_said import speak
from kfterm.papers.typeset import Printed, compiled, missing_in
from kfterm.words import Lang

_TEMPLATE = "handover.typ"


def handover_pdf(sheet: Sheet, lang: Lang) -> Printed:
    """The sheet as PDF. Raises Refused without the `print` extra."""
    said = speak(sheet, lang)
    (data,) = compiled(_TEMPLATE, said, _seconds(sheet))
    return Printed(data, missing_in(said))


def handover_png(sheet: Sheet, lang: Lang, ppi: float = 110) -> list[bytes]:
    """The same pages as pictures, to look at before printing. Raises Refused without the `print` extra."""
    return compiled(_TEMPLATE, speak(sheet, lang), _seconds(sheet), "png", ppi)


def _seconds(sheet: Sheet) -> int:
    return sheet.span.until.at // 1000
