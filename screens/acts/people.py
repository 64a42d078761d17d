"""People: a swap, a new colleague, and whose hand this is."""

from datetime import date
from typing import TYPE_CHECKING

from kfterm.events.people import AccountAssigned, StaffJoined, UserMapped
from kfterm.events.roster import SwapDecided, SwapRequested
from kfterm.ids import is_plain
from kfterm.machine import system_user
from kfterm.words import Words
from screens.acts.conduct import new_key
from screens.modals import PickModal
from screens.widgets.form import Field, FormModal
from screens.widgets.picker import PickItem

if TYPE_CHECKING:
    from screens.floor import FloorScreen


async def swap(floor: "FloorScreen") -> None:
    """The person under the cursor works today instead of somebody else: entered as approved afterwards."""
    staff = floor.staff
    if staff is None:
        return
    lang, now = floor.app.lang, floor.app.desk.clock.now()
    judge = floor.app.desk.judge()
    day = judge.plan.shift_day(staff, now)
    others = [
        PickItem(
            each.staff, each.name, judge.shop.roster.shift(each.staff, day) or "–", search=f"{each.name} {each.staff}"
        )
        for each in judge.shop.people.staff.values()
        if each.staff != staff and each.left_at is None
    ]
    title = Words(f"{floor.name_of(staff)} 今天替谁上班", f"whose shift does {floor.name_of(staff)} work today").pick(
        lang
    )
    picked = await floor.app.push_screen_wait(PickModal(title, others))
    if picked is None:
        return
    field = Field(
        "reason", Words("理由", "reason").pick(lang), Words("补登换班", "entered late").pick(lang), required=True
    )
    answers = await floor.app.push_screen_wait(FormModal(title, [field], lang=lang))
    if answers is None:
        return
    key, on = new_key("swap.requested", staff, now), date.fromordinal(day)
    asked = SwapRequested(swap=key, staff=picked.key, with_staff=staff, on=on, reason=answers["reason"])
    decided = SwapDecided(swap=key, approved=True, reason=answers["reason"])
    names = floor.name_of(staff), floor.name_of(picked.key)
    floor.say(asked, decided, done=Words(f"{names[0]} 替 {names[1]} 上班", f"{names[0]} works for {names[1]}"))


async def join(floor: "FloorScreen") -> None:
    """A new colleague, typed."""
    lang, people = floor.app.lang, floor.app.desk.live.shop.people

    def free(text: str) -> str | None:
        if not is_plain(text):
            return Words("不能有空格", "no spaces").pick(lang)
        return Words("编号已有", "this id is taken").pick(lang) if text in people.staff else None

    roles = tuple((each, each) for each in ("agent", "presales", "aftersales", "lead", "supervisor", "manager"))
    fields = [
        Field("name", Words("姓名", "name").pick(lang), required=True),
        Field("staff", Words("编号", "staff id").pick(lang), required=True, check=free),
        Field("role", Words("岗位", "role").pick(lang), "agent", choices=roles),
        Field("account", Words("旺旺号", "chat account").pick(lang)),
    ]
    answers = await floor.app.push_screen_wait(FormModal(Words("加人", "add a person").pick(lang), fields, lang=lang))
    if answers is None:
        return
    joined = StaffJoined(staff=answers["staff"], name=answers["name"], roles=(answers["role"],))
    done = Words(f"{answers['name']} 已加入", f"{answers['name']} joined")
    if answers["account"]:
        floor.say(joined, AccountAssigned(account=answers["account"], staff=answers["staff"]), done=done)
    else:
        floor.say(joined, done=done)


async def who(floor: "FloorScreen") -> None:
    """Asked once: whose hand is it that logs from here."""
    lang, desk = floor.app.lang, floor.app.desk
    first = {"lead": 0, "deputy": 1, "supervisor": 2, "manager": 3, "training_specialist": 4}
    people = [each for each in desk.live.shop.people.staff.values() if each.left_at is None]
    people.sort(key=lambda each: (min((first.get(role, 9) for role in each.roles), default=9), each.staff))
    if not people:
        return
    items = [
        PickItem(each.staff, each.name, " ".join(each.roles), search=f"{each.name} {each.staff}") for each in people
    ]
    title = Words("你是谁?记录会写你的名字", "Who are you? Entries carry your name").pick(lang)
    picked = await floor.app.push_screen_wait(PickModal(title, items))
    if picked is None:
        return
    desk.by = picked.key
    user = system_user()
    name = floor.name_of(picked.key)
    if user:
        floor.say(UserMapped(user=user, staff=picked.key), done=Words(f"你好,{name}", f"Hello, {name}"))
