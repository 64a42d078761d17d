"""Coming and going: punches, what was missed and made up, packets owed and sent, the weekly publication."""

import random
from collections.abc import Iterator
from decimal import Decimal

from kfterm.events.attendance import AbsenceConfirmed, AttendancePublished, PacketSent, PunchMadeUp, PunchRecorded, Way
from kfterm.intake.demo.fates import Fate
from kfterm.intake.demo.roster import Roster
from kfterm.intake.demo.scene import LATE, SUPERVISOR, Member, Scene, hours, minutes, on
from kfterm.periods import monday
from kfterm.rulebook.attendance_rules import LatenessTier, PacketLedger
from kfterm.rulebook.model import Rulebook

CLOCK = "import:dingtalk"
TONIGHT_LATE, MISSING = 0, 1
"""Places in the list of agents: who came late tonight, who did not come."""
TONIGHT_MINUTES = 8
_PUBLISHED = 10 * 60


def packet(rulebook: Rulebook, size: int) -> Decimal | None:
    """What so many minutes of lateness owe to the colleagues."""
    for _, tier in rulebook.all(LatenessTier):
        if size > tier.over and (tier.up_to is None or size <= tier.up_to):
            return tier.packet
    return None


def punching(scene: Scene, plan: Roster, told: list[Fate]) -> None:
    """Every punch, and what followed from it."""
    late = {(fate.member.staff, day): size for fate in told for day, size, _ in fate.late}
    early = {(fate.member.staff, day): size for fate in told for day, size in fate.early}
    missed = {(fate.member.staff, *each) for fate in told for each in fate.missed}
    absent = {(fate.member.staff, day) for fate in told for day in fate.absent}
    if len(scene.crew) > MISSING:
        late[scene.crew[TONIGHT_LATE].staff, scene.today] = TONIGHT_MINUTES
        absent.add((scene.crew[MISSING].staff, scene.today))
    chance = scene.chance("punches")
    for member, day, shift in _worked(scene, plan):
        key = (member.staff, day)
        if key in absent:
            continue
        came = _moment(chance, late.get(key), 2, 14, scene.start(day, shift))
        went = _moment(chance, -early[key] if key in early else None, -18, -1, scene.end(day, shift))
        ways: tuple[tuple[Way, int], ...] = (("in", came), ("out", went))
        for way, at in ways:
            if (*key, way) not in missed:
                scene.say(at, CLOCK, PunchRecorded(staff=member.staff, way=way))
            elif _vouched(scene, chance):
                _make_up(scene, member.staff, day, way, shift, chance)
    _absences(scene, told)
    if scene.rules.one(PacketLedger):
        _packets(scene, late | early, chance)
        _publications(scene)


def _worked(scene: Scene, plan: Roster) -> Iterator[tuple[Member, int, str]]:
    for member in scene.everybody:
        for day in range(scene.first, scene.today + 1):
            shift = plan.works(member.staff, day)
            if shift is not None and member.employed(day):
                yield member, day, shift


def _moment(chance: random.Random, off: int | None, low: int, high: int, edge: int) -> int:
    """So many minutes after an edge (before it, when negative); the usual span before it when nothing was off."""
    if off is None:
        return edge - minutes(chance.randint(low, high)) + chance.randrange(60) * 1000
    return edge + minutes(off) + chance.randrange(5, 55) * 1000


def _vouched(scene: Scene, chance: random.Random) -> bool:
    """One in ten is still open."""
    return chance.random() < 0.9


def _make_up(scene: Scene, staff: str, day: int, way: Way, shift: str, chance: random.Random) -> None:
    at = scene.moment(day + 1, 9 * 60 + chance.randrange(480), chance)
    if way == "in":
        at = scene.start(day, shift) + minutes(12 + chance.randrange(40))
    boss = scene.who(SUPERVISOR)
    scene.say(at, boss, PunchMadeUp(staff=staff, on=on(day), way=way, vouched_by=boss))


def _absences(scene: Scene, told: list[Fate]) -> None:
    for fate in told:
        for day in fate.absent:
            at = scene.moment(day + 1, 11 * 60)
            reason = scene.regime.absence.note
            event = AbsenceConfirmed(staff=fate.member.staff, on=on(day), days=Decimal(1), reason=reason)
            scene.say(at, scene.who(SUPERVISOR), event)


def _packets(scene: Scene, off: dict[tuple[str, int], int], chance: random.Random) -> None:
    """Most are sent the same night, some only after the publication and then at the multiple, some not at all."""
    ledger = scene.rules.one(PacketLedger)
    assert ledger is not None
    for (staff, day), size in off.items():
        amount, luck = packet(scene.rules, size), chance.random()
        if amount is None or day == scene.today:
            continue
        if luck < 0.75:
            at = scene.end(day, LATE) + minutes(20 + chance.randrange(200))
            scene.say(at, staff, PacketSent(staff=staff, amount=amount))
        elif luck < 0.9:
            at = scene.moment(monday(day) + 7, _PUBLISHED) + hours(1 + chance.randrange(30))
            scene.say(at, staff, PacketSent(staff=staff, amount=amount * ledger[1].multiplier))


def _publications(scene: Scene) -> None:
    """Each Monday the week before."""
    week = monday(scene.first + 6)
    while week <= scene.today:
        at = scene.moment(week, _PUBLISHED)
        scene.say(at, scene.who(SUPERVISOR), AttendancePublished(week_of=on(week - 7)))
        week += 7
