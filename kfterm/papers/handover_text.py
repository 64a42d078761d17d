"""The handover sheet as plain text of exactly 80 columns, for a terminal or a line printer: no colours, no boxes."""

from collections.abc import Iterator, Sequence

from kfterm.papers.cells import fit, hang, safe, width, wrap
from kfterm.papers.sheet_model import Sheet
from kfterm.papers.sheet_said import speak
from kfterm.papers.sheet_shape import ItemSaid, Part, Person, SheetSaid
from kfterm.words import Lang

COLUMNS = 80
_HEAVY, _LIGHT = "=" * COLUMNS, "-" * COLUMNS
_NAME, _HOURS = 12, 14
_BLANK = "_" * 34


def handover_text(sheet: Sheet, lang: Lang) -> str:
    """The whole sheet. Lines end with a newline; none is wider than 80 cells."""
    said = speak(sheet, lang)
    lines = [
        *_top(said),
        *_people(said),
        *_items(said),
        *_parts(said.labels["settled"], said.settled),
        *_parts(said.labels["events"], said.events, said.labels["no_events"], said.events_line),
        *_parts(said.labels["counts"], said.counts),
        "",
        *_line(said.labels["timers"], said.timers or said.labels["no_events"]),
        *_line(said.labels["chats"], said.chats),
        *_unread(said),
        *_bottom(said),
    ]
    return "".join(line.rstrip() + "\n" for line in lines)


def _top(said: SheetSaid) -> Iterator[str]:
    yield _HEAVY
    yield fit(f"{safe(said.title)}  [{safe(said.copy)}]", COLUMNS, "center")
    for line in wrap(safe(said.stores), COLUMNS):
        yield fit(line, COLUMNS, "center")
    yield _HEAVY
    cells = [[safe(part.label), safe(part.text)] for part in said.head]
    label = max(width(name) for name, _ in cells) + 2
    for name, text in cells:
        yield from hang(fit(name, label), text, COLUMNS)
    if said.goals:
        yield from hang(safe(said.labels["goals"]) + "  ", safe(said.goals), COLUMNS)
    if said.banner:
        yield "!" * COLUMNS
        yield from hang("!! ", safe(said.banner), COLUMNS)
        yield "!" * COLUMNS


def _title(name: str, line: str = "") -> Iterator[str]:
    yield ""
    yield from _line(name, line) if line else wrap(safe(name), COLUMNS)
    yield _LIGHT


def flow(parts: Sequence[str], cells: int) -> list[str]:
    """Parts side by side, two spaces apart; one that does not fit begins a line, and is broken only if it must."""
    lines = [""]
    for part in parts:
        together = f"{lines[-1]}  {part}" if lines[-1] else part
        if width(together) <= cells:
            lines[-1] = together
        else:
            lines += [line for line in wrap(part, cells) if line]
    return [line for line in lines if line]


def _line(label: str, text: str) -> Iterator[str]:
    first = f"{safe(label)}  "
    for index, line in enumerate(flow(safe(text).split("  "), COLUMNS - width(first))):
        yield (first if not index else " " * width(first)) + line


def _people(said: SheetSaid) -> Iterator[str]:
    yield from _title(said.labels["people"], said.people_line)
    for person in said.noted:
        first = f"{'!' if person.loud else ' '} {_name(person)} "
        yield from hang(first, safe(person.note), COLUMNS)
    # where nobody has hours, as on the wall, more names fit on a line
    hours = any(person.hours for person in said.others)
    cells = [f"  {_name(person) if hours else fit(safe(person.name), _NAME)}" for person in said.others]
    across = 2 if hours else 5
    for index in range(0, len(cells), across):
        yield "".join(fit(cell, COLUMNS // across) for cell in cells[index : index + across])


def _name(person: Person) -> str:
    return f"{fit(safe(person.name), _NAME)} {fit(safe(person.hours), _HOURS)}"


def _items(said: SheetSaid) -> Iterator[str]:
    yield from _title(said.labels["items"], said.items_line)
    if not said.items:
        yield f"  {safe(said.labels['no_items'])}"
    number = max([2, *(len(item.number) for item in said.items)])
    for item in said.items:
        yield from _item(said, item, number)


def _item(said: SheetSaid, item: ItemSaid, number: int) -> Iterator[str]:
    """Number and severity in a margin, everything else beside it."""
    marker = "!" if item.loud else " "
    margin = f"{marker}{item.number:>{number}} {fit(safe(item.severity), 6 if said.lang == 'en' else 2)} "
    room = COLUMNS - width(margin)
    labels = said.labels
    state = [
        f"{labels['due']} {item.due}" if item.due else "",
        f"{labels['owner']} {item.owner}" if item.owner else "",
        f"{labels['age']} {item.age}",
        item.passes,
    ]
    body = [
        *wrap(safe(item.what), room),
        *flow([safe(item.tags), *(safe(text) for text in state if text)], room),
        *flow([f"{safe(part.label)}: {safe(part.text)}" for part in item.parts], room),
        *_answer(item.answer, room),
    ]
    for index, line in enumerate(body):
        yield (margin if not index else " " * width(margin)) + line


def _answer(answer: Part, room: int) -> list[str]:
    if not answer.label:
        return []
    label = f"[{safe(answer.label)}]"
    return hang(f"{label} ", safe(answer.text), room) if answer.text else [label]


def _parts(title: str, parts: Sequence[Part], nothing: str = "", line: str = "") -> Iterator[str]:
    if not parts and not nothing:
        return
    yield from _title(title, line)
    if not parts:
        yield f"  {safe(nothing)}"
    label = max((width(safe(part.label)) for part in parts), default=0)
    for part in parts:
        yield from hang(f"{'!' if part.loud else ' '} {fit(safe(part.label), label)}  ", safe(part.text), COLUMNS)


def _unread(said: SheetSaid) -> Iterator[str]:
    if said.unread:
        yield from _title(said.labels["announcements"])
    for part in said.unread:
        yield from hang("  ", safe(part.label), COLUMNS)
        yield from hang("    ", safe(part.text), COLUMNS)


def _bottom(said: SheetSaid) -> Iterator[str]:
    yield ""
    yield _HEAVY
    label = max(width(safe(part.label)) for part in said.signatures) + 2
    for part in said.signatures:
        if not part.text:  # room to sign by hand
            yield ""
        name = safe(part.text) or f"{_BLANK} {safe(said.labels['sign_here'])}"
        yield from hang(fit(safe(part.label), label), name, COLUMNS)
    yield ""
    yield _LIGHT
    yield f"{safe(said.labels['log'])} #{said.log_seq}"
    yield from hang(f"{safe(said.labels['head'])} ", said.log_head, COLUMNS)
    yield from wrap(safe(said.labels["verify"]), COLUMNS)
    yield _HEAVY
