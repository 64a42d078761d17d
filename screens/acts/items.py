"""Items of the handover book from the floor: opened from a row, a buyer, a notice or nothing; looked at, changed, settled."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from kfterm.desk.gate import RETURNED, current, stand
from kfterm.desk.item_checks import to_settle
from kfterm.desk.items import ITEM_KINDS, NOTHING, SEVERITY, kind_of_item, kind_words, missing_names
from kfterm.desk.noticed import Proposal
from kfterm.events.handover import ItemOpened, ItemSettled, ItemUpdated
from kfterm.folds.handover import Item
from kfterm.rulebook.item_kinds import EVENT_FIELDS, ItemKind, item_kinds
from kfterm.words import Words
from screens.acts.conduct import new_key
from screens.acts.item_form import changed, given_again, given_of, item_form, own_field, refusal, still_asked, typed
from screens.acts.item_host import ItemHost
from screens.acts.item_pick import ItemPick
from screens.item_card import ItemCard, item_lines
from screens.modals import PickModal
from screens.text import fit, width
from screens.widgets.columns import ColumnTable
from screens.widgets.form import ConfirmModal, Field, FormModal
from screens.widgets.picker import PickItem

if TYPE_CHECKING:
    from screens.floor import FloorScreen

_CHATTING = "H08"
_FIRST = {
    "after_end": _CHATTING,
    "complaint": "H16",
    "incident": "H19",
    "unpaid": "H09",
    "unprinted": "H06",
    "unread": "H20",
}
"""Which kind comes first for what was noticed, by how its key begins."""
_FOOT = 60
"""Cells for what stands in the frame of a picker."""


class _About(NamedTuple):
    """What an item is opened from: what is said of it in a title, which kind comes first, what is known already."""

    title: str = ""
    kind: str = ""
    given: dict[str, str] = {}
    sentence: Words | None = None
    """What an item of that kind says, to be kept with Enter."""


async def item(host: ItemHost) -> None:
    """i, a kind, what it is. What stands under the cursor comes along; with Tab it does not."""
    lang, now, about = host.app.lang, host.app.desk.clock.now(), _about(host)
    kinds = sorted(item_kinds().values(), key=lambda kind: kind.id != about.kind)
    items = [PickItem(kind.id, kind.words.pick(lang), kind.id, search=_searched(kind)) for kind in kinds]
    title = " · ".join(filter(None, (Words("交接项", "item").pick(lang), about.title)))
    foot = Words(f"Tab 不带 {about.title}", f"Tab without {about.title}").pick(lang) if about.title else ""
    alone = Words("交接项 · 谁也不带", "item · about nobody").pick(lang) if about.title else ""
    modal = ItemPick(title, items, foot=fit(foot, min(width(foot), _FOOT)), alone=alone)
    picked = await host.app.push_screen_wait(modal)
    if picked is None:
        return
    if picked.key == NOTHING:
        words = ITEM_KINDS[NOTHING]
        nothing = ItemOpened(item=new_key("item.opened", NOTHING, now), item_kind=NOTHING, what=words.pick(lang))
        host.say(nothing, done=words)
        return
    given = {} if picked.details else dict(about.given)
    if about.sentence is not None and picked.key == about.kind and not picked.details:
        given["what"] = about.sentence.pick(lang)
    await _open(host, new_key("item.opened", picked.key, now), picked.key, given)


def _searched(kind: ItemKind) -> str:
    """What finds a kind: its names, and each of the other words for it by itself, so that one typed whole is best."""
    return "\n".join([f"{kind.zh} {kind.en} {kind.id} {kind.search}", *kind.search.split()])


async def _open(host: ItemHost, key: str, kind: str, given: dict[str, str]) -> None:
    """The form, as often as the desk refuses what was typed; nothing of it is lost."""
    trouble = start = ""
    while True:
        answers = await host.app.push_screen_wait(item_form(host, kind, given, trouble=trouble, start=start))
        if answers is None:
            return
        fields = typed(host, kind, answers)
        details = {name: text for name, text in fields.pop("details").items() if text}
        said: dict[str, Any] = {name: value or None for name, value in fields.items()}
        event = ItemOpened(item=key, item_kind=kind, details=details, **said)
        given, trouble = given_again(answers), refusal(host, kind, event)
        start = still_asked(host, kind, given)
        if not trouble:
            host.say(event, done=Words(f"已开交接项:{event.what}", f"item opened: {event.what}"))
            return


def _about(floor: ItemHost) -> _About:
    """What is under the cursor of the floor's table that has the focus."""
    from screens.floor import FloorScreen

    if not isinstance(floor, FloorScreen):
        return _About()
    match floor.focused_table():
        case "agents" if floor.staff is not None:
            name = floor.name_of(floor.staff)
            return _About(name, "", {"owner": name})
        case "waits":
            return _of_chat(floor)
        case "notices":
            key = floor.query_one("#notices", ColumnTable).cursor
            found = next((each for each in floor.noticed if each.key == key), None)
            return _of_notice(floor, found) if found is not None else _About()
        case _:
            return _About()


def _of_chat(floor: "FloorScreen") -> _About:
    """A buyer who waits: whose chat it is and where."""
    cursor = floor.query_one("#waits", ColumnTable).cursor
    return _chat(floor, cursor.rsplit("/", 2)[0]) if cursor is not None else _About()


def _chat(floor: "FloorScreen", key: str) -> _About:
    chat = floor.app.desk.live.shop.timers.chats.get(key)
    if chat is None:
        return _About()
    name = floor.name_of(chat.staff)
    given = {"owner": name, "account": chat.account, "chat": key, "buyer": chat.buyer, "order": chat.order}
    sentence = Words(f"{name} 在聊,还没聊完", f"{name} is still chatting")
    return _About(chat.buyer or key, _CHATTING, given | {"store": chat.store}, sentence)


def _of_notice(floor: "FloorScreen", found: Proposal) -> _About:
    """Something noticed: its own words, and its item where it would open one."""
    lang = floor.app.lang
    if isinstance(found.books, ItemOpened):
        return _About(found.says.pick(lang), found.books.item_kind, _given(floor, found))
    about, _, rest = found.key.partition(":")
    if about == "wait":
        return _chat(floor, rest.rsplit(":", 1)[0])
    said = found.says.pick(lang)
    text = said.partition(found.clause)[0].strip() if found.clause else said  # what it costs is for the other book
    given = {"what": text, "owner": floor.name_of(found.staff) if found.staff else ""}
    return _About(text, _FIRST.get(about, ""), given)


def _given(floor: "FloorScreen", found: Proposal) -> dict[str, str]:
    """What an item that arose by itself says, as a form shows it."""
    event, calendar = found.books, floor.app.desk.live.calendar
    assert isinstance(event, ItemOpened)
    known = dict(event.details) | {name: str(getattr(event, name) or "") for name in ("severity", *EVENT_FIELDS)}
    known |= {"what": found.says.pick(floor.app.lang), "owner": floor.name_of(event.owner) if event.owner else ""}
    for name in ("due_at", "promise_at"):
        at = getattr(event, name)
        known[name] = calendar.text(round(at.timestamp() * 1000))[5:] if at is not None else ""
    return known


async def arisen(floor: "FloorScreen", found: Proposal) -> None:
    """Enter on an item that arose by itself: what it would say; Enter opens it, Tab lets it be changed first."""
    event, lang = found.books, floor.app.lang
    assert isinstance(event, ItemOpened)
    kind = kind_of_item(event.item_kind)
    given = _given(floor, found)
    said = [(kind.label(name).pick(lang), given[name]) for name in given if name not in ("what", "severity")]
    lines = [f"{label}: {text}" for label, text in said if text]
    question = Words(f"开这一项?{kind.zh}:{found.says.zh}", f"Open this item? {kind.en}: {found.says.en}").pick(lang)
    answer = await floor.app.push_screen_wait(ConfirmModal(question, lines, lang=lang, more=True))
    if answer is None:
        await _open(floor, event.item, event.item_kind, given)
    elif answer:
        names = [name for name in event.__struct_fields__ if name != "what"]
        opened = ItemOpened(what=found.says.pick(lang), **{name: getattr(event, name) for name in names})
        floor.say(opened, done=Words(f"已开交接项:{opened.what}", f"item opened: {opened.what}"))


def _under_cursor(floor: "FloorScreen") -> Item | None:
    key = floor.query_one("#items", ColumnTable).cursor
    return floor.moment()[1].shop.book.items.get(key) if key else None


async def settle(floor: "FloorScreen") -> None:
    """Settle the item under the cursor of the items, with its outcome."""
    found = _under_cursor(floor)
    if found is None:
        floor.tell(Words("没有待办的交接项", "no open item"), "warn")
        return
    await _settle(floor, found)


async def _settle(host: ItemHost, found: Item) -> None:
    """The outcome, and what has to be known before; who may not is told at once."""
    lang, kind = host.app.lang, kind_of_item(found.kind)
    names = to_settle(kind, found)
    own = {field.id: field for field in kind.field}
    tried = ItemUpdated(item=found.item, **_filled(names, dict.fromkeys(names, "0"), own.keys()))
    problems = host.app.desk.would_refuse(*([tried] if names else []), ItemSettled(item=found.item, outcome="?"))
    if problems:
        says = problems[0].says
        host.tell(says, "late")
        return
    hint = kind.done.words.pick(lang) if kind.done is not None else ""
    fields = [
        own_field(host, own[name], "", required=True)
        if name in own
        else Field(name, kind.label(name).pick(lang), required=True)
        for name in names
    ]
    fields.append(Field("outcome", Words("结果", "outcome").pick(lang), required=True, hint=hint))
    answers = await host.app.push_screen_wait(FormModal(found.what, fields, lang=lang))
    if answers is None:
        return
    read = typed(host, found.kind, answers)
    values = {name: read["details"][name] if name in own else answers[name] for name in names}
    filled = [ItemUpdated(item=found.item, **_filled(names, values, own.keys()))] if names else []
    settled = ItemSettled(item=found.item, outcome=answers["outcome"])
    host.say(*filled, settled, done=Words(f"已办结:{found.what}", f"settled: {found.what}"))


def _filled(names: list[str], values: dict[str, str], own: Iterable[str]) -> dict[str, Any]:
    """Values by field, those of the kind apart, as `item.updated` takes them."""
    mine = {name: values[name] for name in names if name in own}
    return {name: values[name] for name in names if name not in mine} | ({"details": mine} if mine else {})


async def detail(floor: "FloorScreen") -> None:
    """Enter on an item: all of it, and what can be done about it."""
    found = _under_cursor(floor)
    if found is None:
        return
    now, judge = floor.moment()
    title = f"{kind_words(found.kind).pick(floor.app.lang)} {found.item}"
    act = await floor.app.push_screen_wait(
        ItemCard(title, item_lines(judge, found, now, floor.app.lang), floor.app.lang)
    )
    if act is not None and floor.past is None:  # in the past it was only looked at
        await answer_card(floor, found, act)


async def answer_card(host: ItemHost, found: Item, act: str) -> None:
    """What the card of an item was answered with."""
    match act:
        case "change":
            await _change(host, found)
        case "complete":
            await _change(host, found, _first_missing(host, found))
        case "settle":
            await _settle(host, found)
        case "give":
            await _give(host, found)
        case "stable" | "watch" | "urgent" if act != found.severity:
            level = SEVERITY[act]
            done = Words(f"{level.zh}:{found.what}", f"{level.en}: {found.what}")
            host.say(ItemUpdated(item=found.item, severity=act), done=done)


def _given_back(host: ItemHost, found: Item) -> str:
    """Why the relief gave it back, where it still is to be completed."""
    handover = current(host.app.desk.judge().shop.book)
    if handover is None or stand(found, handover) != RETURNED:
        return ""
    reason = handover.readings[found.item].reason
    return Words(f"被退回:{reason}", f"given back: {reason}").pick(host.app.lang)


def _first_missing(host: ItemHost, found: Item) -> str:
    """The first thing to be written that lacks; nothing for an item that was given back: the reason asks for progress."""
    if _given_back(host, found):
        return ""
    choices = {field.id for field in kind_of_item(found.kind).field if field.choices}
    return next((name for name in missing_names(host.app.desk.judge(), found) if name not in choices), "")


async def _change(host: ItemHost, found: Item, start: str = "") -> None:
    """Its form, as often as the desk refuses what was typed; `start`: the field to begin with."""
    title = f"{kind_words(found.kind).pick(host.app.lang)} {found.item}"
    given, trouble = given_of(host, found), _given_back(host, found)
    while True:
        form = item_form(host, found.kind, given, title, progress=True, trouble=trouble, start=start)
        answers = await host.app.push_screen_wait(form)
        if answers is None:
            return
        fields = changed(found, typed(host, found.kind, answers))
        event = ItemUpdated(item=found.item, note=answers["note"] or None, **fields)
        if event == ItemUpdated(item=found.item):
            return
        given, trouble = given_again(answers), refusal(host, found.kind, event)
        start = still_asked(host, found.kind, given)
        if not trouble:
            host.say(event, done=Words(f"已更新:{found.what}", f"updated: {found.what}"))
            return


async def _give(host: ItemHost, found: Item) -> None:
    """To another owner; who is on the floor comes first."""
    lang = host.app.lang
    here = host.rows_shown()
    people = [each for each in host.app.desk.live.shop.people.staff.values() if each.left_at is None]
    people.sort(key=lambda each: (each.staff not in here, each.staff))
    items = [PickItem(each.staff, each.name, each.staff, search=f"{each.name} {each.staff}") for each in people]
    title = Words(f"转给 · {found.what}", f"give to · {found.what}").pick(lang)
    picked = await host.app.push_screen_wait(PickModal(title, items))
    if picked is not None and picked.key != found.owner:
        name = host.name_of(picked.key)
        done = Words(f"已转给 {name}:{found.what}", f"given to {name}: {found.what}")
        host.say(ItemUpdated(item=found.item, owner=picked.key), done=done)
