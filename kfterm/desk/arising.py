"""Items that arise by themselves: what is still on the way when a shift ends, proposed as items to be opened.

Looked for only from some minutes before the end of a shift on (`handover.prepare_minutes`), until it is cut. What stands
in an open item already, by its order, chat or complaint, is not proposed again.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from kfterm.desk import on_the_way as look
from kfterm.desk.items import kind_of_item
from kfterm.desk.noticed import Proposal
from kfterm.desk.on_the_way import Ending, Found, Look, names_in
from kfterm.desk.shifts import recent
from kfterm.events.handover import ItemOpened
from kfterm.folds.floor import AWAY, ON
from kfterm.folds.settings import PREPARE_MINUTES, whole
from kfterm.month.judge import Judge
from kfterm.periods import HOUR, MINUTE, day_text
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

_DAY = 24 * HOUR
_SINGLE = 3
"""Up to so many of a kind are proposed one by one, more of them as one."""
_LISTED = 16
"""Names in an item for many before the rest are counted."""
_MORE = " +"
_ARISE = "arise:"


class _Kind(NamedTuple):
    """Where things of a kind are found, where an item for many of them lists their names, and what it says."""

    find: Look
    into: str
    many: Words
    """With `{n}` where their number stands."""
    at_once: bool = False
    """One item for all, however few."""
    apart: bool = False
    """An item for each, however many: every one has fields of its own to be filled."""


_KINDS: dict[str, _Kind] = {
    "H16": _Kind(look.complained, "record", Words("{n} 件投诉未结", "{n} complaints open")),
    "H19": _Kind(look.running, "incident", Words("{n} 件突发未结", "{n} incidents open")),
    "H03": _Kind(look.swapped, "form", Words("{n} 张换班单", "{n} swaps"), apart=True),
    "H08": _Kind(look.chatting, "chat", Words("下班了还有 {n} 位在聊", "{n} buyers still chatting at the end")),
    "H06": _Kind(look.unprinted, "orders", Words("{n} 单已付款未打单", "{n} orders paid, no waybill")),
    "H04": _Kind(look.unshipped, "list", Words("{n} 张面单已打未发", "{n} waybills printed, not shipped"), True),
    "H09": _Kind(look.unpaid, "order", Words("{n} 单待催付", "{n} unpaid orders to be urged")),
    "H10": _Kind(look.unremarked, "order", Words("{n} 单答应了没备注", "{n} promised orders without a remark")),
    "H15": _Kind(look.promised, "order", Words("{n} 件承诺下一班到期", "{n} promises due in the next shift")),
}


def arising(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """One proposal for each thing still on the way, one for many of a kind; nothing unless a shift is about to end."""
    ending = _ending(judge, now)
    if ending is None:
        return
    key = ("arising", now // MINUTE)
    found = judge.scratch.get(key)
    if found is None:
        found = judge.scratch[key] = list(_proposed(judge, rulebook, ending, now))
    yield from found  # type: ignore[misc]


def _ending(judge: Judge, now: int) -> Ending | None:
    """The shift that is about to be handed over, with everybody whose shift ends around now."""
    span = whole(judge.shop.rules, PREPARE_MINUTES) * MINUTE
    near = [each for each in _ends(judge, now) if each[0] - span <= now < each[0] + span]
    near = [each for each in near if not _is_cut(judge, each[1], each[2], now)]
    if not near:
        return None
    end, day, shift, _ = min(near)
    return Ending(day, shift, end, end - span, frozenset(staff for *_, staff in near))


def _ends(judge: Judge, now: int) -> Iterator[tuple[int, int, str, str]]:
    """(end, shift day, shift, person) of who was planned; where nobody plans, of everybody on seat for every shift."""
    plans = recent(judge, now)
    yield from ((plan.end, plan.day, plan.shift, plan.staff) for plan in plans)
    if plans:
        return
    today = judge.calendar.day(now)
    here = [staff for staff, seat in judge.shop.floor.seats.items() if seat.state in (ON, AWAY)]
    for day in (today - 1, today):
        for shift, hours in judge.plan.shifts(day).items():
            yield from ((judge.calendar.moment(day, hours.end), day, shift, staff) for staff in (here or [""]))


def _is_cut(judge: Judge, day: int, shift: str, now: int) -> bool:
    cuts = takewhile(lambda each: each.cut_at >= now - _DAY, reversed(judge.shop.book.handovers))
    return any((each.day, each.shift) == (day, shift) for each in cuts)


def _proposed(judge: Judge, rulebook: Rulebook, ending: Ending, now: int) -> Iterator[Proposal]:
    held = _held(judge)
    for kind, rule in _KINDS.items():
        covered = _covered(judge, kind, rule)
        found = [each for each in rule.find(judge, rulebook, ending, now) if each.began > covered]
        left = [each for each in found if held.isdisjoint(each.names) and not _known(judge, _key(kind, each))]
        if not rule.apart and len(left) > (1 if rule.at_once else _SINGLE):
            yield from _together(judge, ending, kind, rule, left)
        else:
            yield from (_proposal(ending, _key(kind, each), *each.made()) for each in left)


def _key(kind: str, found: Found) -> str:
    return f"{_ARISE}{kind}:{found.names[0]}"


def _covered(judge: Judge, kind: str, rule: _Kind) -> int:
    """Until when everything of a kind stands in an open item whose list was too long to be written out."""
    own = (each for each in judge.shop.book.open_items() if each.kind == kind and each.item.startswith(_id(_ARISE)))
    lists = ((each.opened_at, each.details.get(rule.into, each.order)) for each in own)
    return max((at for at, names in lists if _MORE in names), default=0)


def _held(judge: Judge) -> set[str]:
    """The orders, waybills, chats and complaints that open items speak of."""
    texts = (text for item in judge.shop.book.open_items() for text in (item.order, *item.details.values()))
    return {name for text in texts for name in names_in(text)}


def _known(judge: Judge, key: str) -> bool:
    """Whether somebody dismissed it, or opened its item."""
    return key in judge.shop.conduct.dismissed or _id(key) in judge.shop.book.items


def booked(judge: Judge, proposal: Proposal) -> bool:
    """Whether the item of a proposal was opened."""
    return isinstance(proposal.books, ItemOpened) and proposal.books.item in judge.shop.book.items


def _together(judge: Judge, ending: Ending, kind: str, rule: _Kind, found: list[Found]) -> Iterator[Proposal]:
    """Few people: one item each; else, and where it is one list at once, one item for all."""
    whose: dict[str, list[Found]] = {}
    for each in found:
        whose.setdefault(each.owner, []).append(each)
    if len(whose) > (1 if rule.at_once else _SINGLE):
        whose = {"": found}
    for owner, group in whose.items():
        number, name = len(group), f"{judge.shop.people.name(owner)} " if owner else ""
        says = Words(*(name + text.format(n=number) for text in rule.many))
        names = _listed([each.names[0].removeprefix("remark-").removeprefix("promise-") for each in group])
        own = {field.id for field in kind_of_item(kind).field}
        details = {rule.into: names} if rule.into in own else {}
        details |= {"count": str(number)} if "count" in own else {}
        order = names if rule.into == "order" else None
        event = ItemOpened(
            item="", item_kind=kind, what=says.zh, owner=owner or None, order=order, details=details,
            severity=group[0].made()[1].severity,
        )  # fmt: skip
        about = f"{_ARISE}{kind}:{day_text(ending.day)}:{ending.shift}:{owner or 'all'}"
        yield _proposal(ending, _unused(judge, about), says, event)


def _listed(names: list[str]) -> str:
    """The names, as many as a paper has room for, and how many more there are."""
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f"{_MORE}{more}" if more > 0 else "")


def _unused(judge: Judge, about: str) -> str:
    """A key whose item was not opened yet: what arises after the first list is a second one."""
    key, number = about, 1
    while _id(key) in judge.shop.book.items:
        number += 1
        key = f"{about}:{number}"
    return key


def _id(key: str) -> str:
    return key.replace(":", "-")


def _proposal(ending: Ending, key: str, says: Words, event: ItemOpened) -> Proposal:
    books = ItemOpened(**{name: getattr(event, name) for name in event.__struct_fields__} | {"item": _id(key)})
    return Proposal(key, ending.since, event.owner or "", "", says, books)
