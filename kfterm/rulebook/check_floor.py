"""Checks of the floor: shifts, times, weekdays, limits, kinds of items."""

from decimal import Decimal

from kfterm.rulebook import floor_rules as f
from kfterm.rulebook.check_parts import Found, at_least, chain, filled, once_each, one_of_two, readable, time, within
from kfterm.rulebook.item_kinds import EVENT_FIELDS, item_kinds
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words


def check_floor(rulebook: Rulebook) -> Found:
    """Everything of the live floor."""
    yield from _shifts(rulebook)
    yield from _incidents(rulebook)
    yield from _limits(rulebook)
    yield from _dues(rulebook)
    yield from _shift_names(rulebook)
    yield from _items(rulebook)


def _shifts(rulebook: Rulebook) -> Found:
    for clause, shift in rulebook.all(f.Shift):
        start, end = readable(shift.start), readable(shift.end)
        if start is None or end is None or start >= end:
            hours = f"{shift.start}–{shift.end}"
            zh, en = (
                f"班次 {hours} 不对,应如 17:00 到 01:00+1",
                f"shift {hours} is wrong, it should be like 17:00 to 01:00+1",
            )
            yield clause.id, Words(zh, en)
            continue
        if shift.release is None:
            continue
        release = readable(shift.release)
        if release is None:
            yield from time(clause.id, "release", shift.release)
        elif not start < release <= end:
            hours = f"{shift.start}–{shift.end}"
            zh, en = (
                f"release {shift.release} 不在班次 {hours} 内",
                f"release {shift.release} is outside the shift {hours}",
            )
            yield clause.id, Words(zh, en)
    yield from once_each([(clause, shift.shift) for clause, shift in rulebook.all(f.Shift)], "班次", "shift")
    for clause, chat in rulebook.all(f.ChatAfterEnd):
        yield from time(clause.id, "alert_at", chat.alert_at)


def _incidents(rulebook: Rulebook) -> Found:
    bands = sorted(rulebook.all(f.IncidentOverrun), key=lambda each: each[1].from_minutes)
    edges = [
        (c, Decimal(b.from_minutes - 1), None if b.to_minutes is None else Decimal(b.to_minutes)) for c, b in bands
    ]
    yield from chain(edges, Decimal(0))


def _limits(rulebook: Rulebook) -> Found:
    for clause, away in rulebook.all(f.AwayLimit):
        has = (away.limit_minutes is not None, bool(away.setting))
        yield from one_of_two(clause.id, "limit_minutes", "setting", has)
        yield from at_least(clause.id, "limit_minutes", away.limit_minutes, 1)
    limits = [(clause, rule.limit_minutes) for clause, rule in rulebook.all(f.ContinuousWork)]
    limits += [(clause, rule.limit_minutes) for clause, rule in rulebook.all(f.UnpaidOrder)]
    limits += [(clause, rule.limit_minutes) for clause, rule in rulebook.all(f.CallLimit)]
    for clause, minutes in limits:
        yield from at_least(clause.id, "limit_minutes", minutes, 1)
    for clause, exam in rulebook.all(f.ExamDue):
        yield from at_least(clause.id, "remind_days", exam.remind_days, 0)
    for clause, lead in rulebook.all(f.ShiftLead):
        yield from at_least(clause.id, "count", lead.count, 1)
    for clause, new in rulebook.all(f.OnboardingCheck):
        yield from filled(clause.id, "skill", new.skill)
    calls = [(clause, rule.line) for clause, rule in rulebook.all(f.CallLimit)]
    yield from once_each(calls, "电话线路", "line")


def _dues(rulebook: Rulebook) -> Found:
    for clause, report in rulebook.all(f.ReportDue):
        yield from at_least(clause.id, "min_characters", report.min_characters, 0)
        yield from _due(clause.id, report)
    for clause, meeting in rulebook.all(f.MeetingDue):
        yield from _due(clause.id, meeting)


def _due(clause: str, rule: f.ReportDue | f.MeetingDue) -> Found:
    if (rule.every == "week") != (rule.weekday is not None):
        yield clause, Words('weekday 和 every = "week" 要一起写', 'weekday and every = "week" go together')
    yield from weekday(clause, rule.weekday)
    yield from time(clause, "at", rule.at)


def weekday(clause: str, number: int | None) -> Found:
    """An ISO weekday."""
    if number is not None and not 1 <= number <= 7:
        zh, en = (
            f"weekday 是 {number},应为 1(周一)到 7(周日)",
            f"weekday is {number}, it should be 1 (Monday) to 7 (Sunday)",
        )
        yield clause, Words(zh, en)


def _shift_names(rulebook: Rulebook) -> Found:
    """A shift that is named exists, where the rulebook prints its shifts; duties are named too."""
    known = tuple(shift.shift for _, shift in rulebook.all(f.Shift))
    named = [(clause, rule.shifts) for clause, rule in rulebook.all(f.DutyDue)]
    named += [(clause, rule.shifts) for clause, rule in rulebook.all(f.HandoverDue)]
    for clause, log in rulebook.all(f.MissingLog):
        yield from filled(clause.id, "shifts", log.shifts)
        named.append((clause, log.shifts))
    for clause, shifts in named:
        if known:
            yield from within(clause.id, "shifts", shifts, known)
    duties = [(clause, rule.duties) for clause, rule in rulebook.all(f.DutyDue)]
    duties += [(clause, rule.duties) for clause, rule in rulebook.all(f.UndoneDuty)]
    for clause, names in duties:
        yield from filled(clause.id, "duties", names)


def _items(rulebook: Rulebook) -> Found:
    known = tuple(item_kinds())
    for clause, shipping in rulebook.all(f.PromisedShipping):
        yield from within(clause.id, "item_kind", (shipping.item_kind,), known)
    named = [(clause, rule.item_kinds) for clause, rule in rulebook.all(f.ItemDue)]
    named += [(clause, rule.item_kinds) for clause, rule in rulebook.all(f.HandoverKinds)]
    named += [(clause, rule.item_kinds) for clause, rule in rulebook.all(f.ItemFields)]
    for clause, kinds in named:
        yield from filled(clause.id, "item_kinds", kinds)
        yield from within(clause.id, "item_kinds", kinds, known)
    for clause, needed in rulebook.all(f.ItemFields):
        yield from filled(clause.id, "fields", needed.fields)
        for kind in (item_kinds()[key] for key in needed.item_kinds if key in known):
            own = tuple(field.id for field in kind.field)
            yield from within(clause.id, "fields", needed.fields, (*own, *EVENT_FIELDS))
