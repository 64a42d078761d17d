"""What a paper that leaves the office may not show: whole order numbers, buyers; on a wall also who is reproached."""

import re

from kfterm.papers.cells import mask, plain
from kfterm.papers.sheet_labels import CALLED
from kfterm.papers.sheet_model import WALL, OpenItem, Settled, Sheet, Told, Worker
from kfterm.words import Words

_COMPLAINT = "H16"
"""The kind of item that is a complaint about a colleague: on a wall it is about nobody."""
_WAYBILL = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+[0-9]{7,}(?![A-Za-z0-9])")
_SHOWN = 4
"""So many last characters of an order number find it and say nothing else."""


def mask_order(order: str) -> str:
    """`…4471`: enough to find the order. One that is no longer than that stands as it is."""
    number = plain(order).strip()
    return number if len(number) <= _SHOWN else f"\u2026{number[-_SHOWN:]}"


def hidden(text: str, order: str, buyer: str) -> str:
    """A typed text in which the item's own order number and buyer stand as they may be shown."""
    for whole, shown in ((order, mask_order(order)), (buyer, mask(buyer))):
        if len(whole.strip()) > 1:
            text = text.replace(whole.strip(), shown)
    return text


def wall(sheet: Sheet) -> Sheet:
    """The copy for the wall: reproaches are counted, no typed text has a colleague's name in it.

    Names stay where they are none: who works the shift, who owns an item that is no complaint, who is praised, who signed.
    """
    veil, bare = _Veil(sheet.names), _Veil(sheet.names, bare=True)
    return sheet._replace(
        copy=WALL,
        goals=tuple(map(veil, sheet.goals)),
        workers=tuple(sorted((_plain(each) for each in sheet.workers if each.excused is None), key=_by_id)),
        items=tuple(_item(each, bare if each.kind == _COMPLAINT else veil) for each in sheet.items),
        settled=tuple(_settled(each, bare if each.kind == _COMPLAINT else veil) for each in sheet.settled),
        events=tuple(_told(each, veil) for each in sheet.events if each.public is not None),
        unread=tuple(each._replace(what=veil(each.what), names=()) for each in sheet.unread),
    )


class _Veil:
    """Puts `郑*` where a typed text names 郑凯, `*女士` for a buyer and `…5678` for a waybill; `bare`: no surname either."""

    def __init__(self, names: tuple[str, ...], *, bare: bool = False) -> None:
        # the longest first, so that 欧阳雪 is not found as 欧阳
        self._names = sorted({name for name in names if len(name.strip()) > 1}, key=lambda name: (-len(name), name))
        self._bare = bare

    def __call__(self, text: str) -> str:
        for name in self._names:
            if name in text and self._bare:
                text = text.replace(f"({name})", "").replace(f"\uff08{name}\uff09", "").replace(name, "*")
            elif name in text:
                text = text.replace(name, f"{name[0]}*")
        return CALLED.sub("*", _WAYBILL.sub(lambda found: mask_order(found.group()), text))

    def pair(self, words: Words) -> Words:
        """The same in both languages."""
        return Words(self(words.zh), self(words.en))


def _by_id(worker: Worker) -> str:
    return worker.staff


def _plain(worker: Worker) -> Worker:
    """One person of the shift; when somebody came is nobody's business on a wall."""
    return worker._replace(
        arrived_at=None, left_at=None, late_minutes=0, early_minutes=0, missing=False, over=(), away_since=None
    )


def _item(item: OpenItem, veil: _Veil) -> OpenItem:
    return item._replace(
        owner="" if item.kind == _COMPLAINT else item.owner,
        what=veil(item.what),
        done=veil(item.done),
        next_action=veil(item.next_action),
        if_then=veil(item.if_then),
        promise=veil(item.promise),
        evidence=veil(item.evidence),
        details=tuple((label, veil.pair(text)) for label, text in item.details),
        answer=veil(item.answer),
        returned=tuple(map(veil, item.returned)),
    )


def _settled(each: Settled, veil: _Veil) -> Settled:
    return each._replace(what=veil(each.what), outcome=veil(each.outcome))


def _told(told: Told, veil: _Veil) -> Told:
    """As it may hang on a wall; praise names who is praised."""
    public = told.public or told.says
    return told._replace(says=public if told.kind == "merit" else veil.pair(public))
