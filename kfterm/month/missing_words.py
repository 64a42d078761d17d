"""What is missing from a month in words: what it is, how it is missing, what to do. Closing, papers and screens say the same.

Keys are the details of a `missing:` flag: `kpi:sales_cny`, `review:ability`, a setting, an input.
"""

from typing import NamedTuple

from kfterm.words import Words

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
    "review": Words("人工考核", "manual review"),
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
IMPORTED = Words("缺导入数据", "not imported")
"""How an input is missing that comes from another program."""

_SET = Words("没有填", "not set")
_LACKING = Words("缺", "missing")
_NAMES = {**METRICS, **ITEMS}


class Missing(NamedTuple):
    """One thing that is missing."""

    head: Words
    """How it is missing."""
    what: Words
    todo: Words


def name_of(key: str) -> Words:
    """A measure or a review item in words."""
    return _NAMES.get(key, Words(key, key))


def missing(detail: str) -> Missing:
    """What stands behind `missing:` in a flag."""
    key, _, part = detail.partition(":")
    setting = f"kfterm log setting.changed key={detail} value=…"
    if detail in _SETTINGS:
        return Missing(_SET, _SETTINGS[detail], Words(f"设定:{setting}", f"set it: {setting}"))
    if key == "kpi":
        name = name_of(part) if part else _INPUTS["kpi"]
        todo = Words("导入指标文件:kfterm import", "import the file of measures: kfterm import")
        return Missing(IMPORTED, name, todo)
    if key == "review":
        what = Words(f"{_INPUTS['review'].zh} {name_of(part).zh}", f"{_INPUTS['review'].en} {name_of(part).en}")
        return Missing(_LACKING, what, Words("在场面按 R,选人工考核", "press R on the floor: manual review"))
    if key == "order_amount":
        what = Words(f"{_INPUTS[key].zh} {part}", f"{_INPUTS[key].en} {part}")
        return Missing(_LACKING, what, Words("补记这笔订单的金额", "log the amount of this order"))
    if key == "wage":
        todo = Words("先导入工资数据", "import the parts of pay first")
        return Missing(Words("算不出", "not known:"), _INPUTS[key], todo)
    what = _INPUTS.get(key, Words(detail, detail))
    return Missing(IMPORTED, what, Words(f"导入{what.zh}:kfterm import", f"import {what.en}: kfterm import"))
