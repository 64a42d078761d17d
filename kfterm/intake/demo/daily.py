"""What is done every day under the rulebook: duties ticked off, reports handed in, last month's wages paid."""

from kfterm.events.conduct import ProposalDismissed
from kfterm.events.scores import DutyChecked, ReportFiled
from kfterm.intake.demo.roster import Roster
from kfterm.intake.demo.scene import DAY, MANAGER, Member, Scene, minutes, on
from kfterm.periods import before, month_label
from kfterm.rulebook.floor_rules import DutyDue, ReportDue
from kfterm.rulebook.pay_rules import PayDue

_DAYS = 3
"""So many days back, for nobody looks further."""
_SHORT, _LONG = 120, 420


def daily(scene: Scene, plan: Roster) -> None:
    """The last days up to tonight."""
    for day in range(scene.today - _DAYS, scene.today + 1):
        _duties(scene, plan, day)
        for member in scene.everybody:
            _reports(scene, plan, member, day)
    _paid(scene)


def _duties(scene: Scene, plan: Roster, day: int) -> None:
    working = [m.staff for m in [*scene.agents, *scene.office] if plan.works(m.staff, day) == DAY]
    for _, rule in scene.rules.all(DutyDue):
        for duty in rule.duties if working else ():
            who = working[day % len(working)]
            done = DutyChecked(duty=duty, staff=who, done=True, on=on(day))
            scene.say(scene.start(day, DAY) - minutes(4), who, done)


def _reports(scene: Scene, plan: Roster, member: Member, day: int) -> None:
    shift = plan.works(member.staff, day)
    if shift not in scene.hours or not member.employed(day):
        return
    for _, rule in scene.rules.all(ReportDue):
        if rule.every == "day" and (not rule.roles or set(rule.roles) & set(member.roles)):
            size = scene.chance("daily").randrange(_SHORT, _LONG)
            filed = ReportFiled(staff=member.staff, report=rule.report, characters=size)
            scene.say(scene.end(day, shift) - minutes(6), member.staff, filed)


def _paid(scene: Scene) -> None:
    """Somebody said of the reminder that it is done."""
    found, last = scene.rules.one(PayDue), before(month_label(scene.today))
    if found is not None:
        said = ProposalDismissed(proposal=f"pay:{last}", reason="已发")
        scene.say(scene.calendar.moment(scene.months[-1].first + found[1].day - 2, 15 * 60), scene.who(MANAGER), said)
