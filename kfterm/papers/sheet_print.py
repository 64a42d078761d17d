"""A handover sheet on its way to a printer: in the printer's form, with a title that says which sheet it is."""

from typing import NamedTuple

from kfterm.papers.handover_pdf import handover_pdf
from kfterm.papers.handover_text import handover_text
from kfterm.papers.printing import Printer, send, text_bytes
from kfterm.papers.sheet_model import LEAD, Sheet
from kfterm.papers.sheet_said import speak
from kfterm.periods import day_text
from kfterm.problems import Problem, Refused
from kfterm.words import Lang, Words

TEXT = "text"


class Sent(NamedTuple):
    """A sheet that stands in a printer's queue."""

    says: Words
    missing: tuple[Problem, ...]
    """Characters that the type has not and that were printed as a mark."""


def print_sheet(sheet: Sheet, lang: Lang, printer: Printer) -> Sent:
    """Print it in the form that the printer takes. Raises Refused; then nothing was printed."""
    title = job_title(sheet, lang)
    if printer.form == TEXT:
        return Sent(send(text_bytes(handover_text(sheet, lang), printer.code), title, printer), ())
    try:
        made = handover_pdf(sheet, lang)
    except Refused as refusal:
        instead = Words(
            "或者打印成文字:--form text,或设置 printer.form=text",
            "or print it as text: --form text, or the setting printer.form=text",
        )
        raise Refused([*refusal.problems, Problem("", instead)]) from None
    return Sent(send(made.pdf, title, printer), made.missing)


def job_title(sheet: Sheet, lang: Lang) -> str:
    """What the printer's queue shows: `交接班表 2026-10-13 早班 组长联`."""
    said = speak(sheet, lang)
    day, shift = said.head[0].text.split(" ")[0], said.head[1].text.split(" ")[0]
    return f"{said.title} {day} {shift} {said.copy}"


def file_name(sheet: Sheet) -> str:
    """What a file of it is called where nobody says otherwise: `handover-2026-10-13-early.pdf`."""
    parts = ["handover", day_text(sheet.day), sheet.shift, "" if sheet.copy == LEAD else sheet.copy]
    return "-".join(part for part in parts if part) + ".pdf"
