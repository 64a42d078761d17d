"""The grid of the roster as it is drawn: heads, cells with their marks, counts below. Pure."""

from kfterm.desk.roster_grid import Cell, Grid, Head, Row
from kfterm.desk.roster_problems import planned_days
from kfterm.desk.shift_signs import LEAVE
from kfterm.events.roster import REST
from kfterm.papers.roster_table import KINDS, kind
from kfterm.words import Lang, Words
from screens.widgets.grid import GridLine, GridView
from screens.widgets.painted import Span

WIDE = 110
"""From so many columns on a day has three cells: its sign, and its mark beside it."""
_SATURDAY = 5

MARKS: dict[str, tuple[Words, str, str]] = {
    "clash": (Words("冲", "!"), "!", "late"),
    "absent": (Words("旷", "x"), "x", "late"),
    "missed": (Words("没", "o"), "o", "warn"),
    "late": (Words("迟", ">"), ">", "warn"),
    "early": (Words("退", "<"), "<", "warn"),
    "punch": (Words("缺", "?"), "?", "warn"),
    "extra": (Words("加", "+"), "+", "accent"),
    "gap": (Words("空", "_"), "_", "warn"),
    "asked": (Words("申", "*"), "*", "accent"),
    "swap": (Words("换", "~"), "~", ""),
    "week": (Words("周", "#"), "#", "warn"),
}
"""A mark: the character that stands for the sign where a day has two cells only, the mark beside it, its style."""

MARK_WORDS: dict[str, Words] = {
    "clash": Words("重排", "booked twice"),
    "absent": Words("旷工", "absent"),
    "missed": Words("没到,未定旷工", "did not come, not decided"),
    "late": Words("迟到", "late"),
    "early": Words("早退", "left early"),
    "punch": Words("缺卡", "punch missing"),
    "extra": Words("未排班出勤", "worked unplanned"),
    "gap": Words("没排", "nothing planned"),
    "asked": Words("待批", "asked, not decided"),
    "swap": Words("换班", "swapped"),
    "week": Words("这周休息天数不对", "wrong number of rest days this week"),
}


_TODAY = Words("今", "==")
_GAP = Words("没排,而这个月多半排了", "nothing planned, in a month that mostly is")


def mark_legend(grid: Grid, lang: Lang, cells: int) -> tuple[tuple[str, Words], ...]:
    """Every mark of the grid as it is drawn in a terminal of so many columns, and what it means."""
    instead = cells < WIDE and lang == "zh"
    kept = ("swap", "week")
    marks = [
        (sign.pick(lang) if key == "gap" or instead else beside, _GAP if key == "gap" else MARK_WORDS[key])
        for key, (sign, beside, _) in MARKS.items()
        if not (instead and key in kept)  # there they have a colour only
    ]
    if instead:
        marks.append(("彩色", Words("换过的班,或这周休息天数不对:看格子下面的说明", "swapped, or a wrong week")))
    return (
        (grid.signs[REST].pick(lang), Words("休息", "rest")),
        (grid.signs[LEAVE].pick(lang), Words("请假", "leave")),
        (Words("·", "-").pick(lang), MARK_WORDS["gap"]),
        *marks,
        (_TODAY.pick(lang), Words("今天", "today")),
        *((sign.pick(lang), Words(f"日子下面:{says.zh}", f"below a day: {says.en}")) for sign, says in KINDS),
        ("3/2!", Words("排了 3 天休,应休 2 天;! 天数不对", "3 rest days planned, 2 due; ! a wrong number")),
        ("12 -2 !0", Words("脚行:几人上,少几人,没有人", "below: how many work, how many are missing, nobody")),
    )


def grid_view(grid: Grid, lang: Lang, cells: int) -> GridView:
    """The grid for a terminal of so many columns."""
    wide = cells >= WIDE
    per_day = 3 if wide else 2
    tail = 6 if wide else 5
    name = max(4, min(16, cells - len(grid.heads) * per_day - tail - 3))
    return GridView(
        name_width=name,
        cell_width=per_day,
        tail_width=tail,
        heads=_heads(grid, lang, wide),
        rows=tuple(_row(grid, row, lang, wide) for row in grid.rows),
        feet=tuple(_foot(grid, shift, lang, wide) for shift in _counted(grid)),
    )


def _heads(grid: Grid, lang: Lang, wide: bool) -> tuple[GridLine, GridLine]:
    today = _TODAY.pick(lang)
    numbers = tuple(
        (
            today if head.today else _number(grid, head, wide),
            _turn(head.day, _style(head), wide),
        )
        for head in grid.heads
    )
    kinds = tuple((kind(head, lang), _style(head)) for head in grid.heads)
    rests = Words("休/应", "rest").pick(lang)
    return GridLine((grid.month.label, "head"), numbers), GridLine(("", ""), kinds, (rests, "head"))


def _number(grid: Grid, head: Head, wide: bool) -> str:
    """The day of the month; in two cells every other one, so that figures never touch: `13 · 今 ·15`."""
    first = grid.month.first
    kept = grid.today if first <= grid.today <= grid.month.last else first
    return f"{head.day - first + 1:2d}" if wide or (head.day - kept) % 2 == 0 else " ·"


def _style(head: Head) -> str:
    """How a day looks at the head; what it is stands there in a character too."""
    if head.today:
        return "strong accent"
    if head.holiday or (head.off and not head.work):
        return "late"
    return "warn" if head.weekday >= _SATURDAY and not head.work else "head"


def _turn(day: int, style: str, wide: bool) -> str:
    """Figures that touch are told apart by every other one being drawn plainly."""
    return "" if not wide and day % 2 and style in ("head", "dim") else style


def _row(grid: Grid, row: Row, lang: Lang, wide: bool) -> GridLine:
    rests = f"{row.rests}" if row.entitled is None else f"{row.rests}/{row.entitled}"
    wrong = bool(row.wrong_weeks) or (row.entitled is not None and row.rests > row.entitled)
    tail = (f"{rests}!" if wrong else f"{rests} ", "late" if wrong else "dim")
    return GridLine((row.name, ""), tuple(cell_span(grid, cell, lang, wide) for cell in row.cells), tail)


def cell_span(grid: Grid, cell: Cell, lang: Lang, wide: bool) -> Span:
    """One cell: its sign and, where there is room, its mark; in two cells of Chinese the mark stands for the sign."""
    if not cell.here:
        return (" ", "dim")
    sign, style = _sign(grid, cell, lang)
    mark = cell.marks[0] if cell.marks else None
    if mark is None:
        return (sign, style)
    instead, beside, marked = MARKS[mark]
    marked = marked or style
    if mark == "gap":
        return (instead.pick(lang), marked)
    if not wide and lang == "zh":
        # a swap, or what is wrong with a whole week, may not hide which shift it is
        return (sign, marked or "accent") if mark in ("swap", "week") else (instead.zh, marked)
    return (sign + beside, marked)


def _sign(grid: Grid, cell: Cell, lang: Lang) -> Span:
    if cell.leave >= 2:
        return (grid.signs[LEAVE].pick(lang), "warn")
    if cell.resting:
        return (grid.signs[REST].pick(lang), "dim")
    if cell.shift is None:
        return (Words("·", "-").pick(lang), "dim")
    sign = grid.signs.get(cell.shift)
    return (sign.pick(lang) if sign is not None else cell.shift[:1].upper(), "")


def _counted(grid: Grid) -> list[str]:
    """The shifts whose people are counted below: what somebody is planned for, and what has a need."""
    used = {cell.shift for row in grid.rows for cell in row.cells}
    found = [sign.shift for sign in grid.shifts if sign.shift in used or sign.shift in grid.needs]
    return found or [sign.shift for sign in grid.shifts]


def _foot(grid: Grid, shift: str, lang: Lang, wide: bool) -> GridLine:
    """How many work a shift on each day: the count, or how many are missing below the need (`-2`), `!0` for nobody."""
    sign, need = grid.signs[shift], grid.needs.get(shift)
    busy, days = planned_days(grid), [head.day for head in grid.heads]
    spans: list[Span] = []
    for count, day in zip(grid.working(shift), days, strict=True):
        planned = day in busy
        if need is not None and planned and count < need:
            spans.append((f"-{need - count}", "late"))
        elif not count and planned and need != 0:
            spans.append(("!0", "late"))
        else:
            spans.append((f"{count:2d}" if count else Words(" ·", " -").pick(lang), _turn(day, "dim", wide)))
    label = sign.words.pick(lang) + (f" /{need}" if need is not None else "")
    return GridLine((label, "head"), tuple(spans))
