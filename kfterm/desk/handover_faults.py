"""What went wrong at a handover, for the right person: each can only be blamed for the own half (R2-A12).

Who hands over answers for the record, who took over and signed for what was not done about it. And what must not be
overlooked: a handover that is cut and not closed.
"""

from collections.abc import Iterator
from itertools import takewhile

from kfterm.desk.crews import LEADS, crew, outgoing, unhanded
from kfterm.desk.gate import current, gate, name_of, shift_name, untaken
from kfterm.desk.items import kind_of_item
from kfterm.desk.noticed import BACK_DAYS, Proposal, know, notice
from kfterm.desk.shifts import recent, reliefs
from kfterm.folds.handover import Handover, Item, Return
from kfterm.month.judge import Judge
from kfterm.rulebook.floor_rules import BadRecord, HandoverBreach, HandoverDue, ItemDue, SkippedItem
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words


def handover_faults(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Of the handovers of this day and the last."""
    yield from _open_gate(judge, now)
    yield from _unhanded(judge, rulebook, now)
    since = judge.calendar.moment(judge.calendar.day(now) - BACK_DAYS)
    newest = takewhile(lambda each: each.cut_at >= since, reversed(judge.shop.book.handovers))
    lately = [each for each in newest if each.cut_at <= now]  # later ones, where a past day is asked for
    yield from _bad_records(judge, rulebook, lately)
    yield from {each.key: each for each in _skipped(judge, rulebook, lately, now)}.values()
    yield from _not_handled(judge, rulebook, lately, now)


def _open_gate(judge: Judge, now: int) -> Iterator[Proposal]:
    """A handover that was cut and is not closed yet, until it is; each step is told anew."""
    handover = current(judge.shop.book)
    if handover is None or handover.forced is not None or handover.cut_at > now:
        return
    found, name, cut = gate(judge, handover, now), name_of(judge, handover), judge.calendar.clock(handover.cut_at)
    left = len(untaken(judge, handover))
    unread = Words(f",还有 {left} 项没接", f", {left} not taken") if left else Words("", "")
    says = Words(
        f"{name.zh} {cut} 已截止:{found.says.zh}{unread.zh}", f"{name.en} cut at {cut}: {found.says.en}{unread.en}"
    )
    yield know(f"gate:{handover.handover}:{found.state}", handover.cut_at, "", says)._replace(red=True)


def _unhanded(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """A shift that ended without a handover: until the next cut, or until it is dismissed (TM05).

    On the shift day and the next the timer of the shift's end says it under the same key, where a relief was planned.
    """
    found = rulebook.one(HandoverDue)
    if found is None:
        return
    missing = unhanded(judge, now)
    lately = {(plan.day, plan.shift): plan for plan in recent(judge, now)} if missing else {}
    said = {key for key in missing if key in lately and reliefs(judge, lately[key], now)}
    for day, shift in missing:
        end, name = judge.plan.hours(day, shift), shift_name(judge, day, shift)
        if (day, shift) not in said and end is not None:
            says = Words(f"{name.zh} 没有交接单", f"{name.en} was never handed over")
            yield know(f"handover:{day}:{shift}", judge.calendar.moment(day, end.end), "", says, found[0].id)


def _bad_records(judge: Judge, rulebook: Rulebook, lately: list[Handover]) -> Iterator[Proposal]:
    """Items that the relief gave back: one bad record a person and a handover, however many items (R4-3.1.05, R1-3.4)."""
    found = rulebook.one(BadRecord)
    if found is None:
        return
    for handover in lately:
        blamed: dict[str, list[Return]] = {}
        for each in handover.returns:
            blamed.setdefault(_recorder(judge, handover, each), []).append(each)
        for staff, returns in blamed.items():
            item = judge.shop.book.items.get(returns[0].item)
            if not staff or item is None:
                continue
            name, more = judge.shop.people.name(staff), len(returns) - 1
            others = Words(f" 等 {more + 1} 项", f" and {more} more") if more else Words("", "")
            says = Words(
                f"{name} 交接项「{item.what}」{others.zh}被退回:{returns[0].reason}",
                f"{name}: “{item.what}”{others.en} given back: {returns[0].reason}",
            )
            key = f"bad:{handover.handover}:{staff}"
            yield notice(rulebook, found[0].id, key, returns[0].at, staff, says, handover.day)


def _recorder(judge: Judge, handover: Handover, given_back: Return) -> str:
    """Whose record it was: the owner then, if of the shift that went; else who signed for it; of a forced one its lead."""
    if given_back.owner and outgoing(judge, handover, given_back.owner):
        return given_back.owner
    if handover.signed_out is not None:
        return handover.signed_out[0]
    if handover.forced is None:
        return ""
    people = judge.shop.people.staff
    plans = crew(judge, handover.day, handover.shift)
    return next((plan.staff for plan in plans if set(people[plan.staff].roles) & set(LEADS)), "")


def _skipped(judge: Judge, rulebook: Rulebook, lately: list[Handover], now: int) -> Iterator[Proposal]:
    """Taken over, past its time, untouched: seen at the next cut, and at the end of the shift of who took over (R4-3.2.05)."""
    found = rulebook.one(SkippedItem)
    if found is None:
        return
    book = judge.shop.book
    for handover in lately:
        seen = [(key, book.handover(taken_in), handover.cut_at) for key, taken_in in handover.skipped.items()]
        end = _end_of_relief(judge, handover)
        if end is not None and end < now:
            seen += [
                (key, handover, end) for key in handover.readings if _untouched(book.items.get(key), handover, end)
            ]
        for key, taken_in, at in seen:
            item = book.items.get(key)
            if (
                item is None
                or taken_in is None
                or taken_in.signed_in is None
                or kind_of_item(item.kind).until != "done"
            ):
                continue
            staff, signed_at = taken_in.signed_in
            name = judge.shop.people.name(staff)
            says = Words(
                f"{name} 接下「{item.what}」过时限没动", f"{name} took “{item.what}” and left it past its time"
            )
            day = judge.plan.shift_day(staff, signed_at)
            yield notice(rulebook, found[0].id, f"skipped:{taken_in.handover}:{key}", at, staff, says, day)


def _end_of_relief(judge: Judge, handover: Handover) -> int | None:
    """When the shift of who signed in ends."""
    if handover.signed_in is None:
        return None
    plan = judge.plan.current(*handover.signed_in)
    return plan.end if plan is not None else None


def _untouched(item: Item | None, handover: Handover, end: int) -> bool:
    reading = handover.readings.get(item.item) if item is not None else None
    if item is None or reading is None or not reading.accepted or item.settled_at is not None:
        return False
    mine = item.taken is not None and item.taken[0] == handover.handover
    late = item.due_at is not None and item.due_at < end and (item.parked_until or 0) <= end
    return mine and late and item.touched_seq < reading.seq


def _not_handled(judge: Judge, rulebook: Rulebook, lately: list[Handover], now: int) -> Iterator[Proposal]:
    """Handed over and not handled in time, for who took over; whether it did harm is for who confirms (R2-5.3.2)."""
    found = rulebook.one(HandoverBreach)
    if found is None:
        return
    clause = found[0].id
    kinds = {kind for where, rule in rulebook.all(ItemDue) if where.id == clause for kind in rule.item_kinds}
    until = now
    for handover in lately:  # the newest first: each answers until the next cut
        for key, reading in handover.readings.items():
            item = judge.shop.book.items.get(key)
            if item is None or item.kind not in kinds or item.due_at is None or not reading.accepted:
                continue
            late = item.settled_at is None or item.settled_at > item.due_at
            if handover.signed_in is not None and late and reading.at <= item.due_at < until:
                staff, signed_at = handover.signed_in
                name = judge.shop.people.name(staff)
                says = Words(f"{name} 接下「{item.what}」没按时办", f"{name} took “{item.what}”, not handled in time")
                day = judge.plan.shift_day(staff, signed_at)
                yield notice(rulebook, clause, f"unhandled:{handover.handover}:{key}", item.due_at, staff, says, day)
        until = handover.cut_at


def answered_for(judge: Judge, rulebook: Rulebook, clause: str, item: Item, due: int) -> bool:
    """Whether somebody took an item over in time and signed, so that its lateness is proposed for them under a clause."""
    found = rulebook.one(HandoverBreach)
    if found is None or found[0].id != clause or item.taken is None or item.taken[1] > due or due != item.due_at:
        return False
    handover = judge.shop.book.handover(item.taken[0])
    since = judge.calendar.moment(judge.calendar.day(judge.asof) - BACK_DAYS)
    return handover is not None and handover.signed_in is not None and handover.cut_at >= since
