"""Requests as rows and lines: pure functions of what the desk found, tested without an app."""

from collections.abc import Iterable, Sequence

from kfterm.desk.effects import Effect
from kfterm.desk.exam import Exam
from kfterm.desk.findings import MARKS, Finding, Verdict
from kfterm.desk.requests import KINDS, Request
from kfterm.desk.rulings import Ruling
from kfterm.folds.people import People
from kfterm.papers.cells import wrap
from kfterm.periods import Calendar, day_text
from kfterm.problems import Problem
from kfterm.words import Lang, Words
from screens.form_words import plainly
from screens.text import safe, width
from screens.widgets.columns import Cell, Column, RowView
from screens.widgets.painted import Line

_STYLES = {"+": "ok", "!": "warn", "x": "late", "-": "dim", " ": ""}
_INDENT = "    "
_GAP = 2
"""Cells between what is asked and when it was."""


def request_columns(lang: Lang) -> list[Column]:
    """Mark, who, what kind, which day, what, why, asked when."""
    titles = Words("判|谁|申请|日子|内容|申请时间", "ok|who|asked|days|what|since").pick(lang).split("|")
    widths, priorities = (2, 10, 8, 11, None, 11), (9, 10, 8, 9, 10, 4)
    return [
        Column(f"r{index}", title, size, "left", priority)
        for index, (title, size, priority) in enumerate(zip(titles, widths, priorities, strict=True))
    ]


def request_row(
    request: Request,
    mark: Verdict | None,
    key: str,
    people: People,
    calendar: Calendar,
    lang: Lang,
    decided: Ruling | None = None,
) -> RowView:
    """One line; `mark` is the verdict of what waits, `decided` the decision on what does not."""
    overruled: Verdict | None = "overrule" if decided is not None and decided.overruled else None
    sign = MARKS[found] if (found := mark or overruled) is not None else " "
    style = "" if request.approved is None else "dim"
    what = what_text(request, lang)
    if request.approved is not None:
        what = f"{done_words(request, decided).pick(lang)} · {what}"
    cells: tuple[Cell, ...] = (
        (sign, _STYLES[sign]),
        (people.name(request.staff), style),
        (KINDS[request.kind].pick(lang), style),
        (days_text(request), style),
        (what, style),
        ("" if request.at is None else calendar.text(request.at)[5:], "dim"),
    )
    return RowView(key, cells)


def days_text(request: Request) -> str:
    """`10-16`, a leave `10-16~10-18`, a swap with its day back `10-16+10-20`."""
    days = [day_text(day)[5:] for day in request.days]
    return ("+" if request.kind == "swap" else "~").join(days)


def what_text(request: Request, lang: Lang) -> str:
    """What is asked for and why."""
    reason = f" · {request.reason}" if request.reason else ""
    return f"{request.what.pick(lang)}{reason}"


def done_words(request: Request, decided: Ruling | None) -> Words:
    """What became of a request; a rule that was overruled is said, and an approval that came after the beginning."""
    if not request.approved:
        return Words("已驳回", "refused")
    overruled, late = (decided.overruled, decided.late) if decided is not None else (False, False)
    done = Words("破例批准", "approved, overruled") if overruled else Words("已批准", "approved")
    return Words(f"{done.zh}(补批)", f"{done.en} (late)") if late else done


def decided_lines(
    request: Request,
    decided: Ruling | None,
    consent: Iterable[Words],
    people: People,
    calendar: Calendar,
    lang: Lang,
    cells: int,
) -> list[Line]:
    """A request that is decided: what was asked, who agreed, who decided when and why."""
    done = done_words(request, decided).pick(lang)
    lines = _asked(f"{done} · {what_text(request, lang)}", request, calendar, lang, cells)
    lines += [((f" {text}", ""),) for each in consent for text in wrap(safe(each.pick(lang)), cells - 1)]
    if decided is None:
        return lines
    name, at = people.name(decided.by), calendar.text(decided.at)
    by = Words(f"{name} {at} 决定", f"decided by {name} {at}").pick(lang)
    lines += [((f" {text}", ""),) for text in wrap(safe(by), cells - 1)]
    if decided.reason:
        label = Words("破例理由", "why overruled") if decided.overruled else Words("理由", "reason")
        why = Words(f"{label.zh}:{decided.reason}", f"{label.en}: {decided.reason}").pick(lang)
        style = "warn" if decided.overruled else ""
        lines += [((f" {text}", style),) for text in wrap(safe(why), cells - 1)]
    return lines


def _asked(text: str, request: Request, calendar: Calendar, lang: Lang, cells: int) -> list[Line]:
    """What is asked for, and when it was asked: behind it, or below where there is no room."""
    lines: list[Line] = [((f" {each}", "strong"),) for each in wrap(safe(text), cells - 1)]
    if request.at is None:
        return lines
    said = Words("补于", "made up") if request.missed is not None else Words("申请", "asked")
    when = f"{said.pick(lang)} {calendar.text(request.at)}"
    if width(lines[-1][0][0]) + width(when) + _GAP <= cells:
        return [*lines[:-1], (*lines[-1], (" " * _GAP + when, "dim"))]
    return [*lines, ((f" {when}", "dim"),)]


def exam_lines(request: Request, exam: Exam, calendar: Calendar, lang: Lang, cells: int) -> list[Line]:
    """Everything about one request, on lines of so many cells."""
    lines = _asked(what_text(request, lang), request, calendar, lang, cells)
    lines += _signs(exam, lang, cells)
    lines += [((f" {text}", ""),) for each in exam.consent for text in wrap(safe(each.pick(lang)), cells - 1)]
    rules = [*finding_lines(exam.found, lang, cells), *silent_lines(exam.silent, lang, cells)]
    lines += _section(Words("规则", "rules"), rules, lang)
    lines += _section(Words("批准后", "once approved"), _effects(exam.changes, lang, cells), lang)
    lines += _section(Words("也可以", "also possible"), _said(exam.instead, lang, cells), lang)
    return lines + _section(Words("工时", "hours"), finding_lines(exam.hours, lang, cells), lang)


def exam_keys(request: Request, exam: Exam, lang: Lang) -> str:
    """The foot of a request: what this hand may do with it; who decides where it may not."""
    swap, punch = request.kind == "swap", request.missed is not None
    if exam.signs.may:
        keys = [Words("y 作证", "y vouch") if punch else Words("y 批准", "y approve")]
        keys += [] if punch else [Words("x 驳回", "x refuse")]
    else:
        keys = [Words(f"由{exam.signs.who.zh}批", f"signed by: {exam.signs.who.en}")] if exam.signs.who.zh else []
    keys += [Words("c 对方同意", "c consent")] if swap else []
    keys += [Words("w 跟谁换", "w partners")] if swap or request.kind == "leave" else []
    return "  ".join(each.pick(lang) for each in [*keys, Words("Esc 返回", "Esc back"), Words("? 帮助", "? help")])


def _signs(exam: Exam, lang: Lang, cells: int) -> list[Line]:
    """Who decides."""
    clause = f" {exam.signs.clause}" if exam.signs.clause else ""
    who = exam.signs.who
    says = Words(f"由{who.zh}批{clause}", f"signed by a {who.en}{clause}")
    if not who.zh:
        says = Words("那天没有生效的规则书", "no rulebook is in force on that day")
    elif not exam.signs.may:
        says = Words(f"{says.zh};你不能批", f"{says.en}; not by you")
    style = "" if exam.signs.may else "warn"
    return [((f" {text}", style),) for text in wrap(says.pick(lang), cells - 1)]


def _section(title: Words, lines: Sequence[Line], lang: Lang) -> list[Line]:
    return [((f" {title.pick(lang)}", "accent"),), *lines] if lines else []


def finding_lines(found: Iterable[Finding], lang: Lang, cells: int, *, possible: bool = False) -> list[Line]:
    """A line each, what is broken first; the clause stands at the end where the words do not begin with it.

    `possible` says below what is broken what would be possible instead.
    """
    order = {"broken": 0, "met": 1, "known": 2}
    lines: list[Line] = []
    for each in sorted(found, key=lambda each: order[each.state]):
        text = plainly(Problem("", each.says), lang)
        if each.clause and not text.startswith(each.clause):
            text = f"{text} {each.clause}"
        first, *more = wrap(safe(text), cells - len(_INDENT))
        lines.append(((f"  {each.mark} ", _STYLES[each.mark]), (first, "")))
        lines += [((_INDENT + each_line, ""),) for each_line in more]
        if possible and each.state == "broken" and each.possible.zh:
            lines.append(((f"{_INDENT}-> {safe(each.possible.pick(lang))}", "accent"),))
    return lines


def silent_lines(silent: Words | None, lang: Lang, cells: int) -> list[Line]:
    """That the text has no rule about such a request, where it has none."""
    return _said([silent], lang, cells) if silent is not None else []


def _effects(effects: Iterable[Effect], lang: Lang, cells: int) -> list[Line]:
    """What an approval changes; what goes over a number of the text is marked, with its clause."""
    lines: list[Line] = []
    for each in effects:
        if not each.over:
            lines += _said([each.says], lang, cells)
            continue
        first, *more = wrap(safe(f"{each.says.pick(lang)} {each.over}"), cells - len(_INDENT))
        lines.append((("  ! ", "warn"), (first, "warn")))
        lines += [((_INDENT + text, "warn"),) for text in more]
    return lines


def _said(words: Iterable[Words], lang: Lang, cells: int) -> list[Line]:
    lines: list[Line] = []
    for each in words:
        lines += [((_INDENT + text, ""),) for text in wrap(safe(each.pick(lang)), cells - len(_INDENT))]
    return lines
