"""Violations and merits in five keys, complaints, what was noticed, and taking an entry back."""

import time
from typing import TYPE_CHECKING

from kfterm.desk.choices import ClauseChoice, conduct_choices, merit_choices
from kfterm.desk.noticed import Proposal
from kfterm.desk.preview import effect, preview
from kfterm.desk.reading import undoable
from kfterm.events.conduct import (
    ComplaintJudged,
    ComplaintReceived,
    EntryWithdrawn,
    MeritLogged,
    ProposalDismissed,
    ViolationLogged,
)
from kfterm.events.floor import SeatLeft
from kfterm.events.handover import ItemOpened
from kfterm.ids import content_id
from kfterm.month.judge import Judge
from kfterm.problems import Refused
from kfterm.words import Lang, Words
from screens.acts.breaks import let_go
from screens.acts.clause_form import preview_lines, typed_entry
from screens.acts.news import noticed
from screens.acts.subject import Subject
from screens.floor_lines import UNDONE, entry_text
from screens.form_words import plainly
from screens.modals import Picked, PickModal
from screens.widgets.columns import ColumnTable
from screens.widgets.form import ConfirmModal, Field, FormModal
from screens.widgets.painted import Line
from screens.widgets.picker import PickItem

if TYPE_CHECKING:
    from screens.floor import FloorScreen

LEVELS = {
    "light": Words("轻", "light"),
    "medium": Words("中", "medium"),
    "severe": Words("重", "severe"),
    "": Words("", ""),
}


_TO_SCORE = "complaint:"
"""How the key of what was noticed begins where the points of a complaint are still to be chosen."""


def new_key(kind: str, about: str, now: int) -> str:
    """A short id for something that is opened by hand."""
    return content_id(kind, now, about, str(time.monotonic_ns()).encode())[:8]


def _pick_items(choices: list[ClauseChoice], lang: Lang) -> list[PickItem]:
    return [
        PickItem(
            key=each.key,
            label=each.label.pick(lang),
            hint=f"{LEVELS[each.level].pick(lang)} {each.price.pick(lang)} {_only(each, lang)} {each.clause}".strip(),
            search=f"{each.label.zh} {each.label.en} {each.clause} {each.search}",
            number=each.clause,
            words=each.kinds,
        )
        for each in choices
    ]


def _only(choice: ClauseChoice, lang: Lang) -> str:
    """Who alone may log a clause."""
    return Words(f"限{choice.by.zh}", f"by {choice.by.en} only").pick(lang) if choice.by.zh else ""


async def violation(floor: "FloorScreen") -> None:
    """v, a few letters, Enter."""
    if floor.staff is not None:
        await violation_of(Subject(floor, floor.staff))


async def violation_of(subject: Subject) -> None:
    """The same about anybody, from any screen."""
    staff, lang, now = subject.staff, subject.lang, subject.now
    judge = subject.judge(subject.on)
    choices = conduct_choices(judge, subject.day)
    by_key = {each.key: each for each in choices}

    def foresee(key: str) -> list[str | Line]:
        choice = by_key[key]
        event = ViolationLogged(violation="?", staff=staff, clause=choice.clause, on=subject.on)
        try:
            lines = preview_lines(preview(judge, event, now).pick(lang))
        except Refused as refused:
            return [refused.problems[0].pick(lang)]
        if choice.asked.due:  # what is still to be typed is asked for next
            return lines
        return [*_refusals(subject, event), *lines]

    title = Words(f"违规 · {subject.name}", f"violation · {subject.name}").pick(lang)
    empty = Words("没有这样的条款", "no such clause").pick(lang)
    picked: Picked | None = await subject.host.app.push_screen_wait(
        PickModal(title, _pick_items(choices, lang), preview=foresee, empty=empty, foot=_FOOT.pick(lang))
    )
    if picked is None:
        return
    choice = by_key[picked.key]
    key = new_key("violation.logged", staff, now)
    event = ViolationLogged(violation=key, staff=staff, clause=choice.clause, on=subject.on)
    if picked.details or choice.asked.asks or subject.elsewhen:
        typed = await typed_entry(subject, choice, event, more=picked.details)
        if typed is None:
            return
        event = typed
    done, name, label = effect(subject.judge(event.on), event, now), subject.name, choice.label
    subject.host.say(event, done=Words(f"{name} {label.zh} {done.zh}", f"{name} {label.en} {done.en}"))


_FOOT = Words("Enter 记  Tab 写细节(可改日期)  Esc 不记", "Enter logs  Tab details (and the day)  Esc leaves")


def _refusals(subject: Subject, event: ViolationLogged) -> list[str | Line]:
    """Why the desk would not log it, on a line before what it would do."""
    problems = subject.desk.would_refuse(event)[:1]
    return [((f"! {plainly(each, subject.lang)}", "late"),) for each in problems]


async def merit(floor: "FloorScreen") -> None:
    """Praise, the same way."""
    if floor.staff is not None:
        await merit_of(Subject(floor, floor.staff))


async def merit_of(subject: Subject) -> None:
    """The same about anybody, from any screen."""
    staff, lang, now = subject.staff, subject.lang, subject.now
    judge = subject.judge(subject.on)
    choices = merit_choices(judge, subject.day)
    by_key = {each.key: each for each in choices}

    def foresee(key: str) -> list[str | Line]:
        if by_key[key].asked.free_points:  # nothing can be said before they are typed
            return []
        event = MeritLogged(merit="?", staff=staff, clause=by_key[key].clause, on=subject.on)
        return preview_lines(preview(judge, event, now).pick(lang))

    title = Words(f"表扬 · {subject.name}", f"merit · {subject.name}").pick(lang)
    empty = "" if choices else Words("这本规则书没有可记的表扬", "this rulebook knows no praise to log").pick(lang)
    picked = await subject.host.app.push_screen_wait(
        PickModal(title, _pick_items(choices, lang), preview=foresee, empty=empty, foot=_FOOT.pick(lang))
    )
    if picked is None:
        return
    choice = by_key[picked.key]
    event = MeritLogged(merit=new_key("merit.logged", staff, now), staff=staff, clause=choice.clause, on=subject.on)
    if picked.details or choice.asked.asks or subject.elsewhen:
        typed = await typed_entry(subject, choice, event, more=picked.details)
        if typed is None:
            return
        event = typed
    done, name = effect(subject.judge(event.on), event, now), subject.name
    subject.host.say(event, done=Words(f"{name} {choice.label.zh}:{done.zh}", f"{name} {choice.label.en}: {done.en}"))


async def complaint(floor: "FloorScreen") -> None:
    """A complaint about the person under the cursor: received, and judged if that is known already."""
    staff = floor.staff
    if staff is None:
        return
    lang, now = floor.app.lang, floor.app.desk.clock.now()
    judged = (
        ("", Words("还没判", "not yet").pick(lang)),
        ("invalid", Words("无效", "not valid").pick(lang)),
        ("valid", Words("有效", "valid").pick(lang)),
        ("quarrel", Words("有效且口角", "valid, with a quarrel").pick(lang)),
    )
    fields = [
        Field("what", Words("内容", "what").pick(lang), required=True),
        Field("order", Words("订单号", "order").pick(lang)),
        Field("judged", Words("判定", "judgement").pick(lang), choices=judged),
    ]
    title = Words(f"投诉 · {floor.name_of(staff)}", f"complaint · {floor.name_of(staff)}").pick(lang)
    answers = await floor.app.push_screen_wait(FormModal(title, fields, lang=lang))
    if answers is None:
        return
    key = new_key("complaint.received", staff, now)
    received = ComplaintReceived(complaint=key, staff=staff, what=answers["what"], order=answers["order"] or None)
    done = Words(f"已记投诉 {floor.name_of(staff)}", f"complaint about {floor.name_of(staff)} logged")
    if answers["judged"]:
        valid = answers["judged"] != "invalid"
        verdict = ComplaintJudged(complaint=key, valid=valid, quarrel=answers["judged"] == "quarrel")
        floor.say(received, verdict, done=done)
    else:
        floor.say(received, done=done)


async def undo(floor: "FloorScreen") -> None:
    """Take back what this hand wrote last, all that was written at once; asks first."""
    found = undoable(floor.app.desk)
    if not found:
        floor.tell(Words("没有可以撤销的记录", "there is nothing of yours to undo"), "warn")
        return
    judge = floor.app.desk.judge()
    today = judge.calendar.day(floor.app.desk.clock.now())
    texts = [entry_text(each, judge.shop, judge.calendar, floor.app.lang, today) for each in found]
    seq = found[-1].seq
    question = Words(f"撤销 #{seq}?", f"Undo #{seq}?").pick(floor.app.lang)
    if await floor.app.push_screen_wait(ConfirmModal(question, texts, lang=floor.app.lang)):
        reason = UNDONE.pick(floor.app.lang)
        taken_back = [EntryWithdrawn(entry=each.id, reason=reason) for each in found]
        more = len(found) - 1
        with_zh, with_en = (f"(连同 {more} 条)", f" (with {more} more)") if more else ("", "")
        floor.say(*taken_back, done=Words(f"已撤销 {texts[-1]}{with_zh}", f"undone: {texts[-1]}{with_en}"))


async def to_notices(floor: "FloorScreen") -> None:
    """Put the cursor on what was noticed."""
    floor.query_one("#notices", ColumnTable).focus()


def _noticed(floor: "FloorScreen") -> Proposal | None:
    """The proposal under the cursor; from the table of people, the newest about the person under the cursor."""
    key = floor.query_one("#notices", ColumnTable).cursor
    if floor.focused_table() == "notices":
        return next((each for each in floor.noticed if each.key == key), None)
    about = [each for each in floor.noticed if each.staff == floor.staff]
    return about[0] if about else None


async def confirm(floor: "FloorScreen") -> None:
    """Book what was noticed, after saying what it does; what cannot be booked is marked as seen, with a reason."""
    found = _noticed(floor)
    if found is None:
        return
    lang = floor.app.lang
    if found.books is None and await noticed(floor, found):
        return
    if isinstance(found.books, SeatLeft):
        await let_go(floor, found)
        return
    if isinstance(found.books, ItemOpened):
        from screens.acts.items import arisen

        await arisen(floor, found)
        return
    if isinstance(found.books, ViolationLogged):
        now, judge = floor.moment()
        done = effect(judge, found.books, now)
        choice = next(
            each for each in conduct_choices(judge, _day(judge, found.books, now)) if each.clause == found.clause
        )
        question = Words(f"记这条?{found.says.zh}", f"Log this? {found.says.en}").pick(lang)
        lines = preview_lines(preview(judge, found.books, now).pick(lang))
        texts = [line if isinstance(line, str) else "" for line in lines]
        to_choose = choice.asked.asks or (found.key.startswith(_TO_SCORE) and choice.asked.typed is not None)
        answer = None if to_choose else await _asked_first(floor, question, texts)
        event = found.books if answer else None
        if answer is None:
            note = found.books.note or ""
            event = await typed_entry(Subject(floor, found.staff), choice, found.books, more=True, note=note)
            done = effect(judge, event, now) if event else done
        if event is not None:
            floor.say(event, done=Words(f"{found.says.zh} {done.zh}", f"{found.says.en} {done.en}"))
        return
    seen = Words("知道了", "seen").pick(lang)
    field = Field("reason", Words("怎么处理", "what is done").pick(lang), seen, required=True)
    answers = await floor.app.push_screen_wait(FormModal(found.says.pick(lang), [field], lang=lang))
    if answers:
        dismissed = ProposalDismissed(proposal=found.key, reason=f"{found.says.pick(lang)}: {answers['reason']}")
        floor.say(
            dismissed, done=Words(f"{answers['reason']}:{found.says.zh}", f"{answers['reason']}: {found.says.en}")
        )


async def _asked_first(floor: "FloorScreen", question: str, texts: list[str]) -> bool | None:
    """Yes, no, or first the details."""
    return await floor.app.push_screen_wait(ConfirmModal(question, texts, lang=floor.app.lang, more=True))


def _day(judge: Judge, event: ViolationLogged, now: int) -> int:
    return event.on.toordinal() if event.on else judge.plan.shift_day(event.staff, now)


async def dismiss(floor: "FloorScreen") -> None:
    """Turn down what was noticed, with a reason."""
    found = _noticed(floor)
    if found is None:
        floor.tell(Words("没有可以驳回的提示", "nothing to dismiss here"), "warn")
        return
    lang = floor.app.lang
    field = Field("reason", Words("理由", "reason").pick(lang), required=True)
    answers = await floor.app.push_screen_wait(FormModal(found.says.pick(lang), [field], lang=lang))
    if answers:
        dismissed = ProposalDismissed(proposal=found.key, reason=f"{found.says.pick(lang)}: {answers['reason']}")
        floor.say(dismissed, done=Words(f"已驳回 {found.says.zh}", f"dismissed: {found.says.en}"))
