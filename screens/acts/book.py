"""The handover book: open an item, settle it, look at it; announcements; the handover itself."""

from datetime import datetime
from typing import TYPE_CHECKING

from kfterm.desk.choices import ITEM_KINDS
from kfterm.desk.handover import NOTHING
from kfterm.events.handover import AnnouncementPosted, ItemOpened, ItemSettled, ItemUpdated
from kfterm.folds.handover import Item
from kfterm.words import Words
from screens.acts.conduct import new_key
from screens.modals import PickModal
from screens.widgets.columns import ColumnTable
from screens.widgets.form import Field, FormModal
from screens.widgets.picker import PickItem

if TYPE_CHECKING:
    from screens.floor import FloorScreen


async def item(floor: "FloorScreen") -> None:
    """i, a kind, what it is."""
    lang, now = floor.app.lang, floor.app.desk.clock.now()
    kinds = [
        PickItem(key, words.pick(lang), key, search=f"{words.zh} {words.en} {key}") for key, words in ITEM_KINDS.items()
    ]
    picked = await floor.app.push_screen_wait(PickModal(Words("交接项", "item").pick(lang), kinds))
    if picked is None:
        return
    if picked.key == NOTHING:
        words = ITEM_KINDS[NOTHING]
        nothing = ItemOpened(item=new_key("item.opened", NOTHING, now), item_kind=NOTHING, what=words.pick(lang))
        floor.say(nothing, done=words)
        return
    answers = await floor.app.push_screen_wait(_form(floor, ITEM_KINDS[picked.key].pick(lang), None))
    if answers is None:
        return
    event = ItemOpened(
        item=new_key("item.opened", picked.key, now),
        item_kind=picked.key,
        what=answers["what"],
        owner=_owner(floor, answers["owner"]),
        due_at=_due(floor, answers["due"]),
        severity=answers["severity"] or "stable",  # type: ignore[arg-type]
        order=answers["order"] or None,
        buyer=answers["buyer"] or None,
        next_action=answers["next"] or None,
        if_then=answers["if_then"] or None,
    )
    floor.say(event, done=Words(f"已开交接项:{event.what}", f"item opened: {event.what}"))


def _form(floor: "FloorScreen", title: str, old: Item | None) -> FormModal:
    lang = floor.app.lang
    calendar = floor.app.desk.live.calendar

    def due(text: str) -> str | None:
        try:
            calendar.typed(text, floor.app.desk.clock.now())
        except ValueError:
            return Words("应如 18:00 或 10-13 18:00", "it should be like 18:00 or 10-13 18:00").pick(lang)
        return None

    severity = (
        ("stable", Words("稳", "stable").pick(lang)),
        ("watch", Words("盯", "watch").pick(lang)),
        ("urgent", Words("急", "urgent").pick(lang)),
    )
    due_text = calendar.text(old.due_at)[5:] if old is not None and old.due_at is not None else ""
    fields = [
        Field("what", Words("事项", "what").pick(lang), old.what if old else "", required=True),
        Field("owner", Words("负责人", "owner").pick(lang), floor.name_of(old.owner) if old and old.owner else ""),
        Field("due", Words("到期", "due").pick(lang), due_text, check=due, hint="18:00"),
        Field("severity", Words("级别", "severity").pick(lang), old.severity if old else "stable", choices=severity),
        Field("order", Words("订单号", "order").pick(lang), old.order if old else ""),
        Field("buyer", Words("买家", "buyer").pick(lang), old.buyer if old else ""),
        Field("next", Words("下一步", "next action").pick(lang), old.next_action if old else ""),
        Field("if_then", Words("如果…就", "if … then").pick(lang), old.if_then if old else ""),
    ]
    if old is not None:
        fields.append(Field("note", Words("进展", "progress").pick(lang)))
    return FormModal(title, fields, lang=lang)


def _owner(floor: "FloorScreen", typed: str) -> str | None:
    """A staff id where the beginning of a name, an id or pinyin names somebody; else what was typed."""
    from screens.pinyin import INITIALS, match

    if not typed:
        return None
    found = []
    for person in floor.app.desk.live.shop.people.staff.values():
        how = match(typed, f"{person.name}\n{person.staff}")
        if how is not None and how <= INITIALS:
            found.append((how, person.staff))
    return min(found)[1] if found else typed


def _due(floor: "FloorScreen", typed: str) -> datetime | None:
    if not typed:
        return None
    calendar = floor.app.desk.live.calendar
    return calendar.at(calendar.typed(typed, floor.app.desk.clock.now()))


def _under_cursor(floor: "FloorScreen") -> Item | None:
    key = floor.query_one("#items", ColumnTable).cursor
    return floor.app.desk.live.shop.book.items.get(key) if key else None


async def settle(floor: "FloorScreen") -> None:
    """Settle the item under the cursor of the items, with its outcome."""
    found, lang = _under_cursor(floor), floor.app.lang
    if found is None:
        floor.tell(Words("没有待办的交接项", "no open item"), "warn")
        return
    field = Field("outcome", Words("结果", "outcome").pick(lang), required=True)
    answers = await floor.app.push_screen_wait(FormModal(found.what, [field], lang=lang))
    if answers:
        event = ItemSettled(item=found.item, outcome=answers["outcome"])
        floor.say(event, done=Words(f"已办结:{found.what}", f"settled: {found.what}"))


async def detail(floor: "FloorScreen") -> None:
    """Enter on an item: all of it, to be changed or added to."""
    found = _under_cursor(floor)
    if found is None:
        return
    kind = ITEM_KINDS.get(found.kind, Words(found.kind, found.kind)).pick(floor.app.lang)
    answers = await floor.app.push_screen_wait(_form(floor, f"{kind} {found.item}", found))
    if answers is None:
        return
    owner, due = _owner(floor, answers["owner"]), _due(floor, answers["due"])
    due_ms = None if due is None else round(due.timestamp() * 1000)
    changed = {
        "what": (answers["what"], found.what),
        "order": (answers["order"], found.order),
        "buyer": (answers["buyer"], found.buyer),
        "next_action": (answers["next"], found.next_action),
        "if_then": (answers["if_then"], found.if_then),
    }
    texts: dict[str, str] = {name: new for name, (new, old) in changed.items() if new != old}
    event = ItemUpdated(
        item=found.item,
        owner=owner if owner != found.owner and owner else None,
        due_at=due if due_ms is not None and _other_minute(due_ms, found.due_at) else None,
        severity=answers["severity"] if answers["severity"] != found.severity else None,  # type: ignore[arg-type]
        note=answers["note"] or None,
        **texts,
    )
    if event == ItemUpdated(item=found.item):
        return
    floor.say(event, done=Words(f"已更新:{found.what}", f"updated: {found.what}"))


def _other_minute(typed: int, known: int | None) -> bool:
    """Whether a due time is another one; the form shows whole minutes only."""
    return known is None or typed // 60_000 != known // 60_000


async def announce(floor: "FloorScreen") -> None:
    """Post something everybody must read."""
    lang, now = floor.app.lang, floor.app.desk.clock.now()
    field = Field("what", Words("公告", "announcement").pick(lang), required=True)
    answers = await floor.app.push_screen_wait(FormModal(Words("公告", "announcement").pick(lang), [field], lang=lang))
    if answers:
        event = AnnouncementPosted(announcement=new_key("announcement.posted", "", now), what=answers["what"])
        floor.say(event, done=Words("公告已发", "announcement posted"))


async def handover(floor: "FloorScreen") -> None:
    """The sheet of this shift: read, cut, accept, sign, print."""
    from screens.handover import HandoverScreen

    await floor.app.push_screen_wait(HandoverScreen())
