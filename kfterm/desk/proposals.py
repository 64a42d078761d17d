"""What the timers and the roster noticed. A proposal waits for a person, who books or dismisses it; the machine never fines."""

from collections.abc import Iterator
from typing import NamedTuple

from kfterm.events.base import Event
from kfterm.events.conduct import ViolationLogged
from kfterm.folds.floor import AWAY, OFF, Incident
from kfterm.folds.plan import Planned, minutes
from kfterm.folds.settings import RED, incident_limit, whole
from kfterm.folds.settings import window as chat_window
from kfterm.money import decimal_text
from kfterm.month.attendance import sheet as attendance_sheet
from kfterm.month.judge import Judge
from kfterm.month.leave import on_leave, rest_days
from kfterm.periods import MINUTE, month_of
from kfterm.rulebook.attendance_rules import LatenessTier
from kfterm.rulebook.conduct_rules import Conduct
from kfterm.rulebook.floor_rules import (
    AbsentEntry,
    AwayLimit,
    ContinuousWork,
    IncidentOverrun,
    LateEntry,
    PromisedShipping,
    UndoneDuty,
)
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.rulebook.prices import Points, PointsRange
from kfterm.words import Words

_BACK_DAYS = 1
"""What was noticed stays on the floor until the end of the next shift day."""


class Proposal(NamedTuple):
    """One thing noticed. `books` is what a confirmation logs; None: there is nothing to book, only to know."""

    key: str
    at: int
    staff: str
    clause: str
    says: Words
    books: Event | None


def proposals(judge: Judge, now: int) -> list[Proposal]:
    """Everything noticed that nobody has booked or dismissed, newest first."""
    rulebook = judge.plan.rulebook(judge.calendar.day(now))
    if rulebook is None:
        return []
    found = [
        *_arrivals(judge, rulebook, now),
        *_aways(judge, rulebook, now),
        *_incidents(judge, rulebook, now),
        *_stretches(judge, rulebook, now),
        *_chats(judge, now),
        *_duties(judge, rulebook, now),
        *_promises(judge, rulebook, now),
    ]
    dismissed = judge.shop.conduct.dismissed
    open_ones = [each for each in found if each.key not in dismissed and not _booked(judge, each)]
    return sorted(open_ones, key=lambda each: (-each.at, each.key))


def _booked(judge: Judge, proposal: Proposal) -> bool:
    """Whether a person has logged this: by the proposal's key, or the same clause for the same person since."""
    for violation in judge.shop.conduct.violations.values():
        event = violation.event
        if event.proposal == proposal.key:
            return True
        same = event.staff == proposal.staff and event.clause == proposal.clause
        if same and not event.proposal and violation.at >= proposal.at - 15 * MINUTE:
            return True
    return False


def price_words(rulebook: Rulebook, clause: str) -> str:
    """The price of a clause as briefly as it can be said: `−5`, `−2…−5`, `¥10`."""
    rule = rulebook.rule(clause, Conduct)
    for price in rule.price if rule else ():
        if isinstance(price, Points):
            return decimal_text(price.points)
        if isinstance(price, PointsRange):
            return f"{decimal_text(price.high)}..{decimal_text(price.low)}"
    return ""


def _arrivals(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    late, absent = rulebook.one(LateEntry), rulebook.one(AbsentEntry)
    today = judge.calendar.day(now)
    for person in judge.shop.people.staff.values():
        if person.left_at is not None:
            continue
        for day in (today - _BACK_DAYS, today):
            plan = judge.plan.planned(person.staff, day)
            if plan is None or plan.start + MINUTE > now or not _expected(judge, plan):
                continue
            arrived = arrival(judge, plan)
            size = minutes((arrived or min(now, plan.end)) - plan.start)
            if arrived is None and plan.end <= now:
                if absent is not None:
                    says = Words(f"{person.name} 整班未到", f"{person.name} missed the whole shift")
                    yield _proposal(rulebook, absent[0], f"absent:{person.staff}:{day}", plan.end, plan, says)
            elif size >= 1:
                says = Words(f"{person.name} 迟到 {size} 分", f"{person.name} {size} min late")
                key = f"late:{person.staff}:{day}"
                if late is not None:
                    yield _proposal(rulebook, late[0], key, plan.start, plan, says)
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
            yield _proposal(rulebook, clause, f"early:{plan.staff}:{plan.day}", record.out_at or plan.end, plan, says)


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


def _proposal(rulebook: Rulebook, clause: Clause, key: str, at: int, plan: Planned, says: Words) -> Proposal:
    price = price_words(rulebook, clause.id)
    words = Words(f"{says.zh} {clause.id} {price}".strip(), f"{says.en} {clause.id} {price}".strip())
    return Proposal(key, at, plan.staff, clause.id, words, _violation(plan.staff, clause.id, key, says, plan.day))


def _violation(staff: str, clause: str, key: str, says: Words, day: int | None) -> ViolationLogged:
    from datetime import date

    on = None if day is None else date.fromordinal(day)
    return ViolationLogged(
        violation=key.replace(":", "-"), staff=staff, clause=clause, on=on, note=says.zh, proposal=key
    )


def _aways(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    found = rulebook.one(AwayLimit)
    since_day = judge.calendar.moment(judge.calendar.day(now) - _BACK_DAYS)
    for away in judge.shop.floor.aways:
        if away.since < since_day:
            continue
        name = judge.shop.people.name(away.staff)
        lasted = (away.until or now) - away.since
        if found is not None and not (found[1].untold_only and away.told):
            limit = found[1].limit_minutes * MINUTE
            if lasted > limit:
                over = found[1].limit_minutes
                says = Words(f"{name} 离席超 {over} 分钟未报", f"{name} away over {over} min untold")
                key, clause = f"away:{away.staff}:{away.seq}", found[0].id
                price = price_words(rulebook, clause)
                words = Words(f"{says.zh} {clause} {price}", f"{says.en} {clause} {price}")
                day = judge.plan.shift_day(away.staff, away.since)
                yield Proposal(
                    key, away.since + limit, away.staff, clause, words, _violation(away.staff, clause, key, says, day)
                )
        elif away.until is None and away.minutes and lasted > away.minutes * MINUTE:
            words = Words(f"{name} 超过说好的 {away.minutes} 分钟", f"{name} over the agreed {away.minutes} min")
            key = f"agreed:{away.staff}:{away.seq}"
            yield Proposal(key, away.since + away.minutes * MINUTE, away.staff, "", words, None)


def limit_of(judge: Judge, incident: Incident) -> int | None:
    """An incident's limit in minutes: its own, else the setting of its type."""
    return incident.limit_minutes or incident_limit(judge.shop.rules, incident.kind, incident.opened_at)


def _incidents(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    bands = rulebook.all(IncidentOverrun)
    since_day = judge.calendar.moment(judge.calendar.day(now) - _BACK_DAYS)
    for incident in judge.shop.floor.incidents.values():
        limit = limit_of(judge, incident)
        done = incident.settled_at
        if limit is None or (done or now) < since_day:
            continue
        over = minutes((done or now) - incident.opened_at - limit * MINUTE)
        band = next(
            (c for c, b in bands if over >= b.from_minutes and (b.to_minutes is None or over <= b.to_minutes)), None
        )
        if done is not None and (over < 1 or band is None or not incident.staff):
            continue
        name = judge.shop.people.name(incident.staff) if incident.staff else ""
        if over < 1:
            left = limit - minutes(now - incident.opened_at)
            zh, en = (
                f"{name} 突发「{incident.kind}」还有 {left} 分",
                f"{name} incident {incident.kind}, {left} min left",
            )
            key = f"incident:running:{incident.incident}"
            yield Proposal(key, incident.opened_at, incident.staff, "", Words(zh, en), None)
            continue
        says = Words(
            f"{name} 突发「{incident.kind}」超时 {over} 分", f"{name} incident {incident.kind} {over} min over"
        )
        clause = band.id if band else ""
        price = price_words(rulebook, clause)
        words = Words(f"{says.zh} {clause} {price}".strip(), f"{says.en} {clause} {price}".strip())
        books = None
        if done is not None:
            day = judge.plan.shift_day(incident.staff, incident.opened_at)
            key = f"incident:{incident.incident}"
            books = _violation(incident.staff, clause, key, says, day)
        state = "open:" if done is None else ""
        at = incident.opened_at + limit * MINUTE
        yield Proposal(f"incident:{state}{incident.incident}", at, incident.staff, clause, words, books)


def _stretches(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    found = rulebook.one(ContinuousWork)
    if found is None:
        return
    limit = found[1].limit_minutes * MINUTE
    for seat in judge.shop.floor.seats.values():
        if seat.worked_since is not None and seat.state not in (OFF, AWAY) and now - seat.worked_since > limit:
            name = judge.shop.people.name(seat.staff)
            hours = decimal_text(found[1].limit_minutes // 60)
            words = Words(f"{name} 连续工作超 {hours} 小时", f"{name} has worked over {hours} h without a break")
            key = f"stretch:{seat.staff}:{seat.worked_since}"
            yield Proposal(key, seat.worked_since + limit, seat.staff, found[0].id, words, None)


def _chats(judge: Judge, now: int) -> Iterator[Proposal]:
    """One red alarm a buyer's wait, whoever holds the chat."""
    rules = judge.shop.rules
    minute = (now - judge.calendar.moment(judge.calendar.day(now))) // MINUTE
    for key, chat in judge.shop.timers.chats.items():
        if not chat.buyer_since:
            continue
        limit = whole(rules, RED, None, chat.store)
        hours = chat_window(rules, None, chat.store)
        if now - chat.buyer_since >= limit * 1000 and hours.start <= minute < hours.end:
            name = judge.shop.people.name(chat.staff)
            buyer = f"{chat.buyer[:1]}**" if chat.buyer else key
            first = judge.shop.people.name(chat.left_with[0][0]) if chat.left_with else ""
            zh, en = (f",{first} 转来", f", passed on by {first}") if first else ("", "")
            words = Words(
                f"买家 {buyer} 等了超过 {limit} 秒,在 {name} 处{zh}",
                f"buyer {buyer} has waited over {limit} s, with {name}{en}",
            )
            yield Proposal(
                f"wait:{key}:{chat.buyer_since}", chat.buyer_since + limit * 1000, chat.staff, "", words, None
            )


def _duties(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    since_day = judge.calendar.moment(judge.calendar.day(now) - _BACK_DAYS)
    for clause, rule in rulebook.all(UndoneDuty):
        for duty in judge.shop.scores.duties:
            if duty.duty in rule.duties and not duty.done and duty.at >= since_day:
                name = judge.shop.people.name(duty.staff)
                says = Words(f"{name} 值日未完成", f"{name} duty not done")
                day = duty.day or judge.plan.shift_day(duty.staff, duty.at)
                key, price = f"duty:{duty.staff}:{duty.seq}", price_words(rulebook, clause.id)
                words = Words(f"{says.zh} {clause.id} {price}", f"{says.en} {clause.id} {price}")
                books = _violation(duty.staff, clause.id, key, says, day)
                yield Proposal(key, duty.at, duty.staff, clause.id, words, books)


def _promises(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """A promised date that passed; a note written before it is the chase that exempts (R8-A29)."""
    for clause, rule in rulebook.all(PromisedShipping):
        for item in judge.shop.book.open_items():
            due = item.due_at
            if item.kind != rule.item_kind or due is None or due >= now:
                continue
            if not any(at <= due for at, _ in item.notes):
                name = judge.shop.people.name(item.owner)
                words = Words(
                    f"{name} 承诺发货已过期未追 {clause.id}",
                    f"{name} promised shipping overdue, never chased {clause.id}",
                )
                yield Proposal(f"promise:{item.item}", due, item.owner, clause.id, words, None)
