"""The handover sheet as data. Pure: a judged shop goes in, a `Sheet` comes out.

A fact belongs to exactly one sheet. Where there is a cut its row divides the log: what is written after it stands on
the next sheet, however early it happened. The first sheet of a shop begins at midnight of its shift day. What an item
said at the cut, or when a past sheet was closed, is not kept by the folds: `sheet_shelf` hands in shops folded up to
those rows.
"""

from kfterm.desk.crews import never_handed
from kfterm.desk.gate import shift_name
from kfterm.folds.handover import Handover
from kfterm.folds.settings import SHEET_COPY, value
from kfterm.month.adherence import percent, shift_adherence
from kfterm.month.judge import Judge
from kfterm.papers.sheet_counts import counts
from kfterm.papers.sheet_events import chats, events
from kfterm.papers.sheet_items import goals, open_items, settled_items
from kfterm.papers.sheet_model import LEAD, Edge, Forced, Sheet, Signature, Span, Staffing, Unread, Worker, staffing
from kfterm.papers.sheet_people import workers
from kfterm.papers.sheet_timers import timers
from kfterm.words import Words

_LEADS = ("lead", "deputy", "supervisor")


def sheet(
    judge: Judge, day: int, shift: str, log_seq: int, log_head: str, handover: str = "", then: Judge | None = None
) -> Sheet:
    """The sheet of a shift: of its latest cut, of the handover named, or of everything since the last cut until now.

    `then`: the shop as it stood at the cut.
    """
    cuts = sorted(judge.shop.book.handovers, key=lambda each: each.cut_seq)
    cut = cut_of(judge, day, shift, handover)
    if cut is not None:
        day, shift = cut.day, cut.shift
    span, first = _span(judge, cuts, cut, day, log_seq)
    hours = judge.plan.hours(day, shift)
    here = workers(judge, day, shift, span)
    told = events(judge, span)
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
        goals=tuple(goals(judge, cut, span)),
        staffing=_kept(judge, day, shift, span.until.at, staffing(tuple(here))),
        workers=tuple(here),
        items=tuple(open_items(judge, cuts, cut, span, then.shop.book.items if then is not None else {})),
        settled=tuple(settled_items(judge, span)),
        events=tuple(told),
        counts=tuple(counts(judge, span, told)),
        timers=tuple(timers(judge, span)),
        chats=chats(judge, span, cut is not None),
        unread=tuple(_unread(judge, here, span)),
        signatures=_signatures(judge, cut),
        forced=_forced(judge, cut),
        log_seq=log_seq,
        log_head=log_head,
        copy=LEAD,
        usual_copy=value(judge.shop.rules, SHEET_COPY),
        names=tuple(person.name for person in judge.shop.people.staff.values()),
        merged=() if first else _merged(judge, cuts, (day, shift), span),
    )


def cut_of(judge: Judge, day: int, shift: str, handover: str) -> Handover | None:
    """The handover named, else the latest cut of a shift; None where it was not cut."""
    cuts = sorted(judge.shop.book.handovers, key=lambda each: each.cut_seq, reverse=True)
    return next((h for h in cuts if (h.handover == handover if handover else (h.day, h.shift) == (day, shift))), None)


def _kept(judge: Judge, day: int, shift: str, until: int, counted: Staffing) -> Staffing:
    """The same with how well the plan was kept (facts/metrics.md)."""
    found = shift_adherence(judge, day, shift, until)
    if found is None:
        return counted
    return counted._replace(adherence=percent(found.adherence), conformance=percent(found.conformance))


def _span(judge: Judge, cuts: list[Handover], cut: Handover | None, day: int, log_seq: int) -> tuple[Span, bool]:
    until = Edge(cut.cut_seq, cut.cut_at) if cut else Edge(log_seq, judge.asof)
    # right after a cut the next sheet begins with its row
    before = [each for each in cuts if each is not cut and each.cut_seq <= until.seq]
    if before:
        return Span(Edge(before[-1].cut_seq, before[-1].cut_at), until), False
    return Span(Edge(0, judge.calendar.moment(day)), until), True


def _merged(judge: Judge, cuts: list[Handover], mine: tuple[int, str], span: Span) -> tuple[Words, ...]:
    """Shifts of the span that nobody handed over; before the first cut there was no handing over to miss."""
    cut = {(each.day, each.shift) for each in cuts if each.cut_seq <= span.until.seq} | {mine}
    return tuple(shift_name(judge, *each) for each in never_handed(judge, span.since.at, span.until.at, cut))


def _stores(judge: Judge) -> tuple[str, ...]:
    named = (judge.shop.rules.setting("store") or "").replace("\uff0c", ",").replace("\u3001", ",")
    return tuple(name.strip() for name in named.split(",") if name.strip())


def _leads(judge: Judge, here: list[Worker], at: int) -> tuple[str, ...]:
    people = judge.shop.people.staff
    return tuple(w.name for w in here if w.staff in people and set(_LEADS) & set(people[w.staff].roles_at(at)))


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
            found.append((each.at, Unread(each.what, names, len(names))))
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
