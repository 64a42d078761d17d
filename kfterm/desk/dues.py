"""What has to be done by a time: items of the book, meetings, duties, exams, announcements, publication, pay."""

from collections.abc import Iterator
from itertools import takewhile

from kfterm.desk.handover_faults import answered_for
from kfterm.desk.items import kind_words, open_items
from kfterm.desk.news import holding
from kfterm.desk.noticed import BACK_DAYS, Proposal, know, listed
from kfterm.desk.records import DUTY_WORDS
from kfterm.desk.shifts import recent
from kfterm.folds.floor import ON
from kfterm.folds.handover import Item
from kfterm.month.judge import Judge
from kfterm.periods import before, clock_minutes, day_text, monday, month, month_of
from kfterm.rulebook.attendance_rules import PacketLedger
from kfterm.rulebook.floor_rules import Announcements, DutyDue, ExamDue, ItemDue, MeetingDue
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.rulebook.pay_rules import PayDue
from kfterm.words import Words

_AGENTS = frozenset({"agent", "presales", "aftersales"})
_WEEK_DAYS = 7
MEETINGS = {
    "daily_group": Words("小组例会", "daily group meeting"),
    "weekly": Words("每周例会", "weekly meeting"),
}
"""What meetings are called."""


def dues(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Everything that is past its time, and what comes due these days."""
    yield from _items(judge, rulebook, now)
    yield from _meetings(judge, rulebook, now)
    yield from _duties(judge, rulebook, now)
    yield from _exams(judge, rulebook, now)
    yield from _announcements(judge, rulebook, now)
    yield from _publication(judge, rulebook, now)
    yield from _pay(judge, rulebook, now)


def _items(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """TM07, TM15, TM17, TM19–TM22: an open item past its time; whether it costs anything is for a person to say."""
    rules: dict[str, tuple[Clause, ItemDue]] = {}
    for clause, rule in rulebook.all(ItemDue):
        for kind in rule.item_kinds:
            rules.setdefault(kind, (clause, rule))
    if not rules:
        return
    for item in open_items(judge, now):
        if item.kind not in rules:
            continue
        clause, rule = rules[item.kind]
        due = _due(judge, rule, item)
        if due is not None and due < now and not answered_for(judge, rulebook, clause.id, item, due):
            owner = f"{judge.shop.people.name(item.owner)} " if item.owner else ""
            words = kind_words(item.kind)
            says = Words(f"{owner}{words.zh}「{item.what}」已过时限", f"{owner}{words.en} “{item.what}” is overdue")
            yield know(f"item:{item.item}:{due}", due, item.owner, says, clause.id)


def _due(judge: Judge, rule: ItemDue, item: Item) -> int | None:
    """The item's own time; else the end of the owner's shift, or of the shift day, in which it was opened."""
    if item.due_at is not None or rule.by == "due":
        return item.due_at
    day = judge.plan.shift_day(item.owner, item.opened_at)
    plan = judge.plan.planned(item.owner, day)
    if plan is not None and rule.by == "shift_end" and item.opened_at < plan.end:
        return plan.end
    midnight = judge.calendar.moment(day + 1)
    return midnight if plan is None else max(midnight, plan.end)


def _meetings(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """TM24, TM25: a meeting of today or the last shift day that was not held by its time."""
    today = judge.calendar.day(now)
    rules = rulebook.all(MeetingDue)
    names = [rule.meeting for _, rule in rules]
    for clause, rule in rules:
        for day in (today - BACK_DAYS, today):
            if rule.every == "week" and day != monday(day) + (rule.weekday or 1) - 1:
                continue
            due = judge.calendar.moment(day, clock_minutes(rule.at or "24:00"))
            if now < due or not any(plan.day == day for plan in recent(judge, now)):
                continue
            if not _held(judge, rule.meeting, names, day):
                words = MEETINGS.get(rule.meeting, Words(rule.meeting, rule.meeting))
                says = Words(f"{words.zh}还没开(登记到会后消失)", f"{words.en} not held yet")
                yield know(f"meeting:{rule.meeting}:{day}", due, "", says, clause.id)


def _held(judge: Judge, meeting: str, names: list[str], day: int) -> bool:
    """Whether it was held that day; a meeting whose name says nothing may have been any of them."""
    start = judge.calendar.moment(day)
    for each in takewhile(lambda met: met.at >= start, reversed(judge.shop.scores.meetings)):
        other = any(each.meeting.startswith(name) for name in names if name != meeting)
        if judge.calendar.day(each.at) == day and (each.meeting.startswith(meeting) or not other):
            return True
    return False


def _duties(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """TM27: a duty that nobody ticked off; who it was is on the rota, so a person names them."""
    today = judge.calendar.day(now)
    for clause, rule in rulebook.all(DutyDue):
        for day in (today - BACK_DAYS, today):
            working = [plan for plan in recent(judge, now) if plan.day == day]
            plans = [plan for plan in working if not rule.shifts or plan.shift in rule.shifts]
            if not plans and rule.or_last:
                plans = working
            if not plans:
                continue
            due = min(p.start for p in plans) if rule.when == "before_start" else max(p.end for p in plans)
            checked = _checked(judge, day)
            for duty in rule.duties:
                if due <= now and duty not in checked:
                    words = DUTY_WORDS.get(duty, Words(duty, duty))
                    says = Words(f"{words.zh}还没人打卡", f"{words.en} not ticked off")
                    yield know(f"due:{duty}:{day}", due, "", says, clause.id)


def _checked(judge: Judge, day: int) -> set[str]:
    """The duties that somebody looked at for a shift day, done or not."""
    start = judge.calendar.moment(day)
    found = takewhile(lambda each: each.at >= start, reversed(judge.shop.scores.duties))
    return {each.duty for each in found if (each.day or judge.plan.shift_day(each.staff, each.at)) == day}


def _exams(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """TM30: in the last days of the month, who has no exam yet."""
    found = rulebook.one(ExamDue)
    this = month_of(judge.calendar.day(now))
    if found is None or judge.calendar.day(now) <= this.last - found[1].remind_days:
        return
    clause, rule = found
    first = judge.calendar.moment(this.first)
    examined = {each.staff for each in takewhile(lambda exam: exam.at >= first, reversed(judge.shop.scores.exams))}
    people = [each for each in judge.shop.people.staff.values() if each.left_at is None]
    names = [each.name for each in people if _AGENTS & set(each.roles) and each.staff not in examined]
    if names:
        says = Words(f"本月还没考试:{listed(names)}", f"no exam this month yet: {listed(names)}")
        at = judge.calendar.moment(this.last - rule.remind_days + 1)
        yield know(f"exam:{this.label}", at, "", says, clause.id)


def _announcements(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """TM31, TM35: who is on seat and has not read what holds already."""
    found = rulebook.one(Announcements)
    if found is None:
        return
    today = judge.calendar.day(now)
    seated = [staff for staff, seat in judge.shop.floor.seats.items() if seat.state == ON]
    for each in holding(judge, now):
        unread = [judge.shop.people.name(staff) for staff in seated if staff not in each.read_by]
        if unread:
            says = Words(f"公告「{each.what}」未读:{listed(unread)}", f"“{each.what}” unread: {listed(unread)}")
            yield know(f"unread:{each.announcement}:{today}", each.from_at or each.at, "", says, found[0].id)


def _publication(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """TM26: the attendance of last week, from the day on which it is published."""
    found = rulebook.one(PacketLedger)
    today = judge.calendar.day(now)
    week = monday(today)
    if found is None or today < week + found[1].weekday - 1:
        return
    last = week - _WEEK_DAYS
    if any(each == last for each, _, _ in reversed(judge.shop.attendance.published)) or not _worked(judge, last):
        return
    at = judge.calendar.moment(week + found[1].weekday - 1)
    says = Words(
        f"{day_text(last)[5:]} 那周的考勤还没公布", f"attendance of the week of {day_text(last)[5:]} not published"
    )
    yield know(f"publish:{last}", at, "", says, found[0].id)


def _worked(judge: Judge, first: int) -> bool:
    """Whether anybody was planned in the week from a day on."""
    planned = judge.shop.roster.planned.values()
    return any(first + n in days for days in planned for n in range(_WEEK_DAYS))


def _pay(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """TM32: last month's wages, some days before they are due, and once they are overdue.

    Whoever marks the reminder as seen says that they are paid.
    """
    found = rulebook.one(PayDue)
    if found is None:
        return
    clause, rule = found
    today = judge.calendar.day(now)
    this = month_of(today)
    last = month(before(this.label))
    due, remind = this.first + rule.day - 1, this.first + (rule.remind_day or rule.day + 1) - 1
    if judge.shop.rules.on(last.last) is None or today < min(remind, due + 1):
        return
    by = day_text(due)[5:]
    if today > due and f"pay:{last.label}" in judge.shop.conduct.dismissed:
        return
    if today > due:
        says = Words(f"{last.label} 工资应在 {by} 前发,已过期", f"wages of {last.label} were due by {by}")
        yield know(f"pay:over:{last.label}", judge.calendar.moment(due + 1), "", says, clause.id)
    else:
        says = Words(f"{last.label} 工资 {by} 前发", f"wages of {last.label} are due by {by}")
        yield know(f"pay:{last.label}", judge.calendar.moment(remind), "", says, clause.id)
