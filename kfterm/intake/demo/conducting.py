"""Conduct told: entries with their acknowledgement, appeals, mistakes taken back, merits, complaints and judgements."""

import random

from kfterm.events.conduct import (
    AppealDecided,
    AppealFiled,
    ComplaintJudged,
    ComplaintReceived,
    EntryWithdrawn,
    MeritLogged,
    ViolationAcknowledged,
    ViolationLogged,
)
from kfterm.events.floor import IncidentOpened, IncidentSettled
from kfterm.intake.demo import texts
from kfterm.intake.demo.deeds import Deed, conduct
from kfterm.intake.demo.fates import Fate
from kfterm.intake.demo.roster import Roster
from kfterm.intake.demo.scene import LATE, SUPERVISOR, TRAINER, Scene, hours, minutes, on
from kfterm.rulebook.floor_rules import IncidentOverrun


class Conducting:
    """Tells the conduct of everybody."""

    def __init__(self, scene: Scene, plan: Roster) -> None:
        self.scene, self.plan = scene, plan
        self.chance = scene.chance("conduct")
        self.count = 0

    def tell(self, told: list[Fate]) -> None:
        """Every month of everybody."""
        for fate in told:
            for day, deed in fate.deeds:
                self._deed(fate.member.staff, day, deed)
            for day, deed in fate.merits:
                self._merit(fate.member.staff, day, deed)
            if self.scene.regime.late is not None:
                self._lates(fate, self.scene.regime.late)
            if fate.complaint is not None:
                self._complaint(fate, fate.complaint)
        self._mistakes()

    def lead(self, day: int) -> str:
        """Who led the evening of a day."""
        late = [m.staff for m in self.scene.office if self.plan.works(m.staff, day) == LATE]
        return late[0] if late else self.scene.who(SUPERVISOR)

    def _key(self, what: str, day: int) -> str:
        self.count += 1
        return f"{what}-{on(day):%m%d}-{self.count}"

    def _during(self, staff: str, day: int) -> int:
        """Some moment of somebody's shift."""
        start = self.scene.start(day, self.plan.works(staff, day) or LATE)
        return start + minutes(30 + self.chance.randrange(380)) + self.chance.randrange(60) * 1000

    def _log(self, staff: str, day: int, deed: Deed, at: int) -> str:
        key = self._key("v", day)
        event = ViolationLogged(
            violation=key,
            staff=staff,
            clause=deed.clause,
            on=on(day),
            points=deed.points,
            amount=deed.amount,
            note=deed.note,
        )
        self.scene.say(at, self.lead(day), event)
        return key

    def _deed(self, staff: str, day: int, deed: Deed) -> None:
        at = self._during(staff, day)
        found = [rule for each, rule in self.scene.rules.all(IncidentOverrun) if each.id == deed.clause]
        if found:
            at = self._overrun(staff, day, found[0], at)
        key = self._log(staff, day, deed, at)
        self._after(staff, key, at)

    def _after(self, staff: str, key: str, at: int) -> None:
        scene, chance, words = self.scene, self.chance, conduct().appeals
        seen = at + minutes(20 + chance.randrange(1500))
        if chance.random() < 0.9:
            scene.say(seen, staff, ViolationAcknowledged(violation=key, staff=staff))
        if chance.random() < 0.18:
            filed = seen + hours(1 + chance.randrange(20))
            appeal = AppealFiled(appeal=f"a-{key}", violation=key, staff=staff, reason=chance.choice(words.reasons))
            scene.say(filed, staff, appeal)
            answer = AppealDecided(appeal=f"a-{key}", upheld=False, reason=chance.choice(words.rejected))
            scene.say(filed + hours(4 + chance.randrange(40)), scene.who(SUPERVISOR), answer)

    def _overrun(self, staff: str, day: int, rule: IncidentOverrun, at: int) -> int:
        """The incident that was not settled in time; when the entry could be made."""
        kind = self.chance.choice(texts.shop().incident)
        over = self.chance.randint(rule.from_minutes, rule.to_minutes or rule.from_minutes + 9)
        key, until = self._key("e", day), at + minutes(kind.minutes + over) + 20_000
        event = IncidentOpened(
            incident=key,
            incident_type=kind.kind,
            what=self.chance.choice(kind.what),
            staff=staff,
            limit_minutes=kind.minutes,
        )
        self.scene.say(at, self.lead(day), event)
        self.scene.say(until, self.lead(day), IncidentSettled(incident=key, outcome="已处理"))
        return until + minutes(4)

    def _lates(self, fate: Fate, booked: Deed) -> None:
        for day, size, span in fate.late:
            shift = self.plan.works(fate.member.staff, day) or LATE
            at = self.scene.start(day, shift) + minutes(size + 3)
            deed = Deed(booked.clause, booked.note, span.points)
            self._after(fate.member.staff, self._log(fate.member.staff, day, deed, at), at)

    def _merit(self, staff: str, day: int, deed: Deed) -> None:
        event = MeritLogged(merit=self._key("m", day), staff=staff, clause=deed.clause, on=on(day), note=deed.note)
        self.scene.say(self._during(staff, day), self.lead(day), event)

    def _complaint(self, fate: Fate, day: int) -> None:
        scene, chance, words = self.scene, self.chance, conduct().complaints
        key, staff, kind = self._key("c", day), fate.member.staff, fate.profile.complaint
        at = self._during(staff, day)
        event = ComplaintReceived(
            complaint=key,
            staff=staff,
            what=chance.choice(words.list),
            store=fate.member.store,
            order=order_number(chance),
            buyer=buyer(chance),
        )
        scene.say(at, "import:taobao", event)
        valid = kind != "invalid"
        reason = chance.choice(words.reasons if valid else words.rejected)
        judged = ComplaintJudged(complaint=key, valid=valid, quarrel=kind == "quarrel", reason=reason)
        by = scene.who(TRAINER if scene.short == "r4" else SUPERVISOR)
        scene.say(at + hours(14 + chance.randrange(30)), by, judged)

    def _mistakes(self) -> None:
        """Every month one entry hits the wrong person and is taken back, and one does not survive its appeal."""
        scene, chance, words = self.scene, self.chance, conduct().appeals
        for month in scene.months:
            for upheld in (False, True):
                day = month.first + 5 + chance.randrange(20)
                staff = [m.staff for m in scene.crew if self.plan.works(m.staff, day)]
                if day >= scene.today - 3 or not staff:
                    continue
                who = chance.choice(staff)
                at = self._during(who, day)
                key = self._log(who, day, chance.choice(scene.regime.light[:4]), at)
                if not upheld:
                    withdrawn = EntryWithdrawn(entry=key, reason=words.mistaken)
                    scene.say(at + minutes(2), self.lead(day), withdrawn)
                    continue
                filed = at + hours(9)
                appeal = AppealFiled(appeal=f"a-{key}", violation=key, staff=who, reason=chance.choice(words.reasons))
                scene.say(filed, who, appeal)
                answer = AppealDecided(appeal=f"a-{key}", upheld=True, reason=chance.choice(words.upheld))
                scene.say(filed + hours(20), scene.who(SUPERVISOR), answer)


def order_number(chance: random.Random) -> str:
    """An order number."""
    return f"33012{chance.randrange(10**11):011d}"


def buyer(chance: random.Random) -> str:
    """A buyer's nick."""
    nicks = texts.shop().buyers
    return chance.choice(nicks.heads) + chance.choice(nicks.tails)
