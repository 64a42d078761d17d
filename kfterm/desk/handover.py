"""The handover book: who may cut, read, sign and force, and when. A machine states what was so; a person keeps the gate."""

from collections.abc import Iterator

from kfterm.desk.crews import SENIOR, coming, crew, ends_open, led, on_post, outgoing, senior
from kfterm.desk.gate import (
    SETTLED,
    Gap,
    cut_gaps,
    handed_over,
    log_gaps,
    relief_here,
    relief_rule,
    relief_todo,
    stand,
    untaken,
)
from kfterm.desk.items import ITEM_KINDS
from kfterm.desk.known import Known
from kfterm.desk.permits import is_machine, role_list
from kfterm.events.base import Event
from kfterm.events.handover import (
    HandoverCut,
    HandoverForced,
    HandoverItemRead,
    HandoverSigned,
    ItemOpened,
    ItemSettled,
)
from kfterm.events.lines import Fact
from kfterm.folds.handover import Handover
from kfterm.month.judge import Judge
from kfterm.rulebook.conduct_rules import Permission
from kfterm.rulebook.floor_rules import ItemDue
from kfterm.words import Words


def opened(known: Known, fact: Fact) -> Iterator[Words]:
    """An item of a kind that exists, with the due time that its kind demands (R1-8.2, R1-A15)."""
    event = fact.event
    assert isinstance(event, ItemOpened)
    if event.item_kind not in ITEM_KINDS:
        kinds = f"{min(ITEM_KINDS)}-{max(ITEM_KINDS)}"
        yield Words(
            f"item_kind 是 {event.item_kind},应为 {kinds} 之一",
            f"item_kind is {event.item_kind}, it should be one of {kinds}",
        )
    rulebook = known.rulebook(known.calendar.day(fact.at))
    for clause, rule in rulebook.all(ItemDue) if rulebook else []:
        if rule.needs_due and event.item_kind in rule.item_kinds and event.due_at is None:
            yield Words(
                f"{clause.id}:{event.item_kind} 要写期限 due_at,到几点办好",
                f"{clause.id}: {event.item_kind} needs due_at, the time by which it is done",
            )


def settled(known: Known, fact: Fact) -> Iterator[Words]:
    """An item is settled once, with an outcome."""
    event = fact.event
    assert isinstance(event, ItemSettled)
    item = known.shop.book.items.get(event.item)
    if item is not None and item.settled_at is not None:
        when = known.calendar.text(item.settled_at)
        yield Words(f"交接项 {event.item} 已在 {when} 办结", f"item {event.item} was settled at {when}")


def _free(known: Known, fact: Fact) -> bool:
    """Whether a hand is not held to the gate: a machine's, or one that nobody knows."""
    return is_machine(fact.by) or not known.staff(fact.by)


def _plainly(gap: Gap) -> Words:
    """A gap as a refusal: clause, what is missing, what to do."""
    zh, en = (f"{gap.clause}:", f"{gap.clause}: ") if gap.clause else ("", "")
    return Words(f"{zh}{gap.says.zh};{gap.todo.zh}", f"{en}{gap.says.en}; {gap.todo.en}")


def cut(known: Known, fact: Fact) -> Iterator[Words]:
    """A person cuts once a shift, after the handover before is closed, and not while the book is silent on a kind."""
    event = fact.event
    assert isinstance(event, HandoverCut)
    if _free(known, fact):
        return
    day = event.on.toordinal()
    yield from map(_plainly, cut_gaps(known.judge, day, event.shift))
    yield from _may_cut(known, fact, day, event.shift)


def _may_cut(known: Known, fact: Fact, day: int, shift: str) -> Iterator[Words]:
    """The roles that the rulebook names, else a lead and above; in a shift without a lead, whoever is planned on it."""
    rulebook = known.rulebook(day)
    rules = [(clause, rule) for clause, rule in rulebook.all(Permission) if "cut_handover" in rule.acts] if rulebook else []  # fmt: skip
    allowed = {role for _, rule in rules for role in rule.roles} or set(SENIOR)
    if set(known.roles(fact.by, fact.at)) & allowed:
        return
    planned = any(plan.staff == fact.by for plan in crew(known.judge, day, shift))
    if not rules and planned and not led(known.judge, day, shift, fact.at):
        return
    who, name = role_list([role for role in (*SENIOR, *sorted(allowed - set(SENIOR))) if role in allowed]), known.name(fact.by)  # fmt: skip
    by = f" ({', '.join(clause.id for clause, _ in rules)})" if rules else ""
    yield Words(f"{name} 不能截止交接{by}:请 {who.zh} 来", f"{name} may not cut the handover{by}: ask a {who.en}")


def item_read(known: Known, fact: Fact) -> Iterator[Words]:
    """Giving back needs a reason. A person reads what stands on the sheet, for the relief, while it is open (R2-A12)."""
    event = fact.event
    assert isinstance(event, HandoverItemRead)
    if not event.accepted and not (event.reason or "").strip():
        yield Words("退回要写理由 reason", "giving an item back needs a reason")
    if event.parked_until is not None and not event.accepted:
        yield Words(
            "搁置是接下之后的事:parked_until 要和 accepted 一起", "parking means taking: parked_until needs accepted"
        )
    handover = known.shop.book.handover(event.handover)
    if handover is not None and not _free(known, fact):
        yield from _over(known, handover)
        if outgoing(known.judge, handover, fact.by):
            name = known.name(fact.by)
            zh = f"{name} 是交班一方,不能替接班人读:接班人用自己的名字读"
            yield Words(zh, f"{name} hands over and cannot read for the relief: the relief reads by their own name")
        yield from _readable(known, event, handover)


def _over(known: Known, handover: Handover) -> Iterator[Words]:
    if handover.closed_seq:
        yield Words("这次交接已关闭,不再改变", "this handover is closed and does not change any more")
    elif handover.forced is not None:
        yield Words("这次交接已强制关闭", "this handover was closed by force")


def _readable(known: Known, event: HandoverItemRead, handover: Handover) -> Iterator[Words]:
    item = known.shop.book.items.get(event.item)
    if item is None or not handed_over(known.judge, item, handover):
        what = item.what if item is not None else event.item
        zh = f"「{what}」不在这张单上:截止之后写的归下一班"
        yield Words(zh, f"“{what}” is not on this sheet: what was written after the cut is for the next shift")
        return
    if stand(item, handover) == SETTLED:
        yield Words(f"「{item.what}」已办结,不用读", f"“{item.what}” is settled, there is nothing to read")
    before = handover.readings.get(event.item)
    back = (event.read_back or "").strip() or (before is not None and before.accepted and before.read_back)
    if event.accepted and item.severity == "urgent" and not back:
        zh = f"「{item.what}」是急的:接下要复述 read_back"
        yield Words(zh, f"“{item.what}” is urgent: taking it needs a read_back in the relief's own words")


def signed(known: Known, fact: Fact) -> Iterator[Words]:
    """Nobody signs both sides; a handover closes when every item was taken, or it is forced."""
    event = fact.event
    assert isinstance(event, HandoverSigned)
    handover = known.shop.book.handover(event.handover)
    if handover is None:
        return
    other = handover.signed_in if event.side == "out" else handover.signed_out
    if other is not None and other[0] == event.staff:
        yield Words("交班和接班要由两个人签", "the two sides are signed by two people")
    # where the shop is empty overnight the relief reads in the morning, and closes it by signing
    goes_home = event.side == "out" and ends_open(known.judge, handover)
    left = untaken(known.judge, handover)
    # the second signature closes: in the breath that forces only who is the first signs for the own side
    forced = handover.forced is not None or (other is None and _forced_here(known, handover))
    if left and not forced and not goes_home:
        names = "、".join(item.what[:12] for item in left)
        yield Words(
            f"还有 {len(left)} 项没有被接下:{names};补齐,或强制关闭(理由加第二人)",
            f"{len(left)} item(s) not taken yet: {names}; complete them, or force with a reason and a second name",
        )
    if not _free(known, fact):
        yield from _once(known, event, handover)
        if not forced:
            yield from map(_plainly, log_gaps(known.judge, handover))
            yield from _side(known, fact.at, event, handover)


def _forced_here(known: Known, handover: Handover) -> bool:
    """Whether it is forced in the same breath: who forces it signs for the own side."""
    events = (each.event for each in known.batch)
    return any(isinstance(each, HandoverForced) and each.handover == handover.handover for each in events)


def _once(known: Known, event: HandoverSigned, handover: Handover) -> Iterator[Words]:
    before = handover.signed_out if event.side == "out" else handover.signed_in
    if before is not None:
        name, side = (
            known.name(before[0]),
            Words("交班", "outgoing") if event.side == "out" else Words("接班", "incoming"),
        )
        yield Words(f"{side.zh}这一方 {name} 已经签了", f"{name} signed for the {side.en} side already")


def _side(known: Known, at: int, event: HandoverSigned, handover: Handover) -> Iterator[Words]:
    """Who goes signs out and who comes signs in; where the relief has to be on post, not before (R1-3.2)."""
    judge, name = known.judge, known.name(event.staff)
    goes = outgoing(judge, handover, event.staff)
    if event.side == "in" and goes:
        zh = f"{name} 是交班一方,不能签接班"
        yield Words(zh, f"{name} is of the shift that goes and cannot sign for the relief")
    comes = any(plan.staff == event.staff for plan in coming(judge, handover.day, handover.shift))
    if event.side == "out" and comes and not goes:
        zh = f"{name} 是接班一方,不能签交班"
        yield Words(zh, f"{name} is of the relief and cannot sign for the shift that goes")
    clause = relief_rule(judge, handover)
    planned = bool(coming(judge, handover.day, handover.shift))
    if event.side == "in":
        # where no shift follows, who signs for it is there by signing
        here = not planned or on_post(judge, event.staff, at)
    else:
        here = ends_open(judge, handover) or relief_here(judge, handover, at)
    if clause and not here:
        todo = relief_todo(planned)
        if event.side == "in":
            todo = Words("到岗打卡或上席后再签;没人来就强制关闭", "sign once they punched or are on seat; force where nobody comes")  # fmt: skip
        yield Words(f"{clause}:接班人未到岗,还不能签;{todo.zh}", f"{clause}: the relief is not on post; {todo.en}")


def forced(known: Known, fact: Fact) -> Iterator[Words]:
    """Forcing needs a reason and a second person: a lead or above, or somebody of the shift that comes."""
    event = fact.event
    assert isinstance(event, HandoverForced)
    if not event.reason.strip():
        yield Words("强制关闭要写理由 reason", "forcing needs a reason")
    if event.second == fact.by:
        yield Words("第二人不能是自己", "the second name must be somebody else")
    handover = known.shop.book.handover(event.handover)
    if handover is None or _free(known, fact):
        return
    yield from _over(known, handover)
    comes = any(plan.staff == event.second for plan in coming(known.judge, handover.day, handover.shift))
    if not comes and not senior(known.judge, event.second, fact.at):
        name = known.name(event.second)
        zh = f"第二人要是组长以上,或接班的人;{name} 都不是"
        yield Words(zh, f"the second name is a lead or above, or somebody of the coming shift; {name} is neither")


def kept(judge: Judge, event: Event, by: str) -> Words | None:
    """Why a person cannot withdraw a row of the handover: somebody signed after it, or it is closed."""
    if is_machine(by) or not isinstance(event, HandoverCut | HandoverItemRead | HandoverSigned | HandoverForced):
        return None
    handover = judge.shop.book.handover(event.handover)
    if handover is None:
        return None
    if handover.closed_seq:
        return Words(
            "这次交接双方已签,不能再撤", "both sides signed this handover: nothing of it is withdrawn any more"
        )
    signed = handover.signed_out or handover.signed_in or handover.forced
    if isinstance(event, HandoverCut) and signed:
        zh = "已经有人签字或强制关闭,这次截止不能再撤:先撤回签字"
        return Words(zh, "somebody signed or forced it, so the cut stays: withdraw that signature first")
    return None
