"""The list of handover sheets: a line each, the newest last, with the head that is printed on it."""

from kfterm.log.store import Log
from kfterm.papers.cells import fit, safe
from kfterm.papers.sheet_shelf import Kept, shelf
from kfterm.periods import Calendar, day_text
from kfterm.replay.frame import calendar_of, rules_of
from kfterm.words import Lang, Words

_DIGITS = 16
"""So much of a head tells the papers of a shop apart and is quickly compared."""
_WIDTHS = (10, 10, 11, 11, 8)
_TITLES = Words("日期|班次|截止|关闭|记录位置|链头", "date|shift|cut|closed|position|head")


def listed(log: Log, lang: Lang, day: int | None = None, shift: str = "") -> list[str]:
    """Lines of at most 80 cells; none where there are no sheets. A sheet that is not closed has no head yet."""
    calendar = calendar_of(rules_of(log))
    kept = [each for each in shelf(log) if day in (None, each.day) and shift in ("", each.shift)]
    if not kept:
        return []
    rows = [_TITLES.pick(lang).split("|"), *(_cells(log, each, calendar, lang) for each in kept)]
    return [_line(row) for row in rows]


def _cells(log: Log, each: Kept, calendar: Calendar, lang: Lang) -> list[str]:
    closing = log.row(each.closed_seq) if each.closed_seq else None
    closed = calendar.text(each.closed_at)[5:] if each.closed_at is not None else ""
    marks = [
        Words("未关", "open").pick(lang) if closing is None else closing.hash.hex()[:_DIGITS],
        Words("强制", "forced").pick(lang) if each.forced else "",
        Words("已撤", "withdrawn").pick(lang) if each.withdrawn else "",
    ]
    position = f"#{each.closed_seq}" if each.closed_seq else ""
    return [
        day_text(each.day),
        each.shift,
        calendar.text(each.cut_at)[5:],
        closed,
        position,
        " ".join(filter(None, marks)),
    ]


def _line(cells: list[str]) -> str:
    wide = zip(cells, _WIDTHS, strict=False)
    return "  ".join([*(fit(safe(text), size) for text, size in wide), safe(cells[-1])]).rstrip()
