"""The evening up to now: who sits where, who is away, on the phone or missing, what was chatted and ordered."""

from decimal import Decimal

from kfterm.events.chats import ChatAnswered, ChatWaiting
from kfterm.events.floor import CallStarted, SeatLeft, SeatReleased, SeatReturned, SeatTaken
from kfterm.events.orders import OrderCancelled, OrderPaid, OrderPlaced, OrderUrged
from kfterm.intake.demo import texts
from kfterm.intake.demo.chatting import AUTO_SHARE, FEED, Span, finished, is_slow
from kfterm.intake.demo.conducting import buyer, order_number
from kfterm.intake.demo.punching import MISSING, TONIGHT_LATE, TONIGHT_MINUTES
from kfterm.intake.demo.roster import Roster
from kfterm.intake.demo.scene import LATE, SECOND, Member, Scene, hours, minutes, on

AWAY, DINNER, CALLER = 2, 3, 7
"""Places in the list of agents: away too long untold, at dinner, on the phone."""
AWAY_SECONDS = 400
DINNER_MINUTES = 22
WAITS = (194, 134, 91, 74, 52, 38, 25, 14, 6)
"""How many seconds the waiting buyers have waited."""
_PAST_DAYS = 6
_CHATS = 22


class Tonight:
    """Tells the evening."""

    def __init__(self, scene: Scene, plan: Roster) -> None:
        self.scene, self.plan = scene, plan
        self.chance = scene.chance("tonight")
        self.away: dict[str, list[Span]] = {}
        self.start = scene.start(scene.today, LATE)

    def tell(self) -> None:
        """Everything since the shift began, and a thin sample of the days before."""
        self._leads()
        for index, member in enumerate(self.scene.crew):
            if index != MISSING:
                self._seat(index, member)
                self._dinner(index, member)
        self._absent_now()
        self._past_chats()
        for index, member in enumerate(self.scene.crew):
            if index != MISSING:
                self._chats(index, member)
        self._open_chats()
        self._orders()

    def seated(self) -> list[Member]:
        """Who can answer now."""
        gone = (MISSING, AWAY, DINNER)
        return [member for index, member in enumerate(self.scene.crew) if index not in gone]

    def _leads(self) -> None:
        scene = self.scene
        scene.say(self.start - minutes(6), scene.office[0].staff, SeatTaken(staff=scene.office[0].staff, seat="L1"))
        day = scene.office[1].staff
        scene.say(scene.start(scene.today, "day") - minutes(4), day, SeatTaken(staff=day, seat="L2"))
        scene.say(scene.end(scene.today, "day") + minutes(9), day, SeatReleased(staff=day))

    def _seat(self, index: int, member: Member) -> None:
        late = minutes(TONIGHT_MINUTES) + 90 * SECOND if index == TONIGHT_LATE else 0
        at = self.start + late - (0 if late else 20 + self.chance.randrange(75)) * SECOND
        self.scene.say(at, FEED, SeatTaken(staff=member.staff, seat=f"{index + 1:02d}"))
        self.away[member.staff] = [(0, at)]

    def _dinner(self, index: int, member: Member) -> None:
        """A third has eaten already, one after the other."""
        away = texts.shop().away
        if index % 3 == 1 and index > CALLER:
            since = self.start + minutes(55 + 6 * (index % 12)) + self.chance.randrange(60) * SECOND
            until = since + minutes(self.chance.randint(19, 29))
            left = SeatLeft(staff=member.staff, reason=away.dinner, told=True, minutes=away.dinner_minutes)
            self.scene.say(since, FEED, left)
            self.scene.say(until, FEED, SeatReturned(staff=member.staff))
            self.away[member.staff].append((since, until))

    def _absent_now(self) -> None:
        scene, crew, away, now = self.scene, self.scene.crew, texts.shop().away, self.scene.now
        for index, since, event in (
            (AWAY, now - AWAY_SECONDS * SECOND, SeatLeft(staff=crew[AWAY].staff, reason=away.reasons[0])),
            (
                DINNER,
                now - minutes(DINNER_MINUTES),
                SeatLeft(staff=crew[DINNER].staff, reason=away.dinner, told=True, minutes=away.dinner_minutes),
            ),
        ):
            scene.say(since, FEED, event)
            self.away[crew[index].staff].append((since, now))
        if len(crew) > CALLER:
            since, staff = now - minutes(4), crew[CALLER].staff
            scene.say(since, FEED, CallStarted(call="k-tonight", staff=staff, line="external"))
            self.away[staff].append((since, now))

    def _past_chats(self) -> None:
        for back in range(1, _PAST_DAYS + 1):
            day = self.scene.today - back
            for index, member in enumerate(self.scene.crew):
                shift = self.plan.works(member.staff, day)
                for number in range(2 if shift else 0):
                    at = self.scene.start(day, shift or LATE) + minutes(70 + self.chance.randrange(300))
                    key = f"c-{on(day):%m%d}-{member.staff}-{number}"
                    finished(self.scene, key, member, at, is_slow(index), ())

    def _chats(self, index: int, member: Member) -> None:
        since = self.away[member.staff][0][1]
        for number in range(_CHATS):
            at = since + round((self.scene.now - since - minutes(4)) * self.chance.random())
            finished(self.scene, f"c-{member.staff}-{number}", member, at, is_slow(index), self.away[member.staff])

    def _open_chats(self) -> None:
        """The nine who wait, and those whom the shop answered last."""
        scene, chance, seated = self.scene, self.chance, self.seated()
        holders = [scene.crew[AWAY], scene.crew[TONIGHT_LATE]]
        holders += chance.sample(seated * len(WAITS), len(WAITS) - len(holders))
        for number, (member, wait) in enumerate(zip(holders, WAITS, strict=True)):
            self._open(f"c-wait-{number + 1}", member, scene.now - wait * SECOND, None)
        idle = [member for member in seated if self._answers(member)]
        for number, member in enumerate(each for each in idle for _ in range(chance.randint(1, 3))):
            at = scene.now - round(chance.uniform(70, 150) * SECOND)
            self._open(f"c-open-{number + 1}", member, at, at + round(chance.uniform(12, 65) * SECOND))

    def _open(self, key: str, member: Member, at: int, answered: int | None) -> None:
        waiting = ChatWaiting(chat=key, account=member.account, store=member.store, buyer=buyer(self.chance))
        self.scene.say(at, FEED, waiting)
        if self.chance.random() < AUTO_SHARE:
            self.scene.say(at + SECOND, FEED, ChatAnswered(chat=key, auto=True))
        if answered is not None:
            self.scene.say(answered, FEED, ChatAnswered(chat=key, staff=member.staff))

    def _answers(self, member: Member) -> bool:
        """Whether somebody was there during the last minutes."""
        return all(until < self.scene.now - minutes(3) for _, until in self.away[member.staff])

    def _orders(self) -> None:
        """Orders of the evening: most are paid, some urged, three still open."""
        scene, chance = self.scene, self.chance
        seated = self.seated()
        for number in range(3 * len(seated) + 3):
            member = chance.choice(seated)
            at = self.start + round((scene.now - self.start - hours(0.4)) * chance.random()) + minutes(9)
            unpaid = number < 3
            at = scene.now - minutes(44 - 15 * number) if unpaid else at
            order = order_number(chance)
            placed = OrderPlaced(
                order=order,
                staff=member.staff,
                amount=Decimal(chance.randrange(2900, 39900)) / 100,
                store=member.store,
                buyer=buyer(chance),
            )
            scene.say(at, FEED, placed)
            if chance.random() < 0.4:
                scene.say(at + minutes(5), FEED, OrderUrged(order=order, staff=member.staff))
            if not unpaid:
                done = OrderPaid(order=order) if chance.random() < 0.85 else OrderCancelled(order=order)
                scene.say(at + minutes(chance.uniform(1, 12)), FEED, done)
