"""What the keys of the floor do, one file a topic: ask, show what it would do, say it to the desk."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from screens.acts import (
    book,
    break_plan,
    breaks,
    conduct,
    items,
    look,
    news,
    off_shift,
    people,
    records,
    requests,
    seats,
)

if TYPE_CHECKING:
    from screens.floor import FloorScreen

ACTS: dict[str, Callable[["FloorScreen"], Awaitable[None]]] = {
    "violation": conduct.violation,
    "merit": conduct.merit,
    "complaint": conduct.complaint,
    "record": records.record,
    "undo": conduct.undo,
    "proposals": conduct.to_notices,
    "confirm": conduct.confirm,
    "dismiss": conduct.dismiss,
    "away": breaks.away,
    "back": breaks.back,
    "breaks": break_plan.plan_breaks,
    "seat": seats.take,
    "release": seats.release,
    "release_all": off_shift.release_all,
    "call": seats.call,
    "incident": seats.incident,
    "punch": seats.punch,
    "wait": seats.wait,
    "item": items.item,
    "settle": items.settle,
    "item_detail": items.detail,
    "announce": book.announce,
    "news": news.reread,
    "handover": book.handover,
    "roster": look.roster,
    "month": look.month,
    "person": look.person,
    "log": look.log,
    "travel": look.travel,
    "find": look.find,
    "sort": look.sort,
    "reverse": look.reverse,
    "help": look.help_here,
    "palette": look.help_here,
    "language": look.language,
    "quit": look.leave,
    "requests": requests.requests,
    "staff": people.join,
    "who": people.who,
}
