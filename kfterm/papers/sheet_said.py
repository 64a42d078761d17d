"""A handover sheet in one language: every string that is printed, once, for the plain text and for the PDF."""

from kfterm.papers.cells import mask
from kfterm.papers.sheet_labels import LABELS, SHIFTS, WEEKDAYS
from kfterm.papers.sheet_model import OpenItem, Sheet, Signature, Told, Worker
from kfterm.papers.sheet_shape import ItemSaid, Part, Person, SheetSaid
from kfterm.papers.words import KINDS, SEVERITY, joined, said
from kfterm.periods import MINUTE, Calendar, day_text
from kfterm.words import Lang, Words


class Speaker:
    """Puts one sheet into words."""

    def __init__(self, sheet: Sheet, lang: Lang) -> None:
        self.sheet, self.lang = sheet, lang
        self.calendar = Calendar(sheet.zone)
        self.labels = {key: words.pick(lang) for key, words in LABELS.items()}

    def say(self, key: str, **values: object) -> str:
        """A label with its gaps filled."""
        return self.labels[key].format(**values)

    def moment(self, at: int) -> str:
        """`16:58`, with the date in front when it is not the day of the sheet."""
        clock = self.calendar.clock(at)
        day = self.calendar.day(at)
        return clock if day == self.sheet.day else f"{day_text(day)[5:]} {clock}"

    def span(self, milliseconds: int) -> str:
        """`45 分`, `3 时 20 分`, `2 天 4 时`."""
        total = max(0, milliseconds // MINUTE)
        hours, rest = divmod(total, 60)
        if hours >= 48:
            return self.say("days", days=hours // 24, hours=hours % 24)
        return self.say("hours", hours=hours, minutes=f"{rest:02d}") if hours else self.say("minutes", minutes=rest)

    def seconds(self, seconds: int) -> str:
        """`42 秒`, `2 分 05 秒`."""
        whole, rest = divmod(seconds, 60)
        return self.say("m_s", minutes=whole, seconds=f"{rest:02d}") if whole else self.say("s", seconds=rest)


def speak(sheet: Sheet, lang: Lang) -> SheetSaid:
    """The sheet in one language."""
    to = Speaker(sheet, lang)
    people = [(worker, _person(to, worker)) for worker in sheet.workers]
    return SheetSaid(
        lang=lang,
        labels=to.labels,
        title=to.labels["title"],
        stores=joined(sheet.stores, lang),
        head=_head(to),
        banner=_banner(to),
        people_line=_people_line(to),
        noted=tuple(person for _, person in people if person.note),
        others=tuple(person for _, person in people if not person.note),
        items_line=_items_line(to),
        items=tuple(_item(to, number, item) for number, item in enumerate(sheet.items, 1)),
        settled=tuple(
            Part(to.moment(each.at), f"{said(KINDS, each.kind, lang)}  {each.what} → {each.outcome}")
            for each in sheet.settled
        ),
        events=tuple(_event(to, told) for told in sheet.events),
        chats=_chats(to),
        unread=tuple(Part(each.what, joined(each.names, lang)) for each in sheet.unread),
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
    forced = to.sheet.forced
    if forced is None:
        return ""
    return to.say("forced", at=to.moment(forced.at), reason=forced.reason, second=forced.second)


def _people_line(to: Speaker) -> str:
    here = to.sheet.workers
    planned = [worker for worker in here if worker.planned and worker.excused is None]
    counts = {
        "planned": len(planned),
        "present": sum(1 for worker in planned if worker.arrived_at is not None),
        "late": sum(1 for worker in planned if worker.late_minutes),
        "missing": sum(1 for worker in here if worker.missing),
        "over": sum(1 for worker in here if worker.over),
    }
    return to.say("people_line", **counts)


def _person(to: Speaker, worker: Worker) -> Person:
    hours = "–".join(to.moment(at) for at in (worker.arrived_at, worker.left_at) if at is not None)
    notes = [
        worker.excused.pick(to.lang) if worker.excused else "",
        to.labels["missing"] if worker.missing else "",
        "" if worker.planned or worker.arrived_at is None else to.labels["unplanned"],
        to.say("late", minutes=worker.late_minutes) if worker.late_minutes else "",
        to.say("early", minutes=worker.early_minutes) if worker.early_minutes else "",
        *(to.say("over", **each._asdict() | {"since": to.moment(each.since)}).strip() for each in worker.over),
        to.say("away_now", since=to.moment(worker.away_since)) if worker.away_since is not None else "",
    ]
    return Person(worker.name, hours, joined([note for note in notes if note], to.lang), worker.missing)


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


def _item(to: Speaker, number: int, item: OpenItem) -> ItemSaid:
    until = to.sheet.span.until.at
    order = f"#{item.order}" if item.order else ""
    tags = [said(KINDS, item.kind, to.lang), item.store, order, mask(item.buyer)]
    parts = [(key, getattr(item, key)) for key in ("done", "next_action", "if_then")]
    due = ""
    if item.due_at is not None:
        due = to.moment(item.due_at)
        due += " " + to.say("overdue", span=to.span(until - item.due_at)) if item.overdue else ""
    state = "unread" if item.accepted is None else "accepted" if item.accepted else "returned"
    return ItemSaid(
        number=str(number),
        severity=said(SEVERITY, item.severity, to.lang),
        rank=item.severity,
        tags="  ".join(tag for tag in tags if tag),
        what=item.what,
        parts=tuple(Part(to.labels[key], text) for key, text in parts if text),
        due=due,
        overdue=item.overdue,
        owner=item.owner,
        age=to.span(until - item.opened_at),
        passes=to.say("escalated" if item.escalated else "passes" if item.passes > 1 else "new", n=item.passes),
        escalated=item.escalated,
        answer=Part(to.labels[state] if to.sheet.handover else "", item.answer, item.accepted is False),
    )


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


def _signature(to: Speaker, signature: Signature) -> Part:
    at = f"{signature.name}  {to.moment(signature.at)}" if signature.at is not None else ""
    return Part(to.labels[signature.side], at)


def _second(to: Speaker) -> tuple[Part, ...]:
    forced = to.sheet.forced
    return (Part(to.labels["second"], f"{forced.second}  {to.moment(forced.at)}", True),) if forced else ()
