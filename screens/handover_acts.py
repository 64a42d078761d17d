"""What the keys of the handover screen do: prepare and cut, read item by item, complete, withdraw; signing stands beside."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING

from kfterm.desk.crews import outgoing, to_cut
from kfterm.desk.gate import (
    LATER,
    PARKED,
    SETTLED,
    TAKEN,
    current,
    name_of,
    shift_name,
    stand,
)
from kfterm.desk.items import NOTHING, kind_words, to_know
from kfterm.desk.preparation import preparation
from kfterm.events.conduct import EntryWithdrawn
from kfterm.events.handover import HandoverCut, HandoverItemRead
from kfterm.folds.handover import Handover, Item, Reading
from kfterm.words import Words
from screens.acts import items as item_acts
from screens.acts.conduct import new_key
from screens.acts.item_form import moment_check
from screens.handover_modals import PrepareModal, ReadingModal, TakenModal
from screens.handover_rows import gap_lines, taken_lines
from screens.handover_sign import CUT_FIRST, force, sign, sign_other, who
from screens.item_card import ItemCard, item_lines
from screens.widgets.form import ConfirmModal, Field, FormModal, example

if TYPE_CHECKING:
    from screens.handover import HandoverScreen

_INSIDE = 74
"""Cells of a line inside a frame that fits into 80."""


async def cut(screen: "HandoverScreen") -> None:
    """c: what is missing; Enter there cuts, where nothing blocks."""
    desk, lang = screen.app.desk, screen.lang
    judge, now = desk.judge(), desk.clock.now()
    day, shift = to_cut(judge, now)
    if not shift:
        screen.tell(Words("现在没有班次可以截止", "no shift to cut now"), "warn")
        return
    name = shift_name(judge, day, shift)
    gaps = preparation(judge, day, shift, now)
    event = HandoverCut(handover=new_key("handover.cut", shift, now), on=date.fromordinal(day), shift=shift)
    blocked = any(gap.blocks for gap in gaps)
    refused = [] if blocked else desk.would_refuse(event)
    lines = [((f"! {each.pick(lang)}", "late"),) for each in refused] + gap_lines(gaps, _INSIDE, lang)
    if not lines:
        lines = [((Words("什么都不缺", "nothing is missing").pick(lang), "ok"),)]
    title = Words(f"截止 {name.zh} · 还缺 {len(gaps)}", f"cut {name.en} · missing {len(gaps)}").pick(lang)
    can = not blocked and not refused
    if await screen.app.push_screen_wait(PrepareModal(title, lines, can=can, lang=lang)):
        screen.say(event, done=Words(f"{name.zh} 已截止:等接班人读", f"{name.en} is cut: the relief reads now"))


async def read(screen: "HandoverScreen") -> None:
    """Enter: the item in full; the relief takes it, in its own words where it is urgent."""
    found = screen.item
    if found is None:
        return
    judge, now, lang = screen.app.desk.judge(), screen.app.desk.clock.now(), screen.lang
    handover = current(judge.shop.book)
    title = f"{kind_words(found.kind).pick(lang)} {found.item}"
    lines = item_lines(judge, found, now, lang)
    done = handover is not None and stand(found, handover) in (LATER, SETTLED)
    if handover is None or handover.forced is not None or done or found.kind == NOTHING:
        await _look(screen, found)
        return
    reading = handover.readings.get(found.item)
    if reading is not None and stand(found, handover) in (TAKEN, PARKED):
        await _taken(screen, handover, found, reading)
        return
    if outgoing(judge, handover, screen.reader) and not await _relief(screen, handover):
        return
    must = found.severity == "urgent" and not (reading is not None and reading.accepted and reading.read_back)
    back = await screen.app.push_screen_wait(ReadingModal(title, lines, must=must, lang=lang))
    if back is None:
        return
    event = HandoverItemRead(handover=handover.handover, item=found.item, accepted=True, read_back=back or None)
    ends = Words(",知悉即了结", ", known and done with") if to_know(found) else Words("", "")
    done_words = Words(f"接下:{found.what}{ends.zh}", f"taken: {found.what}{ends.en}")
    if screen.say(event, by=screen.reader, done=done_words):
        screen.next_unread(found.item)


async def _taken(screen: "HandoverScreen", handover: Handover, found: Item, reading: Reading) -> None:
    """What was taken already: who, when, in which words. Nothing is taken twice; what was put aside is got back by `u`."""
    desk, lang = screen.app.desk, screen.lang
    row, judge = desk.log.row(reading.seq), desk.judge()
    head = taken_lines(judge, reading, row.by if row is not None else "", lang)
    lines = [*head, ((" ", ""),), *item_lines(judge, found, desk.clock.now(), lang)]
    title = f"{kind_words(found.kind).pick(lang)} {found.item}"
    aside = reading.parked_until is not None
    if not await screen.app.push_screen_wait(TakenModal(title, lines, aside=aside, lang=lang)):
        return
    if outgoing(judge, handover, screen.reader) and not await _relief(screen, handover):
        return
    back = reading.read_back or None
    event = HandoverItemRead(handover=handover.handover, item=found.item, accepted=True, read_back=back)
    screen.say(event, by=screen.reader, done=Words(f"不搁了:{found.what}", f"not parked any more: {found.what}"))


async def _look(screen: "HandoverScreen", found: Item) -> None:
    """An item that is not to be read here: its card, with what can be done about it."""
    judge, now, lang = screen.app.desk.judge(), screen.app.desk.clock.now(), screen.lang
    title = f"{kind_words(found.kind).pick(lang)} {found.item}"
    act = await screen.app.push_screen_wait(ItemCard(title, item_lines(judge, found, now, lang), lang))
    if act is not None:
        await item_acts.answer_card(screen, found, act)


async def _relief(screen: "HandoverScreen", handover: Handover) -> bool:
    """Whoever hands over does not read: at one terminal the relief says who it is, once."""
    hand = screen.app.desk.judge().shop.people.name(screen.reader)
    title = Words(f"{hand} 是交班一方:接班人在这台读", f"{hand} hands over: the relief reads here").pick(screen.lang)
    staff = await who(screen, title)
    if staff is None:
        return False
    if outgoing(screen.app.desk.judge(), handover, staff):
        screen.tell(Words("这个人也是交班一方,不能替接班人读", "that person hands over too and cannot read"), "late")
        return False
    screen.reader = staff
    return True


async def give_back(screen: "HandoverScreen") -> None:
    """x: the relief gives the item back, with a reason."""
    await _answer(screen, Words("退回", "give back"), accepted=False)


async def park(screen: "HandoverScreen") -> None:
    """z: taken, and put aside until a time."""
    await _answer(screen, Words("搁置", "park"), accepted=True)


async def _answer(screen: "HandoverScreen", title: Words, *, accepted: bool) -> None:
    found, lang = screen.item, screen.lang
    judge, now = screen.app.desk.judge(), screen.app.desk.clock.now()
    handover = current(judge.shop.book)
    if found is None:
        return
    if handover is None:
        screen.tell(CUT_FIRST, "warn")
        return
    if outgoing(judge, handover, screen.reader) and not await _relief(screen, handover):
        return
    reading = handover.readings.get(found.item)
    said = reading.read_back if reading is not None and reading.accepted else ""
    if accepted:
        until = Field("until", Words("搁到几点", "until").pick(lang), required=True, hint=example("18:00", lang), check=moment_check(screen))  # fmt: skip
        back = Field("back", Words("复述", "read back").pick(lang), required=found.severity == "urgent" and not said)
        fields = [until, back]
    else:
        fields = [Field("reason", Words("退回理由", "why").pick(lang), required=True)]
    answers = await screen.app.push_screen_wait(FormModal(f"{title.pick(lang)} · {found.what}", fields, lang=lang))
    if answers is None:
        return
    said = answers.get("back") or (said if accepted else "")  # parking again keeps what was said
    calendar = judge.calendar
    event = HandoverItemRead(
        handover=handover.handover,
        item=found.item,
        accepted=accepted,
        read_back=said or None,
        reason=answers.get("reason") or None,
        parked_until=calendar.at(calendar.typed(answers["until"], now)) if accepted else None,
    )
    done = Words(f"{title.zh}:{found.what}", f"{title.en}: {found.what}")
    if screen.say(event, by=screen.reader, done=done):
        screen.next_unread(found.item)


async def item(screen: "HandoverScreen") -> None:
    """i: an item, as on the floor."""
    await item_acts.item(screen)


async def complete(screen: "HandoverScreen") -> None:
    """e: what the item lacks, or how it went on; one that was given back is then to be read again."""
    if screen.item is not None:
        await item_acts.answer_card(screen, screen.item, "complete")


async def settle(screen: "HandoverScreen") -> None:
    """o: done, with its outcome."""
    if screen.item is not None:
        await item_acts.answer_card(screen, screen.item, "settle")


async def withdraw(screen: "HandoverScreen") -> None:
    """w: takes a wrong cut back, while nobody has signed."""
    desk, lang = screen.app.desk, screen.lang
    judge = desk.judge()
    handover = current(judge.shop.book)
    if handover is None:
        screen.tell(Words("没有可以撤回的截止", "there is no cut to withdraw"), "warn")
        return
    name, cut_at = name_of(judge, handover), judge.calendar.clock(handover.cut_at)
    read_so_far = len(handover.readings)
    lines = [Words(f"已读的 {read_so_far} 项要重读", f"the {read_so_far} items read so far are read again").pick(lang)]
    question = Words(f"撤回 {name.zh} {cut_at} 的截止?", f"Withdraw the cut of {name.en} at {cut_at}?").pick(lang)
    if await screen.app.push_screen_wait(ConfirmModal(question, lines if read_so_far else [], lang=lang)):
        event = EntryWithdrawn(entry=handover.handover, reason=Words("截错了", "wrong cut").pick(lang))
        screen.say(event, done=Words(f"已撤回 {name.zh} 的截止", f"the cut of {name.en} is withdrawn"))


async def paper(screen: "HandoverScreen") -> None:
    """p: the sheet as it would be printed, and from there to the printer."""
    from screens.sheet import SheetScreen  # papers are loaded when one is asked for

    await screen.app.push_screen_wait(SheetScreen())


ACTS: dict[str, Callable[["HandoverScreen"], Awaitable[None]]] = {
    "cut": cut,
    "item": item,
    "read": read,
    "give_back": give_back,
    "park": park,
    "complete": complete,
    "settle": settle,
    "sign": sign,
    "sign_other": sign_other,
    "force": force,
    "withdraw": withdraw,
    "paper": paper,
}
