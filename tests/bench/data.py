"""Believable logs of any size, written straight through `Log.append` with a chain that holds.

Thirty people in two shifts, under r8 unless said otherwise: rosters, two punches a rostered shift, seats, calls, orders, leave, violations,
handover items, months closed as they pass, and chats for the rest. The same numbers always give the same bytes.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import regimes

from kfterm.clock import FixedClock
from kfterm.desk.found import found_store
from kfterm.events.attendance import PunchRecorded
from kfterm.events.base import Event, kind_of
from kfterm.events.conduct import ViolationLogged
from kfterm.events.floor import CallEnded, CallStarted, SeatLeft, SeatReleased, SeatReturned, SeatTaken
from kfterm.events.handover import ItemOpened, ItemSettled
from kfterm.events.orders import OrderPaid, OrderPlaced
from kfterm.events.people import AccountAssigned, StaffJoined
from kfterm.events.registry import encode
from kfterm.events.roster import LeaveDecided, LeaveRequested, ShiftAssigned
from kfterm.events.rules import MonthClosed, SettingChanged
from kfterm.log import Draft, open_log
from kfterm.periods import HOUR, MINUTE, Calendar, Month, before, month
from kfterm.rulebook.load import files_of

ZONE = "Asia/Shanghai"
LAST_MONTH = "2026-10"
FEED = "feed:bench"
_BATCH = 20_000
_NAMES = [
    "王芳",
    "李娜",
    "张敏",
    "刘洋",
    "陈静",
    "杨雪",
    "赵磊",
    "黄蕾",
    "周婷",
    "吴倩",
    "徐丽",
    "孙悦",
    "胡燕",
    "朱琳",
    "高晗",
    "林欣",
    "何洁",
    "郭佳",
    "马超",
    "罗兰",
]
_BUYERS = "tb_{:07d}"

Said = tuple[int, str, str, bytes]
"""at, kind, by and body: a draft that has no id yet."""


class Size(NamedTuple):
    """How much there is to be."""

    events: int
    months: int = 36
    agents: int = 30
    rulebook: str = "r8-red-packet"


def names(agents: int) -> dict[str, str]:
    """Staff id to name."""
    return {f"kf{n:02d}": _NAMES[n % len(_NAMES)] + ("" if n < len(_NAMES) else str(n)) for n in range(agents)}


def say(event: Event, at: int, by: str = "kf00") -> Said:
    """An event as it is written."""
    return at, kind_of(event), by, encode(event)


def months_of(size: Size) -> list[Month]:
    """The months of a log, oldest first."""
    return [month(before(LAST_MONTH, back)) for back in range(size.months - 1, -1, -1)]


def now_of(size: Size) -> int:
    """A moment just after the newest fact of a log."""
    return Calendar(ZONE).moment(months_of(size)[-1].last, 22 * 60)


def found(path: Path, size: Size, at: int) -> None:
    """An empty log: a shop with its rulebook and its people, and nothing that happened."""
    first = date.fromordinal(months_of(size)[0].first)
    found_store(
        path,
        FixedClock(at),
        files_of(size.rulebook),
        store="亿果旗舰店",
        zone=ZONE,
        settings=regimes.settings(size.rulebook),
        from_on=first,
    )
    joined = Calendar(ZONE).moment(first.toordinal())
    people = [
        say(StaffJoined(staff=staff, name=name, roles=("agent",)), joined) for staff, name in names(size.agents).items()
    ]
    people.append(say(StaffJoined(staff="zz", name="苏婉", roles=("lead",)), joined))
    people += [say(AccountAssigned(account=f"亿果:{staff}", staff=staff), joined) for staff in names(size.agents)]
    append(path, people)


def build(path: Path, size: Size) -> Path:
    """A log of about so many events. All months but the newest are closed."""
    whole = months_of(size)
    found(path, size, now_of(size))
    fixed = sum(1 for this in whole for _ in _month_frame(this, size))
    days = sum(this.days for this in whole) - 1
    chats = max(1, (size.events - fixed - size.agents * 2 - days * _by_day(size)) // days)
    append(path, (said for this in whole for said in _month(this, size, chats)))
    return path


def append(path: Path, said: Iterable[Said]) -> None:
    """Write in big batches, ids in the order of writing."""
    with open_log(path) as log:
        number = log.head().seq
        batch: list[Draft] = []
        for at, kind, by, body in said:
            number += 1
            batch.append(Draft(f"{number:020x}", kind, 1, at, by, body))
            if len(batch) == _BATCH:
                log.append(batch, recorded=at)
                batch = []
        if batch:
            log.append(batch, recorded=batch[-1].at)


def _on_shift(staff: int, day: int, rulebook: str) -> tuple[str, int, int] | None:
    """Five days of seven, one week early and one week late."""
    return None if (day + staff) % 7 < 2 else regimes.shifts(rulebook)[(staff + day // 7) % 2]


def _by_day(size: Size) -> int:
    """Events a day that are neither chats nor the frame: seats, calls, orders of whoever works."""
    return 0 if size.events // size.months < 10_000 else size.agents * 5 // 7 * 10


def _month_frame(this: Month, size: Size) -> Iterator[Said]:
    """Roster, punches, leave, violations, items, and the closing of the month before: the same at every size."""
    moment = Calendar(ZONE).moment
    chance = random.Random(this.label)
    staff_of = list(names(size.agents))
    for number, staff in enumerate(staff_of):
        for day in range(this.first, this.last + 1):
            shift = _on_shift(number, day, size.rulebook)
            if shift is None:
                continue
            yield say(ShiftAssigned(staff=staff, on=date.fromordinal(day), shift=shift[0]), moment(this.first))
            late = chance.choice((-8, -5, -3, -2, 0, 0, 1)) if chance.random() < 0.97 else chance.randint(5, 25)
            yield say(PunchRecorded(staff=staff, way="in"), moment(day, shift[1] + late), FEED)
            if not (day == this.last and this.label == LAST_MONTH):
                yield say(PunchRecorded(staff=staff, way="out"), moment(day, shift[2] + chance.randint(0, 9)), FEED)
        for event in regimes.imported(size.rulebook, staff, this.label, number):
            yield say(event, moment(this.last, 1200))
        if number % 6 == 0:
            on = date.fromordinal(this.first + 9 + number % 11)
            key = f"l-{staff}-{this.label}"
            asked = moment(this.first + 2, 600)
            leave = LeaveRequested(leave=key, staff=staff, from_on=on, to_on=on, days=Decimal(1), leave_kind="personal")
            yield say(leave, asked, staff)
            yield say(LeaveDecided(leave=key, approved=True), asked + HOUR)
    for number in range(40):
        day = this.first + number % (this.days - 1)
        staff = staff_of[chance.randrange(size.agents)]
        key = f"v-{this.label}-{number}"
        yield say(
            ViolationLogged(violation=key, staff=staff, clause=chance.choice(regimes.clauses(size.rulebook))),
            moment(day, 660 + number),
            "zz",
        )
        item = ItemOpened(item=f"i-{this.label}-{number}", item_kind="H01", what="退款承诺今晚回复买家", owner=staff)
        yield say(item, moment(day, 700 + number))
        if number < 38 or this.label != LAST_MONTH:
            settled = ItemSettled(item=item.item, outcome="已办结,买家满意")
            yield say(settled, moment(day, 1000 + number))
    closed = before(this.label)
    if this != months_of(size)[0]:
        yield say(MonthClosed(month=closed, digest=f"{this.first:064x}"), moment(this.first + 2, 720), "zz")


def _month(this: Month, size: Size, chats: int) -> Iterator[Said]:
    """Everything of a month in the order of time."""
    frame = sorted(_month_frame(this, size), key=lambda said: said[0])
    moment = Calendar(ZONE).moment
    place = 0
    for day in range(this.first, this.last + 1):
        happened = list(_day(day, size, chats, half=day == this.last and this.label == LAST_MONTH))
        end = moment(day + 1) if day < this.last else frame[-1][0] + 1
        while place < len(frame) and frame[place][0] < end:
            happened.append(frame[place])
            place += 1
        happened.sort(key=lambda said: said[0])
        yield from happened


def _day(day: int, size: Size, chats: int, half: bool) -> Iterator[Said]:
    """Seats, calls, orders and chats of one day; half a day ends in the middle of the late shift."""
    moment = Calendar(ZONE).moment
    chance = random.Random(day)
    midnight = moment(day)
    working = [(f"kf{n:02d}", shift) for n in range(size.agents) if (shift := _on_shift(n, day, size.rulebook))]
    until = 21 * HOUR + 30 * MINUTE if half else 48 * HOUR
    if _by_day(size):
        for number, (staff, (_, start, end)) in enumerate(working):
            for at, event in _at_work(staff, f"{day}-{number}", start * MINUTE, end * MINUTE, chance):
                if at < until:
                    yield say(event, midnight + at, FEED)
    for said in _chats(day, chats, working, chance):
        if said[0] < until:
            yield midnight + said[0], said[1], FEED, said[2]


def _at_work(staff: str, key: str, start: int, end: int, chance: random.Random) -> Iterator[tuple[int, Event]]:
    """One person's shift without the chats: ten events."""
    meal = start + chance.randint(180, 260) * MINUTE
    call, order = start + chance.randint(30, 400) * MINUTE, start + chance.randint(30, 400) * MINUTE
    yield start, SeatTaken(staff=staff, seat=staff[2:])
    yield meal, SeatLeft(staff=staff, reason="meal", told=True, minutes=30)
    yield meal + 28 * MINUTE, SeatReturned(staff=staff)
    yield end - 2 * HOUR, SeatLeft(staff=staff, reason="toilet")
    yield end - 2 * HOUR + 5 * MINUTE, SeatReturned(staff=staff)
    yield call, CallStarted(call=f"c{key}", staff=staff, line="external")
    yield call + 4 * MINUTE, CallEnded(call=f"c{key}")
    yield order, OrderPlaced(order=f"o{key}", staff=staff, store="亿果旗舰店")
    yield order + 9 * MINUTE, OrderPaid(order=f"o{key}")
    yield end, SeatReleased(staff=staff)


def _chats(
    day: int, count: int, working: list[tuple[str, tuple[str, int, int]]], chance: random.Random
) -> Iterator[tuple[int, str, bytes]]:
    """So many chat events of a day: a chat is asked, answered (by a machine first, now and then) and closed."""
    number = made = 0
    rand = chance.random
    while made < count:
        staff, (_, start, end) = working[int(rand() * len(working))]
        at = int((start + rand() * (end - start - 20)) * MINUTE)
        chat = f"{day}-{number:06d}"
        number += 1
        ask = (
            f'{{"kind":"chat.waiting","chat":"{chat}","account":"亿果:{staff}","store":"亿果旗舰店",'
            f'"buyer":"{_BUYERS.format(int(rand() * 9_000_000))}"}}'
        ).encode()
        more = f'{{"kind":"chat.waiting","chat":"{chat}","account":"亿果:{staff}"}}'.encode()
        answer = f'{{"kind":"chat.answered","chat":"{chat}","staff":"{staff}"}}'.encode()
        yield at, "chat.waiting", ask
        made += 1
        if number % 4 == 0:
            yield at + 900, "chat.answered", f'{{"kind":"chat.answered","chat":"{chat}","auto":true}}'.encode()
            made += 1
        for _ in range(1 + int(rand() * 3)):
            at += 5_000 + int(rand() * 60_000)
            yield at, "chat.answered", answer
            at += 8_000 + int(rand() * 90_000)
            yield at, "chat.waiting", more
            made += 2
        at += 4_000 + int(rand() * 40_000)
        yield at, "chat.answered", answer
        at += 60_000
        yield at, "chat.closed", f'{{"kind":"chat.closed","chat":"{chat}"}}'.encode()
        made += 2


def floor(path: Path, now: int, agents: int = 60, waiting: int = 200) -> Path:
    """A shop in the middle of a shift at a moment: everybody on seat, so many buyers waiting."""
    calendar = Calendar(ZONE)
    today = calendar.day(now)
    first = date.fromordinal(today).replace(day=1) - timedelta(days=40)
    found_store(path, FixedClock(now), files_of("r8-red-packet"), store="亿果旗舰店", zone=ZONE, from_on=first)
    start, joined = now - 3 * HOUR, calendar.moment(first.toordinal())
    hours = f"{calendar.clock(start)}-{calendar.clock(now + 5 * HOUR)}"
    day = calendar.day(start)
    said = [say(SettingChanged(key="shift.day", value=hours), joined)]
    said.append(say(SettingChanged(key="chat.window", value="00:00-24:00"), joined))
    for number, (staff, name) in enumerate(names(agents).items()):
        said.append(say(StaffJoined(staff=staff, name=name, roles=("agent",)), joined))
        said.append(say(AccountAssigned(account=f"亿果:{staff}", staff=staff), joined))
        said.append(say(ShiftAssigned(staff=staff, on=date.fromordinal(day), shift="day"), joined))
        came = start + (number % 9 - 6) * MINUTE
        said.append(say(PunchRecorded(staff=staff, way="in"), came, FEED))
        said.append(say(SeatTaken(staff=staff, seat=f"{number:02d}"), max(came, start), FEED))
        if number % 8 == 7:
            said.append(say(SeatLeft(staff=staff, reason="meal", told=True, minutes=30), now - number * MINUTE, FEED))
    said.append(say(StaffJoined(staff="zz", name="苏婉", roles=("lead",)), joined))
    staff_of = list(names(agents))
    for number in range(waiting):
        body = (
            f'{{"kind":"chat.waiting","chat":"w{number:04d}","account":"亿果:{staff_of[number % agents]}",'
            f'"store":"亿果旗舰店","buyer":"{_BUYERS.format(number * 7919)}"}}'
        ).encode()
        said.append((now - (5 + number * 2) * 1000, "chat.waiting", FEED, body))
    for number in range(12):
        item = ItemOpened(item=f"i{number}", item_kind="H01", what="退款承诺今晚回复", owner=staff_of[number])
        said.append(say(item, now - number * 11 * MINUTE))
    append(path, sorted(said, key=lambda each: each[0]))
    return path
