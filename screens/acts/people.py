"""People: a swap, a new colleague, and whose hand this is."""

from typing import TYPE_CHECKING

from kfterm.desk.days import day_wanted, typed_day
from kfterm.desk.permits import role_list
from kfterm.events.base import Event
from kfterm.events.people import AccountAssigned, StaffJoined, UserMapped
from kfterm.events.roster import SwapAgreed, SwapDecided, SwapRequested
from kfterm.ids import is_plain
from kfterm.machine import system_user
from kfterm.periods import day_text
from kfterm.rulebook.attendance_rules import SwapForm
from kfterm.words import Words
from screens.acts.conduct import new_key
from screens.acts.plain import plainly
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
    lang, judge = floor.app.lang, floor.app.desk.judge()
    day = judge.plan.shift_day(staff, floor.app.desk.clock.now())
    others = [
        PickItem(
            each.staff, each.name, judge.shop.roster.shift(each.staff, day) or "–", search=f"{each.name} {each.staff}"
        )
        for each in judge.shop.people.staff.values()
        if each.staff != staff and each.left_at is None
    ]
    title = Words(f"{floor.name_of(staff)} 替谁上班", f"whose shift does {floor.name_of(staff)} work").pick(lang)
    picked = await floor.app.push_screen_wait(PickModal(title, others))
    if picked is None:
        return
    await _swap_form(floor, staff, picked.key, title)


async def _swap_form(floor: "FloorScreen", works: str, instead_of: str, title: str) -> None:
    """Which day, which day back, why; whether both agree where the regime wants both to. Until the desk agrees."""
    lang, desk, judge = floor.app.lang, floor.app.desk, floor.app.desk.judge()
    now = desk.clock.now()
    today = judge.plan.shift_day(works, now)
    rulebook = judge.plan.rulebook(today)
    consent = rulebook is not None and any(rule.consent for _, rule in rulebook.all(SwapForm))

    def check(text: str) -> str | None:
        return None if typed_day(text, today) else day_wanted(today).pick(lang)

    answers: dict[str, str] | None = {"on": day_text(today)}
    trouble = ""
    while True:
        said = answers or {}
        fields = [
            Field("on", Words("日期", "day").pick(lang), said.get("on", ""), required=True, check=check),
            Field(
                "return", Words("还班日期(可空)", "day back (or none)").pick(lang), said.get("return", ""), check=check
            ),
            Field("reason", Words("理由", "reason").pick(lang), said.get("reason", ""), required=True),
        ]
        if consent:
            both = (("y", Words("y 同意", "y agreed").pick(lang)), ("n", Words("n 还没有", "n not yet").pick(lang)))
            asks = Words("双方同意? y", "both agree? y").pick(lang)
            fields.append(Field("both", asks, said.get("both", ""), required=True, choices=both, hint="y / n"))
        answers = await floor.app.push_screen_wait(FormModal(title, fields, lang=lang, trouble=trouble))
        on = typed_day(answers["on"], today) if answers else None
        if answers is None or on is None:
            return
        key, reason = new_key("swap.requested", works, now), answers["reason"]
        back = typed_day(answers["return"], today)
        asked = SwapRequested(swap=key, staff=instead_of, with_staff=works, on=on, return_on=back, reason=reason)
        agreed = answers.get("both", "y") == "y"
        events: list[Event] = [asked]
        events += [SwapAgreed(swap=key, staff=works)] if agreed and consent else []
        events += [SwapDecided(swap=key, approved=True, reason=reason)] if agreed else []
        problems = desk.would_refuse(*events)
        if not problems:
            break
        trouble = " / ".join(plainly(each, lang) for each in problems)
    names = floor.name_of(works), floor.name_of(instead_of)
    done = Words(f"{names[0]} 替 {names[1]} 上班", f"{names[0]} works for {names[1]}")
    waits = Words("已记换班申请,等双方同意", "swap asked for, until both agree")
    floor.say(*events, done=done if agreed else waits)


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
