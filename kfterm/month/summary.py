"""The month of one person, and of everybody."""

from collections.abc import Iterator

from kfterm.folds.people import Person
from kfterm.money import yuan
from kfterm.month.attendance import sheet as attendance_sheet
from kfterm.month.cases import cases
from kfterm.month.judge import Judge
from kfterm.month.law import guard, region_keeps_minimum
from kfterm.month.model import Booking, Fund, Guard, Statement, Summary
from kfterm.month.occurrences import occurrences
from kfterm.month.pay import lines, missing_inputs, net
from kfterm.month.score import sheet as score_sheet
from kfterm.month.skills import failed
from kfterm.periods import Month, before, month
from kfterm.problems import refused
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.rulebook.pay_rules import FundBox
from kfterm.rulebook.score_rules import EarlyConfirmation
from kfterm.words import Words


def statement(judge: Judge, person: Person, this: Month) -> Statement:
    """One person's month. Raises Refused where no rulebook is in force."""
    key = ("statement", person.staff, this.label)
    if key not in judge.scratch:
        judge.scratch[key] = _statement(judge, judge.in_month(person, this), this, _rulebook(judge, this))
    return judge.scratch[key]  # type: ignore[return-value]


def statement_of(judge: Judge, staff: str, label: str) -> Statement | None:
    """The month of one person by id; None for a month without employment. Raises Refused like the others."""
    this = month(label)
    _rulebook(judge, this)
    person = judge.shop.people.staff.get(staff)
    if person is None or not (judge.employed(person, this) or person in judge.gone(this)):
        return None
    return statement(judge, person, this)


def _statement(judge: Judge, person: Person, this: Month, rulebook: Rulebook) -> Statement:
    seen = attendance_sheet(judge, person, this)
    score = score_sheet(judge, person, this)
    found = lines(judge, person, this, rulebook, score)
    guarded = guard(judge, person, this, rulebook, found, seen)
    found += guarded.held if guarded else ()
    raised = cases(judge, person, this, rulebook, score, seen, found)
    corrected = judge.corrected(person.staff, this)
    found += [line for each in corrected for line in each.lines]
    return Statement(
        staff=person.staff,
        name=person.name,
        employed_days=judge.employed(person, this),
        score=score,
        attendance=seen._replace(packets=(*seen.packets, *(packet for each in corrected for packet in each.packets))),
        lines=tuple(found),
        net_fen=net(rulebook, found),
        fines_fen=-sum(line.fen for line in found if line.line == "fine"),
        cases=tuple(raised),
        flags=(
            *_flags(judge, person, this, rulebook),
            *_law_flags(guarded),
            *(f"corrected:{each.month}" for each in corrected),
        ),
        guard=guarded,
    )


def _law_flags(found: Guard | None) -> tuple[str, ...]:
    if found is None:
        return ()
    if found.due_fen is None:
        return ("missing:wage",)
    missing = ("missing:law.minimum_wage",) if found.minimum_fen is None and region_keeps_minimum(found.region) else ()
    return (*missing, *((f"law_over:{yuan(found.over_fen)}",) if found.over_fen else ()))


def _flags(judge: Judge, person: Person, this: Month, rulebook: Rulebook) -> tuple[str, ...]:
    found = list(missing_inputs(judge, person, this, rulebook)) if judge.employed(person, this) else []
    seen = attendance_sheet(judge, person, this)
    found += [f"open_punch:{judge.calendar.at(judge.calendar.moment(d)).date()}:{way}" for d, way in seen.open_punches]
    found += [f"skill_failed:{skill}" for skill in failed(judge, person.staff, this, rulebook)]
    found += ["early_confirmation"] if _may_confirm_early(judge, person, this, rulebook) else []
    appeals = [each for each in judge.shop.conduct.appeals.values() if each.upheld is None]
    if any(each.staff == person.staff for each in appeals):
        found.append("appeal_pending")
    if judge.asof < judge.calendar.moment(this.last + 1):
        found.append("month_running")
    return tuple(found)


def _may_confirm_early(judge: Judge, person: Person, this: Month, rulebook: Rulebook) -> bool:
    """The named grade in every month of probation so far (R4-A26)."""
    found = rulebook.one(EarlyConfirmation)
    if found is None or person.confirmed_at is not None or not person.probation_months:
        return False
    joined = judge.calendar.at(person.joined_at).date().isoformat()[:7]
    label = this.label
    for _ in range(person.probation_months):
        sheet = score_sheet(judge, person, month(label))
        if sheet is None or sheet.grade != found[1].grade:
            return False
        if label == joined:
            return True
        label = before(label)
    return False


def _rulebook(judge: Judge, this: Month) -> Rulebook:
    rulebook = judge.rulebook(this)
    if rulebook is None:
        raise refused(
            f"{this.label} 没有生效的规则书:用 kfterm init --rulebook … --from 日期 采用一本",
            f"no rulebook is in force in {this.label}: adopt one with kfterm init --rulebook … --from DATE",
        )
    return rulebook


def summary(judge: Judge, label: str) -> Summary:
    """Everybody's month. Raises Refused where no rulebook is in force."""
    this = month(label)
    rulebook = _rulebook(judge, this)
    statements = tuple(statement(judge, person, this) for person in _everybody(judge, this))
    return Summary(
        month=label,
        rulebook=rulebook.id,
        digest=rulebook.digest,
        closed=label in judge.shop.rules.closed,
        statements=statements,
        fund=_fund(judge, this, rulebook, statements),
    )


def _everybody(judge: Judge, this: Month) -> list[Person]:
    """Everybody employed, and who is gone but has something booked here."""
    return sorted([*judge.people(this), *judge.gone(this)], key=lambda each: each.staff)


def _fund(judge: Judge, this: Month, rulebook: Rulebook, statements: tuple[Statement, ...]) -> Fund:
    box = rulebook.one(FundBox)
    fines_fen = sum(each.fines_fen for each in statements)
    spent = [(judge.calendar.day(at), fen) for fen, _, at, _ in judge.shop.scores.spent]
    out = sum(fen for day, fen in spent if this.first <= day <= this.last)
    paid_in = fines_fen if box else 0
    before_now = sum(fen for day, fen in spent if day < this.first)
    bookings = [*(_paid_in(judge, this, statements) if box else ()), *_paid_out(judge, this, box)]
    bookings.sort(key=lambda each: each.day)
    # earlier months are judged by all that is known: what is corrected here they no longer hold
    known = paid_in + (_given_back(judge, this, statements) if box else 0)
    return Fund(paid_in, out, _earlier(judge, this) - before_now + known - out, tuple(bookings))


def _given_back(judge: Judge, this: Month, statements: tuple[Statement, ...]) -> int:
    """Fines of closed months that this month gives back; negative where they have become more."""
    corrected = [each for one in statements for each in judge.corrected(one.staff, this)]
    return sum(line.fen for each in corrected for line in each.lines if line.line == "fine")


def _paid_in(judge: Judge, this: Month, statements: tuple[Statement, ...]) -> Iterator[Booking]:
    """Every fine of the month; on the day of the act where that lies in the month, else on its last."""
    for each in statements:
        days = {one.events: one.day for one in occurrences(judge, judge.shop.people.staff[each.staff], this)}
        for line in each.lines:
            if line.line == "fine":
                day = days.get(line.events) or this.last
                day = min(max(day, this.first), this.last)
                yield Booking(day, -line.fen, each.staff, line.label, line.clauses, line.events)


def _paid_out(judge: Judge, this: Month, box: tuple[Clause, FundBox] | None) -> Iterator[Booking]:
    clauses = (box[0].id,) if box else ()
    for fen, purpose, at, seq in judge.shop.scores.spent:
        day = judge.calendar.day(at)
        if this.first <= day <= this.last:
            yield Booking(day, -fen, "", Words(purpose, purpose), clauses, (seq,))


def _earlier(judge: Judge, this: Month) -> int:
    """Fines of earlier months that went into the box."""
    total = 0
    label = before(this.label)
    everybody = (each for staff in judge.shop.people.staff for each in judge.shop.people.employments(staff))
    first = min((judge.calendar.day(each.joined_at) for each in everybody), default=this.first)
    while month(label).last >= first:
        earlier = month(label)
        rulebook = judge.rulebook(earlier)
        if rulebook and rulebook.one(FundBox):
            total += sum(statement(judge, person, earlier).fines_fen for person in _everybody(judge, earlier))
        label = before(label)
    return total
