"""What an entry of the log is about, where the entry itself names only an id: an item's text, whose request, which notice.

Looked up by id in the folded state, so that a line costs the same however long the log is. What is not known any more
(taken back, of a month that is closed) is left out.
"""

from collections.abc import Sequence

from kfterm.events.base import Event
from kfterm.events.conduct import AppealDecided, AppealFiled, ComplaintJudged, ViolationAcknowledged
from kfterm.events.floor import IncidentSettled
from kfterm.events.handover import (
    AnnouncementRead,
    HandoverCut,
    HandoverForced,
    HandoverItemRead,
    HandoverSigned,
    ItemSettled,
    ItemUpdated,
)
from kfterm.events.roster import (
    LeaveDecided,
    LeaveRequested,
    OutingDecided,
    OutingRequested,
    RestDecided,
    RestRequested,
    SwapAgreed,
    SwapDecided,
    SwapRequested,
)
from kfterm.folds.shop import Shop
from kfterm.papers.sheet_labels import SHIFTS
from kfterm.periods import Calendar, day_text
from kfterm.words import Lang, Words


def subject(event: Event, shop: Shop, calendar: Calendar, lang: Lang) -> str:
    """What it is about: `退款 4471`, `林晓彤 10-22`, `交班 早班 10-13`; empty where the entry says it all itself."""
    match event:
        case ItemUpdated() | ItemSettled():
            return _item(shop, event.item)
        case HandoverItemRead():
            return f"{_read(event, calendar, lang)} {_item(shop, event.item)}"
        case HandoverCut():
            return _shift(event.shift, day_text(event.on.toordinal()), lang)
        case HandoverSigned():
            side = Words("交班", "out,") if event.side == "out" else Words("接班", "in,")
            return f"{side.pick(lang)} {_handover(shop, event.handover, lang)}"
        case HandoverForced():
            return _handover(shop, event.handover, lang)
        case AnnouncementRead():
            found = shop.book.announcements.get(event.announcement)
            return found.what if found is not None else ""
        case IncidentSettled():
            incident = shop.floor.incidents.get(event.incident)
            return incident.what if incident is not None else ""
        case ViolationAcknowledged() | AppealFiled() | AppealDecided() | ComplaintJudged():
            return _judged(event, shop)
        case _:
            return _request(event, shop, calendar)


def _item(shop: Shop, key: str) -> str:
    item = shop.book.items.get(key)
    return item.what if item is not None else ""


def _read(event: HandoverItemRead, calendar: Calendar, lang: Lang) -> str:
    """What the relief did with it."""
    if not event.accepted:
        return Words("退回", "gave back:").pick(lang)
    if event.parked_until is None:
        return Words("接下", "took:").pick(lang)
    until = calendar.text(round(event.parked_until.timestamp() * 1000))[5:]
    return Words(f"搁到 {until}", f"parked to {until}:").pick(lang)


def _shift(shift: str, day: str, lang: Lang) -> str:
    return f"{SHIFTS.get(shift, Words(shift, shift)).pick(lang)} {day[5:]}"


def _handover(shop: Shop, key: str, lang: Lang) -> str:
    found = shop.book.handover(key)
    return _shift(found.shift, day_text(found.day), lang) if found is not None else ""


def _judged(event: ViolationAcknowledged | AppealFiled | AppealDecided | ComplaintJudged, shop: Shop) -> str:
    """Whose violation or complaint it is, and which."""
    if isinstance(event, ComplaintJudged):
        complaint = shop.conduct.complaints.get(event.complaint)
        return f"{shop.people.name(complaint.staff)} {complaint.what}" if complaint is not None else ""
    appeal = shop.conduct.appeals.get(event.appeal) if isinstance(event, AppealDecided) else None
    named = event.violation if not isinstance(event, AppealDecided) else appeal.violation if appeal is not None else ""
    found = shop.conduct.violations.get(named)
    return f"{shop.people.name(found.event.staff)} {found.event.clause}" if found is not None else ""


def _request(event: Event, shop: Shop, calendar: Calendar) -> str:
    """Who asked, and for which days or from when."""
    match event:
        case LeaveRequested() | LeaveDecided():
            leave = shop.roster.leaves.get(event.leave)
            return _asked([leave.staff], [leave.from_day, leave.to_day], shop) if leave is not None else ""
        case RestRequested() | RestDecided():
            rest = shop.roster.rests.get(event.rest)
            return _asked([rest.staff], [rest.day], shop) if rest is not None else ""
        case SwapRequested() | SwapAgreed() | SwapDecided():
            swap = shop.roster.swaps.get(event.swap)
            return _asked(swap.both, swap.days, shop) if swap is not None else ""
        case OutingRequested() | OutingDecided():
            outing = shop.roster.outings.get(event.outing)
            return f"{shop.people.name(outing.staff)} {calendar.text(outing.since)[5:]}" if outing is not None else ""
        case _:
            return ""


def _asked(staff: Sequence[str], days: Sequence[int], shop: Shop) -> str:
    names = "–".join(shop.people.name(each) for each in staff)
    return f"{names} {'–'.join(dict.fromkeys(day_text(day)[5:] for day in days))}"
