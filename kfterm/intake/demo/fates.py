"""What is going to happen to each person in each month, drawn before it is told: who is late when, who slips how."""

import random
from collections.abc import Iterator

import msgspec

from kfterm.intake.demo.deeds import Deed, Lateness, Profile, conduct
from kfterm.intake.demo.roster import Roster
from kfterm.intake.demo.scene import Member, Scene
from kfterm.periods import Month


class Fate(msgspec.Struct):
    """One person's month with its days."""

    member: Member
    month: Month
    profile: Profile
    late: list[tuple[int, int, Lateness]] = []
    """(day, minutes, of which span)."""
    early: list[tuple[int, int]] = []
    missed: list[tuple[int, str]] = []
    absent: list[int] = []
    deeds: list[tuple[int, Deed]] = []
    merits: list[tuple[int, Deed]] = []
    complaint: int | None = None


def fates(scene: Scene, plan: Roster) -> list[Fate]:
    """Everybody's months."""
    chance, deck = scene.chance("fates"), _deck(scene)
    found = []
    for month in scene.months:
        members = [m for m in scene.agents if m.from_day <= month.last and (m.to_day or month.last) >= month.first]
        order = chance.sample(members, len(members))
        for place, member in enumerate(order):
            profiles = scene.regime.profile
            late = place >= len(profiles)
            drawn = chance.choices(profiles, [each.share for each in profiles])[0] if late else profiles[place]
            found.append(_fate(scene, plan, member, month, drawn, chance, deck))
    found.sort(key=lambda fate: (fate.month.first, fate.member.staff))
    return found


def _deck(scene: Scene) -> Iterator[Lateness]:
    """Spans of lateness: one of each first, then as often as they are, over and over."""
    chance, spans = scene.chance("lateness"), conduct().lateness
    yield from chance.sample(spans, len(spans))
    while True:
        cards = [span for span in spans for _ in range(span.share)]
        yield from chance.sample(cards, len(cards))


def _fate(
    scene: Scene,
    plan: Roster,
    member: Member,
    month: Month,
    profile: Profile,
    chance: random.Random,
    deck: Iterator[Lateness],
) -> Fate:
    regime = scene.regime
    days = _days(scene, plan, member, month)
    chance.shuffle(days)
    fate = Fate(member, month, profile)
    for _ in range(min(profile.late, len(days))):
        span = next(deck)
        fate.late.append((days.pop(), chance.randint(span.from_minutes, span.to_minutes), span))
    fate.early = [(days.pop(), chance.randint(2, 18)) for _ in range(min(profile.early, len(days)))]
    ways = ["out", "in", "out", "out"]
    fate.missed = [(days.pop(), ways[n % len(ways)]) for n in range(min(profile.missed, len(days)))]
    fate.absent = [days.pop() for _ in range(min(profile.absent, len(days)))]
    wrong = chance.sample(regime.light, profile.light) + chance.sample(regime.medium, profile.medium)
    fate.deeds = [(days.pop(), deed) for deed in wrong if days]
    fate.merits = [(days.pop(), chance.choice(regime.merit)) for _ in range(min(profile.merits, len(days)))]
    if profile.complaint and days:
        fate.complaint = days.pop()
    return fate


def _days(scene: Scene, plan: Roster, member: Member, month: Month) -> list[int]:
    """Days without a story of their own on which the person works; of the present month, those that are over."""
    return [
        day
        for day in range(month.first, min(month.last, scene.today - 1) + 1)
        if plan.works(member.staff, day) and (member.staff, day) not in plan.taken
    ]
