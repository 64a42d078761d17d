"""Who works here, in which roles, since when; whose account and whose system user is whose."""

from kfterm.events.people import (
    AccountAssigned,
    SkillTested,
    StaffChanged,
    StaffConfirmed,
    StaffJoined,
    StaffLeft,
    UserMapped,
)
from kfterm.folds.base import Handlers, State


class Person(State):
    """One member of staff."""

    staff: str
    name: str
    roles: tuple[str, ...] = ()
    team: str = ""
    base_yuan: str = ""
    probation_months: int | None = None
    joined_at: int = 0
    joined_seq: int = 0
    confirmed_at: int | None = None
    left_at: int | None = None
    left_seq: int = 0
    left_reason: str = ""
    past_roles: list[tuple[int, tuple[str, ...]]] = []
    """(until, roles) of what the roles were before."""
    earlier: list["Person"] = []
    """The same person when employed before, oldest first."""

    def roles_at(self, at: int) -> tuple[str, ...]:
        """The roles held at a moment."""
        for until, roles in self.past_roles:
            if at < until:
                return roles
        return self.roles


class Tested(State):
    """One test of a skill."""

    staff: str
    skill: str
    characters: int | None
    seconds: int | None
    passed: bool | None
    at: int
    seq: int


class People(State):
    """All staff ever employed."""

    staff: dict[str, Person] = {}
    accounts: dict[str, str] = {}
    """Chat account to the staff id that answers it now."""
    account_since: dict[str, int] = {}
    """Chat account to when it came to whoever answers it now."""
    users: dict[str, str] = {}
    tests: list[Tested] = []

    def employments(self, staff: str) -> list[Person]:
        """Every time that a person was employed, the present one last."""
        person = self.staff.get(staff)
        return [*person.earlier, person] if person else []

    def name(self, staff: str) -> str:
        """The name, or the id where nobody of that id is known."""
        person = self.staff.get(staff)
        return person.name if person else staff


def _joined(people: People, event: StaffJoined, at: int, seq: int) -> None:
    earlier = [each for each in people.employments(event.staff) if each.left_at is not None]
    for each in earlier:
        each.earlier = []
    people.staff[event.staff] = Person(
        staff=event.staff,
        name=event.name,
        roles=event.roles or ("agent",),
        team=event.team or "",
        base_yuan=str(event.base) if event.base is not None else "",
        probation_months=event.probation_months,
        joined_at=at,
        joined_seq=seq,
        earlier=earlier,
    )


def _changed(people: People, event: StaffChanged, at: int, seq: int) -> None:
    person = people.staff.get(event.staff)
    if person is None:
        return
    person.name = event.name or person.name
    person.team = event.team if event.team is not None else person.team
    person.base_yuan = str(event.base) if event.base is not None else person.base_yuan
    if event.probation_months is not None:
        person.probation_months = event.probation_months
    if event.roles is not None and event.roles != person.roles:
        person.past_roles.append((at, person.roles))
        person.roles = event.roles


def _confirmed(people: People, event: StaffConfirmed, at: int, seq: int) -> None:
    if event.staff in people.staff:
        people.staff[event.staff].confirmed_at = at


def _left(people: People, event: StaffLeft, at: int, seq: int) -> None:
    person = people.staff.get(event.staff)
    if person is not None:
        person.left_at, person.left_seq, person.left_reason = at, seq, event.reason


def _account(people: People, event: AccountAssigned, at: int, seq: int) -> None:
    if people.accounts.get(event.account) != event.staff:
        people.account_since[event.account] = at
    people.accounts[event.account] = event.staff


def _user(people: People, event: UserMapped, at: int, seq: int) -> None:
    people.users[event.user] = event.staff


def _tested(people: People, event: SkillTested, at: int, seq: int) -> None:
    people.tests.append(
        Tested(
            staff=event.staff,
            skill=event.skill,
            characters=event.characters,
            seconds=event.seconds,
            passed=event.passed,
            at=at,
            seq=seq,
        )
    )


HANDLERS: Handlers = {
    StaffJoined: _joined,
    StaffChanged: _changed,
    StaffConfirmed: _confirmed,
    StaffLeft: _left,
    AccountAssigned: _account,
    UserMapped: _user,
    SkillTested: _tested,
}
