"""One item of a sheet in one language."""

from kfterm.papers.cells import mask
from kfterm.papers.sheet_mask import hidden, mask_order
from kfterm.papers.sheet_model import OpenItem
from kfterm.papers.sheet_shape import ItemSaid, Part
from kfterm.papers.sheet_speaker import Speaker
from kfterm.papers.words import KINDS, SEVERITY, joined, said


def item_said(to: Speaker, number: int, item: OpenItem) -> ItemSaid:
    """The item with everything that the relief has to know; whole order numbers and buyers are not among it."""
    until = to.sheet.span.until.at
    order = f"#{mask_order(item.order)}" if item.order else ""
    # a shop of one store need not say which
    store = "" if to.sheet.stores == (item.store,) else item.store
    tags = [said(KINDS, item.kind, to.lang), store, order, mask(item.buyer)]
    due = ""
    if item.due_at is not None:
        due = to.moment(item.due_at)
        due += " " + to.say("overdue", span=to.span(until - item.due_at)) if item.overdue else ""
    answer = _answer(to, item)
    return ItemSaid(
        number=str(number),
        severity=said(SEVERITY, item.severity, to.lang),
        rank=item.severity,
        tags="  ".join(tag for tag in tags if tag),
        what=hidden(item.what, item.order, item.buyer),
        parts=tuple(_parts(to, item)),
        due=due,
        overdue=item.overdue,
        owner=item.owner,
        age=to.span(until - item.opened_at),
        passes=to.say("escalated" if item.escalated else "passes" if item.passes > 1 else "new", n=item.passes),
        escalated=item.escalated,
        answer=answer,
        loud=item.overdue or item.escalated or answer.loud,
    )


def _parts(to: Speaker, item: OpenItem) -> list[Part]:
    """What it says beside its one sentence, in the order in which it is needed."""
    promise, loud = item.promise, set[str]()
    if item.promise_at is not None:
        promise = f"{promise} {to.say('by', at=to.moment(item.promise_at))}".strip()
        if item.promise_at < to.sheet.span.until.at:
            loud.add(to.labels["promise"])
    untouched = to.labels["untouched"] if item.untouched else ""
    texts = [
        (to.labels["done"], item.done),
        (to.labels["next_action"], item.next_action),
        (to.labels["if_then"], item.if_then),
        (to.labels["promise"], promise),
        (to.labels["evidence"], item.evidence),
        *((label.pick(to.lang), text.pick(to.lang)) for label, text in item.details),
    ]
    found = [Part(label, hidden(text, item.order, item.buyer), label in loud) for label, text in texts if text]
    lacks = joined([words.pick(to.lang) for words in item.lacks], to.lang)
    warned = [(to.labels["since_taken"], untouched), (to.labels["lacks"], lacks)]
    return found + [Part(label, text, True) for label, text in warned if text]


def _answer(to: Speaker, item: OpenItem) -> Part:
    """Where it stands between the two leads, with what the relief said; nothing before the cut."""
    if not item.state:
        return Part("", "")
    label = to.labels.get(item.state, item.state)
    if item.state == "parked" and item.parked_until is not None:
        label = to.say("parked", at=to.moment(item.parked_until))
    if item.state == "settled" and item.settled_at is not None:
        label = to.say("done_since", at=to.moment(item.settled_at))
    before = f"({to.labels['was_returned']}: {'; '.join(item.returned)})" if item.returned else ""
    text = hidden(" ".join(part for part in (item.answer, before) if part), item.order, item.buyer)
    return Part(label, text, item.state in ("returned", "completed"))
