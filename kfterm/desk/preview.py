"""What an entry would do, before it is logged: by folding it into a copy of the shop's conduct and judging again."""

from decimal import Decimal

import msgspec

from kfterm.events.conduct import MeritLogged, ViolationLogged
from kfterm.folds.conduct import Merit, Violation
from kfterm.money import decimal_text, yuan
from kfterm.month.judge import Judge
from kfterm.month.model import ScoreSheet, Statement
from kfterm.month.summary import statement
from kfterm.periods import month_of
from kfterm.words import Words


def effect(judge: Judge, event: ViolationLogged | MeritLogged, at: int) -> Words:
    """What this one entry would change, and nothing about the next."""
    person = judge.shop.people.staff.get(event.staff)
    if person is None:
        return Words("", "")
    this = month_of(event.on.toordinal() if event.on else judge.plan.shift_day(event.staff, at))
    return difference(statement(judge, person, this), statement(_with(judge, event, at, 1), person, this))


def preview(judge: Judge, event: ViolationLogged | MeritLogged, at: int) -> Words:
    """`−5 → 80→75 C · 第 2 次 · 再一次 …`: this occurrence, the month after it, and what the next would bring."""
    person = judge.shop.people.staff.get(event.staff)
    if person is None:
        return Words("", "")
    day = event.on.toordinal() if event.on else judge.plan.shift_day(event.staff, at)
    this = month_of(day)
    before = statement(judge, person, this)
    once = statement(_with(judge, event, at, 1), person, this)
    change = difference(before, once)
    if isinstance(event, MeritLogged):
        return change
    twice = statement(_with(judge, event, at, 2), person, this)
    following = difference(once, twice)
    logged = sum(1 for _, each in judge.violations(event.staff, this) if each.event.clause == event.clause)
    again = Words(f"再一次:{following.zh}", f"once more: {following.en}") if following != change else Words("", "")
    parts_zh = [f"本月第 {logged + 1} 次", change.zh, again.zh]
    parts_en = [f"no. {logged + 1} this month", change.en, again.en]
    return Words(" · ".join(filter(None, parts_zh)), " · ".join(filter(None, parts_en)))


def _with(judge: Judge, event: ViolationLogged | MeritLogged, at: int, times: int) -> Judge:
    conduct = judge.shop.conduct
    beyond = 1 << 62
    if isinstance(event, ViolationLogged):
        more = {
            f"?{n}": Violation(event=msgspec.structs.replace(event, violation=f"?{n}"), at=at, seq=beyond + n)
            for n in range(times)
        }
        conduct = msgspec.structs.replace(conduct, violations=conduct.violations | more)
    else:
        conduct = msgspec.structs.replace(conduct, merits=conduct.merits | {"?": Merit(event=event, at=at, seq=beyond)})
    after = Judge(msgspec.structs.replace(judge.shop, conduct=conduct), judge.calendar, judge.asof)
    # attendance is the same with and without the entry, and by far the dearest to judge
    kept = ("attendance", "leave", "rest")
    after.scratch = {key: value for key, value in judge.scratch.items() if isinstance(key, tuple) and key[0] in kept}
    return after


def difference(before: Statement, after: Statement) -> Words:
    """What changed between two statements of one person."""
    zh: list[str] = []
    en: list[str] = []
    if before.score and after.score and before.score.total != after.score.total:
        points = decimal_text(after.score.uncapped - before.score.uncapped)
        was, now = decimal_text(before.score.total), decimal_text(after.score.total)
        grade = f" {after.score.grade or '-'}"
        others = _others(before.score, after.score)
        with_zh = "".join(f"(含{words.zh} {figure})" for words, figure in others)
        with_en = "".join(f" (with {words.en} {figure})" for words, figure in others)
        zh.append(f"{points} 分{with_zh},月分 {was}->{now}{grade}")
        en.append(f"{points} points{with_en}, month {was}->{now}{grade}")
    if before.net_fen != after.net_fen:
        amount = yuan(after.net_fen - before.net_fen)
        zh.append(f"¥{amount}")
        en.append(f"¥{amount}")
    known = [case.case for case in before.cases]
    for case in after.cases:
        if case.case in known:
            known.remove(case.case)
        else:
            words = CASE_WORDS.get(case.case, Words(case.case, case.case))
            zh.append(f"{words.zh}个案")
            en.append(f"case: {words.en}")
    if not zh:
        return Words("只记录,不扣分不扣钱", "log only: no points, no money")
    return Words(" · ".join(zh), " · ".join(en))


def _others(before: ScoreSheet, after: ScoreSheet) -> list[tuple[Words, str]]:
    """Entries that an entry brings along or drives out, with what that costs: a bonus lost, an escalation reached."""
    month_long = [entry for entry in (*before.entries, *after.entries) if entry.day is None]
    found = []
    for clause in dict.fromkeys(entry.clause for entry in month_long):
        points = [sum((e.points for e in s.entries if e.clause == clause), Decimal(0)) for s in (before, after)]
        if points[0] != points[1]:
            label = next(entry.label for entry in month_long if entry.clause == clause)
            found.append((label, decimal_text(points[1] - points[0])))
    return found


CASE_WORDS = {
    "dismiss": Words("辞退", "dismissal"),
    "auto_resign": Words("自动离职", "automatic resignation"),
    "withhold_month_wage": Words("扣发当月工资", "withholding the month's wage"),
    "company_notice": Words("全公司通报", "company notice"),
    "no_settlement": Words("不结算工资", "wages not settled"),
    "training_fee": Words("培训费", "training fee"),
    "absence": Words("旷工", "absence"),
    "discipline": Words("考核", "discipline"),
    "warning": Words("警告", "warning"),
    "demerit": Words("记过", "demerit"),
    "review": Words("复核", "review"),
}
