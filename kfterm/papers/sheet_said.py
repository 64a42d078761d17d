"""A handover sheet in one language: every string that is printed, once, for the plain text and for the PDF."""

from collections import Counter

from kfterm.folds.breaks import reason_words
from kfterm.papers.sheet_item_said import item_said
from kfterm.papers.sheet_labels import COPIES, EVENTS, SHIFTS, WEEKDAYS
from kfterm.papers.sheet_mask import hidden
from kfterm.papers.sheet_model import WALL, OpenItem, Over, Settled, Sheet, Signature, Tally, Told, Unread, Worker
from kfterm.papers.sheet_shape import Part, Person, SheetSaid
from kfterm.papers.sheet_speaker import Speaker
from kfterm.papers.words import KINDS, joined, said
from kfterm.periods import day_text
from kfterm.words import Lang, Words

_BRIEF = 16
"""Characters of an item that was not taken, on top of the sheet."""


def speak(sheet: Sheet, lang: Lang) -> SheetSaid:
    """The sheet in one language."""
    to = Speaker(sheet, lang)
    people = [(worker, _person(to, worker)) for worker in sheet.workers]
    return SheetSaid(
        lang=lang,
        labels=to.labels,
        title=to.labels["title"],
        copy=COPIES[sheet.copy].pick(lang),
        stores=joined(sheet.stores, lang),
        head=_head(to),
        goals="; ".join(sheet.goals),
        banner=_banner(to),
        people_line=_people_line(to),
        noted=tuple(person for _, person in people if person.note),
        others=tuple(person for _, person in people if not person.note),
        items_line=_items_line(to),
        items=tuple(item_said(to, number, item) for number, item in enumerate(sheet.items, 1)),
        settled=tuple(_settled(to, each) for each in sheet.settled),
        events_line=_events_line(to),
        events=tuple(_event(to, told) for told in sheet.events if not _said_of(sheet, told)),
        counts=tuple(_tally(to, each) for each in sheet.counts) if sheet.copy == WALL else (),
        timers="  ".join(f"{each.says.pick(lang)} {each.times}" for each in sheet.timers),
        chats=_chats(to),
        unread=tuple(_unread(to, each) for each in sheet.unread),
        signatures=tuple(_signature(to, each) for each in sheet.signatures) + _second(to),
        log_seq=str(sheet.log_seq),
        log_head=sheet.log_head,
    )


def _head(to: Speaker) -> tuple[Part, ...]:
    sheet, calendar = to.sheet, to.calendar
    weekday = WEEKDAYS[calendar.at(calendar.moment(sheet.day)).weekday()].pick(to.lang)
    hours = " " + "–".join(_clock(each) for each in sheet.hours) if sheet.hours else ""
    state = to.say("cut" if sheet.handover else "preview", at=to.moment(sheet.span.until.at))
    since = to.moment(sheet.span.since.at) + (" " + to.labels["first"] if sheet.first else "")
    return (
        Part(to.labels["date"], f"{day_text(sheet.day)} {weekday}"),
        Part(to.labels["shift"], _shift(sheet).pick(to.lang) + hours),
        Part(to.labels["period"], f"{since} – {state}"),
        Part(to.labels["leads"], joined(sheet.leads, to.lang) or "-"),
    )


def _shift(sheet: Sheet) -> Words:
    """What the rulebook calls the shift; a name of our own where it says nothing."""
    return SHIFTS.get(sheet.shift, sheet.label) if sheet.label.zh == sheet.shift else sheet.label


def _clock(minutes: int) -> str:
    days, rest = divmod(minutes, 24 * 60)
    return f"{rest // 60:02d}:{rest % 60:02d}" + (f"+{days}" if days else "")


def _banner(to: Speaker) -> str:
    """What must not be overlooked: that it was forced and what nobody took, and shifts that were never handed over."""
    said, forced = [], to.sheet.forced
    if forced is not None:
        said.append(to.say("forced", at=to.moment(forced.at), reason=forced.reason, second=forced.second))
        left = [f"{number} {_brief(item)}" for number, item in enumerate(to.sheet.items, 1) if not item.taken]
        said += [to.say("untaken", items="; ".join(left))] if left else []
    said += [to.say("merged", name=name.pick(to.lang)) for name in to.sheet.merged]
    return "  ".join(said)


def _brief(item: OpenItem) -> str:
    """So much of an item that it is found in the list below."""
    what = hidden(item.what, item.order, item.buyer)
    return what if len(what) <= _BRIEF else what[:_BRIEF] + "…"


def _people_line(to: Speaker) -> str:
    """How many came, and how well the shift kept its plan."""
    counted = to.sheet.staffing
    said = to.say("people_line", **counted._asdict())
    return f"{said}  {to.say('kept', **counted._asdict())}" if counted.adherence else said


def _person(to: Speaker, worker: Worker) -> Person:
    hours = "–".join(to.moment(at) for at in (worker.arrived_at, worker.left_at) if at is not None)
    notes = [
        worker.excused.pick(to.lang) if worker.excused else "",
        to.labels["missing"] if worker.missing else "",
        "" if worker.planned or worker.arrived_at is None else to.labels["unplanned"],
        to.say("late", minutes=worker.late_minutes) if worker.late_minutes else "",
        to.say("early", minutes=worker.early_minutes) if worker.early_minutes else "",
        *(_over(to, each) for each in worker.over),
        to.say("away_now", since=to.moment(worker.away_since)) if worker.away_since is not None else "",
    ]
    return Person(worker.name, hours, joined([note for note in notes if note], to.lang), worker.missing)


def _over(to: Speaker, each: Over) -> str:
    """The seconds too where the whole minutes are just the limit."""
    lasted = to.say("minutes", minutes=each.minutes)
    if each.minutes == each.limit:
        lasted = to.say("m_s", minutes=each.minutes, seconds=f"{each.seconds:02d}")
    reason = reason_words(each.reason).pick(to.lang)
    return to.say("over", since=to.moment(each.since), lasted=lasted, limit=each.limit, reason=reason).strip()


def _items_line(to: Speaker) -> str:
    items = to.sheet.items
    carried = sum(1 for item in items if item.passes > 1)
    counts = {
        "open": len(items),
        "carried": carried,
        "new": len(items) - carried,
        "overdue": sum(1 for item in items if item.overdue),
        "settled": len(to.sheet.settled),
    }
    return to.say("items_line", **counts)


def _settled(to: Speaker, each: Settled) -> Part:
    what = f"{said(KINDS, each.kind, to.lang)}  {each.what} → {each.outcome}"
    return Part(to.moment(each.at), hidden(what, each.order, each.buyer))


def _events_line(to: Speaker) -> str:
    """How many of each kind there are; on the wall they stand below, by clause."""
    kinds = Counter(each.kind for each in to.sheet.events)
    return "  ".join(f"{words.pick(to.lang)} {kinds[kind]}" for kind, words in EVENTS.items() if kinds[kind])


def _said_of(sheet: Sheet, told: Told) -> bool:
    """Whether the people of the shift say it already, beside the name."""
    for worker in sheet.workers if told.kind in ("late", "away") else ():
        if worker.staff == told.staff:
            return worker.late_minutes > 0 if told.kind == "late" else told.at in {each.since for each in worker.over}
    return False


def _tally(to: Speaker, each: Tally) -> Part:
    return Part(f"x{each.times}", each.says.pick(to.lang))


def _event(to: Speaker, told: Told) -> Part:
    return Part(to.moment(told.at), told.says.pick(to.lang), told.loud)


def _chats(to: Speaker) -> str:
    chats = to.sheet.chats
    hours = f"{to.moment(chats.since)} – {to.moment(chats.until)}"
    text = to.say("no_rounds", hours=hours)
    if chats.answered or chats.passed_on:
        mean, slowest = to.seconds(chats.mean_seconds), to.seconds(chats.slowest_seconds)
        text = to.say("rounds", hours=hours, answered=chats.answered, mean=mean, slowest=slowest, left=chats.passed_on)
    return f"{text}  {to.say('waiting', n=chats.waiting)}"


def _unread(to: Speaker, each: Unread) -> Part:
    return Part(each.what, joined(each.names, to.lang) or to.say("unread_by", n=each.number))


def _signature(to: Speaker, signature: Signature) -> Part:
    at = f"{signature.name}  {to.moment(signature.at)}" if signature.at is not None else ""
    return Part(to.labels[signature.side], at)


def _second(to: Speaker) -> tuple[Part, ...]:
    forced = to.sheet.forced
    return (Part(to.labels["second"], f"{forced.second}  {to.moment(forced.at)}", True),) if forced else ()
