"""The items on a sheet: what is handed over, what was settled, what the day was to reach."""

from kfterm.desk.gate import on_sheet, stand
from kfterm.desk.items import NOTHING, details_said, is_open, missing_fields
from kfterm.folds.handover import Handover, Item
from kfterm.folds.settings import ESCALATE_PASSES, whole
from kfterm.month.judge import Judge
from kfterm.papers.sheet_model import OpenItem, Settled, Span
from kfterm.words import Words

GOAL = "H24"
"""The kind of item that says what a day is to reach."""
_FAR = 1 << 62
_RANK = {"urgent": 0, "watch": 1}


def open_items(
    judge: Judge, cuts: list[Handover], cut: Handover | None, span: Span, then: dict[str, Item]
) -> list[OpenItem]:
    """Everything to be handed over at the cut: overdue first, then escalated, then by severity and due time.

    `then`: the items as they read at the cut. What was written on one afterwards stands on the next sheet, but for what
    completes an item that was given back: that is what the relief took.
    """
    until = span.until
    limit = whole(judge.shop.rules, ESCALATE_PASSES)
    handed = [each.cut_seq for each in cuts if each.cut_seq <= until.seq] + ([] if cut else [until.seq])
    found = []
    returned = {each.item for each in cut.returns} if cut is not None else set()
    for item in standing(judge, cut, span):
        reads = item if item.item in returned else then.get(item.item, item)
        passes = sum(1 for seq in handed if item.seq <= seq)
        shown = _open(judge, reads, until.at, passes, passes >= limit)._replace(settled_at=item.settled_at)
        found.append(_answered(shown, item, cut))
    found.sort(key=lambda i: (not i.overdue, i.due_at or _FAR if i.overdue else 0, not i.escalated,
                              _RANK.get(i.severity, 2), i.due_at or _FAR, i.opened_at, i.item))  # fmt: skip
    return found


def standing(judge: Judge, cut: Handover | None, span: Span) -> list[Item]:
    """What the gate hands over at the cut; before there is one, what is open now."""
    if cut is not None:
        return on_sheet(judge, cut)
    return [item for item in judge.shop.book.items.values() if is_open(judge, item, span.until.at)]


def _open(judge: Judge, item: Item, at: int, passes: int, escalated: bool) -> OpenItem:
    own = zip(details_said(item, "zh"), details_said(item, "en"), strict=True)
    return OpenItem(
        item=item.item,
        kind=item.kind,
        severity=item.severity,
        what=item.what,
        store=item.store,
        order=item.order,
        buyer=item.buyer,
        done=item.notes[-1][1] if item.notes else "",
        next_action=item.next_action,
        if_then=item.if_then,
        promise=item.promise,
        promise_at=item.promise_at,
        evidence=item.evidence,
        details=tuple((label, Words(zh, en)) for (label, zh), (_, en) in own),
        untouched=False,
        lacks=tuple(missing_fields(judge, item)),
        owner=judge.shop.people.name(item.owner) if item.owner else "",
        due_at=item.due_at,
        opened_at=item.opened_at,
        overdue=item.due_at is not None and item.due_at < at,
        passes=passes,
        escalated=escalated,
        state="",
        answer="",
        returned=(),
        parked_until=None,
        settled_at=item.settled_at,
    )


def _answered(found: OpenItem, item: Item, cut: Handover | None) -> OpenItem:
    """The same with what the relief said."""
    if cut is None:
        return found
    found = found._replace(untouched=item.item in cut.skipped)
    reading = cut.readings.get(item.item)
    if reading is None:
        # that there is nothing to hand over needs no taking
        return found if item.kind == NOTHING else found._replace(state=stand(item, cut))
    found = found._replace(state=stand(item, cut))
    before = tuple(each.reason for each in cut.returns if each.item == item.item and each.seq < reading.seq)
    answer = reading.read_back if reading.accepted else reading.reason
    return found._replace(answer=answer, returned=before, parked_until=reading.parked_until)


def settled_items(judge: Judge, span: Span) -> list[Settled]:
    """What was settled in the shift, in the order of time."""
    found = [
        Settled(item.item, item.kind, item.what, item.outcome, item.settled_at, item.order, item.buyer)
        for item in judge.shop.book.items.values()
        if item.settled_at is not None and span.wrote(item.settled_seq, item.settled_at)
    ]
    return sorted(found, key=lambda each: (each.at, each.item))


def goals(judge: Judge, cut: Handover | None, span: Span) -> list[str]:
    """What the day was to reach: goals that stood at the end of the sheet, and those that were settled in the shift."""
    here = {item.item: item for item in standing(judge, cut, span)}
    here |= {
        item.item: item
        for item in judge.shop.book.items.values()
        if item.settled_at is not None and span.wrote(item.settled_seq, item.settled_at)
    }
    found = sorted((item.opened_at, item.what) for item in here.values() if item.kind == GOAL)
    return [what for _, what in found]
