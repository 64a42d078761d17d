"""Every rule of scores and of pay in words."""

from collections.abc import Callable
from typing import Any

from kfterm.papers.said_parts import both, case, keyed, num, of_package, percent, roles, signed, when, yuan
from kfterm.rulebook import pay_rules as p
from kfterm.rulebook import score_rules as s
from kfterm.words import Words


def _score(rule: s.Score) -> Words:
    whole = when(not rule.whole, ",可有半分", ", halves exist")
    return Words(
        f"每月从 {num(rule.opening)} 分起{whole.zh}", f"the month opens with {num(rule.opening)} points{whole.en}"
    )


def _score_cap(rule: s.ScoreCap) -> Words:
    return Words(f"总分最多 {num(rule.at_most)}", f"the total is at most {num(rule.at_most)}")


def _adjustment(rule: s.Adjustment) -> Words:
    low, high, whose, by = signed(rule.low), signed(rule.high), roles(rule.for_roles), roles(rule.by_roles)
    return Words(f"{whose.zh}由{by.zh}调整 {low} 到 {high} 分", f"{whose.en}: {low} to {high} points by {by.en}")


def _grade(rule: s.Grade) -> Words:
    low = f">{num(rule.over)}" if rule.over is not None else f"≥{num(rule.from_score)}"
    high = f"≤{num(rule.up_to)}" if rule.up_to is not None else f"<{num(rule.below)}"
    has_low, has_high = (
        rule.over is not None or rule.from_score is not None,
        rule.up_to is not None or rule.below is not None,
    )
    edges = " ".join([low] * has_low + [high] * has_high)
    return Words(f"{rule.grade}:{edges} 分", f"{rule.grade}: {edges}")


def _score_case(rule: s.ScoreCase) -> Words:
    what = case(rule.case.case)
    return Words(f"低于 {num(rule.below)} 分:{what.zh}", f"below {num(rule.below)} points: {what.en}")


def _last(rule: s.LastPlaceCase) -> Words:
    what, below = case(rule.case.case), num(rule.below)
    return Words(
        f"连续 {rule.months} 个月末位且低于 {below} 分 {what.zh}",
        f"last and below {below} points in {rule.months} months running: {what.en}",
    )


def _early(rule: s.EarlyConfirmation) -> Words:
    return Words(
        f"试用期每月都是 {rule.grade} 可提前转正", f"{rule.grade} in every month of probation: may be confirmed early"
    )


def _float(rule: s.Standard) -> Words:
    each, low, high = yuan(rule.yuan_per_point), yuan(rule.low), yuan(rule.high)
    return Words(
        f"以 {num(rule.standard)} 分为准,每分 {each},{low} 到 {high}",
        f"each point around {num(rule.standard)} is {each}, from {low} to {high}",
    )


def _float_from(rule: s.FloatFrom) -> Words:
    return Words(f"入职第 {rule.month} 个月起浮动", f"the float begins in month {rule.month} of employment")


def _leaver(rule: s.Leaver) -> Words:
    when_ = (
        Words("第一个月内", "in the first month") if rule.when == "first_month" else Words("试用期内", "in probation")
    )
    what = case(rule.case.case)
    share = when(
        rule.share is not None, f",月薪的 {percent(rule.share)}", f", {percent(rule.share)} of the monthly wage"
    )
    return Words(f"{when_.zh}辞职:{what.zh}{share.zh}", f"resigning {when_.en}: {what.en}{share.en}")


def _package(rule: p.Package) -> Words:
    return Words(f"参考工资见设置 {rule.setting}", f"the reference package is the setting {rule.setting}")


def _base(rule: p.Base) -> Words:
    amount = of_package(rule.yuan, rule.share)
    return Words(f"底薪 {amount.zh}", f"base pay {amount.en}")


def _meal(rule: p.Meal) -> Words:
    amount = of_package(rule.yuan, rule.share)
    return Words(f"饭贴 {amount.zh}", f"meal money {amount.en}")


def _count(rule: p.CountCommission) -> Words:
    return Words(f"每单提成 {yuan(rule.yuan)}", f"{yuan(rule.yuan)} for each shipped order")


def _rate(rule: p.RateCommission) -> Words:
    parts = []
    for step in rule.steps:
        low = f"≥{percent(step.from_ratio)}" if step.from_ratio is not None else ""
        high = f"<{percent(step.below)}" if step.below is not None else ""
        edges = " ".join(each for each in (low, high) if each)
        parts.append(Words(f"{edges} 提 {percent(step.rate)}".strip(), f"{edges} pays {percent(step.rate)}".strip()))
    said = both(parts)
    base, part, whole, given = map(keyed, (rule.base, rule.part, rule.whole, rule.percent))
    return Words(
        f"{base.zh}按{part.zh}/{whole.zh}(或{given.zh}):{said.zh}",
        f"{base.en} by {part.en}/{whole.en} (or {given.en}): {said.en}",
    )


def _streak(rule: p.StreakAward) -> Words:
    rungs, metric = " / ".join(yuan(each) for each in rule.rungs), keyed(rule.metric)
    return Words(
        f"{metric.zh}第一,按连续月数 {rungs},其后照最后一档",
        f"first in {metric.en}, by months running {rungs}, then as the last",
    )


def _order(rule: p.OrderCommission) -> Words:
    return Words(f"已付订单按设置 {rule.setting} 提成", f"paid orders at the rate of the setting {rule.setting}")


def _kpi_item(rule: p.KpiItem) -> Words:
    name, part, whole = rule.label.words if rule.label else keyed(rule.metric), keyed(rule.part), keyed(rule.whole)
    points = f"{num(rule.worst)}–{num(rule.best)} → {num(rule.worst_score)}–{num(rule.best_score)}"
    made = when(rule.part, f"(或{part.zh}/{whole.zh})", f" (or {part.en}/{whole.en})")
    return Words(
        f"{name.zh}{made.zh} {points} 分,权重 {percent(rule.weight)}",
        f"{name.en}{made.en} {points} points, weight {percent(rule.weight)}",
    )


def _kpi_pay(rule: p.KpiPay) -> Words:
    share, full = percent(rule.share), num(rule.full_score)
    return Words(f"{full} 分得参考工资的 {share}", f"{full} points pay {share} of the reference package")


def _review_item(rule: p.ReviewItem) -> Words:
    levels = [Words(f"{num(each.score)} {each.label.zh}", f"{num(each.score)} {each.label.en}") for each in rule.levels]
    said = both(levels, ";", "; ")
    return Words(f"{rule.label.zh}:{said.zh}", f"{rule.label.en}: {said.en}")


def _review_pay(rule: p.ReviewPay) -> Words:
    each, low, high = yuan(rule.yuan), num(rule.low), num(rule.high)
    return Words(
        f"人工评分每分 {each},最低 {low} 最高 {high} 分", f"the review pays {each} a point, from {low} to {high} points"
    )


def _pay_due(rule: p.PayDue) -> Words:
    remind = when(rule.remind_day, f",{rule.remind_day} 日起提醒", f", reminded of from day {rule.remind_day} on")
    return Words(f"次月 {rule.day} 日前发{remind.zh}", f"paid by day {rule.day} of the next month{remind.en}")


def _day_wage(_: p.DayWage) -> Words:
    return Words("日工资 = 底薪 ÷ 当月天数", "a day's wage is base pay by the days of the month")


def _kpi_amount(rule: p.KpiAmount) -> Words:
    must = when(rule.required, ",必须导入", ", has to be imported")
    return Words(f"绩效金额由外部导入{must.zh}", f"the performance amount is computed elsewhere{must.en}")


def _award(rule: p.Award) -> Words:
    name = rule.label.words if rule.label else Words("奖金", "award")
    return Words(f"{name.zh}:金额和理由由人填", f"{name.en}: an amount typed with a reason")


def _insurance(rule: p.Insurance) -> Words:
    return Words(
        f"保险个人承担 {percent(rule.person_share)}", f"insurance: the person bears {percent(rule.person_share)}"
    )


def _net_floor(rule: p.NetFloor) -> Words:
    return Words(f"实发不低于 {yuan(rule.yuan)}", f"the net is never below {yuan(rule.yuan)}")


def _complaint(rule: p.ComplaintCase) -> Words:
    what = case(rule.case)
    return Words(f"投诉成立:{what.zh}", f"a complaint judged valid: {what.en}")


def _fund(_: p.FundBox) -> Words:
    return Words("罚款全部进部门基金箱", "all fines go into the department's fund box")


SCORES: dict[type, Callable[[Any], Words]] = {
    s.Score: _score,
    s.ScoreCap: _score_cap,
    s.Adjustment: _adjustment,
    s.Grade: _grade,
    s.ScoreCase: _score_case,
    s.LastPlaceCase: _last,
    s.EarlyConfirmation: _early,
    s.Standard: _float,
    s.FloatFrom: _float_from,
    s.Leaver: _leaver,
}
PAY: dict[type, Callable[[Any], Words]] = {
    p.Package: _package,
    p.Base: _base,
    p.Meal: _meal,
    p.CountCommission: _count,
    p.RateCommission: _rate,
    p.StreakAward: _streak,
    p.OrderCommission: _order,
    p.KpiItem: _kpi_item,
    p.KpiPay: _kpi_pay,
    p.ReviewItem: _review_item,
    p.ReviewPay: _review_pay,
    p.PayDue: _pay_due,
    p.DayWage: _day_wage,
    p.KpiAmount: _kpi_amount,
    p.Award: _award,
    p.Insurance: _insurance,
    p.NetFloor: _net_floor,
    p.ComplaintCase: _complaint,
    p.FundBox: _fund,
}
