"""Facts about who works here."""

from decimal import Decimal
from typing import ClassVar

from kfterm.events.base import Event

ROLES = (
    "agent",
    "presales",
    "aftersales",
    "lead",
    "deputy",
    "supervisor",
    "manager",
    "training_specialist",
    "operations",
    "hr",
    "general_manager",
)


class StaffJoined(Event, frozen=True, tag="staff.joined"):
    """Somebody is employed from the day of this fact on."""

    KEY: ClassVar[str] = "staff"
    staff: str
    name: str
    roles: tuple[str, ...] = ()
    team: str | None = None
    base: Decimal | None = None
    """Monthly wage in yuan where the rulebook does not print one (R4-6.2)."""
    probation_months: int | None = None


class StaffChanged(Event, frozen=True, tag="staff.changed"):
    """Name, roles, team, base or probation are different from now on; what is not named stays."""

    OF: ClassVar[str] = "staff"
    staff: str
    name: str | None = None
    roles: tuple[str, ...] | None = None
    team: str | None = None
    base: Decimal | None = None
    probation_months: int | None = None


class StaffConfirmed(Event, frozen=True, tag="staff.confirmed"):
    """Probation ended well."""

    OF: ClassVar[str] = "staff"
    staff: str


class StaffLeft(Event, frozen=True, tag="staff.left"):
    """The day of this fact is the last employed day."""

    OF: ClassVar[str] = "staff"
    staff: str
    reason: str = ""


class AccountAssigned(Event, frozen=True, tag="account.assigned"):
    """A chat account is answered by this person from now on."""

    OF: ClassVar[str] = "staff"
    account: str
    staff: str
    store: str | None = None


class UserMapped(Event, frozen=True, tag="user.mapped"):
    """A user of the office server is this person: whose hand an entry comes from."""

    OF: ClassVar[str] = "staff"
    user: str
    staff: str


class SkillTested(Event, frozen=True, tag="skill.tested"):
    """A skill that was tested: measured by writing, so many characters in so many seconds (R1-1.5), or judged (R8-4.6.5)."""

    OF: ClassVar[str] = "staff"
    staff: str
    skill: str
    characters: int | None = None
    seconds: int | None = None
    passed: bool | None = None
    """What who tested says; where it is not said, the characters decide."""
