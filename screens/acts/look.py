"""Looking: the roster, the month, one person, the log, the past, a name, help."""

from typing import TYPE_CHECKING

from kfterm.words import Words
from screens.acts.seats import seat
from screens.keys import FLOOR, shown
from screens.modals import PickModal
from screens.widgets.columns import ColumnTable
from screens.widgets.form import Field, FormModal, example
from screens.widgets.picker import PickItem

if TYPE_CHECKING:
    from screens.floor import FloorScreen


async def roster(floor: "FloorScreen") -> None:
    """The plan of the week."""
    from screens.roster import RosterScreen

    await floor.app.push_screen_wait(RosterScreen(floor.staff))


async def month(floor: "FloorScreen") -> None:
    """Everybody's month so far."""
    from screens.month import MonthScreen

    await floor.app.push_screen_wait(MonthScreen())


async def person(floor: "FloorScreen") -> None:
    """One person's month, line by line."""
    from screens.person import PersonScreen

    if floor.staff is not None:
        await floor.app.push_screen_wait(PersonScreen(floor.staff, floor.app.desk.live.month))


async def log(floor: "FloorScreen") -> None:
    """Everything that was written."""
    from screens.log import LogScreen

    await floor.app.push_screen_wait(LogScreen())


async def travel(floor: "FloorScreen") -> None:
    """The floor as it was at a past minute."""
    lang, desk = floor.app.lang, floor.app.desk
    calendar = desk.live.calendar

    def moment(text: str) -> str | None:
        try:
            at = calendar.typed(text, desk.clock.now())
        except ValueError:
            return Words(
                "应如 20:15、昨天 22:00、10-13 08:30", "it should be like 20:15, yesterday 22:00, 10-13 08:30"
            ).pick(lang)
        return None if at <= desk.clock.now() else Words("还没到这一刻", "that moment is still to come").pick(lang)

    field = Field("at", Words("时间", "when").pick(lang), required=True, check=moment, hint=example("20:15", lang))
    answers = await floor.app.push_screen_wait(FormModal(Words("回看", "look back").pick(lang), [field], lang=lang))
    if answers:
        floor.look_back(calendar.typed(answers["at"], desk.clock.now()))


async def find(floor: "FloorScreen") -> None:
    """Go to a person, or only the rows that match (Esc shows all again); who is not on the floor takes a seat."""
    lang = floor.app.lang
    _, judge = floor.moment()
    people, rows = judge.shop.people, floor.rows_shown()
    elsewhere = [each.staff for each in people.staff.values() if each.left_at is None and each.staff not in rows]
    away = Words("不在场 · Enter 上席", "not here · Enter seats").pick(lang)
    items = [PickItem(staff, people.name(staff), staff, search=f"{people.name(staff)} {staff}") for staff in rows]
    if floor.past is None:
        items += [
            PickItem(staff, people.name(staff), f"{staff}  {away}", search=f"{people.name(staff)} {staff}")
            for staff in elsewhere
        ]
    foot = Words("Enter 到此人  Tab 只看这些", "Enter goes there  Tab shows only these").pick(lang)
    empty = Words("没有这个人:N 加人", "nobody of that name: N adds a person").pick(lang)
    title = Words("查找", "find").pick(lang)
    picked = await floor.app.push_screen_wait(PickModal(title, items, foot=foot, empty=empty))
    if picked is None:
        return
    table = floor.query_one("#agents", ColumnTable)
    if picked.key in elsewhere and not picked.details:
        await seat(floor, picked.key)
    if picked.details:
        floor.wanted = picked.query
    floor.tick()
    table.focus()
    table.move_to(picked.key)


async def sort(floor: "FloorScreen") -> None:
    """By the next column."""
    table = floor.query_one("#agents", ColumnTable)
    columns = [column for column in floor.columns if column.id in table.shown_columns]
    _order(floor, floor.order.following(columns))


async def reverse(floor: "FloorScreen") -> None:
    """The other way round."""
    _order(floor, floor.order.reversed())


def _order(floor: "FloorScreen", order: object) -> None:
    from screens.floor_sort import Order

    assert isinstance(order, Order)
    floor.order = order
    floor.query_one("#agents", ColumnTable).sorted_by(order.column or None, descending=order.descending)
    floor.tick()


MARKS = (
    ("!!", Words("买家等过红线", "a buyer waits beyond the red limit")),
    ("! ", Words("买家等过黄线;事项前:已过期", "a buyer waits beyond the amber limit; before an item: overdue")),
    ("3!", Words("记:本月违规 3 条,! 有个案待人决定", "log: 3 violations this month, ! a case for a person to decide")),
    ("+03:20超", Words("超过说好的 3 分 20 秒,前有 !:不能再等", "over what was agreed by 3:20; with !: cannot wait")),
    ("2!", Words("次:交接过 2 次,! 该升级", "pass: handed over twice, ! is to be escalated")),
    ("?", Words("事项缺必填", "an item lacks something that is required")),
    ("U w -", Words("级(英文界面):急、盯、稳", "s: the item's level, urgent, watch, stable")),
)
"""The signs of the floor, for its help."""


async def help_here(floor: "FloorScreen") -> None:
    """What works here, searchable; what is chosen runs."""
    lang = floor.app.lang
    items = [
        PickItem(
            act.id, act.says.pick(lang), shown(act.key), search=f"{act.says.zh} {act.says.en} {shown(act.key)} {act.id}"
        )
        for act in FLOOR
    ]
    items += [
        PickItem(f"?{number}", f"{sign}  {says.pick(lang)}", search=f"{sign} {says.zh} {says.en} 记号 marks")
        for number, (sign, says) in enumerate(MARKS)
    ]
    title = Words("能做什么(Enter 就做)", "What works here (Enter does it)").pick(lang)
    picked = await floor.app.push_screen_wait(PickModal(title, items))
    if picked is not None and not picked.key.startswith("?"):
        floor.call_later(floor.action_act, picked.key)


async def language(floor: "FloorScreen") -> None:
    """The other language, at once."""
    floor.app.lang = "en" if floor.app.lang == "zh" else "zh"
    from screens.floor import FloorScreen

    floor.app.switch_screen(FloorScreen())


async def leave(floor: "FloorScreen") -> None:
    """Quit."""
    floor.app.exit()
