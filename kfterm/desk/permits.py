"""Who may do what. A machine and an import state facts; a person needs the role that the rulebook names."""

from collections.abc import Iterable, Iterator

from kfterm.desk.known import Known
from kfterm.events.lines import Fact
from kfterm.month.judge import Judge
from kfterm.rulebook.conduct_rules import Permission
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

ROLE_WORDS = {
    "agent": Words("客服", "agent"),
    "presales": Words("售前客服", "pre-sales agent"),
    "aftersales": Words("售后客服", "after-sales agent"),
    "lead": Words("组长", "shift lead"),
    "deputy": Words("副主管", "deputy"),
    "supervisor": Words("主管", "supervisor"),
    "manager": Words("经理", "manager"),
    "training_specialist": Words("培训专员", "training specialist"),
    "operations": Words("运营", "operations"),
    "hr": Words("人事", "HR"),
    "general_manager": Words("总经理", "general manager"),
}
_SENIOR = frozenset({"lead", "deputy", "supervisor", "manager", "general_manager", "training_specialist"})


def role_list(roles: Iterable[str]) -> Words:
    """Roles in words: `组长、副主管`; one that nobody named stands for itself."""
    words = [ROLE_WORDS.get(role, Words(role, role)) for role in roles]
    return Words("、".join(each.zh for each in words), ", ".join(each.en for each in words))


def is_machine(by: str) -> bool:
    """Whether a hand is a program's: `system`, `import:…`, `feed:…`."""
    return by == "system" or ":" in by


def permitted(known: Known, rulebook: Rulebook, act: str, fact: Fact) -> Iterator[Words]:
    """A refusal where the person may not do this."""
    if is_machine(fact.by) or not known.staff(fact.by):
        return
    allowed = allowed_roles(rulebook, act)
    if set(known.roles(fact.by, fact.at)) & allowed:
        return
    clauses = ", ".join(clause.id for clause, rule in rulebook.all(Permission) if act in rule.acts)
    who, name = role_list([role for role in ROLE_WORDS if role in allowed]), known.name(fact.by)
    by = f" ({clauses})" if clauses else ""
    yield Words(f"{name} 不能做这件事{by}:请 {who.zh} 来记", f"{name} may not do this{by}: ask a {who.en}")


def permitted_then(known: Known, act: str, fact: Fact) -> Iterator[Words]:
    """The same under the rulebook in force on the day of the fact."""
    rulebook = known.rulebook(known.calendar.day(fact.at))
    if rulebook is not None:
        yield from permitted(known, rulebook, act, fact)


def may(judge: Judge, staff: str, act: str, at: int) -> bool:
    """Whether a person may do something under the rulebook in force."""
    person = judge.shop.people.staff.get(staff)
    rulebook = judge.plan.rulebook(judge.calendar.day(at))
    if person is None or rulebook is None:
        return False
    return bool(set(person.roles_at(at)) & allowed_roles(rulebook, act))


def allowed_roles(rulebook: Rulebook, act: str) -> set[str]:
    """The roles that may do something; where the rulebook says nothing, every lead and above."""
    rules = [rule for _, rule in rulebook.all(Permission) if act in rule.acts]
    return {role for rule in rules for role in rule.roles} or set(_SENIOR)


def self_scored(fact: Fact, staff: str) -> Iterator[Words]:
    """Nobody scores themselves (R4-1.4)."""
    if fact.by == staff:
        yield Words("不能给自己记:请别人来记", "nobody scores themselves: ask somebody else to log it")
