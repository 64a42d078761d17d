"""The handover sheet as data. Pure: a judged shop goes in, a `Sheet` comes out.

A fact belongs to exactly one sheet. Where there is a cut its row divides the log: what is written after it stands on
the next sheet, however early it happened. The first sheet of a shop begins at midnight of its shift day. What an item
said at a past cut is not kept by the folds; whoever prints an old sheet hands in a shop folded up to that cut.
"""

from kfterm.folds.handover import Handover, Item
from kfterm.folds.settings import ESCALATE_PASSES, whole
from kfterm.month.judge import Judge
from kfterm.papers.sheet_events import chats, events
from kfterm.papers.sheet_model import (
    Edge,
    Forced,
    OpenItem,
    Settled,
    Sheet,
    Signature,
    Span,
    Unread,
    Worker,
)
from kfterm.papers.sheet_people import workers
from kfterm.words import Words

_LEADS = ("lead", "deputy", "supervisor")
_FAR = 1 << 62


def sheet(judge: Judge, day: int, shift: str, log_seq: int, log_head: str, handover: str = "") -> Sheet:
    """The sheet of a shift: of its latest cut, of the handover named, or of everything since the last cut until now."""
    cuts = sorted(judge.shop.book.handovers, key=lambda each: each.cut_seq)
    cut = next(
        (h for h in reversed(cuts) if (h.handover == handover if handover else (h.day, h.shift) == (day, shift))), None
    )
    if cut is not None:
        day, shift = cut.day, cut.shift
    span, first = _span(judge, cuts, cut, day, log_seq)
    hours = judge.plan.hours(day, shift)
    here = workers(judge, day, shift, span)
    return Sheet(
        zone=judge.calendar.zone,
        stores=_stores(judge),
        handover=cut.handover if cut else "",
        day=day,
        shift=shift,
        label=Words(hours.zh, hours.en) if hours else Words(shift, shift),
        hours=(hours.start, hours.end) if hours else None,
        span=span,
        first=first,
        leads=_leads(judge, here, span.until.at),
        workers=tuple(here),
        items=tuple(_items(judge, cuts, cut, span)),
        settled=tuple(_settled(judge, span)),
        events=tuple(events(judge, span)),
        chats=chats(judge, span, cut is not None),
        unread=tuple(_unread(judge, here, span)),
        signatures=_signatures(judge, cut),
        forced=_forced(judge, cut),
        log_seq=log_seq,
        log_head=log_head,
    )


def _span(judge: Judge, cuts: list[Handover], cut: Handover | None, day: int, log_seq: int) -> tuple[Span, bool]:
    until = Edge(cut.cut_seq, cut.cut_at) if cut else Edge(log_seq, judge.asof)
    before = [each for each in cuts if each.cut_seq < until.seq]
    if before:
        return Span(Edge(before[-1].cut_seq, before[-1].cut_at), until), False
    return Span(Edge(0, judge.calendar.moment(day)), until), True


def _stores(judge: Judge) -> tuple[str, ...]:
    named = (judge.shop.rules.setting("store") or "").replace("\uff0c", ",").replace("\u3001", ",")
    return tuple(name.strip() for name in named.split(",") if name.strip())


def _leads(judge: Judge, here: list[Worker], at: int) -> tuple[str, ...]:
    people = judge.shop.people.staff
    return tuple(w.name for w in here if w.staff in people and set(_LEADS) & set(people[w.staff].roles_at(at)))


def _items(judge: Judge, cuts: list[Handover], cut: Handover | None, span: Span) -> list[OpenItem]:
    until = span.until
    limit = whole(judge.shop.rules, ESCALATE_PASSES)
    handed = [each.cut_seq for each in cuts if each.cut_seq <= until.seq] + ([] if cut else [until.seq])
    found = []
    for item in judge.shop.book.items.values():
        if item.seq > until.seq or (item.settled_seq and item.settled_seq <= until.seq):
            continue
        passes = sum(1 for seq in handed if item.seq <= seq)
        reading = cut.readings.get(item.item) if cut else None
        answer = (reading.read_back if reading.accepted else reading.reason) if reading else ""
        found.append(
            _open(judge, item, until.at, passes, passes >= limit)._replace(
                accepted=reading.accepted if reading else None, answer=answer
            )
        )
    rank = {"urgent": 0, "watch": 1}
    found.sort(key=lambda i: (not i.overdue, i.due_at or _FAR if i.overdue else 0, not i.escalated,
                              rank.get(i.severity, 2), i.due_at or _FAR, i.opened_at, i.item))  # fmt: skip
    return found


def _open(judge: Judge, item: Item, at: int, passes: int, escalated: bool) -> OpenItem:
    notes = [note for noted_at, note in item.notes if noted_at <= at]
    return OpenItem(
        item=item.item,
        kind=item.kind,
        severity=item.severity,
        what=item.what,
        store=item.store,
        order=item.order,
        buyer=item.buyer,
        done=notes[-1] if notes else "",
        next_action=item.next_action,
        if_then=item.if_then,
        owner=judge.shop.people.name(item.owner) if item.owner else "",
        due_at=item.due_at,
        opened_at=item.opened_at,
        overdue=item.due_at is not None and item.due_at < at,
        passes=passes,
        escalated=escalated,
        accepted=None,
        answer="",
    )


def _settled(judge: Judge, span: Span) -> list[Settled]:
    found = [
        Settled(item.item, item.kind, item.what, item.outcome, item.settled_at)
        for item in judge.shop.book.items.values()
        if item.settled_at is not None and span.wrote(item.settled_seq, item.settled_at)
    ]
    return sorted(found, key=lambda each: (each.at, each.item))


def _unread(judge: Judge, here: list[Worker], span: Span) -> list[Unread]:
    """Announcements of before the end that people of this shift have not read; who came later need not have."""
    found = []
    people = judge.shop.people.staff
    for each in judge.shop.book.announcements.values():
        names = tuple(
            worker.name
            for worker in here
            if worker.staff not in each.read_by and worker.staff in people and people[worker.staff].joined_at <= each.at
        )
        if names and each.at <= span.until.at:
            found.append((each.at, Unread(each.what, names)))
    return [unread for _, unread in sorted(found, key=lambda pair: pair[0])]


def _signatures(judge: Judge, cut: Handover | None) -> tuple[Signature, Signature]:
    sides = (("out", cut.signed_out if cut else None), ("in", cut.signed_in if cut else None))
    out, into = (
        Signature(side, judge.shop.people.name(signed[0]), signed[1]) if signed else Signature(side)
        for side, signed in sides
    )
    return out, into


def _forced(judge: Judge, cut: Handover | None) -> Forced | None:
    if cut is None or cut.forced is None:
        return None
    reason, second, at = cut.forced
    return Forced(reason, judge.shop.people.name(second), at)
