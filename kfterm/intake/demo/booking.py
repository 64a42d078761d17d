"""The handover book of three months: items that came and went, every evening's cut, incidents, announcements."""

import random
from typing import NamedTuple

from kfterm.events.floor import IncidentOpened, IncidentSettled
from kfterm.events.handover import (
    AnnouncementPosted,
    AnnouncementRead,
    HandoverCut,
    HandoverItemRead,
    HandoverSigned,
    ItemOpened,
    ItemSettled,
    ItemUpdated,
)
from kfterm.intake.demo import texts
from kfterm.intake.demo.conducting import Conducting, buyer, order_number
from kfterm.intake.demo.scene import DAY, LATE, SUPERVISOR, Scene, hours, minutes, on
from kfterm.intake.demo.texts import ItemText

CUT = 16 * 60 + 58
_NOTHING = "H26"


class Life(NamedTuple):
    """An item from its opening to its end (None: still open)."""

    item: str
    opened_at: int
    settled_at: int | None


def fill(text: str | None, order: str, chance: random.Random) -> str | None:
    """A text of the book with its blanks filled in."""
    if text is None:
        return None
    return text.format(order=order[-4:], n=chance.randint(3, 24), buyer=buyer(chance))


def opened(scene: Scene, key: str, item: ItemText, owner: str, due_at: int, chance: random.Random) -> ItemOpened:
    """An item as a lead writes it down."""
    order = order_number(chance)
    return ItemOpened(
        item=key,
        item_kind=item.kind,
        what=fill(item.what, order, chance) or "",
        owner=owner,
        due_at=scene.when(due_at),
        severity=item.severity,
        store=chance.choice(texts.shop().stores),
        order=order if "{order}" in item.what else None,
        next_action=fill(item.next_action, order, chance),
        if_then=fill(item.if_then, order, chance),
    )


def booking(scene: Scene, tell: Conducting) -> None:
    """The whole book."""
    lives = [*_tonight(scene), *_items(scene, tell)]
    _handovers(scene, tell, lives)
    _incidents(scene, tell)
    _announcements(scene)


def _day_lead(scene: Scene, tell: Conducting, day: int) -> str:
    found = [m.staff for m in scene.office if tell.plan.works(m.staff, day) == DAY]
    return next((staff for staff in found if staff == scene.office[1].staff), found[0])


def _items(scene: Scene, tell: Conducting) -> list[Life]:
    """Two to five a day, settled within two days and in any case before tonight."""
    chance, lives = scene.chance("items"), []
    pool = [item for item in texts.book().item if item.kind != _NOTHING]
    for day in range(scene.first, scene.today):
        working = [m.staff for m in scene.agents if tell.plan.works(m.staff, day)]
        for number in range(chance.randint(2, 5)):
            item, key = chance.choice(pool), f"i-{on(day):%m%d}-{number + 1}"
            at = scene.moment(day, 9 * 60 + chance.randrange(900), chance)
            latest = scene.start(scene.today, DAY) + at % hours(2)
            settled = min(at + hours(1) + round(hours(46) * chance.random() ** 2), latest)
            owner = chance.choice(working) if working else tell.lead(day)
            by = tell.lead(day) if at > scene.start(day, LATE) else _day_lead(scene, tell, day)
            scene.say(at, by, opened(scene, key, item, owner, at + hours(chance.randint(6, 60)), chance))
            if chance.random() < 0.3:
                scene.say((at + settled) // 2, owner, ItemUpdated(item=key, note="已联系,等回复"))
            scene.say(settled, owner, ItemSettled(item=key, outcome=item.outcome))
            lives.append(Life(key, at, settled))
    return lives


def _tonight(scene: Scene) -> list[Life]:
    """What is open when the curtain rises."""
    chance, lives = scene.chance("open items"), []
    for number, item in enumerate(texts.book().tonight, 1):
        at, key = scene.now - hours(item.opened_hours), f"i-open-{number}"
        owner = scene.crew[(number + 4) % len(scene.crew)]
        event = ItemOpened(
            item=key,
            item_kind=item.kind,
            what=item.what,
            owner=owner.staff,
            due_at=scene.when(scene.now + hours(item.due_hours)),
            severity=item.severity,
            store=owner.store,
            order=item.order,
            buyer=buyer(chance),
            next_action=item.next_action,
            if_then=item.if_then,
        )
        by = scene.office[0 if at > scene.start(scene.today, LATE) else 1].staff
        scene.say(at, by, event)
        lives.append(Life(key, at, None))
    return lives


def _handovers(scene: Scene, tell: Conducting, lives: list[Life]) -> None:
    """Each evening the day's lead hands over: cut, every open item read back, both signatures."""
    chance, words = scene.chance("handover"), texts.book().readings.list
    for day in range(scene.first, scene.today + 1):
        cut, key = scene.moment(day, CUT, chance), f"h-{on(day):%Y%m%d}-day"
        out, into = _day_lead(scene, tell, day), tell.lead(day)
        scene.say(cut, out, HandoverCut(handover=key, on=on(day), shift=DAY))
        at = cut + minutes(1)
        for life in lives:
            if life.opened_at > cut or (life.settled_at or at) < cut:
                continue
            at += 12_000 + chance.randrange(20_000)
            if chance.random() < 0.04:
                returned = HandoverItemRead(handover=key, item=life.item, accepted=False, reason="没写单号,补上再接")
                scene.say(at, into, returned)
                at += 45_000
            read = HandoverItemRead(handover=key, item=life.item, accepted=True, read_back=chance.choice(words))
            scene.say(at, into, read)
        scene.say(at + 40_000, into, HandoverSigned(handover=key, side="in", staff=into))
        scene.say(at + 75_000, out, HandoverSigned(handover=key, side="out", staff=out))


def _incidents(scene: Scene, tell: Conducting) -> None:
    """About one in a week, in time; and the one of tonight, which has three minutes left."""
    chance, kinds = scene.chance("incidents"), texts.shop().incident
    for day in range(scene.first + 2, scene.today, 6):
        kind = chance.choice(kinds)
        staff = [m.staff for m in scene.agents if tell.plan.works(m.staff, day) == LATE]
        if not staff:
            continue
        at, key = scene.start(day, LATE) + minutes(chance.randrange(30, 380)), f"e-{on(day):%m%d}"
        event = IncidentOpened(
            incident=key,
            incident_type=kind.kind,
            what=chance.choice(kind.what),
            staff=chance.choice(staff),
            limit_minutes=kind.minutes,
        )
        scene.say(at, tell.lead(day), event)
        until = at + minutes(chance.uniform(0.2, 0.95) * kind.minutes)
        scene.say(until, tell.lead(day), IncidentSettled(incident=key, outcome="已处理"))
    kind = kinds[1]
    event = IncidentOpened(
        incident="e-tonight",
        incident_type=kind.kind,
        what=kind.what[0],
        staff=scene.crew[min(6, len(scene.crew) - 1)].staff,
        limit_minutes=kind.minutes,
    )
    scene.say(scene.now - minutes(kind.minutes - 3), scene.office[0].staff, event)


def _announcements(scene: Scene) -> None:
    """Everybody has read the old ones, tonight's first one too; the newest hardly anybody."""
    chance, words, boss = scene.chance("announcements"), texts.book().announcements, scene.who(SUPERVISOR)
    posted = [(scene.first + 20 * n + 3, text) for n, text in enumerate(words.past)]
    moments = [(scene.moment(day, 11 * 60), text) for day, text in posted if day < scene.today - 2]
    moments.append((scene.start(scene.today, LATE) - minutes(50), words.tonight_read))
    for number, (at, text) in enumerate(moments, 1):
        key = f"n-{number}"
        scene.say(at, boss, AnnouncementPosted(announcement=key, what=text))
        for member in [*scene.office, *scene.crew]:
            if member.employed(scene.calendar.day(at)):
                read = at + minutes(10 + chance.randrange(35))
                scene.say(read, member.staff, AnnouncementRead(announcement=key, staff=member.staff))
    at, key = scene.now - minutes(11), f"n-{len(moments) + 1}"
    scene.say(at, boss, AnnouncementPosted(announcement=key, what=words.tonight))
    for member in scene.crew[4:8]:
        read = at + minutes(1 + chance.randrange(9))
        scene.say(read, member.staff, AnnouncementRead(announcement=key, staff=member.staff))
