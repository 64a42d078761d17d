"""What an entry would do, before it is logged: by folding it into a copy of the shop's conduct and judging again."""

from decimal import Decimal

import msgspec

from kfterm.desk.asked import asked
from kfterm.events.conduct import MeritLogged, ViolationLogged
from kfterm.folds.conduct import Merit, Violation
from kfterm.money import decimal_text, yuan
from kfterm.month.case_words import CASE_WORDS as CASE_WORDS
from kfterm.month.judge import Judge
from kfterm.month.model import Occurrence, ScoreSheet, Statement
from kfterm.month.occurrences import occurrences
from kfterm.month.summary import statement
from kfterm.periods import month_of
from kfterm.rulebook.conduct_rules import Conduct
from kfterm.words import Words

BEYOND = 1 << 62
"""The place in the log of what is not written yet: after everything."""

LOG_ONLY = Words("只记录,不扣分不扣钱", "log only: no points, no money")
"""What an entry without a price does."""

AGAIN = Words("再一次:", "once more: ")
"""How the part begins that says what the next one would bring."""

AGAIN_ELSEWHERE = Words("另一班再一次:", "once more on another shift: ")
"""The same of a clause that counts once a shift."""

ONCE = Words("本班已记,不再计", "logged on this shift already, not counted again")
"""What a second entry of such a clause does on the same shift day."""


def effect(judge: Judge, event: ViolationLogged | MeritLogged, at: int) -> Words:
    """What this one entry would change, and nothing about the next."""
    person = judge.shop.people.staff.get(event.staff)
    if person is None:
        return Words("", "")
    day = event.on.toordinal() if event.on else judge.plan.shift_day(event.staff, at)
    this, instead = month_of(day), _instead(judge, event, at, day)
    if instead is not None:
        return instead
    change = difference(statement(judge, person, this), statement(_with(judge, event, at, 1), person, this))
    return _replaced(judge, event, at) if change == LOG_ONLY and isinstance(event, ViolationLogged) else change


def preview(judge: Judge, event: ViolationLogged | MeritLogged, at: int) -> Words:
    """`第 2 次 · ¥-50 · 本月罚款 ¥80 · 再一次:…`: this occurrence, the month after it, and what the next would bring."""
    person = judge.shop.people.staff.get(event.staff)
    if person is None:
        return Words("", "")
    day = event.on.toordinal() if event.on else judge.plan.shift_day(event.staff, at)
    this, instead = month_of(day), _instead(judge, event, at, day)
    if instead is not None:
        return instead
    before = statement(judge, person, this)
    once = statement(_with(judge, event, at, 1), person, this)
    change = difference(before, once)
    if isinstance(event, MeritLogged):
        return change
    twice = statement(_with(judge, event, at, 2), person, this)
    following = difference(once, twice)
    again = Words("", "")
    if following != change:
        begins = AGAIN_ELSEWHERE if _once_a_shift(judge, event, at) else AGAIN
        again = Words(f"{begins.zh}{following.zh}", f"{begins.en}{following.en}")
    coming = occurrence(judge, event, at)
    which = _which(coming.number) if coming is not None else Words("", "")
    untyped, so_far = _untyped(judge, event, day), _so_far(before, once)
    if untyped.zh:
        change, so_far, again = untyped, Words("", ""), Words("", "")
    if change == LOG_ONLY:
        change = _replaced(judge, event, at)
    parts_zh = [which.zh, change.zh, so_far.zh, again.zh]
    parts_en = [which.en, change.en, so_far.en, again.en]
    return Words(" · ".join(filter(None, parts_zh)), " · ".join(filter(None, parts_en)))


def _so_far(before: Statement, after: Statement) -> Words:
    """The month's fines with this one; the points of a month stand in what changed."""
    if before.fines_fen == after.fines_fen:
        return Words("", "")
    fines = yuan(after.fines_fen)
    return Words(f"本月罚款 ¥{fines}", f"fines this month ¥{fines}")


def _untyped(judge: Judge, event: ViolationLogged, day: int) -> Words:
    """What the price waits for, where it hangs on something that was not typed yet."""
    rulebook = judge.plan.rulebook(day)
    rule = rulebook.rule(event.clause, Conduct) if rulebook else None
    if rule is None:
        return Words("", "")
    found = asked(rule)
    if found.amount is not None and event.amount is None:
        span = f"¥{decimal_text(found.amount.low)}-{decimal_text(found.amount.high)}"
        return Words(f"罚 {span},金额待填", f"fine {span}, still to be typed")
    if found.loss_due and event.amount is None:
        return Words("金额待填", "amount still to be typed")
    priced_code = found.code_due and not event.code
    if priced_code or (found.effect_due and not event.effect) or (found.free_points and event.points is None):
        return Words("按所填内容计", "priced by what is typed")
    if found.unit_price and event.unit_price is None:
        return Words("按单价计,单价待填", "by the unit price, still to be typed")
    return Words("", "")


def _which(number: int) -> Words:
    """Which occurrence it is; nothing about what no ladder counts."""
    return Words(f"本月第 {number} 次", f"no. {number} this month") if number else Words("", "")


def occurrence(judge: Judge, event: ViolationLogged, at: int) -> Occurrence | None:
    """The occurrence that this entry would be, with its number and its price; None where it would be none."""
    person = judge.shop.people.staff.get(event.staff)
    if person is None:
        return None
    day = event.on.toordinal() if event.on else judge.plan.shift_day(event.staff, at)
    after = _with(judge, event, at, 1)
    found = occurrences(after, after.in_month(person, month_of(day)), month_of(day))
    return next((each for each in found if BEYOND in each.events), None)


def _with(judge: Judge, event: ViolationLogged | MeritLogged, at: int, times: int) -> Judge:
    conduct = judge.shop.conduct
    if isinstance(event, ViolationLogged):
        if _once_a_shift(judge, event, at):  # a second entry of this shift would be a note: the next one is of another
            event, times = msgspec.structs.replace(event, times=event.times * times), 1
        more = {
            f"?{n}": Violation(event=msgspec.structs.replace(event, violation=f"?{n}"), at=at, seq=BEYOND + n)
            for n in range(times)
        }
        conduct = msgspec.structs.replace(conduct, violations=conduct.violations | more)
    else:
        conduct = msgspec.structs.replace(conduct, merits=conduct.merits | {"?": Merit(event=event, at=at, seq=BEYOND)})
    after = Judge(msgspec.structs.replace(judge.shop, conduct=conduct), judge.calendar, judge.asof, judge.corrections)
    # attendance is the same with and without the entry, and by far the dearest to judge
    kept = ("attendance", "leave", "rest")
    after.scratch = {key: value for key, value in judge.scratch.items() if isinstance(key, tuple) and key[0] in kept}
    return after


def _once_a_shift(judge: Judge, event: ViolationLogged, at: int) -> bool:
    rulebook = judge.plan.rulebook(event.on.toordinal() if event.on else judge.plan.shift_day(event.staff, at))
    rule = rulebook.rule(event.clause, Conduct) if rulebook else None
    return rule is not None and rule.per == "shift"


def _replaced(judge: Judge, event: ViolationLogged, at: int) -> Words:
    """What an entry takes the place of, where that is counted already with the same weight; else it is a note."""
    coming = occurrence(judge, event, at)
    if coming is None or not (coming.priced.points or coming.priced.fine_fen):
        return LOG_ONLY
    points, fine = decimal_text(coming.priced.points), yuan(coming.priced.fine_fen)
    weight = Words(f"{points} 分", f"{points} points") if coming.priced.points else Words(f"¥{fine}", f"¥{fine}")
    return Words(f"代替已按 {weight.zh} 计的一条,数字不变", f"stands for what counts with {weight.en} already")


def _instead(judge: Judge, event: ViolationLogged | MeritLogged, at: int, day: int) -> Words | None:
    """What is said where the figures of the day's month stay as they are: a closed month, a second time on a shift."""
    label = month_of(day).label
    if label in judge.shop.rules.closed:
        later = judge.booked_in(day, BEYOND)
        return Words(f"{label} 已结账,更正记入 {later}", f"{label} is closed, the correction is booked in {later}")
    if isinstance(event, ViolationLogged) and _once_a_shift(judge, event, at) and _on_this_shift(judge, event, day):
        return ONCE
    return None


def _on_this_shift(judge: Judge, event: ViolationLogged, day: int) -> bool:
    """Whether the same was logged on the person for this shift day already."""
    logged = (each for each in judge.logged(event.staff) if each.counts and each.event.clause == event.clause)
    return any(judge.violation_day(each) == day for each in logged)


def _held(found: Statement) -> int:
    """What the law guard gives back, fen."""
    return sum(line.fen for line in found.guard.held) if found.guard is not None else 0


def difference(before: Statement, after: Statement) -> Words:
    """What changed between two statements of one person."""
    zh: list[str] = []
    en: list[str] = []
    if before.score and after.score and before.score.total != after.score.total:
        points = decimal_text(after.score.uncapped - before.score.uncapped)
        was, now = decimal_text(before.score.total), decimal_text(after.score.total)
        graded = before.score.grade or after.score.grade
        grade = f" {after.score.grade or '-'}" if graded else ""
        others = _others(before.score, after.score)
        with_zh = "".join(f"(含{words.zh} {figure})" for words, figure in others)
        with_en = "".join(f" (with {words.en} {figure})" for words, figure in others)
        zh.append(f"{points} 分{with_zh},月分 {was}->{now}{grade}")
        en.append(f"{points} points{with_en}, month {was}->{now}{grade}")
    held = _held(after) - _held(before)
    change = after.net_fen - before.net_fen - held
    if change or held:
        kept = Words(f",超法定上限 ¥{yuan(held)} 未扣", f", ¥{yuan(held)} over the legal cap not deducted")
        zh.append(f"¥{yuan(change)}{kept.zh if held > 0 else ''}")
        en.append(f"¥{yuan(change)}{kept.en if held > 0 else ''}")
    known = [case.case for case in before.cases]
    for case in after.cases:
        if case.case in known:
            known.remove(case.case)
        else:
            words = CASE_WORDS.get(case.case, Words(case.case, case.case))
            zh.append(f"{words.zh}个案")
            en.append(f"case: {words.en}")
    if not zh:
        return LOG_ONLY
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
