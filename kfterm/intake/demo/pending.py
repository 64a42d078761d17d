"""What still waits for somebody's decision tonight: leave, a swap, an appeal, a complaint."""

from decimal import Decimal

from kfterm.events.conduct import AppealFiled, ComplaintReceived, ViolationAcknowledged, ViolationLogged
from kfterm.events.roster import LeaveRequested, SwapAgreed, SwapRequested
from kfterm.intake.demo.conducting import Conducting, buyer, order_number
from kfterm.intake.demo.deeds import Profile, conduct
from kfterm.intake.demo.fates import Fate
from kfterm.intake.demo.scene import DAY, LATE, Member, Scene, hours, minutes, on


def pending(scene: Scene, tell: Conducting, told: list[Fate]) -> None:
    """One of each."""
    _leave(scene)
    _swap(scene, tell)
    calm = [fate.member for fate in told if fate.month == scene.months[-1] and _calm(fate.profile)]
    calm = [member for member in calm if tell.plan.works(member.staff, scene.today - 1)]
    if calm:
        _appeal(scene, tell, calm[0])
        _complaint(scene, calm[-1])


def _calm(profile: Profile) -> bool:
    """Somebody whose month can bear one more entry."""
    wrong = profile.light + profile.medium + profile.late + profile.absent + profile.meeting
    return not wrong and not profile.complaint and profile.exam != "fail"


def _leave(scene: Scene) -> None:
    staff, day = scene.crew[-1].staff, scene.today + 4
    request = LeaveRequested(
        leave=f"leave-{staff}-{on(day):%m%d}-2",
        staff=staff,
        from_on=on(day),
        to_on=on(day),
        days=Decimal(1),
        leave_kind="personal",
        reason=scene.chance("pending").choice(conduct().requests.leave),
    )
    scene.say(scene.now - hours(6), staff, request)


def _swap(scene: Scene, tell: Conducting) -> None:
    """Both want it; the supervisor has not looked yet."""
    day = scene.today + 3
    one = [m.staff for m in scene.crew if tell.plan.works(m.staff, day) == DAY]
    other = [m.staff for m in scene.crew if tell.plan.works(m.staff, day) == LATE]
    if one and other:
        key, reason = f"swap-{on(day):%m%d}-2", scene.chance("pending").choice(conduct().requests.swap)
        event = SwapRequested(swap=key, staff=one[0], with_staff=other[0], on=on(day), reason=reason)
        scene.say(scene.now - hours(5), one[0], event)
        scene.say(scene.now - hours(4.6), other[0], SwapAgreed(swap=key, staff=other[0]))


def _appeal(scene: Scene, tell: Conducting, member: Member) -> None:
    day, staff, deed = scene.today - 1, member.staff, scene.regime.light[0]
    at, key = scene.start(day, tell.plan.works(staff, day) or LATE) + minutes(95), f"v-{on(day):%m%d}-appealed"
    event = ViolationLogged(
        violation=key, staff=staff, clause=deed.clause, on=on(day), points=deed.points, note=deed.note
    )
    scene.say(at, tell.lead(day), event)
    filed = scene.start(scene.today, LATE) + minutes(12)
    scene.say(filed, staff, ViolationAcknowledged(violation=key, staff=staff))
    reason = conduct().appeals.reasons[0]
    scene.say(filed + minutes(3), staff, AppealFiled(appeal=f"a-{key}", violation=key, staff=staff, reason=reason))


def _complaint(scene: Scene, member: Member) -> None:
    chance = scene.chance("pending")
    event = ComplaintReceived(
        complaint="c-tonight",
        staff=member.staff,
        what=chance.choice(conduct().complaints.list),
        store=member.store,
        order=order_number(chance),
        buyer=buyer(chance),
    )
    scene.say(scene.now - minutes(47), "import:taobao", event)
