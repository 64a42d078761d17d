"""Announcements: which ones hold, who has not read them, and that nobody takes contacts before (R1-3.3, TM31, TM35)."""

from collections.abc import Iterator
from itertools import takewhile

from kfterm.desk.desk import Desk
from kfterm.desk.known import Known
from kfterm.desk.permits import is_machine
from kfterm.events.base import kind_of
from kfterm.events.floor import SeatTaken
from kfterm.events.handover import AnnouncementPosted, AnnouncementRead
from kfterm.events.lines import Fact
from kfterm.folds.handover import Announcement
from kfterm.month.judge import Judge
from kfterm.rulebook.floor_rules import Announcements
from kfterm.words import Words

_NEWS_DAYS = 31
"""Announcements older than this are nobody's news."""


def holding(judge: Judge, now: int) -> list[Announcement]:
    """The announcements that hold at a moment, the newest first."""
    oldest = judge.calendar.moment(judge.calendar.day(now) - _NEWS_DAYS)
    posted = reversed(judge.shop.book.announcements.values())
    return [each for each in takewhile(lambda news: news.at >= oldest, posted) if (each.from_at or each.at) <= now]


def to_read(judge: Judge, staff: str, now: int) -> list[Announcement]:
    """What somebody has to read before taking contacts, the oldest first; nothing where the regime asks for none."""
    if not news_clause(judge, now):
        return []
    return [each for each in reversed(holding(judge, now)) if staff not in each.read_by]


def news_clause(judge: Judge, now: int) -> str:
    """The clause by which announcements are read first; empty where there is none."""
    rulebook = judge.plan.rulebook(judge.calendar.day(now))
    found = rulebook.one(Announcements) if rulebook else None
    return found[0].id if found else ""


def posted_by(desk: Desk, news: Announcement) -> str:
    """Whose hand posted an announcement."""
    seq = desk.log.opening(kind_of(AnnouncementPosted), AnnouncementPosted.KEY, news.announcement)
    row = desk.log.row(seq) if seq is not None else None
    return row.by if row is not None else ""


def seat_taken(known: Known, fact: Fact) -> Iterator[Words]:
    """A person puts nobody on seat who has not read what holds, unless the same batch says that they read it."""
    event = fact.event
    assert isinstance(event, SeatTaken)
    if is_machine(fact.by):
        return
    read = {
        each.event.announcement
        for each in known.batch
        if isinstance(each.event, AnnouncementRead) and each.event.staff == event.staff
    }
    unread = [each.what for each in to_read(known.judge, event.staff, fact.at) if each.announcement not in read]
    if unread:
        name, clause = known.name(event.staff), news_clause(known.judge, fact.at)
        zh, en = "」「".join(unread), "”, “".join(unread)
        yield Words(
            f"{clause}:{name} 还没读公告「{zh}」,读了才能接待",
            f"{clause}: {name} has not read “{en}”; read it before taking contacts",
        )
