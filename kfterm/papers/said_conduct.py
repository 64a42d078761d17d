"""Every rule of conduct in words."""

from collections.abc import Callable
from typing import Any

from kfterm.papers.said_parts import NOTHING, both, listed, num, roles, when
from kfterm.papers.said_prices import price_list
from kfterm.rulebook import conduct_rules as c
from kfterm.rulebook.prices import AnyPrice
from kfterm.words import Words

_LEVELS = {"light": Words("轻度", "light"), "medium": Words("中度", "medium"), "severe": Words("重度", "severe")}
_PER = {"occurrence": NOTHING, "error": Words("每处", "each error"), "shift": Words("每班", "each shift")}
_ON = {
    "exam_full": Words("考试满分", "exam with full marks"),
    "meeting_absent": Words("无故缺席会议", "missing a meeting without leave"),
    "absence": Words("旷工", "absence"),
    "quarrel": Words("投诉成立且属争吵", "a quarrel judged valid"),
    "valid_complaint": Words("投诉成立", "a complaint judged valid"),
    "month_without_complaint": Words("整月没有成立的投诉", "a month without a valid complaint"),
}
_ACTS = {
    "log_violation": Words("记违规", "log violations"),
    "log_merit": Words("记表扬", "log praise"),
    "adjust_score": Words("调整分数", "adjust scores"),
    "decide_leave": Words("批请假", "decide on leave"),
    "decide_rest": Words("批休息", "decide on rest days"),
    "decide_swap": Words("批换班", "decide on swaps"),
    "decide_outing": Words("批外出", "decide on going out"),
    "edit_roster": Words("排班", "make the roster"),
    "arrange_rest": Words("排休息", "arrange rest days"),
    "vouch_punch": Words("证明补卡", "vouch for punches"),
    "judge_complaint": Words("判定投诉", "judge complaints"),
    "decide_appeal": Words("裁决申诉", "decide appeals"),
    "adopt_rulebook": Words("采用规则书", "adopt a rulebook"),
    "grant_award": Words("发奖金", "grant awards"),
    "score_review": Words("人工评分", "score the review"),
    "spend_fund": Words("支用基金箱", "spend the fund"),
    "close_month": Words("关账", "close a month"),
    "cut_handover": Words("截止交接", "cut the handover"),
}


def _priced(prices: tuple[AnyPrice, ...], per: str = "occurrence") -> Words:
    said = price_list(prices)
    if not said.zh:
        return Words("只记录", "noted only")
    unit = _PER[per]
    return Words(f"{unit.zh} {said.zh}".strip(), f"{said.en} {unit.en}".strip())


def _named(label: Words, parts: list[Words]) -> Words:
    said = both(parts, ";", "; ")
    return Words(f"{label.zh}:{said.zh}", f"{label.en}: {said.en}")


def _conduct(rule: c.Conduct) -> Words:
    codes, priced, effects, free = map(listed, (rule.codes, rule.priced_codes, rule.effects, rule.unpriced_effects))
    serious, by = price_list(rule.serious), roles(rule.by_roles)
    parts = [
        _LEVELS[rule.level] if rule.level else NOTHING,
        _priced(rule.price, rule.per),
        when(rule.codes, f"种类 {codes.zh}", f"kinds {codes.en}"),
        when(rule.priced_codes, f"只有 {priced.zh} 计价", f"only {priced.en} is priced"),
        when(rule.effects, f"后果 {effects.zh}", f"effects {effects.en}"),
        when(rule.needs_effect, "后果必选", "the effect has to be chosen"),
        when(rule.unpriced_effects, f"{free.zh} 不计价", f"{free.en} costs nothing"),
        when(rule.serious, f"严重另加 {serious.zh}", f"serious: {serious.en} on top"),
        when(rule.at_most, f"一次最多 {rule.at_most} 项", f"at most {rule.at_most} at once"),
        when(rule.by_roles, f"只由{by.zh}记", f"logged by {by.en} only"),
    ]
    return _named(rule.label.words, parts)


def _merit(rule: c.Merit) -> Words:
    return _named(rule.label.words, [_priced(rule.price)])


def _trigger(rule: c.Trigger) -> Words:
    if rule.on == "exam_below":
        on = Words(f"考试低于 {num(rule.below)}%", f"exam below {num(rule.below)}%")
    elif rule.on == "first_in_month":
        metrics = listed(rule.metrics)
        on = Words(f"当月 {metrics.zh} 都是第一", f"first of the month in {metrics.en}")
    else:
        on = _ON[rule.on]
    parts = [
        on,
        when(rule.without_violations, "且无违规", "without violations"),
        when(rule.needs_worked_shift, "且上过班", "having worked a shift"),
        _LEVELS[rule.level] if rule.level else NOTHING,
    ]
    said, cost = both(parts), _priced(rule.price)
    return _named(rule.label.words, [Words(f"{said.zh} → {cost.zh}", f"{said.en} → {cost.en}")])


def _escalation(rule: c.Escalation) -> Words:
    distinct = rule.count_by == "distinct_clause"
    unit = Words("条不同条款", "different clauses") if distinct else Words("次", "occurrences")
    counts = [
        Words(f"{level.zh}满 {least} {unit.zh}", f"{least} or more {level.en} {unit.en}")
        for level, least in ((_LEVELS[each.level], each.at_least) for each in rule.any_of)
    ]
    said, cost = both(counts, "或", " or "), _priced(rule.price)
    return _named(
        rule.label.words, [Words(f"当月{said.zh},另 {cost.zh},每月一次", f"in a month {said.en}: {cost.en}, once")]
    )


def _skill(rule: c.SkillTest) -> Words:
    least, seconds = rule.at_least, rule.per_seconds
    return Words(
        f"{rule.skill}:{seconds} 秒不少于 {least} 字", f"{rule.skill}: at least {least} characters in {seconds} s"
    )


def _permission(rule: c.Permission) -> Words:
    acts, who = both([_ACTS[act] for act in rule.acts], "、"), roles(rule.roles)
    return Words(f"{acts.zh}:{who.zh}", f"{acts.en}: {who.en}")


CONDUCT: dict[type, Callable[[Any], Words]] = {
    c.Conduct: _conduct,
    c.Merit: _merit,
    c.Trigger: _trigger,
    c.Escalation: _escalation,
    c.SkillTest: _skill,
    c.Permission: _permission,
}
