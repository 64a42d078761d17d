"""The gate between two shifts: what stands on a handover, where it is, and what keeps it from closing. Pure.

The screen, the desk's checks and `kfterm handover --check` all ask here. What belongs to a sheet is told by the position
of rows, never by their time: a fact written after the cut stands on the next sheet, however early it happened.
"""

from typing import NamedTuple

from kfterm.desk.crews import coming, relief_on_post, unhanded
from kfterm.desk.items import NOTHING, day_end, kind_of_item, kind_words, open_items, to_know
from kfterm.folds.handover import Book, Handover, Item
from kfterm.month.judge import Judge
from kfterm.periods import day_text
from kfterm.rulebook.floor_rules import HandoverKinds, ReliefWait
from kfterm.words import Words

UNREAD, TAKEN, PARKED = "unread", "taken", "parked"
RETURNED, COMPLETED, SETTLED, LATER = "returned", "completed", "settled", "later"
READING, RELIEF, SIGNING, OUT, IN = "reading", "relief", "signing", "out", "in"
FORCED, CLOSED = "forced", "closed"


class Gap(NamedTuple):
    """One thing that is missing, with its clause and what to do; `blocks` where the desk refuses to go on without."""

    kind: str
    clause: str
    says: Words
    todo: Words
    blocks: bool = False
    item: str = ""


class Gate(NamedTuple):
    """Where a handover stands."""

    handover: Handover
    state: str
    """reading, relief (nobody on post yet), signing (neither side), out or in (that side is missing), forced, closed."""
    read: int
    total: int
    says: Words
    blocks: tuple[Gap, ...]
    """What keeps it from closing, and a relief who is not there; nothing once it is closed or forced."""
    aside: int = 0
    """How many of `read` were put aside."""


def current(book: Book) -> Handover | None:
    """The newest handover while it is not signed by both sides."""
    newest = book.handovers[-1] if book.handovers else None
    return newest if newest is not None and not newest.closed_seq else None


def unfinished(book: Book) -> Handover | None:
    """The newest handover while it is neither signed by both sides nor closed by force: no other is cut before it is."""
    found = current(book)
    return found if found is not None and found.forced is None else None


def on_sheet(judge: Judge, handover: Handover) -> list[Item]:
    """What a handover hands over: written before its cut and open at it; by position in the log."""
    return [item for item in judge.shop.book.items.values() if handed_over(judge, item, handover)]


def handed_over(judge: Judge, item: Item, handover: Handover) -> bool:
    """Whether an item stands on a handover.

    What was to be known and was taken by an earlier relief does not, nor what was of a day that is over; that there is
    nothing to hand over is said once.
    """
    if item.seq > handover.cut_seq or 0 < item.settled_seq < handover.cut_seq:
        return False
    if item.kind == NOTHING or to_know(item):
        return not _before(judge.shop.book, item, handover)
    return kind_of_item(item.kind).until != "day_end" or handover.cut_at < day_end(judge, item.opened_at)


def _before(book: Book, item: Item, handover: Handover) -> bool:
    """Whether an earlier cut dealt with it already: the first after it was written, or where it was taken for good."""
    if item.kind == NOTHING:
        return item.seq < _cut_before(book, handover)
    mine = item.taken is None or item.taken[0] == handover.handover or item.taken[1] > handover.cut_at
    return not mine and item.parked_until is None


def _cut_before(book: Book, handover: Handover) -> int:
    """The row of the last cut before one; 0 where there is none."""
    return next((each.cut_seq for each in reversed(book.handovers) if each.cut_seq < handover.cut_seq), 0)


def stand(item: Item, handover: Handover) -> str:
    """Where an item stands on a handover: unread, taken, parked, returned, completed since, settled, or for the next."""
    if item.seq > handover.cut_seq:
        return LATER
    if item.settled_at is not None:
        return SETTLED
    reading = handover.readings.get(item.item)
    if reading is None:
        return UNREAD
    if reading.accepted:
        return TAKEN if reading.parked_until is None else PARKED
    return COMPLETED if item.touched_seq > reading.seq else RETURNED


def untaken(judge: Judge, handover: Handover) -> list[Item]:
    """What nobody took yet: unread, given back, or completed and to be read again. That there is nothing needs no taking."""
    asked = (item for item in open_items(judge, judge.asof) if item.kind != NOTHING)
    return [
        item for item in asked if handed_over(judge, item, handover) and stand(item, handover) not in (TAKEN, PARKED)
    ]


def name_of(judge: Judge, handover: Handover) -> Words:
    """A handover as people call it: `早班 10-13`."""
    return shift_name(judge, handover.day, handover.shift)


def shift_name(judge: Judge, day: int, shift: str) -> Words:
    """A shift of a day as people call it."""
    hours, on = judge.plan.hours(day, shift), day_text(day)[5:]
    return Words(f"{hours.zh} {on}", f"{hours.en} {on}") if hours else Words(f"{shift} {on}", f"{shift} {on}")


def unsaid(judge: Judge, day: int, cut: Handover | None = None) -> list[tuple[str, list[str]]]:
    """Kinds that the book must speak of and does not, nor says that there is none (R1-3.4, R1-A06), by clause.

    Only what was written before the cut counts; without one, everything since the last cut.
    """
    rulebook = judge.plan.rulebook(day)
    rules = rulebook.all(HandoverKinds) if rulebook else []
    if not rules:
        return []
    key = ("unsaid", day, cut.handover if cut is not None else "")
    found = judge.scratch.get(key)
    if found is None:
        spoken, none = _spoken(judge, cut)
        found = judge.scratch[key] = [
            (clause.id, missing) for clause, rule in rules if (missing := _silent(rule, spoken, none))
        ]
    return found  # type: ignore[return-value]


def _spoken(judge: Judge, cut: Handover | None) -> tuple[set[str], str]:
    """The kinds that were written or carried, and the words of every entry that says that there is nothing."""
    book = judge.shop.book
    newest = book.handovers[-1].cut_seq if book.handovers else 0
    since = newest if cut is None else _cut_before(book, cut)
    written = [each for each in book.items.values() if since < each.seq and (cut is None or each.seq < cut.cut_seq)]
    carried = open_items(judge, judge.asof) if cut is None else on_sheet(judge, cut)
    none = " ".join(each.what.upper() for each in written if each.kind == NOTHING)
    return {each.kind for each in [*written, *carried]}, none


def _silent(rule: HandoverKinds, spoken: set[str], none: str) -> list[str]:
    everything = bool(none) and not any(kind in none for kind in rule.item_kinds)
    return [kind for kind in rule.item_kinds if kind not in spoken and kind not in none and not everything]


def kinds_gap(clause: str, missing: list[str]) -> Gap:
    """That the book is silent on some kinds, and how to break the silence."""
    zh = "、".join(f"{kind} {kind_words(kind).zh}" for kind in missing)
    en = ", ".join(f"{kind} {kind_words(kind).en}" for kind in missing)
    says = Words(f"交接还没写 {zh}", f"the book says nothing of {en}")
    todo = Words(f"写一项;没有的记一项 {NOTHING}", f"enter an item; where there is none, enter an item {NOTHING}")
    return Gap("kinds", clause, says, todo, blocks=True)


def cut_gaps(judge: Judge, day: int, shift: str) -> list[Gap]:
    """What forbids a person to cut now: the last handover is not closed, this shift was cut already, a silent book."""
    book, found = judge.shop.book, []
    before = unfinished(book)
    if before is not None:
        name = name_of(judge, before)
        says = Words(f"{name.zh} 的交接还没关", f"the handover of {name.en} is not closed yet")
        todo = Words(
            "先读完、双方签字;关不了就强制关闭;截错了就撤回那次截止",
            "read it and have both sides sign; else force it, or withdraw that cut if it was wrong",
        )
        found.append(Gap("before", "", says, todo, blocks=True))
    if any((each.day, each.shift) == (day, shift) for each in book.handovers):
        name = shift_name(judge, day, shift)
        says = Words(f"{name.zh} 已经截止过", f"{name.en} was cut already")
        todo = Words(
            "一个班截止一次;截错了先撤回那次截止", "a shift is cut once; withdraw that cut first if it was wrong"
        )
        found.append(Gap("twice", "", says, todo, blocks=True))
    return found + [kinds_gap(clause, missing) for clause, missing in unsaid(judge, day)]


def relief_rule(judge: Judge, handover: Handover) -> str:
    """The clause by which nobody leaves before the relief is on post (R1-3.2); empty where there is none."""
    rulebook = judge.plan.rulebook(handover.day)
    found = rulebook.one(ReliefWait) if rulebook else None
    return found[0].id if found else ""


def relief_here(judge: Judge, handover: Handover, now: int) -> bool:
    """Whether the relief is on post: who signed in, or somebody who takes over."""
    return handover.signed_in is not None or relief_on_post(judge, handover, now)


def gate(judge: Judge, handover: Handover, now: int) -> Gate:
    """Where a handover stands at a moment, and every block with its name."""
    left = untaken(judge, handover)
    answered = [each for key, each in handover.readings.items() if each.accepted and _still(judge, key, handover)]
    read, aside = len(answered), sum(1 for each in answered if each.parked_until is not None)
    total = read + len(left)
    blocks = [*(_item_gap(judge, item, handover) for item in left), *log_gaps(judge, handover)]
    here, rule = relief_here(judge, handover, now), relief_rule(judge, handover)
    waits = bool(rule) and not here
    if waits or (not here and coming(judge, handover.day, handover.shift)):
        blocks.append(_relief_gap(judge, handover, rule))
    blocks += _unsigned(handover)
    if handover.closed_seq:
        state = CLOSED
    elif handover.forced is not None:
        state = FORCED
    elif left:
        state = READING
    elif waits:
        state = RELIEF
    else:
        missing = [side for side, who in ((OUT, handover.signed_out), (IN, handover.signed_in)) if who is None]
        state = SIGNING if len(missing) > 1 else missing[0]
    done = state in (CLOSED, FORCED)
    says = _says(state, read, total, aside)
    return Gate(handover, state, read, total, says, () if done else tuple(blocks), aside)


def _still(judge: Judge, key: str, handover: Handover) -> bool:
    item = judge.shop.book.items.get(key)
    return item is not None and item.kind != NOTHING and handed_over(judge, item, handover)


def counted(read: int, total: int, aside: int) -> Words:
    """How many the relief took, and how many of them it put aside."""
    if not aside:
        return Words(f"接班已接 {read}/{total}", f"relief took {read} of {total}")
    zh = f"{total} 项:接下 {read - aside},搁置 {aside}"
    return Words(zh, f"{total} items: {read - aside} taken, {aside} parked")


def _says(state: str, read: int, total: int, aside: int) -> Words:
    return {
        READING: counted(read, total, aside),
        RELIEF: Words("等接班人到岗", "waiting for the relief on post"),
        SIGNING: Words("等双方签字", "waiting for both signatures"),
        OUT: Words("等交班人签字", "waiting for the outgoing signature"),
        IN: Words("等接班人签字", "waiting for the incoming signature"),
        FORCED: Words("已强制关闭", "closed by force"),
        CLOSED: Words("已关闭,双方已签", "closed, both signed"),
    }[state]


def _item_gap(judge: Judge, item: Item, handover: Handover) -> Gap:
    where, reading = stand(item, handover), handover.readings.get(item.item)
    reason = reading.reason if reading is not None else ""
    if where == RETURNED:
        says = Words(f"「{item.what}」被退回:{reason}", f"“{item.what}” given back: {reason}")
        todo = Words("交班人补齐", "the outgoing side completes it")
    elif where == COMPLETED:
        says = Words(f"「{item.what}」退回后已补齐", f"“{item.what}” completed since it was given back")
        todo = Words("接班人再读一遍", "the relief reads it again")
    else:
        says = Words(f"「{item.what}」还没读", f"“{item.what}” not read yet")
        todo = Words("接班人接下或退回", "the relief takes it or gives it back")
    return Gap(where, "", says, todo, blocks=True, item=item.item)


def log_gaps(judge: Judge, handover: Handover) -> list[Gap]:
    """Kinds nobody spoke of before the cut: what is written afterwards stands on the next sheet and does not help."""
    undo = Words("撤回这次截止,写了再截;或强制关闭", "withdraw this cut, enter it and cut again; or force the handover")
    return [kinds_gap(*each)._replace(todo=undo) for each in unsaid(judge, handover.day, handover)]


def _relief_gap(judge: Judge, handover: Handover, clause: str) -> Gap:
    plans = coming(judge, handover.day, handover.shift)
    zh = "、".join(judge.shop.people.name(plan.staff) for plan in plans) or "没有排班"
    en = ", ".join(judge.shop.people.name(plan.staff) for plan in plans) or "nobody is planned"
    says = Words(f"接班人未到岗({zh})", f"the relief is not on post ({en})")
    todo = relief_todo(bool(plans))
    if not clause:  # said, and for each company to judge
        todo = Words("等到了人再走", "wait for somebody before leaving")
    return Gap("relief", clause, says, todo, blocks=bool(clause))


def relief_todo(planned: bool) -> Words:
    """What helps while the relief is not on post: who takes over may sign first, and is then there by the own word."""
    if planned:
        zh = "到岗打卡或上席后,或接班人先签;没人来就强制关闭"
        return Words(zh, "once they punched or are on seat, or the relief signs first; force where nobody comes")
    zh = "后面没有班次:交班人签了可以走,下一班来了读、签;没人来就强制关闭"
    en = (
        "no shift follows: the outgoing lead signs and may go, the next shift reads and signs; force where nobody comes"
    )
    return Words(zh, en)


def merged_gaps(judge: Judge, day: int, shift: str, now: int) -> list[Gap]:
    """Shifts since the last cut that nobody handed over: said, not blocking, for they can only be cut into this one."""
    return [
        Gap(
            "merged",
            "",
            Words(f"{name.zh} 没有交接单", f"{name.en} has no handover of its own"),
            Words("并入这一张", "it goes into this one"),
        )
        for name in (shift_name(judge, *each) for each in unhanded(judge, now, (day, shift)))
    ]


def _unsigned(handover: Handover) -> list[Gap]:
    found = []
    if handover.signed_out is None:
        says = Words("交班人没签", "the outgoing side has not signed")
        found.append(Gap(OUT, "", says, Words("交班人签字", "who goes signs"), blocks=True))
    if handover.signed_in is None:
        says = Words("接班人没签", "the incoming side has not signed")
        found.append(Gap(IN, "", says, Words("接班人签字", "who comes signs"), blocks=True))
    return found
