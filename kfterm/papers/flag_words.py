"""Flags of a month in words: what is missing or to be looked at, and what to do about it. Table, account and screens.

A flag is `kind` or `kind:detail`; one that nobody named here stands for itself.
"""

from typing import NamedTuple

from kfterm.month.missing_words import IMPORTED, missing, name_of
from kfterm.words import Lang, Words

FLAGS: dict[str, Words] = {
    "missing": IMPORTED,
    "open_punch": Words("缺卡未补", "punch open"),
    "early_confirmation": Words("可提前转正", "may be confirmed early"),
    "appeal_pending": Words("申诉未决", "appeal pending"),
    "corrected": Words("含更正", "with corrections of"),
    "month_running": Words("本月未结束,数字仍会变", "the month is still running"),
    "review": Words("分母为零,请人工复核", "nothing to measure on, look at"),
    "unattributed": Words("订单没有备注姓名", "order without a name in its remark"),
    "wage_of_days": Words("缺勤天数的工资待定", "wage of absence not known, days:"),
    "law_over": Words("扣款超过法定上限", "deductions above the legal cap by"),
    "skill_failed": Words("考核未通过", "test not passed:"),
}
"""A kind of flag in words."""

_SKILLS = {"typing": Words("打字", "typing")}
_WAYS = {"in": Words("上班", "in"), "out": Words("下班", "out")}


class _Said(NamedTuple):
    what: Words
    todo: Words


def flag_words(flag: str) -> Words:
    """One flag in full: `缺卡未补 2026-10-13 上班`."""
    return _said(flag).what


def flag_text(flag: str, lang: Lang) -> str:
    """The same in one language."""
    return flag_words(flag).pick(lang)


def flag_todo(flag: str) -> Words:
    """What to do about a flag; empty where there is nothing to do."""
    return _said(flag).todo


def flag_brief(flag: str) -> Words:
    """A flag for a narrow cell: `缺绩效`, `10-13 上班缺卡`."""
    kind, _, detail = flag.partition(":")
    if kind == "missing":
        what = missing(detail).what
        return Words(f"缺{what.zh}", f"no {what.en}")
    if kind == "open_punch":
        day, _, way = detail.partition(":")
        which = _WAYS.get(way, Words(way, way))
        return Words(f"{day[5:]} {which.zh}缺卡", f"{day[5:]} {which.en} punch open")
    return flag_words(flag)


def _said(flag: str) -> _Said:
    kind, _, detail = flag.partition(":")
    if kind not in FLAGS:
        return _Said(Words(flag, flag), Words("", ""))
    if kind == "missing":
        head, what, todo = missing(detail)
        return _Said(Words(f"{head.zh} {what.zh}", f"{head.en} {what.en}"), todo)
    if kind == "open_punch":
        day, _, way = detail.partition(":")
        which = _WAYS.get(way, Words(way, way))
        found = Words(f"{day} {which.zh}", f"{day} {which.en}")
    else:
        found = _SKILLS.get(detail, name_of(detail)) if kind in ("review", "skill_failed") else Words(detail, detail)
    head, todo = FLAGS[kind], _TODO.get(kind, Words("", ""))
    return _Said(Words(f"{head.zh} {found.zh}".strip(), f"{head.en} {found.en}".strip()), todo)


_TODO: dict[str, Words] = {
    "open_punch": Words("补卡:在场面按 P", "make the punch up: press P on the floor"),
    "appeal_pending": Words("请有权的人判定:本人页按 d", "let who may decide: press d on the person's page"),
    "early_confirmation": Words("由主管决定", "a supervisor decides"),
    "review": Words("核对导入的数据", "check the imported figures"),
    "unattributed": Words("给订单补备注,否则不计提成", "write the remark, or it earns no commission"),
    "wage_of_days": Words("设定缺勤工资后自动算出", "computed once the wage of absence is set"),
    "skill_failed": Words("练习后再考一次", "practise and test again"),
    "law_over": Words("由主管核对扣款", "a supervisor looks at the deductions"),
}
