"""One item of the handover book, all of it: where it stands, what it lacks, its story; and keys to act on it."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from kfterm.desk.gate import name_of
from kfterm.desk.items import SEVERITY, details_said, kind_of_item, missing_fields, parked, taken_means
from kfterm.folds.handover import Handover, Item, Reading
from kfterm.folds.settings import ESCALATE_PASSES, whole
from kfterm.month.judge import Judge
from kfterm.papers.cells import hang
from kfterm.papers.spans import span_words
from kfterm.periods import day_text
from kfterm.rulebook.item_kinds import EVENT_FIELDS
from kfterm.words import Lang, Words
from screens.text import safe
from screens.widgets.modal import LinesModal
from screens.widgets.painted import Line

_INSIDE = 70
"""Cells of a line inside the card; it fits into 80."""
_KEYS = Words(
    "Enter 进展/改  o 办结  g 转人  1稳 2盯 3急  Esc", "Enter progress/change  o settle  g give  1 2 3 level  Esc"
)
_LEVEL = Words("级别", "severity")
_PLAIN = ("next_action", "if_then", "order", "buyer", "store", "evidence")


def item_lines(judge: Judge, item: Item, now: int, lang: Lang) -> list[Line]:
    """What it is, what it lacks, where it stands, what is promised, its own fields, its story with times."""
    found: list[Line] = []
    for label, text, style in _said(judge, item, now, lang):
        first = f"{safe(label)}  " if label else ""  # a safe text has no spaces at its end
        found += [((line, style),) for line in hang(first, safe(text), _INSIDE)]
    return found


def _said(judge: Judge, item: Item, now: int, lang: Lang) -> Iterator[tuple[str, str, str]]:
    yield "", item.what, "strong"
    missing = [words.pick(lang) for words in missing_fields(judge, item)]
    if missing and item.settled_at is None:
        yield Words("还缺", "lacks").pick(lang), Words("、".join(missing), ", ".join(missing)).pick(lang), "warn"
    yield "", _state(judge, item, now, lang), ""
    means = taken_means(item)
    if means is not None and item.settled_at is None:
        yield "", means.pick(lang), "dim"
    if item.due_at is not None:
        late = item.due_at < now and item.settled_at is None
        yield EVENT_FIELDS["due_at"].pick(lang), _by(judge, item.due_at, now, lang), "late" if late else ""
    if item.promise or item.promise_at is not None:
        late = item.promise_at is not None and item.promise_at < now and item.settled_at is None
        by = _by(judge, item.promise_at, now, lang) if item.promise_at is not None else ""
        yield EVENT_FIELDS["promise"].pick(lang), f"{item.promise} {by}".strip(), "late" if late else "accent"
    for words, text in details_said(item, lang):
        yield words.pick(lang), text, ""
    for name in _PLAIN:
        if getattr(item, name):
            yield EVENT_FIELDS[name].pick(lang), getattr(item, name), ""
    yield from _story(judge, item, now, lang)


def _state(judge: Judge, item: Item, now: int, lang: Lang) -> str:
    """Severity, owner, age, handovers."""
    most = whole(judge.shop.rules, ESCALATE_PASSES)
    age = span_words(now - item.opened_at)
    passed = "!" if item.passes >= most else ""
    parts = [
        SEVERITY[item.severity],
        Words(f"负责人 {judge.shop.people.name(item.owner)}", f"owner {judge.shop.people.name(item.owner)}")
        if item.owner
        else Words("没有负责人", "no owner"),
        Words(f"开了 {age.zh}", f"open for {age.en}"),
        Words(f"交过 {item.passes} 班{passed}", f"handovers: {item.passes}{passed}"),
    ]
    return " · ".join(each.pick(lang) for each in parts)


def _by(judge: Judge, at: int, now: int, lang: Lang) -> str:
    """A moment, and how long until or since then."""
    span = span_words(abs(at - now))
    left = Words(f"还有 {span.zh}", f"{span.en} left") if at >= now else Words(f"过了 {span.zh}", f"{span.en} over")
    return f"{judge.calendar.text(at)[5:]} · {left.pick(lang)}"


def _story(judge: Judge, item: Item, now: int, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """What happened, in the order of time."""
    calendar = judge.calendar
    told = [(item.opened_at, Words("开", "opened").pick(lang)), *item.notes]
    told += [(at, _changed(item, names, lang)) for at, names in item.changed]
    told += _takings(judge, item, now, lang)
    told += _returns(judge, item, lang)
    if item.settled_at is not None:
        told.append((item.settled_at, Words(f"办结:{item.outcome}", f"settled: {item.outcome}").pick(lang)))
    yield "", "", ""
    for at, text in sorted(told, key=lambda each: each[0]):
        yield calendar.text(at)[5:], text, "" if at != item.opened_at else "dim"


def _changed(item: Item, names: Sequence[str], lang: Lang) -> str:
    """Which fields were said anew; what they say now stands above."""
    kind = kind_of_item(item.kind)
    labels = [(_LEVEL if name == "severity" else kind.label(name)).pick(lang) for name in names]
    return Words("改了 " + "、".join(labels), "changed " + ", ".join(labels)).pick(lang)


def _returns(judge: Judge, item: Item, lang: Lang) -> Iterator[tuple[int, str]]:
    """When a relief gave it back, in which handover, and why; taking it later does not undo that."""
    for handover in judge.shop.book.handovers:
        name = name_of(judge, handover)
        for each in handover.returns:
            if each.item == item.item:
                zh, en = f"{name.zh} 退回:{each.reason}", f"given back at the handover of {name.en}: {each.reason}"
                yield each.at, Words(zh, en).pick(lang)


def _takings(judge: Judge, item: Item, now: int, lang: Lang) -> Iterator[tuple[int, str]]:
    """When every relief took it, and how; only the last word of a handover is kept."""
    for handover in judge.shop.book.handovers:
        reading = handover.readings.get(item.item)
        if reading is not None and reading.accepted:
            yield reading.at, _taken(judge, item, handover, reading, now, lang)


def _taken(judge: Judge, item: Item, handover: Handover, reading: Reading, now: int, lang: Lang) -> str:
    """In which handover the relief took it, who signed for the relief, in which words, until when it was put aside."""
    hours = judge.plan.hours(handover.day, handover.shift)
    shift = Words(hours.zh, hours.en) if hours is not None else Words(handover.shift, handover.shift)
    day = day_text(handover.day)[5:]
    said = reading.read_back
    back = Words(f"「{said}」", f" “{said}”") if said else Words("", "")
    until = judge.calendar.text(reading.parked_until)[5:] if reading.parked_until is not None else ""
    ever = item.taken is not None and item.taken[0] != handover.handover
    aside = (
        Words(f",搁到 {until}", f", put aside until {until}")
        if until and (ever or parked(item, now))
        else Words("", "")
    )
    name = judge.shop.people.name(handover.signed_in[0]) if handover.signed_in is not None else ""
    who = Words(name or "接班人", f" by {name}" if name else "")
    zh = f"{who.zh}从 {day} {shift.zh}接下{back.zh}{aside.zh}"
    return Words(zh, f"taken{who.en} from the {shift.en} shift of {day}{back.en}{aside.en}").pick(lang)


class ItemCard(LinesModal[str | None]):
    """The card. Answers with what is to be done: `change`, `settle`, `give`, a severity; None for nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('change')", show=False, id="item.change"),
        Binding("o", "answer('settle')", show=False, id="item.settle"),
        Binding("g", "answer('give')", show=False, id="item.give"),
        Binding("1", "answer('stable')", show=False, id="item.stable"),
        Binding("2", "answer('watch')", show=False, id="item.watch"),
        Binding("3", "answer('urgent')", show=False, id="item.urgent"),
        Binding("escape,q", "answer('')", show=False, id="item.leave"),
    ]
    DEFAULT_CSS = """
    ItemCard > Vertical { width: 76; }
    """

    def __init__(self, title: str, lines: Sequence[Line], lang: Lang) -> None:
        super().__init__(title, lines, _KEYS.pick(lang))

    def action_answer(self, act: str) -> None:
        """Close with what is to be done."""
        self.dismiss(act or None)
