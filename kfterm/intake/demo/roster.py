"""Who was planned when: shifts week by week, rest days, leave and swaps, all asked for in time."""

import random
from decimal import Decimal

from kfterm.events.roster import (
    LeaveDecided,
    LeaveRequested,
    RestDecided,
    RestRequested,
    ShiftAssigned,
    SwapAgreed,
    SwapDecided,
    SwapRequested,
)
from kfterm.intake.demo.deeds import conduct
from kfterm.intake.demo.scene import DAY, LATE, REST, SUPERVISOR, Member, Scene, minutes, on
from kfterm.periods import Month, monday
from kfterm.rulebook.attendance_rules import RestDays

AHEAD = 9
"""Days after today for which the roster stands."""


class Roster:
    """The plan as it came to be: what the punches follow."""

    def __init__(self) -> None:
        self.shifts: dict[tuple[str, int], str] = {}
        self.leave: set[tuple[str, int]] = set()
        self.taken: set[tuple[str, int]] = set()
        """Days that already have a story."""

    def works(self, staff: str, day: int) -> str | None:
        """The shift somebody really works."""
        shift = self.shifts.get((staff, day))
        return None if shift in (None, REST) or (staff, day) in self.leave else shift


def roster(scene: Scene) -> Roster:
    """Plan everybody."""
    plan, last = Roster(), scene.today + AHEAD
    for index, member in enumerate(scene.everybody):
        days = range(max(scene.first, member.from_day), min(last, member.to_day or last) + 1)
        for day in days:
            plan.shifts[member.staff, day] = _usual(scene, member, index, day)
    _rests(scene, plan)
    _cover(scene, plan)
    _publish(scene, plan)
    _leaves(scene, plan)
    _swaps(scene, plan)
    return plan


def _usual(scene: Scene, member: Member, index: int, day: int) -> str:
    """A quarter of the agents has days for a fortnight; tonight all hands are on the late shift."""
    if "agent" not in member.roles:
        return LATE if member.staff == scene.office[0].staff else DAY
    fortnight = monday(day) // 14
    return DAY if (index + fortnight) % 4 == 0 and day != scene.today and scene.size > 4 else LATE


def _rests(scene: Scene, plan: Roster) -> None:
    """Days off: so many a month on request where the rulebook says so, else one a week by the roster."""
    found, chance = scene.rules.one(RestDays), scene.chance("rest")
    for index, member in enumerate(scene.everybody):
        if found is None:
            offset = index if "agent" in member.roles else 2 * index
            for day in range(scene.first, scene.today + AHEAD + 1):
                key = (member.staff, day)
                if key in plan.shifts and (day + offset) % 7 == 0 and abs(day - scene.today) > 1:
                    plan.shifts[key] = REST
            continue
        for month in scene.months:
            wanted = found[1].days - (chance.random() < 0.3)
            for day in _rest_days(scene, plan, member, index, month, wanted, chance):
                plan.shifts[member.staff, day] = REST
                _ask_rest(scene, member.staff, day, found[1].lead_days, chance)


def _rest_days(
    scene: Scene, plan: Roster, member: Member, index: int, month: Month, wanted: int, chance: random.Random
) -> list[int]:
    office = len(scene.office)
    days = [
        day
        for day in range(month.first, month.last + 1)
        if (member.staff, day) in plan.shifts
        and abs(day - scene.today) > 2
        and day >= member.from_day + 10
        and ("agent" in member.roles or day % office == index)
    ]
    return sorted(chance.sample(days, min(wanted, len(days))))


def _ask_rest(scene: Scene, staff: str, day: int, lead_days: int, chance: random.Random) -> None:
    asked = scene.moment(day - lead_days - 1 - chance.randrange(4), 10 * 60 + chance.randrange(600), chance)
    key = f"rest-{staff}-{on(day):%m%d}"
    scene.say(asked, staff, RestRequested(rest=key, staff=staff, on=on(day)))
    decided = asked + minutes(5 + chance.randrange(90))
    scene.say(decided, scene.who(SUPERVISOR), RestDecided(rest=key, approved=True))


def _cover(scene: Scene, plan: Roster) -> None:
    """The deputy stands in where the lead of the evening has a day off (R8-4.3.1)."""
    lead, deputy = scene.office[0].staff, scene.office[2].staff
    for (staff, day), shift in list(plan.shifts.items()):
        if staff == lead and shift == REST:
            plan.shifts[deputy, day] = LATE


def _publish(scene: Scene, plan: Roster) -> None:
    """Every week's roster stands on the Saturday before."""
    for (staff, day), shift in sorted(plan.shifts.items(), key=lambda each: (each[0][1], each[0][0])):
        at = scene.moment(monday(day) - 2, 15 * 60)
        scene.say(at, scene.who(SUPERVISOR), ShiftAssigned(staff=staff, on=on(day), shift=shift))


def _free(plan: Roster, staff: str, day: int) -> bool:
    return plan.works(staff, day) is not None and (staff, day) not in plan.taken


def _leaves(scene: Scene, plan: Roster) -> None:
    chance = scene.chance("leave")
    for month in scene.months:
        for member in chance.sample(scene.crew, max(1, scene.size // 5)):
            days = 1 + (chance.random() < 0.3)
            day = month.first + 6 + chance.randrange(month.days - 9)
            span = range(day, day + days)
            if all(_free(plan, member.staff, each) and abs(each - scene.today) > 1 for each in span):
                _leave(scene, plan, member.staff, day, days, chance)


def _leave(scene: Scene, plan: Roster, staff: str, day: int, days: int, chance: random.Random) -> None:
    words = conduct().requests
    sick, refused = chance.random() < 0.25, chance.random() < 0.12
    asked = scene.moment(day, 7 * 60, chance) if sick else scene.moment(day - 2 - chance.randrange(4), 12 * 60, chance)
    key = f"leave-{staff}-{on(day):%m%d}"
    request = LeaveRequested(
        leave=key,
        staff=staff,
        from_on=on(day),
        to_on=on(day + days - 1),
        days=Decimal(days),
        leave_kind="sick" if sick else "personal",
        urgent=sick,
        reason=words.sick if sick else chance.choice(words.leave),
    )
    scene.say(asked, staff, request)
    approved = sick or not refused
    answer = LeaveDecided(leave=key, approved=approved, reason="" if approved else words.refused)
    scene.say(asked + minutes(20 + chance.randrange(60)), scene.who(SUPERVISOR), answer)
    plan.taken |= {(staff, each) for each in range(day, day + days)}
    if approved:
        plan.leave |= {(staff, each) for each in range(day, day + days)}


def _swaps(scene: Scene, plan: Roster) -> None:
    """Somebody of the day and somebody of the evening change places for a day."""
    chance, decider = scene.chance("swap"), scene.who(SUPERVISOR)
    for month in scene.months:
        day = month.first + 8 + chance.randrange(month.days - 10)
        days = [m.staff for m in scene.crew if plan.works(m.staff, day) == DAY and _free(plan, m.staff, day)]
        late = [m.staff for m in scene.crew if plan.works(m.staff, day) == LATE and _free(plan, m.staff, day)]
        if not days or not late or day - scene.today in (0, 1):
            continue
        one, other, key = chance.choice(days), chance.choice(late), f"swap-{on(day):%m%d}"
        at = scene.moment(day - 2, 11 * 60 + chance.randrange(300), chance)
        reason = chance.choice(conduct().requests.swap)
        scene.say(at, one, SwapRequested(swap=key, staff=one, with_staff=other, on=on(day), reason=reason))
        scene.say(at + minutes(25), other, SwapAgreed(swap=key, staff=other))
        scene.say(at + minutes(70), decider, SwapDecided(swap=key, approved=True))
        if at + minutes(70) <= scene.now:
            plan.shifts[one, day], plan.shifts[other, day] = LATE, DAY
        plan.taken |= {(one, day), (other, day)}
