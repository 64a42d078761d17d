"""What the keys of the handover screen do: prepare and cut, read item by item, complete, sign, force, withdraw."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING, Literal

from kfterm.desk.crews import coming, outgoing, senior, side_of, to_cut
from kfterm.desk.gate import (
    LATER,
    PARKED,
    SETTLED,
    TAKEN,
    Gate,
    counted,
    current,
    gate,
    name_of,
    shift_name,
    stand,
    untaken,
)
from kfterm.desk.items import NOTHING, kind_words, to_know
from kfterm.desk.preparation import preparation
from kfterm.events.conduct import EntryWithdrawn
from kfterm.events.handover import HandoverCut, HandoverForced, HandoverItemRead, HandoverSigned
from kfterm.folds.handover import Handover, Item, Reading
from kfterm.month.judge import Judge
from kfterm.words import Words
from screens.acts import items as item_acts
from screens.acts.conduct import new_key
from screens.acts.item_form import moment_check
from screens.handover_modals import PrepareModal, ReadingModal, TakenModal
from screens.handover_rows import gap_lines, taken_lines
from screens.item_card import ItemCard, item_lines
from screens.widgets.form import ConfirmModal, Field, FormModal, example

if TYPE_CHECKING:
    from screens.handover import HandoverScreen

_INSIDE = 74
"""Cells of a line inside a frame that fits into 80."""
_FIRST = Words("先按 c 截止", "press c to cut first")


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
    staff = await _who(screen, title)
    if staff is None:
        return False
    if outgoing(screen.app.desk.judge(), handover, staff):
        screen.tell(Words("这个人也是交班一方,不能替接班人读", "that person hands over too and cannot read"), "late")
        return False
    screen.reader = staff
    return True


async def _who(screen: "HandoverScreen", title: str) -> str | None:
    """Somebody says who they are by typing the own id or full name; nobody is picked from a list."""
    people = screen.app.desk.live.shop.people.staff

    def find(text: str) -> str | None:
        named = [staff for staff, person in people.items() if person.left_at is None and text in (staff, person.name)]
        return named[0] if len(named) == 1 else None

    def check(text: str) -> str | None:
        says = Words("没有这个人:打全自己的姓名或工号", "nobody is called that: the full name or the id")
        return None if find(text) else says.pick(screen.lang)

    label = Words("自己的姓名或工号", "own name or id").pick(screen.lang)
    answers = await screen.app.push_screen_wait(FormModal(title, [Field("who", label, required=True, check=check)], lang=screen.lang))  # fmt: skip
    return find(answers["who"]) if answers else None


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
        screen.tell(_FIRST, "warn")
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


async def sign(screen: "HandoverScreen") -> None:
    """s: this hand signs for its side, after saying so."""
    desk = screen.app.desk
    judge = desk.judge()
    handover = current(judge.shop.book)
    if handover is None:
        screen.tell(_FIRST, "warn")
    elif desk.by not in judge.shop.people.staff:
        await sign_other(screen)
    else:
        await _sign(screen, handover, desk.by, ask=True)


async def sign_other(screen: "HandoverScreen") -> None:
    """S: somebody else signs at this terminal by typing who they are."""
    handover = current(screen.app.desk.judge().shop.book)
    if handover is None:
        screen.tell(_FIRST, "warn")
        return
    staff = await _who(screen, Words("谁签字", "who signs").pick(screen.lang))
    if staff is not None:
        await _sign(screen, handover, staff, ask=False)


async def _sign(screen: "HandoverScreen", handover: Handover, staff: str, *, ask: bool) -> None:
    desk, lang = screen.app.desk, screen.lang
    judge = desk.judge()
    side = side_of(judge, handover, staff) or await _which_side(screen)
    if side is None:
        return
    event = HandoverSigned(handover=handover.handover, side=side, staff=staff)  # type: ignore[arg-type]
    problems = desk.would_refuse(event)
    if problems:
        screen.tell(Words(" / ".join(p.says.zh for p in problems), " / ".join(p.says.en for p in problems)), "late")
        return
    person, which = judge.shop.people.name(staff), Words("交班", "out") if side == "out" else Words("接班", "in")
    name, found = name_of(judge, handover), gate(judge, handover, desk.clock.now())
    question = Words(f"{person} 签{which.zh} {name.zh}?", f"{person} signs {which.en}, {name.en}?").pick(lang)
    lines = [_taken_words(found).pick(lang)]
    if side == "out" and found.read < found.total and handover.forced is None:
        lines.append(Words("下一班来了读、签", "the next shift reads and signs").pick(lang))
    if ask and not await screen.app.push_screen_wait(ConfirmModal(question, lines, lang=lang)):
        return
    screen.say(event, done=Words(f"{person} 已签{which.zh}", f"{person} signed {which.en}"))


def _taken_words(found: Gate) -> Words:
    """How many items the relief took, said plainly where it is all of them."""
    if found.aside or found.read < found.total:
        return counted(found.read, found.total, found.aside)
    return Words(f"{found.total} 项都接下了", f"all {found.total} items were taken")


async def _which_side(screen: "HandoverScreen") -> str | None:
    """Asked only where the roster does not say."""
    lang = screen.lang
    sides = (("out", Words("交班", "out").pick(lang)), ("in", Words("接班", "in").pick(lang)))
    field = Field("side", Words("哪一方", "which side").pick(lang), required=True, choices=sides, hint=" / ".join(label for _, label in sides))  # fmt: skip
    answers = await screen.app.push_screen_wait(FormModal(Words("签字", "sign").pick(lang), [field], lang=lang))
    return answers["side"] if answers else None


async def force(screen: "HandoverScreen") -> None:
    """f: closed although something is missing: a reason and a second name."""
    desk, lang = screen.app.desk, screen.lang
    judge, now = desk.judge(), desk.clock.now()
    handover = current(judge.shop.book)
    if handover is None or handover.forced is not None:
        screen.tell(Words("没有要强制的", "there is nothing to force"), "warn")
        return
    comes = {plan.staff for plan in coming(judge, handover.day, handover.shift)}
    people = [each for each in judge.shop.people.staff.values() if each.left_at is None and each.staff != desk.by]
    seconds = tuple((each.staff, each.name) for each in people if each.staff in comes or senior(judge, each.staff, now))
    fields = [
        Field("reason", Words("理由", "reason").pick(lang), required=True),
        Field("second", Words("第二人", "second name").pick(lang), required=True, choices=seconds,
              hint=Words("组长以上或接班的人", "a lead or above, or of the relief").pick(lang)),
    ]  # fmt: skip
    left = len(untaken(judge, handover))
    title = Words(f"强制关闭:{left} 项没接", f"force: {left} not taken").pick(lang)
    answers = await screen.app.push_screen_wait(FormModal(title, fields, lang=lang))
    if answers is not None:
        event = HandoverForced(handover=handover.handover, reason=answers["reason"], second=answers["second"])
        # the paper is closed by that row: who forces it signs for the own side before
        sides = _own_side(judge, handover, desk.by)
        own = [HandoverSigned(handover=handover.handover, side=side, staff=desk.by) for side in sides]
        screen.say(*([] if desk.would_refuse(*own, event) else own), event, done=Words("已强制关闭", "closed by force"))


def _own_side(judge: Judge, handover: Handover, staff: str) -> list[Literal["out", "in"]]:
    """The side for which somebody signs and nobody has; empty for who is of neither."""
    if staff not in judge.shop.people.staff:
        return []
    side = side_of(judge, handover, staff)
    if side == "out":
        return ["out"] if handover.signed_out is None else []
    return ["in"] if side == "in" and handover.signed_in is None else []


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
