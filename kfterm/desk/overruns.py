"""What takes longer than it may: absences from the seat, incidents, work without a break, buyers' waits."""

from collections.abc import Iterator

from kfterm.desk.noticed import BACK_DAYS, Proposal, price_words, violation_of
from kfterm.folds.floor import AWAY, OFF, Incident
from kfterm.folds.plan import minutes
from kfterm.folds.settings import RED, incident_limit, whole
from kfterm.folds.settings import window as chat_window
from kfterm.money import decimal_text
from kfterm.month.judge import Judge
from kfterm.periods import MINUTE
from kfterm.rulebook.floor_rules import (
    AwayLimit,
    ContinuousWork,
    IncidentOverrun,
)
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words


def aways(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Absences from the seat over the limit, or over what was agreed."""
    found = rulebook.one(AwayLimit)
    since_day = judge.calendar.moment(judge.calendar.day(now) - BACK_DAYS)
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
                    key, away.since + limit, away.staff, clause, words, violation_of(away.staff, clause, key, says, day)
                )
        elif away.until is None and away.minutes and lasted > away.minutes * MINUTE:
            words = Words(f"{name} 超过说好的 {away.minutes} 分钟", f"{name} over the agreed {away.minutes} min")
            key = f"agreed:{away.staff}:{away.seq}"
            yield Proposal(key, away.since + away.minutes * MINUTE, away.staff, "", words, None)


def limit_of(judge: Judge, incident: Incident) -> int | None:
    """An incident's limit in minutes: its own, else the setting of its type."""
    return incident.limit_minutes or incident_limit(judge.shop.rules, incident.kind, incident.opened_at)


def incidents(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Open incidents with the time they have left, and those over their limit (R4-A16: the final band counts)."""
    bands = rulebook.all(IncidentOverrun)
    since_day = judge.calendar.moment(judge.calendar.day(now) - BACK_DAYS)
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
            books = violation_of(incident.staff, clause, key, says, day)
        state = "open:" if done is None else ""
        at = incident.opened_at + limit * MINUTE
        yield Proposal(f"incident:{state}{incident.incident}", at, incident.staff, clause, words, books)


def stretches(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Work without a break over the limit (R4-1.1)."""
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


def chats(judge: Judge, now: int) -> Iterator[Proposal]:
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
