"""Flags of a month in words: what is missing or to be looked at, and what to do about it. Table, account and screens.

A flag is `kind` or `kind:detail`; one that nobody named here stands for itself.
"""

from typing import NamedTuple

from kfterm.words import Lang, Words

METRICS: dict[str, Words] = {
    "enquirers": Words("询单人数", "enquirers"),
    "buyers": Words("下单人数", "buyers"),
    "conversion_pct": Words("询单转化率", "conversion"),
    "sales_cny": Words("销售额", "sales"),
    "avg_order_cny": Words("客单价", "average order"),
    "avg_response_s": Words("平均响应", "average response"),
    "reply_pct": Words("回复率", "reply rate"),
    "volume": Words("接待量", "volume"),
    "quality": Words("服务质量", "quality"),
}
"""Measures as other systems report them; the unit stands in the key."""

ITEMS: dict[str, Words] = {
    "rules": Words("规章制度", "rules"),
    "drive": Words("积极进取", "drive"),
    "ability": Words("业务能力", "ability"),
    "cooperation": Words("协作精神", "cooperation"),
    "knowledge": Words("专业知识", "knowledge"),
    "chat": Words("聊天内容", "chat"),
}
"""Items of a manual review."""

_INPUTS: dict[str, Words] = {
    "kpi_amount": Words("绩效", "performance"),
    "insurance": Words("保险个人部分", "insurance, own share"),
    "kpi": Words("绩效指标", "measures"),
    "review": Words("人工考核评分", "review score"),
    "order_amount": Words("订单金额", "order amount"),
    "wage": Words("应发工资", "the wage due"),
}
_SETTINGS: dict[str, Words] = {
    "absence_wage": Words("一天的缺勤工资", "the wage of a day of absence"),
    "commission_rate": Words("提成比例", "the commission rate"),
    "away_limit_minutes": Words("离席时限", "the away limit"),
    "reference_package": Words("工资基数", "the reference package"),
    "law.minimum_wage": Words("当地最低工资", "the local minimum wage"),
}
FLAGS: dict[str, Words] = {
    "missing": Words("缺导入数据", "not imported"),
    "open_punch": Words("缺卡未补", "punch open"),
    "early_confirmation": Words("可提前转正", "may be confirmed early"),
    "appeal_pending": Words("申诉未决", "appeal pending"),
    "corrected": Words("含更正", "with corrections of"),
    "month_running": Words("本月未结束,数字仍会变", "the month is still running"),
    "review": Words("分母为零,请人工复核", "nothing to measure on, look at"),
    "unattributed": Words("订单没有备注姓名", "order without a name in its remark"),
    "wage_of_days": Words("缺勤天数的工资待定", "wage of absence not known, days:"),
    "law_over": Words("扣款超过法定上限", "deductions above the legal cap by"),
}
"""A kind of flag in words."""

_SET = Words("没有填", "not set")
_WAYS = {"in": Words("上班", "in"), "out": Words("下班", "out")}
_CHINESE_NAME = {**METRICS, **ITEMS}


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
        what = _missing(detail)[1]
        return Words(f"缺{what.zh}", f"no {what.en}")
    if kind == "open_punch":
        day, _, way = detail.partition(":")
        which = _WAYS.get(way, Words(way, way))
        return Words(f"{day[5:]} {which.zh}缺卡", f"{day[5:]} {which.en} punch open")
    return flag_words(flag)


def name_of(key: str) -> Words:
    """A measure or a review item in words."""
    return _CHINESE_NAME.get(key, Words(key, key))


def _said(flag: str) -> _Said:
    kind, _, detail = flag.partition(":")
    if kind not in FLAGS:
        return _Said(Words(flag, flag), Words("", ""))
    if kind == "missing":
        head, what, todo = _missing(detail)
        return _Said(Words(f"{head.zh} {what.zh}", f"{head.en} {what.en}"), todo)
    if kind == "open_punch":
        day, _, way = detail.partition(":")
        which = _WAYS.get(way, Words(way, way))
        found = Words(f"{day} {which.zh}", f"{day} {which.en}")
    else:
        found = name_of(detail) if kind == "review" else Words(detail, detail)
    head, todo = FLAGS[kind], _TODO.get(kind, Words("", ""))
    return _Said(Words(f"{head.zh} {found.zh}".strip(), f"{head.en} {found.en}".strip()), todo)


def _missing(detail: str) -> tuple[Words, Words, Words]:
    """How it is missing, what is missing, what to do."""
    key, _, part = detail.partition(":")
    setting = f"kfterm log setting.changed key={detail} value=…"
    if detail in _SETTINGS:
        return _SET, _SETTINGS[detail], Words(f"设定:{setting}", f"set it: {setting}")
    if key == "kpi":
        name = name_of(part) if part else _INPUTS["kpi"]
        return FLAGS["missing"], name, Words("导入指标文件:kfterm import", "import the file of measures: kfterm import")
    if key == "review":
        what = Words(f"{_INPUTS['review'].zh} {name_of(part).zh}", f"{_INPUTS['review'].en} {name_of(part).en}")
        return Words("缺", "missing"), what, Words("在场面按 R,选人工考核评分", "press R on the floor: review scores")
    if key == "order_amount":
        what = Words(f"{_INPUTS[key].zh} {part}", f"{_INPUTS[key].en} {part}")
        return Words("缺", "missing"), what, Words("补记这笔订单的金额", "log the amount of this order")
    if key == "wage":
        return Words("算不出", "not known:"), _INPUTS[key], Words("先导入工资数据", "import the parts of pay first")
    what = _INPUTS.get(key, Words(detail, detail))
    return FLAGS["missing"], what, Words(f"导入:kfterm import({key})", f"import it: kfterm import ({key})")


_TODO: dict[str, Words] = {
    "open_punch": Words("补卡:在场面按 P", "make the punch up: press P on the floor"),
    "appeal_pending": Words("请有权的人判定:本人页按 d", "let who may decide: press d on the person's page"),
    "early_confirmation": Words("由主管决定", "a supervisor decides"),
    "review": Words("核对导入的数据", "check the imported figures"),
    "unattributed": Words("给订单补备注,否则不计提成", "write the remark, or it earns no commission"),
    "wage_of_days": Words("设定缺勤工资后自动算出", "computed once the wage of absence is set"),
    "law_over": Words("由主管核对扣款", "a supervisor looks at the deductions"),
}
