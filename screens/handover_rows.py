"""The rows and lines of the handover screen: where each item stands, what is missing, who signed. Pure."""

from collections.abc import Sequence

from kfterm.desk.crews import outgoing
from kfterm.desk.gate import (
    COMPLETED,
    LATER,
    PARKED,
    RETURNED,
    SETTLED,
    TAKEN,
    UNREAD,
    Gap,
    Gate,
    gate,
    name_of,
    on_sheet,
    stand,
    unfinished,
    untaken,
)
from kfterm.desk.items import NOTHING, SEVERITY, kind_words, missing_fields, open_items, parked
from kfterm.folds.handover import Handover, Item, Reading
from kfterm.folds.settings import ESCALATE_PASSES, whole
from kfterm.month.judge import Judge
from kfterm.papers.cells import hang
from kfterm.periods import MINUTE
from kfterm.words import Lang, Words
from screens.floor_rows import LEVEL_MARKS, due_text, kind_width
from screens.text import safe
from screens.widgets.columns import Cell, Column, RowView
from screens.widgets.painted import Line

_LEVELS = {"urgent": 0, "watch": 1, "stable": 2}
_FAR = 1 << 62
_INSIDE = 74
"""Cells of a line inside a frame that fits into 80."""
_STANDS_ROOM = 18
"""Cells of `搁到 10-13 18:00`: where an item stands is worth more than its kind."""


def columns(lang: Lang) -> list[Column]:
    """Severity, kind, item, age, passes, owner, due, where it stands with the relief."""
    titles = Words("级|类|事项|龄|次|主|到期|接班", "s|kind|item|age|pass|owner|due|relief").pick(lang).split("|")
    widths = (2 if lang == "zh" else 1, 8, None, 4, 4, 8, 7, None)
    priorities = (7, 2, 10, 3, 5, 4, 6, 9)
    rooms, most = {7: _STANDS_ROOM}, {1: kind_width(lang)}
    return [
        Column(
            f"h{index}",
            title,
            width,
            "right" if index in (3, 4, 6) else "left",
            priority,
            rooms.get(index, 0),
            most.get(index, 0),
        )
        for index, (title, width, priority) in enumerate(zip(titles, widths, priorities, strict=True))
    ]


def items_of(judge: Judge, handover: Handover | None, now: int) -> list[Item]:
    """What the relief reads, and after it what was written since; without a cut everything that is open.

    The urgent first, before the cut as after it, so that nothing moves by cutting.
    """
    listed = sorted(
        open_items(judge, now) if handover is None else on_sheet(judge, handover),
        key=lambda item: (_LEVELS.get(item.severity, 2), item.due_at or _FAR, item.seq),
    )
    if handover is None:
        return listed
    return listed + [item for item in open_items(judge, now) if item.seq > handover.cut_seq]


def rows(judge: Judge, handover: Handover | None, now: int, lang: Lang) -> list[RowView]:
    """A row an item; `?` at the edge: it lacks something."""
    most = whole(judge.shop.rules, ESCALATE_PASSES)
    return [_row(judge, item, handover, now, most, lang) for item in items_of(judge, handover, now)]


def _row(judge: Judge, item: Item, handover: Handover | None, now: int, most: int, lang: Lang) -> RowView:
    where = stand(item, handover) if handover is not None else ""
    over = where in (SETTLED, LATER)
    late = item.due_at is not None and item.due_at < now and not over
    often = item.passes >= most and not over
    style = "dim" if over else "late" if late or often else "warn" if item.severity == "urgent" else ""
    level = Words(SEVERITY[item.severity].zh, LEVEL_MARKS[item.severity]).pick(lang)
    due = due_text(item.due_at - now) if item.due_at is not None and not over else ""
    return RowView(
        item.item,
        (
            (level, {"urgent": "late", "watch": "warn"}.get(item.severity, "dim")),
            (kind_words(item.kind).pick(lang), "dim"),
            (item.what, style),
            (age_text(now - item.opened_at, lang), "dim"),
            (f"{item.passes}{'!' if often else ''}" if item.passes else "", "late" if often else "dim"),
            (judge.shop.people.name(item.owner) if item.owner else "", "dim"),
            (due, style),
            _stands(judge, item, handover, where, now, lang),
        ),
        ("?", "warn") if not over and item.kind != NOTHING and missing_fields(judge, item) else "",
    )


def age_text(span: int, lang: Lang) -> str:
    """How old an item is, in one unit: `45分`, `3时`, `2天`."""
    minutes = span // MINUTE
    hours, days = minutes // 60, minutes // (60 * 24)
    if days:
        return Words(f"{days}天", f"{days}d").pick(lang)
    return Words(f"{hours}时", f"{hours}h").pick(lang) if hours else Words(f"{minutes}分", f"{minutes}m").pick(lang)


def _stands(judge: Judge, item: Item, handover: Handover | None, where: str, now: int, lang: Lang) -> Cell:
    if handover is None:
        aside = parked(item, now) and item.parked_until is not None
        until = judge.calendar.clock(item.parked_until) if aside and item.parked_until is not None else ""
        return (Words(f"搁到 {until}", f"parked to {until}").pick(lang) if aside else "", "dim")
    reading = handover.readings.get(item.item)
    back, reason = (reading.read_back, reading.reason) if reading is not None else ("", "")
    if where == TAKEN:
        return (Words(f"接下 {back}".strip(), f"taken {back}".strip()).pick(lang), "ok")
    if where == PARKED and reading is not None and reading.parked_until is not None:
        until = judge.calendar.text(reading.parked_until)[5:]
        return (Words(f"搁到 {until} {back}".strip(), f"parked to {until} {back}".strip()).pick(lang), "ok")
    if where == RETURNED:
        return (Words(f"退回 {reason}", f"given back {reason}").pick(lang), "late")
    if where == COMPLETED:
        return (Words("已补齐,再读", "completed, read again").pick(lang), "warn")
    if where == SETTLED:
        return (Words(f"已办结 {item.outcome}", f"settled {item.outcome}").pick(lang), "dim")
    if where == LATER:
        return (Words("截止后,归下一张", "after the cut: next").pick(lang), "dim")
    if item.kind == NOTHING:
        return (Words("说明,不用接", "said, not taken").pick(lang), "dim")
    return (Words("未读", "unread").pick(lang), "accent")


def title(judge: Judge, name: Words, lang: Lang) -> str:
    """`交接班 早班 10-13`; between two shifts the one that was handed over last: `交接班 · 上次 晚班 10-13`."""
    last = judge.shop.book.handovers[-1] if judge.shop.book.handovers else None
    if not name.zh and last is not None:
        before = name_of(judge, last)
        return Words(f"交接班 · 上次 {before.zh}", f"handover · last {before.en}").pick(lang)
    return Words(f"交接班 {name.zh}", f"handover {name.en}").pick(lang)


def waiting_for(judge: Judge, handover: Handover, reader: str) -> list[str]:
    """The items that wait for the side of whoever sits here: given back for who goes, to be read for who comes."""
    wanted = (RETURNED,) if outgoing(judge, handover, reader) else (UNREAD, COMPLETED)
    left = {item.item for item in untaken(judge, handover) if stand(item, handover) in wanted}
    return [item.item for item in items_of(judge, handover, judge.asof) if item.item in left]


def taken_lines(judge: Judge, reading: Reading, by: str, lang: Lang) -> list[Line]:
    """Who took an item, when, in which words, and until when it was put aside."""
    name, at = judge.shop.people.name(by), judge.calendar.text(reading.at)[5:]
    lines: list[Line] = [((Words(f"已接下:{name} {at}", f"taken by {name} {at}").pick(lang), "ok"),)]
    if reading.read_back:
        text = Words(f"复述:{reading.read_back}", f"read back: {reading.read_back}").pick(lang)
        lines += [((line, ""),) for line in hang("", safe(text), _INSIDE)]
    if reading.parked_until is not None:
        until = judge.calendar.text(reading.parked_until)[5:]
        lines.append(((Words(f"搁到 {until}", f"parked until {until}").pick(lang), "warn"),))
    return lines


def state_line(judge: Judge, found: Gate, lang: Lang) -> str:
    """`截止 16:58 · 接班已接 3/7 · 交 周敏 · 接 –`."""
    handover, people = found.handover, judge.shop.people
    out = people.name(handover.signed_out[0]) if handover.signed_out else "–"
    came = people.name(handover.signed_in[0]) if handover.signed_in else "–"
    cut = judge.calendar.clock(handover.cut_at)
    return Words(
        f"截止 {cut} · {found.says.zh} · 交 {out} · 接 {came}",
        f"cut {cut} · {found.says.en} · out {out} · in {came}",
    ).pick(lang)


def banner(judge: Judge, now: int, lang: Lang) -> str:
    """For the head of the floor: a handover that is cut and not closed; empty where there is none."""
    handover = unfinished(judge.shop.book)
    if handover is None:
        return ""
    found = gate(judge, handover, now)
    if found.read < found.total:
        return Words(f"交接未关 {found.read}/{found.total}", f"handover open {found.read}/{found.total}").pick(lang)
    return Words("交接未关 等签字", "handover open, to sign").pick(lang)


def last_line(judge: Judge, lang: Lang) -> str:
    """How the last handover ended; nothing before the first."""
    handovers = judge.shop.book.handovers
    last = handovers[-1] if handovers else None
    if last is None or last.signed_out is None or last.signed_in is None or last.closed_at is None:
        return ""
    name, people, at = name_of(judge, last), judge.shop.people, judge.calendar.clock(last.closed_at)
    out, came = people.name(last.signed_out[0]), people.name(last.signed_in[0])
    return Words(f"{name.zh} 已关闭 {at}:交 {out} 接 {came}", f"{name.en} closed at {at}: out {out}, in {came}").pick(
        lang
    )


def forced_line(judge: Judge, handover: Handover, lang: Lang) -> str:
    """By whose word a handover was forced and why; empty where it was not."""
    if handover.forced is None:
        return ""
    reason, second, at = handover.forced
    when, name = judge.calendar.clock(at), judge.shop.people.name(second)
    return Words(f"!! {when} 强制关闭:{reason}(第二人 {name})", f"!! forced at {when}: {reason} (second: {name})").pick(
        lang
    )


def shown(blocks: Sequence[Gap]) -> list[Gap]:
    """The blocks for a screen that shows the items already: what nobody read yet is counted and not named again."""
    unread = [gap for gap in blocks if gap.kind == UNREAD]
    if len(unread) < 2:
        return list(blocks)
    says = Words(f"{len(unread)} 项还没读", f"{len(unread)} items not read yet")
    return [unread[0]._replace(says=says), *(gap for gap in blocks if gap.kind != UNREAD)]


def gap_lines(gaps: Sequence[Gap], cells: int, lang: Lang) -> list[Line]:
    """What is missing, a line each with its clause and what to do; what blocks is red and comes first."""
    between = ":" if lang == "zh" else ": "
    found: list[Line] = []
    for gap in sorted(gaps, key=lambda each: not each.blocks):
        mark, style = ("! ", "late") if gap.blocks else ("· ", "warn")
        clause = f"{gap.clause} " if gap.clause else ""
        text = safe(f"{clause}{gap.says.pick(lang)}{between}{gap.todo.pick(lang)}")
        found += [((line, style),) for line in hang(mark, text, cells)]
    return found


def word_lines(text: str, style: str, cells: int) -> list[Line]:
    """What the desk answered, on as many lines as it takes."""
    return [((line, style),) for line in hang("", safe(text), cells)] if text else []
