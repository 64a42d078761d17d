"""The beginning: which rules hold, who works here, whose account is whose."""

from kfterm.events.people import AccountAssigned, StaffConfirmed, StaffJoined, StaffLeft
from kfterm.events.rules import RulebookAdopted, SettingChanged
from kfterm.intake.demo import texts
from kfterm.intake.demo.scene import MANAGER, SUPERVISOR, Member, Scene, minutes, on
from kfterm.replay.window import ZONE
from kfterm.rulebook.load import digest

_OPENS = 9 * 60


def rules(scene: Scene) -> None:
    """The rulebook from the first day of the history on, and the shop's settings."""
    shop = texts.shop()
    settings = {ZONE: shop.zone, **shop.settings}
    if scene.short == "r4":
        settings |= shop.settings_r4
        settings |= {f"incident_limit.{each.kind}": str(each.minutes) for each in shop.incident}
    at = scene.moment(scene.first - 3, _OPENS)
    for key, value in settings.items():
        scene.say(at, "system", SettingChanged(key=key, value=value))
    files = scene.rules.files
    adopted = RulebookAdopted(rulebook=scene.rulebook, from_on=on(scene.first), digest=digest(files), files=files)
    scene.say(at + minutes(10), "system", adopted)


def people(scene: Scene) -> None:
    """Everybody, with their accounts; who resigned leaves."""
    for member in scene.everybody:
        at = scene.moment(member.from_day, _OPENS)
        new = member.from_day > scene.first or member.to_day is not None
        probation = texts.people().crew.newcomer_probation_months if new else None
        joined = StaffJoined(
            staff=member.staff,
            name=member.name,
            roles=member.roles,
            team=member.store,
            base=member.base,
            probation_months=probation,
        )
        scene.say(at, "system", joined)
        if not new:
            scene.say(at + minutes(5), "system", StaffConfirmed(staff=member.staff))
        if "agent" in member.roles:
            _account(scene, member, at)
        if member.to_day is not None:
            gone = StaffLeft(staff=member.staff, reason=texts.people().leaver.reason)
            scene.say(scene.moment(member.to_day, 18 * 60), scene.who(MANAGER), gone)


def _account(scene: Scene, member: Member, at: int) -> None:
    assigned = AccountAssigned(account=member.account, staff=member.staff, store=member.store)
    scene.say(at + minutes(20), scene.who(SUPERVISOR), assigned)
