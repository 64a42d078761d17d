"""What papers call things: handover kinds, severities, pay lines, cases, flags."""

import re
from collections.abc import Sequence

from kfterm.desk.items import ITEM_KINDS, SEVERITY
from kfterm.month.case_words import CASE_WORDS
from kfterm.month.missing_words import name_of
from kfterm.month.model import Line
from kfterm.papers.flag_words import FLAGS, flag_text
from kfterm.words import Lang, Words

__all__ = [
    "CASES",
    "FLAGS",
    "KINDS",
    "LINES",
    "SEVERITY",
    "WAYS",
    "flag_text",
    "joined",
    "said",
    "working_text",
]

KINDS = ITEM_KINDS
LINES: dict[str, Words] = {
    "base": Words("底薪", "base pay"),
    "meal": Words("饭贴", "meals"),
    "full_attendance": Words("全勤奖", "full attendance"),
    "commission": Words("提成", "commission"),
    "kpi": Words("绩效考核", "KPI"),
    "review": Words("人工考核", "manual review"),
    "kpi_amount": Words("绩效", "performance"),
    "float": Words("绩效浮动", "score float"),
    "award": Words("奖金", "award"),
    "reward": Words("奖励", "reward"),
    "unused_rest": Words("未休补薪", "unused rest"),
    "leave": Words("请假扣款", "leave"),
    "absence": Words("旷工扣款", "absence"),
    "wage_deduction": Words("扣薪", "wage deduction"),
    "fine": Words("罚款", "fine"),
    "compensation": Words("赔偿", "compensation"),
    "freight": Words("运费", "freight"),
    "insurance": Words("保险个人部分", "insurance, own share"),
}
CASES = CASE_WORDS
WAYS = {"in": Words("上班", "in"), "out": Words("下班", "out")}
_COMPUTED = ("full_attendance", "kpi", "review", "commission")
_NTH = re.compile(r"#(\d+)")
_KEY = re.compile(r"[a-z][a-z_]+")
_COUNTED = {"late": "迟到", "early": "早退", "leave": "请假", "absence": "旷工"}


def said(table: dict[str, Words], key: str, lang: Lang) -> str:
    """The word for a key; the key itself where nobody gave it one."""
    return table[key].pick(lang) if key in table else key


def working_text(line: Line, lang: Lang) -> str:
    """The arithmetic of a line with its numbers put in."""
    if line.line == "fine" and line.working.isdigit():
        return Words(f"本月第 {line.working} 次", f"occurrence {line.working} of the month").pick(lang)
    joined_month, less, first = line.working.partition(" < ")
    if line.line == "float" and less:
        zh = f"入职第 {joined_month} 个月 第 {first} 个月起浮动"
        return Words(zh, f"month {joined_month} of employment, floats from month {first}").pick(lang)
    if line.line == "fine":
        return _NTH.sub(lambda found: _nth(found.group(1), lang), line.working)
    if line.line not in _COMPUTED:
        return line.working  # it may be a reason that somebody typed
    return _KEY.sub(lambda found: _in_words(found.group(), lang), line.working)


def _nth(number: str, lang: Lang) -> str:
    """The step of a ladder."""
    return Words(f"第 {number} 次", f"no. {number}").pick(lang)


def _in_words(key: str, lang: Lang) -> str:
    """A measure, a review item or what full attendance counts, as it is called; anything else as it stands."""
    if key in _COUNTED:
        return _COUNTED[key] if lang == "zh" else key
    return name_of(key).pick(lang)


def joined(parts: Sequence[str], lang: Lang) -> str:
    """A list as a sentence writes it."""
    return Words("、".join(parts), ", ".join(parts)).pick(lang)
