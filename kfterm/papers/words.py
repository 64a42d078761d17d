"""What papers call things: handover kinds, severities, pay lines, cases, flags."""

import re
from collections.abc import Sequence

from kfterm.month.model import Line
from kfterm.papers.flag_words import FLAGS, flag_text, name_of
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

KINDS: dict[str, Words] = {
    "H01": Words("设备情况", "equipment"),
    "H02": Words("疑难问题", "hard problem"),
    "H03": Words("人员调班", "staffing"),
    "H04": Words("已打单未发货", "waybills not shipped"),
    "H05": Words("晚班面单移交", "waybills with the book"),
    "H06": Words("未打单订单", "orders without waybill"),
    "H07": Words("特殊快递取件", "special pick-up"),
    "H08": Words("客户仍在咨询", "customer still chatting"),
    "H09": Words("未付款待催", "unpaid order"),
    "H10": Words("加星订单备注", "starred order"),
    "H11": Words("问题件", "problem ticket"),
    "H12": Words("物流异常", "logistics chase"),
    "H13": Words("少件破损", "missing or damaged"),
    "H14": Words("退换货", "return or exchange"),
    "H15": Words("承诺发货", "promised shipping"),
    "H16": Words("投诉纠纷", "complaint or dispute"),
    "H17": Words("差评", "negative review"),
    "H18": Words("离线留言未回", "offline messages"),
    "H19": Words("异常情况", "incident"),
    "H20": Words("公告活动", "announcement"),
    "H21": Words("客户特殊要求", "special request"),
    "H22": Words("转介绍登记", "referral form"),
    "H23": Words("意见建议", "suggestion"),
    "H24": Words("今日目标", "goal of the day"),
    "H25": Words("卫生与桌面", "cleaning and desk"),
    "H26": Words("无交接事项", "nothing to hand over"),
    "H27": Words("内部调岗工作", "work of a transfer"),
}
SEVERITY: dict[str, Words] = {
    "stable": Words("稳", "stable"),
    "watch": Words("盯", "watch"),
    "urgent": Words("急", "urgent"),
}
LINES: dict[str, Words] = {
    "base": Words("底薪", "base pay"),
    "meal": Words("餐补", "meals"),
    "full_attendance": Words("全勤奖", "full attendance"),
    "commission": Words("提成", "commission"),
    "kpi": Words("绩效考核", "KPI"),
    "review": Words("综合评分", "review"),
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
CASES: dict[str, Words] = {
    "dismiss": Words("辞退", "dismissal"),
    "auto_resign": Words("自动离职", "automatic resignation"),
    "withhold_month_wage": Words("扣当月工资", "month's wage withheld"),
    "company_notice": Words("公司通报", "company notice"),
    "no_settlement": Words("不予结算", "no settlement"),
    "training_fee": Words("培训费", "training fee"),
    "absence": Words("旷工", "absence"),
    "discipline": Words("处分", "discipline"),
    "warning": Words("警告", "warning"),
    "demerit": Words("记过", "demerit"),
    "review": Words("复核", "review"),
}
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
