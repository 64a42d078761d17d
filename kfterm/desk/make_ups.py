"""Punches that are missing or made up without a proof, and what proving one costs (R8-3.7, R8-3.8, R8-A08)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kfterm.desk.effects import with_events
from kfterm.desk.findings import Finding, known, met
from kfterm.desk.permits import ROLE_WORDS, allowed_roles, role_list
from kfterm.events.attendance import PunchMadeUp
from kfterm.month.attendance import sheet
from kfterm.month.judge import Judge
from kfterm.periods import month, month_label
from kfterm.rulebook.attendance_rules import MissedPunch
from kfterm.rulebook.conduct_rules import Permission
from kfterm.words import Words

IN, OUT = Words("上班卡", "way in"), Words("下班卡", "way out")


class Missing(NamedTuple):
    """A punch that nobody proved; `made_at` is the moment it was made up at, None where it was not."""

    staff: str
    day: int
    way: str
    made_at: int | None
    seq: int
    due: int
    """The begin or the end of the shift: when it should have been punched."""

    @property
    def words(self) -> Words:
        """Which of the two."""
        return IN if self.way == "in" else OUT


def missing(judges: Sequence[tuple[str, Judge]]) -> list[Missing]:
    """Everything open in some months, each with its judge, the oldest first."""
    found = []
    for label, judge in judges:
        this = month(label)
        if judge.rulebook(this) is None:
            continue
        for person in judge.people(this):
            made = {(each.day, each.way): each for each in judge.shop.attendance.made_up.get(person.staff, [])}
            worked = sheet(judge, person, this)
            spans = {record.day: (record.start, record.end) for record in worked.days}
            for day, way in worked.open_punches:
                one, due = made.get((day, way)), spans[day][way == "out"]
                found.append(Missing(person.staff, day, way, one.at if one else None, one.seq if one else 0, due))
    return sorted(found, key=lambda each: (each.day, each.staff, each.way))


def proof(missed: Missing, by: str, text: str = "") -> PunchMadeUp:
    """What proving it logs: by whom and by what, at the moment of the make-up where there was one."""
    on = date.fromordinal(missed.day)
    return PunchMadeUp(staff=missed.staff, on=on, way=missed.way, vouched_by=by, proof=text)  # type: ignore[arg-type]


def findings(judge: Judge, missed: Missing, at: int, by: str) -> Iterator[Finding]:
    """Which of the month it would be, whether that is free or by what it is priced, and who answers for it."""
    rulebook = judge.plan.rulebook(missed.day)
    if rulebook is None:
        return
    found = rulebook.one(MissedPunch)
    if found is not None:
        clause, rule = found[0].id, found[1]
        number = _number(with_events(judge, [proof(missed, by)], missed.made_at or at), missed)
        if number <= rule.free:
            zh = f"本月第 {number} 次补卡,{rule.free} 次以内不罚"
            yield met(clause, zh, f"make-up no. {number} of the month, up to {rule.free} are free")
        else:
            when = judge.calendar.clock(missed.made_at or at)
            zh = f"本月第 {number} 次补卡,超过 {rule.free} 次:按 {when} 补卡计"
            yield known(
                clause, zh, f"make-up no. {number} of the month, over {rule.free}: priced by the make-up at {when}"
            )
    vouching = [clause.id for clause, rule in rulebook.all(Permission) if "vouch_punch" in rule.acts]
    allowed = allowed_roles(rulebook, "vouch_punch")
    who = role_list([role for role in ROLE_WORDS if role in allowed])
    clause = vouching[0] if vouching else ""
    yield known(clause, f"由{who.zh}证明并负责", f"proved by a {who.en}, who answers for it")


def _number(judge: Judge, missed: Missing) -> int:
    """The place of a make-up among those of its month, both ways counted together, in the order of the shifts."""
    this = month(month_label(missed.day))
    person = judge.shop.people.staff[missed.staff]
    count = 0
    for record in sheet(judge, judge.in_month(person, this), this).days:
        for way in record.made_up:
            count += 1
            if (record.day, way) == (missed.day, missed.way):
                return count
    return count
