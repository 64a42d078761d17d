"""Checks of attendance and leave: tiers of lateness a way, steps of absence, days that can be true."""

from decimal import Decimal

from kfterm.rulebook import attendance_rules as a
from kfterm.rulebook.check_floor import weekday
from kfterm.rulebook.check_parts import Found, Reading, Tier, amount, at_least, chain, filled
from kfterm.rulebook.pay_rules import DayWage
from kfterm.words import Words


def check_attendance(rulebook: Reading) -> Found:
    """Everything of attendance and leave."""
    yield from _tiers(rulebook)
    yield from _steps(rulebook)
    yield from _days(rulebook)
    yield from _wage_needed(rulebook)


def _tiers(rulebook: Reading) -> Found:
    """Lateness and early leave have their tiers each; a mistake in tiers that serve both is told once."""
    found: list[tuple[str, Words]] = []
    for clause, tier in rulebook.all(a.LatenessTier):
        found += filled(clause.id, "ways", tier.ways)
        found += amount(clause.id, "packet", tier.packet)
        found += amount(clause.id, "deduct", tier.deduct)
        found += at_least(clause.id, "shares", tier.shares, 1)
        if tier.points is not None and tier.points > 0:
            found.append(
                (
                    clause.id,
                    Words("迟到的分数要写负数,如 -1", "lateness takes points: write them with a minus, such as -1"),
                )
            )
    for way in ("in", "out"):
        own = [each for each in rulebook.all(a.LatenessTier) if way in each[1].ways]
        tiers = sorted(own, key=lambda each: each[1].over)
        edges: list[Tier] = [(c, Decimal(t.over), None if t.up_to is None else Decimal(t.up_to)) for c, t in tiers]
        found += chain(edges, Decimal(0))
    yield from dict.fromkeys(found)


def _steps(rulebook: Reading) -> Found:
    for clause, rule in rulebook.all(a.AbsenceSteps):
        days = [step.from_days for step in rule.steps]
        if days != sorted(set(days)) or not days:
            yield clause.id, Words("旷工档要按天数从小到大写", "the absence steps go from few days to many")
        for step in rule.steps:
            if step.deduct_days is None and not step.cases:
                zh = f"满 {step.from_days} 天的一档没写 deduct_days 也没写 cases"
                yield clause.id, Words(zh, f"the step from {step.from_days} days has neither deduct_days nor cases")
            yield from at_least(clause.id, "deduct_days", step.deduct_days, 0)


def _days(rulebook: Reading) -> Found:
    for clause, ledger in rulebook.all(a.PacketLedger):
        yield from weekday(clause.id, ledger.weekday)
        yield from at_least(clause.id, "multiplier", ledger.multiplier, 1)
    for clause, punch in rulebook.all(a.MissedPunch):
        yield from at_least(clause.id, "free", punch.free, 0)
        yield from at_least(clause.id, "shares", punch.shares, 1)
        yield from amount(clause.id, "out_packet", punch.out_packet)
    for clause, rest in rulebook.all(a.RestDays):
        yield from at_least(clause.id, "days", rest.days, 0)
        yield from at_least(clause.id, "lead_days", rest.lead_days, 0)
    for clause, weekly in rulebook.all(a.WeeklyRest):
        if not 1 <= weekly.days <= 7:
            yield (
                clause.id,
                Words(f"days 是 {weekly.days},一周应为 1 到 7", f"days is {weekly.days}, a week has 1 to 7"),
            )
        yield from at_least(clause.id, "max_consecutive_days", weekly.max_consecutive_days, 1)
    for clause, swaps in rulebook.all(a.SwapLimit):
        yield from at_least(clause.id, "at_most", swaps.at_most, 0)
    for clause, form in rulebook.all(a.SwapForm):
        if not form.reason and not form.consent:
            yield clause.id, Words("reason 和 consent 至少写一个 true", "write true for reason or consent, or for both")
    for clause, day in rulebook.all(a.SwapDay):
        if not day.no_leave and not day.no_swap:
            yield (
                clause.id,
                Words("no_leave 和 no_swap 至少写一个 true", "write true for no_leave or no_swap, or for both"),
            )
    for clause, notice in rulebook.all(a.LeaveNotice):
        yield from at_least(clause.id, "lead_days", notice.lead_days, 0)
    for clause, cap in rulebook.all(a.LeaveCap):
        yield from at_least(clause.id, "over_days", cap.over_days, 0)
        yield from at_least(clause.id, "next_month_rest", cap.next_month_rest, 0)
    for clause, yearly in rulebook.all(a.YearlyLeaveCap):
        yield from at_least(clause.id, "max_days", yearly.max_days, 0)
    for clause, full in rulebook.all(a.FullAttendance):
        yield from filled(clause.id, "without", full.without)


def _wage_needed(rulebook: Reading) -> Found:
    """What is counted in days' wages needs to be told what a day's wage is."""
    if not rulebook.lacks(DayWage):
        return
    needing = [(clause, "unused_rest") for clause, _ in rulebook.all(a.UnusedRest)]
    needing += [(clause, "leave_deduction") for clause, _ in rulebook.all(a.LeaveDeduction)]
    for clause, rule in rulebook.all(a.AbsenceSteps):
        if any(step.deduct_days for step in rule.steps):
            needing.append((clause, "absence_steps"))
    for clause, name in needing:
        yield clause.id, Words(f"{name} 要按日工资算,缺 day_wage", f"{name} counts in days' wages: day_wage is missing")
