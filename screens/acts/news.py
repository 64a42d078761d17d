"""Announcements on the floor: read before somebody takes a seat, read by those who sit already, read again (R1-3.3)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kfterm.desk.news import holding, posted_by, to_read
from kfterm.desk.noticed import Proposal, listed
from kfterm.desk.pending import PENDING
from kfterm.desk.signed_in import KEY as FORGOTTEN
from kfterm.events.handover import AnnouncementRead
from kfterm.folds.floor import ON
from kfterm.folds.handover import Announcement
from kfterm.papers.cells import hang
from kfterm.words import Words
from screens.acts.off_shift import release_all
from screens.handover_modals import PrepareModal
from screens.modals import ReadModal
from screens.text import safe
from screens.widgets.painted import Line

if TYPE_CHECKING:
    from screens.floor import FloorScreen

_INSIDE = 72
"""Cells of a line inside a frame that fits into 80."""
_READ = Words("Enter 已读  Esc 没读", "Enter: read  Esc: not yet")
_UNREAD, _GATE = "unread:", "gate:"
"""How the keys of notices begin that are answered elsewhere than by `seen`."""


def _lines(floor: "FloorScreen", found: Sequence[Announcement]) -> list[Line]:
    """Each announcement with its text, who posted it and when."""
    desk, lines = floor.app.desk, list[Line]()
    for each in found:
        who, when = floor.name_of(posted_by(desk, each)), desk.live.calendar.text(each.at)[5:]
        lines.append(((f"{when} {safe(who)}", "dim"),))
        lines += [((line, "strong"),) for line in hang("  ", safe(each.what), _INSIDE)]
    return lines


async def before_seat(floor: "FloorScreen", staff: str) -> tuple[AnnouncementRead, ...] | None:
    """What somebody read before going on seat; nothing where all is read, None where they did not read it."""
    unread = to_read(floor.app.desk.judge(), staff, floor.app.desk.clock.now())
    if not unread:
        return ()
    name, lang = floor.name_of(staff), floor.app.lang
    title = Words(f"{name} 上席前先读公告", f"{name} reads this before taking contacts").pick(lang)
    modal = PrepareModal(title, _lines(floor, unread), can=True, lang=lang, keys=_READ)
    if not await floor.app.push_screen_wait(modal):
        floor.tell(Words(f"{name} 没读公告,没有上席", f"{name} has not read it and is not on seat"), "warn")
        return None
    return tuple(AnnouncementRead(announcement=each.announcement, staff=staff) for each in unread)


async def noticed(floor: "FloorScreen", found: Proposal) -> bool:
    """Enter on a notice that has a better answer than `seen`: who sits reads it, an open handover opens."""
    if found.key.startswith(_GATE):
        from screens.acts.book import handover

        await handover(floor)
        return True
    if found.key.startswith(PENDING):
        from screens.acts.requests import requests

        await requests(floor)
        return True
    if found.key.startswith(FORGOTTEN):
        await release_all(floor)
        return True
    if not found.key.startswith(_UNREAD):
        return False
    key = found.key.removeprefix(_UNREAD).rsplit(":", 1)[0]
    shop = floor.app.desk.live.shop
    news = shop.book.announcements.get(key)
    if news is None:
        return False
    seated = [staff for staff, seat in shop.floor.seats.items() if seat.state == ON and staff not in news.read_by]
    names = listed([floor.name_of(staff) for staff in seated])
    title = Words(f"这些人读了?{names}", f"Have they read it? {names}").pick(floor.app.lang)
    modal = PrepareModal(title, _lines(floor, [news]), can=True, lang=floor.app.lang, keys=_READ)
    if await floor.app.push_screen_wait(modal):
        events = [AnnouncementRead(announcement=key, staff=staff) for staff in seated]
        floor.say(*events, done=Words(f"已读公告:{names}", f"read it: {names}"))
    return True


async def reread(floor: "FloorScreen") -> None:
    """A: every announcement that holds, with who has not read it."""
    judge, lang = floor.app.desk.judge(), floor.app.lang
    found = holding(judge, floor.app.desk.clock.now())
    lines = _lines(floor, found) or [((Words("没有公告", "no announcements").pick(lang), "dim"),)]
    foot = Words("Esc 返回", "Esc back").pick(lang)
    title = Words("公告", "announcements").pick(lang)
    await floor.app.push_screen_wait(ReadModal(title, lines, foot, lang=lang))
