"""People: a new colleague, and whose hand this is."""

from typing import TYPE_CHECKING

from kfterm.desk.permits import role_list
from kfterm.events.people import AccountAssigned, StaffJoined, UserMapped
from kfterm.ids import is_plain
from kfterm.machine import system_user
from kfterm.words import Words
from screens.modals import PickModal
from screens.widgets.form import Field, FormModal
from screens.widgets.picker import PickItem

if TYPE_CHECKING:
    from screens.floor import FloorScreen


async def join(floor: "FloorScreen") -> None:
    """A new colleague, typed."""
    lang, people = floor.app.lang, floor.app.desk.live.shop.people

    def free(text: str) -> str | None:
        if not is_plain(text):
            return Words("不能有空格", "no spaces").pick(lang)
        return Words("编号已有", "this id is taken").pick(lang) if text in people.staff else None

    known = ("agent", "presales", "aftersales", "lead", "supervisor", "manager")
    roles = tuple((each, role_list([each]).pick(lang)) for each in known)
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
        PickItem(each.staff, each.name, role_list(each.roles).pick(lang), search=f"{each.name} {each.staff}")
        for each in people
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
