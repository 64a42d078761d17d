"""Complaints that were judged valid and whose points a person still has to choose (R5-4.2.2.2)."""

from collections.abc import Iterator

from kfterm.desk.noticed import Proposal, notice
from kfterm.month.judge import Judge
from kfterm.periods import month_of
from kfterm.rulebook.conduct_rules import Conduct, Trigger
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.prices import PointsRange
from kfterm.words import Words


def complaints(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Valid complaints of this month without an entry of that day; until then the lightest points count."""
    clauses = [clause.id for clause, rule in rulebook.all(Trigger) if _chosen(rulebook, clause.id, rule)]
    this = month_of(judge.calendar.day(now))
    first = judge.calendar.moment(this.first)
    for clause in clauses:
        for complaint in reversed(judge.shop.conduct.complaints.values()):
            if complaint.at < first:
                break
            if complaint.valid:
                day = judge.plan.shift_day(complaint.staff, complaint.at)
                name = judge.shop.people.name(complaint.staff)
                says = Words(f"{name} 投诉有效,待定分", f"{name}: valid complaint, points to be chosen")
                key = f"complaint:{complaint.complaint}"
                if not _entered(judge, complaint.staff, clause, day):
                    yield notice(rulebook, clause, key, complaint.at, complaint.staff, says, day)


def _chosen(rulebook: Rulebook, clause: str, rule: Trigger) -> bool:
    """Whether a valid complaint falls under a clause whose points the scorer chooses."""
    conduct = rulebook.rule(clause, Conduct)
    ranged = conduct is not None and any(isinstance(price, PointsRange) for price in conduct.price)
    return rule.on == "valid_complaint" and ranged


def _entered(judge: Judge, staff: str, clause: str, day: int) -> bool:
    logged = (each for each in judge.logged(staff) if each.event.clause == clause)
    return any(judge.violation_day(each) == day for each in logged)
