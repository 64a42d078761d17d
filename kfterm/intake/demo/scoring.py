"""Exams, meetings, reports, measures, amounts and adjustments: what the month end needs."""

from decimal import Decimal

from kfterm.events.money import AwardGranted, InsuranceSet, KpiAmountSet
from kfterm.events.scores import DutyChecked, ExamScored, KpiReported, MeetingHeld, ReportFiled, ScoreAdjusted
from kfterm.intake.demo.conducting import Conducting
from kfterm.intake.demo.deeds import conduct
from kfterm.intake.demo.fates import Fate
from kfterm.intake.demo.scene import LATE, MANAGER, SUPERVISOR, TRAINER, Scene, on
from kfterm.periods import Month, monday, month
from kfterm.rulebook.pay_rules import Award, Insurance, KpiAmount
from kfterm.rulebook.score_rules import Adjustment

_FULL = Decimal(100)
_EXAM = 15
"""The day of the month after which the exam is."""


def scoring(scene: Scene, tell: Conducting, told: list[Fate]) -> None:
    """Everything reported."""
    _exams(scene, told)
    _meetings(scene, told)
    _daily(scene, tell)
    for label in scene.labels:
        _measures(scene, month(label))
    if scene.rules.one(KpiAmount):
        for label in scene.labels:
            _amounts(scene, month(label))
    found = scene.rules.one(Adjustment)
    if found:
        _adjustments(scene, found[1])


def _exams(scene: Scene, told: list[Fate]) -> None:
    chance = scene.chance("exams")
    for fate in told:
        day = fate.month.first + _EXAM
        if not fate.member.employed(day):
            continue
        low, high = {"full": (100, 100), "pass": (62, 98), "fail": (38, 58)}[fate.profile.exam]
        score = Decimal(chance.randint(low, high))
        event = ExamScored(staff=fate.member.staff, score=score, full=_FULL, exam=f"{fate.month.label} 技能考试")
        scene.say(scene.moment(day, 14 * 60 + 30), scene.who(TRAINER), event)


def _meetings(scene: Scene, told: list[Fate]) -> None:
    """Every Monday afternoon; who stays away without a word does so on the month's second one."""
    day = monday(scene.first + 6)
    while day <= scene.today:
        second = [fate for fate in told if fate.month.first <= day <= fate.month.last and 8 <= on(day).day <= 14]
        absent = tuple(f.member.staff for f in second if f.profile.meeting and f.member.employed(day))
        event = MeetingHeld(meeting=f"例会 {on(day):%m-%d}", absent=absent)
        scene.say(scene.moment(day, 16 * 60), scene.who(SUPERVISOR), event)
        day += 7


def _daily(scene: Scene, tell: Conducting) -> None:
    """The lead's summary and the cleaning of every evening."""
    chance = scene.chance("daily")
    for day in range(scene.first, scene.today):
        lead, at = tell.lead(day), scene.end(day, LATE)
        characters = 180 + chance.randrange(400)
        scene.say(at - 600_000, lead, ReportFiled(staff=lead, report="daily_summary", characters=characters))
        on_duty = [m.staff for m in scene.agents if tell.plan.works(m.staff, day) == LATE]
        if on_duty:
            done = DutyChecked(duty="cleaning_late", staff=chance.choice(on_duty), done=True, on=on(day))
            scene.say(at - 120_000, lead, done)


def _measures(scene: Scene, this: Month) -> None:
    chance, at = scene.chance("kpi"), scene.moment(this.last + 2, 10 * 60 + 30)
    for member in scene.agents:
        if member.from_day > this.last - 5 or (member.to_day or this.last) < this.first + 5:
            continue
        enquirers = chance.randint(900, 2100)
        rate = chance.uniform(0.38, 0.58)
        buyers = round(enquirers * rate)
        basket = chance.uniform(58, 112)
        metrics = {
            "enquirers": str(enquirers),
            "buyers": str(buyers),
            "conversion_pct": f"{100 * buyers / enquirers:.1f}",
            "sales_cny": f"{buyers * basket:.2f}",
            "avg_order_cny": f"{basket:.2f}",
            "avg_response_s": f"{chance.uniform(14, 48):.1f}",
            "reply_pct": f"{chance.uniform(94, 100):.1f}",
            "volume": str(enquirers),
            "quality": f"{chance.uniform(82, 99):.1f}",
        }
        event = KpiReported(staff=member.staff, month=this.label, metrics=metrics, source="赤兔")
        scene.say(at, "import:chitu", event)


def _amounts(scene: Scene, this: Month) -> None:
    chance, boss = scene.chance("amounts"), scene.who(MANAGER)
    at = scene.moment(this.last + 3, 15 * 60)
    insured = scene.rules.one(Insurance) is not None
    for member in scene.everybody:
        if member.from_day > this.last or (member.to_day or this.last) < this.first:
            continue
        amount = Decimal(chance.randrange(60_000, 240_000)) / 100
        event = KpiAmountSet(staff=member.staff, month=this.label, amount=amount, source="附件2")
        scene.say(at, scene.who(SUPERVISOR), event)
        if insured:
            total = Decimal(chance.choice([96_000, 104_050, 118_800])) / 100
            scene.say(at + 600_000, boss, InsuranceSet(staff=member.staff, month=this.label, total=total))
    award = scene.rules.one(Award)
    if award:
        best = chance.choice(scene.crew).staff
        given = AwardGranted(
            staff=best,
            month=this.label,
            clause=award[0].id,
            amount=Decimal(chance.choice([100, 200, 300])),
            reason=chance.choice(conduct().requests.awards),
        )
        scene.say(at + 1_200_000, boss, given)


def _adjustments(scene: Scene, rule: Adjustment) -> None:
    """The trainer's points for the leads, with their reasons."""
    chance = scene.chance("adjustments")
    for label in scene.labels:
        for member in scene.office:
            if not set(member.roles) & set(rule.for_roles) or chance.random() < 0.3:
                continue
            good = chance.random() < 0.7
            points = Decimal(chance.randint(1, int(rule.high)) if good else chance.randint(int(rule.low), -1))
            reasons = conduct().requests.adjustments
            reason = chance.choice(reasons[:2] if good else reasons[2:])
            event = ScoreAdjusted(staff=member.staff, month=label, points=points, reason=reason)
            scene.say(scene.moment(month(label).last + 2, 17 * 60), scene.who(TRAINER), event)
