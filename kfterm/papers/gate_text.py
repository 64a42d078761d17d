"""The gate as text: what is missing before the cut, or where the handover stands and what blocks it."""

from collections.abc import Sequence

from kfterm.desk.crews import comes_next
from kfterm.desk.gate import CLOSED, Gap, Gate, name_of, shift_name
from kfterm.month.judge import Judge
from kfterm.words import Lang, Words


def gap_text(gap: Gap, lang: Lang) -> str:
    """A line: `! R1-3.4 交接还没写 …:写一项 …`; what blocks is marked."""
    mark = "! " if gap.blocks else "- "
    clause = f"{gap.clause} " if gap.clause else ""
    between = ":" if lang == "zh" else ": "
    return f"{mark}{clause}{gap.says.pick(lang)}{between}{gap.todo.pick(lang)}"


def next_words(judge: Judge, now: int) -> Words:
    """Between two shifts: which comes next and when it begins, or that nobody is planned."""
    found = comes_next(judge, now)
    hours = judge.plan.hours(*found) if found is not None else None
    if found is None or hours is None:
        return Words("现在没有班次可以截止", "no shift to cut now")
    name, begins = shift_name(judge, *found), judge.calendar.text(judge.calendar.moment(found[0], hours.start))[5:]
    return Words(f"下一个 {name.zh},{begins} 开始", f"next {name.en}, begins {begins}")


def preparation_text(judge: Judge, day: int, shift: str, gaps: Sequence[Gap], now: int, lang: Lang) -> str:
    """What is missing before the cut of a shift; between two shifts which comes next."""
    name = shift_name(judge, day, shift).pick(lang)
    blocking = sum(1 for gap in gaps if gap.blocks)
    if not shift:
        head = next_words(judge, now)
    elif not gaps:
        head = Words(f"{name} 交接:什么都不缺,可以截止", f"handover of {name}: nothing is missing, it can be cut")
    elif blocking:
        head = Words(f"{name} 交接:还不能截止", f"handover of {name}: it cannot be cut yet")
    else:
        head = Words(f"{name} 交接:可以截止,还缺这些", f"handover of {name}: it can be cut; this is missing")
    return "\n".join([head.pick(lang), *(gap_text(gap, lang) for gap in gaps)])


def gate_text(judge: Judge, found: Gate, lang: Lang) -> str:
    """Where a handover stands, and every block."""
    name = name_of(judge, found.handover).pick(lang)
    cut = judge.calendar.text(found.handover.cut_at)[5:]
    says = Words(f"{name} 交接 {cut} 截止:{found.says.zh}", f"handover of {name}, cut {cut}: {found.says.en}")
    blocks = [] if found.state == CLOSED else found.blocks
    return "\n".join([says.pick(lang), *(gap_text(gap, lang) for gap in blocks)])
