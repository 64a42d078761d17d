"""Where every violation of a month stands with the person concerned: open, acknowledged, appealed, decided.

What is appealed and not decided yet counts, and is shown apart with what it weighs; what was upheld stays visible, with
what it gives back.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from kfterm.desk.preview import CASE_WORDS
from kfterm.folds.conduct import Violation
from kfterm.folds.people import Person
from kfterm.folds.settings import APPEAL_DAYS, whole
from kfterm.money import decimal_text, yuan
from kfterm.month.judge import Judge
from kfterm.month.occurrences import occurrences
from kfterm.month.prices import Priced, sum_of
from kfterm.periods import Month, day_text, month
from kfterm.rulebook.conduct_rules import Conduct
from kfterm.words import Words

State = Literal["open", "acknowledged", "appealed", "turned_down", "upheld"]


class Standing(NamedTuple):
    """One violation, as it was logged and as it stands."""

    violation: Violation
    day: int
    label: Words
    state: State
    priced: Priced
    """What it comes to, or came to before its appeal was upheld."""
    until: int
    """The last day for an appeal."""
    late: bool = False
    """Whether that day is over."""

    @property
    def says(self) -> Words:
        """The state in words."""
        match self.state:
            case "appealed":
                return Words("申诉中", "appealed")
            case "turned_down":
                return Words("申诉未成立", "appeal turned down")
            case "upheld":
                return Words("申诉成立", "appeal upheld")
            case "acknowledged":
                return Words("已确认", "acknowledged")
            case "open":
                last = day_text(self.until)[5:]
                if self.late:
                    return Words("未认,已过申诉期", "not acknowledged, too late to appeal")
                return Words(f"待认/可诉至{last}", f"unseen/appeal to {last}")


class Pending(NamedTuple):
    """Appeals without a decision: how many, and what they weigh."""

    number: int
    priced: Priced

    @property
    def says(self) -> Words:
        """`待裁 2 条 -7 分 ¥50`."""
        what = weight_words(self.priced)
        return Words(f"待裁 {self.number} 条 {what.zh}".strip(), f"pending {self.number}: {what.en}".rstrip(": "))


def weight_words(priced: Priced, *, back: bool = False) -> Words:
    """What a violation weighs: `-5 分 ¥50 辞退个案`; with `back` what is given back: `+5 分 ¥50`."""
    zh, en = [], []
    if priced.points:
        points = decimal_text(-priced.points if back else priced.points)
        signed = points if points.startswith("-") else f"+{points}"
        zh.append(f"{signed} 分")
        en.append(f"{signed} points")
    fen = priced.fine_fen + priced.loss_fen
    if fen:
        zh.append(f"¥{yuan(fen)}")
        en.append(f"¥{yuan(fen)}")
    for case in priced.cases:
        words = CASE_WORDS.get(case, Words(case, case))
        zh.append(f"{words.zh}个案")
        en.append(f"case: {words.en}")
    return Words(" ".join(zh), ", ".join(en))


def standings(judge: Judge, staff: str, label: str) -> list[Standing]:
    """Every violation logged in a month on one person, in the order of the days."""
    this, person = month(label), judge.shop.people.staff.get(staff)
    if person is None:
        return []
    logged = [(judge.violation_day(each), each) for each in judge.logged(staff)]
    own = [(day, each) for day, each in logged if judge.booked_in(day, each.seq) == label]
    days = whole(judge.shop.rules, APPEAL_DAYS, judge.asof)
    today = judge.calendar.day(judge.asof)
    found = []
    for day, each in sorted(own, key=lambda pair: (pair[0], pair[1].seq)):
        rulebook = judge.plan.rulebook(day)
        rule = rulebook.rule(each.event.clause, Conduct) if rulebook else None
        words = rule.label.words if rule else Words(each.event.clause, each.event.clause)
        until = judge.calendar.day(each.at) + days
        late = today > until
        found.append(Standing(each, day, words, _state(each), _priced(judge, person, this, each), until, late))
    return found


def pending(judge: Judge, staff: str, label: str) -> Pending | None:
    """What waits for a decision; None where nothing does."""
    return pending_of(standings(judge, staff, label))


def pending_of(found: Sequence[Standing]) -> Pending | None:
    """The same of violations whose standing is known."""
    waiting = [each for each in found if each.state == "appealed"]
    return Pending(len(waiting), sum_of([each.priced for each in waiting])) if waiting else None


def _state(each: Violation) -> State:
    if each.upheld is not None:
        return "upheld" if each.upheld else "turned_down"
    if each.appeal:
        return "appealed"
    return "acknowledged" if each.acknowledged_at is not None else "open"


def _priced(judge: Judge, person: Person, this: Month, violation: Violation) -> Priced:
    seen = judge if violation.counts else _counting(judge, violation)
    found = occurrences(seen, seen.in_month(person, this), this)
    return next((each.priced for each in found if each.events == (violation.seq,)), Priced())


def _counting(judge: Judge, violation: Violation) -> Judge:
    """The shop as if an appeal had not been upheld."""
    key = violation.event.violation
    counted = msgspec.structs.replace(violation, upheld=None)
    conduct = msgspec.structs.replace(judge.shop.conduct, violations=judge.shop.conduct.violations | {key: counted})
    after = Judge(msgspec.structs.replace(judge.shop, conduct=conduct), judge.calendar, judge.asof, judge.corrections)
    kept = ("attendance", "leave", "rest")
    after.scratch = {key: value for key, value in judge.scratch.items() if isinstance(key, tuple) and key[0] in kept}
    return after
