"""Every number of the two rulebooks, typed here from the policies once more.

`mechanism.field=value` for each number and clock time of a clause, in the order of its rules; what equals the
mechanism's own default is left out.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from kfterm.rulebook.conduct_rules import Conduct
from kfterm.rulebook.load import files_of, load
from kfterm.rulebook.prices import Case, Loss

R4 = {
    "R4-1.1": "continuous_work.limit_minutes=480",
    "R4-1.2": "score.opening=80",
    "R4-1.3": "last_place_case.months=2 last_place_case.below=70 score_case.below=60",
    "R4-1.5": "score_cap.at_most=110",
    "R4-1.6": "exam_due.remind_days=7",
    "R4-2.01": "points.points=5",
    "R4-2.02": "points.points=5",
    "R4-2.03": "points.points=5",
    "R4-2.04": "points.points=5",
    "R4-2.05": "points.points=5",
    "R4-2.06": "points.points=5",
    "R4-3.1.01": "points.points=-2",
    "R4-3.1.02": "points.points=-2",
    "R4-3.1.03": "points.points=-2",
    "R4-3.1.04": "points_range.low=-5 points_range.high=-2 points_range.default=-2",
    "R4-3.1.05": "points.points=-5",
    "R4-3.1.06": "points.points=-5",
    "R4-3.1.07": "points.points=-5 away_limit.limit_minutes=5",
    "R4-3.1.08": "points_range.low=-5 points_range.high=-2 points_range.default=-2",
    "R4-3.1.09": "points_range.low=-2 points_range.high=-1 points_range.default=-1",
    "R4-3.1.10": "points.points=-2",
    "R4-3.1.11": "points.points=-5",
    "R4-3.1.12": "points.points=-2",
    "R4-3.1.13": "points.points=-5 incident_overrun.from_minutes=1 incident_overrun.to_minutes=10",
    "R4-3.1.14": "points_range.low=-5 points_range.high=-2 points_range.default=-2",
    "R4-3.2.01": "points.points=-10",
    "R4-3.2.02": "points.points=-10",
    "R4-3.2.03": "points.points=-10",
    "R4-3.2.04": "points.points=-10",
    "R4-3.2.05": "points.points=-10",
    "R4-3.2.06": "points.points=-10 points.points=-10",
    "R4-3.2.07": "points.points=-10 points.points=-10 trigger.below=60",
    "R4-3.2.08": "points.points=-10 incident_overrun.from_minutes=11 incident_overrun.to_minutes=30",
    "R4-3.3.01": "points.points=-20 points.points=-20",
    "R4-3.3.02": "points.points=-20 points.points=-20",
    "R4-3.3.03": "points.points=-20",
    "R4-3.3.04": "points.points=-20",
    "R4-3.3.05": "escalation.at_least=2 escalation.at_least=4 points.points=-20",
    "R4-3.3.06": "points.points=-20 incident_overrun.from_minutes=31",
    "R4-3.4": "adjustment.low=-5 adjustment.high=5",
    "R4-3.5.A": "grade.over=90",
    "R4-3.5.B": "grade.from_score=80 grade.up_to=90",
    "R4-3.5.C": "grade.from_score=70 grade.below=80",
    "R4-3.5.D": "grade.from_score=65 grade.below=70",
    "R4-3.5.E": "grade.from_score=60 grade.below=65",
    "R4-4.2": "float.standard=80 float.yuan_per_point=10 float.low=-300 float.high=300",
    "R4-4.4": "float_from.month=3",
    "R4-6.2": "leaver.share=0.5",
}
R8 = {
    "R8-3.1.2": "shift.start=08:30 shift.end=17:30 shift.start=17:00 shift.end=01:00+1",
    "R8-3.2.1": "lateness_tier.over=0 lateness_tier.up_to=10 lateness_tier.packet=10 lateness_tier.shares=5",
    "R8-3.2.2": "lateness_tier.over=10 lateness_tier.up_to=20 lateness_tier.packet=20 lateness_tier.shares=5",
    "R8-3.2.3": "lateness_tier.over=20 lateness_tier.up_to=30 lateness_tier.packet=50 lateness_tier.shares=5",
    "R8-3.2.4": "lateness_tier.over=30 lateness_tier.absence_days=0.5",
    "R8-3.3": "packet_ledger.multiplier=2 packet_ledger.weekday=1",
    "R8-3.4.1": "rest_days.days=2 rest_days.lead_days=2",
    "R8-3.5.1": "leave_notice.lead_days=1",
    "R8-3.6.1": "leave_cap.over_days=3 leave_cap.next_month_rest=0",
    "R8-3.6.2": "yearly_leave_cap.max_days=30",
    "R8-3.8": "missed_punch.free=3 missed_punch.out_packet=10 missed_punch.shares=5",
    "R8-3.9": "absence_steps.from_days=0.5 absence_steps.deduct_days=3 absence_steps.from_days=1"
    " absence_steps.deduct_days=5 absence_steps.from_days=2 absence_steps.deduct_days=10 absence_steps.from_days=3"
    " missed_shift.days=1",
    "R8-3.10": "full_attendance.yuan=200",
    "R8-5.1": "net_floor.yuan=0",
    "R8-5.2": "pay_due.day=10 pay_due.remind_day=8",
    "R8-5.3": "insurance.person_share=0.3",
    "R8-5.4": "base.yuan=2200",
}
CASES = {
    "R4-1.3": ["dismiss", "dismiss"],
    "R4-3.3.07": ["dismiss"],
    "R4-3.3.08": ["dismiss"],
    "R4-3.3.09": ["dismiss"],
    "R4-3.3.10": ["dismiss"],
    "R4-6.1": ["no_settlement"],
    "R4-6.2": ["training_fee"],
    "R8-3.9": ["company_notice", "withhold_month_wage", "dismiss"],
    "R8-3.11.1": ["demerit"],
    "R8-4.4.9": ["discipline"],
    "R8-4.5.10": ["discipline"],
    "R8-5.7.1": ["discipline"],
    "R8-5.7.2": ["discipline"],
    "R8-5.7.3": ["discipline"],
}
LOSSES = {
    "R4-3.3.04": Loss(line="compensation"),
    "R8-4.5.4": Loss(line="freight", once_per_order=True, required=True),
    "R8-5.7.1": Loss(line="compensation"),
    "R8-5.7.2": Loss(line="compensation"),
    "R8-5.7.3": Loss(line="compensation"),
}


def parts(found: Any, mechanism: str = "") -> Iterator[tuple[str, Any]]:
    """Every struct of a rule, its prices and steps included, as (mechanism.field, value)."""
    if isinstance(found, tuple):
        for each in found:
            yield from parts(each, mechanism)
    elif isinstance(found, msgspec.Struct):
        tag = found.__struct_config__.tag
        mechanism = tag if isinstance(tag, str) else mechanism
        for field in msgspec.structs.fields(found):
            value = getattr(found, field.name)
            if isinstance(value, tuple | msgspec.Struct):
                yield from parts(value, mechanism)
            elif value != field.default:
                yield f"{mechanism}.{field.name}", value


def numbers(rules: tuple[Any, ...]) -> str:
    found = []
    for name, value in parts(rules):
        if isinstance(value, Decimal):
            found.append(f"{name}={value.normalize():f}")
        elif type(value) is int or (isinstance(value, str) and re.match(r"\d\d:\d\d", value)):
            found.append(f"{name}={value}")
    return " ".join(found)


@pytest.mark.parametrize(("name", "wanted"), [("r4-points-110", R4), ("r8-red-packet", R8)])
def test_the_numbers_are_those_of_the_policy_and_there_are_no_others(name: str, wanted: dict[str, str]) -> None:
    found = {clause.id: numbers(clause.rule) for clause in load(files_of(name)).clauses}
    assert {clause: text for clause, text in found.items() if text} == wanted


def cases(found: Any) -> Iterator[str]:
    if isinstance(found, Case):
        yield found.case
    elif isinstance(found, tuple):
        for each in found:
            yield from cases(each)
    elif isinstance(found, msgspec.Struct):
        for field in found.__struct_fields__:
            yield from cases(getattr(found, field))


def test_the_cases_are_those_of_the_policies_and_there_are_no_others() -> None:
    clauses = [clause for name in ("r4-points-110", "r8-red-packet") for clause in load(files_of(name)).clauses]
    found = {clause.id: list(cases(clause.rule)) for clause in clauses}
    assert {clause: names for clause, names in found.items() if names} == CASES


def test_losses_are_made_good_where_the_policies_say_so() -> None:
    found = {}
    for name in ("r4-points-110", "r8-red-packet"):
        for clause, entry in load(files_of(name)).all(Conduct):
            for price in entry.price:
                if isinstance(price, Loss):
                    found[clause.id] = price
    assert found == LOSSES
