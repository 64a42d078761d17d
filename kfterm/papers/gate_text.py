"""The gate as text: what is missing before the cut, or where the handover stands and what blocks it."""

from collections.abc import Sequence

from kfterm.desk.gate import CLOSED, Gap, Gate, name_of, shift_name
from kfterm.month.judge import Judge
from kfterm.words import Lang, Words


def gap_text(gap: Gap, lang: Lang) -> str:
    """A line: `! R1-3.4 交接还没写 …:写一项 …`; what blocks is marked."""
    mark = "! " if gap.blocks else "- "
    clause = f"{gap.clause} " if gap.clause else ""
    between = ":" if lang == "zh" else ": "
    return f"{mark}{clause}{gap.says.pick(lang)}{between}{gap.todo.pick(lang)}"


def preparation_text(judge: Judge, day: int, shift: str, gaps: Sequence[Gap], lang: Lang) -> str:
    """What is missing before the cut of a shift."""
    name = shift_name(judge, day, shift).pick(lang)
    blocking = sum(1 for gap in gaps if gap.blocks)
    if not gaps:
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
