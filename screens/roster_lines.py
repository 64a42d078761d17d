"""The lines around the roster's grid: title, everything about one cell, problems, keys. Pure."""

from collections.abc import Sequence

from kfterm.desk.requests import LEAVE_KINDS
from kfterm.desk.roster_grid import Cell, Grid, Head
from kfterm.desk.roster_makers import Makers
from kfterm.desk.roster_problems import PlanProblem, planned_days
from kfterm.desk.staffing import Staffing, missing_words, soon_words
from kfterm.events.roster import REST
from kfterm.ids import short
from kfterm.month.judge import Judge
from kfterm.periods import day_text, monday
from kfterm.words import Lang, Words
from screens.floor_lines import WEEKDAYS
from screens.roster_cells import MARK_WORDS
from screens.text import width
from screens.widgets.painted import Line

_ASKED = {
    "leave": Words("待批请假", "leave asked for"),
    "rest": Words("待批休假", "rest asked for"),
    "swap": Words("待批换班", "swap asked for"),
}

_LETTERS = "…"
"""Stands where the letters of the shifts are put in."""
_ROSTER_KEYS: tuple[tuple[str, Words], ...] = (
    ("← → ↑ ↓", Words("换日子、换人;过了月边到上月、下月", "another day or person; past the edge another month")),
    (_LETTERS, Words("排脚行上的班,到下一天", "the shift of that letter (see below), and on to the next day")),
    ("r", Words("排休息", "rest")),
    (".", Words("同上一个,到下一天", "the same again, and on to the next day")),
    ("Del", Words("清空", "clear")),
    ("Shift+← → ↑ ↓", Words("选一块;字母把整块排上", "mark a block; a letter fills it")),
    ("V", Words("从这里开始选块(没有 Shift 键的终端)", "mark a block from here (terminals without Shift+arrows)")),
    ("Enter", Words("从清单里选班次", "choose the shift from a list")),
    ("u", Words("撤回上一批", "take the last batch back")),
    ("W", Words("把上周复制到这周(选了块就只排这些人)", "copy the week before into this one (the marked people)")),
    ("T", Words("这周按上周轮换班次", "rotate last week's shifts into this week")),
    ("A", Words("互换旺旺号", "exchange the chat accounts")),
    ("p", Words("排班的所有问题", "everything wrong with the plan")),
    ("[ ]", Words("上月 下月", "the month before, the month after")),
    ("Esc q", Words("返回", "back")),
)
"""The keys of the roster and what they do."""


def roster_keys(grid: Grid) -> tuple[tuple[str, Words], ...]:
    """The same with the letters of the shifts that there are."""
    letters = " ".join(sign.key for sign in grid.shifts)
    return tuple((letters, says) if key == _LETTERS else (key, says) for key, says in _ROSTER_KEYS)


def cell_parts(judge: Judge, grid: Grid, cell: Cell, head: Head, lang: Lang) -> list[str]:
    """Everything about one cell, most important first."""
    weekday = f"周{WEEKDAYS.zh[head.weekday]}" if lang == "zh" else WEEKDAYS.en.split()[head.weekday]
    kind = [head.holiday.pick(lang)] if head.holiday else []
    kind += [Words("调休上班", "worked weekend").pick(lang)] if head.work else []
    kind += [Words("放假", "day off").pick(lang)] if head.off and not head.holiday else []
    parts = [" ".join([judge.shop.people.name(cell.staff), day_text(cell.day)[5:], weekday, *kind])]
    if not cell.here:
        return [*parts, Words("不在职", "not employed").pick(lang)]
    parts.append(_planned(judge, grid, cell, lang))
    parts += _actual(judge, cell, lang)
    parts += _leave(judge, cell, lang)
    parts += [Words(f"换班单 {short(cell.swap)}", f"swap {short(cell.swap)}").pick(lang)] if cell.swap else []
    parts += [f"{_ASKED[what].pick(lang)} {short(key)}" for what, key in cell.asked]
    said = {"clash", "absent", "missed", "extra", "punch"}  # of a gap it is said already that nothing is planned
    parts += [MARK_WORDS[mark].pick(lang) for mark in cell.marks if mark in said]
    row = next((each for each in grid.rows if each.staff == cell.staff), None)
    if row is not None and monday(cell.day) in row.wrong_weeks:
        parts.append(MARK_WORDS["week"].pick(lang))
    return [part for part in parts if part]


def _planned(judge: Judge, grid: Grid, cell: Cell, lang: Lang) -> str:
    if cell.shift is None:
        return "" if cell.resting else Words("没排", "nothing planned").pick(lang)
    sign = grid.signs.get(cell.shift)
    name = sign.words.pick(lang) if sign is not None else cell.shift
    if cell.plan is None:
        return name
    clock = judge.calendar.clock
    return f"{name} {clock(cell.plan.start)}-{clock(cell.plan.end)}"


def _actual(judge: Judge, cell: Cell, lang: Lang) -> list[str]:
    """When they came and went, and by how much that was late or early."""
    clock, record = judge.calendar.clock, cell.record
    parts = []
    if cell.came is not None:
        parts.append(Words(f"{clock(cell.came)} 到", f"came {clock(cell.came)}").pick(lang))
    if record is None:
        return parts
    if record.in_at is not None:
        late = (
            Words(f" 迟到 {record.late_minutes} 分", f", {record.late_minutes} min late")
            if record.late_minutes
            else None
        )
        came = Words(f"{clock(record.in_at)} 到", f"in {clock(record.in_at)}").pick(lang)
        parts.append(came + (late.pick(lang) if late else ""))
    if record.out_at is not None:
        left = Words(f"{clock(record.out_at)} 走", f"out {clock(record.out_at)}").pick(lang)
        gone = Words(f" 早退 {record.early_minutes} 分", f", {record.early_minutes} min early")
        parts.append(left + (gone.pick(lang) if record.early_minutes else ""))
    if record.made_up:
        parts.append(Words("补过卡", "punch made up").pick(lang))
    return parts


def _leave(judge: Judge, cell: Cell, lang: Lang) -> list[str]:
    if cell.resting:
        return [] if cell.shift == REST else [Words("批准休假", "rest granted").pick(lang)]
    if not cell.leave:
        return []
    kinds = [
        LEAVE_KINDS.get(each.kind, Words(each.kind, each.kind)).pick(lang)
        for each in judge.shop.roster.leaves.values()
        if each.approved and each.staff == cell.staff and each.from_day <= cell.day <= each.to_day
    ]
    half = Words("半天", "half a day") if cell.leave == 1 else Words("全天", "all day")
    return [" ".join([Words("请假", "leave").pick(lang), *kinds, half.pick(lang)])]


def wrapped(parts: Sequence[str], cells: int, lines: int) -> list[str]:
    """Parts side by side on so many lines; a part is never broken while a line has room."""
    found = [""]
    for part in parts:
        joined = f"{found[-1]} · {part}" if found[-1] else part
        if width(joined) > cells and found[-1] and len(found) < lines:
            found.append(part)
        else:
            found[-1] = joined
    return found


def staffing_text(judge: Judge, found: Staffing, lang: Lang, cells: int) -> str:
    """`下一小时 12/15 高晗 未到`: who is expected of who is planned, and as many of the missing as there is room for."""
    text, named = soon_words(found).pick(lang), [each.pick(lang) for each in missing_words(judge, found)]
    for shown in range(len(named), 0, -1):
        more = [f"+{len(named) - shown}"] if shown < len(named) else []
        longer = f"{text}  {', '.join([*named[:shown], *more])}"
        if width(longer) <= cells:
            return longer
    return text


def problem_lines(grid: Grid, problems: Sequence[PlanProblem], lines: int, lang: Lang) -> list[Line]:
    """How many problems there are, and the first few in words."""
    if not planned_days(grid):
        return [((Words(" 这个月还没有排班", " nothing is planned in this month yet").pick(lang), "warn"),)]
    if not problems:
        return [((Words(" 排班没有问题", " nothing wrong with the plan").pick(lang), "ok"),)]
    shown = [each.pick(lang) for each in problems[:lines]]
    count = Words(f" {len(problems)} 处 ", f" {len(problems)} problem(s) ").pick(lang)
    first: Line = ((count, "warn"), (shown[0], ""))
    return [first, *((((" " * width(count)), ""), (text, "")) for text in shown[1:])]


def keys_line(grid: Grid, lang: Lang, marking: bool, made_by: Makers) -> list[str]:
    """The letters of the shifts and what else works, in the order of use; of a hand that may not plan, who may."""
    looks = [Words("p 问题", "p problems").pick(lang), Words("[ ] 月", "[ ] month").pick(lang)]
    if not made_by.shifts:
        rest = [Words("r 休", "r rest").pick(lang)] if made_by.rests else []
        only = Words("只排休息:班", "rest days only; shifts ") if rest else Words("只看:", "to look at only: ")
        return [f"{only.pick(lang)}{made_by.who.pick(lang)}", *rest, *looks, Words("Esc 返回", "Esc back").pick(lang)]
    keys = [f"{sign.key} {sign.words.pick(lang) if lang == 'en' else sign.pick(lang)}" for sign in grid.shifts]
    keys += [Words("r 休", "r rest").pick(lang), Words(". 同上", ". again").pick(lang)]
    keys += [Words("Del 清", "Del clear").pick(lang)]
    keys += [Words("Esc 不选" if marking else "V 选块", "Esc unmark" if marking else "V block").pick(lang)]
    keys += [Words("u 撤", "u undo").pick(lang), Words("W 复制上周", "W copy week").pick(lang)]
    keys += [Words("T 轮换", "T rotate").pick(lang), Words("A 换号", "A accounts").pick(lang)]
    return [*keys, *looks]
