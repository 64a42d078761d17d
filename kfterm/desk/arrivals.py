"""Who came late, left early or did not come, as proposals (TM01, TM02)."""

from collections.abc import Iterator

from kfterm.desk.noticed import Proposal, notice
from kfterm.desk.shifts import arrival, departure, recent
from kfterm.folds.plan import Planned, minutes
from kfterm.money import decimal_text
from kfterm.month.attendance import sheet as attendance_sheet
from kfterm.month.judge import Judge
from kfterm.periods import MINUTE, month_of
from kfterm.rulebook.attendance_rules import LatenessTier
from kfterm.rulebook.floor_rules import (
    AbsentEntry,
    LateEntry,
)
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.words import Words


def arrivals(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Lateness, missed shifts and early leave of this shift day and the last."""
    late, absent = rulebook.one(LateEntry), rulebook.one(AbsentEntry)
    for plan in recent(judge, now):
        if plan.start + MINUTE > now:
            continue
        name = judge.shop.people.name(plan.staff)
        arrived = arrival(judge, plan)
        size = minutes((arrived or min(now, plan.end)) - plan.start)
        if arrived is None and plan.end <= now:
            if absent is not None:
                says = Words(f"{name} 整班未到", f"{name} missed the whole shift")
                key = f"absent:{plan.staff}:{plan.day}"
                yield notice(rulebook, absent[0].id, key, plan.end, plan.staff, says, plan.day)
        elif size >= 1:
            says = Words(f"{name} 迟到 {size} 分", f"{name} {size} min late")
            key = f"late:{plan.staff}:{plan.day}"
            if late is not None:
                yield notice(rulebook, late[0].id, key, plan.start, plan.staff, says, plan.day)
            elif arrived is None and plan.covers(now):
                clause, price = tier_words(rulebook, size)
                more = Words(f"{says.zh},未到岗 {price.zh}".strip(), f"{says.en}, not here yet {price.en}".strip())
                yield Proposal(key, plan.start, plan.staff, clause, more, None)
        left = departure(judge, plan, now)
        if late is not None and plan.end <= now and left is not None and left < plan.release:
            yield from _early(judge, rulebook, late[0], plan)


def _early(judge: Judge, rulebook: Rulebook, clause: Clause, plan: Planned) -> Iterator[Proposal]:
    person = judge.shop.people.staff[plan.staff]
    for record in attendance_sheet(judge, person, month_of(plan.day)).days:
        if record.day == plan.day and record.early_minutes:
            size = record.early_minutes
            says = Words(f"{person.name} 早退 {size} 分", f"{person.name} left {size} min early")
            key, at = f"early:{plan.staff}:{plan.day}", record.out_at or plan.end
            yield notice(rulebook, clause.id, key, at, plan.staff, says, plan.day)


def tier_words(rulebook: Rulebook, size: int) -> tuple[str, Words]:
    """The clause and price of so much lateness where tiers settle it by themselves."""
    for clause, tier in rulebook.all(LatenessTier):
        if tier.holds("in", size):
            zh, en = [clause.id], [clause.id]
            if tier.packet is not None:
                zh.append(f"¥{decimal_text(tier.packet)} 红包")
                en.append(f"¥{decimal_text(tier.packet)} packet")
            if tier.points is not None:
                zh.append(f"{decimal_text(tier.points)} 分")
                en.append(f"{decimal_text(tier.points)} points")
            if tier.deduct is not None:
                zh.append(f"扣 ¥{decimal_text(tier.deduct)}")
                en.append(f"¥{decimal_text(tier.deduct)} off the wage")
            if tier.absence_days is not None:
                zh.append(f"旷工 {decimal_text(tier.absence_days)} 天")
                en.append(f"absent {decimal_text(tier.absence_days)} day")
            return clause.id, Words(" ".join(zh), " ".join(en))
    return "", Words("", "")
