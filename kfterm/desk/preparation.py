"""What is missing before a shift is handed over, each with its clause and what to do. Pure; nothing here is refused
but what `gate.cut_gaps` says: the rest is for the lead to see before the cut, who may cut all the same."""

from collections.abc import Iterator

from kfterm.desk.crews import crew
from kfterm.desk.gate import Gap, cut_gaps, merged_gaps
from kfterm.desk.items import NOTHING, kind_of_item, missing_fields, open_items
from kfterm.desk.news import news_clause, to_read
from kfterm.desk.noticed import Proposal, listed
from kfterm.desk.on_the_way import names_in
from kfterm.desk.proposals import proposals
from kfterm.events.conduct import ViolationLogged
from kfterm.events.handover import ItemOpened
from kfterm.folds.handover import Item
from kfterm.folds.plan import Planned
from kfterm.month.judge import Judge
from kfterm.rulebook.item_kinds import EVENT_FIELDS
from kfterm.words import Words


def preparation(judge: Judge, day: int, shift: str, now: int) -> list[Gap]:
    """Everything that is missing before the cut of a shift, what blocks it first."""
    people = crew(judge, day, shift)
    return [
        *cut_gaps(judge, day, shift),
        *merged_gaps(judge, day, shift, now),
        *_items(judge, now),
        *_chats(judge, people),
        *_noticed(judge, now),
        *_unread(judge, people, now),
        *_complaints(judge),
    ]


def _items(judge: Judge, now: int) -> Iterator[Gap]:
    """Open items that lack something the relief needs, and what is past its time."""
    for item in open_items(judge, now):
        if item.kind == NOTHING:
            continue
        lacks = _lacks(judge, item)
        if lacks:
            zh, en = "、".join(each.zh for each in lacks), ", ".join(each.en for each in lacks)
            says = Words(f"「{item.what}」没写 {zh}", f"“{item.what}” lacks {en}")
            yield Gap("lacks", "", says, Words("补上", "add what is missing"), item=item.item)
        if item.due_at is not None and item.due_at < now:
            when = judge.calendar.text(item.due_at)[5:]
            says = Words(f"「{item.what}」已过时限 {when}", f"“{item.what}” was due at {when}")
            yield Gap("overdue", "", says, Words("办结,或改期并写下一步", "settle it, or a new time and what is next"), item=item.item)  # fmt: skip


def _lacks(judge: Judge, item: Item) -> list[Words]:
    """What the kind and the rulebook need; of what is still to be done also who does it and what comes next."""
    found = {each.zh: each for each in missing_fields(judge, item)}
    if kind_of_item(item.kind).until == "done":
        for name, value in (("owner", item.owner), ("next_action", item.next_action)):
            if not value:
                found.setdefault(EVENT_FIELDS[name].zh, EVENT_FIELDS[name])
    return list(found.values())


def _chats(judge: Judge, people: list[Planned]) -> Iterator[Gap]:
    """Buyers who still talk with somebody of this shift: an answer first, then the transfer."""
    for plan in people:
        count = judge.shop.timers.open_chats.get(plan.staff, 0)
        if count:
            name = judge.shop.people.name(plan.staff)
            says = Words(f"{name} 手上还有 {count} 个会话", f"{name} has {count} open chats")
            yield Gap("chats", "", says, Words("先回一句再转接", "answer each once, then pass it on"))


def _noticed(judge: Judge, now: int) -> Iterator[Gap]:
    """What was noticed and nobody booked, opened or turned down."""
    found = proposals(judge, now)
    arising = [each for each in found if isinstance(each.books, ItemOpened)]
    to_book = [each for each in found if isinstance(each.books, ViolationLogged)]
    for each in arising:
        todo = Words("在提示里 Enter 开成交接项", "open it as an item: Enter on the notice")
        yield Gap("arising", each.clause, _plain(each), todo)
    for each in to_book:
        todo = Words("记下或驳回", "log it or dismiss it")
        yield Gap("noticed", "", each.says, todo)


def _plain(proposal: Proposal) -> Words:
    """What was noticed without the clause at its end, which stands in a column of its own."""
    end = f" {proposal.clause}" if proposal.clause else ""
    return Words(proposal.says.zh.removesuffix(end), proposal.says.en.removesuffix(end))


def _unread(judge: Judge, people: list[Planned], now: int) -> Iterator[Gap]:
    """Announcements that people of this shift have not read."""
    clause = news_clause(judge, now)
    unread: dict[str, list[str]] = {}
    for plan in people:
        for each in to_read(judge, plan.staff, now):
            unread.setdefault(each.what, []).append(judge.shop.people.name(plan.staff))
    for what, names in unread.items():
        says = Words(f"公告「{what}」未读:{listed(names)}", f"“{what}” unread: {listed(names)}")
        yield Gap("unread", clause, says, Words("读了再走", "have them read it"))


def _complaints(judge: Judge) -> Iterator[Gap]:
    """Complaints that nobody judged and that no open H16 hands over."""
    opened = [item for item in judge.shop.book.open_items() if item.kind == "H16"]
    held = {name for item in opened for text in item.details.values() for name in names_in(text)}
    complaints = judge.shop.conduct.complaints.values()
    found = [each for each in complaints if each.valid is None and each.complaint not in held]
    if found:
        names = listed(list(dict.fromkeys(judge.shop.people.name(each.staff) for each in found)))
        count = "1 complaint" if len(found) == 1 else f"{len(found)} complaints"
        says = Words(f"{len(found)} 件投诉未判:{names}", f"{count} not judged: {names}")
        todo = Words(
            "月份 g、那个人 Enter、那条投诉按 d 判;或写成交接项 H16",
            "judge them: g, Enter on the person, d on the complaint; or hand them over as H16",
        )
        yield Gap("complaints", "", says, todo)
