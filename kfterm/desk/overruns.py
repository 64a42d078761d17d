"""What takes longer than it may: absences from the seat, incidents, work without a break, buyers' waits."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice, takewhile

from kfterm.desk.limits import limits
from kfterm.desk.noticed import BACK_DAYS, Proposal, know, notice, price_words
from kfterm.desk.outings import OUTING, outing_of_absence, until
from kfterm.folds.breaks import ALARM
from kfterm.folds.floor import AWAY, OFF, Away, Incident
from kfterm.folds.plan import minutes
from kfterm.folds.roster import Outing
from kfterm.folds.settings import incident_limit, whole
from kfterm.money import decimal_text
from kfterm.month.judge import Judge
from kfterm.periods import MINUTE
from kfterm.rulebook.floor_rules import (
    AwayApproval,
    AwayLimit,
    ContinuousWork,
    IncidentOverrun,
)
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

OTHER = "other"
"""The type of an incident that fits none of the shop's words."""


def aways(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Absences from the seat over the limit, over what was agreed, or not asked for beforehand (TM08)."""
    found, approval = rulebook.one(AwayLimit), rulebook.one(AwayApproval)
    since_day = judge.calendar.moment(judge.calendar.day(now) - BACK_DAYS)
    every = judge.shop.floor.aways
    later = len(every) - bisect_right(
        every, now, key=lambda each: each.since
    )  # none, unless a past moment is asked for
    for away in takewhile(lambda each: each.since >= since_day, islice(reversed(every), later, None)):
        name = judge.shop.people.name(away.staff)
        lasted = (away.until or now) - away.since
        limit = away_limit(judge, rulebook, away)
        day = judge.plan.shift_day(away.staff, away.since)
        outing = outing_of_absence(judge, away)
        if outing is not None:
            yield from _over_outing(judge, away, outing, now)
        elif approval is not None and approval[1].form is not None and away.told and away.reason == OUTING:
            form = approval[1].form.words
            says = Words(f"{name} 外出没有批准的{form.zh}", f"{name} is out without an approved {form.en}")
            yield notice(
                rulebook, approval[0].id, f"unasked:{away.staff}:{away.seq}", away.since, away.staff, says, day
            )
        elif found is not None and limit is not None and lasted > limit * MINUTE:
            says = Words(f"{name} 离席超 {limit} 分钟未报", f"{name} away over {limit} min untold")
            key, at = f"away:{away.staff}:{away.seq}", away.since + limit * MINUTE
            yield notice(rulebook, found[0].id, key, at, away.staff, says, day)._replace(red=_alarmed(judge, away, now))
        elif approval is not None and not away.told:
            says = Words(f"{name} 未请示离岗", f"{name} left the seat without asking")
            key = f"unasked:{away.staff}:{away.seq}"
            yield notice(rulebook, approval[0].id, key, away.since, away.staff, says, day)
        elif away.until is None and away.minutes and lasted > away.minutes * MINUTE:
            yield _over_agreed(judge, away, away.minutes, now)


def _over_outing(judge: Judge, away: Away, outing: Outing, now: int) -> Iterator[Proposal]:
    """Out with leave: only being out longer than was allowed is noticed, and booked by nobody."""
    end = until(outing)
    if away.until is None and now > end:
        name, ended = judge.shop.people.name(away.staff), judge.calendar.clock(end)
        says = Words(
            f"{name} 外出超过批准的 {outing.minutes} 分钟({ended} 该回)",
            f"{name} is out over the {outing.minutes} min allowed (due back {ended})",
        )
        yield know(f"outing:{away.staff}:{away.seq}", end, away.staff, says)


def _over_agreed(judge: Judge, away: Away, agreed: int, now: int) -> Proposal:
    """Longer away than agreed; some minutes later it is noticed once more, in red, even where the first was seen."""
    name, end = judge.shop.people.name(away.staff), away.since + agreed * MINUTE
    if not _alarmed(judge, away, now):
        says = Words(f"{name} 超过说好的 {agreed} 分钟", f"{name} over the agreed {agreed} min")
        return know(f"agreed:{away.staff}:{away.seq}", end, away.staff, says)
    more = whole(judge.shop.rules, ALARM)
    says = Words(
        f"{name} 超过说好的 {agreed} 分钟,又过了 {more} 分钟还没回",
        f"{name} over the agreed {agreed} min, and {more} min later still not back",
    )
    key = f"alarm:{away.staff}:{away.seq}"
    return know(key, end + more * MINUTE, away.staff, says)._replace(red=True)


def _alarmed(judge: Judge, away: Away, now: int) -> bool:
    """Whether somebody is away for so long beyond what was agreed that it cannot wait."""
    return away.until is None and alarmed(judge, away.since, away.minutes, now)


def alarmed(judge: Judge, since: int, agreed: int | None, now: int) -> bool:
    """Whether so long after the agreed end of an absence it turns red (`break.alarm_minutes`)."""
    return bool(agreed) and now - since > ((agreed or 0) + whole(judge.shop.rules, ALARM)) * MINUTE


def away_limit(judge: Judge, rulebook: Rulebook, away: Away) -> int | None:
    """The minutes that somebody may be away; None where there is no limit, or none is known yet (R1-A07)."""
    found = rulebook.one(AwayLimit)
    if found is None:
        return None
    rule = found[1]
    if away.told and rule.untold_only:
        return None
    if not rule.setting:
        return rule.limit_minutes
    typed = judge.shop.rules.setting(rule.setting, away.since) or judge.shop.rules.setting(rule.setting) or ""
    return int(typed) if typed.isdigit() else None


def limit_of(judge: Judge, incident: Incident) -> int | None:
    """An incident's limit in minutes: its own, else the setting of its type."""
    return incident.limit_minutes or incident_limit(judge.shop.rules, incident.kind, incident.opened_at)


def incident_words(kind: str) -> Words:
    """What a type of incident is called: the word the shop typed for it; what fits none of its words is `other`."""
    return Words("其他", "other") if kind == OTHER else Words(kind, kind)


def incidents(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Open incidents with the time they have left, and those over their limit (R4-A16: the final band counts)."""
    bands = rulebook.all(IncidentOverrun)
    since_day = judge.calendar.moment(judge.calendar.day(now) - BACK_DAYS)
    for incident in judge.shop.floor.incidents.values():
        done = incident.settled_at
        if done is not None and done < since_day:
            continue
        limit = limit_of(judge, incident)
        if limit is None:
            continue
        over = minutes((done or now) - incident.opened_at - limit * MINUTE)
        band = next(
            (c for c, b in bands if over >= b.from_minutes and (b.to_minutes is None or over <= b.to_minutes)), None
        )
        if done is not None and (over < 1 or band is None or not incident.staff):
            continue
        name, kind = judge.shop.people.name(incident.staff) if incident.staff else "", incident_words(incident.kind)
        at = incident.opened_at + limit * MINUTE
        if over < 1:
            left = limit - minutes(now - incident.opened_at)
            zh = f"{name} 突发「{kind.zh}」还有 {left} 分".strip()
            en = f"{name} incident {kind.en}, {left} min left".strip()
            yield know(f"incident:running:{incident.incident}", incident.opened_at, incident.staff, Words(zh, en))
            continue
        zh, en = f"{name} 突发「{kind.zh}」超时 {over} 分".strip(), f"{name} incident {kind.en} {over} min over".strip()
        clause = band.id if band else ""
        if done is not None:
            day = judge.plan.shift_day(incident.staff, incident.opened_at)
            yield notice(rulebook, clause, f"incident:{incident.incident}", at, incident.staff, Words(zh, en), day)
        else:
            price = price_words(rulebook, clause)
            words = Words(f"{zh} {clause} {price.zh}".strip(), f"{en} {clause} {price.en}".strip())
            yield Proposal(f"incident:open:{incident.incident}", at, incident.staff, clause, words, None)


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
            says = Words(f"{name} 连续工作超 {hours} 小时", f"{name} has worked over {hours} h without a break")
            key = f"stretch:{seat.staff}:{seat.worked_since}"
            yield know(key, seat.worked_since + limit, seat.staff, says, found[0].id)


def chats(judge: Judge, now: int) -> Iterator[Proposal]:
    """One red alarm a buyer's wait, whoever holds the chat."""
    for key, chat in judge.shop.timers.chats.items():
        if not chat.buyer_since:
            continue
        _, limit, measured = limits(judge, chat.store, now)
        if measured and now - chat.buyer_since >= limit * 1000:
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
