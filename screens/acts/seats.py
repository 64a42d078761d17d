"""Seats: on and off; the phone; incidents; a missed punch; a buyer who waits. Away and back are in `breaks`."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kfterm.desk.choices import incident_types
from kfterm.desk.days import day_wanted, open_punches, punched, typed_day
from kfterm.desk.overruns import OTHER, incident_words
from kfterm.desk.permits import may
from kfterm.desk.signed_in import over, stale
from kfterm.desk.view import STALE
from kfterm.events.attendance import PunchMadeUp, PunchRecorded
from kfterm.events.floor import (
    CallEnded,
    CallStarted,
    IncidentOpened,
    IncidentSettled,
    SeatReleased,
    SeatTaken,
)
from kfterm.folds.floor import AWAY, ON
from kfterm.periods import day_text
from kfterm.words import Lang, Words
from screens.acts.conduct import new_key
from screens.acts.item_pick import ItemPick
from screens.acts.news import before_seat
from screens.acts.subject import Subject
from screens.modals import PickModal
from screens.widgets.columns import ColumnTable
from screens.widgets.form import Field, FormModal
from screens.widgets.picker import PickItem

if TYPE_CHECKING:
    from screens.floor import FloorScreen


async def take(floor: "FloorScreen") -> None:
    """On seat: the person under the cursor; with nobody there, whoever is picked."""
    staff = floor.staff if floor.staff is not None and _off(floor, floor.staff) else await _somebody(floor)
    if staff is None:
        return
    following = _next_missing(floor, staff)
    if await seat(floor, staff) and following is not None:
        floor.query_one("#agents", ColumnTable).move_to(following)


async def seat(floor: "FloorScreen", staff: str) -> bool:
    """Announcements first, then the seat; a seat from an earlier shift is given up in the same breath. Whether it was logged."""
    name = floor.name_of(staff)
    reads = await before_seat(floor, staff)
    if reads is None:
        return False
    earlier = [SeatReleased(staff=staff)] if _stale(floor, staff) else []
    return floor.say(*earlier, *reads, SeatTaken(staff=staff), done=Words(f"{name} 上席", f"{name} is on seat"))


def _missing(floor: "FloorScreen") -> list[str]:
    """Who is expected and not on seat, in the order of the floor."""
    expected = ("late", "here", "due", STALE)
    agents = floor.view.agents if floor.view else ()
    return [agent.staff for agent in agents if agent.state in expected]


def _next_missing(floor: "FloorScreen", staff: str) -> str | None:
    """The next person below who is expected and not on seat: roll call is one key a person."""
    shown, missing = floor.query_one("#agents", ColumnTable).keys, _missing(floor)
    order = [*shown[shown.index(staff) + 1 :], *shown[: shown.index(staff)]] if staff in shown else []
    return next((each for each in order if each in missing), None)


def _off(floor: "FloorScreen", staff: str) -> bool:
    """Whether somebody can take a seat: is on none, or on one from an earlier shift."""
    seat = floor.app.desk.live.shop.floor.seats.get(staff)
    return seat is None or seat.state not in (ON, AWAY) or _stale(floor, staff)


def _stale(floor: "FloorScreen", staff: str) -> bool:
    judge, now = floor.app.desk.judge(), floor.app.desk.clock.now()
    found = over(judge, staff, now)
    return found is not None and stale(judge, found, now)


def _place(staff: str, missing: list[str]) -> int:
    return missing.index(staff) if staff in missing else len(missing)


async def _somebody(floor: "FloorScreen") -> str | None:
    """Whoever came: those who are expected stand first."""
    missing = _missing(floor)
    people = sorted(floor.app.desk.live.shop.people.staff.values(), key=lambda each: _place(each.staff, missing))
    items = [
        PickItem(each.staff, each.name, each.staff, search=f"{each.name} {each.staff}")
        for each in people
        if each.left_at is None and _off(floor, each.staff)
    ]
    title = Words("谁到了", "who is here").pick(floor.app.lang)
    picked = await floor.app.push_screen_wait(PickModal(title, items))
    return picked.key if picked else None


async def release(floor: "FloorScreen") -> None:
    """Off for the day; warns while buyers of this person wait."""
    staff = floor.staff
    if staff is None:
        return
    waiting = [wait for wait in floor.view.waits if wait.staff == staff and not wait.passed_on] if floor.view else []
    name = floor.name_of(staff)
    sits = floor.app.desk.live.shop.floor.seats.get(staff)
    if sits is None or sits.state not in (ON, AWAY):
        floor.tell(Words(f"{name} 不在席", f"{name} is not on seat"), "warn")
        return
    done = Words(f"{name} 下班", f"{name} is off")
    if waiting:
        count = len(waiting)
        done = Words(
            f"{name} 下班,还有 {count} 位买家在等:先回一句再转接",
            f"{name} is off, {count} buyers still wait: answer, then pass on",
        )
    floor.say(SeatReleased(staff=staff), done=done)


async def call(floor: "FloorScreen") -> None:
    """On the phone, or off it."""
    staff = floor.staff
    if staff is None:
        return
    seat = floor.app.desk.live.shop.floor.seats.get(staff)
    name = floor.name_of(staff)
    if seat is not None and seat.call:
        floor.say(CallEnded(call=seat.call), done=Words(f"{name} 挂了电话", f"{name} is off the phone"))
        return
    lang, now = floor.app.lang, floor.app.desk.clock.now()
    items = [
        PickItem("external", Words("外线", "external").pick(lang), search="外线 external wx"),
        PickItem("internal", Words("内线", "internal").pick(lang), search="内线 internal nx"),
    ]
    picked = await floor.app.push_screen_wait(PickModal(Words(f"电话 · {name}", f"phone · {name}").pick(lang), items))
    if picked:
        line = "external" if picked.key == "external" else "internal"
        event = CallStarted(call=new_key("call.started", staff, now), staff=staff, line=line)  # type: ignore[arg-type]
        floor.say(event, done=Words(f"{name} 在打电话", f"{name} is on the phone"))


async def incident(floor: "FloorScreen") -> None:
    """Open an incident, or settle one that is open. It is of the person under the cursor; with Tab of nobody."""
    lang, now = floor.app.lang, floor.app.desk.clock.now()
    judge = floor.app.desk.judge()
    opened = [each for each in judge.shop.floor.incidents.values() if each.settled_at is None]
    items = [
        PickItem(
            f"!{each.incident}",
            Words(f"办结:{named.zh} {each.what}", f"settle: {named.en} {each.what}").pick(lang),
            floor.name_of(each.staff) if each.staff else "",
            search=f"{named.zh} {named.en} {each.what} 办结 settle",
        )
        for each, named in ((each, incident_words(each.kind)) for each in opened)
    ]
    items += [
        PickItem(kind, kind, Words(f"{minutes} 分钟", f"{minutes} min").pick(lang), search=kind)
        for kind, minutes in incident_types(judge)
    ]
    other = incident_words(OTHER)
    items.append(PickItem(OTHER, other.pick(lang), "", search=f"{other.zh} {other.en}"))
    alone, name = Words("突发", "incident").pick(lang), floor.name_of(floor.staff) if floor.staff is not None else ""
    without = Words(f"Tab 不带 {name}", f"Tab without {name}").pick(lang) if name else ""
    title = " · ".join(filter(None, (alone, name)))
    picked = await floor.app.push_screen_wait(ItemPick(title, items, foot=without, alone=alone if name else ""))
    if picked is None:
        return
    if picked.key.startswith("!"):
        floor.say(IncidentSettled(incident=picked.key[1:]), done=Words("突发已办结", "incident settled"))
        return
    typed = [kind for kind, _ in incident_types(judge)]
    fields = [Field("what", Words("情况", "what").pick(lang), required=True)]
    if picked.key not in typed:
        fields.append(Field("minutes", Words("时限 分钟", "limit, minutes").pick(lang), check=_whole(floor)))
    staff, words = (None if picked.details else floor.staff), incident_words(picked.key)
    title = " · ".join(filter(None, (alone, words.pick(lang), name if staff is not None else "")))
    answers = await floor.app.push_screen_wait(FormModal(title, fields, lang=lang))
    if answers is None:
        return
    minutes = answers.get("minutes", "")
    event = IncidentOpened(
        incident=new_key("incident.opened", picked.key, now),
        incident_type=picked.key,
        what=answers["what"],
        staff=staff,
        limit_minutes=int(minutes) if minutes.isdigit() else None,
    )
    floor.say(event, done=Words(f"突发已开:{words.zh}", f"incident opened: {words.en}"))


def _whole(floor: "FloorScreen") -> Callable[[str], str | None]:
    says = Words("要写整数分钟", "it should be a whole number of minutes").pick(floor.app.lang)
    return lambda text: None if text.isascii() and text.isdigit() and int(text) > 0 else says


async def punch(floor: "FloorScreen") -> None:
    """Punch for somebody whose clock failed, or make up a missed one; the hand that logs it vouches."""
    staff = floor.staff
    if staff is None:
        return
    lang = floor.app.lang
    items = [
        PickItem("in", Words("现在打上班卡", "punch in now").pick(lang), search="上班 in sb"),
        PickItem("out", Words("现在打下班卡", "punch out now").pick(lang), search="下班 out xb"),
        *_made_up_items(lang),
    ]
    title = Words(f"打卡 · {floor.name_of(staff)}", f"punch · {floor.name_of(staff)}").pick(lang)
    picked = await floor.app.push_screen_wait(PickModal(title, items))
    if picked is None:
        return
    way = "in" if picked.key.endswith("in") else "out"
    name = floor.name_of(staff)
    if not picked.key.startswith("?"):
        floor.say(PunchRecorded(staff=staff, way=way), done=Words(f"{name} 打卡", f"{name} punched"))  # type: ignore[arg-type]
        return
    await _make_up(Subject(floor, staff), way)


async def make_up_of(subject: Subject) -> None:
    """Make up a punch of somebody who need not be on the floor."""
    title = Words(f"补卡 · {subject.name}", f"make up a punch · {subject.name}").pick(subject.lang)
    picked = await subject.host.app.push_screen_wait(PickModal(title, _made_up_items(subject.lang)))
    if picked is not None:
        await _make_up(subject, picked.key.removeprefix("?"))


def _made_up_items(lang: Lang) -> list[PickItem]:
    return [
        PickItem("?in", Words("补上班卡", "make up the way in").pick(lang), search="补卡 上班 make up in"),
        PickItem("?out", Words("补下班卡", "make up the way out").pick(lang), search="补卡 下班 make up out"),
    ]


async def _make_up(subject: Subject, way: str) -> None:
    """Which day, the oldest open one to begin with; who proves it is said before."""
    lang, desk, name, staff, today = subject.lang, subject.desk, subject.name, subject.staff, subject.today
    days = [each.day for each in open_punches(desk, staff) if each.way == way]
    which = Words("上班卡", "way in") if way == "in" else Words("下班卡", "way out")

    def check(text: str) -> str | None:
        on = typed_day(text, today)
        if on is None:
            return day_wanted(today).pick(lang)
        if on.toordinal() > today:
            return Words("这一天还没到", "that day is still to come").pick(lang)
        if punched(desk, staff, on.toordinal(), way):
            return Words(f"{on} 已有{which.zh},不用补", f"the {which.en} of {on} is there already").pick(lang)
        return None

    vouched = desk.by if may(desk.judge(), desk.by, "vouch_punch", desk.clock.now()) else None
    by = desk.judge().shop.people.name(desk.by)
    proof = (
        Words(f"{by} 作证", f"{by} vouches") if vouched else Words("还要主管证明", "a supervisor still has to prove it")
    )
    others = " ".join(day_text(day)[5:] for day in days)
    still = Words(f"缺{which.zh}:{others}", f"{which.en} missing: {others}") if days else Words("", "")
    said = [each for each in (proof.pick(lang), still.pick(lang)) if each]
    field = Field(
        "on", Words("日期", "day").pick(lang), day_text(days[0] if days else today), required=True, check=check
    )
    title = Words(f"补{which.zh} · {name}", f"make up the {which.en} · {name}").pick(lang)
    answers = await subject.host.app.push_screen_wait(FormModal(title, [field], lang=lang, foresee=lambda _: said))
    on = typed_day(answers["on"], today) if answers else None
    if on is None:
        return
    made_up = PunchMadeUp(staff=staff, on=on, way=way, vouched_by=vouched)  # type: ignore[arg-type]
    day = on.isoformat()[5:]
    subject.host.say(
        made_up,
        done=Words(f"{name} {day} 补{which.zh},{proof.zh}", f"{name}: {which.en} of {day} made up, {proof.en}"),
    )


async def wait(floor: "FloorScreen") -> None:
    """Enter on a waiting buyer: the cursor goes to the agent who holds the chat."""
    key = floor.query_one("#waits", ColumnTable).cursor
    if key is not None:
        table = floor.query_one("#agents", ColumnTable)
        table.move_to(key.split("/")[-2])
        table.focus()
