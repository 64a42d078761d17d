"""Who came late, left early or did not come, as proposals."""

from collections.abc import Iterator

from kfterm.desk.noticed import BACK_DAYS, Proposal, price_words, violation_of
from kfterm.folds.plan import Planned, minutes
from kfterm.money import decimal_text
from kfterm.month.attendance import sheet as attendance_sheet
from kfterm.month.judge import Judge
from kfterm.month.leave import on_leave, rest_days
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
    today = judge.calendar.day(now)
    for person in judge.shop.people.staff.values():
        if person.left_at is not None:
            continue
        for day in (today - BACK_DAYS, today):
            plan = judge.plan.planned(person.staff, day)
            if plan is None or plan.start + MINUTE > now or not _expected(judge, plan):
                continue
            arrived = arrival(judge, plan)
            size = minutes((arrived or min(now, plan.end)) - plan.start)
            if arrived is None and plan.end <= now:
                if absent is not None:
                    says = Words(f"{person.name} 整班未到", f"{person.name} missed the whole shift")
                    yield proposal_of(rulebook, absent[0], f"absent:{person.staff}:{day}", plan.end, plan, says)
            elif size >= 1:
                says = Words(f"{person.name} 迟到 {size} 分", f"{person.name} {size} min late")
                key = f"late:{person.staff}:{day}"
                if late is not None:
                    yield proposal_of(rulebook, late[0], key, plan.start, plan, says)
                elif arrived is None and plan.covers(now):
                    clause, price = tier_words(rulebook, size)
                    more = Words(f"{says.zh},未到岗 {price.zh}".strip(), f"{says.en}, not here yet {price.en}".strip())
                    yield Proposal(key, plan.start, person.staff, clause, more, None)
            if late is not None and plan.end <= now:
                yield from _early(judge, rulebook, late[0], plan)


def _early(judge: Judge, rulebook: Rulebook, clause: Clause, plan: Planned) -> Iterator[Proposal]:
    person = judge.shop.people.staff[plan.staff]
    for record in attendance_sheet(judge, person, month_of(plan.day)).days:
        if record.day == plan.day and record.early_minutes:
            size = record.early_minutes
            says = Words(f"{person.name} 早退 {size} 分", f"{person.name} left {size} min early")
            yield proposal_of(rulebook, clause, f"early:{plan.staff}:{plan.day}", record.out_at or plan.end, plan, says)


def _expected(judge: Judge, plan: Planned) -> bool:
    return not on_leave(judge, plan.staff, plan.day) and plan.day not in rest_days(judge, plan.staff)


def arrival(judge: Judge, plan: Planned) -> int | None:
    """When somebody came for a shift: the first punch in, else the first seat taken, around its hours."""
    early = plan.start - 6 * 60 * MINUTE
    punches = [at for at, way, _ in judge.shop.attendance.punches.get(plan.staff, []) if way == "in"]
    made = [each.at for each in judge.shop.attendance.made_up.get(plan.staff, []) if each.day == plan.day]
    for moments in (punches, made, judge.shop.floor.seated.get(plan.staff, [])):
        near = [at for at in moments if early <= at < plan.end]
        if near:
            return min(near)
    return None


def tier_words(rulebook: Rulebook, size: int) -> tuple[str, Words]:
    """The clause and price of so much lateness where tiers settle it by themselves."""
    for clause, tier in rulebook.all(LatenessTier):
        if size > tier.over and (tier.up_to is None or size <= tier.up_to):
            if tier.packet is not None:
                packet = decimal_text(tier.packet)
                return clause.id, Words(f"{clause.id} ¥{packet} 红包", f"{clause.id} ¥{packet} packet")
            days = decimal_text(tier.absence_days or 0)
            return clause.id, Words(f"{clause.id} 旷工 {days} 天", f"{clause.id} absent {days} day")
    return "", Words("", "")


def proposal_of(rulebook: Rulebook, clause: Clause, key: str, at: int, plan: Planned, says: Words) -> Proposal:
    """What was noticed about a planned shift, with what a confirmation would log."""
    price = price_words(rulebook, clause.id)
    words = Words(f"{says.zh} {clause.id} {price}".strip(), f"{says.en} {clause.id} {price}".strip())
    return Proposal(key, at, plan.staff, clause.id, words, violation_of(plan.staff, clause.id, key, says, plan.day))
