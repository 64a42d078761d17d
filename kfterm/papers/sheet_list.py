"""The list of handover sheets: a line each, the newest last, with the head that is printed on it."""

from kfterm.desk.crews import never_handed
from kfterm.log.store import Log
from kfterm.month.judge import Judge
from kfterm.papers.cells import fit, safe
from kfterm.papers.sheet_shelf import Kept, shelf
from kfterm.periods import day_text
from kfterm.replay.at_row import judge_at
from kfterm.words import Lang, Words

_DIGITS = 16
"""So much of a head tells the papers of a shop apart and is quickly compared."""
_WIDTHS = (10, 10, 11, 11, 8)
_TITLES = Words("日期|班次|截止|关闭|记录位置|链头", "date|shift|cut|closed|position|head")


def listed(log: Log, lang: Lang, day: int | None = None, shift: str = "") -> list[str]:
    """Lines of at most 80 cells; none where there are no sheets. A sheet that is not closed has no head yet.

    A shift between the sheets that was never cut has a line too: what it did stands on the next sheet.
    """
    every = shelf(log)
    if not every:
        return []
    judge = judge_at(log, log.head().seq, every[0].day)
    missed = _missed(judge, every)
    kept = [each for each in every if day in (None, each.day) and shift in ("", each.shift)]
    if not kept and not any(day in (None, on) and shift in ("", name) for _, on, name in missed):
        return []
    lines = [(each.cut_at, _cells(log, each, judge, lang)) for each in kept] + [
        (end, [day_text(on), _shift(judge, on, name, lang), Words("没有截止", "never cut").pick(lang), "", "", ""])
        for end, on, name in missed
        if day in (None, on) and shift in ("", name)
    ]
    rows = [_TITLES.pick(lang).split("|"), *(cells for _, cells in sorted(lines, key=lambda line: line[0]))]
    return [_line(row) for row in rows]


def _missed(judge: Judge, every: list[Kept]) -> list[tuple[int, int, str]]:
    """Shifts since the first cut that ended without a handover, as (end, day, shift); none where nothing was cut."""
    cut = {(each.day, each.shift) for each in every if not each.withdrawn}
    found = never_handed(judge, every[0].cut_at, judge.asof, cut) if every else []
    ends = ((judge.plan.hours(day, shift), day, shift) for day, shift in found)
    return [(judge.calendar.moment(day, hours.end), day, shift) for hours, day, shift in ends if hours is not None]


def _shift(judge: Judge, day: int, shift: str, lang: Lang) -> str:
    hours = judge.plan.hours(day, shift)
    return Words(hours.zh, hours.en).pick(lang) if hours is not None else shift


def _cells(log: Log, each: Kept, judge: Judge, lang: Lang) -> list[str]:
    calendar = judge.calendar
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
        _shift(judge, each.day, each.shift, lang),
        calendar.text(each.cut_at)[5:],
        closed,
        position,
        " ".join(filter(None, marks)),
    ]


def _line(cells: list[str]) -> str:
    wide = zip(cells, _WIDTHS, strict=False)
    return "  ".join([*(fit(safe(text), size) for text, size in wide), safe(cells[-1])]).rstrip()
